"""Try very many inputs: ``python -m tests.properties.long_run --count 100000 --write``.

The inputs of a kind are numbered; ``--first`` says where to begin. Every fault is told once for
each place where it arises, with its number and as small a source as was found for it.
"""

import argparse
import os
import platform
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from reportdsl.diagnostics.registry import all_rules
from tests.properties import damage, figures
from tests.properties.attempt import SLOW, Outcome, attempt, fault_of, prepare
from tests.properties.damage import Input
from tests.properties.reduce import reduced

_CHUNK = 50
_SAMPLE = 500


@dataclass(slots=True)
class Figures:
    """What is known of the inputs of one kind."""

    inputs: int = 0
    characters: int = 0
    unread: int = 0
    without_error: int = 0
    without_finding: int = 0
    slow: int = 0
    memory: int = 0
    seconds: list[float] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    faults: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)

    def add(self, found: Outcome) -> None:
        """Take one input in."""
        self.inputs += 1
        self.characters += found.size
        self.unread += found.unread
        self.without_error += found.without_error
        self.without_finding += not found.codes and not found.fault
        self.slow += found.seconds > SLOW
        self.memory = max(self.memory, found.memory)
        self.seconds.append(found.seconds)
        self.codes |= found.codes
        self.slowest = max(self.slowest, (found.seconds, found.seed))
        if found.fault:
            self.faults[found.fault] += 1


def run(kind: str, seeds: range, processes: int) -> Figures:
    """Try the inputs of a kind on some processors; tell each new fault as it comes."""
    total = Figures()
    tasks = ((kind, seed) for seed in seeds)
    # A process that ends with its input, out of memory or in a loop of C, ends the run.
    with ProcessPoolExecutor(processes, initializer=prepare) as pool:
        for done, found in enumerate(pool.map(attempt, tasks, chunksize=_CHUNK), 1):
            total.add(found)
            if found.fault and total.faults[found.fault] == 1:
                tell(kind, found)
            elif found.seconds > SLOW:
                print(f"── {kind} {found.seed} took {found.seconds:.2f} s", flush=True)
            if done % max(len(seeds) // 20, 1) == 0:
                print(f"{kind}: {done:,} of {len(seeds):,}", file=sys.stderr, flush=True)
    return total


def tell(kind: str, found: Outcome) -> None:
    """Print a fault, and the smallest input that has it."""
    print(f"── {kind} {found.seed}: {found.fault}\n{found.trace}", flush=True)
    small = reduced(damage.make(kind, found.seed), lambda tried: fault_of(tried)[0] == found.fault)
    print("\n".join(_shown(small)), flush=True)


def _shown(small: Input) -> Iterator[str]:
    yield f"{small.name}: {small.source!r}"
    for path, data in small.files.items():
        yield f"{path}: {data!r}"


def table(totals: dict[str, Figures]) -> str:
    """Return the figures of a run as a Markdown table."""
    every = len(list(all_rules()))

    def row(name: str, *cells: str) -> str:
        return f"| {' | '.join((name, *cells))} |"

    each = list(totals.values())
    rows = [
        row("", *totals),
        row("---", *(["--:"] * len(each))),
        row("inputs", *(f"{f.inputs:,}" for f in each)),
        row("characters or bytes in all", *(f"{f.characters:,}" for f in each)),
        row("made in a second", *(f"{_made_in_a_second(kind):,}" for kind in totals)),
        row("exceptions and broken promises", *(f"{f.faults.total():,}" for f in each)),
        row(f"longer than {SLOW} s", *(f"{f.slow:,}" for f in each)),
        row("slowest", *(f"{f.slowest[0] * 1000:,.0f} ms" for f in each)),
        row("median", *(f"{statistics.median(f.seconds) * 1000:.1f} ms" for f in each)),
        row("most memory of a process", *(f"{f.memory / (1 << 20):,.0f} MiB" for f in each)),
        row("not read as text at all", *(_share(f.unread, f) for f in each)),
        row("compile without an error", *(_share(f.without_error, f) for f in each)),
        row("draw no finding at all", *(_share(f.without_finding, f) for f in each)),
        row(f"rules drawn, of {every}", *(f"{len(f.codes)}" for f in each)),
    ]
    return "\n".join(rows)


def _made_in_a_second(kind: str) -> int:
    """Return how many inputs of a kind are made in a second by one process."""
    start = time.perf_counter()
    for seed in range(_SAMPLE):
        damage.make(kind, seed)
    return round(_SAMPLE / (time.perf_counter() - start))


def _share(count: int, of: Figures) -> str:
    return f"{count / max(of.inputs, 1):.1%}"


def remarks(totals: dict[str, Figures], seeds: range, processes: int) -> str:
    """Return what else is to be known of a run: where it ran, which rules no input drew."""
    drawn = set[str]().union(*(f.codes for f in totals.values()))
    undrawn = sorted({rule.code for rule in all_rules()} - drawn)
    where = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return "\n".join(
        (
            f"Inputs {seeds.start:,} to {seeds.stop - 1:,} of each kind, on {processes} processes; {where}.",
            f"Together they drew {len(drawn)} rules; not {', '.join(undrawn) or 'one was missing'}.",
        )
    )


def main(arguments: list[str]) -> int:
    """Run, print the figures, write them if asked; return 1 if anything was at fault."""
    asked = _asked(arguments)
    seeds = range(asked.first, asked.first + asked.count)
    start = time.perf_counter()
    totals = {kind: run(kind, seeds, asked.processes) for kind in asked.kinds}
    text = f"{table(totals)}\n\n{remarks(totals, seeds, asked.processes)}"
    print(f"{text}\n\n{time.perf_counter() - start:.0f} s in all")
    for kind, total in totals.items():
        for place, times in total.faults.most_common():
            print(f"{kind}: {times} × {place}")
    if asked.write:
        figures.write("long run", text)
    return int(any(total.faults or total.slow for total in totals.values()))


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("long_run", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many of each kind")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument(
        "--kinds", nargs="+", choices=list(damage.KINDS), default=list(damage.KINDS)
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", action="store_true", help="write the figures to docs/testing.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
