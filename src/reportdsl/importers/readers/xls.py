"""Read workbooks of an old Excel (.xls), with xlrd: its values, formats, errors, merged cells."""

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Any

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.cellvalues import Format, day, format_of, number
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
    """Yield the sheets of a workbook that are not hidden."""
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
        yield from [
            _sheet(book, at) for at in range(book.nsheets) if not book.sheet_by_index(at).visibility
        ]
    except Refusal:
        raise
    except Exception as fault:  # what damage makes the library raise has no end
        if "encrypted" in str(fault):
            raise Refusal(rules.ENCRYPTED) from fault
        raise damaged(NOT_WHOLE) from fault


def _sheet(book: "Book", at: int) -> Sheet:
    found = book.sheet_by_index(at)
    sheet = Sheet(found.name)
    for row in range(found.nrows):
        for column, cell in enumerate(found.row(row)):
            sheet.put(row, column, _value(book, cell))
    sheet.hidden.rows = [range(r, r + 1) for r, i in found.rowinfo_map.items() if i.hidden]
    sheet.hidden.columns = [range(c, c + 1) for c, i in found.colinfo_map.items() if i.hidden]
    for top, bottom, left, right in found.merged_cells:
        sheet.merged[top, left] = bottom - top, right - left
    return sheet


def _value(book: "Book", cell: Any) -> str:  # noqa: ANN401 - the library has no types
    match cell.ctype:
        case 1:
            return str(cell.value)
        case 2 | 3:
            return _number(book, cell)
        case 4:
            return "TRUE" if cell.value else "FALSE"
        case 5:
            from xlrd.biffh import error_text_from_code  # noqa: PLC0415 - as above

            return str(error_text_from_code.get(cell.value, "#N/A"))
        case _:
            return ""


def _number(book: "Book", cell: Any) -> str:  # noqa: ANN401 - as above
    style = book.xf_list[cell.xf_index]
    name = str(style.format_key)
    shown = format_of(name, {name: book.format_map[style.format_key].format_str})
    text = repr(cell.value)
    if shown is Format.DAY:
        return day(text, since_1904=bool(book.datemode)) or number(text, Format.PLAIN)
    return number(text, shown)
