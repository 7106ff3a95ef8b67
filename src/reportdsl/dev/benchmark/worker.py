"""Measure within one process in which everything is loaded: asked in JSON, it answers in JSON.

It is run in the environment that a user has, with the package installed from its wheel.
"""

import gc
import json
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from time import perf_counter
from typing import Any

import reportdsl
from reportdsl.dev.benchmark import corpus
from reportdsl.dev.benchmark.corpus import Sources
from reportdsl.dev.benchmark.figures import ALONE, turned
from reportdsl.dev.benchmark.profiling import Function, profiled
from reportdsl.emit.emitter import SUFFIXES
from reportdsl.official import official_source

OUTPUTS = tuple(SUFFIXES)
_NAME = "measured.report"

Times = dict[str, list[float]]
Renderer = Callable[[str], object]
"""Takes Markdown, gives HTML."""
_turns = count(1)
"""A number that no source of this process has had."""


def compilation(sources: Sources) -> reportdsl.Compilation:
    """Return the compilation of a report; the files that it names are in memory."""
    world = reportdsl.MemoryWorld(sources.files)
    return reportdsl.compile_text(sources.text, name=_NAME, world=world)


def checked(sources: Sources) -> reportdsl.Compilation:
    """Return a compilation that has looked for every fault; raise if there is one."""
    made = compilation(sources)
    if made.errors:
        raise reportdsl.ReportError(made.errors)
    return made


def form_of(report: str) -> str:
    """Return the text of the official form that a report names."""
    return official_source(corpus.form_name(report)).text


def renderers() -> dict[str, Renderer]:
    """Return what is measured beside the compiler."""
    import mistune  # noqa: PLC0415 - the other tasks do without
    from markdown_it import MarkdownIt  # noqa: PLC0415 - as above

    return {
        "mistune": mistune.create_markdown(plugins=["table"]),
        "markdown-it-py": MarkdownIt("commonmark").enable("table").render,
    }


def split(text: str) -> int:
    """Return how many words the lines of a text have: the least that reading it can take."""
    return sum(len(line.split()) for line in text.split("\n"))


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of some work, and of giving back what it held."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def _emitted(batch_: Sequence[Sources], output: str) -> tuple[float, float]:
    """Return the seconds of an output from the sources on, and of its emission alone."""
    alone = 0.0
    gc.collect()
    start = perf_counter()
    for sources in batch_:
        made = checked(sources)
        between = perf_counter()
        made.emit(output)
        alone += perf_counter() - between
        del made
    return perf_counter() - start, alone


def warm(make: corpus.Maker, size: int, rounds: int, in_a_row: int) -> Times:
    """Return seconds a source of the check, each output and each renderer.

    A run goes over so many sources in a row, each of them a changed one. Those of an output's
    emission, when all is checked, stand under its name and ``alone``.
    """
    others = renderers()
    names = ("check", *OUTPUTS, *others, "str.split")
    times: Times = {}
    for name in names:
        _once(name, batch(make, size, 1), others, {})
    for turn in range(rounds):
        for name in turned(names, turn):
            _once(name, batch(make, size, in_a_row), others, times)
    return {
        name: times[name] for base in names for name in (base, f"{base}{ALONE}") if name in times
    }


def _once(
    name: str, batch_: Sequence[Sources], others: Mapping[str, Renderer], into: Times
) -> None:
    """Measure one thing once, over some sources one after the other."""
    if name in OUTPUTS:
        spent, alone = _emitted(batch_, name)
        into.setdefault(f"{name}{ALONE}", []).append(alone / len(batch_))
    elif name == "check":
        spent = _timed(partial(run_all, name, batch_))
    elif name == "str.split":
        spent = _timed(lambda: [split(sources.text) for sources in batch_])
    else:
        texts = [checked(sources).emit("md") for sources in batch_]
        spent = _timed(lambda: [others[name](text) for text in texts])
    into.setdefault(name, []).append(spent / len(batch_))


def growth(
    maker: corpus.Maker, outputs: Sequence[str], sizes: Sequence[int], rounds: int
) -> dict[str, dict[int, list[float]]]:
    """Return seconds of one report of each size, by output and size.

    A run at each size goes over equally much text, so that it takes about equally long: many small
    reports, or one large.
    """
    whole = max(sizes)
    times: dict[str, dict[int, list[float]]] = {n: {s: [] for s in sizes} for n in outputs}
    for name in outputs:
        run_all(name, batch(maker, 1, 1))
    for turn in range(rounds):
        for name in turned(outputs, turn):
            for size in turned(sizes, turn):
                sources = batch(maker, size, whole // size)
                spent = _timed(partial(run_all, name, sources))
                times[name][size].append(spent / len(sources))
    return times


def batch(maker: corpus.Maker, size: int, number: int) -> list[Sources]:
    """Return so many reports of a size, no two alike."""
    return [maker(size, next(_turns)) for _ in range(number)]


def run_all(output: str, all_: Iterable[Sources]) -> None:
    """Check reports, and emit them where the output is none but the check."""
    for sources in all_:
        made = checked(sources)
        if output != "check":
            made.emit(output)


def memory(maker: corpus.Maker, size: int) -> dict[str, int]:
    """Return the most bytes that Python held beyond what it had, and the bytes of the source."""
    run_all("html", batch(maker, 1, 1))
    (sources,) = batch(maker, size, 1)
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    run_all("html", [sources])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {"source": sources.size, "peak": most - before}


def profile(maker: corpus.Maker, size: int, number: int, *, warmed: bool) -> list[Function]:
    """Return the functions that so many reports of a size are checked and emitted with.

    `warmed` is whether one report was compiled before.
    """
    if warmed:
        run_all("html", batch(maker, 1, 1))
    sources = batch(maker, size, number)
    return profiled(lambda: run_all("html", sources))


def versions() -> dict[str, str]:
    """Return the versions of what takes part and is installed."""
    out = {}
    for name in ("reportdsl", "click", "jinja2", "lark", "markdown-it-py", "mistune"):
        with suppress(PackageNotFoundError):
            out[name] = version(name)
    return out


def answer(asked: dict[str, Any]) -> object:
    """Return what a task gives; a report is measured in the kind and size that are asked for."""
    task = asked["task"]
    if task == "versions":
        return versions()
    report = asked["report"]
    maker: corpus.Maker
    if "change" in asked:
        change = corpus.CHANGES[asked["change"]]
        maker = lambda _, turn: Sources(change(report, turn))  # noqa: E731 - one of two makers
    else:
        maker = corpus.kinds(report, form_of(report))[asked.get("kind", corpus.WHOLE)]
    size, rounds = asked.get("size", 1), asked.get("rounds", 1)
    match task:
        case "warm":
            return warm(maker, size, rounds, asked["in_a_row"])
        case "growth":
            return growth(maker, asked["outputs"], asked["sizes"], rounds)
        case "memory":
            return memory(maker, size)
        case "profile":
            return profile(maker, size, rounds, warmed=asked["warmed"])
        case _:
            raise ValueError(task)


if __name__ == "__main__":
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
