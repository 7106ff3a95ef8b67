"""The real sources that damage starts from: examples, official forms, the language's own examples."""

import functools
import pathlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import reportdsl
from reportdsl.text.decode import decode
from tests.spec import test_language

ROOT = pathlib.Path(__file__).parents[2]
DATA = pathlib.Path(__file__).parent / "data"
FORMS = pathlib.Path(reportdsl.__file__).parent / "forms"

_SUFFIXES = frozenset({".report", ".form"})


@dataclass(frozen=True, slots=True)
class Original:
    """A source as it stands in the checkout, with the files that it names."""

    title: str
    """Where it stands: a path, or the number of an example of docs/language.md."""
    name: str
    data: bytes
    files: Mapping[str, bytes]
    """The files beside it by their paths, itself aside."""

    @property
    def text(self) -> str:
        """The source, decoded."""
        return decoded(self.data)


@functools.lru_cache(maxsize=1000)
def decoded(data: bytes) -> str:
    """Return the text that a file of the checkout holds."""
    return decode(data).text


@functools.cache
def reports() -> tuple[Original, ...]:
    """Return the whole reports and forms: examples/, the official forms, the data of the tests."""
    return (*_beside_each_other(DATA), *_beside_each_other(FORMS), *_examples())


@functools.cache
def samples() -> tuple[Original, ...]:
    """Return the sources of the examples of docs/language.md."""
    return tuple(
        Original(f"docs/language.md, example {e.number}", e.name, e.source, e.files)
        for e in test_language.EXAMPLES
        if e.source
    )


@functools.cache
def originals() -> tuple[Original, ...]:
    """Return all of them."""
    return (*reports(), *samples())


def choose(rng: random.Random) -> Original:
    """Return one of them; the few whole reports come up as often as the many short examples."""
    return rng.choice(reports() if rng.random() < 0.5 else samples())


def _beside_each_other(folder: pathlib.Path) -> Iterator[Original]:
    files = {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix in _SUFFIXES}
    for name, data in files.items():
        others = {other: files[other] for other in files if other != name}
        yield Original(f"{folder.name}/{name}", name, data, others)


def _examples() -> Iterator[Original]:
    for folder in sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir()):
        yield from _beside_each_other(folder)
