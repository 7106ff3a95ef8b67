"""What a merge has left to be decided is told once, and the rest is read on."""

import pytest

from reportdsl.compiler import compile_text
from reportdsl.formatter import formatted

CONFLICT = "<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"
TABLE = "@简表 信访\n     | 来信 | 来访\n一月 |    1 |    2\n"


def codes(text: str) -> list[tuple[str, int]]:
    return [
        (d.rule.code, text.count("\n", 0, d.span.start) + 1) for d in compile_text(text).diagnostics
    ]


def test_a_conflict_in_a_table():
    text = (
        TABLE
        + CONFLICT.format(ours="二月 | 1 | 2\n", theirs="二月 | 1 | x\n二月 | 3\n")
        + "三月 | 1 | 2\n"
    )
    assert codes(text) == [("R221", 4)]
    table = compile_text(text).checked.report.tables[0]
    assert [row.key for row in table.bands[0].rows.leaves] == ["一月", "二月", "三月"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("标题: a\n" + CONFLICT.format(ours="年度: 2023\n", theirs="年度: x\n") + "机关: b\n", [2]),
        ("<<<<<<< a\n甲\n||||||| base\n{坏\n=======\n{坏\n>>>>>>> b\n乙\n", [1]),
        ("<<<<<<<<<<< a\n甲\n===========\n{坏\n>>>>>>>>>>> b\n", [1]),
        ("<<<<<<<\n甲\n=======\n{坏\n>>>>>>>\n", [1]),
        (CONFLICT.format(ours="甲\n", theirs="乙\n") * 3, [1, 6, 11]),
        ("甲\n=======\n乙\n", [2]),
        ("甲\n>>>>>>> theirs\n乙\n", [2]),
        ("<<<<<<< ours\n甲\n", [1]),
        ("<<<<<<< ours\n甲\n=======\n乙\n", [1]),
        ("<<<<<<< ours\n甲\n<<<<<<< ours\n乙\n=======\n{坏\n>>>>>>> theirs\n", [1, 3]),
    ],
)
def test_each_conflict_is_told_once(text, lines):
    assert codes(text) == [("R221", line) for line in lines]


def test_what_follows_a_conflict_without_end_is_read():
    made = compile_text("<<<<<<< ours\n甲\n=======\n# 乙\n\n丙\n")
    assert len(made.checked.report.blocks) == 3


@pytest.mark.parametrize(
    "text",
    [
        "甲\n======= 乙\n",
        "甲\n<<<<<<\n",
        "<<<<<<<甲>>>>>>>\n",
        "@简表 a\n | x |||||||| y\n",
        "甲 <<<<<<< 乙\n",
        "========甲\n",
    ],
)
def test_what_is_no_mark(text):
    assert "R221" not in {code for code, _ in codes(text)}


def test_a_source_with_a_conflict_is_not_laid_out():
    text = TABLE + CONFLICT.format(ours="二月|1|2\n", theirs="二月|1|3\n")
    made = formatted(text)
    assert made.text == text
    assert [d.rule.code for d in made.diagnostics] == ["R221"]
