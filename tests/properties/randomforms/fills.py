"""Say what an author may put in a cell."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from tests.properties.randomforms.expressions import Expression


@dataclass(frozen=True)
class Figure:
    text: str
    """As it is typed, half-width."""
    value: Fraction
    """What it is worth by itself: 1/4 for ``25%``, but 25 for ``25``, whatever the column."""
    decimals: int
    percent: bool
    remark: str | None = None
    """The author's own text for it."""


@dataclass(frozen=True)
class Mark:
    """A cell without a figure: ``-`` or a text of the author's own."""

    text: str
    quoted: bool = False


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Day:
    text: str
    value: dt.date


@dataclass(frozen=True)
class Choice:
    text: str


@dataclass(frozen=True)
class Asked:
    """``=``: by the form's rule."""


@dataclass(frozen=True)
class Own:
    """``=`` and an expression."""

    expression: Expression


@dataclass(frozen=True)
class ToCome:
    """``?``."""


Fill = Figure | Mark | Text | Day | Choice | Asked | Own | ToCome
