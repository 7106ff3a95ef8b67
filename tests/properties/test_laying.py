"""What is laid out says and publishes what it did; more of the same: ``tests.properties.laying``."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportdsl.formatter import formatted
from reportdsl.syntax.spelling import To
from tests.properties import corpus, damage, grammarsources, randomreport, totality, wordcases
from tests.properties.doubling import CASES, MOST
from tests.properties.laying import attempt, hold, main
from tests.properties.work import steps

BATCH = 10
WAYS: tuple[To, ...] = (None, "zh", "en")
SETTINGS = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
in_each_way = pytest.mark.parametrize("to", WAYS)


@in_each_way
@pytest.mark.parametrize("original", corpus.originals(), ids=lambda original: original.title)
def test_what_is_laid_out_is_published_the_same(original: corpus.Original, to: To) -> None:
    text = corpus.decoded(original.data)
    if "\0" not in text and "\ufffd" not in text:
        hold(text, original.name, original.files, to)


@pytest.mark.parametrize("first", range(0, 4 * BATCH, BATCH))
@pytest.mark.parametrize("kind", damage.KINDS)
def test_what_is_damaged_is_laid_out_too(kind: str, first: int) -> None:
    for seed in range(first, first + BATCH):
        assert attempt((kind, seed))[2] == ""


@SETTINGS
@given(st.sampled_from(WAYS), grammarsources.reports())
def test_reports_of_the_grammar_keep_their_meaning(to: To, text: str) -> None:
    hold(text, "r.report", totality.files(), to)


@SETTINGS
@given(st.sampled_from(WAYS), grammarsources.forms())
def test_forms_of_the_grammar_keep_their_meaning(to: To, text: str) -> None:
    assert formatted(text, keywords=to).diagnostics == ()


@SETTINGS
@given(st.integers(0, 10_000))
def test_reports_at_random_go_into_english_and_back(seed: int) -> None:
    text, _, _ = randomreport.report(seed)
    there = formatted(text, keywords="en")
    back = formatted(there.text, keywords="zh")
    assert there.diagnostics == back.diagnostics == ()
    assert formatted(back.text, keywords="en").text == there.text


figure = st.integers(1, 9999).map(str)


@SETTINGS
@given(st.lists(st.tuples(figure, figure), min_size=2, max_size=8), st.data())
def test_a_figure_that_changes_moves_no_other_line(rows: list[Any], data: st.DataObject) -> None:
    before = formatted(_table(rows)).text.splitlines()
    place = data.draw(st.integers(0, len(rows) - 1))
    rows[place] = (data.draw(figure), rows[place][1])
    after = formatted(_table(rows)).text.splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) <= 1


def _table(rows: list[Any]) -> str:
    return "@表 收支\n" + "".join(f"行{i}|{a}|{b}\n" for i, (a, b) in enumerate(rows))


def test_the_command_tells_of_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "2", "--processes", "1"]) == 0
    assert re.search("^6 sources laid out, 0 at fault$", capsys.readouterr().out, re.MULTILINE)


LONG: dict[str, Callable[[int], str]] = {
    "pieces of a line": lambda n: "{甲+1}\\\n" * n + "乙\n",
    "checks that go on": lambda n: "@校验 甲=1" + " 且 乙=2\\\n" * n + " 且 丙=3\n",
    "comments above a heading": lambda n: "甲\n" + "//乙\n" * n + "#丙\n",
    "waivers above a table": lambda n: "@忽略 R512 “甲”\n" * n + "@表 乙\n其余|0\n",
    "forms with comments": lambda n: "@格式 甲\n" + "@表式 乙\n列\n//丙\n  丁\n" * n,
    "tables": lambda n: "@简表 甲\n|乙\n丙|1\n" * n,
    "rows": lambda n: "@简表 甲\n|乙\n" + "丙|1\n" * n,
    "cells": lambda n: "@表 甲\n乙" + "|1" * n + "\n丙" + "|2" * n + "\n",
    "broken rows": lambda n: "@表 甲\n" + '乙|"1\n' * n,
    "blank lines": lambda n: "甲\n" + "\n" * n + "乙\n",
    "functions": lambda n: "{" + "合计(甲) + " * n + "1}\n",
    "strings": lambda n: "{" + "“甲”.乙 + " * n + "1}\n",
    "fields": lambda n: "标题：甲\n" + "乙：丙\n" * n,
}


OWN = ("aligned", "formatter", "layout", "printer", "sameness", "spelling", "units")
OTHERS = {name: case for name, case in CASES.items() if name not in wordcases.CASES}


def excess(make: Callable[[int], str], size: int) -> list[str]:
    """Return which functions of the formatter take more than twice the steps for twice the length."""
    once, twice = (steps(partial(formatted, make(n))) for n in (size, 2 * size))
    own = [name for name in twice if any(f"/{module}.py:" in name for module in OWN)]
    assert own
    return [name for name in own if twice[name] > MOST * once[name] + 10 * size]


@pytest.mark.parametrize("name", LONG)
def test_twice_the_length_is_twice_the_work(name: str) -> None:
    assert excess(LONG[name], 40) == []


@pytest.mark.parametrize("name", OTHERS)
def test_no_construct_takes_more_than_twice_the_work(name: str) -> None:
    assert excess(OTHERS[name].make, OTHERS[name].size) == []
