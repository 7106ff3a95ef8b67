"""Write a number as the format of its cell shows it, as far as the format changes what it says.

Rounding changes nothing: the stored number is the truth, of which fewer digits are shown. A format
that shows it in ten thousands does, as do one that shows nothing, and one with digits of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from reportdsl.importers.readers.cellvalues import Format, day, format_of, number
from reportdsl.importers.readers.oddcells import UNREAD, Odd
from reportdsl.text.pattern import pattern

_TOKEN = pattern(
    r"\"(?P<quoted>[^\"]*+)\"?+|[\\!](?P<escaped>.?)|[_*].?+|\[(?P<bracket>[^\]]*+)\]?+"
    r"|(?P<any>general|g/通用格式|@)|(?P<power>e[+-])|(?P<char>.)",
    16 | 2,
)
_CONDITION = pattern(r"(<=|>=|<>|=|<|>)\s*+(-?[0-9]{1,20}(?:\.[0-9]{1,20})?)")
_ELAPSED = pattern(r"h+|m+|s+", 2)
_TIMES = frozenset({*map(str, range(18, 22)), *map(str, range(32, 36)), "45", "46", "47"})
"""The numbers of formats of times that every workbook has."""
_CLOCK = frozenset("hmsabgen")
"""What stands for parts of a time, a day of the week, or an era, beside what makes a day."""
_POINTS = frozenset(".．·")
_SIZES = pattern(r"[0-9十百千万亿兆%‰‱]")
"""What makes another figure of the one that it stands beside."""
_LATIN = pattern(r"[A-Za-z]")
_MINUS = pattern(r"[-−—–－]")

_Tokens: TypeAlias = list[tuple[str, str]]
Shown: TypeAlias = tuple[str, "Odd | None"]
"""What a cell says, and what is to be told of it."""


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the ways in which a format shows numbers."""

    condition: tuple[str, Decimal] | None = None
    """Of which numbers it says that it is for them."""
    digits: bool = True
    """Whether it shows any of the number."""
    scale: int = 0
    """By how many places the point stands further to the left than in the number."""
    percent: bool = False
    before: str = ""
    """What stands before the number; all that is shown where no digits are."""
    after: str = ""
    unread: bool = False
    """Whether it shows the number in a way that is not known."""

    def holds_for(self, value: Decimal) -> bool:
        """Tell whether its condition holds."""
        if self.condition is None:
            return False
        sign, bound = self.condition
        equal = value == bound and sign in {"=", "<=", ">="}
        return equal or (value < bound and "<" in sign) or (value > bound and ">" in sign)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a cell shows its number."""

    kind: Format = Format.PLAIN
    sections: tuple[_Section, ...] = (_Section(),)

    def write(self, stored: str, *, since_1904: bool) -> Shown:
        """Return a stored number as it is shown, and what is to be told of it."""
        plain = number(stored, Format.PLAIN)
        if self.kind is Format.DAY:
            return day(stored, since_1904=since_1904) or plain, None
        try:
            value = Decimal(stored)
        except InvalidOperation:
            return plain, None
        section = self._section(value) if value.is_finite() else _Section()
        if section is None or section.unread:
            return unread(plain)
        if not section.digits:
            # A format that hides zeros, or shows them as dashes, means that they are zeros.
            zero = value == 0 and any(other.digits for other in self.sections)
            return (plain, None) if zero else _worded(section, plain)
        kind = Format.PERCENT if section.percent else Format.PLAIN
        written = number(stored, kind, section.scale)
        shown = around(written, section.before, section.after, scaled=section.scale != 0)
        false_sign = value > 0 and _MINUS.search(section.before)
        return unread(plain) if shown is None or false_sign else (shown, None)

    def _section(self, value: Decimal) -> _Section | None:
        """Return that which shows a number; None if that is not known."""
        first, *others = self.sections
        if any(section.condition for section in self.sections):
            held = [s for s in self.sections if s.holds_for(value)]
            rest = [s for s in self.sections if s.condition is None]
            return held[0] if held else rest[0] if len(rest) == 1 else None
        if others and value < 0:
            return others[0]
        return others[1] if len(others) > 1 and value == 0 else first


def _worded(section: _Section, plain: str) -> Shown:
    """Return what a cell shows in the place of its number."""
    shown = section.before.strip()
    if not shown:
        return "", Odd.UNSEEN
    return unread(plain) if _SIZES.search(shown) else (shown, None)


def unread(plain: str) -> Shown:
    """Return a stored number that is shown in a way which is not known."""
    return f"{UNREAD}{plain}", Odd.OTHERWISE


def around(written: str, before: str, after: str, *, scaled: bool) -> str | None:
    """Return a number with what is shown beside it, if that makes another figure of it.

    None if it is not known what it makes of it.
    """
    if scaled and _LATIN.search(after):
        return None
    lead = before.strip() if _SIZES.search(before) else ""
    kept = after.strip() if scaled or _SIZES.search(after) else ""
    # Digits of the format run together with those of the number, and are none of it.
    return f"{lead}{' ' * lead[-1:].isdigit()}{written}{' ' * kept[:1].isdigit()}{kept}"


def read_format(name: str, own: Mapping[str, str]) -> NumberFormat:
    """Return how numbers of a format are shown; `own` are the formats that a file declares."""
    kind = format_of(name, own)
    code = own.get(name)
    if code is None:
        section = _Section(unread=name in _TIMES, percent=kind is Format.PERCENT)
        return NumberFormat(kind, (section,))
    parts: list[_Tokens] = [[]]
    for token in _tokens(code):
        if token == ("char", ";"):
            parts.append([])
        else:
            parts[-1].append(token)
    return NumberFormat(kind, tuple(map(_section, parts[:3])))


def _tokens(code: str) -> list[tuple[str, str]]:
    """Return what a format is made of: each its kind and its text."""
    found = (
        (m.lastgroup or "", m[m.lastgroup] if m.lastgroup else "") for m in _TOKEN.finditer(code)
    )
    return [
        ("text", text) if kind in {"quoted", "escaped"} else (kind, text) for kind, text in found
    ]


def _section(tokens: _Tokens) -> _Section:
    """Return what a part of a format says."""
    brackets = [text for kind, text in tokens if kind == "bracket"]
    conditions = [m for m in map(_CONDITION.fullmatch, brackets) if m]
    condition = (conditions[0][1], Decimal(conditions[0][2])) if conditions else None
    rest = [token for token in tokens if token[0] not in {"bracket", ""}]
    clock = any(kind == "char" and text.lower() in _CLOCK for kind, text in rest)
    if clock or any(map(_ELAPSED.fullmatch, brackets)):
        return _Section(condition, unread=True)
    at = [n for n, token in enumerate(rest) if _is_digit(token)]
    if not at:
        return _Section(condition, digits=False, before=_literal(rest))
    before, within, behind = rest[: at[0]], rest[at[0] : at[-1] + 1], rest[at[-1] + 1 :]
    percents = sum(token == ("char", "%") for token in rest)
    scale = _scale(within, behind)
    return _Section(
        condition,
        scale=scale or 0,
        percent=percents > 0,
        before=_literal(before),
        after=_literal(behind),
        unread=scale is None or percents > 1,
    )


def _is_digit(token: tuple[str, str]) -> bool:
    kind, text = token
    return kind == "any" or (kind == "char" and text in "0#?")


def _literal(tokens: _Tokens) -> str:
    """Return what is shown as it stands."""
    return "".join(t for kind, t in tokens if kind == "text" or (kind == "char" and t not in ",.%"))


def _scale(within: _Tokens, behind: _Tokens) -> int | None:
    """Return by how many places a format moves the point to the left; None if that is not known.

    A comma that no digit follows takes away three digits. And a point that is a mere text among
    digits stands before so many of them: that is how ten thousands are shown.
    """
    if any(kind == "power" or (kind, text) == ("char", "/") for kind, text in within):
        return 0
    commas = _commas(behind)
    point = ("char", ".")
    if point in within:
        commas += _commas(list(reversed(within[: within.index(point)])))
    if any(token == ("char", ",") for token in behind[_commas(behind) :]):
        return None
    texts = [n for n, token in enumerate(within) if _is_text(token)]
    if not texts:
        return 3 * commas
    if len(texts) > 1 or within[texts[0]][1] not in _POINTS or point in within:
        return None
    return 3 * commas + sum(map(_is_digit, within[texts[0] :]))


def _is_text(token: tuple[str, str]) -> bool:
    return bool(_literal([token]).strip()) and not _is_digit(token)


def _commas(tokens: Sequence[tuple[str, str]]) -> int:
    """Return with how many commas tokens begin."""
    count = 0
    while count < len(tokens) and tokens[count] == ("char", ","):
        count += 1
    return count
