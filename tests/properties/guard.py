"""Stop what hangs. This is no measure of time: nothing that ends comes near the limit."""

import contextlib
import faulthandler
import signal
import sys
from collections.abc import Iterator
from types import FrameType

HANGS = 60
"""Seconds after which an input is taken to hang."""
_MERCY = 2
"""How many times as long the process may live where the alarm is not heard."""


class HangError(Exception):
    """An input did not come to an end."""


@contextlib.contextmanager
def guard(seconds: int = HANGS) -> Iterator[None]:
    """Raise `HangError` in the middle of what takes longer.

    A loop inside C may not hear the alarm, and Windows has none: then the process prints where it
    is, and ends.
    """
    faulthandler.dump_traceback_later(
        _MERCY * seconds, exit=True, file=sys.__stderr__ or sys.stderr
    )
    try:
        with _alarm(seconds):
            yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextlib.contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "SIGALRM"):  # pragma: no cover - Windows
        yield
        return
    before = signal.signal(signal.SIGALRM, _rise)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _rise(_signal: int, _frame: FrameType | None) -> None:
    raise HangError
