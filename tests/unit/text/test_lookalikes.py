"""What only looks like part of a figure is found, named and put right, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.text.numerals import lookalike, parse_number, repaired

ZEROS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
    0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1B50, 0x1BB0, 0x1C40,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xAA50, 0xABF0, 0x104A0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    0x1D7F6,
)  # fmt: skip
ALIKE = [(chr(zero + digit), str(digit)) for zero in ZEROS for digit in range(10)]
ALIKE += [(char, str(digit)) for digit, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")]
ALIKE += [(char, str(digit)) for digit, char in enumerate("₀₁₂₃₄₅₆₇₈₉")]
ALIKE += [(char, str(value)) for value, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")]
ALIKE += [(char, str(value)) for value, char in enumerate("❶❷❸❹❺❻❼❽❾", 1)]
ALIKE += [(char, "0") for char in "OoＯｏ\u039f\u03bf\u041e\u043e〇○◯"]
ALIKE += [(char, "1") for char in "lIｌＩ\u0399\u0406\u04c0"]
UNSEEN = [
    "\u00ad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b",
    "\u202c", "\u202d", "\u202e", "\u2060", "\u2061", "\u2062", "\u2063", "\u2064", "\u2066",
    "\u2067", "\u2068", "\u2069", "\ufeff", "\ufe0e", "\ufe0f", "\u20e3", "\u0336", "\U000e0031",
]  # fmt: skip
MINUSES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7\u2796\u207b\u208b\ufe63\ufe58ー"


@pytest.mark.parametrize(("char", "meant"), ALIKE)
def test_look_alikes_of_digits(char: str, meant: str) -> None:
    assert lookalike(f"2{char}") == char
    assert repaired(f"2{char}.5%") == f"2{meant}.5%"
    assert parse_number(f"2{char}") is None


@pytest.mark.parametrize("char", UNSEEN)
def test_unseen_characters(char: str) -> None:
    for text in (f"{char}12", f"1{char}2", f"12{char}"):
        assert lookalike(text) == char
        assert repaired(text) == "12"


@pytest.mark.parametrize(
    ("text", "char", "figure"),
    [(f"{minus}3", minus, "-3") for minus in MINUSES]
    + [
        ("⁺3", "⁺", "+3"),
        ("➕3", "➕", "+3"),
        *((f"12{point}5", point, "12.5") for point in "\u00b7\u066b\u06d4\u2022\u2027\u3002・"),
        *((f"1{comma}234", comma, "1,234") for comma in "\u060c\u066c\u201a\ufe50"),
        ("5٪", "٪", "5%"),
        ("5﹪", "﹪", "5%"),
        ("٣", "٣", "3"),
        ("③", "③", "3"),
        ("１O", "O", "10"),
        ("−١٢٫٥٪", "−", "-12.5%"),
        ("1️⃣", "\ufe0f", "1"),
        ("1٢,34", "٢", None),
        ("12。", "。", None),
        ("1O" + "0" * 30, "O", None),
    ],
)
def test_would_be_figures(text: str, char: str, figure: str | None) -> None:
    assert lookalike(text) == char
    assert repaired(text) == figure


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "-3", "１２", "－３", "１，２３４．５％", "1,23", "—", "——", "-", "/", "O", "Ol",
        "lO", "I.O", "CO2", "见附件", "二〇", "2020–2021", "5–7", "1−2", "½", "1½", "Ⅲ", "٪",
        "\u200b", "²甲", "12件", "１２３", "1 2", "3①件", "\ufffd12", "㎡", "№1", "＂1＂",
        "O" * 1_000,
    ],
)  # fmt: skip
def test_no_look_alikes(text: str) -> None:
    assert lookalike(text) is None
    assert repaired(text) is None


@given(st.text(alphabet="01٣²①O\u200b−–。,.%+-甲 ", max_size=8))
def test_a_repaired_figure_is_a_figure(text: str) -> None:
    figure = repaired(text)
    if figure is not None:
        assert parse_number(figure) is not None
        assert lookalike(figure) is None
        assert lookalike(text) in set(text)


@given(st.text(max_size=6))
def test_figures_have_no_look_alikes(text: str) -> None:
    if parse_number(text) is not None:
        assert lookalike(text) is None
