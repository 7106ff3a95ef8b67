"""Place the cells of a table that tells only how far each one reaches, as HTML lays tables out."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.listing import Placed
from reportdsl.importers.reading import over

MAX_COLUMNS = 1_000
"""How many columns a table may have; a cell that reaches further is cut, as HTML has it."""
MAX_CELLS = 200_000
"""How many cells the tables of a file may have together."""
MAX_SLOTS = 2_000_000
"""How many places of a grid all cells of a table may cover, and be sought in."""
_WIDE = 100
"""A table of more columns has most of them from a cell that is said to reach across all."""


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell with how many columns and rows it covers; rows 0: all that follow in its group."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in their places, row by row: each in the row where it begins."""

    rows: tuple[tuple[Placed, ...], ...]
    width: int


def laid_out(groups: Iterable[Sequence[Sequence[Spanning]]]) -> Grid:
    """Return the cells of groups of rows in their places; no cell reaches out of its group."""
    rows: list[list[Placed]] = []
    steps = 0
    for group in groups:
        taken: list[int] = []
        """For each column the first row of the group in which it is free again."""
        for at, cells in enumerate(group):
            row: list[Placed] = []
            column = 0
            for cell in cells:
                while column < len(taken) and taken[column] > at:
                    column += 1
                    steps += 1
                if column >= MAX_COLUMNS:
                    raise over(rules.COLUMNS, MAX_COLUMNS)
                width = min(max(cell.columns, 1), MAX_COLUMNS - column)
                steps += width
                if steps > MAX_SLOTS:
                    raise over(rules.CELLS, MAX_SLOTS)
                end = at + cell.rows if cell.rows else len(group)
                taken += [0] * (column + width - len(taken))
                for covered in range(column, column + width):
                    taken[covered] = max(taken[covered], end)
                row.append(Placed(cell.text, column, width))
                column += width
            rows.append(row)
    return compact(rows)


def compact(rows: Sequence[Sequence[Placed]]) -> Grid:
    """Return the grid of rows; of a very wide one, those columns only in which some cell begins.

    Other columns stay, though nothing begins in them: the parts of a table that was cut into
    several have them in common.
    """
    width = max((cell.column + cell.width for row in rows for cell in row), default=0)
    if width <= _WIDE:
        return Grid(tuple(map(tuple, rows)), width)
    starts = sorted({cell.column for row in rows for cell in row})
    made = []
    for row in rows:
        cells = []
        for cell in row:
            first, end = (bisect_left(starts, at) for at in (cell.column, cell.column + cell.width))
            cells.append(replace(cell, column=first, width=end - first))
        made.append(tuple(cells))
    return Grid(tuple(made), len(starts))
