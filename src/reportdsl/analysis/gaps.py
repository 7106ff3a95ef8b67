"""Report the cells of a table that nobody fills."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, diagnose, message
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.model.labels import cell_name
from reportdsl.model.report import Band, Cell, State, Table
from reportdsl.text.source import Span

_NAMED = 12
"""How many cells a message names."""


def missing(
    bands: Sequence[Band],
    omitted: Collection[int],
    row_spans: dict[tuple[int, int], Span],
    place: Span,
) -> list[Diagnostic]:
    """Return a finding for each row that is short, and one for all rows that are not there.

    `omitted` are the bands that are left out, `row_spans` says where the rows stand, and `place`
    is the head of the table.
    """
    out: list[Diagnostic] = []
    shown = [index for index in range(len(bands)) if index not in omitted]
    absent: list[Argument] = []
    count = 0
    for b, r, columns in _gaps(bands, shown):
        band = bands[b]
        row = "" if band.rows.unnamed else band.rows.short_names[band.rows.leaves[r]]
        names = tuple(band.columns.short_names[band.columns.leaves[c]] for c in columns)
        span = row_spans.get((b, r))
        if span is not None:
            out.append(diagnose(rules.MISSING_CELLS, span, count=len(columns), cells=cut(names)))
            continue
        count += len(columns)
        whole = len(columns) == len(band.columns.leaves) and row
        phrase = rules.WHOLE_ROW if whole else rules.MISSING_IN_ROW
        absent.append(message(phrase, row=row, columns=names) if row else names)
    if absent:
        hints = (message(rules.USE_REST),)
        out.append(
            diagnose(rules.MISSING_CELLS, place, hints=hints, count=count, cells=cut(absent))
        )
    return out


def blank(
    bands: Sequence[Band], cells: Mapping[tuple[int, int, int], Cell]
) -> list[tuple[int, int, int]]:
    """Return the cells for figures that are typed as empty texts, by band, row and column.

    A table without form is the author's own affair.
    """
    return [
        key
        for key, cell in cells.items()
        if cell.state is State.NONE and not (cell.text or cell.type.optional or bands[key[0]].plain)
    ]


def blank_figures(
    tables: Iterable[tuple[Table, Sequence[tuple[int, int, int]]]], found: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """Return a note for each table on its empty cells, but for those in which more was found.

    Who compares reports cannot tell such a cell from one that was forgotten.
    """
    out: list[Diagnostic] = []
    told = {diagnostic.span for diagnostic in found}
    for table, empty in tables:
        left = [key for key in empty if table.bands[key[0]].cells[key[1]][key[2]].span not in told]
        names = tuple(cell_name(table.bands[band], row, column) for band, row, column in left)
        if names:
            cells = cut(names)
            out.append(diagnose(rules.BLANK_FIGURES, table.name_span, count=len(left), cells=cells))
    return out


def _gaps(bands: Sequence[Band], shown: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    for b in shown:
        alike: dict[int, list[int]] = {}
        for r, line in enumerate(bands[b].cells):
            columns = alike.get(id(line))
            if columns is None:
                columns = [c for c, cell in enumerate(line) if cell.state is State.MISSING]
                alike[id(line)] = columns
            if columns:
                yield b, r, columns


def cut(names: Sequence[Argument]) -> tuple[Argument, ...]:
    """Return names for a message, the last of many left out."""
    if len(names) <= _NAMED:
        return tuple(names)
    return (*names[:_NAMED], message(rules.AND_MORE))
