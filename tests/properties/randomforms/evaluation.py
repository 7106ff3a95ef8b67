"""Work out expressions over the cells of a random table, by the language's text alone."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import expressions as ex
from tests.properties.randomforms import fills as fl
from tests.properties.randomforms.intervals import (
    Amount,
    added,
    divided,
    exact,
    function,
    times,
    touch,
)


class Faulty:
    """What is told of already, or rests on it."""


class Omitted:
    """What the author leaves out."""


FAULTY, OMITTED = Faulty(), Omitted()
Place = tuple[ab.Node, ab.Node]
"""A cell, by its row and its column."""
Value = Amount | str | dt.date | Faulty | None
Operand = Value | Omitted


class Evaluator:
    """Works out expressions, given what each cell comes to."""

    def __init__(
        self,
        bands: Mapping[Place, ab.Band],
        value: Callable[[Place], Value],
        fill: Callable[[Place], fl.Fill | None],
    ) -> None:
        self.bands = bands
        self.value = value
        self.fill = fill

    def cells(self, expression: ex.Expression, at: Place) -> Iterator[Place]:
        """Yield the cells that an expression names."""
        match expression:
            case ex.Cell():
                cell = expression.row or at[0], expression.column or at[1]
                if cell in self.bands:
                    yield cell
            case ex.Leaves():
                yield from self._leaves(expression, at)
            case ex.Plus():
                for _, term in expression.terms:
                    yield from self.cells(term, at)
            case ex.Times() | ex.Comparison():
                yield from self.cells(expression.left, at)
                yield from self.cells(expression.right, at)
            case ex.Call():
                for argument in expression.arguments:
                    yield from self.cells(argument, at)

    def _leaves(self, leaves: ex.Leaves, at: Place) -> Iterator[Place]:
        """Yield the cells of a group or of a whole column that are no sums themselves."""
        band, group = self.bands[at], leaves.group
        if leaves.whole:
            cells = [(row, group) for row in band.row_leaves if not isinstance(row.rule, ex.Sum)]
        else:
            kept = [n for n in group.leaves() if n.kept and not isinstance(n.rule, ex.Sum)]
            rows = group.path[0] in band.all_rows
            cells = [(n, at[1]) if rows else (at[0], n) for n in kept]
        down = leaves.whole or group.path[0] in band.all_rows
        for cell in cells:
            if cell != at and cell in self.bands and not self.adds_up(cell, down=down):
                yield cell

    def adds_up(self, at: Place, *, down: bool) -> bool:
        """Tell whether its author makes a cell the sum of others in its column, or in its row.

        A sum that goes the same way leaves it out.
        """
        own = self.fill(at)
        if not (isinstance(own, fl.Own) and isinstance(own.expression, ex.Call)):
            return False
        if own.expression.name != "合计":
            return False
        arguments = own.expression.arguments
        cells = [cell for argument in arguments for cell in self.cells(argument, at)]
        line = 1 if down else 0
        return len(cells) == len(arguments) and all(cell[line] is at[line] for cell in cells)

    def result(self, expression: ex.Expression, at: Place) -> Operand | bool:
        """Return what an expression comes to in a cell; raise where it divides by zero."""
        match expression:
            case ex.Constant():
                return exact(expression.value)
            case ex.Word():
                return expression.text
            case ex.Cell():
                cell = expression.row or at[0], expression.column or at[1]
                return self.value(cell) if cell in self.bands else OMITTED
            case ex.Leaves():
                return total([self.value(cell) for cell in self._leaves(expression, at)])
            case ex.Plus():
                return self._plus(expression, at)
            case ex.Times():
                sides = self._amounts((expression.left, expression.right), at)
                if not isinstance(sides, list):
                    return sides
                return divided(*sides) if expression.divides else times(*sides)
            case ex.Comparison():
                left, right = (self.result(e, at) for e in (expression.left, expression.right))
                return compared(left, expression.sign, right)
            case ex.Call():
                return self._call(expression, at)

    def _plus(self, plus: ex.Plus, at: Place) -> Value:
        results = [(sign, self.result(term, at)) for sign, term in plus.terms]
        kept = [(sign, result) for sign, result in results if not isinstance(result, Omitted)]
        if any(isinstance(result, Faulty) for _, result in kept):
            return FAULTY
        amounts = [(sign, result) for sign, result in kept if isinstance(result, Amount)]
        return added(amounts) if amounts and len(amounts) == len(kept) else None

    def _amounts(
        self, expressions: tuple[ex.Expression, ...], at: Place
    ) -> list[Amount] | Faulty | None:
        results = [self.result(e, at) for e in expressions]
        if any(isinstance(result, Faulty) for result in results):
            return FAULTY
        amounts = [result for result in results if isinstance(result, Amount)]
        return amounts if len(amounts) == len(results) else None

    def _call(self, call: ex.Call, at: Place) -> Operand | bool:
        if call.name == "若":
            condition = self.result(call.arguments[0], at)
            if not isinstance(condition, bool):
                return present(condition)
            return self.result(call.arguments[1 if condition else 2], at)
        if call.name == "合计":
            return total([present(self.result(a, at)) for a in call.arguments])
        arguments = call.arguments
        if call.name in {"最大", "最小"}:
            arguments = tuple(a for a in arguments if self.result(a, at) is not OMITTED)
        amounts = self._amounts(arguments, at) or None
        return function(call.name, amounts) if isinstance(amounts, list) else amounts


# ── of values ────────────────────────────────────────────────────────────────────────────────────


def present(result: "Operand | bool") -> Value:
    """Return a result as the value of a cell: what is left out has none."""
    assert not isinstance(result, bool)
    return None if isinstance(result, Omitted) else result


def total(values: list[Value]) -> Value:
    """Return the sum of what has a figure; of nothing there is none."""
    if any(isinstance(value, Faulty) for value in values):
        return FAULTY
    amounts = [(1, value) for value in values if isinstance(value, Amount)]
    return added(amounts) if amounts else None


def compared(left: "Operand | bool", sign: str, right: "Operand | bool") -> "bool | Faulty | None":
    """Return whether a comparison holds; None where a side has no figure."""
    if isinstance(left, Faulty) or isinstance(right, Faulty):
        return FAULTY
    if not (isinstance(left, Amount) and isinstance(right, Amount)):
        return None
    match sign:
        case "=":
            return touch(left, right)
        case "≠":
            return not touch(left, right)
        case "<":
            return left.value < right.value
        case "≤":
            return left.value <= right.value
        case ">":
            return left.value > right.value
    return left.value >= right.value


def weight(rule: ex.Rule) -> int:
    """Return which of two rules gives a cell: a sum, what adds and takes away, what does more."""
    if isinstance(rule, ex.Sum):
        return 0
    return 1 if adds(rule) else 2


def adds(expression: ex.Expression) -> bool:
    match expression:
        case ex.Cell() | ex.Leaves():
            return True
        case ex.Plus():
            return all(adds(term) for _, term in expression.terms)
        case ex.Call("合计", arguments):
            return all(map(adds, arguments))
    return False
