"""Asterisks and brackets that mark nothing are published, in every output, and stay under fmt."""

import pytest
from markdown_it import MarkdownIt

from reportdsl import compile_text
from reportdsl.formatter import formatted

PLAIN = (
    "联系电话138****5678和身份证3201**********1234。",
    "3201******1234和3202******1235",
    "138***5678和139***1234",
    "注****册",
    "****",
    "** ** 甲",
    "[](https://x.y)空链接",
    "[ ](https://x.y)空链接",
    "[](javascript:x)",
)
MARKED = (
    ("**甲****乙**", "<p><strong>甲****乙</strong></p>"),
    (r"\***甲**\*", "<p>*<strong>甲</strong>*</p>"),
    ("** **甲**", "<p>** <strong>甲</strong></p>"),
    ("**{1}**", "<p><strong>1</strong></p>"),
    ("[**](#a)", '<p><a href="#a">**</a></p>'),
    (r"[\]](#a)", '<p><a href="#a">]</a></p>'),
)


def published(text: str, to: str = "cms") -> str:
    compilation = compile_text(text)
    assert not compilation.diagnostics
    return compilation.emit(to).rstrip("\n")


@pytest.mark.parametrize("text", PLAIN)
def test_marks_around_nothing_are_text(text: str):
    assert published(text) == f"<p>{text}</p>"
    assert published(text, "pipe") == text


@pytest.mark.parametrize("text", PLAIN)
def test_marks_around_nothing_come_back_out_of_markdown(text: str):
    *_, paragraph = MarkdownIt().parse(published(text, "md"))[:-1]
    assert [(t.type, t.content) for t in paragraph.children or ()] == [("text", text)]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_marks_around_something_are_marks(text: str, expected: str):
    assert published(text) == expected


@pytest.mark.parametrize("text", [*PLAIN, *(text for text, _ in MARKED)])
def test_marks_are_left_by_fmt(text: str):
    assert formatted(text).text == f"{text}\n"
