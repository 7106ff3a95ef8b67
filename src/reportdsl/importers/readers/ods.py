"""Read open spreadsheets (.ods): what is stored of each cell, formulas by their stored values."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.grid import MAX_CELLS
from reportdsl.importers.readers.numberformats import Shown
from reportdsl.importers.readers.odstext import TextStyles, notes, text_styles
from reportdsl.importers.readers.odsvalues import value
from reportdsl.importers.readers.sheetblocks import Sheet
from reportdsl.importers.readers.xmltree import below, tree
from reportdsl.importers.reading import Refusal, over

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_WRAPPERS = frozenset({"table-header-rows", "table-row-group", "table-rows"})
_COLUMN_WRAPPERS = frozenset({"table-header-columns", "table-column-group", "table-columns"})
_UNSEEN = frozenset({"collapse", "filter"})
_MOST = 10_000_000
"""No count of rows is larger."""


def refuse_encrypted(archive: Archive) -> None:
    """Raise `Refusal` for a spreadsheet with a password."""
    if _MANIFEST in archive.names and b"encryption-data" in archive.part(_MANIFEST):
        raise Refusal(rules.ENCRYPTED)


def read_sheets(archive: Archive) -> Iterator[Sheet]:
    """Yield the sheets of a spreadsheet."""
    root = tree(archive.part(_CONTENT))
    styles = text_styles(tree(archive.part(_STYLES)) if _STYLES in archive.names else None, root)
    hidden = _hidden_styles(root)
    for node in below(root, "body", "spreadsheet"):
        if node.tag == "table":
            sheet = _sheet(node, styles)
            sheet.hidden.whole = node.get("style-name") in hidden
            yield sheet


def _hidden_styles(root: Element) -> set[str]:
    return {
        style.get("name", "")
        for style in below(root, "automatic-styles")
        for properties in style
        if properties.get("display") == "false"
    }


def _sheet(node: Element, styles: TextStyles) -> Sheet:
    sheet = Sheet(node.get("name", ""))
    sheet.hidden.columns = list(_hidden_columns(node))
    at = 0
    for row in _rows(node):
        times = _count(row, "number-rows-repeated")
        cells = list(_cells(row, styles))
        if cells:
            if times * len(cells) > MAX_CELLS:
                raise over(rules.CELLS, MAX_CELLS)
            if row.get("visibility", "") in _UNSEEN:
                sheet.hidden.rows.append(range(at, at + times))
            for down in range(times):
                for column, shown, span, note in cells:
                    if note:
                        sheet.notes.append((at + down, column, note))
                    sheet.put(at + down, column, *shown)
                    if span != (1, 1):
                        sheet.merged[at + down, column] = span
        at += times
    return sheet


def _hidden_columns(node: Element) -> Iterator[range]:
    """Yield the columns that are not shown."""
    at = 0
    for column in _columns(node):
        times = _count(column, "number-columns-repeated")
        if column.get("visibility", "") in _UNSEEN:
            yield range(at, at + times)
        at += times


def _columns(node: Element) -> Iterator[Element]:
    for inner in node:
        if inner.tag == "table-column":
            yield inner
        elif inner.tag in _COLUMN_WRAPPERS:
            yield from _columns(inner)


def _rows(node: Element) -> Iterator[Element]:
    for inner in node:
        if inner.tag == "table-row":
            yield inner
        elif inner.tag in _WRAPPERS:
            yield from _rows(inner)


def _cells(row: Element, styles: TextStyles) -> Iterator[tuple[int, Shown, tuple[int, int], str]]:
    """Yield the cells of a row in which something is written.

    Of each its column, what it says, how many rows and columns it covers, and what is noted at it.
    """
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _count(cell, "number-columns-repeated")
        shown: Shown = value(cell, styles) if cell.tag == "table-cell" else ("", None)
        span = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        note = "\n".join(notes(cell, styles))
        if note or shown != ("", None) or span != (1, 1):
            if times > MAX_CELLS:
                raise over(rules.CELLS, MAX_CELLS)
            for across in range(times):
                yield column + across, shown, span, note
        column += times


def _count(node: Element, name: str) -> int:
    text = node.get(name, "")
    known = text.isascii() and text.isdigit() and len(text) < 9
    return min(max(int(text), 1), _MOST) if known else 1
