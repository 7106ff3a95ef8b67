"""Spell out the equations of a report."""

from reportdsl.analysis.equations import system
from reportdsl.analysis.relations import Relation, Stated, System
from reportdsl.compiler import Compilation
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.diagnostics.render.concise import locate
from reportdsl.text.fold import normal
from reportdsl.text.nearest import nearest
from reportdsl.text.numerals import Exact, exact_decimal, fixed, magnitude
from reportdsl.text.width import visible

_TERMS = 40
"""How many terms of an equation are spelled out."""


def listed(compilation: Compilation, cell: str | None, language: Language) -> tuple[str, bool]:
    """Return the equations, one a line, and whether there is such a cell in any of them."""
    sheet = compilation.checked.sheet
    whole = System() if sheet is None else system(sheet)
    wanted = None if cell is None else _named(whole, cell)
    if wanted is not None and not wanted:
        return _unknown(whole, cell or "", language), False
    lines = [
        _line(compilation, whole, relation, language)
        for relation in whole.relations
        if wanted is None or wanted & relation.terms.keys()
    ]
    none = "没有等式" if language == "zh" else "no equations"
    return "\n".join(lines) or none, True


def _named(whole: System, cell: str) -> set[int]:
    """Return the figures of cells that a name means: each of its parts is a row's or column's."""
    asked = [normal(part) for part in cell.replace("。", ".").split(".")]
    return {
        index
        for index, stated in enumerate(whole.stated)
        if stated.address is not None and set(asked) <= _parts(stated)
    }


def _parts(stated: Stated) -> set[str]:
    return {normal(part) for level in stated.name.split(" / ") for part in level.split(".")}


def _unknown(whole: System, cell: str, language: Language) -> str:
    names = [s.name.replace(" / ", ".") for s in whole.stated if s.address is not None]
    near = nearest(cell, tuple(dict.fromkeys(names)))
    shown = visible(cell)
    if language == "zh":
        return f"没有等式用到“{shown}”" + (f"，是不是{'、'.join(near)}？" if near else "")
    return f'no equation holds "{shown}"' + (f"; did you mean {', '.join(near)}?" if near else "")


def _line(compilation: Compilation, whole: System, relation: Relation, language: Language) -> str:
    place = locate(relation.span, compilation.sources)
    gap = magnitude(relation.residual)
    figure = exact_decimal(gap) or fixed(gap, 8)
    if language == "zh":
        verdict = "成立" if relation.holds else f"差 {figure}"
    else:
        verdict = "holds" if relation.holds else f"{figure} apart"
    where = f"{visible(relation.span.source)}:{place.line}:{place.column}"
    return (
        f"{where}: {verdict}  {visible(relation.name.text(language))}  {_spelled(whole, relation)}"
    )


def _spelled(whole: System, relation: Relation) -> str:
    left = [(i, -c) for i, c in relation.terms.items() if c < 0]
    right = [(i, c) for i, c in relation.terms.items() if c > 0]
    known = sum(c * whole.stated[i].figure.value for i, c in relation.terms.items())
    constant: Exact = relation.residual - known
    sides = _side(whole, left, max(-constant, 0)), _side(whole, right, max(constant, 0))
    operator = (
        "=" if relation.low == relation.high or None not in (relation.low, relation.high) else "≥"
    )
    if relation.high is None:
        sides = sides[1], sides[0]
    return visible(f"{sides[0]} {operator} {sides[1]}")


def _side(whole: System, terms: list[tuple[int, Exact]], constant: Exact) -> str:
    out = [_term(whole.stated[index], coefficient) for index, coefficient in terms[:_TERMS]]
    if len(terms) > _TERMS:
        out.append("…")
    if constant:
        out.append(exact_decimal(constant) or fixed(constant, 8))
    return " + ".join(out) or "0"


def _term(stated: Stated, coefficient: Exact) -> str:
    factor = "" if coefficient == 1 else f"{exact_decimal(coefficient) or fixed(coefficient, 8)} × "
    name = stated.name or "?"
    return f"{factor}{name} ({stated.text or 0})"
