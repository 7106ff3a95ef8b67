"""Find what a path of names means: cells, rows, columns, groups or tables, or a header field.

A path may leave out levels as long as one thing matches. Each part is first sought beneath the
part before it in the same tree, and only then in the other tree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from reportdsl.model.axis import Axis, Node
from reportdsl.model.bands import Which, axis_of
from reportdsl.model.formula import Address
from reportdsl.model.labels import matches
from reportdsl.model.report import Band, Table
from reportdsl.text.fold import normal
from reportdsl.text.pattern import pattern

EVERY = "*"
_NAME = pattern(r"[^\W\d]\w*")
_Last = Literal["table", "band", "rows", "columns"]


@dataclass(frozen=True, slots=True)
class Trail:
    """How far a path has led into a table."""

    band: int | None = None
    rows: tuple[Node, ...] | None = None
    columns: tuple[Node, ...] | None = None
    last: _Last = "table"
    left_out: int = 0
    """How many levels the path leaves out so far."""

    def nodes(self, which: Which) -> tuple[Node, ...] | None:
        """Return the rows or the columns named so far."""
        return self.rows if which == "rows" else self.columns


@dataclass(frozen=True, slots=True)
class Element:
    """A cell of a selection, and by what it is told from the others."""

    key: tuple[tuple[str, ...] | None, tuple[str, ...] | None]
    """The keys of its row and of its column; None where the selection has only one."""
    address: Address | None
    """None where the author leaves the cell out."""
    is_sum: bool
    """Whether a sum over the selection leaves it out, being a sum itself."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a path means in a table."""

    table: int
    trail: Trail

    def described(self, tables: Sequence[Table]) -> str:
        """Return the path in full, for a list of candidates."""
        trail = self.trail
        table = tables[self.table]
        levels: list[str] = [table.name]
        title = None if trail.band is None else table.bands[trail.band].title
        if title is not None:
            levels.append(title)
        for nodes in (trail.rows, trail.columns):
            if nodes:
                levels += nodes[0].path
        return path_of(levels)

    def whole(self, which: Which) -> bool:
        """Tell whether it is a row, a column or a group of them taken whole."""
        other: Which = "columns" if which == "rows" else "rows"
        return self.trail.nodes(which) is not None and self.trail.nodes(other) is None


def path_of(levels: Iterable[str]) -> str:
    """Return a path as an expression has it, quoted where it must be."""
    return ".".join(level if _NAME.fullmatch(level) else f'"{level}"' for level in levels)


def directory(tables: Sequence[Table]) -> dict[str, list[int]]:
    """Return by each name in normal form which tables hold it, are called so, or whose form is."""
    found: dict[str, list[int]] = {}
    for index, table in enumerate(tables):
        titles = [band.title for band in table.bands if band.title is not None]
        known = {normal(name) for name in (table.name, table.form.form or "", *titles)}
        for band in table.bands:
            known.update(band.rows.index, band.columns.index)
        for name in known:
            found.setdefault(name, []).append(index)
    return found


def search(
    tables: Sequence[Table],
    parts: Sequence[str],
    home: int | None,
    band: int | None = None,
    known: Mapping[str, list[int]] | None = None,
) -> list[Selection]:
    """Return what a path may mean: one selection if it is clear, none if nothing is called so.

    Names are sought in the table they stand in (`home`), in a cell's own band first, then in all
    tables; of many, `known` tells which have the name.
    """
    if home is not None:
        found = _in_table(tables, home, parts, at_home=True)
        in_band = [s for s in found if band is not None and s.trail.band == band]
        if found:
            return _sole(in_band or found)
    all_ = range(len(tables))
    among = all_ if known is None or parts[0] == EVERY else known.get(normal(parts[0]), ())
    everywhere = [
        selection for index in among for selection in _in_table(tables, index, parts, at_home=False)
    ]
    return _sole(everywhere)


def _sole(found: list[Selection]) -> list[Selection]:
    # A table or band taken whole is meant only where no row or column is called so.
    within = [s for s in found if s.trail.last in {"rows", "columns"}] or found
    complete = [s for s in within if s.trail.left_out == 0]
    return complete if len(complete) == 1 else within


def _in_table(
    tables: Sequence[Table], index: int, parts: Sequence[str], *, at_home: bool
) -> list[Selection]:
    table = tables[index]
    start = Trail(left_out=0 if at_home else 1)
    trails = _follow(table, start, parts)
    beneath = _follow(table, Trail(), parts[1:]) if table.called(parts[0]) else []
    # A form may have the name of its table.
    of_form = len(parts) > 1 and normal(parts[0]) == normal(table.form.form or "")
    if not beneath and of_form and table.called(parts[1]):
        beneath = _follow(table, Trail(), parts[2:])
    return [Selection(index, trail) for trail in (*trails, *beneath)]


def _follow(table: Table, start: Trail, parts: Sequence[str]) -> list[Trail]:
    trails = [start]
    for part in parts:
        trails = [after for trail in trails for after in _step(table, trail, part)]
    unique: dict[tuple[object, ...], Trail] = {}
    for trail in trails:
        unique.setdefault((trail.band, trail.rows, trail.columns), trail)
    return list(unique.values())


def _step(table: Table, trail: Trail, name: str) -> list[Trail]:
    if name == EVERY:
        return _every(table, trail)
    if trail.last in {"rows", "columns"}:
        own: Which = "rows" if trail.last == "rows" else "columns"
        other: Which = "columns" if own == "rows" else "rows"
        return _within(table, trail, own, name) or _within(table, trail, other, name)
    found = _within(table, trail, "rows", name) + _within(table, trail, "columns", name)
    if trail.last == "table":
        found += [replace(trail, band=b, last="band") for b in table.bands.titled(name)]
    return found


def _within(table: Table, trail: Trail, which: Which, name: str) -> list[Trail]:
    """Return the trails that lead to a name in one tree, beneath what is named in it."""
    above = trail.nodes(which)
    out: list[Trail] = []
    for band_index, band in _bands(table, trail):
        axis = axis_of(band, which)
        if above is None:
            for node in matches(axis, name):
                skipped = len(node.path) - 1
                out.append(_to(trail, band_index, which, (node,), skipped))
        elif len(above) == 1:
            for node in matches(axis, name, above[0]):
                skipped = len(node.path) - len(above[0].path) - 1
                out.append(_to(trail, band_index, which, (node,), skipped))
        else:
            # Behind a star the name is taken beneath each child that has it.
            hits = [matches(axis, name, node) for node in above]
            if any(hits) and all(len(h) <= 1 for h in hits):
                out.append(_to(trail, band_index, which, tuple(h[0] for h in hits if h), 0))
    return out


def _to(trail: Trail, band: int, which: Which, nodes: tuple[Node, ...], skipped: int) -> Trail:
    left_out = trail.left_out + skipped
    if which == "rows":
        return Trail(band, nodes, trail.columns, "rows", left_out)
    return Trail(band, trail.rows, nodes, "columns", left_out)


def _every(table: Table, trail: Trail) -> list[Trail]:
    """Return the trail to every child of what is named so far."""
    if trail.last in {"table", "band"}:
        return [
            _to(trail, index, "rows", band.rows.roots, 0) for index, band in _bands(table, trail)
        ]
    own: Which = "rows" if trail.last == "rows" else "columns"
    named = trail.nodes(own) or ()
    children = tuple(child for node in named for child in node.children)
    if children and trail.band is not None:
        return [_to(trail, trail.band, own, children, 0)]
    other: Which = "columns" if own == "rows" else "rows"
    if trail.nodes(other) is not None:
        return []
    return [
        _to(trail, index, other, axis_of(band, other).roots, 0)
        for index, band in _bands(table, trail)
    ]


def _bands(table: Table, trail: Trail) -> Iterable[tuple[int, Band]]:
    if trail.band is not None:
        return [(trail.band, table.bands[trail.band])]
    return enumerate(table.bands)


# ── from nodes to cells ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Pin:
    """The cell that a formula stands in: what a row or column taken whole means there."""

    address: Address
    row: Node
    column: Node


def elements(
    tables: Sequence[Table], selection: Selection, pin: Pin | None, *, foreign: bool = False
) -> tuple[list[Element], bool]:
    """Return the cells of a selection, and whether it is a single cell and not a vector.

    `foreign` tells that the tables are another report's than the one that `pin` stands in.
    """
    trail = selection.trail
    table = tables[selection.table]
    found: list[Element] = []
    single = True
    for index, band in _bands(table, trail):
        gone = index in table.omitted_bands
        at_home = not foreign and pin is not None and pin.address[:2] == (selection.table, index)
        row = _pinned(trail, band, pin, "rows", at_home=at_home)
        column = _pinned(trail, band, pin, "columns", at_home=at_home)
        rows, one_row = _leaves(band.rows, trail.rows, row)
        columns, one_column = _leaves(band.columns, trail.columns, column)
        single = single and one_row and one_column
        for (row_key, r), (column_key, c) in product(rows, columns):
            key = (None if one_row else row_key, None if one_column else column_key)
            is_sum = (not one_row and _adds(r)) or (not one_column and _adds(c))
            address = None if gone else _address(selection.table, index, band, r, c)
            found.append(Element(key, address, is_sum))
    return found, single and len(found) == 1


def _adds(leaf: Node) -> bool:
    return leaf.rule is not None and leaf.rule.is_sum


def _address(table: int, index: int, band: Band, row: Node, column: Node) -> Address | None:
    r, c = band.rows.by_leaf.get(row), band.columns.by_leaf.get(column)
    return None if r is None or c is None else Address(table, index, r, c)


def _leaves(
    axis: Axis, named: tuple[Node, ...] | None, pinned: Node | None
) -> tuple[list[tuple[tuple[str, ...], Node]], bool]:
    """Return leaves with their keys, and whether they are one by name and not by chance."""
    if named is None:
        if pinned is not None:
            return [((), pinned)], True
        leaves = axis.leaves
        return [(leaf.path, leaf) for leaf in leaves], len(leaves) == 1
    if len(named) == 1:
        node = named[0]
        if not node.children:
            return [((), node)], True
        depth = len(node.path)
        return [(leaf.path[depth:], leaf) for leaf in node.leaves()], False
    return [(leaf.path, leaf) for node in named for leaf in node.leaves()], False


def _pinned(
    trail: Trail, band: Band, pin: Pin | None, which: Which, *, at_home: bool
) -> Node | None:
    """Return the row or column in which a formula's own cell stands, here or by the same keys."""
    if pin is None or trail.nodes(which) is not None:
        return None
    own = pin.row if which == "rows" else pin.column
    if at_home:
        return own
    same = [leaf for leaf in axis_of(band, which).leaves if leaf.path == own.path and own.path]
    return same[0] if len(same) == 1 else None
