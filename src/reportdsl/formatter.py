"""Lay out a source as the language writes it: text in, canonical text out, its meaning unchanged.

What cannot be read stays as it stands. The result is read again, and refused unless it says the
same and a second run would leave it as it is.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Phrase, diagnose, message
from reportdsl.diagnostics.rules import layout as rules
from reportdsl.diagnostics.rules.syntax import UNRESOLVED_CONFLICT
from reportdsl.syntax import nodes
from reportdsl.syntax.keywords import FIELDS
from reportdsl.syntax.layout import laid_out
from reportdsl.syntax.parse import Parsed, parse, parsed
from reportdsl.syntax.sameness import difference
from reportdsl.syntax.spelling import To
from reportdsl.syntax.units import Unit, units
from reportdsl.text.decode import clean
from reportdsl.text.source import Source, Span

_PAGES = {"zh": "zh-CN", "en": "en"}
"""How a header names the languages that keywords are in."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A source laid out."""

    text: str
    """With ``\\n`` line ends; the text as it was, where `diagnostics` say why."""
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    """The text as it was."""
    language: Language


def formatted(text: str, *, keywords: To = None, name: str = "-") -> Formatted:
    """Return a source's text as the language writes it, with keywords in one language if wished.

    Never raises, reads no file. Any text of a report or form will do, faulty ones too.
    """
    source = Source(name, clean(text)[0])
    before, found = _read(source)
    undecided = tuple(d for d in before.diagnostics if d.rule is UNRESOLVED_CONFLICT)
    if undecided:
        # Half of a conflict is not read: what is not read cannot be laid out.
        return Formatted(source.text, undecided, source, before.language)
    made, added = laid_out(source, found, keywords), 0
    if made == source.text:
        return Formatted(made, (), source, before.language)
    result = Source(name, made)
    after, again = _read(result)
    if after.language != before.language and _takes_language(before.document):
        # A page is in the language of its source's keywords, unless the header names one.
        made, added = laid_out(source, found, keywords, _language(before, keywords)), 1
        result = Source(name, made)
        after, again = _read(result)
    kept = after.document.fields[: len(after.document.fields) - added]
    refused = _refusal(before.document, replace(after.document, fields=kept))
    second = laid_out(result, again, keywords)
    if not refused and second != made:
        place = _first_change(made, second)
        refused = _refused(source.span(place, place), rules.NOT_STABLE)
    return Formatted(source.text if refused else made, refused, source, before.language)


def _takes_language(document: nodes.Document) -> bool:
    """Tell whether a document is a report with a header that names no language."""
    return bool(document.fields) and all(field.name != "lang" for field in document.fields)


def _language(read: Parsed, to: To) -> str:
    """Return a line of the header that names the language that a report is in."""
    return f"{FIELDS['lang'][to == 'en']}: {_PAGES[read.language]}"


def refusal(before: Source, after: str) -> tuple[Diagnostic, ...]:
    """Return why a text may not take the place of a source; nothing if both say the same."""
    return _refusal(parse(before).document, parse(Source(before.id, after)).document)


def _refusal(one: nodes.Document, other: nodes.Document) -> tuple[Diagnostic, ...]:
    place = difference(one, other)
    return () if place is None else _refused(place, rules.MEANING_CHANGED)


def _refused(place: Span, problem: Phrase) -> tuple[Diagnostic, ...]:
    return (diagnose(rules.LAYOUT_REFUSED, place, problem=message(problem)),)


def _first_change(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)


def _read(source: Source) -> tuple[Parsed, list[Unit]]:
    """Return what a source says, and its units, the broken ones known as such."""
    taken = units(source)
    read = parsed(source, taken.reading)
    starts = [unit.start for unit in taken.units]
    for found in read.diagnostics:
        at = bisect_right(starts, found.span.start) - 1
        if at >= 0:
            taken.units[at].broken = True
    return read, taken.units
