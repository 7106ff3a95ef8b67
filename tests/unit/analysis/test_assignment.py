"""One quantity chosen of each of some equations, against all choices tried."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportdsl.analysis.assignment import assignments
from reportdsl.analysis.constraints import Changes, Constraint, constraint
from reportdsl.analysis.quantities import UNIT, Quantity
from reportdsl.text.numerals import Exact, ratio

LOADED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No test measures time: on a busy machine it would lie."""


class Asked:
    """Choices that are asked for, and the work that they are."""

    def __init__(
        self,
        quantities: list[Quantity],
        groups: list[Constraint],
        others: list[Constraint],
        *,
        banned: int = 0,
        changed: int = 0,
        budget: int | None = None,
    ) -> None:
        self.work = 0
        weight = UNIT * len(groups) if budget is None else budget
        found = assignments(
            quantities, groups, [*groups, *others], banned, changed, weight, self._spend
        )
        self.found: list[Changes] = [dict(chosen) for chosen in found]

    def _spend(self, steps: int) -> None:
        self.work += steps


def satisfied(item: Constraint, changes: Changes) -> bool:
    total: Exact = sum(c * changes.get(index, 0) for index, c in item.terms.items())
    return (item.low is None or item.low <= total) and (item.high is None or total <= item.high)


def row(value: Exact, *indices: int) -> Constraint:
    return constraint(dict.fromkeys(indices, 1), value, value)


def counts(number: int) -> list[Quantity]:
    return [Quantity(9, 1, 0) for _ in range(number)]


SIZE = 3
"""How many quantities each group has."""


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Quantity], list[Constraint], list[Constraint]]:
    """Draw groups of quantities and constraints over them that some choices satisfy."""
    number = draw(st.integers(1, 3))
    every = range(number * SIZE)
    quantities = [Quantity(draw(st.integers(0, 3)), 1, 0) for _ in every]
    coefficient = st.sampled_from([-2, -1, 1, 2])
    groups = []
    for at in range(number):
        value = draw(st.sampled_from([-2, -1, 1, 2]))
        terms: Changes = {at * SIZE + n: draw(coefficient) for n in range(SIZE)}
        groups.append(constraint(terms, value, value))
    others = []
    for _ in range(draw(st.integers(0, 2))):
        terms = {n: draw(coefficient) for n in every if draw(st.booleans())}
        low, high = draw(st.sampled_from([(0, 0), (None, 1), (-1, None), (1, 1), (-2, 2)]))
        others.append(constraint(terms, low, high))
    return quantities, groups, others


@LOADED
@given(cases())
def test_trying_all_choices_finds_the_same(
    case: tuple[list[Quantity], list[Constraint], list[Constraint]],
) -> None:
    quantities, groups, others = case
    wanted = []
    for chosen in product(*(group.terms for group in groups)):
        changes: Changes = {}
        for index, group in zip(chosen, groups, strict=True):
            assert group.low is not None
            changes[index] = ratio(group.low, group.terms[index])
        fits = all(
            by.denominator == 1 and quantities[index].stated + by >= 0
            for index, by in changes.items()
        )
        if fits and all(satisfied(item, changes) for item in (*groups, *others)):
            wanted.append(changes)
    key = sorted
    found = Asked(quantities, groups, others).found
    assert sorted(found, key=key) == sorted(wanted, key=key)


def test_each_group_changes_by_what_it_lacks() -> None:
    groups = [constraint({0: 1, 1: -2}, 4, 4), constraint({2: 3}, -3, -3)]
    assert Asked(counts(3), groups, []).found == [{0: 4, 2: -1}, {1: -2, 2: -1}]


def test_what_is_banned_is_not_chosen() -> None:
    groups = [row(1, 0, 1), row(2, 1, 2)]
    assert Asked(counts(3), groups, [], banned=0b010).found == [{0: 1, 2: 2}]


def test_a_group_of_which_none_fits_has_no_choice() -> None:
    whole = constraint({2: 2}, 1, 1)
    assert Asked(counts(3), [row(1, 0, 1), whole], []).found == []
    assert Asked(counts(3), [whole, row(1, 0, 1)], []).found == []


def test_the_weight_is_spent_to_the_last() -> None:
    heavy = [Quantity(9, 1, 0, weight=UNIT + 1), *counts(3)]
    groups = [row(1, 0, 1), row(2, 2, 3)]
    light = [{1: 1, 2: 2}, {1: 1, 3: 2}]
    dear = [{0: 1, 2: 2}, {0: 1, 3: 2}]
    assert Asked(heavy, groups, []).found == light
    assert Asked(heavy, groups, [], budget=2 * UNIT + 1).found == dear
    # One that leaves too little for the other group is not even tried.
    tried, spared = Asked(heavy, groups, [], budget=2 * UNIT + 1), Asked(heavy, groups, [])
    assert spared.work < tried.work


@pytest.mark.parametrize(("by", "found"), [(3, [{1: 3}, {2: 1}]), (6, [{1: 6}]), (-3, [{1: -3}])])
def test_a_slip_is_taken_back_once_and_as_a_whole(by: int, found: list[Changes]) -> None:
    slip = Quantity(0, whole=True, excludes=0b001)
    item = constraint({1: 1, 2: 3}, by, by)
    assert Asked([*counts(2), slip], [item], []).found == found


def test_a_slip_does_not_change_beside_its_figures() -> None:
    quantities = [*counts(2), Quantity(0, whole=True, excludes=0b001)]
    groups = [row(1, 0, 1), row(1, 2)]
    assert Asked(quantities, groups, []).found == [{1: 1, 2: 1}]
    # The same with one of its figures changed before.
    assert Asked(quantities, [row(1, 2)], [], changed=0b001).found == []
    assert Asked(quantities, [row(1, 2)], [], changed=0b010).found == [{2: 1}]
    both = [
        Quantity(0, whole=True, excludes=0b1100),
        Quantity(0, whole=True, excludes=0b0100),
        *counts(2),
    ]
    assert Asked(both, [row(1, 0), row(1, 1)], []).found == []


def test_work_is_counted() -> None:
    # Four terms to look at, then two choices of which each goes through two constraints.
    assert Asked(counts(4), [row(1, 0, 1, 2, 3)], [constraint({0: 1, 1: 1}, 1, 1)]).work == 8
    # No whole number fits.
    assert Asked(counts(2), [constraint({0: 2, 1: 2}, 1, 1)], []).work == 2


def test_what_leaves_the_fewest_choices_is_decided_first() -> None:
    width, number = 9, 5
    groups = [row(1, *range(at * width, (at + 1) * width)) for at in range(number)]
    last = (number - 1) * width
    # Of the last group only one will do, and it forbids what the others need.
    others = [row(1, last), constraint({0: 1, last: 1}, 2, 2), constraint({0: 1, 1: 1}, 0, 0)]
    asked = Asked(counts(number * width), groups, others)
    assert asked.found == []
    assert asked.work < 10 * number * width
