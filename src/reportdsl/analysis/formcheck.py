"""Check a file of forms by itself: its trees, and that every rule's names mean something."""

from contextlib import suppress
from dataclasses import replace

from reportdsl.analysis import arithmetic, rulebook
from reportdsl.analysis.analyse import Checked
from reportdsl.analysis.checks import may_hold
from reportdsl.analysis.context import Context, FormLibrary
from reportdsl.analysis.formrules import contradictory
from reportdsl.analysis.forms import build_forms
from reportdsl.analysis.include import expand
from reportdsl.analysis.placing import place
from reportdsl.analysis.resolve import Resolver, Unresolved, as_written
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet
from reportdsl.analysis.waivers import check_codes
from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import forms as rules
from reportdsl.diagnostics.rules.expressions import NOT_A_CONDITION
from reportdsl.model.form import CheckRule, Form, TableForm
from reportdsl.model.report import Header, Report, Table
from reportdsl.syntax import nodes
from reportdsl.syntax.parse import Parsed

_ROW = "…"


def library_of(parsed: Parsed, context: Context) -> FormLibrary:
    """Return the forms of a parsed file, with what is wrong in it."""
    found: list[Diagnostic] = []
    blocks = expand(parsed, context, found)
    if parsed.document.fields:
        found.append(diagnose(rules.NOT_IN_A_FORM, parsed.document.fields[0].key_span))
    found += check_codes([b for b in blocks if isinstance(b, nodes.Allow)])
    span = parsed.source.span(0, 0)
    forms, faults = build_forms(blocks, context.official, context.official_names(), span)
    return FormLibrary(forms, (*found, *faults))


def check_forms(parsed: Parsed, context: Context) -> Checked:
    """Return an empty report with everything that is wrong in a file of forms."""
    library = library_of(parsed, context)
    found = list(library.diagnostics)
    for form in library.forms.values():
        faults = len(found)
        _check(form, found)
        if len(found) == faults and not library.diagnostics:
            found += contradictory(form)
    report = Report(Header(), tuple(library.forms), (), (), {}, (), frozenset())
    return Checked(report, tuple(found))


def _check(form: Form, found: list[Diagnostic]) -> None:
    """Resolve every rule of a form over a report that fills none of its cells."""
    usable = [t for t in form.tables.values() if all(b.columns.roots for b in t.bands)]
    placed = [place(_empty(table), table, []) for table in usable]
    placed = [replace(p, table=_at_rules(p.table)) for p in placed]
    scope = Scope([p.table for p in placed])
    book = rulebook.resolve(placed, scope, found)
    sheet = Sheet(tuple(scope.tables), book.rules, book.formulas, book.unresolved, found=found)
    arithmetic.evaluate(sheet)
    for rule in form.checks:
        _resolve(rule, Resolver(scope, found, own=False), found)
    for home, table in enumerate(usable):
        resolver = Resolver(scope, found, home=home, own=False)
        for rule in table.checks:
            _resolve(rule, resolver, found)
        for sentence in table.sentences:
            with suppress(Unresolved):
                resolver.scalar(as_written(sentence.expression))


def _resolve(rule: CheckRule, resolver: Resolver, found: list[Diagnostic]) -> None:
    if not may_hold(rule.expression):
        found.append(diagnose(NOT_A_CONDITION, rule.span))
    with suppress(Unresolved):
        resolver.leaves(as_written(rule.expression))


def _at_rules(table: Table) -> Table:
    """Return a table whose rows stand where their rules do: what these come to is told there."""
    spans = {
        (b, r): row.rule.span
        for b, band in enumerate(table.bands)
        for r, row in enumerate(band.rows.leaves)
        if row.rule is not None
    }
    return replace(table, row_spans={**table.row_spans, **spans})


def _empty(table: TableForm) -> nodes.Table:
    """Return a block that fills nothing; where the author names the rows, it names one."""
    span = table.span
    rows: tuple[nodes.Row, ...] = ()
    for band in table.bands:
        if band.open:
            path = (_ROW,) if band.title is None else (band.title, _ROW)
            label = nodes.RowLabel(" / ".join(path), path, rest=False, span=band.span)
            rows += (nodes.Row(label, (), span),)
    return nodes.Table(
        table.name, None, None, rows, (), (), broken=False, name_span=span, span=span
    )
