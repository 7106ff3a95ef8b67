"""Find equations and comparisons that no figures at all can satisfy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import gcd, lcm

from reportdsl.analysis.relations import Relation, Stated
from reportdsl.text.numerals import Exact, ratio, simplest

MAX_ELIMINATION = 200_000
"""Terms of equations and comparisons that elimination may touch."""
_NARROWED = 12
"""Of so many relations that contradict one another those are sought that alone do."""


@dataclass(slots=True)
class _Reduced:
    """An equation from which the pivots of earlier ones are eliminated."""

    place: int
    """Its own place among the equations."""
    terms: "dict[int, Exact]"
    value: Exact
    """What its terms come to."""
    made_of: set[int] = field(default_factory=set)
    """The places of the equations that it is a combination of."""


@dataclass(frozen=True, slots=True)
class _Most:
    """A comparison: its terms come to so much at most."""

    terms: "dict[int, Exact]"
    most: Exact
    made_of: frozenset[int]


def contradiction(relations: Sequence[Relation], stated: Sequence[Stated]) -> tuple[Relation, ...]:
    """Return relations that no figures satisfy together; none where there are none.

    What is at fault is sought by elimination, each relation with those that it is made of, and
    with a limit: then none are returned, too. Of figures that are whole numbers only equations are
    asked whether they can be.
    """
    found = _clashing(relations, stated)
    if len(found) > _NARROWED:
        return found
    # What elimination has gone through need not be at fault.
    for relation in found:
        found = _clashing([r for r in found if r is not relation], stated) or found
    return found


def _clashing(relations: Sequence[Relation], stated: Sequence[Stated]) -> tuple[Relation, ...]:
    run = _Elimination(relations, stated)
    try:
        found = run.equations()
        if found is None:
            found = run.comparisons()
    except _Exhausted:
        return ()
    return tuple(relations[index] for index in sorted(found or ()))


class _Exhausted(Exception):  # noqa: N818 - the way out of an elimination that takes too long
    """The work allowed is done."""


class _Elimination:
    def __init__(self, relations: Sequence[Relation], stated: Sequence[Stated]) -> None:
        self.relations = relations
        self.stated = stated
        self.pivots: dict[int, _Reduced] = {}
        self.work = 0

    def equations(self) -> "frozenset[int] | None":
        """Return the places of equations that contradict one another, None where none do."""
        for at, relation in enumerate(self.relations):
            if relation.low is None or relation.low != relation.high:
                continue
            value = simplest(relation.low - relation.residual)
            own = _Reduced(at, dict(relation.terms), value, {at})
            self._reduce(own)
            if own.terms:
                if not self._whole(own):
                    return frozenset(own.made_of)
                self.pivots[next(iter(own.terms))] = own
            elif own.value:
                return frozenset(own.made_of)
        return None

    def _reduce(self, own: _Reduced) -> None:
        """Take the quantities of all pivots out of an equation."""
        # The earliest first: what comes in with it is all of later ones.
        waiting = [(self.pivots[index].place, index) for index in own.terms if index in self.pivots]
        heapify(waiting)
        while waiting:
            _, index = heappop(waiting)
            if index not in own.terms:
                continue
            pivot = self.pivots[index]
            self._spend(len(pivot.terms) + len(pivot.made_of))
            for other in _eliminate(own, pivot, index):
                if other in self.pivots:
                    heappush(waiting, (self.pivots[other].place, other))

    def _whole(self, own: _Reduced) -> bool:
        """Tell whether whole numbers can satisfy an equation, where all its figures are."""
        if any(self.stated[index].step != 1 for index in own.terms):
            return True
        value: Exact = own.value
        for index, coefficient in own.terms.items():
            value += coefficient * self.stated[index].figure.value
        scale = lcm(*(coefficient.denominator for coefficient in own.terms.values()))
        shared = gcd(*(int(coefficient * scale) for coefficient in own.terms.values()))
        return ratio(value * scale, shared).denominator == 1

    def comparisons(self) -> "frozenset[int] | None":
        """Return the places of relations that contradict one another, None where none do.

        The pivots of the equations are taken out of the comparisons, then one quantity after the
        other (Fourier, Motzkin): that which leaves the fewest first.
        """
        known = _Comparisons()
        for item in self._ranges():
            if not known.add(item):
                return item.made_of
        for high, low, index in known.pairs():
            self._spend(len(high.terms) + len(low.terms) + len(high.made_of | low.made_of))
            made = _together(high, low, index)
            if not known.add(made):
                return made.made_of
        return None

    def _ranges(self) -> Iterator[_Most]:
        """Yield the comparisons, and that no figure is less than its least, pivots taken out."""
        for at, relation in enumerate(self.relations):
            if relation.low is not None and relation.low == relation.high:
                continue
            if relation.high is not None:
                yield self._free(relation.terms, relation.high - relation.residual, at)
            if relation.low is not None:
                turned = {index: -coefficient for index, coefficient in relation.terms.items()}
                yield self._free(turned, relation.residual - relation.low, at)
        for index in sorted({index for relation in self.relations for index in relation.terms}):
            least = self.stated[index].least
            if least is not None:
                yield self._free({index: -1}, self.stated[index].figure.value - least, None)

    def _free(self, terms: "dict[int, Exact]", most: Exact, at: int | None) -> _Most:
        own = _Reduced(-1, dict(terms), simplest(most), set() if at is None else {at})
        self._reduce(own)
        return _Most(own.terms, own.value, frozenset(own.made_of))

    def _spend(self, steps: int) -> None:
        self.work += steps
        if self.work > MAX_ELIMINATION:
            raise _Exhausted


class _Comparisons:
    """Comparisons, found by the quantities in them."""

    def __init__(self) -> None:
        self.items: dict[int, _Most] = {}
        self.below: dict[int, dict[int, None]] = {}
        """For each quantity the comparisons that say what it is at least."""
        self.above: dict[int, dict[int, None]] = {}
        self.count = 0

    def add(self, item: _Most) -> bool:
        """Take a comparison in; tell whether something may satisfy it."""
        if not item.terms:
            return item.most >= 0
        self.count += 1
        self.items[self.count] = item
        for index, coefficient in item.terms.items():
            below, above = self.below.setdefault(index, {}), self.above.setdefault(index, {})
            (above if coefficient > 0 else below)[self.count] = None
        return True

    def pairs(self) -> Iterator[tuple[_Most, _Most, int]]:
        """Take one quantity out after the other; yield what says its most and its least.

        That which leaves few comparisons goes first.
        """
        waiting = [(self._left(index), index) for index in self.below]
        heapify(waiting)
        while waiting:
            left, index = heappop(waiting)
            if index not in self.below:
                continue
            if self._left(index) > left:
                heappush(waiting, (self._left(index), index))
                continue
            highs, lows = self.above.pop(index), self.below.pop(index)
            taken = [self._take(at) for at in (*highs, *lows)]
            for high in taken[: len(highs)]:
                for low in taken[len(highs) :]:
                    yield high, low, index

    def _left(self, index: int) -> int:
        return len(self.below[index]) * len(self.above[index])

    def _take(self, at: int) -> _Most:
        item = self.items.pop(at)
        for index in item.terms:
            if index in self.below:
                self.below[index].pop(at, None)
                self.above[index].pop(at, None)
        return item


def _together(high: _Most, low: _Most, index: int) -> _Most:
    """Return what two comparisons say when a quantity is taken out of both."""
    factor = ratio(high.terms[index], -low.terms[index])
    terms = dict(high.terms)
    for other, coefficient in low.terms.items():
        value: Exact = terms.get(other, 0) + factor * coefficient
        if value:
            terms[other] = simplest(value)
        else:
            terms.pop(other, None)
    return _Most(terms, simplest(high.most + factor * low.most), high.made_of | low.made_of)


def _eliminate(own: _Reduced, pivot: _Reduced, index: int) -> list[int]:
    """Take a pivot's quantity out of an equation; return those that come in with it."""
    factor = ratio(own.terms[index], pivot.terms[index])
    coming: list[int] = []
    for other, coefficient in pivot.terms.items():
        value: Exact = own.terms.get(other, 0) - factor * coefficient
        if value:
            if other not in own.terms:
                coming.append(other)
            own.terms[other] = simplest(value)
        else:
            own.terms.pop(other, None)
    own.value = simplest(own.value - factor * pivot.value)
    own.made_of |= pivot.made_of
    return coming
