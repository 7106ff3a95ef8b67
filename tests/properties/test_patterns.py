"""No regular expression of the compiler takes more than linear steps, whatever the text.

Each pattern of the package and each terminal of the grammar is run by `backtracking.py` over texts
made from its own letters, as the code uses it: at one place, or at every place of a text.
"""

import ast
import functools
import importlib
import itertools
import pathlib
import pkgutil
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from lark import Lark

import reportdsl
from tests.properties.backtracking import Machine, TooManyStepsError, letters
from tests.properties.usage import GRAMMAR

PACKAGE = pathlib.Path(reportdsl.__file__).parent
LENGTH = 24
EVERYWHERE = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
AT_ONCE = frozenset({"match", "fullmatch"})
WAYS = {"match": "once", "fullmatch": "full"}
FUNCTIONS = EVERYWHERE | AT_ONCE | {"compile"}
# Data of the package is matched by these, not what users write.
OWN = ("diagnostics/pages.py",)
# Behind which characters a pattern is tried, where that is not at every place of a text.
BEHIND = {
    "syntax/prose.py _CLOSE": "{｛",
    "syntax/rows.py _BEFORE_STRING": "|",
    "syntax/rows.py _FORMULA": "|",
    "syntax/strings.py _BEFORE_BAR": '"＂”',
}
# Where patterns are put together while the program runs, with one that is made so.
MADE = {
    "analysis/mentions.py": r"(?<! ) *+(?:收 *+到|受 *+理|) *+(?:的|) *+a *+b *+(?P<figure>百分之(?:[0-9]++(?:\.[0-9]++)?+|[零〇一二两三四五六七八九十百千万亿]++(?:点[零〇一二两三四五六七八九十百千万亿]++)?+)|[0-9]++(?:,[0-9]{3})*+(?:\.[0-9]++)?+%?+|[零〇一二两三四五六七八九十百千万亿]++) *+(?:件|条|) *+c|(?:未曾|未|没有) *+(?:收 *+到|受 *+理) *+(?:的|) *+a *+(?=[,;:。!?、)]|$)",
    "analysis/sentences.py": r"[0-9０-９零〇一二两三四五六七八九十百千万亿] *(?:[件条份宗起项%％]|a)|(?:未曾?|没有) *(?:收|受)",
    "emit/template.py": r"(?<!\w)name(?!\w)",
    "importers/readers/htmlscan.py": r"</script(?=[ /a>])[^>]*+>?",
    # All that the lexer tries in one state: the terminals, which are looked at one by one.
    "syntax/lalr.py": "a",
    # Takes what the modules give it.
    "text/pattern.py": "a",
}


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, and how the code uses it."""

    name: str
    pattern: "re.Pattern[str]"
    way: str
    """``every``: at every place of a text, ``once``: at its beginning, ``full``: all of it."""


@functools.cache
def patterns() -> tuple[Used, ...]:
    """Return the patterns of the package and the terminals of the grammar."""
    lark = Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", start="document")
    terminals = (
        # A lexer tries them where the last one ended; that they end is seen by the doubling tests.
        Used(f"grammar {t.name}", re.compile(t.pattern.to_regexp()), "once")
        for t in lark.terminals
    )
    return (*of_modules(), *(Used(n, re.compile(p), "every") for n, p in MADE.items()), *terminals)


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(reportdsl.__path__, "reportdsl."):
        if not found.ispkg and not found.name.startswith(("reportdsl.dev.", "reportdsl.__main__")):
            yield found.name


def of_modules() -> Iterator[Used]:
    """Yield the patterns that stand in modules, by name or where they are used."""
    for name in modules():
        module = importlib.import_module(name)
        path = pathlib.Path(module.__file__ or "")
        if path.suffix != ".py" or path.relative_to(PACKAGE).as_posix() in OWN:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(PACKAGE).as_posix()
        used = uses(tree)
        for variable in named(tree):
            value = getattr(module, variable)
            # One that waits for its first use is no `re.Pattern` yet.
            pattern = re.compile(value.pattern, value.flags)
            yield Used(f"{place} {variable}", pattern, used.get(variable, "every"))
        for call in inline(tree):
            if isinstance(call.args[0], ast.Constant):
                way = (
                    WAYS.get(call.func.attr, "every")
                    if isinstance(call.func, ast.Attribute)
                    else "every"
                )
                yield Used(
                    f"{place} in {function_of(tree, call)}",
                    re.compile(str(call.args[0].value)),
                    way,
                )


def uses(tree: ast.Module) -> dict[str, str]:
    """Return for each name of a pattern how it is used; the way that takes most, if there are more."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr), args=arguments):
                # From a place on: in a loop.
                way = "every" if len(arguments) > 1 else WAYS.get(attr, "every")
                if attr in EVERYWHERE | AT_ONCE and found.get(name) in {None, "once"}:
                    found[name] = way
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if attr in EVERYWHERE:
                found[name] = "every"
    return found


def function_of(tree: ast.Module, call: ast.Call) -> str:
    """Return the name of the function that a call stands in."""
    return next(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(inner is call for inner in ast.walk(node))
    )


def is_made(node: ast.AST) -> bool:
    """Tell whether an expression calls `re`, or `pattern`, which compiles at the first use."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=attr)):
            return attr in FUNCTIONS
        case ast.Call(func=ast.Name(id="pattern")):
            return True
    return False


def named(tree: ast.Module) -> Iterator[str]:
    """Yield the names of a module that are patterns."""
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_made(value):
                yield name


def inline(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield the calls that make or use a pattern which has no name in its module."""
    values = {id(node.value) for node in tree.body if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_made(node) and id(node) not in values:
            yield node


def test_every_pattern_is_known() -> None:
    """A pattern that is put together when the program runs needs an example in `MADE`."""
    made = set()
    for name in modules():
        path = pathlib.Path(importlib.import_module(name).__file__ or "")
        if path.suffix == ".py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if any(not isinstance(call.args[0], ast.Constant) for call in inline(tree)):
                made.add(path.relative_to(PACKAGE).as_posix())
    assert made == set(MADE)
    assert len(patterns()) > 60


# ── texts ────────────────────────────────────────────────────────────────────────────────────────


def samples(tree: object, rng: random.Random) -> str:
    """Return a text that a pattern matches, or nearly: what look-aheads ask for is put in too."""
    from re import _constants as c  # noqa: PLC0415 - private, and used here alone

    out = ""
    for kind, argument in tree:  # type: ignore[attr-defined]
        if kind in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}:
            times = max(argument[0], rng.randrange(2))
            out += "".join(samples(argument[2], rng) for _ in range(times))
        elif kind is c.BRANCH:
            out += samples(rng.choice(argument[1]), rng)
        elif kind is c.SUBPATTERN:
            out += samples(argument[3], rng)
        elif kind is c.ATOMIC_GROUP:
            out += samples(argument, rng)
        elif kind is c.ASSERT:
            out += samples(argument[1], rng)
        else:
            out += rng.choice([*letters([(kind, argument)]), ""])
    return out


def texts(machine: Machine) -> Iterator[tuple[str, str, str]]:
    """Yield what a text begins with, what it repeats, and what it ends with."""
    rng = random.Random(7)
    alphabet = list(dict.fromkeys([*letters(machine.tree), " ", "\ue000"]))
    chosen = alphabet if len(alphabet) <= 9 else [*rng.sample(alphabet[:-2], 7), *alphabet[-2:]]
    words = {*chosen, *map("".join, itertools.product(chosen[:6], repeat=2))}
    for _ in range(12):
        sample = samples(machine.tree, rng)
        words |= {sample, sample[:-1], sample[1:]}
    for word in sorted(words - {""}):
        for before in ("", rng.choice(chosen)):
            for behind in ("", "\ue000", rng.choice(chosen)):
                yield before, word, behind


def steps(machine: Machine, text: str, way: str, behind: str = "") -> int:
    """Return how many steps a pattern takes for a text, used in one of the ways of `Used`."""
    machine.steps = 0
    if way == "every" and not behind:
        machine.scan(text)
    elif way == "every":
        for place, char in enumerate(text):
            if char in behind:
                machine.at(text, place + 1)
    else:
        machine.at(text, 0, full=way == "full")
    return machine.steps


@pytest.fixture
def deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize("used", patterns(), ids=lambda used: used.name)
def test_a_pattern_takes_linear_steps(used: Used) -> None:
    machine = Machine(used.pattern)
    for before, word, behind in texts(machine):
        times = max(1, LENGTH // len(word))
        once, twice = (before + word * n + behind for n in (times, 2 * times))
        try:
            less = steps(machine, once, used.way, BEHIND.get(used.name, ""))
            more = steps(machine, twice, used.way, BEHIND.get(used.name, ""))
        except TooManyStepsError:
            pytest.fail(f"{before!r} {word!r} × {times} {behind!r}: endless")
        assert more <= 2.5 * less + 60, (before, word, behind, less, more)


@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize("used", patterns(), ids=lambda used: used.name)
def test_the_steps_are_those_of_a_right_match(used: Used) -> None:
    """What is counted means something only if it finds what `re` finds."""
    machine = Machine(used.pattern)
    for before, word, behind in itertools.islice(texts(machine), 0, None, 5):
        text = before + word * 3 + behind
        if not machine.bounded:
            assert machine.scan(text) == [m.span() for m in nonadjacent(used.pattern, text)], text


def nonadjacent(pattern: "re.Pattern[str]", text: str) -> Iterator["re.Match[str]"]:
    """Yield matches as `Machine.scan` does: from a match's end on, or a character further."""
    start = 0
    while start <= len(text):
        found = pattern.match(text, start)
        if found is not None:
            yield found
        start = found.end() if found is not None and found.end() > start else start + 1


@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize(
    ("pattern", "way", "word"),
    [
        ("(a+)+b", "once", "a"),
        ("a+b", "every", "a"),
        ("(?:a|a)*b", "full", "a"),
        (r"\s+$", "every", " "),
    ],
)
def test_patterns_that_are_not_linear_are_told(pattern: str, way: str, word: str) -> None:
    machine = Machine(re.compile(pattern))
    with pytest.raises((TooManyStepsError, AssertionError)):  # noqa: PT012
        less, more = (steps(machine, word * n + "\ue000", way) for n in (24, 48))
        assert more <= 2.5 * less + 60
