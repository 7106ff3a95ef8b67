"""Weigh how likely a slip is, by what hands are known to do with figures."""

from typing import NamedTuple

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.text.numerals import Exact, exact_decimal, ratio

ARBITRARY = 6
"""The weight of a slip of no known kind; likelier ones weigh less."""
MISCOUNTED = 4
"""The weight of a total that is off by anything: it was added up by hand."""
MISPLACED = 3
"""The weight of figures that are right, each in another's place."""
UNHEARD_OF = 9
"""The weight of a figure that should be negative where no other is."""
_WRONG_UNIT = 10_000


class Slip(NamedTuple):
    """A kind of slip."""

    weight: int
    phrase: Phrase | None = None
    """How messages call it."""


def slip(stated: Exact, true: Exact, *, total: bool = False, prose: bool = False) -> Slip:
    """Return the likeliest kind of slip by which one figure is stated for another."""
    if total and not stated:
        return Slip(1, rules.NOT_FILLED)
    if stated and true and _WRONG_UNIT in {ratio(stated, true), ratio(true, stated)}:
        return Slip(1, rules.WRONG_UNIT)
    if stated and true == -stated:
        return Slip(2, rules.SIGN_WRONG)
    found = _of_digits(_digits(stated), _digits(true))
    if total and found.weight > MISCOUNTED:
        return Slip(MISCOUNTED)
    return Slip(min(found.weight, 2), found.phrase) if prose else found


def _digits(value: Exact) -> str:
    """Return the digits of a value as they would be typed, its point aside where it is a whole."""
    return exact_decimal(value) or ""


def _of_digits(stated: str, true: str) -> Slip:
    if not stated or not true:
        return Slip(ARBITRARY)
    if "." in stated + true and _bare(stated) == _bare(true):
        return Slip(2, rules.POINT_MISPLACED)
    if len(stated) == len(true):
        return _of_as_many(stated, true)
    if stated.strip("0") and stated == true + "0" * (len(stated) - len(true)):
        return Slip(2, rules.ZERO_TOO_MANY)
    if true.strip("0") and true == stated + "0" * (len(true) - len(stated)):
        return Slip(2, rules.ZERO_MISSING)
    if _lacks_one(stated, true):
        return Slip(3, rules.DIGIT_MISSING)
    if _lacks_one(true, stated):
        doubled = any(
            stated[at] == stated[at - 1]
            for at in range(1, len(stated))
            if stated[:at] + stated[at + 1 :] == true
        )
        return Slip(3, rules.DIGIT_DOUBLED if doubled else rules.DIGIT_TOO_MANY)
    return Slip(ARBITRARY)


def _bare(digits: str) -> str:
    """Return the digits of a figure alone, without point and the zeros before and behind them."""
    return digits.replace(".", "").strip("0")


def _of_as_many(stated: str, true: str) -> Slip:
    """Weigh two figures of as many digits."""
    apart = [at for at, (a, b) in enumerate(zip(stated, true, strict=True)) if a != b]
    if len(apart) == 1:
        return Slip(4, rules.DIGIT_WRONG)
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, second = apart
        if stated[first] == true[second] and stated[second] == true[first]:
            return Slip(2, rules.SWAPPED_DIGITS)
    return Slip(ARBITRARY)


def _lacks_one(shorter: str, longer: str) -> bool:
    """Tell whether a text is another without one of its characters."""
    return len(shorter) + 1 == len(longer) and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
