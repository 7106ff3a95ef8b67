"""This year's figures stand beside last year's, whatever the edition."""

from typing import Any

import pytest

from reportdsl.compare.years import years
from reportdsl.comparing import side
from reportdsl.compiler import compile_text

OLD = """格式: 政府信息公开-2019
年度: 2020

# 三、申请
@表 依申请公开
     | 自然人 | 商业企业
新收 |      3 |        0
结转 |      2 |        4
其余 | 0
"""
NEW = OLD.replace("2019", "2021").replace("2020", "2021").replace("|      3 |", "|      4 |")


def cells(old: str, new: str) -> Any:
    made = years(side(compile_text(old)), side(compile_text(new)))
    return {(c.place.row, c.place.column): c for c in made.cells}


def test_growth_is_exact():
    found = cells(OLD, NEW)
    grown = found["新收", "自然人"]
    assert (grown.difference, grown.rate.numerator, grown.rate.denominator) == (1, 1, 3)
    zero = found["新收", "商业企业"]
    assert (zero.difference, zero.rate) == (0, None)
    assert found["结转", "商业企业"].rate == 0


def test_what_one_edition_lacks_is_told():
    plain = "@简表 甲\n | a\nx | 1\ny | 2\n"
    more = "@简表 甲\n | a | b\nx | 1 | 5\nz | 3 | 6\n@简表 乙\n | c\nw | 9\n"
    found = cells(plain, more)
    assert found["y", "a"].new is None
    assert found["z", "a"].old is None
    assert found["x", "b"].old is None
    assert found["w", "c"].old is None
    assert not found["y", "a"].same
    assert cells(more, plain)["w", "c"].new is None


def test_percentages_have_points_and_no_growth():
    found = cells("@简表 甲\n | a\nx | 20%\n", "@简表 甲\n | a\nx | 25%\n")["x", "a"]
    assert (found.percent, found.rate, found.difference * 100) == (True, None, 5)


@pytest.mark.parametrize("text", [OLD, NEW])
def test_the_same_has_no_growth(text):
    made = years(side(compile_text(text)), side(compile_text(text)))
    assert made.same
