"""Read rows whose cells are parted by tabs, as a spreadsheet puts them into a text."""

from dataclasses import replace

from reportdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax.line import PASTED, Line
from reportdsl.text.fold import fold
from reportdsl.text.source import Source

_HEADS = {"TABLE", "PLAIN"}


class PastedRows:
    """The rows of a source whose cells tabs part, each run of them one fault."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._runs: list[list[tuple[Line, Line]]] = []
        """Rows one under another: as they are written, and as they are meant."""

    def take(self, line: Line, before: Line | None) -> Line:
        """Return a line with tabs inside as the row that it is meant to be; `before` is the last.

        A tab at its beginning parts an empty cell from the next in a table's first row, which
        names the columns; elsewhere it is indentation.
        """
        whole = self._from_tab(line) if before and before.kind in _HEADS else line
        written = replace(whole, kind="ROW", word=PASTED)
        text = written.text.replace("\t", "|")
        row = replace(written, text=text, folded=fold(text))
        if not (self._runs and self._runs[-1][-1][1] is before):
            self._runs.append([])
        self._runs[-1].append((written, row))
        return row

    def _from_tab(self, line: Line) -> Line:
        start = line.pieces[0][1]
        text = self.source.text
        blank = text[text.rfind("\n", 0, start) + 1 : start]
        size = len(blank) - blank.index("\t") if "\t" in blank else 0
        pieces = ((0, start - size), *((at + size, place) for at, place in line.pieces[1:]))
        return replace(line, text=blank[len(blank) - size :] + line.text, pieces=pieces)

    def faults(self) -> list[Diagnostic]:
        """Return a finding for each run of rows, at its first, with what puts all of them right."""
        return [_fault([written for written, _ in run]) for run in self._runs]


def _fault(rows: list[Line]) -> Diagnostic:
    edits = tuple(Edit(row.whole, row.text.replace("\t", " | ")) for row in rows)
    return diagnose(
        syntax.ROW_WITHOUT_BAR,
        rows[0].whole,
        hints=(message(syntax.PARTED_BY_TABS),),
        fixes=(Fix(message(syntax.BARS_FOR_TABS), edits, "safe"),),
    )
