"""Run the tests of one pytest session against mutants, each in a process of its own.

Every test first runs alone, to learn which lines it runs and how long it takes. A mutant is then
tried with the tests that run its lines, those first that found others in its function, then those
of the file that is named after its module.
"""

import enum
import importlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation import live
from tests.mutation.forks import Task, results
from tests.mutation.mutants import Mutant, mutants

_TEST_SECONDS = 20.0
_MUTANT_SECONDS = 15.0
"""What the tests that try one mutant may take together, were it no mutant."""


class Verdict(enum.Enum):
    """What the tests say of a mutant."""

    KILLED = enum.auto()
    TOO_LONG = enum.auto()
    SURVIVED = enum.auto()
    UNFIT = enum.auto()


@dataclass(frozen=True, slots=True)
class _Ran:
    """A test that ran alone: how long, and which lines of which module."""

    item: pytest.Item
    seconds: float
    lines: frozenset[tuple[str, int]]


class Plugin:
    """Takes the place of pytest's loop over the tests."""

    def __init__(self, modules: list[str], processes: int, every: int = 1) -> None:
        self.modules = modules
        self.processes = processes
        self.every = every
        self.verdicts: list[tuple[Mutant, Verdict]] = []
        self._killers: defaultdict[str, Counter[pytest.Item]] = defaultdict(Counter)

    def pytest_configure(self) -> None:
        """Let hypothesis draw few examples, and the same ones for each mutant."""
        # pytest warns if it is there too early.
        from hypothesis import HealthCheck, settings  # noqa: PLC0415

        settings.register_profile(
            "mutation",
            max_examples=10,
            derandomize=True,
            database=None,
            # On a busy machine time would lie.
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants; leave them with what became of them in `verdicts`."""
        paths = {_path(module): module for module in self.modules}
        tests = self._ran(session.items, paths)
        if tests is None:
            session.testsfailed += 1
            return True
        made = [
            mutant
            for path, module in paths.items()
            for mutant in mutants(module, Path(path).read_text(encoding="utf-8"), path)
        ][:: self.every]
        print(f"\n{len(tests)} tests, {len(made)} mutants", file=sys.stderr, flush=True)
        done = results(self._tries(made, tests), self.processes)
        for number, ((mutant, asked), found) in enumerate(done, 1):
            self._note(mutant, asked, found)
            if number % 200 == 0:
                print(f"{number} of {len(made)}", file=sys.stderr, flush=True)
        self.verdicts.sort(key=lambda each: (each[0].module, each[0].line))
        return True

    def _ran(self, items: list[pytest.Item], paths: dict[str, str]) -> list[_Ran] | None:
        tasks = [Task(partial(_traced, item, paths), _TEST_SECONDS, item) for item in items]
        out: list[_Ran] = []
        for item, found in results(tasks, self.processes):
            if found is None:
                print("left out, for it takes too long:", item.nodeid, file=sys.stderr)
            elif not found[0]:
                print("fails without a mutant:", item.nodeid)
                return None
            else:
                out.append(_Ran(item, *found[1:]))
        return sorted(out, key=lambda ran: ran.seconds)

    def _tries(self, made: list[Mutant], tests: list[_Ran]) -> Iterator[Task]:
        by_line: defaultdict[tuple[str, int], list[_Ran]] = defaultdict(list)
        for ran in tests:
            for place in ran.lines:
                by_line[place].append(ran)
        for mutant in made:
            found = {ran.item: ran for line in mutant.lines for ran in by_line[mutant.module, line]}
            killers = self._killers[mutant.function]
            asked: list[pytest.Item] = []
            seconds = 0.0
            own = f"test_{mutant.module.rpartition('.')[2]}"
            order = sorted(
                found.values(),
                key=lambda r: (-killers[r.item], r.item.path.stem != own, r.seconds),
            )
            for ran in order:
                if seconds + ran.seconds <= _MUTANT_SECONDS:
                    seconds += ran.seconds
                    asked.append(ran.item)
            limit = 3 + 4 * seconds
            yield Task(partial(_tried, mutant, asked), limit, (mutant, asked))

    def _note(self, mutant: Mutant, asked: list[pytest.Item], found: int | None) -> None:
        if found is None:
            verdict = Verdict.TOO_LONG
        elif found == _UNFIT:
            return
        elif found == _NONE:
            verdict = Verdict.SURVIVED
        else:
            verdict = Verdict.KILLED
            self._killers[mutant.function][asked[found]] += 1
        self.verdicts.append((mutant, verdict))


_NONE, _UNFIT = -1, -2


def _path(module: str) -> str:
    return str(importlib.import_module(module).__file__)


def _passes(item: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def _traced(item: pytest.Item, paths: dict[str, str]) -> tuple[bool, float, frozenset[Any]]:
    """Return whether a test passes, its seconds, and the lines that it runs."""
    lines: set[tuple[str, int]] = set()

    def called(frame: FrameType, _event: str, _: object) -> Any:
        module = paths.get(frame.f_code.co_filename)
        if module is None:
            return None

        def line(frame: FrameType, _event: str, _: object) -> Any:
            lines.add((module, frame.f_lineno))
            return line

        return line(frame, "", None)

    start = time.perf_counter()
    sys.settrace(called)
    passes = _passes(item)
    sys.settrace(None)
    return passes, time.perf_counter() - start, frozenset(lines)


def _tried(mutant: Mutant, asked: list[pytest.Item]) -> int:
    """Return which test finds a mutant, `_NONE` if none does, `_UNFIT` if it cannot be put."""
    try:
        live.put(mutant)
    except live.UnfitError:
        return _UNFIT
    except Exception:  # noqa: BLE001 - a module that cannot be loaded fails every test
        return 0 if asked else _NONE
    return next((number for number, item in enumerate(asked) if not _passes(item)), _NONE)
