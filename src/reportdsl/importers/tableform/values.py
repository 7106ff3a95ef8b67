"""Line up the values of a list that begin in different columns, behind labels of several depths.

Where one label stands before a value and two before another, pages let the first value reach over
the column of the second label. It is one column of values all the same.
"""

from dataclasses import replace

from reportdsl.importers.tableform.boxes import Box, Grid
from reportdsl.importers.tableform.reading import holds_figure


def lined_up(grid: Grid) -> Grid:
    """Return a grid whose values all stand in its last column; as it is where it is no such list.

    In such a list the last cell of each row is its only value, most of them are figures, and they
    begin in different columns.
    """
    rows = [line for line in grid.places if line[0].width < grid.width]
    values = [line[-1] for line in rows]
    starts = {value.column for value in values}
    if not grid.spanned or len(starts) < 2 or not all(map(_is_value, rows)):
        return grid
    if 2 * sum(map(holds_figure, values)) < len(values):
        return grid
    last = max(starts)
    # Words there are heads, and what stands before them is no label.
    if any(value.text and not holds_figure(value) for value in values if value.column == last):
        return grid
    places = tuple(_line(line, last, grid.width) for line in grid.places)
    return replace(grid, places=places, width=last + 1)


def _is_value(line: tuple[Box, ...]) -> bool:
    """Tell whether the last cell of a row is a value of that row, behind labels alone."""
    value = line[-1]
    if value.column == 0:
        return False
    label = line[value.column - 1]
    alone = value.height == 1 and label.height == 1
    return alone and not any(map(holds_figure, line[: value.column]))


def _line(line: tuple[Box, ...], last: int, width: int) -> tuple[Box, ...]:
    """Return a row whose value stands in a column, and whose last label reaches up to it."""
    if line[0].width == width:
        return (replace(line[0], width=last + 1),) * (last + 1)
    value = line[-1]
    label = line[value.column - 1]
    wide = replace(label, width=last - label.column)
    labels = [wide if box == label else box for box in line[: value.column]]
    labels += [wide] * (last - value.column)
    return (*labels, replace(value, column=last, width=1))
