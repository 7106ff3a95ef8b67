"""Read the tree of a page as lines and tables, in the order in which they are shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from reportdsl.importers.readers.htmlnames import BLOCKS, HEADINGS, NAVIGATION, NAVIGATION_CLASSES
from reportdsl.importers.readers.htmlsheet import Sheet
from reportdsl.importers.readers.htmlstyles import DISPLAY_TABLE, is_apart, removed, unseen
from reportdsl.importers.readers.joining import one_line
from reportdsl.text.pattern import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TYPED = frozenset({"", "text", "number", "tel"})
"""Kinds of input fields whose values are texts."""
_FIGURE = pattern(r"[+-]?[0-9][0-9,.]*+%?+|[-/—]{1,2}")
_APART = frozenset({"sup", "sub", "x-link", "fieldset", "label", "meter", "output", "progress"})
"""What does not run on from what stands beside it, though it is on the same line."""
_FEWEST = 3
"""How many rows, and cells in each, blocks must have to be taken for a table."""
_LONGEST = 24
"""How many characters of a block are looked at to see whether it is a figure."""


@dataclass(slots=True)
class Line:
    """A line of text as a page shows it."""

    text: str
    level: int = 0
    links: int = 0
    """How many links it holds."""
    linked: bool = False
    """Whether all of it is links, punctuation aside."""
    navigation: bool = False
    """Whether it stands in what a page marks as its menu or its foot."""
    unread: bool = False
    """Whether there is a picture or a control in it, which is not read."""


@dataclass(slots=True)
class Blocks:
    """Blocks set side by side that make a table of the lines from one to another."""

    first: int
    end: int


Item: TypeAlias = "Line | LexborNode"
"""A line, or a table that is one."""


@dataclass(slots=True)
class _Open:
    """An element whose end is not reached."""

    node: "LexborNode"
    tag: str
    first: int
    """The number of the first line in it."""
    piece: int
    """Where in the text so far it begins."""
    figures_before: int
    """How many lines that are figures stand before it."""
    leaves: int = 0
    figures: int = 0
    whole: bool = True
    """Whether all elements in it hold no blocks."""
    blocks: bool = False
    """Whether there is a block in it."""
    navigation: bool = False
    apart: bool = False
    """Whether it is raised, linked, or set apart in another way."""
    inner: list[int] = field(default_factory=list)
    """Of each element in it how many cells it has if it is a row, else 0."""


class Flow:
    """The lines and tables of an element; `run` reads them."""

    def __init__(self, layout: frozenset[int], classes: frozenset[str], sheet: Sheet) -> None:
        self.layout = layout
        """The tables that only lay out the page."""
        self.classes = classes
        """Classes that make parts of tables of elements."""
        self.sheet = sheet
        """What the page's style sheets say of its elements."""
        self.hidden: list[LexborNode] = []
        """The elements that are not shown."""
        self.items: list[Item] = []
        self.blocks: list[Blocks] = []
        self.unread = False
        """Whether there is a picture or a control that is not read."""
        self._pieces: list[str] = []
        self._opened: list[_Open] = []
        self._level = 0
        self._in_link = 0
        self._navigation = 0
        self._line = Line("")
        self._plain = False
        self._was_apart = False
        self._seen: list[str] = []
        self._figures = 0

    def run(self, root: "LexborNode") -> None:
        """Read what an element holds."""
        todo: list[LexborNode | None] = list(reversed(list(children(root))))
        while todo:
            node = todo.pop()
            if node is None:
                self._leave()
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif self._enter(node):
                todo.append(None)
                todo += reversed(list(children(node)))
        self._flush()

    # ── elements ─────────────────────────────────────────────────────────────────────────────────

    def _enter(self, node: "LexborNode") -> bool:
        """Take an element; tell whether what it holds is to be read."""
        tag = node.tag or ""
        attributes = self.sheet.attributes(node)
        if tag.startswith(("-", "!")):
            return False
        if removed(attributes) or unseen(attributes):
            self.hidden.append(node)
            return False
        if tag in BLOCKS or tag == "br":
            self._flush()
        if tag == "table" and node.mem_id not in self.layout:
            self.items.append(node)
            self._mark_blocks()
            return False
        if tag == "input":
            if (attributes.get("type") or "").lower() in _TYPED:
                self._set_apart()
                self._text(attributes.get("value") or "")
                self._was_apart = True
            return False
        if tag in {"img", "x-unread"}:
            self.unread = True
            # Among words, a picture without words is an ornament.
            self._line.unread = self._line.unread or attributes.get("alt") != ""
        if tag in {"br", "hr", "img", "x-unread"}:
            return False
        self._opened.append(self._open(node, tag, attributes))
        return True

    def _open(self, node: "LexborNode", tag: str, attributes: Mapping[str, str | None]) -> _Open:
        opened = _Open(node, tag, len(self.items), len(self._seen), self._figures)
        if tag == "x-link":
            self._in_link += 1
            self._line.links += 1
        opened.apart = tag in _APART or is_apart(attributes)
        if opened.apart:
            self._set_apart()
        self._level = HEADINGS.get(tag, self._level)
        opened.navigation = tag in NAVIGATION or _is_navigation(attributes)
        self._navigation += opened.navigation
        return opened

    def _leave(self) -> None:
        opened = self._opened.pop()
        if opened.tag in BLOCKS:
            self._flush()
        if opened.tag == "x-link":
            self._in_link -= 1
        self._was_apart = self._was_apart or opened.apart
        if opened.tag in HEADINGS:
            self._level = 0
        self._navigation -= opened.navigation
        self._look_for_table(opened)

    def _mark_blocks(self) -> None:
        for opened in self._opened:
            opened.blocks = True

    # ── text ─────────────────────────────────────────────────────────────────────────────────────

    def _text(self, text: str) -> None:
        if self._was_apart and text.strip():
            # A raised figure and the one beside it are two: 12² is not 122.
            self._was_apart = False
            self._set_apart(text[:1])
        self._pieces.append(text)
        if text.strip():
            self._seen.append(text)
            if not self._in_link and any(map(str.isalnum, text)):
                self._plain = True

    def _set_apart(self, following: str = "0") -> None:
        last = self._pieces[-1][-1:] if self._pieces else ""
        if last.isnumeric() and following.isnumeric():
            self._pieces.append(" ")

    def _flush(self) -> None:
        line, self._line = self._line, Line("", links=0)
        pieces, self._pieces = self._pieces, []
        plain, self._plain = self._plain, False
        self._was_apart = False
        if self._in_link:
            self._line.links = 1
        text = one_line("".join(pieces))
        if text:
            line.text = text
            line.level = self._level
            line.linked = not plain and line.links > 0
            line.navigation = self._navigation > 0
            self.items.append(line)
            self._figures += _FIGURE.fullmatch(text[:_LONGEST]) is not None

    # ── tables made of blocks ────────────────────────────────────────────────────────────────────

    def _look_for_table(self, opened: _Open) -> None:
        """See whether an element is a cell, a row or a table of blocks; tell the one around it."""
        styled = self._is_styled(opened.node.attributes)
        if _rows_of(opened) or (styled and self._figures - opened.figures_before >= _FEWEST):
            self.blocks.append(Blocks(opened.first, len(self.items)))
        if not self._opened:
            return
        around = self._opened[-1]
        is_block = opened.tag in BLOCKS
        around.blocks = around.blocks or is_block or opened.blocks
        cells = opened.leaves if opened.whole and opened.figures >= 2 else 0
        around.inner.append(cells if cells >= _FEWEST else 0)
        around.leaves += 1
        around.whole = around.whole and not opened.blocks
        seen = self._seen[opened.piece :] if len(self._seen) - opened.piece <= 2 else [""]
        around.figures += _FIGURE.fullmatch("".join(seen).strip()[:_LONGEST]) is not None

    def _is_styled(self, attributes: Mapping[str, str | None]) -> bool:
        style, names = attributes.get("style"), attributes.get("class")
        if style and DISPLAY_TABLE.search(style):
            return True
        return bool(names and self.classes and not self.classes.isdisjoint(names.split()))


def _rows_of(opened: _Open) -> bool:
    """Tell whether an element holds rows of cells, one as long as the other."""
    run, before = 0, 0
    for cells in opened.inner:
        run = run + 1 if cells and cells == before else int(cells > 0)
        before = cells
        if run >= _FEWEST:
            return True
    return False


def children(node: "LexborNode") -> "Iterator[LexborNode]":
    """Yield what stands directly within an element."""
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _is_navigation(attributes: Mapping[str, str | None]) -> bool:
    words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return not NAVIGATION_CLASSES.isdisjoint(words)
