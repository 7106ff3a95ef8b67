"""Write a report for git to compare by lines: a line a cell, a line a sentence."""

from collections.abc import Iterator

from reportdsl.compare.outline import text_of
from reportdsl.compare.tables import grids
from reportdsl.compare.words import sentences
from reportdsl.compiler import Compilation
from reportdsl.model import report as model
from reportdsl.model.report import Report
from reportdsl.syntax import nodes
from reportdsl.syntax.parse import Parsed
from reportdsl.text.fold import normal
from reportdsl.text.source import Span
from reportdsl.text.width import visible

_UNPUBLISHED = (nodes.Check, nodes.Allow, nodes.Include, nodes.Chart)


def semantic(compilation: Compilation) -> str:
    """Return what a report says, each thing on a line of its own; of a form, its source."""
    if compilation.is_form:
        return compilation.source.text
    return "".join(f"{visible(line)}\n" for line in _lines(compilation))


def _lines(compilation: Compilation) -> Iterator[str]:
    document = compilation.parsed.document
    for field in document.fields:
        yield f"{field.key}: {' '.join(field.value.split())}"
    report = compilation.checked.report
    for block in report.blocks:
        yield from _block(report, block)
    yield from _unplaced(compilation.parsed, report)
    yield from _beside(compilation.parsed)


def _beside(parsed: Parsed) -> Iterator[str]:
    """Yield what is written and not published as it stands, comments too: no change goes unseen."""
    spans: list[Span] = list(parsed.comments)
    for block in parsed.document.blocks:
        if isinstance(block, nodes.Table | nodes.PlainTable):
            spans += [line.span for line in block.renames]
            spans += [line.span for line in block.omits]
        elif isinstance(block, _UNPUBLISHED):
            spans.append(block.span)
    for span in sorted(spans, key=lambda span: span.start):
        start = parsed.source.text.rfind("\n", 0, span.start) + 1
        yield " ".join(parsed.source.text[start : span.end].split())


def _block(report: Report, block: model.Block) -> Iterator[str]:
    match block:
        case model.Heading():
            yield f"{'#' * block.level} {text_of(block)}"
        case model.Prose():
            yield from (said for said in map(str.strip, sentences(text_of(block))) if said)
        case model.TableRef():
            yield from _cells(report, block.table)
        case model.Signature():
            yield "@落款"


def _cells(report: Report, index: int) -> Iterator[str]:
    """Yield the cells of a table that show something, each by its names."""
    name = report.tables[index].name
    for grid in grids(report, index):
        columns = range(len(grid.band.columns.leaves))
        for row in range(len(grid.band.rows.leaves)):
            for column in columns:
                shown = grid.cell(row, column).text
                if shown:
                    names = (name, grid.row_name(row), grid.column_name(column))
                    yield f"{' / '.join(part for part in names if part)}: {shown}"


def _unplaced(parsed: Parsed, report: Report) -> Iterator[str]:
    """Yield the cells of tables of which not all could be placed, as they are written.

    The form is not to be had where git shows a file, or a row is called by a wrong name.
    """
    placed = {normal(table.name) for table in report.tables if table.sound}
    for block in parsed.document.blocks:
        if not isinstance(block, nodes.Table | nodes.PlainTable) or normal(block.name) in placed:
            continue
        columns: list[str] = []
        for row in block.rows:
            texts = [_typed(parsed, cell) for cell in row.cells]
            if not row.label.text and not columns:
                columns = texts
                continue
            for at, text in enumerate(texts):
                if text:
                    column = columns[at] if at < len(columns) else str(at + 1)
                    yield f"{block.name} / {row.label.text} / {column}: {text}"


def _typed(parsed: Parsed, cell: nodes.Cell) -> str:
    return " ".join(parsed.source.text[cell.span.start : cell.span.end].split())
