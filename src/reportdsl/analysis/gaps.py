"""Report the cells of a table that nobody fills."""

from collections.abc import Iterator, Sequence

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, diagnose, message
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.model.report import Band, State
from reportdsl.text.source import Span

_NAMED = 12
"""How many cells a message names."""


def missing(
    bands: Sequence[Band],
    shown: Sequence[int],
    row_spans: dict[tuple[int, int], Span],
    place: Span,
) -> list[Diagnostic]:
    """Return a finding for each row that is short, and one for all rows that are not there.

    `shown` are the bands that are not left out, `row_spans` says where the rows stand, and `place`
    is the head of the table.
    """
    out: list[Diagnostic] = []
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
