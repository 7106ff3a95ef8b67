"""What programs rely on keeps its meaning: the codes of rules, and the keys of the JSON outputs.

Each list in ``frozen/`` has a line for each thing. A new thing is a new line. A line that is gone
or changed is a broken promise: a rule of another meaning takes a new code, and an output of another
meaning a new version, with which its list begins anew.
"""

import json
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reportdsl.diagnostics.diagnostic import Rule
from reportdsl.diagnostics.registry import all_rules
from reportdsl.diagnostics.render.json import render_json
from reportdsl.emit.changes import json as changes
from reportdsl.emit.changes import years
from reportdsl.emit.json import VERSION
from tests.unit.diagnostics.samples import FINDINGS, SOURCES

FROZEN = Path(__file__).with_name("frozen")
PACKAGE = files("reportdsl")
FINDINGS_SCHEMA = PACKAGE.joinpath("diagnostics", "render", "findings.schema.json")
REPORT_SCHEMA = PACKAGE.joinpath("emit", "report.schema.json")
CHANGES = PACKAGE.joinpath("emit", "changes")
SCHEMAS = {
    "findings": json.loads(FINDINGS_SCHEMA.read_text(encoding="utf-8")),
    "report": json.loads(REPORT_SCHEMA.read_text(encoding="utf-8")),
    **{
        name: json.loads(CHANGES.joinpath(f"{name}.schema.json").read_text(encoding="utf-8"))
        for name in ("changes", "years")
    },
}


def frozen(name: str) -> list[str]:
    return FROZEN.joinpath(name).read_text(encoding="utf-8").splitlines()


def compare(name: str, now: list[str]) -> None:
    kept = frozen(name)
    gone = [line for line in kept if line not in now]
    assert not gone, f"changed or gone, which {name} does not allow"
    new = [line for line in now if line not in kept]
    assert not new, f"new: add these lines to tests/rules/frozen/{name}"
    assert kept == now, f"tests/rules/frozen/{name} is out of order, or holds a line twice"


# ── rules ────────────────────────────────────────────────────────────────────────────────────────


def facts(rule: Rule) -> str:
    """Return what a rule must not change: code, name, weight, whether it is waivable, arguments."""
    places = {name for _, name, _, _ in string.Formatter().parse(rule.phrase.en) if name}
    waivable = "waivable" if rule.waivable else "-"
    return " ".join((rule.code, rule.name, rule.severity, waivable, *sorted(places)))


def test_rules_keep_their_meaning():
    compare("rules.txt", [facts(rule) for rule in all_rules()])


def test_no_code_and_no_name_is_used_twice():
    lines = [line.split() for line in frozen("rules.txt")]
    assert len({code for code, *_ in lines}) == len(lines)
    assert len({name for _, name, *_ in lines}) == len(lines)


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────


def described(schema: dict[str, Any]) -> list[str]:
    """Return a line for each fact that a schema states of a key or of what an array holds."""
    lines = [f"version {version(schema)}"]
    lines += [f"{path}: {fact}" for path, fact in walk(schema, schema, "$")]
    return lines


def version(schema: dict[str, Any]) -> str:
    stated = schema.get("properties", {}).get("version", {}).get("const")
    # An array has no place for a version of its own.
    return str(stated or schema["$comment"].removeprefix("Version ").partition(".")[0])


def walk(node: dict[str, Any], whole: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    if "$ref" in node:
        node = whole["$defs"][node["$ref"].removeprefix("#/$defs/")]
    plain = {"type", "enum", "const", "format", "pattern", "minimum", "maximum", "description"}
    for key in sorted(plain & set(node)):
        if (path, key) != ("$.version", "const"):
            yield path, f"{key} {json.dumps(node[key], ensure_ascii=False)}"
    for name in node.get("required", ()):
        yield f"{path}.{name}", "always there"
    for name, inner in node.get("properties", {}).items():
        yield from walk(inner, whole, f"{path}.{name}")
    if "items" in node:
        yield from walk(node["items"], whole, f"{path}[]")
    for number, inner in enumerate(node.get("oneOf", ()), 1):
        yield from walk(inner, whole, f"{path}<{number}>")


@pytest.mark.parametrize("name", SCHEMAS)
def test_outputs_keep_their_meaning(name):
    kept, now = frozen(f"{name}.schema.txt"), described(SCHEMAS[name])
    assert kept[0] == now[0], "a new version: write its list anew"
    compare(f"{name}.schema.txt", now)


def test_the_version_of_the_report_is_the_schema_s():
    assert version(SCHEMAS["report"]) == str(VERSION)
    assert version(SCHEMAS["changes"]) == str(changes.VERSION)
    assert version(SCHEMAS["years"]) == str(years.VERSION)


def test_a_schema_says_all_that_this_test_looks_at():
    """Keywords that `walk` does not know would change without being noticed."""
    known = {"type", "enum", "const", "format", "pattern", "minimum", "maximum", "description"}
    known |= {"$ref", "required", "properties", "items", "oneOf", "additionalProperties"}
    for schema in SCHEMAS.values():
        top = {key: value for key, value in schema.items() if key != "$defs"}
        for node in (top, *schema["$defs"].values()):
            assert {k for n in nodes(node) for k in n} <= known | {"$schema", "$comment", "title"}


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    inner = [*node.get("properties", {}).values(), *node.get("oneOf", ())]
    for child in (*inner, *([node["items"]] if "items" in node else [])):
        yield from nodes(child)


def test_findings_follow_their_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMAS["findings"])
    found = json.loads(render_json(FINDINGS.values(), SOURCES))
    assert len(found) == len(FINDINGS)
    jsonschema.validate(found, SCHEMAS["findings"])


@pytest.mark.parametrize("key", ["code", "hints_en", "end_column"])
def test_a_finding_that_lacks_a_key_is_refused(key):
    found = json.loads(render_json(FINDINGS.values(), SOURCES))
    del found[0][key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, SCHEMAS["findings"])


def test_a_finding_is_the_same_in_both_outputs():
    finding = SCHEMAS["findings"]["$defs"]["diagnostic"]
    assert SCHEMAS["report"]["$defs"]["diagnostic"] == finding


# ── the test itself ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("now", "message"),
    [
        (["a", "b", "c"], "new: add these lines"),
        (["a"], "changed or gone"),
        (["a", "B"], "changed or gone"),
        (["b", "a"], "out of order"),
    ],
)
def test_a_change_is_noticed(monkeypatch, tmp_path, now, message):
    monkeypatch.setitem(compare.__globals__, "FROZEN", tmp_path)
    tmp_path.joinpath("list.txt").write_text("a\nb\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=message):
        compare("list.txt", now)
    compare("list.txt", ["a", "b"])


def test_a_key_that_changes_its_meaning_is_noticed():
    changed = json.loads(json.dumps(SCHEMAS["findings"]))
    before = described(changed)
    changed["$defs"]["diagnostic"]["properties"]["line"]["description"] = "Counted from 0."
    assert described(changed) != before
