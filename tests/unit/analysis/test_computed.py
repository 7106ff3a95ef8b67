"""What is computed, verified and asked of a report, to the last argument of the last finding.

``UPDATE_GOLDEN=1 pytest tests/unit/analysis`` writes the snapshots anew; read the diff as carefully
as code.
"""

import os
from pathlib import Path

import pytest

from reportdsl.analysis import evaluate
from tests.unit.analysis.told import compiled, everything

SNAPSHOTS = Path(__file__).with_name("snapshots")

FORM = """\
@格式 自拟
@表式 表 <计数>
列
  一
  二
  合计 = 合计
  比 = 一 / 合计 <百分比 1>
行
  甲
  乙
  总 = 合计
校验
  甲 = 乙 ± 1 依据 "某令"
  一 > 二
  合计 = 一 * 2 "要两倍"
"""
DECIMALS = """\
@格式 自拟
@表式 表 <小数 2>
列
  一
  二 <整数>
  三 <小数>
  四 <金额 2, 精确>
  五 = 一 * 2 - 三
  六 = 二 / 三 <百分比>
  七 <文本>
  八 <日期>
行
  甲
  乙
  总 = 甲 - 乙 <可选>
"""
CHECKS = """\
@格式 自拟
@表式 表 <小数 1>
列
  一
  二
  话 <文本>
  日 <日期>
行
  甲
  乙
校验
  {}
@表式 空 <计数>
列
  一
"""
HEAD = "格式: own.form\n\n@表 表\n"
PLAIN = "@简表 表\n项目 | 一 | 二 | 合计\n甲 | 1 | 2 | {}\n乙 | 3 | 4 | {}\n合计 | {} | {} | {}\n"
ROWS = "甲 | 2 | 1 | | \n乙 | 3 | 3 | |\n总 | | | |\n"
FIRST = "甲 | 1.0 | 2.0 | 文 | 2024-01-02\n乙 | 3.0 | 4.5 | 字 | 2024-01-03\n"

REPORTS: dict[str, tuple[str, str]] = {
    "wrong total and rate": (
        FORM,
        HEAD + "甲 | 1 | 2 | 4 | 50%\n乙 | 1 | 2 | = | =\n总 | = | = | = | 25%\n",
    ),
    "all computed": (FORM, HEAD + ROWS),
    "stated with a remark": (
        FORM,
        HEAD + '甲 | 2 | 1 | 9 "九" | \n乙 | 3 | 3 | | 49%\n总 | | | |\n',
    ),
    "not stated and wrong": (
        FORM,
        HEAD + "甲 | 2 | 1 | 3 | 66.7\n乙 | 3 | 3 | 5 | 60.0\n总 | | | 9 |\n",
    ),
    "blank totals": (FORM, HEAD + "甲 | 2 | 1 | - | \n乙 | 3 | 3 | |\n总 | - | | |\n"),
    "blank totals of nothing": (
        FORM,
        HEAD + "甲 | 0 | - | - | - \n乙 | 0 | 0 | - | - \n总 | - | | |-\n",
    ),
    "blank rates": (FORM, HEAD + "甲 | 2 | 1 | | - \n乙 | 0 | 0 | | - \n总 | | | |\n"),
    "nothing to divide by": (
        FORM,
        HEAD + "甲 | 0 | 0 | | \n乙 | 0 | 0 | 0 | - \n总 | | | | 0%\n",
    ),
    "sums that disagree": (
        FORM,
        HEAD + "甲 | 2 | 1 | 3 | 66.7%\n乙 | 3 | 3 | 6 | 50.0%\n总 | 5 | - | | \n",
    ),
    "one wrong part": (FORM, HEAD + "甲 | 2 | 1 | 4 | \n乙 | 3 | 3 | 6 | \n总 | 5 | 4 | 10 | \n"),
    "cells of the author": (
        FORM,
        HEAD + "甲 | =乙.一 * 2 | 1 | | \n乙 | 3 | =甲.一 / 4 | |\n总 | =7 - 8 | | |\n",
    ),
    "cells of the author that the form computes": (
        FORM,
        HEAD + "甲 | 2 | 1 | =2 + 1 | =1 / 2 \n乙 | 3 | 3 | =一 + 一 + 1 | =1 / 0\n总 | | | |\n",
    ),
    "a condition in a cell": (
        FORM,
        HEAD + '甲 | =1 < 2 | 1 | | \n乙 | =若(1 < 2, "甲", 2) | 3 | |\n总 | | | |\n',
    ),
    "an unknown name in a cell": (
        FORM,
        HEAD + "甲 | =丙.一 | 1 | | \n乙 | 3 | 3 | |\n总 | | | |\n",
    ),
    "a circle": (FORM, HEAD + "甲 | =乙.一 | 1 | | \n乙 | =甲.一 | 3 | |\n总 | | | |\n"),
    "to come": (FORM, HEAD + "甲 | ? | 1 | | \n乙 | 3 | 3 | |\n总 | | | ? |\n"),
    "a bad cell": (FORM, HEAD + "甲 | 1O | 1 | | \n乙 | 3 | 1.5 | |\n总 | | | |\n"),
    "a row left out": (FORM, HEAD + "甲 | 2 | 1 | | \n总 | | | |\n@省略 乙\n"),
    "all rows left out": (FORM, HEAD + "总 | | | |\n@省略 甲\n@省略 乙\n"),
    "a sum that should not be": (
        FORM.replace("  总 = 合计\n", "  总 = 甲 + 乙 + 1\n"),
        HEAD + "甲 | 2 | 1 | | \n乙 | 3 | 3 | |\n总 | | | |\n",
    ),
    "decimals": (
        DECIMALS,
        HEAD
        + "甲 | 1.25 | -3 | 2.5 | 1.10 | = | = | 文 | 2024-01-02\n"
        + "乙 | 0.05 | 2 | 0.250 | 0.35 | -0.2 | 801% | - | -\n"
        + "总 | = | -5 | 2.2 | 0.75 | = | = | |\n",
    ),
    "decimals in a plain table": (
        "",
        "@简表 收支\n项目 | 数\n收入 | 3.5\n支出 | 2.25\n合计 | 6\n其中 | 0.0\n",
    ),
    "a plain table": ("", PLAIN.format("3", "8", "4", "6", "11")),
    "a plain table of the author's sums": (
        "",
        PLAIN.format("=合计左侧", "=7 - 1", "=合计上方", "", "-"),
    ),
    "a plain table with blanks": ("", PLAIN.format("-", "7", "-", "?", "=合计上方")),
    "counts that are none": (
        FORM.replace("<计数>", "<整数>"),
        HEAD + "甲 | -2 | 1 | | \n乙 | 3 | -3 | |\n总 | | | |\n",
    ),
    "checks of the author": (
        FORM,
        HEAD
        + ROWS
        + """
@校验 甲.一 = 乙.一
@校验 警告 甲.一 + 甲.二 < 乙.一 "少" 依据 "某令"
@校验 提示 甲.比 > 90%
@校验 甲.一 = 3 ± 0.5
@校验 甲.一 = 3 ± 1
@校验 甲.一 = 3 ± 1.000000001
@校验 合计 > 一
@校验 一 + 1
@校验 甲.一 > 5 且 甲.二 > 0
@校验 非 甲.一 > 5
@校验 若(甲.一 > 1, 甲.二, 2)
@校验 若(甲.一 > 1, 甲.二 > 1, 1 > 2)
@校验 甲.一 / (乙.一 - 乙.二) > 1
@校验 甲.一 = "文"
@校验 "文" = "字"
@校验 一 > 二 且 二 > 一
@校验 丙.一 = 1
@校验 总.合计 = 合计(甲) + 合计(乙)
@校验 甲.一 = 3%
@校验 1 = 2
@校验 甲.一 > 5 ± 9
@校验 甲.一 > 5 或 甲.二 > 2 ± 9
""",
    ),
    "checks of percentages": (
        FORM,
        HEAD + ROWS + "\n@校验 甲.比 = 乙.比\n@校验 66% = 甲.比\n@校验 甲.比 + 乙.比 = 1\n",
    ),
    "an empty table": (
        "@格式 自拟\n@表式 表\n列\n  一\n",
        "格式: own.form\n\n@表 表\n* | 3\n\n@校验 一 = 4\n",
    ),
}

CONDITIONS = {
    "room for an equation": "一 = 二 ± 1",
    "too little room": "一 = 二 ± 0.9",
    "room for a difference": "一 ≠ 二 ± 1",
    "less than": "二 < 一 ± 1",
    "not quite less than": "二 < 一 ± 0.9",
    "at most": "二 ≤ 一 ± 1.5",
    "more than": "一 > 二 ± 1.5",
    "not quite more than": "一 > 二 ± 1.4",
    "at least": "一 ≥ 二 ± 1",
    "room without a comparison": "一 > 二 且 甲.一 > 1 ± 1",
    "a text in place of a figure": "一 = 话",
    "days": "甲.日 > 乙.日",
    "texts": '甲.话 = "字"',
    "no condition": "一 + 二",
    "no condition by its result": "若(1 < 2, 一, 二)",
    "no cells": "1 = 2",
    "no cells and impossible": "1 / 0 = 2",
    "impossible": "一 / (一 - 一) = 2",
    "unknown": "丙 = 1",
    "too long a room": "一 = 二 ± 0.123456789",
    "of one cell": "甲.一 = 乙.一",
    "severity": "警告 甲.一 = 乙.一",
    "an extreme": "最大(甲) < 1",
    "rounded": "舍入(甲.一 / 3, 2) = 0.34",
    "a growth": "增长(乙.一, 甲.一) = 100%",
}


def compare(name: str, source: str, form: str) -> None:
    snapshot = SNAPSHOTS / f"{name}.txt".replace(" ", "-")
    found = "\n".join(everything(compiled(source, form))) + "\n"
    if "UPDATE_GOLDEN" in os.environ:
        snapshot.write_text(found, encoding="utf-8", newline="\n")
    assert found == snapshot.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report(name: str) -> None:
    form, source = REPORTS[name]
    compare(name, source, form)


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_of_a_form(name: str) -> None:
    form = CHECKS.format(CONDITIONS[name])
    compare(f"check {name}", HEAD + FIRST, form)


def test_a_table_without_figures_is_asked_at_its_name() -> None:
    compare(
        "check without cells here",
        HEAD + FIRST,
        CHECKS.format("1 = 2").replace("@表式 空", "校验\n  2 = 3\n@表式 空"),
    )


@pytest.mark.parametrize("steps", [0, 5, 12, 40])
def test_work_has_an_end(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    monkeypatch.setattr(evaluate, "MAX_STEPS", steps)
    form, source = REPORTS["one wrong part"]
    compare(f"{steps} steps", source, form)


@pytest.mark.parametrize("condition", ["1 = 合计(甲)", "(一 + 二) * 2 = 3", "1 = 一 * (二 + 1)"])
def test_a_condition_is_told_as_it_is_written(condition: str) -> None:
    made = compiled(HEAD + FIRST, CHECKS.format(condition))
    assert {e.expression.partition(" [")[0] for e in made.checked.report.equations} == {condition}


def test_a_column_without_figures_is_no_column_of_percentages() -> None:
    made = compiled("@简表 表\n项目 | 一 | 和\n甲 | 1 | =合计左侧\n乙 | 3 | -\n")
    assert "甲 | 1 | 1 |" in made.emit("pipe")
