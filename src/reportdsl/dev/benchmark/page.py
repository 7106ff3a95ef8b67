"""Write what was measured as a page, so that a further run changes only its figures."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from reportdsl.dev.benchmark import wording
from reportdsl.dev.benchmark.figures import ALONE, Runs
from reportdsl.dev.benchmark.measured import Measured, aims, fastest_grown, slopes
from reportdsl.dev.benchmark.profiling import Function, Loaded, by_package

_SHOWN = 15
"""Lines of a profile."""


def written(found: Measured) -> str:
    """Return the page."""
    parts: tuple[Callable[[Measured], Iterator[str]], ...] = (
        _head,
        _aims,
        _cold,
        _warm,
        _growth,
        _memory,
        _machine,
        _method,
        _profiles,
    )
    made = ("\n".join(part(found)) for part in parts)
    return "\n\n".join(text for text in made if text) + "\n"


def _head(found: Measured) -> Iterator[str]:
    yield wording.HEAD.format(
        times=found.times,
        report=_bytes(found.sizes["report"]),
        form=_bytes(found.sizes["form"]),
        long=_bytes(found.sizes["long"]),
    )
    if not found.installed:
        yield wording.HERE


def _aims(found: Measured) -> Iterator[str]:
    yield wording.AIMS
    rows = []
    for aim in aims(found):
        outcome = "not measured", ""
        if aim.value is not None:
            by = aim.value / aim.most
            mark = f"✓ {1 - by:.0%} to spare" if aim.met else f"✗ {by - 1:.0%} too much"
            outcome = f"{aim.value:.{1 if aim.most > 10 else 2}f}", mark
        rows.append((aim.what, f"≤ {aim.most:g}", *outcome))
    yield from _table(("", "aim", "measured", ""), rows)


def _cold(found: Measured) -> Iterator[str]:
    if found.cold:
        yield wording.COLD
        yield from _processes("The report", found.cold)
        yield ""
        yield from _processes("The long report", found.cold_long)


def _processes(title: str, runs: Mapping[str, Runs]) -> Iterator[str]:
    rows = ((_process(name), *_spread(one), *_beside(one, runs)) for name, one in runs.items())
    yield from _table((title, "ms", "least to most", *_rivals(runs)), rows)


def _process(name: str) -> str:
    """Return how the page calls a process: the compiler's by their commands."""
    return wording.PROCESSES.get(name, name)


def _warm(found: Measured) -> Iterator[str]:
    tables = [(wording.CHANGES[change], runs) for change, runs in found.warm.items()]
    tables += [("The long report, all of it changed", found.warm_long)]
    any_ = any(runs for _, runs in tables)
    yield wording.WARM.format(in_a_row=wording.IN_A_ROW) if any_ else ""
    for number, (title, runs) in enumerate((t, r) for t, r in tables if r):
        yield from ("",) if number else ()
        yield from _work(title, runs)


def _work(title: str, runs: Mapping[str, Runs]) -> Iterator[str]:
    rows = []
    for name, one in runs.items():
        if not name.endswith(ALONE):
            alone = runs.get(name + ALONE)
            shown = _ms(alone.median) if alone is not None else ""
            task = name if alone is None else f"check and {name}"
            rows.append((task, *_spread(one), shown, *_beside(one, runs)))
    yield from _table((title, "ms", "least to most", "output alone", *_rivals(runs)), rows)


def _rivals(runs: Mapping[str, Runs]) -> Iterator[str]:
    yield from (f"÷ {rival}" for rival in wording.RIVALS if rival in runs)


def _beside(one: Runs, runs: Mapping[str, Runs]) -> Iterator[str]:
    yield from (f"{one.ratio(runs[rival]):.2f}" for rival in wording.RIVALS if rival in runs)


def _spread(runs: Runs) -> tuple[str, str]:
    return _ms(runs.median), f"{_ms(runs.least)} – {_ms(runs.most)}"


def _growth(found: Measured) -> Iterator[str]:
    if not found.growth:
        return
    n = found.times
    rows = []
    for (kind, name), sizes in found.growth.items():
        one, half, whole = sizes[1], sizes[n // 2], sizes[n]
        ratios = f"{whole.ratio(one):.1f}", f"{whole.ratio(half):.2f}"
        task = name if name == "check" else f"check and {name}"
        rows.append((kind, task, _ms(one.median), *_spread(whole), *ratios))
    yield wording.GROWTH.format(times=n, half=n // 2)
    head = ("1 ×, ms", f"{n} ×, ms", "least to most", f"{n} × ÷ 1 ×", f"{n} × ÷ {n // 2} ×")
    yield from _table(("", "", *head), rows)


def _memory(found: Measured) -> Iterator[str]:
    if not found.memory:
        return
    sizes = sorted(found.memory)
    held: dict[str, dict[int, float]] = {
        "check and html, held by Python": {n: found.memory[n].peak for n in sizes}
    }
    for name in found.memory[1].resident:
        medians = {n: found.memory[n].resident[name].median for n in sizes}
        held[f"process: {_process(name)}"] = medians
    rows = [("source", *(_bytes(found.memory[n].source) for n in sizes), "", "")]
    for name, values in held.items():
        factors = (f"{slope:.1f}" for slope in slopes(found.memory, values))
        rows.append((name, *(_bytes(values[n]) for n in sizes), *factors))
    yield wording.MEMORY
    one, ten, most = (f"{n} ×" for n in sizes)
    yield from _table(("at most", one, ten, most, f"{one} to {ten}", f"{ten} to {most}"), rows)


def _machine(found: Measured) -> Iterator[str]:
    yield wording.MACHINE
    load = dict(zip(("load before", "load after"), found.load, strict=True))
    yield from _table(("", ""), (found.machine | load | found.versions).items())


def _method(found: Measured) -> Iterator[str]:
    yield wording.METHOD.format(rounds=found.rounds, long=found.long_rounds, times=found.times)


def _profiles(found: Measured) -> Iterator[str]:
    if not (found.imports or found.profiles):
        return
    yield wording.PROFILES
    for name, loaded in found.imports.items():
        yield f"\n### What {_process(name)} loads: {len(loaded)} modules\n"
        yield from _imports(loaded)
    for name in ("cold", "warm"):
        if name in found.profiles:
            yield wording.PROFILED[name]
            yield from _functions(found.profiles[name])
    if "long" in found.profiles:
        yield wording.PROFILED["long"].format(times=found.times, kind=fastest_grown(found))
        yield from _excess(found.profiles["short"], found.profiles["long"])


def _imports(loaded: list[Loaded]) -> Iterator[str]:
    packages = list(by_package(loaded).items())[:_SHOWN]
    rows = ((name, str(number), _ms(seconds)) for name, (number, seconds) in packages)
    yield from _table(("package", "modules", "own ms"), rows)
    yield ""
    heavy = sorted(loaded, key=lambda item: -item["own"])[:_SHOWN]
    cells = ((item["module"], _ms(item["own"]), _ms(item["whole"])) for item in heavy)
    yield from _table(("module", "own ms", "with what it loads first"), cells)


def _functions(all_: list[Function]) -> Iterator[str]:
    head = ("ms", "of which its own", "calls")
    own = sorted(all_, key=lambda f: -f["own"])[:_SHOWN]
    whole = sorted(all_, key=lambda f: -f["whole"])[:_SHOWN]
    for number, (title, chosen) in enumerate((("by own time", own), ("by whole time", whole))):
        yield from ("",) if number else ()
        rows = ((f["place"], _ms(f["whole"]), _ms(f["own"]), str(f["calls"])) for f in chosen)
        yield from _table((title, *head), rows)


def _excess(short: list[Function], long: list[Function]) -> Iterator[str]:
    """Yield the functions that take more of their own over one long report than over many short."""
    before = {f["place"]: f for f in short}
    nothing = Function(place="", calls=0, own=0, whole=0)
    grown = [(f, before.get(f["place"], nothing)) for f in long]
    grown.sort(key=lambda pair: pair[1]["own"] - pair[0]["own"])
    rows = (
        (
            now["place"],
            _ms(now["own"] - then["own"]),
            _ms(now["own"]),
            str(then["calls"]),
            str(now["calls"]),
        )
        for now, then in grown[:_SHOWN]
    )
    yield from _table(("function", "more ms", "own ms", "calls, short", "calls, long"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    cells = list(head)
    yield _row(cells)
    yield _row(["---", *["---:"] * (len(cells) - 1)])
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("<", "\\<") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _ms(seconds: float) -> str:
    """Return milliseconds in three figures."""
    value = seconds * 1000
    digits = next((d for d, least in ((0, 99.95), (1, 9.995), (2, 0.9995)) if value >= least), 3)
    return f"{value:.{digits}f}"


def _bytes(number: float) -> str:
    for unit, size, digits in (("MB", 1e6, 1), ("kB", 1e3, 0)):
        if number >= 10 * size or (unit == "MB" and number >= size):
            return f"{number / size:.{digits}f} {unit}"
    return f"{number / 1e3:.1f} kB"
