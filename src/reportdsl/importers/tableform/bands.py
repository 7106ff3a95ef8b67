"""Part the rows of a table into its bands: a title over its whole width, heads, and a body."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportdsl.importers.tableform.boxes import Box, Grid, merged
from reportdsl.importers.tableform.captions import unit_line
from reportdsl.importers.tableform.reading import holds_value, is_year
from reportdsl.text.pattern import pattern

_DEEPEST = 8
"""How many rows of heads are sought at most."""
_COLUMN_NUMBERS = pattern(r"栏次|行次|序列|栏\s*+目|列\s*+次")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where in a grid a band stands."""

    title: Box | None
    first: int
    """Its first row behind the title."""
    body: int
    """Its first row behind the heads."""
    end: int


def bounds(grid: Grid, *, headless: bool) -> tuple[list[Bounds], list[Box]]:
    """Return where the bands of a table are, and the lines before them that are none's title."""
    start = 0
    lines: list[Box] = []
    while start < grid.height and (line := full_line(grid, start)) is not None:
        lines.append(line)
        start += 1
    named = [line for line in lines if not unit_line(line.text)]
    title = named[-1] if named else None
    left = [line for line in lines if line is not title]
    found: list[Bounds] = []
    while start < grid.height:
        depth = 0 if headless else head_depth(grid, start)
        end = grid.height if headless else _end(grid, start, start + depth)
        found.append(Bounds(title, start, start + depth, end))
        if end < grid.height:
            title = full_line(grid, end)
            end += 1
        start = end
    return found, left


def full_line(grid: Grid, row: int) -> Box | None:
    """Return the only cell of a row where it stands over the whole width; else None."""
    line = grid.places[row]
    box = line[0]
    if grid.width < 2 or not box.text or box.row != row:
        return None
    if grid.spanned:
        return box if box.width == grid.width and box.height == 1 else None
    return box if not any(other.text for other in line[1:]) else None


def _end(grid: Grid, first: int, body: int) -> int:
    """Return where a band ends: at a title with heads and then figures below it."""
    corner = grid.places[first][0].text if body > first else ""
    figures = False
    for row in range(body, grid.height - 2):
        figures = figures or has_figures(grid, row)
        if figures and full_line(grid, row) is not None and _is_head(grid, row + 1, corner):
            return row
    return grid.height


def _is_head(grid: Grid, row: int, corner: str) -> bool:
    """Tell whether heads begin in a row: words all over it, and figures close below.

    In a text, heads that reach over others are followed by blank cells; there the corner must be
    that of the heads before.
    """
    begun = [box for box in grid.begun(row) if box.column]
    if not begun or has_figures(grid, row) or not any(box.text for box in begun):
        return False
    same = not grid.spanned and bool(corner) and grid.places[row][0].text == corner
    if not same and not all(box.text for box in begun):
        return False
    below = range(row + 1, min(row + 1 + _DEEPEST, grid.height))
    first = next((r for r in below if full_line(grid, r) is not None or has_figures(grid, r)), None)
    return first is not None and has_figures(grid, first)


def has_figures(grid: Grid, row: int) -> bool:
    """Tell whether figures or days stand in a row behind its first column; years are none."""
    figures = [box for box in grid.begun(row) if box.column and holds_value(box)]
    return bool(figures) and not all(map(is_year, figures))


def numbers_columns(label: str) -> bool:
    """Tell whether a label says that its row numbers the columns."""
    return _COLUMN_NUMBERS.fullmatch(label.strip()) is not None


def head_depth(grid: Grid, start: int) -> int:
    """Return how many rows of heads begin at a row, at least one where there are figures below."""
    ahead = range(start, min(start + _DEEPEST, grid.height))
    limit = next((row - start for row in ahead if has_figures(grid, row)), len(ahead) - 1)
    if limit <= 1:
        return max(limit, 0)
    depth = 1
    while depth < limit:
        heads = head_grid(grid, start, start + depth).places[-1]
        below = grid.places[start + depth]
        reaches = any(box.bottom > start + depth for box in grid.places[start + depth - 1])
        if not reaches and not _are_parted(heads, below, start + depth, spanned=grid.spanned):
            break
        depth += 1
    return depth


def _are_parted(heads: Sequence[Box], below: Sequence[Box], row: int, *, spanned: bool) -> bool:
    """Tell whether a row holds heads that part those above it: all of them stand beneath groups.

    Where merged cells are known, the corner alone parts into labels of rows.
    """
    under: Counter[int] = Counter()
    for box in {box.column: box for box in below if box.row == row and box.text}.values():
        if heads[box.column].width < 2:
            return False
        under[heads[box.column].column] += 1
    return any(number > 1 and (column or not spanned) for column, number in under.items())


def head_grid(grid: Grid, first: int, end: int) -> Grid:
    """Return the heads of a band, blank cells given to those that cover them."""
    heads = grid.rows(first, end)
    return heads if grid.spanned else merged(heads, range(grid.width), heads=True)
