"""Texts become one line, and only safe targets are linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.emit.runs import one_line, target, text_of, tidy
from reportdsl.publish.publication import Run

spaced = st.text(alphabet="ab 一\t\n\r\x0b\x1c\x85\u2028\u3000\xa0", max_size=8)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        (" \t\n", ""),
        ("  a \n b ", "a b"),
        ("a\u2028b\x85c\x1cd", "a b c d"),
        ("\u3000张\u3000三\u3000", "张\u3000三"),
        ("a\xa0\xa0b", "a\xa0\xa0b"),
    ],
)
def test_one_line(text, line):
    assert one_line(text) == line


def test_runs_of_one_style_are_joined():
    runs = (Run(" a "), Run(" b"), Run(" "), Run("", bold=True), Run("c", bold=True), Run(" "))
    assert tidy(runs) == (Run("a b "), Run("c", bold=True))


@given(st.lists(st.builds(Run, spaced, st.booleans(), st.sampled_from([None, "#a"]))))
def test_tidy_runs_read_as_one_line(runs):
    tidied = tidy(runs)
    assert text_of(tidied) == one_line(text_of(runs))
    assert all(run.text for run in tidied)


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("http://a.b/c?d=1&e=2#f", "http://a.b/c?d=1&e=2#f"),
        ("HTTPS://a.b", "HTTPS://a.b"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("#一", "#一"),
        (" http://a.b ", "http://a.b"),
        ('http://a.b/"<c> d\\', "http://a.b/%22%3Cc%3E%20d%5C"),
        ("http://a.b/\u202e\n", "http://a.b/%E2%80%AE"),
        ("http://a.b/\ud800", "http://a.b/%3F"),
        ("http:", None),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.b", None),
        ("/a", None),
        ("ht\ntp://a.b", None),
        ("", None),
        (None, None),
    ],
)
def test_target(href, safe):
    assert target(href) == safe
