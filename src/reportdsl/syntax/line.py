"""Hold a logical line: its text as written, the same folded, and where its characters stand."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

_OPEN_ROWS = pattern(r" *\* *(?=<|$)")
_LETTERS = pattern(r"[\u2e80-\u9fff\U00020000-\U0003ffff]")
_SHOWN = 40
"""How much of a line a message repeats."""
_BAR = pattern(r"\\.|\|", re.DOTALL)
BARS = "│┃丨∣¦︱￨❘ǀ"
"""What looks like a bar and is none."""
# With blanks around it, or before a whole figure or mark; else it may be a character of a text.
_DRAWN = pattern(
    rf"(?<![^ ])[{BARS}](?![^ ])"
    rf"|[{BARS}] *+(?:(?:[+-]?[0-9][0-9.,]*+%?|=.*|[-—/?]) *+)?(?=[{BARS}]|$)"
)

MARKS = ("<<<<<<<", "=======", ">>>>>>>")
"""What the marks of a merge begin with."""

PASTED = "\t"
"""What tells a row whose cells tabs or look-alikes of bars part, in the place of a keyword."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line and its kind, which is the name of a token of `document`."""

    kind: str
    text: str
    """As written, from the first character that is content to the end, joins resolved."""
    folded: str
    """The same, one to one, with full-width marks made half-width."""
    source: str
    pieces: tuple[tuple[int, int], ...]
    """Where each joined piece starts: in `text`, and in the source."""
    indent: int = 0
    word: str = ""
    """The keyword that told the kind, as written."""

    def span(self, start: int, end: int) -> Span:
        """Return the place in the source of a range of `text`."""
        if len(self.pieces) == 1:
            at = self.pieces[0][1]
            return Span(self.source, at + start, at + max(start, end))
        last = self._at(end - 1) + 1 if end > start else self._at(start)
        return Span(self.source, self._at(start), last)

    def _at(self, offset: int) -> int:
        text_start, source_start = self.pieces[bisect_right(self.pieces, (offset, 1 << 60)) - 1]
        return source_start + offset - text_start

    @property
    def whole(self) -> Span:
        """Return the place of all of the line."""
        return self.span(0, len(self.text))

    def part(self, start: int, end: int) -> "Line":
        """Return a range of the line as a line of its own, white space around it aside."""
        text = self.folded[start:end]
        end = start + len(text.rstrip(" "))
        part = self.rest(start)
        size = max(end - (len(self.text) - len(part.text)), 0)
        return replace(part, text=part.text[:size], folded=part.folded[:size])

    def rest(self, start: int, kind: str | None = None, word: str = "") -> "Line":
        """Return the line from a later character on, leading white space aside."""
        text, folded = self.text, self.folded
        if start == 0 and folded[:1] != " ":
            return Line(
                kind or self.kind,
                text,
                folded,
                self.source,
                self.pieces,
                self.indent,
                word or self.word,
            )
        while start < len(text) and folded[start] == " ":
            start += 1
        pieces: tuple[tuple[int, int], ...]
        if len(self.pieces) == 1:
            pieces = ((0, self.pieces[0][1] + start),)
        else:
            keep = bisect_right([t for t, _ in self.pieces], start) - 1
            kept = self.pieces[keep:]
            pieces = tuple((max(t - start, 0), s + max(start - t, 0)) for t, s in kept)
        return Line(
            kind or self.kind,
            text[start:],
            folded[start:],
            self.source,
            pieces,
            self.indent,
            word or self.word,
        )


def has_bar(folded: str) -> bool:
    """Tell whether a folded line has a ``|`` that no backslash escapes."""
    return "|" in folded and any(m[0] == "|" for m in _BAR.finditer(folded))


def is_drawn(folded: str) -> bool:
    """Tell whether characters that look like bars part a folded line into cells."""
    return any(bar in folded for bar in BARS) and _DRAWN.search(folded) is not None


def shortened(text: str) -> str:
    """Return a text for a message, cut between words and with an ellipsis where it is long."""
    if len(text) <= _SHOWN:
        return text
    head = text[:_SHOWN]
    if text[_SHOWN - 1].isascii() and text[_SHOWN].isascii():
        head = head.rpartition(" ")[0] or head
    return head.rstrip() + "…"


def looks_chinese(text: str) -> bool:
    """Tell whether a text holds 汉字."""
    return _LETTERS.search(text) is not None


def open_rows(folded: str) -> int:
    """Return the length of the ``*`` behind 行 that leaves the rows to the author, or 0."""
    match = _OPEN_ROWS.match(folded)
    return match.end() if match else 0
