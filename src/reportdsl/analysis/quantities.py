"""Hold what may be wrong, and which values it may take."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from reportdsl.text.numerals import Exact, ratio, simplest

UNIT = 4
"""The weight of one quantity that is wrong by itself; none weighs less."""
_TRIED = 32
"""How many values of a quantity are tried where constraints leave it a range."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that may be wrong."""

    stated: Exact
    step: Exact = 1
    """It is a whole multiple of this; 0 where it may be anything."""
    least: "Exact | None" = None
    weight: int = UNIT
    whole: bool = False
    """Whether it changes from 0 to 1 or not at all: a slip that is taken back or not."""
    excludes: int = 0
    """A bit for each quantity that does not change beside it."""


class Quantities(Protocol):
    """What may change, by index."""

    def __getitem__(self, index: int, /) -> Quantity:
        """Return a quantity."""


def choices(quantity: Quantity, low: "Exact | None", high: "Exact | None") -> Iterator[Exact]:
    """Yield changes of a quantity between two ends: the middle first, else the least ones.

    None of them is 0, and what comes of the change is a multiple of the quantity's step.
    """
    if low is not None and high is not None and low > high:
        return
    if low is not None and low == high:
        if low and fits(quantity, low):
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


def fits(quantity: Quantity, change: Exact) -> bool:
    """Tell whether a quantity may come to be so much more."""
    value: Exact = quantity.stated + change
    if quantity.least is not None and value < quantity.least:
        return False
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
