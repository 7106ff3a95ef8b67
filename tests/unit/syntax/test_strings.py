"""Where strings and cells end, against the regular expressions that say the same and backtrack."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reportdsl.syntax import rows
from reportdsl.syntax.strings import CLOSING, Strings

STRING = r'"[^"]*"|＂[^＂]*＂|“[^”]*”'
CELL = re.compile(
    rf" *(?:(?:[+-]?[0-9?][^ |\"“＂]*)? *(?:{STRING}) *(?=\||$)"
    rf"|=(?:{STRING}|[^|\"“＂])*(?=\||$)"
    r"|(?:[^|\\]+|\\.|\\$)*)",
    re.DOTALL,
)
PATH = re.compile(r" +[/／] +")
texts = st.text('||"“”＂= 1?a+\\', max_size=24)


@given(texts)
def test_every_cell_ends_where_the_pattern_says(text: str) -> None:
    strings = Strings(text)
    end = -1
    while end < len(text):
        match = CELL.match(text, end + 1)
        assert match is not None
        end = rows._cell_end(text, end + 1, strings)
        assert end == match.end()


@given(texts)
def test_the_first_string_that_nothing_closes(text: str) -> None:
    rest = re.sub(STRING, lambda m: "_" * len(m[0]), text)
    places = [rest.find(mark) for mark in CLOSING if mark in rest]
    assert Strings(text).unclosed() == min(places, default=None)


@given(st.text("a/／ ", max_size=12))
def test_a_path_is_cut_at_slashes_with_blanks_around_them(text: str) -> None:
    expected = PATH.split(text) if "/" in text or "／" in text else [text]
    assert rows.path(text) == tuple(part.strip() for part in expected)
