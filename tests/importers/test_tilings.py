"""Tables merged at random, in every container that tells of merged cells: each cell is in place."""

import random
from io import BytesIO

import docx
import pytest
import xlsxwriter

from reportdsl.importers.raw import RawTable
from tests.importers.reading import document
from tests.importers.test_docx import p, word
from tests.importers.test_sheets import ods

Tile = tuple[int, int, int, int]
"""First row and column, and how many of each."""


def tiling(chance: random.Random) -> list[Tile]:
    """Return tiles that cover a grid, in the order in which they begin; no row or column is whole.

    Each row and column has a tile of one place, so that no container may leave it out.
    """
    height, width = chance.randrange(2, 7), chance.randrange(2, 7)
    free = {(row, column) for row in range(height) for column in range(width)}
    tiles: list[Tile] = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        down = across = 1
        if chance.random() < 0.4:
            down, across = chance.randrange(1, 4), chance.randrange(1, 4)
        while {(row + a, column + b) for a in range(down) for b in range(across)} - free:
            down, across = (down - 1, across) if down > across else (down, across - 1)
        free -= {(row + a, column + b) for a in range(down) for b in range(across)}
        tiles.append((row, column, down, across))
    return tiles


def in_html(tiles: list[Tile]) -> bytes:
    rows: dict[int, str] = dict.fromkeys(range(max(t[0] + t[2] for t in tiles)), "")
    for row, column, down, across in tiles:
        rows[row] += f"<td rowspan={down} colspan={across}>{row}/{column}"
    return f"<table>{''.join(f'<tr>{cells}' for cells in rows.values())}</table>".encode()


def in_word(tiles: list[Tile]) -> bytes:
    rows: dict[int, list[tuple[int, str]]] = {}
    for row, column, down, across in tiles:
        for at in range(row, row + down):
            merged = (
                f"<vMerge{' val=' + repr('restart') if at == row else ''}/>" if down > 1 else ""
            )
            text = f"{row}/{column}" if at == row else ""
            cell = f"<tc><tcPr><gridSpan val='{across}'/>{merged}</tcPr>{p(text)}</tc>"
            rows.setdefault(at, []).append((column, cell))
    made = "".join(
        f"<tr>{''.join(cell for _, cell in sorted(cells))}</tr>"
        for _, cells in sorted(rows.items())
    )
    return word(f"<tbl>{made}</tbl>")


def in_python_docx(tiles: list[Tile]) -> bytes:
    made = docx.Document()
    height, width = max(t[0] + t[2] for t in tiles), max(t[1] + t[3] for t in tiles)
    table = made.add_table(height, width)
    for row, column, down, across in tiles:
        first, last = table.cell(row, column), table.cell(row + down - 1, column + across - 1)
        first.merge(last).text = f"{row}/{column}"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def in_excel(tiles: list[Tile]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, column, down, across in tiles:
        if down == across == 1:
            sheet.write(row, column, f"{row}/{column}")
        else:
            sheet.merge_range(row, column, row + down - 1, column + across - 1, f"{row}/{column}")
    book.close()
    return out.getvalue()


def in_open_document(tiles: list[Tile]) -> bytes:
    begun = {(row, column): (down, across) for row, column, down, across in tiles}
    height, width = max(t[0] + t[2] for t in tiles), max(t[1] + t[3] for t in tiles)
    made = ""
    for row in range(height):
        made += "<t:table-row>"
        for column in range(width):
            down, across = begun.get((row, column), (0, 0))
            spans = f"t:number-rows-spanned='{down}' t:number-columns-spanned='{across}'"
            cell = f"<t:table-cell {spans}><x:p>{row}/{column}</x:p></t:table-cell>"
            made += cell if down else "<t:covered-table-cell/>"
        made += "</t:table-row>"
    return ods(f"<t:table>{made}</t:table>")


CONTAINERS = {
    "a.html": in_html,
    "a.docx": in_word,
    "b.docx": in_python_docx,
    "a.xlsx": in_excel,
    "a.ods": in_open_document,
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_cell_is_in_its_place(name):
    chance = random.Random(1)
    for _ in range(60 if name != "b.docx" else 8):
        tiles = tiling(chance)
        if name in {"a.xlsx", "a.ods"} and not plain(tiles):
            continue
        (table,) = document(CONTAINERS[name](tiles), name).blocks
        assert isinstance(table, RawTable)
        found = [(cell.text, cell.column, cell.width) for row in table.rows for cell in row.cells]
        expected = [(f"{row}/{column}", column, across) for row, column, _, across in tiles]
        assert found == expected


def plain(tiles: list[Tile]) -> bool:
    """Tell whether in every row several cells begin, and in every column one.

    A sheet knows no tables: a row of a single cell may be a text of its own, and a column in which
    nothing begins is none.
    """
    rows = [row for row, _, _, _ in tiles]
    columns = {column for _, column, _, _ in tiles}
    height, width = max(t[0] + t[2] for t in tiles), max(t[1] + t[3] for t in tiles)
    return all(rows.count(row) > 1 for row in range(height)) and len(columns) == width
