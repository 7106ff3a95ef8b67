"""Read workbooks of an old Excel (.xls), with python-calamine."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.cellvalues import Format, number
from reportdsl.importers.readers.sheetblocks import Sheet
from reportdsl.importers.reading import MIB, NOT_WHOLE, Refusal, damaged, over

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_OLD_WORKBOOK = 16 * MIB
_Value: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta"

_KIND = Phrase("旧版 Excel 文件（.xls）", "a workbook of an old Excel (.xls)")
_INSTALL = Phrase(
    "用 Excel 或 WPS 另存为 .xlsx 再导入；或者先运行 pip install 'reportdsl[xls]'",
    "save it as .xlsx and import that, or first run pip install 'reportdsl[xls]'",
)


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a workbook that are not hidden."""
    if len(data) > MAX_OLD_WORKBOOK:
        raise over(rules.SIZE, MAX_OLD_WORKBOOK // MIB)
    try:
        import python_calamine as calamine  # noqa: PLC0415 - an extra, and only these need it
    except ImportError as fault:
        raise Refusal(rules.NOT_IMPORTABLE, _INSTALL, kind=_KIND) from fault
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        for at, about in enumerate(workbook.sheets_metadata):
            is_sheet = about.typ == calamine.SheetTypeEnum.WorkSheet
            if is_sheet and about.visible == calamine.SheetVisibleEnum.Visible:
                yield _sheet(workbook.get_sheet_by_index(at), about.name)
    except calamine.PasswordError as fault:
        raise Refusal(rules.ENCRYPTED) from fault
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as fault:
        raise damaged(NOT_WHOLE) from fault


def _sheet(found: "CalamineSheet", name: str) -> Sheet:
    sheet = Sheet(name)
    for row, cells in enumerate(found.to_python(skip_empty_area=False)):
        for column, value in enumerate(cells):
            sheet.put(row, column, _text(value))
    for (top, left), (bottom, right) in found.merged_cell_ranges or ():
        sheet.merged[top, left] = bottom - top + 1, right - left + 1
    return sheet


def _text(value: _Value) -> str:
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return number(repr(value), Format.PLAIN)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
