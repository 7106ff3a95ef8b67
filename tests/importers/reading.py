"""What tests of readers share: a document in a form that is quickly written down."""

from reportdsl.importers.importer import read
from reportdsl.importers.raw import RawDocument, RawTable
from reportdsl.importers.reading import Imported

Shown = list["str | tuple[int, str] | list[list[str]]"]


def document(data: bytes, name: str) -> RawDocument:
    found = read(data, name).document
    assert found is not None
    return found


def shown(data: bytes, name: str) -> Shown:
    """Return the blocks of a document: a text, a heading with its level, or the cells of a table.

    A cell is its text, behind ``column+width`` where it does not stand right behind the one before
    it or covers several columns.
    """
    out: Shown = []
    for block in document(data, name).blocks:
        if not isinstance(block, RawTable):
            out.append((block.level, block.text) if block.level else block.text)
            continue
        rows = []
        for row in block.rows:
            cells, column = [], 0
            for cell in row.cells:
                plain = cell.column == column and cell.width == 1
                cells.append(cell.text if plain else f"{cell.column}+{cell.width} {cell.text}")
                column = cell.column + cell.width
            rows.append(cells)
        out.append(rows)
    return out


def codes(imported: Imported) -> list[str]:
    return [found.rule.code for found in imported.diagnostics]
