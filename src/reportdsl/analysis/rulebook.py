"""Resolve what computes cells: the rules of the form and the author's own expressions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportdsl.analysis.directions import direction, direction_word
from reportdsl.analysis.names import Pin
from reportdsl.analysis.placing import Placed
from reportdsl.analysis.plan import sums_of
from reportdsl.analysis.resolve import Resolver, Unresolved, as_written
from reportdsl.analysis.scope import Scope, SumLike
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.model.axis import FIGURES, Axis, Kind, Node, Rule
from reportdsl.model.bands import Which
from reportdsl.model.formula import Address, CellRef, Formula, Total, references
from reportdsl.model.labels import cell_name
from reportdsl.model.report import Band, CellRule
from reportdsl.syntax import exprs, keywords
from reportdsl.text.fold import normal

_PARTS = tuple(map(normal, keywords.PARTS))


@dataclass(slots=True)
class Rulebook:
    """Formulas by cell, and the cells whose formula has a fault that is told already."""

    rules: dict[Address, tuple[CellRule, ...]] = field(default_factory=dict)
    formulas: dict[Address, Formula] = field(default_factory=dict)
    unresolved: set[Address] = field(default_factory=set)


def resolve(placed: list[Placed], scope: Scope, found: list[Diagnostic]) -> Rulebook:
    """Return the formulas of all cells of a report; faults go to `found`, each once."""
    book = Rulebook()
    own = {
        Address(t, *key): expression
        for t, table in enumerate(placed)
        for key, expression in table.formulas.items()
    }
    scope.sum_like = _sum_like(own, scope)
    for address, expression in own.items():
        resolver = Resolver(scope, found, home=address.table, pin=_pin(scope, address))
        try:
            book.formulas[address] = resolver.scalar(expression)
        except Unresolved:
            book.unresolved.add(address)
    plan = scope.plan if not own else None
    if plan is not None and plan.rules is not None:
        book.rules = plan.rules
        return book
    told: set[int] = set()
    findings, scope.particular = len(found), False
    for t, table in enumerate(scope.tables):
        for b, band in enumerate(table.bands):
            if b not in table.omitted_bands:
                _band(_Place(t, b, band, scope, found, told), book)
    if plan is not None and not (scope.particular or book.unresolved or len(found) > findings):
        plan.rules, plan.sums = book.rules, sums_of(book.rules)
    return book


@dataclass(frozen=True, slots=True)
class _Place:
    """A band, and what its rules are resolved with."""

    table: int
    index: int
    band: Band
    scope: Scope
    found: list[Diagnostic]
    told: set[int]
    """The rules whose fault is told: one message, whatever the number of cells."""


def _band(place: _Place, book: Rulebook) -> None:
    band = place.band
    for r, row in enumerate(band.rows.leaves):
        for c, column in enumerate(band.columns.leaves):
            asked: list[tuple[Rule | None, Which]] = [(row.rule, "rows"), (column.rule, "columns")]
            kept = [(rule, which) for rule, which in asked if rule is not None]
            if not kept:
                continue
            # A total row that crosses a rate column holds the rate of the totals, as does a row
            # of differences; figures that are added up have no place in a column of words.
            most = max(_weight(rule) for rule, _ in kept)
            kept = [(rule, which) for rule, which in kept if _weight(rule) == most]
            address = Address(place.table, place.index, r, c)
            words = [rule for rule, _ in kept if isinstance(rule.expression, exprs.Reference)]
            if band.cells[r][c].type.figures or most == _OTHER or words:
                made = [_rule(place, address, rule, which) for rule, which in kept]
                if most == _ADDED and not words and _in_words(place, address, made):
                    continue
                book.rules[address] = tuple(m for m in made if m is not None)
                if None in made and any(id(rule.expression) in place.told for rule, _ in kept):
                    book.unresolved.add(address)


def _in_words(place: _Place, address: Address, made: list[CellRule | None]) -> bool:
    """Tell whether rules add up nothing but the words of a column, whatever their row holds."""
    kind = place.band.columns.leaves[address.column].attributes.kind
    if kind is None or kind in FIGURES:
        return False
    cells = [r.address for rule in made if rule is not None for r in references(rule.formula)]
    bands = [place.scope.tables[cell.table].bands[cell.band] for cell in cells]
    types = [band.cells[c.row][c.column].type for band, c in zip(bands, cells, strict=True)]
    return bool(types) and not any(kind.figures for kind in types)


_SUM, _ADDED, _OTHER = range(3)


def _weight(rule: Rule) -> int:
    """Return which of two rules gives a cell: a sum, what is added and taken away, any other."""
    if rule.is_sum:
        return _SUM
    return _ADDED if _adds(rule.expression) else _OTHER


def _adds(expression: object) -> bool:
    """Tell whether an expression only adds up what it names, or takes it away."""
    match expression:
        case exprs.Reference():
            return True
        case exprs.Sum(terms):
            return all(_adds(term) for _, term in terms)
        case exprs.Call("sum", arguments):
            return all(_adds(argument) for argument in arguments)
    return False


def _rule(place: _Place, address: Address, rule: Rule, which: Which) -> CellRule | None:
    if rule.is_sum:
        formula = _siblings(place, address, rule, which)
        return CellRule(formula, rule.span, rule.text, is_sum=True, only_stated=rule.only_stated)
    expression = rule.expression
    if id(expression) in place.told:
        return None
    found: list[Diagnostic] = []
    lost = place.scope.lost
    pin = _pin(place.scope, address)
    resolver = Resolver(place.scope, found, home=place.table, pin=pin, own=False, of=which)
    try:
        formula = resolver.scalar(as_written(expression))
    except Unresolved:
        if found or place.scope.lost > lost:
            place.told.add(id(expression))
            place.found.extend(found)
        return None
    return CellRule(formula, rule.span, rule.text)


def _siblings(place: _Place, address: Address, rule: Rule, which: Which) -> Formula:
    """Return the sum of all leaves under the same parent, other computed ones aside."""
    band = place.band
    rows = which == "rows"
    axis = band.rows if rows else band.columns
    leaf = axis.leaves[address.row if rows else address.column]
    terms: list[Formula] = []
    sum_like = place.scope.sum_like
    for sibling in _summed(axis, leaf) if rule.only_stated else _parts(axis, leaf):
        index = axis.by_leaf[sibling]
        at = (index, address.column) if rows else (address.row, index)
        cell = Address(address.table, address.band, *at)
        if sum_like is None or not sum_like(cell, "above" if rows else "left"):
            terms.append(CellRef(cell, cell_name(band, cell.row, cell.column), rule.span))
    return Total(tuple(terms), rule.span)


def _parts(axis: Axis, leaf: Node) -> list[Node]:
    return [s for s in axis.siblings(leaf) if s.rule is None]


def _summed(axis: Axis, leaf: Node) -> list[Node]:
    """Return what a total by name is the sum of: what stands before it, else behind it.

    Percentages do not count towards a total of figures, nor does what other lines hold already.
    """
    percent = leaf.attributes.kind is Kind.PERCENT
    like = [s for s in _parts(axis, leaf) if (s.attributes.kind is Kind.PERCENT) == percent]
    at = axis.by_leaf[leaf]
    parts = [s for s in like if axis.by_leaf[s] < at] or like
    return [s for s in parts if not _is_counted_already(s.label)] or parts


def _is_counted_already(label: str) -> bool:
    """Tell whether a label names a subtotal, or a part of the line before."""
    folded = normal(label).casefold()
    return folded in keywords.SUBTOTALS or folded.startswith(_PARTS)


def _pin(scope: Scope, address: Address) -> Pin:
    band = scope.tables[address.table].bands[address.band]
    return Pin(address, band.rows.leaves[address.row], band.columns.leaves[address.column])


# ── sums of the author's own ─────────────────────────────────────────────────────────────────────


def _sum_like(own: Mapping[Address, exprs.Expr], scope: Scope) -> SumLike | None:
    """Return what tells which of the author's cells are sums; None where none is."""
    ways: dict[Address, tuple[str, ...]] = {}
    calls: dict[Address, exprs.Expr] = {}
    for address, expression in own.items():
        way = _along(expression)
        if way is not None:
            ways[address] = (way,)
        elif isinstance(expression, exprs.Call) and expression.function == "sum":
            calls[address] = expression

    def sum_like(address: Address, way: str) -> bool:
        if address in calls:
            ways[address] = _ways(scope, address, calls.pop(address))
        return way in ways.get(address, ())

    return sum_like if ways or calls else None


def _along(expression: exprs.Expr) -> str | None:
    """Return which way an expression adds up all cells before its own, or None."""
    match expression:
        case exprs.Call("sum", (argument,)):
            return direction(argument)
        case exprs.Reference((exprs.Part(name, False),)):
            return direction_word(name)
    return None


def _ways(scope: Scope, address: Address, expression: exprs.Expr) -> tuple[str, ...]:
    """Return in which directions a cell adds up others: of its own line, or of its whole block.

    What is added up of other cells, or of more than cells, is a figure like any other.
    """
    asked = scope.sum_like, scope.work, scope.lost, scope.ranked
    scope.sum_like = None
    try:
        resolver = Resolver(scope, [], home=address.table, pin=_pin(scope, address))
        formula = resolver.scalar(expression)
    except Unresolved:
        return ()
    finally:
        scope.sum_like, scope.work, scope.lost, scope.ranked = asked
    terms = formula.terms if isinstance(formula, Total) else ()
    cells = [term.address for term in terms if isinstance(term, CellRef)]
    if len(cells) < len(terms) or {cell[:2] for cell in cells} != {address[:2]}:
        return ()
    rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
    whole = isinstance(expression, exprs.Call) and len(expression.arguments) == 1
    if whole and len(rows) > 1 and address.row in rows and address.column in columns:
        return "above", "left"
    above, left = columns == {address.column}, rows == {address.row}
    return ("above",) * above + ("left",) * left
