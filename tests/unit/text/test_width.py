import sys
import unicodedata
from pathlib import Path

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.dev.width_table import module_text
from reportdsl.text import _width_table
from reportdsl.text.width import display_width, visible

# Drawn by themselves where wcwidth sees format characters that change nothing.
PREPENDED = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
# Invisible at most places, and so hidden to us; wcwidth gives them room.
INVISIBLE = {0xAD, 0x115F}
# Two make one flag of two columns; wcwidth gives each of them the two.
REGIONAL = set(range(0x1F1E6, 0x1F200))


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("政府信息", 8),
        ("（一）、", 8),
        ("𠮷", 2),
        ("😀", 2),
        ("🇨🇳", 2),
        ("e\u0301", 1),
        ("か\u3099", 2),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("\u200b\u200d\ufeff\u202e", 0),
        ("ｱ", 1),
        ("Ａ", 2),
        ("\t", 1),
        ("\x1b\n", 0),
        ("“—…①”", 5),
    ],
)
def test_width(text, columns):
    assert display_width(text) == columns


def test_ambiguous_characters_can_be_wide():
    assert display_width("“—…①”", ambiguous=2) == 10
    assert display_width("a政\u0301", ambiguous=2) == 3


def test_agrees_with_wcwidth():
    different = [
        f"U+{point:04X}"
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(char := chr(point)) not in {"Cn", "Cc", "Cs"}
        and point not in PREPENDED | INVISIBLE | REGIONAL
        and display_width(char) != wcwidth.wcwidth(char)
    ]
    assert different == []


@given(st.text(), st.text())
def test_width_adds_up(left, right):
    assert display_width(left + right) == display_width(left) + display_width(right)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("政\t1", "政 1"),
        ("\u202e\x1b[31m", "<U+202E><U+001B>[31m"),
        ("a\r\nb\u2028c\x85", "a<U+000D><U+000A>b<U+2028>c<U+0085>"),
        ("1\u200b2\ufeff\u3164", "1<U+200B>2<U+FEFF><U+3164>"),
        ("\udcff\U000e0041", "<U+DCFF><U+E0041>"),
        ("e\u0301 ❤\ufe0f 𠮷\U000e0100", "e\u0301 ❤\ufe0f 𠮷\U000e0100"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_visible_is_one_line_and_stays(text):
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


def test_tables_are_in_order():
    for table in (
        _width_table.WIDE,
        _width_table.ZERO,
        _width_table.AMBIGUOUS,
        _width_table.HIDDEN,
    ):
        points = [point for pair in table for point in pair]
        assert points == sorted(points)


def test_the_table_is_what_its_script_writes():
    unicodedata2 = pytest.importorskip("unicodedata2", reason="holds the newer Unicode")
    if unicodedata2.unidata_version != _width_table.UNICODE:
        pytest.skip("another Unicode")
    text = module_text(unicodedata2)
    assert Path(_width_table.__file__).read_text(encoding="utf-8") == text


def test_the_script_runs_on_any_unicode():
    assert f'UNICODE = "{unicodedata.unidata_version}"' in module_text()


def test_the_quick_look_misses_no_hidden_character() -> None:
    hidden = (chr(c) for a, b in _width_table.HIDDEN for c in range(a, b + 1))
    assert [f"{ord(c):04X}" for c in hidden if visible(f"甲{c}") == f"甲{c}"] == []
