"""Hold the pieces of a document: its prose, tables of the forms, and tables of no form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.labels import key
from reportdsl.importers.raw import RawCell, RawRow, RawTable, RawText
from reportdsl.importers.serials import column_numbers, serials, without
from reportdsl.importers.templates import Family, Template
from reportdsl.text.pattern import pattern

_PAGE_NUMBER = pattern(
    r"\W*+(?:(?:第|page)?\s*+[0-9]{1,4}\s*+(?:页|/\s*+[0-9]{1,4})?+(?:\s*+共\s*+[0-9]{1,4}\s*+页)?+\W*+)?+",
    re.IGNORECASE,
)
"""What stands alone at the foot of a page of paper, or between two."""


@dataclass(slots=True)
class Region:
    """What is taken for a table of the forms: rows, each with the table that it stands in."""

    family: Family
    parts: list[tuple[RawTable, list[RawRow]]] = field(default_factory=list)
    serials: tuple[RawCell, ...] = ()
    """The serial numbers that stood before its labels; they are no part of it any more."""

    def drop_serials(self) -> None:
        """Take away serial numbers that stand before the labels or under the heads."""
        numbers = serials(self.parts, self.family)
        self.serials = numbers + column_numbers(self.parts, self.family)
        gone = frozenset(map(id, self.serials))
        if gone:
            self.parts = [(t, [without(row, gone) for row in rows]) for t, rows in self.parts]

    def begins_again(self, table: RawTable, row: RawRow) -> bool:
        """Tell whether a row is that by which this table begins, figures standing between.

        Then another table of the same kind begins, say that of another year. What begins in
        another way is another table where a table of the file begins with the heads of the form.
        """
        texts = [key(cell.text) for cell in row.cells if cell.text]
        if texts != self._first() and not (row is table.rows[0] and self._is_headed(texts)):
            return False
        if not set(texts) & self.family.openings:
            return False
        if any(texts == [k for k in keys if k] for keys in self._repeated()):
            return False
        cells = (cell for _, rows in self.parts for own in rows for cell in own.cells)
        return any(looks_like_figure(cell.text) for cell in cells)

    def _first(self) -> list[str]:
        """Return the keys of its first row that has a text of the form's."""
        rows = (row for _, rows in self.parts for row in rows)
        found = ([key(cell.text) for cell in row.cells if cell.text] for row in rows)
        return next((texts for texts in found if not self.family.keys.isdisjoint(texts)), [])

    def _is_headed(self, texts: Sequence[str]) -> bool:
        """Tell whether the keys of a row are those of the first heads of a form's table."""
        return any(
            len(texts) > 1 and not edition.in_groups and texts == _first_heads(edition)
            for edition in self.family.editions
        )

    def _repeated(self) -> Iterator[list[str]]:
        """Yield rows of heads that several parts of the table have in common."""
        for edition in self.family.editions:
            heads = [[key(n.label) for n in band.heads] for band in edition.bands]
            yield from (own for own in heads if heads.count(own) > 1)


@dataclass(slots=True)
class Foreign:
    """Rows of a table of no form."""

    table: RawTable
    rows: list[RawRow]


Piece: TypeAlias = RawText | Region | Foreign


def add_foreign(pieces: list[Piece], table: RawTable, rows: Sequence[RawRow]) -> None:
    """Add rows of a table of no form to pieces, to those of the same table that end them."""
    last = pieces[-1] if pieces else None
    if isinstance(last, Foreign) and last.table is table:
        last.rows += rows
    elif rows:
        pieces.append(Foreign(table, list(rows)))


def _first_heads(template: Template) -> list[str]:
    """Return the keys of the first row of heads of a table."""
    band = template.bands[0].form
    return [key(node.label) for node in (*band.stubs, *band.columns.roots)]


def is_page_number(text: str) -> bool:
    """Tell whether a paragraph is but the number of a page."""
    return _PAGE_NUMBER.fullmatch(text) is not None
