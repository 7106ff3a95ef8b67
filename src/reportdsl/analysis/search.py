"""Find the smallest sets of quantities whose change satisfies a system of linear constraints.

This is error localisation as Fellegi and Holt (1976) pose it, solved exactly. A quantity that may
change is eliminated: what is left of the system holds for the others or it does not. Of a
constraint that does not hold one quantity must change, so the search branches on those of the one
that has the fewest; constraints that fail and share no quantity need a change each, which bounds
it from below, and where it leaves weight for no more, each has just one (`assignment`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import NamedTuple

from reportdsl.analysis.assignment import assignments
from reportdsl.analysis.constraints import (
    Changes,
    Constraint,
    apart,
    bits,
    ends,
    moved,
    pairs,
    without,
)
from reportdsl.analysis.quantities import UNIT, Quantities, Quantity, choices
from reportdsl.text.numerals import Exact, ratio, simplest

MAX_WORK = 1_500_000
"""Terms of constraints that one search may touch."""
MAX_SIZE = 48
"""How many units the heaviest set weighs that is sought."""
MAX_SETS = 256
"""How many sets of the least weight are kept."""


class Solution(NamedTuple):
    """A set of changes after which all constraints hold."""

    changes: Changes
    loose: frozenset[int]
    """Those for which other values would do as well."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search has come to."""

    solutions: tuple[Solution, ...]
    """All of the least weight; none where there are none up to the heaviest sought."""
    complete: bool
    """Whether no limit was reached: there is no lighter set, and no other of this weight."""
    work: int


def search(
    quantities: Quantities,
    constraints: list[Constraint],
    *,
    limit: int = MAX_WORK,
    most: int = MAX_SIZE,
    slips: int = 0,
) -> Outcome:
    """Return the lightest sets of changes that satisfy all constraints, of `most` units at most.

    `slips` has a bit for each quantity that changes as a whole, whose weight alone may be no
    multiple of a unit.
    """
    run = _Search(quantities, limit, slips)
    start = _Node([r for r in constraints if r.exact], [r for r in constraints if not r.exact])
    try:
        # Constraints that fail and share no quantity need a change each.
        failing = [item for item in constraints if not item.holds]
        least = UNIT * max(1, len(apart(failing, -1)))
        for weight in range(least, most * UNIT + 1, 1 if slips else UNIT):
            run.descend(replace(start, budget=weight))
            if run.found:
                break
    except _Exhausted:
        return Outcome(tuple(run.found), complete=False, work=run.work)
    return Outcome(tuple(run.found), complete=bool(run.found), work=run.work)


class _Exhausted(Exception):  # noqa: N818 - the way out of a search that takes too long
    """The work allowed is done."""


class _Freed(NamedTuple):
    """A quantity that changes, and the constraints by which its value follows from later ones."""

    quantity: int
    constraints: list[Constraint]


@dataclass(frozen=True, slots=True)
class _Node:
    """What is left of the constraints when some quantities change, and what may still be done."""

    equal: list[Constraint]
    ranges: list[Constraint]
    freed: tuple[_Freed, ...] = ()
    taken: tuple[int, ...] = ()
    """The slips that are taken back."""
    changed: int = 0
    """A bit for each quantity that changes."""
    banned: int = 0
    """A bit for each that does not, or changes already."""
    budget: int = 0
    """How much more weight the set has."""


@dataclass(slots=True)
class _Search:
    quantities: Quantities
    limit: int
    slips: int
    """A bit for each quantity that is changed as a whole."""
    work: int = 0
    found: list[Solution] = field(default_factory=list)

    def descend(self, node: _Node) -> None:
        """Find the sets that are begun by a node and have just its weight more."""
        self.work += len(node.equal)
        if node.budget % UNIT and not self.slips & ~node.banned:
            # Only slips of several figures weigh parts of a unit.
            return
        failing = [r for r in node.equal if r.low]
        failing += [r for r in node.ranges if not r.holds]
        if not failing:
            self._settle(node)
            return
        if node.budget < UNIT:
            return
        if node.budget < 2 * UNIT:
            self._branch(node, self._last(node, failing))
            return
        groups = apart(failing, ~node.banned)
        needed = UNIT * len(groups)
        if needed <= node.budget < needed + UNIT and all(item.exact for item in groups):
            for chosen in assignments(
                self.quantities,
                groups,
                [*node.equal, *node.ranges],
                node.banned,
                node.changed,
                node.budget,
                self._work,
            ):
                self._keep(node, chosen)
        elif needed <= node.budget:
            fewest = min(failing, key=lambda item: (item.mask & ~node.banned).bit_count())
            self._branch(node, fewest.mask & ~node.banned)

    def _branch(self, node: _Node, allowed: int) -> None:
        """Try each of some quantities as the first of them that changes."""
        banned = node.banned
        for index in bits(allowed):
            quantity = self.quantities[index]
            if quantity.weight <= node.budget:
                inner = replace(node, banned=banned, budget=node.budget - quantity.weight)
                if quantity.whole:
                    self._take(index, quantity, inner)
                else:
                    self._free(index, quantity, inner)
            banned |= 1 << index

    def _last(self, node: _Node, failing: list[Constraint]) -> int:
        """Return the quantities one of which changes, if one alone may.

        It stands in each constraint that fails and in no equation that holds.
        """
        common = ~node.banned
        for failed in failing:
            common &= failed.mask
        if common:
            for other in node.equal:
                if not other.low:
                    common &= ~other.mask
        return common

    def _take(self, index: int, quantity: Quantity, node: _Node) -> None:
        """Take a slip back, and go on with what is left."""
        if quantity.excludes & node.changed:
            return
        bit = 1 << index
        self._spend([r for r in node.equal if r.mask & bit])
        self.descend(
            replace(
                node,
                equal=[moved(r, index, 1) if r.mask & bit else r for r in node.equal],
                ranges=[moved(r, index, 1) if r.mask & bit else r for r in node.ranges],
                taken=(*node.taken, index),
                changed=node.changed | quantity.excludes,
                banned=node.banned | bit | quantity.excludes,
            )
        )

    def _free(self, index: int, quantity: Quantity, node: _Node) -> None:
        """Let a quantity change: eliminate it, and go on with what is left."""
        bit = 1 << index
        inside = [r for r in node.ranges if r.mask & bit]
        if quantity.least is not None:
            inside.append(
                Constraint({index: 1}, bit, simplest(quantity.least - quantity.stated), None)
            )
        others = [r for r in node.ranges if not r.mask & bit]
        having = [r for r in node.equal if r.mask & bit]
        if not having:
            self._spend(inside)
            others += pairs(inside, index)
            kept, constraints = node.equal, inside
        else:
            pivot = min(having, key=lambda item: len(item.terms))
            self._spend(having, len(inside) * len(pivot.terms))
            kept = [
                without(r, pivot, index) if r.mask & bit else r
                for r in node.equal
                if r is not pivot
            ]
            others += [without(r, pivot, index) for r in inside]
            constraints = [pivot]
        self.descend(
            replace(
                node,
                equal=kept,
                ranges=others,
                freed=(*node.freed, _Freed(index, constraints)),
                changed=node.changed | bit,
                banned=node.banned | bit,
            )
        )

    def _spend(self, constraints: list[Constraint], more: int = 0) -> None:
        self._work(more + sum([len(r.terms) for r in constraints]))

    def _work(self, steps: int) -> None:
        self.work += steps
        if self.work > self.limit:
            raise _Exhausted

    # ── values ───────────────────────────────────────────────────────────────────────────────────

    def _settle(self, node: _Node) -> None:
        """Keep the changes of a set after which all holds; where values misfit, enlarge it."""
        solution = self._solution(node, {})
        if solution is not None:
            if node.budget == 0:
                self._found(solution)
            return
        broken = 0
        for item in node.freed:
            for part in item.constraints:
                broken |= part.mask
        self._branch(node, broken & ~node.banned)

    def _keep(self, node: _Node, chosen: Changes) -> None:
        """Keep the changes of a node, with others chosen, if they fit their kinds."""
        solution = self._solution(node, chosen)
        if solution is not None:
            self._found(solution)

    def _found(self, solution: Solution) -> None:
        self.found.append(solution)
        if len(self.found) >= MAX_SETS:
            raise _Exhausted

    def _solution(self, node: _Node, chosen: Changes) -> Solution | None:
        """Return the changes of a node, with others chosen; None if they do not fit their kinds."""
        known: Changes = {**dict.fromkeys(node.taken, 1), **chosen}
        return next(self._values(node.freed, known, frozenset()), None)

    def _values(
        self, freed: tuple[_Freed, ...], changes: Changes, loose: frozenset[int]
    ) -> Iterator[Solution]:
        """Yield the values of freed quantities that fit their kinds, the last freed first."""
        if not freed:
            yield Solution(dict(changes), loose)
            return
        *before, item = freed
        low, high = _interval(item, changes)
        self._spend(item.constraints)
        quantity = self.quantities[item.quantity]
        options = choices(quantity, low, high)
        fitting = list(islice(options, 2))
        only = low == high or (quantity.step != 0 and len(fitting) == 1)
        if low is None or high is None or not (only or _rounds(item)) or _follows(item, loose):
            loose |= {item.quantity}
        for change in chain(fitting, options):
            changes[item.quantity] = change
            yield from self._values(tuple(before), changes, loose)
            del changes[item.quantity]


def _interval(item: _Freed, changes: Changes) -> "tuple[Exact | None, Exact | None]":
    """Return between which changes of a quantity its constraints hold, given those of others."""
    low: Exact | None = None
    high: Exact | None = None
    for part in item.constraints:
        others: Exact = sum(
            [part.terms[other] * change for other, change in changes.items() if other in part.terms]
        )
        own = part.terms[item.quantity]
        both = ends(part, item.quantity)
        least, most = (None if end is None else ratio(end - others, own) for end in both)
        if least is not None and (low is None or least > low):
            low = least
        if most is not None and (high is None or most < high):
            high = most
    return low, high


def _rounds(item: _Freed) -> bool:
    """Tell whether one constraint has both ends: it leaves room to round, around a best value.

    Two that have an end each, such as comparisons, leave a range in which no value is better.
    """
    return any(part.low is not None and part.high is not None for part in item.constraints)


def _follows(item: _Freed, loose: frozenset[int]) -> bool:
    """Tell whether the value of a quantity follows from that of one which is not certain."""
    return not all(loose.isdisjoint(part.terms) for part in item.constraints)
