"""Put the cells of a table's rows under the columns of a form, once each row is known or not."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportdsl.importers.align import Expected, Matched, Part, align, expected, opening
from reportdsl.importers.heads import are_doubtful, several_over, without_guesses, worded
from reportdsl.importers.labels import names
from reportdsl.importers.placing import Heads, Trouble, heads_of, placed
from reportdsl.importers.raw import Layout, RawCell, RawRow
from reportdsl.importers.rows import Cut, FigureRow
from reportdsl.importers.templates import Template

UNKNOWN = 14
"""What it costs not to know a row."""
ABSENT = 1
"""What it costs that a row of the form is not in the file."""
_FEWEST_HEADS = 2
"""How many labels over a row are heads beyond doubt."""


@dataclass(frozen=True, slots=True)
class FittedRow:
    """A row of the file, and which row of the form it is."""

    place: int
    """Its place among `Template.rows`."""
    row: FigureRow
    cells: tuple[RawCell | None, ...] | Trouble
    """The cell of each column, None for a blank one; or why that is not known."""


@dataclass(frozen=True, slots=True)
class AuthoredRow:
    """A row of the file in a table whose rows the author names."""

    label: RawCell
    row: FigureRow
    cells: tuple[RawCell | None, ...] | Trouble


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table of the file as one of a form."""

    template: Template
    rows: tuple[FittedRow, ...]
    matched: tuple[Matched, ...]
    missing: tuple[Expected, ...]
    """Labels of the form that the file does not print."""
    unknown: tuple[tuple[int, FigureRow], ...]
    """Rows that are none of the form's, each with how many rows are known before it."""
    unread: tuple[RawCell, ...]
    """Labels that are none of the form's."""
    cost: int
    authored: tuple[AuthoredRow, ...] = ()
    """Rows that the author names; they stand before those of the form."""
    reading: tuple[RawCell, ...] | None = None
    """What was read in the order of the form, where the file has it in an order of its own."""

    def named_by(self, row: FigureRow) -> frozenset[int]:
        """Return the rows that an unknown row is by its label, though it is in no place of theirs.

        Where rows have no labels, any other row may be each of them.
        """
        label = row.labels[-1].text if row.labels else ""
        found = (self.template.rows_by_key.get(k, ()) for k in names(label))
        every = range(len(self.template.rows))
        unnamed = (place for place in every if not self.template.is_named(place))
        return frozenset(place for places in found for place in places) or frozenset(unnamed)

    @property
    def absent(self) -> tuple[int, ...]:
        """The rows that are not in the file and that none of its unknown rows can be."""
        known = [row.place for row in self.rows]
        named = {place for _, row in self.unknown for place in self.named_by(row)}
        gaps = {before for before, _ in self.unknown}
        ends = [-1, *known, len(self.template.rows)]
        return tuple(
            place
            for at, (last, next_) in enumerate(pairwise(ends))
            if at not in gaps
            for place in range(last + 1, next_)
            if place not in named
        )

    @property
    def lost(self) -> tuple[int, ...]:
        """The rows that are not known in the file, but that an unknown row of it may be."""
        given = {*self.absent, *(row.place for row in self.rows)}
        return tuple(place for place in range(len(self.template.rows)) if place not in given)


def fitted(cut: Cut, path: Sequence[int | None], template: Template) -> Fitted:
    """Return a table whose rows are those of the form at the places of a path, None for unknown."""
    fitter = _Fitter(cut, template)
    for row, place in zip(cut.rows, path, strict=True):
        if place is not None:
            fitter.known(row, place)
        elif template.is_open and row.labels and not fitter.rows:
            fitter.author(row)
        else:
            fitter.strange(row)
    absent = len(template.rows) - len(fitter.rows)
    made = Fitted(
        template,
        tuple(fitter.rows),
        tuple(fitter.matched),
        tuple(fitter.missing),
        tuple(fitter.unknown),
        (*fitter.unread, *cut.rest),
        fitter.cost + ABSENT * absent + UNKNOWN * len(fitter.unknown),
        tuple(fitter.authored),
    )
    return _without_twins(made)


def _without_twins(made: Fitted) -> Fitted:
    """Return a table in which nothing is taken of rows that stand in it twice, and differ."""
    others: defaultdict[int, list[FigureRow]] = defaultdict(list)
    for _, row in made.unknown:
        for place in made.named_by(row):
            others[place].append(row)
    rows = []
    for known in made.rows:
        own = [cell.text for cell in known.row.written]
        differ = any([cell.text for cell in row.written] != own for row in others[known.place])
        rows.append(replace(known, cells=Trouble.TWICE) if differ else known)
    return replace(made, rows=tuple(rows))


class _Fitter:
    """The rows so far, and where the columns of the last band stand."""

    def __init__(self, cut: Cut, template: Template) -> None:
        self.cut = cut
        self.template = template
        self.rows: list[FittedRow] = []
        self.authored: list[AuthoredRow] = []
        self.matched: list[Matched] = []
        self.missing: list[Expected] = []
        self.unread: list[RawCell] = []
        self.unknown: list[tuple[int, FigureRow]] = []
        self.band: int | None = None
        self.heads: Heads | None = None
        self.doubtful = False
        """Whether the heads of its columns are not those of the form."""
        self.astray = False
        """Whether what stands behind the figures of a row may be no figure of it."""
        self.cost = 0

    def known(self, row: FigureRow, place: int) -> None:
        """Take a row of the form."""
        last = self.rows[-1].place if self.rows else None
        wanted = expected(self.template, last, place)
        if self.authored and last is None:
            wanted = tuple(each for each in wanted if each.part is Part.ROW)
        headed = self._headed(row, wanted)
        self._labels(headed, headed.labels, wanted, self.template.rows[place][0])
        self.rows.append(FittedRow(place, headed, self._cells(row)))

    def strange(self, row: FigureRow) -> None:
        """Take a row that is not known."""
        self.unknown.append((len(self.rows), row))
        # A lone figure between heads and the first label numbers the rows: others stand behind
        # the figures of the row before, and nothing tells them apart.
        alone = row.layout is Layout.STREAM and len(row.values) == 1
        self.astray = self.astray or (alone and self._is_head(row))
        self.doubtful = self.doubtful or self._has_other_heads(row)

    def _headed(self, row: FigureRow, wanted: Sequence[Expected]) -> FigureRow:
        """Return a row with the heads over it, where these stand over unknown rows before it."""
        before = len(self.rows)
        above = [at for at, (known, _) in enumerate(self.unknown) if known == before]
        opens = any(each.part is Part.COLUMN for each in wanted)
        if not (above and opens) or self._heads_among(row.labels, wanted):
            return row
        labels: list[RawCell] = []
        rows: list[RawRow] = []
        rest = {}
        for at in above:
            strange = self.unknown[at][1]
            over = self._over(strange)
            labels += over
            rows += strange.rows
            own = {id(cell) for cell in over}
            rest[at] = replace(
                strange, labels=[cell for cell in strange.labels if id(cell) not in own]
            )
        # Several labels over a row are heads, in whatever words; one alone is a title or a group.
        if len(labels) < _FEWEST_HEADS and not self._heads_among(labels, wanted):
            return row
        for at, left in rest.items():
            self.unknown[at] = before, left
        return replace(row, labels=[*labels, *row.labels], rows=[*rows, *row.rows])

    def _heads_among(self, cells: Sequence[RawCell], wanted: Sequence[Expected]) -> bool:
        """Tell whether there are heads of columns among some labels."""
        made = align(cells, wanted, self.template.keys)
        return any(match.expected.part is Part.COLUMN for match in made.matched)

    def _over(self, row: FigureRow) -> list[RawCell]:
        """Return the labels of an unknown row that stand over it, not before its figures."""
        if row.layout is Layout.STREAM:
            return row.labels if self._is_head(row) else row.labels[:-1]
        beside = {id(cell) for cell in row.rows[-1].cells}
        return [cell for cell in row.labels if id(cell) not in beside]

    def _is_head(self, row: FigureRow) -> bool:
        """Tell whether what stands right before the figures of a row is a head, and no label."""
        own = names(row.labels[-1].text) if row.labels else ()
        return any(k in band.head_keys for k in own for band in self.template.bands)

    def author(self, row: FigureRow) -> None:
        """Take a row that the author names."""
        *heads, label = row.labels
        self._labels(row, heads, [] if self.authored else opening(self.template, 0), 0)
        self.authored.append(AuthoredRow(label, row, self._cells(row)))

    def _labels(
        self, row: FigureRow, cells: Sequence[RawCell], wanted: Sequence[Expected], band: int
    ) -> None:
        made = align(cells, wanted, self.template.keys)
        if self.band != band:
            made = worded(made, row)
            self.doubtful = are_doubtful(
                made, row, self.cut.heads if self._has_labels(band) else {}
            )
            made = without_guesses(made) if self.doubtful else made
        self.matched += made.matched
        self.missing += made.missing
        self.unread += made.unread
        self.cost += made.cost
        if self.band != band:
            self.band = band
            self.heads = heads_of(self.template.bands[band], made.matched, self.cut.heads)
        else:
            self.doubtful = self.doubtful or self._has_other_heads(row)

    def _has_labels(self, band: int) -> bool:
        """Tell whether labels stand before the figures of a band."""
        return not self.template.bands[band].form.rows.unnamed

    def _has_other_heads(self, row: FigureRow) -> bool:
        """Tell whether heads over a row, below others of its band, are not those of the band."""
        if self.band is None or row.layout is Layout.STREAM:
            return False
        wanted = opening(self.template, self.band)
        return any(align(heads, wanted, self.template.keys).unread for heads in several_over(row))

    def _cells(self, row: FigureRow) -> tuple[RawCell | None, ...] | Trouble:
        assert self.band is not None
        if self.doubtful:
            return Trouble.HEADS
        if self.astray and row.layout is Layout.STREAM:
            return Trouble.ASTRAY
        count = len(self.template.bands[self.band].form.columns.leaves)
        return placed(row, count, self.heads)
