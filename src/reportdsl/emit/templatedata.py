"""Give what a page shows as plain values, which a template takes apart."""

from typing import Any

from reportdsl.emit.html import content, head, name_of, title
from reportdsl.emit.page import Part, Piece, classes, parts, words_of
from reportdsl.emit.runs import one_line, target, text_of, tidy
from reportdsl.emit.tableparts import Row, TableCell, table_parts
from reportdsl.publish.publication import Paragraph, Publication, PublishedTable, Run

READY = frozenset({"content", "head", "heading", "html", "style", "warning"})
"""The names of texts that are finished HTML; every other text is escaped where it is put in."""


def template_data(publication: Publication, style: str, *, draft: bool) -> dict[str, Any]:
    """Return the values that a template sees: texts, integers, booleans, lists and dicts."""
    sections = list(parts(publication, draft=draft))
    words = words_of(publication.language)
    mark = words.failed if draft else None
    return {
        "title": one_line(publication.title),
        "name": name_of(publication),
        "agency": one_line(publication.agency),
        "year": publication.year,
        "date": publication.date,
        "language": publication.language,
        "draft": draft,
        "warning": words.draft if draft else "",
        "style": style,
        "head": head(publication, style),
        "heading": title(publication),
        "content": content(publication, sections, draft=draft),
        "sections": [_section(part, mark) for part in sections],
    }


def _section(part: Part, mark: str | None) -> dict[str, Any]:
    title = tidy(part.section.title)
    return {
        "depth": part.depth,
        "anchor": part.section.anchor,
        "title": text_of(title),
        "runs": _runs(title),
        "heading": part.heading,
        "blocks": [_block(piece, mark) for piece in part.pieces],
    }


def _block(piece: Piece, mark: str | None) -> dict[str, Any]:
    block = piece.block
    if not isinstance(block, Paragraph):
        return {"kind": "table", **_table(block, mark), "label": piece.label} | _html(piece)
    runs = tidy(block.runs)
    return {
        "kind": "paragraph",
        "role": block.role.value,
        "text": text_of(runs),
        "runs": _runs(runs),
    } | _html(piece)


def _html(piece: Piece) -> dict[str, Any]:
    return {"html": piece.html}


def _runs(runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold, "href": target(run.href)} for run in runs]


def _table(table: PublishedTable, mark: str | None) -> dict[str, Any]:
    arranged = table_parts(table.grid)
    return {
        "name": table.name,
        "caption": table.caption,
        "classes": classes(table),
        "width": table.grid.width,
        "thead": [_row(row, mark) for row in arranged.head],
        "tbodies": [[_row(row, mark) for row in rows] for rows in arranged.bodies],
    }


def _row(row: Row, mark: str | None) -> list[dict[str, Any]]:
    return [_cell(cell, mark) for cell in row]


def _cell(cell: TableCell, mark: str | None) -> dict[str, Any]:
    failed = mark is not None and cell.placed.failed
    return {
        "text": cell.placed.text,
        "role": cell.placed.role.value,
        "scope": cell.scope,
        "id": cell.placed.id if cell.scope else "",
        "headers": cell.headers,
        "colspan": cell.colspan,
        "rowspan": cell.placed.rowspan,
        "numeric": cell.placed.numeric,
        "failed": failed,
        "remark": mark if failed else "",
    }
