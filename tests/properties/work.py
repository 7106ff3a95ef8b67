"""Count what a program does, by steps and not by time: the same on a busy machine and an idle one.

A step is a function that is entered or a turn of a loop, and before Python 3.12 every line that is
run; of the standard library, a function that is entered. What one step does inside C (a search in a string, the matching of a
regular expression) is not seen; for that there are `test_patterns.py` and
``python -m tests.properties.growth``.
"""

import functools
import pathlib
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

_STANDARD = str(pathlib.Path(functools.__file__).parent)


def steps(task: Callable[[], object]) -> Counter[str]:
    """Return how many steps each function takes, by its module and name, while a task runs."""
    forget()
    counts: dict[CodeType, int] = defaultdict(int)
    (_monitored if sys.version_info >= (3, 12) else _traced)(task, counts)
    named: Counter[str] = Counter()
    for code, count in counts.items():
        named[f"{code.co_filename.rpartition('reportdsl')[2]}:{code.co_qualname}"] += count
    return named


def forget() -> None:
    """Empty the caches that remember sources, so that a second run works as much as the first.

    Caches without a bound are of what does not depend on sources.
    """
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "reportdsl":
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper) and _is_bounded(value):
                    value.cache_clear()


def _is_bounded(cached: "functools._lru_cache_wrapper[Any]") -> bool:
    return cached.cache_parameters()["maxsize"] is not None


@functools.cache
def is_standard(code: CodeType) -> bool:
    """Tell whether a function is one of the standard library."""
    return code.co_filename.startswith((_STANDARD, "<frozen")) and (
        "site-packages" not in code.co_filename
    )


def _traced(task: Callable[[], object], counts: dict[CodeType, int]) -> None:
    def step(frame: FrameType, _event: str, _argument: object) -> Callable[..., Any]:
        counts[frame.f_code] += 1
        return step

    def enter(frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        counts[frame.f_code] += 1
        return None if is_standard(frame.f_code) else step

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        task()
    finally:
        sys.settrace(before)


def _monitored(task: Callable[[], object], counts: dict[CodeType, int]) -> None:
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    tool, events = monitoring.PROFILER_ID, monitoring.events
    # Every loop jumps back: to watch the lines too would tell no more, and take three times as long.
    entered, inside = (events.PY_START, events.PY_RESUME), (events.JUMP,)

    def enter(code: CodeType, *_where: object) -> None:
        counts[code] += 1

    def step(code: CodeType, *_where: object) -> object:
        if is_standard(code):
            return monitoring.DISABLE
        counts[code] += 1
        return None

    monitoring.use_tool_id(tool, "steps")
    try:
        for event in (*entered, *inside):
            monitoring.register_callback(tool, event, enter if event in entered else step)
        monitoring.set_events(tool, functools.reduce(int.__or__, (*entered, *inside)))
        task()
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
