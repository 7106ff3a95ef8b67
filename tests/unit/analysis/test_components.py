"""What hangs together in a system, and what mends each part in which something fails."""

from collections.abc import Mapping, Sequence

import pytest

from reportdsl.analysis.components import Component, Program, components
from reportdsl.analysis.moves import EXCHANGE, SHIFT, moves
from reportdsl.analysis.quantities import UNIT
from reportdsl.analysis.relations import Origin, Relation, System
from reportdsl.analysis.search import search
from reportdsl.analysis.sheet import Sheet
from reportdsl.model.formula import Address, Total
from reportdsl.model.report import CellRule
from reportdsl.text.numerals import Exact
from tests.records import replace
from tests.unit.analysis.stated import NOWHERE, figure, relation


def sheet(*sums: Address, other: Sequence[Address] = ()) -> Sheet:
    """Return what is known of cells: which are sums, and which have another rule besides."""
    total = CellRule(Total((), NOWHERE), NOWHERE, "", is_sum=True)
    rule = replace(total, is_sum=False)
    rules = dict.fromkeys(sums, (total,))
    return Sheet((), {**rules, **{at: (rule, *rules.get(at, ())) for at in other}}, {}, set())


def row(values: Sequence[int], *relations: Mapping[int, Exact]) -> System:
    """Return figures in a row, and equations of them."""
    stated = [figure(0, at, value) for at, value in enumerate(values)]
    return System(stated, [relation(each, stated, at) for at, each in enumerate(relations)])


def adds_up(total: int, *parts: int) -> dict[int, Exact]:
    return {**dict.fromkeys(parts, 1), total: -1}


def cures(found: Component) -> list[dict[int, Exact]]:
    return [dict(cure.changes) for cure in found.cures]


# ── what hangs together ──────────────────────────────────────────────────────────────────────────


def test_parts_in_which_all_holds_are_none() -> None:
    assert components(sheet(), row([1, 2, 3], adds_up(2, 0, 1))) == []


def test_relations_hang_together_by_their_figures() -> None:
    equal: list[dict[int, Exact]] = [{at: 1, at + 1: -1} for at in range(5)]
    whole = row([1, 1, 1, 2, 2, 2], *equal)
    (found,) = components(sheet(), whole)
    assert found.relations == tuple(whole.relations)
    # Reached on either side, and over two figures of one equation.
    whole = row([1, 2, 4, 1, 2, 9, 9], equal[5 - 1], adds_up(2, 0, 1), {0: 1, 3: -1}, {1: 1, 4: -1})
    whole.relations[0] = relation({5: 1, 6: -1}, whole.stated, 0)
    (found,) = components(sheet(), whole)
    assert found.relations == tuple(whole.relations[1:])


def test_each_part_that_fails_is_told_once() -> None:
    # Of the first part two equations fail, and one of the second between them.
    whole = row([1, 2, 3, 4, 5], {0: 1, 1: -1}, {3: 1, 4: -1}, {0: 1, 2: -1})
    found = components(sheet(), whole)
    assert [[whole.relations.index(r) for r in part.relations] for part in found] == [[0, 2], [1]]


# ── what mends them ──────────────────────────────────────────────────────────────────────────────


def test_one_wrong_figure_is_lighter_than_all_else() -> None:
    (found,) = components(sheet(), row([1, 2, 4], adds_up(2, 0, 1)))
    assert cures(found) == [{0: 1}, {1: 1}, {2: -1}]
    assert (found.weight, found.complete) == (UNIT, True)


def test_two_wrong_figures_weigh_twice_as_much() -> None:
    whole = row([1, 2, 3], {0: 1}, {1: 1, 2: -1})
    whole.stated = [replace(each, step=0) for each in whole.stated]
    (first, second) = components(sheet(), whole)
    assert cures(first) == [{0: -1}]
    assert cures(second) == [{1: 1}, {2: -1}]
    whole = row([1, 2, 3], {0: 1}, {1: 1}, {0: 1, 1: 1, 2: -1})
    (found,) = components(sheet(), whole)
    assert cures(found) == [{0: -1, 1: -2, 2: -3}]
    assert found.weight == 3 * UNIT


def test_what_nothing_mends_has_no_weight() -> None:
    (found,) = components(sheet(), row([1, 2], {0: 1, 1: 1}, {0: 2, 1: 2}))
    assert found.complete
    stated = [figure(0, 0, 1)]
    clash = [relation({0: 1}, stated, at, (end, end)) for at, end in enumerate((1, 3))]
    (found,) = components(sheet(), System(stated, clash))
    assert (found.cures, found.weight, found.complete) == ((), None, False)


def test_ends_are_of_what_a_relation_comes_to() -> None:
    stated = [figure(0, 0, 7)]
    # The constant is 3: 7 + 3 is to lie between 11 and 12.
    apart = replace(relation({0: 1}, stated, 0), residual=10, low=11, high=12)
    (found,) = components(sheet(), System(stated, [apart]))
    assert cures(found) in ([{0: 1}], [{0: 2}])
    (found,) = components(sheet(), System(stated, [replace(apart, high=None)]))
    assert cures(found) == [{0: 1}]
    assert found.cures[0].loose == {0}
    (found,) = components(sheet(), System(stated, [replace(apart, low=None, high=4)]))
    assert cures(found) == [{0: -6}]


def test_a_check_of_the_author_weighs_as_much_as_two_figures() -> None:
    whole = row([5, 6, 0], {0: 1}, {1: 1}, {0: 1, 1: 1, 2: 1})
    check = replace(whole.stated[2], origin=Origin.CHECK, address=None, least=None)
    whole.stated[2] = check
    program = Program(whole.stated, tuple(whole.relations))
    assert [program[at].weight for at in range(3)] == [UNIT, UNIT, 2 * UNIT]
    # Either the check is off, or both figures that it compares with nothing are.
    whole = row([5, 5, 0], {0: 1, 2: 1}, {0: 1, 1: -1})
    whole.stated[2] = check
    (found,) = components(sheet(), whole)
    assert cures(found) == [{0: -5, 1: -5}, {2: -5}]
    assert found.weight == 2 * UNIT


# ── slips of several figures ─────────────────────────────────────────────────────────────────────

PLACES = [Address(0, 0, 0, at) for at in range(9)]


def exchanged() -> System:
    """Return a row of which two figures are exchanged that have equations of their own."""
    whole = row([31, 47, 47, 31], {0: 1, 2: -1}, {1: 1, 3: -1})
    for at in (2, 3):
        whole.stated[at] = replace(whole.stated[at], address=Address(0, 0, at, 7))
    # That they are equal to these is certain: the others have equations that hold.
    for at, value in ((2, 47), (3, 31)):
        whole.stated.append(figure(at, 9, value))
        whole.relations.append(relation({at: 1, at + 2: -1}, whole.stated, at))
    return whole


def joined() -> System:
    """Return the same, hanging together by the sum of the two."""
    whole = exchanged()
    whole.stated.append(figure(0, 8, 78))
    whole.relations.append(relation({0: 1, 1: 1, 6: -1}, whole.stated, 9))
    return whole


def test_an_exchange_is_one_slip() -> None:
    (found,) = components(sheet(), joined())
    (cure,) = found.cures
    assert cure.changes == {0: 16, 1: -16}
    (move,) = cure.moves
    assert move.weight == EXCHANGE == found.weight
    assert cure.loose == frozenset()


def test_a_shift_is_one_slip() -> None:
    # The figures of the second row stand in the first a place too far, totals aside.
    below = [13, 29, 57, 84, 0]
    above = [0, 13, 29, 57, 84]
    total = sum(below)
    stated = [figure(0, at, value) for at, value in enumerate([*above, total])]
    stated += [figure(at + 1, 9, value) for at, value in enumerate(below)]
    stated += [figure(at + 1, 10, value) for at, value in enumerate(below)]
    lines: list[dict[int, Exact]] = [{at: 1, at + 6: -1} for at in range(5)]
    lines += [{at + 6: 1, at + 11: -1} for at in range(5)]
    lines.append(adds_up(5, *range(5)))
    whole = System(stated, [relation(each, stated, at) for at, each in enumerate(lines)])
    (found,) = components(sheet(PLACES[5]), whole)
    (cure,) = found.cures
    assert cure.changes == {at: below[at] - above[at] for at in range(5)}
    assert found.weight == SHIFT
    # A total is not shifted, were it computed in another way besides.
    (found,) = components(sheet(PLACES[5], other=[PLACES[5]]), whole)
    assert found.weight == SHIFT
    (found,) = components(sheet(), whole)
    assert found.weight == 5 * UNIT


def test_changes_beside_a_slip_are_of_figures() -> None:
    whole = joined()
    whole.stated.append(figure(5, 5, 2))
    whole.relations.append(relation({6: 1, 7: -39}, whole.stated, 10))
    whole.stated[6] = figure(0, 8, 80)
    whole.relations[-2:] = [
        relation({0: 1, 1: 1, 6: -1}, whole.stated, 9),
        relation({6: 1, 7: -39}, whole.stated, 10),
    ]
    (found,) = components(sheet(), whole)
    (cure,) = found.cures
    assert cure.changes == {0: 16, 1: -16, 6: -2}
    assert len(cure.moves) == 1
    assert found.weight == EXCHANGE + UNIT


def program() -> tuple[Program, System]:
    whole = joined()
    relations = tuple(whole.relations)
    return Program(whole.stated, relations, moves(whole.stated, relations, ())), whole


def test_a_slip_stands_behind_all_figures() -> None:
    made, whole = program()
    assert made.slips == 1 << 7
    slip = made[7]
    assert (slip.weight, slip.whole, slip.excludes) == (EXCHANGE, True, 0b11)
    # It changes what its figures change, all in all.
    assert [each.terms.get(7, 0) for each in made.constraints] == [16, -16, 0, 0, 0]
    assert [each.low for each in made.constraints] == [16, -16, 0, 0, 0]
    two = moves(whole.stated, whole.relations, ()) * 2
    assert Program(whole.stated, tuple(whole.relations), two).slips == 0b11 << 7
    assert Program(whole.stated, tuple(whole.relations)).slips == 0


# ── limits ───────────────────────────────────────────────────────────────────────────────────────


def found_with(limit: int) -> Component:
    (found,) = components(sheet(), joined(), limit=limit)
    return found


def test_slips_have_half_of_the_work() -> None:
    made, _ = program()
    needed = next(
        limit
        for limit in range(100)
        if search(made, made.constraints, limit=limit, slips=made.slips).solutions
    )
    assert found_with(2 * needed).weight == EXCHANGE
    # Else figures are thought of one by one, with all of it.
    below = found_with(2 * needed - 1)
    assert (below.weight, [len(cure.moves) for cure in below.cures]) == (2 * UNIT, [0])
    assert below.program.moves == ()
    assert below.complete


def test_where_single_figures_take_too_long_nothing_else_is_thought_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = joined()
    single = Program(whole.stated, tuple(whole.relations))
    first = search(single, single.constraints, most=1).work
    asked: list[Sequence[Relation]] = []

    def noted(_: object, relations: Sequence[Relation], __: object) -> list[object]:
        asked.append(relations)
        return []

    monkeypatch.setattr("reportdsl.analysis.components.moves", noted)
    assert not found_with(first - 1).complete
    assert asked == []
    found_with(first)
    assert len(asked) == 1
