"""Hold timed runs, and say what is typical of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Runs:
    """Seconds, or bytes, of some runs of one thing."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the runs."""
        return median(self.values)

    @property
    def least(self) -> float:
        """The least of the runs."""
        return min(self.values)

    @property
    def most(self) -> float:
        """The most of the runs."""
        return max(self.values)

    def ratio(self, other: "Runs") -> float:
        """Return how many times the other's median this one's is."""
        return self.median / other.median


ALONE = " alone"
"""Behind the name of an output: its emission, when all is checked."""


def series(values: Mapping[str, Iterable[float]]) -> dict[str, Runs]:
    """Return runs of plain numbers."""
    return {name: Runs(tuple(numbers)) for name, numbers in values.items()}


def turned(names: Sequence[_T], turn: int) -> list[_T]:
    """Return things in their order, from another one on at each turn.

    Whoever is measured behind a greedy neighbour is not always the same.
    """
    at = turn % len(names) if names else 0
    return [*names[at:], *names[:at]]
