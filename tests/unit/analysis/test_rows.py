"""Rows: what each lacks or has too much of is told in one run; the head may have a label."""

from reportdsl import MemoryWorld, compile_text
from reportdsl.mending import applied

FORM = """@格式 甲
@表式 t <计数>
列
  项目 <行名>
  一
  二
行
  甲
  乙
  丙
"""


def told(rows: str, form: str = FORM) -> list[tuple[str, int]]:
    """Return the codes of the errors of a table with the lines that they stand at."""
    text = f"格式: 甲.form\n\n@表 t\n{rows}"
    compilation = compile_text(text, world=MemoryWorld({"甲.form": form}))
    return [(d.rule.code, text.count("\n", 0, d.span.start) + 1) for d in compilation.diagnostics]


def test_a_row_with_too_many_cells_does_not_hide_what_others_lack():
    assert told("甲 | 1 | 2\n乙 | 1\n丙 | 1 | 2 | 3\n") == [("R405", 5), ("R404", 6)]


def test_a_row_with_too_many_cells_lacks_none():
    assert told("甲 | 1 | 2\n其余 | 0\n丙 | 1 | 2 | 3\n") == [("R404", 6)]


def test_a_head_with_the_label_that_the_form_has_over_its_rows():
    rows = "项目 | 二 | 一\n甲 | 1 | 2\n乙 | 1 | 2\n丙 | 3 | 4\n"
    assert told(rows) == [("R301", 4)]
    assert told(rows.replace("项目", "")) == []
    text = f"格式: 甲.form\n\n@表 t\n{rows}"
    (finding,) = compile_text(text, world=MemoryWorld({"甲.form": FORM})).diagnostics
    (fix,) = finding.fixes
    assert told(applied(text.encode(), fix.edits).decode().split("\n", 3)[3]) == []


def test_a_head_with_a_label_over_rows_of_the_author():
    form = FORM.replace("行\n  甲\n  乙\n  丙\n", "行 *\n")
    assert told("项目 | 二 | 一\n甲 | 1 | 2\n", form) == [("R301", 4)]


def test_a_row_that_is_called_like_the_label_over_the_rows_is_a_row():
    form = FORM.replace("  甲\n  乙\n  丙\n", "  项目\n")
    assert told("项目 | 1 | 2\n", form) == []


def test_a_first_row_with_figures_is_no_head():
    assert told("项目 | 1 | 2\n其余 | 0\n") == [("R301", 4)]
