"""What git compares has a line for each thing that a source says, in whatever way it says it."""

import pytest

from reportdsl.compiler import compile_text
from reportdsl.git.semantic import semantic

TEXT = """标题: 年报
年度: 2024

# 一、总体

本年收到12件。办结11件。

@简表 申请
// 来自台账
     | 自然人 | 总计
新收 |      3 | =
结转 |      2 | 2
@标签 新收: 今年

@校验 新收.自然人 > 结转.自然人
@落款
"""


def lines(text: str) -> list[str]:
    return semantic(compile_text(text)).splitlines()


def test_a_report():
    text = TEXT.replace("3 | =", "3 | 3")
    assert lines(text) == [
        "标题: 年报",
        "年度: 2024",
        "# 一、总体",
        "本年收到12件。",
        "办结11件。",
        "申请 / 新收 / 自然人: 3",
        "申请 / 新收 / 总计: 3",
        "申请 / 结转 / 自然人: 2",
        "申请 / 结转 / 总计: 2",
        "@落款",
        "// 来自台账",
        "@标签 新收: 今年",
        "@校验 新收.自然人 > 结转.自然人",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 | =", "4 | ="),
        ("// 来自台账", "// 来自别处"),
        ("今年", "本年"),
        ("> 结转", "≥ 结转"),
        ("办结11", "办结10"),
        ("@落款\n", ""),
        ("# 一", "## 一"),
        ("2024", "2025"),
    ],
)
def test_no_change_goes_unseen(old, new):
    assert lines(TEXT) != lines(TEXT.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "格式: 无.form\n\n@表 甲\n | 一 | 二\n乙 | 1 | 2\n",
        "格式: 政府信息公开-2021\n\n@表 依申请公开\n | 自然人\n没有这行 | 1\n其余 | 0\n",
        "@简表 甲\n乙 | 1\n",
    ],
)
def test_figures_without_a_place_are_seen(text):
    assert lines(text) != lines(text.replace("| 1", "| 3"))


def test_a_form_is_its_source():
    form = "@格式 甲\n@章 一、乙\n"
    assert semantic(compile_text(form, name="a.form")) == form


def test_hidden_characters_are_shown():
    assert "\u202e" not in semantic(compile_text("甲\u202e乙\n"))
