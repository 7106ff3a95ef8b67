"""Hold the sentences that reports are wont to write to the figures of the tables."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportdsl.analysis import spell
from reportdsl.analysis.evaluate import Impossible, called
from reportdsl.analysis.resolve import Resolver, Unresolved, as_written
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet, cell_labels
from reportdsl.diagnostics.diagnostic import Edit, Fix, Label, diagnose, message
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.form import Sentence
from reportdsl.model.formula import CellRef
from reportdsl.model.value import Figure, rounded
from reportdsl.syntax import nodes
from reportdsl.text.fold import fold
from reportdsl.text.numerals import parse_chinese, parse_number
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class _Known:
    """A sentence of a form, and the table whose form it is."""

    home: int
    sentence: Sentence


class KnownSentences:
    """The sentences that the forms of a report's tables know."""

    def __init__(self, sheet: Sheet, scope: Scope) -> None:
        self.sheet = sheet
        self.scope = scope
        self.known: dict[str, list[_Known]] = {}
        """By their wording, which several forms may share."""
        for home, table in enumerate(sheet.tables):
            for sentence in table.form.sentences:
                self.known.setdefault(sentence.pattern, []).append(_Known(home, sentence))
        self._characters = [(wording, _characters(wording)) for wording in self.known]

    def verify(self, content: tuple[nodes.Inline, ...]) -> None:
        """Warn of figures typed in a line of prose that are not those of the tables."""
        written = "".join([item.text for item in content if isinstance(item, nodes.Text)])
        # Few lines hold all the characters of one; most lack the first of them.
        kept = []
        for wording, characters in self._characters:
            for character in characters:
                if character not in written:
                    break
            else:
                kept.append(wording)
        if not kept:
            return
        text, places = _flat(content)
        told: set[int] = set()
        for wording in kept:
            for match in _pattern(wording).finditer(text):
                span = _span(places, match.start(1), match.end(1))
                if span is None or match.start(1) in told:
                    continue
                if any(self._differs(known, match, span) for known in self.known[wording]):
                    told.add(match.start(1))

    def _differs(self, known: _Known, match: re.Match[str], span: Span) -> bool:
        stated = _stated(match[1])
        try:
            resolver = Resolver(self.scope, self.sheet.found, home=known.home, own=False)
            formula = resolver.scalar(as_written(known.sentence.expression))
            value = self.sheet.values.result(formula)
        except (Unresolved, Impossible):
            return False
        if stated is None or not isinstance(value, Figure) or stated.agrees(value):
            return False
        rule = message(rules.RULE_HERE, rule=known.sentence.text)
        labels = (*cell_labels(self.sheet, formula), Label(known.sentence.span, rule))
        fixes: tuple[Fix, ...] = ()
        if isinstance(formula, CellRef):
            tie = f"{{{self.sheet.tables[known.home].name}.{known.sentence.text}}}"
            fixes = (Fix(message(rules.TIE, text=tie), (Edit(span, tie),)),)
        self.sheet.found.append(
            diagnose(
                rules.SENTENCE_DIFFERS,
                span,
                labels=labels,
                fixes=fixes,
                sentence=match[0],
                name=called(formula),
                value=spell.figure(value.value),
            )
        )
        return True


@lru_cache(maxsize=256)
def _characters(sentence: str) -> tuple[str, ...]:
    """Return the characters of a sentence that stand in no other width, its figure's name aside."""
    head, _, rest = fold(sentence).partition("{")
    _, _, tail = rest.partition("}")
    return tuple(dict.fromkeys(c for c in head + tail if "\u4e00" <= c <= "\u9fff"))


@lru_cache(maxsize=256)
def _pattern(sentence: str) -> re.Pattern[str]:
    """Return what finds a form's sentence in folded prose, blanks aside; its figure is group 1."""
    head, _, rest = sentence.replace("｛", "{").replace("｝", "}").partition("{")
    _, _, tail = rest.partition("}")
    numerals = "零〇一二两三四五六七八九十百千万亿"
    figure = rf"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?|[{numerals}]+)"
    before = r" *".join(map(re.escape, fold(head).replace(" ", "")))
    after = r" *".join(map(re.escape, fold(tail).replace(" ", "")))
    guard = rf"(?<![0-9.,{numerals}])" if not before else before + " *"
    return pattern(guard + figure + " *" + (after or r"(?![0-9])"))


def _stated(text: str) -> Figure | None:
    number = parse_number(text)
    if number is not None:
        return rounded(number.value, number.decimals, percent=number.percent)
    value = parse_chinese(text)
    return None if value is None else rounded(value, 0)


_Place = tuple[int, nodes.Text]


def _flat(content: tuple[nodes.Inline, ...]) -> tuple[str, list[_Place]]:
    """Return the folded text of a line, values masked, and where each run begins in it."""
    out = ""
    places: list[_Place] = []
    for item in content:
        if isinstance(item, nodes.Text):
            places.append((len(out), item))
            out += fold(item.text)
        else:
            out += "\ufffc"
    return out, places


def _span(places: list[_Place], start: int, end: int) -> Span | None:
    """Return the place of a figure in the source: exactly where no escape stands in its run."""
    for at, run in places:
        if at <= start and end <= at + len(run.text):
            if run.span.end - run.span.start != len(run.text):
                return run.span
            first = run.span.start + start - at
            return Span(run.span.source, first, first + end - start)
    return None
