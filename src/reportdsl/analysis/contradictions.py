"""Find equations that no figures at all can satisfy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from reportdsl.analysis.relations import Relation
from reportdsl.text.numerals import Exact, ratio, simplest

MAX_ELIMINATION = 200_000
"""Terms of equations that elimination may touch."""


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


def contradiction(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return equations that no figures satisfy together; none where there are none.

    What is at fault is sought by elimination, each equation with those that it is made of, and
    with a limit: then none are returned, too.
    """
    pivots: dict[int, _Reduced] = {}
    work = 0
    for at, relation in enumerate(relations):
        if relation.low is None or relation.low != relation.high:
            continue
        value = simplest(relation.low - relation.residual)
        own = _Reduced(at, dict(relation.terms), value, {at})
        # The earliest first: what comes in with it is all of later ones.
        waiting = [(pivots[index].place, index) for index in own.terms if index in pivots]
        heapify(waiting)
        while waiting:
            _, index = heappop(waiting)
            if index not in own.terms:
                continue
            pivot = pivots[index]
            work += len(pivot.terms) + len(pivot.made_of)
            if work > MAX_ELIMINATION:
                return ()
            for other in _eliminate(own, pivot, index):
                if other in pivots:
                    heappush(waiting, (pivots[other].place, other))
        if own.terms:
            pivots[next(iter(own.terms))] = own
        elif own.value:
            return tuple(relations[index] for index in sorted(own.made_of))
    return ()


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
