"""Bring very many reports in: ``python -m tests.importing.long_run --count 10000 --write``.

Reports are numbered; ``--start`` says where to begin. Each is written in every way and brought in,
and once damaged at random. What goes wrong is told with its number, up to a few of each.
"""

import argparse
import os
import pathlib
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.importing import damage
from tests.importing.attempts import Harm, Trip, harm, trip
from tests.importing.trials import WAYS
from tests.properties.figures import replaced

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "importing.md"
_CHUNK = 4
_TOLD = 3
"""How many of one kind are told."""


@dataclass(slots=True)
class Told:
    """What goes wrong, told as it comes, a few of each kind."""

    times: Counter[str]

    def tell(self, kind: str, text: str) -> None:
        """Print what went wrong, unless enough of its kind was told."""
        self.times[kind] += 1
        if self.times[kind] <= _TOLD:
            print(f"── {kind}: {text}", flush=True)


def trips(seed: int, ways: Sequence[str]) -> list[Trip]:
    """Return what comes of a report in every way."""
    return [trip(seed, way) for way in ways]


def run(
    seeds: range, damaged: range, ways: Sequence[str], processes: int
) -> tuple[list[Trip], list[Harm]]:
    """Return what comes of reports, whole and damaged; tell what goes wrong as it comes."""
    told = Told(Counter())
    whole: list[Trip] = []
    harmed: list[Harm] = []
    with ProcessPoolExecutor(processes) as pool:
        each = pool.map(trips, seeds, [ways] * len(seeds), chunksize=_CHUNK)
        for done, found in enumerate(each, 1):
            whole += found
            _tell_trips(found, told)
            _tell_progress("whole", done, len(seeds))
        for done, one in enumerate(pool.map(harm, damaged, chunksize=_CHUNK), 1):
            harmed.append(one)
            _tell_harm(one, told)
            _tell_progress("damaged", done, len(damaged))
    return whole, harmed


def _tell_progress(what: str, done: int, count: int) -> None:
    if done % max(count // 20, 1) == 0:
        print(f"{what}: {done:,} of {count:,}", file=sys.stderr, flush=True)


def _tell_trips(found: Iterable[Trip], told: Told) -> None:
    for each in found:
        what = each.fault or "; ".join(each.differences)
        if what or each.refused or each.misplaced:
            shown = what or f"{each.refused} refused, {each.misplaced} misplaced"
            told.tell(each.way, f"report {each.seed}: {shown}")


def _tell_harm(found: Harm, told: Told) -> None:
    what = found.fault or "; ".join(found.misplaced)
    if what:
        told.tell(found.kind, f"report {found.seed}, {found.way}, {found.times} times: {what}")


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def whole_table(found: Sequence[Trip], ways: Sequence[str]) -> str:
    """Return what came of reports, by the way they were written in, as a Markdown table."""
    lines = [
        "| written as | reports | cells | taken exactly | otherwise | refused | misplaced figures |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for way in ways:
        own = [each for each in found if each.way == way]
        refused = sum(bool(each.refused) for each in own)
        exact = sum(is_exact(each) for each in own)
        lines.append(
            _row(
                way,
                len(own),
                sum(each.cells for each in own),
                exact,
                len(own) - exact - refused,
                refused,
                sum(each.misplaced for each in own),
            )
        )
    return "\n".join(lines)


def is_exact(found: Trip) -> bool:
    """Tell whether a report came in as it was."""
    return not (found.fault or found.differences or found.refused or found.misplaced)


def damage_table(found: Sequence[Harm]) -> str:
    """Return what came of damaged reports, by kind of damage, as a Markdown table."""
    lines = [
        "| damage | reports | cells | taken | left out or lost | misplaced figures | findings |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for kind in damage.KINDS:
        own = [each for each in found if each.kind == kind]
        cells, taken = sum(each.cells for each in own), sum(each.taken for each in own)
        wrong, findings = (
            sum(len(each.misplaced) for each in own),
            sum(each.findings for each in own),
        )
        lines.append(_row(kind, len(own), cells, taken, cells - taken, wrong, findings))
    return "\n".join(lines)


def _row(name: str, *figures: int) -> str:
    return f"| {' | '.join((name, *(f'{figure:,}' for figure in figures)))} |"


def _remark(seeds: range, processes: int) -> str:
    where = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return f"Reports {seeds.start:,} to {seeds.stop - 1:,}, on {processes} processes; {where}."


def _written(parts: dict[str, str]) -> Iterator[str]:
    page = PAGE.read_text(encoding="utf-8")
    for name, text in parts.items():
        page = replaced(page, name, text)
        yield name
    PAGE.write_text(page, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Run, print the tables, write them if asked; return 1 if a figure is wrong or one raised."""
    asked = _asked(arguments)
    seeds = range(asked.start, asked.start + asked.count)
    start = time.perf_counter()
    damaged = range(asked.start, asked.start + (asked.damaged or asked.count))
    whole, harmed = run(seeds, damaged, asked.ways, asked.processes)
    parts = {
        "round trips": f"{whole_table(whole, asked.ways)}\n\n{_remark(seeds, asked.processes)}",
        "damage": f"{damage_table(harmed)}\n\n{_remark(damaged, asked.processes)}",
    }
    print("\n\n".join(parts.values()))
    print(f"\n{time.perf_counter() - start:.0f} s in all")
    if asked.write:
        print(f"written to {PAGE.name}: {', '.join(_written(parts))}")
    return int(
        any(not is_exact(each) for each in whole)
        or any(each.fault or each.misplaced for each in harmed)
    )


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("long_run", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many reports")
    parser.add_argument("--damaged", type=int, help="how many damaged ones, if not as many")
    parser.add_argument("--start", type=int, default=0, help="the number of the first report")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", action="store_true", help="write them to docs/importing.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
