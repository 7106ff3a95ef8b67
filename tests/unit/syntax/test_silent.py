"""What has no effect where it is written is told, and not published or passed over."""

import pytest

from reportdsl import MemoryWorld, compile_text

FORM = """@格式 甲
@章 一、甲
@表式 t
列
  数 <选项 a|b>
正文
  "共{数}件" = t.数
"""


def told(text: str, name: str = "甲.form") -> list[str]:
    made = compile_text(text, name=name, world=MemoryWorld({}))
    return [f"{d.rule.code} {d.message('zh')}" for d in made.diagnostics]


@pytest.mark.parametrize("braces", ["{年度}", "｛年度｝", "{年度 - 1}", "{机关}"])
def test_a_field_in_a_title_is_not_put_in(braces: str):
    (line,) = told(f"标题: 某镇{braces}年报告\n机关: 甲\n年度: 2024\n\n正文\n", "r.report")
    assert line.startswith("R216")


@pytest.mark.parametrize("title", ["某镇{一}", r"某镇\{年度\}", "某镇{"])
def test_other_braces_in_a_title_are_text(title: str):
    assert told(f"标题: {title}\n\n正文\n", "r.report") == []


def test_a_form_as_it_should_be():
    assert told(FORM) == []


def test_a_section_that_stands_twice():
    (line,) = told(FORM.replace("@章 一、甲\n", "@章 一、甲\n@章 一、 甲\n"))
    assert line.startswith("R203")
    assert "两次" in line


def test_a_choice_that_stands_twice():
    (line,) = told(FORM.replace("a|b", "a|b|a"))
    assert line.startswith("R706")
    assert "两次" in line


@pytest.mark.parametrize("condition", ["t.数 > 3", "(t.数 = 3)", "非 t.数", "t.数 > 3 且 t.数 < 5"])
def test_a_sentence_that_asks_for_no_figure(condition: str):
    (line,) = told(FORM.replace("= t.数", f"= {condition}"))
    assert line.startswith("R214")
    assert "条件" in line
