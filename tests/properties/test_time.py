"""Twice the length is at most two and a half times the work, for every construct of the language.

Work is counted in steps (`work.py`), not in seconds. The constructs are held against the grammar,
the keywords and the limits: what none of them uses at any length fails here by its name.
"""

import functools
import importlib
import pathlib
import re

import pytest

import reportdsl
from reportdsl.syntax import keywords
from tests.importers.test_hostile import CASES as HOSTILE
from tests.properties import limits, usage
from tests.properties.constructs import rows
from tests.properties.doubling import CASES, MOST, excess
from tests.properties.guard import guard
from tests.properties.test_patterns import modules
from tests.properties.work import steps

LANGUAGE = pathlib.Path(__file__).parents[2] / "docs" / "language.md"
# ── work ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", CASES)
def test_twice_the_length_is_twice_the_work(name: str) -> None:
    with guard():
        assert excess(CASES[name]) == []


def pairs(n: int) -> int:
    return sum(a == b for a in range(n) for b in range(n))


def turns(n: int) -> int:
    return [a for a in range(n) if a].count(1)


def test_what_is_quadratic_is_seen() -> None:
    for task, most in ((pairs, False), (turns, True)):
        once, twice = (steps(functools.partial(task, n)).total() for n in (20, 40))
        assert (twice <= MOST * once) is most
        assert once >= 20


# ── nothing is forgotten ─────────────────────────────────────────────────────────────────────────

# Where each table's words stand, as `usage.Use.words` tells it.
PLACES: dict[str, tuple[str, ...]] = {
    "FIELDS": ("FIELD",),
    "DIRECTIVES": ("@",),
    "BLOCKS": ("BLOCK",),
    "AXES": ("AXIS",),
    "FUNCTIONS": ("FUNCTION",),
    "SCOPES": ("NAME",),
    "ATTRIBUTES": ("WORD",),
    "FORMATS": ("FORMAT",),
    "CONNECTIVES": ("AND", "OR", "NOT", "BASED", "SOURCE", "UNTIL"),
    "WORDS": ("LABEL", "SEVERITY", "NAME", "{}"),
}


@functools.cache
def grown() -> usage.Use:
    """Return what more of the grammar the constructs use at twice a length: the most of any."""
    most = usage.Use()
    for case in CASES.values():
        once, twice = usage.use(case.sources(6)), usage.use(case.sources(12))
        most.rules |= twice.rules - once.rules
        most.terminals |= twice.terminals - once.terminals
        most.words |= twice.words - once.words
    return most


def test_every_rule_of_the_grammar_is_doubled() -> None:
    assert [rule for rule in sorted(usage.rules()) if grown().rules[rule] < 4] == []


def test_every_terminal_of_the_grammar_is_doubled() -> None:
    names = usage.terminals()
    assert {"FIELD", "ROW", "_INDENT", "NUMBER", "COMMA", "LINK_OPEN"} <= names
    assert [name for name in sorted(names) if grown().terminals[name] < 4] == []


@pytest.mark.parametrize("table", PLACES)
def test_every_keyword_is_doubled(table: str) -> None:
    words = [word for names in getattr(keywords, table).values() for word in names]
    seen = {
        word
        for (place, word), count in grown().words.items()
        if place in PLACES[table] and count > 1
    }
    assert [word for word in words if word.casefold() not in seen] == []


def test_every_label_of_a_total_is_doubled() -> None:
    assert [word for word in keywords.TOTALS if grown().words["LABEL", word] < 2] == []


def test_every_table_of_keywords_is_asked_for() -> None:
    tables = {name for name, value in vars(keywords).items() if isinstance(value, dict)}
    assert {name for name in tables if re.fullmatch("[A-Z]+", name)} == set(PLACES)


def test_the_reader_of_the_tests_knows_what_is_not_there() -> None:
    found = usage.use(["标题: a\n\n# b\n{1 + 2}\n"])
    assert {"FIELD", "HEADING", "PARAGRAPH", "NUMBER", "PLUS"} <= set(found.terminals)
    assert {"sum", "number", "interpolation"} <= set(found.rules)
    assert not {"ROW", "MINUS", "NODE"} & set(found.terminals)
    assert not {"product", "table", "call"} & set(found.rules)


# ── limits ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", limits.CASES)
def test_a_limit_is_told(name: str) -> None:
    limit = limits.CASES[name]
    world = reportdsl.MemoryWorld({**limit.files, "r.report": limit.source})
    with guard():
        made = reportdsl.compile_text(limit.source, name="r.report", world=world)
        codes = [d.rule.code for d in made.diagnostics]
    told, most = codes.count(limit.code), limit.most
    assert 0 < told <= most


@pytest.mark.parametrize("name", limits.WITHIN)
def test_what_is_within_a_limit_is_not_told(name: str) -> None:
    limit = limits.WITHIN[name]
    world = reportdsl.MemoryWorld({**limit.files, "r.report": limit.source})
    with guard():
        made = reportdsl.compile_text(limit.source, name="r.report", world=world)
        codes = {d.rule.code for d in made.diagnostics}
    # Compared by themselves: a failure prints what it compares.
    told, code = sorted(codes), limit.code
    assert code not in told


def test_every_limit_of_the_language_has_a_case() -> None:
    text = LANGUAGE.read_text(encoding="utf-8").partition("\n## Limits\n")[2]
    named = re.findall(r"^\| ([a-z][^|]*[a-z]) \|", text, re.MULTILINE)[1:]
    assert named == list(limits.OF_THE_LANGUAGE)
    cases = {case for names in limits.OF_THE_LANGUAGE.values() for case in names}
    assert cases <= set(limits.CASES)


def test_every_limit_in_the_code_has_a_case() -> None:
    found = set()
    for name in modules():
        module = importlib.import_module(name)
        text = pathlib.Path(module.__file__ or "").read_text(encoding="utf-8")
        constants = re.findall(r"^(MAX_\w+)(?:: [^=]+)? =", text, re.MULTILINE)
        found |= {f"{name.removeprefix('reportdsl.')}.{constant}" for constant in constants}
    assert found == {*limits.IN_THE_CODE, *limits.IN_READERS}
    cases = {case for names in limits.IN_THE_CODE.values() for case in names}
    assert cases <= set(limits.CASES) | set(CASES)
    assert {case for names in limits.IN_READERS.values() for case in names} <= set(HOSTILE)


# ── what ends nevertheless ───────────────────────────────────────────────────────────────────────


def test_reports_that_name_each_other_as_last_year_end() -> None:
    files = {
        "r.report": "年度: 2020\n上年: s.report\n\n甲{上年.甲}",
        "s.report": "年度: 2019\n上年: r.report\n\n甲{上年.甲}",
    }
    with guard():
        made = reportdsl.compile_text(
            files["r.report"], name="r.report", world=reportdsl.MemoryWorld(files)
        )
        assert "R307" in {d.rule.code for d in made.diagnostics}


LONG = {
    "paragraphs": "a\n" * 150_000,
    "tables": "@简表 t\nk | c\na | 1\n\n" * 15_000,
    "rows": rows(40_000, lambda _: "1"),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_report_ends(name: str) -> None:
    """What grows as the square of the length, in C where no step is counted, would not."""
    with guard():
        made = reportdsl.compile_text(LONG[name], name="r.report", world=reportdsl.MemoryWorld({}))
        found = made.diagnostics
    assert found == ()
