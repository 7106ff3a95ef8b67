"""Spell figures and formulas out as a clerk would write them: ``3 + 2 + 435``."""

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
from reportdsl.model.value import Figure, Value, is_date
from reportdsl.syntax import keywords
from reportdsl.text.numerals import Exact, exact_decimal, fixed, round_half_up

_TERMS = 12
_PLACES = 8


def figure(value: Exact, *, percent: bool = False) -> str:
    """Return a value as a decimal; one that does not end is rounded, with ``≈`` before it."""
    if isinstance(value, int) and not percent:
        return str(value)
    shown = value * 100 if percent else value
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
        case str():
            return value
        case _ if is_date(value):
            return value.isoformat()
        case _:
            return ""


def equation(terms: str, value: str) -> str:
    """Return a formula and what it comes to, with ``≈`` between where that is rounded."""
    return f"{terms} ≈ {value[1:]}" if value.startswith("≈") else f"{terms} = {value}"


def formula(item: Formula, values: Values, *, percent: bool = False) -> str:
    """Return a formula with its figures in the place of its names."""
    match item:
        case Total():
            return _total(item, values, percent=percent)
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


def _total(item: Total, values: Values, *, percent: bool) -> str:
    """Return the cells of a sum that add something; a lone one with a zero, to look like a sum."""
    text = _terms([(1, t) for t in item.terms], values, percent=percent)
    added = sum(_adds(t, values, zeros=False) for t in item.terms)
    zero = any(
        _adds(t, values, zeros=True) and not _adds(t, values, zeros=False) for t in item.terms
    )
    return f"{text} + 0" if added < 2 and len(item.terms) > 1 and zero else text


def _terms(
    terms: list[tuple[int, Formula]], values: Values, *, percent: bool, zeros: bool = False
) -> str:
    """Return terms with their signs; a sum over cells shows only those that add something."""
    kept = [(s, t) for s, t in terms if _adds(t, values, zeros=zeros)]
    out = ""
    for sign, term in kept[:_TERMS]:
        negative, text = _signed(sign, term, formula(term, values, percent=percent))
        mark = (" - " if negative else " + ") if out else ("-" if negative else "")
        out += mark + text
    if len(kept) > _TERMS:
        out += f" + …({len(kept) - _TERMS})"
    return out or "0"


def _adds(term: Formula, values: Values, *, zeros: bool) -> bool:
    """Tell whether a term has a figure to show, zeros aside unless they are asked for."""
    if isinstance(term, Omitted):
        return False
    value = _value(term, values)
    return isinstance(value, Figure) and (zeros or value.value != 0)


def _signed(sign: int, term: Formula, text: str) -> tuple[bool, str]:
    """Return whether a term is taken away, and its text without a sign of its own."""
    if isinstance(term, CellRef | Constant):
        return (sign < 0) != text.startswith("-"), text.removeprefix("-")
    if sign < 0 and isinstance(term, Sum | Total):
        return True, f"({text})"
    return sign < 0, text


def _product(item: Product, values: Values) -> str:
    out = ""
    for divides, factor in item.factors:
        text = formula(factor, values)
        if isinstance(factor, Sum | Total):
            text = f"({text})"
        out += (" ÷ " if divides else " × ") + text if out else text
    return out
