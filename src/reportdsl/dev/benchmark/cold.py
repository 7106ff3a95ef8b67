"""Measure whole processes, from their start to their end."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from reportdsl.dev.benchmark.corpus import Sources
from reportdsl.dev.benchmark.figures import Runs, series, turned
from reportdsl.dev.benchmark.setting import Setting, environment
from reportdsl.emit.emitter import SUFFIXES

PYTHON = "Python alone"
SPLIT = "str.split"
_SPLIT = "import sys; [l.split() for l in open(sys.argv[1], encoding='utf-8')]"

_SILENT = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
_START_AND_TELL = """
import os, sys
silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, usage = os.wait4(process, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""

Command = tuple[str, ...]


def commands(setting: Setting, folder: Path, sources: Sources) -> dict[str, Command]:
    """Return the command of each process, after writing the files that they read."""
    report, markdown = folder / "measured.report", folder / "measured.md"
    for name, text in {report.name: sources.text, **sources.files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    reportdsl = str(setting.scripts / "reportdsl")
    run((reportdsl, "build", str(report), "-t", "md", "-o", str(markdown)))
    page = str(folder / "rival.html")
    out: dict[str, Command] = {
        PYTHON: (setting.python, "-c", "pass"),
        "check": (reportdsl, "check", str(report)),
    }
    for name, suffix in SUFFIXES.items():
        target = str(folder / f"out{suffix}")
        out[name] = (reportdsl, "build", str(report), "-t", name, "-o", target)
    if setting.pandoc is not None:
        out["pandoc"] = (setting.pandoc, str(markdown), "-o", page)
        out["pandoc -f gfm"] = (setting.pandoc, "-f", "gfm", str(markdown), "-o", page)
    mistune = str(setting.scripts / "mistune")
    out["mistune"] = (mistune, "-p", "table", "-f", str(markdown), "-o", page)
    markdown_it = str(setting.scripts / "markdown-it")
    out["markdown-it-py"] = (markdown_it, "--enable-tables", str(markdown))
    out[SPLIT] = (setting.python, "-c", _SPLIT, str(report))
    return out


def seconds(asked: Mapping[str, Command], rounds: int) -> dict[str, Runs]:
    """Return the seconds that commands take, one after the other in every round.

    A first round that does not count brings their files into the system's memory.
    """
    return _rounds(asked, rounds, run)


def resident(asked: Mapping[str, Command], rounds: int, python: str) -> dict[str, Runs]:
    """Return the most bytes that the processes of commands have in memory."""
    return _rounds(asked, rounds, lambda command: _most_bytes(command, python))


def _rounds(
    asked: Mapping[str, Command], rounds: int, measure: Callable[[Command], float]
) -> dict[str, Runs]:
    found: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(-1, rounds):
        for name in turned(list(asked), turn):
            value = measure(asked[name])
            if turn >= 0:
                found[name].append(value)
    return series(found)


def run(command: Command) -> float:
    """Return the seconds from a process's start to its end; raise if it fails."""
    known = environment()
    start = perf_counter()
    process = os.posix_spawn(command[0], command, known, file_actions=_SILENT)
    _, status = os.waitpid(process, 0)
    spent = perf_counter() - start
    if status:
        raise RuntimeError(f"{os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    return spent


def _most_bytes(command: Command, python: str) -> int:
    """Return the most bytes that a process had in memory.

    It is started from a small process: a new one is held to have what the one before it has.
    """
    words = (python, "-I", "-S", "-c", _START_AND_TELL, *command)
    done = subprocess.run(words, capture_output=True, check=True, env=environment())  # noqa: S603
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024)
