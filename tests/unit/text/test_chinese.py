"""Chinese numerals and dates are written one way and read back from every usual one."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportdsl.text.numerals import (
    Exact,
    chinese,
    chinese_date,
    financial,
    parse_chinese,
    parse_date,
)


@pytest.mark.parametrize(
    ("value", "plain", "money"),
    [
        (0, "零", "零"),
        (7, "七", "柒"),
        (10, "十", "壹拾"),
        (12, "十二", "壹拾贰"),
        (20, "二十", "贰拾"),
        (101, "一百零一", "壹佰零壹"),
        (109, "一百零九", "壹佰零玖"),
        (110, "一百一十", "壹佰壹拾"),
        (123, "一百二十三", "壹佰贰拾叁"),
        (1000, "一千", "壹仟"),
        (1005, "一千零五", "壹仟零伍"),
        (1010, "一千零一十", "壹仟零壹拾"),
        (1099, "一千零九十九", "壹仟零玖拾玖"),
        (10030, "一万零三十", "壹万零叁拾"),
        (12345, "一万二千三百四十五", "壹万贰仟叁佰肆拾伍"),
        (100000, "十万", "壹拾万"),
        (100010, "十万零一十", "壹拾万零壹拾"),
        (120500, "十二万零五百", "壹拾贰万零伍佰"),
        (10**8, "一亿", "壹亿"),
        (10**8 + 1, "一亿零一", "壹亿零壹"),
        (10**8 + 1000, "一亿零一千", "壹亿零壹仟"),
        (10**9 + 10**7, "十亿一千万", "壹拾亿壹仟万"),
        (10**12, "一万亿", "壹万亿"),
        (10**15 + 5, "一千万亿零五", "壹仟万亿零伍"),
        (-12, "负十二", "负壹拾贰"),
        (Fraction("1.25"), "一点二五", "壹点贰伍"),
        (Fraction("10.05"), "十点零五", "壹拾点零伍"),
        (Fraction("-0.5"), "负零点五", "负零点伍"),
        (Fraction(1, 3), None, None),
        (10**16, None, None),
        (-(10**16), None, None),
    ],
)
def test_chinese(value: Exact, plain: str | None, money: str | None) -> None:
    assert chinese(value) == plain
    assert financial(value) == money
    if plain is not None and money is not None and isinstance(value, int):
        assert parse_chinese(plain) == parse_chinese(money) == value


@given(st.integers(-(10**16) + 1, 10**16 - 1) | st.integers(0, 10**5))
@example(10**16 - 1)
def test_chinese_round_trip(value: int) -> None:
    for text in (chinese(value), financial(value)):
        assert text is not None
        assert parse_chinese(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千零五", 2005),
        ("两百", 200),
        ("一千〇五", 1005),
        ("一十二", 12),
        ("负一十", -10),
        ("〇", 0),
        ("贰拾", 20),
    ],
)
def test_other_ways_to_write_chinese_numerals(text: str, value: int) -> None:
    assert parse_chinese(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", "负", "负零", "百", "十十", "一二", "二〇二一", "一百二", "一千五", "一百零十",
        "一万三十", "零五", "五零", "一亿亿", "一点五", "12", "甲", "十甲", "第一", "万",
        "亿" * 10_000, "一 百", "九" * 33,
    ],
)  # fmt: skip
def test_no_chinese_numerals(text: str) -> None:
    assert parse_chinese(text) is None


@given(st.text(alphabet="负零一二九十百千万亿两〇壹拾", max_size=12))
def test_chinese_numerals_are_read_one_way(text: str) -> None:
    value = parse_chinese(text)
    if value is not None:
        written = chinese(value)
        assert written is not None
        assert parse_chinese(written) == value


@pytest.mark.parametrize(
    "text",
    [
        "2021-01-20",
        "2021-1-20",
        "2021/1/20",
        "2021.1.20",
        "2021年1月20日",
        "2021年01月20日",
        "２０２１－０１－２０",
        "２０２１／１／２０",
        "２０２１．１．２０",
        "２０２１年１月２０日",
    ],
)
def test_dates(text: str) -> None:
    assert parse_date(text) == dt.date(2021, 1, 20)


@pytest.mark.parametrize(
    "text",
    [
        "", "2021", "2021-1", "2021-13-1", "2021-2-29", "2021-0-1", "0000-1-1", "21-1-20",
        "2021-1/20", "2021年1-20", "2021年1月20", "2021-1-20 ", "2021-1-020", "2021-١-20",
        "20210120", "-2021-1-1", "2021-1-20T00", "二〇二一年一月二十日", "12021-1-1",
    ],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(dt.date(1000, 1, 1)))
def test_date_round_trip(day: dt.date) -> None:
    assert parse_date(chinese_date(day)) == parse_date(day.isoformat()) == day


def test_chinese_date() -> None:
    assert chinese_date(dt.date(2021, 1, 20)) == "2021年1月20日"
