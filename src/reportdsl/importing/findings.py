"""Say what of a document was not taken, or not taken as it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Label,
    Message,
    Phrase,
    Severity,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import importing
from reportdsl.diagnostics.rules import recognition as rules
from reportdsl.importers.align import Part
from reportdsl.importers.assemble import Assembled
from reportdsl.importers.fitted import AuthoredRow, Fitted, FittedRow
from reportdsl.importers.front import Front
from reportdsl.importers.naming import omitted
from reportdsl.importers.placing import Trouble
from reportdsl.importers.raw import RawCell, RawDocument, RawText
from reportdsl.importers.reading import NAMED, some
from reportdsl.importers.recognised import Recognised
from reportdsl.importers.regions import Foreign, Piece, Region
from reportdsl.importers.rows import FigureRow
from reportdsl.importers.written import Written
from reportdsl.importing.sums import Placement
from reportdsl.importing.verify import Difference
from reportdsl.text.source import Span

_NOT_TAKEN = frozenset(
    {
        rules.LABEL_UNREAD,
        rules.FOREIGN_TABLE,
        rules.TEXT_FOR_FIGURE,
        rules.TEXT_BESIDE,
        rules.OUTSIDE_REPORT,
        importing.HIDDEN_PARTS,
        importing.PART_UNREAD,
        importing.PICTURE,
    }
)
"""What warns of something that was not taken, beside all errors."""


def not_taken(found: Iterable[Diagnostic]) -> int:
    """Return how many findings say that something was not taken."""
    return sum(d.severity is Severity.ERROR or d.rule in _NOT_TAKEN for d in found)


def of_document(recognised: Recognised, made: Assembled) -> Iterator[Diagnostic]:
    """Yield what is to be told of a document beside its tables of forms."""
    unread = any(isinstance(b, RawText) and b.refused for b in recognised.document.blocks)
    if not (recognised.tables or recognised.scattered or unread):
        source = recognised.document.source
        yield diagnose(rules.NOTHING_READ, source.span(0, 0))
    yield from _beside(recognised.document)
    yield from _around(recognised.front)
    for foreign in made.foreign:
        yield diagnose(rules.FOREIGN_TABLE, foreign.rows[0].span)
    for text in made.narrowed:
        yield diagnose(rules.DIFFERS, text.span, read=_text("｜"), written=_text("|"))
    for name, first in recognised.scattered:
        yield diagnose(rules.CELLS_SCATTERED, first, table=name)
    for region in made.repeated:
        span = region.parts[0][1][0].span
        yield diagnose(rules.TABLE_TWICE, span, table=region.family.name)


def _beside(document: RawDocument) -> Iterator[Diagnostic]:
    """Yield what stands beside the text of a document."""
    if document.beside:
        spans = [text.span for text in document.beside]
        places = dict.fromkeys(filter(None, map(document.source.place, spans)))
        named = tuple(message(Phrase(zh, en)) for zh, en in places)
        yield diagnose(rules.TEXT_BESIDE, spans[0], places=some(named))


def page_lines(front: Front) -> int:
    """Return how many lines of a document tell of the page, and are comments."""
    return sum(map(_lines, front.of_page))


def _around(front: Front) -> Iterator[Diagnostic]:
    """Yield what stands before and behind the report."""
    for rule, pieces in (
        (rules.PAGE_LINES, front.of_page),
        (rules.OUTSIDE_REPORT, front.outside),
    ):
        if pieces:
            yield diagnose(rule, _first(pieces[0]), count=sum(map(_lines, pieces)))


def _lines(piece: Piece) -> int:
    if isinstance(piece, RawText):
        return 1
    return len(piece.rows) if isinstance(piece, Foreign) else sum(len(r) for _, r in piece.parts)


def _first(piece: Piece) -> Span:
    if isinstance(piece, RawText):
        return piece.span
    row = piece.rows[0] if isinstance(piece, Foreign) else piece.parts[0][1][0]
    return row.span


def beside(region: Region) -> Iterator[Diagnostic]:
    """Yield what of a table is no part of it, and was left out."""
    if region.serials:
        first, name = region.serials[0], region.family.name
        yield diagnose(rules.SERIALS, first.span, table=name, count=len(region.serials))


def refused(region: Region, fitted: Fitted, *, stripped: bool) -> Iterator[Diagnostic]:
    """Yield why a table was not taken at all."""
    span = region.parts[0][1][0].span
    name = fitted.template.table.name
    if stripped:
        yield diagnose(rules.LINES_LOST, span, table=name)
        return
    for _, row in fitted.unknown:
        yield _unknown(fitted, row, name)
    if not fitted.unknown:
        yield diagnose(rules.FOREIGN_TABLE, span)


def of_table(
    fitted: Fitted, written: Written, solved: Mapping[int, Placement]
) -> Iterator[Diagnostic]:
    """Yield what of a table was not taken, or not as it stands."""
    name = fitted.template.table.name
    yield from _not_placed(fitted, name)
    yield from _short(fitted, name, solved)
    yield from _under_other_heads(fitted)
    bands = fitted.template.table.bands
    for known in fitted.rows:
        if known.place in solved:
            yield diagnose(rules.PLACED_BY_SUMS, _span(known.row), name=_label(fitted, known))
        else:
            band, _ = fitted.template.rows[known.place]
            yield from _long(known, _label(fitted, known), len(bands[band].columns.leaves))
    for own in fitted.authored:
        yield from _long(own, own.label.text, len(bands[0].columns.leaves))
    # Of heads that are not the form's it is told there.
    every: tuple[AuthoredRow | FittedRow, ...] = (*fitted.authored, *fitted.rows)
    other = [row for row in every if row.cells is Trouble.HEADS]
    told = {id(cell) for row in other for cell in row.row.labels}
    doubtful = {
        0 if isinstance(r, AuthoredRow) else fitted.template.rows[r.place][0] for r in other
    }
    for cell in fitted.unread:
        if id(cell) in told:
            continue
        yield diagnose(rules.LABEL_UNREAD, cell.span, name=cell.text, table=name)
    yield from _missing(fitted, name, doubtful)
    absent = tuple(message(rules.NAMED, name=row) for row in omitted(fitted))
    if absent:
        here = fitted.rows[0].row if fitted.rows else fitted.authored[0].row
        yield diagnose(rules.ROWS_ABSENT, _span(here), table=name, rows=some(absent))
    yield from _guessed(fitted, name)
    for cell, _ in written.texts:
        yield diagnose(rules.TEXT_FOR_FIGURE, cell.span, text=cell.text)
    for cell, kind in written.converted:
        yield diagnose(rules.CONVERTED, cell.span, text=cell.text, unit=kind.unit)
    for cell in written.unquotable:
        yield diagnose(rules.DIFFERS, cell.span, read=_text(cell.text), written=_text(""))


def _missing(fitted: Fitted, table: str, doubtful: set[int]) -> Iterator[Diagnostic]:
    """Yield which labels are not in the file; of bands under other heads only those of rows."""
    missing = [e for e in fitted.missing if e.part is Part.ROW or e.band not in doubtful]
    if missing:
        labels = tuple(dict.fromkeys(expected.label for expected in missing))
        first = fitted.authored[0].row if fitted.authored else fitted.rows[0].row
        span = first.rows[0].span
        shown = some(tuple(message(rules.NAMED, name=label) for label in labels))
        yield diagnose(rules.LABEL_MISSING, span, table=table, texts=shown)


def _not_placed(fitted: Fitted, table: str) -> Iterator[Diagnostic]:
    for _, row in fitted.unknown:
        yield _unknown(fitted, row, table)
    for known in fitted.rows:
        if known.cells is Trouble.TWICE:
            yield _out_of_place(_label(fitted, known), known.row, table)


def _out_of_place(label: str, row: FigureRow, table: str) -> Diagnostic:
    return diagnose(rules.ROW_OUT_OF_PLACE, _span(row), name=label, table=table)


def _unknown(fitted: Fitted, row: FigureRow, table: str) -> Diagnostic:
    label = row.labels[-1].text if row.labels else ""
    if fitted.named_by(row):
        return _out_of_place(label or table, row, table)
    return diagnose(rules.UNKNOWN_ROW, _span(row), name=label, table=table)


def _span(row: FigureRow) -> Span:
    cells: Sequence[RawCell] = [*row.labels[-1:], *row.written]
    return cells[0].span.to(cells[-1].span) if cells else row.rows[-1].span


def _short(fitted: Fitted, table: str, solved: Mapping[int, Placement]) -> Iterator[Diagnostic]:
    """Yield one finding for all rows of a table that lack figures: they do for one reason."""
    rows = [(r.label.text, r.row) for r in fitted.authored if r.cells is Trouble.SHORT]
    rows += [
        (_label(fitted, r), r.row)
        for r in fitted.rows
        if r.cells is Trouble.SHORT and r.place not in solved
    ]
    if rows:
        here, *others = (_span(row) for _, row in rows)
        names = tuple(message(rules.NAMED, name=label) for label, _ in rows)
        yield diagnose(
            rules.SHORT_ROWS,
            here,
            labels=tuple(Label(span) for span in others[:NAMED]),
            table=table,
            count=len(rows),
            rows=some(names),
        )


def _label(fitted: Fitted, row: FittedRow) -> str:
    return fitted.template.row(row.place).label or fitted.template.table.name


def _under_other_heads(fitted: Fitted) -> Iterator[Diagnostic]:
    """Yield one finding for the rows of each band whose heads are not the form's."""
    bands: dict[int, list[tuple[str, FigureRow]]] = {}
    for own in fitted.authored:
        if own.cells is Trouble.HEADS:
            bands.setdefault(0, []).append((own.label.text, own.row))
    for known in fitted.rows:
        if known.cells is Trouble.HEADS:
            band, _ = fitted.template.rows[known.place]
            bands.setdefault(band, []).append((_label(fitted, known), known.row))
    for rows in bands.values():
        here, *others = (_span(row) for _, row in rows)
        labels = tuple(Label(span) for span in others[:NAMED])
        yield diagnose(rules.HEADS_DIFFER, here, labels=labels, name=rows[0][0], count=len(rows))


def _long(known: FittedRow | AuthoredRow, label: str, columns: int) -> Iterator[Diagnostic]:
    if known.cells is Trouble.ASTRAY:
        yield diagnose(rules.ASTRAY, _span(known.row), name=label)
    if known.cells is Trouble.LONG:
        count = len(known.row.written)
        span = _span(known.row)
        yield diagnose(rules.LONG_ROW, span, name=label, columns=columns, count=count)


def _guessed(fitted: Fitted, table: str) -> Iterator[Diagnostic]:
    own = [match for match in fitted.matched if match.guessed]
    if own:
        pairs = dict.fromkeys((m.cell.text, m.expected.label) for m in own)
        shown = tuple(message(rules.IS_FOR, own=a, official=b) for a, b in pairs)
        yield diagnose(rules.LABELS_GUESSED, own[0].cell.span, table=table, texts=some(shown))


def of_differences(found: Sequence[Difference]) -> Iterator[Diagnostic]:
    """Yield the differences between a table as it was read and as it is published."""
    for each in found:
        labels = (Label(each.origin),) if each.origin is not None else ()
        read, written = _text(each.read), _text(each.written)
        yield diagnose(rules.DIFFERS, each.span, labels=labels, read=read, written=written)


def _text(text: str) -> Message:
    return message(rules.NAMED, name=text) if text else message(rules.BLANK)
