"""Hold the figures that prose states, untied, to the tables and to last year's."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportdsl.analysis import spell
from reportdsl.analysis.evaluate import Impossible
from reportdsl.analysis.names import path_of
from reportdsl.analysis.naming import called
from reportdsl.analysis.nearness import COUNTED, Nearness
from reportdsl.analysis.proseline import AT_FIGURE, FIGURE, Line, figure_of
from reportdsl.analysis.resolve import Resolver, Unresolved, as_written
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet
from reportdsl.analysis.trends import Subject, places, trends
from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.form import Sentence
from reportdsl.model.formula import Address, CellRef, Formula, references
from reportdsl.model.published import figure_text
from reportdsl.model.value import Figure, Value, total_of
from reportdsl.syntax import keywords, nodes
from reportdsl.text.fold import fold
from reportdsl.text.numerals import chinese, exact_decimal, fixed
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a line of prose, and what it states."""

    start: int
    end: int
    sentence: str
    """The words that it stands in."""
    formula: Formula
    path: str
    """The formula as an expression of the author's, empty where that cannot be told."""
    begins: int = 0
    """Where the sentence begins."""
    sure: bool = False
    """Whether it says by itself what its figure is of, whatever stands before it."""


class _Context:
    """What a sentence has said before a figure, that in parentheses apart."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.sentence = -1
        self.parenthesis = -1
        self.clear = True
        """Whether all that was counted before is known: else what follows may be a part of it."""
        self.before: Formula | None = None
        self.last: Formula | None = None
        """What was known last, in this sentence or in one before."""
        self._outside: tuple[bool, Formula | None] = True, None

    def enter(self, at: int) -> None:
        """Come to a figure."""
        sentence, parenthesis = self.line.sentence(at), self.line.parenthesis(at)
        if sentence != self.sentence:
            self.clear, self.before = True, None
        elif parenthesis != self.parenthesis:
            if self.parenthesis < 0:
                self._outside = self.clear, self.before
            else:
                self.clear, self.before = self._outside
        self.sentence, self.parenthesis = sentence, parenthesis

    def leave(self, formula: Formula | None) -> None:
        """Go on behind a figure with what it states, None where that is not known."""
        self.clear = self.clear and formula is not None
        self.before = formula
        self.last = formula or self.last


class Mentions:
    """The figures of a report's prose, line by line."""

    def __init__(self, sheet: Sheet, scope: Scope, *, ties: bool) -> None:
        self.sheet = sheet
        self.scope = scope
        self.ties = ties
        self.known = [
            (home, sentence)
            for home, table in enumerate(sheet.tables)
            for sentence in table.form.sentences
        ]
        self.nearness = Nearness(sheet, scope)
        self.found: list[Diagnostic] = []

    def verify(self, content: tuple[nodes.Inline, ...]) -> None:
        """Tell of the figures of a line that differ from what they state."""
        line = Line(content, self.scope.fields)
        subjects: list[Subject] = []
        for mentions in self._whole(line, list(self._found(line))):
            # What one of the sentences with this wording asks for may be what another does not.
            told = [self._told(line, mention) for mention in mentions]
            self.found += [finding for finding in told if finding is not None][:1]
            formula = mentions[0].formula
            if isinstance(formula, CellRef):
                path = self.nearness.path(formula.address)
                subjects.append(Subject(mentions[0].end, formula, path))
        if any(word in line.text for word in _NONE):
            self.found += self._absent(line)
        self.found += trends(line, subjects, self.sheet, self.scope, ties=self.ties)

    def _found(self, line: Line) -> Iterator[list[Mention]]:
        """Yield the figures of which the line says what they are of, in their order."""
        known = self._known(line)
        counted = {match.start(1): match for match in COUNTED.finditer(line.text)}
        context = _Context(line)
        for start in sorted(known.keys() | counted.keys()):
            context.enter(start)
            end = counted[start].end(1) if start in counted else known[start][0].end
            if self._is_wider(line, end, known):
                continue
            clear = context.clear and not line.is_explained(end)
            usable = [
                mention
                for mention in known.get(start, ())
                if mention.sure
                or (clear and line.opens(mention.begins) and self._continues(mention, context.last))
            ]
            if not usable and clear and start in counted:
                near = self.nearness.mention(line, counted[start], context.before)
                usable = [] if near is None else [Mention(*near)]
            context.leave(usable[0].formula if usable else None)
            if usable and not line.is_rough(start, end):
                yield usable

    def _continues(self, mention: Mention, last: Formula | None) -> bool:
        """Tell whether a figure is of the table that was spoken of last, or named by its words."""
        cells = _cells(mention)
        if last is None or {cell.table for cell in cells} <= {
            reference.address.table for reference in references(last)
        }:
            return True
        return all(self.nearness.names(cell, mention.sentence) for cell in cells)

    def _whole(self, line: Line, found: list[list[Mention]]) -> list[list[Mention]]:
        """Return what is found without the figures that are parts of one cell, and add up to it."""
        said: dict[tuple[Address, ...], list[Figure]] = {}
        for mentions in found:
            stated = figure_of(line.text[mentions[0].start : mentions[0].end])
            if stated is not None:
                said.setdefault(_cells(mentions[0]), []).append(stated)
        parts = {
            cells
            for cells, figures in said.items()
            if len(figures) > 1 and self._adds_up(cells, figures)
        }
        return [mentions for mentions in found if _cells(mentions[0]) not in parts]

    def _adds_up(self, cells: tuple[Address, ...], figures: list[Figure]) -> bool:
        values = [self.sheet.values.cells.get(address) for address in cells]
        whole = [value for value in values if isinstance(value, Figure)]
        return len(whole) == len(cells) and total_of(figures).agrees(total_of(whole))

    def _is_wider(self, line: Line, end: int, known: Collection[int]) -> bool:
        """Tell whether a figure includes others that are named in parentheses behind it."""
        if line.is_wider(end):
            return True
        opened = line.text.find("(其中", end, end + 6)
        return opened >= 0 and any(line.parenthesis(other) == opened for other in known)

    # ── the sentences of forms ───────────────────────────────────────────────────────────────────

    def _known(self, line: Line) -> dict[int, list[Mention]]:
        """Return what the forms' sentences say of figures, by where these begin."""
        found: dict[int, list[Mention]] = {}
        for home, sentence in self.known:
            wording = _wording(sentence.pattern)
            for match in wording.pattern.finditer(line.text):
                start, end = match.span("figure")
                formula = self._formula(home, sentence)
                if formula is None or line.is_elsewhere(match.start(), end):
                    continue
                path = self._path(sentence, formula)
                found.setdefault(start, []).append(
                    Mention(
                        start,
                        end,
                        match[0].strip(),
                        formula,
                        path,
                        match.start(),
                        sure=wording.sure,
                    )
                )
        return found

    def _absent(self, line: Line) -> Iterator[Diagnostic]:
        """Yield what is said to be nothing and is something in the tables: 未收到申请."""
        told: set[int] = set()
        for home, sentence in self.known:
            absence = absence_of(sentence.pattern)
            for match in () if absence is None else absence.finditer(line.text):
                start, end = match.span()
                span, formula = line.span(start, end), self._formula(home, sentence)
                if start in told or span is None or formula is None:
                    continue
                value = self._value(formula)
                other = line.is_elsewhere(start, end) or not line.opens(start)
                if other or not isinstance(value, Figure) or value.low <= 0 <= value.high:
                    continue
                told.add(start)
                yield self._differs(formula, span, match[0], self._path(sentence, formula), value)

    def _formula(self, home: int, sentence: Sentence) -> Formula | None:
        try:
            resolver = Resolver(self.scope, self.found, home=home, own=False)
            return resolver.scalar(as_written(sentence.expression))
        except Unresolved:
            return None

    def _path(self, sentence: Sentence, formula: Formula) -> str:
        """Return what a sentence asks for as the author would write it, empty if that differs."""
        if isinstance(formula, CellRef):
            return path_of(self.nearness.path(formula.address))
        try:
            own = Resolver(self.scope, [], own=False).scalar(as_written(sentence.expression))
        except Unresolved:
            return ""
        return sentence.text if references(own) == references(formula) else ""

    # ── what they state ──────────────────────────────────────────────────────────────────────────

    def _told(self, line: Line, mention: Mention) -> Diagnostic | None:
        """Return what is said of a figure: that it differs or, where asked, how it can be tied."""
        stated = figure_of(line.text[mention.start : mention.end])
        span = line.span(mention.start, mention.end)
        value = self._value(mention.formula)
        if stated is None or span is None or not isinstance(value, Figure):
            return None
        agrees = stated.agrees(value)
        if agrees and not self.ties:
            return None
        typed = line.typed(mention.start, mention.end)
        fixes: tuple[Fix, ...] = ()
        text = self._tie(mention, value, typed, keep=agrees)
        if text:
            title = message(rules.TIE, text=text)
            fixes = (Fix(title, (Edit(span, text),), "safe" if agrees else "suggested"),)
        if not agrees:
            return self._differs(
                mention.formula, span, mention.sentence, mention.path, value, fixes
            )
        return diagnose(
            rules.UNTIED_FIGURE,
            span,
            labels=places(self.sheet, mention.formula),
            fixes=fixes,
            stated=typed,
            name=_name(mention.formula, mention.path),
        )

    def _value(self, formula: Formula) -> Value:
        try:
            return self.sheet.values.result(formula)
        except Impossible:
            return None

    def _differs(
        self,
        formula: Formula,
        span: Span,
        sentence: str,
        path: str,
        value: Figure,
        fixes: tuple[Fix, ...] = (),
    ) -> Diagnostic:
        """Return the warning that a sentence states another figure than the tables."""
        return diagnose(
            rules.SENTENCE_DIFFERS,
            span,
            labels=places(self.sheet, formula),
            fixes=fixes,
            sentence=sentence,
            name=_name(formula, path),
            value=spell.figure(value.value),
        )

    def _tie(self, mention: Mention, value: Figure, typed: str, *, keep: bool) -> str:
        """Return what ties a figure; if `keep`, so that it is published as it was typed."""
        if not mention.path:
            return ""
        if not keep:
            return f"{{{mention.path}}}"
        for shape, text in self._shapes(value):
            if text == typed:
                return f"{{{mention.path}{shape}}}"
        if isinstance(mention.formula, CellRef) and self._published(mention.formula) == typed:
            return f"{{{mention.path}}}"
        return f"{{{fold(typed)} = {mention.path}}}" if typed.isascii() else ""

    def _shapes(self, value: Figure) -> Iterator[tuple[str, str | None]]:
        """Yield the formats of an interpolation, each with what it makes of a value."""
        yield "", exact_decimal(value.value)
        yield f":{self.scope.word(keywords.FORMATS['chinese'])}", chinese(value.value)
        yield ":,", fixed(value.value, 0, grouped=True)

    def _published(self, cell: CellRef) -> str:
        address = cell.address
        band = self.sheet.tables[address.table].bands[address.band]
        return figure_text(band, address.row, address.column, self.sheet.values.cells[address])


def _name(formula: Formula, path: str) -> str:
    """Return how messages call what a sentence asks for."""
    return called(formula) if isinstance(formula, CellRef) else path or called(formula)


def _cells(mention: Mention) -> tuple[Address, ...]:
    return tuple(reference.address for reference in references(mention.formula))


class Wording(NamedTuple):
    """What finds a form's sentence."""

    pattern: re.Pattern[str]
    sure: bool
    """Whether it may begin anywhere, and not at the start of a clause alone."""


@lru_cache(maxsize=256)
def _wording(sentence: str) -> Wording:
    """Return what finds a form's sentence in folded prose, blanks aside.

    ``(a|b)`` stands for one of several texts, ``…`` for a few characters of one clause; a comma
    before it asks that it stand at the start of one.
    """
    folded = fold(sentence).replace(" ", "")
    head, _, rest = folded.removeprefix(",").partition("{")
    before, after = _part(head), _part(rest.partition("}")[2])
    figure = rf"(?P<figure>{FIGURE})"
    guard = f"(?<! ) *+{before} *+" if before else AT_FIGURE
    made = pattern(guard + figure + " *+" + (after or r"(?![0-9])"))
    return Wording(made, sure=not folded.startswith(","))


_NONE = ("未曾", "未", "没有")


@lru_cache(maxsize=256)
def absence_of(sentence: str) -> re.Pattern[str] | None:
    """Return what finds that nothing is said to be there of what a form's sentence counts.

    None where it begins with the figure, may begin anywhere, or names behind it what it counts.
    """
    head, _, rest = fold(sentence).replace(" ", "").partition("{")
    tail = rest.partition("}")[2]
    if not head or head.startswith(",") or len(_CHOICE.sub("", tail, count=1)) > 1:
        return None
    return pattern(rf"(?:{'|'.join(_NONE)}) *+{_part(head)} *+(?=[,;:。!?、)]|$)")


_CHOICE = pattern(r"\(([^()]*\|[^()]*)\)")
_FEW = r"[^0-9,.;:!?()。、\ufffc]{0,12}?"


def _part(text: str) -> str:
    """Return a part of a sentence as a regular expression."""
    out: list[str] = []
    for at, part in enumerate(_CHOICE.split(text)):
        if at % 2:
            spelled = (r" *+".join(map(re.escape, choice)) for choice in part.split("|"))
            out.append(f"(?:{'|'.join(spelled)})")
        else:
            out += [_FEW if letter == "…" else re.escape(letter) for letter in part]
    return r" *+".join(out)
