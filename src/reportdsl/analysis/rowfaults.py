"""Tell what is wrong with rows: an ambiguous label, bars left out, once what many share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from reportdsl.analysis.cells import NOT_APPLICABLE
from reportdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Rule, diagnose, message
from reportdsl.diagnostics.rules import names
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.diagnostics.rules.syntax import NEAREST, PUT_BARS, ROW_WITHOUT_BAR
from reportdsl.model.axis import Node
from reportdsl.model.bands import Bands
from reportdsl.model.form import BandForm, TableForm
from reportdsl.model.labels import Place, find
from reportdsl.syntax import nodes
from reportdsl.text.fold import fold, normal
from reportdsl.text.numerals import parse_number
from reportdsl.text.source import Span

_ALIKE = 3
"""How many rows, if they are all, have one fault for one cause."""


def told_once(
    found: list[Diagnostic], told: int, rows: Sequence[nodes.Row], *, headed: bool
) -> None:
    """Keep one finding, of those behind the first `told`, of what is wrong with every row alike.

    Its cause is not in the rows. `headed` tells that one of them names the columns.
    """
    for rule in (rules.TOO_MANY_CELLS, rules.EMPTY_LABEL):
        alike = [d for d in found[told:] if d.rule is rule]
        others = len([r for r in rows if r.cells and not r.label.rest]) - headed
        if len(alike) == others >= _ALIKE:
            found[told:] = [d for d in found[told:] if d not in alike[1:]]


def too_many(row: nodes.Row, limit: int) -> Diagnostic:
    """Return the finding for a row with more cells than there are places for."""
    surplus = row.cells[limit].span.to(row.cells[-1].span)
    count = len(row.cells)
    return diagnose(rules.TOO_MANY_CELLS, surplus, name=row.label.text, count=count, limit=limit)


def twice(label: nodes.RowLabel, *before: Span) -> Diagnostic:
    """Return the finding for a row that stands at another place already."""
    labels = tuple(Label(span, message(rules.FIRST_HERE)) for span in before)
    return diagnose(rules.ROW_TWICE, label.span, labels=labels, name=label.text)


def cell_twice(name: str, span: Span, before: Span) -> Diagnostic:
    """Return the finding for a cell that is filled at another place already."""
    labels = (Label(before, message(rules.FIRST_HERE)),)
    return diagnose(rules.CELL_TWICE, span, labels=labels, name=name)


def is_full(bands: Bands[BandForm], row: nodes.Row) -> bool:
    """Tell whether a row holds figures and no column's name: it is no head."""
    texts = [c.text for c in row.cells if isinstance(c, nodes.StatedCell)]
    named = any(find(bands, "columns", text, (text,)) for text in texts)
    return not named and any(parse_number(text) is not None for text in texts)


def no_label(row: nodes.Row) -> Diagnostic:
    """Return the finding for a row that begins with a bar."""
    return diagnose(rules.EMPTY_LABEL, row.span, hints=(message(rules.LABEL_FIRST),))


def labelled_head(bands: Bands[BandForm], rows: Sequence[nodes.Row]) -> nodes.Row | None:
    """Return the first row, if it names columns and has the label that stands over the rows."""
    for row in rows[:1]:
        label = normal(row.label.text)
        over = {normal(name) for b in bands for s in b.stubs for name in (s.key, s.label)}
        if label and label in over and not find(bands, "rows", row.label.text, row.label.path):
            texts = [c.text for c in row.cells if isinstance(c, nodes.StatedCell)]
            return row if any(find(bands, "columns", t, (t,)) for t in texts) else None
    return None


def head_has_label(table: str, row: nodes.Row) -> Diagnostic:
    """Return the finding for a row of column names that has a label."""
    span, name = row.label.span, row.label.text
    fix = Fix(message(names.NO_LABEL, name=name), (Edit(span, ""),), "safe")
    hints = (message(names.HEAD_WITHOUT_LABEL),)
    return diagnose(names.UNKNOWN_ROW, span, hints=hints, fixes=(fix,), table=table, name=name)


def barless(
    block: nodes.Table,
    form: TableForm,
    blocks: Sequence[nodes.Block],
    index: int,
    found: list[Diagnostic],
) -> nodes.Table:
    """Return the table at an index, marked as broken where the paragraphs below are rows of it.

    They are the name of a row that it lacks, and figures; that they have no bar is told.
    """
    filled: set[Node] | None = None
    for at in range(index + 1, len(blocks)):
        if not isinstance(below := blocks[at], nodes.Paragraph):
            break
        row, written = _with_bars(below, form)
        if row is None:
            continue
        if filled is None:
            filled = _rows_of(block, form)
        if row not in filled:
            fix = Fix(message(PUT_BARS, text=written), (Edit(below.span, written),), "safe")
            found.append(diagnose(ROW_WITHOUT_BAR, below.span, fixes=(fix,)))
            block = replace(block, broken=True)
    return block


def _with_bars(paragraph: nodes.Paragraph, form: TableForm) -> tuple[Node | None, str]:
    """Return the row of a form that a paragraph seems to be, and how it is written; else None."""
    match paragraph.content:
        case (nodes.Text(text, False, None),):
            words = text.split()
        case _:
            return None, ""
    cells = list(takewhile(_is_cell, reversed(words)))[::-1]
    name = " ".join(words[: len(words) - len(cells)]).rstrip(":：")
    places = find(form.bands, "rows", name, (name,)) if cells and name else []
    if len(places) != 1 or places[0].node.children:
        return None, ""
    return places[0].node, " | ".join((name, *cells))


def _is_cell(word: str) -> bool:
    return parse_number(word) is not None or fold(word) in NOT_APPLICABLE


def _rows_of(block: nodes.Table, form: TableForm) -> set[Node]:
    """Return the rows of a form that a table holds."""
    labels = [row.label for row in block.rows]
    return {p.node for x in labels for p in find(form.bands, "rows", x.text, x.path)}


def take_back(found: list[Diagnostic], told: int, is_filled: Callable[[str], bool]) -> None:
    """Offer no fix, in what is behind the first `told`, that would fill a row twice."""
    for at, finding in enumerate(found[told:], told):
        if finding.rule is not names.UNKNOWN_ROW or not finding.fixes:
            continue
        name = finding.fixes[0].edits[0].text
        if is_filled(name):
            found[at] = replace(finding, fixes=(), hints=(message(NEAREST, names=(name,)),))


def ambiguous(
    bands: Sequence[BandForm], rule: Rule, span: Span, text: str, places: Sequence[Place]
) -> Diagnostic:
    """Return the finding for a label that may mean several places, with their full paths."""
    titles = [bands[p.band].title for p in places]
    paths = [
        (*([title] if title else []), *p.node.path) for title, p in zip(titles, places, strict=True)
    ]
    named = tuple(" / ".join(path) for path in paths)
    hints = (message(names.WRITE_PATH, names=named[0]),)
    return diagnose(rule, span, hints=hints, name=text, candidates=named)
