"""Read what is typed in a cell by the type of the cell: figures, marks, texts, dates, choices."""

from dataclasses import replace

from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Message,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.diagnostics.rules.syntax import NEAREST
from reportdsl.model.axis import CellType, Kind
from reportdsl.model.report import Cell, State
from reportdsl.syntax import nodes
from reportdsl.text.fold import fold, normal
from reportdsl.text.nearest import nearest
from reportdsl.text.numerals import (
    MAX_DECIMALS,
    MAX_DIGITS,
    Exact,
    Number,
    lookalike,
    parse_chinese,
    parse_date,
    parse_number,
    ratio,
    repaired,
    too_long,
)
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

NOT_APPLICABLE = frozenset({"-", "—", "——", "/"})
_WITH_REMARK = pattern(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?) *([^0-9.,%\s].*)")
_FIGURES = pattern(r"(?<![0-9.,])[+-]?[0-9]++(?:,[0-9]{3})*+(?:\.[0-9]++)?+%?+(?! ?[年月日号])")
_LEADS = pattern(r"[约共计近合总\s]*+[+-]?[0-9]")
"""How a text begins that is a figure with a remark, and not words of its own."""
_EXPONENT = pattern(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")
_LONE_ZEROS = frozenset("OoＯｏ〇○")
_SHOWN = 30


def read(cell: nodes.StatedCell, kind: CellType, found: list[Diagnostic]) -> Cell:
    """Return a stated cell as its type reads it; faults go to `found`.

    That a figure is still to come is told for a whole row at once, where the row is placed.
    """
    text = cell.text
    if kind.figures and cell.quoted is None and _is_count(text):
        number = Number(int(text), 0, percent=False, text=text)
        return Cell(kind, State.FIGURE, number, text, cell.span)
    typed = fold(text)
    base = Cell(kind, State.TEXT, text=cell.text, span=cell.span)
    if cell.quoted is not None:
        return _quoted(base, cell, typed, found)
    if typed == "?":
        return replace(base, state=State.TO_COME, text="?")
    if kind.kind is Kind.TEXT:
        return base
    if typed in NOT_APPLICABLE:
        return replace(base, state=State.NONE, text=typed)
    if kind.kind is Kind.CHOICE:
        return _choice(base, cell, found)
    if kind.kind is Kind.DATE:
        return _date(base, cell, found)
    return _figure(base, cell.text, cell.span, found)


def _is_count(text: str) -> bool:
    """Tell whether a text is nothing but digits, as most are, which every kind of figure takes."""
    return text.isdecimal() and text.isascii() and len(text) <= MAX_DIGITS


def _quoted(base: Cell, cell: nodes.StatedCell, typed: str, found: list[Diagnostic]) -> Cell:
    shown = replace(base, text=cell.quoted or "")
    if base.type.kind is Kind.DATE and typed:
        return replace(_date(base, cell, found), text=shown.text)
    if not base.type.figures:
        return shown
    if not typed:
        return replace(shown, state=State.NONE)
    figure = _figure(base, cell.text, cell.span, found)
    if figure.number is not None and _publishes_another(figure.number, shown.text, base.type):
        stated, text = figure.number.text, _cut(shown.text)
        found.append(diagnose(rules.OTHER_FIGURE_PUBLISHED, cell.span, stated=stated, text=text))
    return replace(figure, text=shown.text)


def _publishes_another(number: Number, quoted: str, kind: CellType) -> bool:
    """Tell whether a text to be published begins with a figure, and has none that is the cell's.

    One of another unit of money is converted by the author; days and years are no figures.
    """
    folded = fold(quoted)
    if "元" in kind.unit or "元" in quoted or not _LEADS.match(folded):
        return False
    shown = [found.value for found in map(parse_number, _FIGURES.findall(folded)) if found]
    scales = (1, 100, ratio(1, 100)) if kind.kind is Kind.PERCENT else (1,)
    return bool(shown) and not any(number.value * scale in shown for scale in scales)


def _choice(base: Cell, cell: nodes.StatedCell, found: list[Diagnostic]) -> Cell:
    wanted = normal(cell.text)
    for choice in base.type.choices:
        if normal(choice) == wanted:
            return replace(base, text=choice)
    near = nearest(cell.text, base.type.choices)
    hints = (message(NEAREST, names=near),) if near else ()
    found.append(
        diagnose(
            rules.NOT_A_CHOICE, cell.span, hints=hints, text=cell.text, choices=base.type.choices
        )
    )
    return replace(base, state=State.BAD)


def _date(base: Cell, cell: nodes.StatedCell, found: list[Diagnostic]) -> Cell:
    date = parse_date(cell.text)
    if date is None:
        found.append(diagnose(rules.NOT_A_DATE, cell.span, text=_cut(cell.text)))
        return replace(base, state=State.BAD)
    return replace(base, date=date)


def _figure(base: Cell, text: str, span: Span, found: list[Diagnostic]) -> Cell:
    number = parse_number(text)
    if number is None:
        found.append(_not_a_figure(text, span))
        return replace(base, state=State.BAD)
    problem = _out_of_range(number, base.type)
    if problem is not None:
        found.append(diagnose(rules.OUT_OF_RANGE, span, text=number.text, expected=problem))
        return replace(base, state=State.BAD)
    return replace(base, state=State.FIGURE, number=number, text=number.text)


def value(number: Number, kind: CellType) -> Exact:
    """Return the exact value of a figure: in a column of percentages, 25 is a quarter."""
    if kind.kind is Kind.PERCENT and not number.percent:
        return ratio(number.value, 100)
    return number.value


def _out_of_range(number: Number, kind: CellType) -> Message | None:
    if number.percent and kind.kind not in {Kind.PERCENT, Kind.NUMBER}:
        return message(rules.NO_PERCENT)
    if kind.kind is Kind.COUNT and (number.decimals or number.value < 0):
        return message(rules.COUNT)
    if kind.kind is Kind.INTEGER and number.decimals:
        return message(rules.INTEGER)
    if kind.decimals is not None and number.decimals > kind.decimals:
        return message(rules.DECIMALS, decimals=kind.decimals)
    return None


def _not_a_figure(text: str, span: Span) -> Diagnostic:
    problem = message(rules.NO_PROBLEM)
    hints: tuple[Message, ...] = (
        message(rules.QUOTE_TEXT, text=_cut(text)),
        message(rules.NO_FIGURE_MARKS),
    )
    fixes: tuple[Fix, ...] = ()
    strange = text if text in _LONE_ZEROS else lookalike(text)
    count = parse_chinese(text)
    remark = _WITH_REMARK.fullmatch(fold(text))
    if too_long(fold(text)):
        problem = message(rules.TOO_LONG, digits=MAX_DIGITS, decimals=MAX_DECIMALS)
        hints = ()
    elif _EXPONENT.fullmatch(fold(text)):
        problem, hints = message(rules.EXPONENT), ()
    elif strange is not None:
        code = f"U+{ord(strange):04X}"
        problem, hints = message(rules.LOOKALIKE, character=strange, code=code), ()
        mended = "0" if text in _LONE_ZEROS else repaired(text)
        if mended is not None:
            fixes = (_replace(span, mended),)
    elif count is not None:
        hints, fixes = (message(rules.ARABIC_FIGURES),), (_replace(span, str(count)),)
    elif remark and '"' not in text:
        mended = f'{remark[1]} "{text}"'
        hints = (message(rules.FIGURE_AND_TEXT, text=mended),)
        fixes = (_replace(span, mended),)
    return diagnose(
        rules.NOT_A_FIGURE, span, hints=hints, fixes=fixes, text=_cut(text), problem=problem
    )


def _replace(span: Span, text: str) -> Fix:
    return Fix(message(rules.REPLACE, text=text), (Edit(span, text),))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
