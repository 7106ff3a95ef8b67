"""Say what the rules of a random form and its author's formulas are made of."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.properties.randomforms.abstract import Node


@dataclass(frozen=True)
class Constant:
    text: str
    value: Fraction


def number(text: str) -> Constant:
    """Return the constant of a figure."""
    value = Fraction(text.removesuffix("%"))
    return Constant(text, value / 100 if text.endswith("%") else value)


@dataclass(frozen=True)
class Word:
    """A text between quotes."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A cell; where the row or the column is left out, it is the one of the formula's own cell."""

    row: "Node | None" = None
    column: "Node | None" = None


@dataclass(frozen=True)
class Leaves:
    """The leaves of a group, or all of a column, to be added up: ``合计(x)``."""

    group: "Node"
    whole: bool = False
    """Whether it is a column taken whole, and not a group in the cell's own row or column."""


@dataclass(frozen=True)
class Plus:
    terms: "tuple[tuple[int, Expression], ...]"
    """Each with its sign, 1 or -1."""


@dataclass(frozen=True)
class Times:
    left: "Expression"
    right: "Expression"
    divides: bool = False


@dataclass(frozen=True)
class Call:
    name: str
    arguments: "tuple[Expression, ...]"


@dataclass(frozen=True)
class Comparison:
    left: "Expression"
    sign: str
    """One of ``= ≠ < ≤ > ≥``."""
    right: "Expression"


Expression = Constant | Word | Cell | Leaves | Plus | Times | Call | Comparison


@dataclass(frozen=True)
class Sum:
    """The rule ``= 合计``: all leaves under the same parent, other computed ones aside."""


Rule = Sum | Expression
