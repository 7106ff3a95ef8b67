"""Hold what prose says of growth to this year's and last year's tables: 同比增长 25%."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportdsl.analysis import spell
from reportdsl.analysis.names import path_of
from reportdsl.analysis.proseline import FIGURE, Line, figure_of
from reportdsl.analysis.resolve import Resolver, Unresolved
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sentences import COUNTERS
from reportdsl.analysis.sheet import Sheet
from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Label,
    Message,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.formula import CellRef, Constant, Formula, references
from reportdsl.model.value import Figure
from reportdsl.syntax import exprs, keywords
from reportdsl.text.numerals import Exact, exact_decimal, fixed, magnitude, ratio, simplest
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

_FIGURE = rf"(?P<figure>{FIGURE}) *+(?P<unit>[{COUNTERS}]|万元|元)?"
_TREND = pattern(
    r"(?:同比|[比较](?:上年|去年|上一年|(?P<year>[0-9]{4})年)(?:度|同期)?)[^0-9,;。()]{0,6}?"
    r"(?P<way>增长|增加|上升|提高|提升|多|下降|减少|降低|下滑|回落|少)(?:了|幅度为)? *+"
    rf"{_FIGURE}"
)
_ENGLISH = pattern(
    rf"(?P<way>up|down|increased|decreased|rose|fell) (?:by )?(?P<figure>{FIGURE})"
    r"(?P<unit>)(?P<year>)(?: [a-z]+)? "
    r"(?:on|from|over|compared (?:with|to)) (?:the )?(?:previous year|year before|last year)"
)
_SAME = pattern(rf"^(?:[{COUNTERS}]次?)?(?:申请)?(?:数量|总量|总数|量|数)?[ ,]*$|^ [a-z ]*$")
"""What a clause may say before it comes to a change, without speaking of something else."""
_DOWN = frozenset({"下降", "减少", "降低", "下滑", "回落", "少", "down", "decreased", "fell"})


class Subject(NamedTuple):
    """A cell that the prose has just stated the figure of."""

    end: int
    cell: CellRef
    path: tuple[str, ...]


def trends(
    line: Line, subjects: Sequence[Subject], sheet: Sheet, scope: Scope, *, ties: bool
) -> Iterator[Diagnostic]:
    """Yield what is said of growth that the tables of both years do not give."""
    if scope.previous is None:
        return
    for match in (_ENGLISH if scope.english else _TREND).finditer(line.text):
        subject = _subject(line, match, subjects)
        year = match["year"]
        if subject is None or (year and line.year and int(year) != int(line.year) - 1):
            continue
        found = _held(line, match, subject, sheet, scope, ties=ties)
        if found is not None:
            yield found


def _subject(line: Line, match: re.Match[str], subjects: Sequence[Subject]) -> Subject | None:
    """Return the cell that the sentence spoke of last, with no other number in between."""
    before = [s for s in subjects if line.sentence(match.start()) <= s.end <= match.start()]
    if not before:
        return None
    last = max(before)
    between = line.text[last.end : match.start()]
    own = line.text[max(last.end, line.clause(match.start())) : match.start()]
    clear = not any(letter.isdigit() for letter in between) and _SAME.search(own)
    return last if clear else None


def _held(
    line: Line, match: re.Match[str], subject: Subject, sheet: Sheet, scope: Scope, *, ties: bool
) -> Diagnostic | None:
    """Return what is said of one change, None where the tables give it."""
    start, end = match.span("figure")
    stated, span = figure_of(match["figure"]), line.span(start, end)
    now, then = sheet.values.result(subject.cell), _last_year(subject, scope)
    percent = match["figure"].endswith("%")
    if stated is None or span is None or (percent and match["unit"]):
        return None
    if not isinstance(now, Figure) or then is None or (percent and not then.value):
        return None
    difference: Exact = now.value - then.value
    change = ratio(difference, then.value) if percent else simplest(difference)
    wanted = -change if match["way"] in _DOWN else change
    agrees = stated.low <= wanted <= stated.high
    if agrees and not ties:
        return None
    typed = line.typed(start, end)
    formula = _formula(subject, scope, percent=percent, down=match["way"] in _DOWN)
    labels = places(sheet, subject.cell)
    if agrees:
        text = f"{{{typed} = {formula}}}" if typed.isascii() else ""
        return diagnose(
            rules.UNTIED_FIGURE,
            span,
            labels=labels,
            fixes=_fixes(span, text, safe=True),
            stated=typed,
            name=formula,
        )
    decimals = len(match["figure"].rstrip("%").partition(".")[2])
    shape = f":.{decimals}%" if percent else ""
    return diagnose(
        rules.TREND_DIFFERS,
        span,
        labels=labels,
        fixes=_fixes(span, f"{{{formula}{shape}}}") if wanted >= 0 else (),
        sentence=match[0].strip(),
        name=subject.cell.name,
        before=spell.figure(then.value),
        now=spell.figure(now.value),
        change=_change(change, decimals, percent=percent),
    )


def _last_year(subject: Subject, scope: Scope) -> Figure | None:
    """Return the figure of the same cell in last year's report."""
    span = subject.cell.span
    names = (keywords.SCOPES["previous"][0], *subject.path)
    parts = tuple(exprs.Part(name, quoted=at > 0, span=span) for at, name in enumerate(names))
    try:
        formula = Resolver(scope, [], own=False).resolve(exprs.Reference(parts, span))
    except Unresolved:
        return None
    value = formula.value if isinstance(formula, Constant) else None
    return value if isinstance(value, Figure) else None


def _formula(subject: Subject, scope: Scope, *, percent: bool, down: bool) -> str:
    """Return a change as an expression."""
    now = path_of(subject.path)
    then = f"{scope.word(keywords.SCOPES['previous'])}.{now}"
    if percent:
        word = scope.word(keywords.FUNCTIONS["growth"])
        return f"{'-' if down else ''}{word}({now}, {then})"
    return f"{then} - {now}" if down else f"{now} - {then}"


def _fixes(span: Span, text: str, *, safe: bool = False) -> tuple[Fix, ...]:
    if not text:
        return ()
    title = message(rules.TIE, text=text)
    return (Fix(title, (Edit(span, text),), "safe" if safe else "suggested"),)


def places(sheet: Sheet, formula: Formula) -> tuple[Label, ...]:
    """Return where the cells of a formula stand or, where they are not typed, their rows."""
    out: dict[Span, Label] = {}
    for reference in references(formula):
        span = sheet.place(reference.address)
        out.setdefault(span, Label(span, message(rules.CELL_HERE, name=reference.name)))
    return tuple(out.values())


def _change(change: Exact, decimals: int, *, percent: bool) -> Message:
    if not change:
        return message(rules.UNCHANGED)
    size = magnitude(change)
    text = exact_decimal(size * 100) if percent else None
    if text is not None and len(text.partition(".")[2]) <= decimals:
        value = f"{text}%"
    else:
        value = fixed(size, max(decimals, 1), percent=True) if percent else spell.figure(size)
    return message(rules.GREW if change > 0 else rules.FELL, value=value)
