"""Tell which words of a text are new and which are gone: Chinese has no spaces to part it by."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportdsl.compare.align import gaps, matched
from reportdsl.text.pattern import pattern

_SENTENCE = pattern(
    r"(?:[^。！？；!?;.]|\.(?!\s))*+(?:[。！？；!?;]++[”’」』）)\"']*+|\.(?=\s)|\Z)|\Z"
)
_WORD = pattern(
    r"[0-9０-９]++(?:[.,．，][0-9０-９]++)*+[%％]?|[^\W\d_\u2e80-\u9fff]++|\s++|.",
    re.DOTALL,
)
_ISLAND = 1
"""How many characters between two changes are too few to be left standing."""


class Fate(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text and what became of it."""

    fate: Fate
    text: str


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; joined they are the text."""
    return [found for found in _SENTENCE.findall(text) if found]


def words(text: str) -> list[str]:
    """Return the words of a text: a figure or a Latin word is one, each other character too."""
    return _WORD.findall(text)


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Return the stretches of two texts: the old one is what is not added, the new not removed."""
    before, after = sentences(old), sentences(new)
    pairs = matched(before, after)
    out: list[Stretch] = []
    ends = [*(before[i] for i, _ in pairs), ""]
    for (gone, come), same in zip(gaps(pairs, len(before), len(after)), ends, strict=True):
        left, right = "".join(before[i] for i in gone), "".join(after[j] for j in come)
        out += _by_words(left, right)
        out.append(Stretch(Fate.SAME, same))
    return _gathered(out)


def _by_words(old: str, new: str) -> list[Stretch]:
    if not old or not new:
        return [Stretch(Fate.REMOVED, old), Stretch(Fate.ADDED, new)]
    before, after = words(old), words(new)
    pairs = matched(before, after)
    out: list[Stretch] = []
    ends = [*(before[i] for i, _ in pairs), ""]
    for (gone, come), same in zip(gaps(pairs, len(before), len(after)), ends, strict=True):
        out.append(Stretch(Fate.REMOVED, "".join(before[i] for i in gone)))
        out.append(Stretch(Fate.ADDED, "".join(after[j] for j in come)))
        out.append(Stretch(Fate.SAME, same))
    return out


def _gathered(parts: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches with what belongs together in one, and no single character left between."""
    runs = [part for part in _joined(parts) if part.text]
    whole: list[Stretch] = []
    for at, part in enumerate(runs):
        between = 0 < at < len(runs) - 1 and part.fate is Fate.SAME
        if between and len(part.text) <= _ISLAND and _heavy(runs, at):
            whole += [Stretch(Fate.REMOVED, part.text), Stretch(Fate.ADDED, part.text)]
        else:
            whole.append(part)
    return tuple(part for part in _joined(whole) if part.text)


def _heavy(runs: Sequence[Stretch], at: int) -> bool:
    """Tell whether both sides of a stretch changed, by more than itself."""
    before = sum(len(part.text) for part in runs[max(at - 2, 0) : at] if part.fate != Fate.SAME)
    after = sum(len(part.text) for part in runs[at + 1 : at + 3] if part.fate != Fate.SAME)
    return min(before, after) > len(runs[at].text)


def _joined(parts: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches with what is removed before what is added, each in one piece."""
    out: list[Stretch] = []
    gone = come = ""
    for part in parts:
        if part.fate is Fate.REMOVED:
            gone += part.text
        elif part.fate is Fate.ADDED:
            come += part.text
        elif part.text:
            out += [Stretch(Fate.REMOVED, gone), Stretch(Fate.ADDED, come)]
            gone = come = ""
            if out[:-2] and not out[-1].text and not out[-2].text:
                last = out[-3]
                out[-3:] = [Stretch(Fate.SAME, last.text + part.text)]
            else:
                out.append(part)
    return [*out, Stretch(Fate.REMOVED, gone), Stretch(Fate.ADDED, come)]
