"""Say what was written: the nodes of a source, with names as written and figures as typed.

The first of the three trees. Nothing here knows a form, a value or a layout. Spans take no part in
equality, so that two sources that say the same are equal.
"""

from dataclasses import dataclass, field

from reportdsl.syntax.exprs import Expr, span_field
from reportdsl.text.source import Span

# ── prose ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one style, escapes resolved."""

    text: str
    bold: bool = False
    href: str | None = None
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Interpolation:
    """An expression in braces; `expression` is None where it could not be read."""

    expression: Expr | None
    format: str | None
    bold: bool = False
    href: str | None = None
    span: Span = field(compare=False, repr=False, kw_only=True)


Inline = Text | Interpolation


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4."""

    level: int
    content: tuple[Inline, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose."""

    content: tuple[Inline, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Note:
    """A note printed below what stands before it."""

    content: tuple[Inline, ...]
    span: Span = span_field()


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StatedCell:
    """A cell with something typed in it: figure, mark or text, and the text to publish instead."""

    text: str
    """As typed, escapes resolved, trimmed; empty where only a quoted text stands."""
    quoted: str | None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell that is computed: by the form where `expression` is None."""

    expression: Expr | None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell left empty."""

    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that could not be read; its fault is told already."""

    span: Span = span_field()


Cell = StatedCell | FormulaCell | EmptyCell | BadCell


@dataclass(frozen=True, slots=True)
class RowLabel:
    """The label of a row: the whole of it, and the same as a path cut at `` / ``."""

    text: str
    path: tuple[str, ...]
    rest: bool
    """Whether it is the word that fills the cells not stated."""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    label: RowLabel
    cells: tuple[Cell, ...]
    span: Span = span_field()
    pasted: bool = False
    """Whether tabs part its cells, as is told; it may be meant as prose."""


@dataclass(frozen=True, slots=True)
class Target:
    """A row, column or band by name; `axis` narrows where it is sought."""

    axis: str | None
    text: str
    path: tuple[str, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Rename:
    """Another published text for a label."""

    target: Target
    text: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Omit:
    """A row, column or band that is left out."""

    target: Target
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Table:
    """A form's table as the author fills it."""

    name: str
    form: str | None
    rollup: Expr | None
    rows: tuple[Row, ...]
    renames: tuple[Rename, ...]
    omits: tuple[Omit, ...]
    broken: bool
    """Whether one of its lines could not be read as a row."""
    name_span: Span = span_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table that brings its own columns and rows."""

    name: str
    rows: tuple[Row, ...]
    renames: tuple[Rename, ...]
    omits: tuple[Omit, ...]
    name_span: Span = span_field()
    span: Span = span_field()


# ── directives ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that must hold."""

    severity: str | None
    expression: Expr
    tolerance: str | None
    note: str | None
    source: str | None
    text: str
    """The expression as written."""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Allow:
    """A waiver: the code or name of a rule, the reason, the last year."""

    code: str
    reason: str
    until: int | None
    code_span: Span = span_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Include:
    """Another file whose blocks stand here."""

    path: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Signature:
    """The agency and the date, set to the right."""

    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; read, not yet drawn."""

    text: str
    span: Span = span_field()


# ── forms ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Attribute:
    """A word between angle brackets and what follows it."""

    name: str
    """Canonical, or as written where there is none such."""
    value: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Form:
    """The head of a form."""

    name: str
    base: str | None
    title: str
    attributes: tuple[Attribute, ...]
    base_span: Span | None = field(compare=False, repr=False)
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A section that a report must have."""

    title: str
    attributes: tuple[Attribute, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class AxisNode:
    """A row or column of a form, or a group of them."""

    key: str | None
    label: str
    whole: bool
    """Whether the label was quoted and is taken as it stands."""
    rule: Expr | None
    rule_text: str
    """The rule as written."""
    attributes: tuple[Attribute, ...]
    children: "tuple[AxisNode, ...]"
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class AxisBlock:
    """The columns or rows of a band."""

    open: bool
    """Whether the author names the rows."""
    attributes: tuple[Attribute, ...]
    nodes: tuple[AxisNode, ...]
    lost: tuple[str, ...]
    """Its lines that cannot be read."""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a table with columns and rows of its own; without title it is the whole table."""

    title: str | None
    attributes: tuple[Attribute, ...]
    columns: AxisBlock | None
    rows: AxisBlock | None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that reports are wont to write, with the value that its figure must equal."""

    pattern: str
    expression: Expr
    text: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class TableForm:
    """The form of a table."""

    name: str
    attributes: tuple[Attribute, ...]
    bands: tuple[Band, ...]
    checks: tuple[Check, ...]
    sentences: tuple[Sentence, ...]
    lost: tuple[str, ...]
    """The lines of its bands, columns or rows that cannot be read."""
    span: Span = span_field()


# ── document ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the header."""

    name: str | None
    """Canonical; None where the key is the author's own."""
    key: str
    value: str
    key_span: Span = span_field()
    value_span: Span = span_field()


Block = (
    Heading
    | Paragraph
    | Note
    | Table
    | PlainTable
    | Check
    | Allow
    | Include
    | Signature
    | Chart
    | Form
    | SectionRule
    | TableForm
)


@dataclass(frozen=True, slots=True)
class Document:
    """A source: its header and its blocks, in order."""

    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    span: Span = span_field()
