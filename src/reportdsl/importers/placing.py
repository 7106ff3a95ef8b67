"""Put the figures of a row into the columns of a band, by where they stand or by their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reportdsl.importers.align import Matched, Part
from reportdsl.importers.raw import RawCell, RawTable
from reportdsl.importers.rows import FigureRow
from reportdsl.importers.templates import BandTemplate


class Trouble(Enum):
    """Why figures cannot be put into columns."""

    SHORT = auto()
    """There are fewer than columns, and nothing tells which are blank."""
    LONG = auto()
    """There are more than columns."""
    HEADS = auto()
    """The heads of the columns are not those of the form."""
    ASTRAY = auto()
    """A figure stands under no head, or under several."""
    TWICE = auto()
    """The row stands in the table twice, with other figures."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the columns of a band stand in a table of the file."""

    width: int
    """The number of columns of that table."""
    starts: tuple[int, ...]
    """The first column of each leaf column of the form."""


def heads_of(
    band: BandTemplate, matched: Sequence[Matched], tables: Mapping[int, RawTable]
) -> Heads | None:
    """Return where the columns of a band stand, if every leaf column was read in one table."""
    starts: dict[int, int] = {}
    found: set[int] = set()
    width = 0
    for match in matched:
        if match.expected.part is not Part.COLUMN or match.expected.band != band.index:
            continue
        node, table = match.expected.node, tables.get(id(match.cell))
        if table is None:
            return None
        found.add(id(table))
        width = table.width
        if node is not None and not node.children:
            starts[band.form.columns.by_leaf[node]] = match.cell.column
    in_order = [starts[leaf] for leaf in sorted(starts)]
    count = len(band.form.columns.leaves)
    if len(found) != 1 or len(starts) != count or sorted(set(in_order)) != in_order:
        return None
    return Heads(width, tuple(in_order))


def placed(row: FigureRow, count: int, heads: Heads | None) -> tuple[RawCell | None, ...] | Trouble:
    """Return the cell of each column, None for a blank one that the file does not write."""
    if heads is not None and row.table is not None and row.table.width == heads.width:
        cells = _by_place(row, heads)
        if cells is not None:
            return cells
        # Where every cell is filled, their number tells what sloppy spans do not.
        if len(row.values) != count or len(row.written) != count:
            return Trouble.ASTRAY
    written = row.written
    if len(written) == count:
        return tuple(written)
    return Trouble.SHORT if len(written) < count else Trouble.LONG


def _by_place(row: FigureRow, heads: Heads) -> tuple[RawCell | None, ...] | None:
    """Return the cells that begin where the columns do; None if figures stand elsewhere."""
    at = {cell.column: cell for cell in row.values}
    if any(cell.column not in heads.starts for cell in row.written):
        return None
    cells = tuple(at.get(start) for start in heads.starts)
    if row.table is None or not row.table.spanned:
        return cells
    # A cell over several columns, or one that begins in a row above, is no single figure.
    ends = (*heads.starts[1:], heads.width)
    wide = any(c and c.column + c.width > end for c, end in zip(cells, ends, strict=True))
    return None if wide or None in cells else cells
