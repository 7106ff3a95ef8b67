"""The fragment is bare markup, off which trafilatura reads the pipe text."""

import html
import re
import unicodedata

import pytest
import trafilatura
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportdsl.emit import cms, pipes
from reportdsl.emit.emitter import Options
from reportdsl.publish.publication import Block, Paragraph, ParagraphRole, Publication, Run, Section
from tests.unit.emit.samples import (
    FILLER,
    C,
    D,
    K,
    R,
    banded_table,
    grid,
    line,
    merged_table,
    plain_table,
    report,
    section,
    table,
    unnamed_row_table,
)


def fragment(*blocks: Section | Block | str) -> str:
    return cms.emit(report(*blocks), Options()).text


def read_by_trafilatura(publication: Publication) -> str:
    page = f"<html><body><article>{cms.emit(publication, Options()).text}</article></body></html>"
    text = trafilatura.extract(page, include_tables=True) or ""
    return unicodedata.normalize("NFKC", text)


def test_paragraphs_and_headings():
    assert fragment(
        line("a & b < c", Run("粗", bold=True), Run("网", href="http://a.b/?c&d")),
        line("  "),
        section(
            "一、总体情况",
            line("注", role=ParagraphRole.NOTE),
            line("某局", role=ParagraphRole.SIGNATURE),
        ),
        section(""),
    ) == (
        '<p>a &amp; b &lt; c<strong>粗</strong><a href="http://a.b/?c&amp;d">网</a></p>'
        "<p>一、总体情况</p>"
        '<p style="text-align:left">注</p>'
        '<p style="text-align:right">某局</p>\n'
    )


def test_a_link_with_an_unsafe_target_is_text():
    link = Run("点", bold=True, href="javascript:alert(1)")
    assert fragment(line(link)) == "<p><strong>点</strong></p>\n"


def test_a_table_has_merged_cells_and_no_white_space_between_tags():
    table_text = fragment(merged_table())
    assert table_text.startswith("<table ")
    assert (
        '<td colspan="2" rowspan="2"><p>办理情况</p></td><td colspan="2"><p>申请人</p></td>'
        in table_text
    )
    assert '<td rowspan="2"><p>办理</p></td>' in table_text
    assert "<td><p></p></td>" in table_text
    assert not re.search(r">\s+<", table_text)
    assert fragment(table(grid("t"))) == "\n"


HOSTILE = [
    "& < > \" ' \\ \\| 😀 𠮷 **x** # y",
    "- a",
    "1. b",
    "> c `d` ~~e~~ [f](g)",
    "<script>alert(1)</script> </td></table>",
    "a | b",
    "（１）￥：， ｶﾞ ﬁ ㈱ e\u0301",
    "\u3000\u3000张\u3000三\xa0 b",
    "0",
    "。",
]
LONG = "这里还有许多别的内容,不止这些,所以它不会被当成导航。"


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(HOSTILE, id="hostile"),
        pytest.param(
            [line("前", Run("粗", bold=True), "后"), line(Run("全粗", bold=True))], id="bold"
        ),
        pytest.param(
            [line(Run("一是", bold=True), "重视。"), line("a ", Run(" b ", bold=True), " c")],
            id="bold at the edge",
        ),
        pytest.param([line("详见", Run("网站", href="http://a.b/c"), "。" + LONG)], id="link"),
        pytest.param(
            [line("详见", Run("网站", bold=True, href="http://a.b/c"), "。" + LONG)], id="bold link"
        ),
        pytest.param([LONG, LONG], id="the same paragraph twice"),
        pytest.param(
            [merged_table(), line("注:单位为件。", role=ParagraphRole.NOTE)], id="merged, note"
        ),
        pytest.param([banded_table(), banded_table()], id="bands"),
        pytest.param([unnamed_row_table()], id="unnamed row"),
        pytest.param([plain_table(["a", ""], ["", ""], ["b", ""], ["c", "1"])], id="empty cells"),
        pytest.param([plain_table(["a", "b"], ["c", ""], ["", ""])], id="empty last row"),
        pytest.param([plain_table(["", ""])], id="nothing but empty cells"),
        pytest.param([table(grid("t", [(C, "b")], [(D, "1")], [(D, "2")]))], id="one column"),
        pytest.param(
            [table(grid("t", [(C, str(n)) for n in range(1100)], [(D, "x")], [(D, "y")]))],
            id="1100 columns",
        ),
        pytest.param([plain_table(HOSTILE, HOSTILE)], id="hostile cells"),
        pytest.param(
            [
                table(
                    grid(
                        "t",
                        [(K, "角", 1, 2), (C, "组", 2)],
                        [(C, "甲"), (C, "乙")],
                        [(R, "一"), (D, ""), (D, "4")],
                    )
                )
            ],
            id="padding behind",
        ),
        pytest.param(
            [
                line("某局", role=ParagraphRole.SIGNATURE),
                line("2025年1月20日", role=ParagraphRole.SIGNATURE),
            ],
            id="signature",
        ),
    ],
)
@pytest.mark.parametrize("after", [(), (section("二、其他", "无。"),)], ids=["last", "not last"])
def test_trafilatura_reads_the_pipe_text(blocks, after):
    publication = report(FILLER, section("一、情况", *blocks), *after)
    assert read_by_trafilatura(publication) == pipes.emit(publication, Options()).text


BUTTONS = re.compile(
    r"\W*(Drucken|E-?Mail|Facebook|Flipboard|Google|Instagram|Linkedin|Mail|PDF|Pinterest|Pocket|"
    r"Print|QQ|Reddit|Twitter|WeChat|WeiBo|Whatsapp|Xing|Mehr zum Thema:?|More on this.{,8}$)$",
    re.IGNORECASE,
)


def survives(text: str) -> bool:
    """Say whether trafilatura reads a text as it stands, by the limits that cms.py tells."""
    return (
        html.unescape(text) == text
        and "\u2424" not in text
        and all(char.isprintable() or char.isspace() for char in text)
        and not BUTTONS.match(text)
    )


texts = (
    st.text(st.characters(exclude_categories=["C"]), max_size=12)
    | st.text("ab一、*_[]()<>&;\"'\\|#-+1. \u3000\xa0`~!（｜¨𠮷😀ﷺ", max_size=12)
).filter(survives)
paragraphs = st.builds(
    lambda runs, role: line(*runs, role=role),
    st.lists(st.builds(Run, texts, st.booleans()), max_size=4),
    st.sampled_from(ParagraphRole),
)
rows = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=5)
)
blocks = st.lists(paragraphs | rows.map(lambda rows: plain_table(*rows)), max_size=4)


@settings(max_examples=100, deadline=None)
@given(blocks, texts, blocks)
def test_trafilatura_reads_the_pipe_text_of_anything_printable(before, title, behind):
    publication = report(FILLER, *before, section(title, *behind))
    lines = [
        "".join(run.text for run in block.runs)
        for each in publication.sections
        for block in each.blocks
        if isinstance(block, Paragraph)
    ]
    assume(all(map(survives, lines)))
    assert read_by_trafilatura(publication) == pipes.emit(publication, Options()).text
