"""Part a source into what is laid out by itself: logical lines, comments, lines as they stand."""

from dataclasses import dataclass, field

from reportdsl.syntax.line import PASTED, Line
from reportdsl.syntax.lines import BLANK, Reader, Reading
from reportdsl.text.source import Source

_STRUCTURE = {"_INDENT": 1, "_DEDENT": -1}


@dataclass(slots=True)
class Unit:
    """A logical line of a source, or a comment, with the physical lines that it takes up."""

    start: int
    end: int
    """Where it begins and ends in the source, its last line end aside."""
    whole: Line | None
    """All of it, from its first character that is no blank; None where it is not read."""
    comment: bool
    after_blank: bool
    """Whether a blank line stands before it."""
    line: Line | None = None
    """The line that the parser sees; None where it sees none."""
    depth: int = 0
    """How deep the trees of a table form are nested here."""
    broken: bool = False
    """Whether something is wrong with it, so that it stays as it is."""

    @property
    def kind(self) -> str:
        """Return the kind of its line; empty for a comment and for what the parser leaves out."""
        return self.line.kind if self.line is not None else ""


@dataclass(slots=True)
class Units:
    """The units of a source, and the reader's own account of it."""

    reading: Reading
    units: list[Unit] = field(default_factory=list)


def units(source: Source) -> Units:
    """Return the units of a source in their order; blank lines are no units."""
    recorder = _Recorder(source)
    reading = recorder.read()
    out = Units(reading)
    blank, end, depth = False, -1, 0
    bounds = [*(taken.first for taken in recorder.taken), len(reading.lines)]
    for taken, last in zip(recorder.taken, bounds[1:], strict=True):
        blank = blank or taken.start > end + 1
        end = taken.end
        line, level = None, 0
        for read in reading.lines[taken.first : last]:
            # What ends the tree before a line comes with the line, and with the last line the end.
            depth += _STRUCTURE.get(read.kind, 0)
            if read.kind not in _STRUCTURE:
                line, level = read, depth
        if not source.text[taken.start : end].strip(BLANK):
            blank = True
            continue
        broken = not taken.comment and (line is None or line.word == PASTED)
        made = Unit(taken.start, end, taken.whole, taken.comment, blank, line, level, broken)
        out.units.append(made)
        blank = False
    return out


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the reader took at once: from where to where, and the first line that came of it."""

    start: int
    end: int
    whole: Line | None
    comment: bool
    first: int


class _Recorder(Reader):
    """A reader that notes where each logical line stands, and which lines come of it."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.taken: list[_Taken] = []

    def _logical(self, raw: list[tuple[int, int]], index: int) -> tuple[Line | None, int]:
        comments = len(self.out.comments)
        line, after = super()._logical(raw, index)
        comment = len(self.out.comments) > comments
        taken = _Taken(raw[index][0], raw[after - 1][1], line, comment, len(self.out.lines))
        self.taken.append(taken)
        return line, after
