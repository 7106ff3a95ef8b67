"""Find rows, columns and bands by the names that people give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportdsl.model.axis import Axis, Node
from reportdsl.model.bands import Bands, Titled, Which, axis_of
from reportdsl.text.fold import normal

AnyBands: TypeAlias = Bands[Titled]
_STARS = frozenset({"*", "＊"})


@dataclass(frozen=True, slots=True)
class Place:
    """A node and the band that it stands in."""

    band: int
    node: Node


def matches(axis: Axis, name: str, ancestor: Node | None = None) -> list[Node]:
    """Return the nodes of a name, beneath another if one is given.

    Keys and full labels go before labels without enumerator and parenthesis.
    """
    found: Sequence[tuple[Node, bool]] = axis.index.get(normal(name), ())
    if ancestor is not None and found:
        found = axis.beneath(found, ancestor)
    exact = [node for node, full in found if full]
    return exact or [node for node, _ in found]


def nameless(bands: AnyBands, path: Sequence[str]) -> list[int]:
    """Return the bands whose only row a star may stand for, behind the band's title or alone.

    The row has no name; in a table of one row, it may have one.
    """
    *above, last = path
    if last not in _STARS or len(above) > 1:
        return []
    return [
        index
        for index in (bands.titled(above[0]) if above else range(len(bands)))
        if len(bands[index].rows.leaves) == 1
        and (bands[index].rows.unnamed or len(bands) == 1)
        and not matches(bands[index].rows, last)
    ]


def find(bands: AnyBands, which: Which, text: str, path: Sequence[str]) -> list[Place]:
    """Return the rows or columns that a label may mean; one if it is clear, none if unknown.

    The whole label wins over the same cut into a path. A path may leave out levels; its first may
    be a band's title. Of several, the one whose levels are all named wins.
    """
    whole = _sole(_walk(bands, which, (text,)))
    if whole or len(path) < 2:
        return whole
    return _sole(_walk(bands, which, path))


def every(bands: AnyBands, which: Which, text: str, path: Sequence[str]) -> list[Place]:
    """Return all rows or columns of a name, at whatever level; a path narrows them as in `find`."""
    whole = [place for place, _ in _walk(bands, which, (text,))]
    return whole or find(bands, which, text, path)


def _walk(bands: AnyBands, which: Which, path: Sequence[str]) -> list[tuple[Place, int]]:
    """Return the places of a path, each with how many levels the path leaves out."""
    found: list[tuple[Place, int]] = []
    under = set(bands.titled(path[0])) if len(path) > 1 else set()
    for index in sorted(under.union(bands.having(which, path[0]))):
        axis = axis_of(bands[index], which)
        rest = path[1:] if index in under else path
        nodes: list[tuple[Node, int]] = [(n, len(n.path) - 1) for n in matches(axis, rest[0])]
        for name in rest[1:]:
            nodes = [
                (below, left + len(below.path) - len(node.path) - 1)
                for node, left in nodes
                for below in matches(axis, name, node)
            ]
        found += [(Place(index, node), left) for node, left in nodes]
    return found


def _sole(found: list[tuple[Place, int]]) -> list[Place]:
    complete = [place for place, left in found if left == 0]
    if len(complete) == 1:
        return complete
    return [place for place, _ in found]


def row_path(bands: AnyBands, band: int, row: Node) -> str:
    """Return the shortest path, joined by `` / ``, that names a row of a table alone."""
    title = bands[band].title
    return _shortest(bands, "rows", (*([title] if title else []), *(row.path or ("*",))), row)


def column_path(bands: AnyBands, column: Node) -> str:
    """Return the shortest path, joined by `` / ``, that names a column or a group alone."""
    return _shortest(bands, "columns", column.path, column)


def _shortest(bands: AnyBands, which: Which, path: Sequence[str], node: Node) -> str:
    for start in range(len(path) - 1, -1, -1):
        name = " / ".join(path[start:])
        places = find(bands, which, name, path[start:])
        if len(places) == 1 and places[0].node is node:
            return name
    return " / ".join(path)


def cell_name(band: Titled, row: int, column: int) -> str:
    """Return how messages call a cell: its row and its column, as short as is clear."""
    column_name = band.columns.short_names[band.columns.leaves[column]]
    if band.rows.unnamed:
        return column_name
    return f"{band.rows.short_names[band.rows.leaves[row]]} / {column_name}"
