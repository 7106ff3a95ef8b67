"""What a cell publishes: as typed, else its value with the decimals of its place."""

import datetime as dt
from fractions import Fraction

import pytest

from reportdsl.model.axis import Attributes, Axis, Kind, Node, cell_type
from reportdsl.model.published import (
    cell_text,
    computed_text,
    figure_text,
    shortest,
    typed_decimals,
    typed_text,
)
from reportdsl.model.report import Band, Cell, State
from reportdsl.model.value import FAULTY, Value, exact
from reportdsl.text.numerals import Exact, Number, parse_number
from reportdsl.text.source import Span

HERE = Span("r.report", 0, 1)
COLUMN = Node("列", "列", path=("列",))


def number(text: str) -> Number:
    found = parse_number(text)
    assert found is not None
    return found


def band(
    kind: Kind, decimals: int | None = None, *cells: Cell, plain: bool = False, typed: str = ""
) -> Band:
    """Return a band of one column: the cells given, one that is open, and one with a figure."""
    kind_ = cell_type(Attributes(kind, decimals))
    lines = [*cells, Cell(kind_, State.OPEN)]
    if typed:
        lines.append(Cell(kind_, State.FIGURE, number(typed), typed))
    rows = tuple(Node(str(r), str(r), path=(str(r),)) for r in range(len(lines)))
    grid = tuple((cell,) for cell in lines)
    return Band(None, Axis((COLUMN,)), Axis(rows), (), grid, HERE, plain)


@pytest.mark.parametrize(
    ("kind", "decimals", "value", "text"),
    [
        (Kind.COUNT, None, 12, "12"),
        (Kind.COUNT, None, 0, "0"),
        (Kind.INTEGER, None, -3, "-3"),
        (Kind.COUNT, None, 10**18 - 1, "9" * 18),
        (Kind.COUNT, None, 10**18, "1" + "0" * 18),
        (Kind.COUNT, None, Fraction(5, 2), "3"),
        (Kind.DECIMAL, 0, 7, "7"),
        (Kind.DECIMAL, 2, 7, "7.00"),
        (Kind.DECIMAL, 2, Fraction(-1, 8), "-0.13"),
        (Kind.DECIMAL, None, Fraction(1, 8), "0.125"),
        (Kind.NUMBER, None, 7, "7"),
        (Kind.NUMBER, None, Fraction(1, 3), "0.33333333"),
        (Kind.PERCENT, 0, 1, "100%"),
        (Kind.PERCENT, 0, Fraction(1, 8), "13%"),
        (Kind.PERCENT, 2, Fraction(1, 3), "33.33%"),
        (Kind.PERCENT, None, Fraction(1, 8), "12.5%"),
        (Kind.PERCENT, None, Fraction(1, 3), "33.33333333%"),
    ],
)
def test_computed_figures(kind: Kind, decimals: int | None, value: Exact, text: str) -> None:
    assert computed_text(band(kind, decimals), 0, 0, exact(value)) == text


def test_longer_figures_than_python_prints() -> None:
    made = band(Kind.INTEGER)
    assert computed_text(made, 0, 0, exact(10**4400)) == "1" + "0" * 4400
    assert computed_text(made, 0, 0, exact(-(10**4400))) == "-1" + "0" * 4400


@pytest.mark.parametrize(
    ("plain", "decimals", "typed", "text"),
    [
        (True, None, "1.50", "2.50"),
        (True, None, "1", "2.5"),
        (True, None, "", "2.5"),
        (True, 0, "1.50", "3"),
        (False, None, "1.50", "2.5"),
        (False, 3, "1.50", "2.500"),
    ],
)
def test_a_plain_table_goes_by_what_is_typed(
    *, plain: bool, decimals: int | None, typed: str, text: str
) -> None:
    made = band(Kind.DECIMAL, decimals, plain=plain, typed=typed)
    assert computed_text(made, 0, 0, exact(Fraction(5, 2))) == text


def test_the_most_decimals_of_a_column() -> None:
    kind = cell_type(Attributes(Kind.DECIMAL))
    cells = [Cell(kind, State.FIGURE, number(text), text) for text in ("1.5", "1.25", "1")]
    assert typed_decimals(band(Kind.DECIMAL, None, *cells), 0) == 2
    assert typed_decimals(band(Kind.DECIMAL), 0) == 0


@pytest.mark.parametrize(
    ("value", "percent", "text"),
    [
        (Fraction(1, 4), False, "0.25"),
        (Fraction(1, 4), True, "25%"),
        (2, False, "2"),
        (Fraction(2, 3), False, "0.66666667"),
        (Fraction(1, 10**9), False, "0"),
        (Fraction(-5, 10**9), False, "-0.00000001"),
    ],
)
def test_as_many_decimals_as_it_has(value: Exact, *, percent: bool, text: str) -> None:
    assert shortest(value, percent=percent) == text
    if not percent:
        assert shortest(value) == text


KIND = cell_type(Attributes(Kind.DECIMAL, 1))


def stated(state: State, text: str = "", typed: str = "") -> Cell:
    return Cell(KIND, state, number(typed) if typed else None, text)


@pytest.mark.parametrize(
    ("cell", "value", "figure", "published", "typed"),
    [
        (stated(State.FIGURE, "2.5 注", "2.5"), exact(Fraction(5, 2)), "2.5", "2.5 注", "2.5 注"),
        (stated(State.NONE, "-"), None, "", "-", "-"),
        (stated(State.TEXT, "文"), "文", "文", "文", "文"),
        (stated(State.TEXT, "三日"), dt.date(2024, 1, 3), "2024-01-03", "三日", "三日"),
        (stated(State.TO_COME, "?"), FAULTY, "", "?", "?"),
        (stated(State.BAD, "1O"), FAULTY, "1O", "1O", None),
        (stated(State.BAD, "1O", "10"), FAULTY, "1O", "1O", None),
        (stated(State.OPEN, "无"), exact(3), "3.0", "3.0", None),
        (stated(State.OPEN, "无"), None, "", "", None),
        (stated(State.MISSING, "无"), None, "", "", None),
        (stated(State.FORMULA, "=1"), exact(1), "1.0", "1.0", None),
        (stated(State.FORMULA, "=1"), FAULTY, "", "", None),
        (stated(State.FORMULA), "文", "文", "文", None),
        (stated(State.FORMULA), dt.date(2024, 1, 3), "2024-01-03", "2024-01-03", None),
        (stated(State.FORMULA, "=1", "9"), exact(1), "1.0", "1.0", None),
    ],
)
def test_texts_of_cells(
    cell: Cell, value: Value, figure: str, published: str, typed: str | None
) -> None:
    made = band(Kind.DECIMAL, 1, cell)
    assert figure_text(made, 0, 0, value) == figure
    assert cell_text(made, 0, 0, value) == published
    assert typed_text(cell) == typed
