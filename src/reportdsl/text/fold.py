"""Fold full-width characters to half-width ones, and labels to the form by which they compare.

`fold` keeps every offset, so whatever is found in the folded text is a span of the original.
"""

import re
from functools import lru_cache

from reportdsl.text.numerals import parse_chinese
from reportdsl.text.pattern import pattern

_QUOTE = 0xFF02
_SPACES = (0x09, 0xA0, 0x3000)
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != _QUOTE}
_FOLDED |= dict.fromkeys(_SPACES, 0x20)

_PAIRS = tuple((chr(code), chr(half)) for code, half in _FOLDED.items())
_SHORT = 40
_NUMERALS = frozenset("一二三四五六七八九十百零〇")
_CHINESE = "[一二三四五六七八九十百零〇]{1,7}"
# Three digits at most: "2020、" and "(2021)" open labels as years.
_ENUMERATOR = pattern(
    rf"""
    \s* (?:
        (?: (?P<chinese> {_CHINESE}) | (?P<listed> [0-9]{{1,3}}) ) \s* 、
      | \( \s* (?: (?P<chinese_inside> {_CHINESE}) | (?P<inside> [0-9]{{1,3}}) ) \s* \)
      | (?P<dotted> [0-9]{{1,3}}) \. (?![0-9])
      | (?P<circled> [①-⑳])
    ) \s*
    """,
    re.VERBOSE,
)


def fold(text: str) -> str:
    """Return the text with half-width characters and plain spaces, each in its old place.

    The full-width quotation mark U+FF02 stays: it may stand inside a text between ASCII ones.
    """
    if text.isascii():
        return text.replace("\t", " ")
    if len(text) < _SHORT:
        return text.translate(_FOLDED)
    # To look for each in turn is ten times as fast as to look each character up.
    for wide, half in _PAIRS:
        if wide in text:
            text = text.replace(wide, half)
    return text


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """Return the form by which labels are compared: folded and without any white space."""
    return "".join(fold(label).split()).replace(chr(_QUOTE), '"')


def enumerator(label: str) -> tuple[str | None, str]:
    """Return the numeral of a leading enumerator in digits, None without one, and what follows it.

    Enumerators are ``一、 (一) 1. 1、 (1) ①``, in either width.
    """
    # Nearly all labels begin with a letter that is no numeral.
    if label[:1].isalpha() and label[0] not in _NUMERALS:
        return None, label
    match = _ENUMERATOR.match(fold(label))
    if match is None or match.lastgroup is None:
        return None, label
    kind, numeral = match.lastgroup, match[match.lastgroup]
    number: int | None
    if kind == "circled":
        number = ord(numeral) - ord("①") + 1
    elif kind.startswith("chinese"):
        number = parse_chinese(numeral)
    else:
        number = int(numeral)
    return (None, label) if number is None else (str(number), label[match.end() :])


def bare(label: str) -> str:
    """Return a label without one enumerator and then without one trailing parenthesis.

    The label itself comes back where nothing would be left.
    """
    rest = enumerator(label)[1].strip()
    return rest[: _trailing_parenthesis(fold(rest))].rstrip() or label


def _trailing_parenthesis(text: str) -> int:
    """Return where a balanced parenthesis at the end of a text opens, the text's length if none."""
    if not text.endswith(")"):
        return len(text)
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return len(text)
