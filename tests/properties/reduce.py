"""Make a failing input small: leave out what it fails without."""

import functools
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.properties.damage import Input
from tests.records import replace

_Item = TypeVar("_Item")

ATTEMPTS = 600
"""How often an input is tried; a smaller one is not worth more time."""


def reduced(failing: Input, fails: Callable[[Input], bool]) -> Input:
    """Return an input that still fails, with as little in it as is soon found."""
    left = ATTEMPTS

    def still(tried: Input) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and fails(tried)

    for path in sorted(failing.files):
        files = {p: data for p, data in failing.files.items() if p != path}
        if still(without := replace(failing, files=files)):
            failing = without
    failing = _with_less(failing.source, functools.partial(_with_source, failing), still)
    for path, data in sorted(failing.files.items()):
        failing = _with_less(data, functools.partial(_with_file, failing, path), still)
    return failing


def _with_source(made: Input, data: str | bytes) -> Input:
    return replace(made, source=data)


def _with_file(made: Input, path: str, data: str | bytes) -> Input:
    return replace(made, files={**made.files, path: data})


def _with_less(
    data: str | bytes, put: Callable[[str | bytes], Input], fails: Callable[[Input], bool]
) -> Input:
    return put(_smaller(data, lambda less: fails(put(less))))


def _smaller(data: str | bytes, fails: Callable[[str | bytes], bool]) -> str | bytes:
    """Return as little of a text as fails: of its lines first, of its characters then."""
    if isinstance(data, bytes):
        lines = [line + b"\n" for line in data.split(b"\n")]
        kept = _fewest(range(len(lines)), lambda at: fails(b"".join(lines[i] for i in at)))
        data = b"".join(lines[i] for i in kept)
        return bytes(_fewest(list(data), lambda found: fails(bytes(found))))
    rows = data.splitlines(keepends=True)
    kept = _fewest(range(len(rows)), lambda at: fails("".join(rows[i] for i in at)))
    text = "".join(rows[i] for i in kept)
    return "".join(_fewest(list(text), lambda found: fails("".join(found))))


def _fewest(items: Sequence[_Item], fails: Callable[[Sequence[_Item]], bool]) -> Sequence[_Item]:
    """Return some of the items that fail together, of which no chunk could be left out."""
    size = len(items)
    while size > 1:
        size = (size + 1) // 2
        start = 0
        while start < len(items):
            fewer = [*items[:start], *items[start + size :]]
            if fewer and fails(fewer):
                items = fewer
            else:
                start += size
    return items
