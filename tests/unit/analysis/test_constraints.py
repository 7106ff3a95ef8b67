"""Constraints and what is left of them, against all small values tried."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportdsl.analysis.constraints import (
    Constraint,
    apart,
    bits,
    constraint,
    ends,
    moved,
    pairs,
    without,
)
from reportdsl.text.numerals import Exact

LOADED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No test measures time: on a busy machine it would lie."""
OWN = 2
"""The quantity that is asked for."""
coefficients: st.SearchStrategy[Exact] = st.sampled_from([-3, -2, -1, 1, 2, 3, Fraction(1, 2)])
rows = st.dictionaries(st.integers(0, 3), coefficients, max_size=4)
limits = st.none() | st.integers(-6, 6)
values = st.lists(st.integers(-5, 5), min_size=4, max_size=4)


@st.composite
def constraints(draw: st.DrawFn, *, of: int | None = None) -> Constraint:
    """Draw a constraint, of a quantity if one is asked for."""
    low, high = draw(limits), draw(limits)
    if low is not None and high is not None and low > high:
        low, high = high, low
    own = {} if of is None else {of: draw(coefficients)}
    return constraint({**draw(rows), **own}, low, high)


@st.composite
def equations(draw: st.DrawFn, *, of: int | None = None) -> Constraint:
    value = draw(st.integers(-6, 6))
    own = {} if of is None else {of: draw(coefficients)}
    return constraint({**draw(rows), **own}, value, value)


def satisfied(item: Constraint, changes: Mapping[int, Exact]) -> bool:
    total: Exact = sum(c * changes.get(index, 0) for index, c in item.terms.items())
    return (item.low is None or item.low <= total) and (item.high is None or total <= item.high)


def sound(item: Constraint) -> bool:
    """Tell whether the bits and the coefficients of a constraint say the same."""
    return set(bits(item.mask)) == set(item.terms) and all(item.terms.values())


@LOADED
@given(constraints())
def test_a_constraint_that_asks_for_no_change_holds(item: Constraint) -> None:
    assert sound(item)
    assert item.holds is satisfied(item, {})
    assert item.exact is (item.low is not None and item.low == item.high)


@LOADED
@given(st.integers(0, 1 << 70))
def test_bits_are_counted_from_the_lowest(mask: int) -> None:
    found = list(bits(mask))
    assert found == sorted(set(found))
    assert sum(1 << bit for bit in found) == mask


@LOADED
@given(constraints(of=OWN), st.integers(-4, 4), values)
def test_what_changes_by_so_much_is_taken_out(item: Constraint, by: int, others: list[int]) -> None:
    left = moved(item, OWN, by)
    assert sound(left)
    assert OWN not in left.terms
    changes = dict(enumerate(others))
    assert satisfied(left, changes) is satisfied(item, {**changes, OWN: by})


@LOADED
@given(constraints(of=OWN), equations(of=OWN), values)
def test_what_an_equation_makes_of_a_quantity_is_put_in_its_place(
    item: Constraint, pivot: Constraint, others: list[int]
) -> None:
    left = without(item, pivot, OWN)
    assert sound(left)
    assert OWN not in left.terms
    changes: dict[int, Exact] = dict(enumerate(others))
    assert pivot.low is not None
    rest = sum(c * changes[other] for other, c in pivot.terms.items() if other != OWN)
    changes[OWN] = Fraction(pivot.low - rest) / pivot.terms[OWN]
    assert satisfied(pivot, changes)
    assert satisfied(left, changes) is satisfied(item, changes)


def interval(item: Constraint, index: int, changes: Mapping[int, Exact]) -> tuple[Exact, Exact]:
    """Return between which values of a quantity a constraint holds."""
    rest = sum(c * changes[other] for other, c in item.terms.items() if other != index)
    low, high = ends(item, index)
    own = item.terms[index]
    far = 10**9
    return (
        -far if low is None else Fraction(low - rest) / own,
        far if high is None else Fraction(high - rest) / own,
    )


@LOADED
@given(st.lists(constraints(of=OWN), min_size=1, max_size=4), values)
def test_pairs_say_whether_some_value_is_left(asked: list[Constraint], others: list[int]) -> None:
    changes = dict(enumerate(others))
    made = pairs(asked, OWN)
    for item in made:
        assert sound(item)
        assert OWN not in item.terms
    between = [interval(item, OWN, changes) for item in asked]
    some = max((low for low, _ in between), default=0) <= min(
        (high for _, high in between), default=0
    )
    assert all(satisfied(item, changes) for item in made) is some


@LOADED
@given(st.lists(equations(), max_size=6), st.integers(0, 15))
def test_constraints_apart_share_nothing_that_may_change(
    failing: list[Constraint], allowed: int
) -> None:
    found = apart(failing, allowed)
    for one, other in combinations(found, 2):
        assert not one.mask & other.mask & allowed
    # No other could be added.
    used = 0
    for item in found:
        used |= item.mask & allowed
    for item in failing:
        assert any(item is other for other in found) or item.mask & allowed & used
    sizes = [(item.mask & allowed).bit_count() for item in found]
    assert sizes == sorted(sizes)


# ── by example ───────────────────────────────────────────────────────────────────────────────────


def test_an_equation_is_put_in_the_place_of_a_quantity() -> None:
    pivot = constraint({1: 4, 2: 2, 3: 5}, 6, 6)
    half = Fraction(-15, 2)
    left = without(constraint({0: 1, 1: 2, 2: 3}, 1, 8), pivot, 2)
    assert left == constraint({0: 1, 1: -4, 3: half}, -8, -1)
    assert without(constraint({1: 6, 2: 3}, None, 8), pivot, 2) == constraint({3: half}, None, -1)
    one = constraint({1: 3, 2: 1}, 5, 5)
    assert without(constraint({1: 6, 2: 2}, 7, None), one, 2) == constraint({}, -3, None)
    minus = constraint({1: 3, 2: -1}, 5, 5)
    assert without(constraint({2: 2}, 7, 7), minus, 2) == constraint({1: 6}, 17, 17)


def test_two_ranges_leave_one_for_the_others() -> None:
    above, below = constraint({0: 1, 2: 2}, None, 4), constraint({1: 1, 2: -1}, None, 3)
    assert pairs([above, below], 2) == [constraint({0: 1, 1: 2}, None, 10)]
    assert pairs([above, constraint({2: 1}, None, 9)], 2) == []
    both = constraint({0: 1, 2: 1}, 0, 5)
    assert pairs([both, constraint({0: 1, 2: 1}, 2, 3)], 2) == [constraint({}, -3, 3)]
    assert pairs([both], 2) == []


def test_a_range_without_ends_is_no_equation() -> None:
    assert not constraint({0: 1}, None, None).exact
    assert not constraint({0: 1}, None, 1).exact
    assert constraint({0: 1}, 1, 1).exact


def test_the_narrowest_stand_apart_first() -> None:
    wide, narrow, other = (
        constraint(dict.fromkeys(at, 1), 1, 1) for at in ((0, 1, 2), (0,), (1, 3))
    )
    assert apart([wide, narrow, other], 15) == [narrow, other]
    assert apart([wide, narrow, other], 4) == [narrow, other, wide]
