"""One cause, one message: what follows from a fault that is told is not told again."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportdsl.cli.main import cli

FORM = """@格式 甲
@章 一、情况 <表 收支 人员>
@表式 收支 <计数>
列
  一月
  二月
  占比 = 一月 / 二月 <百分比 0>
行
  收入
  支出
  结余
@表式 人员 <计数>
列
  数
"""
TABLES = """
# 一、情况
@表 收支
收入 | 1 | 2
支出 | 1 | 2
结余 | 0 | 1
{收入.一月}
@表 人员
* | 3
"""
REPORT = "格式: 甲.form\n" + TABLES


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.form").write_text(FORM, encoding="utf-8")


def findings(text: str) -> list[dict[str, object]]:
    Path("r.report").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", "--format", "json", "r.report"])
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def codes(text: str) -> list[str]:
    return [str(found["code"]) for found in findings(text)]


def test_the_report_is_clean() -> None:
    assert codes(REPORT) == []


@pytest.mark.parametrize(("form", "code"), [("没有.form", "R901"), ("政府信息公开-2012", "R306")])
def test_names_in_prose_where_no_form_can_be_had(form: str, code: str) -> None:
    assert codes(REPORT.replace("甲.form", form)) == [code]


def test_an_unknown_name_beside_a_form_that_cannot_be_had() -> None:
    text = REPORT.replace("甲.form\n", "甲.form\n格式: 没有.form\n")
    assert codes(text.replace("收入.一月", "收人.一月")) == ["R901", "R307"]


def test_a_table_behind_an_unknown_directive_is_not_missing() -> None:
    found = findings(REPORT.replace("@表 人员", "@表格 人员"))
    assert [f["code"] for f in found] == ["R201"]
    assert "改成 @表" in str(found[0]["fixes"])


def test_a_table_is_missing_beside_one_whose_name_is_wrong() -> None:
    text = REPORT.replace("@表 收支", "@表 收支表").replace("@表 人员\n* | 3\n", "")
    found = findings(text)
    assert [f["code"] for f in found] == ["R421", "R305"]
    assert "人员" in str(found[0]["message"])


def test_rows_that_all_have_a_cell_too_many() -> None:
    text = REPORT.replace("@表 收支\n", "@表 收支\n | 一月\n")
    assert codes(text) == ["R404"]


def test_rows_that_all_begin_with_a_bar() -> None:
    lines = [f"| {line} |" if " | " in line else line for line in REPORT.splitlines()]
    text = "\n".join(lines[:-1]) + "\n* | 3\n"
    assert codes(text) == ["R411"]


def test_candidates_have_names() -> None:
    found = findings(REPORT.replace("* | 3", "* | 3\n@省略 甲乙丙丁"))
    assert found[0]["hints"] == ["可以写：数"]


def test_a_circle_needs_a_rule_that_computes() -> None:
    table = "@简表 甲\n项 | 数 | 合计 | 比\n子 | 2 | =合计左侧 | =子.合计 / 2\n"
    assert codes(table) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("合计 | 6", "4 + 0 = 4"),
        ("合计 | 0", "4 + 0 = 4"),
    ],
)
def test_a_sum_with_one_part_looks_like_a_sum(wrong: str, words: str) -> None:
    found = findings(f"@简表 甲\n项 | 数\n子 | 4\n丑 | 0\n{wrong}\n")
    assert words in str(found[0]["message"])


def test_a_check_of_a_percentage_speaks_of_percentages() -> None:
    found = findings(REPORT + "@校验 收入.占比 >= 60%\n")
    assert "左边 50%，右边 60%，差 10%" in str(found[0]["message"])


def test_a_tie_to_a_percentage_speaks_of_percentages() -> None:
    found = findings(REPORT + "占{60% = 收入.占比}。\n")
    assert found[0]["message"] == "正文写的是 60%，而“收入 / 占比”是 50%，差 10%"


def test_a_form_without_its_base() -> None:
    Path("甲.form").write_text("@格式 丙 基于 没有\n", encoding="utf-8")
    assert codes(REPORT) == ["R701"]


def test_a_circle_in_a_form_is_told_at_its_rule() -> None:
    Path("乙.form").write_text("@格式 乙\n@表式 子\n列\n  数\n行\n  甲\n  丑 = 丑 + 1\n", "utf-8")
    result = CliRunner().invoke(cli, ["check", "--format", "json", "乙.form"])
    assert [(f["code"], f["line"]) for f in json.loads(result.stdout)] == [("R606", 7)]


BROKEN = """@格式 甲
@表式 乙 <计数>
列
  数
行
  一月
  二月 =
  总计 = 一月 + 二月
校验
  一月 <= 二月
  乙.二月 = 总计
"""
FILLED = "格式: 丙.form\n\n@表 乙\n一月 | 1\n二月 | 2\n@标签 二月: 2月\n{二月}和{总计}\n"


@pytest.mark.parametrize(
    "form",
    [
        BROKEN,
        BROKEN.replace("二月 =\n", "二月\n").replace("  数\n", "  数 =\n"),
        BROKEN.replace("二月 =\n", "  二月 =\n"),
        BROKEN.replace("  二月 =\n", "  三月\n二月\n"),
        BROKEN.replace("  二月 =\n", "  三月 =\n    四月\n      二月\n"),
    ],
)
def test_what_a_faulty_line_of_a_form_may_hold_is_not_unknown(form: str) -> None:
    Path("丙.form").write_text(form, encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", "--format", "json", "丙.form"])
    assert [f["code"] for f in json.loads(result.stdout)] == ["R214"]
    assert codes(FILLED) == ["R214"]


def test_what_no_faulty_line_can_hold_is_unknown() -> None:
    Path("丙.form").write_text(BROKEN.replace("二月 =\n", "二月\n"), encoding="utf-8")
    assert codes(FILLED + "{三月}\n") == ["R505", "R307"]
    Path("丙.form").write_text(BROKEN, encoding="utf-8")
    assert codes(FILLED + "{三月}\n") == ["R307", "R214"]
    assert codes(FILLED + "@简表 丁\n项 | 数\n戊 | 1\n{丁.三月}\n") == ["R307", "R214"]


@pytest.mark.parametrize("line", ["年度: 二〇二四", "年度:", "year: 24"])
def test_a_field_whose_value_is_faulty_is_not_unknown(line: str) -> None:
    text = f"{line}\n\n{{年度}}年，{{年度 - 1}}年。\n@校验 年度 = 2024\n"
    assert codes(text) == ["R216"]


TOTALS = """@格式 丙
@表式 乙 <计数>
列
  个人
  单位
  总计 = 合计
行
  收
  办
校验
  收 = 办
"""


def test_a_total_of_leaves_that_fail_is_not_told_too() -> None:
    Path("丙.form").write_text(TOTALS, encoding="utf-8")
    text = "格式: 丙.form\n\n@表 乙\n收 | 3 | 4\n办 | 3 | 5\n"
    (found,) = findings(text)
    assert str(found["message"]).startswith("单位：")
    assert found["code"] == "R512"
    verdict = CliRunner().invoke(cli, ["check", "--lang", "zh", "r.report"]).stdout
    # What is not told again is counted all the same.
    assert "3 个等式中 1 个成立，1 处错误" in verdict


def test_a_total_that_alone_fails_is_told() -> None:
    Path("丙.form").write_text(TOTALS, encoding="utf-8")
    text = "格式: 丙.form\n\n@表 乙\n收 | 3 | 4\n办 | 3 | 4\n@校验 收 < 7\n"
    assert [str(f["message"])[:3] for f in findings(text)] == ["总计："]


PASTED = "格式: 甲.form\n\n# 一、情况\n@表 收支\n{}收入\t1\t2\n{}支出\t1\t2\n结余 | 0 | 1\n"


@pytest.mark.parametrize("head", ["", "\t一月\t二月\n", "\t\t一月\n"])
def test_rows_parted_by_tabs_are_told_once(head: str) -> None:
    text = PASTED.format(head, "") + "@表 人员\n* | 3\n"
    found = findings(text)
    assert [(f["code"], f["line"]) for f in found] == [("R210", 5)]
    assert "Tab" in str(found[0]["hints"])


def test_rows_parted_by_tabs_are_told_for_each_run_of_them() -> None:
    rows = "收入\t1\t2\n结余 | 0 | 1\n支出\t1\t2\n"
    text = REPORT.replace("收入 | 1 | 2\n支出 | 1 | 2\n结余 | 0 | 1\n", rows)
    assert [(f["code"], f["line"]) for f in findings(text)] == [("R210", 5), ("R210", 7)]


def test_a_line_with_tabs_under_a_table_is_told_of_once_whatever_it_is() -> None:
    assert codes(REPORT + "完\t了\n又\t一\t行\n") == ["R210"]
    assert codes("@简表 甲\n见\t附件\n") == ["R210"]


def test_tabs_in_prose_and_beside_bars_are_blanks() -> None:
    assert codes(REPORT.replace("收入 | 1 |", "收入\t|\t1\t|") + "完。\n\t一\t行\n") == []
    assert codes("# 一\t情况\n甲\t乙\n") == []


CROSSED = """@格式 甲
@表式 乙 <计数>
列
  一
  二
  总计 = 合计
行
  丙
  丁
  和 = 合计
"""


def test_a_blank_total_is_told_of_once() -> None:
    Path("甲.form").write_text(CROSSED, encoding="utf-8")
    rows = '丙 | 1 | 2 | ""\n丁 | 3 | 4 | 7\n和 | 4 | 6 | 10'
    found = findings(f"格式: 甲.form\n\n@表 乙\n{rows}\n")
    assert [str(one["code"]) for one in found] == ["R505"]
    Path("甲.form").write_text(FORM.replace("结余", "结余 = 合计"), encoding="utf-8")
    text = TABLES.replace("结余 | 0 | 1", '结余 | "" | 4')
    assert codes(f"格式: 甲.form\n{text}") == ["R504"]


def test_a_blank_figure_beside_a_blank_total_keeps_its_note() -> None:
    Path("甲.form").write_text(CROSSED, encoding="utf-8")
    rows = '丙 | 1 | 2 | ""\n丁 | 0 | "" | 0\n和 | 1 | 2 | 3'
    found = findings(f"格式: 甲.form\n\n@表 乙\n{rows}\n")
    noted = [one["message"] for one in found if one["code"] == "R418"]
    assert [("丁 / 二" in str(text), "丙" in str(text)) for text in noted] == [(True, False)]


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        ('16 "61（其中网络2件）"', True),
        ('16 "１６件"', False),
        ('16 "网络2件，共16件"', False),
        ('1234 "1,234"', False),
        ('1234 "1,235"', True),
        ('16 "见附件"', False),
        ('3 "30000元"', False),
        ('16 "约61件"', True),
        ('0 "无（2023年起不再统计）"', False),
        ('0 "2024年没有"', False),
        ('0 "见第3页"', False),
    ],
)
def test_a_figure_is_published_as_what_is_counted(cell: str, other: bool) -> None:  # noqa: FBT001
    text = TABLES.replace("* | 3", f"* | {cell}")
    assert codes(f"格式: 甲.form\n{text}") == ["R430"] * other


def test_an_equation_of_two_columns_is_named_once() -> None:
    form = CROSSED + '@校验 和 = 2 * 丁 "两倍"\n'
    Path("甲.form").write_text(form, encoding="utf-8")
    rows = "丙 | 5 | 2 | 7\n丁 | 2 | 5 | 7\n和 | 4 | 10 | 14"
    found = findings(f"格式: 甲.form\n\n@表 乙\n{rows}\n")
    assert found
    assert all(str(one["message"]).count("两倍") <= 1 for one in found)
