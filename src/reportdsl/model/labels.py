"""Find rows, columns and bands by the names that people give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportdsl.model.axis import Axis, Node
from reportdsl.model.form import BandForm
from reportdsl.model.report import Band
from reportdsl.text.fold import normal

Which = Literal["rows", "columns"]
_STARS = frozenset({"*", "＊"})


@dataclass(frozen=True, slots=True)
class Place:
    """A node and the band that it stands in."""

    band: int
    node: Node


def axis_of(band: "Band | BandForm", which: Which) -> Axis:
    """Return the rows or the columns of a band."""
    return band.rows if which == "rows" else band.columns


def matches(axis: Axis, name: str, ancestor: Node | None = None) -> list[Node]:
    """Return the nodes of a name, beneath another if one is given.

    Keys and full labels go before labels without enumerator and parenthesis.
    """
    found: Sequence[tuple[Node, bool]] = axis.index.get(normal(name), ())
    if ancestor is not None and found:
        found = axis.beneath(found, ancestor)
    exact = [node for node, full in found if full]
    return exact or [node for node, _ in found]


def titled(bands: "Sequence[Band | BandForm]", name: str) -> list[int]:
    """Return the bands of a title."""
    wanted = normal(name)
    return [i for i, b in enumerate(bands) if b.title is not None and normal(b.title) == wanted]


def nameless(bands: "Sequence[Band | BandForm]", path: Sequence[str]) -> list[int]:
    """Return the bands whose only row a star may stand for, behind the band's title or alone.

    The row has no name; in a table of one row, it may have one.
    """
    *above, last = path
    if last not in _STARS or len(above) > 1:
        return []
    return [
        index
        for index in (titled(bands, above[0]) if above else range(len(bands)))
        if len(bands[index].rows.leaves) == 1
        and (bands[index].rows.unnamed or len(bands) == 1)
        and not matches(bands[index].rows, last)
    ]


def find(
    bands: "Sequence[Band | BandForm]", which: Which, text: str, path: Sequence[str]
) -> list[Place]:
    """Return the rows or columns that a label may mean; one if it is clear, none if unknown.

    The whole label wins over the same cut into a path. A path may leave out levels; its first may
    be a band's title. Of several, the one whose levels are all named wins.
    """
    whole = _sole(_walk(bands, which, (text,)))
    if whole or len(path) < 2:
        return whole
    return _sole(_walk(bands, which, path))


def every(
    bands: "Sequence[Band | BandForm]", which: Which, text: str, path: Sequence[str]
) -> list[Place]:
    """Return all rows or columns of a name, at whatever level; a path narrows them as in `find`."""
    whole = [place for place, _ in _walk(bands, which, (text,))]
    return whole or find(bands, which, text, path)


def _walk(
    bands: "Sequence[Band | BandForm]", which: Which, path: Sequence[str]
) -> list[tuple[Place, int]]:
    """Return the places of a path, each with how many levels the path leaves out."""
    found: list[tuple[Place, int]] = []
    for index, band in enumerate(bands):
        axis = axis_of(band, which)
        rest = path
        if band.title is not None and len(path) > 1 and normal(band.title) == normal(path[0]):
            rest = path[1:]
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


def row_path(bands: "Sequence[Band | BandForm]", band: int, row: Node) -> str:
    """Return the shortest path, joined by `` / ``, that names a row of a table alone."""
    title = bands[band].title
    return _shortest(bands, "rows", (*([title] if title else []), *(row.path or ("*",))), row)


def column_path(bands: "Sequence[Band | BandForm]", column: Node) -> str:
    """Return the shortest path, joined by `` / ``, that names a column or a group alone."""
    return _shortest(bands, "columns", column.path, column)


def _shortest(
    bands: "Sequence[Band | BandForm]", which: Which, path: Sequence[str], node: Node
) -> str:
    for start in range(len(path) - 1, -1, -1):
        name = " / ".join(path[start:])
        places = find(bands, which, name, path[start:])
        if len(places) == 1 and places[0].node is node:
            return name
    return " / ".join(path)


def cell_name(band: "Band | BandForm", row: int, column: int) -> str:
    """Return how messages call a cell: its row and its column, as short as is clear."""
    column_name = band.columns.short_names[band.columns.leaves[column]]
    if band.rows.unnamed:
        return column_name
    return f"{band.rows.short_names[band.rows.leaves[row]]} / {column_name}"
