"""What is read of spreadsheets and CSV files."""

import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from reportdsl.importers.importer import read
from reportdsl.importers.raw import RawTable
from reportdsl.importers.readers.cellvalues import Format, day, format_of, number
from reportdsl.importers.readers.sheethidden import letters
from tests.importers.reading import codes, document, shown
from tests.importers.test_hostile import zipped


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


def ods(tables: str, manifest: str = "<m:manifest xmlns:m='m'/>") -> bytes:
    content = (
        f"<o:document {SPACES}><o:automatic-styles><s:style s:name='h'>"
        "<s:table-properties t:display='false'/></s:style></o:automatic-styles>"
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
