"""Read figures and dates by a grammar of our own, and write exact values in every published style.

Nothing here goes by way of a float, and no text reaches `int` that the grammar has not measured.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reportdsl.text.pattern import pattern

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

Exact: TypeAlias = "int | Fraction"
"""An exact value; an int wherever it is integral. Most reports hold no other, and load none."""

MAX_DIGITS = 30
MAX_DECIMALS = 8
MAX_PLACES = 60
"""The most decimals that a value is rounded to or written with; more are taken as so many."""

_PRINTABLE_BITS = 10_000
"""Python refuses to print an int of more than 4,300 digits; `Decimal` takes any and rounds none."""
_LONGEST_NUMBER = MAX_DIGITS + MAX_DIGITS // 3 + len("+.%")
_NUMBER = pattern(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)(?:\.([0-9]++))?(%?)")
_DATE = pattern(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９＋－，．％／", "0123456789+-,.%/")

_DIGITS = "零一二三四五六七八九"
_UNITS = (("亿", 10**8), ("万", 10**4), ("千", 10**3), ("百", 10**2), ("十", 10))
_CHINESE_END = 10**16
_LONGEST_CHINESE = len("负九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九")
_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟两〇", "一二三四五六七八九十百千二零")
_LEADING_TEN = pattern("^(负?)一十")

YEAR = (
    r"(?:(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"
    r"|(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}(?=年))"
)
"""A year in a text: 2024, or 二〇二四 before 年."""
_YEAR_DIGITS = str.maketrans(f"{_DIGITS}〇○", "012345678900")

_FIGURE = frozenset("0123456789+-,.%")
_WOULD_BE_FIGURE = pattern(r"[+-]?[.,]*+[0-9][0-9.,]*+%?")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_ALIKE = {
    char: meant
    for meant, chars in {
        "0": "Oo\u039f\u03bf\u041e\u043e\u3007\u25cb\u25ef",  # Latin, Greek, Cyrillic; 〇 ○ ◯
        "1": "lI\u0399\u0406\u04c0",  # Latin, Greek, Cyrillic
        "-": "\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2796\u30fc",  # dashes, minus, ー
        "+": "\u2795",
        ",": "\u060c\u066c\u201a",  # Arabic comma and thousands mark, low quotation mark
        ".": "\u00b7\u066b\u06d4\u2022\u2027\u3002\u30fb",  # raised dots, decimal mark, stops
        "%": "\u066a",
    }.items()
    for char in chars
}


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as it was typed."""

    value: Exact
    """What it is worth: 1/4 for ``25%``."""
    decimals: int
    """How many digits were typed behind the point."""
    percent: bool
    text: str
    """The figure as typed, in half-width characters."""


def parse_number(text: str) -> Number | None:
    """Return the figure that a text is, None if it is none or exceeds the limits.

    A sign, digits plain or in threes parted by commas, decimals, ``%``: each but the digits
    optional, all in either width, nothing else.
    """
    half = text.translate(_HALF_WIDTH) if len(text) <= _LONGEST_NUMBER else ""
    match = _NUMBER.fullmatch(half)
    if match is None:
        return None
    sign, whole, decimals, percent = match.groups(default="")
    digits = whole.replace(",", "") + decimals
    if len(digits) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return None
    count = int(sign + digits)
    power = len(decimals) + 2 * len(percent)
    value = ratio(count, 10**power) if power else count
    return Number(value, len(decimals), bool(percent), half)


def too_long(text: str) -> bool:
    """Return whether a text is a figure but for the limits on its digits."""
    return parse_number(text) is None and bool(_NUMBER.fullmatch(text.translate(_HALF_WIDTH)))


def ratio(numerator: Exact, denominator: Exact) -> Exact:
    """Return an exact quotient; the denominator is not zero."""
    from fractions import Fraction  # noqa: PLC0415 - see `Exact`

    return simplest(Fraction(numerator, denominator))


def magnitude(value: Exact) -> Exact:
    """Return a value without its sign."""
    return value if value >= 0 else -value


def simplest(value: Exact) -> Exact:
    """Return the same value, as an int if it is integral."""
    return value.numerator if value.denominator == 1 else value


def round_half_up(value: Exact, places: int) -> Exact:
    """Return the nearest value of so many decimals, of two the one further from zero (四舍五入)."""
    if places >= 0 and value.denominator == 1:
        return simplest(value)
    # The power of ten that this saves could fill the memory; half of it outweighs the value.
    if -places > value.numerator.bit_length():
        return 0
    shift = min(places, MAX_PLACES)
    scale, parts = (10**shift, 1) if shift >= 0 else (1, 10**-shift)
    nearest = ratio(2 * magnitude(value) * scale + parts, 2 * parts)
    units = nearest.numerator // nearest.denominator
    return ratio((units if value >= 0 else -units) * parts, scale)


def exact_decimal(value: Exact) -> str | None:
    """Return a value's whole decimal text, None if it takes more than `MAX_PLACES` decimals."""
    if (value * 10**MAX_PLACES).denominator != 1:
        return None
    text = fixed(value, 0 if value.denominator == 1 else MAX_PLACES)
    return text.rstrip("0") if "." in text else text


def fixed(value: Exact, places: int, *, grouped: bool = False, percent: bool = False) -> str:
    """Return a value rounded half up to so many decimals, in threes or as a percentage."""
    rounded = round_half_up(value * 100 if percent else value, places)
    shown = min(max(places, 0), MAX_PLACES)
    whole, rest = divmod(int(abs(rounded) * 10**shown), 10**shown)
    text = _digits(whole, grouped=grouped)
    decimals = f".{rest:0{shown}}" if shown else ""
    return ("-" if rounded < 0 else "") + text + decimals + ("%" if percent else "")


def _digits(whole: int, *, grouped: bool) -> str:
    mark = "," if grouped else ""
    if whole.bit_length() < _PRINTABLE_BITS:
        return f"{whole:{mark}}"
    from decimal import Decimal  # noqa: PLC0415 - for what few reports hold

    return f"{Decimal(whole):{mark}}"


def chinese(value: Exact) -> str | None:
    """Return a value as 一百二十三 or 一点二五, None if it does not end or reaches 10^16."""
    text = _spelled(value)
    return None if text is None else _LEADING_TEN.sub(r"\1十", text)


def financial(value: Exact) -> str | None:
    """Return a value as 壹佰贰拾叁 or 壹点贰伍, None if it does not end or reaches 10^16."""
    text = _spelled(value)
    return None if text is None else text.translate(_FINANCIAL)


def _spelled(value: Exact) -> str | None:
    size = magnitude(value)
    text = exact_decimal(size) if size < _CHINESE_END else None
    if text is None:
        return None
    whole, _, decimals = text.partition(".")
    point = "点" if decimals else ""
    sign = "负" if value < 0 else ""
    return sign + _counted(int(whole)) + point + "".join(_DIGITS[int(digit)] for digit in decimals)


def _counted(count: int) -> str:
    for unit, size in _UNITS:
        if count >= size:
            head, rest = divmod(count, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return _counted(head) + unit + gap + (_counted(rest) if rest else "")
    return _DIGITS[count]


def parse_chinese(text: str) -> int | None:
    """Return the integer that a Chinese numeral counts, None for any other text.

    Plain and financial characters are read, 两 and 〇 too; the rest must be as `chinese` writes
    it, but may begin 一十.
    """
    if len(text) > _LONGEST_CHINESE:
        return None
    plain = _LEADING_TEN.sub(r"\1十", text.translate(_PLAIN))
    count = _count(plain.removeprefix("负"))
    value = -count if plain.startswith("负") else count
    return value if chinese(value) == plain else None


def _count(text: str) -> int:
    """Return what a well-formed numeral counts; of another text, any number."""
    for unit, size in _UNITS:
        head, found, tail = text.partition(unit)
        if found:
            return _count(head or "一") * size + _count(tail)
    return _DIGITS.find(text.removeprefix("零"))


def year_of(text: str) -> int:
    """Return the year that a text names which `YEAR` matches."""
    return int(text.translate(_YEAR_DIGITS))


def lookalike(text: str) -> str | None:
    """Return the first character of a would-be figure that merely looks like part of one."""
    if not _WOULD_BE_FIGURE.fullmatch(_unmasked(text)):
        return None
    half = text.translate(_HALF_WIDTH)
    return next((old for old, new in zip(text, half, strict=True) if new not in _FIGURE), None)


def is_unseen(character: str) -> bool:
    """Return whether a character takes no room, so that it stands in a figure unknown to all."""
    import unicodedata  # noqa: PLC0415 - few figures are at fault

    return unicodedata.category(character) == "Cf"


def repaired(text: str) -> str | None:
    """Return a figure with its look-alikes put right, None if it has none or is no figure then."""
    plain = _unmasked(text)
    return plain if lookalike(text) is not None and parse_number(plain) is not None else None


def _unmasked(text: str) -> str:
    """Return a text with what its characters look like in a figure; empty if it cannot be one."""
    # Letters count as digits only among digits: "lO" is a word.
    if not any(map(str.isnumeric, text)):
        return ""
    plain = []
    for char in text:
        meant = _meant(char)
        if meant is None:
            return ""
        plain.append(meant)
    return "".join(plain)


def _meant(char: str) -> str | None:
    """Return what a character looks like in a figure: nothing if unseen, None if out of place."""
    import unicodedata  # noqa: PLC0415 - few figures are at fault

    simple = unicodedata.normalize("NFKC", char)
    if simple in _FIGURE or (simple.isascii() and simple.isdigit()):
        return simple
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if simple in _ALIKE:
        return _ALIKE[simple]
    return "" if unicodedata.category(char) in _UNSEEN else None


def parse_date(text: str) -> "dt.date | None":
    """Return the day that a text names (2021-01-20, 2021/1/20, 2021.1.20, 2021年1月20日)."""
    match = _DATE.fullmatch(text.translate(_HALF_WIDTH))
    if match is None:
        return None
    year, _, *parts = match.groups()
    month, day = (int(part) for part in parts if part is not None)
    from datetime import date  # noqa: PLC0415 - most reports hold no date

    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def chinese_date(day: "dt.date") -> str:
    """Return a day as 2021年1月20日."""
    return f"{day.year}年{day.month}月{day.day}日"
