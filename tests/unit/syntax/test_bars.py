"""A row whose bars only look like bars, or that has none, is told of at its place."""

import pytest

from reportdsl import MemoryWorld, compile_text
from reportdsl.mending import applied

FORM = """@格式 甲
@表式 收支 <计数>
列
  一
  二
行
  收入
  支出
"""


def told(text: str) -> list[tuple[str, int]]:
    """Return the codes of the errors of a report with the lines that they stand at."""
    compilation = compile_text(text, world=MemoryWorld({"甲.form": FORM}))
    return [(d.rule.code, text.count("\n", 0, d.span.start) + 1) for d in compilation.diagnostics]


def mended(text: str) -> str:
    compilation = compile_text(text, world=MemoryWorld({"甲.form": FORM}))
    (finding,) = compilation.diagnostics
    (fix,) = finding.fixes
    return applied(text.encode(), fix.edits).decode()


@pytest.mark.parametrize("bar", "│丨∣¦︱┃￨")
def test_a_look_alike_of_the_bar_is_told(bar: str):
    text = f"格式: 甲.form\n\n@表 收支\n收入 {bar} 1 {bar} 2\n支出{bar}3{bar}4\n"
    assert told(text) == [("R210", 4)]
    assert mended(text) == text.replace(bar, "|")
    (finding,) = compile_text(text, world=MemoryWorld({"甲.form": FORM})).diagnostics
    assert f"“{bar}”" in finding.hints[0].text("zh")


@pytest.mark.parametrize("bar", "│丨")
def test_it_is_told_among_the_rows_of_a_plain_table(bar: str):
    assert told(f"@简表 甲\n {bar} 数\n甲 {bar} 1\n合计 {bar} 1\n") == [("R210", 2)]
    assert told(f"@简表 甲\n | 数\n甲 | 1\n乙 {bar} =1+1\n合计 | 3\n") == [("R210", 4)]
    assert told(f"@简表 甲\n | 数\n甲 | 1\n乙 {bar} 2\n\n正文\n") == [("R210", 4)]
    assert told(f"@简表 甲\n | 数\n甲 | 1\n\n乙 {bar} 2\n丙 | 3\n") == [("R210", 5)]


@pytest.mark.parametrize(
    "line", ["来源丨统计年鉴", "来源丨2024年统计年鉴", "\n甲 │ 乙", "甲¦乙", "@注 甲 │ 1"]
)
def test_such_a_character_in_a_text_below_is_text(line: str):
    assert not told(f"@简表 甲\n | 数\n甲 | 1\n{line}\n")


@pytest.mark.parametrize("row", ["支出 3 4", "支出　3　4", "支出: 3 4"])
def test_a_row_of_the_form_without_any_bar_is_told(row: str):
    text = f"格式: 甲.form\n\n@表 收支\n收入 | 1 | 2\n{row}\n"
    assert told(text) == [("R210", 5)]
    assert mended(text).endswith("\n支出 | 3 | 4\n")


def test_all_rows_of_the_form_without_any_bar_are_told():
    text = "格式: 甲.form\n\n@表 收支\n收入 1 2\n支出 3 4\n"
    assert told(text) == [("R210", 4), ("R210", 5)]


@pytest.mark.parametrize("line", ["收入 1 2", "支出若干。", "全年 3 4", "支出 3 万元"])
def test_a_line_below_that_is_no_row_left_out_is_text(line: str):
    rows = "收入 | 1 | 2\n" + ("支出 | 3 | 4\n" if line.startswith("收入") else "")
    found = told(f"格式: 甲.form\n\n@表 收支\n{rows}{line}\n")
    assert "R210" not in [code for code, _ in found]
