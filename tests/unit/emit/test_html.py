"""The page is complete, harmless, valid and accessible."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reportdsl.emit.emitter import Options
from reportdsl.emit.html import emit
from reportdsl.publish.publication import ParagraphRole, Publication, Run
from tests.records import replace
from tests.unit.emit.samples import (
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
)

DRAFT = Options(draft=True)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(publication: Publication, options: Options | None = None) -> LexborHTMLParser:
    return LexborHTMLParser(emit(publication, options or Options()).text)


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in tree.css(selector)]


def only(tree: LexborHTMLParser, selector: str) -> LexborNode:
    (node,) = tree.css(selector)
    return node


def attributes(tree: LexborHTMLParser, selector: str) -> dict[str, str | None]:
    return dict(only(tree, selector).attributes)


FULL = report(
    line("见", Run("附件", bold=True), "和", Run("网站", href="http://a.b/?c&d"), "。"),
    section(
        "一、情况",
        banded_table(),
        merged_table(),
        line("注:件。", role=ParagraphRole.NOTE),
        anchor="s1",
    ),
    section(
        "(一)细目",
        plain_table(["项", "数", "说明"], ["甲", "1", "无"], caption="整改"),
        level=2,
        anchor="s2",
    ),
    section("", line("某局", role=ParagraphRole.SIGNATURE), anchor="s3"),
)


def test_the_page_stands_alone():
    text = emit(FULL, Options()).text
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')
    tree = page(FULL)
    policy = attributes(tree, "meta[http-equiv]")
    assert policy == {"http-equiv": "Content-Security-Policy", "content": POLICY}
    assert (
        attributes(tree, "meta[name=viewport]")["content"] == "width=device-width, initial-scale=1"
    )
    assert not tree.css("script, link, img, iframe, object, base, [src], [style]")
    assert not re.search(r"url\(|@import", only(tree, "style").text())
    assert text.count("@page") == 1


def test_title_and_headings():
    tree = page(FULL)
    assert texts(tree, "title") == texts(tree, "h1") == ["某镇年度报告"]
    assert [(node.tag, node.id, node.text()) for node in tree.css("h2, h3, h4")] == [
        ("h2", "s1", "一、情况"),
        ("h3", "s2", "(一)细目"),
    ]


def test_a_page_has_a_name_though_the_report_has_no_title():
    tree = page(report(title=" "))
    assert texts(tree, "title") == ["某镇人民政府"]
    assert not tree.css("h1")
    unnamed = Publication("", "", None, "", "en", (section("第一"),))
    assert texts(page(unnamed), "title") == ["第一"]
    assert texts(page(Publication("", "", None, "", "en", ())), "title") == ["reportdsl"]


def test_prose():
    tree = page(FULL)
    assert only(tree, "main > p:first-of-type").html == (
        '<p>见<strong>附件</strong>和<a href="http://a.b/?c&amp;d">网站</a>。</p>'
    )
    assert texts(tree, "p.note") == ["注:件。"]
    assert texts(tree, "p.signature") == ["某局"]


def test_what_is_empty_is_not_written():
    assert not page(report("  ", line(), table(grid("t")))).css("p, table, section")


def test_a_table_without_a_caption_is_named_for_those_who_hear_it():
    tree = page(report(merged_table(), plain_table(["甲", "乙"], caption="整改"), merged_table()))
    labels = ["申请", "整改", "申请 (2)"]
    assert texts(tree, "caption") == labels
    assert texts(tree, "caption.spoken") == ["申请", "申请 (2)"]
    assert [node.attributes["aria-label"] for node in tree.css("section[tabindex='0']")] == labels


def test_a_table_without_a_name_is_called_a_table():
    nameless = replace(merged_table(), name="")
    assert texts(page(report(nameless)), "caption.spoken") == ["表格"]
    assert texts(page(report(nameless, language="en")), "caption.spoken") == ["Table"]


def test_heads_scopes_and_spans():
    tree = page(report(merged_table()))
    corner = only(tree, "thead tr:first-child th:first-child")
    assert dict(corner.attributes) == {
        "scope": "col",
        "id": "merged-h1",
        "colspan": "2",
        "rowspan": "2",
    }
    assert texts(tree, "tbody th[rowspan='2']") == ["办理"]
    assert len(tree.css("thead tr")) == 2
    assert len(tree.css("tbody tr")) == 3
    figure = only(tree, "tbody tr:first-child td:nth-of-type(2)")
    assert figure.attributes == {"headers": "merged-h6 merged-h2 merged-h5", "class": "figure"}


def test_bands_are_bodies_with_their_title_as_head():
    tree = page(report(banded_table()))
    assert not tree.css("thead")
    assert texts(tree, "tbody > tr:first-child > th[scope=rowgroup][colspan='3']") == [
        "第(一)项",
        "第(五)项",
    ]


def test_ids_are_unique_and_headers_point_at_heads():
    tree = page(FULL)
    ids = [node.id for node in tree.css("[id]")]
    assert len(ids) == len({*ids})
    heads = {node.id for node in tree.css("th")}
    cells = tree.css("td[headers]")
    assert len(cells) > 10
    assert all({*(cell.attributes["headers"] or "").split()} <= heads for cell in cells)


def test_empty_cells_are_kept_and_empty_heads_are_none():
    tree = page(report(table(grid("t", [(K, ""), (C, "b")], [(R, "c"), (D, "")]))))
    assert [(node.tag, node.text()) for node in tree.css("tr > *")] == [
        ("td", ""),
        ("th", "b"),
        ("th", "c"),
        ("td", ""),
    ]


@pytest.mark.parametrize(
    ("columns", "size"), [(6, "narrow"), (7, "wide"), (16, "wider"), (17, "widest")]
)
def test_the_style_knows_how_wide_a_table_is(columns, size):
    wide = plain_table([str(n) for n in range(columns)], *([str(n)] for n in range(45)))
    assert attributes(page(report(wide)), "table")["class"] == f"{size} plain long"


@pytest.mark.parametrize(
    ("figures", "amounts"),
    [
        (["1.50", "2"], False),
        (["1.50", "-0.20", "2"], True),
        (["6.3%", "", "1.00"], True),
        (["1", "2"], False),
        (["", ""], False),
    ],
)
def test_figures_of_which_most_have_decimals_stand_point_under_point(figures, amounts):
    layout = grid("t", [(C, "数")], *([(D, text)] for text in figures))
    shown = attributes(page(report(table(layout))), "table")["class"] or ""
    assert ("amounts" in shown.split()) == amounts


def test_words_with_a_point_are_no_amounts():
    layout = grid("t", [(C, "文")], [(D, "甲.乙")], [(D, "丙.丁")])
    assert attributes(page(report(table(layout))), "table") == {"class": "narrow"}


def test_a_plain_table_without_a_name_is_plain():
    nameless = replace(plain_table(["甲", "乙"], ["丙", "1"], caption=None), name="")
    assert attributes(page(report(nameless)), "table") == {"class": "narrow plain"}
    assert attributes(page(report(merged_table())), "table") == {"class": "narrow"}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("某镇2024年政府信息公开工作年度报告", "某镇<wbr>2024年<wbr>政府信息公开工作年度报告"),
        ("某局2024年度报告", "某局<wbr>2024年度<wbr>报告"),
        ("2024年报告", "2024年<wbr>报告"),
        ("报告2024年", "报告<wbr>2024年"),
        ("Report of 2024", "Report of 2024"),
        ("<b>2024年", "&lt;b&gt;<wbr>2024年"),
    ],
)
def test_a_long_title_goes_on_at_its_year(title, shown):
    text = emit(report(title=title), Options()).text
    assert f"<h1>{shown}</h1>" in text
    assert texts(page(report(title=title)), "h1") == [title]


def test_every_class_and_colour_of_the_page_is_in_its_style():
    style = only(page(FULL), "style").text()
    used = re.findall(r"var\((--[a-z-]+)\)", style)
    assert {*used} == {*re.findall(r"(--[a-z-]+):", style)}
    shown = emit(failing("1.5"), DRAFT).text.split("</style>")[1] + emit(FULL, Options()).text
    classes = {name for names in re.findall(r' class="([^"]+)"', shown) for name in names.split()}
    assert len(classes) >= 9
    assert [name for name in classes if f".{name}" not in style] == []


def failing(text: str, language: str = "zh-CN") -> Publication:
    layout = grid(
        "t",
        [(K, "角"), (C, "数"), (C, "文")],
        [(R, "甲"), (D, text), (D, "无")],
        failed=[text, "无"],
    )
    return report(table(layout), language=language)


def test_only_a_draft_marks_failed_cells():
    tree = page(failing("12"), DRAFT)
    assert [node.text() for node in tree.css(".failed")] == ["12（未通过核对）", "无（未通过核对）"]
    assert only(tree, ".figure.failed > .unseen").text() == "（未通过核对）"
    assert only(tree, "main > p.draft > strong").text() == "草稿"
    body = only(page(failing("12")), "body").html or ""
    assert not re.search("fail|draft|unseen|草稿|未通过", body)


def test_a_publication_that_is_a_draft_cannot_lose_its_mark():
    assert page(Publication("甲", "", None, "", "zh", (), draft=True)).css("p.draft")


def test_a_draft_in_english():
    tree = page(failing("12", language="en-GB"), DRAFT)
    assert only(tree, "p.draft > strong").text() == "Draft"
    assert "check" in only(tree, ".figure > .unseen").text()
    assert attributes(tree, "html") == {"lang": "en-GB"}


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style><script>alert(1)</script>",
    "</td></tr></table><iframe src=//a.b>",
    "{{ 7*7 }}{% raw %}{# #}",
    "<!--",
    "]]>&lt;b&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    blocks = (
        line(text, Run(text, bold=True)),
        plain_table([text, text], [text, text], caption=text),
    )
    publication = Publication(text, text, None, "", "zh", (section(text, *blocks, anchor=text),))
    tree = page(publication, DRAFT)
    assert not tree.css("script, img, iframe, [onerror], [onmouseover]")
    assert texts(tree, "title") == texts(tree, "h1") == texts(tree, "h2") == [text]
    assert texts(tree, "p:not(.draft)") == [text * 2]
    assert texts(tree, "th, td") == [text] * 4
    assert texts(tree, "caption") == [text]
    assert attributes(tree, "h2") == {"id": text}
    assert attributes(tree, "section")["aria-label"] == text


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//a.b", "file:///a"])
def test_unsafe_targets_are_dropped(href):
    tree = page(report(line(Run("点", href=href))))
    assert texts(tree, "p") == ["点"]
    assert not tree.css("a")


printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10)


@settings(deadline=None)
@given(st.lists(st.lists(printable, min_size=2, max_size=2), min_size=1, max_size=4))
def test_every_cell_reads_as_it_was_published(rows):
    tree = page(report(plain_table(*rows)))
    assert texts(tree, "th, td") == [text for row in rows for text in row]
