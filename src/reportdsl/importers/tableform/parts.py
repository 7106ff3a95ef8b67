"""Hold what a table is made of: trees of heads and labels, and what stands in the cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.importers.tableform.boxes import Box
from reportdsl.text.numerals import Number
from reportdsl.text.source import Span


class Unfit(Exception):  # noqa: N818 - it says what the table is
    """A table cannot be said in the language."""

    def __init__(self, problem: Phrase, span: Span) -> None:
        super().__init__(problem.en)
        self.problem = problem
        self.span = span


class Content(Enum):
    """What stands in a cell."""

    BLANK = auto()
    MARK = auto()
    """Not applicable."""
    FIGURE = auto()
    DATE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Datum:
    """A cell of a table's body."""

    box: Box
    content: Content
    number: Number | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A row or column, or a group of them. Compared by identity."""

    label: str
    span: Span
    width: int = 1
    """How many columns of the grid it covers."""
    children: "tuple[Branch, ...]" = ()

    def leaves(self) -> "Iterator[Branch]":
        """Yield the leaves beneath, in order, itself if it is one."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> "Iterator[Branch]":
        """Yield itself and all beneath, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A band of a table: what its form says and what its cells hold."""

    title: Box | None
    stubs: tuple[Branch, ...]
    columns: tuple[Branch, ...]
    rows: tuple[Branch, ...]
    """Empty where the only row has no label."""
    data: tuple[tuple[Datum, ...], ...]
    """One for each leaf row and leaf column."""
    headless: bool
    """Whether the file has no heads."""
    labels: int
    """The number of label columns."""
    shown: tuple[tuple[Box, ...], ...]
    """What the file shows of it, row by row from its heads on: cells that are not blank."""
    depth: int
    """The number of its rows that are heads."""

    @property
    def place(self) -> Span:
        """Where it stands in the file."""
        return self.columns[0].span

    @property
    def row_leaves(self) -> list[Branch]:
        """The leaf rows in order."""
        return [leaf for root in self.rows for leaf in root.leaves()]

    @property
    def column_leaves(self) -> list[Branch]:
        """The leaf columns in order."""
        return [leaf for root in self.columns for leaf in root.leaves()]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table of a document, taken apart."""

    name: str
    parts: tuple[Part, ...]
    width: int
    unit: str
    """What its figures are counted in, where the file says so for all of them."""
    left: tuple[Box, ...]
    """Lines of it that the language has no place for."""
    span: Span
    free: bool
    """Whether its rows are the author's own."""
