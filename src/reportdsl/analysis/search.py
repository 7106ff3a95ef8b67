"""Find the smallest sets of quantities whose change satisfies a system of linear constraints.

This is error localisation as Fellegi and Holt (1976) pose it, solved exactly. A quantity that may
change is eliminated: what is left of the system holds for the others or it does not. Of a row that
does not hold one quantity must change, so the search branches on those of the row that has the
fewest; rows that fail and share no quantity need a change each, which bounds it from below.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeAlias

from reportdsl.text.numerals import Exact, ratio, simplest

Changes: TypeAlias = dict[int, Exact]
"""By how much quantities change, by their indices."""
MAX_WORK = 1_500_000
"""Terms of rows that one search may touch."""
MAX_SIZE = 12
"""The weight of the heaviest set that is sought."""
MAX_SETS = 256
"""How many sets of the least weight are kept."""
_TRIED = 32
"""How many values of a quantity are tried where constraints leave it a range."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that may be wrong."""

    stated: Exact
    step: Exact = 1
    """It is a whole multiple of this; 0 where it may be anything."""
    least: "Exact | None" = None
    weight: int = 1


@dataclass(slots=True)
class Row:
    """A constraint over changes: their weighted sum lies between two ends, both included."""

    terms: dict[int, Exact]
    mask: int
    """A bit for each quantity in it."""
    low: "Exact | None"
    high: "Exact | None"

    @property
    def holds(self) -> bool:
        """Tell whether it holds where nothing changes."""
        return (self.low is None or self.low <= 0) and (self.high is None or self.high >= 0)

    @property
    def exact(self) -> bool:
        """Tell whether it is an equation."""
        return self.low is not None and self.low == self.high


def row(terms: dict[int, Exact], low: "Exact | None", high: "Exact | None") -> Row:
    """Return a constraint over the changes of quantities."""
    mask = 0
    for index in terms:
        mask |= 1 << index
    return Row(terms, mask, low, high)


class Solution(NamedTuple):
    """A set of changes after which all constraints hold."""

    changes: Changes
    loose: frozenset[int]
    """Those whose values nothing bounds on one side: others would do as well."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search has come to."""

    solutions: tuple[Solution, ...]
    """All of the least weight; none where there are none up to `MAX_SIZE`."""
    complete: bool
    """Whether no limit was reached: there is no lighter set, and no other of this weight."""
    work: int


class Quantities(Protocol):
    """What may change, by index."""

    def __getitem__(self, index: int, /) -> Quantity:
        """Return a quantity."""


def search(quantities: Quantities, rows: list[Row], *, limit: int = MAX_WORK) -> Outcome:
    """Return the lightest sets of changes that satisfy all rows."""
    run = _Search(quantities, limit)
    equal = [r for r in rows if r.exact]
    ranges = [r for r in rows if not r.exact]
    try:
        for size in range(1, MAX_SIZE + 1):
            run.descend(equal, ranges, [], 0, size)
            if run.found:
                break
    except _Exhausted:
        return Outcome(tuple(run.found), complete=False, work=run.work)
    return Outcome(tuple(run.found), complete=bool(run.found), work=run.work)


class _Exhausted(Exception):  # noqa: N818 - the way out of a search that takes too long
    """The work allowed is done."""


class _Freed(NamedTuple):
    """A quantity that changes, and the rows by which its value follows from later ones."""

    quantity: int
    rows: list[Row]


@dataclass(slots=True)
class _Search:
    quantities: Quantities
    limit: int
    work: int = 0
    found: list[Solution] = field(default_factory=list)

    def descend(
        self, equal: list[Row], ranges: list[Row], freed: list[_Freed], banned: int, budget: int
    ) -> None:
        """Find the sets of at most so much more weight; `banned` has those that do not change."""
        self.work += len(equal)
        failing = [r for r in equal if r.low]
        failing += [r for r in ranges if not r.holds]
        if not failing:
            self._settle(equal, ranges, freed, banned, budget)
            return
        allowed = self._allowed(equal, failing, banned, budget)
        for index in _bits(allowed):
            weight = self.quantities[index].weight
            if weight <= budget:
                self._free(index, equal, ranges, freed, banned, budget - weight)
            banned |= 1 << index

    def _allowed(self, equal: list[Row], failing: list[Row], banned: int, budget: int) -> int:
        """Return the quantities of one row that fails of which one must change; none if in vain."""
        if budget <= 0:
            return 0
        if budget == 1:
            # The one that changes stands in each row that fails and in no equation that holds.
            common = ~banned
            for failed in failing:
                common &= failed.mask
            if common:
                for other in equal:
                    if not other.low:
                        common &= ~other.mask
            return common
        masks = sorted([r.mask & ~banned for r in failing], key=int.bit_count)
        needed, used = 0, 0
        for mask in masks:
            if not mask & used:
                needed += 1
                used |= mask
        return masks[0] if needed <= budget else 0

    def _free(
        self,
        index: int,
        equal: list[Row],
        ranges: list[Row],
        freed: list[_Freed],
        banned: int,
        budget: int,
    ) -> None:
        """Let a quantity change: eliminate it, and go on with what is left."""
        bit = 1 << index
        quantity = self.quantities[index]
        inside = [r for r in ranges if r.mask & bit]
        if quantity.least is not None:
            inside.append(Row({index: 1}, bit, simplest(quantity.least - quantity.stated), None))
        others = [r for r in ranges if not r.mask & bit]
        having = [r for r in equal if r.mask & bit]
        if not having:
            self._spend(inside)
            others += _pairs(inside, index)
            kept, rows = equal, inside
        else:
            pivot = min(having, key=_size)
            self._spend(having, len(inside) * len(pivot.terms))
            kept = [
                _without(r, pivot, index) if r.mask & bit else r for r in equal if r is not pivot
            ]
            others += [_without(r, pivot, index) for r in inside]
            rows = [pivot]
        self.descend(kept, others, [*freed, _Freed(index, rows)], banned | bit, budget)

    def _spend(self, rows: list[Row], more: int = 0) -> None:
        self.work += more + sum([len(r.terms) for r in rows])
        if self.work > self.limit:
            raise _Exhausted

    # ── values ───────────────────────────────────────────────────────────────────────────────────

    def _settle(
        self, equal: list[Row], ranges: list[Row], freed: list[_Freed], banned: int, budget: int
    ) -> None:
        """Keep the changes of a set that satisfies the rows; where values misfit, enlarge it."""
        solution = next(self._values(freed, {}, frozenset()), None)
        if solution is not None:
            if budget == 0:
                self.found.append(solution)
                if len(self.found) >= MAX_SETS:
                    raise _Exhausted
            return
        broken = 0
        for item in freed:
            for part in item.rows:
                broken |= part.mask
        for index in _bits(broken & ~banned):
            weight = self.quantities[index].weight
            if weight <= budget:
                self._free(index, equal, ranges, freed, banned, budget - weight)
            banned |= 1 << index

    def _values(
        self, freed: list[_Freed], changes: Changes, loose: frozenset[int]
    ) -> Iterator[Solution]:
        """Yield the values of freed quantities that fit their kinds, the last freed first."""
        if len(changes) == len(freed):
            yield Solution(dict(changes), loose)
            return
        item = freed[-1 - len(changes)]
        low, high = _interval(item, changes)
        quantity = self.quantities[item.quantity]
        self._spend(item.rows)
        for change in _choices(quantity, low, high):
            open_ = loose if low is not None and high is not None else loose | {item.quantity}
            changes[item.quantity] = change
            yield from self._values(freed, changes, open_)
            del changes[item.quantity]


def _size(item: Row) -> int:
    return len(item.terms)


def _bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _without(item: Row, pivot: Row, index: int) -> Row:
    """Return a row with a quantity replaced by what an equation makes of it."""
    own, by = item.terms[index], pivot.terms[index]
    factor: Exact = own * by if by in {1, -1} else ratio(own, by)
    terms = dict(item.terms)
    mask = item.mask | pivot.mask
    for other, coefficient in pivot.terms.items():
        value: Exact = terms.get(other, 0) - factor * coefficient
        if value:
            terms[other] = simplest(value)
        else:
            terms.pop(other, None)
            mask &= ~(1 << other)
    assert pivot.low is not None
    shift: Exact = factor * pivot.low
    low = None if item.low is None else simplest(item.low - shift)
    high = None if item.high is None else simplest(item.high - shift)
    return Row(terms, mask, low, high)


def _pairs(rows: list[Row], index: int) -> list[Row]:
    """Return what ranges say of the others when one quantity takes any value (Fourier, Motzkin).

    Only one that holds it from below and one that holds it from above say anything together.
    """
    below = [at for at, item in enumerate(rows) if _ends(item, index)[0] is not None]
    above = [at for at, item in enumerate(rows) if _ends(item, index)[1] is not None]
    both = {(min(one, other), max(one, other)) for one in below for other in above if one != other}
    return [_combined(rows[one], rows[other], index) for one, other in sorted(both)]


def _ends(item: Row, index: int) -> "tuple[Exact | None, Exact | None]":
    """Return the ends of a range as they hold a quantity: from below, from above."""
    return (item.low, item.high) if item.terms[index] > 0 else (item.high, item.low)


def _combined(first: Row, second: Row, index: int) -> Row:
    """Return what is left of two ranges when a quantity is taken out of both."""
    factor = ratio(first.terms[index], second.terms[index])
    terms = dict(first.terms)
    for other, coefficient in second.terms.items():
        value: Exact = terms.get(other, 0) - factor * coefficient
        if value:
            terms[other] = simplest(value)
        else:
            terms.pop(other, None)
    ends = (second.low, second.high) if factor < 0 else (second.high, second.low)
    low, high = (
        None if own is None or end is None else simplest(own - factor * end)
        for own, end in zip((first.low, first.high), ends, strict=True)
    )
    return row(terms, low, high)


def _interval(item: _Freed, changes: Changes) -> "tuple[Exact | None, Exact | None]":
    """Return between which changes of a quantity its rows hold, given those of others."""
    low: Exact | None = None
    high: Exact | None = None
    for part in item.rows:
        others: Exact = sum(
            [part.terms[other] * change for other, change in changes.items() if other in part.terms]
        )
        own = part.terms[item.quantity]
        ends = _ends(part, item.quantity)
        least, most = (None if end is None else ratio(end - others, own) for end in ends)
        if least is not None and (low is None or least > low):
            low = least
        if most is not None and (high is None or most < high):
            high = most
    return low, high


def _choices(quantity: Quantity, low: "Exact | None", high: "Exact | None") -> Iterator[Exact]:
    """Yield changes of a quantity between two ends: the middle first, else the least ones.

    None of them is 0, and what comes of the change is a multiple of the quantity's step.
    """
    if low is not None and high is not None and low > high:
        return
    if low is not None and low == high:
        if low and _fits(quantity, low):
            yield low
        return
    if quantity.step == 0:
        middle = ratio(low + high, 2) if low is not None and high is not None else low or high
        if middle:
            yield middle
        return
    for change in _multiples(quantity, low, high):
        if change:
            yield change


def _fits(quantity: Quantity, change: Exact) -> bool:
    value: Exact = quantity.stated + change
    return quantity.step == 0 or ratio(value, quantity.step).denominator == 1


def _multiples(quantity: Quantity, low: "Exact | None", high: "Exact | None") -> Iterator[Exact]:
    """Yield the changes to multiples of a step in an interval, outwards from where it is best."""
    step, stated = quantity.step, quantity.stated
    if low is not None and high is not None:
        start: Exact = ratio(low + high, 2)
    else:
        start = low if low is not None and low > 0 else high if high is not None and high < 0 else 0
    nearest = (2 * (stated + start) + step) // (2 * step)
    for distance in range(_TRIED):
        for sign in (1, -1) if distance else (1,):
            change = simplest(step * (nearest + sign * distance) - stated)
            if (low is None or change >= low) and (high is None or change <= high):
                yield change
