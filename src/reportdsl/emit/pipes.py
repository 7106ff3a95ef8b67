"""Write a publication as pipe text, in which official sites' reports circulate.

The text is what trafilatura 2.0.0 reads off the page that `cms` writes, after NFKC. So white space
is collapsed first and the characters folded after, in that order; and a row that is not written
still counts as a table's last.
"""

import unicodedata
from collections.abc import Iterator

from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose, message
from reportdsl.diagnostics.rules.emission import PIPE_IN_CELL, WRITE_ANOTHER_SIGN
from reportdsl.emit.emitter import Emitted, Options
from reportdsl.emit.runs import text_of
from reportdsl.publish.publication import Grid, Paragraph, PlacedCell, Publication
from reportdsl.text.source import Span

_WIDEST_PADDING = 1000
"""The column beyond which trafilatura pads no further."""


def emit(publication: Publication, options: Options) -> Emitted:
    """Return the pipe text, and an error for each cell that it cannot show."""
    text = "\n".join(_lines(publication))
    if not options.keep_width:
        text = unicodedata.normalize("NFKC", text)
    return Emitted(text, tuple(_faults(publication)))


def _lines(publication: Publication) -> Iterator[str]:
    for section in publication.sections:
        if title := _collapsed(text_of(section.title)):
            yield title
        for block in section.blocks:
            if isinstance(block, Paragraph):
                if line := _collapsed(text_of(block.runs)):
                    yield line
            else:
                yield from _rows(block.grid)


def _rows(grid: Grid) -> Iterator[str]:
    sums = (sum(cell.colspan for cell in row) for row in grid.rows)
    width = min(max(sums, default=0), _WIDEST_PADDING)
    for number, row in enumerate(grid.rows, start=1):
        texts = [text for cell in row if (text := _collapsed(cell.text))]
        if texts:
            padding = "" if number == len(grid.rows) else "|" * (width - len(texts))
            yield (" | ".join((*texts, "")) + padding).rstrip()


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _faults(publication: Publication) -> Iterator[Diagnostic]:
    for cell in _cells(publication):
        # Also where widths are kept: readers of pipe text take ｜ for | as the language does.
        if "|" in unicodedata.normalize("NFKC", cell.text):
            span = cell.origin or Span("", 0, 0)
            hints = (message(WRITE_ANOTHER_SIGN),)
            yield diagnose(PIPE_IN_CELL, span, hints=hints, text=_collapsed(cell.text))


def _cells(publication: Publication) -> Iterator[PlacedCell]:
    for section in publication.sections:
        for block in section.blocks:
            if not isinstance(block, Paragraph):
                for row in block.grid.rows:
                    yield from row
