"""Hold a report's sections and tables to what its form asks for."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, Label, Phrase, diagnose, message
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.diagnostics.rules.tables import DECLARED_HERE
from reportdsl.model.form import Form, SectionRule
from reportdsl.model.report import Block, Header, Heading, Prose, Report, TableRef
from reportdsl.syntax import keywords
from reportdsl.text.fold import enumerator, fold, normal
from reportdsl.text.nearest import nearest
from reportdsl.text.numerals import parse_chinese
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

_WORTH_CHANGING = 20
"""Characters of prose from which on it is expected to change with the year."""
_COUNT = "[一二三四五六七八九十百零〇]{1,7}|[0-9]{1,3}(?![0-9])"
_NUMERAL = pattern(rf"(?P<numeral>{_COUNT})")
_MARKED = pattern(
    rf" *(?:第 *(?P<chapter>{_COUNT}) *(?:章|节|篇|部分) *[、.,:;·]*"
    rf"|(?P<numeral>{_COUNT})(?: *[)、.,:;·]+(?![0-9])| ))"
)
"""The numerals that open headings, with what stands behind them beside the marks of enumerators."""
_LOOKED_AT = 64
"""How many headings of one numeral a section is held against."""


@dataclass(frozen=True, slots=True)
class Found:
    """A heading of the report, and the tables in its section."""

    text: str
    level: int
    tables: tuple[str, ...]
    prose: tuple[Prose, ...]
    span: Span


def headings_of(blocks: Iterable[Block], names: Sequence[str]) -> list[Found]:
    """Return the headings of a report with what is in their sections; `names` are all tables'.

    What is in a sub-section stands in the sections above it too.
    """
    out: list[tuple[Heading, list[str], list[Prose]]] = []
    open_: list[tuple[Heading, list[str], list[Prose]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_ and open_[-1][0].level >= block.level:
                open_.pop()
            open_.append((block, [], []))
            out.append(open_[-1])
        elif isinstance(block, TableRef):
            for _, tables, _ in open_:
                tables.append(names[block.table])
        elif isinstance(block, Prose):
            for _, _, prose in open_:
                prose.append(block)
    return [
        Found(_text(head), head.level, tuple(tables), tuple(prose), head.span)
        for head, tables, prose in out
    ]


def _text(block: Heading | Prose) -> str:
    return "".join([run.text for run in block.runs])


def check(
    form: Form,
    headings: Sequence[Found],
    tables: Sequence[str],
    place: Span,
    found: list[Diagnostic],
    *,
    lost: Sequence[str],
) -> None:
    """Report sections and tables that are missing, out of order, or worded otherwise.

    `tables` are all tables of the report; `place` is the header's 格式 line. Each of `lost`
    names a table that could not be placed, and may be one that seems to be missing.
    """
    matched: list[int] = []
    empty: list[Found] = []
    left = _Left(headings)
    present = {normal(name) for name in tables}
    meant = _meant(form, present, lost)
    for section in form.sections:
        index = left.take(section.title)
        labels = (Label(section.span, message(DECLARED_HERE)),)
        if index is None:
            found.append(diagnose(rules.MISSING_SECTION, place, labels=labels, title=section.title))
        else:
            _wording(section, headings[index], found)
            if not (headings[index].prose or headings[index].tables or section.tables or lost):
                empty.append(headings[index])
            if matched and index < matched[-1]:
                span = headings[index].span
                found.append(
                    diagnose(rules.WRONG_ORDER, span, labels=labels, title=headings[index].text)
                )
            matched.append(max([index, *matched]))
        for name in section.tables:
            if normal(name) not in present:
                if name not in meant:
                    found.append(diagnose(rules.MISSING_TABLE, place, labels=labels, name=name))
            elif index is not None and not _holds(headings[index], name):
                span = headings[index].span
                found.append(diagnose(rules.WRONG_ORDER, span, labels=labels, title=name))
    if empty:
        here, *others = sorted(empty, key=lambda heading: heading.span)
        marks = tuple(Label(heading.span) for heading in others)
        titles = tuple(message(rules.QUOTED, title=heading.text) for heading in (here, *others))
        found.append(diagnose(rules.EMPTY_SECTIONS, here.span, labels=marks, titles=titles))


def _meant(form: Form, present: set[str], lost: Sequence[str]) -> set[str]:
    """Return the missing tables that faulty names may stand for, the nearest for each."""
    asked = [name for section in form.sections for name in section.tables]
    missing = [name for name in asked if normal(name) not in present]
    meant: set[str] = set()
    for name in lost:
        left = [m for m in missing if m not in meant]
        meant.update(next(iter(nearest(name, left)), m) for m in left[:1])
    return meant


def _holds(heading: Found, name: str) -> bool:
    return normal(name) in {normal(table) for table in heading.tables}


class _Left:
    """The headings that are not yet taken for a section."""

    def __init__(self, headings: Sequence[Found]) -> None:
        self.by_numeral: dict[str | None, deque[tuple[int, int, str]]] = {}
        self.exact: dict[tuple[str | None, str], deque[tuple[int, int, str]]] = {}
        """Those that are meant only if all behind the numeral is the same."""
        self.taken: set[int] = set()
        # The highest level first, and the first of a level.
        for level, index in sorted((h.level, i) for i, h in enumerate(headings)):
            numeral, text = _parted(headings[index].text)
            heading = level, index, text
            self.by_numeral.setdefault(numeral, deque()).append(heading)
            if numeral is None:
                self.exact.setdefault((None, text), deque()).append(heading)
                if (run_on := _run_on(text)) is not None:
                    self.exact.setdefault(run_on, deque()).append(heading)

    def take(self, title: str) -> int | None:
        """Return the heading of a section: the same numeral and half of the form's characters.

        A heading without its numeral, or with no mark behind it, is meant if all else is the same.
        None is taken twice.
        """
        numeral, wanted = _parted(title)
        fits = [
            *self._first(self.exact.get((None, wanted), deque()), lambda _: True),
            *self._first(self.exact.get((numeral, wanted), deque()), lambda _: True),
            *self._first(self.by_numeral.get(numeral, deque()), lambda text: _alike(wanted, text)),
        ]
        if not fits:
            return None
        index = min(fits)[1]
        self.taken.add(index)
        return index

    def _first(
        self, headings: deque[tuple[int, int, str]], fits: Callable[[str], bool]
    ) -> list[tuple[int, int]]:
        """Return the level and the index of the first heading that fits, if one does."""
        at = 0
        while at < min(len(headings), _LOOKED_AT):
            level, index, text = headings[at]
            if index in self.taken:
                del headings[at]
            elif fits(text):
                return [(level, index)]
            else:
                at += 1
        return []


def _alike(wanted: str, text: str) -> bool:
    if text == wanted:
        return True
    letters = Counter(wanted)
    return 2 * (letters & Counter(text)).total() >= letters.total()


@lru_cache(maxsize=1024)
def _parted(title: str) -> tuple[str | None, str]:
    """Return the numeral of a title, whatever mark is behind it, and the rest in normal form."""
    numeral, text = enumerator(title)
    if numeral is None:
        from unicodedata import normalize  # noqa: PLC0415 - most headings are as the form has them

        simple = fold(normalize("NFKC", title[:1]) + title[1:])
        numeral, text = enumerator(simple)
        if numeral is None and (match := _MARKED.match(simple)):
            numeral, text = _number(match), simple[match.end() :]
    return numeral, normal(title if numeral is None else text)


def _run_on(title: str) -> tuple[str, str] | None:
    """Return the numeral that a title seems to begin with, no mark behind it, and the rest."""
    match = _NUMERAL.match(title)
    numeral = _number(match) if match else None
    return (numeral, title[match.end() :]) if match and numeral else None


def _number(match: re.Match[str]) -> str | None:
    """Return a numeral in digits."""
    written = match[match.lastgroup or 0]
    count = int(written) if written.isdecimal() else parse_chinese(written)
    return None if count is None else str(count)


def _wording(section: SectionRule, heading: Found, found: list[Diagnostic]) -> None:
    if normal(section.title) != normal(heading.text):
        labels = (Label(section.span, message(DECLARED_HERE)),)
        found.append(
            diagnose(rules.OTHER_WORDING, heading.span, labels=labels, title=section.title)
        )


def unchanged(
    form: Form, headings: Sequence[Found], year: int | None, before: Report
) -> list[Diagnostic]:
    """Return a warning for each section whose prose is last year's, word for word.

    `year` is the report's own, which may stand where last year's stood. Short prose, such as 无。,
    is often the same with good reason.
    """
    out: list[Diagnostic] = []
    old = headings_of(before.blocks, [table.name for table in before.tables])
    now, then = _Left(headings), _Left(old)
    for section in form.sections:
        index, other = now.take(section.title), then.take(section.title)
        if index is None or other is None:
            continue
        text = _prose(headings[index], year)
        if len(text) >= _WORTH_CHANGING and text == _prose(old[other], before.header.year):
            title = headings[index].text
            out.append(diagnose(rules.UNCHANGED_SECTION, headings[index].span, title=title))
    return out


def _prose(section: Found, year: int | None) -> str:
    """Return the prose of a section with a mark in the place of the report's year."""
    text = "".join(normal(_text(block)) for block in section.prose)
    return text if year is None else text.replace(str(year), "\0")


def required_fields(form: Form, header: Header, place: Span) -> list[Diagnostic]:
    """Return an error for each header field that the form requires and the report lacks."""
    return [
        diagnose(rules.MISSING_FIELD, place, key=_key(name))
        for name in form.requires
        if name not in header.spans and normal(name) not in header.spans
    ]


def _key(name: str) -> Argument:
    """Return how a header field is called: by its keyword, else as the form has it."""
    words = keywords.FIELDS.get(name)
    return Phrase(*words) if words else name
