"""Write a publication as a Word document, a workbook, comma-separated values."""

import csv
import io
from collections.abc import Iterator

import docx
import xlsxwriter

from reportdsl.publish.publication import Grid, Paragraph, Publication


def _lines(publication: Publication) -> Iterator[tuple[int, str] | Grid]:
    """Yield each heading and paragraph with its level, and each table."""
    for section in publication.sections:
        title = "".join(run.text for run in section.title)
        if title:
            yield section.level, title
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield 0, "".join(run.text for run in block.runs)
            else:
                yield block.grid


def word(publication: Publication, *, headings: bool = True) -> bytes:
    """Return a Word document with merged cells; its headings as such or as plain paragraphs."""
    made = docx.Document()
    if headings:
        made.add_heading(publication.title, 1)
    else:
        made.add_paragraph(publication.title)
    for line in _lines(publication):
        if isinstance(line, Grid):
            _word_table(made, line)
        elif line[0] and headings:
            made.add_heading(line[1], line[0] + 1)
        else:
            made.add_paragraph(line[1])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _word_table(made: "docx.document.Document", grid: Grid) -> None:
    table = made.add_table(len(grid.rows), grid.width)
    cells = [row.cells for row in table.rows]
    for row in grid.rows:
        for cell in row:
            place = cells[cell.row][cell.column]
            if cell.rowspan > 1 or cell.colspan > 1:
                last = cells[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1]
                place = place.merge(last)
            place.text = cell.text


def workbook(publication: Publication) -> bytes:
    """Return a workbook of one sheet, figures as numbers, cells merged."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("年报")
    sheet.write_string(0, 0, publication.title)
    at = 1
    for line in _lines(publication):
        if not isinstance(line, Grid):
            sheet.write_string(at, 0, line[1])
            at += 1
            continue
        for row in line.rows:
            for cell in row:
                _sheet_cell(
                    sheet, at + cell.row, cell.column, cell.rowspan, cell.colspan, cell.text
                )
        at += len(line.rows)
    book.close()
    return out.getvalue()


def _sheet_cell(
    sheet: "xlsxwriter.worksheet.Worksheet",
    row: int,
    column: int,
    rows: int,
    columns: int,
    text: str,
) -> None:
    figure = text.isascii() and text.replace(".", "", 1).isdigit() and "." not in text
    if rows > 1 or columns > 1:
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "")
    if figure:
        sheet.write_number(row, column, int(text))
    elif text:
        sheet.write_string(row, column, text)


def values(publication: Publication) -> bytes:
    """Return comma-separated values: a line a paragraph, every grid position of a table."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([publication.title])
    for line in _lines(publication):
        if not isinstance(line, Grid):
            writer.writerow([line[1]])
            continue
        rows = [[""] * line.width for _ in line.rows]
        for row in line.rows:
            for cell in row:
                rows[cell.row][cell.column] = cell.text
        writer.writerows(rows)
    return out.getvalue().encode()
