"""Put the cells of a placed table on a grid: where each begins, and how far it reaches both ways.

A container that tells widths tells no heights: what no cell of its own row covers is covered from
above. One that tells neither has blank cells there; what they mean, `merged` finds out.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from reportdsl.importers.raw import Layout, RawRow, RawTable
from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the grid."""

    row: int
    column: int
    height: int
    width: int
    text: str
    span: Span

    @property
    def bottom(self) -> int:
        """The row below it."""
        return self.row + self.height

    @property
    def right(self) -> int:
        """The column behind it."""
        return self.column + self.width


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table; every place is covered by one."""

    places: tuple[tuple[Box, ...], ...]
    """The cell over each place, row by row."""
    width: int
    spanned: bool
    """Whether its cells reach as far as the container says."""
    span: Span

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.places)

    def begun(self, row: int) -> list[Box]:
        """Return the cells that begin in a row, in order."""
        found = []
        for column, box in enumerate(self.places[row]):
            if (box.row, box.column) == (row, column):
                found.append(box)
        return found

    def rows(self, first: int, end: int) -> "Grid":
        """Return some rows as a grid of their own; cells that reach in from outside are cut."""
        made = []
        for row in range(first, end):
            line = []
            for box in self.places[row]:
                top, bottom = max(box.row, first), min(box.bottom, end)
                line.append(replace(box, row=top - first, height=bottom - top))
            made.append(tuple(line))
        return Grid(tuple(made), self.width, self.spanned, self.span)


def has_places(table: RawTable) -> bool:
    """Tell whether it is known in which column each cell stands.

    Where blank cells may be left out, none is if all rows have as many.
    """
    counts = {len(row.cells) for row in table.rows}
    full = all(cell.text for row in table.rows for cell in row.cells)
    whole = table.layout is Layout.ROWS and len(counts) == 1 and full
    return table.layout is Layout.PLACED or whole


def grid_of(table: RawTable) -> Grid:
    """Return the grid of a table whose cells have places."""
    width = max(
        (cell.column + max(cell.width, 1) for row in table.rows for cell in row.cells), default=0
    )
    owners: list[list[tuple[int, int]]] = []
    boxes: dict[tuple[int, int], Box] = {}
    for at, row in enumerate(table.rows):
        above = owners[-1] if owners else []
        owners.append(_owners(row, at, width, above, boxes, reaches=table.spanned))
    places = tuple(tuple(boxes[key] for key in line) for line in owners)
    return Grid(places, width, table.spanned, table.span)


def _owners(
    row: RawRow,
    at: int,
    width: int,
    above: Sequence[tuple[int, int]],
    boxes: dict[tuple[int, int], Box],
    *,
    reaches: bool,
) -> list[tuple[int, int]]:
    """Return which cell is over each place of a row; cells that it begins go to `boxes`."""
    line: dict[int, tuple[int, int]] = {}
    for cell in row.cells:
        free = range(cell.column, min(cell.column + max(cell.width, 1), width))
        if any(column in line for column in free):
            continue
        key = at, cell.column
        boxes[key] = Box(at, cell.column, 1, len(free), cell.text, cell.span)
        line.update(dict.fromkeys(free, key))
    made: list[tuple[int, int]] = []
    for column in range(width):
        own = line.get(column)
        above_it = above if reaches else ()
        made.append(own or _from_above(column, at, row.span, line, above_it, boxes))
    for column, owner in enumerate(made):
        box = boxes[owner]
        if box.column == column and box.bottom == at:
            boxes[owner] = replace(box, height=box.height + 1)
    return made


def _from_above(
    column: int,
    at: int,
    span: Span,
    line: Container[int],
    above: Sequence[tuple[int, int]],
    boxes: dict[tuple[int, int], Box],
) -> tuple[int, int]:
    """Return the cell that covers a place which no cell of its row does."""
    if above:
        box = boxes[above[column]]
        if not any(covered in line for covered in range(box.column, box.right)):
            return above[column]
    boxes[at, column] = Box(at, column, 1, 1, "", span)
    return at, column


def merged(grid: Grid, columns: range, *, heads: bool) -> Grid:
    """Return a grid of single cells in which blank ones of some columns are covered by others.

    A blank cell below a head is covered by it where nothing stands in all its width, others by
    what is left of them. Beside a label of its own row a blank cell goes to that label first.
    """
    merger = _Merger(grid, columns, heads=heads)
    return merger.merged()


class _Merger:
    def __init__(self, grid: Grid, columns: range, *, heads: bool) -> None:
        self.grid = grid
        self.columns = columns
        self.heads = heads
        self.owners: list[list[tuple[int, int]]] = []
        self.sizes: dict[tuple[int, int], list[int]] = {}
        """Height and width of each cell, by where it begins."""

    def merged(self) -> Grid:
        for row in range(self.grid.height):
            self.owners.append([])
            while len(self.owners[row]) < self.grid.width:
                self._place(row, len(self.owners[row]))
        boxes = {
            key: replace(self.grid.places[key[0]][key[1]], height=height, width=width)
            for key, (height, width) in self.sizes.items()
        }
        return replace(
            self.grid, places=tuple(tuple(boxes[key] for key in line) for line in self.owners)
        )

    def _place(self, row: int, column: int) -> None:
        blank = not self.grid.places[row][column].text and column in self.columns
        right = blank and self._is_right_of_own(row, column)
        if right and not self.heads:
            self._rightwards(row, column)
        elif blank and (size := self._from_above(row, column)):
            self.owners[row] += [(self.owners[row - 1][column])] * size
            self.sizes[self.owners[row][column]][0] += 1
        elif right:
            self._rightwards(row, column)
        else:
            self.owners[row].append((row, column))
            self.sizes[row, column] = [1, 1]

    def _rightwards(self, row: int, column: int) -> None:
        key = self.owners[row][column - 1]
        self.owners[row].append(key)
        self.sizes[key][1] += 1

    def _is_right_of_own(self, row: int, column: int) -> bool:
        """Tell whether a cell of the same row, with text, may reach over a place."""
        if column - 1 not in self.columns:
            return False
        top, left = self.owners[row][column - 1]
        if top != row or not self.grid.places[top][left].text:
            return False
        above = self.owners[row - 1] if row and self.heads else None
        return above is None or above[column - 1] == above[column]

    def _from_above(self, row: int, column: int) -> int:
        """Return how wide the cell is that covers a place from above; 0 if none does."""
        if not row:
            return 0
        key = self.owners[row - 1][column]
        width = self.sizes[key][1]
        line = self.grid.places[row]
        inside = range(column, column + width)
        if key[1] != column or any(line[c].text for c in inside):
            return 0
        return width
