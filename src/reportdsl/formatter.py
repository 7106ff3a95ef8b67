"""Lay out a source as the language writes it: text in, canonical text out, its meaning unchanged.

What cannot be read stays as it stands. The result is read again, and refused unless it says the
same and a second run would leave it as it is.
"""

from bisect import bisect_right
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import Diagnostic, Phrase, diagnose, message
from reportdsl.diagnostics.rules import layout as rules
from reportdsl.syntax import build, nodes
from reportdsl.syntax.expressions import Slots
from reportdsl.syntax.layout import laid_out
from reportdsl.syntax.sameness import difference
from reportdsl.syntax.spelling import To
from reportdsl.syntax.units import Unit, units
from reportdsl.text.decode import clean
from reportdsl.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Formatted:
    """A source laid out."""

    text: str
    """With ``\\n`` line ends; the text as it was, where `diagnostics` say why."""
    diagnostics: tuple[Diagnostic, ...] = ()


def formatted(text: str, *, keywords: To = None, name: str = "-") -> Formatted:
    """Return a source's text as the language writes it, with keywords in one language if wished.

    Never raises, reads no file. Any text of a report or form will do, faulty ones too.
    """
    source = Source(name, clean(text)[0])
    document, made = _made(source, keywords)
    if made == source.text:
        return Formatted(made)
    again, second = _made(Source(name, made), keywords)
    refused = _refusal(document, again)
    if refused is None and second != made:
        at = next((i for i, (a, b) in enumerate(zip(made, second, strict=False)) if a != b), 0)
        refused = _refused(source.span(at, at), rules.NOT_STABLE)
    return Formatted(made) if refused is None else Formatted(source.text, (refused,))


def refusal(before: Source, after: str) -> Diagnostic | None:
    """Return why a text may not take the place of a source, None if both say the same."""
    return _refusal(_read(before)[0], _read(Source(before.id, after))[0])


def _refusal(one: nodes.Document, other: nodes.Document) -> Diagnostic | None:
    place = difference(one, other)
    return None if place is None else _refused(place, rules.MEANING_CHANGED)


def _refused(place: Span, problem: Phrase) -> Diagnostic:
    return diagnose(rules.LAYOUT_REFUSED, place, problem=message(problem))


def _made(source: Source, to: To) -> tuple[nodes.Document, str]:
    document, found = _read(source)
    return document, laid_out(source, found, to)


def _read(source: Source) -> tuple[nodes.Document, list[Unit]]:
    """Return the document of a source, and its units, the broken ones known as such."""
    taken = units(source)
    slots = Slots()
    document = build.build(source, taken.reading, slots)
    starts = [unit.start for unit in taken.units]
    for found in (*taken.reading.diagnostics, *slots.diagnostics):
        at = bisect_right(starts, found.span.start) - 1
        if at >= 0:
            taken.units[at].broken = True
    return document, taken.units
