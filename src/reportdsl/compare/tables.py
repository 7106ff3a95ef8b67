"""Compare two tables by the keys of their rows and columns, cell by cell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from reportdsl.compare.align import gaps, matched, rising
from reportdsl.compare.changes import (
    CellChanged,
    CellPlace,
    Change,
    How,
    LabelChanged,
    LineChanged,
    Shown,
)
from reportdsl.model.axis import Axis, Kind, Node
from reportdsl.model.formula import Address
from reportdsl.model.published import cell_text
from reportdsl.model.report import Band, Report, Table
from reportdsl.model.value import Figure, difference
from reportdsl.text.fold import bare, normal

Key = tuple[tuple[str, ...], int]
"""The keys of a row or column from the root, and how many of the same came before it."""
Pairs = list[tuple[int, int]]
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A band of a table of one report."""

    report: Report
    index: int
    """The place of the table in the report."""
    b: int

    @property
    def table(self) -> Table:
        """The table."""
        return self.report.tables[self.index]

    @property
    def band(self) -> Band:
        """The band."""
        return self.table.bands[self.b]

    def cell(self, row: int, column: int) -> Shown:
        """Return what a cell shows and is worth."""
        value = self.report.values.get(self.address(row, column))
        return Shown(cell_text(self.band, row, column, value), value)

    def address(self, row: int, column: int) -> Address:
        """Return where a cell stands."""
        return Address(self.index, self.b, row, column)

    def row_name(self, row: int) -> str:
        """Return what people call a row; a band that has a title is told where rows share keys."""
        if self.band.rows.unnamed:
            return self.band.title or ""
        leaf = self.band.rows.leaves[row]
        name = self.band.rows.short_names[leaf]
        shared = self.band.title and leaf.path in self.elsewhere
        return f"{self.band.title} / {name}" if shared else name

    @cached_property
    def elsewhere(self) -> frozenset[tuple[str, ...]]:
        """The keys of the rows of the table's other bands."""
        others = (band for b, band in enumerate(self.table.bands) if b != self.b)
        return frozenset(leaf.path for band in others for leaf in band.rows.leaves)

    def column_name(self, column: int) -> str:
        """Return what people call a column."""
        return self.band.columns.short_names[self.band.columns.leaves[column]]


@dataclass(frozen=True, slots=True)
class Bands:
    """Two bands that belong together, and which of their rows and columns do."""

    old: Grid
    new: Grid
    rows: Pairs
    columns: Pairs


def grids(report: Report, index: int) -> list[Grid]:
    """Return the bands that a table of a report shows."""
    table = report.tables[index]
    return [
        Grid(report, index, b)
        for b, band in enumerate(table.bands)
        if b not in table.omitted_bands and band.columns.leaves
    ]


def keys(axis: Axis) -> list[Key]:
    """Return the keys of the leaves of an axis, no two the same."""
    seen: Counter[tuple[str, ...]] = Counter()
    out: list[Key] = []
    for leaf in axis.leaves:
        path = tuple(normal(name) for name in leaf.path)
        out.append((path, seen[path]))
        seen[path] += 1
    return out


def same_lines(old: Axis, new: Axis) -> Pairs:
    """Return the leaves of two axes that are the same row or column.

    By all their keys, and what is left by the last of them where it is one leaf's alone: editions
    of a form put the same row under other groups.
    """
    before, after = keys(old), keys(new)
    places = {key: at for at, key in enumerate(after)}
    pairs = [(at, places[key]) for at, key in enumerate(before) if key in places]
    taken, found = {i for i, _ in pairs}, {j for _, j in pairs}
    left = _alone(before, taken)
    right = _alone(after, found)
    pairs += [(at, right[key]) for key, at in left.items() if key in right]
    return sorted(pairs, key=lambda pair: pair[1])


def _alone(found: Sequence[Key], taken: set[int]) -> dict[str, int]:
    """Return the leaves not taken by their last keys, where no other has the same."""
    last = [path[-1] if path else "" for path, _ in found]
    counts = Counter(last)
    return {
        normal(bare(key)): at
        for at, key in enumerate(last)
        if at not in taken and counts[key] == 1 and key
    }


def same_bands(old: Report, i: int, new: Report, j: int) -> list[Bands]:
    """Return the bands of two tables that belong together: by title, else by what they hold."""
    before, after = grids(old, i), grids(new, j)
    titles = {normal(grid.band.title or ""): grid for grid in reversed(after)}
    pairs: list[tuple[Grid, Grid]] = []
    rest: list[Grid] = []
    for grid in before:
        other = titles.pop(normal(grid.band.title or ""), None)
        if other is None:
            rest.append(grid)
        else:
            pairs.append((grid, other))
    free = [grid for grid in after if all(grid is not other for _, other in pairs)]
    for grid in rest:
        held = {path for path, _ in keys(grid.band.rows)}
        for other in free:
            if held & {path for path, _ in keys(other.band.rows)}:
                pairs.append((grid, other))
                free.remove(other)
                break
    pairs.sort(key=lambda pair: pair[1].b)
    return [
        Bands(
            a,
            b,
            same_lines(a.band.rows, b.band.rows),
            same_lines(a.band.columns, b.band.columns),
        )
        for a, b in pairs
    ]


def table_changes(old: Report, i: int, new: Report, j: int) -> list[Change]:
    """Return what changed between a table of one report and one of another, row by row."""
    out: list[Change] = []
    bands = same_bands(old, i, new, j)
    before = {pair.old.b for pair in bands}
    after = {pair.new.b for pair in bands}
    for grid in grids(old, i):
        if grid.b not in before:
            out += (row_change(grid, r, How.REMOVED) for r in range(len(grid.band.rows.leaves)))
    pairs = {pair.new.b: pair for pair in bands}
    for grid in grids(new, j):
        if grid.b in after:
            out += _band(pairs[grid.b])
        else:
            out += (row_change(grid, r, How.ADDED) for r in range(len(grid.band.rows.leaves)))
    return out


def _band(pair: Bands) -> Iterator[Change]:
    old, new = pair.old, pair.new
    yield from _labels(pair)
    renamed = _renamed_columns(pair)
    columns = [*pair.columns, *renamed]
    kept, known = {i for i, _ in columns}, {j for _, j in columns}
    for i in range(len(old.band.columns.leaves)):
        if i not in kept:
            yield _column(old, i, How.REMOVED)
    for j in range(len(new.band.columns.leaves)):
        if j not in known:
            yield _column(new, j, How.ADDED)
    for i, j in renamed:
        name, before = new.column_name(j), old.column_name(i)
        yield LineChanged(How.RENAMED, "column", new.table.name, name, before)
    yield from _order(pair)
    yield from _rows(replace(pair, columns=columns))


def _rows(pair: Bands) -> Iterator[Change]:
    old, new = pair.old, pair.new
    renamed = _renamed_rows(pair)
    rows = {j: i for i, j in (*pair.rows, *renamed)}
    stay, called = set(rows.values()), set(renamed)
    for i in range(len(old.band.rows.leaves)):
        if i not in stay:
            yield row_change(old, i, How.REMOVED)
    for j in range(len(new.band.rows.leaves)):
        if j not in rows:
            yield row_change(new, j, How.ADDED)
            continue
        i = rows[j]
        if (i, j) in called:
            name, before = new.row_name(j), old.row_name(i)
            yield LineChanged(How.RENAMED, "row", new.table.name, name, before)
        for a, b in pair.columns:
            change = cell_change(pair, (i, a), (j, b))
            if change is not None:
                yield change


def cell_change(pair: Bands, old: tuple[int, int], new: tuple[int, int]) -> CellChanged | None:
    """Return what changed in a cell, None if nothing did."""
    before, after = pair.old.cell(*old), pair.new.cell(*new)
    figures = isinstance(before.value, Figure) and isinstance(after.value, Figure)
    gap = None
    if isinstance(before.value, Figure) and isinstance(after.value, Figure):
        gap = difference(after.value, before.value)
    if before.text == after.text and not gap:
        return None
    kind = pair.new.band.cells[new[0]][new[1]].type.kind
    place = CellPlace(pair.new.table.name, pair.new.row_name(new[0]), pair.new.column_name(new[1]))
    return CellChanged(
        place,
        before,
        after,
        gap,
        percent=kind is Kind.PERCENT,
        only_shown=figures and not gap,
        at=(pair.old.address(*old), pair.new.address(*new)),
    )


def row_change(grid: Grid, row: int, how: How) -> LineChanged:
    """Return that a row has come or gone, with what it shows."""
    columns = range(len(grid.band.columns.leaves))
    cells = [(grid.column_name(c), grid.cell(row, c)) for c in columns]
    return LineChanged(
        how,
        "row",
        grid.table.name,
        grid.row_name(row),
        cells=tuple(cell for cell in cells if cell[1].text),
        addresses=tuple(grid.address(row, c) for c in columns),
    )


def _column(grid: Grid, column: int, how: How) -> LineChanged:
    rows = range(len(grid.band.rows.leaves))
    cells = [(grid.row_name(r), grid.cell(r, column)) for r in rows]
    return LineChanged(
        how,
        "column",
        grid.table.name,
        grid.column_name(column),
        cells=tuple(cell for cell in cells if cell[1].text),
        addresses=tuple(grid.address(r, column) for r in rows),
    )


def _renamed_rows(pair: Bands) -> Pairs:
    """Return rows of the author's that are called otherwise: all that they show is the same."""
    before = [
        _row_texts(pair.old, i, [a for a, _ in pair.columns]) for i in _lines(pair.old.band.rows)
    ]
    after = [
        _row_texts(pair.new, j, [b for _, b in pair.columns]) for j in _lines(pair.new.band.rows)
    ]
    return [
        (i, j)
        for i, j in _renamed(pair.rows, before, after)
        if pair.old.band.rows.leaves[i].authored and pair.new.band.rows.leaves[j].authored
    ]


def _renamed_columns(pair: Bands) -> Pairs:
    """Return columns of a plain table that are called otherwise: all that they show is the same."""
    if not (pair.old.band.plain and pair.new.band.plain):
        return []
    rows = [i for i, _ in pair.rows], [j for _, j in pair.rows]
    before = [_column_texts(pair.old, i, rows[0]) for i in _lines(pair.old.band.columns)]
    after = [_column_texts(pair.new, j, rows[1]) for j in _lines(pair.new.band.columns)]
    return _renamed(pair.columns, before, after)


def _renamed(pairs: Pairs, before: Sequence[Texts], after: Sequence[Texts]) -> Pairs:
    """Return those lines between pairs that show the same, something at least."""
    if any(a > b for (a, _), (b, _) in pairwise(pairs)):
        return []
    return [
        (old[a], new[b])
        for old, new in gaps(pairs, len(before), len(after))
        for a, b in matched([before[i] for i in old], [after[j] for j in new])
        if any(before[old[a]])
    ]


def _lines(axis: Axis) -> range:
    return range(len(axis.leaves))


def _row_texts(grid: Grid, row: int, columns: list[int]) -> Texts:
    return tuple(grid.cell(row, column).text for column in columns)


def _column_texts(grid: Grid, column: int, rows: list[int]) -> Texts:
    return tuple(grid.cell(row, column).text for row in rows)


def _order(pair: Bands) -> Iterator[LineChanged]:
    """Yield the rows and columns that stand elsewhere among those that both tables have."""
    for axis, pairs, name in (
        ("column", pair.columns, pair.new.column_name),
        ("row", pair.rows, pair.new.row_name),
    ):
        stay = set(rising([i for i, _ in pairs]))
        for at, (_, j) in enumerate(pairs):
            if at not in stay:
                yield LineChanged(How.MOVED, axis, pair.new.table.name, name(j))


def _labels(pair: Bands) -> Iterator[LabelChanged]:
    """Yield the names under which the same rows and columns are published otherwise."""
    old, new = pair.old, pair.new
    told: set[tuple[str, str]] = set()
    titles = (_title(old), _title(new))
    if titles[0] != titles[1]:
        yield LabelChanged(new.table.name, *titles)
    if not new.band.stubs or not old.band.stubs:
        heads: list[tuple[Node, Node]] = []
    else:
        heads = [(old.band.stubs[-1], new.band.stubs[-1])]
    for pairs, before, after in (
        (pair.columns, old.band.columns, new.band.columns),
        (pair.rows, old.band.rows, new.band.rows),
    ):
        for i, j in pairs:
            heads += _upwards(before, before.leaves[i], after, after.leaves[j])
    for one, other in heads:
        labels = (old.table.label(one), new.table.label(other))
        if labels[0] != labels[1] and labels not in told:
            told.add(labels)
            yield LabelChanged(new.table.name, *labels)


def _title(grid: Grid) -> str:
    return grid.table.band_labels.get(grid.b, grid.band.title) or ""


def _upwards(old: Axis, one: Node, new: Axis, other: Node) -> Iterator[tuple[Node, Node]]:
    """Yield two nodes and those above them, level by level."""
    before: Node | None = one
    after: Node | None = other
    while before is not None and after is not None:
        yield before, after
        before, after = old.parents.get(before), new.parents.get(after)
