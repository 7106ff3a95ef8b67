"""Tell whether two sources say the same, however they are written."""

from collections.abc import Iterator
from itertools import zip_longest

from reportdsl.syntax import exprs, keywords, nodes
from reportdsl.text.fold import fold
from reportdsl.text.numerals import parse_number
from reportdsl.text.source import Span

_SAID = {
    nodes.Field: ("name", "value"),
    nodes.Check: ("severity", "expression", "tolerance", "note", "source"),
    nodes.Sentence: ("pattern", "expression"),
}
"""What of a node is compared, where that is not all of it: the rest says the same as written."""


def difference(one: nodes.Document, other: nodes.Document) -> Span | None:
    """Return the first field or block of a document that another does not hold, or None."""
    for mine, theirs in _paired(one, other):
        if mine is None:
            return one.span
        if theirs is None or _said(mine) != _said(theirs):
            return mine.key_span if isinstance(mine, nodes.Field) else mine.span
    return None


def _paired(
    one: nodes.Document, other: nodes.Document
) -> Iterator[tuple[nodes.Field | nodes.Block | None, nodes.Field | nodes.Block | None]]:
    yield from zip_longest(one.fields, other.fields)
    yield from zip_longest(one.blocks, other.blocks)


def _said(value: object) -> object:
    """Return what a node says, as something that can be compared."""
    if isinstance(value, tuple):
        return tuple(map(_said, value))
    compared = _compared(type(value))
    if not compared:
        return value
    parts = (_said(getattr(value, name)) for name in compared)
    match value:
        case nodes.Field(name, key, written) if name in {"year", "date", "lang"}:
            return (nodes.Field, name, fold(written))
        case nodes.Field(None, key, written):
            return (nodes.Field, key, written)
        case nodes.RowLabel(rest=True):
            return (nodes.RowLabel, True)
        case nodes.StatedCell(text, quoted):
            return (nodes.StatedCell, _figure(text, quoted), quoted)
        case exprs.Reference() | exprs.Call():
            return _named(value)
        case _:
            return (type(value), *parts)


def _compared(kind: type) -> tuple[str, ...]:
    """Return what of a node is compared; nothing for what is none."""
    if kind.__module__ not in {nodes.__name__, exprs.__name__}:
        return ()
    # In a wheel the classes are written out: nothing there tells which fields take part.
    names: tuple[str, ...] = getattr(kind, "__match_args__", ())
    everything = tuple(n for n in names if not n.endswith("span") and n != "rule_text")
    return _SAID.get(kind, everything)


def _figure(text: str, quoted: str | None) -> str:
    """Return what is typed in a cell, a figure in half-width digits."""
    folded = fold(text)
    known = quoted is not None or folded in {"-", "/", "?"} or parse_number(text) is not None
    return folded if known else text


def _named(value: exprs.Reference | exprs.Call) -> object:
    """Return what a reference or a call says, keywords by what they are called in the code."""
    way = _way(value)
    if way is not None:
        return (exprs.Call, "sum", way)
    if isinstance(value, exprs.Call):
        scopes = value.function == "rollup"
        said = [_parts(a, 1) if scopes else _said(a) for a in value.arguments]
        return (exprs.Call, value.function, *said)
    return _parts(value, 2)


def _way(value: exprs.Expr) -> str | None:
    """Return which way a sum goes over what is above or to the left; None for anything else."""
    match value:
        case exprs.Reference((exprs.Part(name, False),)):
            return keywords.summed(name)
        case exprs.Call("sum", (exprs.Reference((exprs.Part(name, False),)),)):
            return keywords.summed(f"sum({name})")
    return None


def _parts(value: exprs.Expr, least: int) -> object:
    """Return the parts of a reference, of which the first is a scope where there are enough."""
    if not isinstance(value, exprs.Reference):
        return _said(value)
    named = [(part.name, part.quoted) for part in value.parts]
    first, quoted = named[0]
    scope = keywords.scope(first) if len(named) >= least and not quoted else None
    return (exprs.Reference, *([(scope, True)] if scope else named[:1]), *named[1:])
