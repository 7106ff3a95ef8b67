"""Ask what faults the tests find: ``python -m tests.mutation [MODULE ...] [--write]``."""

import argparse
import os
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.mutation.plugin import Plugin, Verdict
from tests.properties import figures

CONFIGURATION = Path(__file__).with_name("mutation.toml")
ASKED = 90


@dataclass(slots=True)
class Tally:
    """What became of the mutants of a module."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    equivalent: int = 0

    @property
    def counted(self) -> int:
        """How many mutants differ from the module."""
        return self.verdicts.total() - self.equivalent

    @property
    def killed(self) -> int:
        """How many of them the tests find."""
        return self.verdicts[Verdict.KILLED] + self.verdicts[Verdict.TOO_LONG]

    @property
    def score(self) -> float:
        """The share that is found, in hundredths."""
        return 100 * self.killed / max(self.counted, 1)


def tallies(plugin: Plugin, known: dict[tuple[str, str, str], str]) -> dict[str, Tally]:
    """Return what became of each module's mutants; print those that no test finds."""
    out = {module: Tally() for module in plugin.modules}
    seen: set[tuple[str, str, str]] = set()
    for mutant, verdict in plugin.verdicts:
        tally = out[mutant.module]
        tally.verdicts[verdict] += 1
        key = mutant.module, mutant.function, mutant.change
        if verdict is Verdict.SURVIVED and key in known:
            tally.equivalent += 1
            seen.add(key)
        elif verdict is Verdict.SURVIVED:
            print(f"{mutant.module}:{mutant.line} {mutant.function}: {mutant.change}")
    for key in known.keys() - seen:
        if key[0] in out:
            print("listed as equivalent, but found or gone:", *key)
    return out


def table(found: dict[str, Tally]) -> str:
    """Return the scores as a Markdown table."""
    lines = [
        "| Module | Mutants | Found | Never ended | Missed | Equivalent | Score |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    whole = Tally()
    for module, tally in found.items():
        whole.verdicts += tally.verdicts
        whole.equivalent += tally.equivalent
        lines.append(_row(f"`{module.removeprefix('reportdsl.')}`", tally))
    return "\n".join((*lines, _row("in all", whole)))


def _row(name: str, tally: Tally) -> str:
    verdicts = tally.verdicts
    cells = (
        verdicts.total(),
        verdicts[Verdict.KILLED],
        verdicts[Verdict.TOO_LONG],
        verdicts[Verdict.SURVIVED] - tally.equivalent,
        tally.equivalent,
        f"{tally.score:.1f}%",
    )
    return f"| {name} | {' | '.join(map(str, cells))} |"


_ROW = re.compile(r"\| `(\S+)` \| \d+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|")


def known_tallies(text: str) -> dict[str, Tally]:
    """Return what a table says of each module."""
    out: dict[str, Tally] = {}
    for name, *numbers in _ROW.findall(text):
        killed, too_long, missed, equivalent = map(int, numbers)
        verdicts = Counter(
            {
                Verdict.KILLED: killed,
                Verdict.TOO_LONG: too_long,
                Verdict.SURVIVED: missed + equivalent,
            }
        )
        out[f"reportdsl.{name}"] = Tally(verdicts, equivalent)
    return out


def main(arguments: list[str]) -> int:
    """Print the mutants that no test finds and the scores; return 1 if a score is too low."""
    parser = argparse.ArgumentParser("mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", help="some of those in mutation.toml")
    parser.add_argument("--write", action="store_true", help="write the scores to docs/testing.md")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--every", type=int, default=1, help="of so many mutants one is tried")
    asked = parser.parse_args(arguments)
    if asked.write and asked.every > 1:
        parser.error("only modules that are tried whole are written down")
    configuration = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))
    modules = [
        module
        for module in configuration["modules"]
        if not asked.modules or module.removeprefix("reportdsl.") in asked.modules
    ]
    known = {
        (entry["module"], entry["function"], entry["change"]): entry["reason"]
        for entry in configuration["equivalent"]
    }
    plugin = Plugin(modules, asked.processes, asked.every)
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    if pytest.main([*options, *configuration["tests"]], [plugin]) or not plugin.verdicts:
        return 1
    found = tallies(plugin, known)
    print(table(found))
    if asked.write:
        # Of modules that are not tried now it keeps what was found before.
        every = known_tallies(figures.written("mutation")) | found
        listed = {module: every[module] for module in configuration["modules"] if module in every}
        figures.write("mutation", table(listed))
    return int(any(tally.score < ASKED for tally in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
