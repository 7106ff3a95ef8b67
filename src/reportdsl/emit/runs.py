"""Make texts and links fit for output: one line, single spaces, safe targets."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from reportdsl.publish.publication import Run
from reportdsl.text.pattern import pattern

# U+3000 and no-break spaces are an author's layout and stay; only pipe text turns them into spaces.
_SPACES = pattern("[\t-\r\x1c-\x1f \x85\u2028\u2029]+")
_SAFE_TARGET = pattern(r"https?://|mailto:|#", re.IGNORECASE)
_NOT_IN_TARGETS = frozenset(' "<>\\^`{|}')


def one_line(text: str) -> str:
    """Return a text without line breaks, doubled spaces, or white space at its ends."""
    return _SPACES.sub(" ", text).strip()


def tidy(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs whose joined text is as `one_line` would leave it, without empty ones."""
    if len(runs) == 1:
        (run,) = runs
        text = one_line(run.text)
        return (Run(text, run.bold, run.href),) if text else ()
    done: list[Run] = []
    for (bold, href), group in groupby(runs, key=lambda run: (run.bold, run.href)):
        text = _SPACES.sub(" ", text_of(group))
        if not done:
            text = text.lstrip()
        elif done[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            done.append(Run(text, bold, href))
    while done:
        last = done.pop()
        if text := last.text.rstrip():
            return (*done, Run(text, last.bold, last.href))
    return ()


def text_of(runs: Iterable[Run]) -> str:
    """Return the text of runs without their styles."""
    return "".join(run.text for run in runs)


def target(href: str | None) -> str | None:
    """Return a link's target, fit for an attribute; None where its scheme is not a safe one."""
    if href is None or not _SAFE_TARGET.match(href := href.strip()):
        return None
    return "".join(
        _quoted(char) if char in _NOT_IN_TARGETS or not char.isprintable() else char
        for char in href
    )


def _quoted(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode(errors="replace"))
