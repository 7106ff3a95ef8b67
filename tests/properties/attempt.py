"""Try one input and say what became of it."""

import sys
import time
import traceback
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import Diagnostic, Severity
from tests.properties import corpus, damage, totality
from tests.properties.damage import Input
from tests.properties.guard import guard

SLOW = 2
"""Seconds of a processor that no input may take, with all renderings and outputs."""

MEMORY = 2 << 30
"""Bytes that a process may take."""

_UNREAD = frozenset({"R101", "R103", "R106"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    seed: int
    size: int
    """Characters or bytes of the source."""
    seconds: float
    memory: int
    """The most bytes that the process had so far."""
    codes: frozenset[str]
    unread: bool
    without_error: bool
    fault: str
    """Where something was raised, and what; empty if nothing was."""
    trace: str


def attempt(task: tuple[str, int]) -> Outcome:
    """Return what became of the input of a kind and a number."""
    kind, seed = task
    made = damage.make(kind, seed)
    seconds, fault, trace, found = timed(made)
    if seconds > SLOW and not fault:
        # Something else may have held the processor up.
        seconds = min(seconds, timed(made)[0])
    codes = frozenset(d.rule.code for d in found)
    worst = {d.severity for d in found}
    return Outcome(
        seed,
        len(made.source),
        seconds,
        _most_memory(),
        codes,
        bool(codes & _UNREAD),
        not fault and Severity.ERROR not in worst,
        fault,
        trace,
    )


def timed(made: Input) -> tuple[float, str, str, list[Diagnostic]]:
    """Return the seconds that an input takes, its fault with the trace, and what was found."""
    start = time.process_time()
    fault, trace, found = fault_of(made)
    return time.process_time() - start, fault, trace, found


def fault_of(made: Input) -> tuple[str, str, list[Diagnostic]]:
    """Return where an input raises and what, with the trace, and what was found."""
    world = {**made.files, made.name: made.source}
    try:
        with guard():
            found = totality.examine(made.source, made.name, world)
    except Exception as raised:  # noqa: BLE001 - whatever is raised is what is looked for
        return _place(raised), traceback.format_exc(), []
    return "", "", found


def _place(raised: Exception) -> str:
    frames = traceback.extract_tb(raised.__traceback__)
    if isinstance(raised, RecursionError):
        # The last frame is any of the circle.
        return f"RecursionError under {frames[0].name}"
    last = frames[-1]
    return f"{type(raised).__name__} in {last.name}: {last.line}"


def prepare() -> None:
    """Load what the first input would load, and let none take more than `MEMORY`."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for original in corpus.reports():
        fault_of(Input(original.name, original.data, original.files))


def _most_memory() -> int:
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - as above

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
