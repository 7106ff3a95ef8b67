"""Write a publication as other people's extractors do: each dialect of pipe text, and pages."""

import unicodedata
from collections.abc import Callable, Iterator

from reportdsl.publish.publication import Grid, Paragraph, PlacedCell, Publication

Lines = Callable[[Grid], Iterator[str]]


def _texts(row: tuple[PlacedCell, ...]) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _padded(grid: Grid) -> Iterator[str]:
    rows = [row for row in grid.rows if row]
    for at, row in enumerate(rows):
        texts = _texts(row)
        width = max(sum(cell.colspan for cell in own) for own in rows)
        fill = "|" * (width - len(texts)) if at + 1 < len(rows) else ""
        yield ("".join(f"{text} | " for text in texts) + fill).rstrip()


def _leading(grid: Grid) -> Iterator[str]:
    width = max(sum(cell.colspan for cell in row) for row in grid.rows)
    for row in grid.rows:
        texts = _texts(row)
        yield "| " + "".join(f"{text} | " for text in texts) + "|" * (width - len(texts))


def _unpadded(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        yield "".join(f"{text} | " for text in _texts(row)).rstrip()


def _grid(grid: Grid) -> Iterator[str]:
    taken: dict[tuple[int, int], str] = {}
    for row in grid.rows:
        for cell in row:
            taken[cell.row, cell.column] = cell.text
    for at in range(len(grid.rows)):
        yield "| " + "".join(f"{taken.get((at, column), '')} | " for column in range(grid.width))


def _split(grid: Grid) -> Iterator[str]:
    for line in _padded(grid):
        *cells, rest = line.split(" | ") if " | " in line else [line]
        for cell in cells:
            yield f"{cell} |"
        yield rest if rest.strip("|") == "" or rest.endswith("|") else f"{rest} |"


def _single(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        yield from _texts(row)


TABLES: dict[str, Lines] = {
    "padded": _padded,
    "leading-pipe": _leading,
    "unpadded": _unpadded,
    "grid": _grid,
    "split-lines": _split,
    "one-cell-a-line": _single,
}


def text(publication: Publication, dialect: str, *, nfkc: bool = False, apart: bool = False) -> str:
    """Return a publication as text, its title first; `apart` puts blank lines between."""
    lines = [publication.title]
    for section in publication.sections:
        if section.title:
            lines.append("".join(run.text for run in section.title))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines.append("".join(run.text for run in block.runs))
            else:
                lines += TABLES[dialect](block.grid)
    out = ("\n\n" if apart else "\n").join(line for line in lines if line)
    return unicodedata.normalize("NFKC", out) if nfkc else out


def page(publication: Publication, fragment: str) -> str:
    """Return a fragment for a site's editor as a page of the site."""
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8>"
        f"<title>{publication.title}_某市人民政府</title></head><body>"
        "<div class=nav><ul><li><a href=/>首页</a></li><li><a href=/zw>政务公开</a></li></ul></div>"
        f"<div class=article><h1>{publication.title}</h1>"
        "<div class=info>发布时间：2024-01-20 来源：某市人民政府办公室 浏览次数：12</div>"
        f"<div class=content>{fragment}</div></div>"
        "<div class=footer>版权所有：某市人民政府　苏ICP备05001234号</div></body></html>"
    )
