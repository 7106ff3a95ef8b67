"""Print the rows of a table: their cells one under another, as far as all fonts agree.

A column of figures is as wide as the next step of four, so that a figure changed by a digit moves
no other line. Behind a text whose width differs by font nothing is lined up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from reportdsl.syntax import keywords
from reportdsl.syntax.grammar import parse_slot
from reportdsl.syntax.line import Line
from reportdsl.syntax.lines import BLANK
from reportdsl.syntax.rows import cut, is_plain, label
from reportdsl.syntax.spelling import To, applied, converted, spelled
from reportdsl.text.fold import fold
from reportdsl.text.numerals import parse_number
from reportdsl.text.width import certain_width

_WIDEST = 40
"""The widest text that a column is made wide for."""
_STEP = 4
_MARKS = frozenset({"-", "—", "——", "/", "?"})
_SPOILT = 4
"""How many times as long blanks may make a table."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell, or the label of a row, as it is printed."""

    kind: str
    """``label``, ``rest``, ``head``, ``figure``, ``formula``, ``text`` or ``empty``."""
    text: str
    width: int | None
    """None where nothing is lined up on it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is printed."""

    label: _Cell
    cells: tuple[_Cell, ...]
    barred: bool
    """Whether a bar ends it."""


@dataclass(frozen=True, slots=True)
class _Column:
    """How wide a column is, and on which side its figures stand."""

    width: int
    right: bool


def is_figure(text: str) -> bool:
    """Tell whether what is typed in a cell is a figure, or stands for one."""
    return fold(text) in _MARKS or parse_number(text) is not None


def printed_rows(lines: Sequence[Line], to: To, *, plain: bool) -> list[str]:
    """Return the rows of a table as they are to stand.

    If `plain`, the table is whole and has no form: then a column of nothing but figures is one.
    """
    rows = [_row(line, to) for line in lines]
    if rows:
        rows = _headed(rows, plain=plain)
    if plain:
        rows = _folded(rows)
    columns = _columns(rows)
    widest = max((row.label.width or 0 for row in rows), default=0)
    loose = [_printed(row, 0, ()) for row in rows]
    made = [_printed(row, widest, columns) for row in rows]
    return made if sum(map(len, made)) <= _SPOILT * sum(map(len, loose)) else loose


# ── cells ────────────────────────────────────────────────────────────────────────────────────────


def _row(line: Line, to: To) -> _Row:
    end, bounds, _ = cut(line.folded)
    written = label(line, end)
    text = line.text[:end].rstrip(BLANK)
    if written.rest:
        text = converted(fold(text), keywords.WORDS["rest"], to)
    cells = tuple(_cell(line, start, bar, to) for start, bar in bounds)
    barred = bounds[-1][1] < len(line.folded) if bounds else end < len(line.folded)
    return _Row(_made("rest" if written.rest else "label", text), cells, barred)


def _made(kind: str, text: str) -> _Cell:
    width = certain_width(text)
    return _Cell(kind, text, width if width is not None and width <= _WIDEST else None)


def _cell(line: Line, start: int, end: int, to: To) -> _Cell:
    folded = line.folded[start:end]
    if is_plain(folded):
        text = line.text[start:end].strip(BLANK)
        kind = "figure" if is_figure(text) else "text"
        return _made(kind if text else "empty", text)
    slot = line.part(start, end)
    text = applied(slot.text, spelled("cell", parse_slot("cell", slot.folded), slot, to))
    return _made("formula" if text.startswith("=") else "text", text)


def _headed(rows: list[_Row], *, plain: bool) -> list[_Row]:
    """Return rows of which the first, if it names the columns, is known as such."""
    first = rows[0]
    if not plain and first.label.text:
        return rows
    cells = tuple(replace(c, kind="head") if c.text else c for c in first.cells)
    return [replace(first, cells=cells), *rows[1:]]


def _folded(rows: list[_Row]) -> list[_Row]:
    """Return rows in which the figures of columns that hold no text are in half-width digits."""
    texts = {i for row in rows for i, cell in enumerate(row.cells) if cell.kind == "text"}

    def folded(index: int, cell: _Cell) -> _Cell:
        alone = cell.kind == "figure" and index not in texts
        return _made("figure", fold(cell.text)) if alone else cell

    return [
        # What fills up a table may come to stand in any column.
        row
        if row.label.kind == "rest"
        else replace(row, cells=tuple(folded(i, c) for i, c in enumerate(row.cells)))
        for row in rows
    ]


# ── columns ──────────────────────────────────────────────────────────────────────────────────────


def _columns(rows: list[_Row]) -> tuple[_Column, ...]:
    # What fills up a table stands in no column.
    return tuple(map(_column, zip_longest(*(r.cells for r in rows if r.label.kind != "rest"))))


def _column(cells: Sequence[_Cell | None]) -> _Column:
    there = [cell for cell in cells if cell is not None]
    width = 0
    for cell in there:
        # One alone has no neighbours that it could move.
        steps = cell.kind == "figure" and len(there) > 1
        size = cell.width or 0
        width = max(width, -(-size // _STEP) * _STEP if steps else size)
    return _Column(width, any(cell.kind == "figure" for cell in there))


def _printed(row: _Row, widest: int, columns: tuple[_Column, ...]) -> str:
    """Return a row with its cells in their columns; beyond the last of these all stand close."""
    parts = [*_parts(row, widest, columns), *("" for _ in range(row.barred))]
    # Where no row has a label, a bar comes first.
    return " | ".join(parts).removeprefix("" if parts[0] else " ").rstrip(" ")


def _parts(row: _Row, widest: int, columns: tuple[_Column, ...]) -> Iterator[str]:
    lined = row.label.width is not None
    yield row.label.text + " " * (widest - (row.label.width or 0)) * lined
    own = columns[: len(row.cells)] if row.label.kind != "rest" else ()
    for cell, column in zip_longest(row.cells, own):
        lined = lined and cell.width is not None and column is not None
        blank = " " * (column.width - (cell.width or 0)) if lined else ""
        right = lined and column.right and cell.kind not in {"text", "empty"}
        yield blank + cell.text if right else cell.text + blank
