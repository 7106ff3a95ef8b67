"""Walk through three versions of a sequence side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportdsl.compare.align import Pairs, alike, gaps, likeness, matched
from reportdsl.compare.words import sentences

_LIKE = 40
"""From how much of two texts being the same, in percent, one may be the other, changed."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What each side has put before an item of the base, or at the end."""

    at: int
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the base, and what it is on each side; None where it is gone."""

    base: int
    ours: int | None
    theirs: int | None


def steps(base: int, ours: tuple[Pairs, int], theirs: tuple[Pairs, int]) -> Iterator[Gap | Item]:
    """Yield gaps and items of the base in order, given the pairs and the length of each side."""
    left, right = _Side(*ours), _Side(*theirs)
    for at in range(base + 1):
        yield Gap(at, left.before(at), right.before(at))
        if at < base:
            yield Item(at, left.of.get(at), right.of.get(at))


class _Side:
    """How one side has the items of the base."""

    def __init__(self, pairs: Pairs, size: int) -> None:
        self.of: Mapping[int, int] = dict(pairs)
        self.own: dict[int, list[int]] = {}
        taken = {j: i for i, j in pairs}
        at = 0
        for j in range(size):
            if j in taken:
                at = taken[j] + 1
            else:
                self.own.setdefault(at, []).append(j)

    def before(self, at: int) -> tuple[int, ...]:
        """Return what stands behind the item before a place of the base that is still there."""
        return tuple(self.own.get(at, ()))


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    """Return a text with what both sides changed in it, sentence by sentence; None in conflict."""
    before, left, right = sentences(base), sentences(ours), sentences(theirs)
    out: list[str] = []
    sides = (same_sentences(before, left), len(left)), (same_sentences(before, right), len(right))
    for step in steps(len(before), *sides):
        if isinstance(step, Gap):
            own, others = [left[j] for j in step.ours], [right[j] for j in step.theirs]
            if own and others and own != others:
                return None
            out += own or others
            continue
        said = before[step.base]
        one = None if step.ours is None else left[step.ours]
        other = None if step.theirs is None else right[step.theirs]
        if said not in {one, other} and one != other:
            return None
        kept = other if one == said else one
        out += [] if kept is None else [kept]
    return "".join(out)


def same_sentences(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return which sentences are each other's: the same, else alike, else alone in their place."""
    pairs = matched(old, new)
    for gone, come in gaps(list(pairs), len(old), len(new)):
        if len(gone) == len(come) == 1:
            pairs.append((gone[0], come[0]))
        else:
            pairs += alike(gone, come, lambda i, j: likeness(old[i], new[j]), _LIKE)
    return sorted(pairs)
