"""Say what changed between two reports, as data: no sentence is made here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reportdsl.compare.words import Stretch
from reportdsl.model.formula import Address
from reportdsl.model.report import Report
from reportdsl.model.value import Value
from reportdsl.text.numerals import Exact


class How(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a cell: its text as published, and what that is worth."""

    text: str
    value: Value


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell by the names that people call it."""

    table: str
    row: str
    """Empty in a table of one unnamed row."""
    column: str


@dataclass(frozen=True, slots=True)
class CellChanged:
    """A cell shows something else, or is worth something else."""

    place: CellPlace
    old: Shown
    new: Shown
    difference: "Exact | None"
    """By how much the new figure exceeds the old one; None where either is no figure."""
    percent: bool
    """Whether it is a percentage: its difference is one of percentage points."""
    only_shown: bool
    """Whether the figure is the same and only published otherwise."""
    at: tuple[Address, Address]
    """Where it stands in the old report and in the new one."""


@dataclass(frozen=True, slots=True)
class LineChanged:
    """A row or column is there in one report alone, is called otherwise, or stands elsewhere."""

    how: How
    axis: str
    """``row`` or ``column``."""
    table: str
    name: str
    """In the new report; of what was removed, in the old."""
    before: str = ""
    """What it was called, where it was renamed."""
    cells: tuple[tuple[str, Shown], ...] = ()
    """What is told of what was added or removed: its cells that show something, by name."""
    addresses: tuple[Address, ...] = ()
    """The cells of what was added, in the new report, or removed, in the old."""


@dataclass(frozen=True, slots=True)
class TableChanged:
    """A table is there in one report alone, is called otherwise, or stands elsewhere."""

    how: How
    name: str
    section: str
    before: str = ""
    """What it was called, the section in which it stood, or the form that it followed."""


@dataclass(frozen=True, slots=True)
class LabelChanged:
    """A row, column or band is published under another name: its key, and so the cell, is the same.

    A remark, and no change.
    """

    table: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SectionChanged:
    """A section is there in one report alone, is called otherwise, or stands elsewhere."""

    how: How
    title: str
    before: str = ""
    level: tuple[int, int] = (0, 0)
    """The level of its heading before and after."""


@dataclass(frozen=True, slots=True)
class ParagraphChanged:
    """A paragraph or note is there in one report alone, reads otherwise, or stands elsewhere."""

    how: How
    section: str
    text: tuple[Stretch, ...]
    note: bool = False
    """Whether it is a note below a table."""
    styled: bool = False
    """Whether only its bold type or its links changed."""


@dataclass(frozen=True, slots=True)
class SignatureChanged:
    """The agency and date at the end are there in one report alone."""

    how: How


@dataclass(frozen=True, slots=True)
class FieldChanged:
    """A field of the header."""

    how: How
    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FormChanged:
    """The forms that the report names in its header."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckChanged:
    """A check or waiver of the author's own."""

    how: How
    text: str
    waiver: bool


Change = (
    CellChanged
    | LineChanged
    | TableChanged
    | LabelChanged
    | SectionChanged
    | ParagraphChanged
    | SignatureChanged
    | FieldChanged
    | FormChanged
    | CheckChanged
)


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a header."""

    name: str
    """Canonical, or the author's own."""
    key: str
    """As people call it."""
    text: str
    """The same for all that say the same."""


@dataclass(frozen=True, slots=True)
class Said:
    """A check or waiver of the author's own."""

    key: str
    """The same for all that say the same, whatever words and spaces they use."""
    text: str
    """As written."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of two reports that are compared."""

    report: Report
    name: str = ""
    """What its source is called."""
    fields: tuple[Field, ...] = ()
    checks: tuple[Said, ...] = ()
    waivers: tuple[Said, ...] = ()
    errors: int = 0
    """How many errors stand against it: then its values are not all known."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of the old report, one of the new, or one of both that belong together."""

    old: int | None
    """Its place among the blocks of the report."""
    new: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two reports and what changed from one to the other."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    """In the order of the new report."""
    follows: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """For a changed cell that is computed or checked: the changes that it follows from."""
    layout: tuple[Entry, ...] = ()
    """The blocks of both reports, in the order in which a reader compares them."""
    tables: Mapping[int, int] = field(default_factory=dict)
    """Which table of the new report each of the old one is."""
    blocks: Mapping[tuple[int | None, int | None], int] = field(default_factory=dict)
    """The change of a paragraph or heading, by its places in the old and the new report."""

    @property
    def same(self) -> bool:
        """Tell whether nothing changed but names of rows and columns."""
        return all(isinstance(change, LabelChanged) for change in self.changes)
