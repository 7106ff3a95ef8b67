"""Measure everything, print it, and write `docs/performance.md`."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reportdsl.dev.benchmark import cold, page, profiling, setting, wording
from reportdsl.dev.benchmark.corpus import WHOLE, Maker, Sources, form_name, kinds
from reportdsl.dev.benchmark.figures import series
from reportdsl.dev.benchmark.measured import Measured, Memory, aims, fastest_grown
from reportdsl.dev.benchmark.setting import Setting
from reportdsl.emit.emitter import SUFFIXES
from reportdsl.official import official_source

PARTS = ("cold", "warm", "long", "growth", "memory")
OUTPUTS = ("check", *SUFFIXES)
_PAGE = Path("docs", "performance.md")
_REPORT = Path("examples", "township", "township.report")


def _arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m reportdsl.dev.benchmark", description=__doc__)
    add = parser.add_argument
    add("--rounds", type=_number, default=31, help="rounds over the report (%(default)s)")
    add("--long-rounds", type=_number, default=5, help="rounds over the long one (%(default)s)")
    add("--times", type=_sizes, default=100, help="how much longer that is (%(default)s)")
    add("--only", choices=PARTS, action="append", help="a part to measure; may be repeated")
    add("--here", action="store_true", help="measure this environment; build and install nothing")
    add("--profile", action="store_true", help="show profiles, even where every aim is met")
    add("--checkout", type=Path, default=Path(), help="where the sources are (this folder)")
    add("-o", "--output", type=Path, help=f"the page, - for none; {_PAGE} if all is measured")
    options = parser.parse_args(given)
    if not (options.checkout / _REPORT).exists():
        parser.error(f"there is no {_REPORT} here")
    if options.output is None and options.only is None:
        options.output = options.checkout / _PAGE
    return options


def _number(text: str, least: int = 1) -> int:
    """Return a number that is large enough."""
    number = int(text)
    if number < least:
        raise argparse.ArgumentTypeError(f"at least {least}")
    return number


_sizes = partial(_number, least=4)
"""How much longer the long report is: half of it is a size too."""


def main(given: list[str]) -> int:
    """Measure, print and write the page; return the exit code."""
    options = _arguments(given)
    with tempfile.TemporaryDirectory(prefix="reportdsl-benchmark-") as name:
        folder = Path(name)
        _say("preparing")
        make = setting.here if options.here else partial(setting.installed, options.checkout)
        measured = _measured(make(folder), options)
        text = page.written(measured)
    sys.stdout.write(text)
    if options.output is not None and str(options.output) != "-":
        options.output.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _say(what: str) -> None:
    sys.stderr.write(f"{what} …\n")


def _measured(place: Setting, options: argparse.Namespace) -> Measured:
    report = (options.checkout / _REPORT).read_text(encoding="utf-8")
    form = official_source(form_name(report)).text
    times = options.times
    out = Measured(times, options.rounds, options.long_rounds, place.installed)
    out.load.append(setting.load())
    out.machine = setting.machine()
    out.versions = place.ask("versions") | {"pandoc": setting.pandoc_version(place.pandoc)}
    make = kinds(report, form)[WHOLE]
    longer = make(times, 0)
    out.sizes = {
        "report": Sources(report).size,
        "form": len(form.encode()),
        "long": longer.size,
    }
    parts: dict[str, Callable[[], None]] = {
        "cold": lambda: _cold(out, place, report, longer),
        "warm": lambda: _warm(out, place, report),
        "long": lambda: _long(out, place, report),
        "growth": lambda: _growth(out, place, report),
        "memory": lambda: _memory(out, place, report, make),
    }
    for name, measure in parts.items():
        if options.only is None or name in options.only:
            _say(f"measuring: {name}")
            measure()
    out.load.append(setting.load())
    _say("profiling what missed its aim")
    _profiles(out, place, report, every=options.profile)
    return out


def _folder(place: Setting, name: str) -> Path:
    folder = place.folder / name
    folder.mkdir(exist_ok=True)
    return folder


def _cold(out: Measured, place: Setting, report: str, longer: Sources) -> None:
    short = cold.commands(place, _folder(place, "short"), Sources(report))
    out.cold = cold.seconds(short, out.rounds)
    long_ = cold.commands(place, _folder(place, "long"), longer)
    out.cold_long = cold.seconds(long_, out.long_rounds)


def _warm(out: Measured, place: Setting, report: str) -> None:
    for change in ("changed", "rewritten"):
        found = place.ask(
            "warm", report=report, rounds=out.rounds, change=change, in_a_row=wording.IN_A_ROW
        )
        out.warm[change] = series(found)


def _long(out: Measured, place: Setting, report: str) -> None:
    found = place.ask("warm", report=report, rounds=out.long_rounds, size=out.times, in_a_row=1)
    out.warm_long = series(found)


def _growth(out: Measured, place: Setting, report: str) -> None:
    sizes = (1, out.times // 2, out.times)
    for kind in kinds(report, ""):
        outputs = OUTPUTS if kind == WHOLE else ("check", "html")
        found = place.ask(
            "growth",
            report=report,
            kind=kind,
            outputs=outputs,
            sizes=sizes,
            rounds=out.long_rounds,
        )
        for name, values in found.items():
            out.growth[kind, name] = {int(n): runs for n, runs in series(values).items()}


def _memory(out: Measured, place: Setting, report: str, make: Maker) -> None:
    for size in (1, max(out.times // 10, 2), out.times):
        found = place.ask("memory", report=report, size=size)
        commands = cold.commands(place, _folder(place, f"memory-{size}"), make(size, 0))
        wanted = (cold.PYTHON, "check", "html", "pandoc", "mistune", "markdown-it-py")
        asked = {name: commands[name] for name in wanted if name in commands}
        resident = cold.resident(asked, out.long_rounds, place.python)
        out.memory[size] = Memory(found["source"], found["peak"], resident)


def _profiles(out: Measured, place: Setting, report: str, *, every: bool) -> None:
    missed = {aim.part for aim in aims(out) if aim.met is False}

    def profile(
        name: str, *, number: int = 1, size: int = 1, warmed: bool = True, **asked: str
    ) -> None:
        out.profiles[name] = place.ask(
            "profile", report=report, rounds=number, size=size, warmed=warmed, **asked
        )

    if every or "cold" in missed:
        out.imports = {name: _imports(place, report, name) for name in ("check", "html")}
        profile("cold", warmed=False)
    if every or "warm" in missed:
        profile("warm", number=50, change="changed")
    if every or "growth" in missed:
        kind = fastest_grown(out)
        profile("short", number=out.times, kind=kind)
        profile("long", size=out.times, kind=kind)


def _imports(place: Setting, report: str, name: str) -> list[profiling.Loaded]:
    """Return the modules that a command loads, with their times."""
    command = cold.commands(place, _folder(place, "imports"), Sources(report))[name]
    done = subprocess.run(  # noqa: S603 - our own command
        [place.python, "-X", "importtime", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=setting.environment(),
        check=True,
    )
    return profiling.parsed_imports(done.stderr.splitlines())
