"""The search for the smallest sets of changes, against one that tries all of them."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdsl.analysis.constraints import Constraint, constraint
from reportdsl.analysis.quantities import UNIT, Quantity
from reportdsl.analysis.search import MAX_SETS, MAX_SIZE, Outcome, search
from reportdsl.text.numerals import Exact

MOST = 4
"""Figures are so large at most, so that all changes can be tried."""


def satisfied(rows: list[Constraint], changes: dict[int, Exact]) -> bool:
    for item in rows:
        total = sum(c * changes.get(index, 0) for index, c in item.terms.items())
        if item.low is not None and total < item.low:
            return False
        if item.high is not None and total > item.high:
            return False
    return True


def brute(quantities: list[Quantity], rows: list[Constraint], most: int) -> set[frozenset[int]]:
    """Return the smallest sets of quantities whose change satisfies the rows, all ways tried."""
    changes = [
        [
            v - q.stated
            for v in range(-3 * MOST, 3 * MOST + 1)
            if v != q.stated and (q.least is None or v >= q.least)
        ]
        for q in quantities
    ]
    for size in range(most + 1):
        found = {
            frozenset(chosen)
            for chosen in combinations(range(len(quantities)), size)
            if any(
                satisfied(rows, dict(zip(chosen, by, strict=True)))
                for by in product(*(changes[index] for index in chosen))
            )
        }
        if found:
            return found
    return set()


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Quantity], list[Constraint]]:
    """Draw a small table with totals of rows and columns, and figures that need not add up."""
    height, width = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    figure = st.integers(0, MOST)
    cells = [[draw(figure) for _ in range(width + 1)] for _ in range(height + 1)]
    if draw(st.booleans()):
        for line in cells[:-1]:
            line[-1] = sum(line[:-1])
        cells[-1] = [sum(column) for column in zip(*cells[:-1], strict=True)]
        spoilt = draw(st.integers(0, height)), draw(st.integers(0, width))
        cells[spoilt[0]][spoilt[1]] = draw(figure)
    rows = []
    for r, line in enumerate(cells):
        terms: dict[int, Exact] = {r * (width + 1) + c: 1 for c in range(width)}
        terms[r * (width + 1) + width] = -1
        gap = line[-1] - sum(line[:-1])
        rows.append(constraint(terms, gap, gap))
    for c in range(width + 1):
        terms = {r * (width + 1) + c: 1 for r in range(height)}
        terms[height * (width + 1) + c] = -1
        gap = cells[-1][c] - sum(line[c] for line in cells[:-1])
        room = draw(st.sampled_from([0, 0, 1]))
        rows.append(constraint(terms, gap - room, gap + room))
    if draw(st.booleans()):
        # The first figure is at most the second.
        rows.append(constraint({0: 1, 1: -1}, None, cells[0][1] - cells[0][0]))
    return [Quantity(value, 1, 0) for line in cells for value in line], rows


def sets(outcome: Outcome) -> set[frozenset[int]]:
    return {frozenset(solution.changes) for solution in outcome.solutions}


@settings(max_examples=80, deadline=None)
@given(tables())
def test_it_finds_what_trying_everything_finds(
    case: tuple[list[Quantity], list[Constraint]],
) -> None:
    quantities, rows = case
    if all(item.holds for item in rows):
        return
    outcome = search(quantities, rows)
    assert outcome.complete
    size = len(outcome.solutions[0].changes)
    for solution in outcome.solutions:
        assert satisfied(rows, solution.changes)
        assert all(solution.changes.values())
        for index, by in solution.changes.items():
            assert quantities[index].stated + by >= 0
    if size <= 3:
        assert sets(outcome) == brute(quantities, rows, 3)
    else:
        assert brute(quantities, rows, 3) == set()


def test_a_limit_on_work_is_told() -> None:
    rows = [constraint({index: 1, index + 1: 1, index + 2: 1}, 1, 1) for index in range(0, 30, 3)]
    outcome = search([Quantity(0, 1, 0) for _ in range(32)], rows, limit=2_000)
    assert not outcome.complete
    assert outcome.work > 2_000


def test_nothing_is_found_where_nothing_can_be() -> None:
    outcome = search([Quantity(1, 1, 0)], [constraint({0: 1}, 1, 1), constraint({0: 1}, 2, 2)])
    assert outcome.solutions == ()
    assert not outcome.complete


@pytest.mark.parametrize(("step", "found"), [(1, False), (0, True)])
def test_figures_are_multiples_of_their_step(step: int, found: bool) -> None:  # noqa: FBT001
    outcome = search([Quantity(3, step)], [constraint({0: 2}, 1, 1)])
    assert bool(outcome.solutions) is found


def test_heavier_quantities_are_spared() -> None:
    rows = [constraint({0: 1, 1: 1}, 4, 4)]
    light, heavy = Quantity(0, 1, 0), Quantity(0, 1, 0, weight=2 * UNIT)
    assert sets(search([heavy, light], rows)) == {frozenset({1})}


def test_coefficients_may_be_huge() -> None:
    outcome = search(
        [Quantity(0, 1, 0), Quantity(5, 1, 0)], [constraint({0: 10**20, 1: -1}, 10**20, 10**20)]
    )
    assert [s.changes for s in outcome.solutions] == [{0: 1}]


def test_a_range_leaves_a_value_open() -> None:
    (solution,) = search([Quantity(1, 1, 0)], [constraint({0: 1}, 3, None)]).solutions
    assert solution == ({0: 3}, frozenset({0}))


def test_values_are_not_less_than_their_least() -> None:
    rows = [constraint({0: 1, 1: -1}, -4, -4)]
    quantities = [Quantity(3, 1, 0), Quantity(2, 1, 0)]
    assert [s.changes for s in search(quantities, rows).solutions] == [{1: 4}]
    quantities = [Quantity(5, 1, 2), Quantity(2, 1, 0)]
    assert [s.changes for s in search(quantities, rows).solutions] == [{1: 4}]
    quantities = [Quantity(5, 1, 1), Quantity(2, 1, 0)]
    assert sets(search(quantities, rows)) == {frozenset({0}), frozenset({1})}


def test_a_slip_is_taken_back_as_a_whole() -> None:
    rows = [constraint({0: 1, 2: 3}, 3, 3), constraint({1: 1, 2: -3}, -3, -3)]
    slip = Quantity(0, weight=UNIT + 1, whole=True, excludes=0b11)
    (one,) = search([Quantity(0), Quantity(9), slip], rows, slips=0b100).solutions
    assert one.changes == {2: 1}
    heavy = Quantity(0, weight=2 * UNIT + 1, whole=True, excludes=0b11)
    (two,) = search([Quantity(0), Quantity(9), heavy], rows, slips=0b100).solutions
    assert two.changes == {0: 3, 1: -3}


def test_there_is_an_end_to_sets() -> None:
    rows = [constraint(dict.fromkeys(range(300), 1), 1, 1)]
    outcome = search([Quantity(0, 1, 0) for _ in range(300)], rows)
    assert len(outcome.solutions) == MAX_SETS
    assert not outcome.complete
    rows = [constraint(dict.fromkeys(range(MAX_SETS - 1), 1), 1, 1)]
    outcome = search([Quantity(0, 1, 0) for _ in range(MAX_SETS - 1)], rows)
    assert len(outcome.solutions) == MAX_SETS - 1
    assert outcome.complete


def test_sets_have_an_end_to_their_size() -> None:
    for size, found in ((MAX_SIZE, True), (MAX_SIZE + 1, False)):
        rows = [constraint({index: 1}, 1, 1) for index in range(size)]
        assert bool(search([Quantity(0) for _ in range(size)], rows).solutions) is found


def test_values_that_misfit_enlarge_a_set() -> None:
    # By itself the first would change by a half.
    rows = [constraint({0: 2, 1: 1}, 1, 1)]
    assert sets(search([Quantity(0), Quantity(0, weight=2 * UNIT)], rows)) == {frozenset({1})}
    rows = [constraint({0: 2, 1: 3}, 1, 1)]
    (one,) = search([Quantity(0), Quantity(0)], rows).solutions
    assert 2 * one.changes[0] + 3 * one.changes[1] == 1
