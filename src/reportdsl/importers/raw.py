"""Hold what a reader takes out of a foreign file: texts and tables in order, each with its place.

Readers know containers and no reports; recognition knows labels and no containers. This is what
passes between them.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from reportdsl.text.source import Source, Span


class Layout(StrEnum):
    """What a container tells of where the cells of a table stand."""

    PLACED = "placed"
    """Row and column of every cell, blank ones too."""
    ROWS = "rows"
    """Its row; blank cells may be left out."""
    STREAM = "stream"
    """Nothing but the order of the cells."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands in the file."""

    text: str
    """On one line, white space trimmed; empty for a blank cell."""
    span: Span
    column: int = 0
    """Its first column, from 0; of no meaning unless the table is placed."""
    width: int = 1
    """How many columns it covers, where the container tells."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells that begin in a row, in order."""

    cells: tuple[RawCell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table, or what stands where tables do."""

    layout: Layout
    rows: tuple[RawRow, ...]
    width: int
    """The number of columns, where it is placed."""
    spanned: bool
    """Whether `RawCell.width` is known; else what a cell covers besides stands as blank cells."""
    span: Span


@dataclass(frozen=True, slots=True)
class RawText:
    """A paragraph or a heading, on one line."""

    text: str
    span: Span
    level: int = 0
    """1 to 6 for what the file marks as a heading."""
    refused: bool = False
    """Whether it is part of what was refused: a table that is none. It is no prose."""
    caption: bool = False
    """Whether the file marks it as what the next table is called."""


RawBlock = RawText | RawTable


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a file holds."""

    source: Source
    """What the spans are of: the file's text, or a listing of what was read (`Source.places`)."""
    blocks: tuple[RawBlock, ...]
    title: str = ""
    """What the file calls itself outside its text."""
    loose: bool = True
    """Whether paragraphs that read like the cells of a table may be taken for them."""
    facts: tuple[tuple[str, str], ...] = field(default=())
    """What it tells of itself, by names."""
    beside: tuple[RawText, ...] = ()
    """What stands beside its text: notes at the foot or the end, headers and footers of pages."""
