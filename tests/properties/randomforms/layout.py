"""Lay a random table out as its form would be printed: which cell covers which place of the grid.

A table is a matrix of the cells that cover it, so that a merged cell stands in several places.
Nothing here knows how the compiler does it.
"""

from dataclasses import dataclass, field
from itertools import groupby

from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms.oracle import Sheet


@dataclass(eq=False)
class Place:
    """A cell of the printed table."""

    text: str
    is_head: bool = False
    """Whether it is the head of something, a band, a row or a column, and has text."""
    heads: "list[Place]" = field(default_factory=list)
    """Over a figure: the band's title, then the labels and the heads, outermost first."""

    def __repr__(self) -> str:
        return f"<{self.text}>"


Matrix = list[list[Place]]


def matrix(sheet: Sheet) -> Matrix:
    """Return the places of a table, row by row."""
    bands = [band for band in sheet.table.shown if band.column_leaves]
    labels = {band: label_width(band) for band in bands}
    figures = {band: sum(leaf.span for leaf in band.column_leaves) for band in bands}
    width = max((labels[band] + figures[band] for band in bands), default=0)
    deepest = max(labels.values(), default=0)
    out: Matrix = []
    for band in bands:
        # A narrow band's labels go as far as another's, so that equal columns stand under each
        # other; what room is left is its last column's.
        room = width - labels[band] - figures[band]
        label = labels[band] and labels[band] + min(room, deepest - labels[band])
        spans = [leaf.span for leaf in band.column_leaves]
        spans[-1] += width - label - sum(spans)
        out += _band(sheet, band, label, spans)
    return out


def label_width(band: ab.Band) -> int:
    """Return how many columns the labels of a band take."""
    stubs = sum(stub.span for stub in band.stubs if stub.kept)
    return stubs if band.unnamed else max(stubs, depth(band.row_leaves))


def label_levels(band: ab.Band, labels: int) -> list[int]:
    """Return which level of the labels stands in each of their columns.

    A level stands under a head of its own. Where levels are more than heads, a head takes more than
    one, though no more than it is wide; the last takes what is left.
    """
    heads = [[number] * stub.span for number, stub in enumerate(s for s in band.stubs if s.kept)]
    over = [number for head in heads for number in head][:labels]
    over += [max(over, default=0)] * (labels - len(over))
    count = max(len(heads), 1)
    out: list[int] = []
    level, spare = 0, max(depth(band.row_leaves) - count, 0)
    for number in range(count):
        width = over.count(number)
        own = min(width, 1 + spare) if width else 0
        spare -= max(own - 1, 0)
        out += [level + min(at, own - 1) for at in range(width)]
        level += own
    return out


def depth(leaves: list[ab.Node]) -> int:
    return max((len(leaf.path) for leaf in leaves), default=1)


def _band(sheet: Sheet, band: ab.Band, labels: int, spans: list[int]) -> Matrix:
    places: dict[ab.Node, Place] = {}
    for node in band.nodes():
        text = "" if band.unnamed and node in band.rows else node.shown
        places[node] = Place(text, is_head=bool(text.strip()))
    columns = band.column_leaves
    title = [] if band.shown is None else [Place(band.shown, is_head=bool(band.shown.strip()))]
    out: Matrix = [[place] * (labels + sum(spans)) for place in title]
    corner = _corner(band, labels)
    for level in range(depth(columns)):
        heads = [places[leaf.path[min(level, len(leaf.path) - 1)]] for leaf in columns]
        out.append([*corner, *stretched(heads, spans)])
    levels = label_levels(band, labels)
    for row in band.row_leaves:
        path = [places[node] for node in row.path]
        over = [*title, *path] if labels else title
        data = [
            Place(
                sheet.published((row, column)),
                heads=[p for p in (*over, *(places[n] for n in column.path)) if p.is_head],
            )
            for column in columns
        ]
        label = [path[min(level, len(path) - 1)] for level in levels]
        out.append([*label, *stretched(data, spans)])
    return out


def _corner(band: ab.Band, labels: int) -> list[Place]:
    """Return the places above the labels: the heads of their columns, the last one stretched."""
    stubs = [stub for stub in band.stubs if stub.kept]
    heads = [Place(stub.shown, is_head=bool(stub.shown.strip())) for stub in stubs]
    row = stretched(heads, [stub.span for stub in stubs]) or [Place("")]
    return [row[min(at, len(row) - 1)] for at in range(labels)]


def stretched(places: list[Place], spans: list[int]) -> list[Place]:
    return [place for place, span in zip(places, spans, strict=True) for _ in range(span)]


def without_empty_columns(table: Matrix) -> Matrix:
    """Return a matrix without the columns in which no cell begins."""
    begun = [
        column
        for column in range(len(table[0]) if table else 0)
        if column == 0 or any(row[column] is not row[column - 1] for row in table)
    ]
    return [[row[column] for column in begun] for row in table]


# ── what other outputs make of it ────────────────────────────────────────────────────────────────


def pipe_lines(table: Matrix) -> list[str]:
    """Return the lines of a table in pipe text: a merged cell stands where it begins.

    A row is filled with bars up to the widest one, the last row of the table is not.
    """
    rows: list[list[Place]] = []
    seen: set[int] = set()
    for line in table:
        rows.append([place for place, _ in groupby(line) if id(place) not in seen])
        seen |= {id(place) for place in line}
    widths = [
        sum(line.count(place) for place in row) for line, row in zip(table, rows, strict=True)
    ]
    out = []
    for number, row in enumerate(rows, start=1):
        texts = [text for place in row if (text := " ".join(place.text.split()))]
        if texts:
            padding = "" if number == len(rows) else "|" * (max(widths) - len(texts))
            out.append(("".join(f"{text} | " for text in texts) + padding).rstrip())
    return out


def flat(sheet: Sheet, band: ab.Band) -> list[list[str]]:
    """Return a band as a table with one row of heads, in which merged labels are paths."""
    columns, rows = band.column_leaves, band.row_leaves
    stubs = [stub.shown for stub in band.stubs if stub.kept]
    heads = [_joined(column) for column in columns]
    body = [[sheet.published((row, column)) for column in columns] for row in rows]
    labels = ["" if band.unnamed else _joined(row) for row in rows]
    if not any(labels) and not (stubs and stubs[-1]):
        return [heads, *body]
    corner = stubs[-1] if stubs else ""
    return [[corner, *heads], *([label, *line] for label, line in zip(labels, body, strict=True))]


def _joined(leaf: ab.Node) -> str:
    return " / ".join(node.shown for node in leaf.path if node.shown)
