"""Render findings as a Code Quality report of GitLab, a subset of Code Climate's format."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.diagnostics.render.concise import locate
from reportdsl.text.source import Source
from reportdsl.text.width import visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], language: Language
) -> str:
    """Return findings as one JSON array.

    A finding's fingerprint holds while its file, rule and sentence do, wherever its line moves.
    """
    seen: Counter[str] = Counter()
    out: list[dict[str, Any]] = []
    for found in diagnostics:
        # The sentence in one language, for a fingerprint is for all readers.
        key = "\0".join((found.span.source, found.rule.code, found.message("zh")))
        seen[key] += 1
        out.append(
            {
                "description": visible(found.message(language)),
                "check_name": f"{found.rule.code} {found.rule.name}",
                "fingerprint": sha256(f"{key}\0{seen[key]}".encode()).hexdigest(),
                "severity": _SEVERITIES[found.severity],
                "location": {
                    "path": found.span.source,
                    "lines": {"begin": locate(found.span, sources).line},
                },
            }
        )
    return json.dumps(out, ensure_ascii=True, indent=1)
