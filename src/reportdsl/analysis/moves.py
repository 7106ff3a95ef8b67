"""Find slips of several figures at once: two exchanged, a row or column off by one place.

Such a slip is one cause, likelier than as many wrong figures as it moves. It is thought of only
where every equation that it touches fails, and one of them then holds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reportdsl.analysis.quantities import UNIT
from reportdsl.analysis.relations import Origin, Relation, Stated
from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.formula import Address
from reportdsl.text.numerals import Exact, ratio

EXCHANGE = UNIT + 1
"""What an exchange weighs: more than one wrong figure, less than two."""
SHIFT = UNIT + 2
MAX_MOVES = 40
"""How many slips of several figures are thought of."""


@dataclass(frozen=True, slots=True)
class Move:
    """Figures in one another's places, and what taking that back changes."""

    changes: tuple[tuple[int, Exact], ...]
    phrase: Phrase
    weight: int


def moves(
    stated: Sequence[Stated], relations: Sequence[Relation], sums: Collection[Address]
) -> list[tuple[Move, dict[int, Exact]]]:
    """Return slips of several figures, each with what it adds to the relations that it touches.

    The relations are called by their places; `sums` are the cells that are totals.
    """
    finder = _Finder(stated, relations, sums)
    found: dict[tuple[tuple[int, Exact], ...], tuple[Move, dict[int, Exact], int]] = {}
    for move in finder.candidates():
        effect = finder.effect(move)
        fixed = sum(
            relations[at].low == relations[at].residual + by == relations[at].high
            for at, by in effect.items()
        )
        fails = all(not relations[at].holds for at in effect)
        if fixed and fails:
            found.setdefault(move.changes, (move, effect, fixed))
    likeliest = sorted(found.values(), key=lambda item: (-item[2], item[0].changes))
    return [(move, effect) for move, effect, _ in likeliest[:MAX_MOVES]]


class _Finder:
    def __init__(
        self, stated: Sequence[Stated], relations: Sequence[Relation], sums: Collection[Address]
    ) -> None:
        self.stated = stated
        self.relations = relations
        self.sums = sums
        self.having: dict[int, list[int]] = defaultdict(list)
        """The relations in which each figure stands."""
        doubtful: set[int] = set()
        for at, relation in enumerate(relations):
            for index in relation.terms:
                self.having[index].append(at)
            if not relation.holds:
                doubtful.update(relation.terms)
        self.doubtful = doubtful
        self.lines: dict[tuple[object, ...], list[int]] = defaultdict(list)
        """The figures of each row and of each column, in their order."""
        for index in sorted(self.having, key=self._order):
            address = stated[index].address
            if address is not None and stated[index].origin is Origin.CELL:
                self.lines[*address[:2], "row", address.row].append(index)
                self.lines[*address[:2], "column", address.column].append(index)

    def _order(self, index: int) -> tuple[int, ...]:
        address = self.stated[index].address
        return (-1,) if address is None else tuple(address)

    def _value(self, index: int) -> Exact:
        return self.stated[index].figure.value

    def effect(self, move: Move) -> dict[int, Exact]:
        """Return by how much a move changes the relations, by their places."""
        out: dict[int, Exact] = {}
        for index, by in move.changes:
            for at in self.having[index]:
                out[at] = out.get(at, 0) + self.relations[at].terms[index] * by
        return {at: by for at, by in out.items() if by}

    def candidates(self) -> Iterator[Move]:
        """Yield moves of figures all of which stand in equations that fail."""
        for line in self.lines.values():
            if len(line) > 1 and not self.doubtful.isdisjoint(line):
                yield from self._exchanges(line)
                yield from self._shifts(
                    [i for i in line if self.stated[i].address not in self.sums]
                )

    def _exchanges(self, line: list[int]) -> Iterator[Move]:
        """Yield the exchanges within a row or column after which an equation holds."""
        by_value: dict[Exact, list[int]] = defaultdict(list)
        for index in line:
            if index in self.doubtful:
                by_value[self._value(index)].append(index)
        for one in line:
            if one not in self.doubtful:
                continue
            for wanted in self._wanted(one):
                for other in by_value.get(wanted, ()):
                    first, second = sorted((one, other))
                    by = self._value(second) - self._value(first)
                    if by and self.stated[first].step == self.stated[second].step:
                        yield Move(((first, by), (second, -by)), rules.EXCHANGED, EXCHANGE)

    def _wanted(self, index: int) -> set[Exact]:
        """Return the figures that, in the place of one, make an equation hold.

        Where the two stand on either side of it, half the difference is enough.
        """
        out: set[Exact] = set()
        for at in self.having[index]:
            relation = self.relations[at]
            if not relation.holds and relation.low is not None and relation.low == relation.high:
                gap = ratio(relation.low - relation.residual, relation.terms[index])
                out |= {self._value(index) + gap, self._value(index) + ratio(gap, 2)}
        return out

    def _shifts(self, line: list[int]) -> Iterator[Move]:
        """Yield what puts a line's figures back that were typed a place too far, or too early.

        The place that was passed over is left at zero, or the last one is.
        """
        for start in range(len(line) - 2):
            tail = line[start:]
            too_far = tail[1:] + tail[:1], tail[0]
            too_early = tail[-1:] + tail[:-1], tail[-1]
            for moved, empty in (too_far, too_early):
                if self._value(empty):
                    continue
                changes = tuple(
                    (index, self._value(source) - self._value(index))
                    for index, source in zip(tail, moved, strict=True)
                    if self._value(source) != self._value(index)
                )
                if len(changes) > 2 and all(index in self.doubtful for index, _ in changes):
                    yield Move(changes, rules.SHIFTED, SHIFT)
