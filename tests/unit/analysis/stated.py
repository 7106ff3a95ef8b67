"""Make figures and relations of a system by hand."""

from collections.abc import Mapping, Sequence

from reportdsl.analysis.relations import Description, Origin, Relation, Stated
from reportdsl.diagnostics.diagnostic import Message, message
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.formula import Address
from reportdsl.model.value import exact
from reportdsl.text.numerals import Exact
from reportdsl.text.source import Span

NOWHERE = Span("r.report", 0, 0)


def figure(row: int, column: int, value: Exact, *, step: Exact = 1) -> Stated:
    """Return a figure of the first table; of counts, unless its step says otherwise."""
    return Stated(Origin.CELL, exact(value), step, 0, Address(0, 0, row, column), _described)


def relation(
    terms: Mapping[int, Exact],
    stated: Sequence[Stated],
    place: int,
    ends: "tuple[Exact | None, Exact | None]" = (0, 0),
) -> Relation:
    """Return a relation of figures as they are stated."""
    value: Exact = sum(by * stated[index].figure.value for index, by in terms.items())
    return Relation(dict(terms), value, *ends, place, _named, NOWHERE)


def _described() -> Description:
    return Description("", NOWHERE)


def _named() -> Message:
    return message(rules.NOT_LOCATED)
