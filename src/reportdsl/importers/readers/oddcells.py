"""Tell of cells of a sheet that do not say what is stored in them."""

from collections.abc import Iterator
from enum import Enum, auto

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, Phrase, diagnose
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.reading import some
from reportdsl.text.source import Span

UNREAD = "〓"
"""What stands for a sign that cannot be read, as it does among printers."""


class Odd(Enum):
    """What is odd about a cell."""

    UNSEEN = auto()
    """It shows nothing, though a number is stored in it."""
    OTHERWISE = auto()
    """It shows something else than the number that is stored in it."""
    UNCOUNTED = auto()
    """Its formula was never calculated."""
    PICTURE = auto()
    """A picture begins at it."""


_SAID: dict[Odd, Phrase] = {
    Odd.OTHERWISE: rules.SHOWN_OTHERWISE,
    Odd.UNCOUNTED: rules.NEVER_CALCULATED,
    Odd.PICTURE: rules.PICTURES,
}


def findings(odd: dict[Odd, list[Argument]], span: Span) -> Iterator[Diagnostic]:
    """Yield what is to be told of odd cells, of which each is named by its place."""
    for kind, phrase in _SAID.items():
        places = odd.get(kind)
        if places:
            yield diagnose(rules.PART_UNREAD, span, what=phrase, places=some(places))
    unseen = odd.get(Odd.UNSEEN)
    if unseen:
        yield diagnose(rules.HIDDEN_PARTS, span, places=some(unseen), count=len(unseen))
