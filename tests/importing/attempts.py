"""Bring one report in, as it was written or damaged, and return what came of it."""

import random
import traceback
from dataclasses import dataclass
from functools import lru_cache

from reportdsl.compiler import Compilation
from tests.importing import damage, dialects
from tests.importing.bodies import body
from tests.importing.trials import NAMES, WAYS, content, imported, misplaced, written

DIALECTS = tuple(
    way for way in WAYS if way.removesuffix("-nfkc") in {*dialects.TABLES, "one-cell-apart"}
)
"""The ways whose files are damaged: texts, where a line or a bar that is lost is easily overlooked."""
_MOST_TIMES = 4


@dataclass(frozen=True, slots=True)
class Trip:
    """What came of a report that was written in some way and brought in."""

    way: str
    seed: int
    differences: tuple[str, ...] = ()
    """What of it is not as it was."""
    cells: int = 0
    refused: int = 0
    """How many findings say that something was not taken; a file that was not read is one."""
    misplaced: int = 0
    fault: str = ""
    """The exception that it raised, with its trace."""


@dataclass(frozen=True, slots=True)
class Harm:
    """What came of a report that was damaged before it was brought in."""

    kind: str
    way: str
    seed: int
    times: int
    cells: int = 0
    """How many cells the report has."""
    taken: int = 0
    findings: int = 0
    """How many findings say that something was not taken; a file that was not read is one."""
    misplaced: tuple[str, ...] = ()
    """The figures that stand where they do not belong."""
    fault: str = ""


@lru_cache(maxsize=4)
def _compiled(seed: int) -> Compilation:
    return body(random.Random(seed)).compiled()


def trip(seed: int, way: str) -> Trip:
    """Return what comes of a report in some way."""
    try:
        return _trip(seed, way)
    except Exception:  # noqa: BLE001 - an exception is what is looked for
        return Trip(way, seed, fault=traceback.format_exc())


def _trip(seed: int, way: str) -> Trip:
    sent = body(random.Random(seed))
    compilation = _compiled(seed)
    outcome = imported(written(sent, way), NAMES.get(way, "in.txt"))
    if outcome is None:
        return Trip(way, seed, ("the file is not read",), _cells(compilation), 1)
    want, got = content(compilation), content(outcome.compilation)
    header, own = compilation.checked.report.header, outcome.compilation.checked.report.header
    pairs = {
        "title": (header.title, own.title),
        "agency": (header.agency, own.agency),
        "year": (header.year, own.year),
        "labels": (want.labels - got.labels, got.labels - want.labels),
        "prose": (want.prose, got.prose),
        "cells": (
            set(want.cells.items()) - set(got.cells.items()),
            set(got.cells.items()) - set(want.cells.items()),
        ),
    }
    differences = tuple(
        f"{name}: {one!r} became {other!r}" for name, (one, other) in pairs.items() if one != other
    )
    wrong = len(misplaced(outcome, want))
    return Trip(way, seed, differences, _cells(compilation), outcome.refused, wrong)


def harm(seed: int) -> Harm:
    """Return what comes of a report that is damaged at random."""
    rng = random.Random(seed)
    sent = body(rng)
    way, kind = rng.choice(DIALECTS), rng.choice(tuple(damage.KINDS))
    times = rng.randint(1, _MOST_TIMES)
    try:
        compilation = sent.compiled()
        text = damage.damaged(rng, written(sent, way).decode(), kind, times)
        cells = _cells(compilation)
        outcome = imported(text.encode())
        if outcome is None:
            return Harm(kind, way, seed, times, cells, findings=1)
        wrong = misplaced(outcome, content(compilation))
    except Exception:  # noqa: BLE001 - an exception is what is looked for
        return Harm(kind, way, seed, times, fault=traceback.format_exc())
    shown = tuple(f"{address}: {held} for {true}" for address, held, true in wrong)
    return Harm(kind, way, seed, times, cells, outcome.taken, outcome.refused, shown)


def _cells(compilation: Compilation) -> int:
    """Return how many cells the tables of a report have."""
    tables = compilation.checked.report.tables
    return sum(len(line) for table in tables for band in table.bands for line in band.cells)
