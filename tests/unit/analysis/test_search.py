"""The search for the smallest sets of changes, against one that tries all of them."""

import random
from collections.abc import Iterable
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdsl.analysis.constraints import Constraint, constraint
from reportdsl.analysis.quantities import UNIT, Quantity
from reportdsl.analysis.search import MAX_SIZE, Outcome, search
from reportdsl.text.numerals import Exact

MOST = 2
"""Parts are so large at most, so that all changes can be tried; no figure is less than zero."""


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
    changes = [[v - q.stated for v in range(8 * MOST + 1) if v != q.stated] for q in quantities]
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


@settings(max_examples=30, deadline=None)
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


# ── any system of small figures ──────────────────────────────────────────────────────────────────

TOP = 3


class Case:
    """Figures from nought to a top, constraints over them, and slips of two figures each."""

    def __init__(self, seed: int, *, slips: int = 0) -> None:
        rng = random.Random(seed)
        self.figures = rng.randint(2, 3 if slips else 4)
        stated = [rng.randint(0, TOP) for _ in range(self.figures)]
        self.values = [range(-value, TOP - value + 1) for value in stated]
        weights = [rng.choice([UNIT, UNIT, UNIT, 2 * UNIT]) for _ in stated]
        self.quantities = [
            Quantity(value, 1, 0, weight) for value, weight in zip(stated, weights, strict=True)
        ]
        # A slip changes what its figures would change, by so much each.
        self.moved: list[dict[int, int]] = []
        for _ in range(slips):
            places = rng.sample(range(self.figures), 2)
            self.moved.append({at: rng.choice([-2, -1, 1, 2]) for at in places})
            excluded = sum(1 << at for at in places)
            weight = UNIT + rng.randint(1, 2)
            self.quantities.append(Quantity(0, 1, None, weight, whole=True, excludes=excluded))
        self.rows = [self._row({at: 1}, None, TOP - stated[at]) for at in range(self.figures)]
        if slips:
            self.rows += [self._row({at: 1}, -stated[at], None) for at in range(self.figures)]
        for _ in range(rng.randint(1, 4)):
            places = rng.sample(range(self.figures), rng.randint(1, min(3, self.figures)))
            terms = {at: rng.choice([-2, -1, 1, 1, 2, 3]) for at in places}
            end = rng.randint(-4, 4)
            low, high = rng.choice(
                [(end, end), (end, end), (0, 0), (end, None), (None, end), (end, end + 1)]
            )
            self.rows.append(self._row(terms, low, high))
        rng.shuffle(self.rows)

    def _row(self, terms: dict[int, int], low: int | None, high: int | None) -> Constraint:
        moved = {
            self.figures + at: sum(terms.get(own, 0) * by for own, by in move.items())
            for at, move in enumerate(self.moved)
        }
        return constraint({**terms, **{at: by for at, by in moved.items() if by}}, low, high)

    @property
    def slips(self) -> int:
        return ((1 << len(self.moved)) - 1) << self.figures

    def brute(self) -> tuple[int, set[frozenset[int]]]:
        """Return the least weight and all sets of it, by trying all values of all figures."""
        found: dict[int, set[frozenset[int]]] = {}
        slips = [range(2)] * len(self.moved)
        for values in product(*self.values, *slips):
            changes = {at: by for at, by in enumerate(values) if by}
            if self._apart(changes) and satisfied(self.rows, {**changes}):
                weight = sum(self.quantities[at].weight for at in changes)
                found.setdefault(weight, set()).add(frozenset(changes))
        least = min(found, default=0)
        return least, found.get(least, set())

    def _apart(self, changes: Iterable[int]) -> bool:
        """Tell whether no figure changes beside a slip of it, nor two slips that share one."""
        used = sum(1 << at for at in changes if at < self.figures)
        for at in changes:
            excludes = self.quantities[at].excludes
            if excludes & used:
                return False
            used |= excludes
        return True


@pytest.mark.parametrize("slips", [0, 1, 2])
@pytest.mark.parametrize("seed", range(12))
def test_it_finds_all_of_the_least_weight(seed: int, slips: int) -> None:
    for number in range(12 if slips else 40):
        case = Case(1000 * seed + number, slips=slips)
        if all(item.holds for item in case.rows):
            continue
        outcome = search(case.quantities, case.rows, slips=case.slips)
        weight, wanted = case.brute()
        assert sets(outcome) == wanted, (seed, number)
        assert len(outcome.solutions) == len(wanted), (seed, number)
        assert outcome.complete is bool(wanted)
        for solution in outcome.solutions:
            assert satisfied(case.rows, solution.changes)
            assert sum(case.quantities[at].weight for at in solution.changes) == weight
            assert case._apart(solution.changes)
            assert solution.loose <= solution.changes.keys()


# ── by example ───────────────────────────────────────────────────────────────────────────────────


def test_a_limit_on_work_is_told() -> None:
    rows = [constraint({index: 1, index + 1: 1, index + 2: 1}, 1, 1) for index in range(0, 30, 3)]
    outcome = search([Quantity(0, 1, 0) for _ in range(32)], rows, limit=100)
    assert not outcome.complete
    assert outcome.solutions == ()
    assert 100 < outcome.work < 150


def row(value: int, *indices: int) -> Constraint:
    return constraint(dict.fromkeys(indices, 1), value, value)


def more(value: int, *indices: int) -> Constraint:
    return constraint(dict.fromkeys(indices, 1), value, None)


@pytest.mark.parametrize(
    ("rows", "work"),
    [
        # An equation to look at; two figures, with each the two terms of the equation, twice.
        ([row(1, 0, 1)], 1 + 2 * (2 + 2)),
        # What stands in both, and not in either.
        ([row(1, 0, 1), row(1, 1, 2)], 2 + 4 + 1 + 2),
        # One that stands in an equation that holds is not tried.
        ([row(1, 0, 1), row(0, 1, 2)], 2 + 2 + 1 + 2),
        # None alone will do, so one of each: four terms to look at, two first choices with two
        # further ones, of which each goes through two constraints.
        ([row(1, 0, 1), row(1, 2, 3)], 2 + 4 + 2 * (2 + 2 * 2)),
        ([more(1, 0)], 1 + 1),
        # First the one that only one figure mends, then each of the three of the other.
        ([more(1, 0), more(1, 1, 2, 3)], 1 + 3 * (3 + 3 + 1)),
        ([more(1, 1, 2, 3), more(1, 0)], 1 + 3 * (3 + 3 + 1)),
    ],
)
def test_work_is_counted_by_terms(rows: list[Constraint], work: int) -> None:
    figures = [Quantity(0) for _ in range(4)]
    outcome = search(figures, rows, limit=work)
    assert (outcome.work, outcome.complete) == (work, True)
    assert not search(figures, rows, limit=work - 1).complete


def test_a_least_is_work_too() -> None:
    figures = [Quantity(0, 1, 0) for _ in range(6)]
    # As above, and with each figure its least, put in terms of the other.
    assert search(figures, [row(1, 0, 1)]).work == 1 + 2 * (2 + 2 + 2)
    assert search(figures, [more(1, 0)]).work == 2 + 2
    # Of two equations the shorter one is put in the place of a figure.
    for rows in ([row(1, 0, 1), row(1, *range(2, 6), 0)], [row(1, *range(2, 6), 0), row(1, 0, 1)]):
        assert search(figures, rows).work == 2 + (7 + 2) + 1 + 2


def test_a_slip_is_work_too() -> None:
    rows = [constraint({0: 1, 2: 3}, 3, 3), constraint({1: 1, 2: -3}, -3, -3)]
    slip = Quantity(0, weight=UNIT + 1, whole=True, excludes=0b11)
    # Two equations for a weight that is too little, for the right one, and when it is taken back.
    outcome = search([Quantity(0), Quantity(9), slip], rows, slips=0b100)
    assert outcome.work == 2 + 2 + 4 + 2


@pytest.mark.parametrize(
    ("ends", "change"),
    [
        ([(None, 5), (3, None)], 4),
        ([(3, None), (None, 5)], 4),
        ([(3, None), (5, None), (4, None)], 5),
        # It is 7, and 0 at least.
        ([(None, -5), (None, -3), (None, -4)], -6),
        ([(None, 9), (None, 5), (None, 7), (1, None), (5, None), (2, None)], 5),
        ([(2, 9), (1, 4)], 3),
        ([(3, None), (None, 2)], None),
        # Less than its least it is not, whatever the change.
        ([(None, -7)], -7),
        ([(None, -8)], None),
        ([(-9, -7)], -7),
        ([(-9, -8)], None),
    ],
)
def test_a_value_lies_where_all_ranges_leave_it(
    ends: list[tuple[int | None, int | None]], change: int | None
) -> None:
    rows = [constraint({0: 1}, low, high) for low, high in ends]
    found = search([Quantity(7, 1, 0)], rows, most=2)
    assert [s.changes for s in found.solutions] == ([] if change is None else [{0: change}])
    # The same of what it is turned round and taken twice.
    rows = [
        constraint({0: -2}, None if high is None else -2 * high, None if low is None else -2 * low)
        for low, high in ends
    ]
    found = search([Quantity(7, 1, 0)], rows, most=2)
    assert [s.changes for s in found.solutions] == ([] if change is None else [{0: change}])


@pytest.mark.parametrize(("most", "found"), [(1, False), (2, True)])
def test_the_weight_of_slips_has_an_end(most: int, found: bool) -> None:  # noqa: FBT001
    rows = [constraint({0: 1, 2: 3}, 3, 3), constraint({1: 1, 2: -3}, -3, -3)]
    slip = Quantity(0, weight=UNIT + 1, whole=True, excludes=0b11)
    outcome = search([Quantity(0), Quantity(9), slip], rows, slips=0b100, most=most)
    assert bool(outcome.solutions) is found


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


@pytest.mark.parametrize(
    ("step", "low", "high", "open_"),
    [
        (1, 2, 4, True),  # 2, 3 and 4 do
        (1, 3, 3, False),
        (2, 3, 5, False),  # 4 alone does
        (3, 4, 5, None),  # nothing does
        (0, 2, 4, True),
        (0, 3, 3, False),
    ],
)
def test_two_comparisons_leave_a_value_open(
    step: int,
    low: int,
    high: int,
    open_: bool | None,  # noqa: FBT001 - as the cases say it
) -> None:
    both = [constraint({0: 1}, low, None), constraint({0: 1}, None, high)]
    outcome = search([Quantity(0, step, 0)], both)
    loose = [solution.loose for solution in outcome.solutions]
    assert loose == ([] if open_ is None else [frozenset({0} if open_ else ())])
    # Between the ends of one constraint there is a best value.
    outcome = search([Quantity(0, step, 0)], [constraint({0: 1}, low, high)])
    assert [s.loose for s in outcome.solutions] == ([] if open_ is None else [frozenset()])


def test_what_follows_from_an_open_value_is_open() -> None:
    rows = [constraint({0: 1, 1: -1}, 0, 0), more(3, 0), row(5, 2)]
    outcome = search([Quantity(0, 1, 0)] * 3, rows)
    assert [s.loose for s in outcome.solutions] == [frozenset({0, 1})]


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
    for size, complete in ((255, True), (256, False), (257, False), (300, False)):
        rows = [constraint(dict.fromkeys(range(size), 1), 1, 1)]
        outcome = search([Quantity(0, 1, 0) for _ in range(size)], rows)
        assert len(outcome.solutions) == min(size, 256)
        assert outcome.complete is complete


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
