"""Make a form for a plain table: its first row and first column name it, its cells type it."""

from dataclasses import replace

from reportdsl.analysis.cells import NOT_APPLICABLE
from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.model.axis import Attributes, Axis, Kind, Node, Rule
from reportdsl.model.bands import Bands
from reportdsl.model.form import BandForm, TableForm
from reportdsl.syntax import keywords, nodes
from reportdsl.text.fold import fold, normal
from reportdsl.text.numerals import is_unseen, lookalike, parse_number, too_long
from reportdsl.text.source import Span

_NEUTRAL = NOT_APPLICABLE | {"?", ""}


def plain_form(
    block: nodes.PlainTable, found: list[Diagnostic]
) -> tuple[nodes.PlainTable, TableForm] | None:
    """Return a plain table without its head, and the form that it follows; None if it is empty."""
    rows = [row for row in block.rows if not row.label.rest]
    if len(rows) < 2 or not rows[0].cells:  # a head and one row at least
        if not any(row.pasted for row in rows):
            found.append(diagnose(rules.EMPTY_TABLE, block.name_span, name=block.name))
        return None
    head = rows[0]
    body = tuple(row for row in block.rows if row is not head)
    columns = _columns(head, [row for row in body if not row.label.rest], found)
    stub = Node(head.label.text, head.label.text, whole=True, span=head.label.span)
    lines = Axis(_rows(body, found))
    band = BandForm(
        title=None,
        columns=Axis(columns),
        rows=lines,
        stubs=(stub,),
        open=False,
        row_attributes=Attributes(),
        span=block.span,
    )
    form = TableForm(block.name, "", Bands((band,)), None, (), (), block.span)
    return replace(block, rows=body), form


def _columns(head: nodes.Row, body: list[nodes.Row], found: list[Diagnostic]) -> tuple[Node, ...]:
    made: list[Node] = []
    seen: set[str] = set()
    for index, cell in enumerate(head.cells):
        label = _text(cell)
        if label and normal(label) in seen:
            found.append(diagnose(rules.COLUMN_TWICE, cell.span, name=label))
        seen.add(normal(label))
        kind = _kind(
            [row.cells[index] for row in body if index < len(row.cells)],
            totalled=_is_totalled(body, index),
        )
        made.append(_node(label, Attributes(kind), cell.span))
    return tuple(made)


def _text(cell: nodes.Cell) -> str:
    if not isinstance(cell, nodes.StatedCell):
        return ""
    return cell.text if cell.quoted is None else cell.quoted


def _node(label: str, attributes: Attributes, span: Span, *, row: bool = False) -> Node:
    rule = None
    if label in keywords.TOTALS:
        rule = Rule(label, None, span, only_stated=True)
    return Node(
        label,
        label,
        rule=rule,
        attributes=attributes,
        path=(label,),
        span=span,
        authored=row,
    )


def _rows(body: tuple[nodes.Row, ...], found: list[Diagnostic]) -> tuple[Node, ...]:
    made: list[Node] = []
    seen: set[str] = set()
    for row in body:
        label = row.label
        if label.rest:
            continue
        if label.text and normal(label.text) in seen:
            found.append(diagnose(rules.ROWS_ALIKE, label.span, name=label.text))
        seen.add(normal(label.text))
        made.append(_node(label.text, Attributes(), label.span, row=True))
    return tuple(made)


def _kind(cells: list[nodes.Cell], *, totalled: bool) -> Kind:
    """Return what a column holds: figures if most of what is typed are figures, else text.

    What merely looks like a figure may be a code: if there are more such than figures, and no
    total of them is stated.
    """
    figures = formulas = percents = texts = alike = 0
    for cell in cells:
        if isinstance(cell, nodes.FormulaCell):
            figures += 1
            formulas += 1
        elif isinstance(cell, nodes.StatedCell) and fold(cell.text) not in _NEUTRAL:
            number = parse_number(cell.text)
            # A figure with too many digits is told of as one; it must not make the column a text.
            figure = number is not None or too_long(fold(cell.text))
            percents += number is not None and number.percent
            strange = None if figure else lookalike(cell.text)
            figures += figure or (strange is not None and is_unseen(strange))
            alike += strange is not None and not is_unseen(strange)
            texts += not figure and strange is None
    if texts and figures <= texts:
        return Kind.TEXT
    if alike > figures and not totalled:
        return Kind.TEXT
    return Kind.PERCENT if percents and percents + formulas == figures else Kind.NUMBER


def _is_totalled(body: list[nodes.Row], index: int) -> bool:
    """Tell whether a total is stated in a column."""
    return any(
        row.label.text in keywords.TOTALS
        and index < len(row.cells)
        and _has_figure(row.cells[index])
        for row in body
    )


def _has_figure(cell: nodes.Cell) -> bool:
    if isinstance(cell, nodes.StatedCell):
        return parse_number(cell.text) is not None
    return isinstance(cell, nodes.FormulaCell)
