"""The likeliest kind of slip by which one figure is stated for another."""

from fractions import Fraction

import pytest

from reportdsl.analysis.slips import ARBITRARY, MISCOUNTED, slip
from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.text.numerals import Exact


@pytest.mark.parametrize(
    ("stated", "true", "weight", "phrase"),
    [
        (21, 12, 2, rules.SWAPPED_DIGITS),
        (1324, 1234, 2, rules.SWAPPED_DIGITS),
        (3214, 1234, ARBITRARY, None),
        (2143, 1234, ARBITRARY, None),
        (12, 13, 4, rules.DIGIT_WRONG),
        (7, 3, 4, rules.DIGIT_WRONG),
        (120, 12, 2, rules.ZERO_TOO_MANY),
        (1200, 12, 2, rules.ZERO_TOO_MANY),
        (12, 120, 2, rules.ZERO_MISSING),
        (12, 1200, 2, rules.ZERO_MISSING),
        (12, 152, 3, rules.DIGIT_MISSING),
        (12, 512, 3, rules.DIGIT_MISSING),
        (12, 125, 3, rules.DIGIT_MISSING),
        (152, 12, 3, rules.DIGIT_TOO_MANY),
        (122, 12, 3, rules.DIGIT_DOUBLED),
        (112, 12, 3, rules.DIGIT_DOUBLED),
        (1552, 152, 3, rules.DIGIT_DOUBLED),
        (123, 1, ARBITRARY, None),
        (45, 123, ARBITRARY, None),
        (120000, 12, 1, rules.WRONG_UNIT),
        (12, 120000, 1, rules.WRONG_UNIT),
        (Fraction(12, 10_000), 12, 1, rules.WRONG_UNIT),
        (0, 5, 4, rules.DIGIT_WRONG),
        (0, 50, 3, rules.DIGIT_MISSING),
        (50, 0, 3, rules.DIGIT_TOO_MANY),
        (Fraction(5, 2), Fraction(7, 2), 4, rules.DIGIT_WRONG),
        (Fraction(1, 3), 3, ARBITRARY, None),
        (3, Fraction(1, 3), ARBITRARY, None),
    ],
)
def test_hands_are_known_to_slip(
    stated: Exact, true: Exact, weight: int, phrase: Phrase | None
) -> None:
    assert slip(stated, true) == (weight, phrase)


def test_a_total_is_left_at_zero() -> None:
    assert slip(0, 28, total=True) == (1, rules.NOT_FILLED)
    assert slip(0, 28, total=True, prose=True) == (1, rules.NOT_FILLED)
    assert slip(0, 28) == (ARBITRARY, None)


def test_a_total_is_added_up_by_hand() -> None:
    assert slip(45, 123, total=True) == (MISCOUNTED, None)
    assert slip(21, 12, total=True) == (2, rules.SWAPPED_DIGITS)
    assert slip(12, 13, total=True) == (4, rules.DIGIT_WRONG)


def test_a_figure_of_the_prose_is_copied() -> None:
    assert slip(45, 123, prose=True) == (2, None)
    assert slip(12, 13, prose=True) == (2, rules.DIGIT_WRONG)
    assert slip(120000, 12, prose=True) == (1, rules.WRONG_UNIT)
