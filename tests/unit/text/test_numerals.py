"""Figures are read by one strict grammar, kept exactly, rounded half up, and written as asked."""

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.text.numerals import (
    MAX_DECIMALS,
    MAX_DIGITS,
    MAX_PLACES,
    Exact,
    Number,
    exact_decimal,
    fixed,
    parse_number,
    round_half_up,
    simplest,
    too_long,
)

fractions = st.fractions() | st.integers() | st.decimals(-(10**9), 10**9, places=6).map(Fraction)
WIDE = str.maketrans("0123456789+-,.%", "０１２３４５６７８９＋－，．％")


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("0", 0, 0),
        ("12", 12, 0),
        ("-0", 0, 0),
        ("+2", 2, 0),
        ("-3", -3, 0),
        ("007", 7, 0),
        ("1,234", 1234, 0),
        ("012,345,678", 12345678, 0),
        ("12.50", Fraction(25, 2), 2),
        ("12.00", 12, 2),
        ("-1,234.5", Fraction(-2469, 2), 1),
        ("25%", Fraction(1, 4), 0),
        ("100%", 1, 0),
        ("-12.5%", Fraction(-1, 8), 1),
        ("59237.2449", Fraction(592372449, 10000), 4),
        ("9" * 30, 10**30 - 1, 0),
        ("0." + "0" * 7 + "1", Fraction(1, 10**8), 8),
        ("9" * 22 + "." + "9" * 8, Fraction(10**30 - 1, 10**8), 8),
        (",".join(["999"] * 10), 10**30 - 1, 0),
    ],
)
def test_figures(text: str, value: Exact, decimals: int) -> None:
    number = Number(value, decimals, text.endswith("%"), text)
    assert parse_number(text) == number
    assert parse_number(text.translate(WIDE)) == number
    assert type(number.value) is (Fraction if number.value.denominator != 1 else int)
    assert not too_long(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "+", "-", ".", "%", ",", "+-1", "--1", "1-", "1+", " 1", "1 ", "1\n", "1 2", ".5",
        "5.", "5.%", "1..2", "1.2.3", "1%%", "%1", "12,34", "1,23", "1,2345", "1234,567", ",123",
        "1,", "1,,234", "1,234,", "1.234,567", "1_000", "1e5", "1E5", "0x10", "0b1", "1j", "1L",
        "NaN", "nan", "Infinity", "inf", "1/2", "½", "1'234", "٣", "²", "①", "一", "十二", "1O",
        "1۲", "−1", "1\u200b2", "\u202e12", "1\u00a0000", "$1", "¥1", "12件", "1424.4万元",
        "22(16)", "—", "\ufeff1", "𝟏", "1\0", "1٫5", "1٬000", "5٪", "1。5",
    ],
)  # fmt: skip
def test_no_figures(text: str) -> None:
    assert parse_number(text) is None
    assert not too_long(text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * (MAX_DIGITS + 1),
        "0" * (MAX_DIGITS + 1),
        "0." + "0" * MAX_DECIMALS + "1",
        "0.123456789",
        "9" * 23 + "." + "9" * 8,
        "1," + ",".join(["000"] * 10),
        "-" + "1" * 31 + "%",
        "１" * 31,
    ],
)
def test_figures_beyond_the_limits(text: str) -> None:
    assert parse_number(text) is None
    assert too_long(text)


def test_figures_far_beyond_the_limits_are_quick() -> None:
    start = time.perf_counter()
    for text in ("1" * 10_000_000, "1" + ",234" * 3_000_000, "0." + "1" * 10_000_000):
        assert parse_number(text) is None
        assert too_long(text)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("tail", ["x", ",", ".", ",12", "..", "%%", "e5"])
def test_long_texts_that_are_no_figures(tail: str) -> None:
    start = time.perf_counter()
    for head in ("1" * 5_000_000, "1" + ",234" * 1_000_000):
        assert not too_long(head + tail)
    assert time.perf_counter() - start < 2


@given(
    count=st.integers(-(10**22) + 1, 10**22 - 1),
    decimals=st.integers(0, MAX_DECIMALS),
    grouped=st.booleans(),
    percent=st.booleans(),
)
def test_figures_agree_with_fractions(
    *, count: int, decimals: int, grouped: bool, percent: bool
) -> None:
    whole, rest = divmod(abs(count), 10**decimals)
    text = ("-" if count < 0 else "") + (f"{whole:,}" if grouped else str(whole))
    text += (f".{rest:0{decimals}}" if decimals else "") + ("%" if percent else "")
    number = parse_number(text)
    assert number is not None
    assert number.value == Fraction(count, 10**decimals * (100 if percent else 1))
    assert (number.decimals, number.percent, number.text) == (decimals, percent, text)
    shown = fixed(number.value, decimals, grouped=grouped, percent=percent)
    assert shown == text or count == 0


def test_simplest() -> None:
    assert simplest(Fraction(4, 2)) == 2
    assert type(simplest(Fraction(4, 2))) is int
    assert simplest(Fraction(1, 2)) == Fraction(1, 2)
    assert simplest(7) == 7


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (12, "12"),
        (-100, "-100"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(1, 8), "0.125"),
        (Fraction(12345, 10), "1234.5"),
        (Fraction(1, 10**60), "0." + "0" * 59 + "1"),
        (Fraction(1, 10**61), None),
        (Fraction(1, 3), None),
        (Fraction(1, 2**61), None),
        (Fraction(1, 5**60), "0." + "0" * 18 + str(2**60).zfill(42)),
    ],
)
def test_exact_decimals(value: Exact, text: str | None) -> None:
    assert exact_decimal(value) == text


@given(fractions)
def test_exact_decimals_lose_nothing(value: Exact) -> None:
    text = exact_decimal(value)
    if text is None:
        assert 10**MAX_PLACES % value.denominator
    else:
        assert Fraction(text) == value
        assert "." not in text or text[-1] not in "0."


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(1, 2), 0, 1),
        (Fraction(-1, 2), 0, -1),
        (Fraction(5, 2), 0, 3),
        (Fraction(49, 100), 0, 0),
        (Fraction("2.675"), 2, Fraction("2.68")),
        (Fraction("-2.675"), 2, Fraction("-2.68")),
        (Fraction(1, 3), 4, Fraction("0.3333")),
        (12345, -2, 12300),
        (12350, -2, 12400),
        (-50, -2, -100),
        (49, -2, 0),
        (7, 3, 7),
    ],
)
def test_rounding(value: Exact, places: int, rounded: Exact) -> None:
    assert round_half_up(value, places) == rounded
    assert type(round_half_up(value, places)) is type(rounded)


@given(fractions, st.integers(-8, 8))
def test_rounding_by_its_definition(value: Exact, places: int) -> None:
    unit = Fraction(10) ** -places
    rounded = round_half_up(value, places)
    assert (rounded / unit).denominator == 1
    error = abs(Fraction(rounded)) - abs(Fraction(value))
    assert -unit / 2 < error <= unit / 2
    assert round_half_up(-value, places) == -rounded


@pytest.mark.parametrize(
    ("value", "places", "plain", "grouped", "percent"),
    [
        (0, 0, "0", "0", "0%"),
        (Fraction(1, 4), 2, "0.25", "0.25", "25.00%"),
        (Fraction(1, 8), 1, "0.1", "0.1", "12.5%"),
        (1234567, 0, "1234567", "1,234,567", "123456700%"),
        (Fraction("-1234.565"), 2, "-1234.57", "-1,234.57", "-123456.50%"),
        (Fraction("-0.004"), 2, "0.00", "0.00", "-0.40%"),
        (999, -1, "1000", "1,000", "99900%"),
    ],
)
def test_fixed(value: Exact, places: int, plain: str, grouped: str, percent: str) -> None:
    assert fixed(value, places) == plain
    assert fixed(value, places, grouped=True) == grouped
    assert fixed(value, places, percent=True) == percent


@pytest.mark.parametrize("places", [61, 10**12, -(10**12)])
def test_places_beyond_all_use(places: int) -> None:
    third = Fraction(1, 3)
    near = round_half_up(third, MAX_PLACES) if places > 0 else 0
    assert round_half_up(third, places) == near
    assert round_half_up(-12, places) == (-12 if places > 0 else 0)
    assert fixed(third, places) == ("0." + "3" * MAX_PLACES if places > 0 else "0")


@given(st.integers(-(10**6), 10**6), st.integers(-9, 0))
def test_rounding_away_whole_values(value: int, places: int) -> None:
    size, unit = abs(value), 10**-places
    rounded = (size + unit // 2) // unit * unit
    assert round_half_up(value, places) == (rounded if value > 0 else -rounded)


def test_values_that_python_will_not_print() -> None:
    value = 10**5000 + 1
    text = "1" + "0" * 4999 + "1"
    assert exact_decimal(value) == fixed(value, 0) == text
    assert fixed(Fraction(value), 1, grouped=True).replace(",", "") == text + ".0"


@given(fractions, st.integers(0, 10))
def test_fixed_shows_the_rounded_value(value: Exact, places: int) -> None:
    shown = fixed(value, places, grouped=True)
    assert Fraction(shown.replace(",", "")) == round_half_up(value, places)
    assert len(shown.partition(".")[2]) == places
