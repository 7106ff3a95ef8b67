"""Bring reports in that were written by ourselves, and hold what came against what went out."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from reportdsl.compiler import Compilation
from reportdsl.importers.importer import read
from reportdsl.importing.forms import official
from reportdsl.importing.run import Outcome, bring_in
from reportdsl.publish.publication import Paragraph, PublishedTable
from reportdsl.world import MemoryWorld
from tests.importing import containers, dialects
from tests.importing.bodies import Body

Address = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""A table, the first row of its band, the keys of a row and of a column."""
WAYS = (
    *(
        f"{dialect}{'-nfkc' if nfkc else ''}"
        for dialect in dialects.TABLES
        for nfkc in (False, True)
    ),
    "one-cell-apart",
    "pipe",
    "html",
    "page",
    "docx",
    "docx-plain",
    "xlsx",
    "csv",
)
NAMES = {"html": "in.html", "page": "in.html", "csv": "in.csv"}
"""What a file is called, by the way it was written; else ``in.txt``, for its contents tell."""


def written(body: Body, way: str) -> bytes:
    """Return a report as somebody else's file."""
    compilation = body.compiled()
    publication = compilation.draft
    if way == "pipe":
        return f"{publication.title}\n{compilation.emit('pipe', draft=True)}".encode()
    if way in {"md", "md-html"}:
        return compilation.emit(
            "md", draft=True, tables="html" if way == "md-html" else "gfm"
        ).encode()
    if way == "html":
        return compilation.emit("html", draft=True).encode()
    if way == "page":
        return dialects.page(publication, compilation.emit("cms", draft=True)).encode()
    if way.startswith("docx"):
        return containers.word(publication, headings=way == "docx")
    if way == "xlsx":
        return containers.workbook(publication)
    if way == "csv":
        return containers.values(publication)
    if way == "one-cell-apart":
        return dialects.text(publication, "one-cell-a-line", apart=True).encode()
    name = way.removesuffix("-nfkc")
    return dialects.text(publication, name, nfkc=way != name).encode()


def imported(data: bytes, name: str = "in.txt") -> Outcome | None:
    """Return what comes of a file; None where it is refused as a whole."""
    found = read(data, name)
    if found.document is None:
        return None
    return bring_in(found.document, official(), MemoryWorld({}), "out.report")


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says, whatever its layout."""

    cells: Mapping[Address, str]
    labels: frozenset[str]
    prose: tuple[str, ...]


def content(compilation: Compilation) -> Content:
    """Return what a report says."""
    cells: dict[Address, str] = {}
    labels: set[str] = set()
    prose: list[str] = []
    for section in compilation.draft.sections:
        prose.append(plain("".join(run.text for run in section.title)))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                prose.append(plain("".join(run.text for run in block.runs)))
                continue
            _gather(block, cells, labels)
    return Content(cells, frozenset(labels), tuple(line for line in prose if line))


def _gather(table: PublishedTable, cells: dict[Address, str], labels: set[str]) -> None:
    for band in table.bands:
        # Titles may be worded anew, and a band may lack its first rows: its columns and last row tell it.
        for row, texts in zip(band.rows, band.cells, strict=True):
            labels.update(plain(label) for label in row.labels)
            for column, text in zip(band.columns, texts, strict=True):
                labels.update(plain(label) for label in column.labels)
                cells[table.name, "", row.path, column.path] = plain(text)


def plain(text: str) -> str:
    """Return a text by which it is compared: in common width, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split()).removesuffix("(未通过核对)")


def misplaced(outcome: Outcome, truth: Content) -> list[tuple[Address, str, str]]:
    """Return the figures that stand in cells which held something else, with what these held."""
    out = []
    for table in outcome.compilation.checked.report.tables:
        for band in table.bands:
            for row, line in zip(band.rows.leaves, band.cells, strict=True):
                for column, cell in zip(band.columns.leaves, line, strict=True):
                    address = table.name, "", row.path, column.path
                    shown = cell.text or (cell.number.text if cell.number else "")
                    if cell.filled:
                        shown = "0"
                    if (
                        (cell.stated or cell.filled)
                        and shown
                        and plain(shown) != truth.cells.get(address)
                    ):
                        out.append((address, shown, truth.cells.get(address, "-")))
    return out
