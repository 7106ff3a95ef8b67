"""Say how values are written: the nodes of expressions, with names as written."""

from dataclasses import dataclass, field

from reportdsl.text.source import Span


def span_field() -> Span:
    """Return a dataclass field for a span that takes no part in equality."""
    result: Span = field(compare=False, repr=False)
    return result


@dataclass(frozen=True, slots=True)
class Number:
    """A figure without sign, or a percent literal."""

    text: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Date:
    """A day, written 2021-01-31."""

    text: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Part:
    """One name of a reference; `name` is ``*`` for every child."""

    name: str
    quoted: bool
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Reference:
    """A path of names. A single quoted part may be a text instead."""

    parts: tuple[Part, ...]
    span: Span = span_field()

    @property
    def written(self) -> str:
        """The path as one name, quotation marks left out."""
        return ".".join(part.name for part in self.parts)


@dataclass(frozen=True, slots=True)
class Call:
    """A function, by its canonical name or as written where there is none such."""

    function: str
    arguments: "tuple[Expr, ...]"
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms added and, where the sign is -1, taken away."""

    terms: "tuple[tuple[int, Expr], ...]"
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Product:
    """Factors multiplied or, where the first item is True, divided by, from the left."""

    factors: "tuple[tuple[bool, Expr], ...]"
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and ``= ≠ < ≤ > ≥`` between them."""

    operator: str
    left: "Expr"
    right: "Expr"
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Logical:
    """``and``, ``or`` or ``not`` over conditions."""

    operator: str
    operands: "tuple[Expr, ...]"
    span: Span = span_field()


Expr = Number | Date | Reference | Call | Sum | Product | Comparison | Logical
