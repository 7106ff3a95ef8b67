"""Read CSV files: the separator is found by itself, the encoding as for any text."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.listing import Listing
from reportdsl.importers.raw import RawDocument
from reportdsl.importers.readers.sheetblocks import Sheet, blocks
from reportdsl.importers.reading import Imported, damaged, top
from reportdsl.reading import Reading, read_bytes
from reportdsl.text.fold import fold

_SEPARATORS = "\t;,"
"""Of two that part the rows alike, the first: commas stand within figures too."""
_LOOKED_AT = 50
"""How many rows tell which separator it is."""
_FEWEST_ROWS = 3
_FEWEST_FIGURES = 2
"""How many rows of how many figures show that a text is a table: prose has commas, too."""
_PROBED = 65_536
"""How many characters are looked at to tell."""
_BAD_QUOTES = Phrase(
    "引号没有配对，或者有一格太长", "its quotation marks do not match, or a cell is too long"
)


def read(data: bytes, name: str, path: str | None = None) -> Imported:
    """Return what a file holds; raise `Refusal` if it is not read."""
    return of_text(read_bytes(data, name, path))


def of_text(reading: Reading) -> Imported:
    """Return what a text holds; raise `Refusal` if it is not read."""
    if reading.binary:
        return Imported(None, reading.diagnostics)
    source, text = reading.source, reading.source.text
    sheet = Sheet("")
    for number, row in enumerate(_rows(text, _separator(text))):
        for column, cell in enumerate(row):
            sheet.put(number, column, cell)
    listing = Listing(source.id, source.path)
    found = tuple(blocks(sheet, listing, spanned=False))
    document = RawDocument(listing.source(source.size), found, loose=False)
    # What was odd in the file is told at its head: the cells are a text of their own.
    odd = (replace(d, span=top(source.id), labels=(), fixes=()) for d in reading.diagnostics)
    return Imported(document, tuple(dict.fromkeys(odd)))


def holds_values(text: str) -> bool:
    """Tell whether a text of whatever name is one of separated values: some rows of figures."""
    if "|" in fold(text[:_PROBED]):
        return False
    try:
        rows = csv.reader(StringIO(text[:_PROBED], newline=""), delimiter=_separator(text))
        full = (row for row in rows if _is_row_of_figures(row))
        return len(list(islice(full, _FEWEST_ROWS))) == _FEWEST_ROWS
    except csv.Error:
        return False


def _is_row_of_figures(row: list[str]) -> bool:
    """Tell whether a row has a label and figures: 1,234 alone has no label."""
    figures = [looks_like_figure(cell) for cell in row if cell.strip()]
    return sum(figures) >= _FEWEST_FIGURES and not figures[0]


def _separator(text: str) -> str:
    """Return what parts the cells: by which most rows fall into as many cells."""

    def score(separator: str) -> tuple[int, int]:
        lines = StringIO(text, newline="")
        found = csv.reader(lines, delimiter=separator)
        try:
            widths = Counter(len(row) for row in islice(found, _LOOKED_AT) if len(row) > 1)
        except csv.Error:
            return 0, 0
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return rows, width

    return max(_SEPARATORS, key=score)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as fault:
        raise damaged(_BAD_QUOTES) from fault
