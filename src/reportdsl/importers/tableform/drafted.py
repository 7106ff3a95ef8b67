"""Write the forms of a document: its head, its sections, and a table form for each table."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportdsl.importers.tableform.outline import Item, Outline
from reportdsl.importers.tableform.parts import Branch, Sheet, Unfit
from reportdsl.importers.tableform.sheets import sheet_of
from reportdsl.importers.tableform.source import Written, written
from reportdsl.importers.tableform.words import CHINESE, ENGLISH, Words
from reportdsl.syntax import escape


@dataclass(frozen=True, slots=True)
class Taken:
    """A table of the document with its form."""

    item: Item
    sheet: Sheet
    written: Written


@dataclass(frozen=True, slots=True)
class Draft:
    """The source of a form library, and what is in it."""

    lines: tuple[str, ...]
    tables: tuple[Taken, ...]
    starts: tuple[int, ...]
    """The number of the line that each table begins with, from 0."""
    refused: tuple[tuple[Item, Unfit], ...]

    @property
    def text(self) -> str:
        """The source."""
        return "\n".join(self.lines) + "\n"


def sheets(
    items: Sequence[Item], free: frozenset[int]
) -> tuple[list[tuple[Item, Sheet]], list[tuple[Item, Unfit]]]:
    """Return the tables taken apart, and why others cannot be; in `free` ones are authors' rows."""
    found: list[tuple[Item, Sheet]] = []
    refused: list[tuple[Item, Unfit]] = []
    for item in items:
        try:
            sheet = sheet_of(item.table, item.name, item.unit, free=item.number in free)
        except Unfit as unfit:
            refused.append((item, unfit))
        else:
            found.append((item, sheet))
    return found, refused


def draft(
    outline: Outline,
    name: str,
    tables: Sequence[tuple[Item, Sheet]],
    without: frozenset[Branch],
) -> Draft:
    """Return the source of a form library; rows and columns of `without` get no rule."""
    made: list[Taken] = []
    refused: list[tuple[Item, Unfit]] = []
    words = CHINESE if outline.chinese else ENGLISH
    for item, sheet in tables:
        try:
            made.append(Taken(item, sheet, written(sheet, words, without)))
        except Unfit as unfit:
            refused.append((item, unfit))
    lines = [_head(words, name, outline.title)]
    if outline.sections:
        lines.append("")
    for number, section in enumerate(outline.sections):
        own = [table.sheet.name for table in made if table.item.section == number]
        shown = escape.string(section) if section[:1] in '"“＂' else section
        lines.append(f"{words.directive('SECTION')} {shown}{_holding(words, own)}")
    starts: list[int] = []
    for table in made:
        lines.append("")
        starts.append(len(lines))
        lines += table.written.lines
    return Draft(tuple(lines), tuple(made), tuple(starts), tuple(refused))


def _head(words: Words, name: str, title: str) -> str:
    quoted = escape.string(title) if title else None
    head = f"{words.directive('FORM')} {name}"
    return f"{head} {quoted}" if quoted else head


def _holding(words: Words, tables: Sequence[str]) -> str:
    return f" <{words.attribute('table')} {' '.join(tables)}>" if tables else ""
