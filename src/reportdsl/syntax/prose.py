"""Build prose: cut a line at its braces, then read the text between for bold, links and escapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from reportdsl.diagnostics.diagnostic import diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import keywords, nodes
from reportdsl.syntax.expressions import Slots
from reportdsl.syntax.grammar import parse_slot
from reportdsl.syntax.line import Line
from reportdsl.syntax.tree import Token
from reportdsl.text.pattern import pattern

# Strings inside braces are bounded, so that a line of open quotes costs no more than its length.
_BRACES = pattern(r'[{｛](?:"[^"]{0,400}"|＂[^＂]{0,400}＂|“[^”]{0,400}”|[^{}｛｝"＂“])*[}｝]')
_NEXT = pattern(r'\\[{}*\[\]|"\\]|[{｛}｝]')
_BRACE = pattern(r"[{}]")
_NESTING = ("{", '"', "“", "＂")
_CLOSE = pattern(r"[^{}｛｝]*[}｝]")
_QUOTE = pattern(r'["＂“]')
_MARKUP = pattern(r"[\\*\[\]]")
_ANY_MARK = pattern(r"[\\*\[\]{}]")
_FORMAT = pattern(r",?(?:\.[0-9]{1,2})?[f%]?")
_HREF = pattern(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_ESCAPED_START = ("\\#", "\\@", "\\/")
_MASK = "\ufffc"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token of prose: its kind, its content, and where it stands in its line."""

    kind: str
    start: int
    end: int
    value: nodes.Interpolation | None = None


def build(line: Line, slots: Slots) -> tuple[nodes.Inline, ...]:
    """Return the inline content of a line of prose; faults go to `slots`."""
    if not _ANY_MARK.search(line.folded):
        return (nodes.Text(line.text, span=line.whole),) if line.text else ()
    values = _values(line, slots)
    start = 1 if line.folded.startswith(_ESCAPED_START) else 0
    if _MARKUP.search(line.text, start):
        pieces = _marked(line, values, start)
    else:
        pieces = _plain(line, values, start)
    return tuple(_styled(line, pieces, slots))


# ── braces ───────────────────────────────────────────────────────────────────────────────────────


def braces(line: Line) -> Iterator[tuple[int, int, bool]]:
    """Yield where what stands in braces begins and ends, and whether it is closed.

    A brace without partner comes alone.
    """
    at = 0
    # Folded, a brace is one of two; but a full-width backslash escapes nothing.
    step, text = (_NEXT, line.text) if "\\" in line.text else (_BRACE, line.folded)
    while match := step.search(text, at):
        at = match.end()
        if match[0][0] == "\\":
            continue
        closed = _closed(line, match.start()) if match[0] in "{｛" else 0
        if closed:
            at = closed
        elif match[0] in "{｛" and (close := _CLOSE.match(line.text, at)):
            at = close.end()
        yield match.start(), at, closed > 0


def _values(line: Line, slots: Slots) -> list[_Piece]:
    """Return the interpolations of a line, and report braces without partner."""
    found: list[_Piece] = []
    for start, end, closed in braces(line):
        if end == start + 1:
            _lone(line, start, slots)
        elif closed:
            found.append(_Piece("VALUE", start, end, _interpolation(line, start, end, slots)))
        else:
            quote = _QUOTE.search(line.text, start)
            place = quote.start() if quote else start
            slots.report(diagnose(syntax.UNCLOSED_QUOTE, line.span(place, place + 1)))
            bad = nodes.Interpolation(None, None, span=line.span(start, end))
            found.append(_Piece("VALUE", start, end, bad))
    return found


def _closed(line: Line, start: int) -> int:
    """Return the end of what stands in braces from an offset on, or 0."""
    end = line.folded.find("}", start) + 1
    inner = line.folded[start + 1 : end]
    if end and not any(mark in inner for mark in _NESTING):
        return end
    match = _BRACES.match(line.text, start)
    return match.end() if match else 0


def _lone(line: Line, offset: int, slots: Slots) -> None:
    span = line.span(offset, offset + 1)
    hints = (message(syntax.ESCAPE_BRACE),)
    slots.report(diagnose(syntax.LONE_BRACE, span, hints=hints, brace=line.text[offset]))


def _interpolation(line: Line, start: int, end: int, slots: Slots) -> nodes.Interpolation:
    span = line.span(start, end)
    bad = nodes.Interpolation(None, None, span=span)
    inner = line.part(start + 1, end - 1)
    tree = slots.parse("interpolation", inner, syntax.BAD_EXPRESSION)
    if tree is None:
        return bad
    expression = slots.build(tree.children[0], inner)
    shape = cast("Token | None", tree.children[1])
    if shape is None:
        return nodes.Interpolation(expression, None, span=span)
    text = str(shape).strip()
    canonical = keywords.number_format(text)
    if canonical is None and not _FORMAT.fullmatch(text):
        at = shape.start_pos or 0
        place = inner.span(at, at + len(str(shape).rstrip()))
        slots.report(diagnose(syntax.BAD_FORMAT, place, format=text))
        return bad
    return nodes.Interpolation(expression, canonical or text, span=span)


# ── text ─────────────────────────────────────────────────────────────────────────────────────────


def _plain(line: Line, values: list[_Piece], start: int) -> list[_Piece]:
    """Return the pieces of a line without markup: text and values in turn."""
    out: list[_Piece] = []
    for value in values:
        if value.start > start:
            out.append(_Piece("PLAIN_TEXT", start, value.start))
        out.append(value)
        start = value.end
    if start < len(line.text):
        out.append(_Piece("PLAIN_TEXT", start, len(line.text)))
    return out


def _marked(line: Line, values: list[_Piece], start: int) -> list[_Piece]:
    """Return the pieces of a line with markup, as the grammar's `inline` reads it."""
    masked = list(line.text)
    for value in values:
        masked[value.start : value.end] = _MASK * (value.end - value.start)
    waiting = list(reversed(values))
    out: list[_Piece] = []
    tree = parse_slot("inline", "".join(masked[start:]))
    for token in cast("list[Token]", tree.children):
        first = (token.start_pos or 0) + start
        last = first + len(token)
        if token.type != "MASK":
            out.append(_Piece(token.type, first, last))
            continue
        while waiting and waiting[-1].start < last:
            value = waiting.pop()
            if value.start > first:
                out.append(_Piece("PLAIN_TEXT", first, value.start))
            out.append(value)
            first = value.end
        if first < last:
            out.append(_Piece("PLAIN_TEXT", first, last))
    return out


def _styled(line: Line, pieces: list[_Piece], slots: Slots) -> list[nodes.Inline]:
    """Return runs and values with their styles; neighbours of one style become one run."""
    bolds = _bolds(line, pieces)
    ends = _links(line, pieces, slots)
    closing = {end for end, _ in ends.values()}
    out: list[nodes.Inline] = []
    bold, href = False, None
    for index, piece in enumerate(pieces):
        if index in bolds:
            bold = not bold
        elif index in ends:
            href = ends[index][1]
        elif index in closing:
            href = None
        elif piece.value is not None:
            out.append(replace(piece.value, bold=bold, href=href))
        else:
            text = line.text[piece.start : piece.end]
            text = text[1:] if piece.kind == "ESCAPE" else text
            run = nodes.Text(text, bold, href, span=line.span(piece.start, piece.end))
            out.append(run)
    return _merged(out)


def _bolds(line: Line, pieces: list[_Piece]) -> set[int]:
    """Return which pieces turn bold on and off: those in pairs, with more than blanks between."""
    found: set[int] = set()
    opened: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind != "BOLD":
            continue
        if opened is not None and line.text[pieces[opened].end : piece.start].strip():
            found |= {opened, index}
            opened = None
        else:
            opened = index
    return found


def _links(line: Line, pieces: list[_Piece], slots: Slots) -> dict[int, tuple[int, str | None]]:
    """Return for each piece that opens a link which piece closes it, and the link's target."""
    found: dict[int, tuple[int, str | None]] = {}
    opened: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind == "LINK_OPEN":
            opened = index
        elif piece.kind == "LINK_CLOSE" and opened is not None:
            href: str | None = line.text[piece.start + 2 : piece.end - 1]
            if not _HREF.match(href or ""):
                span = line.span(piece.start + 2, piece.end - 1)
                slots.report(diagnose(syntax.BAD_LINK, span, link=href or ""))
                href = None
            found[opened] = (index, href)
            opened = None
    return found


def _merged(runs: list[nodes.Inline]) -> list[nodes.Inline]:
    out: list[nodes.Inline] = []
    for run in runs:
        last = out[-1] if out else None
        if (
            isinstance(run, nodes.Text)
            and isinstance(last, nodes.Text)
            and (last.bold, last.href) == (run.bold, run.href)
        ):
            joined = last.text + run.text
            out[-1] = nodes.Text(joined, run.bold, run.href, span=last.span.to(run.span))
        else:
            out.append(run)
    return out
