"""A section's heading is known by its numeral whatever mark stands behind that."""

import pytest

from reportdsl import MemoryWorld, compile_text

FORM = "@格式 甲\n@章 一、总体情况\n@章 二、主动公开情况\n"


def told(heading: str, form: str = FORM) -> list[str]:
    text = f"格式: 甲.form\n\n# {heading}\n甲\n"
    compilation = compile_text(text, world=MemoryWorld({"甲.form": form}))
    return [f"{d.rule.code} {d.message('zh')}" for d in compilation.diagnostics]


def is_missing(heading: str, title: str = "一、总体情况") -> bool:
    return any(line.startswith("R420") and title in line for line in told(heading))


@pytest.mark.parametrize(
    "heading",
    [
        "一.总体情况",
        "一．总体情况",
        "一，总体情况",
        "一:总体情况",
        "一：总体情况",
        "一 总体情况",
        "一　总体情况",
        "一）总体情况",
        "一）、总体情况",
        "一总体情况",
        "第一章 总体情况",
        "第一章总体情况",
        "第一部分：总体情况",
        "第1章 总体情况",
        "1）总体情况",
        "1 总体情况",
        "1总体情况",
        "㈠总体情况",
        "⒈总体情况",
        "⑴总体情况",
        "一·总体情况",
        "一.基本情况",
        "第一章 基本情况",
    ],
)
def test_another_mark_is_another_wording(heading: str):
    assert not is_missing(heading)
    assert "R423" in [line[:4] for line in told(heading)]


@pytest.mark.parametrize(
    "heading", ["一般情况", "1.5亿元总体情况", "2.总体情况", "2024年总体情况", "第二章 总体情况"]
)
def test_a_word_is_no_numeral(heading: str):
    assert is_missing(heading)


def test_a_title_without_numeral_may_begin_like_one():
    form = "@格式 甲\n@章 一周工作\n"
    assert told("一周工作", form) == []
    assert not is_missing("一、总体情况", "总体")


def test_another_mark_in_the_form_is_the_same():
    assert [line[:4] for line in told("一、总体情况", "@格式 甲\n@章 第一章 总体情况\n")] == [
        "R423"
    ]
