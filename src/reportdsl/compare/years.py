"""Set a report's figures beside last year's, cell by cell, by keys, whatever the edition."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportdsl.compare.changes import CellPlace, Shown, Side
from reportdsl.compare.compare import same_tables
from reportdsl.compare.tables import Bands, Grid, grids, same_bands
from reportdsl.model.axis import Kind
from reportdsl.model.report import Report
from reportdsl.model.value import Figure, difference
from reportdsl.text.numerals import Exact, ratio


@dataclass(frozen=True, slots=True)
class Grown:
    """A cell in two years; None where that year's report has no such cell."""

    place: CellPlace
    old: Shown | None
    new: Shown | None
    difference: "Exact | None"
    """By how much the new figure exceeds the old one; None where either is no figure."""
    rate: "Exact | None"
    """The same as a share of the old figure; None where that is zero, and of percentages."""
    percent: bool
    """Whether it is a percentage: its difference is one of percentage points."""

    @property
    def same(self) -> bool:
        """Tell whether the cell is there in both years with the same figure."""
        return self.difference == 0


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """Two years' reports, and the cells that hold a figure in either."""

    old: Side
    new: Side
    cells: tuple[Grown, ...]

    @property
    def same(self) -> bool:
        """Tell whether no figure changed."""
        return all(cell.same for cell in self.cells)


def years(old: Side, new: Side) -> Years:
    """Return this year's figures beside last year's."""
    return Years(old, new, tuple(_cells(old.report, new.report)))


def _cells(old: Report, new: Report) -> Iterator[Grown]:
    pairs = same_tables(old, new)
    by_new = {j: i for i, j in pairs.items()}
    for j in range(len(new.tables)):
        if j in by_new:
            yield from _table(old, by_new[j], new, j)
        else:
            yield from (c for grid in grids(new, j) for c in _alone(grid, _every(grid), new=True))
    for i in range(len(old.tables)):
        if i not in pairs:
            yield from (c for grid in grids(old, i) for c in _alone(grid, _every(grid), new=False))


def _table(old: Report, i: int, new: Report, j: int) -> Iterator[Grown]:
    bands = same_bands(old, i, new, j)
    by_new = {pair.new.b: pair for pair in bands}
    for grid in grids(new, j):
        if grid.b in by_new:
            yield from _band(by_new[grid.b])
        else:
            yield from _alone(grid, _every(grid), new=True)
    known = {pair.old.b for pair in bands}
    for grid in grids(old, i):
        if grid.b not in known:
            yield from _alone(grid, _every(grid), new=False)


def _every(grid: Grid) -> list[tuple[int, int]]:
    rows, columns = len(grid.band.rows.leaves), len(grid.band.columns.leaves)
    return [(row, column) for row in range(rows) for column in range(columns)]


def _band(pair: Bands) -> Iterator[Grown]:
    rows = {j: i for i, j in pair.rows}
    columns = {b: a for a, b in pair.columns}
    for row, column in _every(pair.new):
        if row not in rows or column not in columns:
            yield from _alone(pair.new, [(row, column)], new=True)
            continue
        before = pair.old.cell(rows[row], columns[column])
        after = pair.new.cell(row, column)
        if isinstance(before.value, Figure) or isinstance(after.value, Figure):
            yield _grown(pair.new, row, column, before, after)
    kept = set(rows.values()), set(columns.values())
    gone = [(r, c) for r, c in _every(pair.old) if r not in kept[0] or c not in kept[1]]
    yield from _alone(pair.old, gone, new=False)


def _grown(grid: Grid, row: int, column: int, before: Shown, after: Shown) -> Grown:
    percent = grid.band.cells[row][column].type.kind is Kind.PERCENT
    gap = rate = None
    if isinstance(before.value, Figure) and isinstance(after.value, Figure):
        gap = difference(after.value, before.value)
        if before.value.value and not percent:
            rate = ratio(gap, before.value.value)
    place = _place(grid, row, column)
    return Grown(place, before, after, gap, rate, percent)


def _alone(grid: Grid, places: list[tuple[int, int]], *, new: bool) -> Iterator[Grown]:
    """Yield the cells of one year alone that hold a figure."""
    for row, column in places:
        shown = grid.cell(row, column)
        if isinstance(shown.value, Figure):
            percent = grid.band.cells[row][column].type.kind is Kind.PERCENT
            before, after = (None, shown) if new else (shown, None)
            yield Grown(_place(grid, row, column), before, after, None, None, percent)


def _place(grid: Grid, row: int, column: int) -> CellPlace:
    return CellPlace(grid.table.name, grid.row_name(row), grid.column_name(column))
