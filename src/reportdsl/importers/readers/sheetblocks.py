"""Part a sheet into its tables and the texts between them.

In a sheet everything stands in cells. A row in which a single cell is written is a text where it
stands alone, is numbered as headings are, or is as long as sentences; else it is a row of the table
that it stands at.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from reportdsl.diagnostics.diagnostic import Argument, Phrase
from reportdsl.diagnostics.rules import importing as limits
from reportdsl.importers.listing import Listing, Named, Placed
from reportdsl.importers.raw import RawBlock
from reportdsl.importers.readers.grid import MAX_CELLS, MAX_COLUMNS, MAX_SLOTS
from reportdsl.importers.readers.joining import joined, one_line
from reportdsl.importers.readers.oddcells import Odd
from reportdsl.importers.readers.sheethidden import Hidden, LeftOut, Runs, letters
from reportdsl.importers.reading import over
from reportdsl.text.pattern import pattern

_HEADING = pattern(r"[一二三四五六七八九十]{1,3}、.*+|[(（][一二三四五六七八九十]{1,3}[)）].*+", 16)
_REMARK = pattern(r"[。：:；]")
"""What a remark below a table has, and no name of a row."""
_SENTENCE = 40
"""A text longer than this is no cell of a table."""


@dataclass(slots=True)
class Sheet:
    """What a sheet holds: the texts of its cells, by row and column from 0."""

    name: str
    """Empty for the only one of a file without names."""
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """How many rows and columns a merged cell covers, by where it begins."""
    hidden: Hidden = field(default_factory=Hidden)
    odd: dict[tuple[int, int], Odd] = field(default_factory=dict)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    """What reviewers have noted at cells: row, column, and text."""

    @property
    def place(self) -> Named:
        """How messages call the sheet, before what they call in it."""
        if not self.name:
            return "", ""
        return f"工作表“{self.name}”", f'sheet "{self.name}", '

    def odd_cells(self) -> dict[Odd, list[Argument]]:
        """Return the cells that do not say what is stored in them, by how messages call them."""
        found: dict[Odd, list[Argument]] = {}
        for (row, column), odd in sorted(self.odd.items(), key=itemgetter(0)):
            found.setdefault(odd, []).append(Phrase(*_place(self, row, column)))
        return found

    def notes_by_place(self) -> Iterator[tuple[Named, str]]:
        """Yield what reviewers have noted, in the order of the cells."""
        for row, column, text in sorted(self.notes):
            zh, en = _place(self, row, column)
            shown = joined(filter(None, map(one_line, text.split("\n"))))
            if shown:
                yield (f"{zh}批注", f"comment at {en}"), shown

    def put(self, row: int, column: int, text: str, odd: Odd | None = None) -> None:
        """Take a cell, if something is written in it; raise `Refusal` beyond the limit."""
        if odd is not None:
            self.odd[row, column] = odd
        if text:
            text = joined(filter(None, map(one_line, text.split("\n"))))
        if text:
            self.cells[row, column] = text
            if len(self.cells) > MAX_CELLS:
                raise over(limits.CELLS, MAX_CELLS)

    def leave_out(self) -> LeftOut:
        """Take away what is hidden; a merged cell that shows somewhere stays there."""
        out = LeftOut(self.name)
        if self.hidden.whole:
            out.cells = len(self.cells)
            self.cells, self.merged, self.odd = {}, {}, {}
            return out
        if not (self.hidden.rows or self.hidden.columns):
            return out
        rows, columns = Runs(self.hidden.rows), Runs(self.hidden.columns)
        self.odd = {
            (row, column): odd
            for (row, column), odd in self.odd.items()
            if rows.past(row) == row and columns.past(column) == column
        }
        covered = _covered(self)
        cells = sorted((place, text) for place, text in self.cells.items() if place not in covered)
        blank = [(place, "") for place in self.merged if place not in self.cells]
        merged, self.merged, self.cells = self.merged, {}, {}
        for (row, column), text in [*cells, *blank]:
            height, width = merged.get((row, column), (1, 1))
            top, left = rows.past(row), columns.past(column)
            if top < row + height and left < column + width:
                if text:
                    self.cells[top, left] = text
                if (height, width) != (1, 1):
                    self.merged[top, left] = row + height - top, column + width - left
            elif text and top >= row + height:
                out.row(row)
            elif text:
                out.column(column)
        return out


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    columns: tuple[int, ...]
    """Where something is written."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A sheet with the columns that all its tables have in common."""

    sheet: Sheet
    hidden: set[tuple[int, int]]
    """Places that lie under merged cells."""
    columns: list[int]
    """Those columns in which anything is written; others only keep a distance."""

    def end(self, row: int, column: int) -> int:
        """Return behind which of the columns a cell ends."""
        width = self.sheet.merged.get((row, column), (1, 1))[1]
        return bisect_left(self.columns, column + width)


def blocks(
    sheet: Sheet, listing: Listing, *, spanned: bool = True, left_out: LeftOut | None = None
) -> Iterator[RawBlock]:
    """Yield the texts and tables of a sheet, from top to bottom; `left_out` was hidden in it."""
    hidden = _covered(sheet)
    written = sorted(place for place in sheet.cells if place not in hidden)
    layout = _Layout(sheet, hidden, sorted({column for _, column in written}))
    rows = [
        _Row(number, tuple(column for _, column in places))
        for number, places in groupby(written, key=itemgetter(0))
    ]
    for stretch in _stretches(rows, left_out):
        yield from _blocks(layout, stretch, listing, spanned=spanned)


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """Return the places that lie under merged cells, their first ones aside."""
    covered: set[tuple[int, int]] = set()
    rows = sorted({row for row, _ in sheet.cells})
    columns = sorted({column for _, column in sheet.cells})
    steps = 0
    for (row, column), (height, width) in sheet.merged.items():
        within = rows[bisect_left(rows, row) : bisect_left(rows, row + height)]
        across = columns[bisect_left(columns, column) : bisect_left(columns, column + width)]
        steps += len(within) * len(across) + 1
        if steps > MAX_SLOTS:
            raise over(limits.CELLS, MAX_SLOTS)
        covered.update((a, b) for a in within for b in across if (a, b) != (row, column))
    return covered


def _stretches(rows: Sequence[_Row], left_out: LeftOut | None) -> Iterator[list[_Row]]:
    """Yield the rows that follow each other without blank ones between."""
    gone = left_out or LeftOut("")
    numbered = enumerate(rows)
    for _, run in groupby(
        numbered, key=lambda pair: pair[1].number - gone.before(pair[1].number) - pair[0]
    ):
        yield [row for _, row in run]


def _blocks(
    layout: _Layout, rows: Sequence[_Row], listing: Listing, *, spanned: bool
) -> Iterator[RawBlock]:
    sheet = layout.sheet
    is_text = [_is_text(sheet, rows, at) for at in range(len(rows))]
    for text, run in groupby(zip(is_text, rows, strict=True), key=itemgetter(0)):
        found = [row for _, row in run]
        if text:
            for row in found:
                column = row.columns[0]
                shown = sheet.cells[row.number, column]
                yield listing.text(shown, place=_place(sheet, row.number, column))
        else:
            yield from _table(layout, found, listing, spanned=spanned)


def _is_text(sheet: Sheet, rows: Sequence[_Row], at: int) -> bool:
    """Tell whether a row among those around it is a text."""
    row = rows[at]
    if len(row.columns) > 1:
        return False
    text = sheet.cells[row.number, row.columns[0]]
    if len(text) > _SENTENCE or _HEADING.fullmatch(text):
        return True
    # A table begins with a row of several cells or a title across them, and may end with the name
    # of a row in which nothing is filled in.
    place = row.number, row.columns[0]
    merged = sheet.merged.get(place, (1, 1))[1] > 1
    above = any(len(other.columns) > 1 for other in rows[:at])
    below = any(len(other.columns) > 1 for other in rows[at + 1 :])
    if above and below:
        return False
    follows = at > 0 and len(rows[at - 1].columns) > 1
    leads = at + 1 < len(rows) and len(rows[at + 1].columns) > 1
    if merged:
        return not (follows or leads) or (row.number == 0 and not above)
    return not follows or _REMARK.search(text) is not None


def _place(sheet: Sheet, row: int, column: int) -> Named:
    name = f"{letters(column)}{row + 1}"
    zh, en = sheet.place
    return f"{zh}{name}", f"{en}{name}"


def _table(
    layout: _Layout, rows: Sequence[_Row], listing: Listing, *, spanned: bool
) -> Iterator[RawBlock]:
    sheet, columns = layout.sheet, layout.columns
    first = bisect_left(columns, min(row.columns[0] for row in rows))
    end = max(layout.end(row.number, column) for row in rows for column in row.columns)
    if end - first > MAX_COLUMNS:
        raise over(limits.COLUMNS, MAX_COLUMNS)
    if (end - first) * len(rows) > MAX_SLOTS:
        raise over(limits.CELLS, MAX_SLOTS)
    placed = [
        [
            Placed(
                sheet.cells.get((row.number, columns[at]), ""),
                at - first,
                layout.end(row.number, columns[at]) - at if spanned else 1,
            )
            for at in range(first, end)
            if (row.number, columns[at]) not in layout.hidden
        ]
        for row in rows
    ]

    def named(column: int) -> Named:
        name = letters(columns[first + column])
        return f"{name}列", f", column {name}"

    yield listing.table(
        placed,
        end - first,
        spanned=spanned,
        place=sheet.place,
        numbers=[row.number + 1 for row in rows],
        column=named,
    )
