"""The short way of a sum of counts: only where it gives what the long way would."""

from fractions import Fraction

import pytest

from reportdsl.analysis import arithmetic, evaluate
from reportdsl.analysis.sheet import Sheet
from reportdsl.model.formula import Address, Terms
from reportdsl.model.value import FAULTY, Figure, Value, exact
from tests.unit.analysis.told import compiled

FORM = (
    "@格式 自拟\n@表式 表 <计数>\n列\n  一\n  二\n  三 <整数>\n  四 <文本>\n行\n  甲\n  总 = 合计\n"
)
SOURCE = "格式: own.form\n\n@表 表\n甲 | 1 | 2 | 3 | 文\n总 | {}\n"
FIRST, SECOND = Address(0, 0, 0, 0), Address(0, 0, 0, 1)
TOTAL = Address(0, 0, 1, 0)
HALF = Fraction(1, 2)
ONE, TWO = exact(1), exact(2)


def sheet(state: str = "= | = | = | ") -> Sheet:
    report = compiled(SOURCE.format(state), FORM).checked.report
    return Sheet(report.tables, {}, {}, set())


def add_up(
    found: Sheet,
    *sums: tuple[Address, ...],
    at: Address = TOTAL,
    first: Value = ONE,
    second: Value = TWO,
) -> bool:
    found.values.cells.update({FIRST: first, SECOND: second})
    found.rough = any(map(arithmetic._is_rough, (first, second)))
    return arithmetic._add_up(found, at, tuple(Terms(cells, (), len(cells) + 1) for cells in sums))


@pytest.mark.parametrize(
    ("sums", "value", "steps"),
    [
        (((FIRST, SECOND),), 3, 3),
        (((FIRST, SECOND), (SECOND, FIRST)), 3, 6),
        (((FIRST, FIRST), (SECOND,)), 2, 5),
        (((FIRST,),), 1, 2),
    ],
)
def test_a_sum_of_counts(sums: tuple[tuple[Address, ...], ...], value: int, steps: int) -> None:
    found = sheet()
    found.values.steps = 10
    assert add_up(found, *sums) is True
    assert found.values.cells[TOTAL] == exact(value)
    assert found.values.steps == 10 + steps


def test_zero_is_a_count() -> None:
    found = sheet()
    assert add_up(found, (FIRST, SECOND), first=exact(0), second=exact(0)) is True
    assert found.values.cells[TOTAL] == exact(0)


@pytest.mark.parametrize(
    "value",
    [
        None,
        FAULTY,
        "文",
        exact(-3),
        exact(HALF),
        Figure(2, 1, 3),
        Figure(-2, -3, -1),
        Figure(HALF, 0, 1),
    ],
)
def test_what_is_no_count(value: Value) -> None:
    found = sheet()
    assert add_up(found, (FIRST, SECOND), second=value) is False
    assert add_up(found, (FIRST, SECOND), first=value) is False
    assert TOTAL not in found.values.cells


def test_two_sums_that_differ() -> None:
    found = sheet()
    assert add_up(found, (FIRST,), (SECOND,)) is False
    assert add_up(found, (FIRST, SECOND), (SECOND,)) is False
    assert TOTAL not in found.values.cells


@pytest.mark.parametrize(
    ("state", "at"),
    [
        ("7 | = | = | ", TOTAL),
        ("- | = | = | ", TOTAL),
        ("=1 | = | = | ", TOTAL),
        ("= | = | = | ", Address(0, 0, 1, 2)),
    ],
)
def test_a_cell_that_is_no_open_count(state: str, at: Address) -> None:
    found = sheet(state)
    assert add_up(found, (FIRST, SECOND), at=at) is False
    assert at not in found.values.cells


def test_a_cell_whose_rule_has_a_fault() -> None:
    found = sheet()
    found.unresolved.add(TOTAL)
    assert add_up(found, (FIRST, SECOND)) is False
    found.unresolved = {FIRST}
    assert add_up(found, (FIRST, SECOND)) is True


@pytest.mark.parametrize(("limit", "within"), [(3, True), (2, False)])
def test_work_that_is_too_much(
    monkeypatch: pytest.MonkeyPatch, limit: int, *, within: bool
) -> None:
    monkeypatch.setattr(evaluate, "MAX_STEPS", limit)
    found = sheet()
    assert add_up(found, (FIRST, SECOND)) is within
    assert (TOTAL in found.values.cells) is within
