"""Texts are compared by words, Chinese without spaces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdsl.compare.words import Fate, sentences, stretches, words

GONE, COME, SAME = Fate.REMOVED, Fate.ADDED, Fate.SAME
texts = st.text(st.sampled_from("甲乙。！a b1２,.%;{\n\ud800<"), max_size=20)


def told(old: str, new: str) -> list[tuple[Fate, str]]:
    return [(part.fate, part.text) for part in stretches(old, new)]


@given(texts, texts)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_both_texts_are_in_the_stretches(old, new):
    parts = stretches(old, new)
    assert "".join(p.text for p in parts if p.fate is not COME) == old
    assert "".join(p.text for p in parts if p.fate is not GONE) == new
    assert all(part.text for part in parts)
    assert "".join(words(old)) == old
    assert "".join(sentences(old)) == old


@pytest.mark.parametrize("text", ["", "甲", "本年收到12件。"])
def test_the_same(text):
    assert all(fate is SAME for fate, _ in told(text, text))


def test_a_figure_is_one_word():
    assert told("收到1,205件", "收到1,305件") == [
        (SAME, "收到"),
        (GONE, "1,205"),
        (COME, "1,305"),
        (SAME, "件"),
    ]


def test_characters_are_words():
    assert told("引导仍可改进", "引导仍需改进") == [
        (SAME, "引导仍"),
        (GONE, "可"),
        (COME, "需"),
        (SAME, "改进"),
    ]


def test_a_latin_word_is_one():
    assert told("the office closed", "the offices closed") == [
        (SAME, "the "),
        (GONE, "office"),
        (COME, "offices"),
        (SAME, " closed"),
    ]


def test_no_single_character_is_left_between_changes():
    assert told("甲乙丙丁戊", "子丑丙寅卯") == [(GONE, "甲乙丙丁戊"), (COME, "子丑丙寅卯")]


def test_sentences_end_behind_their_quotes():
    assert sentences("他说“好。”然后走了！对；") == ["他说“好。”", "然后走了！", "对；"]
    assert sentences("It was 1.5. So what? e.g") == ["It was 1.5.", " So what?", " e.g"]
