"""Stop what hangs. This is no measure of time: nothing that ends comes near the limit."""

import contextlib
import faulthandler
import signal
from collections.abc import Iterator
from types import FrameType

HANGS = 60
"""Seconds after which an input is taken to hang."""


class HangError(Exception):
    """An input did not come to an end."""


@contextlib.contextmanager
def guard(seconds: int = HANGS) -> Iterator[None]:
    """Raise `HangError` in the middle of what takes longer.

    Where a system has no alarm (Windows), the process ends, and its trace is printed.
    """
    if not hasattr(signal, "SIGALRM"):  # pragma: no cover - Windows
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
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
