"""Read plain texts: every dialect in which extractors write a page's tables, told apart by itself.

Cells are parted by ``|``: padded to the width of the table or not, with a leading bar or without,
every grid position written, each cell on a line of its own; or by nothing, one cell a line.
Markdown's tables are such rows with a line of dashes below the head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import TypeAlias

from reportdsl.importers.raw import (
    Layout,
    RawBlock,
    RawCell,
    RawDocument,
    RawRow,
    RawTable,
    RawText,
)
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Source

_HEADING = pattern(r"(#{1,6}+) ++(.*+)")
_DASHES = pattern(r" *:?-{3,}:? *")
_BAR = "|"
_BLANK = " \t\f\u3000\u00a0\u200b\ufeff"
_FEWEST_SPLIT = 3
"""How many lines of one cell each tell of cells on lines of their own."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, white space around it aside."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Field:
    """What stands between two bars, blanks around it kept."""

    start: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip(_BLANK)


_Row: TypeAlias = tuple[_Line, list[_Field]]


def read(source: Source) -> RawDocument:
    """Return what a text holds; every paragraph is a line of it."""
    blocks: list[RawBlock] = []
    lines = list(_lines(source.text))
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _BAR in lines[end].text:
            end += 1
        run = lines[at:end]
        if not run:
            blocks.append(_text(source, lines[at]))
            at += 1
        elif len(run) == 1 and not _bordered(run[0]):
            blocks.append(RawText(run[0].text, source.span(run[0].start, run[0].end)))
            at = end
        else:
            blocks += _tables(source, run)
            at = end
    return RawDocument(source, tuple(blocks))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        content = line.strip(_BLANK)
        if content:
            yield _Line(start + line.index(content), content)
        start += len(line) + 1


def _bordered(line: _Line) -> bool:
    return line.text.startswith(_BAR) or line.text.endswith(_BAR)


def _text(source: Source, line: _Line) -> RawText:
    span = source.span(line.start, line.end)
    heading = _HEADING.fullmatch(line.text)
    if heading is not None and (text := heading[2].rstrip(" #")):
        return RawText(text, span, len(heading[1]))
    return RawText(line.text, span)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def _tables(source: Source, run: Sequence[_Line]) -> Iterator[RawTable]:
    """Yield the tables of lines with bars, as far as lines of dashes or widths part them."""
    rows = [(line, list(_fields(line))) for line in run]
    dashes = [at for at, (_, fields) in enumerate(rows) if _is_dashes(fields)]
    starts = sorted({0, *(max(at - 1, 0) for at in dashes)})
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        kept = [row for row in rows[start:end] if not _is_dashes(row[1])]
        if len(kept) < end - start:
            if kept:
                yield _table(source, kept, Layout.PLACED)
        elif _is_split(kept):
            yield _table(source, kept, Layout.STREAM)
        else:
            yield from _stretches(source, kept)


def _stretches(source: Source, rows: Sequence[_Row]) -> Iterator[RawTable]:
    """Yield rows that follow each other, those whose places are known apart from others."""
    lengths = groupby(rows, key=lambda row: len(row[1]))
    chunks = [list(chunk) for _, chunk in lengths]
    placed = [_is_placed([fields for _, fields in chunk]) for chunk in chunks]
    for is_placed, together in groupby(zip(placed, chunks, strict=True), key=itemgetter(0)):
        parts = [chunk for _, chunk in together]
        if is_placed:
            for chunk in parts:
                yield _table(source, chunk, Layout.PLACED)
        else:
            yield _table(source, list(chain.from_iterable(parts)), Layout.ROWS)


def _is_dashes(fields: Sequence[_Field]) -> bool:
    return bool(fields) and all(_DASHES.fullmatch(field.text) for field in fields)


def _fields(line: _Line) -> Iterator[_Field]:
    """Yield what stands between the bars of a line, before the first and behind the last if any."""
    text, start = line.text, 0
    if text.startswith(_BAR):
        start = 1
    while start < len(text):
        end = text.find(_BAR, start)
        while end > 0 and text[end - 1] == "\\":
            end = text.find(_BAR, end + 1)
        end = len(text) if end < 0 else end
        field = _Field(line.start + start, text[start:end])
        if end < len(text) or not field.blank:
            yield field
        start = end + 1


def _table(source: Source, rows: Sequence[_Row], layout: Layout) -> RawTable:
    made = []
    for line, fields in rows:
        kept = fields if layout is Layout.PLACED else _written(fields)
        cells = tuple(_cell(source, field, column) for column, field in enumerate(kept))
        if cells:
            made.append(RawRow(cells, source.span(line.start, line.end)))
    width = max((len(row.cells) for row in made), default=0)
    span = source.span(rows[0][0].start, rows[-1][0].end)
    return RawTable(layout, tuple(made), width, spanned=False, span=span)


def _cell(source: Source, field: _Field, column: int) -> RawCell:
    text = field.text.strip(_BLANK)
    start = field.start + (field.text.index(text) if text else 0)
    return RawCell(text.replace("\\|", "|"), source.span(start, start + len(text)), column)


def _written(fields: Sequence[_Field]) -> Sequence[_Field]:
    """Return the fields of a row up to its last that is not blank: what follows may be padding."""
    last = max((at for at, field in enumerate(fields) if not field.blank), default=-1)
    return fields[: last + 1]


def _is_split(rows: Sequence[_Row]) -> bool:
    """Tell whether each cell stands on a line of its own."""
    cells = [sum(not field.blank for field in fields) for _, fields in rows]
    opened = any(line.text.startswith(_BAR) and n for (line, _), n in zip(rows, cells, strict=True))
    return len(rows) >= _FEWEST_SPLIT and max(cells) == 1 and not opened


def _is_placed(rows: Sequence[list[_Field]]) -> bool:
    """Tell whether rows of one length have every position of their grid written.

    Then there are blank cells before others, or several that were written one by one: padding is
    bars without anything between them, but for the blank that follows the last cell.
    """
    for fields in rows:
        written = len(_written(fields))
        if any(field.blank for field in fields[:written]):
            return True
        if any(field.text for field in fields[written + 1 :]):
            return True
    return False
