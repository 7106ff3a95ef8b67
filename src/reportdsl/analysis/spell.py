"""Spell figures and formulas out as a clerk would write them: ``3 + 2 + 435``."""

import datetime as dt
from fractions import Fraction

from reportdsl.analysis.evaluate import Impossible, Values
from reportdsl.model.axis import CellType, Kind
from reportdsl.model.formula import (
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
from reportdsl.model.value import Figure, Value
from reportdsl.syntax import keywords
from reportdsl.text.numerals import Exact, exact_decimal, fixed, round_half_up

_TERMS = 12
_PLACES = 8


def figure(value: Exact, *, percent: bool = False) -> str:
    """Return a value as a decimal; one that does not end is rounded, with ``≈`` before it."""
    if isinstance(value, int) and not percent:
        return str(value)
    shown = Fraction(value) * 100 if percent else value
    text = exact_decimal(round_half_up(shown, _PLACES))
    approximate = round_half_up(shown, _PLACES) != shown
    return ("≈" if approximate else "") + (text or fixed(shown, _PLACES)) + ("%" if percent else "")


def is_percent(kind: CellType) -> bool:
    """Tell whether figures of a type are shown as percentages."""
    return kind.kind is Kind.PERCENT


def result(value: Value) -> str:
    """Return a value as messages show it."""
    match value:
        case Figure():
            return figure(value.value)
        case dt.date():
            return value.isoformat()
        case str():
            return value
        case _:
            return ""


def equation(terms: str, value: str) -> str:
    """Return a formula and what it comes to, with ``≈`` between where that is rounded."""
    return f"{terms} ≈ {value[1:]}" if value.startswith("≈") else f"{terms} = {value}"


def formula(item: Formula, values: Values, *, percent: bool = False) -> str:
    """Return a formula with its figures in the place of its names."""
    match item:
        case Total():
            return _terms([(1, t) for t in item.terms], values, percent=percent)
        case Sum():
            return _terms(list(item.terms), values, percent=percent, zeros=True)
        case Product():
            return _product(item, values)
        case Function():
            name = keywords.FUNCTIONS[item.name][0]
            inner = [formula(a, values) for a in item.arguments[:_TERMS]]
            return f"{name}({', '.join(inner)})"
        case Compare():
            sides = formula(item.left, values), formula(item.right, values)
            return f"{sides[0]} {item.operator} {sides[1]}"
        case Logic():
            return f" {item.operator} ".join(formula(o, values) for o in item.operands)
        case _:
            return _leaf(item, values, percent=percent)


def _leaf(item: Formula, values: Values, *, percent: bool) -> str:
    value = _value(item, values)
    if isinstance(value, Figure):
        return figure(value.value, percent=percent)
    return result(value) or "0"


def _value(item: Formula, values: Values) -> Value:
    try:
        return values.result(item)
    except Impossible:
        return None


def _terms(
    terms: list[tuple[int, Formula]], values: Values, *, percent: bool, zeros: bool = False
) -> str:
    """Return terms with their signs; a sum over cells shows only those that add something."""
    out = ""
    shown = 0
    hidden = 0
    for sign, term in terms:
        value = _value(term, values)
        if isinstance(term, Omitted) or not isinstance(value, Figure):
            continue
        if value.value == 0 and not zeros:
            continue
        if shown == _TERMS:
            hidden += 1
            continue
        shown += 1
        text = formula(term, values, percent=percent)
        negative = (sign < 0) != text.startswith("-") and isinstance(term, CellRef | Constant)
        if isinstance(term, CellRef | Constant):
            text = text.removeprefix("-")
        else:
            negative = sign < 0
            text = f"({text})" if negative and isinstance(term, Sum | Total) else text
        mark = (" - " if negative else " + ") if out else ("-" if negative else "")
        out += mark + text
    if hidden:
        out += f" + …({hidden})"
    return out or "0"


def _product(item: Product, values: Values) -> str:
    out = ""
    for divides, factor in item.factors:
        text = formula(factor, values)
        if isinstance(factor, Sum | Total):
            text = f"({text})"
        out += (" ÷ " if divides else " × ") + text if out else text
    return out
