"""Print how time and memory grow: ``python -m tests.properties.growth [--write] [construct …]``.

Each construct is compiled at a length and at half of it, long enough to be measured, as long as the
limits of the language let it. Time is that of the processor, the least of several runs, so that
what else the machine does matters little; the tests themselves count steps instead.
"""

import argparse
import gc
import sys
import time
import tracemalloc
from dataclasses import dataclass

from tests.properties import figures
from tests.properties.constructs import Case
from tests.properties.doubling import CASES, MOST, compiled
from tests.properties.work import forget

ENOUGH = 0.1
"""Seconds that the longer source should take, if its construct can be so long."""
_RUNS = 3
_LONGEST = 3 << 20


@dataclass(frozen=True, slots=True)
class Growth:
    """What the longer source takes, as a multiple of what half of it takes."""

    name: str
    size: int
    seconds: float
    time: float
    memory: float
    factor: float
    """Bytes of memory for each byte of all sources."""


def seconds(case: Case, size: int) -> float:
    """Return the least processor time that a case takes."""
    best = float("inf")
    for _ in range(_RUNS):
        forget()
        gc.collect()
        start = time.process_time()
        compiled(case, size)
        best = min(best, time.process_time() - start)
    return best


def memory(case: Case, size: int) -> int:
    """Return the most bytes that a case takes at once."""
    forget()
    gc.collect()
    tracemalloc.start()
    try:
        compiled(case, size)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def length(case: Case, size: int) -> int:
    """Return the bytes of a case's sources."""
    return sum(len(source.encode()) for source in case.sources(size))


def longest(case: Case) -> int:
    """Return a length that takes long enough, or the longest that draws nothing further."""
    size = 2 * case.size
    drawn = compiled(case, size).codes
    while length(case, 2 * size) < _LONGEST:
        start = time.process_time()
        if compiled(case, size).codes != drawn:
            return size // 2
        if time.process_time() - start > ENOUGH:
            break
        size *= 2
    return size


def measure(name: str, case: Case) -> Growth:
    """Return how a construct grows."""
    size = longest(case)
    once, twice = seconds(case, size // 2), seconds(case, size)
    if twice > MOST * once:
        once, twice = max(once, seconds(case, size // 2)), min(twice, seconds(case, size))
    less, more = memory(case, size // 2), memory(case, size)
    return Growth(name, size, twice, twice / once, more / less, more / length(case, size))


def table(found: list[Growth]) -> str:
    """Return what grows most, as Markdown."""
    far = [growth for growth in found if growth.seconds >= ENOUGH / 2]
    by_time = sorted(far, key=lambda g: g.time, reverse=True)
    by_memory = sorted(found, key=lambda g: g.memory, reverse=True)
    over = [g.name for g in far if g.time > MOST]
    rows = [
        "| construct | characters or items | time | memory |",
        "| --- | --: | --: | --: |",
        *(
            f"| {g.name} | {g.size:,} | ×{g.time:.2f} | ×{g.memory:.2f} |"
            for g in dict.fromkeys((*by_time[:8], *by_memory[:4]))
        ),
    ]
    return "\n".join(
        (
            f"{len(found)} constructs; {len(far)} can be made so long that time can be told.",
            f"Beyond ×{MOST}: {', '.join(over) or 'none'}.",
            "Those that grow most, from half the length to the whole:",
            "",
            *rows,
        )
    )


def main(arguments: list[str]) -> int:
    """Measure, print, write if asked; return 1 if anything grows too much."""
    parser = argparse.ArgumentParser("growth", description=__doc__)
    parser.add_argument("constructs", nargs="*", metavar="construct")
    parser.add_argument("--write", action="store_true", help="write the figures to docs/testing.md")
    asked = parser.parse_args(arguments)
    chosen = asked.constructs or CASES
    compiled(CASES["text"], 1)
    found = []
    for name in chosen:
        grown = measure(name, CASES[name])
        found.append(grown)
        print(
            f"{name:40} {grown.size:>9,} {grown.seconds * 1000:8.1f} ms "
            f"time ×{grown.time:.2f} memory ×{grown.memory:.2f}, {grown.factor:,.0f} bytes a byte",
            flush=True,
        )
    text = table(found)
    print(f"\n{text}")
    if asked.write:
        figures.write("growth", text)
    return int(any(g.time > MOST and g.seconds >= ENOUGH / 2 for g in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
