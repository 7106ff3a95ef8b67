"""Read pages of sites as they are: paragraphs, headings and tables in the order that is shown.

A table that holds another lays out the page, and so does one that is a single column of paragraphs:
what stands in its cells is read as if there were no table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose, message
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.listing import Listing
from reportdsl.importers.raw import RawBlock, RawDocument
from reportdsl.importers.readers.encoding import decode_page
from reportdsl.importers.readers.grid import MAX_CELLS, Spanning, laid_out
from reportdsl.importers.readers.htmlflow import Blocks, Flow, Line, children
from reportdsl.importers.readers.htmlscan import Page, scan
from reportdsl.importers.readers.htmlsheet import Sheet, sheet_of
from reportdsl.importers.readers.htmlstyles import (
    removed,
    table_classes,
    unseen,
)
from reportdsl.importers.readers.joining import joined, lays_out
from reportdsl.importers.reading import MIB, Imported, Refusal, over, top
from reportdsl.text.pattern import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_PAGE = 16 * MIB
PICTURE = "[图片]"
"""What stands for a picture, or a control with figures, in a cell that holds nothing else."""
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_MENU = 3
"""So many lines in a row that are links and nothing else are a menu."""
_BEGINS = pattern(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
    r"<(?:!doctype\s++html|html|head|body|meta|title|table|tbody|p|div|span|article|section|main|"
    r"h[1-6]|ul|ol|center|font|style|script|link)[\s>/]",
    re.IGNORECASE,
)
"""How pages begin."""
_SNIFFED = 16_384
_NUMBER = pattern(r"\s*+([0-9]{1,6})")

_Cell: TypeAlias = tuple[list[Line], int, int]
"""What a cell holds, and how many columns and rows it covers."""
_Table: TypeAlias = tuple[list[list[list[_Cell]]], list[Line]]
"""The cells of a table by groups and rows, and its caption."""


def looks_like_page(data: bytes, *, named: bool) -> bool:
    """Tell whether bytes are a page: by how they begin or, where they are named so, by any mark."""
    head = data[:_SNIFFED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return _BEGINS.match(text) is not None or (named and "<" in text)


def read(data: bytes, name: str, path: str | None = None) -> Imported:
    """Return what a page holds; raise `Refusal` if it is not read."""
    if len(data) > MAX_PAGE:
        raise over(rules.SIZE, MAX_PAGE // MIB)
    decoded = decode_page(data, name)
    page = scan(decoded.text)
    if page.problem is not None:
        raise over(page.problem, page.limit)
    if page.cut_off is not None:
        raise Refusal(rules.CUT_OFF, place=page.cut_off)
    found = _Reader(page, Listing(name, path)).read(len(data))
    return Imported(found.document, (*decoded.diagnostics, *found.diagnostics))


class _Reader:
    def __init__(self, page: Page, listing: Listing) -> None:
        self.page = page
        self.listing = listing
        self.blocks: list[RawBlock] = []
        self.cells = 0
        self.sheet = Sheet()
        self.hidden = 0
        """How many cells of tables that hold something are not shown."""
        self.unread = 0
        """How many lines with sentences are not shown."""

    def read(self, size: int) -> Imported:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only pages need it

        parser = LexborHTMLParser(self.page.markup)
        body = parser.body
        assert body is not None, "HTML gives every page a body"
        classes = frozenset(table_classes(self.page.style))
        self.sheet = sheet_of(parser, self.page.style)
        flow = Flow(_layout_tables(body), classes, self.sheet)
        flow.run(body)
        self._hide(flow)
        told = tuple(self._document(flow))
        document = RawDocument(
            self.listing.source(size),
            tuple(self.blocks),
            title=self.page.title,
            loose=False,
            facts=tuple(self.page.facts),
        )
        return Imported(document, told)

    def _document(self, flow: Flow) -> Iterator[Diagnostic]:
        """Yield what is to be told, having read every line and table."""
        regions = iter(_outermost(flow.blocks))
        region = next(regions, None)
        told: Blocks | None = None
        left_out = _navigation(flow.items)
        for at, item in enumerate(flow.items):
            if region is not None and at >= region.end:
                region = next(regions, None)
            inside = region is not None and at >= region.first
            before = len(self.blocks)
            if not isinstance(item, Line):
                self._table(item)
            elif at not in left_out:
                self._line(item, refused=inside)
                if item.unread and not item.linked:
                    yield diagnose(rules.PICTURE, self.blocks[-1].span)
            if inside and region is not told and len(self.blocks) > before:
                told = region
                yield diagnose(rules.TABLE_OF_BLOCKS, self.blocks[before].span)
        if left_out:
            yield diagnose(rules.NAVIGATION, top(self.listing.name), count=len(left_out))
        what = ((self.hidden, rules.HIDDEN_CELLS_OF_PAGE), (self.unread, rules.HIDDEN_LINES))
        places = tuple(message(phrase) for count, phrase in what if count)
        if places:
            count = self.hidden + self.unread
            yield diagnose(rules.HIDDEN_PARTS, top(self.listing.name), places=places, count=count)

    def _hide(self, flow: Flow) -> None:
        for node in flow.hidden:
            self._leave_out(node)
            # Menus that open and the like are hidden on most pages, and no loss.
            self.unread += sum("。" in line.text or ". " in line.text for line in _lines(node))

    def _leave_out(self, node: "LexborNode") -> None:
        """Count the cells that hold something in what is not shown."""
        self.hidden += sum(bool(_text(_lines(cell))) for cell in _cells_of(node))

    def _line(self, line: Line, *, refused: bool = False) -> None:
        self.blocks.append(self.listing.text(line.text, line.level, refused=refused))

    def _table(self, node: "LexborNode") -> None:
        groups, caption = self._read(node)
        cells = [cell for group in groups for row in group for cell in row]
        for line in caption:
            self.blocks.append(replace(self.listing.text(line.text), caption=True))
        longest = max((len(row) for group in groups for row in group), default=0)
        if lays_out([[line.text for line in lines] for lines, _, _ in cells], longest):
            for lines, _, _ in cells:
                for line in lines:
                    self._line(line)
            return
        if not any(lines for lines, _, _ in cells):
            return
        grid = laid_out(
            [
                [
                    [Spanning(_text(lines), columns, rows) for lines, columns, rows in row]
                    for row in g
                ]
                for g in groups
            ]
        )
        self.blocks.append(self.listing.table(grid.rows, grid.width, spanned=True))

    def _read(self, table: "LexborNode") -> _Table:
        """Return the groups of rows of a table, with its caption."""
        groups: list[list[list[_Cell]]] = []
        caption: list[Line] = []
        for child in self._shown(children(table)):
            if child.tag in _SECTIONS:
                seen = not unseen(self.sheet.attributes(child))
                rows = [row for row in self._shown(children(child)) if row.tag == "tr"]
                groups.append([self._row(row, seen=seen) for row in rows])
            elif child.tag == "caption":
                caption += self._lines(child)
        return groups, caption

    def _row(self, row: "LexborNode", *, seen: bool) -> list[_Cell]:
        """Return the cells of a row; those that are not `seen` are blank, and keep their places."""
        made: list[_Cell] = []
        seen = seen and not unseen(self.sheet.attributes(row))
        for cell in self._shown(children(row)):
            if cell.tag not in {"td", "th"}:
                continue
            self.cells += 1
            if self.cells > MAX_CELLS:
                raise over(rules.CELLS, MAX_CELLS)
            attributes = self.sheet.attributes(cell)
            shown = seen and not unseen(attributes)
            if not shown:
                self._leave_out(cell)
            columns = _span(attributes.get("colspan"), 1)
            lines = self._in_cell(cell) if shown else []
            made.append((lines, columns or 1, _span(attributes.get("rowspan"), 1)))
        return made

    def _shown(self, nodes: "Iterator[LexborNode]") -> "Iterator[LexborNode]":
        """Yield those elements that have a place on the page; of others, count the cells."""
        for node in nodes:
            if removed(self.sheet.attributes(node)):
                self._leave_out(node)
            else:
                yield node

    def _lines(self, node: "LexborNode") -> list[Line]:
        return _lines(node, self.sheet)

    def _in_cell(self, node: "LexborNode") -> list[Line]:
        """Return what a cell holds; that there is a picture in it, where that is all."""
        flow = Flow(frozenset(), frozenset(), self.sheet)
        flow.run(node)
        lines = [item for item in flow.items if isinstance(item, Line)]
        # Where a figure is a picture, its cell is not blank.
        return lines or ([Line(PICTURE)] if flow.unread else [])


def _layout_tables(body: "LexborNode") -> frozenset[int]:
    """Return which tables hold others."""
    found: set[int] = set()
    open_tables: list[int] = []
    todo: list[LexborNode | None] = [body]
    while todo:
        node = todo.pop()
        if node is None:
            open_tables.pop()
            continue
        if node.tag == "table":
            found.update(open_tables[-1:])
            open_tables.append(node.mem_id)
            todo.append(None)
        todo += reversed([child for child in children(node) if child.is_element_node])
    return frozenset(found)


def _cells_of(node: "LexborNode") -> "Iterator[LexborNode]":
    """Yield the cells within an element, itself if it is one."""
    todo = [node]
    while todo:
        inner = todo.pop()
        if inner.tag in {"td", "th"}:
            yield inner
        else:
            todo += [child for child in children(inner) if child.is_element_node]


def _lines(node: "LexborNode", sheet: Sheet | None = None) -> list[Line]:
    flow = Flow(frozenset(), frozenset(), sheet or Sheet())
    flow.run(node)
    return [item for item in flow.items if isinstance(item, Line)]


def _text(lines: Sequence[Line]) -> str:
    return joined(line.text for line in lines)


def _span(written: str | None, default: int) -> int:
    """Return a span as HTML reads numbers: the digits that it begins with."""
    found = _NUMBER.match(written or "")
    return int(found[1]) if found else default


def _navigation(items: Sequence["Line | LexborNode"]) -> set[int]:
    """Return which lines are no text of a page but ways to others."""
    out = {
        at
        for at, item in enumerate(items)
        if isinstance(item, Line) and (item.navigation or (item.linked and item.links > 1))
    }
    numbered = enumerate(items)
    for linked, run in groupby(numbered, lambda pair: isinstance(pair[1], Line) and pair[1].linked):
        places = [at for at, _ in run]
        if linked and len(places) >= _MENU:
            out.update(places)
    return out


def _outermost(regions: Sequence[Blocks]) -> Iterator[Blocks]:
    """Yield those stretches that lie in no other, in order."""
    end = -1
    for region in sorted(regions, key=lambda region: (region.first, -region.end)):
        if region.first >= end and region.end > region.first:
            yield region
            end = region.end
