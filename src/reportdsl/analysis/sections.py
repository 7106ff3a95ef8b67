"""Hold a report's sections and tables to what its form asks for."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, Label, Phrase, diagnose, message
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.diagnostics.rules.tables import DECLARED_HERE
from reportdsl.model.form import Form, SectionRule
from reportdsl.model.report import Block, Header, Heading, TableRef
from reportdsl.syntax import keywords
from reportdsl.text.fold import enumerator, normal
from reportdsl.text.nearest import nearest
from reportdsl.text.source import Span

_LOOKED_AT = 64
"""How many headings of one numeral a section is held against."""


@dataclass(frozen=True, slots=True)
class Found:
    """A heading of the report, and the tables in its section."""

    text: str
    level: int
    tables: tuple[str, ...]
    span: Span


def headings_of(blocks: Iterable[Block], names: Sequence[str]) -> list[Found]:
    """Return the headings of a report with the tables in their sections; `names` are all tables'.

    A table in a sub-section stands in the sections above it too.
    """
    out: list[tuple[Heading, list[str]]] = []
    open_: list[tuple[Heading, list[str]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_ and open_[-1][0].level >= block.level:
                open_.pop()
            open_.append((block, []))
            out.append(open_[-1])
        elif isinstance(block, TableRef):
            for _, tables in open_:
                tables.append(names[block.table])
    return [
        Found("".join(run.text for run in head.runs), head.level, tuple(tables), head.span)
        for head, tables in out
    ]


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
        self.unnumbered: dict[str, deque[tuple[int, int, str]]] = {}
        self.taken: set[int] = set()
        # The highest level first, and the first of a level.
        for level, index in sorted((h.level, i) for i, h in enumerate(headings)):
            numeral, text = _parted(headings[index].text)
            self.by_numeral.setdefault(numeral, deque()).append((level, index, text))
            if numeral is None:
                self.unnumbered.setdefault(text, deque()).append((level, index, text))

    def take(self, title: str) -> int | None:
        """Return the heading of a section: the same numeral and half of the form's characters.

        A heading without its numeral is meant if all else is the same. None is taken twice.
        """
        numeral, wanted = _parted(title)
        fits = [
            *self._first(self.unnumbered.get(wanted, deque()), lambda _: True),
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
    """Return the numeral of a title and the rest of it in normal form."""
    numeral, text = enumerator(title)
    return numeral, normal(text)


def _wording(section: SectionRule, heading: Found, found: list[Diagnostic]) -> None:
    if normal(section.title) != normal(heading.text):
        labels = (Label(section.span, message(DECLARED_HERE)),)
        found.append(
            diagnose(rules.OTHER_WORDING, heading.span, labels=labels, title=section.title)
        )


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
