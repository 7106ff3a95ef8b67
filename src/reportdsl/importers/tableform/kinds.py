"""Infer what cells may hold from what they hold: types, units, and which may stay empty."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportdsl.importers.tableform.bands import numbers_columns
from reportdsl.importers.tableform.captions import is_money, is_of_codes, unit_of
from reportdsl.importers.tableform.parts import Branch, Content, Datum, Part
from reportdsl.importers.tableform.totals import is_called_total
from reportdsl.importers.tableform.words import Words
from reportdsl.model.axis import FIGURES, Kind
from reportdsl.text.pattern import pattern

_FEWEST_CHOSEN = 6
"""How many cells tell of a choice, at least."""
_FEWEST_SHARED = 2
_MOST_CHOICES = 5
_LONGEST_CHOICE = 8
_CHOICE = pattern(r"[^\W_]++")
_PERCENT_UNITS = frozenset({"%"})
_SPOKEN = {Content.FIGURE: 1, Content.DATE: 2, Content.TEXT: 3}


@dataclass(frozen=True, slots=True)
class Type:
    """What stands between angle brackets."""

    kind: Kind | None = None
    """None where the cells hold nothing, and a number where they hold figures of several kinds."""
    decimals: int = 0
    choices: tuple[str, ...] = ()
    unit: str = ""
    optional: bool = False

    def written(self, words: Words) -> list[str]:
        """Return the attributes as a form writes them."""
        out = []
        if self.kind is not None and self.kind is not Kind.NUMBER:
            out.append(words.attribute(self.kind.value))
            if self.decimals:
                out[-1] += f" {self.decimals}"
            if self.choices:
                out[-1] += " " + "|".join(self.choices)
        if self.unit:
            out.append(f"{words.attribute('unit')} {self.unit}")
        if self.optional:
            out.append(words.attribute("optional"))
        return out


@dataclass(frozen=True, slots=True)
class Types:
    """The types of a band: of all its cells, else of columns and of rows."""

    band: Type
    columns: Mapping[Branch, Type]
    rows: Mapping[Branch, Type]


def types_of(part: Part, unit: str, *, free: bool = False) -> Types:
    """Return the types of a band's cells; `unit` is what the file says of all its figures.

    Where the rows are the author's own, they have no types.
    """
    lines = _lines(part)
    odd = {
        row: Type(Kind.TEXT, optional=_has_blank(line))
        for row, line in lines
        if row is not None and numbers_columns(row.label) and not free
    }
    counted = [line for row, line in lines if row not in odd]
    if free or not part.rows or _agree(zip(*counted, strict=True)) or not _agree(counted):
        return _by_columns(part, unit, odd, free=free)
    units = _units(part.rows, unit)
    made = {
        row: _type(line, row.label, units[row])
        for row, line in lines
        if row is not None and row not in odd
    }
    return _together(made, odd)


def _by_columns(part: Part, unit: str, odd: Mapping[Branch, Type], *, free: bool) -> Types:
    lines = _lines(part)
    cells = list(zip(*(line for row, line in lines if row not in odd), strict=True))
    # A row of words among rows of figures is one of words, whatever its columns are.
    rows = dict(odd)
    for row, line in lines:
        if row is not None and row not in odd and not free and _is_wordy(line, cells):
            rows[row] = Type(Kind.TEXT, optional=_has_blank(line))
    kept = [line for row, line in lines if row not in rows]
    columns = part.column_leaves
    cells = list(zip(*kept, strict=True)) or [()] * len(columns)
    units = _units(part.columns, unit)
    summed = [row is not None and is_called_total(row.label) for row, _ in lines if row not in rows]
    made = {
        column: _type(_asked(line, summed), column.label, units[column])
        for column, line in zip(columns, cells, strict=True)
    }
    found = _together(made, {})
    return Types(found.band, found.rows, rows)


def _asked(cells: Sequence[Datum], summed: Sequence[bool]) -> Sequence[Datum]:
    """Return cells of a column; of words, without those blank ones that stand in totals."""
    if any(d.content is Content.FIGURE for d in cells):
        return cells
    return [
        d
        for d, total in zip(cells, summed, strict=True)
        if not (total and d.content is Content.BLANK)
    ]


def _together(made: Mapping[Branch, Type], rows: Mapping[Branch, Type]) -> Types:
    """Return types of rows or columns, what they share said once; given as those of rows."""
    common = _common(made.values())
    if common is not None:
        return Types(common, {}, dict(rows))
    optional = all(t.optional for t in made.values())
    shared = _shared(made.values())
    own = {branch: _beneath(t, shared, optional=optional) for branch, t in made.items()}
    return Types(replace(shared, optional=optional), {}, {**own, **rows})


def _shared(types: Iterable[Type]) -> Type:
    """Return the type that most figures have, if two or more do; else none."""
    counts = Counter(t.kind for t in types if t.kind in FIGURES)
    found = [t for t in types if t.kind in FIGURES]
    kind, number = counts.most_common(1)[0] if counts else (None, 0)
    # Figures of no certain kind cannot be told from those that their table has in common.
    if number < _FEWEST_SHARED or Kind.NUMBER in counts:
        return Type()
    own = [t for t in found if t.kind is kind]
    units = Counter(t.unit for t in own)
    unit, often = units.most_common(1)[0]
    alike = often == len(own)
    return Type(kind, max(t.decimals for t in own), unit=unit if alike else "")


def _beneath(own: Type, shared: Type, *, optional: bool) -> Type:
    """Return what a row or column says where its table says the rest."""
    left = replace(own, optional=own.optional and not optional)
    if own.kind is None:
        return Type(optional=left.optional)
    if own.kind is shared.kind and own.decimals == shared.decimals:
        unit = "" if own.unit == shared.unit else own.unit
        return Type(unit=unit, optional=left.optional)
    return replace(left, unit="") if own.unit == shared.unit else left


def _units(roots: Sequence[Branch], unit: str) -> dict[Branch, str]:
    """Return the unit of each leaf: its own, else that of the nearest group, else the table's."""
    out: dict[Branch, str] = {}
    waiting = [(root, unit) for root in roots]
    while waiting:
        branch, above = waiting.pop()
        own = unit_of(branch.label) or above
        out[branch] = own
        waiting += [(child, own) for child in branch.children]
    return out


def _lines(part: Part) -> list[tuple[Branch | None, tuple[Datum, ...]]]:
    rows: Sequence[Branch | None] = part.row_leaves or [None] * len(part.data)
    return list(zip(rows, part.data, strict=True))


def _is_wordy(line: Sequence[Datum], cells: Sequence[Sequence[Datum]]) -> bool:
    """Tell whether a row has words, and in columns of figures alone."""
    words = [at for at, d in enumerate(line) if d.content is Content.TEXT]
    if not words or any(d.content is Content.FIGURE for d in line):
        return False
    return all(
        sum(d.content is Content.FIGURE for d in cells[at])
        > sum(d.content is Content.TEXT for d in cells[at])
        for at in words
    )


def _agree(lines: Iterable[Sequence[Datum]]) -> bool:
    """Tell whether in each line all cells hold figures, all dates or all words."""
    return all(len({d.content for d in line if d.content in _SPOKEN}) <= 1 for line in lines)


def _common(types: Iterable[Type]) -> Type | None:
    """Return the type of all cells where they have the same; None where they differ."""
    found = list(types)
    kinds = {(t.kind, t.choices, t.unit) for t in found if t.kind is not None}
    if len(kinds) == 2 and {kind for kind, _, _ in kinds} == {Kind.COUNT, Kind.INTEGER}:
        kinds = {next(k for k in kinds if k[0] is Kind.INTEGER)}
    if len(kinds) != 1 or len({t.optional for t in found}) != 1:
        return None
    kind, choices, unit = next(iter(kinds))
    return Type(kind, max(t.decimals for t in found), choices, unit, found[0].optional)


def _has_blank(cells: Iterable[Datum]) -> bool:
    return any(d.content is Content.BLANK for d in cells)


def _type(cells: Sequence[Datum], label: str, unit: str) -> Type:
    """Return the type that cells under a label have in common."""
    optional = _has_blank(cells)
    if is_of_codes(label) and any(d.number is not None for d in cells):
        return Type(Kind.TEXT, optional=optional)
    counts = Counter(d.content for d in cells)
    figures = [d.number for d in cells if d.number is not None]
    if figures and counts[Content.TEXT] + counts[Content.DATE] <= len(figures):
        return replace(_of_figures(cells, unit), optional=optional)
    if counts[Content.DATE] and not counts[Content.TEXT] and not figures:
        return Type(Kind.DATE, optional=optional)
    if counts[Content.TEXT] or counts[Content.DATE]:
        chosen = _choices(cells)
        kind = Kind.CHOICE if chosen else Kind.TEXT
        return Type(kind, choices=chosen, optional=optional)
    return Type(optional=optional)


def _of_figures(cells: Sequence[Datum], unit: str) -> Type:
    numbers = [d.number for d in cells if d.number is not None]
    decimals = max(number.decimals for number in numbers)
    percents = sum(number.percent for number in numbers)
    if percents == len(numbers) or (unit in _PERCENT_UNITS and not percents):
        return Type(Kind.PERCENT, decimals)
    if percents:
        return Type(Kind.NUMBER, unit=unit)
    if is_money(unit):
        return Type(Kind.MONEY, decimals, unit=unit)
    if decimals:
        return Type(Kind.DECIMAL, decimals, unit=unit)
    kind = Kind.INTEGER if any(number.value < 0 for number in numbers) else Kind.COUNT
    return Type(kind, unit=unit)


def _choices(cells: Sequence[Datum]) -> tuple[str, ...]:
    """Return the words that cells choose from, in the order of their frequency; none if free."""
    texts = [d.box.text for d in cells if d.content is not Content.BLANK]
    counts = Counter(texts)
    if len(texts) < _FEWEST_CHOSEN or not 1 < len(counts) <= _MOST_CHOICES:
        return ()
    short = all(len(t) <= _LONGEST_CHOICE and _CHOICE.fullmatch(t) for t in counts)
    return tuple(counts) if short and min(counts.values()) > 1 else ()


def effective(part: Part, types: Types) -> list[list[Datum]]:
    """Return the cells of a band, with no figure in those that are to hold words."""
    columns = [types.columns.get(leaf, Type()).kind for leaf in part.column_leaves]
    out: list[list[Datum]] = []
    for row, line in _lines(part):
        own = types.rows.get(row, Type()).kind if row is not None else None
        kinds = [own or column or types.band.kind for column in columns]
        out.append([_seen(d, kind) for d, kind in zip(line, kinds, strict=True)])
    return out


def _seen(cell: Datum, kind: Kind | None) -> Datum:
    if kind is None or kind in FIGURES or cell.number is None:
        return cell
    return replace(cell, content=Content.TEXT, number=None)
