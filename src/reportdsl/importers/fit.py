"""Fit the rows of a file's table to a form's: which row is which, and which cell each figure is in.

Rows keep their order, so a label that two rows share is told by its neighbours. A row is known by
its label alone, never by its place: where the label is not the form's own, it must be alike, and no
other row of the form between the neighbours may be as alike (the figures of an unknown row are
left out and told). The cheapest reading is taken; of several editions of a table, the cheapest.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportdsl.importers.align import UNREAD, Part, cheapest, expected, least
from reportdsl.importers.fitted import ABSENT, UNKNOWN, Fitted, fitted
from reportdsl.importers.heads import several_over
from reportdsl.importers.labels import likest, names, shortens, totals, turns
from reportdsl.importers.rows import Cut, FigureRow
from reportdsl.importers.templates import Template

_ALIKE = 75
"""How alike the labels of two rows must be, in percent."""
_MOST_TIMES = 8
"""How many times the rows of the form are looked at in a file."""
_MARGIN = 20
"""By how much a row must be more alike than any other."""


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
    return fitted(cut, path, template)


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
        # Labels over a row are not read either if it is unknown.
        unknown = UNKNOWN + UNREAD * sum(map(len, several_over(row)))
        for last, step in steps.items():
            _keep(after, last, _Step(step.cost + unknown, None, step))
            for place in places:
                if place <= last:
                    continue
                labels = expected(template, last if last >= 0 else None, place)
                if template.is_open and at:
                    labels = tuple(each for each in labels if each.part is Part.ROW)
                cost = step.cost + ABSENT * (place - last - 1)
                if _may_pay(after, place, cost + least(len(row.labels), len(labels))):
                    cost += cheapest(row.labels, labels, template.keys)
                    _keep(after, place, _Step(cost, place, step))
        steps = after
    total = len(template.rows)
    best = min(steps.items(), key=lambda item: item[1].cost + ABSENT * (total - 1 - item[0]))
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
