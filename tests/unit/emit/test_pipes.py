"""Pipe text is as official sites' reports circulate."""

import pytest

from reportdsl.diagnostics.diagnostic import Severity
from reportdsl.emit.emitter import Options
from reportdsl.emit.pipes import emit
from reportdsl.publish.publication import Block, ParagraphRole, PublishedTable, Run, Section
from reportdsl.text.source import Span
from tests.unit.emit.samples import (
    B,
    C,
    D,
    K,
    R,
    banded_table,
    grid,
    grid_of,
    line,
    merged_table,
    plain_table,
    report,
    section,
    table,
    unnamed_row_table,
)

WIDE = Options(keep_width=True)


def pipe(*blocks: Section | Block | str, options: Options | None = None) -> str:
    return emit(report(*blocks), options or Options()).text


def test_prose_headings_and_tables_follow_each_other_line_by_line():
    text = pipe(
        "开头。",
        section(
            "一、总体情况",
            line("前", Run("粗", bold=True), Run("网站", href="http://a.b")),
            plain_table(["甲", "乙"], ["丙", "1"]),
        ),
        section("", "无题。"),
    )
    assert text == "开头。\n一、总体情况\n前粗网站\n甲 | 乙 |\n丙 | 1 |\n无题。"


def test_neither_title_nor_caption_is_part_of_the_body():
    assert pipe(plain_table(["甲", "乙"], caption="表名")) == "甲 | 乙 |"


def test_notes_and_signature_are_plain_lines():
    text = pipe(
        line("注:单位为件。", role=ParagraphRole.NOTE), line("某局", role=ParagraphRole.SIGNATURE)
    )
    assert text == "注:单位为件。\n某局"


def test_short_rows_are_padded_to_the_widest_but_the_last():
    assert pipe(merged_table()).split("\n") == [
        "办理情况 | 申请人 | 总计 | ||",
        "自然人 | 企业 | |||",
        "新收 | 3 | 1 | 4 | |",
        "办理 | 予以公开 | 2 | 2 | |",
        "不予公开 | 0 | 1 | 1 |",
    ]


def test_bands_share_the_width():
    assert pipe(banded_table()).split("\n") == [
        "第(一)项 | ||",
        "内容 | 制发 | 有效 |",
        "规章 | 1 | 12 |",
        "第(五)项 | ||",
        "内容 | 处理 | |",
        "许可 | 157 |",
    ]


def test_a_row_without_a_label():
    assert pipe(unnamed_row_table()) == "复议 | 诉讼 | |\n维持 | 纠正 | 维持 |\n5 | 0 | 1 |"


def rows(*texts: str) -> PublishedTable:
    return table(grid("t", *([(D, text) for text in row] for row in texts)))


def test_a_row_without_content_is_not_written_but_may_be_the_last():
    assert pipe(rows("ab", "  ", "c ", "d ")) == "a | b |\nc | |\nd |"
    assert pipe(rows("ab", "c ", "  ")) == "a | b |\nc | |"
    assert pipe(rows("  ")) == ""
    assert pipe(table(grid("t"))) == ""


def test_equal_rows_are_not_taken_for_the_last():
    row = grid("t", [(D, "a"), (D, "")]).rows[0]
    twice = table(grid_of(2, (row, row)))
    assert pipe(twice) == "a | |\na |"


def test_padding_ends_at_a_thousand_columns():
    wide = grid("t", [(D, str(n)) for n in range(1100)], [(D, "a")], [(D, "b")])
    assert pipe(table(wide)).split("\n")[1] == "a | " + "|" * 999


def test_white_space_is_collapsed_before_characters_are_folded():
    assert (
        pipe("\u3000\u3000a\u3000\xa0b\n c ", "  ", line(Run(" ")), "x\u3000¨")
        == "a b c\nx  \u0308"
    )
    assert pipe(plain_table([" a\n b ", "\u3000"], ["c", "1"])) == "a b | |\nc | 1 |"


def test_full_width_characters_become_half_width():
    assert pipe("（１）：，、。《》“”ａ") == "(1):,、。《》“”a"
    assert pipe("（１）：，ａ", options=WIDE) == "（１）：，ａ"


@pytest.mark.parametrize("text", ["上午|下午", "上午｜下午"])
@pytest.mark.parametrize("options", [Options(), WIDE])
def test_a_pipe_in_a_cell_is_an_error_at_the_cell(text, options):
    layout = grid("t", [(K, "角"), (C, text)], [(R, text), (D, text)], [(B, "a")])
    found = emit(report(table(layout)), options).diagnostics
    assert [each.span for each in found] == [
        Span("r.report", 1, 2),
        Span("r.report", 100, 101),
        Span("r.report", 101, 102),
    ]
    assert {each.rule.code for each in found} == {"R950"}
    assert {each.severity for each in found} == {Severity.ERROR}
    assert all(text in each.message(language) for each in found for language in ("zh", "en"))


def test_a_pipe_in_prose_is_not():
    assert emit(report("a | b"), Options()).diagnostics == ()


def test_an_error_without_a_place_stands_nowhere():
    layout = grid("t", [(D, "|")])
    cell = layout.rows[0][0]
    bare = type(cell)(0, 0, 1, 1, "|", D)
    (found,) = emit(report(table(grid_of(1, ((bare,),)))), Options()).diagnostics
    assert found.span == Span("", 0, 0)
