"""Read the tree of a band's columns from its heads, and the heads of its label columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportdsl.importers.tableform import problems
from reportdsl.importers.tableform.boxes import Box, Grid
from reportdsl.importers.tableform.parts import Branch, Unfit
from reportdsl.text.fold import bare, normal


def stubs(heads: Grid, labels: int) -> tuple[Branch, ...]:
    """Return the heads of the label columns: of heads above each other, the lowest."""
    lowest = heads.places[-1][:labels]
    found: list[Branch] = []
    column = 0
    while column < labels:
        box = lowest[column]
        width = min(box.right, labels) - column
        found.append(Branch(box.text, box.span, width))
        column += width
    return tuple(found) if any(stub.label for stub in found) else ()


def column_tree(heads: Grid, labels: int, body: Grid, *, free: bool) -> tuple[Branch, ...]:
    """Return the tree of a band's columns; raise `Unfit`.

    Where rows are `free`, a head over the labels may reach over columns: these have their own.
    """
    corner = heads.places[0][0]
    if not free:
        _refuse_side_by_side(heads, labels)
    elif labels < corner.right < heads.width and corner.bottom < heads.height:
        own = _branches(heads, body, labels, corner.right, corner.bottom)
        return (*own, *_branches(heads, body, corner.right, heads.width, 0))
    return tuple(_branches(heads, body, labels, heads.width, 0))


def _branches(heads: Grid, body: Grid, first: int, end: int, row: int) -> Iterator[Branch]:
    column = first
    while column < end:
        box = heads.places[row][column]
        if box.column != column or box.row != row or box.right > end:
            raise Unfit(problems.HEADS_CROSS, box.span)
        if box.bottom >= heads.height:
            yield from _leaves(box, body)
        else:
            beneath = tuple(_branches(heads, body, column, box.right, box.bottom))
            yield Branch(box.text, box.span, box.width, beneath)
        column = box.right


def _leaves(box: Box, body: Grid) -> Iterator[Branch]:
    """Yield a lowest head; where cells tell no widths, each column beneath that holds something."""
    within = range(box.column + 1, box.right)
    if body.spanned or not any(line[c].text for line in body.places for c in within):
        yield Branch(box.text, box.span, box.width)
        return
    yield Branch(box.text, box.span)
    for _ in within:
        yield Branch("", box.span)


def _refuse_side_by_side(heads: Grid, labels: int) -> None:
    """Raise `Unfit` where the labels' heads come again behind figures."""
    corner = heads.places[0][0]
    if labels and labels < corner.right < heads.width:
        raise Unfit(problems.SIDE_BY_SIDE, corner.span)
    own = {_plain(box.text) for line in heads.places for box in line[:labels]} - {""}
    again = [box for box in heads.places[-1][labels + 1 :] if _plain(box.text) in own]
    if again:
        raise Unfit(problems.SIDE_BY_SIDE, again[0].span)


def _plain(label: str) -> str:
    return normal(bare(label))


def body_columns(body: Grid, labels: int) -> tuple[Branch, ...]:
    """Return the columns of a band without heads: each place where cells begin."""
    starts = {
        box.column
        for row in range(body.height)
        for box in body.begun(row)
        if box.column >= labels and not _over_whole(box, body)
    }
    ordered = [*sorted(starts | {labels}), body.width]
    return tuple(
        Branch("", body.span, end - start) for start, end in pairwise(ordered) if end > start
    )


def _over_whole(box: Box, body: Grid) -> bool:
    return box.column == 0 and box.right == body.width


def leaf_starts(columns: Sequence[Branch], labels: int) -> list[tuple[int, int]]:
    """Return the first place and the width of each leaf column."""
    out: list[tuple[int, int]] = []
    at = labels
    for root in columns:
        for leaf in root.leaves():
            out.append((at, leaf.width))
            at += leaf.width
    return out
