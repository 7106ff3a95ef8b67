"""Lay out a source as the language writes it: text in, canonical text out, its meaning unchanged.

What cannot be read stays as it stands. The result is read again, and refused unless it says the
same and a second run would leave it as it is.
"""

from bisect import bisect_right
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Phrase, diagnose, message
from reportdsl.diagnostics.rules import layout as rules
from reportdsl.syntax import nodes
from reportdsl.syntax.layout import laid_out
from reportdsl.syntax.parse import Parsed, parse, parsed
from reportdsl.syntax.sameness import difference
from reportdsl.syntax.spelling import To
from reportdsl.syntax.units import units
from reportdsl.text.decode import clean
from reportdsl.text.source import Source, Span


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
    before, made = _made(source, keywords)
    refused: tuple[Diagnostic, ...] = ()
    if made != source.text:
        after, again = _made(Source(name, made), keywords)
        refused = _refusal(before.document, after.document)
        if not refused and again != made:
            place = _first_change(made, again)
            refused = _refused(source.span(place, place), rules.NOT_STABLE)
    return Formatted(source.text if refused else made, refused, source, before.language)


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


def _made(source: Source, to: To) -> tuple[Parsed, str]:
    """Return what a source says, and the source laid out."""
    taken = units(source)
    read = parsed(source, taken.reading)
    starts = [unit.start for unit in taken.units]
    for found in read.diagnostics:
        at = bisect_right(starts, found.span.start) - 1
        if at >= 0:
            taken.units[at].broken = True
    return read, laid_out(source, taken.units, to)
