"""Take a table apart: its bands, their columns and rows, and what stands in the cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportdsl.importers.raw import RawTable
from reportdsl.importers.tableform import heads as head_trees
from reportdsl.importers.tableform import problems
from reportdsl.importers.tableform.bands import Bounds, bounds, full_line, has_figures, head_grid
from reportdsl.importers.tableform.boxes import Box, Grid, grid_of, has_places
from reportdsl.importers.tableform.captions import unit_of, unit_said
from reportdsl.importers.tableform.labels import label_columns, label_grid, row_tree
from reportdsl.importers.tableform.parts import Branch, Content, Datum, Part, Sheet, Unfit
from reportdsl.importers.tableform.reading import datum, holds_figure
from reportdsl.importers.tableform.values import lined_up
from reportdsl.syntax.lines import MAX_DEPTH
from reportdsl.text.fold import bare, normal

_STUB_WORDS = frozenset(
    [
        "项目",
        "指标",
        "内容",
        "名称",
        "类别",
        "分类",
        "事项",
        "科目",
        "指标名称",
        "item",
        "indicator",
    ]
)
_MOST_LEVELS = MAX_DEPTH - 2


def sheet_of(table: RawTable, name: str, unit: str, *, free: bool = False) -> Sheet:
    """Return a table taken apart; raise `Unfit`.

    Where its rows are `free`, the author's own, the first column alone names them.
    """
    if not has_places(table):
        raise Unfit(problems.PLACES_UNKNOWN, table.span)
    grid = lined_up(grid_of(table))
    if grid.width < 2:
        raise Unfit(problems.NO_COLUMNS, table.span)
    found, left = bounds(grid, headless=_is_headless(grid))
    if not found:
        raise Unfit(problems.NO_ROWS, table.span)
    parts = tuple(_part(grid, band, free=free) for band in found)
    said = next((u for box in left if (u := unit_said(box.text))), unit)
    titles = [part.title.text for part in parts if part.title is not None]
    said = said or next((u for text in titles if (u := unit_said(text) or unit_of(text))), "")
    return Sheet(name, parts, grid.width, said, tuple(left), table.span, free)


def _is_headless(grid: Grid) -> bool:
    """Tell whether a table begins with a row of its body, as lists of names and values do."""
    first = next((r for r in range(grid.height) if full_line(grid, r) is None), None)
    if first is None:
        return False
    if has_figures(grid, first):
        return True
    body = grid.rows(first, grid.height)
    labels = label_columns(None, body)
    named = [box for row in range(body.height) for box in body.places[row][:labels]]
    if labels != grid.width - 1 or any(map(holds_figure, named)):
        return False
    words = {normal(bare(box.text)).casefold() for box in grid.places[first][:labels]}
    if "" in words:
        return False
    held = [datum(body.places[row][-1]) for row in range(1, body.height)]
    kinds = {d.content for d in held} & {Content.FIGURE, Content.TEXT, Content.DATE}
    return len(kinds) > 1 and not words & _STUB_WORDS


def _part(grid: Grid, band: Bounds, *, free: bool) -> Part:
    if band.body >= band.end:
        raise Unfit(problems.NO_ROWS, grid.places[band.first][0].span)
    heads = head_grid(grid, band.first, band.body) if band.body > band.first else None
    body = grid.rows(band.body, band.end)
    labels = label_columns(heads, body)
    labels = min(labels, 1) if free else labels
    if labels == 0 and (heads is None or body.height > 1):
        raise Unfit(problems.NO_LABELS, body.places[0][0].span)
    if heads is None:
        stubs: tuple[Branch, ...] = ()
        columns = head_trees.body_columns(body, labels)
    else:
        stubs = head_trees.stubs(heads, labels)
        columns = head_trees.column_tree(heads, labels, body, free=free)
    if labels > _MOST_LEVELS:
        raise Unfit(problems.TOO_DEEP, body.places[0][0].span)
    rows = row_tree(body, labels) if labels else ()
    for root in (*rows, *columns):
        _refuse_depth(root)
    leaves = head_trees.leaf_starts(columns, labels)
    data = _data(body, leaves, labels)
    shown = (*_shown_heads(heads), *_shown_body(body, leaves, labels))
    depth = heads.height if heads is not None else 0
    return Part(band.title, stubs, columns, rows, data, heads is None, labels, shown, depth)


def _shown_heads(heads: Grid | None) -> Iterator[tuple[Box, ...]]:
    for row in range(heads.height if heads is not None else 0):
        assert heads is not None
        yield tuple(box for box in heads.begun(row) if box.text)


def _shown_body(
    body: Grid, leaves: Sequence[tuple[int, int]], labels: int
) -> Iterator[tuple[Box, ...]]:
    """Yield the cells of a body that are not blank; in a text they are as wide as their heads."""
    named = label_grid(body, labels)
    widths = dict(leaves)
    for row in range(body.height):
        own = [box for box in named.begun(row) if box.text]
        if not body.spanned:
            own = [
                box if box.column < labels else replace(box, width=widths.get(box.column, 1))
                for box in own
            ]
        yield tuple(own)


def _refuse_depth(root: Branch) -> None:
    """Raise `Unfit` for a tree with more levels than the language has."""
    level: Sequence[Branch] = (root,)
    for _ in range(_MOST_LEVELS):
        level = [child for branch in level for child in branch.children]
    if level:
        raise Unfit(problems.TOO_DEEP, root.span)


def _data(
    body: Grid, leaves: Sequence[tuple[int, int]], labels: int
) -> tuple[tuple[Datum, ...], ...]:
    """Return what the cells of a body hold; raise `Unfit` where a cell is not one of a leaf."""
    return tuple(
        tuple(_cell(body, row, first, width, labels) for first, width in leaves)
        for row in range(body.height)
    )


def _cell(body: Grid, row: int, first: int, width: int, labels: int) -> Datum:
    box = body.places[row][first]
    if box.column < labels and box.row == row and box.height == 1:
        # A label that reaches over cells: nothing stands there.
        return Datum(Box(row, first, 1, width, "", box.span), Content.BLANK)
    if (box.row, box.column, box.height) != (row, first, 1) or box.width > width:
        raise Unfit(problems.CELLS_MERGED, box.span)
    if any(other.text for other in body.places[row][box.right : first + width]):
        raise Unfit(problems.CELLS_WITHOUT_HEAD, box.span)
    return datum(box)
