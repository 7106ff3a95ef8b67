"""Read workbooks of an old Excel (.xls), with xlrd: its values, formats, errors, merged cells."""

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Any

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.numberformats import Shown, read_format
from reportdsl.importers.readers.sheetblocks import Sheet
from reportdsl.importers.reading import MIB, NOT_WHOLE, Refusal, damaged, over

if TYPE_CHECKING:
    from xlrd import Book

MAX_OLD_WORKBOOK = 16 * MIB

_KIND = Phrase("旧版 Excel 文件（.xls）", "a workbook of an old Excel (.xls)")
_INSTALL = Phrase(
    '用 Excel 或 WPS 另存为 .xlsx 再导入；或者先运行 py -m pip install "reportdsl[xls]"',
    'save it as .xlsx and import that, or first run pip install "reportdsl[xls]"',
)


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a workbook."""
    if len(data) > MAX_OLD_WORKBOOK:
        raise over(rules.SIZE, MAX_OLD_WORKBOOK // MIB)
    try:
        import xlrd  # noqa: PLC0415 - an extra, and only these need it
    except ImportError as fault:
        raise Refusal(rules.NOT_IMPORTABLE, _INSTALL, kind=_KIND) from fault
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=StringIO(), formatting_info=True, ragged_rows=True
        )
        yield from [_sheet(book, at) for at in range(book.nsheets)]
    except Refusal:
        raise
    except Exception as fault:  # what damage makes the library raise has no end
        if "encrypted" in str(fault):
            raise Refusal(rules.ENCRYPTED) from fault
        raise damaged(NOT_WHOLE) from fault


def _sheet(book: "Book", at: int) -> Sheet:
    found = book.sheet_by_index(at)
    sheet = Sheet(found.name)
    sheet.hidden.whole = bool(found.visibility)
    for row in range(found.nrows):
        for column, cell in enumerate(found.row(row)):
            sheet.put(row, column, *_value(book, cell))
    for (row, column), note in found.cell_note_map.items():
        sheet.notes.append((row, column, str(note.text)))
    sheet.hidden.rows = [range(r, r + 1) for r, i in found.rowinfo_map.items() if i.hidden]
    sheet.hidden.columns = [range(c, c + 1) for c, i in found.colinfo_map.items() if i.hidden]
    for top, bottom, left, right in found.merged_cells:
        sheet.merged[top, left] = bottom - top, right - left
    return sheet


def _value(book: "Book", cell: Any) -> Shown:  # noqa: ANN401 - the library has no types
    match cell.ctype:
        case 1:
            return str(cell.value), None
        case 2 | 3:
            return _number(book, cell)
        case 4:
            return "TRUE" if cell.value else "FALSE", None
        case 5:
            from xlrd.biffh import error_text_from_code  # noqa: PLC0415 - as above

            return str(error_text_from_code.get(cell.value, "#N/A")), None
        case _:
            return "", None


def _number(book: "Book", cell: Any) -> Shown:  # noqa: ANN401 - as above
    style = book.xf_list[cell.xf_index]
    name = str(style.format_key)
    shown = read_format(name, {name: book.format_map[style.format_key].format_str})
    return shown.write(repr(cell.value), since_1904=bool(book.datemode))
