"""Arrange a grid as the head, bodies and cells of an accessible HTML table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from reportdsl.publish.publication import Grid, PlacedCell, Role

# A group's head says "col" or "row" as a leaf's does: the group scopes mean a <colgroup> or <tbody>
# to its end, and these cannot nest. Only a band is the head of its whole <tbody>.
_SCOPES = {Role.BAND: "rowgroup", Role.CORNER: "col", Role.COLUMN: "col", Role.ROW: "row"}
_HEADS = frozenset({Role.CORNER, Role.COLUMN})


@dataclass(frozen=True, slots=True)
class TableCell:
    """A placed cell with what its element says of it."""

    placed: PlacedCell
    colspan: int
    scope: str | None
    """What the cell is the head of; None for data, and for a head without text."""
    headers: str
    """The ids of the heads over the cell."""


Row = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class TableParts:
    """The rows of a table by the element that they stand in."""

    head: tuple[Row, ...]
    bodies: tuple[tuple[Row, ...], ...]


def table_parts(grid: Grid) -> TableParts:
    """Return the parts of a table: a head and one body, or a body for each band."""
    starts = _starts(grid)
    ids = {cell.id for row in grid.rows for cell in row if _scope(cell)}
    rows = [tuple(_cell(cell, starts, ids) for cell in row) for row in grid.rows]
    groups = list(_groups(grid))
    # Only what heads the whole table may be repeated on each printed page.
    if len(groups) == 1 and (depth := _depth(grid)):
        return TableParts(tuple(rows[:depth]), tuple(filter(None, (tuple(rows[depth:]),))))
    return TableParts((), tuple(tuple(rows[group.start : group.stop]) for group in groups))


def _cell(cell: PlacedCell, starts: list[int], ids: set[str]) -> TableCell:
    # A column in which no cell begins is no column to HTML: pages may leave bands out.
    colspan = starts[cell.column + cell.colspan] - starts[cell.column]
    headers = " ".join(name for name in cell.headers if name in ids)
    return TableCell(cell, colspan, _scope(cell), headers)


def _scope(cell: PlacedCell) -> str | None:
    return _SCOPES.get(cell.role) if cell.text.strip() else None


def _starts(grid: Grid) -> list[int]:
    """Return for each column how many before it have cells that begin there."""
    begins = [0] * (grid.width + 1)
    for row in grid.rows:
        for cell in row:
            begins[cell.column + 1] = 1
    return list(accumulate(begins))


def _depth(grid: Grid) -> int:
    """Return the number of rows at the top that hold nothing but heads."""
    return next((n for n, row in enumerate(grid.rows) if not _is_head(row)), len(grid.rows))


def _groups(grid: Grid) -> Iterator[range]:
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
