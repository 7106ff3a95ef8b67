"""What is made of single traits of files: editions, own wordings, short rows, units, titles, notes."""

import random

import pytest

from reportdsl.importers.front import front
from reportdsl.importers.importer import read
from reportdsl.importers.raw import RawText
from reportdsl.importing.forms import forms_of
from reportdsl.importing.run import Outcome, bring_in
from reportdsl.publish.publication import Paragraph
from reportdsl.text.source import Span
from reportdsl.world import MemoryWorld
from tests.importing.bodies import body
from tests.importing.trials import NAMES, content, imported, misplaced, written

HEAD = "（勾稽） | 申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
BANDS = "第二十条第（一）项 |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 2 | 0 | 11 |\n"


def rules(outcome: Outcome) -> list[str]:
    """Return the codes of what was told."""
    return [d.rule.code for d in outcome.diagnostics]


def brought_in(text: str) -> Outcome:
    """Return what comes of a text, which must not be refused as a whole."""
    outcome = imported(text.encode())
    assert outcome is not None
    return outcome


def test_each_table_has_its_own_edition():
    """The first table is that of 2021, the second that of 2019 (one row of other outcomes)."""
    rows = [
        "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "三、本年度办理结果 | （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "（六）其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "（七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    ]
    outcome = brought_in(f"{BANDS}中间\n{HEAD}" + "\n".join(rows))
    assert "格式: 政府信息公开-2021" in outcome.text
    assert "@表 主动公开" in outcome.text
    assert "@表 政府信息公开-2019.依申请公开" in outcome.text


def test_wording_of_the_sites_own_is_kept():
    outcome = brought_in(BANDS.replace("现行有效件数", "现行有效件（数）"))
    assert "现行有效件（数）" in outcome.text
    assert "R982" in rules(outcome)
    assert not outcome.refused


@pytest.mark.parametrize("label", ["甲乙丙", "政府规范性文件与规章", "x"])
def test_a_row_of_another_name_is_not_taken(label):
    outcome = brought_in(f"{BANDS}{label} | 7 | 7 | 7 |\n第二十条第（五）项 |\n")
    assert "R970" in rules(outcome)
    assert f"{label} | 7 | 7 | 7" in outcome.text
    assert all("7" not in cells for cells in content(outcome.compilation).cells.values())


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("1.本机关不掌握相关政府信息", "1.本机关不掌握"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转"),
        ("一、本年新收政府信息公开申请数量", "一、本年新收申请数"),
        ("5.要求行政机关确认或重新出具已获取信息", "5.要求确认或重新出具"),
        ("（七）总计", "（七）合计"),
        ("总计", "合计"),
    ],
)
@pytest.mark.parametrize("way", ["padded", "html", "one-cell-a-line"])
def test_a_label_may_leave_out_what_no_other_row_says(full, short, way):
    sent = body(random.Random(1), own_labels=False)
    text = written(sent, way).decode()
    assert full in text
    outcome = imported(text.replace(full, short).encode(), NAMES.get(way, "in.txt"))
    assert outcome is not None
    assert not outcome.refused
    assert content(outcome.compilation).cells == content(sent.compiled()).cells
    assert "R982" in rules(outcome)


@pytest.mark.parametrize("short", ["不予公开信息", "其他", "本机关", "没有掌握信息", "要求"])
def test_a_shorter_label_that_may_mean_another_row_is_not_taken(short):
    sent = body(random.Random(1), own_labels=False)
    text = written(sent, "padded").decode().replace("1.本机关不掌握相关政府信息", short)
    outcome = imported(text.encode())
    assert outcome is not None
    assert outcome.refused
    assert not misplaced(outcome, content(sent.compiled()))


def test_a_label_that_two_rows_are_alike_to_is_not_guessed():
    """行政处罚 and 行政强制 share as much with 行政处制."""
    text = "第二十条第（六）项 |\n信息内容 | 本年处理决定数量 |\n行政处制 | 4 |\n"
    outcome = brought_in(text)
    assert "4" not in content(outcome.compilation).cells.values()
    assert outcome.refused


def test_a_short_row_is_placed_where_only_one_placement_holds():
    """Every figure of the column is known from its total, so the lost one can stand nowhere else."""
    sent = body(random.Random(3), own_labels=False)
    truth = content(sent.compiled()).cells
    lines = written(sent, "unpadded").decode().split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("一、本年新收"))
    cells = lines[at].split(" | ")
    del cells[2]
    lines[at] = " | ".join(cells)
    outcome = brought_in("\n".join(lines))
    assert "R973" in rules(outcome)
    made = content(outcome.compilation).cells
    kept = {place: text for place, text in made.items() if text}
    assert kept.items() <= truth.items()


def test_a_short_row_with_a_cell_that_is_no_figure_is_left_open():
    """Two cells run into one: left out of the sums, it lets them hold that would not."""
    sent = body(random.Random(3), own_labels=False)
    lines = written(sent, "unpadded").decode().split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("一、本年新收"))
    cells = lines[at].split(" | ")
    cells[2:4] = [f"{cells[2]} {cells[3]}"]
    lines[at] = " | ".join(cells)
    outcome = brought_in("\n".join(lines))
    assert "R971" in rules(outcome)
    assert "R973" not in rules(outcome)


def test_a_short_row_that_fits_twice_is_left_open():
    text = HEAD + "一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    outcome = brought_in(text)
    assert "R971" in rules(outcome)
    assert "// 第4行 一、本年新收政府信息公开申请数量 | 0 | 0" in outcome.text


def test_a_row_with_a_figure_too_many_is_left_open():
    outcome = brought_in(BANDS.replace("| 11 |", "| 11 | 12 |"))
    assert "R972" in rules(outcome)


def test_a_text_without_repeated_lines_is_refused():
    sent = body(random.Random(5), own_labels=False)
    lines = dict.fromkeys(written(sent, "one-cell-a-line").decode().split("\n"))
    outcome = brought_in("\n".join(lines))
    assert "R977" in rules(outcome)


def test_units_and_remarks_are_kept_as_published():
    text = "第二十条第（八）项 |\n信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 | 251000元 |\n"
    outcome = brought_in(BANDS.replace("| 0 |", "| 22(其中修订16件) |") + text)
    assert '22 "22(其中修订16件)"' in outcome.text
    assert '25.1 "251000元"' in outcome.text
    assert "R980" in rules(outcome)


def test_traditional_characters_are_recognised():
    outcome = brought_in(
        "第二十條第（一）項 |\n信息內容 | 本年製發件數 | 本年廢止件數 | 現行有效件數 |\n規章 | 1 | 2 | 3 |"
    )
    assert "製發" in outcome.text
    assert set(content(outcome.compilation).cells.values()) >= {"1", "2", "3"}


def test_a_table_of_no_form_is_a_plain_table():
    outcome = brought_in("渠道 | 条数 | 说明 |\n网站 | 12 | 含@专栏 |\n公众号 | 3 | 无 |\n")
    assert "@简表" in outcome.text
    assert '"含@专栏"' in outcome.text or "含@专栏" in outcome.text
    assert not outcome.compilation.errors


def test_a_table_that_is_no_plain_table_stays_in_comments():
    outcome = brought_in("甲 | 乙 |\n丙 |\n丁 | 戊 | 己 |\n")
    assert "// 第3行 丁 | 戊 | 己" in outcome.text
    assert "R978" in rules(outcome)


def test_a_report_without_chinese_is_written_in_english():
    outcome = brought_in("Annual Report 2024\n\nItem | Count |\nPaper | 3 |\nOnline | 4 |\n")
    assert outcome.text.startswith("title: Annual Report 2024\n")
    assert "@plain" in outcome.text


def titled(*lines: str):
    """Return what is found of the title and the end of some paragraphs."""
    return front(
        [RawText(line, Span("", 0, 0)) for line in lines], "", (), ("政府信息公开工作年度报告",)
    )


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("宿迁市人民政府2023年政府信息公开工作年度报告", "宿迁市人民政府", 2023),
        ("2023年宿迁市人民政府政府信息公开工作年度报告", "宿迁市人民政府", 2023),
        ("某县教育局 2019 年政府信息公开工作年度报告", "某县教育局", 2019),
        ("某镇政府信息公开工作年度报告（2020年）", "某镇", 2020),
        ("某市人民政府办公室二〇二〇年政府信息公开工作年度报告", "某市人民政府办公室", 2020),
        (
            "某区政务服务数据管理局关于2023年度政府信息公开工作的年度报告",
            "某区政务服务数据管理局",
            2023,
        ),
        ("关于2021年政府信息公开工作年度报告", "", 2021),
        ("2022-2023年政府信息公开工作年度报告", "", None),
        ("某县教育局2022年至2023年政府信息公开工作年度报告", "某县教育局", None),
        ("FY 2023 Annual Report", "", 2023),
        ("EPA 2023 Annual Report", "EPA", 2023),
    ],
)
def test_title_agency_and_year(title, agency, year):
    found = titled(title, "本报告……。", "一、总体情况")
    assert (found.title, found.agency, found.year) == (title, agency, year)


def test_the_agency_may_stand_on_a_line_of_its_own():
    found = titled("某县水利局", "2022年政府信息公开工作年度报告", "一、总体情况", "好。")
    assert found.title == "某县水利局2022年政府信息公开工作年度报告"
    assert found.agency == "某县水利局"


@pytest.mark.parametrize(
    "lines",
    [
        ("某县水利局2022年", "政府信息公开工作年度报告"),
        ("某县水利局", "2022年度", "政府信息公开工作年度报告"),
        ("某县水利局", "二〇二二年", "政府信息公开工作年度报告"),
    ],
)
def test_a_title_may_take_several_lines(lines):
    found = titled("首页", *lines, "一、总体情况", "好。")
    assert found.title == "".join(lines)
    assert (found.agency, found.year) == ("某县水利局", 2022)
    assert [piece.text for piece in found.before] == ["首页"]


def test_a_year_over_a_title_may_be_the_site_s():
    found = titled("2022年", "政府信息公开工作年度报告", "一、总体情况", "好。")
    assert (found.title, found.year) == ("政府信息公开工作年度报告", None)


def test_a_signature_is_taken_off_the_text():
    found = titled(
        "某镇2020年政府信息公开工作年度报告",
        "一、总体情况",
        "好。",
        "某镇人民政府",
        "2021年1月20日",
    )
    assert found.signed
    assert found.agency == "某镇人民政府"
    assert len(found.body) == 2


def test_a_date_that_is_not_printed_so_stays_in_the_text():
    found = titled(
        "某镇2020年政府信息公开工作年度报告", "一、总体情况", "某镇人民政府", "2021-01-20"
    )
    assert not found.signed
    assert str(found.date) == "2021-01-20"
    assert len(found.body) == 3


COLUMNS = ("本年制发件数", "本年废止件数", "现行有效件数")


@pytest.mark.parametrize(
    "heads",
    [
        ("本年废止件数", "本年制发件数", "现行有效件数"),
        ("现行有效件数", "本年制发件数", "本年废止件数"),
        ("上年制发件数", "本年废止件数", "现行有效件数"),
        ("本年制发件数", "本年修订件数", "现行有效件数"),
        ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
    ],
)
@pytest.mark.parametrize("barred", [True, False])
def test_figures_under_other_heads_are_not_taken(heads, barred):
    rows = [("第二十条第（一）项",), ("信息内容", *heads), ("规章", "21", "22", "23")]
    rows += [
        ("行政规范性文件", "31", "32", "33"),
        ("第二十条第（五）项",),
        ("信息内容", "本年处理决定数量"),
        ("行政许可", "7"),
    ]
    parted = "\n".join(" | ".join(row) + " |" if barred else "\n".join(row) for row in rows)
    outcome = brought_in(parted)
    given = content(outcome.compilation).cells
    assert outcome.refused
    if "新制作" not in heads[0]:
        assert not {"21", "22", "23", "31", "32", "33"} & set(given.values())


@pytest.mark.parametrize("text", ["5.92亿", "180.8595万件", "3百件"])
def test_a_multiple_is_no_figure_of_its_own(text):
    outcome = brought_in(BANDS.replace("| 11 |", f"| {text} |"))
    shown = [
        c
        for t in outcome.compilation.checked.report.tables
        for b in t.bands
        for r in b.cells
        for c in r
    ]
    assert not any(c.number is not None and c.text == text for c in shown)
    assert "R979" in rules(outcome)


@pytest.mark.parametrize("heads", [COLUMNS[::-1], ("甲类", "乙类", "丙类")])
@pytest.mark.parametrize("way", ["barred", "lines", "page"])
def test_heads_over_an_unknown_row_are_those_of_the_rows_below_it(heads, way):
    rows = [("第二十条第（一）项",), ("信息内容", *heads), ("甲乙丙", "7", "8", "9")]
    rows += [("规章", "21", "22", "23"), ("行政规范性文件", "31", "32", "33")]
    between, end = {"barred": (" | ", " |"), "lines": ("\n", ""), "page": ("<td>", "</tr>")}[way]
    start = "<tr><td>" if way == "page" else ""
    lines = "\n".join(start + between.join(row) + end for row in rows)
    text = f"<table>{lines}</table>" if way == "page" else lines
    outcome = imported(text.encode(), "in.html" if way == "page" else "in.txt")
    assert outcome is not None
    assert outcome.refused or not outcome.taken
    assert not {"21", "22", "23", "33"} & set(content(outcome.compilation).cells.values())


def test_heads_over_an_unknown_row_place_the_rows_below_it():
    outcome = brought_in(BANDS.replace("规章 |", "甲乙丙 | 7 | 8 | 9 |\n规章 |"))
    assert {"2", "11"} <= set(content(outcome.compilation).cells.values())
    assert rules(outcome).count("R970") == 1
    assert "R975" not in rules(outcome)


def test_a_column_of_another_unit_is_not_taken():
    text = (
        "第二十条第（八）项 |\n信息内容 | 本年收费金额（单位：元） |\n行政事业性收费 | 5920000 |\n"
    )
    outcome = brought_in(BANDS + text)
    assert "R991" in rules(outcome)
    assert "5920000" not in content(outcome.compilation).cells.values()


def test_a_figure_under_no_head_is_not_taken():
    page = (
        "<table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容<td>本年制发件数<td>本年废止件数"
        "<td>现行有效件数</tr><tr><td>规章<td colspan=2>2<td>11</tr></table>"
    )
    outcome = imported(page.encode(), "in.html")
    assert outcome is not None
    assert "R992" in rules(outcome)
    assert "2" not in content(outcome.compilation).cells.values()


def test_figures_struck_out_are_gone():
    page = (
        "<table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容<td>本年制发件数<td>本年废止件数"
        "<td>现行有效件数</tr><tr><td>规章<td><del>9</del>2<td>0<td><s>5</s>11</tr></table>"
    )
    outcome = imported(page.encode(), "in.html")
    assert outcome is not None
    assert {"2", "0", "11"} <= set(content(outcome.compilation).cells.values())


def test_the_table_of_another_year_is_not_mixed_in():
    first = BANDS.replace("| 2 | 0 | 11 |", "| 7 | 7 | 7 |")
    second = BANDS.replace("规章", "行政规范性文件")
    outcome = brought_in(first + second)
    assert "R983" in rules(outcome)
    assert "2" not in content(outcome.compilation).cells.values()


def test_of_very_many_tables_of_a_name_the_rest_is_of_no_form():
    outcome = brought_in("\n".join([BANDS] * 20))
    told = rules(outcome)
    assert (told.count("R983"), told.count("R978")) == (15, 1)
    assert "@表 主动公开" in outcome.text


def on_two_sheets(*, again: tuple[str, ...] = ()) -> str:
    """Return a page whose table of requests goes on under its heads; `again` stands in both."""
    sent = body(random.Random(1), own_labels=False)
    page = written(sent, "html").decode()
    start = page.index("<table", page.index("三、收到和处理"))
    end = page.index("</table>", start)
    rows = page[start:end].split("<tr>")
    heads = next(n for n, row in enumerate(rows) if "一、本年新收" in row)
    middle = next(n for n, row in enumerate(rows) if "四、结转下年度" in row)
    kept = [row for row in rows[heads:middle] if any(label in row for label in again)]
    second = "<tr>".join([*rows[:heads], *kept, *rows[middle:]])
    return page[:start] + "<tr>".join(rows[:middle]) + "</table>" + second + page[end:]


def test_a_table_may_go_on_under_its_heads():
    outcome = imported(on_two_sheets().encode(), "in.html")
    assert outcome is not None
    assert not outcome.refused
    assert (
        content(outcome.compilation).cells
        == content(body(random.Random(1), own_labels=False).compiled()).cells
    )


def test_a_table_that_repeats_a_row_does_not_go_on():
    outcome = imported(on_two_sheets(again=("二、上年结转",)).encode(), "in.html")
    assert outcome is not None
    assert "R983" in rules(outcome)


def test_a_table_left_blank_is_one_of_the_form():
    page = (
        "<table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼<tr>"
        + "".join(f"<td rowspan=2>{head}" for head in RESULTS)
        + "<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr>"
        + "".join(f"<td>{head}" for head in RESULTS * 2)
        + "<tr>"
        + "<td>" * 15
        + "</table>"
    )
    outcome = imported(page.encode(), "in.html")
    assert outcome is not None
    assert not outcome.refused
    assert "@表 复议诉讼" in outcome.text
    assert set(content(outcome.compilation).cells.values()) == {""}


def test_headings_of_sections_may_stand_within_tables():
    page = (
        "<table><tr><td colspan=4>二、主动公开政府信息情况<tr><td colspan=4>第二十条第（一）项<tr>"
        "<td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>2<td>0<td>11</table>"
    )
    outcome = imported(page.encode(), "in.html")
    assert outcome is not None
    assert not outcome.refused
    assert "# 二、主动公开政府信息情况" in outcome.text
    assert {"2", "0", "11"} <= set(content(outcome.compilation).cells.values())


CODES = """@格式 自拟
@表式 支出表 <小数 2>
列
  科目编码 <行名>
  项目 <行名>
  上年
  本年
行
  201
    办公费
  302
    印刷费
  合计 = 合计
"""


def test_labels_may_look_like_figures():
    world = MemoryWorld({"自拟.form": CODES})
    page = (
        "<table><tr><td>科目编码<td>项目<td>上年<td>本年<tr><td>201<td>办公费<td>302<td>13.00"
        "<tr><td>302<td>印刷费<td>3.20<td>201<tr><td colspan=2>合计<td>305.20<td>214.00</table>"
    )
    found = read(page.encode(), "in.html")
    assert found.document is not None
    forms = forms_of("自拟.form", world, "out.report")
    assert forms is not None
    outcome = bring_in(found.document, forms, world, "out.report")
    assert not outcome.refused
    made = content(outcome.compilation).cells
    assert [text for _, text in sorted(made.items())] == [
        "302",
        "13.00",
        "3.20",
        "201",
        "305.20",
        "214.00",
    ]


@pytest.mark.parametrize("place", ["中山市", "大连市", "小金县"])
def test_titles_may_begin_with_any_word(place):
    found = titled(f"{place}人民政府2023年政府信息公开工作年度报告", "一、总体情况")
    assert found.agency == f"{place}人民政府"


def test_a_sentence_about_the_report_is_no_title():
    found = titled(
        "某局2024年政府信息公开工作年度报告", "本年度报告由总体情况等六部分组成", "一、总体情况"
    )
    assert found.title == "某局2024年政府信息公开工作年度报告"


def test_a_remark_may_stand_within_a_table():
    outcome = brought_in(BANDS + "注：以上数据截至12月31日。\n行政规范性文件 | 4 | 5 | 6 |\n")
    assert {"2", "11", "4", "5", "6"} <= set(content(outcome.compilation).cells.values())
    assert "注：以上数据截至12月31日。" in outcome.text


def test_a_label_may_begin_like_a_directive():
    outcome = brought_in(BANDS.replace("规章 |", "@规章 |"))
    assert "@规章" in content(outcome.compilation).labels or outcome.refused


WIDE = "全年｜共｜条，见 { ［甲］｝ ＊＊ ＼ ＃"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (f"{BANDS}第一段。\n第二段。\n{WIDE}", True),
        (f"{BANDS}第一段。\n{WIDE}", False),
        (f"{BANDS}一、甲｜乙\n{WIDE}", True),
        (f"{WIDE}\n{BANDS}", True),
        (f"{BANDS}{WIDE}", False),
    ],
)
def test_prose_keeps_full_width_bars(text, same):
    outcome = brought_in(text)
    shown = [
        "".join(run.text for run in block.runs)
        for section in outcome.compilation.draft.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    assert (WIDE in shown) == same
    assert WIDE in shown or WIDE.replace("｜", "|") in shown
    assert ("R976" in rules(outcome)) == (not same)


def test_a_row_that_is_not_known_is_told_once():
    """Heads that stand over it, and sums in its place, are no differences."""
    alone = "第二十条第（五）项 |\n信息内容 | 本年处理决定数量 |\n甲乙丙丁 | 4 |\n"
    outcome = brought_in(BANDS + alone)
    assert [code for code in rules(outcome) if code in {"R970", "R976"}] == ["R970"]


def test_a_total_that_is_not_known_is_told_once():
    sent = body(random.Random(2), own_labels=False)
    lines = written(sent, "unpadded").decode()
    assert "（七）总计" in lines
    outcome = brought_in(lines.replace("（七）总计", "甲乙丙丁"))
    assert [code for code in rules(outcome) if code in {"R970", "R976"}] == ["R970"]


def laid_out(text: str, way: str) -> Outcome:
    """Return what comes of rows with bars, as they are, a cell a line, or in a page."""
    rows = [line.removesuffix(" |").split(" | ") for line in text.strip().split("\n")]
    if way == "barred":
        return brought_in(text)
    if way == "lines":
        return brought_in("\n".join(cell for row in rows for cell in row))
    cells = ("".join(f"<td>{cell}" for cell in row) for row in rows)
    outcome = imported(
        f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>".encode(), "a.html"
    )
    assert outcome is not None
    return outcome


@pytest.mark.parametrize("way", ["barred", "lines", "page"])
@pytest.mark.parametrize(
    "instead", ["无", "不适用", "N/A", "1 234", "1, 234", "12,34", "约5", "1 2件"]
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_what_is_no_figure_is_told_at_its_cell(way, instead, at):
    """The other figures of its row are taken, whichever it stands in the place of."""
    figures = ["2", "7", "11"]
    figures[at] = instead
    text = f"{BANDS}行政规范性文件 | 4 | 5 | 6 |\n"
    outcome = laid_out(text.replace("2 | 0 | 11", " | ".join(figures)), way)
    assert [code for code in rules(outcome) if code != "R990"] == ["R979"]
    cells = content(outcome.compilation).cells
    given = {column[-1]: text for (_, _, row, column), text in cells.items() if row[-1] == "规章"}
    shown = ["".join(text.split()) for text in figures]
    assert [given[name] for name in ("制发", "废止", "现行有效")] == shown
    (found,) = [d for d in outcome.diagnostics if d.rule.code == "R979"]
    assert outcome.sources[found.span.source].text[found.span.start : found.span.end] == instead
    kept = [
        c for t in outcome.compilation.checked.report.tables for r in t.bands[0].cells for c in r
    ]
    assert sum(cell.number is None and cell.text == instead for cell in kept) == 1


@pytest.mark.parametrize("text", ["1,234", "1，234", "１２３４", "12,345,678", "/", "—", "--"])
def test_figures_in_groups_and_marks_for_none_are_taken(text):
    outcome = brought_in(BANDS.replace("| 2 | 0", f"| {text} | 0"))
    assert not outcome.refused
    assert "R979" not in rules(outcome)


@pytest.mark.parametrize("label", ["2023年", "新制定", "其中：规章", "1.规"])
def test_a_label_behind_the_label_of_a_row_is_no_figure(label):
    outcome = brought_in(BANDS.replace("规章 |", f"规章 | {label} |"))
    assert "R970" in rules(outcome)
    assert "2" not in content(outcome.compilation).cells.values()


def test_a_row_without_label_may_begin_with_what_is_no_figure():
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    text = (
        f"行政复议 | 行政诉讼 |\n{heads} | 未经复议直接起诉 | 复议后起诉 |\n{heads} | {heads} |\n"
        f"无 | {' | '.join(str(n) for n in range(1, 15))} |\n"
    )
    outcome = brought_in(text)
    assert list(content(outcome.compilation).cells.values())[:3] == ["无", "1", "2"]
    assert "R979" in rules(outcome)
