"""What random reports have shown to be wrong, each by the smallest report that does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import reportdsl
from reportdsl.skeleton import skeleton
from tests.properties.randomforms import readers


def compiled(form: str, rows: str) -> reportdsl.Compilation:
    """Return a report on a form of one table called 表."""
    world = reportdsl.MemoryWorld({"own.form": f"@格式 自拟\n@表式 表\n{form}"})
    source = f"格式: own.form\n\n@表 表\n{rows}"
    return reportdsl.compile_text(source, name="r.report", world=world)


def codes(made: reportdsl.Compilation) -> list[str]:
    return [d.rule.code for d in made.diagnostics]


def hints(made: reportdsl.Compilation) -> set[str]:
    """Return the names that are suggested for what is told first."""
    [hint] = made.errors[0].hints
    names: Any = dict(hint.args)["names"]
    return set(names)


def cells(made: reportdsl.Compilation) -> list[list[str]]:
    """Return what the cells of the first band publish."""
    band: Any = json.loads(made.emit("json", draft=True))["tables"][0]["bands"][0]
    return [[cell["published"] for cell in row] for row in band["cells"]]


def test_named_columns_hold_for_the_one_row_behind_a_star() -> None:
    made = compiled("列\n  甲\n  乙\n", " | 乙 | 甲\n* | 1 | 2\n")
    assert codes(made) or cells(made) == [["2", "1"]]


def test_a_sum_adds_up_a_cell_that_its_author_adds_up_of_other_cells() -> None:
    made = compiled(
        "列\n  甲\n  乙\n  共 = 合计\n行\n  一\n  二\n", "一 | =合计(二, 1) | 2\n二 | 5 | 2\n"
    )
    assert cells(made) == [["6", "2", "8"], ["5", "2", "7"]]


def test_a_column_taken_whole_in_a_rule_is_that_of_its_own_band() -> None:
    form = "段 子\n 列\n  甲\n  率 = 甲 / 合计(甲) <百分比 0>\n 行\n  一\n  二\n段 丑\n 列\n  甲\n 行\n  三\n"
    made = compiled(form, "一 | 1\n二 | 3\n三 | 5\n")
    assert codes(made) == []
    assert cells(made) == [["1", "25%"], ["3", "75%"]]


def test_the_rest_does_not_fill_a_band_that_is_left_out() -> None:
    form = "段 子\n 列\n  甲 <日期>\n 行\n  一\n段 丑\n 列\n  乙\n 行\n  二\n"
    assert codes(compiled(form, "@省略 段 子\n其余 | 0\n")) == []


def test_a_blank_total_is_told_once() -> None:
    form = "列\n  甲\n  共 = 合计\n行\n  一\n  总 = 合计\n"
    assert codes(compiled(form, "一 | 1\n总 | | -\n")) == ["R505"]


def test_the_largest_of_what_has_no_figure_has_none() -> None:
    made = compiled("列\n  甲\n  乙 = 最大(甲, 1)\n行\n  一\n", "一 | -\n")
    assert cells(made) == [["-", ""]]


def test_a_label_is_changed_wherever_its_name_stands() -> None:
    made = compiled("列\n  数\n行\n  其他\n  乙\n    其他\n", "其余 | 0\n@标签 其他: 改\n")
    assert made.emit("pipe").count("改") == 2


def test_prose_shows_a_date_as_its_table_does() -> None:
    made = compiled("列\n  甲 <日期>\n行\n  一\n", "一 | 2021年1月20日\n{一.甲}\n")
    assert made.emit("pipe").endswith("\n2021年1月20日")


@pytest.mark.parametrize("rule", ["绝对值(甲 - 乙)", "(甲 - 乙) * 2", "2 * (甲 - 乙)"])
def test_a_rule_is_quoted_whole(rule: str) -> None:
    made = compiled(f"列\n  甲\n  乙\n  丙 = {rule}\n行\n  一\n", "一 | 1 | 3 | 99\n")
    assert rule in made.errors[0].message("zh")


def test_what_fails_in_two_rows_of_one_name_is_told_apart() -> None:
    form = "列\n  数\n行\n  甲\n    子\n  乙\n    子\n校验\n  数 > 1\n"
    made = compiled(form, "甲 / 子 | 1\n乙 / 子 | 1\n")
    assert len({d.message("zh") for d in made.diagnostics}) == 2


def test_a_label_is_as_wide_as_the_head_of_its_column() -> None:
    form = "列\n  子 <行名, 跨 2>\n  丑 <行名>\n  甲\n行\n  一\n    二\n"
    [[heads, row]] = readers.matrices(readers.page(compiled(form, "其余 | 1\n").emit("cms")))
    assert [cell and cell.text for cell in heads] == ["子", "子", "丑", "甲"]
    assert [cell and cell.text for cell in row] == ["一", "一", "二", "1"]


def test_rows_of_the_author_s_own_go_to_the_band_that_they_name() -> None:
    form = "段 子\n 列\n  甲\n 行 *\n段 丑\n 列\n  乙\n 行 *\n"
    made = compiled(form, "子 / 一 | 1\n丑 / 二 | 2\n")
    assert made.emit("pipe", draft=True).split("\n")[-2:] == ["乙 | |", "二 | 2 |"]


def test_a_band_s_one_row_without_a_name_may_be_filled() -> None:
    form = "段 子\n 列\n  甲\n段 丑\n 列\n  乙\n 行\n  一\n"
    assert codes(compiled(form, "子 / * | 1\n一 | 2\n")) == []


def test_what_the_one_row_lacks_is_told_at_the_row() -> None:
    made = compiled("列\n  甲\n  乙\n", "* | 1\n")
    [finding] = made.errors
    assert made.source.text[finding.span.start : finding.span.end] == "* | 1"


def test_a_difference_asks_nothing_of_a_column_of_words_whatever_its_own_type() -> None:
    form = "列\n  甲\n  说明 <文本>\n行\n  收入\n  支出\n  结余 = 收入 - 支出 <整数>\n"
    assert codes(compiled(form, "收入 | 3 | 多\n支出 | 1 | 少\n")) == []


def test_official_forms_are_there_whatever_the_encoding_of_file_names() -> None:
    code = (
        "from reportdsl.official import official_names as n; assert all(map(str.isprintable, n()))"
    )
    legacy = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    path = {"PYTHONPATH": str(Path(reportdsl.__file__).parents[1])}
    run = subprocess.run([sys.executable, "-c", code], env=os.environ | legacy | path, check=False)
    assert run.returncode == 0


# ── what else is near these ──────────────────────────────────────────────────────────────────────


def test_the_largest_of_a_row_passes_over_what_has_no_figure() -> None:
    made = compiled("列\n  甲\n  乙\n行\n  一\n", "一 | - | 3\n{最大(一)}\n")
    assert made.emit("pipe").endswith("\n3")


def test_the_largest_of_what_is_left_out_and_another_is_the_other() -> None:
    made = compiled("列\n  甲\n  乙\n  丙 = 最大(甲, 乙)\n行\n  一\n", "@省略 甲\n一 | 3\n")
    assert cells(made) == [["3", "3"]]


@pytest.mark.parametrize(
    ("own", "total"),
    [
        ("合计(一, 二)", "7"),  # a sum of its column
        ("合计(数)", "7"),
        ("合计上方", "7"),
        ("合计(一, 二, 1)", "15"),  # a sum of more than cells
        ("合计(一.数, 一.量)", "19"),  # a sum of other columns, too
        ("一 + 二", "14"),
    ],
)
def test_sums_in_prose_leave_out_what_is_such_a_sum(own: str, total: str) -> None:
    source = f"@简表 表\n | 数 | 量\n一 | 2 | 10\n二 | 5 | 0\n小计 | ={own} | \n{{合计(表.数)}}\n"
    assert reportdsl.compile_text(source).emit("pipe").endswith(f"\n{total}")


def test_a_sum_of_the_whole_table_is_left_out_of_both() -> None:
    source = "@简表 表\n | 数 | 和\n一 | 2 | =合计左侧\n总 | =合计上方 | =合计(表)\n{合计(表.和)} {合计(总)}\n"
    assert reportdsl.compile_text(source).emit("pipe").endswith("\n2 2")


def test_a_form_s_check_does_not_remember_another_report_s_sums() -> None:
    form = "列\n  数\n行\n  一\n  二\n校验\n  合计(数) = 4\n"
    assert codes(compiled(form, "一 | 2\n二 | 2\n")) == []
    assert codes(compiled(form, "一 | 4\n二 | =合计上方\n")) == []
    assert codes(compiled(form, "一 | 2\n二 | 2\n")) == []


def test_what_is_left_out_with_its_band_is_left_out_of_sums_and_differences() -> None:
    form = "段 子\n 列\n  甲\n 行\n  一\n段 丑\n 列\n  乙\n 行\n  二\n  三 = 二 - 一.甲\n"
    assert cells(compiled(form, "@省略 段 子\n二 | 5\n")) == [["5"], ["5"]]


def test_a_date_with_a_text_of_its_own_is_a_date_in_prose() -> None:
    made = compiled("列\n  甲 <日期>\n行\n  一\n", '一 | 2021年1月20日 "年初"\n{一.甲}\n')
    assert made.emit("pipe").endswith("年初 |\n2021-01-20")


GROUPS = "列\n  组\n    甲\n    乙\n  丙\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (" | 乙 | 甲 | 丙\n丙 | 3\n", ["R301"]),
        (" | 丙 | 乙 | 甲\n* | 3 | 1 | 2\n", []),
        (" | 丙 | 乙 | 甲\n组 | 3 | 1 | 2\n", ["R301"]),
        ("组 | 2 | 1\n丙 | 3\n", []),
    ],
)
def test_named_columns_and_column_groups(rows: str, told: list[str]) -> None:
    made = compiled(GROUPS, rows)
    assert codes(made) == told
    if told:
        assert hints(made) == {"*"}
    else:
        assert cells(made) == [["2", "1", "3"]]


BANDS = "段 子\n 列\n  甲\n段 丑\n 列\n  乙\n 行\n  一\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("* | 1\n一 | 2\n", []),
        ("子 / ＊ | 1\n一 | 2\n", []),
        ("子 / * | 1\n子 / * | 2\n一 | 2\n", ["R401"]),
        ("丑 / * | 1\n其余 | 2\n", ["R301"]),
        ("@省略 段 子\n子 / * | 1\n一 | 2\n", ["R314"]),
        ("子 / * |\n一 | 2\n", ["R405"]),
    ],
)
def test_a_star_in_a_table_with_bands(rows: str, told: list[str]) -> None:
    assert codes(compiled(BANDS, rows)) == told


def test_a_star_is_no_row_of_the_author_s_own() -> None:
    form = "段 子\n 列\n  甲\n段 丑\n 列\n  乙\n 行 *\n"
    made = compiled(form, "子 / * | 1\n二 | 2\n")
    assert codes(made) == []
    assert cells(made) == [["1"]]


def test_a_star_that_may_mean_two_rows_is_told_both() -> None:
    form = "段 子\n 列\n  甲\n段 丑\n 列\n  乙\n"
    made = compiled(form, "* | 1\n")
    assert [d.rule.code for d in made.errors] == ["R301"]
    assert hints(made) == {"子 / *", "丑 / *"}


def test_two_rows_of_the_author_s_own_are_alike_in_one_band_alone() -> None:
    form = "段 子\n 列\n  甲\n 行 *\n段 丑\n 列\n  乙\n 行 *\n"
    assert codes(compiled(form, "一 | 1\n丑 / 一 | 2\n")) == []
    assert codes(compiled(form, "一 | 1\n子 / 一 | 2\n丑 / 二 | 3\n")) == ["R416"]


def test_rules_of_each_band_of_the_author_s_own_rows_are_looked_at() -> None:
    bands = "段 子\n 列\n  甲\n 行 *\n段 丑\n 列\n  乙\n  丙 = 没有\n 行 *\n"
    made = reportdsl.compile_text(f"@格式 自拟\n@表式 表\n{bands}", name="own.form")
    assert codes(made) == ["R307"]


def test_a_path_still_narrows_a_label() -> None:
    form = "列\n  数\n行\n  其他\n  乙\n    其他\n"
    made = compiled(form, "其余 | 0\n@标签 其他: 改\n@标签 乙 / 其他: 再改\n")
    assert made.emit("pipe").split("\n")[1:] == ["改 | 0 | |", "乙 | 再改 | 0 |"]


@pytest.mark.parametrize(
    ("heads", "label"),
    [
        ("  子 <行名, 跨 3>\n  丑 <行名>\n", ["一", "二", "二", "三"]),
        ("  子 <行名>\n  丑 <行名>\n", ["一", "二", "三"]),
        ("  子 <行名, 跨 5>\n", ["一", "二", "三", "三", "三"]),
        ("  子 <行名, 跨 2>\n  丑 <行名>\n  寅 <行名>\n", ["一", "一", "二", "三"]),
        ("", ["一", "二", "三"]),
    ],
)
def test_labels_of_three_levels_under_heads(heads: str, label: list[str]) -> None:
    form = f"列\n{heads}  甲\n行\n  一\n    二\n      三\n"
    [[_, row]] = readers.matrices(readers.page(compiled(form, "其余 | 1\n").emit("cms")))
    assert [cell and cell.text for cell in row] == [*label, "1"]


def test_a_difference_of_words_and_figures_is_told() -> None:
    form = "列\n  数\n行\n  甲 <文本>\n  乙\n  差 = 乙 - 甲\n"
    assert codes(compiled(form, "甲 | 多\n乙 | 1\n"))


def test_a_report_to_fill_in_names_each_row_in_its_band(tmp_path: Path) -> None:
    bands = "段 子\n 列\n  甲\n段 丑\n 列\n  乙\n 行 *\n段 寅\n 列\n  丙\n 行 *\n"
    form = tmp_path / "own.form"
    form.write_text(f"@格式 自拟\n@表式 表\n{bands}", encoding="utf-8")
    written = skeleton(str(form), str(tmp_path / "r.report"), None)
    rows = [line for line in written.splitlines() if "|" in line and not line.startswith("//")]
    assert rows == ["子 / * |    ?", "?      |    ?", "寅 / ? |    ?"]
