"""Hold a report's sections and tables to what its form asks for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import Diagnostic, Label, diagnose, message
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.diagnostics.rules.tables import DECLARED_HERE
from reportdsl.model.form import Form, SectionRule
from reportdsl.model.report import Header
from reportdsl.syntax import keywords
from reportdsl.text.fold import enumerator, normal
from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A heading of the report, and the tables in its section."""

    text: str
    level: int
    tables: tuple[str, ...]
    span: Span


def check(
    form: Form,
    headings: Sequence[Found],
    tables: Sequence[str],
    place: Span,
    found: list[Diagnostic],
    *,
    all_placed: bool,
) -> None:
    """Report sections and tables that are missing, out of order, or worded otherwise.

    `tables` are all tables of the report; `place` is the header's 格式 line. Unless `all_placed`,
    a table that seems to be missing may be one whose name is at fault.
    """
    matched: list[int] = []
    taken: set[int] = set()
    present = {normal(name) for name in tables}
    for section in form.sections:
        index = _match(section, headings, taken)
        labels = (Label(section.span, message(DECLARED_HERE)),)
        if index is None:
            found.append(diagnose(rules.MISSING_SECTION, place, labels=labels, title=section.title))
        else:
            taken.add(index)
            _wording(section, headings[index], found)
            if matched and index < matched[-1]:
                span = headings[index].span
                found.append(
                    diagnose(rules.WRONG_ORDER, span, labels=labels, title=headings[index].text)
                )
            matched.append(max([index, *matched]))
        for name in section.tables:
            if normal(name) not in present:
                if all_placed:
                    found.append(diagnose(rules.MISSING_TABLE, place, labels=labels, name=name))
            elif index is not None and not _holds(headings[index], name):
                span = headings[index].span
                found.append(diagnose(rules.WRONG_ORDER, span, labels=labels, title=name))


def _holds(heading: Found, name: str) -> bool:
    return normal(name) in {normal(table) for table in heading.tables}


def _match(section: SectionRule, headings: Sequence[Found], taken: set[int]) -> int | None:
    """Return the heading of a section: the same numeral and half of the form's characters."""
    fits = [
        (heading.level, index)
        for index, heading in enumerate(headings)
        if index not in taken and _alike(section.title, heading.text)
    ]
    return min(fits)[1] if fits else None


def _alike(title: str, heading: str) -> bool:
    wanted, wanted_text = enumerator(title)
    numeral, text = enumerator(heading)
    if numeral != wanted:
        # A heading without its numeral is meant if all else is the same.
        return numeral is None and normal(text) == normal(wanted_text)
    letters, others = Counter(normal(wanted_text)), Counter(normal(text))
    return 2 * (letters & others).total() >= letters.total()


def _wording(section: SectionRule, heading: Found, found: list[Diagnostic]) -> None:
    if normal(section.title) != normal(heading.text):
        labels = (Label(section.span, message(DECLARED_HERE)),)
        found.append(
            diagnose(rules.OTHER_WORDING, heading.span, labels=labels, title=section.title)
        )


def required_fields(form: Form, header: Header, place: Span) -> list[Diagnostic]:
    """Return an error for each header field that the form requires and the report lacks."""
    return [
        diagnose(rules.MISSING_FIELD, place, key=keywords.FIELDS.get(name, (name,))[0])
        for name in form.requires
        if name not in header.spans and normal(name) not in header.spans
    ]
