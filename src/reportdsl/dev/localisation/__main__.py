"""Run the study and write ``docs/localisation.md``."""

import argparse
import platform
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reportdsl.compiler import Compilation, compile_text
from reportdsl.dev.localisation.cases import (
    FORMS,
    KINDS,
    SIZES,
    Place,
    case,
    changed,
    places,
    read,
    slip,
)
from reportdsl.diagnostics.diagnostic import Diagnostic, Edit
from reportdsl.mending import applied

COUNTS = (1, 2, 3, 5, 10)
PAGE = Path(__file__).parents[4] / "docs" / "localisation.md"
_CLEAN = 1000


@dataclass(frozen=True, slots=True)
class Trial:
    """One report with slips, and what was said of it."""

    form: str
    size: str
    kind: str
    count: int
    restored: bool
    among: bool
    """Whether the true figures are among the fixes."""
    tied: bool
    undecided: bool
    parsing: float
    locating: float
    """Seconds that the check takes longer than one that locates nothing."""


def trial(number: int) -> Trial:
    """Return what comes of the case of a number."""
    rng = random.Random(number)  # noqa: S311 - the same every time
    form, size = rng.choice(FORMS), rng.choice(list(SIZES))
    count, kind = COUNTS[number % len(COUNTS)], KINDS[number // len(COUNTS) % len(KINDS)]
    true = case(rng, form, size)
    wrong: dict[Place, int] = {}
    everywhere = places(true)
    while len(wrong) < count:
        place = rng.choice(everywhere)
        made = slip(rng, read(true, place), kind)
        if made is None and rng.random() < 0.1:
            made = slip(rng, read(true, place), "other")
        if made is not None and place not in wrong:
            wrong[place] = made
    text = changed(true, wrong).source()
    compilation = compile_text(text)
    parsing, plain = _times_of(compile_text(text, locate=False))
    _, checking = _times_of(compilation)
    found = compilation.diagnostics
    said = [d for d in found if d.rule.code.startswith("R5")]
    wanted = true.source()
    first = {edit for d in said if d.fixes for edit in d.fixes[0].edits}
    return Trial(
        form,
        size,
        kind,
        count,
        _mended(text, first) == wanted,
        _mended(text, first) == wanted or _among(text, said, wanted),
        any(d.rule.code == "R507" for d in said),
        any("MANY" in _hints(d) or "LIMIT" in _hints(d) for d in said),
        parsing,
        max(0.0, checking - plain),
    )


def _times_of(compilation: Compilation) -> tuple[float, float]:
    """Return the seconds that parsing and checking take."""
    began = time.perf_counter()
    _ = compilation.parsed
    parsed = time.perf_counter()
    _ = compilation.diagnostics
    return parsed - began, time.perf_counter() - parsed


def _hints(found: Diagnostic) -> str:
    said = " ".join(hint.text("en") for hint in found.hints)
    if "too many possibilities" in said:
        return "LIMIT"
    return "MANY" if "fit equally well" in said or "cannot be told" in said else ""


def _mended(text: str, edits: set[Edit]) -> str:
    spans = sorted((edit.span.start, edit.span.end) for edit in edits)
    if any(a[1] > b[0] for a, b in pairwise(spans)):
        return ""
    return applied(text.encode(), edits).decode()


def _among(text: str, said: list[Diagnostic], wanted: str) -> bool:
    """Tell whether one fix of each finding, chosen rightly, restores the report."""
    true = dict(zip(text.split("\n"), wanted.split("\n"), strict=True))
    chosen: set[Edit] = set()
    for finding in said:
        for fix in finding.fixes:
            mended = _mended(text, set(fix.edits)).split("\n")
            pairs = zip(text.split("\n"), mended, strict=True)
            if all(new in {old, true[old]} for old, new in pairs):
                chosen |= set(fix.edits)
                break
    return _mended(text, chosen) == wanted


def clean(number: int) -> int:
    """Return how many findings there are of figures in a report that holds."""
    rng = random.Random(-number - 1)  # noqa: S311 - as above
    made = case(rng, rng.choice(FORMS), rng.choice(list(SIZES)))
    found = compile_text(made.source()).diagnostics
    return sum(d.rule.code.startswith(("R5", "R8")) for d in found)


def main() -> None:
    """Run the study."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    asked = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        trials = list(pool.map(trial, range(asked.count), chunksize=20))
        false = sum(pool.map(clean, range(_CLEAN), chunksize=20))
    PAGE.write_text(page(trials, false), encoding="utf-8", newline="\n")


def page(trials: list[Trial], false: int) -> str:
    """Return the page of a study."""
    opening = (
        "How often the figure that is wrong is found, and what it should be.\n"
        f"{len(trials):,} reports on the two official forms, in which all equations hold, "
        "with slips put in at random: in the table of requests, in that of reviews and suits, and "
        "in a figure of the prose that is tied to a cell."
    )
    words = (
        "- **restored**: the first fixes of all findings, applied together, give the true report.\n"
        "- **among the fixes**: one fix of each finding does.\n"
        "- **tied**: a finding sets equally likely explanations side by side (R507).\n"
        "- **open**: it says that which figures are wrong cannot be told, or that a limit of the "
        "search was reached."
    )
    alone = (
        "Where a row of reviews or suits has one wrong figure only one equation holds it, and "
        "nobody can tell which of the five it is; there the first fix is a guess at the total."
    )
    times = (
        "What locating takes, over what parsing the same report takes, in the median "
        f"(Python {platform.python_version()}, {platform.machine()}):"
    )
    out = [
        "# Localisation",
        "<!-- made by reportdsl.dev.localisation; run `just localisation` to make it anew -->",
        opening,
        words,
        alone,
        f"In {_CLEAN:,} reports without a slip there were {false} findings about figures.",
        "## By the number of slips",
        _table(trials, lambda t: str(t.count), [str(c) for c in COUNTS], "slips"),
        "## By the kind of slip",
        _table(trials, lambda t: t.kind, list(KINDS), "kind"),
        "## By the figures",
        _table(trials, lambda t: t.size, list(SIZES), "figures"),
        "## Time",
        times,
        _times(trials),
    ]
    return "\n\n".join(out) + "\n"


def _table(trials: list[Trial], key: Callable[[Trial], str], order: list[str], head: str) -> str:
    groups: dict[str, list[Trial]] = defaultdict(list)
    for item in trials:
        groups[key(item)].append(item)
    lines = [
        f"| {head} | reports | restored | among the fixes | tied | open |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in order:
        group = groups[name]
        shares = [
            _share(sum(values), len(group))
            for values in (
                [t.restored for t in group],
                [t.among for t in group],
                [t.tied for t in group],
                [t.undecided for t in group],
            )
        ]
        lines.append(f"| {name} | {len(group):,} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _times(trials: list[Trial]) -> str:
    lines = ["| slips | ÷ parsing | the slowest in a hundred |", "| ---: | ---: | ---: |"]
    counts = Counter(t.count for t in trials)
    for count in sorted(counts):
        group = sorted(t.locating / t.parsing for t in trials if t.count == count)
        slow = group[min(len(group) - 1, len(group) * 99 // 100)]
        lines.append(f"| {count} | {statistics.median(group):.1f} | {slow:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
