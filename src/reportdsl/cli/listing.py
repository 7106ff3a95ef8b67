"""Spell out the equations of a report."""

from collections import Counter

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
    asked = Counter(normal(part) for part in cell.replace("。", ".").split("."))
    return {
        index
        for index, stated in enumerate(whole.stated)
        if stated.address is not None and asked <= _parts(stated)
    }


def _parts(stated: Stated) -> Counter[str]:
    levels = _name(stated, "zh").split(" / ")
    return Counter(normal(part) for level in levels for part in level.split("."))


def _unknown(whole: System, cell: str, language: Language) -> str:
    cells = [stated for stated in whole.stated if stated.address is not None]
    names = [_name(stated, "zh").replace(" / ", ".") for stated in cells]
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
    name, spelled = visible(relation.name.text(language)), _spelled(whole, relation, language)
    return f"{where}: {verdict}  {name}  {spelled}"


def _spelled(whole: System, relation: Relation, language: Language) -> str:
    """Return a relation with nothing subtracted on either side, and its room."""
    low, high = relation.low, relation.high
    terms = {i: c for i, c in relation.terms.items() if not whole.stated[i].doubt}
    known = sum(c * whole.stated[i].figure.value for i, c in relation.terms.items())
    constant: Exact = relation.residual - known
    room: Exact = 0
    if low is not None and high is not None:
        operator, room = "=", high
    else:
        operator = "≤" if high is None else "≥"
        constant -= high if high is not None else low or 0
    less = [(whole.stated[i], -c) for i, c in terms.items() if c < 0]
    more = [(whole.stated[i], c) for i, c in terms.items() if c > 0]
    left = _side(less, max(-constant, 0), language)
    right = _side(more, max(constant, 0), language)
    within = f" ± {exact_decimal(room) or fixed(room, 8)}" if room else ""
    return visible(f"{left} {operator} {right}{within}")


def _side(terms: list[tuple[Stated, Exact]], constant: Exact, language: Language) -> str:
    out = [_term(stated, coefficient, language) for stated, coefficient in terms[:_TERMS]]
    if len(terms) > _TERMS:
        out.append("…")
    if constant:
        out.append(exact_decimal(constant) or fixed(constant, 8))
    return " + ".join(out) or "0"


def _term(stated: Stated, coefficient: Exact, language: Language) -> str:
    factor = "" if coefficient == 1 else f"{exact_decimal(coefficient) or fixed(coefficient, 8)} × "
    figure = stated.text or exact_decimal(stated.figure.value)
    return f"{factor}{_name(stated, language)} ({figure})"


def _name(stated: Stated, language: Language) -> str:
    name = stated.name
    return name if isinstance(name, str) else name.text(language, {})
