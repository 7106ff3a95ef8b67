"""Write out what a spreadsheet stores of a number: exactly, as a day if it is one, in percent."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum, auto

from reportdsl.text.pattern import pattern

_DAYS = frozenset(
    {*map(str, range(14, 18)), "22", *map(str, range(27, 32)), "36", "50", "51", "52"}
)
_DAYS_TOO = frozenset({"53", "54", "55", "56", "57", "58"})
"""The numbers of formats of days that every workbook has, those of Chinese ones too."""
_PERCENT = frozenset({"9", "10"})
_NO_FORMAT = pattern(r"\"[^\"]{0,200}+\"|[\\!].|_.|\*.|\[[^\]]{0,200}+\]")
"""What is shown as it stands in a format: texts in quotes, colours, places of signs."""
_FIRST_DAY = date(1899, 12, 30)
_FIRST_DAY_1904 = date(1904, 1, 1)
_LAST_DAY = 2_958_465
_MOST_DIGITS = 40
"""Beyond so many digits a number stands as it is stored."""


class Format(Enum):
    """How a number is shown."""

    PLAIN = auto()
    PERCENT = auto()
    DAY = auto()


def format_of(name: str, own: Mapping[str, str]) -> Format:
    """Return how the numbers of a format are shown; `own` are the formats that a file declares."""
    code = own.get(name)
    if code is None:
        if name in _DAYS or name in _DAYS_TOO:
            return Format.DAY
        return Format.PERCENT if name in _PERCENT else Format.PLAIN
    bare = _NO_FORMAT.sub("", code.partition(";")[0]).lower()
    if "y" in bare or "d" in bare or "e" in bare.replace("e+", "").replace("e-", ""):
        return Format.DAY if "general" not in bare else Format.PLAIN
    return Format.PERCENT if "%" in bare else Format.PLAIN


def number(text: str, shown: Format, scale: int = 0) -> str:
    """Return a number in full, without an exponent and without zeros that say nothing.

    Its point is moved by `scale` places to the left.

    A spreadsheet stores the nearest number that the machine has, with more digits than were typed.
    It shows no more than 15 of them, which are those that were typed or that it means.
    """
    if not text:
        return ""
    try:
        value = Decimal(f"{float(text):.15g}")
    except (ValueError, InvalidOperation, OverflowError):
        return text
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return text
    exact = _as_integer(text)
    if exact is not None:
        value = exact
    value = value.scaleb((2 if shown is Format.PERCENT else 0) - scale)
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    plain = "0" if plain in {"-0", ""} else plain
    return f"{plain}%" if shown is Format.PERCENT else plain


def _as_integer(text: str) -> Decimal | None:
    """Return what is stored as a whole number, every digit of it."""
    digits = text.removeprefix("-")
    return Decimal(text) if digits.isascii() and digits.isdigit() and len(digits) <= 28 else None


def day(text: str, *, since_1904: bool) -> str:
    """Return the day that a spreadsheet counts, as the calendar has it; empty if it is none."""
    try:
        count = Decimal(text)
    except InvalidOperation:
        return ""
    if not count.is_finite() or not 1 <= count <= _LAST_DAY or count != int(count):
        return ""
    whole = int(count)
    if since_1904:
        return (_FIRST_DAY_1904 + timedelta(days=whole)).isoformat()
    # Excel has a 29 February 1900, which never was.
    return (_FIRST_DAY + timedelta(days=whole if whole > 60 else whole + 1)).isoformat()
