"""Hold a report: what it means, by address, without layout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reportdsl.model.axis import Axis, CellType, Node
from reportdsl.model.bands import Bands
from reportdsl.model.form import TableForm
from reportdsl.model.formula import Address, Formula
from reportdsl.model.value import Value
from reportdsl.text.fold import normal
from reportdsl.text.numerals import Number
from reportdsl.text.source import Span

if TYPE_CHECKING:
    import datetime as dt


class State(StrEnum):
    """What stands in a cell."""

    FIGURE = "figure"
    """A figure, with the text to publish."""
    NONE = "none"
    """A mark or text that is no figure: ``-``, ``""``, ``"见附件"``."""
    TEXT = "text"
    FORMULA = "formula"
    """An expression of the author's; `Report.formulas` has it resolved."""
    OPEN = "open"
    """Nothing: the form computes it, or it may stay empty."""
    TO_COME = "to-come"
    MISSING = "missing"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is stated."""

    type: CellType
    state: State
    number: Number | None = None
    text: str = ""
    """The text to publish, where one is stated."""
    span: Span | None = None
    date: "dt.date | None" = None
    filled: bool = False
    """Whether 其余 filled it."""

    @property
    def stated(self) -> bool:
        """Tell whether the author typed something in it to publish."""
        return not self.filled and self.state in {
            State.FIGURE,
            State.NONE,
            State.TEXT,
            State.TO_COME,
            State.BAD,
        }


@dataclass(frozen=True, slots=True)
class CellRule:
    """How the form computes a cell."""

    formula: Formula
    span: Span
    text: str
    is_sum: bool = False
    only_stated: bool = False


@dataclass(frozen=True, eq=False)
class Band:
    """A part of a table, with the author's rows in it."""

    title: str | None
    columns: Axis
    rows: Axis
    stubs: tuple[Node, ...]
    cells: tuple[tuple[Cell, ...], ...]
    """One for each leaf row and leaf column."""
    span: Span
    plain: bool = False
    """Whether it is a table without form."""

    @cached_property
    def typed_decimals(self) -> tuple[int, ...]:
        """The most decimals that are typed in each column."""
        most = [0] * len(self.columns.leaves)
        for line in self.cells:
            for column, cell in enumerate(line):
                if cell.number is not None:
                    most[column] = max(most[column], cell.number.decimals)
        return tuple(most)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of a report."""

    name: str
    form: TableForm
    plain: bool
    bands: Bands[Band]
    labels: Mapping[Node, str]
    """The author's own texts for labels."""
    band_labels: Mapping[int, str]
    omitted_bands: frozenset[int]
    name_span: Span
    span: Span
    row_spans: Mapping[tuple[int, int], Span] = field(default_factory=dict)
    """Where the row of a band stands in the source, if it does."""
    sound: bool = True
    """Whether every row and column of it could be placed."""

    @property
    def as_printed(self) -> bool:
        """Tell whether it has just the rows and columns of its form."""
        return (
            not self.plain
            and not self.omitted_bands
            and all(
                band.rows is form.rows and band.columns is form.columns and band.stubs is form.stubs
                for band, form in zip(self.bands, self.form.bands, strict=True)
            )
        )

    def label(self, node: Node) -> str:
        """Return the published label of a row or column."""
        return self.labels.get(node, node.label)

    def called(self, name: str) -> bool:
        """Tell whether a name is the table's."""
        return normal(name) == normal(self.name)


@dataclass(frozen=True, slots=True)
class Header:
    """The header fields of a report."""

    title: str = ""
    agency: str = ""
    year: int | None = None
    date: "dt.date | None" = None
    language: str = "zh"
    values: Mapping[str, Value] = field(default_factory=dict)
    """Every field by its names: a figure, a date, a text."""
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Where each canonical field stands."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of finished text of one style."""

    text: str
    bold: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its text finished."""

    level: int
    runs: tuple[Run, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph or a note with its text finished."""

    runs: tuple[Run, ...]
    is_note: bool
    span: Span


@dataclass(frozen=True, slots=True)
class TableRef:
    """The place of a table in the report."""

    table: int
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """The agency and the date at the end."""

    span: Span


Block = Heading | Prose | TableRef | Signature


@dataclass(frozen=True, slots=True)
class Equation:
    """Something that was asked of the report, and whether it holds."""

    expression: str
    holds: bool | None
    """None where it could not be asked."""
    left: str | None
    right: str | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report with its values."""

    header: Header
    forms: tuple[str, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    values: Mapping[Address, Value]
    equations: tuple[Equation, ...]
    failed: frozenset[Address]
    """The cells against which a finding stands."""
    rules: Mapping[Address, tuple[CellRule, ...]] = field(default_factory=dict)
    """How the forms compute cells."""
    formulas: Mapping[Address, Formula] = field(default_factory=dict)
    """How the author does."""
