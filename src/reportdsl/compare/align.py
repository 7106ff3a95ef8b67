"""Find what two sequences have in common, in order, in bounded time.

Elements that stand once in either are matched first, as a reader would; what lies between them is
searched for the fewest changes, and left unmatched where that would take too long.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

_FEWEST = 100_000
"""How many steps a comparison may take at least; more where the sequences are long."""
_PER_ELEMENT = 40
_DEEPEST = 400
"""How many changes are searched for in a row."""
_SURE = 70
"""From how much of two things being the same, in percent, no better match is sought."""
_PAIRS = 900
"""How many pairs of a gap are weighed; a longer one is halved."""

Pairs = list[tuple[int, int]]


def matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Return pairs of places at which the sequences hold the same, both places rising."""
    return _Search(old, new).pairs()


def gaps(pairs: Pairs, old: int, new: int) -> "list[tuple[range, range]]":
    """Return the places between matched ones, of sequences of these lengths; one range longer."""
    out: list[tuple[range, range]] = []
    i = j = 0
    for a, b in [*pairs, (old, new)]:
        out.append((range(i, a), range(j, b)))
        i, j = a + 1, b + 1
    return out


class _Search:
    """The state of one search: what is found, and how many steps are left."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        self.old = old
        self.new = new
        self.found: Pairs = []
        self.steps = _FEWEST + _PER_ELEMENT * (len(old) + len(new))

    def pairs(self) -> Pairs:
        ranges = [(0, len(self.old), 0, len(self.new))]
        while ranges:
            a, b, c, d = self._trimmed(*ranges.pop())
            if a == b or c == d or self.steps <= 0:
                continue
            self.steps -= b - a + d - c
            anchors = self._anchors(a, b, c, d)
            if not anchors:
                self.found += self._fewest(a, b, c, d)
                continue
            self.found += anchors
            for i, j in [*anchors, (b, d)]:
                ranges.append((a, i, c, j))
                a, c = i + 1, j + 1
        return sorted(self.found)

    def _trimmed(self, a: int, b: int, c: int, d: int) -> tuple[int, int, int, int]:
        """Match what both ranges begin and end with; return what lies between."""
        old, new = self.old, self.new
        while a < b and c < d and old[a] == new[c]:
            self.found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            self.found.append((b, d))
        return a, b, c, d

    def _anchors(self, a: int, b: int, c: int, d: int) -> Pairs:
        """Return the most elements that stand once in each range, in the same order in both."""
        old, new = self.old[a:b], self.new[c:d]
        counts, others = Counter(old), Counter(new)
        places = {item: c + at for at, item in enumerate(new)}
        once = [
            (a + at, places[item])
            for at, item in enumerate(old)
            if counts[item] == 1 and others.get(item) == 1
        ]
        return [once[at] for at in rising([j for _, j in once])]

    def _fewest(self, a: int, b: int, c: int, d: int) -> Pairs:
        """Return the matches of the fewest changes (Myers' way); none where they are too many."""
        old, new = self.old, self.new
        reach = {1: 0}
        trace: list[dict[int, int]] = []
        for changes in range(min(b - a + d - c, _DEEPEST) + 1):
            trace.append(reach.copy())
            for k in range(-changes, changes + 1, 2):
                down = k == -changes or (k != changes and reach[k - 1] < reach[k + 1])
                x = reach[k + 1] if down else reach[k - 1] + 1
                start = x
                while a + x < b and c + x - k < d and old[a + x] == new[c + x - k]:
                    x += 1
                self.steps -= 1 + x - start
                reach[k] = x
                if a + x >= b and c + x - k >= d:
                    return [(a + i, c + j) for i, j in _way_back(trace, x, x - k)]
            if self.steps <= 0:
                return []
        return []


def _way_back(trace: list[dict[int, int]], x: int, y: int) -> Pairs:
    """Return the matches on the way to the end."""
    out: Pairs = []
    for changes in range(len(trace) - 1, -1, -1):
        reach = trace[changes]
        k = x - y
        down = k == -changes or (k != changes and reach[k - 1] < reach[k + 1])
        before = k + 1 if down else k - 1
        start = reach[before]
        while x > max(start + (not down), 0) and y > max(start - before + down, 0):
            x, y = x - 1, y - 1
            out.append((x, y))
        x, y = start, start - before
    return out


def rising(values: Sequence[int]) -> list[int]:
    """Return the places of the longest run of values that rises, others left out between them."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(ends, value)
        before.append(places[at - 1] if at else -1)
        if at == len(ends):
            ends.append(value)
            places.append(place)
        else:
            ends[at], places[at] = value, place
    out: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        out.append(place)
        place = before[place]
    return out[::-1]


def likeness(one: str, other: str) -> int:
    """Return how much of two texts is the same, in percent: by the pairs of their characters."""
    first, second = _two_by_two(one), _two_by_two(other)
    size = first.total() + second.total()
    return 200 * (first & second).total() // size if size else 100


@lru_cache(maxsize=256)
def _two_by_two(text: str) -> "Counter[str]":
    return Counter(text[at : at + 2] for at in range(max(len(text) - 1, 1))) if text else Counter()


def alike(old: range, new: range, weigh: Callable[[int, int], int], least: int) -> Pairs:
    """Return the pairs of a gap that are most alike in sum, in order; none below `least`."""
    head: Pairs = []
    tail: Pairs = []
    # Most gaps hold the same things, each a little changed.
    while old and new and weigh(old[0], new[0]) >= _SURE:
        head.append((old[0], new[0]))
        old, new = old[1:], new[1:]
    while old and new and weigh(old[-1], new[-1]) >= _SURE:
        tail.append((old[-1], new[-1]))
        old, new = old[:-1], new[:-1]
    return [*head, *_most_alike(old, new, weigh, least), *reversed(tail)]


def _most_alike(old: range, new: range, weigh: Callable[[int, int], int], least: int) -> Pairs:
    if not old or not new:
        return []
    if len(old) * len(new) > _PAIRS:
        # What is alike stands at about the same place.
        half, other = len(old) // 2, len(new) // 2
        first = alike(old[:half], new[:other], weigh, least)
        return first + alike(old[half:], new[other:], weigh, least)
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    weights = [[weigh(i, j) for j in new] for i in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            weight = weights[i][j]
            taken = best[i + 1][j + 1] + weight if weight >= least else 0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    out: Pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        weight = weights[i][j]
        if weight >= least and best[i][j] == best[i + 1][j + 1] + weight:
            out.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return out
