"""What parses at run time gives the trees and the faults that lark gives for the same grammar."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark
from lark import Token as LarkToken
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

import reportdsl
from reportdsl.dev import parser_tables
from reportdsl.syntax import grammar, lalr, lines
from reportdsl.syntax.parse import parse
from reportdsl.syntax.tree import Token, Tree, token
from reportdsl.text.source import Source

ROOT = Path(__file__).parents[3]
FORMS = Path(reportdsl.__file__).parent / "forms"
GRAMMAR = (ROOT / parser_tables.GRAMMAR).read_text(encoding="utf-8")
SLOTS = tuple(start for start in grammar.STARTS if start != "document")

Made = tuple[Any, ...] | None
"""A tree or a token as tuples; or an offset and a text, which are a fault."""

PIECES = (
    *("甲", "乙", "新收", "A1", "x_y", "²", "٣", "é", "ſ", "K", "𠮷"),
    *(
        "且",
        "或",
        "非",
        "and",
        "OR",
        "Not",
        "依据",
        "source",
        "至",
        "until",
        "年",
        "基于",
        "based on",
    ),
    *("警告", "提示", "note", "Warning", "行", "列", "段", "row", "columns", "合计", "sum", "如果"),
    *("1", "23", "0.5", "25%", "2021-01-31", "2021-1", "1O", "?", "R512"),
    *('"甲"', '"', "“三公”", "“", "”", "＂", "＂a＂", '""'),
    *("(", ")", "()", "((", "=", "<", ">", "==", "!=", "<=", ">=", "≠", "≤", "≥", "±", "+-"),
    *("+", "-", "*", "×", "/", "÷", ":", ",", ".", ".*", "%", "^", "!", "#", "|", "@"),
    *("{", "}", "\\", "\\*", "\\\\", "**", "[", "]", "](#b)", "[甲](http://x)", "\ufffc"),
    *(" ", "  ", "\t", "\n", "\r", "\u2028"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@cache
def reference() -> Lark:
    return parser_tables.parser(GRAMMAR)


def by_lark(start: str, text: str) -> Made:
    try:
        return plain(reference().parse(text, start=start))
    except UnexpectedCharacters as fault:
        offset = fault.pos_in_stream or 0
        return offset, text[offset : offset + 1]
    except UnexpectedToken as fault:
        if fault.token.type == "$END":
            return len(text), ""
        return fault.token.start_pos, str(fault.token)


def by_tables(start: str, text: str) -> Made:
    return plain(lalr.parse(start, text))


def plain(made: Any) -> Made:
    match made:
        case None | tuple():
            return made
        case Token() | LarkToken():
            return made.type, str(made), made.start_pos
        case _:
            return str(made.data), [plain(child) for child in made.children]


def sources() -> dict[str, str]:
    """Return every example, every official form, and what stands in fences in the documents."""
    paths = [*ROOT.glob("examples/**/*.report"), *FORMS.glob("*.form")]
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted(paths)}
    language = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    fences = re.findall(r"^```[^\n]*\n(.*?)^```", language, re.DOTALL | re.MULTILINE)
    return found | {f"language.md {number}": text for number, text in enumerate(fences)}


@pytest.fixture(scope="module")
def slots() -> set[tuple[str, str]]:
    """Every slot of every source, with its start."""
    seen: set[tuple[str, str]] = set()
    parse_slot = grammar._slot

    def noted(start: str, text: str) -> Tree | tuple[int, str]:
        seen.add((start, text))
        return parse_slot(start, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "_slot", noted)
        for name, text in sources().items():
            parse(Source(name, text))
            cells = re.split(r"[|\n]", text)
            seen |= {("cell", cell.strip()) for cell in cells}
    return seen


def test_every_slot_of_every_source(slots):
    assert len(slots) > 500
    # These two stand inside others, and alone in few sources.
    assert {start for start, _ in slots} >= set(SLOTS) - {"attributes", "expression"}
    differ = [slot for slot in sorted(slots) if by_tables(*slot) != by_lark(*slot)]
    assert differ == []


def test_every_slot_as_any_other(slots):
    texts = sorted({text for start, text in slots if start != "cell"})
    every = [(start, text) for start in SLOTS for text in texts]
    assert len(every) > 3000
    assert [slot for slot in every if by_tables(*slot) != by_lark(*slot)] == []


@pytest.mark.parametrize("start", SLOTS)
@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text(start, text):
    assert by_tables(start, text) == by_lark(start, text)


@given(data=st.data())
@settings(max_examples=1000, deadline=None)
def test_a_damaged_slot(slots, data):
    start, text = data.draw(st.sampled_from(sorted(slots)))
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(TEXTS) + text[at + data.draw(st.integers(0, 2)) :]
    assert by_tables(start, text) == by_lark(start, text)


# ── documents ────────────────────────────────────────────────────────────────────────────────────

KINDS = " ".join(re.findall(r"^%declare (.*)$", GRAMMAR, re.MULTILINE)).split()


def document_by_lark(kinds: list[str]) -> list[object]:
    """Return which lines fit, and the tree if they are a whole document."""
    parser = reference().parse_interactive(start="document")
    out: list[object] = []
    for index, kind in enumerate(kinds):
        try:
            parser.feed_token(LarkToken(kind, str(index), 0))
            out.append(True)
        except UnexpectedToken:
            out.append(False)
    try:
        out.append(plain(parser.feed_token(LarkToken("$END", ""))))
    except UnexpectedToken:
        out.append(None)
    return out


def document_by_tables(kinds: list[str]) -> list[object]:
    parser = grammar.document_parser()
    fits: list[object] = []
    for index, kind in enumerate(kinds):
        fits.append(grammar.accepts(parser, grammar.line_token(kind, index)))
    return [*fits, plain(parser.finish())]


@pytest.mark.parametrize("name", sources())
def test_the_lines_of_every_source(name):
    kinds = [line.kind for line in lines.read(Source(name, sources()[name])).lines]
    made = document_by_tables(kinds)
    assert made == document_by_lark(kinds)
    assert made[-1] is not None


@given(kinds=st.lists(st.sampled_from(KINDS), max_size=25))
@settings(max_examples=1000, deadline=None)
def test_lines_in_any_order(kinds):
    assert document_by_tables(kinds) == document_by_lark(kinds)


def test_a_deep_tree_is_parsed_without_recursion():
    kinds = ["TABLEFORM", "ROWS", *("_INDENT", "NODE") * 20_000, *["_DEDENT"] * 20_000]
    parser = grammar.document_parser()
    assert all(grammar.accepts(parser, grammar.line_token(kind, 0)) for kind in kinds)
    assert grammar.finish(parser).data == "document"
    deep = lalr.parse("expression", "(" * 20_000 + "1" + ")" * 20_000)
    assert isinstance(deep, Tree)


def test_a_token_is_its_text():
    tree = grammar.parse_slot("expression", "  新收.总计")
    first, second = tree.children
    assert (first, second) == ("新收", "总计")
    assert isinstance(second, Token)
    assert (second.type, second.start_pos) == ("NAME", 5)


def test_what_repeats_is_not_copied_for_each_part() -> None:
    parser = lalr.Parser("document")
    repeated: list[list[Tree | Token]] = []
    for number in range(50):
        assert parser.feed(token("PARAGRAPH", "甲", number))
        repeated += [v.children for v in parser._values if isinstance(v, Tree) and v.children]
    assert len(repeated) > 40
    assert all(children is repeated[-1] for children in repeated[5:])
