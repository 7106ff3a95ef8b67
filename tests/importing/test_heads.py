"""Heads that are not the form's are never set aside; of several tables of a name one is chosen."""

import pytest

from reportdsl.importers.importer import read
from reportdsl.importing.forms import forms_of
from reportdsl.importing.run import Outcome, bring_in
from reportdsl.world import MemoryWorld
from tests.importing.trials import imported

FORM = "@格式 试验\n@表式 三公 <小数 2>\n列\n  项目 <行名>\n  上年预算\n  本年预算\n  增减额\n行\n  出国费\n  接待费\n  合计\n"
ROWS = ("规章|1|2|3", "行政规范性文件|4|5|6")
HEADS = ("第二十条第（一）项", "信息内容|本年制发件数|本年废止件数|现行有效件数")
SPENT = ("出国费|1|2|3", "接待费|4|5|6", "合计|5|7|9")


def page(*parts: str | tuple[str, ...]) -> str:
    """Return a page of paragraphs and of tables, whose rows are parted into cells by bars."""
    out = ["<title>某局2023年报告</title><h1>某局2023年报告</h1>"]
    for part in parts:
        if isinstance(part, str):
            out.append(f"<p>{part}</p>")
            continue
        rows = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in part)
        out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return "".join(out)


def of_page(*parts: str | tuple[str, ...], form: str = "") -> Outcome:
    """Return what comes of a page, on the official forms or one of one's own."""
    data = page("本局报告如下。", *parts).encode()
    if not form:
        outcome = imported(data, "in.html")
        assert outcome is not None
        return outcome
    world = MemoryWorld({"a.form": form.encode()})
    forms = forms_of("a.form", world, "out.report")
    document = read(data, "in.html").document
    assert forms is not None
    assert document is not None
    return bring_in(document, forms, world, "out.report")


def rules(outcome: Outcome) -> list[str]:
    return [d.rule.code for d in outcome.diagnostics]


@pytest.mark.parametrize(
    "parts",
    [
        [("类别|2021年|2022年|2023年", *ROWS)],
        [("类别|一季度|二季度|合计", *ROWS)],
        [("类别|一季度|二季度|三季度",), ROWS],
        [("某市情况表", "类别|2021年|2022年|2023年", *ROWS)],
        [("类别|2021年|2022年|2023年", "一、文件", *ROWS)],
        [("类别|2021年|2022年|2023年", "渠道|4|5|6", *ROWS)],
        [(HEADS[0], "类别|2021年|2022年|2023年", *ROWS)],
    ],
)
def test_figures_under_heads_of_no_form_are_not_taken(parts):
    outcome = of_page(*parts)
    assert not outcome.taken
    assert "R991" in rules(outcome)


def test_heads_within_a_table_are_not_set_aside():
    outcome = of_page((*HEADS, ROWS[0], "类别|2021年|2022年|2023年", ROWS[1]))
    assert outcome.taken == 3
    assert "R991" in rules(outcome)


@pytest.mark.parametrize(
    "rows",
    [
        ("部门|收入|支出|结余", "合计|5|7|9"),
        ("项目|收入|支出|结余", *SPENT),
        ("部门|行次|收入|支出|结余", "合计|1|5|7|9"),
        ("部门|收入|支出|结余", "栏次|1|2|3", *SPENT),
    ],
)
def test_figures_under_heads_of_no_own_form_are_not_taken(rows):
    outcome = of_page(rows, form=FORM)
    assert not outcome.taken
    assert {"R991"} <= set(rules_ := rules(outcome))
    assert "R982" not in rules_


def test_a_text_may_lack_its_heads():
    assert of_page(SPENT, form=FORM).taken == 9


def test_a_table_that_has_the_forms_heads_wins():
    own = ("项目|上年预算|本年预算|增减额", *SPENT)
    other = ("部门|收入|支出|结余", "甲|5|7|9", "合计|5|7|9")
    for parts in ([other, own], [own, other], ["收支", other, "三公", own]):
        outcome = of_page(*parts, form=FORM)
        assert outcome.taken == 9
        assert outcome.refused


def test_a_head_over_labels_and_a_unit_over_all_are_over_no_column():
    outcome = imported(
        (
            "<table><tr><td colspan=4>单位：件<tr><td colspan=4>第二十条第（一）项"
            "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
            "<tr><td>规章<td>1<td>2<td>3</table>"
        ).encode(),
        "in.html",
    )
    assert outcome is not None
    assert outcome.taken == 3


# ── tables of several years ──────────────────────────────────────────────────────────────────────

THIS = (*HEADS, "规章|1|2|3")
LAST = (*HEADS, "规章|7|8|9")


@pytest.mark.parametrize(
    "parts",
    [
        ["附：上年度情况", LAST, "本年度情况", THIS],
        ["本年度情况", THIS, "附：上年度情况", LAST],
        ["2022年情况", LAST, "2023年情况", THIS],
        [("上年数据", *LAST), THIS],
        [THIS, THIS],
    ],
)
def test_this_years_table_is_taken(parts):
    outcome = of_page(*parts)
    assert "规章 | 1 | 2 | 3" in " ".join(outcome.text.split())
    assert "R983" in rules(outcome)


@pytest.mark.parametrize(
    "parts",
    [
        [LAST, THIS],
        ["附表", LAST, "附表", THIS],
        ["附：上年度情况", LAST, "去年情况", THIS],
    ],
)
def test_of_tables_that_differ_none_is_taken(parts):
    outcome = of_page(*parts)
    assert not outcome.taken
    assert rules(outcome).count("R983") == 2


# ── rows that stand twice, or elsewhere ──────────────────────────────────────────────────────────

RESULTS = "结果维持|结果纠正|其他结果|尚未审结|总计"
NUMBERS = "|".join(str(n) for n in range(1, 16))
FIGURES = "7|0|0|0|7|1|0|0|0|1|0|0|0|0|0"
REVIEWS = (
    "<tr><td colspan=5>行政复议<td colspan=10>行政诉讼<tr>"
    + "".join(f"<td rowspan=2>{head}" for head in RESULTS.split("|"))
    + "<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr>"
    + "".join(f"<td>{head}" for head in RESULTS.split("|") * 2)
)


def reviews(*rows: str) -> Outcome:
    """Return what comes of the table of one row, with these beneath its heads."""
    cells = "".join("<tr>" + "".join(f"<td>{c}" for c in row.split("|")) for row in rows)
    outcome = imported(f"<p>甲</p><table>{REVIEWS}{cells}</table>".encode(), "in.html")
    assert outcome is not None
    return outcome


def test_a_row_that_numbers_the_columns_is_left_out():
    outcome = reviews(NUMBERS, FIGURES)
    assert outcome.taken == 15
    assert "行政复议 | 7 | 0" in " ".join(outcome.text.split())


def test_of_two_rows_in_a_table_of_one_none_is_taken():
    outcome = reviews(FIGURES.replace("7", "8"), FIGURES)
    assert not outcome.taken
    assert "R997" in rules(outcome)


def test_years_before_the_rows_of_a_table_of_one_make_none_of_them_its_own():
    first, *others = REVIEWS.split("<tr>")[1:]
    heads = "<tr>".join(["", f"<td rowspan=3>年份{first}", *others])
    cells = "".join(
        "<tr><td>" + year + "".join(f"<td>{c}" for c in FIGURES.split("|"))
        for year in ("2022年", "2023年")
    )
    for rows in (cells, cells.replace("<td>7", "<td>8", 1)):
        outcome = imported(f"<p>甲</p><table>{heads}{rows}</table>".encode(), "in.html")
        assert outcome is not None
        assert not outcome.taken


def test_of_two_rows_of_one_name_that_differ_none_is_taken():
    outcome = of_page((*HEADS, "规章|1|2|3", "规章|7|8|9", "行政规范性文件|4|5|6"))
    assert outcome.taken == 3
    assert rules(outcome).count("R997") == 2


def test_a_row_in_another_place_is_not_said_to_be_missing():
    outcome = of_page((*HEADS, "行政规范性文件|4|5|6", "规章|1|2|3"))
    assert "R997" in rules(outcome)
    assert "R970" not in rules(outcome)
    assert "@省略 规章" not in outcome.text
    assert "@省略 行政规范性文件" not in outcome.text


@pytest.mark.parametrize(
    "foot", ["— 3 —", "3", "第 3 页", "第3页 共12页", "- 3 -", "3/12", "\f", "Page 3"]
)
def test_the_foot_of_a_page_parts_no_table(foot):
    text = (
        "某局2023年报告\n\n第二十条第（一）项 |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
        f"规章 | 1 | 2 | 3 |\n{foot}\n行政规范性文件 | 4 | 5 | 6 |\n"
    )
    outcome = imported(text.encode())
    assert outcome is not None
    assert outcome.taken == 6
    assert not outcome.refused


def test_a_table_goes_on_under_its_heads_behind_the_number_of_a_page():
    first = ("项目|上年预算|本年预算|增减额", *SPENT[:2])
    second = ("项目|上年预算|本年预算|增减额", *SPENT[2:])
    outcome = of_page(first, "— 3 —", second, form=FORM)
    assert outcome.taken == 9
    assert not outcome.refused
