"""Say what is shown: sections of runs and grids of placed cells, every text finished.

The third of the three trees. Emitters see this and nothing else; they compute nothing and look
nothing up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one style."""

    text: str
    bold: bool = False
    href: str | None = None
    """The target of a link; only http, https, mailto and # ever stand here."""


class Role(StrEnum):
    """What a placed cell is for."""

    BAND = "band"
    """The title of a band, over the whole width."""
    CORNER = "corner"
    """The head of the label columns."""
    COLUMN = "column"
    """A column head, of a leaf or a group."""
    ROW = "row"
    """A row label, of a leaf or a group."""
    DATA = "data"


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of the published grid, with the rectangle that it covers."""

    row: int
    column: int
    """The top left position, both from 0."""
    rowspan: int
    colspan: int
    text: str
    """The published text; empty where nothing is shown."""
    role: Role
    id: str = ""
    """For heads and labels: a name unique in the page, for `headers` to point at."""
    headers: tuple[str, ...] = ()
    """For data cells: the ids of the band, row labels and column heads over it, outermost first."""
    numeric: bool = False
    """Whether the cell stands in a column of figures."""
    failed: bool = False
    """Whether a finding stands against the cell."""
    origin: Span | None = None
    """Where in a source the text was written."""


@dataclass(frozen=True, eq=False)
class Frame:
    """What the layouts of tables with the same heads have in common. Compared by identity."""

    width: int
    """The number of grid columns."""
    rows: tuple[tuple[PlacedCell, ...], ...]
    """The cells that begin in each row, in order; those of data have no text."""


class Datum(NamedTuple):
    """What a report puts into a data cell of the frame."""

    text: str
    failed: bool = False
    """Whether a finding stands against the cell."""
    origin: Span | None = None
    """Where in a source the text was written."""


@dataclass(frozen=True)
class Grid:
    """The layout of one table."""

    frame: Frame
    data: tuple[Datum, ...]
    """One for each data cell of the frame, row by row."""

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return self.frame.width

    @cached_property
    def rows(self) -> tuple[tuple[PlacedCell, ...], ...]:
        """The cells that begin in each row, in order, with their texts."""
        data = iter(self.data)
        return tuple(
            tuple(_filled(cell, next(data)) if cell.role is Role.DATA else cell for cell in row)
            for row in self.frame.rows
        )


def _filled(cell: PlacedCell, datum: Datum) -> PlacedCell:
    return PlacedCell(
        cell.row,
        cell.column,
        cell.rowspan,
        cell.colspan,
        datum.text,
        cell.role,
        cell.id,
        cell.headers,
        cell.numeric,
        datum.failed,
        datum.origin,
    )


@dataclass(frozen=True, slots=True)
class Head:
    """A leaf row or column as it is published."""

    path: tuple[str, ...]
    """Its keys, outermost first."""
    labels: tuple[str, ...]
    """The published labels of the same nodes."""
    numeric: bool = False
    """Whether it is a column of figures."""


@dataclass(frozen=True, slots=True)
class PublishedBand:
    """A band without its layout: heads and the texts of its cells."""

    title: str | None
    stub: str
    """The head of the label columns; empty where there is none."""
    columns: tuple[Head, ...]
    rows: tuple[Head, ...]
    """One head without labels where the table has a single unnamed row."""
    cells: tuple[tuple[str, ...], ...]
    """One text for each leaf row and leaf column."""


@dataclass(frozen=True, eq=False)
class PublishedTable:
    """A table of the report: its grid, and the same without layout."""

    name: str
    caption: str | None
    """Shown above a plain table in HTML and Markdown; None for a form's table."""
    grid: Grid
    make_bands: Callable[[], Iterable[PublishedBand]]
    """Half of the outputs ask for no bands, half for no grid's cells."""

    @cached_property
    def bands(self) -> tuple[PublishedBand, ...]:
        """The bands without their layout."""
        return tuple(self.make_bands())


class ParagraphRole(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    NOTE = "note"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose."""

    runs: tuple[Run, ...]
    role: ParagraphRole = ParagraphRole.BODY


Block = Paragraph | PublishedTable


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks up to the next one."""

    level: int
    """1 to 4; 0 for what stands before the first heading."""
    title: tuple[Run, ...]
    anchor: str
    """A name unique in the page; empty for level 0."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A report as it is shown."""

    title: str
    agency: str
    year: int | None
    date: str
    """The date of the report as an ISO date; empty where none is given."""
    language: str
    """A BCP 47 tag."""
    sections: tuple[Section, ...]
    draft: bool = False
