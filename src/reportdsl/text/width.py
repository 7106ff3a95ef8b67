"""Measure how wide a text stands in a terminal, and make seen what would not show there.

The tables are our own, so that what is printed does not change with the Python that prints it.
"""

from bisect import bisect_right
from functools import lru_cache
from typing import Literal

from reportdsl.text._width_table import AMBIGUOUS, HIDDEN, WIDE, ZERO
from reportdsl.text.pattern import pattern

HIDDEN_CHARACTER = pattern("[" + "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in HIDDEN) + "]")
"""Matches what shows nothing or steers the terminal: controls, line ends, bidi marks, joiners."""

_FILLERS = "\u115f\u1160\u3164\uffa0"
"""The hidden characters that Python takes for printable ones."""


def display_width(text: str, *, ambiguous: Literal[1, 2] = 1) -> int:
    """Return the number of columns that a text takes; a tab takes one, other controls none.

    Code points are measured one by one: how an emoji of several is drawn differs by terminal.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_width(char, ambiguous) for char in text)


def certain_width(text: str) -> int | None:
    """Return the number of columns that a text takes in every font, None where fonts differ."""
    if text.isascii() and text.isprintable():
        return len(text)
    widths = [_certain(char) for char in text]
    return None if None in widths else sum(width or 0 for width in widths)


def visible(text: str) -> str:
    """Return a text as one harmless line: tabs as spaces, hidden characters as ``<U+202E>``."""
    # Nearly all texts are harmless, and the expression takes long to compile.
    if text.isprintable() and not any(filler in text for filler in _FILLERS):
        return text
    return HIDDEN_CHARACTER.sub(lambda match: f"<U+{ord(match[0]):04X}>", text.replace("\t", " "))


@lru_cache(maxsize=4096)
def _width(char: str, ambiguous: int) -> int:
    point = ord(char)
    if char == "\t":
        return 1
    if _within(point, ZERO):
        return 0
    if _within(point, WIDE):
        return 2
    return ambiguous if _within(point, AMBIGUOUS) else 1


@lru_cache(maxsize=4096)
def _certain(char: str) -> int | None:
    point = ord(char)
    if any(_within(point, uncertain) for uncertain in (ZERO, HIDDEN, AMBIGUOUS)):
        return None
    return 2 if _within(point, WIDE) else 1


def _within(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    at = bisect_right(ranges, (point, 0x10FFFF))
    return at > 0 and point <= ranges[at - 1][1]
