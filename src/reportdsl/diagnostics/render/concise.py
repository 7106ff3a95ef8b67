"""Render a finding as one line, and hold the words that every format for people shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Phrase, Severity
from reportdsl.text.source import Source, Span
from reportdsl.text.width import visible

SHOWN = 1000
"""How many findings are shown to people; the rest are counted."""

SEVERITIES = {
    Severity.ERROR: Phrase("错误", "error"),
    Severity.WARNING: Phrase("警告", "warning"),
    Severity.NOTE: Phrase("提示", "note"),
}

_WAIVED = Phrase("已忽略：{reason}", "allowed: {reason}")
_WAIVED_UNTIL = Phrase("忽略到 {until} 年度为止：{reason}", "allowed until {until}: {reason}")
_WHY = Phrase("（{why}）", " ({why})")
_REST = Phrase("另有 {count} 条未列出", "{count} more not shown")


@dataclass(frozen=True, slots=True)
class Place:
    """A span as people count it: from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def locate(span: Span, sources: Mapping[str, Source]) -> Place:
    """Return where a span stands; the beginning of the file where its text is not known."""
    source = sources.get(span.source)
    if source is None:
        return Place(1, 1, 1, 1)
    size = len(source.text)
    start = min(max(span.start, 0), size)
    first = source.lines.position(start)
    last = source.lines.position(min(max(span.end, start), size))
    return Place(first.line, first.column, last.line, last.column)


def where(span: Span, sources: Mapping[str, Source], language: Language) -> str:
    """Return where a span stands, fit to be shown: file, line and column, or a listing's own words.

    What is said of a file that is no text as a whole has no place in it.
    """
    name = visible(span.source)
    source = sources.get(span.source)
    if source is not None and source.places is not None:
        words = source.place(span)
        if words is None:
            return name
        return (
            f"{name}，{visible(words[0])}" if language == "zh" else f"{name}, {visible(words[1])}"
        )
    place = locate(span, sources)
    return f"{name}:{place.line}:{place.column}"


def heading(diagnostic: Diagnostic, language: Language) -> tuple[str, str]:
    """Return the weight with the code, and the sentence, both fit to be shown."""
    weight = SEVERITIES[diagnostic.severity].text(language, {})
    return f"{weight}[{diagnostic.rule.code}]", visible(diagnostic.message(language))


def waiver(diagnostic: Diagnostic, language: Language) -> str:
    """Return why a finding is accepted; empty if it is not."""
    waived = diagnostic.waived
    if waived is None:
        return ""
    phrase = _WAIVED if waived.until is None else _WAIVED_UNTIL
    args = {"reason": waived.reason, "until": str(waived.until)}
    return visible(phrase.text(language, args))


def rest(total: int, language: Language) -> list[str]:
    """Return the line that counts the findings not shown; none if all are."""
    return [_REST.text(language, {"count": total - SHOWN})] if total > SHOWN else []


def render(diagnostic: Diagnostic, sources: Mapping[str, Source], language: Language) -> str:
    """Return a finding as ``file:line:column: weight[code] sentence``."""
    place = where(diagnostic.span, sources, language)
    if place.lstrip().startswith("::"):
        # A line that begins so is a command to some CI services.
        place = f"./{place}"
    weight, sentence = heading(diagnostic, language)
    why = waiver(diagnostic, language)
    note = _WHY.text(language, {"why": why}) if why else ""
    return f"{place}: {weight} {sentence}{note}"


def render_all(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], language: Language
) -> str:
    """Return findings one a line, the first `SHOWN` of them."""
    lines = [render(diagnostic, sources, language) for diagnostic in diagnostics[:SHOWN]]
    return "\n".join(lines + rest(len(diagnostics), language))
