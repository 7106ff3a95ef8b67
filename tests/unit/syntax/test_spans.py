"""Every node says exactly where it stands, in code points, joined lines and wide signs included."""

from reportdsl.syntax import exprs, nodes
from reportdsl.syntax.parse import Parsed, parse
from reportdsl.text.source import Source, Span


def parsed(text: str) -> Parsed:
    return parse(Source("r", text))


def at(result: Parsed, span: Span) -> str:
    return result.source.text[span.start : span.end]


def test_cells() -> None:
    result = parsed('@表 x\n　新收 | 3 | ４ "四" |  = 甲 + 乙 | \n')
    (table,) = result.document.blocks
    assert isinstance(table, nodes.Table)
    (row,) = table.rows
    assert at(result, row.label.span) == "新收"
    assert [at(result, c.span) for c in row.cells[:3]] == ["3", '４ "四"', "= 甲 + 乙"]
    formula = row.cells[2]
    assert isinstance(formula, nodes.FormulaCell)
    assert isinstance(formula.expression, exprs.Sum)
    assert [at(result, t.span) for _, t in formula.expression.terms] == ["甲", "乙"]


def test_interpolations_behind_signs_beyond_the_basic_plane() -> None:
    result = parsed("𠮷😀{ 新收.总计 :,} 与｛甲｝\n")
    (paragraph,) = result.document.blocks
    assert isinstance(paragraph, nodes.Paragraph)
    values = [c for c in paragraph.content if isinstance(c, nodes.Interpolation)]
    assert [at(result, v.span) for v in values] == ["{ 新收.总计 :,}", "｛甲｝"]
    assert [at(result, v.expression.span) for v in values if v.expression] == ["新收.总计", "甲"]


def test_joined_lines() -> None:
    text = "// 注\n共收到\\\n　　{甲}件,\\\n  total \\\n  {乙}\n"
    result = parsed(text)
    (paragraph,) = result.document.blocks
    assert isinstance(paragraph, nodes.Paragraph)
    values = [c for c in paragraph.content if isinstance(c, nodes.Interpolation)]
    assert [at(result, v.span) for v in values] == ["{甲}", "{乙}"]
    texts = [c.text for c in paragraph.content if isinstance(c, nodes.Text)]
    assert texts == ["共收到 ", "件, total "]


def test_comments_are_kept_with_their_places() -> None:
    result = parsed("// 一\n文\n  ／／二\n")
    assert [at(result, c) for c in result.comments] == ["// 一", "／／二"]


def test_equal_sources_give_equal_documents() -> None:
    first = parsed("@表 x\n新收|3|4\n")
    second = parsed("\n@表   x\n  新收 |  3 | 4 |\n")
    assert first.document == second.document


def test_faults_of_one_line_are_told_one_by_one() -> None:
    result = parsed("甲{1/}乙{没有(3)}丙{\n")
    assert [at(result, d.span) for d in result.diagnostics] == ["", "没有", "{"]
    assert [d.rule.code for d in result.diagnostics] == ["R208", "R218", "R206"]
