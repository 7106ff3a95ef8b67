"""Reckon with exact figures that may have been rounded, and write them out.

By the language's text alone: nothing here is the compiler's.
"""

from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)


class ByZeroError(Exception):
    """A division by a figure that is zero."""


@dataclass(frozen=True)
class Amount:
    """A value, and between what it lies if the figures that it rests on were rounded."""

    value: Fraction
    low: Fraction
    high: Fraction


def exact(value: Fraction) -> Amount:
    return Amount(value, value, value)


def touch(one: Amount, other: Amount) -> bool:
    return one.low <= other.high and other.low <= one.high


# ── figures as texts ─────────────────────────────────────────────────────────────────────────────


def half_away(value: Fraction, places: int) -> Fraction:
    """Return a value rounded to so many decimals, halves away from zero."""
    units = abs(value) * 10**places
    whole = units.numerator // units.denominator + (units % 1 >= HALF)
    return Fraction(whole if value >= 0 else -whole, 10**places)


def fixed(value: Fraction, places: int, *, percent: bool = False) -> str:
    """Return a value with so many decimals."""
    rounded = half_away(value * 100 if percent else value, places)
    digits = str(int(abs(rounded) * 10**places)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return ("-" if rounded < 0 else "") + text + ("%" if percent else "")


def shortest(value: Fraction, *, percent: bool = False) -> str:
    """Return a value with as many decimals as it has, at most eight."""
    text = fixed(value * 100 if percent else value, 8)
    return text.rstrip("0").rstrip(".") + ("%" if percent else "")


# ── arithmetic ───────────────────────────────────────────────────────────────────────────────────


def added(terms: list[tuple[int, Amount]]) -> Amount:
    lows = (a.low if sign > 0 else -a.high for sign, a in terms)
    highs = (a.high if sign > 0 else -a.low for sign, a in terms)
    value = sum((sign * a.value for sign, a in terms), Fraction(0))
    return Amount(value, sum(lows, Fraction(0)), sum(highs, Fraction(0)))


def spanned(value: Fraction, ends: list[Fraction]) -> Amount:
    return Amount(value, min(ends), max(ends))


def times(left: Amount, right: Amount) -> Amount:
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return spanned(left.value * right.value, ends)


def divided(left: Amount, right: Amount) -> Amount:
    """Return a quotient; nothing bounds it where the divisor might be zero, so it stands alone."""
    if right.value == 0:
        raise ByZeroError
    if right.low <= 0 <= right.high:
        return exact(left.value / right.value)
    ends = [a / b for a in (left.low, left.high) for b in (right.low, right.high)]
    return spanned(left.value / right.value, ends)


def function(name: str, amounts: list[Amount]) -> Amount:
    first = amounts[0]
    match name:
        case "绝对值":
            ends = [abs(first.low), abs(first.high)]
            return spanned(
                abs(first.value), ends if first.low * first.high > 0 else [*ends, Fraction(0)]
            )
        case "舍入":
            places = int(amounts[1].value)
            return Amount(*(half_away(v, places) for v in (first.value, first.low, first.high)))
        case "最大" | "最小":
            pick = max if name == "最大" else min
            return Amount(
                pick(a.value for a in amounts),
                pick(a.low for a in amounts),
                pick(a.high for a in amounts),
            )
        case "增长率":
            return divided(added([(1, first), (-1, amounts[1])]), amounts[1])
    raise ValueError(name)


def grouped(text: str) -> str:
    """Return a figure's text with its thousands parted by commas."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    parted = whole
    for at in range(len(whole) - 3, 0, -3):
        parted = f"{parted[:at]},{parted[at:]}"
    return sign + parted + point + rest
