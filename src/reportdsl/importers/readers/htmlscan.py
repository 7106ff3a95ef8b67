"""Make a page harmless before a parser sees it: only marks of structure and text are left.

What carries no text of a report goes: scripts, styles, drawings, comments, links and what changes
the look of letters. With that goes what makes a tree larger than its page: a parser repeats open
``<b>`` in each paragraph, and rebuilds what is closed in the wrong order. How deep the tree will be
is reckoned here, in linear time, as the HTML standard opens and closes elements.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.htmldepth import Depth, TooDeep, TooTangled
from reportdsl.importers.readers.htmlnames import CUT, DROPPED, KEPT_IF_STYLED, TO_THE_END, UNREAD
from reportdsl.importers.readers.htmlsheet import named
from reportdsl.text.pattern import pattern

MAX_MARKS = 100_000
"""How many marks a page may have."""
_SPACE = "\t\n\f\r "
_MARK = pattern(
    rf"<(/?)([A-Za-z][^{_SPACE}/>]*+)"
    rf"((?:[{_SPACE}/]++|=?+[^{_SPACE}/>=]++(?:[{_SPACE}]*+="
    rf"(?:[{_SPACE}]*+(?:\"[^\"]*+\"|'[^']*+'|[^{_SPACE}>\"'][^{_SPACE}>]*+))?+)?+|=)*+)(>)?+"
)
_ATTRIBUTE = pattern(
    rf"([^{_SPACE}/>=]++)(?:[{_SPACE}]*+=[{_SPACE}]*+"
    rf"(?:\"([^\"]*+)\"|'([^']*+)'|([^{_SPACE}>\"'][^{_SPACE}>]*+)))?+"
)
_KEPT = frozenset({"alt", "class", "colspan", "hidden", "id", "rowspan", "style", "type", "value"})
_NAME = pattern(r"[a-z][a-z0-9:_-]*+")

_OTHER = "x-other"
"""What an element of an odd name becomes."""


@dataclass(slots=True)
class Page:
    """What is left of a page."""

    parts: list[str] = field(default_factory=lambda: ["<!DOCTYPE html><body>"])
    title: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    """What its ``<meta>`` tell, by their names."""
    styles: list[str] = field(default_factory=list)
    """Its style sheets."""
    problem: Phrase | None = None
    """The limit that it is beyond."""
    limit: int = 0
    cut_off: Phrase | None = None
    """In the midst of what it ends."""

    @property
    def markup(self) -> str:
        """The markup for the parser."""
        return "".join(self.parts)

    @property
    def style(self) -> str:
        """Its style sheets as one."""
        return "\n".join(self.styles)


def scan(text: str) -> Page:
    """Return what is left of a page, or what limit it is beyond."""
    page = Page()
    if text.count("<") > MAX_MARKS:
        page.problem, page.limit = rules.MARKS, MAX_MARKS
        return page
    try:
        _Scanner(text, page).run()
    except TooDeep as fault:
        page.problem, page.limit = rules.NESTING, fault.limit
    except TooTangled as fault:
        page.problem, page.limit = rules.TANGLED, fault.limit
    return page


class _Scanner:
    def __init__(self, text: str, page: Page) -> None:
        self.text = text
        self.page = page
        self.depth = Depth()
        self.ended = False
        """Whether the page says that its body is over."""
        self.without_end: set[str] = set()
        """What no mark further on ends: it is not sought again."""
        self.opened: dict[str, list[bool]] = {}
        """Of marks that are kept if a style may hide them, whether those that are open were."""
        self.named = named(_styles(text))
        """The elements that styles of the page name."""

    def run(self) -> None:
        at = 0
        while (start := self.text.find("<", at)) >= 0:
            self.page.parts.append(self.text[at:start])
            at = self._behind(start)
        self.page.parts.append(self.text[at:])
        if self.depth.in_table and not self.ended and self.page.cut_off is None:
            self.page.cut_off = rules.IN_TABLE

    def _behind(self, start: int) -> int:
        """Take what begins with ``<`` and return where the text goes on."""
        text = self.text
        following = text[start + 1 : start + 3]
        if following[:1] in {"!", "?"} or (following[:1] == "/" and not _is_letter(following[1:])):
            return self._comment(start)
        mark = _MARK.match(text, start)
        if mark is None:
            self.page.parts.append("&lt;")
            return start + 1
        if mark[4] is None:
            self.page.cut_off = rules.IN_TAG
            return len(text)
        name = mark[2].lower()
        name = name if _NAME.fullmatch(name) else _OTHER
        if mark[1]:
            self._end(name)
            return mark.end()
        return self._start(name, mark)

    def _comment(self, start: int) -> int:
        text = self.text
        if not text.startswith("<!--", start):
            end = text.find(">", start)
        elif text.startswith((">", "->"), start + 4):
            end = text.index(">", start)
        else:
            end = self._end_of_comment(start + 4)
        if end < 0:
            # Nothing ends it: the rest would be lost without a word.
            self.page.cut_off = self.page.cut_off or rules.IN_TAG
            return len(text)
        return end + 1

    def _end_of_comment(self, start: int) -> int:
        plain = self.text.find("-->", start)
        odd = self.text.find("--!>", start, plain if plain >= 0 else None)
        return odd + 3 if odd >= 0 else plain + 2 if plain >= 0 else -1

    def _end(self, name: str) -> None:
        if name in {"body", "html"}:
            self.ended = True
        opened = self.opened.get(name)
        kept = opened.pop() if opened else name == "a"
        if name in DROPPED and not kept:
            return
        name = KEPT_IF_STYLED.get(name, name)
        self.depth.end(name)
        self.page.parts.append(f"</{name}>")

    def _start(self, name: str, mark: re.Match[str]) -> int:
        if name == "meta":
            self._fact(mark[3])
        if name in CUT:
            return self._cut(name, mark.end())
        kept = _kept(mark[3])
        if name in {"body", "html"} and kept:
            self.page.parts.append(f"<body{kept}>")
        if name in KEPT_IF_STYLED:
            styled = name == "a" or bool(kept) or name in self.named
            self.opened.setdefault(name, []).append(styled)
        else:
            styled = name not in DROPPED
        if styled:
            name = KEPT_IF_STYLED.get(name, name)
            self.depth.start(name)
            self.page.parts.append(f"<{name}{kept}>")
        return mark.end()

    def _cut(self, name: str, start: int) -> int:
        """Take what is not read, with its marks, and return where the text goes on."""
        end = None if name in self.without_end else _end_mark(name).search(self.text, start)
        if end is None:
            self.without_end.add(name)
            if name in TO_THE_END:
                self.page.cut_off = rules.IN_TAG
                return len(self.text)
            return start
        inner = self.text[start : end.start()]
        if name == "title" and not self.page.title:
            self.page.title = " ".join(html.unescape(inner).split())
        if name == "style":
            self.page.styles.append(inner)
        if name in UNREAD and _shows_text(name, inner):
            self.page.parts.append("<x-unread></x-unread>")
        return end.end()

    def _fact(self, written: str) -> None:
        found = dict(attributes(written))
        name, content = found.get("name", ""), found.get("content", "")
        if name and content:
            self.page.facts.append((html.unescape(name), html.unescape(content)))


def _styles(text: str) -> str:
    """Return the style sheets of a page in small letters, wherever they stand."""
    chunks = text.lower().split("</style")[:-1]
    return "\n".join(chunk.partition("<style")[2].partition(">")[2] for chunk in chunks)


def _shows_text(name: str, inner: str) -> bool:
    """Tell whether what an element holds shows letters: drawings do only in some of their marks."""
    return "<text" in inner if name == "svg" else bool(inner.strip()) or name == "canvas"


def _is_letter(text: str) -> bool:
    return text.isascii() and text.isalpha()


def _kept(written: str) -> str:
    """Return those attributes of a mark that are looked at, written anew."""
    found = {name: value for name, value in attributes(written) if name in _KEPT} if written else {}
    return "".join(f' {name}="{value}"' for name, value in found.items())


def attributes(written: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a mark: names in small letters, values as they stand in quotes."""
    for found in _ATTRIBUTE.finditer(written):
        value = found[2] if found[2] is not None else found[3] or found[4] or ""
        yield found[1].lower(), value.replace('"', "&quot;")


def _end_mark(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{_SPACE}/>])[^>]*+>?", re.IGNORECASE)
