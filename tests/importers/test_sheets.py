"""What is read of spreadsheets and CSV files."""

import sys
from base64 import b64decode
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from reportdsl.importers.importer import read
from reportdsl.importers.raw import RawTable
from reportdsl.importers.readers.cellvalues import Format, day, format_of, number
from reportdsl.importers.readers.numberformats import read_format
from reportdsl.importers.readers.oddcells import Odd
from reportdsl.importers.readers.sheethidden import letters
from tests.importers.reading import codes, document, shown
from tests.importers.test_hostile import zipped

DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture."""


def workbook(fill: Any, **options: Any) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def report(book: Any) -> None:
    sheet = book.add_worksheet("年报")
    sheet.merge_range(0, 0, 0, 3, "某局年报")
    sheet.write(1, 0, "二、主动公开情况")
    sheet.merge_range(2, 0, 2, 3, "第二十条第（一）项")
    sheet.write_row(3, 0, ["信息内容", "制发", "废止", "现行"])
    sheet.write_row(4, 0, ["规章", 12.0, 0.1 + 0.2, 59237.2449])
    sheet.merge_range(5, 0, 6, 0, "许可")
    sheet.write(5, 1, 1)
    sheet.merge_range(6, 1, 6, 3, 2)
    sheet.write(7, 0, "注：无。")
    sheet.write(9, 0, "长" * 41)
    sheet.write(10, 0, "甲")
    sheet.write(10, 3, "1\n2")


def test_a_workbook_is_parted_into_texts_and_tables():
    assert shown(workbook(report), "a.xlsx") == [
        "某局年报",
        "二、主动公开情况",
        [
            ["0+4 第二十条第（一）项"],
            ["信息内容", "制发", "废止", "现行"],
            ["规章", "12", "0.3", "59237.2449"],
            ["许可", "1", "", ""],
            ["1+3 2"],
        ],
        "注：无。",
        "长" * 41,
        [["甲", "", "", "1 2"]],
    ]


def test_places_are_those_of_the_sheet():
    found = document(workbook(report), "a.xlsx")
    places = [found.source.place(block.span) for block in found.blocks[:2]]
    assert places == [
        ("工作表“年报”A1", 'sheet "年报", A1'),
        ("工作表“年报”A2", 'sheet "年报", A2'),
    ]
    table = found.blocks[2]
    assert isinstance(table, RawTable)
    assert found.source.place(table.rows[4].cells[0].span) == (
        "工作表“年报”第7行B列",
        'sheet "年报", row 7, column B',
    )


def values(book: Any) -> None:
    sheet = book.add_worksheet()
    percent = book.add_format({"num_format": "0.0%"})
    days = book.add_format({"num_format": "yyyy年m月d日"})
    sheet.write(0, 0, "x")
    sheet.write_formula(0, 1, "=1+1", value=2)
    sheet.write_formula(0, 2, "=A1", value="y")
    sheet.write_formula(0, 3, "=1/0", value="#DIV/0!")
    sheet.write_boolean(0, 4, True)  # noqa: FBT003 - as it is written
    sheet.write(0, 5, 0.255, percent)
    sheet.write_datetime(0, 6, datetime(2024, 1, 26), days)  # noqa: DTZ001 - a day
    sheet.write(0, 7, 0.5, days)
    sheet.write_rich_string(0, 8, "甲", book.add_format({"bold": True}), "乙", "丙")
    sheet.write(0, 9, 1e21)
    sheet.write_string(0, 10, "007")
    sheet.write_blank(0, 11, None, percent)


@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
def test_cells_hold_what_is_stored(options):
    assert shown(workbook(values, **options), "a.xlsx") == [
        [
            [
                "x",
                "2",
                "y",
                "#DIV/0!",
                "TRUE",
                "25.5%",
                "2024-01-26",
                "0.5",
                "甲乙丙",
                "1000000000000000000000",
                "007",
            ]
        ]
    ]


def test_hidden_sheets_and_charts_are_left_out():
    def fill(book: Any) -> None:
        book.add_worksheet("显").write(0, 0, "甲")
        hidden = book.add_worksheet("藏")
        hidden.write(0, 0, "乙")
        hidden.hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=显!$A$1"})
        book.add_chartsheet().set_chart(chart)
        book.add_worksheet("又").write(0, 0, "丙")

    assert shown(workbook(fill), "a.xlsx") == ["甲", "丙"]
    (found,) = read(workbook(fill), "a.xlsx").diagnostics
    assert found.rule.code == "R929"
    assert found.message("en") == 'what is hidden was not imported: sheet "藏" (1 in all)'


SHOWN = [
    # Ten thousands: a point that is a text, and one comma for each three digits that go.
    ("125000", "0!.0,", "12.5"),
    ("125000", "0\\.0,", "12.5"),
    ("125432", '0"."0,', "12.5432"),
    ("125000", '0!.0,"万元"', "12.5万元"),
    ("125000", "#,##0,", "125"),
    ("125000", "0,.0", "125"),
    ("125000000", "#,##0,,", "125"),
    ("125000", "#!.0000", "12.5"),
    ("-125000", "0!.0,;[Red]-0!.0,", "-12.5"),
    ("125000", '[>=10000]0!.0,"万";0', "12.5万"),
    ("9000", '[>=10000]0!.0,"万";0', "9000"),
    ("5", '[>100]"多";[<10]"少";0', "少"),
    ("50", '[>100]"多";[<10]"少";0', "50"),
    # Units that are said beside a number make another of it.
    ("12", '0"万元"', "12万元"),
    ("12", '0"%"', "12%"),
    ("7", '"1"0', "1 7"),
    ("7", '0"1"', "7 1"),
    # What is as it was: rounding, signs, and words that only name what is counted.
    ("12.345", "0.0", "12.345"),
    ("12", '0"件"', "12"),
    ("12", "00000", "12"),
    ("1234", "# ##0", "1234"),
    ("1234", "#,##0.00_);[Red](#,##0.00)", "1234"),
    ("-12", "0;(0)", "-12"),
    ("12", '_ "￥"* #,##0.00_ ;_ "￥"* -#,##0.00_ ;_ "￥"* "-"??_ ;_ @_ ', "12"),
    ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', "0"),
    ("0", '0;-0;"-"', "0"),
    ("0", "0;-0;;@", "0"),
    ("12400", "0.00E+00", "12400"),
    ("1.5", "# ?/?", "1.5"),
    ("12", "[DBNum1]General", "12"),
    ("12", "[DBNum1][$-804]G/通用格式", "12"),
    ("12", "@", "12"),
    ("0.25", "0.0%", "25%"),
    ("0.25", "0.0!%", "0.25%"),
    ("45317", "yyyy-mm-dd", "2024-01-26"),
]
OTHERWISE = [
    ("125000", '0"万"0000'),
    ("125000", "000-0000!-0"),
    ("125000", '0.0,"K"'),
    ("12", '"-"0'),
    ("12", '"5"'),
    ("0.5", "h:mm"),
    ("45317", 'm"月"'),
    ("0.5", "[h]:mm"),
    ("200", '[<100]"少"'),
]


@pytest.mark.parametrize(
    ("stored", "code", "expected"), [*SHOWN, *((s, c, f"〓{s}") for s, c in OTHERWISE)]
)
def test_a_number_is_what_its_format_shows(stored, code, expected):
    made, odd = read_format("164", {"164": code}).write(stored, since_1904=False)
    assert made == expected
    assert odd is (Odd.OTHERWISE if made.startswith("〓") else None)


@pytest.mark.parametrize("code", [";;;", ";;", '""', "_ ;_ ;"])
def test_a_number_that_is_not_shown_is_none(code):
    assert read_format("164", {"164": code}).write("12", since_1904=False) == ("", Odd.UNSEEN)


def shown_otherwise(book: Any) -> None:
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ["", "甲", "乙", "丙", "丁"])
    sheet.write(1, 0, "行")
    sheet.write(1, 1, 12, book.add_format({"num_format": ";;;"}))
    sheet.write(1, 2, 12, book.add_format({"num_format": '0"1"0'}))
    sheet.write(1, 3, 12, book.add_format({"font_strikeout": True}))
    sheet.write_formula(1, 4, "=10+2", value="")


def test_cells_that_show_something_else_are_told():
    found = read(workbook(shown_otherwise), "a.xlsx")
    assert shown(workbook(shown_otherwise), "a.xlsx") == [
        [["", "甲", "乙", "丙", "丁"], ["行", "", "〓12", "", ""]]
    ]
    assert [d.message("zh") for d in found.diagnostics if d.rule.code == "R929"] == [
        "隐藏的内容没有导入：工作表“表”B2、工作表“表”D2，共 2 处"
    ]
    told = [d.message("zh") for d in found.diagnostics if d.rule.code == "R930"]
    assert [text.rpartition("：")[2] for text in told] == ["工作表“表”C2", "工作表“表”E2"]


def test_formulas_that_were_never_calculated_are_told():
    cells = (
        "<c r='A1' t='str'><v>x</v></c><c r='B1'><f>10+2</f></c><c r='C1'><f>1</f><v/></c>"
        "<c r='D1' t='str'><f>A2</f><v></v></c><c r='E1'><f>2</f><v>2</v></c>"
    )
    data = xlsx(f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")
    (found,) = read(data, "a.xlsx").diagnostics
    assert found.rule.code == "R930"
    assert found.message("en").endswith('sheet "甲", B1, sheet "甲", C1')


def test_what_reviewers_remark_is_kept_beside():
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["甲", 12])
        sheet.write_comment(0, 1, "实为 9")

    found = document(workbook(fill), "a.xlsx")
    assert [(text.text, found.source.place(text.span)) for text in found.beside] == [
        ("实为 9", ("工作表“表”B1批注", 'comment at sheet "表", B1'))
    ]


def test_pictures_on_sheets_are_told():
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["甲", 12])
        sheet.insert_image(2, 1, "a.png", {"image_data": BytesIO(DOT)})

    found = read(workbook(fill), "a.xlsx")
    (told,) = found.diagnostics
    assert told.rule.code == "R930"
    assert told.message("en").endswith(': sheet "表", B3')


@pytest.mark.parametrize(("inside", "expected"), [("", ["R930"]), ("<x:object/>", [])])
def test_pictures_in_open_spreadsheets_are_told(inside, expected):
    frame = f"<t:table-cell><x:frame>{inside}<x:image/></x:frame></t:table-cell>"
    data = ods(f"<t:table><t:table-row>{cell('甲')}{frame}</t:table-row></t:table>")
    assert codes(read(data, "a.ods")) == expected


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ({"font_script": 1}, "12 1"),
        ({"font_script": 2}, "12 1"),
        ({"font_strikeout": True}, "12"),
        ({"bold": True}, "121"),
    ],
)
def test_letters_in_a_cell_look_each_their_own_way(look, expected):
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "甲")
        plain = book.add_format({"italic": True})
        sheet.write_rich_string(0, 1, plain, "12", book.add_format(look), "1")

    assert shown(workbook(fill), "a.xlsx") == [[["甲", expected]]]


def hiding(book: Any) -> None:
    sheet = book.add_worksheet("表")
    sheet.merge_range(0, 0, 0, 4, "题")
    sheet.write_row(1, 0, ["", "来信", "上年", "来访", "办结"])
    sheet.write_row(2, 0, ["一月", 12, 11, 3, 4])
    sheet.write_row(3, 0, ["旧", 9, 9, 9, 9])
    sheet.write_row(4, 0, ["二月", 8, 7, 5, 6])
    sheet.merge_range(5, 0, 6, 0, "三月")
    sheet.write_row(5, 1, [1, 2, 3, 4])
    sheet.write_row(6, 1, [5, 6, 7, 8])
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})


def test_what_a_sheet_hides_is_left_out_and_told():
    """It is neither seen nor printed; what stands around it keeps its place."""
    data = workbook(hiding)
    assert shown(data, "a.xlsx") == [
        "题",
        [
            ["", "来信", "来访", "办结"],
            ["一月", "12", "3", "4"],
            ["二月", "8", "5", "6"],
            ["三月", "5", "7", "8"],
        ],
    ]
    (found,) = read(data, "a.xlsx").diagnostics
    assert found.rule.code == "R929"
    assert found.message("zh") == (
        "隐藏的内容没有导入：工作表“表”第 4 行、工作表“表”第 6 行、工作表“表”C 列，共 13 处"
    )
    table = document(data, "a.xlsx").blocks[1]
    assert isinstance(table, RawTable)
    places = [document(data, "a.xlsx").source.place(row.cells[1].span) for row in table.rows]
    assert [zh for zh, _ in filter(None, places)] == [
        "工作表“表”第2行B列",
        "工作表“表”第3行B列",
        "工作表“表”第5行B列",
        "工作表“表”第7行B列",
    ]


def test_a_merged_cell_that_shows_in_part_stays():
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "题目")
        sheet.write_row(1, 0, ["藏", "甲", "乙", "丙"])
        sheet.write_row(2, 0, ["藏", "1", "2", "3"])
        sheet.set_column(0, 0, None, None, {"hidden": True})

    data = workbook(fill)
    assert shown(data, "a.xlsx") == ["题目", [["甲", "乙", "丙"], ["1", "2", "3"]]]
    assert codes(read(data, "a.xlsx")) == ["R929"]


def test_hidden_rows_in_which_nothing_stands_are_not_told():
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row in (0, 1, 3, 4):
            sheet.write_row(row, 0, ["甲", "1"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(5, 9, None, None, {"hidden": True})

    data = workbook(fill)
    assert shown(data, "a.xlsx") == [[["甲", "1"], ["甲", "1"]], [["甲", "1"], ["甲", "1"]]]
    assert codes(read(data, "a.xlsx")) == []


def test_columns_in_which_nothing_stands_only_keep_a_distance():
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("甲", "1"), ("乙", "2")]):
            sheet.write_row(row * 2, 2, [cells[0], None, cells[1]])

    assert shown(workbook(fill), "a.xlsx") == [[["甲", "1"]], [["乙", "2"]]]


@pytest.mark.parametrize(
    ("text", "shown_as", "expected"),
    [
        ("12", Format.PLAIN, "12"),
        ("12.0", Format.PLAIN, "12"),
        ("0.30000000000000004", Format.PLAIN, "0.3"),
        ("59237.244899999998", Format.PLAIN, "59237.2449"),
        ("1E-3", Format.PLAIN, "0.001"),
        ("-0", Format.PLAIN, "0"),
        ("123456789012345678", Format.PLAIN, "123456789012345678"),
        ("1e400", Format.PLAIN, "1e400"),
        ("1e99", Format.PLAIN, "1e99"),
        ("nan", Format.PLAIN, "nan"),
        ("x", Format.PLAIN, "x"),
        ("", Format.PLAIN, ""),
        ("0.07", Format.PERCENT, "7%"),
        ("1", Format.PERCENT, "100%"),
    ],
)
def test_numbers_are_written_out(text, shown_as, expected):
    assert number(text, shown_as) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("61", "1900-03-01"),
        ("45317", "2024-01-26"),
        ("2958465", "9999-12-31"),
        ("2958466", ""),
        ("0", ""),
        ("45317.5", ""),
        ("x", ""),
    ],
)
def test_days_are_those_of_the_calendar(count, expected):
    assert day(count, since_1904=False) == expected
    assert not expected or date.fromisoformat(expected).isoformat() == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Format.PLAIN),
        ("#,##0.00", Format.PLAIN),
        ("0.00E+00", Format.PLAIN),
        ('0"day"', Format.PLAIN),
        ("[Red]0;[Blue]-0", Format.PLAIN),
        ("0.00%", Format.PERCENT),
        ("yyyy-mm-dd", Format.DAY),
        ("[$-804]yyyy年m月d日;@", Format.DAY),
        ("h:mm", Format.PLAIN),
    ],
)
def test_what_a_format_shows(code, expected):
    assert format_of("164", {"164": code}) is expected


def test_formats_that_every_workbook_has():
    assert [format_of(name, {}) for name in ("0", "9", "14", "57", "x")] == [
        Format.PLAIN,
        Format.PERCENT,
        Format.DAY,
        Format.DAY,
        Format.PLAIN,
    ]


def test_columns_are_called_by_letters():
    assert [letters(at) for at in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_an_old_workbook_is_read():
    data = Path(__file__).with_name("files").joinpath("old.xls").read_bytes()
    assert shown(data, "a.xls") == [
        "某局年报",
        [
            ["0+4 第二十条第（一）项"],
            ["信息内容", "制发", "废止", "现行"],
            ["规章", "12", "0.5", "59237.2449"],
            ["2024-01-26", "TRUE", "", "1"],
        ],
    ]


def test_without_the_library_an_old_workbook_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlrd", None)
    data = Path(__file__).with_name("files").joinpath("old.xls").read_bytes()
    (found,) = read(data, "a.xls").diagnostics
    assert found.rule.code == "R923"
    assert 'pip install "reportdsl[xls]"' in found.help[0].text("en")


def test_far_cells_take_no_room():
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for at in (0, 1):
            sheet.write(at * 1_048_575, at * 16_383, "远")
            sheet.write(at * 1_048_575, at * 16_382 + 1 - at, "近")

    assert shown(workbook(fill), "a.xlsx") == [[["远", "近"]], [["近", "远"]]]


def test_merged_cells_that_cover_the_sheet_take_no_time():
    merged = "<mergeCell ref='A1:XFD1048576'/>" * 1_000
    sheet = (
        "<worksheet><sheetData><row><c t='inlineStr'><is><t>题</t></is></c></row>"
        f"<row r='900'><c t='str'><v>x</v></c></row></sheetData><mergeCells>{merged}</mergeCells>"
        "</worksheet>"
    )
    assert shown(xlsx(sheet), "a.xlsx") == ["题"]


def xlsx(sheet: str) -> bytes:
    book = "<workbook xmlns:r='r'><sheets><sheet name='甲' r:id='a'/></sheets></workbook>"
    ties = "<Relationships><Relationship Id='a' Target='worksheets/s.xml'/></Relationships>"
    parts = {"workbook.xml": book, "_rels/workbook.xml.rels": ties, "worksheets/s.xml": sheet}
    return zipped({f"xl/{name}": text for name, text in parts.items()})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<c r='B1' t='s'><v>0</v></c>", None),
        ("<c r='B1' t='b'><v>1</v></c>", ["TRUE"]),
        ("<c r='B1' t='e'><v>#REF!</v></c>", ["#REF!"]),
        ("<c r='B1'><v>1</v></c><c><v>2</v></c>", [[["1", "2"]]]),
        ("<c r='b1' s='9'><v>1</v></c>", ["1"]),
        ("<c r='ZZZZ1'><f>A1</f></c>", []),
    ],
)
def test_cells_as_other_programs_write_them(cell, expected):
    data = xlsx(f"<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>")
    if expected is None:
        assert codes(read(data, "a.xlsx")) == ["R920"]
    else:
        assert shown(data, "a.xlsx") == expected


# ── open spreadsheets ────────────────────────────────────────────────────────────────────────────

ODS = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(f"xmlns:{name}='{name}'" for name in ("o", "t", "x", "s", "m"))


def ods(tables: str, manifest: str = "<m:manifest xmlns:m='m'/>", styles: str = "") -> bytes:
    content = (
        f"<o:document {SPACES}><o:automatic-styles><s:style s:name='h'>"
        f"<s:table-properties t:display='false'/></s:style>{styles}</o:automatic-styles>"
        f"<o:body><o:spreadsheet>{tables}</o:spreadsheet></o:body></o:document>"
    )
    parts = {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(dict(parts))


def cell(text: str, more: str = "") -> str:
    return f"<t:table-cell {more}><x:p>{text}</x:p></t:table-cell>"


def test_what_an_open_spreadsheet_hides_is_left_out_and_told():
    row = "".join(map(cell, "甲123"))
    table = (
        "<t:table t:name='甲'><t:table-column-group><t:table-column/>"
        "<t:table-column t:visibility='collapse' t:number-columns-repeated='2'/>"
        "</t:table-column-group><t:table-column/>"
        f"<t:table-row>{row}</t:table-row>"
        "<t:table-row-group t:display='false'>"
        f"<t:table-row t:visibility='collapse' t:number-rows-repeated='2'>{row}</t:table-row>"
        f"</t:table-row-group><t:table-row t:visibility='filter'>{row}</t:table-row>"
        f"<t:table-row>{row}</t:table-row></t:table>"
    )
    data = ods(table)
    assert shown(data, "a.ods") == [[["甲", "3"], ["甲", "3"]]]
    (found,) = read(data, "a.ods").diagnostics
    assert dict(found.args)["count"] == 16


def test_an_open_spreadsheet_is_read():
    table = (
        "<t:table t:name='甲'><t:table-header-rows><t:table-row>"
        + cell("题", "t:number-columns-spanned='3'")
        + "<t:covered-table-cell t:number-columns-repeated='2'/></t:table-row></t:table-header-rows>"
        + "<t:table-row>"
        + cell("规章<x:s/>等")
        + cell("1.5", "o:value-type='float' o:value='1.50'")
        + cell("5%", "o:value-type='percentage' o:value='0.05'")
        + "</t:table-row><t:table-row t:number-rows-repeated='2'>"
        + cell("0", "o:value-type='float' o:value='0' t:number-columns-repeated='3'")
        + "</t:table-row><t:table-row t:number-rows-repeated='1048000'>"
        + "<t:table-cell t:number-columns-repeated='16384'/></t:table-row><t:table-row>"
        + cell("26日", "o:value-type='date' o:date-value='2024-01-26T00:00:00'")
        + cell("真", "o:value-type='boolean' o:boolean-value='true'")
        + "</t:table-row></t:table><t:table t:style-name='h'><t:table-row>"
        + cell("藏")
        + "</t:table-row></t:table>"
    )
    assert shown(ods(table), "a.ods") == [
        "题",
        [["规章 等", "1.5", "5%"], ["0", "0", "0"], ["0", "0", "0"]],
        [["2024-01-26", "TRUE"]],
    ]


LOOKS = "".join(
    f"<s:style s:name='{name}' s:parent-style-name='{base}'><s:text-properties {look}/></s:style>"
    for name, base, look in (
        ("high", "", "s:text-position='super 58%'"),
        ("low", "", "s:text-position='-33% 58%'"),
        ("flat", "high", "s:text-position='0% 100%'"),
        ("out", "", "s:text-line-through-style='solid'"),
        ("gone", "", "x:display='none'"),
        ("child", "gone", ""),
        ("kept", "gone", "x:display='true'"),
    )
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("high", "12 9"),
        ("low", "12 9"),
        ("flat", "129"),
        ("out", "12"),
        ("gone", "12"),
        ("child", "12"),
        ("kept", "129"),
        ("none", "129"),
    ],
)
def test_letters_in_an_open_spreadsheet_look_each_their_own_way(style, expected):
    row = cell("甲") + cell(f"12<x:span x:style-name='{style}'>9</x:span>")
    data = ods(f"<t:table><t:table-row>{row}</t:table-row></t:table>", styles=LOOKS)
    assert shown(data, "a.ods") == [[["甲", expected]]]


@pytest.mark.parametrize(
    ("stored", "text", "expected"),
    [
        ("676000", "676", "676"),
        ("676432", "676", "676.432"),
        ("125000", "12.5万元", "12.5万元"),
        ("12", "12万元", "12万元"),
        ("12", "12%", "12%"),
        ("0.25", "25%", "25%"),
        ("1424.4372", "1,424.4", "1424.4372"),
        ("-12.5", "(12.50)", "-12.5"),
        ("12", "￥12.00", "12"),
        ("12", "12件", "12"),
        ("12400", "1.24E+04", "12400"),
        ("1.5", "1 1/2", "1.5"),
        ("12", "一十二", "12"),
        ("0", "", "0"),
        ("0", "-", "0"),
        ("12", "多", "多"),
        ("12", "", ""),
        ("12", "17", "〓12"),
        ("300", "0", "〓300"),
        ("125000", "12万5000", "〓125000"),
    ],
)
def test_a_number_in_an_open_spreadsheet_is_what_it_shows(stored, text, expected):
    row = cell("甲") + cell(text, f"o:value-type='float' o:value='{stored}'") + cell("尾")
    rows = "".join(f"<t:table-row>{r}</t:table-row>" for r in (cell("头") * 3, row))
    data = ods(f"<t:table>{rows}</t:table>")
    assert shown(data, "a.ods") == [[["头", "头", "头"], ["甲", expected, "尾"]]]
    told = {"": ["R929"], "〓": ["R930"]}.get(expected[:1], [])
    assert codes(read(data, "a.ods")) == told


def test_a_number_that_no_program_has_shown_is_as_it_is_stored():
    row = cell("甲") + "<t:table-cell o:value-type='float' o:value='12'/>"
    row += "<t:table-cell t:formula='of:=1'/>"
    data = ods(f"<t:table><t:table-row>{row}</t:table-row></t:table>")
    assert shown(data, "a.ods") == [[["甲", "12"]]]
    assert codes(read(data, "a.ods")) == ["R930"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ods("", "<m:encryption-data xmlns:m='m'/>"), "R921"),
        (
            ods(
                "<t:table><t:table-row t:number-rows-repeated='900000'>"
                + cell("1")
                + "</t:table-row></t:table>"
            ),
            "R922",
        ),
        (
            ods(
                "<t:table><t:table-row>"
                + cell("1", "t:number-columns-repeated='900000'")
                + "</t:table-row></t:table>"
            ),
            "R922",
        ),
        (ods("<broken>"), "R920"),
        (zipped({"xl/workbook.xml": "<x>"}), "R920"),
        (zipped({"xl/workbook.xml": "<!DOCTYPE x><x/>"}), "R925"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 120
            + "Workbook\0".encode("utf-16-le")
            + b"\0" * 600,
            "R920",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data, code):
    imported = read(data, "a.xlsx")
    assert codes(imported) == [code]
    assert imported.document is None


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────

CSV = [
    ("甲,1\n乙,2\n", [[["甲", "1"], ["乙", "2"]]]),
    ("甲;1,5\r\n乙;2,5\r\n", [[["甲", "1,5"], ["乙", "2,5"]]]),
    ("甲\t1\n乙\t\n", [[["甲", "1"], ["乙", ""]]]),
    ('题,\n\n"甲\n乙","1,424.4"\n丙,"说""明"""\n', ["题", [["甲乙", "1,424.4"], ["丙", '说"明"']]]),
    (",甲,1\n乙,,2\n", [[["", "甲", "1"], ["乙", "", "2"]]]),
]


@pytest.mark.parametrize(("text", "expected"), CSV)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_csv_file_is_read(text, expected, encoding):
    assert shown(text.encode(encoding), "a.csv") == expected


def test_places_in_a_csv_file():
    found = document("题\n甲,1\n".encode(), "a.csv")
    table = found.blocks[-1]
    assert isinstance(table, RawTable)
    assert not table.spanned
    assert found.source.place(table.rows[-1].cells[1].span) == ("第2行B列", "row 2, column B")


@pytest.mark.parametrize("text", ['甲,"1\n', '甲,"1"2\n', '"' + "长" * 200_000 + '",1\n'])
def test_a_csv_file_with_broken_quotes_is_refused(text):
    assert codes(read(text.encode(), "a.csv")) == ["R920"]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separated_values_are_known_by_what_they_hold(separator):
    lines = ["年报", "机关,甲,乙", "一,1,2", "二,3,4", "三,无,5", "四,6,7"]
    text = "\n".join(lines).replace(",", separator)
    found = read(text.encode(), "-")
    assert found.document is not None
    (table,) = (block for block in found.document.blocks if isinstance(block, RawTable))
    assert [cell.text for cell in table.rows[-1].cells] == ["四", "6", "7"]


@pytest.mark.parametrize(
    "text",
    [
        "1,234\n2,345\n3,456\n4,567,890\n",
        "In 2023, 12, 13 and 14 came.\nIn 2024, 15, 16 and 17 came.\nNone, however, left.\n",
        "甲|1,2,3\n乙|1,2,3\n丙|1,2,3\n",
        "甲,1,2\n乙,3,4\n",
    ],
)
def test_other_texts_are_no_separated_values(text):
    found = read(text.encode(), "-")
    assert found.document is not None
    assert not [b for b in found.document.blocks if isinstance(b, RawTable) and b.width == 3]


def test_what_is_odd_in_separated_values_is_told_at_their_head():
    found = read(b"a,1\x01,2\nb,3\x01,4\n", "a.csv")
    assert [(d.rule.code, d.span.start, d.span.end) for d in found.diagnostics] == [("R102", 0, 0)]
