"""Tell serial numbers that stand before the labels of a table, or under its heads, from figures.

They are a column that says so at its head, or numbers that run 1, 2, 3 before labels of the form.
Where one of them is out of order nothing is certain, and nothing is taken for a serial number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.labels import key, names
from reportdsl.importers.raw import Layout, RawCell, RawRow, RawTable
from reportdsl.importers.templates import Family
from reportdsl.text.pattern import pattern

_HEADS = frozenset(
    {"序号", "编号", "序", "行号", "行次", "项次", "no", "no.", "nr", "nr.", "number", "#", "s/n"}
)
"""How columns of serial numbers are headed."""
_NUMBER = pattern(r"([0-9]{1,3})[.、]?")
_FEWEST = 2
"""How many serial numbers before labels tell of themselves, without a head over them."""

Parts = Sequence[tuple[RawTable, Sequence[RawRow]]]


@dataclass(slots=True)
class _Run:
    """The serial numbers of a table so far."""

    cells: list[RawCell]
    last: int = 0
    fresh: bool = True
    """Whether the next may be the first anew."""
    numbers: int = 0
    known: int = 0
    """How many of them stand before a label of the form."""
    headed: bool = False

    def take(self, cell: RawCell, number: int) -> bool:
        """Take a number; tell whether it follows the one before it."""
        if number != self.last + 1 and not (self.fresh and number == 1):
            return False
        self.cells.append(cell)
        self.last, self.fresh = number, False
        self.numbers += 1
        return True

    @property
    def certain(self) -> bool:
        """Whether they are serial numbers beyond doubt."""
        if self.headed:
            return self.numbers > 0
        return self.numbers >= _FEWEST and self.known == self.numbers


def serials(parts: Parts, family: Family) -> tuple[RawCell, ...]:
    """Return the serial numbers before the labels of a table, and their heads; none in doubt."""
    run = _Run([])
    for table, rows in parts:
        found = (
            _in_stream(rows, family, run)
            if table.layout is Layout.STREAM
            else _in_rows(table, rows, family, run)
        )
        if not found:
            return ()
    return tuple(run.cells) if run.certain else ()


def column_numbers(parts: Parts, family: Family) -> tuple[RawCell, ...]:
    """Return the cells of a row that only counts the columns of a table of one row.

    Where it is the only row of figures, they are the figures.
    """
    columns = {
        len(edition.bands[0].form.columns.leaves)
        for edition in family.editions
        if edition.in_groups
    }
    rows = [
        [cell for cell in row.cells if cell.text]
        for table, rows in parts
        if table.layout is not Layout.STREAM
        for row in rows
    ]
    figures = [row for row in rows if row and all(map(_is_figure, row))]
    counting = [row for row in figures if len(row) in columns and _counts(row)]
    return tuple(counting[0]) if len(counting) == 1 and len(figures) > 1 else ()


def _counts(cells: Sequence[RawCell]) -> bool:
    return [cell.text for cell in cells] == [str(n) for n in range(1, len(cells) + 1)]


def without(row: RawRow, gone: frozenset[int]) -> RawRow:
    """Return a row without some cells, given by their identity."""
    return replace(row, cells=tuple(cell for cell in row.cells if id(cell) not in gone))


def _in_rows(table: RawTable, rows: Sequence[RawRow], family: Family, run: _Run) -> bool:
    """Take what leads the rows of a table; tell whether it may be serial numbers."""
    headed = False
    placed = table.layout is Layout.PLACED
    for row in rows:
        lead = row.cells[0] if row.cells else None
        if lead is None or not lead.text or (placed and lead.column):
            continue
        number = _number(lead)
        if number is None:
            run.fresh = True
            if _is_head(lead, family):
                headed = run.headed = True
                run.cells.append(lead)
            continue
        behind = next((cell for cell in row.cells[1:] if cell.text), None)
        label = behind is not None and not looks_like_figure(behind.text)
        # Before figures alone it is one of them, unless it stands under a head that says otherwise.
        if not (label or (placed and headed)) or _is_own(lead, family):
            return False
        run.known += label and behind is not None and _is_row(behind, family)
        if not run.take(lead, number):
            return False
    return True


def _in_stream(rows: Sequence[RawRow], family: Family, run: _Run) -> bool:
    """Take the numbers that stand right before the labels of rows; tell whether they may be such.

    The first stands behind a head; every other behind the figures of the row before it.
    """
    cells = [cell for row in rows for cell in row.cells if cell.text]
    for before, lead, label in _threes(cells):
        if before is not None and _is_head(lead, family):
            run.headed = run.fresh = True
            run.cells.append(lead)
        elif not _is_figure(lead):
            run.fresh = run.fresh or not _is_row(lead, family)
        elif label is not None and _is_row(label, family):
            number = _number(lead)
            first = before is None or not (_is_figure(before) or _is_row(before, family))
            if number is None or _is_own(lead, family) or (first and number != 1 and not run.last):
                return False
            run.fresh = run.fresh and first
            run.known += 1
            if not run.take(lead, number):
                return False
    return True


def _threes(
    cells: Sequence[RawCell],
) -> Iterator[tuple[RawCell | None, RawCell, RawCell | None]]:
    """Yield each cell with the one before it and the one behind it."""
    around: list[RawCell | None] = [None, *cells, None]
    for at, cell in enumerate(cells):
        yield around[at], cell, around[at + 2]


def _number(cell: RawCell) -> int | None:
    found = _NUMBER.fullmatch(key(cell.text))
    return int(found[1]) if found is not None else None


def _is_head(cell: RawCell, family: Family) -> bool:
    own = key(cell.text)
    return own in _HEADS and own not in family.keys


def _is_figure(cell: RawCell) -> bool:
    return looks_like_figure(cell.text)


def _is_row(cell: RawCell, family: Family) -> bool:
    return any(name in family.row_names for name in names(cell.text))


def _is_own(cell: RawCell, family: Family) -> bool:
    """Tell whether a number is a label of the form."""
    return any(name in family.keys for name in names(cell.text))
