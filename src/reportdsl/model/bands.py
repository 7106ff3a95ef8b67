"""Hold the bands of a table, and find those that have a name."""

from functools import cached_property
from typing import Literal, Protocol, TypeAlias, TypeVar

from reportdsl.model.axis import Axis
from reportdsl.text.fold import normal

Which: TypeAlias = Literal["rows", "columns"]


class Titled(Protocol):
    """A band: a title, which may be None, and two trees."""

    @property
    def title(self) -> str | None:
        """Return its title."""

    @property
    def rows(self) -> Axis:
        """Return its rows."""

    @property
    def columns(self) -> Axis:
        """Return its columns."""


_Band_co = TypeVar("_Band_co", bound=Titled, covariant=True)


class Bands(tuple["_Band_co", ...]):  # noqa: SLOT001 - what is found once is kept
    """The bands of a table, in order."""

    def titled(self, name: str) -> list[int]:
        """Return the numbers of the bands of a title."""
        return self._titles.get(normal(name), [])

    def having(self, which: Which, name: str) -> list[int]:
        """Return the numbers of the bands that have rows or columns of a name, at any level."""
        index = self._rows if which == "rows" else self._columns
        return index.get(normal(name), [])

    @cached_property
    def _titles(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, band in enumerate(self):
            if band.title is not None:
                found.setdefault(normal(band.title), []).append(number)
        return found

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        return _index([band.rows for band in self])

    @cached_property
    def _columns(self) -> dict[str, list[int]]:
        return _index([band.columns for band in self])


def axis_of(band: Titled, which: Which) -> Axis:
    """Return the rows or the columns of a band."""
    return band.rows if which == "rows" else band.columns


def _index(axes: list[Axis]) -> dict[str, list[int]]:
    """Return which of some trees have nodes of a name, for each name."""
    found: dict[str, list[int]] = {}
    for number, axis in enumerate(axes):
        for name in axis.index:
            found.setdefault(name, []).append(number)
    return found
