"""A merge is both edits done by hand, whichever side does which; nothing raises, no line is lost."""

import random

import pytest

from reportdsl.git.chunks import cut
from reportdsl.git.merge import Marks, Merged, _Merger, _tables_whole, merge
from tests.properties import corpus, tokendamage
from tests.properties.guard import guard

ROWS = [f"行{n}" for n in range(8)]
COLUMNS = [f"列{n}" for n in range(5)]
SENTENCES = [f"这是第{n}句话，说的是{word}。" for n, word in enumerate("甲乙丙丁戊己庚辛")]
Cells = list[list[int]]


def written(cells: Cells, sentences: list[str], width: int) -> str:
    """Return a report that holds figures and sentences, its columns set so wide."""
    lines = [
        "标题: 年报",
        "",
        "# 一、总体",
        "",
        "".join(sentences[:4]),
        "",
        "".join(sentences[4:]),
        "",
    ]
    lines += ["@简表 甲", f"{' ' * width}| {' | '.join(COLUMNS)}"]
    for row, figures in zip(ROWS, cells, strict=True):
        lines += [f"// 行 {row}", f"{row} | {' | '.join(str(f).rjust(width) for f in figures)}"]
    return "\n".join(lines) + "\n"


def edited(cells: Cells, sentences: list[str], edits: list[tuple[int, int]]) -> str:
    """Return the report with some cells, or sentences, changed."""
    figures, said = [line.copy() for line in cells], sentences.copy()
    for row, column in edits:
        if row < len(ROWS):
            figures[row][column] = 1000 + 10 * row + column
        else:
            said[row - len(ROWS)] = said[row - len(ROWS)].replace("说的是", "讲的是")
    return written(figures, said, 4)


def places() -> list[tuple[int, int]]:
    cells = [(row, column) for row in range(len(ROWS)) for column in range(len(COLUMNS))]
    return cells + [(len(ROWS) + n, 0) for n in range(len(SENTENCES))]


def made(base: str, ours: str, theirs: str) -> Merged:
    found = merge(base, ours, theirs, Marks())
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(80))
def test_edits_of_different_things_are_done_by_both(seed: int) -> None:
    rng = random.Random(seed)
    cells = [[rng.randrange(2000) for _ in COLUMNS] for _ in ROWS]
    edits = rng.sample(places(), rng.randrange(2, 20))
    cut = rng.randrange(len(edits))
    base = written(cells, SENTENCES, 4)
    ours, theirs = (edited(cells, SENTENCES, part) for part in (edits[:cut], edits[cut:]))
    by_hand = edited(cells, SENTENCES, edits)
    with guard():
        assert made(base, ours, theirs) == made(base, theirs, ours) == Merged(by_hand, 0)


@pytest.mark.parametrize("seed", range(80))
def test_the_same_edits_are_no_conflict_and_others_of_one_thing_are(seed: int) -> None:
    rng = random.Random(seed)
    cells = [[rng.randrange(500) for _ in COLUMNS] for _ in ROWS]
    both = rng.sample(places(), 6)
    base = written(cells, SENTENCES, 4)
    ours = edited(cells, SENTENCES, both)
    assert made(base, ours, ours) == Merged(ours, 0)
    other = ours.replace("1000", "9000") if "1000" in ours else ours.replace("讲的是", "谈的是", 1)
    row = next((place for place in both if place[0] < len(ROWS)), (0, 0))
    changed = edited(cells, SENTENCES, [row]).replace(str(1000 + 10 * row[0] + row[1]), "7777")
    assert made(base, ours if row in both else changed, changed).conflicts == (row in both)
    assert made(base, ours, other).conflicts == made(base, other, ours).conflicts


@pytest.mark.parametrize("seed", range(150))
def test_damaged_sources_are_merged_or_in_conflict(seed: int) -> None:
    rng = random.Random(seed)
    original = corpus.choose(rng)
    text = original.text[:6000].replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    ours, theirs = (clean(tokendamage.damaged(text, rng, text)) for _ in range(2))
    with guard():
        for base, left, right, wanted in (
            (text, text, ours, ours),
            (text, ours, text, ours),
            (text, ours, ours, ours),
            (ours, ours, ours, ours),
        ):
            cuts = cut(base), cut(left), cut(right)
            if not any(version.twice for version in cuts):
                # `merge` itself needs not look where one side is the base.
                assert _Merger(*_tables_whole(*cuts), Marks()).merged() == Merged(wanted, 0)
        one, other = merge(text, ours, theirs, Marks()), merge(text, theirs, ours, Marks())
    if one is None or other is None:
        assert one is other
        return
    assert one.conflicts == other.conflicts
    assert one.text.count("<<<<<<< ours\n") == one.conflicts
    assert no_line_is_lost(text, ours, one.text)
    assert no_line_is_lost(text, theirs, one.text)


def clean(text: str) -> str:
    return text.replace("\r", "\n").replace("\ufeff", "")


def no_line_is_lost(base: str, side: str, merged: str) -> bool:
    """Tell whether every comment that a side added stands in the result."""
    old, now = set(base.split("\n")), merged.split("\n")
    added = [line for line in side.split("\n") if line.startswith("//") and line not in old]
    return all(line in now for line in added)
