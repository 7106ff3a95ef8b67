"""Render findings as JSON, for programs: every sentence in both languages, nothing left out."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from reportdsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Language, Message, Waiver
from reportdsl.diagnostics.render.concise import locate
from reportdsl.text.source import Source, Span
from reportdsl.text.width import HIDDEN_CHARACTER


def to_dict(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return a finding as plain values; lines and columns count from 1, ends are exclusive."""
    waived = diagnostic.waived
    return {
        "file": diagnostic.span.source,
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        **_position(diagnostic.span, sources),
        "message": diagnostic.message("zh"),
        "message_en": diagnostic.message("en"),
        "labels": _labels(diagnostic, sources),
        "hints": [hint.text("zh") for hint in diagnostic.help],
        "hints_en": [hint.text("en") for hint in diagnostic.help],
        "waived": None if waived is None else _waiver(waived),
        "fixes": [_fix(fix, sources) for fix in diagnostic.fixes],
    }


def render_json(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """Return findings as one JSON array; hidden characters stand escaped in it."""
    found = [to_dict(diagnostic, sources) for diagnostic in diagnostics]
    return HIDDEN_CHARACTER.sub(_escaped, json.dumps(found, ensure_ascii=False, indent=1))


def _escaped(match: re.Match[str]) -> str:
    # The only raw line ends in the output are those of its own indentation.
    return match[0] if match[0] == "\n" else json.dumps(match[0])[1:-1]


def _place(span: Span, sources: Mapping[str, Source]) -> dict[str, Any]:
    return {"file": span.source, **_position(span, sources)}


def _position(span: Span, sources: Mapping[str, Source]) -> dict[str, Any]:
    place = locate(span, sources)
    source = sources.get(span.source)
    words = None if source is None else source.place(span)
    return {
        **({} if words is None else {"place": words[0], "place_en": words[1]}),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {"severity": waiver.severity, "reason": waiver.reason, "until": waiver.until}


def _labels(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> list[dict[str, Any]]:
    labels = [(label, False) for label in diagnostic.labels]
    if diagnostic.label is not None:
        labels.insert(0, (Label(diagnostic.span, diagnostic.label), True))
    return [
        {
            **_place(label.span, sources),
            "message": _text(label.message, "zh"),
            "message_en": _text(label.message, "en"),
            "primary": primary,
        }
        for label, primary in labels
    ]


def _text(message: Message | None, language: Language) -> str | None:
    return None if message is None else message.text(language)


def _fix(fix: Fix, sources: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "title": fix.title.text("zh"),
        "title_en": fix.title.text("en"),
        "applicability": fix.applicability,
        "edits": [{**_place(edit.span, sources), "text": edit.text} for edit in fix.edits],
    }
