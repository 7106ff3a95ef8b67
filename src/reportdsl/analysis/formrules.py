"""Ask whether any figures at all can satisfy the rules of a form."""

from reportdsl.analysis import arithmetic, checks, explain, rulebook
from reportdsl.analysis.contradictions import contradiction
from reportdsl.analysis.equations import system
from reportdsl.analysis.placing import place
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.model.form import Form, TableForm
from reportdsl.syntax import nodes

_ROW = "…"


def contradictory(form: Form) -> list[Diagnostic]:
    """Return a finding where no report can satisfy the rules of a form.

    They are asked of one in which every figure is zero: most rules hold of that, and what does not
    may hold of other figures.
    """
    usable = [t for t in form.tables.values() if all(b.columns.roots for b in t.bands)]
    placed = [place(_zeros(table), table, []) for table in usable]
    scope = Scope([p.table for p in placed])
    book = rulebook.resolve(placed, scope, [])
    sheet = Sheet(tuple(scope.tables), book.rules, book.formulas, book.unresolved, found=[])
    arithmetic.evaluate(sheet)
    for rule in form.checks:
        checks.check(sheet, scope, checks.Asked(rule, None, own=False))
    for home, table in enumerate(usable):
        for rule in table.checks:
            checks.check(sheet, scope, checks.Asked(rule, home, own=False))
    whole = system(sheet)
    if all(relation.holds for relation in whole.relations):
        return []
    clashing = contradiction(whole.relations, whole.stated)
    return [explain.contradiction(clashing[0].span, clashing)] if clashing else []


def _zeros(table: TableForm) -> nodes.Table:
    """Return a block that fills a table with zeros; of rows that the author names, it has one."""
    span = table.span
    zero = nodes.StatedCell("0", None, span=span)
    rows: list[nodes.Row] = []
    for band in table.bands:
        if band.open:
            path = (_ROW,) if band.title is None else (band.title, _ROW)
            label = nodes.RowLabel(" / ".join(path), path, rest=False, span=band.span)
            rows.append(nodes.Row(label, (), span))
    label = nodes.RowLabel("其余", ("其余",), rest=True, span=span)
    rows.append(nodes.Row(label, (zero,), span))
    return nodes.Table(
        table.name, None, None, tuple(rows), (), (), broken=False, name_span=span, span=span
    )
