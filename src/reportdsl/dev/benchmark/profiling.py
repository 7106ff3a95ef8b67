"""Say where time goes: the functions of a run, and the modules that are loaded."""

import cProfile
import pstats
import re
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import TypedDict

_OWN = PurePath(__file__).parent
_DISABLE = "<method 'disable' of '_lsprof.Profiler' objects>"


class Function(TypedDict):
    """A function in a profile."""

    place: str
    calls: int
    own: float
    """Seconds in it, without those that it calls."""
    whole: float
    """Seconds from its call to its return."""


class Loaded(TypedDict):
    """A module that was imported."""

    module: str
    own: float
    whole: float


def profiled(work: Callable[[], object]) -> list[Function]:
    """Return all functions that some work calls, but for those of this package."""
    profile = cProfile.Profile()
    profile.enable()
    work()
    profile.disable()
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]]
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return [
        {"place": _place(*where), "calls": calls, "own": own, "whole": whole}
        for where, (_, calls, own, whole, _) in stats.items()
        if not (_OWN in PurePath(where[0]).parents or where[2] == _DISABLE)
    ]


def _place(file: str, line: int, name: str) -> str:
    """Return a function's name with its module; no path of this machine."""
    if file == "~":
        return re.sub(r" at 0x[0-9a-f]+", "", name)
    parts = PurePath(file).parts
    if "reportdsl" in parts:
        last = len(parts) - 1 - parts[::-1].index("reportdsl")
        return f"{'/'.join(parts[last + 1 :])}:{line} {name}"
    return f"{'/'.join(parts[-2:])}:{line} {name}"


def parsed_imports(lines: Iterable[str]) -> list[Loaded]:
    """Return the modules in what ``python -X importtime`` prints, in its order."""
    found = (re.match(r"import time: +(\d+) \| +(\d+) \| +(\S+)", line) for line in lines)
    return [
        {"module": match[3], "own": int(match[1]) / 1e6, "whole": int(match[2]) / 1e6}
        for match in found
        if match is not None
    ]


def by_package(loaded: Iterable[Loaded]) -> dict[str, tuple[int, float]]:
    """Return how many modules of each package were loaded, and their own seconds."""
    out: dict[str, tuple[int, float]] = {}
    for item in loaded:
        package = item["module"].partition(".")[0]
        number, seconds = out.get(package, (0, 0.0))
        out[package] = number + 1, seconds + item["own"]
    return dict(sorted(out.items(), key=lambda pair: -pair[1][1]))
