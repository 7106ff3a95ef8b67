"""Make the inputs of the runs: each is known by its kind and its seed, on any machine."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.properties import bytedamage, corpus, randomreport, tokendamage


@dataclass(frozen=True, slots=True)
class Input:
    """A source that may hold anything, and the files around it."""

    name: str
    source: str | bytes
    files: Mapping[str, bytes | str] = field(default_factory=dict)


def by_bytes(rng: random.Random) -> Input:
    """Return a real file with damaged bytes; now and then a file that it names is damaged too."""
    original, other = corpus.choose(rng), corpus.choose(rng)
    files = {
        path: bytedamage.damaged(data, rng, other.data) if rng.random() < 0.1 else data
        for path, data in original.files.items()
    }
    return Input(original.name, bytedamage.damaged(original.data, rng, other.data), files)


def by_tokens(rng: random.Random) -> Input:
    """Return a real source with damaged words and lines, or one with a damaged file beside it."""
    original, other = corpus.choose(rng), corpus.choose(rng)
    files: dict[str, bytes | str] = dict(original.files)
    beside = sorted(files)
    text = original.text
    if beside and rng.random() < 0.2:
        path = rng.choice(beside)
        files[path] = tokendamage.damaged(corpus.decoded(original.files[path]), rng, other.text)
        if rng.random() < 0.5:
            return Input(original.name, text, files)
    return Input(original.name, tokendamage.damaged(text, rng, other.text), files)


def at_random(rng: random.Random) -> Input:
    """Return a report over a form of its own, or that form."""
    return Input(*randomreport.report(rng.getrandbits(64)))


KINDS: dict[str, Callable[[random.Random], Input]] = {
    "bytes": by_bytes,
    "tokens": by_tokens,
    "random": at_random,
}


def make(kind: str, seed: int) -> Input:
    """Return an input; the same for the same kind and seed."""
    return KINDS[kind](random.Random(f"{kind} {seed}"))
