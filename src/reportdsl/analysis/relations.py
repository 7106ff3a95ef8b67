"""Hold a system of equations over the figures that a report states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from reportdsl.analysis.sheet import Key
from reportdsl.diagnostics.diagnostic import Message, Phrase
from reportdsl.model.formula import Address
from reportdsl.model.value import Figure
from reportdsl.text.numerals import Exact
from reportdsl.text.source import Span


class Origin(Enum):
    """Where a figure stands that may be wrong."""

    CELL = "cell"
    PROSE = "prose"
    LAST_YEAR = "last year"
    CHECK = "check"
    """None stands there: how far a check of the author's own may itself be wrong."""
    FORMULA = "formula"
    """None stands there: how far the formula in a cell may be wrong."""


@dataclass(frozen=True, slots=True)
class Description:
    """What messages and fixes say of a stated figure."""

    name: "str | Phrase"
    place: Span
    """Where it stands, or the row or table in which it would."""
    typed: Span | None = None
    """What an edit would replace."""
    text: str = ""
    hundredths: bool = False
    """Whether it is typed in hundredths, as in a column of percentages."""


@dataclass(slots=True, eq=False)
class Stated:
    """A figure that may be wrong: an unknown of the system, with what is stated for it."""

    origin: Origin
    figure: Figure
    step: Exact
    """It is a multiple of this; 0 where nothing says of what."""
    least: "Exact | None"
    address: Address | None
    describe: Callable[[], Description]
    """Few of the figures of a system are spoken of."""
    blank: bool = False
    """Whether nothing is stated, and it is taken for zero."""

    @property
    def doubt(self) -> bool:
        """Tell whether none stands there: it is how far what the author asks for may be wrong."""
        return self.origin is Origin.CHECK or self.origin is Origin.FORMULA

    @property
    def name(self) -> "str | Phrase":
        """How messages call it."""
        return self.describe().name

    @property
    def place(self) -> Span:
        """Where it stands, or the row or table in which it would."""
        return self.describe().place

    @property
    def typed(self) -> Span | None:
        """What an edit would replace."""
        return self.describe().typed

    @property
    def text(self) -> str:
        """What is typed."""
        return self.describe().text


@dataclass(slots=True, eq=False)
class Relation:
    """An equation, or a comparison: terms and a constant, and between which ends they lie."""

    terms: "dict[int, Exact]"
    """The coefficients of stated figures, by their indices in the system."""
    residual: Exact
    """What it comes to with the figures as they are stated; where it holds exactly, 0."""
    low: "Exact | None"
    high: "Exact | None"
    key: Key
    naming: Callable[[], Message]
    """Few relations are spoken of."""
    span: Span
    """Where it is stated."""

    @property
    def name(self) -> Message:
        """How messages call it."""
        return self.naming()

    @property
    def holds(self) -> bool:
        """Tell whether it holds with the figures as they are stated."""
        return self._allows(self.residual)

    def mended(self, changes: "Mapping[int, Exact]") -> bool:
        """Tell whether it holds after some changes of stated figures."""
        moved = sum(c * changes[index] for index, c in self.terms.items() if index in changes)
        return self._allows(self.residual + moved)

    def _allows(self, value: Exact) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@dataclass(slots=True)
class System:
    """The unknowns and the relations of a report."""

    stated: list[Stated] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
