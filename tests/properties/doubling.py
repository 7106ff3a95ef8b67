"""Compile a construct at a length and at twice that length, and compare."""

from collections import Counter
from dataclasses import dataclass

import reportdsl
from reportdsl.diagnostics.render import json as as_json
from reportdsl.diagnostics.render import terminal
from tests.properties import formcases, wordcases
from tests.properties.constructs import EXPRESSIONS, PROSE, TABLES, Case
from tests.properties.totality import FORMATS
from tests.properties.work import steps

CASES: dict[str, Case] = PROSE | EXPRESSIONS | TABLES | formcases.CASES | wordcases.CASES
MOST = 2.5
"""How much more may be done, and written, for twice the length."""


@dataclass(slots=True)
class Result:
    """What came of a source."""

    codes: frozenset[str] = frozenset()
    written: int = 0
    """Characters of all outputs and of what is said of the source."""


def compiled(case: Case, size: int) -> Result:
    """Check a case at a length, say what was found, and emit it in every output, as a draft."""
    source = case.make(size)
    world = reportdsl.MemoryWorld({**case.files(size), case.name: source})
    made = reportdsl.compile_text(source, name=case.name, world=world)
    found = made.diagnostics
    codes = {d.rule.code for d in found}
    texts = [as_json.render_json(found, made.sources)]
    texts.append(terminal.render_all(found, made.sources, "zh"))
    for output in FORMATS:
        try:
            texts.append(made.emit(output, draft=True))
        except reportdsl.ReportError as refused:
            codes |= {d.rule.code for d in refused.diagnostics}
    return Result(frozenset(codes), sum(map(len, texts)))


def as_expected(case: Case, result: Result) -> bool:
    """Tell whether a case drew its rules; one that has none must draw none."""
    return case.expected <= result.codes and bool(case.expected or not result.codes)


def counted(case: Case, size: int) -> tuple[Result, Counter[str]]:
    """Return what comes of a case at a length, and how many steps each function takes for it."""
    results: list[Result] = []
    taken = steps(lambda: results.append(compiled(case, size)))
    return results[0], taken


def excess(case: Case) -> list[str]:
    """Return which functions take more than `MOST` times the steps for twice the length.

    Each function is looked at by itself, so that one that is quadratic shows long before it
    outweighs all others. A few steps more are let pass, for some begin only at a certain length.
    """
    once, less = counted(case, case.size)
    twice, more = counted(case, 2 * case.size)
    assert once.codes == twice.codes, (once.codes, twice.codes)
    assert as_expected(case, once), (once.codes, case.expected)
    room = 10 * case.size
    grown = [
        f"{name}: {less[name]:,} steps, then {count:,}"
        for name, count in more.items()
        if count > MOST * less[name] + room
    ]
    if more.total() > MOST * less.total():
        grown.append(f"all together: {less.total():,} steps, then {more.total():,}")
    if twice.written > MOST * once.written:
        grown.append(f"written: {once.written:,} characters, then {twice.written:,}")
    return grown
