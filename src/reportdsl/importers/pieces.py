"""Fit the only row of a table where it is published as several tables, one beneath the other.

Each has some groups of the columns, which it names. They make the row if every group is named once
and each table has the heads of its groups and no others; else they are left as they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportdsl.importers.align import Expected, Matched, Part
from reportdsl.importers.fit import fit
from reportdsl.importers.fitted import Fitted, FittedRow
from reportdsl.importers.labels import names, same
from reportdsl.importers.placing import Trouble
from reportdsl.importers.raw import RawCell
from reportdsl.importers.rows import Cut, FigureRow
from reportdsl.importers.templates import Template, keys_of
from reportdsl.model.axis import Axis, Node
from reportdsl.model.bands import Bands


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row of the file, the groups that it names, and how it fits these alone."""

    row: FigureRow
    groups: tuple[Node, ...]
    fitted: Fitted


def fit_pieces(cut: Cut, template: Template) -> Fitted | None:
    """Return the fit of a table whose only row stands in several tables; None if it is no such."""
    if len(cut.rows) < 2 or cut.rest or not template.in_groups:
        return None
    groups = template.bands[0].form.columns.lowest_groups
    pieces: list[_Piece] = []
    for row in cut.rows:
        read = {name for cell in row.labels for name in names(cell.text)}
        named = tuple(group for group in groups if not read.isdisjoint(keys_of(group)))
        piece = _piece(cut, row, template, named)
        if piece is None:
            return None
        pieces.append(piece)
    found = [id(group) for piece in pieces for group in piece.groups]
    if sorted(found) != sorted(id(group) for group in groups):
        return None
    return _joined(pieces, template)


def _piece(cut: Cut, row: FigureRow, template: Template, named: tuple[Node, ...]) -> _Piece | None:
    """Return how a row fits some groups of the columns; None if its heads are not theirs."""
    if not named:
        return None
    fitted = fit(Cut([row], [], cut.heads), _of_groups(template, named))
    # What stands above the groups need not be written again over each of them.
    own = {id(node) for group in named for node in group.walk()}
    lost = any(id(expected.node) in own for expected in fitted.missing)
    if len(fitted.rows) != 1 or fitted.unread or fitted.unknown or lost:
        return None
    return _Piece(row, named, fitted)


def _of_groups(template: Template, groups: Sequence[Node]) -> Template:
    """Return the template of a table that has only some groups of the columns."""
    band = template.table.bands[0]
    kept = {id(group) for group in groups}
    roots = tuple(root for node in band.columns.roots for root in _pruned(node, kept))
    part = replace(band, columns=Axis(roots, band.columns.unnamed))
    return Template(replace(template.table, bands=Bands((part,))))


def _pruned(node: Node, kept: set[int]) -> Iterator[Node]:
    """Yield a node with those groups beneath it that are kept, if there are any."""
    if id(node) in kept:
        yield node
        return
    children = tuple(own for child in node.children for own in _pruned(child, kept))
    if children:
        yield replace(node, children=children)


def _joined(pieces: Sequence[_Piece], template: Template) -> Fitted | None:
    """Return the row that pieces make; None where one label stands over them in several words."""
    columns = template.bands[0].form.columns
    nodes = {node.path: node for root in columns.roots for node in root.walk()}
    matched: dict[int, Matched] = {}
    missing: dict[int, Expected] = {}
    for piece in pieces:
        for match in piece.fitted.matched:
            own = replace(match, expected=_in_form(match.expected, nodes))
            before = matched.setdefault(id(own.expected.node), own)
            if not same(before.cell.text, own.cell.text):
                return None
        for each in piece.fitted.missing:
            own_ = _in_form(each, nodes)
            missing[id(own_.node)] = own_
    place = {id(node): at for at, node in enumerate(template.bands[0].heads)}
    in_order = sorted(matched.values(), key=lambda m: place.get(id(m.expected.node), -1))
    cells = _cells(pieces, columns)
    row = _row(pieces)
    values = row.values if isinstance(cells, Trouble) else [c for c in cells if c is not None]
    return Fitted(
        template,
        (FittedRow(0, row, cells),),
        tuple(in_order),
        tuple(each for node, each in missing.items() if node not in matched),
        (),
        (),
        sum(piece.fitted.cost for piece in pieces),
        reading=(*(match.cell for match in in_order), *values),
    )


def _in_form(expected: Expected, nodes: dict[tuple[str, ...], Node]) -> Expected:
    """Return a label of part of the columns as one of all of them."""
    node = expected.node
    if node is None or expected.part is not Part.COLUMN:
        return expected
    return replace(expected, node=nodes[node.path])


def _cells(pieces: Sequence[_Piece], columns: Axis) -> tuple[RawCell | None, ...] | Trouble:
    found: list[RawCell | None] = [None] * len(columns.leaves)
    for piece in pieces:
        cells = piece.fitted.rows[0].cells
        if isinstance(cells, Trouble):
            return cells
        own = piece.fitted.template.bands[0].form.columns.leaves
        for leaf, cell in zip(own, cells, strict=True):
            found[columns.by_leaf[leaf]] = cell
    return tuple(found)


def _row(pieces: Sequence[_Piece]) -> FigureRow:
    """Return all that stands in the pieces as one row, in the order of the file."""
    rows = [piece.row for piece in pieces]
    return FigureRow(
        [cell for row in rows for cell in row.labels],
        [cell for row in rows for cell in row.values],
        None,
        rows[0].layout,
        [own for row in rows for own in row.rows],
    )
