"""Read spreadsheets: every sheet, one after the other.

What is hidden in a sheet is neither seen nor printed: it is no part of the report, and is told.
"""

from collections.abc import Iterable

from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.listing import Listing, Named
from reportdsl.importers.raw import RawBlock, RawDocument
from reportdsl.importers.readers import ods, xls, xlsx
from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.oddcells import findings
from reportdsl.importers.readers.sheetblocks import Sheet, blocks
from reportdsl.importers.readers.xmltree import refuse_declarations
from reportdsl.importers.reading import Imported, top


def read(data: bytes, name: str, path: str | None = None) -> Imported:
    """Return what a workbook holds; raise `Refusal` if it is not read."""
    if not data.startswith(b"PK"):
        return _document(xls.read_sheets(data), name, path, len(data))
    archive = Archive(data)
    if archive.is_open_document:
        ods.refuse_encrypted(archive)
    archive.inflate_all()
    for part in sorted(archive.names):
        if part.lower().endswith((".xml", ".rels")):
            refuse_declarations(archive.part(part))
    reader = ods if archive.is_open_document else xlsx
    return _document(reader.read_sheets(archive), name, path, len(data))


def _document(sheets: Iterable[Sheet], name: str, path: str | None, size: int) -> Imported:
    listing = Listing(name, path)
    found: list[RawBlock] = []
    told: list[Diagnostic] = []
    notes: list[tuple[Named, str]] = []
    for sheet in sheets:
        gone = sheet.leave_out()
        if gone.cells:
            told.append(
                diagnose(rules.HIDDEN_PARTS, top(name), places=gone.places(), count=gone.cells)
            )
        told += findings(sheet.odd_cells(), top(name))
        if not sheet.hidden.whole:
            found += blocks(sheet, listing, left_out=gone)
            notes += sheet.notes_by_place()
    beside = tuple(listing.text(text, place=place) for place, text in notes)
    document = RawDocument(listing.source(size), tuple(found), loose=False, beside=beside)
    return Imported(document, tuple(told))
