"""A CommonMark reader gets back every heading, paragraph, label and cell, and what is bold."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportdsl.emit.emitter import Options
from reportdsl.emit.markdown import emit
from reportdsl.emit.runs import one_line, tidy
from reportdsl.publish.publication import (
    Block,
    Head,
    Paragraph,
    ParagraphRole,
    Publication,
    PublishedBand,
    PublishedTable,
    Run,
    Section,
)
from tests.unit.emit.samples import (
    banded_table,
    grid,
    head,
    line,
    merged_table,
    plain_table,
    report,
    section,
    table,
    unnamed_row_table,
)

Piece = tuple[str, tuple[tuple[str, bool], ...]]
"""What a piece is, and its characters with whether each is bold."""

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def markdown(
    *blocks: Section | Block | str, options: Options | None = None, title: str = ""
) -> str:
    return emit(report(*blocks, title=title), options or Options()).text


def read(text: str) -> list[Piece]:
    tokens = READER.parse(text)
    known = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "inline"}
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= known
    return [
        (before.type.removesuffix("_open"), tuple(characters(token)))
        for before, token in pairwise(tokens)
        if token.type == "inline"
    ]


def characters(token: Token) -> Iterator[tuple[str, bool]]:
    bold = False
    for child in token.children or ():
        match child.type, child.content:
            case "text", text:
                yield from ((char, bold) for char in text)
            case ("strong_open", _) | ("html_inline", "<strong>"):
                bold = True
            case ("strong_close", _) | ("html_inline", "</strong>"):
                bold = False
            case other:
                assert other in {("link_open", ""), ("link_close", "")}


def expected(publication: Publication) -> list[Piece]:
    pieces = [styled("heading", Run(publication.title))]
    for each in publication.sections:
        pieces.append(styled("heading", *each.title))
        for block in each.blocks:
            if isinstance(block, Paragraph):
                pieces.append(styled("paragraph", *block.runs))
            else:
                pieces += of_table(block)
    return [piece for piece in pieces if piece[1] or piece[0] in {"th", "td"}]


def of_table(block: PublishedTable) -> Iterator[Piece]:
    yield styled("paragraph", Run(block.caption or "", bold=True))
    for band in block.bands:
        yield styled("paragraph", Run(band.title or "", bold=True))
        yield from (styled("th", Run(text)) for text in (band.stub, *map(path, band.columns)))
        for row, texts in zip(band.rows, band.cells, strict=True):
            yield from (styled("td", Run(text)) for text in (path(row), *texts))


def path(head: Head) -> str:
    return " / ".join(label for label in head.labels if label)


def styled(kind: str, *runs: Run) -> Piece:
    return kind, tuple((char, run.bold) for run in tidy(runs) for char in run.text)


def test_a_publication_in_markdown():
    text = markdown(
        "开头。",
        section(
            "一、情况",
            line("见", Run("附件", bold=True), "和", Run("网站", href="http://a.b"), "。"),
        ),
        section(
            "(一)细目",
            plain_table(["项", "数"], ["甲", "1"], caption="整改"),
            line("注:件。", role=ParagraphRole.NOTE),
            level=3,
        ),
        title="年报",
    )
    assert text == (
        "# 年报\n\n开头。\n\n## 一、情况\n\n见**附件**和[网站](http://a.b)。\n\n### (一)细目\n\n"
        "**整改**\n\n| 项 | 数 |\n| --- | --- |\n| 甲 | 1 |\n\n注:件。\n"
    )


def test_heads_and_labels_become_paths():
    assert markdown(merged_table()).split("\n")[:5] == [
        "| 办理情况 | 申请人 / 自然人 | 申请人 / 企业 | 总计 |",
        "| --- | --- | --- | --- |",
        "| 新收 | 3 | 1 | 4 |",
        "| 办理 / 予以公开 | 2 |  | 2 |",
        "| 办理 / 不予公开 | 0 | 1 | 1 |",
    ]


def test_each_band_is_a_table_under_its_title():
    assert markdown(banded_table()) == (
        "**第(一)项**\n\n| 内容 | 制发 | 有效 |\n| --- | --- | --- |\n| 规章 | 1 | 12 |\n\n"
        "**第(五)项**\n\n| 内容 | 处理 |\n| --- | --- |\n| 许可 | 157 |\n"
    )


def test_a_row_without_a_label_has_no_label_column():
    assert (
        markdown(unnamed_row_table()).split("\n")[0]
        == "| 复议 / 维持 | 复议 / 纠正 | 诉讼 / 维持 |"
    )


def test_a_table_without_columns_or_rows_is_not_written():
    bare = table(grid("t"), PublishedBand(None, "", (), (head(),), ((),)))
    assert markdown(bare, "后") == "后\n"
    assert markdown(bare, "后", options=Options(tables="html")) == "后\n"


def test_tables_as_html():
    text = markdown(banded_table(), "后", options=Options(tables="html"))
    assert text.startswith('<table><tr><th colspan="3">第(一)项</th></tr><tr><th>内容</th>')
    assert '<th>许可</th><td colspan="2">157</td></tr></table>\n\n后\n' in text


def test_an_html_table_is_one_block_whatever_its_cells_hold():
    hostile = plain_table(["<b>\n\n# x", "&amp;"], ["</table>", "\n\n"], caption="名")
    block = READER.parse(markdown(hostile, options=Options(tables="html")))
    assert [token.type for token in block if token.level == 0][-1] == "html_block"
    assert block[-1].content == (
        "<table><tr><th>&lt;b&gt; # x</th><th>&amp;amp;</th></tr>"
        "<tr><th>&lt;/table&gt;</th><td></td></tr></table>\n"
    )


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([Run("中"), Run("文", bold=True), Run("字")], "中**文**字"),
        ([Run("中"), Run("“文”", bold=True), Run("字")], "中<strong>“文”</strong>字"),
        ([Run("文。", bold=True)], "<strong>文。</strong>"),
        ([Run("a*", bold=True)], "<strong>a\\*</strong>"),
        (
            [Run("a", bold=True), Run("b", bold=True, href="#c"), Run("d", bold=True)],
            "**a[b](#c)d**",
        ),
        ([Run("b", bold=True, href="#c")], "<strong>[b](#c)</strong>"),
        ([Run("a!"), Run("b", href="http://a.b/(c)&d")], "a\\![b](<http://a.b/(c)\\&d>)"),
        ([Run("a"), Run("b", href="javascript:c")], "ab"),
        ([Run("a & b &c &#1 &")], "a & b \\&c \\&#1 \\&"),
        ([Run("见 http://a.b/_c 和 www.a.b")], "见 http\\://a.b/\\_c 和 www\\.a.b"),
        ([Run("1. a")], "1\\. a"),
        ([Run("12)")], "12\\)"),
        ([Run("1.a")], "1.a"),
        ([Run("- a")], "\\- a"),
        ([Run("-2")], "-2"),
        ([Run("---")], "\\---"),
        ([Run("+ a")], "\\+ a"),
        ([Run("# a")], "\\# a"),
        ([Run("\\|"), Run("`<>~")], "\\\\\\|\\`\\<\\>\\~"),
    ],
)
def test_a_paragraph_in_markdown(runs, text):
    assert markdown(line(*runs)) == f"{text}\n"


def test_a_heading_keeps_its_last_number_signs():
    assert (
        markdown(section("C #"), section("C#"), section("##")) == "## C \\#\n\n## C#\n\n## \\##\n"
    )


SIGNS = [
    "1.", "2) a", "- a", "---", "- - -", "***", "+", "===", "#", "x #", "# x", "    code", "> q", "~~~", "~~a~~",
    "```", "`a`", "![", "!", "[a](b)", "[a]: b", "<b>", "<!-- ", "</table>", "&lt;", "&#35;", "&", "\\", "\\|",
    "\\\\|", "|", "|---|", "a*", "*b", "**c**", "__", "http://a.b_c", "www.a.b*", "a@b.c", "“", "（一）", "。", "|\\",
]  # fmt: skip
texts = (
    st.sampled_from(SIGNS)
    | st.lists(st.sampled_from([*SIGNS, "中", "文", " ", "a", "1"]), max_size=6).map("".join)
    | st.text("ab一，。“”（）《》—…*_[]()<>&;\"'\\|#-+=1. \u3000\xa0`~!lt:𠮷😀\t\n", max_size=14)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10)
)
targets = st.none() | st.sampled_from(
    ["http://a.b/c?d&copy=1", "#x", "https://a/b)(", "javascript:a"]
)
runs = st.lists(st.builds(Run, texts, st.booleans(), targets), max_size=5)
paragraphs = st.builds(
    lambda runs, role: line(*runs, role=role), runs, st.sampled_from(ParagraphRole)
)
rows = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=4)
)
# A table whose label column is empty would lose it.
tables = st.builds(
    lambda rows, caption: plain_table(["项", *rows[0][1:]], *rows[1:], caption=caption),
    rows,
    st.none() | texts,
)
blocks = st.lists(paragraphs | tables, max_size=4)


@settings(max_examples=300, deadline=None)
@given(texts, blocks, runs, blocks)
def test_a_reader_gets_back_what_was_published(title, before, heading, behind):
    publication = report(*before, Section(1, tuple(heading), "s", tuple(behind)), title=title)
    assert read(emit(publication, Options()).text) == expected(publication)


@given(texts)
def test_a_cell_reads_as_one_line(text):
    pieces = read(markdown(plain_table(["项", text])))
    assert pieces[-1] == ("th", tuple((char, False) for char in one_line(text)))
