"""Hold what prose says of growth to this year's and last year's tables: 同比增长 25%."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportdsl.analysis import spell
from reportdsl.analysis.names import path_of
from reportdsl.analysis.proseline import FIGURE, Line, said, within
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

_FIGURE = (
    rf"(?P<figure>{FIGURE}) *+"
    rf"(?:(?<=%)|(?P<unit>[{COUNTERS}]|万元|元|倍|成)|(?= *(?:[,;:。!?、)]|$)))"
)
"""A figure with its unit: of what another word stands behind it only that word says."""
_LAST_YEAR = r"(?:上年|去年|上一年|(?P<year>[0-9]{4})年)(?:度|同期)?"
_TREND = pattern(
    rf"(?P<than>(?:同比|[比较]{_LAST_YEAR})[^0-9,;。()]{{0,6}}?)?"
    r"(?P<way>(?:增幅|升幅|涨幅|降幅|增长率|增速)[为达是]?"
    r"|(?:增长|增加|上升|提高|提升|多|下降|减少|降低|下滑|回落|少)(?:了|幅度[为达]?)?) *+"
    rf"{_FIGURE}"
)
_BEFORE = pattern(rf"{_LAST_YEAR}[为是] *+{_FIGURE}")
_ENGLISH = pattern(
    rf"(?P<way>up|down|increased|decreased|rose|fell) (?:by )?(?P<figure>{FIGURE})"
    r"(?P<unit>)(?P<year>)(?: [a-z]+)? "
    r"(?P<than>(?:on|from|over|compared (?:with|to)) "
    r"(?:the )?(?:previous year|year before|last year))"
)
_SAME = pattern(rf"^(?:[{COUNTERS}]次?)?(?:申请)?(?:数量|总量|总数|量|数)?[ ,]*$|^ [a-z ]*$")
"""What a clause may say before it comes to a change, without speaking of something else."""
_DOWN = ("下降", "减少", "降低", "下滑", "回落", "少", "降幅", "down", "decreased", "fell")
_RATES = ("增幅", "升幅", "涨幅", "降幅", "增长率", "增速")
_MULTIPLES: dict[str, Exact] = {"倍": 1, "成": ratio(1, 10)}


class Subject(NamedTuple):
    """A cell that the prose has just stated the figure of."""

    end: int
    cell: CellRef
    path: tuple[str, ...]
    compared: bool = False
    """Whether it has been compared with last year's since."""


class _Change(NamedTuple):
    """A change as the prose states it."""

    figure: Figure
    decimals: int
    share: bool
    """Whether it is a share of last year's figure."""
    multiple: bool
    """Whether it is spelled as a multiple or in tenths, as no figure is published."""


def trends(
    line: Line, subjects: Sequence[Subject], sheet: Sheet, scope: Scope, *, ties: bool
) -> Iterator[Diagnostic]:
    """Yield what is said of last year's figures that the tables of both years do not give."""
    if scope.previous is None:
        return
    spoken = list(subjects)
    for match in _changes(line, scope):
        subject = _subject(line, match, spoken)
        year = match["year"]
        if subject is None or (year and line.year and int(year) != int(line.year) - 1):
            continue
        growth = "way" in match.re.groupindex
        if growth and not (match["than"] or subject.compared or _is_rate(match["way"])):
            continue
        spoken.append(Subject(match.end(), subject.cell, subject.path, compared=True))
        if line.is_rough(*match.span("figure")):
            continue
        held = _held if growth else _held_before
        found = held(line, match, subject, sheet, scope, ties=ties)
        if found is not None:
            yield found


def _changes(line: Line, scope: Scope) -> list[re.Match[str]]:
    """Return what is said of last year in a line, in its order."""
    if scope.english:
        return list(_ENGLISH.finditer(line.text))
    found = [*_TREND.finditer(line.text), *_BEFORE.finditer(line.text)]
    return sorted(found, key=re.Match.start)


def _is_rate(way: str) -> bool:
    return way.startswith(_RATES)


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


def _stated(match: re.Match[str]) -> _Change | None:
    """Return the change that a match states, None where that is not certain."""
    stated = said(match["figure"])
    if stated is None:
        return None
    figure, decimals, percent = stated
    multiple = _MULTIPLES.get(match["unit"])
    if multiple is not None:
        size = within(figure.value * multiple, ratio(multiple, 10**decimals))
        return _Change(size, decimals, share=True, multiple=True)
    if _is_rate(match["way"]) and not percent:
        return None
    return _Change(figure, decimals, share=percent, multiple=False)


def _held(
    line: Line, match: re.Match[str], subject: Subject, sheet: Sheet, scope: Scope, *, ties: bool
) -> Diagnostic | None:
    """Return what is said of one change, None where the tables give it."""
    start, end = match.span("figure")
    stated, span = _stated(match), line.span(start, end)
    now, then = sheet.values.result(subject.cell), _last_year(subject, scope)
    if stated is None or span is None or not isinstance(now, Figure) or then is None:
        return None
    # Of a percentage a change in per cent may be one in points.
    percentages = spell.is_percent(sheet.cell(subject.cell.address).type)
    if stated.share and (percentages or not then.value):
        return None
    down = match["way"].startswith(_DOWN)
    difference: Exact = now.value - then.value
    change = ratio(difference, then.value) if stated.share else simplest(difference)
    wanted = -change if down else change
    agrees = stated.figure.low <= wanted <= stated.figure.high
    formula = _formula(subject, scope, percent=stated.share, down=down)
    if agrees and (stated.multiple or not ties):
        return None
    shape = f":.{stated.decimals}%" if stated.share else ""
    if agrees:
        typed = line.typed(start, end)
        text = _tie(typed, formula, wanted, shape, stated)
        return _untied(sheet, subject, span, typed, formula, text)
    fixable = wanted >= 0 and not stated.multiple
    return diagnose(
        rules.TREND_DIFFERS,
        span,
        labels=places(sheet, subject.cell),
        fixes=_fixes(span, f"{{{formula}{shape}}}") if fixable else (),
        sentence=match[0].strip(),
        name=subject.cell.name,
        before=spell.figure(then.value),
        now=spell.figure(now.value),
        change=_change(change, stated.decimals, percent=stated.share),
    )


def _held_before(
    line: Line, match: re.Match[str], subject: Subject, sheet: Sheet, scope: Scope, *, ties: bool
) -> Diagnostic | None:
    """Return what is said of last year's figure, None where it is that of last year's table."""
    start, end = match.span("figure")
    stated, span = said(match["figure"]), line.span(start, end)
    now, then = sheet.values.result(subject.cell), _last_year(subject, scope)
    if stated is None or span is None or match["unit"] in _MULTIPLES:
        return None
    if not isinstance(now, Figure) or then is None:
        return None
    agrees = stated.figure.agrees(then)
    if agrees and not ties:
        return None
    formula = _then(subject, scope)
    if agrees:
        typed = line.typed(start, end)
        text = f"{{{typed} = {formula}}}" if typed.isascii() else ""
        return _untied(sheet, subject, span, typed, formula, text)
    change: Exact = now.value - then.value
    return diagnose(
        rules.TREND_DIFFERS,
        span,
        labels=places(sheet, subject.cell),
        fixes=_fixes(span, f"{{{formula}}}"),
        sentence=match[0].strip(),
        name=subject.cell.name,
        before=spell.figure(then.value),
        now=spell.figure(now.value),
        change=_change(change, 0, percent=False),
    )


def _untied(
    sheet: Sheet, subject: Subject, span: Span, typed: str, formula: str, text: str
) -> Diagnostic:
    """Return the note that a formula gives a figure, with the text that ties it."""
    return diagnose(
        rules.UNTIED_FIGURE,
        span,
        labels=places(sheet, subject.cell),
        fixes=_fixes(span, text, safe=True),
        stated=typed,
        name=formula,
    )


def _tie(typed: str, formula: str, wanted: Exact, shape: str, stated: _Change) -> str:
    """Return what ties a change and publishes it as it is typed, empty where nothing does."""
    if not typed.isascii():
        return ""
    # Where it is tied as it is typed, a figure without decimals is exact.
    if stated.decimals or wanted == stated.figure.value:
        return f"{{{typed} = {formula}}}"
    shown = fixed(wanted, stated.decimals, percent=True)
    return f"{{{formula}{shape}}}" if shown == typed else ""


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


def _then(subject: Subject, scope: Scope) -> str:
    """Return last year's figure as an expression."""
    return f"{scope.word(keywords.SCOPES['previous'])}.{path_of(subject.path)}"


def _formula(subject: Subject, scope: Scope, *, percent: bool, down: bool) -> str:
    """Return a change as an expression."""
    now, then = path_of(subject.path), _then(subject, scope)
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
