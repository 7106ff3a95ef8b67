"""Turn the text of a foreign cell into a cell of a source: the figure, and how it was published."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from reportdsl.model.axis import CellType, Kind
from reportdsl.syntax import nodes
from reportdsl.text.numerals import MAX_DECIMALS, Number, parse_number
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

MARKS = frozenset({"-", "—", "——", "/"})
"""What the language takes for "not applicable"."""
_DASHES = pattern(r"[-—－–_/\\]{1,4}+")
_FIGURE = pattern(r"(?:[$¥€£]\s*+)?+([+-]?[0-9][0-9,]*+(?:\.[0-9]++)?+%?+)\s*+(.*+)", re.DOTALL)
_INSTEAD = pattern(
    r"(?:\[图片\]|无|暂无|没有|无此项|无数据|未统计|未开展|不涉及|不适用|略|零|n/?a|nil|none|\?)"
    r"|(?=[^〓]*〓)[-+0-9.,%〓]++"
    r"|[约近共超逾]?[0-9]++(?:[ ,.，]++[0-9]++)*+[+%]?[^\W\d_年月日、]?",
    re.IGNORECASE,
)
"""What people write where a figure should stand: that there is none, or one that is badly typed."""
_UNIT = pattern(r"[^\W\d_年月日、]{0,3}+")
_REMARK = pattern(r"[(\[].*[)\]]")
_THINGS = frozenset("件个项条宗起份例批")
"""Words for one and the same count: of cases, items and documents."""
_MEASURES = (
    "次 人 人次 件次 条次 宗次 册次 篇次 户次 场次 家次 批次 家 户 名 位 部 处 页 册 篇 幅 场 期 "
    "类 种 台 辆 套 张 间 所 座 天 小时 分钟 分 平方米 米 公里 亩 公顷 吨 千克 公斤 千瓦时 度"
)
_COUNTED = frozenset(_MEASURES.split())
"""What else is counted or measured, each by itself."""
_MONEY = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}


_WIDE_DIGITS = {ord("０") + digit: ord("0") + digit for digit in range(10)}


class Verdict(Enum):
    """What became of a cell's text."""

    AS_IT_STANDS = auto()
    CONVERTED = auto()
    """The figure was given in another unit than the column's."""
    NO_FIGURE = auto()
    """Text, where a figure should stand: kept, but it counts as no figure."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell for a source, and how sure it is."""

    cell: nodes.Cell
    verdict: Verdict = Verdict.AS_IT_STANDS


def looks_like_figure(text: str) -> bool:
    """Tell whether a text is a figure, perhaps with a unit or a remark, or a mark for none."""
    folded = _folded(text)
    if _DASHES.fullmatch(folded):
        return True
    parts = _FIGURE.fullmatch(folded)
    return parts is not None and _is_remark(parts[2])


def stands_for_figure(text: str) -> bool:
    """Tell whether a text behind the label of a row is a figure, or what is written instead."""
    return looks_like_figure(text) or _INSTEAD.fullmatch(_folded(text)) is not None


def _folded(text: str) -> str:
    """Return a text in half width; figures set in circles or raised stay: 12² is not 122."""
    if any(char.isdigit() and not char.isdecimal() for char in text):
        parts = (c if c.isdigit() else unicodedata.normalize("NFKC", c) for c in text)
        return "".join(parts).translate(_WIDE_DIGITS).strip()
    return unicodedata.normalize("NFKC", text).strip()


def _is_remark(rest: str) -> bool:
    """Tell whether what follows a figure is a unit, a parenthesis, or both."""
    unit = _UNIT.match(rest)
    behind = rest[unit.end() if unit else 0 :].strip()
    return not behind or _REMARK.fullmatch(behind) is not None


def taken(text: str, type_: CellType, span: Span) -> Taken:
    """Return the cell that publishes a text, with its figure if its type asks for one."""
    if not text:
        if type_.optional:
            return Taken(nodes.EmptyCell(span=span))
        return Taken(nodes.StatedCell("", "", span=span))
    if not type_.figures:
        return Taken(_of_text(text, span))
    folded = _folded(text)
    number = parse_number(folded)
    if number is not None:
        return Taken(nodes.StatedCell(number.text, None, span=span))
    if folded in MARKS or text in MARKS:
        return Taken(nodes.StatedCell(text if text in MARKS else folded, None, span=span))
    quoted = nodes.StatedCell("", text, span=span)
    if _DASHES.fullmatch(folded):
        return Taken(quoted)
    parts = _FIGURE.fullmatch(folded)
    number = parse_number(parts[1]) if parts is not None and _is_remark(parts[2]) else None
    if parts is None or number is None:
        return Taken(quoted, Verdict.NO_FIGURE)
    return _with_remark(text, number, parts[2], type_, span)


def _of_text(text: str, span: Span) -> nodes.StatedCell:
    """Return a cell of a column of texts; quoted where it would be read as something else."""
    means = text[0] in '=?"＝？＂“”' or _folded(text) in MARKS
    return (
        nodes.StatedCell("", text, span=span) if means else nodes.StatedCell(text, None, span=span)
    )


def _with_remark(text: str, number: Number, rest: str, type_: CellType, span: Span) -> Taken:
    unit = _unit_of(rest)
    if not _fits(unit, type_.unit):
        return Taken(nodes.StatedCell("", text, span=span), Verdict.NO_FIGURE)
    given, asked = _MONEY.get(unit), _MONEY.get(type_.unit)
    if given is None or asked is None or given == asked or number.percent:
        return Taken(nodes.StatedCell(number.text, text, span=span))
    value = Fraction(number.value) * given / asked
    shown = _decimal(value)
    if shown is None or (type_.kind is Kind.COUNT and value.denominator != 1):
        return Taken(nodes.StatedCell("", text, span=span), Verdict.NO_FIGURE)
    return Taken(nodes.StatedCell(shown, text, span=span), Verdict.CONVERTED)


def _unit_of(rest: str) -> str:
    """Return the word right behind a figure, without raised or circled figures of footnotes."""
    unit = _UNIT.match(rest)
    return "".join(letter for letter in (unit[0] if unit else "") if not letter.isdigit())


def _fits(unit: str, asked: str) -> bool:
    """Tell whether a word behind a figure is a unit, and one that its column may be counted in.

    What is none may be a digit misread (1O), or make another figure of it (12余, 3倍, 12k).
    """
    if not unit or unit == asked:
        return True
    if not asked:
        return unit in _THINGS or unit in _COUNTED or unit in _MONEY
    if asked in _MONEY:
        return unit in _MONEY
    return asked in _THINGS and unit in _THINGS


def _decimal(value: Fraction) -> str | None:
    """Return an exact value as it is typed, None if it has too many decimals."""
    for places in range(MAX_DECIMALS + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            sign = "-" if scaled < 0 else ""
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            whole = digits[: len(digits) - places]
            return f"{sign}{whole}.{digits[len(digits) - places :]}" if places else sign + whole
    return None
