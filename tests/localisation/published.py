"""Mistype figures of a report as it is published, and see what finding them costs."""

import random
import re
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportdsl.compiler import Compilation, compile_text
from reportdsl.mending import applied
from tests.localisation.cases import KINDS, mistyped

FILE = Path(__file__).parents[2] / "examples" / "suqian" / "宿迁-2024.report"
COUNTS = (0, 1, 2, 3, 5)
_TABLE, _REST = "@表 依申请公开", "其余"
_FIGURE = re.compile(r"(?<=\|)( *)([0-9]+)(?= *(?:\||$))")
_RUNS = 3


@dataclass(frozen=True, slots=True)
class Published:
    """A report with mistyped figures, and what was said of it."""

    count: int
    restored: bool
    """Whether the first fixes of the findings, applied together, give the true report."""
    limited: bool
    """Whether a finding says that a limit of the search was reached."""
    parsing: float
    locating: float
    """Seconds of the processor that the check takes longer than one that locates nothing."""


@cache
def _text() -> str:
    return FILE.read_text(encoding="utf-8")


@cache
def _figures() -> tuple[tuple[int, int], ...]:
    """Return where the figures of the table of requests stand."""
    text = _text()
    start = text.index(_TABLE)
    end = text.index(f"\n{_REST}", start)
    return tuple(match.span(2) for match in _FIGURE.finditer(text, start, end))


def published(number: int) -> Published:
    """Return what comes of the case of a number."""
    rng, text = random.Random(number), _text()
    count = COUNTS[number % len(COUNTS)]
    wrong = text
    for start, end in sorted(rng.sample(_figures(), count), reverse=True):
        wrong = wrong[:start] + _slip(rng, text[start:end]) + wrong[end:]
    parsing = checking = plain = float("inf")
    for _ in range(_RUNS):
        made = _compiled(wrong, locate=True)
        parsing, checking = map(min, (parsing, checking), _times(made))
        plain = min(plain, _times(_compiled(wrong, locate=False))[1])
    found = [d for d in made.diagnostics if d.fixes]
    edits = {edit for d in found if d.severity == "error" for edit in d.fixes[0].edits}
    hints = [hint.text("en") for d in made.diagnostics for hint in d.hints]
    return Published(
        count,
        restored=applied(wrong.encode(), edits).decode().split() == text.split(),
        limited=any("too many possibilities" in hint for hint in hints),
        parsing=parsing,
        locating=max(0.0, checking - plain),
    )


def _slip(rng: random.Random, figure: str) -> str:
    """Return a figure mistyped in one of the ways that hands do."""
    while True:
        made = mistyped(rng, int(figure), rng.choice(KINDS[:-2]))
        if made is not None and made != int(figure):
            return str(made)


def _compiled(text: str, *, locate: bool) -> Compilation:
    return compile_text(text, name=FILE.name, root=FILE.parent, locate=locate)


def _times(compilation: Compilation) -> tuple[float, float]:
    """Return the seconds of the processor that parsing and checking take."""
    began = time.process_time()
    _ = compilation.parsed
    parsed = time.process_time()
    _ = compilation.diagnostics
    return parsed - began, time.process_time() - parsed
