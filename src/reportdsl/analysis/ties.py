"""Recognise figures of the prose that are tied to cells: ``{12 = 新收.总计}``."""

from reportdsl.model.value import Figure, rounded
from reportdsl.syntax import exprs
from reportdsl.text.numerals import parse_number


def tied(expression: exprs.Expr) -> exprs.Comparison | None:
    """Return an equality that ties a figure of the prose, or None."""
    if isinstance(expression, exprs.Comparison) and expression.operator == "=":
        return expression
    return None


def typed_figure(expression: exprs.Expr) -> tuple[Figure, str] | None:
    """Return a bare figure of the prose with the room that its decimals allow, and its text."""
    sign, number = 1, expression
    if isinstance(expression, exprs.Sum) and len(expression.terms) == 1:
        sign, number = expression.terms[0]
    if not isinstance(number, exprs.Number):
        return None
    parsed = parse_number(number.text)
    if parsed is None:
        return None
    figure = rounded(sign * parsed.value, parsed.decimals, percent=parsed.percent)
    return figure, ("-" if sign < 0 else "") + number.text
