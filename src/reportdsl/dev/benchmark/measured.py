"""Hold everything that was measured, and what was to be reached."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportdsl.dev.benchmark.corpus import WHOLE
from reportdsl.dev.benchmark.figures import Runs
from reportdsl.dev.benchmark.profiling import Function, Loaded

GROWTH = 1.05
"""How many times its length a longer report may take in time."""
LINEAR = 1.1
"""How much more memory a further byte may take in a long report than in a short one."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of a source, and the bytes that it takes to make its page."""

    source: int
    peak: int
    """What Python held at most, beyond what it had."""
    resident: Mapping[str, Runs]
    """What whole processes held at most."""


@dataclass(slots=True)
class Measured:
    """Everything that was measured; what was left out is empty."""

    times: int
    rounds: int
    long_rounds: int
    installed: bool
    machine: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    load: list[str] = field(default_factory=list)
    """Before and after."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of the report, of the form that it names, and of the long one with its forms."""
    cold: dict[str, Runs] = field(default_factory=dict)
    cold_long: dict[str, Runs] = field(default_factory=dict)
    warm: dict[str, dict[str, Runs]] = field(default_factory=dict)
    """By the way in which the source was changed."""
    warm_long: dict[str, Runs] = field(default_factory=dict)
    growth: dict[tuple[str, str], dict[int, Runs]] = field(default_factory=dict)
    """By kind of report and output, then by size."""
    memory: dict[int, Memory] = field(default_factory=dict)
    imports: dict[str, list[Loaded]] = field(default_factory=dict)
    profiles: dict[str, list[Function]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aim:
    """What was to be reached, and what was."""

    part: str
    what: str
    most: float
    value: float | None
    """None where it was not measured."""
    kind: str = ""
    """Of growth: what grew."""

    @property
    def met(self) -> bool | None:
        """Whether it was reached."""
        return None if self.value is None else self.value <= self.most


def aims(found: Measured) -> Iterator[Aim]:
    """Yield every aim with its outcome."""
    cold, warm = found.cold, found.warm.get("changed", {})
    yield Aim("cold", "cold `check` ÷ pandoc", 0.8, _ratio(cold, "check", "pandoc"))
    yield Aim("cold", "cold `build -t html` ÷ pandoc", 1, _ratio(cold, "html", "pandoc"))
    yield Aim("warm", "warm check and HTML ÷ mistune", 0.7, _ratio(warm, "html", "mistune"))
    n = found.times
    for kind in dict.fromkeys(kind for kind, _ in found.growth) or (WHOLE,):
        worst = max(
            (sizes[n].ratio(sizes[1]) for (of, _), sizes in found.growth.items() if of == kind),
            default=None,
        )
        yield Aim("growth", f"{n} × the length, worst output: {kind}", GROWTH * n, worst, kind)
    peaks = {size: memory.peak for size, memory in found.memory.items()}
    what = "memory a byte of source takes, long ÷ short"
    if peaks:
        early, late = slopes(found.memory, peaks)
        yield Aim("memory", f"{what}: {late:.0f} ÷ {early:.0f} bytes", LINEAR, late / early)
    else:
        yield Aim("memory", what, LINEAR, None)


def fastest_grown(found: Measured) -> str:
    """Return the kind of report whose time grows most."""
    grown = [aim for aim in aims(found) if aim.part == "growth" and aim.value is not None]
    return max(grown, key=lambda aim: aim.value or 0).kind if grown else WHOLE


def _ratio(runs: Mapping[str, Runs], one: str, other: str) -> float | None:
    return runs[one].ratio(runs[other]) if one in runs and other in runs else None


def slopes(memory: Mapping[int, Memory], values: Mapping[int, float]) -> tuple[float, float]:
    """Return the bytes that a byte of source takes, between the sizes: the smaller, the larger."""
    one, ten, most = sorted(memory)
    early = (values[ten] - values[one]) / (memory[ten].source - memory[one].source)
    return early, (values[most] - values[ten]) / (memory[most].source - memory[ten].source)
