"""Formulas come to exact values, to nothing, to a fault that is told, or to a finding."""

import datetime as dt
from fractions import Fraction

import pytest

from reportdsl.analysis.evaluate import (
    MAX_BITS,
    MAX_STEPS,
    Impossible,
    Values,
    circular,
    compare,
    in_order,
    kind_of,
)
from reportdsl.analysis.naming import called
from reportdsl.diagnostics.rules import expressions as rules
from reportdsl.model.formula import (
    Address,
    CellRef,
    Compare,
    Constant,
    Formula,
    Function,
    Logic,
    Omitted,
    Product,
    Sum,
    Total,
)
from reportdsl.model.value import FAULTY, Figure, Value, exact
from reportdsl.text.source import Span
from tests.records import replace

HALF = Fraction(1, 2)
DAY = dt.date(2024, 3, 1)


def span(number: int) -> Span:
    return Span("r.report", number, number + 1)


def at(column: int) -> Address:
    return Address(0, 0, 0, column)


def cell(column: int) -> CellRef:
    return CellRef(at(column), f"c{column}", span(column))


def is_(value: Value, text: str = "k", place: int = 50) -> Constant:
    return Constant(value, text, span(place))


ROUNDED = Figure(2, 1, 3)
CELLS: dict[Address, Value] = {
    at(0): exact(6),
    at(1): ROUNDED,
    at(2): None,
    at(3): FAULTY,
    at(4): "甲",
    at(5): DAY,
    at(6): exact(0),
    at(7): exact(-4),
    at(8): Figure(0, -1, 1),
}
SIX, TWO, NONE, BAD, TEXT, DATE, ZERO, MINUS, NOUGHT = map(cell, range(9))
AWAY = Omitted("c9", span(9))
HERE = span(99)
YES, NO = is_(value=True), is_(value=False)


def worth(formula: Formula) -> Value:
    return Values(dict(CELLS)).result(formula)


def total(*terms: Formula) -> Total:
    return Total(terms, HERE)


def plus(*terms: tuple[int, Formula]) -> Sum:
    return Sum(terms, HERE)


def times(*factors: tuple[bool, Formula]) -> Product:
    return Product(factors, HERE)


def call(name: str, *arguments: Formula) -> Function:
    return Function(name, arguments, HERE)


def logic(operator: str, *operands: Formula) -> Logic:
    return Logic(operator, operands, HERE)


def compared(left: Formula, operator: str, right: Formula) -> Compare:
    return Compare(operator, left, right, HERE)


COMES_TO: list[tuple[Formula, Value]] = [
    (SIX, exact(6)),
    (cell(77), None),
    (is_("文"), "文"),
    (AWAY, None),
    # Totals go on without what has no figure.
    (total(SIX, TWO), Figure(8, 7, 9)),
    (total(SIX, NONE, AWAY, TEXT), exact(6)),
    (total(NONE, AWAY), None),
    (total(SIX, BAD), FAULTY),
    (total(plus((1, SIX), (-1, TWO)), SIX), Figure(10, 9, 11)),
    # Sums of terms do not.
    (plus((1, SIX), (-1, TWO)), Figure(4, 3, 5)),
    (plus((-1, SIX), (1, TWO)), Figure(-4, -5, -3)),
    (plus((1, SIX), (1, NONE)), None),
    (plus((1, SIX), (1, AWAY)), exact(6)),
    (plus((1, AWAY), (-1, AWAY)), None),
    (plus((1, NONE), (1, BAD)), FAULTY),
    (plus((1, BAD), (1, NONE)), FAULTY),
    (times((False, SIX), (False, TWO)), Figure(12, 6, 18)),
    (times((False, SIX), (True, is_(exact(4)))), exact(Fraction(3, 2))),
    (times((True, TWO)), Figure(HALF, Fraction(1, 3), 1)),
    (times((False, ZERO), (False, SIX)), exact(0)),
    (times((False, SIX), (True, NONE)), None),
    (times((False, BAD), (True, ZERO)), FAULTY),
    (call("if", YES, SIX, TWO), exact(6)),
    (call("if", NO, SIX, TWO), ROUNDED),
    (call("if", NONE, SIX, TWO), None),
    (call("if", BAD, SIX, TWO), FAULTY),
    (call("max", SIX, TWO, MINUS), exact(6)),
    (call("min", SIX, TWO), ROUNDED),
    (call("max", Constant(Figure(3, 0, 4), "", HERE), TWO), Figure(3, 1, 4)),
    (call("min", Constant(Figure(3, 0, 4), "", HERE), TWO), Figure(2, 0, 3)),
    (call("max", NONE, TWO), None),
    (call("max", AWAY, TWO), ROUNDED),
    (replace(call("max", NONE, TWO), of_leaves=True), ROUNDED),
    (call("max", NONE, AWAY), None),
    (call("max", SIX, BAD), FAULTY),
    (call("abs", MINUS), exact(4)),
    (call("abs", NONE), None),
    (call("abs", BAD), FAULTY),
    (
        call("round", is_(Figure(Fraction(125, 100), Fraction(124, 100), 2)), is_(exact(1))),
        Figure(Fraction(13, 10), Fraction(12, 10), 2),
    ),
    (call("growth", SIX, is_(exact(4))), exact(HALF)),
    (call("growth", is_(exact(4)), SIX), exact(Fraction(-1, 3))),
    (call("growth", TWO, SIX), Figure(Fraction(-2, 3), Fraction(-5, 6), -HALF)),
    (call("growth", NONE, ZERO), None),
    # `=` takes the intervals, the others the values.
    (compared(TWO, "=", is_(exact(3))), True),
    (compared(TWO, "≠", is_(exact(3))), False),
    (compared(TWO, "=", is_(exact(4))), False),
    (compared(TWO, "≠", is_(exact(4))), True),
    (compared(TWO, "<", is_(exact(2))), False),
    (compared(TWO, "≤", is_(exact(2))), True),
    (compared(TWO, ">", is_(exact(2))), False),
    (compared(TWO, "≥", is_(exact(2))), True),
    (compared(TWO, "<", SIX), True),
    (compared(SIX, ">", TWO), True),
    (compared(SIX, "≤", TWO), False),
    (compared(TWO, "≥", SIX), False),
    (compared(TEXT, "=", is_("甲")), True),
    (compared(TEXT, "=", is_("乙")), False),
    (compared(TEXT, "≠", is_("乙")), True),
    (compared(TEXT, "≠", is_("甲")), False),
    (compared(is_("a"), "<", is_("b")), True),
    (compared(DATE, "=", is_("2024年3月1日")), True),
    (compared(is_("2024-03-01"), "=", DATE), True),
    (compared(DATE, "<", is_("2024-03-02")), True),
    (compared(is_("2024-03-02"), ">", DATE), True),
    (compared(DATE, "≥", is_("2024-03-02")), False),
    (compared(DATE, "=", DATE), True),
    (compared(NONE, "=", SIX), None),
    (compared(SIX, "=", NONE), None),
    (compared(BAD, "=", NONE), FAULTY),
    (compared(NONE, "=", BAD), FAULTY),
    (logic("and", YES, YES), True),
    (logic("and", YES, NO), False),
    (logic("and", NO, NONE), False),
    (logic("and", YES, NONE), None),
    (logic("and", NO, BAD), FAULTY),
    (logic("or", NO, NO), False),
    (logic("or", NO, YES), True),
    (logic("or", NONE, YES), True),
    (logic("or", NO, NONE), None),
    (logic("or", YES, BAD), FAULTY),
    (logic("not", YES), False),
    (logic("not", NO), True),
    (logic("not", NONE), None),
    (logic("not", BAD), FAULTY),
]


@pytest.mark.parametrize(("formula", "value"), COMES_TO)
def test_a_formula_comes_to(formula: Formula, value: Value) -> None:
    found = worth(formula)
    assert found == value
    assert type(found) is type(value)


KINDS = [
    (TEXT, rules.A_TEXT),
    (DATE, rules.A_DATE),
    (YES, rules.A_CONDITION),
    (SIX, rules.A_FIGURE),
    (NONE, rules.NOTHING),
]


@pytest.mark.parametrize(("formula", "kind"), KINDS)
def test_what_values_are_called(formula: Formula, kind: object) -> None:
    assert kind_of(worth(formula)) is kind


WRONG_KINDS = [
    (plus((1, SIX), (1, TEXT)), TEXT, "c4", rules.A_TEXT, rules.A_FIGURE),
    (times((False, DATE)), DATE, "c5", rules.A_DATE, rules.A_FIGURE),
    (call("abs", YES), YES, "k", rules.A_CONDITION, rules.A_FIGURE),
    (call("if", SIX, SIX, TWO), SIX, "c0", rules.A_FIGURE, rules.A_CONDITION),
    (logic("and", YES, SIX), SIX, "c0", rules.A_FIGURE, rules.A_CONDITION),
    (logic("not", TEXT), TEXT, "c4", rules.A_TEXT, rules.A_CONDITION),
    (compared(SIX, "=", TEXT), TEXT, "c4", rules.A_TEXT, rules.A_FIGURE),
    (compared(TEXT, "<", SIX), SIX, "c0", rules.A_FIGURE, rules.A_TEXT),
    (compared(TEXT, "=", YES), YES, "k", rules.A_CONDITION, rules.A_TEXT),
    (compared(DATE, "=", SIX), SIX, "c0", rules.A_FIGURE, rules.A_DATE),
    (compared(DATE, "=", is_("三月")), is_("三月"), "k", rules.NOTHING, rules.A_DATE),
    (compared(is_("三月"), "=", DATE), DATE, "c5", rules.A_DATE, rules.NOTHING),
]


@pytest.mark.parametrize(("formula", "culprit", "name", "found", "expected"), WRONG_KINDS)
def test_a_wrong_kind_is_told_of_what_has_it(
    formula: Formula, culprit: Formula, name: str, found: object, expected: object
) -> None:
    with pytest.raises(Impossible, match="R603") as raised:
        worth(formula)
    told = raised.value.diagnostic
    assert told.rule is rules.WRONG_KIND
    assert told.span == culprit.span
    assert dict(told.args) == {"name": name, "found": found, "expected": expected}
    assert not raised.value.divides_by_zero


@pytest.mark.parametrize(
    ("formula", "divisor", "name"),
    [
        (times((False, SIX), (True, ZERO)), ZERO, "c6"),
        (times((False, ZERO), (True, NOUGHT)), NOUGHT, "c8"),
        (call("growth", SIX, ZERO), ZERO, "c6"),
    ],
)
def test_a_division_by_zero_is_told_of_the_divisor(
    formula: Formula, divisor: Formula, name: str
) -> None:
    with pytest.raises(Impossible, match="R605") as raised:
        worth(formula)
    told = raised.value.diagnostic
    assert told.rule is rules.DIVISION_BY_ZERO
    assert told.span == divisor.span
    assert dict(told.args) == {"name": name}
    assert raised.value.divides_by_zero


@pytest.mark.parametrize(("bits", "possible"), [(MAX_BITS, True), (MAX_BITS + 1, False)])
@pytest.mark.parametrize("divides", [False, True])
def test_figures_do_not_grow_without_end(bits: int, *, possible: bool, divides: bool) -> None:
    formula = times((divides, is_(exact(2 ** (bits - 1)))))
    if possible:
        worth(formula)
        return
    with pytest.raises(Impossible) as raised:
        worth(formula)
    told = raised.value.diagnostic
    assert told.rule is rules.TOO_MUCH_WORK
    assert told.span == HERE
    assert dict(told.args) == {"limit": MAX_STEPS}


def test_work_is_counted_and_has_an_end() -> None:
    values = Values(dict(CELLS))
    assert values.steps == 0
    values.result(plus((1, SIX), (1, TWO)))
    assert values.steps == 3
    values.result(total(SIX, TWO, NONE))
    assert values.steps == 7
    values.steps = MAX_STEPS - 1
    assert values.result(SIX) == exact(6)
    with pytest.raises(Impossible) as raised:
        values.result(SIX)
    told = raised.value.diagnostic
    assert told.rule is rules.TOO_MUCH_WORK
    assert told.span == SIX.span
    assert dict(told.args) == {"limit": 1_000_000}
    # It is told once.
    assert values.result(SIX) is FAULTY


def test_compare_takes_values() -> None:
    formula = compared(SIX, "≥", TWO)
    assert compare(formula, exact(2), exact(2))
    assert not compare(formula, exact(1), exact(2))


# ── order ────────────────────────────────────────────────────────────────────────────────────────


def order(depends: dict[int, tuple[int, ...]], stated: set[int] = frozenset()) -> list[object]:  # type: ignore[assignment]
    needs = {at(c): tuple(cell(r) for r in refs) for c, refs in depends.items()}
    return [
        item.column if isinstance(item, Address) else [a.column for a in item]
        for item in in_order(needs, {at(c) for c in stated})
    ]


@pytest.mark.parametrize(
    ("depends", "stated", "expected"),
    [
        ({0: (1,), 1: (2,), 2: (7,)}, (), [2, 1, 0]),
        ({0: (), 1: (), 2: (0,)}, (), [0, 1, 2]),
        ({0: (2, 1), 1: (2,), 2: ()}, (), [2, 1, 0]),
        ({0: (1,), 1: (0,)}, (), [[0, 1]]),
        ({0: (0,)}, (), [[0]]),
        ({0: (1,), 1: (2,), 2: (1,)}, (), [[1, 2], 0]),
        ({0: (1,), 1: (0,)}, (1,), [1, 0]),
        ({0: (1,), 1: (0,)}, (0,), [1, 0]),
        ({0: (1, 2), 1: (3,), 2: (3,), 3: ()}, (), [3, 1, 2, 0]),
        ({3: (2,), 2: (), 1: (3,)}, (), [2, 3, 1]),
        ({0: (1,), 1: (0, 2), 2: ()}, (), [[0, 1], 2]),
    ],
)
def test_cells_come_after_what_they_rest_on(
    depends: dict[int, tuple[int, ...]], stated: set[int], expected: list[object]
) -> None:
    assert order(depends, stated) == expected


def test_a_circle_is_told_once_with_all_its_cells() -> None:
    told = circular([("甲", span(1)), ("乙", span(2)), ("丙", span(3))])
    assert told.rule is rules.CIRCULAR
    assert told.span == span(1)
    assert dict(told.args) == {"chain": "甲 → 乙 → 丙 → 甲"}
    assert [label.span for label in told.labels] == [span(2), span(3)]
    assert {label.message.phrase for label in told.labels if label.message} == {rules.IN_THE_CIRCLE}


def test_names_of_what_is_no_cell() -> None:
    assert called(SIX) == "c0"
    assert called(AWAY) == "c9"
    assert called(is_(exact(1), "去年")) == "去年"
