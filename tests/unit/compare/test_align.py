"""Sequences are aligned as a person would, in order, whatever they hold."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdsl.compare.align import _Search, alike, gaps, likeness, matched, rising

few = st.lists(st.integers(0, 3), max_size=12)


def longest(old: list[int], new: list[int]) -> int:
    """Return the length of the longest common subsequence, by the book."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if a == b else max(table[i][j + 1], table[i + 1][j])
            )
    return table[-1][-1]


@given(few, few)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_is_matched_is_the_same_and_in_order(old, new):
    pairs = matched(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(st.lists(st.integers(0, 1), max_size=12), st.lists(st.integers(0, 1), max_size=12))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_most_is_matched_where_nothing_stands_once(old, new):
    pairs = _Search(old, new)._fewest(0, len(old), 0, len(new))
    assert all(old[i] == new[j] for i, j in pairs)
    assert len(pairs) == longest(old, new)


def test_what_stands_once_goes_first():
    assert matched("aaxaa", "axaaa")[:2] == [(0, 0), (2, 1)]


def test_gaps_hold_all_that_is_not_matched():
    assert gaps([(1, 0), (2, 3)], 4, 4) == [
        (range(1), range(0)),
        (range(2, 2), range(1, 3)),
        (range(3, 4), range(4, 4)),
    ]


def test_two_long_sequences_without_anything_alone_end_soon():
    old, new = ["a", "b"] * 30_000, ["b", "a", "a"] * 30_000
    assert all(old[i] == new[j] for i, j in matched(old, new))


def test_rising_runs():
    assert rising([3, 1, 2, 5, 4]) in ([1, 2, 3], [1, 2, 4])
    assert rising([]) == []


def test_likeness():
    assert likeness("本年收到12件。", "本年收到12件。") == 100
    assert likeness("甲乙", "丙丁") == 0
    assert likeness("", "") == 100
    assert likeness("", "甲") == 0


def test_what_is_alike_is_paired_in_order():
    old, new = ["甲乙丙丁", "一二三四"], ["一二三五", "甲乙丙丁", "一二三四五"]
    weigh = lambda i, j: likeness(old[i], new[j])  # noqa: E731 - as it is used
    assert alike(range(2), range(3), weigh, 40) == [(0, 1), (1, 2)]
    assert alike(range(0), range(3), weigh, 40) == []


def test_a_long_gap_is_paired_as_well():
    old = [f"第{n}段说的是第{n}件事" for n in range(200)]
    new = [f"第{n}段讲的是第{n}件事" for n in range(200)]
    weigh = lambda i, j: likeness(old[i], new[j])  # noqa: E731 - as it is used
    pairs = alike(range(200), range(200), weigh, 40)
    assert len(pairs) == 200
    assert sum(i == j for i, j in pairs) == 200
