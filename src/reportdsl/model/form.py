"""Hold forms: what sections and tables a report has, and what must hold in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportdsl.diagnostics.diagnostic import Severity
from reportdsl.model.axis import Attributes, Axis, CellType, Node, cell_type
from reportdsl.model.bands import Bands
from reportdsl.text.fold import normal
from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A condition, as a form or a report states it."""

    text: str
    """As written, with its room."""
    expression: object
    """The expression as written, for analysis to resolve."""
    severity: Severity
    tolerance: str | None
    """The room on either side, as written behind ``±``."""
    note: str | None
    source: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with one place for a figure, and the value that the figure must equal."""

    pattern: str
    text: str
    expression: object
    span: Span


@dataclass(frozen=True, eq=False)
class BandForm:
    """A part of a table with columns and rows of its own."""

    title: str | None
    columns: Axis
    rows: Axis
    stubs: tuple[Node, ...]
    """The heads of the label columns."""
    open: bool
    """Whether the author names the rows; those of the form are published after them."""
    row_attributes: Attributes
    span: Span

    @cached_property
    def types(self) -> tuple[tuple[CellType, ...], ...]:
        """The type of each cell: a row's attributes go over its column's.

        Rows of equal attributes share one line.
        """
        columns = [column.attributes for column in self.columns.leaves]
        rows = {row.attributes for row in self.rows.leaves}
        lines = {own: tuple(cell_type(own.over(column)) for column in columns) for own in rows}
        return tuple(lines[row.attributes] for row in self.rows.leaves)

    @cached_property
    def computed_rows(self) -> tuple[bool, ...]:
        """Whether the form computes each row."""
        return tuple(row.rule is not None for row in self.rows.leaves)

    @cached_property
    def computed_columns(self) -> tuple[bool, ...]:
        """Whether the form computes each column."""
        return tuple(column.rule is not None for column in self.columns.leaves)


@dataclass(frozen=True, slots=True, eq=False)
class TableForm:
    """A table as the form prints it."""

    name: str
    form: str
    """The name of the form that it belongs to; empty for a plain table."""
    bands: Bands[BandForm]
    grid: int | None
    checks: tuple[CheckRule, ...]
    sentences: tuple[Sentence, ...]
    span: Span
    lost: tuple[str, ...] = ()
    """The lines of it that cannot be read and may hold rows and columns not known here."""

    def may_hold(self, path: Iterable[str]) -> bool:
        """Tell whether a line that cannot be read may hold what a path names."""
        return any(normal(name) in normal(line) for line in self.lost for name in path)


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A section that a report must have, and the tables that belong in it."""

    title: str
    tables: tuple[str, ...]
    span: Span


@dataclass(frozen=True, eq=False)
class Form:
    """A kind of report."""

    name: str
    title: str
    sections: tuple[SectionRule, ...]
    tables: Mapping[str, TableForm]
    requires: tuple[str, ...]
    """The header fields that a report must have, by canonical name."""
    disabled: tuple[tuple[str, int | None], ...]
    """The codes of rules that are switched off, each with the last 年度 for which it is."""
    span: Span
    checks: tuple[CheckRule, ...] = ()
    """What it asks of a report beside its tables: of its fields, of several tables."""

    @cached_property
    def by_name(self) -> Mapping[str, TableForm]:
        """The table forms by their names in normal form."""
        return {normal(name): table for name, table in self.tables.items()}
