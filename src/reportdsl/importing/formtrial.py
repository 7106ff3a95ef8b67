"""Fill a form with the figures that it was made from, publish it, and compare with the file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportdsl.compiler import Compilation, Session
from reportdsl.diagnostics.diagnostic import Message, message
from reportdsl.diagnostics.rules import formmaking as rules
from reportdsl.importers.figures import MARKS, taken
from reportdsl.importers.labels import plain
from reportdsl.importers.tableform.boxes import Box
from reportdsl.importers.tableform.drafted import Draft, Taken
from reportdsl.importers.tableform.parts import Datum, Part
from reportdsl.importing.forms import forms_of
from reportdsl.importing.verify import published_tables
from reportdsl.model.axis import CellType, cell_type
from reportdsl.model.form import TableForm
from reportdsl.model.labels import row_path
from reportdsl.publish.publication import PlacedCell, PublishedTable, Role
from reportdsl.reading import read_text
from reportdsl.syntax import escape, nodes
from reportdsl.text.source import Span
from reportdsl.world import MemoryWorld

_FORM = "own.form"
_REPORT = "trial.report"
_BAR = " | "
_EMPTY = '""'
_NAMED = 6
"""How many texts a finding names."""
_HEADS = frozenset({Role.CORNER, Role.COLUMN})


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A text of the file that the form prints otherwise."""

    problem: Message
    span: Span


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a table form."""

    failed: bool
    """Whether the figures of the file break it."""
    mismatches: tuple[Mismatch, ...]


def tried(draft: Draft) -> list[Trial]:
    """Return what comes of filling each table of a draft that compiles with the file's figures."""
    world = MemoryWorld({_FORM: draft.text})
    forms = _forms(world)
    lines = [f"格式: {_FORM}", ""]
    bounds: list[tuple[int, int]] = []
    for table in draft.tables:
        start = len(lines)
        lines += [f"@表 {table.sheet.name}", *_rows(table, forms[table.sheet.name]), ""]
        bounds.append((start, len(lines)))
    session = Session(world, locate=False)
    compilation = session.compilation(read_text("\n".join(lines), _REPORT, _REPORT))
    shown = {table.name: table for table in published_tables(compilation)}
    failed = _lines_at_fault(compilation)
    return [
        Trial(
            any(start <= line < end for line in failed),
            tuple(_mismatches(table, shown.get(table.sheet.name))),
        )
        for table, (start, end) in zip(draft.tables, bounds, strict=True)
    ]


def _forms(world: MemoryWorld) -> dict[str, TableForm]:
    own = forms_of(_FORM, world, _REPORT)
    assert own is not None, "the draft is there and compiles"
    return {name: table for form in own.forms for name, table in form.tables.items()}


def _lines_at_fault(compilation: Compilation) -> list[int]:
    """Return the lines of the report, from 0, that errors stand in."""
    lines = compilation.source.lines
    return [
        lines.position(found.span.start).line - 1
        for found in compilation.errors
        if found.span.source == _REPORT
    ]


# ── filling ──────────────────────────────────────────────────────────────────────────────────────


def _rows(table: Taken, form: TableForm) -> Iterator[str]:
    """Yield the rows of a table as a source has them, every cell stated."""
    named = table.written.named
    for number, (part, own) in enumerate(zip(table.sheet.parts, named, strict=True)):
        band = form.bands[number]
        free = [
            cell_type(band.row_attributes.over(column.attributes)) for column in band.columns.leaves
        ]
        places = {row: place for place, row in enumerate(own)}
        for at, line in enumerate(part.data):
            place = places.get(at)
            if place is None:
                label, types = _own_label(part, at, form, number), free
            else:
                label, types = _form_label(form, number, place), list(band.types[place])
            cells = [_cell(datum, kind) for datum, kind in zip(line, types, strict=True)]
            yield _BAR.join([label, *cells])


def _form_label(form: TableForm, number: int, place: int) -> str:
    """Return what names a row of the form."""
    band = form.bands[number]
    leaf = band.rows.leaves[place]
    if band.rows.unnamed:
        return "*" if len(form.bands) == 1 else f"{escape.label(band.title or '')} / *"
    return escape.label(row_path(form.bands, number, leaf))


def _own_label(part: Part, at: int, form: TableForm, number: int) -> str:
    """Return what names a row that is the author's own."""
    text = part.row_leaves[at].label
    title = form.bands[number].title
    path = text if title is None or len(form.bands) == 1 else f"{title} / {text}"
    return escape.label(path)


def _cell(datum: Datum, kind: CellType) -> str:
    found = taken(datum.box.text, kind, datum.box.span).cell
    if isinstance(found, nodes.EmptyCell):
        return ""
    assert isinstance(found, nodes.StatedCell), "what a file holds is stated"
    text, quoted = found.text, found.quoted
    if quoted is None and not (text in MARKS or escape.is_plain(text)):
        text, quoted = "", text
    if quoted is None:
        return text
    return f"{text} {escape.string(quoted) or _EMPTY}".strip()


# ── comparing ────────────────────────────────────────────────────────────────────────────────────


def _mismatches(table: Taken, shown: PublishedTable | None) -> Iterator[Mismatch]:
    """Yield where what is printed differs from the file, in merged cells too."""
    for line in table.sheet.left:
        yield Mismatch(message(rules.NOT_PRINTED, text=line.text), line.span)
    if shown is None:
        return
    comparison = _Comparison()
    rows = list(shown.grid.rows)
    at = 0
    for part in table.sheet.parts:
        at += part.title is not None
        heads = at
        while heads < len(rows) and all(cell.role in _HEADS for cell in rows[heads]):
            heads += 1
        end = heads + len(part.data)
        comparison.compare(part.shown[: part.depth], rows[at:heads], part.place)
        comparison.compare(part.shown[part.depth :], rows[heads:end], part.place)
        at = end
    yield from comparison.found
    if comparison.moved:
        texts = tuple(text for text, _ in comparison.moved[:_NAMED])
        told = message(rules.MERGED, count=len(comparison.moved), texts=texts)
        yield Mismatch(told, comparison.moved[0][1])


class _Comparison:
    """What differs between rows of a file and the same rows as they are printed."""

    def __init__(self) -> None:
        self.found: list[Mismatch] = []
        self.moved: list[tuple[Message, Span]] = []
        """What stands elsewhere, or covers other places."""

    def compare(
        self, read: Sequence[Sequence[Box]], printed: Sequence[Sequence[PlacedCell]], place: Span
    ) -> None:
        """Compare some rows; both are counted from the first of them."""
        top = next((line[0].row for line in printed if line), 0)
        left = {(c.row - top, c.column): c for line in printed for c in line if plain(c.text)}
        lost: list[Box] = []
        for number, line in enumerate(read):
            for box in line:
                cell = left.get((number, box.column))
                if cell is None or plain(cell.text) != plain(box.text):
                    lost.append(box)
                    continue
                del left[number, box.column]
                if (cell.rowspan, cell.colspan) != (box.height, box.width):
                    self.moved.append((_extent(box, cell), box.span))
        self._lost(lost, list(left.values()), place)

    def _lost(self, lost: Sequence[Box], left: Iterable[PlacedCell], place: Span) -> None:
        """Take what stands elsewhere, what is not printed at all, and what is printed besides."""
        texts = Counter(plain(cell.text) for cell in left)
        for box in lost:
            text = plain(box.text)
            if texts[text]:
                texts[text] -= 1
                self.moved.append((message(rules.PLACE, text=box.text), box.span))
            else:
                self.found.append(Mismatch(message(rules.NOT_PRINTED, text=box.text), box.span))
        for cell in left:
            if texts[plain(cell.text)]:
                texts[plain(cell.text)] -= 1
                self.found.append(Mismatch(message(rules.ADDED, text=cell.text), place))


def _extent(box: Box, cell: PlacedCell) -> Message:
    return message(
        rules.EXTENT,
        text=box.text,
        rows=box.height,
        columns=box.width,
        own_rows=cell.rowspan,
        own_columns=cell.colspan,
    )
