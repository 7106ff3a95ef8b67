"""A directive whose blank is forgotten or misplaced gets it; nothing that was typed is lost."""

import pytest

from reportdsl import compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.mending import applied

REPORT = "标题: 甲\n\n"


def found(line: str) -> Diagnostic:
    (first, *_) = compile_text(REPORT + line).diagnostics
    assert first.rule.code == "R201"
    return first


def mended(line: str) -> tuple[str, str]:
    """Return a line after its one fix, and how sure that is."""
    (fix,) = found(line).fixes
    text = applied((REPORT + line).encode(), fix.edits).decode()
    return text.removeprefix(REPORT), fix.applicability


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("@简表收费", "@简表 收费"),
        ("＠简表收费", "@简表 收费"),
        ("@校验1 = 2", "@校验 1 = 2"),
        ("@简表ＡＢ", "@简表 ＡＢ"),
        ("@table收费", "@table 收费"),
        ("@table2020", "@table 2020"),
        ("@简表收费：甲", "@简表 收费：甲"),
        ("@ 表 甲", "@表 甲"),
        ("@　表　甲", "@表　甲"),
    ],
)
def test_the_blank_is_put_where_it_belongs(line: str, expected: str):
    assert mended(line) == (expected, "safe")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("@表主动公开", "@表 主动公开"),
        ("@注意事项", "@注 意事项"),
        ("@标鉴 甲: 乙", "@标签 甲: 乙"),
    ],
)
def test_a_short_word_may_begin_another_word_or_be_one(line: str, expected: str):
    assert mended(line) == (expected, "suggested")


def test_a_word_near_several_may_be_any_of_them():
    (first, *_) = compile_text("@表格 甲").diagnostics
    assert not first.fixes
    assert "@表 格、@表式、@表" in first.hints[0].text("zh")


@pytest.mark.parametrize("line", ["@落款人", "@ 张三", "@张三"])
def test_nothing_is_deleted(line: str):
    assert not found(line).fixes


def test_what_is_between_the_mark_and_the_word_is_shown():
    assert "“@ 表”" in found("@ 表 甲").message("zh")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("@注：文", '<p style="text-align:left">文</p>'),
        ("@注:文", '<p style="text-align:left">文</p>'),
        ("@注 ：文", '<p style="text-align:left">：文</p>'),
        ("@校验：1 = 1", ""),
    ],
)
def test_a_colon_behind_the_word_belongs_to_it(line: str, expected: str):
    compilation = compile_text(line)
    assert not compilation.diagnostics
    assert compilation.emit("cms").rstrip() == expected


def test_the_longest_word_is_meant():
    (first, *_) = compile_text("@表式收费").diagnostics
    assert first.fixes[0].edits[0].text == "@表式 收费"
