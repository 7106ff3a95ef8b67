"""Write a grid as the rows of an accessible HTML table.

What stands around the figures, the frame, depends on the heads alone: a form's tables have the same
in every report, so that it can be kept while a process lasts. `fill` puts the texts in.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportdsl.emit.tableparts import colspan_of, division, ids_of, scope_of, starts_of
from reportdsl.publish.publication import Frame, Grid, PlacedCell, Role

_DATA = Role.DATA


def escape(text: str) -> str:
    """Return a text fit to stand in an element or in a quoted attribute."""
    # Figures and Chinese words, nearly all that a table holds, are done at once.
    if text.isalnum():
        return text
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&#34;")
        .replace("'", "&#39;")
    )


def rows(grid: Grid, mark: str | None = None) -> str:
    """Return the rows of a grid in their `thead` and `tbody` elements, each on a line.

    `mark` is what those who do not see it hear of a cell that failed; None marks no cell.
    """
    # What is not marked is the same for all tables of a frame.
    pieces = _unmarked(grid.frame) if mark is None else frame(grid, mark)
    return fill(pieces, [datum.text for datum in grid.data])


@lru_cache(maxsize=256)
def _unmarked(common: Frame) -> list[str]:
    return frame(common)


def fill(frame: Sequence[str], texts: Iterable[str]) -> str:
    """Return a frame with a text in each gap."""
    pieces: list[str] = []
    for before, text in zip(frame, texts, strict=False):
        pieces += (before, text if text.isalnum() else escape(text))
    pieces.append(frame[-1])
    return "".join(pieces)


def frame(grid: Grid | Frame, mark: str | None = None) -> list[str]:
    """Return the rows without the texts of data cells: what stands before each, and at the end.

    Without `mark` the frame depends on the heads and on which columns hold figures, on no text of
    a data cell.
    """
    return _Frame(grid, mark).pieces


class _Frame:
    """Gathers what stands between the texts of data cells."""

    def __init__(self, grid: Grid | Frame, mark: str | None) -> None:
        self.pieces: list[str] = []
        self._grid = grid
        self._unseen = "" if mark is None else f'<span class="unseen">{escape(mark)}</span>'
        self._marks = mark is not None
        self._starts = starts_of(grid)
        self._ids = ids_of(grid)
        self._open: list[str] = []
        depth, bodies = division(grid)
        if depth:
            self._part("thead", range(depth))
        for body in bodies:
            self._part("tbody", body)
        self.pieces.append("".join(self._open))

    def _part(self, name: str, numbers: range) -> None:
        self._open.append(f"<{name}>\n")
        for number in numbers:
            self._open.append("<tr>")
            for cell in self._grid.rows[number]:
                if cell.role is _DATA:
                    self._data(cell)
                else:
                    self._head(cell)
            self._open.append("</tr>\n")
        self._open.append(f"</{name}>\n")

    def _data(self, cell: PlacedCell) -> None:
        failed = self._marks and cell.failed
        names = cell.headers
        if not self._ids.issuperset(names):
            names = tuple(name for name in names if name in self._ids)
        headers = f' headers="{escape(" ".join(names))}"' if names else ""
        self._open.append(f"<td{headers}{self._spans(cell)}{_class(cell, failed=failed)}>")
        self.pieces.append("".join(self._open))
        self._open = [self._unseen, "</td>"] if failed else ["</td>"]

    def _head(self, cell: PlacedCell) -> None:
        failed = self._marks and cell.failed
        scope = scope_of(cell)
        tag = "th" if scope else "td"
        name = f' id="{escape(cell.id)}"' if scope and cell.id else ""
        said = f' scope="{scope}"{name}' if scope else ""
        style = _class(cell, failed=failed) if failed or not scope else ""
        unseen = self._unseen if failed else ""
        text = escape(cell.text)
        self._open.append(f"<{tag}{said}{self._spans(cell)}{style}>{text}{unseen}</{tag}>")

    def _spans(self, cell: PlacedCell) -> str:
        columns, rows = colspan_of(cell, self._starts), cell.rowspan
        colspan = f' colspan="{columns}"' if columns > 1 else ""
        return f'{colspan} rowspan="{rows}"' if rows > 1 else colspan


def _class(cell: PlacedCell, *, failed: bool) -> str:
    if failed:
        return ' class="figure failed"' if cell.numeric else ' class="failed"'
    return ' class="figure"' if cell.numeric else ""
