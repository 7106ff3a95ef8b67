"""Explanations by their causes, the likeliest first."""

from collections.abc import Mapping, Sequence

import pytest

from reportdsl.analysis.causes import Explanation, ranked
from reportdsl.analysis.components import Cure
from reportdsl.analysis.moves import Move
from reportdsl.analysis.relations import Origin, Relation, Stated, System
from reportdsl.analysis.sheet import Sheet
from reportdsl.analysis.slips import ARBITRARY, MISCOUNTED, MISPLACED
from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.formula import Address, Total
from reportdsl.model.report import CellRule
from reportdsl.text.numerals import Exact
from tests.records import replace
from tests.unit.analysis.stated import NOWHERE, figure, relation

SUM = CellRule(Total((), NOWHERE), NOWHERE, "", is_sum=True)
RULE = replace(SUM, is_sum=False)
Ways = Sequence[Mapping[int, Exact]]


def cure(changes: Mapping[int, Exact], *, loose: int | None = None) -> Cure:
    return Cure(dict(changes), (), frozenset() if loose is None else frozenset({loose}))


def explained(
    stated: Sequence[Stated],
    *cures: Cure,
    relations: Sequence[Relation] = (),
    known: Mapping[Address, tuple[CellRule, ...]] | None = None,
) -> list[Explanation]:
    sheet = Sheet((), dict(known or {}), {}, set())
    return ranked(sheet, System(list(stated), list(relations)), tuple(relations), cures)


def causes(
    stated: Sequence[Stated],
    changes: Mapping[int, Exact],
    *,
    known: Mapping[Address, tuple[CellRule, ...]] | None = None,
) -> list[tuple[list[tuple[int, Exact]], int, Phrase | None]]:
    """Return the causes of changes: what each makes of which figures, and the slip."""
    (made,) = explained(stated, cure(changes), known=known)
    return [
        ([(c.index, c.value) for c in cause.changes], cause.slip.weight, cause.slip.phrase)
        for cause in made.causes
    ]


def cells(*figures: tuple[int, int, Exact]) -> list[Stated]:
    return [figure(row, column, value) for row, column, value in figures]


# ── one figure ───────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_known_by_its_slip() -> None:
    stated = cells((0, 0, 21), (0, 1, 120), (0, 2, 45))
    assert causes(stated, {2: 78, 0: -9, 1: -108}) == [
        ([(0, 12)], 2, rules.SWAPPED_DIGITS),
        ([(1, 12)], 2, rules.ZERO_TOO_MANY),
        ([(2, 123)], ARBITRARY, None),
    ]
    assert [c.stated for c in explained(stated, cure({1: 1}))[0].causes[0].changes] == [stated[1]]


def test_a_total_is_added_up_by_hand() -> None:
    at = Address(0, 0, 0, 0)
    stated = cells((0, 0, 45))
    assert causes(stated, {0: 78})[0][1] == ARBITRARY
    for asked, weight in (((SUM,), MISCOUNTED), ((RULE, SUM), MISCOUNTED), ((RULE,), ARBITRARY)):
        assert causes(stated, {0: 78}, known={at: asked})[0][1] == weight
    prose = [replace(stated[0], address=None)]
    assert causes(prose, {0: 78}, known={at: (SUM,)})[0][1] == ARBITRARY


@pytest.mark.parametrize(
    ("origin", "weight"),
    [(Origin.CELL, ARBITRARY), (Origin.PROSE, 2), (Origin.LAST_YEAR, ARBITRARY)],
)
def test_a_figure_of_the_prose_is_copied(origin: Origin, weight: int) -> None:
    stated = [replace(figure(0, 0, 45), origin=origin, address=None)]
    assert causes(stated, {0: 78})[0][1] == weight


# ── figures in one another's place ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((0, 0, 3), (0, 5, 7), True),
        ((0, 2, 3), (9, 2, 7), True),
        # Of cells further apart, small figures fit each other by chance.
        ((0, 0, 3), (1, 1, 7), False),
        ((0, 0, 3), (1, 1, 9), False),
        ((0, 0, 3), (1, 1, 10), True),
        ((0, 0, 10), (1, 1, 3), True),
        ((0, 0, 3), (1, 1, -10), True),
        ((0, 0, 11), (1, 1, 12), True),
    ],
)
def test_figures_are_exchanged(
    one: tuple[int, int, int],
    other: tuple[int, int, int],
    together: bool,  # noqa: FBT001
) -> None:
    by = other[2] - one[2]
    made = causes(cells(one, other), {0: by, 1: -by})
    if together:
        assert made == [([(0, other[2]), (1, one[2])], MISPLACED, rules.EXCHANGED)]
    else:
        assert len(made) == 2


def test_figures_of_several_tables_are_not_exchanged() -> None:
    stated = cells((0, 0, 31), (0, 1, 47))
    for far in (Address(1, 0, 0, 1), Address(0, 1, 0, 1), None):
        apart = [stated[0], replace(stated[1], address=far)]
        assert len(causes(apart, {0: 16, 1: -16})) == 2
        assert len(causes(apart[::-1], {0: -16, 1: 16})) == 2
    assert len(causes([replace(each, address=None) for each in stated], {0: 16, 1: -16})) == 2


def test_figures_that_only_change_as_much_are_not_exchanged() -> None:
    assert len(causes(cells((0, 0, 31), (0, 1, 40)), {0: 16, 1: -16})) == 2
    assert len(causes(cells((0, 0, 31), (0, 1, 47)), {0: 16, 1: -15})) == 2


def test_a_figure_is_exchanged_once() -> None:
    stated = cells((0, 0, 31), (0, 1, 47), (0, 2, 47), (0, 3, 31))
    made = causes(stated, {0: 16, 1: -16, 2: -16, 3: 16})
    assert [[at for at, _ in changes] for changes, *_ in made] == [[0, 1], [2, 3]]
    made = causes(stated[:3], {0: 16, 1: -16, 2: -16})
    assert [[at for at, _ in changes] for changes, *_ in made] == [[0, 1], [2]]


def test_it_is_exchanged_with_one_that_it_could_be_exchanged_with() -> None:
    stated = cells((0, 0, 3), (1, 1, 3), (1, 2, 7))
    made = causes(stated, {0: 4, 1: 4, 2: -4})
    assert [[at for at, _ in changes] for changes, *_ in made] == [[0], [1, 2]]


def test_a_move_is_one_cause() -> None:
    stated = cells((0, 0, 5), (0, 1, 31), (0, 2, 47), (0, 3, 8))
    shift = Move(((1, 16), (2, -16)), rules.SHIFTED, 6)
    (made,) = explained(stated, Cure({0: 2, 1: 16, 2: -16, 3: 1}, (shift,), frozenset()))
    assert [[c.index for c in cause.changes] for cause in made.causes] == [[0], [1, 2], [3]]
    assert [c.value for c in made.causes[1].changes] == [47, 31]
    assert made.causes[1].slip == (MISPLACED, rules.SHIFTED)


# ── in their order ───────────────────────────────────────────────────────────────────────────────


def order(found: list[Explanation]) -> list[list[int]]:
    return [sorted(each.changes) for each in found]


def test_the_likeliest_slips_come_first() -> None:
    stated = cells((0, 0, 45), (0, 1, 21))
    found = explained(stated, cure({0: 78}), cure({1: -9}))
    assert order(found) == [[1], [0]]
    assert [each.weight for each in found] == [2, ARBITRARY]
    both = explained(stated, cure({0: 78, 1: -9}))
    assert both[0].weight == ARBITRARY + 2


def test_values_that_nothing_bounds_come_last() -> None:
    stated = cells((0, 0, 45), (0, 1, 21))
    found = explained(stated, cure({1: -9}, loose=1), cure({0: 78}))
    assert order(found) == [[0], [1]]
    assert [each.loose for each in found] == [frozenset(), {1}]


def test_each_equation_that_holds_speaks_against_a_change() -> None:
    stated = cells((0, 0, 45), (0, 1, 45), (0, 2, 45), (0, 3, 45))
    relations = [
        relation({0: 1, 1: -1}, stated, 0),
        relation({0: 1, 2: -1}, stated, 1),
        relation({1: 1, 2: -1}, stated, 2),
        relation({3: 1}, stated, 3),
        relation({3: 2}, stated, 4),
        relation({3: 3}, stated, 5),
    ]
    found = explained(stated, cure({0: 78}), cure({3: 78}), relations=relations)
    assert [(sorted(e.changes), e.held) for e in found] == [([3], 0), ([0], 2)]
    (both,) = explained(stated, cure({0: 78, 1: 78, 3: 78}), relations=relations)
    assert both.held == 4


def test_totals_come_before_their_parts() -> None:
    stated = cells((0, 0, 12), (0, 1, 12))
    total = {Address(0, 0, 0, 1): (SUM,)}
    found = explained(stated, cure({0: 1}), cure({1: 1}), known=total)
    assert [(sorted(e.changes), e.parts) for e in found] == [([1], 0), ([0], 1)]


def test_equally_likely_ones_stand_in_the_order_of_the_source() -> None:
    stated = cells(*((0, at, 12) for at in range(4)))
    found = explained(stated, *[cure({at: 1, 3: 1}) for at in (2, 0, 1)])
    assert order(found) == [[0, 3], [1, 3], [2, 3]]
