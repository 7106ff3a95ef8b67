"""Slips of several figures at once: two exchanged, a row or column off by one place."""

import random
from collections.abc import Mapping
from itertools import product

import pytest

import reportdsl
from reportdsl.analysis.moves import EXCHANGE, MAX_MOVES, SHIFT, moves
from reportdsl.analysis.relations import Origin, Relation, Stated
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.mending import applied
from reportdsl.model.formula import Address
from reportdsl.text.numerals import Exact
from tests.records import replace
from tests.unit.analysis.stated import figure, relation

Cells = list[list[int]]
Changes = dict[tuple[int, int], Exact]


def system(cells: Cells) -> tuple[list[Stated], list[Relation], set[Address]]:
    """Return the figures and equations of a table whose last row and column are totals."""
    height, width = len(cells), len(cells[0])
    stated = [figure(r, c, cells[r][c]) for r, c in product(range(height), range(width))]
    lines = [[r * width + c for c in range(width)] for r in range(height)]
    lines += [[r * width + c for r in range(height)] for c in range(width)]
    relations = [
        relation({**dict.fromkeys(parts, 1), total: -1}, stated, place)
        for place, (*parts, total) in enumerate(lines)
    ]
    sums = {Address(0, 0, r, width - 1) for r in range(height)}
    return stated, relations, sums | {Address(0, 0, height - 1, c) for c in range(width)}


def whole(parts: Cells) -> Cells:
    """Return a table with the totals of its parts."""
    rows = [[*row, sum(row)] for row in parts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def typed(cells: Cells, wrong: Mapping[tuple[int, int], int]) -> Cells:
    """Return a table with other figures at some places."""
    return [[wrong.get((r, c), v) for c, v in enumerate(row)] for r, row in enumerate(cells)]


def found(cells: Cells) -> list[tuple[object, int, Changes]]:
    """Return the slips that are thought of: how they are called, what they weigh and change."""
    width = len(cells[0])
    return [
        (move.phrase, move.weight, {divmod(index, width): by for index, by in move.changes})
        for move, _ in moves(*system(cells))
    ]


TABLE = whole([[31, 4, 15, 9, 0], [26, 5, 3, 58, 0], [97, 93, 2, 38, 46]])


@pytest.mark.parametrize(
    ("one", "other"),
    [((0, 0), (0, 1)), ((0, 0), (0, 3)), ((0, 2), (2, 2)), ((1, 1), (2, 1)), ((0, 3), (0, 5))],
)
def test_two_figures_of_a_line_are_exchanged(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = TABLE[one[0]][one[1]], TABLE[other[0]][other[1]]
    cells = typed(TABLE, {one: second, other: first})
    back = {one: first - second, other: second - first}
    assert (rules.EXCHANGED, EXCHANGE, back) in found(cells)


def test_figures_of_no_common_line_are_not_exchanged() -> None:
    assert found(typed(TABLE, {(0, 0): 5, (1, 1): 31})) == []


def test_figures_of_different_kinds_are_not_exchanged() -> None:
    stated, relations, sums = system(typed(TABLE, {(0, 0): 4, (0, 1): 31}))
    assert len(moves(stated, relations, sums)) == 1
    stated[0] = replace(stated[0], step=0)
    assert moves(stated, relations, sums) == []


def test_figures_of_the_prose_are_in_no_line() -> None:
    stated, relations, sums = system(typed(TABLE, {(0, 0): 4, (0, 1): 31}))
    stated[0] = replace(stated[0], origin=Origin.PROSE)
    assert moves(stated, relations, sums) == []


def test_what_breaks_an_equation_that_holds_is_not_thought_of() -> None:
    cells = typed(TABLE, {(0, 0): 4, (0, 1): 31})
    # With its total off by as much, the first column holds.
    assert found(typed(cells, {(3, 0): TABLE[3][0] - 27})) == []


def test_what_breaks_an_equation_that_holds_is_not_thought_of_beside_one_that_fails() -> None:
    cells = typed(TABLE, {(0, 0): 4, (0, 1): 31, (3, 0): TABLE[3][0] - 27, (0, 5): 60})
    assert (rules.EXCHANGED, EXCHANGE, {(0, 0): 27, (0, 1): -27}) not in found(cells)


def test_an_exchange_is_seen_in_spite_of_another_slip() -> None:
    table = whole([[31, 4, 15, 9, 0], [26, 5, 3, 58, 0], [97, 93, 26, 38, 46]])
    cells = typed(table, {(0, 2): 26, (2, 2): 15, (3, 2): 99})
    assert (rules.EXCHANGED, EXCHANGE, {(0, 2): -11, (2, 2): 11}) in found(cells)


def test_a_part_and_its_total_are_exchanged_in_spite_of_other_slips() -> None:
    first, second = TABLE[0][3], TABLE[0][5]
    wrong = {(0, 3): second, (0, 5): first, (3, 3): TABLE[3][3] + 1, (3, 5): TABLE[3][5] + 3}
    back = {(0, 3): first - second, (0, 5): second - first}
    assert (rules.EXCHANGED, EXCHANGE, back) in found(typed(TABLE, wrong))


def test_what_an_exchange_adds_is_what_it_changes() -> None:
    stated, relations, sums = system(typed(TABLE, {(0, 0): 4, (0, 1): 31}))
    ((move, effect),) = moves(stated, relations, sums)
    assert move.changes == ((0, 27), (1, -27))
    assert effect == {4: 27, 5: -27}
    assert [relations[at].residual + by for at, by in effect.items()] == [0, 0]


def test_a_row_is_typed_a_place_too_far() -> None:
    row = {(0, c): v for c, v in enumerate([0, 31, 4, 15, 9])}
    back = {(0, c): v - w for c, (v, w) in enumerate(zip(TABLE[0], row.values(), strict=False))}
    assert (rules.SHIFTED, SHIFT, back) in found(typed(TABLE, row))


def test_a_row_is_typed_a_place_too_early() -> None:
    table = whole([[0, 31, 4, 15, 9], *[row[:-1] for row in TABLE[1:3]]])
    row = {(0, c): v for c, v in enumerate([31, 4, 15, 9, 0])}
    back = {(0, c): v - w for c, (v, w) in enumerate(zip(table[0], row.values(), strict=False))}
    assert (rules.SHIFTED, SHIFT, back) in found(typed(table, row))


def test_a_row_is_off_from_its_middle_on() -> None:
    row = {(0, 1): 0, (0, 2): 4, (0, 3): 15, (0, 4): 9}
    back = {place: TABLE[0][place[1]] - value for place, value in row.items()}
    assert (rules.SHIFTED, SHIFT, back) in found(typed(TABLE, row))


def test_the_last_three_of_a_row_are_off() -> None:
    row = {(0, 2): 0, (0, 3): 15, (0, 4): 9}
    back = {(0, 2): 15, (0, 3): -6, (0, 4): -9}
    assert (rules.SHIFTED, SHIFT, back) in found(typed(TABLE, row))


def test_figures_stand_in_a_line_as_in_the_table_whatever_their_indices() -> None:
    stated, relations, sums = system(typed(TABLE, {(0, 2): 0, (0, 3): 15, (0, 4): 9}))
    last = len(stated) - 1
    for item in relations:
        item.terms = {last - index: by for index, by in item.terms.items()}
    made = [move for move, _ in moves(stated[::-1], relations, sums)]
    changes = ((last - 4, -9), (last - 3, -6), (last - 2, 15))
    assert (rules.SHIFTED, changes) in [(m.phrase, tuple(sorted(m.changes))) for m in made]


@pytest.mark.parametrize(
    ("column", "wrong"), [([3, 14, 15, 9, 0], [0, 3, 14, 15, 9]), ([0, 3, 14, 15], [3, 14, 15, 0])]
)
def test_a_column_is_off_by_one_place(column: list[int], wrong: list[int]) -> None:
    table = whole([[value, 7 + at] for at, value in enumerate(column)])
    made = {(r, 0): value for r, value in enumerate(wrong)}
    back = {(r, 0): value - wrong[r] for r, value in enumerate(column)}
    assert (rules.SHIFTED, SHIFT, back) in found(typed(table, made))


def test_totals_are_not_off_by_one_place() -> None:
    totals = {(3, c): v for c, v in enumerate([0, *TABLE[3][:-1]])}
    assert rules.SHIFTED not in [phrase for phrase, *_ in found(typed(TABLE, totals))]


def test_nothing_is_shifted_over_a_figure() -> None:
    row = {(0, c): v for c, v in enumerate([9, 31, 4, 15, 0])}
    assert rules.SHIFTED not in [phrase for phrase, *_ in found(typed(TABLE, row))]


def test_two_figures_that_change_are_no_shift() -> None:
    table = whole([[7, 0, 0, 0, 0], *[row[:-1] for row in TABLE[1:3]]])
    cells = typed(table, {(0, 0): 0, (0, 1): 7})
    assert [phrase for phrase, *_ in found(cells)] == [rules.EXCHANGED]


def spoilt(seed: int) -> Cells:
    """Return a table of small figures a dozen of which are wrong."""
    rng = random.Random(seed)
    table = whole([[rng.randrange(4) for _ in range(8)] for _ in range(8)])
    places = [(rng.randrange(9), rng.randrange(9)) for _ in range(12)]
    return typed(table, {place: rng.randrange(30) for place in places})


def test_there_is_an_end_to_them() -> None:
    table = whole([[1 + (r + c) % 2 for c in range(8)] for r in range(8)])
    cells = typed(table, {(8, c): table[8][c] + (-1) ** c for c in range(8)})
    assert len(moves(*system(cells))) == MAX_MOVES


def test_the_likeliest_come_first() -> None:
    varied = 0
    for seed in range(20):
        stated, relations, sums = system(spoilt(seed))
        made = moves(stated, relations, sums)
        assert len({move.changes for move, _ in made}) == len(made)
        fixed = [
            sum(relations[at].residual + by == 0 for at, by in effect.items()) for _, effect in made
        ]
        assert all(fixed)
        assert fixed == sorted(fixed, reverse=True)
        varied += len(set(fixed)) > 1
    assert varied


def test_of_a_table_that_holds_nothing_is_thought() -> None:
    assert found(TABLE) == []


# ── as they are told ─────────────────────────────────────────────────────────────────────────────

REPORT = """@简表 信访
     | 甲 | 乙 | 丙 | 丁 | 总计
一月 | 31 | 4 | 15 | 0 | 50
二月 | 26 | 5 | 3 | 58 | 92
三月 | 97 | 93 | 2 | 38 | 230
合计 | 154 | 102 | 20 | 96 | 372
"""


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("一月 | 0 | 31 | 4 | 15 | 50", "一格"),
        ("一月 | 4 | 31 | 15 | 0 | 50", "两格对调"),
        ("一月 | 31 | 4 | 50 | 0 | 15", "两格对调"),
    ],
)
def test_a_slip_of_several_figures_is_one_finding(wrong: str, words: str) -> None:
    text = REPORT.replace("一月 | 31 | 4 | 15 | 0 | 50", wrong)
    (one,) = reportdsl.compile_text(text).diagnostics
    assert one.rule.code == "R506"
    assert words in one.message("zh")
    assert applied(text.encode(), one.fixes[0].edits).decode() == REPORT


def test_figures_far_apart_are_exchanged_where_they_are_large() -> None:
    text = REPORT.replace("一月 | 31 |", "一月 | 58 |").replace("| 3 | 58 |", "| 3 | 31 |")
    (one,) = reportdsl.compile_text(text).diagnostics
    assert one.rule.code == "R506"
    assert "两格对调" in one.message("zh")
    small = REPORT.replace("| 31 | 4 |", "| 31 | 3 |").replace("| 5 | 3 |", "| 5 | 4 |")
    found = reportdsl.compile_text(small).diagnostics
    assert [d.rule.code for d in found] == ["R505", "R505"]


def test_figures_of_two_tables_are_not_exchanged() -> None:
    other = REPORT.replace("信访", "来访")
    text = (
        REPORT.replace("| 31 |", "| 97 |", 1) + "\n" + other.replace("三月 | 97 |", "三月 | 31 |")
    )
    found = reportdsl.compile_text(text).diagnostics
    assert [d.rule.code for d in found] == ["R505", "R505"]
