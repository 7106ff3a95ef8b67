"""A name that may mean several things is answered with names that mean one, or with the places."""

import pytest

from reportdsl import MemoryWorld, compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic

TWO = "@简表 t\n | 数\n甲 | 1\n@简表 u\n | 数\n甲 | 2\n"


def ambiguous(text: str, **files: str) -> tuple[Diagnostic, str]:
    """Return the finding R308 of a report, and its sentence with its hints."""
    compilation = compile_text(
        text, world=MemoryWorld({f"{k}.report": v for k, v in files.items()})
    )
    (finding,) = [d for d in compilation.diagnostics if d.rule.code == "R308"]
    return finding, "\n".join([finding.message("zh"), *(h.text("zh") for h in finding.help)])


@pytest.mark.parametrize("word", ["上年", "previous"])
def test_last_year_stays_last_year(word: str):
    last = f"标题: 去年\n年度: 2023\n\n{TWO}"
    _, said = ambiguous(f"年度: 2024\n上年: 去年.report\n\n{{{word}.甲.数}}\n", 去年=last)
    assert f"{word}.t.甲.数、{word}.u.甲.数" in said
    assert f"如“{word}.t.甲.数”" in said


def test_two_rows_of_one_name_are_called_rows():
    text = "@简表 a\n | 数 | 量\n甲 | 1 | 2\n甲 | 2 | 3\n{甲.数}\n"
    finding, said = ambiguous(text)
    assert "列" not in said
    assert "有几行都叫“甲”" in said
    assert [text.count("\n", 0, label.span.start) + 1 for label in finding.labels] == [3, 4]


def test_two_columns_of_one_name_are_called_columns():
    text = "@简表 a\n | 数 | 数\n甲 | 1 | 2\n{甲.数}\n"
    finding, said = ambiguous(text)
    assert "有几列都叫“数”" in said
    assert {text.count("\n", 0, label.span.start) + 1 for label in finding.labels} == {2}


def test_two_tables_of_one_name_are_called_tables():
    text = "@简表 a\n | 数\n甲 | 1\n@简表 a\n | 数\n甲 | 2\n{a.甲.数}\n"
    finding, said = ambiguous(text)
    assert "有几张表都叫“a”" in said
    assert [text.count("\n", 0, label.span.start) + 1 for label in finding.labels] == [1, 4]


def test_a_row_and_a_column_of_one_name_are_told_apart():
    _, said = ambiguous("@简表 a\n | 甲 | 乙\n甲 | 1 | 2\n{甲}\n")
    assert "行“a.甲”、列“a.甲”" in said
    assert "甲.甲" in said
