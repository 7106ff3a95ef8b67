"""Read open spreadsheets (.ods): what is stored of each cell, formulas by their stored values."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.cellvalues import Format, number
from reportdsl.importers.readers.grid import MAX_CELLS
from reportdsl.importers.readers.sheetblocks import Sheet
from reportdsl.importers.readers.xmltree import below, tree
from reportdsl.importers.reading import Refusal, over

_CONTENT = "content.xml"
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
    """Yield the sheets of a spreadsheet that are not hidden."""
    root = tree(archive.part(_CONTENT))
    hidden = _hidden_styles(root)
    for node in below(root, "body", "spreadsheet"):
        if node.tag == "table" and node.get("style-name") not in hidden:
            yield _sheet(node)


def _hidden_styles(root: Element) -> set[str]:
    return {
        style.get("name", "")
        for style in below(root, "automatic-styles")
        for properties in style
        if properties.get("display") == "false"
    }


def _sheet(node: Element) -> Sheet:
    sheet = Sheet(node.get("name", ""))
    sheet.hidden.columns = list(_hidden_columns(node))
    at = 0
    for row in _rows(node):
        times = _count(row, "number-rows-repeated")
        cells = list(_cells(row))
        if cells:
            if times * len(cells) > MAX_CELLS:
                raise over(rules.CELLS, MAX_CELLS)
            if row.get("visibility", "") in _UNSEEN:
                sheet.hidden.rows.append(range(at, at + times))
            for down in range(times):
                for column, text, span in cells:
                    sheet.put(at + down, column, text)
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


def _cells(row: Element) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """Yield the cells of a row in which something is written: column, text, rows and columns."""
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _count(cell, "number-columns-repeated")
        text = _value(cell) if cell.tag == "table-cell" else ""
        span = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if text or span != (1, 1):
            if times > MAX_CELLS:
                raise over(rules.CELLS, MAX_CELLS)
            for across in range(times):
                yield column + across, text, span
        column += times


def _count(node: Element, name: str) -> int:
    text = node.get(name, "")
    known = text.isascii() and text.isdigit() and len(text) < 9
    return min(max(int(text), 1), _MOST) if known else 1


def _value(cell: Element) -> str:
    match cell.get("value-type", ""):
        case "float" | "currency":
            return number(cell.get("value", ""), Format.PLAIN) or _shown(cell)
        case "percentage":
            return number(cell.get("value", ""), Format.PERCENT) or _shown(cell)
        case "date":
            return cell.get("date-value", "").partition("T")[0] or _shown(cell)
        case "boolean":
            return cell.get("boolean-value", "").upper() or _shown(cell)
        case _:
            return _shown(cell)


def _shown(cell: Element) -> str:
    """Return the paragraphs of a cell as they are shown."""
    return "\n".join(_paragraph(inner) for inner in cell if inner.tag == "p")


def _paragraph(node: Element) -> str:
    out = node.text or ""
    for inner in node:
        match inner.tag:
            case "s" | "tab":
                out += " "
            case "line-break":
                out += "\n"
            case "annotation" | "note":
                pass
            case _:
                out += _paragraph(inner)
        out += inner.tail or ""
    return out
