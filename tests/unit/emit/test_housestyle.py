"""A house style sheet comes after the page's own, and cannot break out of its element."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from reportdsl.emit.emitter import Emitted, Options
from reportdsl.emit.html import emit, style_sheet
from tests.unit.emit.samples import banded_table, merged_table, plain_table, report, section

PAGE = report("甲", section("一", merged_table(), banded_table(), plain_table(["a"], ["b"])))


@pytest.fixture
def styled(tmp_path):
    def build(text: str | bytes) -> Emitted:
        path = tmp_path / "house.css"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return emit(PAGE, Options(css=str(path)))

    return build


def codes(emitted: Emitted) -> list[str]:
    return [finding.rule.code for finding in emitted.diagnostics]


def marked(emitted: Emitted) -> list[str]:
    """Return the texts that the findings point at."""
    (source,) = emitted.sources
    return [source.text[d.span.start : d.span.end] for d in emitted.diagnostics]


def test_the_house_has_the_last_word(styled):
    emitted = styled("h1 { color: red }")
    (style,) = LexborHTMLParser(emitted.text).css("style")
    assert style.text() == f"\n{style_sheet()}h1 {{ color: red }}\n"
    assert emitted.text.replace("h1 { color: red }\n", "") == emit(PAGE, Options()).text
    assert emitted.diagnostics == ()


def test_no_style_sheet_leaves_its_element(styled):
    for text in (
        "</style>",
        "/* </STYLE */",
        '"</sTyLe\n>"',
        "a{}</style/><script>alert(1)</script>",
    ):
        emitted = styled(f"p {{}}\n{text}\n")
        assert codes(emitted) == ["R961"]
        assert emitted.text == ""
        assert [span.casefold() for span in marked(emitted)] == ["</style"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('@import "a.css";', ['@import "a.css"']),
        ("@IMPORT url(a.css) screen;", ["@IMPORT url(a.css)"]),
        ("p{background:url(https://a.b/c.png)}", ["url(https://a.b/c.png)"]),
        ("p{background:URL( 'c.png' )}", ["URL( 'c.png' )"]),
        ("p{background:url(a)} q{background:url(b)}", ["url(a)", "url(b)"]),
        ("p{background:url(data:image/gif;base64,AA==)}", []),
        ("p{mask:url(#a)}", []),
        ("@font-face{src:url(data:font/woff2;base64,AA==)}", ["url(data:font/woff2;base64,AA==)"]),
        ("@font-face{src:local(a)}", []),
        ("/* @import 'a'; url(b) */", []),
        ('p{content:"url(a) @import b"}', []),
        ("p{content:'\\'url(a)'}", []),
        ("@namespace url(http://www.w3.org/1999/xhtml);", []),
        ("p{background:url(unclosed", ["url(unclosed"]),
    ],
)  # fmt: skip
def test_what_a_page_will_not_load_is_told(styled, text, told):
    emitted = styled(text)
    assert marked(emitted) == told
    assert set(codes(emitted)) <= {"R962"}
    assert text in emitted.text


def test_a_long_address_is_shown_short(styled):
    (finding,) = styled(f"p{{background:url({'a' * 5000})}}").diagnostics
    assert len(finding.message("en")) < 200


def test_a_style_sheet_may_be_written_as_a_report_is(styled):
    assert "/* 红 */" in styled("/* 红 */\r\n".encode("gb18030")).text
    assert "\ufeff" not in styled("\ufeffp {}".encode()).text


@pytest.mark.parametrize("data", [b"\xff\xff\xff", b"p{}\0", b"\x81\x00"])
def test_what_is_no_text_is_no_style_sheet(styled, data):
    emitted = styled(data)
    assert (codes(emitted), emitted.text) == (["R960"], "")


def test_a_style_sheet_may_be_missing(tmp_path):
    emitted = emit(PAGE, Options(css=str(tmp_path / "none.css")))
    (finding,) = emitted.diagnostics
    assert finding.rule.code == "R960"
    assert "没有这个文件" in finding.message("zh")
    assert emitted.text == ""
