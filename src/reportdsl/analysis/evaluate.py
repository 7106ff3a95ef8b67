"""Work formulas out, exactly, in the order in which they depend on one another."""

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from reportdsl.analysis.naming import called
from reportdsl.diagnostics.diagnostic import Diagnostic, Label, Phrase, diagnose, message
from reportdsl.diagnostics.rules import expressions as rules
from reportdsl.diagnostics.rules.tables import NOT_A_DATE
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
    Terms,
    Total,
    parts,
)
from reportdsl.model.value import (
    FAULTY,
    Faulty,
    Figure,
    Value,
    absolute,
    add,
    divide,
    exact,
    is_date,
    multiply,
    total_of,
)
from reportdsl.text.numerals import exact_decimal, parse_date, round_half_up
from reportdsl.text.source import Span

MAX_STEPS = 1_000_000
"""Formulas worked out in one report; beyond them it is not computed further."""

MAX_BITS = 4096
"""The bits that a figure's numerator or denominator may take: products of products grow fast."""

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}


class Impossible(Exception):  # noqa: N818 - the way out of a formula that has no result
    """A formula that cannot be worked out; the finding says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.rule.code)
        self.diagnostic = diagnostic

    @property
    def divides_by_zero(self) -> bool:
        """Tell whether it is a division by zero."""
        return self.diagnostic.rule is rules.DIVISION_BY_ZERO


@dataclass(slots=True)
class Values:
    """The values of cells so far, and the work spent on them."""

    cells: dict[Address, Value] = field(default_factory=dict)
    steps: int = 0
    totals: dict[int, Value] | None = None
    """The totals that the leaves of a condition share, by identity; None outside of conditions."""

    def result(self, formula: Formula) -> Value:
        """Return what a formula comes to; raise `Impossible` where it comes to nothing."""
        self.steps += 1
        if self.steps > MAX_STEPS + 1:
            # That it goes no further is told already.
            return FAULTY
        if self.steps > MAX_STEPS:
            raise Impossible(diagnose(rules.TOO_MUCH_WORK, formula.span, limit=MAX_STEPS))
        # In the order of their frequency.
        match formula:
            case CellRef():
                return self.cells.get(formula.address)
            case Total():
                return self._total(formula)
            case Sum():
                return self._sum(formula)
            case Constant():
                return formula.value
            case Compare():
                return self._compare(formula)
            case Product():
                return self._product(formula)
            case Function():
                return self._function(formula)
            case Omitted():
                return None
            case Logic():
                return self._logic(formula)

    def whole(self, terms: Terms) -> int | None:
        """Return the sum of terms that are all whole numbers without room; None for any other.

        That no figure has room is for the caller to know.
        """
        cells = cast("dict[Address, Figure]", self.cells)
        try:
            found = sum([cells[address].value for address in terms.plus])
            if terms.minus:
                found -= sum([cells[address].value for address in terms.minus])
        except (AttributeError, KeyError):
            # A cell without a figure.
            return None
        self.steps += terms.steps
        return found if type(found) is int and self.steps <= MAX_STEPS else None

    def _total(self, total: Total) -> Value:
        if self.totals is None:
            return self._added(total)
        if id(total) not in self.totals:
            self.totals[id(total)] = self._added(total)
        return self.totals[id(total)]

    def _added(self, total: Total) -> Value:
        terms: list[Figure] = []
        faulty = False
        cells = self.cells
        # Nearly all terms of totals are cells.
        self.steps += len(total.terms)
        for term in total.terms:
            value = cells.get(term.address) if type(term) is CellRef else self.result(term)
            if type(value) is Figure:
                terms.append(value)
            elif value is FAULTY:
                faulty = True
        if faulty:
            return FAULTY
        return total_of(terms) if terms else None

    def _figures(self, formulas: "tuple[Formula, ...]") -> list[Figure] | Faulty | None:
        """Return the figures of formulas; None if one has none, unless another is faulty."""
        found: list[Figure] = []
        lacking = False
        faulty = False
        for formula in formulas:
            value = self.result(formula)
            if isinstance(value, Faulty):
                faulty = True
            elif value is None:
                lacking = True
            elif isinstance(value, Figure):
                found.append(value)
            else:
                raise Impossible(_wrong_kind(formula, value, rules.A_FIGURE))
        return FAULTY if faulty else None if lacking else found

    def _sum(self, formula: Sum) -> Value:
        # What the author leaves out of a table is left out of the sums over it.
        kept = [(s, t) for s, t in formula.terms if not isinstance(t, Omitted)]
        figures = self._figures(tuple(t for _, t in kept))
        if not isinstance(figures, list):
            return figures
        if not figures:
            return None
        return add([(s, f) for (s, _), f in zip(kept, figures, strict=True)])

    def _product(self, formula: Product) -> Value:
        figures = self._figures(parts(formula))
        if not isinstance(figures, list):
            return figures
        result = exact(1)
        for (divides, factor), figure in zip(formula.factors, figures, strict=True):
            if divides and figure.value == 0:
                raise Impossible(_by_zero(factor))
            result = divide(result, figure) if divides else multiply(result, figure)
            if _size(result) > MAX_BITS:
                raise Impossible(diagnose(rules.TOO_MUCH_WORK, formula.span, limit=MAX_STEPS))
        return result

    def _function(self, formula: Function) -> Value:
        name, arguments = formula.name, formula.arguments
        if name == "if":
            condition = self.result(arguments[0])
            if condition is None or isinstance(condition, Faulty):
                return condition
            if not isinstance(condition, bool):
                raise Impossible(_wrong_kind(arguments[0], condition, rules.A_CONDITION))
            return self.result(arguments[1 if condition else 2])
        if name in {"max", "min"}:
            return self._extreme(formula)
        figures = self._figures(arguments)
        if not isinstance(figures, list):
            return figures
        first = figures[0]
        if name == "abs":
            return absolute(first)
        if name == "round":
            places = int(figures[1].value)
            value, low, high = (
                round_half_up(v, places) for v in (first.value, first.low, first.high)
            )
            return Figure(value, low, high)
        if name == "date":
            return _day(formula, figures)
        before = figures[1]
        if before.value == 0:
            raise Impossible(_by_zero(arguments[1]))
        return divide(add([(1, first), (-1, before)]), before)

    def _extreme(self, formula: Function) -> Value:
        # What the author leaves out of a table is left out here, too.
        values = [self.result(a) for a in formula.arguments if not isinstance(a, Omitted)]
        if any(isinstance(v, Faulty) for v in values):
            return FAULTY
        figures = [v for v in values if isinstance(v, Figure)]
        if not figures or (len(figures) < len(values) and not formula.of_leaves):
            return None
        pick = max if formula.name == "max" else min
        return Figure(
            pick(f.value for f in figures),
            pick(f.low for f in figures),
            pick(f.high for f in figures),
        )

    def _compare(self, formula: Compare) -> Value:
        return self.compared(formula, self.result(formula.left), self.result(formula.right))

    def compared(self, formula: Compare, left: Value, right: Value) -> Value:
        """Return what a comparison of these values comes to; raise `Impossible`."""
        if isinstance(left, Faulty) or isinstance(right, Faulty):
            return FAULTY
        if left is None or right is None:
            return None
        return compare(formula, left, right)

    def _logic(self, formula: Logic) -> Value:
        results = [self.result(o) for o in formula.operands]
        for operand, result in zip(formula.operands, results, strict=True):
            if not (result is None or isinstance(result, bool | Faulty)):
                raise Impossible(_wrong_kind(operand, result, rules.A_CONDITION))
        if any(isinstance(r, Faulty) for r in results):
            return FAULTY
        if formula.operator == "not":
            return None if results[0] is None else not results[0]
        decisive = formula.operator == "or"
        if decisive in results:
            return decisive
        return None if None in results else not decisive


def _day(formula: Function, figures: list[Figure]) -> Value:
    """Return the day of a year, a month and a day of the month."""
    text = "-".join(exact_decimal(figure.value) or "?" for figure in figures)
    day = parse_date(text)
    if day is None:
        raise Impossible(diagnose(NOT_A_DATE, formula.span, text=text))
    return day


def _size(figure: Figure) -> int:
    return max(figure.value.numerator.bit_length(), figure.value.denominator.bit_length())


def compare(formula: Compare, left: Value, right: Value) -> bool:
    """Return whether a comparison of two values holds.

    ``=`` and ``≠`` take figures as the intervals of their rounding, the others as written.
    """
    if is_date(left) and isinstance(right, str):
        right = parse_date(right)
    elif is_date(right) and isinstance(left, str):
        left = parse_date(left)
    if isinstance(left, Figure) and isinstance(right, Figure):
        if formula.operator in "=≠":
            return left.agrees(right) == (formula.operator == "=")
        return _ORDERS[formula.operator](left.value, right.value)
    if type(left) is not type(right) or isinstance(left, Figure):
        expected = kind_of(left)
        raise Impossible(_wrong_kind(formula.right, right, expected))
    if formula.operator in "=≠":
        return (left == right) == (formula.operator == "=")
    return _ORDERS[formula.operator](left, right)


def kind_of(value: Value) -> Phrase:
    """Return how messages call what a value is."""
    match value:
        case Figure():
            return rules.A_FIGURE
        case bool():
            return rules.A_CONDITION
        case str():
            return rules.A_TEXT
        case _ if is_date(value):
            return rules.A_DATE
        case _:
            return rules.NOTHING


def _wrong_kind(formula: Formula, value: Value, expected: Phrase) -> Diagnostic:
    name = called(formula)
    return diagnose(
        rules.WRONG_KIND, formula.span, name=name, found=kind_of(value), expected=expected
    )


def _by_zero(divisor: Formula) -> Diagnostic:
    return diagnose(rules.DIVISION_BY_ZERO, divisor.span, name=called(divisor))


# ── order ────────────────────────────────────────────────────────────────────────────────────────


def in_order(
    depends: "dict[Address, tuple[CellRef, ...]]", stated: set[Address]
) -> Iterator["Address | list[Address]"]:
    """Yield the computed cells, each after those that it rests on; circles as lists.

    A stated cell has its value before it is checked, so no circle goes through one.
    """
    done: set[Address] = set()
    for start in depends:
        if start in done:
            continue
        path: list[tuple[Address, Iterator[CellRef]]] = [(start, iter(depends[start]))]
        open_: dict[Address, int] = {start: 0}
        while path:
            address, waiting = path[-1]
            follow = next((r.address for r in waiting if r.address in depends), None)
            if follow is None:
                path.pop()
                del open_[address]
                if address not in done:
                    done.add(address)
                    yield address
            elif follow in open_:
                circle = [a for a, _ in path[open_[follow] :]]
                if not any(a in stated for a in circle):
                    done.update(circle)
                    yield circle
            elif follow not in done:
                open_[follow] = len(path)
                path.append((follow, iter(depends[follow])))


def circular(circle: list[tuple[str, Span]]) -> Diagnostic:
    """Return the finding for cells that depend on one another, named in full."""
    names = [name for name, _ in circle]
    labels = tuple(Label(span, message(rules.IN_THE_CIRCLE)) for _, span in circle[1:])
    chain = " → ".join((*names, names[0]))
    return diagnose(rules.CIRCULAR, circle[0][1], labels=labels, chain=chain)
