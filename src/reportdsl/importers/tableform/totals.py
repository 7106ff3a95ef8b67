"""Recognise totals: rows and columns that their wording calls so, where the figures agree.

What a form's ``合计`` means is the sum of all leaves under the same parent, other computed ones
aside. Where that does not hold, the rows before or behind may add up; where nothing does, no rule
is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from reportdsl.importers.tableform.parts import Branch, Content, Datum
from reportdsl.text.fold import normal
from reportdsl.text.numerals import Exact, magnitude
from reportdsl.text.pattern import pattern

_TOTAL = pattern(
    r"合计|总计|小计|总数|共计|(?<![a-z])(?:sub)?totals?(?![a-z])|(?<![a-z])overall(?![a-z])|^sum$"
)
_AMONG = pattern(r"其中|(?:ofwhich|including)")
_MOST_TERMS = 30
"""How many terms a written sum has at most."""
_MOST_STEPS = 1_000_000
"""How many cells are added up to find out what are sums."""
_MOST_TOTALS = 200
"""How many rows or columns are tried as totals."""

Line: TypeAlias = Sequence[Datum]


@dataclass(frozen=True, slots=True)
class Total:
    """A leaf that is the sum of others."""

    leaf: int
    parts: tuple[int, ...] | None
    """The leaves that it adds up; None for all its siblings."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What of an axis is computed."""

    rules: Mapping[int, Total]
    unsure: tuple[int, ...]
    """Leaves that are called totals, but are none by their figures."""


def is_called_total(label: str) -> bool:
    """Tell whether a label says that its row or column is a total."""
    return _TOTAL.search(normal(label).casefold()) is not None or _is_spaced(label)


def _is_spaced(label: str) -> bool:
    words = label.casefold().split()
    return any(_TOTAL.fullmatch(word) for word in words)


def is_among(label: str) -> bool:
    """Tell whether a label says that its row or column is a part of the one before."""
    return _AMONG.match(normal(label).casefold()) is not None


def totals(
    roots: Sequence[Branch],
    lines: Sequence[Line],
    decimals: Sequence[int],
    computed: AbstractSet[int],
) -> Totals:
    """Return the totals among the leaves of a tree, of which each has a line of cells.

    `decimals` are those of each place in the lines; leaves that are `computed` otherwise are no
    parts of sums.
    """
    return _Finder(roots, lines, decimals, computed).found()


@dataclass(slots=True)
class _Siblings:
    """The leaves under one parent, by where they begin and end."""

    first: int
    end: int


class _Finder:
    def __init__(
        self,
        roots: Sequence[Branch],
        lines: Sequence[Line],
        decimals: Sequence[int],
        computed: AbstractSet[int] = frozenset(),
    ) -> None:
        self.lines = lines
        self.decimals = decimals
        self.computed = computed
        self.leaves: list[Branch] = []
        self.parents: dict[int, _Siblings] = {}
        self.deepest: list[int] = []
        self._enter(roots)
        self.among = {n for n, leaf in enumerate(self.leaves) if is_among(leaf.label)}
        self.rules: dict[int, Total] = {}
        self.steps = 0

    def _enter(self, roots: Sequence[Branch]) -> None:
        """Give the leaves their numbers; in `deepest` those of the lowest groups come first."""
        levels: dict[int, list[int]] = {}

        def enter(branches: Sequence[Branch], depth: int) -> None:
            own = _Siblings(len(self.leaves), 0)
            for branch in branches:
                if branch.children:
                    enter(branch.children, depth + 1)
                else:
                    self.parents[len(self.leaves)] = own
                    levels.setdefault(depth, []).append(len(self.leaves))
                    self.leaves.append(branch)
            own.end = len(self.leaves)

        enter(roots, 0)
        self.deepest = [leaf for depth in sorted(levels, reverse=True) for leaf in levels[depth]]

    def found(self) -> Totals:
        called = [leaf for leaf in self.deepest if is_called_total(self.leaves[leaf].label)]
        for _ in range(2):
            # What is found to be computed is no part of other sums, so these are tried again.
            for leaf in called[:_MOST_TOTALS]:
                if (
                    leaf not in self.computed | self.rules.keys()
                    and (total := self._total(leaf)) is not None
                ):
                    self.rules[leaf] = total
        self._hold_again()
        unsure = [leaf for leaf in called if leaf not in self.rules and self._speaks(leaf)]
        unsure = [leaf for leaf in unsure if leaf not in self.computed]
        return Totals(self.rules, tuple(sorted(unsure)))

    def _total(self, leaf: int) -> Total | None:
        if self._holds(leaf, self._siblings(leaf)):
            return Total(leaf, None)
        run = self._any_run(leaf)
        return None if run is None else Total(leaf, run)

    def _any_run(self, leaf: int) -> tuple[int, ...] | None:
        """Return leaves next to one that add up to it.

        Where not all of them do, what is called a part of another and what is computed is passed.
        """
        aside = self.among | self.rules.keys() | self.computed
        for passed in (self.computed, aside):
            for step in (-1, 1):
                run = self._run(leaf, step, passed)
                if run is not None:
                    return run
        return None

    def _hold_again(self) -> None:
        """Take back sums of siblings that no longer hold, as others were found to be computed."""
        for leaf, total in list(self.rules.items()):
            if total.parts is None and not self._holds(leaf, self._siblings(leaf)):
                run = self._any_run(leaf)
                if run is None:
                    del self.rules[leaf]
                else:
                    self.rules[leaf] = Total(leaf, run)

    def _siblings(self, leaf: int) -> list[int]:
        own = self.parents[leaf]
        aside = self.rules.keys() | self.computed
        return [n for n in range(own.first, own.end) if n != leaf and n not in aside]

    def _speaks(self, leaf: int) -> bool:
        """Tell whether a leaf has any figure."""
        return any(d.number is not None for d in self.lines[leaf])

    def _holds(self, leaf: int, parts: Sequence[int]) -> bool:
        """Tell whether a leaf is the sum of others wherever it has a figure, once not zero."""
        sums = _Sums(self.lines[leaf], self.decimals)
        self.steps += len(parts) * len(self.decimals)
        if not sums.weight() or self.steps > _MOST_STEPS:
            return False
        for part in parts:
            sums.add(self.lines[part])
        return sums.hold()

    def _run(self, leaf: int, step: int, passed: AbstractSet[int]) -> tuple[int, ...] | None:
        """Return the leaves next to one, on one side, that add up to it: two or more."""
        own = self.parents[leaf]
        sums = _Sums(self.lines[leaf], self.decimals)
        if not sums.weight():
            return None
        parts: list[int] = []
        at = leaf + step
        while own.first <= at < own.end and len(parts) < _MOST_TERMS:
            if at not in passed:
                sums.add(self.lines[at])
                parts.append(at)
            if len(parts) > 1 and sums.hold():
                return tuple(sorted((*parts, *self._zeros(at + step, step, own, passed))))
            at += step
        return None

    def _zeros(self, at: int, step: int, own: _Siblings, passed: AbstractSet[int]) -> list[int]:
        """Return the leaves that go on from a sum, all zero, up to another total or the end."""
        found: list[int] = []
        while own.first <= at < own.end and not is_called_total(self.leaves[at].label):
            if any(d.number is not None and d.number.value for d in self.lines[at]):
                return []
            if at not in passed:
                found.append(at)
            at += step
        return found


@dataclass(slots=True)
class _Sums:
    """The sums of some lines, place by place, held against a total."""

    total: Line
    decimals: Sequence[int]
    values: list[Exact] = field(init=False)
    counts: list[int] = field(init=False)
    nonzero: list[int] = field(init=False)
    """How many parts are not zero at each place."""

    def __post_init__(self) -> None:
        self.values = [0] * len(self.total)
        self.counts = [0] * len(self.total)
        self.nonzero = [0] * len(self.total)

    def add(self, line: Line) -> None:
        for at, cell in enumerate(line):
            if cell.number is not None:
                self.values[at] += cell.number.value
                self.counts[at] += 1
                self.nonzero[at] += bool(cell.number.value)

    def hold(self, *, exactly: bool = False) -> bool:
        """Tell whether the total is the sum at each place that has figures."""
        return all(self._holds(at, exactly=exactly) for at in range(len(self.total)))

    def _holds(self, at: int, *, exactly: bool) -> bool:
        own = self.total[at]
        if own.number is None:
            if own.content is Content.TEXT:
                return not self.counts[at]
            return not self.nonzero[at]
        if not self.counts[at]:
            return False
        room = Fraction(0)
        if not exactly and self.decimals[at]:
            room = Fraction(self.counts[at] + 1, 2 * 10 ** self.decimals[at])
        return magnitude(self.values[at] - own.number.value) <= room

    def weight(self) -> int:
        """Return at how many places the total is not zero."""
        return sum(bool(d.number is not None and d.number.value) for d in self.total)

    def strength(self) -> int:
        """Return at how many places the total is not zero and two or more parts are not."""
        return sum(
            bool(d.number is not None and d.number.value and self.nonzero[at] > 1)
            for at, d in enumerate(self.total)
        )


_FEWEST_PLACES = 2
_FARTHEST = 12
"""How many leaves on one side are tried as parts of a sum that no wording tells of."""
_MOST_SUSPECTED = 500
"""How many leaves are tried as such sums; where there are more, they are a list."""


def suspected(
    roots: Sequence[Branch], lines: Sequence[Line], known: Totals, computed: AbstractSet[int]
) -> Iterator[Total]:
    """Yield sums that the figures suggest and no wording tells of; in places not computed."""
    finder = _Finder(roots, lines, [0] * len(lines[0]) if lines else [])
    called = {*known.rules, *known.unsure, *computed}
    for leaf in range(min(len(finder.leaves), _MOST_SUSPECTED)):
        if leaf in called:
            continue
        for step in (1, -1):
            parts = _suspected(finder, leaf, step)
            if parts is not None:
                yield Total(leaf, parts)
                break


def _suspected(finder: _Finder, leaf: int, step: int) -> tuple[int, ...] | None:
    own = finder.parents[leaf]
    sums = _Sums(finder.lines[leaf], finder.decimals)
    if sums.weight() < _FEWEST_PLACES:
        return None
    parts: list[int] = []
    at = leaf + step
    while own.first <= at < own.end and len(parts) < _FARTHEST:
        sums.add(finder.lines[at])
        parts.append(at)
        strong = len(parts) > 1 and sums.strength() >= _FEWEST_PLACES
        if strong and sums.hold(exactly=True):
            return tuple(sorted(parts))
        at += step
    return None


def included(roots: Sequence[Branch], lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield leaves that are called a part of the one before them, with that one, where figures fit.

    Those that follow such a leaf with the same kind of label are parts of the same.
    """
    finder = _Finder(roots, lines, ())
    whole = -1
    for leaf, branch in enumerate(finder.leaves):
        if not is_among(branch.label):
            whole = leaf
        elif whole >= finder.parents[leaf].first and _within(lines[leaf], lines[whole]):
            yield whole, leaf


def _within(part: Line, whole: Line) -> bool:
    pairs = [
        (one.number.value, other.number.value)
        for one, other in zip(part, whole, strict=True)
        if one.number is not None and other.number is not None
    ]
    return bool(pairs) and all(one <= other for one, other in pairs)
