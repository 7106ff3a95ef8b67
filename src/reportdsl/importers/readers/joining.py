"""Join what stands apart in a file and is one text to a reader: lines of a cell, wrapped lines."""

import re
from collections.abc import Iterable, Sequence

from reportdsl.text.pattern import pattern
from reportdsl.text.width import display_width

_BLANKS = pattern(r"[ \t\n\v\f\r\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f]++")
_BREAKS = frozenset("\n\r\x85\u2028\u2029")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
_AT_ENDS = " \u3000"
_LONG_CELL = 400
"""So many characters, in `_LONG_LINES` lines, are no cell of a table but a page laid out in it."""
_LONG_LINES = 3
_CHINESE_MARKS = frozenset("“”‘’…—·")


def one_line(text: str) -> str:
    """Return a text on one line, its white space as a page shows it.

    Where a line is wrapped between two Chinese characters nothing stands, else a blank.
    """
    if not text.isascii():
        text = text.translate(_NOTHING)
    return _BLANKS.sub(_blank, text).strip(_AT_ENDS)


def set_apart(texts: Iterable[str]) -> str:
    """Return texts of which each is raised or not beside the next: 12² is not 122."""
    out = ""
    for text in texts:
        out += f" {text}" if out[-1:].isnumeric() and text[:1].isnumeric() else text
    return out


def joined(lines: Iterable[str]) -> str:
    """Return the lines of a cell as one text."""
    out = ""
    for line in lines:
        out += line if not out or _sticks(out[-1], line[:1]) else f" {line}"
    return out


def lays_out(cells: Sequence[Sequence[str]], longest: int) -> bool:
    """Tell whether a table is none, but paragraphs in frames; its rows have so many cells at most.

    Then a cell holds several long lines, or there is one column with several lines in a cell.
    """
    if any(len(lines) >= _LONG_LINES and sum(map(len, lines)) > _LONG_CELL for lines in cells):
        return True
    return longest <= 1 and any(len(lines) > 1 for lines in cells)


def _blank(found: re.Match[str]) -> str:
    """Return what a stretch of white space is shown as."""
    if _BREAKS.isdisjoint(found[0]):
        return " "
    text = found.string
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return "" if before and after and _sticks(before, after) else " "


def _sticks(before: str, after: str) -> bool:
    """Tell whether nothing stands between two characters where a line was broken."""
    return _is_chinese(before) and _is_chinese(after)


def _is_chinese(char: str) -> bool:
    return char in _CHINESE_MARKS or display_width(char) == 2
