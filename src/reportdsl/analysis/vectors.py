"""Take vectors leaf by leaf: one formula for each leaf of what an expression names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportdsl.model.formula import Formula
from reportdsl.text.source import Span

Key: TypeAlias = tuple[tuple[str, ...] | None, tuple[str, ...] | None]
"""The keys of a leaf's row and of its column; None where a vector has only one of them."""


Leaf: TypeAlias = tuple[Key | None, Formula, bool]
"""A leaf, None where there is but one, its formula, and whether it is a sum of others."""


@dataclass(frozen=True, slots=True)
class Vector:
    """One formula for each leaf of what an expression names."""

    items: tuple[tuple[Key, Formula, bool], ...]
    """The leaf, its formula, and whether a sum leaves it out."""
    name: str
    span: Span
    foreign: bool = False
    """Whether it comes from another report, which may lack some leaves."""


Resolved: TypeAlias = Formula | Vector


class ShapesDifferError(Exception):
    """Two vectors whose leaves do not answer each other."""

    def __init__(self, left: Vector, right: Vector) -> None:
        super().__init__(left.name, right.name)
        self.left = left
        self.right = right


def spread(
    operands: Sequence[Resolved], make: Callable[[list[Formula]], Formula], *, partly: bool
) -> Resolved:
    """Return an operation on operands, leaf by leaf where one of them is a vector.

    Leaves that a vector lacks are left out if `partly`; else raise `ShapesDifferError`.
    """
    vectors = [v for v in operands if isinstance(v, Vector)]
    if not vectors:
        return make([f for f in operands if not isinstance(f, Vector)])
    first = vectors[0]
    rows = [_aligned(first, v) if isinstance(v, Vector) else None for v in operands]
    items: list[tuple[Key, Formula, bool]] = []
    for index, (key, _, is_sum) in enumerate(first.items):
        line: list[Formula] = []
        for operand, row in zip(operands, rows, strict=True):
            if not isinstance(operand, Vector):
                line.append(operand)
            elif row is not None and (formula := row(index, key)) is not None:
                line.append(formula)
        if len(line) == len(operands):
            items.append((key, make(line), is_sum))
        elif not partly:
            raise ShapesDifferError(first, vectors[-1])
    foreign = any(v.foreign for v in vectors)
    return Vector(tuple(items), first.name, first.span, foreign)


def _aligned(first: Vector, other: Vector) -> Callable[[int, Key], Formula | None]:
    """Return how to find in a vector the leaf that answers one of another."""
    by_key = {key: formula for key, formula, _ in other.items}
    keys = {key for key, _, _ in first.items}
    if keys == set(by_key) or first.foreign or other.foreign:
        return lambda _, key: by_key.get(key)
    same_axes = {_axes(key) for key in keys} == {_axes(key) for key in by_key}
    if len(first.items) != len(other.items) or not same_axes:
        raise ShapesDifferError(first, other)
    return lambda index, _: other.items[index][1]


def _axes(key: Key) -> tuple[bool, bool]:
    return key[0] is None, key[1] is None
