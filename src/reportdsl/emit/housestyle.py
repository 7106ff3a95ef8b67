"""Read a house style sheet, and tell what of it a page cannot hold or will not load."""

import re
from collections.abc import Iterator

from reportdsl.diagnostics.diagnostic import Diagnostic, Phrase, diagnose, message
from reportdsl.diagnostics.rules import files, house
from reportdsl.text.decode import decode
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Source, Span
from reportdsl.world import Contents, Read, read_named

PROBLEMS: dict[str, Phrase] = {
    "missing": files.MISSING,
    "outside": house.OUTSIDE,
    "not-a-file": files.NOT_A_FILE,
    "unreadable": files.UNREADABLE,
    "too-large": files.TOO_LARGE,
    "bad-path": files.BAD_PATH,
    "not-text": files.NOT_TEXT,
}

_END = pattern("</style", re.IGNORECASE)
_FONT = pattern(r"@font-face\s*\{[^}]*\}?", re.IGNORECASE)
# Comments, strings and namespaces are read over: what they hold is not loaded anyway.
_LOADS = pattern(
    r"""/\*.*?(?:\*/|\Z)
    | (?P<load>@import\b\s*(?:url\([^)]*\)?|"[^"\n]*"?|'[^'\n]*'?)?
      | \b(?:url|src)\(\s*(?P<target>"[^"\n]*"?|'[^'\n]*'?|[^)]*)\s*\)?)
    | "(?:[^"\\\n]|\\.)*"? | '(?:[^'\\\n]|\\.)*'?
    | @namespace\b[^;]*""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SHOWN = 60


def house_style(path: str) -> tuple[Source, list[Diagnostic]]:
    """Return the style sheet at a path that the caller names, and what is found in it."""
    source, found = read_source(read_named(path), path)
    return source, [*found, *style_findings(source)]


def read_source(read: Read, name: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return the source that a file of the house style holds, and why it is empty if it is."""
    kind = "not-text"
    if isinstance(read, Contents):
        decoded = decode(read.data)
        if not decoded.failed and not any(char == "\0" for _, char in decoded.controls):
            return Source(name, decoded.text, read.path), ()
    else:
        kind = read.kind
    return Source(name, ""), (unavailable(Span(name, 0, 0), name, kind),)


def unavailable(span: Span, path: str, kind: str) -> Diagnostic:
    """Return the finding for a file of the house style that cannot be had."""
    problem = message(PROBLEMS[kind])
    return diagnose(house.HOUSE_FILE_UNAVAILABLE, span, path=path, problem=problem)


def style_findings(source: Source) -> Iterator[Diagnostic]:
    """Yield what a page cannot hold of a style sheet, and what it will not load.

    The page's content security policy sees to it that nothing is loaded; this is to tell why.
    """
    for match in _END.finditer(source.text):
        yield diagnose(house.STYLE_BREAKS_OUT, source.span(*match.span()), text=match[0])
    fonts = [match.span() for match in _FONT.finditer(source.text)]
    for match in _LOADS.finditer(source.text):
        if match["load"] is None or _is_within(match["target"], match.start(), fonts):
            continue
        text = " ".join(match["load"].split())
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        span = source.span(*match.span())
        yield diagnose(house.STYLE_NOT_LOADED, span, text=shown)


def _is_within(target: str | None, at: int, fonts: list[tuple[int, int]]) -> bool:
    """Return whether what is named stands in the page itself; a font may not, even as data."""
    if target is None:
        return False
    bare = target.strip("\"' \t\n").lower()
    font = any(start <= at < end for start, end in fonts)
    return bare.startswith("#") or (bare.startswith("data:") and not font)
