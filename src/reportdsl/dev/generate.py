"""Write what is made from the code, such as the pages of the rules; or compare it.

``python -m reportdsl.dev.generate`` writes, ``--check`` only compares and fails on drift.
A generator is a module with what `Generator` asks for; a new one takes a line in `GENERATORS`.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reportdsl.dev import (
    api_reference,
    cli_reference,
    error_gallery,
    findings_schema,
    keyword_table,
    parser_tables,
    rule_pages,
    security_limits,
)

_ROOT = Path(__file__).parents[3]


class Generator(Protocol):
    """A module that makes files of the checkout."""

    @property
    def FOLDERS(self) -> Sequence[str]:  # noqa: N802 - a module names its constants so
        """The folders in which it makes every file, from the root of the checkout."""

    def files(self, root: Path) -> Mapping[str, str]:
        """Return the text of each file, by its path from the root of a checkout.

        A file that is made in part only takes the rest from what stands under the root.
        """


GENERATORS: tuple[Generator, ...] = (
    keyword_table,
    parser_tables,
    rule_pages,
    error_gallery,
    findings_schema,
    cli_reference,
    api_reference,
    security_limits,
)
"""Each makes files of its own; a later one may read what an earlier one has made."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A file that is not what the code makes of it."""

    path: str
    text: str | None
    """What the file should hold; None where no generator makes it any more."""

    def __str__(self) -> str:
        """Return what is wrong with the file, for whoever runs the comparison."""
        return "is made no more" if self.text is None else "is not what the code makes of it"


def drifted(root: Path, generators: Iterable[Generator] = GENERATORS) -> list[Drift]:
    """Return the files under a root that are not what the code makes of them."""
    return [drift for generator in generators for drift in _drift(root, generator)]


def write(root: Path, generators: Iterable[Generator] = GENERATORS) -> list[Drift]:
    """Bring the files under a root up to date, deleting stale ones; return what was changed."""
    changed: list[Drift] = []
    for generator in generators:
        for drift in _drift(root, generator):
            path = root / drift.path
            if drift.text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(drift.text, encoding="utf-8", newline="\n")
            changed.append(drift)
    return changed


def _drift(root: Path, generator: Generator) -> list[Drift]:
    made = generator.files(root)
    there = {
        path.relative_to(root).as_posix()
        for folder in generator.FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
    wrong = [Drift(name, text) for name, text in made.items() if _held(root / name) != text]
    return wrong + [Drift(name, None) for name in sorted(there - set(made))]


def _held(path: Path) -> str | None:
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", errors="replace")


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; return the exit code."""
    if "--check" in arguments:
        found = drifted(_ROOT)
        for drift in found:
            sys.stdout.write(f"{drift.path} {drift}: run `just generate`\n")
        return 1 if found else 0
    for drift in write(_ROOT):
        sys.stdout.write(f"{'-' if drift.text is None else '+'} {drift.path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
