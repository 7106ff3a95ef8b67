"""Hold exact figures with the intervals that their rounding allows.

A figure published with n decimals may be off by half a unit of the n-th; sums add these (as XBRL
Calculations 1.1 does). Counts and exact figures have no room.
"""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from reportdsl.text.numerals import Exact, ratio, simplest

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact value and the interval, ends included, in which the rounded one may lie."""

    value: Exact
    low: Exact
    high: Exact

    def agrees(self, other: "Figure") -> bool:
        """Tell whether two figures may be equal: touching intervals suffice."""
        return max(self.low, other.low) <= min(self.high, other.high)


class Faulty:
    """What stands for a value that is faulty or rests on one: nothing more is said of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "FAULTY"

    def __reduce__(self) -> str:
        return "FAULTY"


FAULTY = Faulty()
Value: TypeAlias = "Figure | str | dt.date | bool | Faulty | None"
"""What a cell, a field or a formula comes to; None where there is nothing."""


def is_date(value: object) -> "TypeGuard[dt.date]":
    """Tell whether a value is a day; to ask it of a report without days loads nothing."""
    module = sys.modules.get("datetime")
    return module is not None and isinstance(value, module.date)


def difference(left: Figure, right: Figure) -> Exact:
    """Return by how much one value exceeds another."""
    value: Exact = left.value
    value -= right.value
    return value


def exact(value: Exact) -> Figure:
    """Return a figure without room."""
    return Figure(value, value, value)


def rounded(value: Exact, decimals: int, *, percent: bool = False) -> Figure:
    """Return a figure typed with so many decimals; with none it is exact.

    A percentage's decimals count in hundredths: 25.0% lies between 24.95% and 25.05%.
    """
    if decimals == 0:
        return exact(value)
    half = ratio(1, 2 * 10 ** (decimals + (2 if percent else 0)))
    return Figure(value, simplest(value - half), simplest(value + half))


def add(terms: "list[tuple[int, Figure]]") -> Figure:
    """Return the sum of figures, each with its sign."""
    if all(term.low is term.value is term.high for _, term in terms):
        total: Exact = sum([sign * term.value for sign, term in terms])
        return exact(simplest(total))
    value: Exact = 0
    low: Exact = 0
    high: Exact = 0
    for sign, term in terms:
        value += sign * term.value
        low += term.low if sign > 0 else -term.high
        high += term.high if sign > 0 else -term.low
    return Figure(simplest(value), simplest(low), simplest(high))


def total_of(terms: "list[Figure]") -> Figure:
    """Return the sum of figures."""
    return add([(1, term) for term in terms])


def multiply(left: Figure, right: Figure) -> Figure:
    """Return the product of two figures."""
    if left.low == left.high and right.low == right.high:
        return exact(simplest(left.value * right.value))
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Figure(simplest(left.value * right.value), simplest(min(ends)), simplest(max(ends)))


def divide(left: Figure, right: Figure) -> Figure:
    """Return the quotient of two figures; the divisor's value is not zero.

    Where the divisor's interval holds zero, nothing bounds the quotient: its value stands alone.
    """
    value = ratio(left.value, right.value)
    if right.low <= 0 <= right.high:
        return exact(value)
    inverse = Figure(
        ratio(1, right.value),
        ratio(1, right.high),
        ratio(1, right.low),
    )
    product = multiply(left, inverse)
    return Figure(value, product.low, product.high)


def absolute(figure: Figure) -> Figure:
    """Return a figure without its sign."""
    if figure.low >= 0:
        return figure
    turned = Figure(-figure.value, -figure.high, -figure.low)
    if figure.high <= 0:
        return turned
    value = figure.value if figure.value >= 0 else turned.value
    return Figure(value, 0, max(figure.high, turned.high))
