"""The grammar has no conflicts, and each terminal takes what it is meant for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportdsl.dev import parser_tables
from reportdsl.syntax import grammar
from reportdsl.syntax.tree import Token, Tree

GRAMMAR = (Path(__file__).parents[3] / parser_tables.GRAMMAR).read_text(encoding="utf-8")


def tokens(tree: Tree | Token) -> Iterator[Token]:
    """Yield the tokens of a tree in order; a part that is absent has none."""
    if isinstance(tree, Token):
        yield tree
    elif isinstance(tree, Tree):
        for child in tree.children:
            yield from tokens(child)


def test_builds_strictly() -> None:
    assert parser_tables.parser(GRAMMAR, strict=True).options.strict


def test_every_start_is_a_rule() -> None:
    rules = {str(rule.origin.name) for rule in parser_tables.parser(GRAMMAR).rules}
    assert set(grammar.STARTS) <= rules


TERMINALS = [
    ("expression", "甲且乙", ["NAME"]),
    ("expression", "甲 且 乙", ["NAME", "AND", "NAME"]),
    ("expression", "A AND b", ["NAME", "AND", "NAME"]),
    ("expression", "非甲", ["NAME"]),
    ("expression", "非 甲", ["NOT", "NAME"]),
    ("expression", "合计(甲)", ["FUNCTION", "NAME"]),
    ("expression", "合计 (甲)", ["FUNCTION", "NAME"]),
    ("expression", "合计", ["NAME"]),
    ("expression", "甲.*", ["NAME", "STAR"]),
    ("expression", "甲 * 2", ["NAME", "STAR", "NUMBER"]),
    ("expression", "25%", ["NUMBER"]),
    ("expression", "日期 <= 2021-01-31", ["NAME", "COMPARE", "DATE"]),
    ("expression", "2021-1", ["NUMBER", "MINUS", "NUMBER"]),
    ("expression", "“2024年”.总计", ["STRING", "NAME"]),
    ("expression", '＂a"b＂', ["STRING"]),
    ("check", "警告 甲 = 乙", ["SEVERITY", "NAME", "EQ", "NAME"]),
    ("check", "警告 = 乙", ["NAME", "EQ", "NAME"]),
    ("check", "甲 = 乙 ± 0.5", ["NAME", "EQ", "NAME", "PLUS_MINUS", "NUMBER"]),
    ("check", '甲 > 1 "说明" 依据 "文号"', ["NAME", "GT", "NUMBER", "STRING", "SOURCE", "STRING"]),
    ("cell", '22 "22(其中2件)"', ["FIGURE", "CELL_STRING"]),
    ("cell", "“三公”经费", ["CELL_TEXT"]),
    ("cell", "“三公”", ["CELL_STRING"]),
    ("cell", '关于"十四五"规划', ["CELL_TEXT"]),
    ("cell", "=", ["EQ"]),
    (
        "node",
        "新收: 一、本年新收(件:数) <跨 2>",
        ["NODE_TEXT", "NODE_TEXT", "LT", "WORD", "WORD", "GT"],
    ),
    ("node", '"a:b=c<d"', ["NODE_STRING"]),
    ("node", "“三公”经费", ["NODE_TEXT"]),
    ("node", "率 = (甲 < 乙) <百分比 1>", None),
    ("rename", "行 甲: 乙: 丙", ["AXIS", "NODE_TEXT", "REST"]),
    ("rename", "行: 乙", ["NODE_TEXT", "REST"]),
    ("allow", 'R512 "口径" 至 2027年', ["CODE", "STRING", "UNTIL", "NUMBER", "YEAR"]),
    ("form_head", "本县 基于 政府信息公开-2021", ["FORM_NAME", "BASED", "FORM_NAME"]),
    ("form_head", "own based  on other", ["FORM_NAME", "BASED", "FORM_NAME"]),
    ("inline", "a**b**", ["PLAIN_TEXT", "BOLD", "PLAIN_TEXT", "BOLD"]),
    ("inline", "[a](http://x)", ["LINK_OPEN", "PLAIN_TEXT", "LINK_CLOSE"]),
    ("inline", "[a] (b)", ["MARK", "PLAIN_TEXT", "MARK", "PLAIN_TEXT"]),
    ("inline", r"\*\x", ["ESCAPE", "MARK", "PLAIN_TEXT"]),
]


@pytest.mark.parametrize(("start", "text", "types"), TERMINALS)
def test_terminal(start: str, text: str, types: list[str] | None) -> None:
    tree = grammar.parse_slot(start, text)
    if types is not None:
        assert [token.type for token in tokens(tree)] == types


@pytest.mark.parametrize(
    ("start", "text", "offset"),
    [
        ("expression", "甲 = 乙 = 丙", 6),
        ("expression", "1O", 1),
        ("expression", "2024年.总计", 4),
        ("expression", "(甲", 2),
        ("expression", "甲 ^ 2", 2),
        ("cell", "=1 +", 4),
    ],
)
def test_fault_is_told_where_it_stands(start: str, text: str, offset: int) -> None:
    with pytest.raises(grammar.SlotFault) as fault:
        grammar.parse_slot(start, text)
    assert fault.value.offset == offset


def test_the_document_starts_declare_every_kind_of_line() -> None:
    declared = re.findall(r"^%declare (.*)$", GRAMMAR, re.MULTILINE)
    kinds = set(" ".join(declared).split())
    assert {"ROW", "PARAGRAPH", "NODE", "_INDENT", "_DEDENT"} <= kinds
