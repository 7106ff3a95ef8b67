"""Set changes beneath what they follow from: a total beneath the parts that changed it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportdsl.compare.changes import Comparison

DEEPEST = 8
"""From which depth on what follows is set no deeper."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A change at its place in the tree."""

    number: int
    """Its place among the changes."""
    depth: int


def tree(comparison: Comparison) -> list[Placed]:
    """Return all changes, each behind the one that it follows from, one level deeper.

    What follows from several stands beneath the last of them that is deepest itself.
    """
    parents = _parents(len(comparison.changes), comparison.follows)
    children: dict[int | None, list[int]] = {}
    for number in range(len(comparison.changes)):
        children.setdefault(parents.get(number), []).append(number)
    return list(_placed(children))


def _parents(count: int, follows: Mapping[int, tuple[int, ...]]) -> dict[int, int]:
    waiting = {number: len(causes) for number, causes in follows.items()}
    effects: dict[int, list[int]] = {}
    for number, causes in follows.items():
        for cause in causes:
            effects.setdefault(cause, []).append(number)
    depth = dict.fromkeys((n for n in range(count) if n not in waiting), 0)
    ready = list(depth)
    parents: dict[int, int] = {}
    # What goes round in circles, as a formula turned about may, stands beneath nothing.
    for number in ready:
        for effect in effects.get(number, ()):
            waiting[effect] -= 1
            if not waiting[effect]:
                parent = max(follows[effect], key=lambda cause: (depth[cause], cause))
                parents[effect] = parent
                depth[effect] = depth[parent] + 1
                ready.append(effect)
    return parents


def _placed(children: Mapping[int | None, list[int]]) -> Iterator[Placed]:
    stack = [(number, 0) for number in reversed(children.get(None, []))]
    while stack:
        number, depth = stack.pop()
        yield Placed(number, min(depth, DEEPEST))
        stack += [(below, depth + 1) for below in reversed(children.get(number, []))]
