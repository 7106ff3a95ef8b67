"""Write runs and merged tables as bare HTML, for places that bring their own style."""

from collections.abc import Iterable
from html import escape

from reportdsl.emit.runs import one_line, target
from reportdsl.publish.publication import Grid, PlacedCell, Role, Run


def inline(runs: Iterable[Run]) -> str:
    """Return runs as HTML: bold as strong, links as a."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    if run.bold:
        text = f"<strong>{text}</strong>"
    if (href := target(run.href)) is not None:
        text = f'<a href="{escape(href)}">{text}</a>'
    return text


def rows_of_paragraphs(grid: Grid) -> str:
    """Return the rows of a grid in which every cell is a td that holds a paragraph."""
    return _rows([_cell("td", cell, f"<p>{_text(cell)}</p>") for cell in row] for row in grid.rows)


def rows_with_heads(grid: Grid) -> str:
    """Return the rows of a grid in which heads and labels are th."""
    return _rows(
        [_cell("td" if cell.role is Role.DATA else "th", cell, _text(cell)) for cell in row]
        for row in grid.rows
    )


def _rows(rows: Iterable[list[str]]) -> str:
    return "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)


def _cell(name: str, cell: PlacedCell, content: str) -> str:
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f"<{name}{columns}{rows}>{content}</{name}>"


def _text(cell: PlacedCell) -> str:
    return escape(one_line(cell.text), quote=False)
