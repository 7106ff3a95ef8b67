"""Try many inputs: ``python -m tests.properties.long_run 20000 [first seed]``."""

import itertools
import multiprocessing
import sys
import time
import traceback

from tests.properties import randomreport, totality


def attempt(seed: int) -> tuple[int, str, str, float]:
    """Return what became of one input: its seed, its kind, the trace of what was raised, seconds."""
    kind = "mutation" if seed % 3 else "random"
    name, source, world = (totality.mutation if seed % 3 else randomreport.report)(seed)
    start = time.perf_counter()
    trace = ""
    try:
        totality.examine(source, name, world)
    except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
        trace = traceback.format_exc()
    return seed, kind, trace, time.perf_counter() - start


def main(count: int, first: int) -> int:
    """Run inputs on all processors; tell each new fault once, by where it was raised."""
    seen: dict[str, int] = {}
    slowest = (0.0, 0)
    with multiprocessing.Pool() as pool:
        for seed, kind, trace, spent in pool.imap_unordered(
            attempt, range(first, first + count), 50
        ):
            slowest = max(slowest, (spent, seed))
            if trace:
                lines = trace.rstrip().split("\n")
                place = " ".join(itertools.chain(lines[-3:-2], lines[-1:]))[:160]
                seen[place] = seen.get(place, 0) + 1
                if seen[place] == 1:
                    print(f"── seed {seed} ({kind})\n{trace}", flush=True)
    print(f"{count} inputs from {first}; the slowest, {slowest[1]}, took {slowest[0]:.2f} s")
    for place, times in seen.items():
        print(f"{times} × {place}")
    return len(seen)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(main(*numbers, *(10_000, 1)[len(numbers) :])))
