"""What random reports have shown to be wrong and is not mended yet: each the smallest there is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import reportdsl
from tests.properties.randomforms import readers


def compiled(form: str, rows: str) -> reportdsl.Compilation:
    """Return a report on a form of one table called 表."""
    world = reportdsl.MemoryWorld({"own.form": f"@格式 自拟\n@表式 表\n{form}"})
    source = f"格式: own.form\n\n@表 表\n{rows}"
    return reportdsl.compile_text(source, name="r.report", world=world)


def codes(made: reportdsl.Compilation) -> list[str]:
    return [d.rule.code for d in made.diagnostics]


def cells(made: reportdsl.Compilation) -> list[list[str]]:
    """Return what the cells of the first band publish."""
    band: Any = json.loads(made.emit("json", draft=True))["tables"][0]["bands"][0]
    return [[cell["published"] for cell in row] for row in band["cells"]]


@pytest.mark.xfail(strict=True, reason="the row of column names is not looked at for the row *")
def test_named_columns_hold_for_the_one_row_behind_a_star() -> None:
    made = compiled("列\n  甲\n  乙\n", " | 乙 | 甲\n* | 1 | 2\n")
    assert codes(made) or cells(made) == [["2", "1"]]


@pytest.mark.xfail(strict=True, reason="a sum leaves out any cell whose own formula is a 合计")
def test_a_sum_adds_up_a_cell_that_its_author_adds_up_of_other_cells() -> None:
    made = compiled(
        "列\n  甲\n  乙\n  共 = 合计\n行\n  一\n  二\n", "一 | =合计(二, 1) | 2\n二 | 5 | 2\n"
    )
    assert cells(made) == [["6", "2", "8"], ["5", "2", "7"]]


@pytest.mark.xfail(strict=True, reason="合计(x) in a rule forgets which band it stands in")
def test_a_column_taken_whole_in_a_rule_is_that_of_its_own_band() -> None:
    form = "段 子\n 列\n  甲\n  率 = 甲 / 合计(甲) <百分比 0>\n 行\n  一\n  二\n段 丑\n 列\n  甲\n 行\n  三\n"
    made = compiled(form, "一 | 1\n二 | 3\n三 | 5\n")
    assert codes(made) == []
    assert cells(made) == [["1", "25%"], ["3", "75%"]]


@pytest.mark.xfail(strict=True, reason="其余 is read for the cells of bands that are left out, too")
def test_the_rest_does_not_fill_a_band_that_is_left_out() -> None:
    form = "段 子\n 列\n  甲 <日期>\n 行\n  一\n段 丑\n 列\n  乙\n 行\n  二\n"
    assert codes(compiled(form, "@省略 段 子\n其余 | 0\n")) == []


@pytest.mark.xfail(strict=True, reason="one for the row's sum and one for the column's")
def test_a_blank_total_is_told_once() -> None:
    form = "列\n  甲\n  共 = 合计\n行\n  一\n  总 = 合计\n"
    assert codes(compiled(form, "一 | 1\n总 | | -\n")) == ["R504"]


@pytest.mark.xfail(strict=True, reason="cells without figure are passed over")
def test_the_largest_of_what_has_no_figure_has_none() -> None:
    made = compiled("列\n  甲\n  乙 = 最大(甲, 1)\n行\n  一\n", "一 | -\n")
    assert cells(made) == [["-", ""]]


@pytest.mark.xfail(strict=True, reason="a row at the top level goes before others of its name")
def test_a_label_is_changed_wherever_its_name_stands() -> None:
    made = compiled("列\n  数\n行\n  其他\n  乙\n    其他\n", "其余 | 0\n@标签 其他: 改\n")
    assert made.emit("pipe").count("改") == 2


@pytest.mark.xfail(strict=True, reason="prose writes dates its own way")
def test_prose_shows_a_date_as_its_table_does() -> None:
    made = compiled("列\n  甲 <日期>\n行\n  一\n", "一 | 2021年1月20日\n{一.甲}\n")
    assert made.emit("pipe").endswith("\n2021年1月20日")


@pytest.mark.xfail(strict=True, reason="the brackets at its ends are cut off")
@pytest.mark.parametrize("rule", ["绝对值(甲 - 乙)", "(甲 - 乙) * 2", "2 * (甲 - 乙)"])
def test_a_rule_is_quoted_whole(rule: str) -> None:
    made = compiled(f"列\n  甲\n  乙\n  丙 = {rule}\n行\n  一\n", "一 | 1 | 3 | 99\n")
    assert rule in made.errors[0].message("zh")


@pytest.mark.xfail(strict=True, reason="a leaf is called by its last name alone")
def test_what_fails_in_two_rows_of_one_name_is_told_apart() -> None:
    form = "列\n  数\n行\n  甲\n    子\n  乙\n    子\n校验\n  数 > 1\n"
    made = compiled(form, "甲 / 子 | 1\n乙 / 子 | 1\n")
    assert len({d.message("zh") for d in made.diagnostics}) == 2


@pytest.mark.xfail(strict=True, reason="labels take one column each, whatever stands over them")
def test_a_label_is_as_wide_as_the_head_of_its_column() -> None:
    form = "列\n  子 <行名, 跨 2>\n  丑 <行名>\n  甲\n行\n  一\n    二\n"
    [[heads, row]] = readers.matrices(readers.page(compiled(form, "其余 | 1\n").emit("cms")))
    assert [cell and cell.text for cell in heads] == ["子", "子", "丑", "甲"]
    assert [cell and cell.text for cell in row] == ["一", "一", "二", "1"]


@pytest.mark.xfail(strict=True, reason="all go to the first open band")
def test_rows_of_the_author_s_own_go_to_the_band_that_they_name() -> None:
    form = "段 子\n 列\n  甲\n 行 *\n段 丑\n 列\n  乙\n 行 *\n"
    made = compiled(form, "子 / 一 | 1\n丑 / 二 | 2\n")
    assert made.emit("pipe", draft=True).split("\n")[-2:] == ["乙 | |", "二 | 2 |"]


@pytest.mark.xfail(strict=True, reason="only a table without bands takes *")
def test_a_band_s_one_row_without_a_name_may_be_filled() -> None:
    form = "段 子\n 列\n  甲\n段 丑\n 列\n  乙\n 行\n  一\n"
    assert codes(compiled(form, "子 / * | 1\n一 | 2\n")) == []


@pytest.mark.xfail(strict=True, reason="it is told at the head of the table")
def test_what_the_one_row_lacks_is_told_at_the_row() -> None:
    made = compiled("列\n  甲\n  乙\n", "* | 1\n")
    [finding] = made.errors
    assert made.source.text[finding.span.start : finding.span.end] == "* | 1"


@pytest.mark.xfail(strict=True, reason="the type of the row goes before that of the column")
def test_a_difference_asks_nothing_of_a_column_of_words_whatever_its_own_type() -> None:
    form = "列\n  甲\n  说明 <文本>\n行\n  收入\n  支出\n  结余 = 收入 - 支出 <整数>\n"
    assert codes(compiled(form, "收入 | 3 | 多\n支出 | 1 | 少\n")) == []


@pytest.mark.xfail(strict=True, reason="the names of the official forms are names of files")
def test_official_forms_are_there_whatever_the_encoding_of_file_names() -> None:
    code = (
        "from reportdsl.official import official_names as n; assert all(map(str.isprintable, n()))"
    )
    legacy = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    path = {"PYTHONPATH": str(Path(reportdsl.__file__).parents[1])}
    run = subprocess.run([sys.executable, "-c", code], env=os.environ | legacy | path, check=False)
    assert run.returncode == 0
