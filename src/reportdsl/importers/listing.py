"""List what is read out of a file that is no text: a line for each paragraph and row, with places.

The listing is the source that spans point into; `Source.places` says where each line stood.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from reportdsl.importers.raw import Layout, RawCell, RawRow, RawTable, RawText
from reportdsl.text.decode import clean
from reportdsl.text.source import Place, Source, Span

_BETWEEN = " | "

Named: TypeAlias = tuple[str, str]
"""How something is called, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a grid, its first column and how many it covers."""

    text: str
    column: int
    width: int = 1


def numbered(column: int) -> Named:
    """Return how a column is called by its number, counted from 1."""
    return f"第{column + 1}列", f", column {column + 1}"


@dataclass(slots=True)
class Listing:
    """Lines as they are added; `source` gives them as one text."""

    name: str
    path: str | None = None
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    size: int = 0
    texts: int = 0
    """How many paragraphs there are so far."""
    tables: int = 0

    def text(
        self, text: str, level: int = 0, place: Named | None = None, *, refused: bool = False
    ) -> RawText:
        """Return a paragraph, added as a line; without a place it is called by its number."""
        self.texts += 1
        text = clean(text)[0]
        zh, en = place or (f"第{self.texts}段", f"paragraph {self.texts}")
        return RawText(text, self._line(text, Place(zh, en)), level, refused)

    def table(
        self,
        rows: Iterable[Sequence[Placed]],
        width: int,
        *,
        spanned: bool,
        place: Named | None = None,
        numbers: Sequence[int] | None = None,
        column: Callable[[int], Named] = numbered,
    ) -> RawTable:
        """Return a table of placed cells, added row by row; `numbers` are those of its rows."""
        self.tables += 1
        zh, en = place or (f"第{self.tables}个表格", f"table {self.tables}, ")
        start = self.size
        made = tuple(
            self._row(cells, f"{zh}第{at}行", f"{en}row {at}", column)
            for at, cells in zip(numbers or count(1), rows, strict=False)
        )
        span = Span(self.name, start, max(self.size - 1, start))
        return RawTable(Layout.PLACED, made, width, spanned, span)

    def _row(
        self, cells: Sequence[Placed], zh: str, en: str, column: Callable[[int], Named]
    ) -> RawRow:
        made: list[RawCell] = []
        starts: list[tuple[int, str, str]] = []
        parts: list[str] = []
        at = 0
        for cell in cells:
            text = clean(cell.text)[0]
            start = self.size + at
            made.append(
                RawCell(text, Span(self.name, start, start + len(text)), cell.column, cell.width)
            )
            starts.append((at, *column(cell.column)))
            parts.append(text)
            at += len(text) + len(_BETWEEN)
        span = self._line(_BETWEEN.join(parts), Place(zh, en, tuple(starts)))
        return RawRow(tuple(made), span)

    def _line(self, text: str, place: Place) -> Span:
        start = self.size
        self.lines.append(text)
        self.places.append(place)
        self.size += len(text) + 1
        return Span(self.name, start, start + len(text))

    def source(self, size: int) -> Source:
        """Return the text of all lines; `size` is that of the file."""
        text = "\n".join(self.lines)
        return Source(self.name, text, self.path, size, tuple(self.places))
