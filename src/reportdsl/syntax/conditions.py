"""Build what must hold: checks of a report or a form, and a form's known sentences."""

from typing import cast

from reportdsl.diagnostics.diagnostic import diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import exprs, keywords, nodes
from reportdsl.syntax.expressions import Slots, extent, token_text, unquoted
from reportdsl.syntax.line import Line
from reportdsl.syntax.tree import Token


def check(line: Line, slots: Slots) -> nodes.Check | None:
    """Return a check from its line, of a report or a form, or None after a fault."""
    tree = slots.parse("check", line, syntax.BAD_EXPRESSION)
    if tree is None:
        return None
    severity, expression, _, tolerance, note, _, source = tree.children
    assert expression is not None
    start, end = extent(expression, line.folded)
    return nodes.Check(
        keywords.word(str(severity)) if severity is not None else None,
        slots.build(expression, line),
        str(tolerance) if tolerance is not None else None,
        _text(note, line),
        _text(source, line),
        line.text[start:end],
        line.whole,
    )


def sentence(line: Line, slots: Slots) -> nodes.Sentence | None:
    """Return a sentence that reports are wont to write, or None after a fault."""
    tree = slots.parse("sentence", line, syntax.BAD_FORM_LINE)
    if tree is None:
        return None
    pattern, _, expression = tree.children
    start, end = extent(expression, line.folded)
    text = unquoted(token_text(cast("Token", pattern), line))
    built = slots.build(expression, line)
    if isinstance(built, exprs.Comparison | exprs.Logical):
        problem = message(syntax.NO_CONDITION)
        slots.report(diagnose(syntax.BAD_FORM_LINE, built.span, problem=problem))
        return None
    return nodes.Sentence(text, built, line.text[start:end], line.whole)


def _text(token: object, line: Line) -> str | None:
    return unquoted(token_text(token, line)) if isinstance(token, Token) else None
