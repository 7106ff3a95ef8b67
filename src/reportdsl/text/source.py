"""Hold a source text and answer where in it a place is.

Spans count code points of the decoded text, whose line ends are all ``\\n``; nothing but `LineMap`
turns them into lines and columns.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in one source."""

    source: str
    """The `Source.id` of the text that the range lies in."""
    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """Return the range from this one's start to the other's end."""
        return Span(self.source, self.start, other.end)


@dataclass(frozen=True, slots=True)
class Position:
    """A place as people count it: both from 1, the column in code points."""

    line: int
    column: int


class LineMap:
    """The line starts of a text; converts offsets in code points to positions and back."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset; one past the end is a place too."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Return the offset of a position."""
        return self._starts[position.line - 1] + position.column - 1

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._text)
        return self._text[start:end]

    def __len__(self) -> int:
        """Return the number of lines; an empty text has one."""
        return len(self._starts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of a listing stood in the file that it was read from, in words."""

    zh: str
    en: str
    cells: "tuple[tuple[int, str, str], ...]" = ()
    """Where in the line each of its cells begins, and how its column is named in both languages."""

    def text(self, start: int, end: int, length: int) -> "tuple[str, str]":
        """Return the words for a stretch of the line: a cell's, or the line's for all of it."""
        at = bisect_right(self.cells, start, key=itemgetter(0)) - 1
        whole = start == 0 and end >= length and len(self.cells) != 1
        if at < 0 or whole:
            return self.zh, self.en
        return self.zh + self.cells[at][1], self.en + self.cells[at][2]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A decoded text and the name by which messages call it."""

    id: str
    """The name shown to people: a path relative to where the command runs, or ``-``."""
    text: str
    """The text with ``\\n`` line ends; forbidden control characters stand replaced by U+FFFD."""
    path: str | None = None
    """The resolved path that relative paths in the text start from; None for standard input."""
    size: int = 0
    """How many bytes it was read from; 0 for what was text from the start."""
    places: tuple[Place, ...] | None = None
    """Of a listing of what was read out of a file that is no text: where each line stood in it."""
    lines: LineMap = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", LineMap(self.text))

    def span(self, start: int, end: int) -> Span:
        """Return a span of this source."""
        return Span(self.id, start, end)

    def place(self, span: Span) -> tuple[str, str] | None:
        """Return where a span stood in the file, in Chinese and English, if this is a listing.

        An empty span at the beginning stands for the file as a whole, which has no place.
        """
        if not self.places or span.start == span.end == 0:
            return None
        start = min(max(span.start, 0), len(self.text))
        end = min(max(span.end, start), len(self.text))
        at = self.lines.position(start)
        if at.line > len(self.places):
            return None
        column = at.column - 1
        length = len(self.lines.line(at.line))
        return self.places[at.line - 1].text(column, column + end - start, length)
