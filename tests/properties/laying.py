"""Say what must hold of a source that is laid out: ``python -m tests.properties.laying`` tries many."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import reportdsl
from reportdsl.formatter import formatted
from reportdsl.reading import read_bytes
from reportdsl.syntax import lines
from reportdsl.syntax.spelling import To
from reportdsl.text.fold import fold
from reportdsl.text.source import Source
from tests.properties import damage

FORMATS = ("pipe", "html", "md")
_WAYS: tuple[To, ...] = (None, "en", "zh")


@dataclass(frozen=True, slots=True)
class Published:
    """What a source is published as, in each output, and how often each rule speaks of it."""

    texts: dict[str, str]
    codes: Counter[str]


def hold(text: str, name: str, world: Mapping[str, bytes | str], to: To = None) -> str:
    """Return a source laid out; raise if that is refused or changes anything but the layout."""
    made = formatted(text, keywords=to)
    assert not made.diagnostics, made.diagnostics
    again = formatted(made.text, keywords=to)
    assert again.text == made.text
    assert comments(text) == comments(made.text)
    if made.text != text:
        assert (
            _differ(published(text, name, world), published(made.text, name, world), text, to) == []
        )
    return made.text


def _differ(before: Published, after: Published, text: str, to: To) -> list[str]:
    """Return in what two publications of a source differ, one with keywords in another language."""
    if to is not None:
        # A page whose header names no language, or none that there is, is in that of its keywords.
        if before.codes["R216"] or not _has_header(text):
            after = replace(after, texts={**after.texts, **_pages(before)})
        # How figures have moved is sought in prose of the keywords' language.
        before.codes.pop("R802", None)
        after.codes.pop("R802", None)
    changed = [output for output in FORMATS if before.texts[output] != after.texts[output]]
    return changed + [f"{code}" for code in before.codes - after.codes | after.codes - before.codes]


def _pages(made: Published) -> dict[str, str]:
    return {output: text for output, text in made.texts.items() if output != "pipe"}


def _has_header(text: str) -> bool:
    return any(line.kind == "FIELD" for line in lines.read(Source("-", text)).lines)


def comments(text: str) -> list[str]:
    """Return the comments of a source, without the blanks around them."""
    source = Source("-", text)
    found = (text[span.start : span.end] for span in lines.read(source).comments)
    return [fold(comment[:2]) + comment[2:].rstrip(lines.BLANK) for comment in found]


def published(text: str, name: str, world: Mapping[str, bytes | str]) -> Published:
    """Return what a source is published as, as a draft."""
    files = reportdsl.MemoryWorld({**world, name: text})
    made = reportdsl.compile_text(text, name=name, world=files)
    texts = {output: _emitted(made, output) for output in FORMATS}
    return Published(texts, Counter(d.rule.code for d in made.diagnostics))


def _emitted(made: reportdsl.Compilation, output: str) -> str:
    try:
        return made.emit(output, draft=True)
    except reportdsl.ReportError as refused:
        return str(sorted(d.rule.code for d in refused.diagnostics))


def attempt(task: tuple[str, int]) -> tuple[str, int, str]:
    """Return what is wrong with a damaged source laid out, by its kind and number; empty if nothing."""
    kind, seed = task
    made = damage.make(kind, seed)
    data = made.source if isinstance(made.source, bytes) else made.source.encode("utf-8", "replace")
    reading = read_bytes(data, "-", None)
    if reading.binary:
        return kind, seed, ""
    try:
        hold(reading.source.text, made.name, made.files, _WAYS[seed % len(_WAYS)])
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return kind, seed, f"{type(error).__name__}: {error}"[:600]
    return kind, seed, ""


def main(arguments: list[str]) -> int:
    """Try damaged sources, tell of each at fault, and return 1 if there are any."""
    parser = argparse.ArgumentParser("laying", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many of each kind")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(arguments)
    tasks = [(k, s) for k in damage.KINDS for s in range(asked.first, asked.first + asked.count)]
    faults = 0
    with ProcessPoolExecutor(asked.processes) as pool:
        for kind, seed, fault in pool.map(attempt, tasks, chunksize=50):
            if fault:
                faults += 1
                print(f"── {kind} {seed}: {fault}", flush=True)
    print(f"{len(tasks):,} sources laid out, {faults} at fault")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
