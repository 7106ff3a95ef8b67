"""Tell where a Word document holds what is no text: pictures, and signs that are not known."""

from collections.abc import Iterator

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, Label, Phrase, diagnose
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.docxsymbols import SYMBOL
from reportdsl.importers.readers.joining import one_line
from reportdsl.importers.readers.oddcells import UNREAD
from reportdsl.importers.reading import some
from reportdsl.text.source import Source, Span

PICTURE = "\1"
"""What stands for a picture within a line. As no XML can hold it, no text does."""
FLOATING = "\2"
"""What stands for one that hangs on a line and may stand elsewhere, as a seal does."""

_SAID = ((PICTURE + FLOATING, rules.PICTURES), (SYMBOL, rules.SYMBOLS))
_IN_CELL = str.maketrans({PICTURE: UNREAD, FLOATING: "", SYMBOL: UNREAD})
_IN_PROSE = str.maketrans({PICTURE: " ", FLOATING: "", SYMBOL: UNREAD})


def in_cell(text: str) -> str:
    """Return the text of a cell: a figure beside a picture is not the whole of it."""
    return one_line(text.translate(_IN_CELL))


def in_prose(text: str) -> str:
    """Return the text of a line."""
    return one_line(text.translate(_IN_PROSE))


class Marks:
    """The places of what is no text."""

    def __init__(self) -> None:
        self._found: dict[Phrase, list[Span]] = {}

    def take(self, text: str, span: Span) -> None:
        """Note what is marked in a text that stands at a place."""
        for marks, phrase in _SAID:
            if any(mark in text for mark in marks):
                self._found.setdefault(phrase, []).append(span)

    def findings(self, source: Source) -> Iterator[Diagnostic]:
        """Yield what is to be told of them."""
        for phrase, spans in self._found.items():
            named: list[Argument] = [
                Phrase(*place) for place in dict.fromkeys(map(source.place, spans)) if place
            ]
            others = tuple(Label(span) for span in dict.fromkeys(spans[1:8]) if span != spans[0])
            yield diagnose(
                rules.PART_UNREAD, spans[0], labels=others, what=phrase, places=some(named)
            )
