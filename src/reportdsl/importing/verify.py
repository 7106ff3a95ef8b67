"""Compare what a report publishes with what was read, text by text and cell by cell."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from reportdsl.compiler import Compilation
from reportdsl.importers.align import opening
from reportdsl.importers.fitted import Fitted
from reportdsl.importers.labels import plain
from reportdsl.importers.placing import Trouble
from reportdsl.importers.raw import RawCell
from reportdsl.importers.regions import Foreign, Region
from reportdsl.importers.rows import FigureRow
from reportdsl.importing.sums import Placement
from reportdsl.model.form import BandForm
from reportdsl.publish.publication import PlacedCell, PublishedTable
from reportdsl.text.source import Span

_MOST_COMPARED = 1_500
"""How many texts are compared one by one behind the first difference."""
_Given: TypeAlias = Mapping[tuple[int, tuple[str, ...], tuple[str, ...]], str]
"""The published text of each cell, by its band and the paths of its row and column."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A text of the file and what stands in its place; one of them may be empty."""

    read: str
    written: str
    span: Span
    """Where it is read, or what it stands behind."""
    origin: Span | None
    """Where in the report it is written."""


def published_tables(compilation: Compilation) -> list[PublishedTable]:
    """Return the tables of a report as they are published, errors or not."""
    blocks = (block for section in compilation.draft.sections for block in section.blocks)
    return [block for block in blocks if isinstance(block, PublishedTable)]


def differences(
    region: Region, fitted: Fitted, solved: Mapping[int, Placement], shown: PublishedTable
) -> list[Difference]:
    """Return where a published table differs from what was read and taken."""
    return [*_by_order(region, fitted, solved, shown), *_by_cell(fitted, solved, shown)]


def plain_differences(foreign: Foreign, shown: PublishedTable) -> list[Difference]:
    """Return where a published plain table differs from what was read."""
    read = [cell for row in foreign.rows for cell in row.cells if cell.text]
    written = [cell for row in shown.grid.rows for cell in row if cell.text]
    return list(_in_order(read, written, Counter(), foreign.rows[0].span))


# ── in the order of reading ──────────────────────────────────────────────────────────────────────


def _by_order(
    region: Region, fitted: Fitted, solved: Mapping[int, Placement], shown: PublishedTable
) -> Iterator[Difference]:
    refused = set(_refused(fitted, solved))
    read = [cell for cell in _in_turn(region, fitted) if cell.text and id(cell) not in refused]
    written = [cell for row in shown.grid.rows for cell in row if cell.text]
    added = Counter(map(plain, (*_added(fitted), *_computed(fitted, solved, shown))))
    yield from _in_order(read, written, added, region.parts[0][0].span)


def _in_turn(region: Region, fitted: Fitted) -> Iterator[RawCell]:
    """Yield what was read, in the order in which the form has it."""
    if fitted.reading is not None:
        yield from fitted.reading
        return
    for _, rows in region.parts:
        for row in rows:
            yield from row.cells


def _in_order(
    read: Sequence[RawCell], written: Sequence[PlacedCell], added: Counter[str], whole: Span
) -> Iterator[Difference]:
    """Yield what differs between two sequences of texts; `added` may stand in the second alone."""
    for first, last, start, end in _changes(
        [plain(c.text) for c in read], [plain(c.text) for c in written]
    ):
        others = list(_unexpected(written[start:end], added))
        before = read[min(first, len(read) - 1)].span if read else whole
        for at in range(max(last - first, len(others))):
            own = read[first + at] if at < last - first else None
            other = others[at] if at < len(others) else None
            yield Difference(
                own.text if own is not None else "",
                other.text if other is not None else "",
                own.span if own is not None else before,
                other.origin if other is not None else None,
            )


def _added(fitted: Fitted) -> Iterator[str]:
    """Yield the labels that the form adds: those not in the file, those of rows not known there."""
    yield from (expected.label for expected in fitted.missing)
    paths = [fitted.template.path(place) for place in fitted.lost]
    known = {id(node) for row in fitted.rows for node in fitted.template.path(row.place)}
    lost = {id(node): node for path in paths for node in path if id(node) not in known}
    yield from (node.label for node in lost.values())
    # Where no row of a band is known, its heads stand before rows that are not.
    headed = {fitted.template.rows[row.place][0] for row in fitted.rows}
    for band in {fitted.template.rows[place][0] for place in fitted.lost} - headed:
        yield from (expected.label for expected in opening(fitted.template, band))


def _computed(
    fitted: Fitted, solved: Mapping[int, Placement], shown: PublishedTable
) -> Iterator[str]:
    """Yield what the form computes in rows of which nothing was taken."""
    given = _published(fitted, shown)
    refused = [
        row.place
        for row in fitted.rows
        if isinstance(row.cells, Trouble) and row.place not in solved
    ]
    for place in (*fitted.lost, *refused):
        band, _ = fitted.template.rows[place]
        row = fitted.template.row(place).path
        columns = fitted.template.table.bands[band].columns.leaves
        texts = (given.get((band, row, column.path), "") for column in columns)
        yield from filter(None, texts)


def _changes(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches in which two sequences differ; long ones that begin to differ, as one."""
    limit = min(len(one), len(other))
    same = next((at for at in range(limit) if one[at] != other[at]), limit)
    if same == len(one) == len(other):
        return
    if max(len(one), len(other)) - same > _MOST_COMPARED:
        yield same, min(same + 1, len(one)), same, min(same + 1, len(other))
        return
    matcher = SequenceMatcher(None, one[same:], other[same:], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield first + same, last + same, start + same, end + same


def _refused(fitted: Fitted, solved: Mapping[int, Placement]) -> Iterator[int]:
    """Yield the cells of the file that were not taken, by identity."""
    for _, row in fitted.unknown:
        yield from (id(cell) for cell in (*row.labels, *row.values))
    yield from (id(cell) for cell in fitted.unread)
    for own in fitted.authored:
        if isinstance(own.cells, Trouble):
            yield from (id(cell) for cell in own.row.values)
    for known in fitted.rows:
        if isinstance(known.cells, Trouble) and known.place not in solved:
            yield from (id(cell) for cell in known.row.values)


def _unexpected(cells: Sequence[PlacedCell], added: Counter[str]) -> Iterator[PlacedCell]:
    """Yield cells that are not among the labels that the form adds; these are used up."""
    for cell in cells:
        text = plain(cell.text)
        if added[text]:
            added[text] -= 1
        else:
            yield cell


# ── by row and column ────────────────────────────────────────────────────────────────────────────


def _by_cell(
    fitted: Fitted, solved: Mapping[int, Placement], shown: PublishedTable
) -> Iterator[Difference]:
    given = _published(fitted, shown)
    for row in fitted.rows:
        cells: Sequence[RawCell | None] | Trouble = solved.get(row.place, row.cells)
        if isinstance(cells, Trouble):
            continue
        band, index = fitted.template.rows[row.place]
        form = fitted.template.table.bands[band]
        leaf = form.rows.leaves[index]
        yield from _row(cells, (band, leaf.path), form, row.row, given)
    for own in fitted.authored:
        if not isinstance(own.cells, Trouble):
            form = fitted.template.table.bands[0]
            yield from _row(own.cells, (0, (own.label.text,)), form, own.row, given)


def _row(
    cells: Sequence[RawCell | None],
    place: tuple[int, tuple[str, ...]],
    form: BandForm,
    row: FigureRow,
    given: _Given,
) -> Iterator[Difference]:
    for cell, column in zip(cells, form.columns.leaves, strict=True):
        text = cell.text if cell is not None else ""
        written = given.get((*place, column.path), "")
        if plain(text) != plain(written):
            span = cell.span if cell is not None else row.rows[-1].span
            yield Difference(text, written, span, None)


def _published(fitted: Fitted, shown: PublishedTable) -> _Given:
    """Return the published text of each cell, by its band and the paths of its row and column."""
    absent = Counter(fitted.template.rows[place][0] for place in fitted.absent)
    kept = [
        index
        for index, band in enumerate(fitted.template.table.bands)
        if absent[index] < len(band.rows.leaves) or (band.open and fitted.authored)
    ]
    return {
        (index, row.path, column.path): text
        for index, band in zip(kept, shown.bands, strict=True)
        for row, texts in zip(band.rows, band.cells, strict=True)
        for column, text in zip(band.columns, texts, strict=True)
    }
