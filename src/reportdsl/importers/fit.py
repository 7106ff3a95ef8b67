"""Fit the rows of a file's table to a form's: which row is which, and which cell each figure is in.

Rows keep their order, so a label that two rows share is told by its neighbours. A row is known by
its label alone, never by its place: where the label is not the form's own, it must be alike, and no
other row of the form between the neighbours may be as alike (the figures of an unknown row are
left out and told). The cheapest reading is taken; of several editions of a table, the cheapest.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportdsl.importers.align import (
    Expected,
    Matched,
    Part,
    align,
    cheapest,
    expected,
    least,
    opening,
    turns,
)
from reportdsl.importers.heads import are_doubtful, worded
from reportdsl.importers.labels import likest, names, shortens, totals
from reportdsl.importers.placing import Heads, Trouble, heads_of, placed
from reportdsl.importers.raw import Layout, RawCell, RawRow
from reportdsl.importers.rows import Cut, FigureRow
from reportdsl.importers.templates import Template

_UNKNOWN = 14
"""What it costs not to know a row."""
_ABSENT = 1
"""What it costs that a row of the form is not in the file."""
_ALIKE = 75
"""How alike the labels of two rows must be, in percent."""
_MOST_TIMES = 8
"""How many times the rows of the form are looked at in a file."""
_FEWEST_HEADS = 2
"""How many labels over a row are heads beyond doubt."""
_MARGIN = 20
"""By how much a row must be more alike than any other."""


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

    @property
    def absent(self) -> tuple[int, ...]:
        """The rows that are not in the file and that none of its unknown rows can be."""
        known = [row.place for row in self.rows]
        gaps = {before for before, _ in self.unknown}
        ends = [-1, *known, len(self.template.rows)]
        return tuple(
            place
            for at, (last, next_) in enumerate(pairwise(ends))
            if at not in gaps
            for place in range(last + 1, next_)
        )

    @property
    def lost(self) -> tuple[int, ...]:
        """The rows that are not known in the file, but that an unknown row of it may be."""
        given = {*self.absent, *(row.place for row in self.rows)}
        return tuple(place for place in range(len(self.template.rows)) if place not in given)


def fit(cut: Cut, template: Template) -> Fitted:
    """Return the cheapest fit of a table's rows to a form's."""
    # Far more rows than the form has are another table, or hostile: the rest is unknown.
    most = _MOST_TIMES * len(template.rows)
    candidates = [
        _candidates(row, template, len(cut.rows) == 1) if at < most or template.is_open else []
        for at, row in enumerate(cut.rows)
    ]
    path = _path(cut.rows, candidates, template)
    guesses = _guesses(cut.rows, path, template)
    if guesses:
        for at, place in guesses.items():
            candidates[at] = [place]
        path = _path(cut.rows, candidates, template)
    return _fitted(cut, path, template)


def _candidates(row: FigureRow, template: Template, alone: bool) -> list[int]:  # noqa: FBT001
    """Return the rows of the form that a row may be by its label."""
    out: set[int] = set()
    if row.labels:
        own = names(row.labels[-1].text)
        others = () if template.row_names & set(own) else totals(row.labels[-1].text)
        for name in (*own, *others):
            out.update(template.rows_by_key.get(name, ()))
    keys = {name for cell in row.labels for name in names(cell.text)}
    for place, (band, _) in enumerate(template.rows):
        if not template.is_named(place) and (alone or keys & template.bands[band].head_keys):
            out.add(place)
    return sorted(out)


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way to read the rows so far, if the last that is known is a certain one."""

    cost: int
    place: int | None
    """What the last of these rows is."""
    before: "_Step | None"

    def places(self) -> tuple[int | None, ...]:
        """Return what each of the rows is."""
        out: list[int | None] = []
        step: _Step | None = self
        while step is not None and step.before is not None:
            out.append(step.place)
            step = step.before
        return tuple(reversed(out))


def _path(
    rows: Sequence[FigureRow], candidates: Sequence[Sequence[int]], template: Template
) -> tuple[int | None, ...]:
    """Return which row of the form each row is, None for unknown ones."""
    steps: dict[int, _Step] = {-1: _Step(0, None, None)}
    for at, (row, places) in enumerate(zip(rows, candidates, strict=True)):
        after: dict[int, _Step] = {}
        for last, step in steps.items():
            _keep(after, last, _Step(step.cost + _UNKNOWN, None, step))
            for place in places:
                if place <= last:
                    continue
                labels = expected(template, last if last >= 0 else None, place)
                if template.is_open and at:
                    labels = tuple(each for each in labels if each.part is Part.ROW)
                cost = step.cost + _ABSENT * (place - last - 1)
                if _may_pay(after, place, cost + least(len(row.labels), len(labels))):
                    cost += cheapest(row.labels, labels, template.keys)
                    _keep(after, place, _Step(cost, place, step))
        steps = after
    total = len(template.rows)
    best = min(steps.items(), key=lambda item: item[1].cost + _ABSENT * (total - 1 - item[0]))
    return best[1].places()


def _keep(steps: dict[int, _Step], place: int, step: _Step) -> None:
    if _may_pay(steps, place, step.cost):
        steps[place] = step


def _may_pay(steps: Mapping[int, _Step], place: int, cost: int) -> bool:
    """Tell whether a way to a row of at least this cost may be the cheapest."""
    return place not in steps or cost < steps[place].cost


def _guesses(
    rows: Sequence[FigureRow], path: Sequence[int | None], template: Template
) -> Mapping[int, int]:
    """Return for rows of unknown labels the one row in their gap that they are alike to."""
    out: dict[int, int] = {}
    ends = [-1, *(at for at, place in enumerate(path) if place is not None), len(path)]
    for first, last in pairwise(ends):
        below = -1 if first < 0 else path[first]
        above = len(template.rows) if last == len(path) else path[last]
        assert below is not None
        assert above is not None
        gap = [place for place in range(below + 1, above) if template.is_named(place)]
        inside = range(first + 1, last)
        if gap and inside:
            out.update(_guessed([(at, rows[at]) for at in inside], gap, template))
    return out


def _guessed(
    rows: Sequence[tuple[int, FigureRow]], gap: Sequence[int], template: Template
) -> Mapping[int, int]:
    out: dict[int, int] = {}
    for at, row in rows[: _MOST_TIMES * len(template.rows)]:
        label = row.labels[-1].text if row.labels else ""
        if not label or any(name in template.keys for name in names(label)):
            continue
        place = _likest(label, gap, template)
        if place is None:
            place = _shortened(label, gap, template)
        if place is not None and not turns(label, template.row(place).label):
            out[at] = place
    # Two rows that are alike to one: neither is known.
    times = Counter(out.values())
    return {at: place for at, place in out.items() if times[place] == 1}


def _likest(label: str, gap: Sequence[int], template: Template) -> int | None:
    """Return the row of a gap that a label is like, and like no other of them."""
    alike = sorted(
        ((likest(label, template.row(place).label), place) for place in gap), reverse=True
    )
    second = alike[1][0] if len(alike) > 1 else 0
    best, place = alike[0]
    return place if best >= _ALIKE and best - second >= _MARGIN else None


def _shortened(label: str, gap: Sequence[int], template: Template) -> int | None:
    """Return the row of a gap that a label is a shorter form of, if it is that of no other row."""
    found = [
        place
        for place in range(len(template.rows))
        if template.is_named(place) and shortens(label, template.row(place).label)
    ]
    return found[0] if len(found) == 1 and found[0] in gap else None


def _fitted(cut: Cut, path: Sequence[int | None], template: Template) -> Fitted:
    fitter = _Fitter(cut, template)
    for row, place in zip(cut.rows, path, strict=True):
        if place is not None:
            fitter.known(row, place)
        elif template.is_open and row.labels and not fitter.rows:
            fitter.author(row)
        else:
            fitter.strange(row)
    absent = len(template.rows) - len(fitter.rows)
    return Fitted(
        template,
        tuple(fitter.rows),
        tuple(fitter.matched),
        tuple(fitter.missing),
        tuple(fitter.unknown),
        (*fitter.unread, *cut.rest),
        fitter.cost + _ABSENT * absent + _UNKNOWN * len(fitter.unknown),
        tuple(fitter.authored),
    )


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
        self.rows.append(FittedRow(place, row, self._cells(row)))

    def strange(self, row: FigureRow) -> None:
        """Take a row that is not known."""
        self.unknown.append((len(self.rows), row))
        # A lone figure between heads and the first label numbers the rows: others stand behind
        # the figures of the row before, and nothing tells them apart.
        alone = row.layout is Layout.STREAM and len(row.values) == 1
        self.astray = self.astray or (alone and self._is_head(row))

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
            self.doubtful = are_doubtful(made, row)
        self.matched += made.matched
        self.missing += made.missing
        self.unread += made.unread
        self.cost += made.cost
        if self.band != band:
            self.band = band
            self.heads = heads_of(self.template.bands[band], made.matched, self.cut.heads)

    def _cells(self, row: FigureRow) -> tuple[RawCell | None, ...] | Trouble:
        assert self.band is not None
        if self.doubtful:
            return Trouble.HEADS
        if self.astray and row.layout is Layout.STREAM:
            return Trouble.ASTRAY
        count = len(self.template.bands[self.band].form.columns.leaves)
        return placed(row, count, self.heads)
