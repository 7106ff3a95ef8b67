"""Hold sums of multiples of the figures that a report states."""

from dataclasses import dataclass, field

from reportdsl.text.numerals import Exact, magnitude, simplest


class NotLinear(Exception):  # noqa: N818 - the way out of a formula that the system does not hold
    """A formula that is no sum of multiples of stated figures, or rests on a faulty one."""


@dataclass(slots=True)
class Linear:
    """A sum of multiples of stated figures, with a constant and the room of all rounding."""

    terms: "dict[int, Exact]" = field(default_factory=dict)
    constant: Exact = 0
    room: Exact = 0

    def add(self, factor: Exact, other: "Linear") -> None:
        """Add a multiple of another sum."""
        for index, coefficient in other.terms.items():
            self.put(index, factor * coefficient)
        self.constant += factor * other.constant
        self.room += magnitude(factor) * other.room

    def put(self, index: int, coefficient: Exact) -> None:
        """Add a multiple of a figure, by its index."""
        value: Exact = self.terms.get(index, 0) + coefficient
        if value:
            self.terms[index] = simplest(value)
        else:
            self.terms.pop(index, None)
