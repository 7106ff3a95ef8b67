"""Resolve expressions: names to addresses, vectors to one formula a leaf.

After this step every formula has one value. What cannot be resolved is reported once, in the form
or in the report, and everything that rests on it stays silent.
"""

from collections.abc import Callable, Sequence
from typing import NoReturn

from reportdsl.analysis.directions import direction, direction_word
from reportdsl.analysis.evaluate import MAX_STEPS
from reportdsl.analysis.names import Element, Pin, Selection, elements
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.vectors import Key, Leaf, Resolved, ShapesDifferError, Vector, spread
from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose, message
from reportdsl.diagnostics.rules import expressions as rules
from reportdsl.diagnostics.rules import files, tables
from reportdsl.diagnostics.rules import names as name_rules
from reportdsl.model.bands import Which
from reportdsl.model.formula import (
    Address,
    CellRef,
    Compare,
    Constant,
    Formula,
    Function,
    Logic,
    Omitted,
    Product,
    Sum,
    Total,
)
from reportdsl.model.labels import cell_name
from reportdsl.model.report import Table
from reportdsl.model.value import exact
from reportdsl.syntax import exprs, keywords
from reportdsl.syntax.expressions import ARITY
from reportdsl.text.numerals import MAX_DECIMALS, MAX_DIGITS, parse_date, parse_number
from reportdsl.text.source import Span

_DIGITS_SHOWN = 20


class Unresolved(Exception):  # noqa: N818 - the way out of an expression whose fault is told
    """An expression that has no formula; its fault is reported, or it is to be skipped."""


def as_written(held: object) -> exprs.Expr:
    """Return the expression that a form holds: the model keeps it without looking at it."""
    assert isinstance(held, exprs.Expr)
    return held


class Resolver:
    """Resolves the expressions of one place: a cell, a rule, a check or a line of prose."""

    def __init__(
        self,
        scope: Scope,
        found: list[Diagnostic],
        *,
        home: int | None = None,
        pin: Pin | None = None,
        own: bool = True,
        of: Which | None = None,
    ) -> None:
        self.scope = scope
        self.found = found
        self.home = home
        self.pin = pin
        self.band = pin.address.band if pin else None
        self.own = own
        """Whether the report states the expression, and not a form."""
        self.of = of
        """Whether it is the rule of a row or of a column: names of that tree go first."""

    def scalar(self, expression: exprs.Expr, *, text: bool = False) -> Formula:
        """Return the one formula of an expression; raise `Unresolved` after telling why not."""
        result = self.resolve(expression, text=text)
        if not isinstance(result, Vector):
            return result
        if len(result.items) == 1:
            return result.items[0][1]
        if not result.items:
            raise Unresolved  # Why its table has no rows or no columns is told.
        name = result.name
        hints = (message(rules.USE_SUM, name=name),)
        return self._fail(
            diagnose(rules.VECTOR_IN_PLACE_OF_FIGURE, result.span, hints=hints, name=name)
        )

    def leaves(self, expression: exprs.Expr) -> list[Leaf]:
        """Return the formulas of a condition, one for each leaf of what it names."""
        result = self.resolve(expression)
        if isinstance(result, Vector):
            return list(result.items)
        return [(None, result, False)]

    def _go_over(self, cells: int, span: Span) -> None:
        """Count the cells of an expression; beyond the limit none is resolved, told once."""
        self.scope.work += cells
        if self.scope.work > MAX_STEPS:
            if not any(d.rule is rules.TOO_MUCH_WORK for d in self.found):
                self.found.append(diagnose(rules.TOO_MUCH_WORK, span, limit=MAX_STEPS))
            raise Unresolved

    def _fail(self, diagnostic: Diagnostic) -> NoReturn:
        self.found.append(diagnostic)
        raise Unresolved

    def resolve(self, expression: exprs.Expr, *, text: bool = False) -> Resolved:
        """Return what an expression means; `text` tells that a quoted word may be just that."""
        if self.scope.work > MAX_STEPS:
            raise Unresolved
        match expression:
            case exprs.Number():
                return self._number(expression)
            case exprs.Date():
                return self._date(expression)
            case exprs.Reference():
                return self._reference(expression, text=text)
            case exprs.Sum():
                signs = [sign for sign, _ in expression.terms]
                return self._each(
                    [term for _, term in expression.terms],
                    lambda fs: Sum(tuple(zip(signs, fs, strict=True)), expression.span),
                )
            case exprs.Product():
                divides = [divide for divide, _ in expression.factors]
                return self._each(
                    [factor for _, factor in expression.factors],
                    lambda fs: Product(tuple(zip(divides, fs, strict=True)), expression.span),
                )
            case exprs.Comparison():
                return self._each(
                    [expression.left, expression.right],
                    lambda fs: Compare(expression.operator, fs[0], fs[1], expression.span),
                    text=True,
                )
            case exprs.Logical():
                return self._each(
                    list(expression.operands),
                    lambda fs: Logic(expression.operator, tuple(fs), expression.span),
                )
            case exprs.Call():
                return self._call(expression)

    def _number(self, number: exprs.Number) -> Formula:
        parsed = parse_number(number.text)
        if parsed is None:
            problem = message(tables.TOO_LONG, digits=MAX_DIGITS, decimals=MAX_DECIMALS)
            text = number.text[:_DIGITS_SHOWN] + "…"
            self._fail(diagnose(tables.NOT_A_FIGURE, number.span, text=text, problem=problem))
        return Constant(exact(parsed.value), number.text, number.span)

    def _date(self, date: exprs.Date) -> Formula:
        day = parse_date(date.text)
        if day is None:
            self._fail(diagnose(tables.NOT_A_DATE, date.span, text=date.text))
        return Constant(day, date.text, date.span)

    # ── leaf by leaf ─────────────────────────────────────────────────────────────────────────────

    def _each(
        self,
        operands: Sequence[exprs.Expr],
        make: Callable[[list[Formula]], Formula],
        *,
        text: bool = False,
    ) -> Resolved:
        """Return an operation on operands; on vectors it goes leaf by leaf."""
        return self._spread(self._all(operands, text=text), make)

    def _all(self, operands: Sequence[exprs.Expr], *, text: bool = False) -> list[Resolved]:
        """Return all operands resolved, so that each faulty one is told of."""
        out: list[Resolved] = []
        failed = False
        for operand in operands:
            try:
                out.append(self.resolve(operand, text=text))
            except Unresolved:
                failed = True
        if failed:
            raise Unresolved
        return out

    def _spread(
        self, operands: Sequence[Resolved], make: Callable[[list[Formula]], Formula]
    ) -> Resolved:
        try:
            return spread(operands, make, partly=not self.own)
        except ShapesDifferError as error:
            left, right = error.left, error.right
            self._fail(diagnose(rules.SHAPES_DIFFER, right.span, left=left.name, right=right.name))

    # ── functions ────────────────────────────────────────────────────────────────────────────────

    def _call(self, call: exprs.Call) -> Resolved:
        name = call.function
        least, most = ARITY.get(name, (0, -1))
        if not least <= len(call.arguments) <= most:
            # The parser has told of an unknown function or a wrong number of arguments.
            raise Unresolved
        if name == "rollup":
            self._fail(diagnose(files.ROLLUP_NOT_YET, call.span))
        if name in {"sum", "max", "min"} and len(call.arguments) == 1:
            argument = call.arguments[0]
            way = direction(argument)
            if name == "sum" and way is not None:
                return self._along(way, call.span)
            return self._reduce(name, self._widely(argument), call.span)
        if name == "sum":
            return self._each(call.arguments, lambda fs: Total(tuple(fs), call.span))
        if name == "if":
            return self._if(call)
        if name == "round":
            self._check_places(call.arguments[1])
        return self._each(call.arguments, lambda fs: Function(name, tuple(fs), call.span))

    def _widely(self, argument: exprs.Expr) -> Resolved:
        """Return an argument as a vector, even where its cell's own row or column is meant."""
        result = self.resolve(argument)
        if isinstance(result, Vector) or self.pin is None:
            return result
        pin, self.pin = self.pin, None
        try:
            return self.resolve(argument)
        finally:
            self.pin = pin

    def _reduce(self, name: str, argument: Resolved, span: Span) -> Formula:
        if not isinstance(argument, Vector):
            return Total((argument,), span) if name == "sum" else argument
        own = self.pin.address if self.pin else None
        items = [
            formula
            for key, formula, is_sum in argument.items
            if not (isinstance(formula, CellRef) and formula.address == own)
            and not (name == "sum" and (is_sum or self._adds(key, formula)))
        ]
        if name == "sum":
            return Total(tuple(items), span)
        return Function(name, tuple(items), span, of_leaves=True)

    def _adds(self, key: Key, formula: Formula) -> bool:
        """Tell whether a cell of a vector is a sum in a direction in which the vector goes."""
        if self.scope.sum_like is None or not isinstance(formula, CellRef):
            return False
        ways = [way for way, level in zip(("above", "left"), key, strict=True) if level is not None]
        return any(self.scope.sum_like(formula.address, way) for way in ways)

    def _if(self, call: exprs.Call) -> Resolved:
        condition, *branches = call.arguments
        # In prose the branches are words; in a cell a quoted name may be meant.
        words = [_word(b) if self.pin is None else None for b in branches]
        resolved = self._all([condition])
        for branch, word in zip(branches, words, strict=True):
            resolved += [word] if word is not None else self._all([branch], text=True)
        return self._spread(resolved, lambda fs: Function("if", tuple(fs), call.span))

    def _check_places(self, places: exprs.Expr) -> None:
        number = places.text if isinstance(places, exprs.Number) else ""
        if not number.isdigit() or int(number[:3]) > MAX_DECIMALS:
            self._fail(diagnose(rules.ROUND_PLACES, places.span))

    def _along(self, way: str, span: Span) -> Formula:
        """Return the sum of the cells above or to the left of the formula's own."""
        if self.pin is None:
            name = rules.SUM_ABOVE if way == "above" else rules.SUM_LEFT
            self._fail(diagnose(rules.ONLY_IN_TABLES, span, name=name))
        table, band_index, row, column = self.pin.address
        band = self.scope.tables[table].bands[band_index]
        above = way == "above"
        leaves = band.rows.leaves[:row] if above else band.columns.leaves[:column]
        self._go_over(len(leaves), span)
        terms: list[Formula] = []
        sum_like = self.scope.sum_like
        for index, leaf in enumerate(leaves):
            address = Address(table, band_index, *((index, column) if above else (row, index)))
            by_form = leaf.rule is not None and leaf.rule.is_sum
            if not (by_form or (sum_like is not None and sum_like(address, way))):
                terms.append(self._cell(address, span))
        return Total(tuple(terms), span)

    # ── names ────────────────────────────────────────────────────────────────────────────────────

    def _cell(self, address: Address, span: Span) -> CellRef:
        table = self.scope.tables[address.table]
        name = cell_name(table.bands[address.band], address.row, address.column)
        if self.home is not None and address.table != self.home:
            name = f"{table.name} / {name}"
        return CellRef(address, name, span)

    def _reference(self, reference: exprs.Reference, *, text: bool) -> Resolved:
        parts = reference.parts
        first = parts[0]
        way = direction_word(first.name) if len(parts) == 1 else None
        if way is not None:
            return self._along(way, reference.span)
        scope = keywords.scope(first.name) if len(parts) > 1 and not first.quoted else None
        if scope == "units":
            self._skip_or_fail(diagnose(files.ROLLUP_NOT_YET, reference.span))
        if scope == "previous":
            return self._previous(reference)
        found = self.scope.search(reference, self.home, self.band)
        if len(found) > 1 and self.of is not None:
            found = [s for s in found if s.whole(self.of)] or found
        elif len(found) > 1 and self.pin is not None:
            found = [s for s in found if not self._is_itself(s)] or found
        if len(found) == 1:
            return self._selected(reference, found[0])
        if found:
            self._ambiguous(reference, found, self.scope.tables)
        return self._not_in_tables(reference, text=text)

    def _not_in_tables(self, reference: exprs.Reference, *, text: bool) -> Formula:
        """Return what a name means that no table knows: a field, or a text; else report it."""
        parts = reference.parts
        first = parts[0]
        if len(parts) == 1:
            value = self.scope.field(first.name)
            if value is not None:
                return Constant(value, first.name, reference.span)
            if first.quoted and text:
                return Constant(first.name, first.name, reference.span)
            if not self.own and keywords.field(first.name):
                raise Unresolved  # A form asks nothing of a field that is not there.
        if self.scope.is_absent([p.name for p in parts]) and not (self.own and self.scope.complete):
            raise Unresolved
        if self.scope.unreadable or self.scope.may_be_lost([p.name for p in parts], self.home):
            raise Unresolved
        from reportdsl.analysis.suggest import unknown_name  # noqa: PLC0415 - for faults

        return self._fail(unknown_name(reference, self.scope.tables, self.home, self.scope))

    def _ambiguous(
        self,
        reference: exprs.Reference,
        found: list[Selection],
        tables: Sequence[Table],
        scope: str = "",
    ) -> NoReturn:
        from reportdsl.analysis.suggest import ambiguous_name  # noqa: PLC0415 - for faults

        self._fail(ambiguous_name(reference, found, tables, self.pin, scope))

    def _selected(self, reference: exprs.Reference, selection: Selection) -> Resolved:
        cells, single = elements(self.scope.tables, selection, self.pin)
        name = reference.written
        self._go_over(len(cells), reference.span)
        if single:
            return self._element(cells[0], reference.span, name)
        span = reference.span
        items = tuple((e.key, self._element(e, span, name), e.is_sum) for e in cells)
        return Vector(items, name, span)

    def _element(self, element: Element, span: Span, name: str) -> Formula:
        return Omitted(name, span) if element.address is None else self._cell(element.address, span)

    def _is_itself(self, selection: Selection) -> bool:
        """Tell whether a row or column taken whole means no other cell than the formula's own."""
        cells, _ = elements(self.scope.tables, selection, self.pin)
        return self.pin is not None and [e.address for e in cells] == [self.pin.address]

    # ── last year ────────────────────────────────────────────────────────────────────────────────

    def _skip_or_fail(self, diagnostic: Diagnostic) -> NoReturn:
        if not self.own:
            raise Unresolved
        self._fail(diagnostic)

    def _previous(self, reference: exprs.Reference) -> Resolved:
        scope = self.scope
        if not scope.names_previous:
            self._skip_or_fail(diagnose(name_rules.NO_PREVIOUS, reference.span))
        if scope.previous is None:
            raise Unresolved
        report = scope.previous.report
        found = scope.search_previous(reference, self.home)
        if len(found) > 1:
            self._ambiguous(reference, found, report.tables, reference.parts[0].name)
        if not found:
            from reportdsl.analysis.suggest import unknown_before  # noqa: PLC0415 - for faults

            self._skip_or_fail(unknown_before(reference, report.tables, scope, own=self.own))
        cells, single = elements(report.tables, found[0], self.pin, foreign=True)
        name, span = reference.written, reference.span
        from reportdsl.analysis.lastyear import known  # noqa: PLC0415 - few reports name one

        made = [(e.key, known(report, e, name, span), e.is_sum) for e in cells]
        if single:
            return made[0][1]
        return Vector(tuple(made), name, span, foreign=True)


def _word(expression: exprs.Expr) -> Formula | None:
    match expression:
        case exprs.Reference((exprs.Part(name, True),)):
            return Constant(name, name, expression.span)
    return None
