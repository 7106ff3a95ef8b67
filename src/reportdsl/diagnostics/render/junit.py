"""Render findings as JUnit XML: a suite for each file, a case for each finding."""

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.diagnostics.render.concise import locate, render
from reportdsl.text.source import Source
from reportdsl.text.width import visible


def render_junit(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    language: Language,
    files: Sequence[str],
) -> str:
    """Return the findings in some files; a file without any is a case that passes.

    Errors are failures; warnings and notes pass, and say in the output what they are.
    """
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in files}
    for found in diagnostics:
        by_file.setdefault(found.span.source, []).append(found)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="reportdsl">']
    for name, of_file in by_file.items():
        failures = sum(found.severity is Severity.ERROR for found in of_file)
        lines.append(
            f'  <testsuite name={_quoted(name)} tests="{len(of_file) or 1}" '
            f'failures="{failures}" errors="0" skipped="0">'
        )
        lines += [_case(found, sources, language) for found in of_file]
        if not of_file:
            lines.append(f'    <testcase name="reportdsl check" classname={_quoted(name)}/>')
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"])


def _case(found: Diagnostic, sources: Mapping[str, Source], language: Language) -> str:
    place = locate(found.span, sources)
    title = f"{found.rule.code} {found.rule.name}, {place.line}:{place.column}"
    whole = escape(visible(render(found, sources, language)))
    if found.severity is Severity.ERROR:
        message = _quoted(found.message(language))
        inner = f'<failure type="{found.rule.code}" message={message}>{whole}</failure>'
    else:
        inner = f"<system-out>{whole}</system-out>"
    classname = _quoted(found.span.source)
    return f"    <testcase name={_quoted(title)} classname={classname}>{inner}</testcase>"


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
