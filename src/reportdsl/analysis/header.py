"""Read the header of a report: its fields as values."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Phrase,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import names, syntax, tables
from reportdsl.model.report import Header
from reportdsl.model.value import Value, exact
from reportdsl.syntax import keywords, nodes
from reportdsl.syntax.rows import unescaped
from reportdsl.text.fold import bare, fold, normal
from reportdsl.text.nearest import distance_one
from reportdsl.text.numerals import YEAR, parse_date, parse_number, year_of
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

if TYPE_CHECKING:
    import datetime as dt

_YEAR_NAMED = pattern(YEAR)
_YEAR = pattern(r"([0-9]{4})年?")
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LANGUAGES = {"中文": "zh-CN", "汉语": "zh-CN", "zh": "zh-CN", "英文": "en", "english": "en"}


@dataclass(slots=True)
class Fields:
    """The header, and the fields that name other files or forms."""

    header: Header
    forms: list[nodes.Field] = field(default_factory=list)
    previous: nodes.Field | None = None
    units: nodes.Field | None = None
    own: list[nodes.Field] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)
    """The fields, by canonical name, whose value is not what it should be."""

    def named_in(self, text: str) -> Span | None:
        """Return where the field stands that an expression names first, None if it names none."""
        named: list[tuple[int, Span]] = []
        for name, span in self.header.spans.items():
            words = keywords.FIELDS.get(name, (name,))
            named += [(text.index(word), span) for word in words if word in text]
        return min(named)[1] if named else None


def read(document: nodes.Document, found: list[Diagnostic], *, chinese: bool) -> Fields:
    """Return the header fields of a document; faults go to `found`.

    `chinese` tells the language of a report whose header names none.
    """
    reader = _Reader(found)
    for item in document.fields:
        reader.take(item)
    language = reader.language or ("zh-CN" if chinese else "en")
    reader.out.header = Header(
        reader.text("title"),
        reader.text("agency"),
        reader.year,
        reader.date,
        language,
        reader.values,
        reader.spans,
    )
    return reader.out


class _Reader:
    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found
        self.out = Fields(Header())
        self.values: dict[str, Value] = {}
        self.spans: dict[str, Span] = {}
        self.year: int | None = None
        self.date: dt.date | None = None
        self.language = ""

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def take(self, item: nodes.Field) -> None:
        name = item.name
        if name == "form":
            if item.value:
                self.out.forms.append(item)
            else:
                self._bad(item, syntax.NOT_EMPTY_EXPECTED)
            return
        key = name or normal(item.key)
        if key in self.spans:
            self.found.append(diagnose(syntax.DOUBLED_FIELD, item.key_span, key=item.key))
            return
        self.spans[key] = item.value_span
        if name is None:
            self.out.own.append(item)
            self.values[key] = _value(unescaped(item.value))
        elif not item.value:
            self._bad(item, syntax.NOT_EMPTY_EXPECTED)
        elif name in {"title", "agency"}:
            self.values[name] = unescaped(item.value)
        elif name == "previous":
            self.out.previous = item
        elif name == "units":
            self.out.units = item
        else:
            self._typed(name, item)

    def _typed(self, name: str, item: nodes.Field) -> None:
        text = fold(item.value)
        if name == "year":
            match = _YEAR.fullmatch(text)
            if match is None:
                self._bad(item, syntax.YEAR_EXPECTED)
            else:
                self.year = int(match[1])
                self.values[name] = exact(self.year)
        elif name == "date":
            date = parse_date(text)
            if date is None:
                self._bad(item, syntax.DATE_EXPECTED)
            else:
                self.date = date
                self.values[name] = date
        elif _LANGUAGE.fullmatch(text) or text in _LANGUAGES:
            self.language = _LANGUAGES.get(text.casefold(), text)
            self.values[name] = self.language
        else:
            self._bad(item, syntax.LANGUAGE_EXPECTED)

    def _bad(self, item: nodes.Field, expected: Phrase) -> None:
        self.out.faulty.add(item.name or "")
        span = item.value_span if item.value else item.key_span
        value = item.value[:30]
        self.found.append(
            diagnose(syntax.BAD_FIELD, span, key=item.key, value=value, expected=expected)
        )


def _value(text: str) -> Value:
    """Return what an author's own field is worth: a figure, a date, or its text."""
    number = parse_number(text)
    if number is not None:
        return exact(number.value)
    return parse_date(fold(text)) or text


def title_misfits(header: Header, form_title: str | None) -> list[Diagnostic]:
    """Return a warning where the title names another year or another agency than the header.

    The agency is what stands before the year in a title that ends as the form's does. An agency
    may be called by a part of its name, or by letters of it in their order (发改局).
    """
    title, span = normal(header.title), header.spans.get("title")
    if span is None:
        return []
    out: list[Diagnostic] = []
    years = [year_of(named) for named in _YEAR_NAMED.findall(title)]
    if header.year is not None and years and header.year not in years:
        year, other = str(header.year), str(years[0])
        out.append(diagnose(tables.YEAR_IN_TITLE, span, year=year, other=other))
    if form_title is None:
        return out
    head = title.removesuffix(normal(bare(form_title)))
    named, agency = _YEAR_NAMED.split(head, 1)[0], normal(header.agency)
    if years and named and agency and head != title:
        shorter, longer = sorted((named, agency), key=len)
        letters = iter(longer)
        if not all(letter in letters for letter in shorter):
            shown = header.agency
            out.append(diagnose(tables.AGENCY_IN_TITLE, span, agency=shown, other=named))
    return out


def looks_known(own: list[nodes.Field], used: set[str]) -> list[Diagnostic]:
    """Return a warning for each of the author's fields that is one letter from a known one.

    A field that the report uses is meant as it is.
    """
    out: list[Diagnostic] = []
    for item in own:
        near = next(
            (
                word
                for words in keywords.FIELDS.values()
                for word in words
                if distance_one(fold(item.key).casefold(), word)
            ),
            None,
        )
        if near is None or normal(item.key) in used:
            continue
        title = message(syntax.REPLACE_WITH, text=near)
        fixes = (Fix(title, (Edit(item.key_span, near),), "safe"),)
        out.append(
            diagnose(names.FIELD_LOOKS_KNOWN, item.key_span, fixes=fixes, key=item.key, name=near)
        )
    return out
