"""Render findings as the commands by which GitHub Actions annotates files."""

from collections.abc import Iterable, Mapping

from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.diagnostics.render.concise import locate
from reportdsl.text.source import Source
from reportdsl.text.width import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], language: Language
) -> str:
    """Return findings one a line: ``::error file=…,line=…,title=…::sentence``."""
    return "\n".join(_line(found, sources, language) for found in diagnostics)


def _line(found: Diagnostic, sources: Mapping[str, Source], language: Language) -> str:
    place = locate(found.span, sources)
    properties = {"file": found.span.source, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:
        properties |= {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
    properties["title"] = f"{found.rule.code} {found.rule.name}"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    said = [found.message(language), *(hint.text(language) for hint in found.help)]
    text = _escaped("\n".join(map(visible, said)))
    return f"::{_COMMANDS[found.severity]} {listed}::{text}"


def _escaped(text: str) -> str:
    """Return a text that cannot end its command and begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")
