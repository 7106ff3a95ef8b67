"""Call formulas by the names of their cells: ``新收 / 总计 + 2``."""

from collections.abc import Sequence

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
from reportdsl.syntax import keywords

_TERMS = 4
"""How many terms or arguments are named; how many more there are is said."""


def called(formula: Formula) -> str:
    """Return how a message calls what a formula stands for."""
    match formula:
        case CellRef() | Omitted():
            return formula.name
        case Constant():
            return formula.text
        case Total(()):
            return keywords.FUNCTIONS["sum"][0]
        case Total():
            return _added([(1, term) for term in formula.terms])
        case Sum():
            return _added(formula.terms)
        case Product():
            return _multiplied(formula.factors)
        case Function(arguments=()):
            return keywords.FUNCTIONS[formula.name][0]
        case Function():
            return f"{keywords.FUNCTIONS[formula.name][0]}({_listed(formula.arguments, ', ')})"
        case Compare():
            return f"{called(formula.left)} {formula.operator} {called(formula.right)}"
        case Logic():
            return _listed(formula.operands, f" {formula.operator} ")


def _added(terms: Sequence[tuple[int, Formula]]) -> str:
    out = ""
    for sign, term in terms[:_TERMS]:
        mark = (" - " if sign < 0 else " + ") if out else ("-" if sign < 0 else "")
        text = called(term)
        out += mark + (f"({text})" if sign < 0 and _is_sum(term) else text)
    return out + _more(len(terms), " + ")


def _multiplied(factors: Sequence[tuple[bool, Formula]]) -> str:
    out = ""
    for divides, factor in factors[:_TERMS]:
        text = f"({called(factor)})" if _is_sum(factor) else called(factor)
        out += (" ÷ " if divides else " × ") + text if out else text
    return out + _more(len(factors), " × ")


def _listed(formulas: Sequence[Formula], between: str) -> str:
    return between.join(map(called, formulas[:_TERMS])) + _more(len(formulas), between)


def _more(count: int, between: str) -> str:
    return f"{between}…({count - _TERMS})" if count > _TERMS else ""


def _is_sum(formula: Formula) -> bool:
    return isinstance(formula, Sum | Total) and len(formula.terms) > 1
