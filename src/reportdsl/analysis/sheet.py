"""Hold the cells of a report with what computes them, and what came of it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reportdsl.analysis.evaluate import Values
from reportdsl.diagnostics.diagnostic import Diagnostic, Label, message
from reportdsl.diagnostics.rules.arithmetic import CELL_HERE
from reportdsl.model.formula import Address, Formula, references
from reportdsl.model.labels import cell_name
from reportdsl.model.published import typed_decimals
from reportdsl.model.report import Cell, CellRule, Equation, Table
from reportdsl.model.value import Figure
from reportdsl.text.source import Span

if TYPE_CHECKING:
    from reportdsl.analysis.plan import Condition
    from reportdsl.model.form import CheckRule
    from reportdsl.text.numerals import Exact

Key: TypeAlias = "Address | int | Span"
"""What an equation is of: a cell and its rules, a leaf of a check by identity, a tie's place."""


class Tie(NamedTuple):
    """A figure typed in the prose, and what it must equal."""

    span: Span
    """The braces."""
    figure: Figure
    text: str
    typed: Span
    """The figure alone."""
    formula: Formula


@dataclass(slots=True)
class Sheet:
    """The cells of a report with what computes them, and what came of it."""

    tables: tuple[Table, ...]
    rules: dict[Address, tuple[CellRule, ...]]
    formulas: dict[Address, Formula]
    unresolved: set[Address]
    """Cells whose rule or formula has a fault that is told already."""
    values: Values = field(default_factory=Values)
    equations: list[Equation] = field(default_factory=list)
    failed: set[Address] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)
    told: "list[tuple[Diagnostic, Key]]" = field(default_factory=list)
    """The findings against equations, with what each is of."""
    asked: "list[tuple[CheckRule, bool, Condition, Exact]]" = field(default_factory=list)
    """The leaves of checks, whether they are the author's own, and the room that they have."""
    ties: "list[Tie]" = field(default_factory=list)
    """The figures of the prose that are tied to cells."""
    stopped: bool = False
    rough: bool = False
    """Whether a figure has room, as one that is rounded has."""
    _decimals: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def cell(self, address: Address) -> Cell:
        """Return the cell at an address."""
        return self.tables[address.table].bands[address.band].cells[address.row][address.column]

    def name(self, address: Address) -> str:
        """Return how messages call a cell."""
        band = self.tables[address.table].bands[address.band]
        return cell_name(band, address.row, address.column)

    def place(self, address: Address) -> Span:
        """Return where a cell stands: itself, else its row, else its table's head."""
        table = self.tables[address.table]
        span = self.cell(address).span
        return span or table.row_spans.get((address.band, address.row)) or table.name_span

    def decimals(self, address: Address) -> int:
        """Return the decimals to which figures in a cell's column are rounded.

        Where the form leaves them open, the most that are typed in the column.
        """
        cell = self.cell(address)
        if cell.type.exact:
            return 0
        if cell.type.decimals is not None:
            return cell.type.decimals
        key = (address.table, address.band, address.column)
        if key not in self._decimals:
            band = self.tables[address.table].bands[address.band]
            self._decimals[key] = typed_decimals(band, address.column)
        return self._decimals[key]


def cell_labels(sheet: Sheet, formula: Formula) -> tuple[Label, ...]:
    """Return the places of all cells that a formula names and that stand in the source."""
    return tuple(
        Label(span, message(CELL_HERE, name=reference.name))
        for reference in references(formula)
        if (span := sheet.cell(reference.address).span) is not None
    )


def part_labels(sheet: Sheet, formula: Formula) -> tuple[Label, ...]:
    """Return the places of the figures that a formula takes, zeros aside."""
    out: dict[Address, Label] = {}
    for reference in references(formula):
        cell = sheet.cell(reference.address)
        value = sheet.values.cells.get(reference.address)
        zero = isinstance(value, Figure) and value.value == 0
        if cell.span is not None and cell.stated and not zero:
            remark = message(CELL_HERE, name=reference.name)
            out[reference.address] = Label(cell.span, remark)
    return tuple(out.values())
