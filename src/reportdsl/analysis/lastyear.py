"""Take figures from last year's report: what it states stands, whatever is asked of it there."""

from reportdsl.analysis.cells import value as value_of
from reportdsl.analysis.context import PreviousReport
from reportdsl.analysis.names import Element
from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import files as rules
from reportdsl.model.axis import Kind
from reportdsl.model.formula import Constant, Formula, Omitted
from reportdsl.model.published import figure_text
from reportdsl.model.report import Cell, Header, Report
from reportdsl.model.value import Faulty, Value, rounded
from reportdsl.syntax import nodes
from reportdsl.text.fold import normal
from reportdsl.text.source import Span


def known(report: Report, element: Element, name: str, span: Span) -> Formula:
    """Return a cell of last year's report as a constant, with the text that its table shows."""
    if element.address is None:
        return Omitted(name, span)
    table, index, row, column = element.address
    band = report.tables[table].bands[index]
    value = report.values.get(element.address)
    if isinstance(value, Faulty):
        value = _typed(band.cells[row][column])
    shown = figure_text(band, row, column, value)
    return Constant(value, name, span, known=True, shown=shown)


def _typed(cell: Cell) -> Value:
    if cell.number is None:
        return None
    percent = cell.number.percent or cell.type.kind is Kind.PERCENT
    return rounded(value_of(cell.number, cell.type), cell.number.decimals, percent=percent)


def misfits(own: Header, item: nodes.Field, previous: PreviousReport) -> list[Diagnostic]:
    """Return what is wrong with last year's report: another body's, another year's, faulty.

    `own` is the header of the report that names it in the field `item`.
    """
    out: list[Diagnostic] = []
    span, other = item.value_span, previous.report.header
    if own.agency and other.agency and normal(own.agency) != normal(other.agency):
        out.append(diagnose(rules.PREVIOUS_AGENCY, span, agency=own.agency, other=other.agency))
    if own.year is not None and other.year is not None and other.year != own.year - 1:
        year, expected = str(other.year), str(own.year - 1)
        out.append(diagnose(rules.PREVIOUS_YEAR, span, other=year, expected=expected))
    if previous.faults:
        name, count = previous.name, previous.faults
        out.append(diagnose(rules.PREVIOUS_FAULTY, span, name=name, count=count))
    return out
