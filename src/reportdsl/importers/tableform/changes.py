"""Recognise columns of changes: differences and growth between two columns, where figures agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from reportdsl.importers.tableform.parts import Branch, Content, Datum
from reportdsl.importers.tableform.totals import Line
from reportdsl.text.fold import bare, normal
from reportdsl.text.pattern import pattern

_RATE = pattern(
    r"增减率|增长率|增减幅度?|增幅|变动率|变化率|同比(?:增减|增长)?|growth|change%|%change|percentchange"
)
_DIFFERENCE = pattern(
    r"增减|增减额|增减数|增减变动|变动额|变化额|比上年增减|较上年增减|差额|change|difference"
)
_NEAREST = 4
"""Among how many columns before it the two are sought that a change lies between."""


@dataclass(frozen=True, slots=True)
class Change:
    """A column that tells how another grew over a third."""

    now: int
    before: int
    rate: bool


def changes(leaves: Sequence[Branch], lines: Sequence[Line]) -> Mapping[int, Change]:
    """Return which leaf columns are changes; each has a line of cells."""
    found: dict[int, Change] = {}
    for at, leaf in enumerate(leaves):
        label = "".join(normal(bare(leaf.label)).casefold().split())
        rate = _RATE.fullmatch(label) is not None
        if not rate and _DIFFERENCE.fullmatch(label) is None:
            continue
        near = [n for n in range(max(at - _NEAREST, 0), at) if n not in found]
        fitting = [
            Change(now, before, rate)
            for now, before in permutations(near, 2)
            if _fits(lines[at], lines[now], lines[before], rate=rate)
        ]
        if len(fitting) == 1:
            found[at] = fitting[0]
    return found


def _fits(own: Line, now: Line, before: Line, *, rate: bool) -> bool:
    """Tell whether each cell is the change between two others, once not zero."""
    speaks = False
    for cell, new, old in zip(own, now, before, strict=True):
        if new.number is None or old.number is None:
            if cell.number is not None:
                return False
            continue
        expected = _expected(new, old, rate=rate)
        if expected is None:
            if cell.content is not Content.MARK:
                return False
            continue
        if cell.number is None or abs(expected - cell.number.value) > _room(cell):
            return False
        speaks = speaks or bool(cell.number.value)
    return speaks


def _expected(new: Datum, old: Datum, *, rate: bool) -> Fraction | None:
    """Return what a change comes to exactly; None for growth from nothing."""
    assert new.number is not None
    assert old.number is not None
    difference = Fraction(new.number.value) - old.number.value
    if not rate:
        return difference
    return difference / old.number.value if old.number.value else None


def _room(cell: Datum) -> Fraction:
    """Return by how much a typed figure may be off: half a unit of its last place."""
    assert cell.number is not None
    places = cell.number.decimals + 2 * cell.number.percent
    return Fraction(1, 2 * 10**places) if places else Fraction(0)
