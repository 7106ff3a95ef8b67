"""What is read without the grammar, because it is plain, is read as the grammar reads it."""

import re
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportdsl.syntax import expressions, grammar, lalr, nodes, prose, rows
from reportdsl.syntax.expressions import Slots
from reportdsl.syntax.line import Line
from reportdsl.syntax.tree import Token, Tree
from reportdsl.text.fold import fold
from reportdsl.text.source import Span

NAMES = st.text("甲乙非NOTnotK年至且表ａＡ１1٣²é_ \u3000", max_size=5)
WORDS = (
    "12",
    "－3",
    "0.5",
    "25%",
    "说明",
    "见附件",
    "甲/乙",
    "甲 / 乙",
    "?",
    "3 件",
    "２０",
    "”",
    "（一）",
)
MARKS = (
    "\\",
    "\\|",
    "=",
    "=甲+1",
    '"',
    '"甲"',
    '22 "22(其中2件)"',
    "“",
    "“三公”",
    "＂",
    "＂甲＂",
    "\\{",
)
BLANKS = ("", " ", "  ", "\u3000", "\t")
CELLS = st.lists(st.sampled_from(WORDS + MARKS + BLANKS), max_size=3).map("".join)
ROWS = st.tuples(
    st.sampled_from(
        ("新收", "“三公”经费", "\\#甲", "甲 / 乙", "总 计 ", "\\|", "其余", "", "甲=乙")
    ),
    st.lists(CELLS, min_size=1, max_size=5),
).map(lambda parts: "|".join((parts[0], *parts[1])).strip(" \t\u3000"))
BRACES = ("{", "}", "｛", "｝", "{新收.总计}", "｛甲：中文｝", '{"甲}"}', '{"甲', "\\{", "＼{")
MARKUP = ("\\", "*", "**", "[", "]", "[甲](#b)", "＊", "［", "，", " ", "甲", "共收到")
PROSE = st.lists(st.sampled_from(BRACES + MARKUP), max_size=8).map("".join)


def line(text: str, *pieces: tuple[int, int]) -> Line:
    return Line("", text, fold(text), "r", pieces or ((0, 7),))


def everything(value: object) -> object:
    """Return a node with its places, which take no part in its equality."""
    if isinstance(value, tuple | list):
        return [everything(item) for item in value]
    if isinstance(value, Span):
        return value.start, value.end
    if is_dataclass(value):
        return type(value), [everything(getattr(value, field.name)) for field in fields(value)]
    return value


def plain(made: Tree | Token | tuple[int, str] | None) -> object:
    if isinstance(made, Tree):
        return made.data, [plain(child) for child in made.children]
    return (made.type, str(made), made.start_pos) if isinstance(made, Token) else made


# ── slots that are names ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("start", grammar.STARTS[1:])
@given(names=st.lists(NAMES, min_size=1, max_size=3))
@example(names=["非"])
@example(names=["NOT", "甲"])
@example(names=["甲", "非"])
@example(names=["2024年", "总计"])
@settings(deadline=None)
def test_names(start, names):
    text = ".".join(names)
    made = grammar._plain(start, text)
    if made is not None:
        assert plain(made) == plain(lalr.parse(start, text))


@pytest.mark.parametrize(
    ("start", "text"),
    [("interpolation", "年度"), ("expression", "新收.总计"), ("table_head", "收到 和 处理")],
)
def test_a_name_needs_no_parser(start, text):
    assert grammar._plain(start, text) is not None


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────


def read_row(written: Line) -> tuple[object, object]:
    slots = Slots()
    return everything(rows.row(written, slots)), everything(slots.diagnostics)


@given(text=ROWS, joined=st.booleans())
@example(text="甲|", joined=False)
@example(text="甲", joined=False)
@example(text="甲| |1 ||", joined=True)
@settings(max_examples=500, deadline=None)
def test_rows(text, joined):
    pieces = ((0, 7), (len(text) // 2, 40)) if joined and len(text) > 1 else ((0, 7),)
    written = line(text, *pieces)
    short = read_row(written)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "is_plain", lambda folded: not folded.strip(" "))
        assert read_row(written) == short


def test_a_row_of_figures_needs_no_parser(monkeypatch):
    monkeypatch.setattr(expressions, "parse_slot", None)
    made = rows.row(line("新收 | 1 | 0.5 | -3 | 2 件 |  | 见附件"), Slots())
    texts = [cell.text for cell in made.cells if isinstance(cell, nodes.StatedCell)]
    assert texts == ["1", "0.5", "-3", "2 件", "见附件"]


# ── prose ────────────────────────────────────────────────────────────────────────────────────────


def read_prose(written: Line) -> tuple[object, object]:
    slots = Slots()
    return everything(prose.build(written, slots)), everything(slots.diagnostics)


@given(text=PROSE)
@settings(max_examples=500, deadline=None)
def test_prose(text):
    written = line(text)
    short = read_prose(written)
    with pytest.MonkeyPatch.context() as patch:
        # Every line has a mark, every pair of braces something nested, every brace is sought.
        patch.setattr(prose, "_ANY_MARK", re.compile(""))
        patch.setattr(prose, "_NESTING", ("",))
        assert read_prose(written) == short


@given(text=st.text('甲"“”＂ ', max_size=6))
def test_a_text_without_its_quotation_marks(text):
    quoted = re.fullmatch(r'"[^"]*"|＂[^＂]*＂|“[^”]*”', text)
    assert expressions.unquoted(text) == (text[1:-1] if quoted else text)
