"""Hold resolved expressions: addresses where names stood, one value each.

Vectors are gone: what was one rule over a row taken whole is here as many formulas as it has
leaves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple

from reportdsl.model.value import Value
from reportdsl.text.source import Span


class Address(NamedTuple):
    """Where a cell is: the indices of its table, band, leaf row and leaf column."""

    table: int
    band: int
    row: int
    column: int


@lru_cache(maxsize=1024)
def row_addresses(table: int, band: int, row: int, columns: int) -> tuple[Address, ...]:
    """Return the addresses of the cells of a row, from the first column on."""
    # The constructor would take twice as long.
    new = tuple.__new__
    return tuple([new(Address, (table, band, row, column)) for column in range(columns)])


@dataclass(frozen=True, slots=True)
class Constant:
    """A figure, text, truth or date as written; `known` names a cell of another report."""

    value: Value
    text: str
    span: Span
    known: bool = False
    shown: str | None = None
    """How another report's table publishes it."""


@dataclass(frozen=True, slots=True)
class CellRef:
    """The value of a cell."""

    address: Address
    name: str
    """The cell as people call it."""
    span: Span


@dataclass(frozen=True, slots=True)
class Omitted:
    """A cell that the author leaves out of the table: sums go on without it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over cells: those without a figure count as nothing, and a sum of none has none."""

    terms: "tuple[Formula, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with their signs."""

    terms: "tuple[tuple[int, Formula], ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Product:
    """Factors, each multiplied or (where True) divided by."""

    factors: "tuple[tuple[bool, Formula], ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Function:
    """``max min abs round if growth`` of its arguments."""

    name: str
    arguments: "tuple[Formula, ...]"
    span: Span
    of_leaves: bool = False
    """Whether the arguments are the leaves of a vector: those without a figure do not count."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Two sides and an operator."""

    operator: str
    left: "Formula"
    right: "Formula"
    span: Span


@dataclass(frozen=True, slots=True)
class Logic:
    """``and or not`` over conditions."""

    operator: str
    operands: "tuple[Formula, ...]"
    span: Span


Formula = Constant | CellRef | Omitted | Total | Sum | Product | Function | Compare | Logic


class Terms(NamedTuple):
    """The cells that a formula adds up, and those that it takes away."""

    plus: tuple[Address, ...]
    minus: tuple[Address, ...]
    steps: int
    """How many formulas it is made of."""


def terms_of(formula: Formula, *, most: float = inf) -> Terms | None:
    """Return the cells of a formula that only adds and subtracts cells; None for any other.

    None too for one that is made of more than `most` formulas.
    """
    plus: list[Address] = []
    minus: list[Address] = []
    steps = 0
    stack = [(1, formula)]
    while stack:
        if steps + len(stack) > most:
            return None
        sign, item = stack.pop()
        steps += 1
        match item:
            case CellRef():
                (plus if sign > 0 else minus).append(item.address)
            case Total():
                stack += [(sign, term) for term in reversed(item.terms)]
            case Sum():
                stack += [(sign * own, term) for own, term in reversed(item.terms)]
            case _:
                return None
    return Terms(tuple(plus), tuple(minus), steps) if plus or minus else None


def parts(formula: Formula) -> "tuple[Formula, ...]":
    """Return the formulas that a formula is made of."""
    match formula:
        case Total():
            return formula.terms
        case Sum():
            return tuple(term for _, term in formula.terms)
        case Product():
            return tuple(factor for _, factor in formula.factors)
        case Function():
            return formula.arguments
        case Compare():
            return formula.left, formula.right
        case Logic():
            return formula.operands
        case _:
            return ()


def references(formula: Formula) -> list[CellRef]:
    """Return the cells that a formula names, in order, each as often as it does."""
    return list(each_reference(formula))


def each_reference(formula: Formula) -> Iterator[CellRef]:
    """Yield what `references` returns."""
    stack: list[Formula] = [formula]
    while stack:
        item = stack.pop()
        if isinstance(item, CellRef):
            yield item
        stack.extend(reversed(parts(item)))
