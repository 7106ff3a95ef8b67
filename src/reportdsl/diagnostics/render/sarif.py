"""Render findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from reportdsl.diagnostics.diagnostic import Diagnostic, Fix, Language, Rule
from reportdsl.diagnostics.render.concise import locate
from reportdsl.text.source import Source, Span
from reportdsl.text.width import visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    language: Language,
    version: str,
) -> str:
    """Return findings as one run of this version of the program.

    Places count code points; an accepted finding is one that its source suppresses.
    """
    found = list(diagnostics)
    rules = sorted({item.rule for item in found}, key=lambda rule: rule.code)
    places = {rule.code: index for index, rule in enumerate(rules)}
    driver = {"name": "reportdsl", "version": version, "rules": [_rule(r) for r in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, sources, language, places) for item in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(
    found: Diagnostic,
    sources: Mapping[str, Source],
    language: Language,
    places: Mapping[str, int],
) -> dict[str, Any]:
    said = [found.message(language), *(hint.text(language) for hint in found.help)]
    waived = found.waived
    level = found.severity if waived is None else waived.severity
    out: dict[str, Any] = {
        "ruleId": found.rule.code,
        "ruleIndex": places[found.rule.code],
        "level": level.value,
        "message": {"text": "\n".join(map(visible, said))},
        "locations": [_location(found.span, sources)],
    }
    related = [
        {"id": number, **_location(label.span, sources), **_remark(label.message, language)}
        for number, label in enumerate(found.labels, 1)
    ]
    if related:
        out["relatedLocations"] = related
    if found.fixes:
        out["fixes"] = [_fix(fix, sources, language) for fix in found.fixes]
    if waived is not None:
        out["suppressions"] = [{"kind": "inSource", "justification": visible(waived.reason)}]
    return out


def _remark(message: Any, language: Language) -> dict[str, Any]:  # noqa: ANN401 - a message or none
    return {} if message is None else {"message": {"text": visible(message.text(language))}}


def _location(span: Span, sources: Mapping[str, Source]) -> dict[str, Any]:
    place = {"artifactLocation": _file(span), "region": _region(span, sources)}
    return {"physicalLocation": place}


def _file(span: Span) -> dict[str, str]:
    return {"uri": quote(span.source.replace("\\", "/"), safe="/")}


def _region(span: Span, sources: Mapping[str, Source]) -> dict[str, int]:
    place = locate(span, sources)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(fix: Fix, sources: Mapping[str, Source], language: Language) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {}
    for edit in fix.edits:
        change = changes.setdefault(
            edit.span.source, {"artifactLocation": _file(edit.span), "replacements": []}
        )
        change["replacements"].append(
            {
                "deletedRegion": _region(edit.span, sources),
                "insertedContent": {"text": edit.text},
            }
        )
    return {
        "description": {"text": visible(fix.title.text(language))},
        "artifactChanges": list(changes.values()),
    }
