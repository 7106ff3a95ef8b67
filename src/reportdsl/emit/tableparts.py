"""Arrange a grid as the head, bodies and cells of an accessible HTML table."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from reportdsl.publish.publication import Frame, Grid, PlacedCell, Role

# A group's head says "col" or "row" as a leaf's does: the group scopes mean a <colgroup> or <tbody>
# to its end, and these cannot nest. Only a band is the head of its whole <tbody>.
_SCOPES = {Role.BAND: "rowgroup", Role.CORNER: "col", Role.COLUMN: "col", Role.ROW: "row"}
_HEADS = frozenset({Role.CORNER, Role.COLUMN})
_DATA = Role.DATA


class TableCell(NamedTuple):
    """A placed cell with what its element says of it."""

    placed: PlacedCell
    colspan: int
    scope: str | None
    """What the cell is the head of; None for data, and for a head without text."""
    headers: str
    """The ids of the heads over the cell."""


Row = tuple[TableCell, ...]


class TableParts(NamedTuple):
    """The rows of a table by the element that they stand in."""

    head: tuple[Row, ...]
    bodies: tuple[tuple[Row, ...], ...]


def table_parts(grid: Grid) -> TableParts:
    """Return the parts of a table: a head and one body, or a body for each band."""
    starts = starts_of(grid)
    ids = ids_of(grid)
    rows = [tuple(_cell(cell, starts, ids) for cell in row) for row in grid.rows]
    depth, bodies = division(grid)
    return TableParts(tuple(rows[:depth]), tuple(tuple(rows[b.start : b.stop]) for b in bodies))


def _cell(cell: PlacedCell, starts: list[int], ids: set[str]) -> TableCell:
    headers = " ".join(name for name in cell.headers if name in ids)
    return TableCell(cell, colspan_of(cell, starts), scope_of(cell), headers)


def scope_of(cell: PlacedCell) -> str | None:
    """Return what a cell is the head of; None for data, and for a head without text."""
    if cell.role is _DATA or not cell.text.strip():
        return None
    return _SCOPES[cell.role]


def ids_of(grid: Grid | Frame) -> set[str]:
    """Return the ids of the heads that have text; no cell may point at another."""
    return {
        cell.id for row in grid.rows for cell in row if cell.role is not _DATA and cell.text.strip()
    }


def starts_of(grid: Grid | Frame) -> list[int]:
    """Return for each column how many before it have cells that begin there."""
    begun = {cell.column for row in grid.rows for cell in row}
    return list(accumulate((column in begun for column in range(grid.width)), initial=0))


def colspan_of(cell: PlacedCell, starts: list[int]) -> int:
    """Return how many columns a cell covers in the page, given what `starts_of` returns.

    A column in which no cell begins is no column to HTML: pages may leave bands out.
    """
    return starts[cell.column + cell.colspan] - starts[cell.column]


def division(grid: Grid | Frame) -> tuple[int, list[range]]:
    """Return the number of rows in the head of a table, and the rows of each of its bodies.

    Only what heads the whole table may be repeated on each printed page: a table of several bands
    has no head.
    """
    groups = list(_groups(grid))
    if len(groups) == 1 and (depth := _depth(grid)):
        rest = range(depth, len(grid.rows))
        return depth, [rest] if rest else []
    return 0, groups


def _depth(grid: Grid | Frame) -> int:
    """Return the number of rows at the top that hold nothing but heads."""
    return next((n for n, row in enumerate(grid.rows) if not _is_head(row)), len(grid.rows))


def _groups(grid: Grid | Frame) -> Iterator[range]:
    """Return the rows of each band; heads after other rows begin one, if its title was left out."""
    start = 0
    for number, row in enumerate(grid.rows):
        band = any(cell.role is Role.BAND for cell in row)
        again = number > 0 and _is_head(row) and not _leads(grid.rows[number - 1])
        if number > 0 and (band or again):
            yield range(start, number)
            start = number
    if grid.rows:
        yield range(start, len(grid.rows))


def _is_head(row: tuple[PlacedCell, ...]) -> bool:
    return bool(row) and all(cell.role in _HEADS for cell in row)


def _leads(row: tuple[PlacedCell, ...]) -> bool:
    return _is_head(row) or any(cell.role is Role.BAND for cell in row)
