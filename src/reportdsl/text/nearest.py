"""Rank names by how near they are to a misspelt one."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from reportdsl.text.fold import normal

_LONGEST = 60
_MOST_CANDIDATES = 2_000
_MOST_LETTERS = 5
_SHORTENED = 1
"""The rank of a name that the misspelt one is a part of: before one letter wrong."""
_LENGTHENED = 3
"""The rank of a name that is a part of the misspelt one: before two letters wrong."""
_SURE = 5
"""How many letters a name has at least whose misspelling is known to be one."""
_FAR = 2 * _LONGEST


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the candidates near to a name, nearest first, at most `limit`.

    Near are a few letters wrong, left out, added or swapped with the next, the more the longer the
    names are, and whatever holds the name or is held by it.
    """
    wanted = _key(name)
    ranked = []
    for order, candidate in enumerate(dict.fromkeys(islice(candidates, _MOST_CANDIDATES))):
        key = _key(candidate)
        rank = _rank(wanted, key)
        if rank < _FAR:
            ranked.append((rank, abs(len(key) - len(wanted)), order, candidate))
    return tuple(candidate for *_, candidate in sorted(ranked)[:limit])


def distance_one(a: str, b: str) -> bool:
    """Return whether one letter wrong, left out, added or swapped parts two names."""
    return _distance(_key(a), _key(b), 1) == 1


def is_sure_slip(a: str, b: str) -> bool:
    """Return whether a few letters wrong, left out, added or swapped part two names of many.

    Half of a word of two letters is another word, and so may be a quarter of one of four.
    """
    one, other = _key(a), _key(b)
    if min(len(one), len(other)) < _SURE:
        return False
    return _distance(one, other, _most(one, other)) is not None


def _most(one: str, other: str) -> int:
    """Return how many letters may part two names that are near; a lone letter is another name."""
    longer = max(len(one), len(other))
    return 0 if longer == 1 else min(1 + longer // 5, _MOST_LETTERS)


def _key(name: str) -> str:
    return normal(name).casefold()[:_LONGEST]


def _rank(wanted: str, key: str) -> int:
    """Return twice the distance, less where one name holds the other; `_FAR` if not near."""
    if not wanted or not key:
        return _FAR
    distance = _distance(wanted, key, _most(wanted, key))
    rank = _FAR if distance is None else 2 * distance
    if rank and wanted in key:
        return _SHORTENED
    # One letter is part of too many names.
    if len(key) > 1 and key in wanted:
        return min(rank, _LENGTHENED)
    return rank


def _distance(a: str, b: str, most: int) -> int | None:
    """Return the Damerau-Levenshtein distance (neighbours swapped once), None if beyond `most`."""
    if abs(len(a) - len(b)) > most or (Counter(a) - Counter(b)).total() > most:
        return None
    far = most + 1
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i] + [far] * len(b)
        # Further than `most` from the diagonal no way is short enough.
        for j in range(max(1, i - most), min(len(b), i + most) + 1):
            y = b[j - 1]
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return None
        before, above = above, row
    return above[-1] if above[-1] <= most else None
