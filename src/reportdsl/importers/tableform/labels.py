"""Find the label columns of a band, and read the tree of its rows from them."""

from collections.abc import Iterator

from reportdsl.importers.tableform import problems
from reportdsl.importers.tableform.boxes import Box, Grid, merged
from reportdsl.importers.tableform.parts import Branch, Content, Unfit
from reportdsl.importers.tableform.reading import datum, holds_figure


def label_columns(heads: Grid | None, body: Grid) -> int:
    """Return how many columns hold labels: merged ones, and those of codes before names."""
    first = [line[0] for line in body.places]
    if any(map(holds_figure, first)) and not any(map(_is_word, first)):
        return 2 if heads is not None and _codes(body) else 0
    found = 1
    while found < body.width:
        further = max(found, _reach(heads, body, found))
        if further == found:
            break
        found = further
    if found == 1 and heads is not None and _codes(body):
        found = 2
    return min(found, body.width - 1)


def _reach(heads: Grid | None, body: Grid, labels: int) -> int:
    """Return how far labels reach if so many columns hold some."""
    reach = labels
    if body.spanned:
        for row in range(body.height):
            for box in body.places[row][:labels]:
                if box.right >= body.width:
                    continue
                while reach < box.right and _is_wordy(body, reach):
                    reach += 1
                if box.height > 1 and box.right == labels and _is_wordy(body, labels):
                    reach = max(reach, labels + 1)
    elif any(
        not any(box.text for box in body.places[row][:labels])
        and _is_word(body.places[row][labels])
        for row in range(1, body.height)
    ):
        reach = labels + 1
    if heads is not None:
        corner = heads.places[0][0]
        inside = range(labels, min(corner.right, body.width - 1))
        if all(not _has_figures(body, column) for column in inside):
            reach = max(reach, inside.stop if inside else reach)
    return reach


def _codes(body: Grid) -> bool:
    """Tell whether the first column holds numbers or codes, and names stand in the second."""
    if body.width < 3:
        return False
    first = [datum(body.places[row][0]) for row in range(body.height) if _own(body, row, 0)]
    second = [datum(body.places[row][1]) for row in range(body.height) if _own(body, row, 1)]
    codes = [d for d in first if d.number is not None]
    plain = all(d.number is None or d.number.text.isdigit() for d in first)
    return (
        bool(codes)
        and plain
        and bool(second)
        and all(d.content in {Content.TEXT, Content.BLANK} for d in second)
    )


def _own(body: Grid, row: int, column: int) -> bool:
    box = body.places[row][column]
    return box.row == row and box.column == column


def _is_word(box: Box) -> bool:
    return bool(box.text) and not holds_figure(box)


def _is_wordy(body: Grid, column: int) -> bool:
    """Tell whether a column holds more words than figures."""
    boxes = [body.places[row][column] for row in range(body.height)]
    return sum(map(_is_word, boxes)) > sum(map(holds_figure, boxes))


def _has_figures(body: Grid, column: int) -> bool:
    return any(holds_figure(body.places[row][column]) for row in range(body.height))


def label_grid(body: Grid, labels: int) -> Grid:
    """Return a body, blank cells of its label columns given to those that cover them."""
    return body if body.spanned else merged(body, range(labels), heads=False)


def row_tree(body: Grid, labels: int) -> tuple[Branch, ...]:
    """Return the tree of a band's rows; raise `Unfit`."""
    grid = label_grid(body, labels)
    return tuple(_branches(grid, labels, 0, 0, grid.height))


def _branches(grid: Grid, labels: int, column: int, first: int, end: int) -> Iterator[Branch]:
    row = first
    while row < end:
        box = grid.places[row][column]
        if box.row != row or box.column != column or box.bottom > end:
            raise Unfit(problems.LABELS_CROSS, box.span)
        if box.right >= labels:
            if box.height > 1:
                raise Unfit(problems.ROWS_UNDER_ONE_LABEL, box.span)
            yield Branch(box.text, box.span)
        else:
            beneath = tuple(_branches(grid, labels, box.right, row, box.bottom))
            yield Branch(box.text, box.span, children=beneath)
        row = box.bottom
