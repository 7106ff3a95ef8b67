"""Lay a table out: merged heads, bands and label columns on one grid. The only layout there is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from reportdsl.model.axis import Node, cell_type
from reportdsl.model.form import TableForm
from reportdsl.model.formula import Address, row_addresses
from reportdsl.model.published import cell_text, typed_text
from reportdsl.model.report import Band, Cell, Report, Table
from reportdsl.publish.publication import (
    Datum,
    Frame,
    Grid,
    Head,
    PlacedCell,
    PublishedBand,
    Role,
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How many grid columns the parts of a band take."""

    labels: int
    widths: tuple[int, ...]
    """One for each leaf column."""

    @property
    def width(self) -> int:
        return self.labels + sum(self.widths)


def published_bands(report: Report, index: int) -> list[PublishedBand]:
    """Return the bands of a table without layout."""
    table = report.tables[index]
    out: list[PublishedBand] = []
    for b, band in _shown(table):
        cells = tuple(
            tuple(
                cell_text(band, r, c, report.values.get(Address(index, b, r, c)))
                for c in range(len(band.columns.leaves))
            )
            for r in range(len(band.rows.leaves))
        )
        stub = table.label(band.stubs[-1]) if band.stubs else ""
        columns = tuple(_head(table, band, leaf, rows=False) for leaf in band.columns.leaves)
        rows = tuple(_head(table, band, leaf, rows=True) for leaf in band.rows.leaves)
        out.append(PublishedBand(_title(table, b), stub, columns, rows, cells))
    return out


def _head(table: Table, band: Band, leaf: Node, *, rows: bool) -> Head:
    axis = band.rows if rows else band.columns
    nodes = [leaf]
    while (parent := axis.parents.get(nodes[0])) is not None:
        nodes.insert(0, parent)
    labels = tuple(table.label(n) for n in nodes if leaf.path)
    return Head(leaf.path, labels, not rows and cell_type(leaf.attributes).figures)


def _shown(table: Table) -> Iterator[tuple[int, Band]]:
    for index, band in enumerate(table.bands):
        if index not in table.omitted_bands and band.columns.leaves:
            yield index, band


def _title(table: Table, index: int) -> str | None:
    return table.band_labels.get(index, table.bands[index].title)


def _shape(band: Band) -> _Shape:
    stubs = sum(stub.width for stub in band.stubs)
    labels = stubs if band.rows.unnamed else max(stubs, band.rows.depth)
    return _Shape(labels, tuple(leaf.width for leaf in band.columns.leaves))


def layout(report: Report, index: int) -> Grid:
    """Return the grid of a table of the report.

    A band that is narrower than the widest stretches its labels as far as another band's go, so
    that equal columns stand under each other, and then its last column.
    """
    return Grid(_frame(report.tables[index], index), _data(report, index))


_Labels = tuple[tuple[Node | int, str], ...]
_frames: dict[tuple[TableForm, int, _Labels], Frame] = {}
_KEPT = 256
"""How many frames are remembered; the oldest goes first."""


def _frame(table: Table, index: int) -> Frame:
    """Return the frame of a table; one that has the form's own axes is laid out once."""
    if not table.as_printed:
        return _laid_out(table, index)
    labels: _Labels = (*table.labels.items(), *table.band_labels.items())
    key = table.form, index, labels
    frame = _frames.pop(key, None) or _laid_out(table, index)
    _frames[key] = frame
    # Listed, for another thread may add one meanwhile.
    for oldest in list(_frames)[:-_KEPT]:
        _frames.pop(oldest, None)
    return frame


def _data(report: Report, index: int) -> tuple[Datum, ...]:
    """Return what the report puts into the data cells of a table, row by row."""
    values, failed = report.values, report.failed
    out: list[Datum] = []
    alike: dict[int, tuple[list[Datum], list[int]]] = {}
    for b, band in _shown(report.tables[index]):
        for r, line in enumerate(band.cells):
            # Rows that 其余 fills hold the same cells.
            if id(line) not in alike:
                alike[id(line)] = _typed(line)
            typed, computed = alike[id(line)]
            data = typed.copy()
            addresses = row_addresses(index, b, r, len(line))
            for c in computed:
                text = cell_text(band, r, c, values.get(addresses[c]))
                data[c] = Datum(text, origin=line[c].span)
            if failed:
                data = [
                    datum._replace(failed=address in failed)
                    for datum, address in zip(data, addresses, strict=True)
                ]
            out += data
    return tuple(out)


def _typed(line: tuple[Cell, ...]) -> tuple[list[Datum], list[int]]:
    """Return what the cells of a row publish as typed, and the columns of those that do not."""
    texts = [typed_text(cell) for cell in line]
    data = [Datum(text or "", origin=cell.span) for text, cell in zip(texts, line, strict=True)]
    return data, [column for column, text in enumerate(texts) if text is None]


def _laid_out(table: Table, index: int) -> Frame:
    shapes = {b: _shape(band) for b, band in _shown(table)}
    width = max((s.width for s in shapes.values()), default=0)
    deepest = max((s.labels for s in shapes.values()), default=0)
    rows: list[tuple[PlacedCell, ...]] = []
    for b, shape in shapes.items():
        room = width - shape.width
        labels = shape.labels + min(room, deepest - shape.labels) if shape.labels else 0
        last = shape.widths[-1] + width - sum(shape.widths) - labels
        fitted = replace(shape, labels=labels, widths=(*shape.widths[:-1], last))
        rows += _Placer(table, f"t{index + 1}b{b + 1}", b, fitted, len(rows)).rows()
    return Frame(width, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A shown node of an axis, and where it stands in its tree."""

    node: Node
    path: tuple[str, ...]
    """The ids of the nodes above it, outermost first, and its own."""
    first: int
    """The place of its first leaf among the leaves."""
    count: int
    """The number of its leaves."""
    is_leaf: bool

    @property
    def id(self) -> str:
        return self.path[-1]

    @property
    def level(self) -> int:
        return len(self.path) - 1


def _spots(
    nodes: Iterable[Node], prefix: str, above: tuple[str, ...] = (), first: int = 0
) -> Iterator[_Spot]:
    """Yield the nodes that have leaves and all beneath them, in order, each before its children."""
    shown = [(node, count) for node in nodes if (count := sum(1 for _ in node.leaves()))]
    for number, (node, count) in enumerate(shown, start=1):
        path = (*above, f"{prefix}{number}")
        yield _Spot(node, path, first, count, not node.children)
        yield from _spots(node.children, f"{path[-1]}-", path, first)
        first += count


def _leaf_ids(roots: Iterable[Node], prefix: str) -> list[tuple[str, ...]]:
    """Return for each leaf the ids of the nodes above it and its own."""
    return [spot.path for spot in _spots(roots, prefix) if spot.is_leaf]


class _Placer:
    """The cells of one band on the grid."""

    def __init__(self, table: Table, name: str, b: int, shape: _Shape, top: int) -> None:
        self.table = table
        self.id = name
        """What the ids of its cells begin with."""
        self.b = b
        self.band = table.bands[b]
        self.shape = shape
        self.top = top

    def rows(self) -> list[tuple[PlacedCell, ...]]:
        title = _title(self.table, self.b)
        out: list[tuple[PlacedCell, ...]] = []
        above: tuple[str, ...] = ()
        if title is not None:
            above = (self.id,)
            cell = PlacedCell(self.top, 0, 1, self.shape.width, title, Role.BAND, self.id)
            out.append((cell,))
        out += self._heads(self.top + len(out))
        out += self._body(self.top + len(out), above)
        return out

    # ── heads ────────────────────────────────────────────────────────────────────────────────────

    def _heads(self, top: int) -> list[tuple[PlacedCell, ...]]:
        depth = self.band.columns.depth
        rows: list[list[PlacedCell]] = [[] for _ in range(depth)]
        rows[0] += self._corner(top, depth)
        starts = list(accumulate(self.shape.widths, initial=self.shape.labels))
        for spot in _spots(self.band.columns.roots, f"{self.id}c"):
            first, end = starts[spot.first], starts[spot.first + spot.count]
            rowspan = depth - spot.level if spot.is_leaf else 1
            cell = PlacedCell(
                top + spot.level,
                first,
                rowspan,
                end - first,
                self.table.label(spot.node),
                Role.COLUMN,
                spot.id,
                origin=spot.node.span,
            )
            rows[spot.level].append(cell)
        return [tuple(row) for row in rows]

    def _corner(self, top: int, depth: int) -> list[PlacedCell]:
        labels = self.shape.labels
        if not labels:
            return []
        stubs = self.band.stubs
        if not stubs:
            return [PlacedCell(top, 0, depth, labels, "", Role.CORNER)]
        out: list[PlacedCell] = []
        at = 0
        for number, stub in enumerate(stubs):
            span = stub.width if number < len(stubs) - 1 else labels - at
            text = self.table.label(stub)
            cell_id = f"{self.id}h{number + 1}"
            out.append(PlacedCell(top, at, depth, span, text, Role.CORNER, cell_id))
            at += span
        return out

    # ── body ─────────────────────────────────────────────────────────────────────────────────────

    def _body(self, top: int, above: tuple[str, ...]) -> list[tuple[PlacedCell, ...]]:
        lines: list[list[PlacedCell]] = [[] for _ in self.band.rows.leaves]
        row_ids: list[tuple[str, ...]] = [()] * len(lines)
        if self.shape.labels:
            self._labels(top, lines)
            row_ids = _leaf_ids(self.band.rows.roots, f"{self.id}r")
        column_ids = _leaf_ids(self.band.columns.roots, f"{self.id}c")
        for r, line in enumerate(lines):
            at = self.shape.labels
            for c, width in enumerate(self.shape.widths):
                headers = (*above, *row_ids[r], *column_ids[c])
                numeric = self.band.cells[r][c].type.figures
                line.append(PlacedCell(top + r, at, 1, width, "", Role.DATA, "", headers, numeric))
                at += width
        return [tuple(line) for line in lines]

    def _labels(self, top: int, lines: list[list[PlacedCell]]) -> None:
        """Put the row labels at the head of their lines."""
        starts = self._label_starts()
        for spot in _spots(self.band.rows.roots, f"{self.id}r"):
            at = starts[spot.level]
            colspan = (self.shape.labels if spot.is_leaf else starts[spot.level + 1]) - at
            cell = PlacedCell(
                top + spot.first,
                at,
                spot.count,
                colspan,
                self.table.label(spot.node),
                Role.ROW,
                spot.id,
                origin=spot.node.span,
            )
            lines[spot.first].append(cell)

    def _label_starts(self) -> list[int]:
        """Return the grid column in which each level of the row labels begins.

        Each stands under a head of its own. Where there are more levels than heads, a head stands
        over as many of them as it is wide, and the last over all that are left.
        """
        levels = max(self.band.rows.depth, 1)
        widths = [stub.width for stub in self.band.stubs]
        spare = max(levels - len(widths), 0)
        starts: list[int] = []
        at = 0
        for width in widths[:-1]:
            own = 1 + min(spare, width - 1)
            spare -= own - 1
            starts += range(at, at + own)
            at += width
        starts += range(at, at + 1 + spare)
        return starts
