"""Judge whether the heads of columns were read well enough to put figures under them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportdsl.importers.align import Alignment, Matched, Part
from reportdsl.importers.raw import Layout, RawCell, RawTable
from reportdsl.importers.rows import FigureRow
from reportdsl.text.pattern import pattern

_LEADING = (Part.TITLE, Part.STUB)
_HEADS = (Part.STUB, Part.COLUMN)

_UNIT_LINE = pattern(r"[（(]?+(?:计量)?+单位\s*+[:：]\s*+[件个项条宗起次份]\s*+[)）]?+")


def worded(made: Alignment, row: FigureRow) -> Alignment:
    """Return an alignment in which labels before the columns are the title's and the corner's.

    What stands over or before the heads of columns may be worded in any way.
    """
    order = {id(cell): at for at, cell in enumerate(row.labels)}
    columns = [order[id(m.cell)] for m in made.matched if m.expected.part is Part.COLUMN]
    if not columns:
        return made
    corners = [order[id(m.cell)] for m in made.matched if m.expected.part is Part.STUB]
    first = min([*columns, *corners])
    lead = [cell for cell in made.unread if order[id(cell)] < first]
    open_ = [expected for expected in made.missing if expected.part in _LEADING]
    if not lead or len(lead) > len(open_):
        return made
    named = open_[len(open_) - len(lead) :]
    added = tuple(Matched(e, c, guessed=True) for e, c in zip(named, lead, strict=True))
    return replace(
        made,
        matched=(*made.matched, *added),
        unread=tuple(cell for cell in made.unread if cell not in lead),
        missing=tuple(expected for expected in made.missing if expected not in named),
    )


def without_guesses(made: Alignment) -> Alignment:
    """Return an alignment in which heads in words of their own are not read.

    Among heads that are not the form's their order tells nothing.
    """
    guessed = [m for m in made.matched if m.guessed and m.expected.part in _HEADS]
    gone = {id(match) for match in guessed}
    return replace(
        made,
        matched=tuple(match for match in made.matched if id(match) not in gone),
        unread=(*made.unread, *(match.cell for match in guessed)),
        missing=(*made.missing, *(match.expected for match in guessed)),
    )


def are_doubtful(made: Alignment, row: FigureRow, tables: Mapping[int, RawTable]) -> bool:
    """Tell whether a head is not the form's, or one of the form's is not among those that are.

    Then nothing tells which figure is under which head, however many there are.
    """
    matched = [m.cell for m in made.matched if m.expected.part is Part.COLUMN]
    lost = any(_is_leaf_column(expected.part, expected.node) for expected in made.missing)
    if matched and lost:
        return True
    unread = (c for c in made.unread if not _is_over_none(c, matched, tables))
    return any(_among_heads(cell, matched, row) for cell in unread)


def _is_over_none(cell: RawCell, heads: Sequence[RawCell], tables: Mapping[int, RawTable]) -> bool:
    """Tell whether a cell beside or over heads stands over no column of its own.

    It stands over labels, or it says across a whole table in what its columns count.
    """
    table = tables.get(id(cell))
    if table is None or not table.spanned:
        return False
    if cell.width == table.width:
        return _UNIT_LINE.fullmatch(cell.text) is not None
    first = min((h.column for h in heads if tables.get(id(h)) is table), default=0)
    return cell.column + cell.width <= first


def several_over(row: FigureRow) -> Iterator[list[RawCell]]:
    """Yield the labels of each row without figures above a row that has several, as heads are."""
    labels = {id(cell) for cell in row.labels}
    for above in row.rows[:-1]:
        found = [cell for cell in above.cells if id(cell) in labels]
        if len(found) > 1:
            yield found


def _is_leaf_column(part: Part, node: object) -> bool:
    return part is Part.COLUMN and not getattr(node, "children", ())


def _among_heads(cell: RawCell, heads: list[RawCell], row: FigureRow) -> bool:
    """Tell whether a label stands where heads do: in a row of them, or before the last of them."""
    order = {id(label): at for at, label in enumerate(row.labels)}
    if heads and order.get(id(cell), 0) < max(order[id(head)] for head in heads):
        return True
    known = {id(head) for head in heads}
    own = next((r for r in row.rows if any(c is cell for c in r.cells)), None)
    if own is None:
        return True
    alone = len(own.cells) == 1
    if alone and row.table is None and row.layout is Layout.STREAM:
        return True
    # A row of heads none of which is the form's has several labels and no figures.
    several = sum(bool(c.text) for c in own.cells) > 1 and own is not row.rows[-1]
    return several or any(id(c) in known for c in own.cells)
