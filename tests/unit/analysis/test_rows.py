"""Rows: what each lacks or has too much of is told in one run; the head may have a label."""

from reportdsl import MemoryWorld, compile_text

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
