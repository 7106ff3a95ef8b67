"""Draw random tables without form, with sums above, to the left and by name, worked out by hand."""

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from tests.properties.randomforms.evaluation import FAULTY, Value, total
from tests.properties.randomforms.forms import Draw, chance, one_of
from tests.properties.randomforms.intervals import HALF, Amount, fixed, shortest, touch

ABOVE = ("=合计上方", "=合计(上方)", "=SUM(ABOVE)", "＝合计（上方）")
LEFT = ("=合计左侧", "=合计(左侧)", "=sum(left)")
TOTALS = ("合计", "总计", "total")
Place = tuple[int, int]
"""The row and the column of a cell."""


@dataclass(frozen=True)
class Typed:
    """A figure as it is typed."""

    text: str
    value: Fraction
    decimals: int


Filled = Typed | str
"""A figure, or the text of a cell: empty, words, or a formula of `ABOVE` or `LEFT`."""


@dataclass(frozen=True)
class Column:
    label: str
    kind: str
    """``figure``, ``percent`` or ``words``."""


@dataclass(frozen=True)
class PlainTable:
    """A table without form."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[Filled, ...]], ...]
    """Each with its label."""

    @property
    def source(self) -> str:
        lines = ["@简表 明细", " | ".join(["项目", *(column.label for column in self.columns)])]
        for label, cells in self.rows:
            texts = (cell.text if isinstance(cell, Typed) else cell for cell in cells)
            lines.append(" | ".join([label, *texts]) + " |")
        return "\n".join(lines) + "\n"

    # ── what its cells come to ───────────────────────────────────────────────────────────────────

    def cell(self, at: Place) -> Filled:
        return self.rows[at[0]][1][at[1]]

    def decimals(self, column: int) -> int:
        """Return the most decimals that are typed in a column."""
        cells = (self.cell((row, column)) for row in range(len(self.rows)))
        return max((c.decimals for c in cells if isinstance(c, Typed)), default=0)

    def value(self, at: Place) -> Value:
        """Return what a cell comes to; faulty is a total that does not add up, and what rests on it."""
        row, column = at
        cell = self.cell(at)
        if isinstance(cell, Typed):
            return FAULTY if self.fault(at) else self.stated(cell, column)
        if cell in ABOVE:
            cells = [(r, column) for r in range(row) if not self.is_total(r, None)]
            return total([self.value(c) for c in cells if self.cell(c) not in ABOVE])
        if cell in LEFT:
            cells = [(row, c) for c in range(column) if not self.is_total(None, c)]
            return total([self.value(c) for c in cells if self.cell(c) not in LEFT])
        return FAULTY if self.fault(at) else None

    def stated(self, cell: Typed, column: int) -> Amount:
        places = self.decimals(column)
        percent = 2 * (self.columns[column].kind == "percent")
        room = HALF / 10 ** (places + percent) if places else 0
        return Amount(cell.value, cell.value - room, cell.value + room)

    def is_total(self, row: int | None, column: int | None) -> bool:
        """Tell whether a row or a column is a total by its name."""
        label = self.rows[row][0] if row is not None else self.columns[column or 0].label
        return label in TOTALS

    def published(self, at: Place) -> str:
        cell, column = self.cell(at), at[1]
        if isinstance(cell, Typed):
            return cell.text
        value = self.value(at)
        if not isinstance(value, Amount):
            return "" if cell in (*ABOVE, *LEFT) else cell
        percent, places = self.columns[column].kind == "percent", self.decimals(column)
        if not places:
            return shortest(value.value, percent=percent)
        return fixed(value.value, places, percent=percent)

    def faults(self) -> list[tuple[str, Place]]:
        """Return the totals that are not the sums of what they stand by, each with its rule."""
        places = [(r, c) for r in range(len(self.rows)) for c in range(len(self.columns))]
        return [(code, at) for at in places if (code := self.fault(at))]

    def fault(self, at: Place) -> str:
        """Return the code of what is wrong with a stated total; empty where it is right."""
        cell = self.cell(at)
        for parts in self.asked(at) if isinstance(cell, Typed) or cell == "-" else ():
            given = total([self.value(part) for part in parts])
            if isinstance(cell, Typed):
                if isinstance(given, Amount) and not touch(self.stated(cell, at[1]), given):
                    return "R501"
            elif isinstance(given, Amount) and any(self._is_something(part) for part in parts):
                return "R504"
        return ""

    def _is_something(self, at: Place) -> bool:
        value = self.value(at)
        return isinstance(value, Amount) and value.value != 0

    def asked(self, at: Place) -> list[list[Place]]:
        """Return what a total must add up: what is before it, else what is behind it."""
        row, column = at
        out: list[list[Place]] = []
        if self.is_total(row, None):
            parts = [r for r in range(len(self.rows)) if not self.is_total(r, None)]
            cells = [(r, column) for r in [p for p in parts if p < row] or parts]
            out.append([c for c in cells if self.cell(c) not in ABOVE])
        if self.is_total(None, column):
            kind = self.columns[column].kind == "percent"
            parts = [
                c
                for c, other in enumerate(self.columns)
                if not self.is_total(None, c) and (other.kind == "percent") == kind
            ]
            cells = [(row, c) for c in [p for p in parts if p < column] or parts]
            out.append([c for c in cells if self.cell(c) not in LEFT])
        return out


# ── drawing ──────────────────────────────────────────────────────────────────────────────────────


@st.composite
def plain_tables(draw: Draw) -> PlainTable:
    """Draw a table; some of its totals are wrong."""
    columns = [Column(f"列{n}", "figure") for n in range(draw(st.integers(1, 3)))]
    if chance(draw, 5):
        total = Column(one_of(draw, TOTALS), "figure")
        columns.insert(one_of(draw, (len(columns), 0)), total)
    # What stands behind them is not added up with figures.
    columns += [Column("占比", "percent")] * chance(draw, 3) + [Column("说明", "words")] * chance(
        draw, 3
    )
    places = [draw(st.integers(0, 2)) for _ in columns]
    rows: list[tuple[str, tuple[Filled, ...]]] = []
    for number in range(draw(st.integers(2, 5))):
        kind = one_of(draw, ("plain", "plain", "plain", "above"))
        label = f"行{number}" if kind == "plain" else f"小计{number}"
        rows.append((label, _row(draw, columns, places, kind if number else "plain")))
    if chance(draw, 6):
        kind = one_of(draw, ("plain", "above"))
        first = kind == "plain" and chance(draw, 3)
        row = one_of(draw, TOTALS), _row(draw, columns, places, kind)
        rows.insert(0 if first else len(rows), row)
    made = PlainTable(tuple(columns), tuple(rows))
    return _mended(draw, made)


def _row(draw: Draw, columns: list[Column], places: list[int], kind: str) -> tuple[Filled, ...]:
    return tuple(
        _cell(
            draw, column, places[at], kind, first=not any(c.kind == "figure" for c in columns[:at])
        )
        for at, column in enumerate(columns)
    )


def _cell(draw: Draw, column: Column, places: int, kind: str, *, first: bool) -> Filled:
    if column.kind == "words":
        return one_of(draw, ("甲", "见附件", "无"))
    if kind == "above":
        return one_of(draw, ABOVE)
    if column.label in TOTALS and not first and chance(draw, 4):
        return one_of(draw, LEFT)
    if chance(draw, 1):
        return one_of(draw, ("", "-"))
    percent = column.kind == "percent"
    decimals = draw(st.integers(0, places))
    return _typed(
        Fraction(draw(st.integers(-20, 999)), 10 ** (decimals + 2 * percent)),
        decimals,
        percent=percent,
    )


def _typed(value: Fraction, decimals: int, *, percent: bool) -> Typed:
    text = fixed(value, decimals, percent=percent)
    return Typed(text, Fraction(text.removesuffix("%")) / (100 if percent else 1), decimals)


def _mended(draw: Draw, made: PlainTable) -> PlainTable:
    """Put most of the totals right, or off by little."""
    for at in [at for code, at in made.faults() if code == "R501"]:
        if chance(draw, 9):
            row, column = at
            sums = [total([made.value(part) for part in parts]) for parts in made.asked(at)]
            right = next((amount for amount in sums if isinstance(amount, Amount)), None)
            if right is None:
                continue
            percent = made.columns[column].kind == "percent"
            digits = shortest(right.value, percent=percent).removesuffix("%").partition(".")[2]
            places = min(made.decimals(column), len(digits))
            off = Fraction(one_of(draw, (0, 0, 0, 1, -1, 2)), 10 ** (places + 2 * percent))
            label, line = made.rows[row]
            typed = _typed(right.value + off, places, percent=percent)
            line = (*line[:column], typed, *line[column + 1 :])
            made = PlainTable(
                made.columns, (*made.rows[:row], (label, line), *made.rows[row + 1 :])
            )
    return made
