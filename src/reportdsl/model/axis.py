"""Hold the trees of rows and columns: nodes with names, rules and types, and their leaves."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TypeAlias

from reportdsl.text.fold import bare, normal
from reportdsl.text.source import Span


class Kind(StrEnum):
    """What a cell may hold."""

    NUMBER = "number"
    COUNT = "count"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"


FIGURES = frozenset({Kind.NUMBER, Kind.COUNT, Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT})
WHOLE = frozenset({Kind.COUNT, Kind.INTEGER})


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is said between angle brackets; None where nothing is."""

    kind: Kind | None = None
    decimals: int | None = None
    choices: tuple[str, ...] = ()
    unit: str | None = None
    optional: bool = False
    exact: bool = False

    def over(self, other: "Attributes") -> "Attributes":
        """Return these attributes, and what they leave open from those above them."""
        own = self if self.kind is not None else other
        return Attributes(
            own.kind,
            own.decimals,
            own.choices,
            self.unit if self.unit is not None else other.unit,
            self.optional or other.optional,
            self.exact or other.exact,
        )


@dataclass(frozen=True, slots=True)
class CellType:
    """What a cell may hold, all said."""

    kind: Kind
    decimals: int | None
    """The most decimals of a typed figure; None where the form leaves it open."""
    choices: tuple[str, ...]
    unit: str
    optional: bool
    exact: bool

    @property
    def figures(self) -> bool:
        """Tell whether cells of the type hold figures."""
        return self.kind in FIGURES


@lru_cache(maxsize=1024)
def cell_type(attributes: Attributes) -> CellType:
    """Return the type that attributes give; without a kind, a number of any decimals."""
    kind = attributes.kind or Kind.NUMBER
    decimals = 0 if kind in WHOLE else attributes.decimals
    return CellType(
        kind,
        decimals,
        attributes.choices,
        attributes.unit or "",
        attributes.optional,
        attributes.exact or kind in WHOLE,
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """How a row or column is computed."""

    text: str
    """As written."""
    expression: object
    """The expression as written, for analysis to resolve; None for the sum of its siblings."""
    span: Span
    only_stated: bool = False
    """Whether it checks what is stated but computes nothing."""

    @property
    def is_sum(self) -> bool:
        """Tell whether it adds up the leaves under the same parent."""
        return self.expression is None


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A row or column, or a group of them. Compared by identity."""

    key: str
    label: str
    whole: bool = False
    """Whether the label is taken as it stands, enumerator and parenthesis included."""
    rule: Rule | None = None
    attributes: Attributes = Attributes()
    """Its own and those inherited."""
    children: tuple["Node", ...] = ()
    path: tuple[str, ...] = ()
    """The keys from the root to here."""
    width: int = 1
    """How many columns of the published grid a column covers."""
    span: Span | None = None
    omitted: bool = False
    """Whether the author leaves it out."""
    authored: bool = False
    """Whether the author named the row."""

    def leaves(self) -> Iterator["Node"]:
        """Yield the leaves beneath, in order, itself if it is one; what is omitted left out."""
        if self.omitted:
            return
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator["Node"]:
        """Yield itself and all beneath, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


_Named: TypeAlias = Sequence[tuple[Node, bool]]
"""Nodes of one name, and whether it is the key or the full label of each."""


@dataclass(frozen=True, eq=False)
class Axis:
    """A tree of rows or columns."""

    roots: tuple[Node, ...]
    unnamed: bool = False
    """Whether it is the single row of a table that names none."""

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The leaves in order."""
        return tuple(leaf for root in self.roots for leaf in root.leaves())

    @cached_property
    def by_leaf(self) -> dict[Node, int]:
        """The place of each leaf among the leaves."""
        return {leaf: index for index, leaf in enumerate(self.leaves)}

    @cached_property
    def depth(self) -> int:
        """The number of levels, at least one."""
        return max((len(leaf.path) for leaf in self.leaves), default=1)

    @cached_property
    def index(self) -> dict[str, list[tuple[Node, bool]]]:
        """The nodes of each name in normal form, and whether it is a key or a full label."""
        found: dict[str, list[tuple[Node, bool]]] = {}
        for root in self.roots:
            for node in root.walk():
                for name, full in names(node):
                    found.setdefault(name, []).append((node, full))
        return found

    @cached_property
    def lowest_groups(self) -> tuple[Node, ...]:
        """The groups that hold no groups, in order; a leaf that stands beside groups is one."""
        out: list[Node] = []
        waiting = list(reversed(self.roots))
        while waiting:
            node = waiting.pop()
            if any(child.children for child in node.children):
                waiting += reversed(node.children)
            else:
                out.append(node)
        return tuple(out)

    @cached_property
    def parents(self) -> dict[Node, Node]:
        """The parent of each node but the roots."""
        return {c: n for root in self.roots for n in root.walk() for c in n.children}

    @cached_property
    def short_names(self) -> dict[Node, str]:
        """The shortest path of keys, joined by `` / ``, that names each leaf alone."""
        paths = {leaf: leaf.path or (leaf.key,) for leaf in self.leaves}
        counts: Counter[tuple[str, ...]] = Counter(
            path[start:] for path in paths.values() for start in range(len(path))
        )
        out: dict[Node, str] = {}
        for leaf, path in paths.items():
            ends = (path[start:] for start in range(len(path) - 1, -1, -1))
            out[leaf] = " / ".join(next((end for end in ends if counts[end] == 1), path))
        return out

    @cached_property
    def extents(self) -> dict[Node, tuple[int, int]]:
        """The place of each node in the order of `index`, and that of the last beneath it."""
        out: dict[Node, tuple[int, int]] = {}
        for root in self.roots:
            _number(root, out)
        return out

    def beneath(self, found: _Named, ancestor: Node) -> _Named:
        """Return those of the nodes that `index` gives for a name that stand beneath another."""
        first, last = self.extents[ancestor]
        start, end = (bisect_right(found, n, key=self._place) for n in (first, last))
        return found[start:end]

    def _place(self, item: tuple[Node, bool]) -> int:
        return self.extents[item[0]][0]

    def siblings(self, node: Node) -> tuple[Node, ...]:
        """Return all leaves under a node's parent, at any depth, itself aside."""
        parent = self.parents.get(node)
        leaves = parent.leaves() if parent else iter(self.leaves)
        return tuple(leaf for leaf in leaves if leaf is not node)


def _number(node: Node, out: dict[Node, tuple[int, int]]) -> None:
    """Give a node, and those beneath it, their numbers in order."""
    place = len(out)
    out[node] = place, place
    for child in node.children:
        _number(child, out)
    out[node] = place, len(out) - 1


def names(node: Node) -> list[tuple[str, bool]]:
    """Return the names by which a node may be called, in normal form.

    With each, whether it is the key or the full label; else it is the label without enumerator,
    and without trailing parenthesis.
    """
    full = {normal(node.key), normal(node.label)}
    if node.whole:
        return [(name, True) for name in full if name]
    short = {normal(bare(node.label)), normal(bare(node.label + "()"))} - full
    return [(n, True) for n in full if n] + [(n, False) for n in short if n]
