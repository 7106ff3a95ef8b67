"""Write a table of no form as a plain table: one row of heads and one column of labels."""

from collections.abc import Sequence

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.labels import key
from reportdsl.importers.raw import Layout, RawCell, RawRow
from reportdsl.importers.regions import Foreign
from reportdsl.importers.written import BAR
from reportdsl.syntax import escape
from reportdsl.text.fold import fold
from reportdsl.text.numerals import parse_number

_FEWEST = 2
"""How many rows and columns a table has at least."""


def plain_table(foreign: Foreign, caption: str) -> list[str] | None:
    """Return the lines of a plain table of a caption, if it has one; None where it is no such."""
    rows = _grid(foreign)
    if rows is None:
        return None
    head, *body = rows
    names = [cell.text for cell in head[1:]]
    labels = [row[0].text for row in body]
    # A head of figures is none: then the first row is one of the table.
    if not (_all_different(names) and _all_different(labels)) or any(map(looks_like_figure, names)):
        return None
    columns = [_column([row[at].text for row in body]) for at in range(1, len(head))]
    heads = [_cell(name, quoted=False) for name in names]
    typed = [heads, *zip(*columns, strict=True)]
    if any(cell is None for row in typed for cell in row):
        return None
    stubs = map(escape.label, [head[0].text, *labels])
    rows_typed = zip(stubs, typed, strict=True)
    return [
        _head(caption),
        *(BAR.join([stub, *(c or "" for c in row)]) for stub, row in rows_typed),
    ]


def _head(caption: str) -> str:
    named = escape.string(caption) if caption else None
    return f"@简表 {named}" if named else "@简表"


def _column(texts: Sequence[str]) -> list[str | None]:
    """Return how the cells of a column are typed: beside figures, what is none stands in quotes."""
    figures = any(parse_number(fold(text)) is not None for text in texts)
    return [_cell(text, quoted=figures) for text in texts]


def _grid(foreign: Foreign) -> Sequence[Sequence[RawCell]] | None:
    """Return the cells of a table, every position of it filled by one of its own; else None."""
    rows: Sequence[RawRow] = foreign.rows
    width = len(rows[0].cells)
    if foreign.table.layout is Layout.STREAM or min(len(rows), width) < _FEWEST:
        return None
    if any(len(row.cells) != width for row in rows):
        return None
    if any(cell.width != 1 for row in rows for cell in row.cells):
        return None
    if foreign.table.layout is Layout.ROWS and not all(c.text for r in rows[1:] for c in r.cells):
        return None
    return [row.cells for row in rows]


def _all_different(texts: Sequence[str]) -> bool:
    keys = [key(text) for text in texts]
    return all(keys) and len(set(keys)) == len(keys)


def _cell(text: str, *, quoted: bool) -> str | None:
    """Return how a cell with a text is typed; None where nothing types it."""
    number = parse_number(fold(text))
    if not text or (number is not None and number.text == text):
        return text
    if not quoted and number is None and escape.is_plain(text):
        return text
    return escape.string(text)
