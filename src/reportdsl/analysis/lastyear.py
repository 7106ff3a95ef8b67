"""Take figures from last year's report: what it states stands, whatever is asked of it there."""

from reportdsl.analysis.cells import value as value_of
from reportdsl.analysis.names import Element
from reportdsl.model.axis import Kind
from reportdsl.model.formula import Constant, Formula, Omitted
from reportdsl.model.published import figure_text
from reportdsl.model.report import Cell, Report
from reportdsl.model.value import Faulty, Value, rounded
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
