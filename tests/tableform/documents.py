"""Documents of other kinds, and what stands in their tables."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from reportdsl.analysis.context import FormLibrary
from reportdsl.compiler import Compilation, Session
from reportdsl.importers.importer import read
from reportdsl.importers.raw import RawDocument, RawTable
from reportdsl.importing.formfrom import Made, Wishes, form_from
from reportdsl.importing.forms import Forms
from reportdsl.importing.run import Outcome, bring_in
from reportdsl.publish.publication import PublishedTable, Role
from reportdsl.text.source import Source
from reportdsl.world import MemoryWorld

HERE = Path(__file__).parent
KINDS = ("政府网站工作年度报表", "部门决算公开表", "foia-annual-report")
FORM = "own.form"


def document(data: bytes | str, name: str = "page.html") -> RawDocument:
    """Return what a file holds."""
    found = read(data.encode() if isinstance(data, str) else data, name)
    assert found.document is not None, found.diagnostics
    return found.document


def of_kind(kind: str) -> RawDocument:
    """Return one of the documents here."""
    return document((HERE / f"{kind}.html").read_bytes(), f"{kind}.html")


def made(data: str, name: str = "page.html", wishes: Wishes | None = None) -> Made:
    """Return the forms of a file's tables."""
    return form_from(document(data, name), wishes or Wishes())


def told(found: Made) -> list[str]:
    """Return the codes of what is told."""
    return [d.rule.code for d in found.diagnostics]


def imported(raw: RawDocument, form: str) -> Outcome:
    """Return a document as it is brought in by a form of one's own."""
    world = MemoryWorld({FORM: form})
    session = Session(world)
    start = Source("in.report", "", "in.report")
    session.know(start)
    library = session.library(start.id, FORM)
    assert isinstance(library, FormLibrary)
    forms = Forms(tuple(library.forms.values()), FORM)
    return bring_in(raw, forms, world, "in.report")


def plain(text: str) -> str:
    """Return a text without white space, each character in its common width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def texts_of(raw: RawDocument, numbers: set[int]) -> list[str]:
    """Return the texts of some tables of a document, counted from 1, in order."""
    tables = [block for block in raw.blocks if isinstance(block, RawTable)]
    kept = [table for at, table in enumerate(tables, 1) if at in numbers]
    cells = (cell.text for table in kept for row in table.rows for cell in row.cells)
    return [plain(text) for text in cells if text]


def tables_of(compilation: Compilation) -> Iterator[PublishedTable]:
    """Yield the published tables of forms."""
    for section in compilation.draft.sections:
        yield from (b for b in section.blocks if isinstance(b, PublishedTable) and b.name)


def published(compilation: Compilation) -> list[str]:
    """Return the texts of the published tables of forms, in order."""
    grids = (table.grid for table in tables_of(compilation))
    cells = (cell.text for grid in grids for row in grid.rows for cell in row)
    return [plain(text) for text in cells if plain(text)]


def heads(compilation: Compilation) -> list[list[tuple[str, int, int]]]:
    """Return the heads and labels of each table: text, rows and columns that each covers."""
    return [
        [
            (plain(cell.text), cell.rowspan, cell.colspan)
            for row in table.grid.rows
            for cell in row
            if cell.role is not Role.DATA and cell.text
        ]
        for table in tables_of(compilation)
    ]
