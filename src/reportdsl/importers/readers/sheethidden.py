"""Leave out of a sheet what it hides: rows and columns that are neither seen nor printed."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportdsl.diagnostics.diagnostic import Argument, Message, message
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.reading import some


class Runs:
    """Numbers of rows or columns, in runs."""

    def __init__(self, ranges: Iterable[range]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for run in sorted(ranges, key=lambda run: run.start):
            if self.ends and run.start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], run.stop)
            else:
                self.starts.append(run.start)
                self.ends.append(run.stop)

    def past(self, number: int) -> int:
        """Return the first number from one on that is in no run."""
        at = bisect_right(self.starts, number) - 1
        return max(number, self.ends[at]) if at >= 0 else number


@dataclass(slots=True)
class Hidden:
    """What a sheet hides."""

    rows: list[range] = field(default_factory=list)
    """The numbers of rows, from 0."""
    columns: list[range] = field(default_factory=list)
    whole: bool = False
    """Whether the sheet is hidden as a whole."""


@dataclass(slots=True)
class LeftOut:
    """What was hidden in a sheet, and held something."""

    sheet: str
    rows: list[int] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)
    cells: int = 0

    def row(self, row: int) -> None:
        """Count a cell of a row that is not shown; rows come in order."""
        self.cells += 1
        if row not in self.rows[-1:]:
            self.rows.append(row)

    def column(self, column: int) -> None:
        """Count a cell of a column that is not shown."""
        self.cells += 1
        self.columns.add(column)

    def before(self, row: int) -> int:
        """Return how many rows were left out above one."""
        return bisect_right(self.rows, row)

    def places(self) -> tuple[Argument, ...]:
        """Return what was left out, as messages call it."""
        if not (self.rows or self.columns):
            return (message(rules.HIDDEN_SHEET, sheet=self.sheet),)
        found: list[Message] = [
            message(rules.HIDDEN_ROW, sheet=self._named, row=row + 1) for row in self.rows
        ]
        found += [
            message(rules.HIDDEN_COLUMN, sheet=self._named, column=letters(at))
            for at in sorted(self.columns)
        ]
        return some(found)

    @property
    def _named(self) -> Argument:
        return message(rules.IN_SHEET, sheet=self.sheet) if self.sheet else ""


def letters(column: int) -> str:
    """Return how a spreadsheet calls a column."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out
