"""Read Word documents: paragraphs, headings and tables, with all tracked changes accepted.

A table that holds another lays out the page: what stands in its cells is read as if there were no
table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from xml.etree.ElementTree import Element

from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.listing import Listing, Placed
from reportdsl.importers.raw import RawBlock, RawDocument, RawText
from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.docxaside import counts_pages, edges, notes
from reportdsl.importers.readers.docxmarks import Marks, in_cell, in_prose
from reportdsl.importers.readers.docxnumbers import Numbers, read_numbers
from reportdsl.importers.readers.docxparts import (
    Styles,
    numbering,
    outline,
    read_styles,
)
from reportdsl.importers.readers.docxtext import Text, flattened
from reportdsl.importers.readers.grid import MAX_CELLS, MAX_COLUMNS, compact
from reportdsl.importers.readers.joining import joined, lays_out, one_line
from reportdsl.importers.readers.looks import is_on, value
from reportdsl.importers.readers.oddcells import UNREAD
from reportdsl.importers.readers.xmltree import child, refuse_declarations, tree, whole
from reportdsl.importers.reading import Imported, over, top
from reportdsl.text.source import Span

_FACTS = frozenset({"creator", "subject", "title", "created", "modified", "lastModifiedBy"})
_ENOUGH = 1_000_000
"""No number of columns or the like is larger."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text."""

    text: str
    level: int = 0


_Item: TypeAlias = "Line | Element"
"""A line, or a table that is one."""


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[Line, ...]
    column: int
    width: int
    merged: bool
    """Whether it continues the one above it."""


def read(data: bytes, name: str, path: str | None = None) -> Imported:
    """Return what a document holds; raise `Refusal` if it is not read."""
    archive = Archive(data)
    archive.inflate_all()
    for part in sorted(archive.names):
        if part.lower().endswith((".xml", ".rels")):
            refuse_declarations(archive.part(part))
    reader = _Reader(archive, Listing(name, path))
    beside = tuple(reader.beside(archive))
    facts = _facts(archive)
    source = reader.listing.source(len(data))
    document = RawDocument(
        source,
        tuple(reader.blocks),
        title=dict(facts).get("title", ""),
        loose=False,
        facts=facts,
        beside=beside,
    )
    return Imported(document, (*reader.hidden(), *reader.marks.findings(source)))


def _part(archive: Archive, name: str) -> Element | None:
    return tree(archive.part(name)) if name in archive.names else None


def _facts(archive: Archive) -> tuple[tuple[str, str], ...]:
    """Return what a document tells of itself."""
    root = _part(archive, "docProps/core.xml")
    found = [] if root is None else list(root)
    return tuple(
        (node.tag, one_line(node.text)) for node in found if node.tag in _FACTS and node.text
    )


class _Reader:
    def __init__(self, archive: Archive, listing: Listing) -> None:
        self.styles: Styles = read_styles(_part(archive, "word/styles.xml"))
        self.numbers: Numbers = read_numbers(_part(archive, "word/numbering.xml"))
        self.listing = listing
        self.blocks: list[RawBlock] = []
        self.marks = Marks()
        self.hidden_rows = 0
        self.references: list[tuple[str, str]] = []
        self._cells = 0
        self._carried = ""
        """The text of paragraphs whose ends are deleted: it goes before the next."""
        root = _part(archive, "word/document.xml")
        body = child(root, "body")
        if body is not None:
            self._read(self._items(body))

    def _read(self, items: Iterator[_Item]) -> None:
        for item in items:
            if isinstance(item, Line):
                self._line(item)
            else:
                self._table(item)

    def _line(self, line: Line) -> None:
        text = in_prose(line.text)
        if text:
            self.blocks.append(self.listing.text(text, line.level))
        # A picture that stands alone is told of where the text before it stands.
        self.marks.take(line.text, _end_of(self.blocks) or Span(self.listing.name, 0, 0))

    def beside(self, archive: Archive) -> Iterator[RawText]:
        """Yield what stands beside the text, as far as it is not in it too."""
        known = {"".join(text.split()) for text in self.listing.lines}
        for node, place in (*notes(archive, self.references), *edges(archive)):
            for line in self._all_lines(node):
                text = in_prose(line.text)
                own = "".join(text.split())
                if own not in known and not counts_pages(own):
                    known.add(own)
                    yield self.listing.text(text, place=place)

    def _all_lines(self, node: Element) -> Iterator[Line]:
        """Yield all lines, those in tables too."""
        for item in self._items(node):
            if isinstance(item, Line):
                yield item
            else:
                for cell in _all_cells(item):
                    yield from self._all_lines(cell)

    def hidden(self) -> Iterator[Diagnostic]:
        """Yield what is to be told of rows that are not shown."""
        if self.hidden_rows:
            places = (rules.HIDDEN_ROWS_OF_TABLES,)
            count = self.hidden_rows
            yield diagnose(rules.HIDDEN_PARTS, top(self.listing.name), places=places, count=count)

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _items(self, node: Element) -> Iterator[_Item]:
        """Yield the lines and tables of a body, a cell, or a box of text."""
        for inner in flattened(node):
            if inner.tag == "p":
                yield from self._paragraph(inner)
            elif inner.tag == "tbl":
                yield from self._left()
                if _holds_table(inner):
                    for cell in _all_cells(inner):
                        yield from self._items(cell)
                else:
                    yield inner
        yield from self._left()

    def _left(self) -> Iterator[Line]:
        """Yield what was carried on, where no paragraph follows."""
        texts, self._carried = self._carried.split("\v"), ""
        for text in filter(None, map(one_line, texts)):
            yield Line(text)

    def _paragraph(self, node: Element) -> Iterator[_Item]:
        properties = child(node, "pPr")
        text = Text(self.styles, value(child(properties, "pStyle")))
        text.take(node)
        self.references += text.references
        first, *others = text.lines()
        first, self._carried = self._carried + first, ""
        if child(properties, "rPr", "del") is not None:
            self._carried = "\v".join([first, *others])
        else:
            yield from self._lines(properties, [*first.split("\v"), *others])
        for box in text.boxes:
            yield from self._items(box)

    def _lines(self, properties: Element | None, texts: Sequence[str]) -> Iterator[Line]:
        style = value(child(properties, "pStyle"))
        level = outline(properties)
        if level is None:
            level = self.styles.level(style)
        lines = [found for found in map(one_line, texts) if found]
        number = numbering(properties) or self.styles.numbering(style)
        if number is not None and lines:
            shown = self.numbers.next(*number, style)
            lines[0] = joined([shown, lines[0]]) if shown else lines[0]
        for line in lines:
            yield Line(line, level)

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, node: Element) -> None:
        rows = list(self._rows(node))
        cells = [cell for row in rows for cell in row]
        if lays_out([[line.text for line in cell.lines] for cell in cells], _longest(rows)):
            self._read(line for cell in cells for line in cell.lines)
            return
        grid = compact(list(_standing(rows)))
        shown = [[replace(cell, text=in_cell(cell.text)) for cell in row] for row in grid.rows]
        if not any(cell.text.strip(UNREAD) for row in shown for cell in row):
            self._read(line for cell in cells for line in cell.lines)
            return
        table = self.listing.table(shown, grid.width, spanned=True)
        self.blocks.append(table)
        for marked, read in zip(grid.rows, table.rows, strict=True):
            for cell, told in zip(marked, read.cells, strict=True):
                self.marks.take(cell.text, told.span)

    def _rows(self, table: Element) -> Iterator[list[_Cell]]:
        for row in self._shown_rows(table):
            properties = child(row, "trPr")
            column = _whole(child(properties, "gridBefore"), 0)
            # Where a row begins further to the right, a blank is all that stands before it.
            cells = [_Cell((), 0, column, merged=False)] if column else []
            for node in flattened(row):
                if node.tag != "tc" or child(node, "tcPr", "cellDel") is not None:
                    continue
                cell = self._cell(node, column)
                column = cell.column + cell.width
                if _continues(child(node, "tcPr", "hMerge")) and cells:
                    before = cells.pop()
                    cell = _Cell(before.lines, before.column, column - before.column, before.merged)
                cells.append(cell)
            yield cells

    def _shown_rows(self, table: Element) -> Iterator[Element]:
        """Yield the rows of a table that are not hidden; of others it is told."""
        for row in _table_rows(table):
            if not is_on(child(row, "trPr", "hidden")):
                yield row
            elif any(text.text for text in row.iter("t")):
                self.hidden_rows += 1

    def _cell(self, node: Element, column: int) -> _Cell:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise over(rules.CELLS, MAX_CELLS)
        properties = child(node, "tcPr")
        width = max(_whole(child(properties, "gridSpan"), 1), 1)
        if column + width > MAX_COLUMNS:
            raise over(rules.COLUMNS, MAX_COLUMNS)
        lines = tuple(item for item in self._items(node) if isinstance(item, Line))
        return _Cell(lines, column, width, _continues(child(properties, "vMerge")))


def _standing(rows: Sequence[Sequence[_Cell]]) -> Iterator[list[Placed]]:
    """Yield the cells that begin in each row: those that continue one above are part of it."""
    above: set[tuple[int, int]] = set()
    for row in rows:
        made = []
        for cell in row:
            if not (cell.merged and (cell.column, cell.width) in above):
                text = joined(line.text for line in cell.lines)
                made.append(Placed(text, cell.column, cell.width))
        above = {(cell.column, cell.width) for cell in row}
        yield made


def _end_of(blocks: Sequence[RawBlock]) -> Span | None:
    """Return where the last line of blocks stands."""
    if not blocks:
        return None
    last = blocks[-1]
    return last.span if isinstance(last, RawText) else last.rows[-1].span


def _table_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table that are not deleted."""
    for row in flattened(table):
        properties = child(row, "trPr")
        if row.tag == "tr" and child(properties, "del") is None:
            yield row


def _all_cells(table: Element) -> Iterator[Element]:
    for row in _table_rows(table):
        for cell in flattened(row):
            if cell.tag == "tc":
                yield cell


def _holds_table(table: Element) -> bool:
    return any(inner.tag == "tbl" for cell in _all_cells(table) for inner in cell.iter("tbl"))


def _longest(rows: Sequence[Sequence[_Cell]]) -> int:
    return max((len(row) for row in rows), default=0)


def _continues(node: Element | None) -> bool:
    """Tell whether a cell is merged with the one before it: there is a word for the first only."""
    return node is not None and node.get("val", "continue") != "restart"


def _whole(node: Element | None, default: int) -> int:
    return min(whole(value(node), default), _ENOUGH)
