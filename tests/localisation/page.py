"""Write the page of the study."""

import platform
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from tests.localisation.cases import KINDS, SIZES
from tests.localisation.published import Published
from tests.localisation.trials import COUNTS, Comparison, Trial

OPENING = """# Localisation

<!-- made by tests.localisation; run `just localisation` to make it anew -->

How often the figure that is wrong is found, and what it should be."""
WORDS = """- **found**: of the wrong figures, those that the first fix of some finding puts right.
- **among five**: those that one of the fixes of a finding does; up to five are offered.
- **restored**: the first fixes of all findings, applied together, give the true report.
- **tied**: reports in which a finding sets equally likely explanations side by side (R507).
- **one equation**: a finding says that a single equation holds the figures, so that nobody can tell which of them is wrong.
- **many**: a finding says that more explanations than are offered, five, are equally likely.
- **limit**: a finding says that a limit of the search was reached: there were too many possibilities."""
SUITS = """In the table of reviews and suits each row is held by one equation alone.
A wrong part of it cannot be told from a wrong total: the first fix is a guess at the total, and the others are named.
That is why the figures are given apart for slips in the table of requests and in the prose."""
KIND = """Off by one is the hardest: small figures fit one another by chance.
Two figures exchanged and a row shifted are one slip each, of several figures."""
ORACLE = """The same cases as integer programs (HiGHS, through scipy): for each part of a report in which equations fail, how few figures must change.
*Undecided* are those where a limit was reached, of work or of twenty seconds, or where the program's rounding hides a change."""

PUBLISHED = """Those reports have hardly any prose, so they are parsed fast.
On a report as it is published, [a city's](../examples/README.md) with its prose and last year's report beside it, with figures of its table of requests mistyped; where nothing fails, nothing is searched:"""


def page(
    trials: Sequence[Trial],
    comparisons: Sequence[Comparison],
    real: Sequence[Published],
    false: int,
    clean: int,
) -> str:
    """Return the page of a study."""
    seen = [t for t in trials if not t.unseen]
    requests = [t for t in seen if not t.suits]
    out = [
        OPENING,
        (
            f"{len(trials):,} reports on the two official forms, in which all equations hold, with "
            "slips put in at random: in the table of requests, in that of reviews and suits, and in a "
            "figure of the prose that is tied to a cell.\n"
            f"In {len(trials) - len(seen):,} of them all equations hold in spite of the slips; they "
            "are left out below.\n"
            f"In {clean:,} reports without a slip there were {false} findings about figures."
        ),
        WORDS,
        "## By the number of slips",
        "In all tables and in the prose:",
        _table(seen, lambda t: str(t.count), [str(c) for c in COUNTS], "slips"),
        SUITS,
        _table(requests, lambda t: str(t.count), [str(c) for c in COUNTS], "slips"),
        "## By the kind of slip",
        KIND,
        _table(
            [t for t in requests if t.count <= max(COUNTS[:4])], lambda t: t.kind, KINDS, "kind"
        ),
        "## By the figures",
        _table(
            [t for t in requests if t.count <= max(COUNTS[:4])],
            lambda t: t.size,
            list(SIZES),
            "figures",
        ),
        "## Integer programming",
        ORACLE,
        _compared(comparisons),
        "## Time",
        (
            "What locating takes, over what parsing the same report takes "
            f"(Python {platform.python_version()}, {platform.machine()}):"
        ),
        _times(seen),
        PUBLISHED,
        _published(real),
    ]
    return "\n\n".join(out) + "\n"


def _table(
    trials: Sequence[Trial], key: Callable[[Trial], str], order: Sequence[str], head: str
) -> str:
    groups: dict[str, list[Trial]] = defaultdict(list)
    for item in trials:
        groups[key(item)].append(item)
    lines = [
        f"| {head} | reports | found | among five | restored | tied | many | one equation | limit |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in order:
        group = groups[name]
        wrong = sum(t.wrong for t in group)
        shares = [
            _share(sum(t.first for t in group), wrong),
            _share(sum(t.five for t in group), wrong),
            _share(sum(t.restored for t in group), len(group)),
            _share(sum(t.tied for t in group), len(group)),
            _share(sum(t.many for t in group), len(group)),
            _share(sum(t.alone for t in group), len(group)),
            _share(sum(t.limited for t in group), len(group)),
        ]
        lines.append(f"| {name} | {len(group):,} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _compared(comparisons: Sequence[Comparison]) -> str:
    lines = [
        (
            "| slips | parts | same size | search smaller | program smaller | search undecided "
            "| program undecided |"
        ),
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for count in COUNTS:
        group = [c for c in comparisons if c.count == count]
        both = [
            (c.search, c.program) for c in group if c.search is not None and c.program is not None
        ]
        figures = [
            len(group),
            sum(a == b for a, b in both),
            sum(a < b for a, b in both),
            sum(a > b for a, b in both),
            sum(c.search is None for c in group),
            sum(c.program is None for c in group),
        ]
        lines.append(f"| {count} | {' | '.join(f'{figure:,}' for figure in figures)} |")
    return "\n".join(lines)


def _published(real: Sequence[Published]) -> str:
    lines = [
        "| mistyped | reports | restored | limit | median | the slowest in twenty |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for count in sorted({item.count for item in real}):
        group = [item for item in real if item.count == count]
        ratios = sorted(item.locating / item.parsing for item in group)
        cells = (
            str(count),
            f"{len(group):,}",
            _share(sum(item.restored for item in group), len(group)),
            _share(sum(item.limited for item in group), len(group)),
            f"{statistics.median(ratios):.1f}" if count else "–",
            f"{ratios[len(ratios) * 19 // 20]:.1f}" if count else "–",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _times(trials: Sequence[Trial]) -> str:
    lines = ["| slips | median | the slowest in a hundred |", "| ---: | ---: | ---: |"]
    counts = Counter(t.count for t in trials)
    for count in sorted(counts):
        group = sorted(t.locating / t.parsing for t in trials if t.count == count)
        slow = group[min(len(group) - 1, len(group) * 99 // 100)]
        lines.append(f"| {count} | {statistics.median(group):.1f} | {slow:.0f} |")
    return "\n".join(lines)
