"""Hold linear constraints over changes, and take quantities out of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from reportdsl.text.numerals import Exact, ratio, simplest

Changes: TypeAlias = dict[int, Exact]
"""By how much quantities change, by their indices."""


@dataclass(slots=True)
class Constraint:
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


def constraint(terms: dict[int, Exact], low: "Exact | None", high: "Exact | None") -> Constraint:
    """Return a constraint over the changes of quantities."""
    mask = 0
    for index in terms:
        mask |= 1 << index
    return Constraint(terms, mask, low, high)


def bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def apart(failing: list[Constraint], allowed: int) -> list[Constraint]:
    """Return constraints that fail and share no quantity that may change: each needs a change."""
    out: list[Constraint] = []
    used = 0
    for item in sorted(failing, key=lambda item: (item.mask & allowed).bit_count()):
        mask = item.mask & allowed
        if not mask & used:
            out.append(item)
            used |= mask
    return out


def moved(item: Constraint, index: int, by: Exact) -> Constraint:
    """Return what a constraint asks of the others when a quantity changes by so much."""
    shift: Exact = item.terms[index] * by
    terms = {other: coefficient for other, coefficient in item.terms.items() if other != index}
    low, high = (None if end is None else simplest(end - shift) for end in (item.low, item.high))
    return Constraint(terms, item.mask & ~(1 << index), low, high)


def without(item: Constraint, pivot: Constraint, index: int) -> Constraint:
    """Return a constraint with a quantity replaced by what an equation makes of it."""
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
    return Constraint(terms, mask, low, high)


def pairs(constraints: list[Constraint], index: int) -> list[Constraint]:
    """Return what ranges say of the others when one quantity takes any value (Fourier, Motzkin).

    Only one that holds it from below and one that holds it from above say anything together.
    """
    below = [at for at, item in enumerate(constraints) if ends(item, index)[0] is not None]
    above = [at for at, item in enumerate(constraints) if ends(item, index)[1] is not None]
    both = {(min(one, other), max(one, other)) for one in below for other in above if one != other}
    return [_combined(constraints[one], constraints[other], index) for one, other in sorted(both)]


def ends(item: Constraint, index: int) -> "tuple[Exact | None, Exact | None]":
    """Return the ends of a range as they hold a quantity: from below, from above."""
    return (item.low, item.high) if item.terms[index] > 0 else (item.high, item.low)


def _combined(first: Constraint, second: Constraint, index: int) -> Constraint:
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
    return constraint(terms, low, high)
