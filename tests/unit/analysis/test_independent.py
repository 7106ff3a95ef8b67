"""Choices that have nothing to do with one another are told apart."""

from itertools import product

import pytest

from reportdsl.analysis.components import Cure
from reportdsl.analysis.independent import independent
from reportdsl.analysis.moves import Move
from reportdsl.analysis.relations import Relation
from reportdsl.diagnostics.diagnostic import Phrase, message
from reportdsl.text.source import Span

_SPAN = Span("r", 0, 1)


def relation(*indices: int, holds: bool = False) -> Relation:
    def naming() -> object:
        return message(Phrase("甲", "a"))

    residual = 0 if holds else 1
    return Relation(dict.fromkeys(indices, 1), residual, 0, 0, 0, naming, _SPAN)  # type: ignore[arg-type]


def cures(*sets: dict[int, int]) -> tuple[Cure, ...]:
    return tuple(Cure(dict(changes), (), frozenset()) for changes in sets)


def parts(
    relations: list[Relation], ways: tuple[Cure, ...]
) -> list[tuple[list[int], list[object]]]:
    """Return which relations each choice is of, and what its cures change."""
    return [
        ([relations.index(r) for r in own], [c.changes for c in made])
        for own, made in independent(tuple(relations), ways)
    ]


def test_two_equations_with_two_ways_each_are_two_choices() -> None:
    relations = [relation(0, 1), relation(2, 3), relation(1, 2, holds=True)]
    ways = [{a: 1, b: 1} for a, b in product((0, 1), (2, 3)) if (a, b) != (1, 2)]
    # Two of the four would break the equation that holds: these are no two choices.
    assert parts(relations, cures(*ways)) == [([0, 1], ways)]
    relations[2] = relation(4, 5, holds=True)
    ways = [{a: 1, b: 1} for a, b in product((0, 1), (2, 3))]
    assert parts(relations, cures(*ways)) == [
        ([0], [{0: 1}, {1: 1}]),
        ([1], [{2: 1}, {3: 1}]),
    ]


def test_what_changes_within_one_equation_that_holds_belongs_together() -> None:
    relations = [relation(0, 1), relation(2, 3), relation(0, 2, holds=True)]
    ways = [{0: 1, 2: -1}, {1: 1, 3: 1}]
    assert parts(relations, cures(*ways)) == [([0, 1], ways)]


@pytest.mark.parametrize("ways", [[{0: 1, 1: 1}], [{0: 1, 1: 1}, {0: 1, 2: 1}]])
def test_one_way_for_one_equation_is_a_choice_of_its_own(ways: list[dict[int, int]]) -> None:
    relations = [relation(0), relation(1, 2)]
    second = [{i: 1} for way in ways for i in way if i]
    assert parts(relations, cures(*ways)) == [([0], [{0: 1}]), ([1], second)]


def test_what_is_loose_stays_with_its_choice() -> None:
    ways = (Cure({0: 1, 1: 1}, (), frozenset({1})), Cure({0: 1, 2: 1}, (), frozenset()))
    (_, (one,)), (_, others) = independent((relation(0), relation(1, 2)), ways)
    assert one.loose == frozenset()
    assert [other.loose for other in others] == [frozenset({1}), frozenset()]


def test_one_way_through_an_equation_that_holds_is_one_choice() -> None:
    relations = [relation(0), relation(2), relation(0, 2, holds=True)]
    assert parts(relations, cures({0: 1, 2: -1})) == [([0, 1], [{0: 1, 2: -1}])]


def test_a_change_that_mends_nothing_by_itself_is_no_choice() -> None:
    relations = [relation(0), relation(4, holds=True)]
    assert parts(relations, cures({0: 1, 4: 1})) == [([0], [{0: 1, 4: 1}])]


def test_a_slip_of_several_figures_stays_with_its_choice() -> None:
    move = Move(((0, 1), (1, -1)), Phrase("甲", "a"), 5)
    ways = (
        Cure({0: 1, 1: -1, 2: 1}, (move,), frozenset()),
        Cure({0: 1, 1: -1, 3: 1}, (move,), frozenset()),
    )
    relations = [relation(0), relation(1), relation(2, 3)]
    assert parts(relations, ways) == [
        ([0, 1], [{0: 1, 1: -1}]),
        ([2], [{2: 1}, {3: 1}]),
    ]
    (_, (first,)), (_, others) = independent(tuple(relations), ways)
    assert first.moves == (move,)
    assert [other.moves for other in others] == [(), ()]
