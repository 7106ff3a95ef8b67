"""Put slips into a report, and see what is said of it."""

import random
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reportdsl.analysis.components import components
from reportdsl.analysis.equations import system
from reportdsl.compiler import Compilation, compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic, Edit
from reportdsl.mending import applied
from tests.localisation.cases import FORMS, KINDS, SIZES, Place, case, changed, slips
from tests.localisation.oracle import least

COUNTS = (1, 2, 3, 5, 10)
_DIGITS = re.compile(r"[0-9]+")
_FIGURES = frozenset({"R501", "R502", "R503", "R504", "R505", "R506", "R507", "R512", "R514"})


@dataclass(frozen=True, slots=True)
class Trial:
    """A report with slips, and what was said of it."""

    form: str
    size: str
    kind: str
    count: int
    suits: bool
    """Whether a slip is in the table of suits, where one equation alone holds most figures."""
    first: int
    """How many of the wrong figures the first fixes of the findings put right."""
    five: int
    """How many of them any fix does."""
    wrong: int
    restored: bool
    """Whether the first fixes, applied together, give the true report."""
    unseen: bool
    """Whether all equations hold in spite of the slips."""
    tied: bool
    alone: bool
    """Whether a finding says that one equation alone holds the figures."""
    limited: bool
    """Whether a finding says that a limit of the search was reached."""
    parsing: float
    locating: float
    """Seconds of the processor that the check takes longer than one that locates nothing."""
    many: bool
    """Whether a finding says that more explanations than are offered are equally likely."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sizes of the smallest sets by the search and by integer programming, None undecided."""

    count: int
    search: int | None
    program: int | None


@dataclass(frozen=True, slots=True)
class _Made:
    """A report with slips, as it should be, and what it is."""

    text: str
    true: str
    wrong: dict[Place, int]
    form: str
    size: str
    kind: str
    count: int


def _made(number: int) -> _Made | None:
    """Return the case of a number; None where its slips have no room."""
    rng = random.Random(number)
    form, size = rng.choice(FORMS), rng.choice(list(SIZES))
    count, kind = COUNTS[number % len(COUNTS)], KINDS[number // len(COUNTS) % len(KINDS)]
    true = case(rng, form, size)
    wrong = slips(rng, true, kind, count)
    if wrong is None:
        return None
    return _Made(changed(true, wrong).source(), true.source(), wrong, form, size, kind, count)


def trial(number: int) -> Trial | None:
    """Return what comes of the case of a number; None where its slips have no room."""
    made = _made(number)
    if made is None:
        return None
    compilation = compile_text(made.text)
    parsing, plain = _times(compile_text(made.text, locate=False))
    _, checking = _times(compilation)
    said = [d for d in compilation.diagnostics if d.rule.code in _FIGURES]
    hints = [hint.text("en") for d in said for hint in d.hints]
    return Trial(
        made.form,
        made.size,
        made.kind,
        made.count,
        suits=any(table == 1 for table, *_ in made.wrong),
        first=_right(made, [d.fixes[0].edits for d in said if d.fixes]),
        five=_right(made, [fix.edits for d in said for fix in d.fixes]),
        wrong=len(made.wrong),
        restored=_restored(made, said),
        unseen=not said,
        tied=any(d.rule.code == "R507" for d in said),
        alone=any("only this one equation" in hint for hint in hints),
        limited=any("too many possibilities" in h for h in hints),
        parsing=parsing,
        locating=max(0.0, checking - plain),
        many=any("fit equally well" in h for h in hints),
    )


def _times(compilation: Compilation) -> tuple[float, float]:
    """Return the seconds of the processor that parsing and checking take."""
    began = time.process_time()
    _ = compilation.parsed
    parsed = time.process_time()
    _ = compilation.diagnostics
    return parsed - began, time.process_time() - parsed


def _right(made: _Made, fixes: Iterable[tuple[Edit, ...]]) -> int:
    """Return how many wrong figures the edits of some fixes put right."""
    pairs = zip(_DIGITS.finditer(made.text), _DIGITS.findall(made.true), strict=True)
    wanted = {match.span(): true for match, true in pairs if match[0] != true}
    edits = {((e.span.start, e.span.end), e.text) for each in fixes for e in each}
    return len({place for place, text in edits if wanted.get(place) == text})


def _restored(made: _Made, said: list[Diagnostic]) -> bool:
    edits = {edit for d in said if d.fixes for edit in d.fixes[0].edits}
    spans = sorted((edit.span.start, edit.span.end) for edit in edits)
    if any(a[1] > b[0] for a, b in pairwise(spans)):
        return False
    return applied(made.text.encode(), edits).decode() == made.true


def compared(number: int) -> list[Comparison]:
    """Return what both ways find for each part of a case in which something fails."""
    made = _made(number)
    sheet = compile_text(made.text).checked.sheet if made is not None else None
    if made is None or sheet is None:
        return []
    whole = system(sheet)
    out: list[Comparison] = []
    for component in components(sheet, whole):
        program = component.program
        out.append(Comparison(made.count, component.weight, least(program, program.constraints)))
    return out


def clean(number: int) -> int:
    """Return how many findings of figures there are in a report that holds."""
    rng = random.Random(-number - 1)
    made = case(rng, rng.choice(FORMS), rng.choice(list(SIZES)))
    found = compile_text(made.source()).diagnostics
    return sum(d.rule.code.startswith(("R5", "R8")) for d in found)
