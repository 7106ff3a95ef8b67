"""The gallery shows every message there is, and says so where it cannot."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from reportdsl.dev import error_gallery
from reportdsl.dev.error_gallery import NOT_SHOWN, said
from reportdsl.dev.examples import wrong_examples
from reportdsl.diagnostics import rules
from reportdsl.diagnostics.diagnostic import (
    Argument,
    Diagnostic,
    Language,
    Message,
    Phrase,
    Rule,
)
from reportdsl.diagnostics.registry import all_rules, by_word

LANGUAGES: tuple[Language, ...] = ("zh", "en")
PHRASES_NOT_SHOWN = {
    # Another thing is said of what is empty before its kind is asked.
    "expressions.NOTHING",
    # It takes ten slips and more in one table.
    "arithmetic.NOT_LOCATED",
    # It takes a table with more rows than an example should have; the tutorial shows it.
    "arithmetic.MANY_WAYS",
    # A template that takes too long, too much memory or ends its process cannot be shown twice
    # alike on every machine; the messages of one limit show how the others are worded.
    "house.TIME",
    "house.MEMORY",
    "house.OUTPUT",
    "house.ENDED",
    # A file beyond a limit is too large to stand on a page; one limit shows how all are worded.
    "importing.CELLS",
    "importing.COLUMNS",
    "importing.IN_TAG",
    "importing.LINE",
    "importing.MARKS",
    "importing.PARTS",
    "importing.PART_SIZE",
    "importing.RATIO",
    "importing.SIZE",
    "importing.STYLES",
    "importing.TANGLED",
    "importing.TOTAL_SIZE",
    # A workbook is too long to stand on a page; what a web page hides shows how it is told.
    "importing.HIDDEN_COLUMN",
    "importing.HIDDEN_LINES",
    "importing.HIDDEN_ROW",
    "importing.HIDDEN_ROWS_OF_TABLES",
    "importing.HIDDEN_SHEET",
    "importing.IN_SHEET",
    "importing.NEVER_CALCULATED",
    "importing.SHOWN_OTHERWISE",
    "importing.SYMBOLS",
    # What a form made of a table prints otherwise: one of the ways shows how all are worded.
    "formmaking.ADDED",
    "formmaking.NOT_PRINTED",
    # No file is known of which the formatter makes something else a second time.
    "layout.NOT_STABLE",
}
"""Phrases that no example draws, and why."""


@pytest.fixture(scope="module")
def gallery(request: pytest.FixtureRequest) -> str:
    return error_gallery.files(request.config.rootpath)["docs/errors.md"]


def test_every_rule_is_in_the_gallery_once(gallery):
    found = re.findall(r"^### (R\d+) ", gallery, re.MULTILINE)
    assert found == [rule.code for rule in all_rules()]


def test_few_rules_are_not_shown(gallery):
    assert len(NOT_SHOWN) <= 2
    assert set(NOT_SHOWN) <= {rule.code for rule in all_rules()}
    assert all(reason in gallery for reason in NOT_SHOWN.values())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_shown_in_both_languages(gallery, rule):
    if rule.code in NOT_SHOWN:
        return
    section = gallery.split(f"\n### {rule.code} ")[1].split("\n### ")[0]
    chinese, english = re.findall(r"^```text\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    weights = {"error": "错误", "warning": "警告", "note": "提示"}
    assert chinese.startswith(f"{weights[rule.severity]}[{rule.code}] ")
    assert english.startswith(f"{rule.severity}[{rule.code}] ")
    assert "\n --> " in chinese.replace("  -->", " -->")
    assert not re.search(r"^\w+\[(?!" + rule.code + r"\])", chinese + english, re.MULTILINE)


def test_every_phrase_is_shown_in_both_languages():
    for language in LANGUAGES:
        drawn = {
            id(phrase)
            for rule in all_rules()
            for shown in wrong_examples(rule, language)
            for finding in shown.of(rule)
            for phrase in used(finding)
        }
        left = {name for name, phrase in phrases() if id(phrase) not in drawn}
        assert left == PHRASES_NOT_SHOWN


def phrases() -> Iterator[tuple[str, Phrase]]:
    """Yield every phrase that findings are made of and that says something."""
    for module in pkgutil.iter_modules(rules.__path__):
        for name, value in vars(import_module(f"{rules.__name__}.{module.name}")).items():
            if isinstance(value, Phrase) and value.zh:
                yield f"{module.name}.{name}", value
            elif isinstance(value, Rule) and value.advice is not None:
                # That a rule's sentence is shown is seen above; not every advice need be.
                yield f"{value.code} advice", value.advice


def used(finding: Diagnostic) -> Iterator[Phrase]:
    """Yield the phrases that a finding shows, but for its rule's sentence."""
    remarks = [label.message for label in finding.labels]
    titles = [fix.title for fix in finding.fixes]
    told: tuple[Argument | None, ...] = (*finding.help, *titles, *remarks, finding.label)
    for argument in (*(value for _, value in finding.args), *told):
        yield from parts(argument)


def parts(argument: "Argument | None") -> Iterator[Phrase]:
    match argument:
        case Phrase():
            yield argument
        case Message():
            yield argument.phrase
            for _, value in argument.args:
                yield from parts(value)
        case tuple():
            for value in argument:
                yield from parts(value)


def test_an_example_that_shows_nothing_is_refused(monkeypatch):
    rule, other = by_word("R204"), by_word("R205")
    assert rule is not None
    assert other is not None
    shown = wrong_examples(other, "zh")
    monkeypatch.setattr(error_gallery, "wrong_examples", lambda *_: shown)
    with pytest.raises(ValueError, match="R204: nothing is found in wrong example 1"):
        said(rule, "zh")
