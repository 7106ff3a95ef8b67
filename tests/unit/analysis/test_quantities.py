"""Which values a quantity may take between two ends, and in which order they are tried."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportdsl.analysis.quantities import Quantity, choices, fits
from reportdsl.text.numerals import Exact

LOADED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No test measures time: on a busy machine it would lie."""
End = int | Fraction | None


def chosen(quantity: Quantity, low: End, high: End) -> list[Exact]:
    return list(choices(quantity, low, high))


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (2, 2, [2]),
        (-3, -3, [-3]),
        (0, 0, []),
        (-6, -6, []),
        (Fraction(1, 2), Fraction(1, 2), []),
        (3, 2, []),
        (Fraction(1, 4), Fraction(3, 4), []),
        (1, 3, [2, 3, 1]),
        (-3, -1, [-2, -1, -3]),
        (1, 4, [3, 4, 2, 1]),
        (-1, 1, [1, -1]),
        (0, 2, [1, 2]),
        (-2, 0, [-1, -2]),
    ],
)
def test_a_count_takes_whole_values_the_middle_first(
    low: End, high: End, found: list[Exact]
) -> None:
    assert chosen(Quantity(5, 1, 0), low, high) == found


@pytest.mark.parametrize(
    ("low", "high", "first"),
    [
        (3, None, [3, 4, 5]),
        (None, -2, [-2, -3, -4]),
        (0, None, [1, 2, 3]),
        (None, 0, [-1, -2, -3]),
        (-4, None, [1, -1, 2]),
        (None, 4, [1, -1, 2]),
        (Fraction(5, 2), None, [3, 4, 5]),
        (None, None, [1, -1, 2]),
    ],
)
def test_where_one_side_is_open_the_least_changes_come_first(
    low: End, high: End, first: list[Exact]
) -> None:
    assert chosen(Quantity(5), low, high)[:3] == first


def test_of_very_many_values_some_are_tried() -> None:
    assert chosen(Quantity(0), 1, None) == list(range(1, 33))
    assert len(chosen(Quantity(0), -1000, 1000)) == 62


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(1, 2, [Fraction(3, 2)]), (-1, 1, []), (3, None, [3]), (None, -2, [-2]), (0, None, [])],
)
def test_what_may_be_anything_takes_one_value(low: End, high: End, found: list[Exact]) -> None:
    assert chosen(Quantity(Fraction(1, 3), 0), low, high) == found


def test_what_may_be_anything_has_a_least() -> None:
    assert chosen(Quantity(2, 0, 0), -2, -2) == [-2]
    assert chosen(Quantity(2, 0, 0), -3, -3) == []


@pytest.mark.parametrize(
    ("quantity", "change", "found"),
    [
        (Quantity(5, 1, 0), -5, True),
        (Quantity(5, 1, 0), -6, False),
        (Quantity(5, 1), -6, True),
        (Quantity(5, 1), Fraction(1, 2), False),
        (Quantity(Fraction(5, 2), 1), Fraction(1, 2), True),
        (Quantity(Fraction(5, 2), Fraction(1, 4)), Fraction(1, 4), True),
        (Quantity(Fraction(5, 2), Fraction(1, 4)), Fraction(1, 8), False),
        (Quantity(5, 0), Fraction(1, 7), True),
    ],
)
def test_a_value_fits_by_its_step_and_its_least(
    quantity: Quantity,
    change: Exact,
    found: bool,  # noqa: FBT001
) -> None:
    assert fits(quantity, change) is found


halves = st.integers(-20, 20).map(lambda n: Fraction(n, 2))


@LOADED
@given(halves, st.sampled_from([1, 2, Fraction(1, 2), Fraction(1, 4)]), halves, halves)
def test_all_values_of_a_small_range_are_tried_once(
    stated: Fraction, step: Exact, low: Fraction, width: Fraction
) -> None:
    high = low + abs(width) / 4
    if low == high:
        return
    found = chosen(Quantity(stated, step), low, high)
    first, last = int((low + stated) // step), int((high + stated) // step)
    values = [step * n - stated for n in range(first - 1, last + 2)]
    assert sorted(found) == [v for v in values if low <= v <= high and v]
    distances = [abs(v - (low + high) / 2) for v in found]
    assert all(a <= b + step for a, b in itertools.pairwise(distances))
