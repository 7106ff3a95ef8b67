"""Say what a cell publishes: what was typed, else its value with the decimals of its place."""

from reportdsl.model.axis import Kind
from reportdsl.model.report import Band, Cell, State
from reportdsl.model.value import Figure, Value, is_date
from reportdsl.text.numerals import (
    MAX_DECIMALS,
    Exact,
    exact_decimal,
    fixed,
    parse_date,
    round_half_up,
)

# A tuple, for a member of an enumeration is told by identity sooner than by its hash.
_PLAIN = 10**18
_TYPED = (State.FIGURE, State.NONE, State.TEXT, State.TO_COME)


def typed_decimals(band: Band, column: int) -> int:
    """Return the most decimals that are typed in a column."""
    return band.typed_decimals[column]


def computed_text(band: Band, row: int, column: int, value: Figure) -> str:
    """Return a computed figure with the decimals of its cell.

    Where the form leaves them open, as many as the figure has, at most eight; in a plain table
    those that are typed in the column.
    """
    kind = band.cells[row][column].type
    if type(value.value) is int and kind.decimals == 0 and kind.kind is not Kind.PERCENT:
        return str(value.value) if 0 <= value.value < _PLAIN else fixed(value.value, 0)
    percent = kind.kind is Kind.PERCENT
    places = kind.decimals
    if places is None and band.plain:
        places = typed_decimals(band, column) or None
    if places is None:
        return shortest(value.value, percent=percent)
    return fixed(value.value, places, percent=percent)


def shortest(value: Exact, *, percent: bool = False) -> str:
    """Return a figure with as many decimals as it has, at most eight."""
    shown = round_half_up(value * 100 if percent else value, MAX_DECIMALS)
    text = exact_decimal(shown) or fixed(shown, MAX_DECIMALS)
    return text + ("%" if percent else "")


def figure_text(band: Band, row: int, column: int, value: Value) -> str:
    """Return what a cell publishes without the author's remark: its figure, or its text."""
    cell = band.cells[row][column]
    if cell.state is State.FIGURE and cell.number is not None:
        return cell.number.text
    if cell.date is not None and parse_date(cell.text) == cell.date:
        return cell.text
    return _text(band, row, column, value, cell)


def typed_text(cell: Cell) -> str | None:
    """Return what a cell publishes because it was typed so, or None where it was not."""
    return cell.text if cell.state in _TYPED else None


def cell_text(band: Band, row: int, column: int, value: Value) -> str:
    """Return what a cell publishes; empty where there is nothing to show."""
    cell = band.cells[row][column]
    typed = typed_text(cell)
    return _text(band, row, column, value, cell) if typed is None else typed


def _text(band: Band, row: int, column: int, value: Value, cell: Cell) -> str:
    match value:
        case Figure():
            return computed_text(band, row, column, value)
        case str():
            return value
        case _ if is_date(value):
            return value.isoformat()
        case _:
            return cell.text if cell.state is State.BAD else ""
