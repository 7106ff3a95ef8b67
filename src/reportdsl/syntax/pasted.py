"""Read rows whose cells are parted by tabs, as a spreadsheet puts them, or by drawn lines."""

from dataclasses import replace

from reportdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax.line import BARS, PASTED, Line
from reportdsl.text.fold import fold
from reportdsl.text.source import Source

_HEADS = {"TABLE", "PLAIN"}
_AS_BARS = str.maketrans(dict.fromkeys(BARS, "|"))


class PastedRows:
    """The rows of a source whose cells no bars part, each run of them one fault."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._runs: list[list[tuple[Line, Line]]] = []
        """Rows one under another: as they are written, and as they are meant."""

    def take(self, line: Line, before: Line | None) -> Line:
        """Return a line as the row that it is meant to be; `before` is the last.

        A tab at its beginning parts an empty cell from the next in a table's first row, which
        names the columns; elsewhere it is indentation.
        """
        whole = self._from_tab(line) if before and before.kind in _HEADS else line
        written = replace(whole, kind="ROW", word=PASTED)
        text = _mended(written.text, "|")
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


def _mended(text: str, bar: str) -> str:
    """Return a row with bars; `bar` is what a tab becomes."""
    return text.replace("\t", bar) if "\t" in text else text.translate(_AS_BARS)


def _fault(rows: list[Line]) -> Diagnostic:
    edits = tuple(Edit(row.whole, _mended(row.text, " | ")) for row in rows)
    mark = next((char for char in rows[0].text if char in BARS), "")
    if "\t" in rows[0].text:
        hint, title = message(syntax.PARTED_BY_TABS), message(syntax.BARS_FOR_TABS)
    else:
        hint = message(syntax.NO_BAR, mark=mark, code=f"U+{ord(mark):04X}")
        title = message(syntax.BARS_FOR_OTHERS, mark=mark)
    return diagnose(
        syntax.ROW_WITHOUT_BAR,
        rows[0].whole,
        hints=(hint,),
        fixes=(Fix(title, edits, "safe"),),
    )
