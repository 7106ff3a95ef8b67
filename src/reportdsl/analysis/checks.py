"""Ask the conditions of forms and of the author, leaf by leaf."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TypeGuard

from reportdsl.analysis import spell
from reportdsl.analysis.evaluate import Impossible
from reportdsl.analysis.plan import Condition, condition_of
from reportdsl.analysis.resolve import Resolver, Unresolved
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet, part_labels
from reportdsl.analysis.vectors import Key, Leaf
from reportdsl.diagnostics.diagnostic import (
    Argument,
    Diagnostic,
    Label,
    Message,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.diagnostics.rules import expressions
from reportdsl.model.form import CheckRule
from reportdsl.model.formula import CellRef, Compare, Constant, Formula, Logic
from reportdsl.model.report import Equation
from reportdsl.model.value import Faulty, Figure, Value, difference, exact
from reportdsl.syntax import exprs
from reportdsl.text.numerals import MAX_DECIMALS, MAX_DIGITS, Exact, magnitude, parse_number
from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition, where its names are sought, and whether the author states it."""

    rule: CheckRule
    home: int | None
    own: bool
    place: Span | None = None
    """Where it is reported if it is of no cell."""


def check(sheet: Sheet, scope: Scope, asked: Asked) -> None:
    """Ask one condition of a report; what does not hold goes to the sheet's findings."""
    rule = asked.rule
    expression = rule.expression
    if not may_hold(expression):
        sheet.found.append(diagnose(expressions.NOT_A_CONDITION, rule.span))
        return
    room = _room(rule, sheet.found)
    failed: list[tuple[Condition, Span]] = []
    conditions = _conditions(sheet, scope, asked, expression)
    # These live until all are asked, so that the identities of their totals hold.
    sheet.values.totals = {} if len(conditions) > 1 else None
    for leaf in conditions:
        sheet.asked.append((rule, asked.own, leaf, room or 0))
        place = _ask(sheet, asked, leaf, room)
        if place is not None:
            failed.append((leaf, place))
    sheet.values.totals = None
    # A total of leaves that fail only repeats it.
    repeated = not all(leaf.is_sum for leaf, _ in failed)
    for leaf, place in failed:
        if not (leaf.is_sum and repeated):
            told = _failed(sheet, asked, leaf, place)
            sheet.found.append(told)
            sheet.told.append((told, id(leaf.formula)))


def _conditions(
    sheet: Sheet, scope: Scope, asked: Asked, expression: exprs.Expr
) -> tuple[Condition, ...]:
    """Return the leaves of a check; none after telling why there are none."""
    # Sums leave out those of the report's own, which the next one may not have.
    plan = scope.plan if not asked.own and scope.sum_like is None else None
    if plan is not None and id(asked.rule) in plan.conditions:
        return plan.conditions[id(asked.rule)]
    resolver = Resolver(scope, sheet.found, home=asked.home, own=asked.own)
    scope.particular = False
    try:
        leaves = resolver.leaves(expression)
    except Unresolved:
        return ()
    conditions = tuple(
        condition_of(formula, name, is_sum=is_sum, asked_once=asked.own)
        for (_, formula, is_sum), name in zip(leaves, _called(leaves), strict=True)
    )
    if plan is not None and not scope.particular:
        plan.conditions[id(asked.rule)] = conditions
    return conditions


def may_hold(expression: object) -> TypeGuard[exprs.Comparison | exprs.Logical | exprs.Call]:
    """Tell whether an expression may be a condition; of a call that shows when it is worked out."""
    return isinstance(expression, exprs.Comparison | exprs.Logical | exprs.Call)


def _room(rule: CheckRule, found: list[Diagnostic]) -> "Exact | None":
    if rule.tolerance is None:
        return None
    number = parse_number(rule.tolerance)
    if number is None:
        found.append(
            diagnose(rules.BAD_TOLERANCE, rule.span, digits=MAX_DIGITS, decimals=MAX_DECIMALS)
        )
        return None
    return number.value


def _called(leaves: list[Leaf]) -> list[str]:
    """Return how messages call each leaf: by its last names, in full where several have these."""
    names = [_last(key) for key, _, _ in leaves]
    if len(set(names)) == len(names):
        return names
    several = {name for name, count in Counter(names).items() if count > 1}
    return [
        " / ".join(level for path in key or () if path for level in path)
        if name in several
        else name
        for name, (key, _, _) in zip(names, leaves, strict=True)
    ]


def _last(key: Key | None) -> str:
    if key is None:
        return ""
    return " / ".join(path[-1] for path in key if path)


def _ask(sheet: Sheet, asked: Asked, condition: Condition, room: "Exact | None") -> Span | None:
    """Count one leaf of a condition; return its place if it does not hold."""
    formula, leaf = condition.formula, condition.leaf
    values = sheet.values
    try:
        left, right = _sides(sheet, condition)
        if isinstance(formula, Compare):
            result = values.compared(formula, left, right)
        else:
            result = values.result(formula)
    except Impossible as impossible:
        _impossible(sheet, asked, condition, impossible)
        return None
    if room is not None and isinstance(left, Figure) and isinstance(right, Figure):
        result = _within(formula, left, right, room)
    if not (result is None or isinstance(result, bool | Faulty)):
        sheet.found.append(diagnose(expressions.NOT_A_CONDITION, asked.rule.span))
        return None
    holds = result if isinstance(result, bool) else None
    place = asked.rule.span if asked.own else _place(sheet, condition, asked)
    text = asked.rule.text + (f" [{leaf}]" if leaf else "")
    shown = [spell.result(v) or None for v in (left, right)]
    sheet.equations.append(Equation(text, holds, shown[0], shown[1], place))
    return place if holds is False else None


def _sides(sheet: Sheet, condition: Condition) -> tuple[Value, Value]:
    formula = condition.formula
    if not isinstance(formula, Compare):
        return None, None
    if condition.sides is not None and not sheet.rough:
        left, right = map(sheet.values.whole, condition.sides)
        if left is not None and right is not None:
            return exact(left), exact(right)
    return sheet.values.result(formula.left), sheet.values.result(formula.right)


def _within(formula: Formula, left: Figure, right: Figure, room: Exact) -> bool | None:
    """Return whether a comparison holds with the room that the check gives it."""
    if not isinstance(formula, Compare):
        return None
    excess = difference(left, right)
    match formula.operator:
        case "=":
            return magnitude(excess) <= room
        case "≠":
            return magnitude(excess) > room
        case "<" | "≤":
            return excess <= room
        case _:
            return -excess <= room


def _place(sheet: Sheet, condition: Condition, asked: Asked) -> Span:
    """Return where a form's check is reported: at its left side's first stated cell."""
    for address in condition.cells:
        cell = sheet.cell(address)
        if cell.span is not None and cell.stated:
            return cell.span
    if condition.cells:
        return sheet.place(condition.cells[0])
    if asked.home is not None:
        return sheet.tables[asked.home].name_span
    return asked.place or asked.rule.span


def _impossible(sheet: Sheet, asked: Asked, condition: Condition, impossible: Impossible) -> None:
    found = impossible.diagnostic
    if asked.own:
        sheet.found.append(found)
        return
    label = Label(found.span, message(rules.RULE_HERE, rule=asked.rule.text))
    place = _place(sheet, condition, asked)
    sheet.found.append(replace(found, span=place, labels=(label,)))


def _failed(sheet: Sheet, asked: Asked, condition: Condition, place: Span) -> Diagnostic:
    rule = asked.rule
    formula, leaf = condition.formula, condition.leaf
    labels = [label for label in part_labels(sheet, formula) if asked.own or label.span != place]
    if not asked.own:
        labels.append(Label(rule.span, _declared(rule)))
    where = message(rules.LEAF, leaf=leaf) if leaf else message(rules.NO_LEAF)
    sides = _compared(sheet, condition)
    args: dict[str, Argument] = {"leaf": where, "rule": rule.note or rule.text, **sides}
    if sides:
        # Of more or less than is usual all figures may be right.
        equal = isinstance(formula, Compare) and formula.operator == "="
        args["wrong"] = rules.ONE_IS_WRONG if equal else rules.ONE_MAY_BE
    # The first cell is the one that is marked.
    sheet.failed.update(condition.cells[:1])
    kind = rules.CHECK_FAILED if sides else rules.CONDITION_FAILED
    hints: tuple[Message, ...] = ()
    if asked.own and rule.source and kind.advice:
        hints = (message(kind.advice, **args), message(rules.SOURCE, source=rule.source))
    return Diagnostic(
        kind,
        place,
        tuple(args.items()),
        labels=tuple(labels),
        hints=hints,
        severity=rule.severity,
    )


def _declared(rule: CheckRule) -> Message:
    """Return what stands at a form's check."""
    if rule.source:
        return message(rules.RULE_BY, rule=rule.text, source=rule.source)
    return message(rules.RULE_HERE, rule=rule.text)


def _compared(sheet: Sheet, condition: Condition) -> dict[str, str]:
    """Return the sides of a comparison of figures and how far they are apart; else nothing."""
    formula = condition.formula
    left, right = _sides(sheet, condition)
    if not (
        isinstance(formula, Compare) and isinstance(left, Figure) and isinstance(right, Figure)
    ):
        return {}
    percent = any(_is_percent(sheet, side) for side in (formula.left, formula.right))
    apart = magnitude(difference(left, right))
    return {
        "left": _side(sheet, formula.left, left, percent=percent),
        "right": _side(sheet, formula.right, right, percent=percent),
        "difference": spell.figure(apart, percent=percent),
    }


def _is_percent(sheet: Sheet, side: Formula) -> bool:
    """Tell whether one side of a comparison is a percentage."""
    match side:
        case CellRef():
            return spell.is_percent(sheet.cell(side.address).type)
        case Constant():
            return side.text.endswith("%")
    return False


def _side(sheet: Sheet, formula: Formula, value: Figure, *, percent: bool) -> str:
    total = spell.figure(value.value, percent=percent)
    if isinstance(formula, CellRef | Constant | Logic):
        return total
    terms = spell.formula(formula, sheet.values, percent=percent)
    return total if terms == total else spell.equation(terms, total)
