"""Figures carry the intervals of their rounding through every operation, exactly."""

import copy
import datetime as dt
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.model.value import (
    FAULTY,
    Figure,
    absolute,
    add,
    difference,
    divide,
    exact,
    is_date,
    multiply,
    rounded,
    total_of,
)
from reportdsl.text.numerals import Exact, magnitude, simplest

HALF = Fraction(1, 2)
values = st.fractions(-50, 50, max_denominator=40).map(simplest)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    return Figure(value, low, high)


def typed(value: Exact) -> type:
    """Return the type that an exact value must have."""
    return Fraction if value.denominator != 1 else int


def is_simple(figure: Figure) -> bool:
    return all(type(v) is typed(v) for v in (figure.value, figure.low, figure.high))


def test_faulty_stays_one_thing() -> None:
    assert repr(FAULTY) == "FAULTY"
    assert copy.deepcopy(FAULTY) is FAULTY
    assert copy.copy(FAULTY) is FAULTY


@pytest.mark.parametrize(
    ("value", "expected"),
    [(dt.date(2024, 1, 2), True), ("2024-01-02", False), (None, False), (exact(1), False)],
)
def test_days(value: object, expected: bool) -> None:  # noqa: FBT001 - a case of a table
    assert is_date(value) is expected


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [
        (Figure(1, 0, 2), Figure(3, 2, 4), True),
        (Figure(3, 2, 4), Figure(1, 0, 2), True),
        (Figure(1, 0, 2), Figure(4, 3, 5), False),
        (Figure(4, 3, 5), Figure(1, 0, 2), False),
        (Figure(1, 0, 9), Figure(4, 3, 5), True),
        (exact(2), exact(2), True),
        (exact(2), exact(3), False),
    ],
)
def test_intervals_that_touch_agree(first: Figure, second: Figure, *, agrees: bool) -> None:
    assert first.agrees(second) is agrees


@pytest.mark.parametrize(
    ("value", "decimals", "percent", "expected"),
    [
        (12, 0, False, exact(12)),
        (12, 0, True, exact(12)),
        (Fraction(1, 4), 0, True, exact(Fraction(1, 4))),
        (1, 1, False, Figure(1, Fraction(19, 20), Fraction(21, 20))),
        (Fraction(5, 4), 2, False, Figure(Fraction(5, 4), Fraction(249, 200), Fraction(251, 200))),
        (HALF, 1, True, Figure(HALF, Fraction(999, 2000), Fraction(1001, 2000))),
        (Fraction(1, 20), 1, False, Figure(Fraction(1, 20), 0, Fraction(1, 10))),
        (Fraction(19, 20), 1, False, Figure(Fraction(19, 20), Fraction(9, 10), 1)),
    ],
)
def test_what_typing_leaves_open(
    value: Exact, decimals: int, *, percent: bool, expected: Figure
) -> None:
    found = rounded(value, decimals, percent=percent)
    assert found == expected
    assert is_simple(found)


def test_a_percentage_is_no_more_exact_by_default() -> None:
    assert rounded(HALF, 1) == Figure(HALF, Fraction(9, 20), Fraction(11, 20))


def test_differences_have_a_sign() -> None:
    assert difference(exact(2), exact(5)) == -3
    assert difference(Figure(5, 4, 6), exact(2)) == 3


@given(st.lists(st.tuples(st.sampled_from([1, -1]), figures()), max_size=4))
def test_sums_hold_all_sums_of_ends_and_no_more(terms: list[tuple[int, Figure]]) -> None:
    found = add(terms)
    ends = [
        sum(sign * end for (sign, _), end in zip(terms, chosen, strict=True))
        for chosen in product(*((term.low, term.high) for _, term in terms))
    ]
    assert found == Figure(sum(sign * t.value for sign, t in terms), min(ends), max(ends))
    assert is_simple(found)
    if all(sign > 0 for sign, _ in terms):
        assert total_of([term for _, term in terms]) == found


@pytest.mark.parametrize(
    ("terms", "total"),
    [
        ([], exact(0)),
        ([exact(2), exact(3)], exact(5)),
        ([exact(HALF), exact(HALF)], exact(1)),
        ([exact(2), Figure(1, 0, 2)], Figure(3, 2, 4)),
        ([Figure(1, 0, 2), exact(2)], Figure(3, 2, 4)),
    ],
)
def test_totals(terms: list[Figure], total: Figure) -> None:
    found = total_of(terms)
    assert found == total
    assert is_simple(found)
    if total.low == total.high:
        # The quick way of later sums asks for identity.
        assert found.low is found.value
        assert found.high is found.value


@given(figures(), figures())
def test_products_hold_all_products_of_ends(left: Figure, right: Figure) -> None:
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    found = multiply(left, right)
    assert found == Figure(left.value * right.value, min(ends), max(ends))
    assert is_simple(found)


@given(values, values)
def test_products_of_exact_figures_are_exact(left: Exact, right: Exact) -> None:
    found = multiply(exact(left), exact(right))
    assert found == exact(simplest(left * right))
    assert found.low is found.value


@given(figures(), figures())
def test_quotients_hold_all_quotients_of_ends(left: Figure, right: Figure) -> None:
    if right.value == 0:
        return
    found = divide(left, right)
    assert found.value == Fraction(left.value) / right.value
    if right.low <= 0 <= right.high:
        assert found == exact(found.value)
    else:
        ends = [Fraction(a) / b for a in (left.low, left.high) for b in (right.low, right.high)]
        assert (found.low, found.high) == (min(ends), max(ends))
    assert is_simple(found)


@pytest.mark.parametrize(
    ("divisor", "expected"),
    [
        (Figure(1, 0, 2), exact(4)),
        (Figure(-1, -2, 0), exact(-4)),
        (Figure(1, -1, 2), exact(4)),
        (Figure(2, 1, 4), Figure(2, 1, 4)),
        (Figure(-2, -4, -1), Figure(-2, -4, -1)),
    ],
)
def test_a_divisor_that_may_be_zero_bounds_nothing(divisor: Figure, expected: Figure) -> None:
    assert divide(exact(4), divisor) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(2, 1, 3), Figure(2, 1, 3)),
        (Figure(1, 0, 3), Figure(1, 0, 3)),
        (Figure(0, 0, 0), Figure(0, 0, 0)),
        (Figure(-2, -3, -1), Figure(2, 1, 3)),
        (Figure(-2, -3, 0), Figure(2, 0, 3)),
        (Figure(1, -1, 3), Figure(1, 0, 3)),
        (Figure(-1, -4, 2), Figure(1, 0, 4)),
        (Figure(0, -1, 2), Figure(0, 0, 2)),
        (Figure(HALF, Fraction(-1, 4), 1), Figure(HALF, 0, 1)),
    ],
)
def test_without_a_sign(figure: Figure, expected: Figure) -> None:
    assert absolute(figure) == expected


@given(figures())
def test_what_has_no_sign_holds_both(figure: Figure) -> None:
    found = absolute(figure)
    ends = [magnitude(value) for value in (figure.low, figure.value, figure.high)]
    assert found.low <= min(ends)
    assert found.high == max(ends)
    assert found.value == magnitude(figure.value)
