"""Put a table together that goes on under its repeated heads, as on the next sheet of paper."""

from collections.abc import Sequence

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.labels import key, names
from reportdsl.importers.raw import Layout, RawRow, RawTable, RawText
from reportdsl.importers.regions import Piece, Region, is_page_number
from reportdsl.importers.templates import Template, keys_of


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with each table and what goes on with it as one, its heads read once.

    What goes on names none of the rows that were read, and all that are left: else it may be a
    table of its own, say that of another year.
    """
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Region):
            _put_foot_before(out, piece)
        last = out[-1] if out else None
        if isinstance(piece, Region) and isinstance(last, Region) and _goes_on(last, piece):
            last.parts += _without_heads(last, piece)
        else:
            out.append(piece)
    return out


def _put_foot_before(out: list[Piece], goes_on: Region) -> None:
    """Put the number of a page before the table that it parts."""
    if len(out) < 2:
        return
    first, foot = out[-2:]
    if not isinstance(first, Region) or not isinstance(foot, RawText):
        return
    if is_page_number(foot.text) and _goes_on(first, goes_on):
        out[-2:] = [foot, first]


def _goes_on(first: Region, second: Region) -> bool:
    layouts = {table.layout for region in (first, second) for table, _ in region.parts}
    if first.family is not second.family or Layout.STREAM in layouts:
        return False
    one, other = _named(first), _named(second)
    return one.isdisjoint(other) and any(
        _is_whole(edition, one | other) for edition in first.family.editions
    )


def _is_whole(edition: Template, found: set[str]) -> bool:
    """Tell whether all rows of a form's table are among those named."""
    named = [place for place in range(len(edition.rows)) if edition.is_named(place)]
    return bool(named) and all(not found.isdisjoint(keys_of(edition.row(place))) for place in named)


def _named(region: Region) -> set[str]:
    """Return the keys of the labels that stand right before figures."""
    found: set[str] = set()
    for _, rows in region.parts:
        for row in rows:
            texts = [cell.text for cell in row.cells if cell.text]
            at = next((n for n, text in enumerate(texts) if looks_like_figure(text)), 0)
            if at:
                found.update(names(texts[at - 1]))
    return found


def _without_heads(first: Region, second: Region) -> list[tuple[RawTable, list[RawRow]]]:
    """Return the parts of a table without the rows by which another one begins, too."""
    heads = [row for _, rows in first.parts for row in rows]
    parts = []
    same, at = True, 0
    for table, rows in second.parts:
        left = []
        for row in rows:
            same = same and at < len(heads) and _texts(row) == _texts(heads[at])
            at += 1
            if not same:
                left.append(row)
        parts.append((table, left))
    return parts


def _texts(row: RawRow) -> list[str]:
    return [key(cell.text) for cell in row.cells if cell.text]
