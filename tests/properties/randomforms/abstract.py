"""Say what a random form and the report that fills it are: trees, types, rules and cells.

Nothing here knows the compiler, nor how a report is written (`spelling`), what its values are
(`oracle`) or how it is laid out (`layout`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from tests.properties.randomforms.expressions import Comparison, Rule
from tests.properties.randomforms.fills import Fill

WORDS = frozenset({"文本", "日期", "选项"})
WHOLE = frozenset({"计数", "整数"})


@dataclass(frozen=True)
class Type:
    """What an attribute says that cells hold."""

    name: str
    decimals: int | None = None
    """The n behind it; None where it has none."""
    choices: tuple[str, ...] = ()


@dataclass
class Attributes:
    """What stands between angle brackets, 跨 and 行名 aside."""

    type: Type | None = None
    optional: bool = False
    exact: bool = False
    unit: str = ""


# ── trees ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(eq=False)
class Node:
    """A row or a column, a group of them, or the head of a label column."""

    core: str
    """Its label without enumerator and trailing parenthesis."""
    enumerator: str = ""
    remark: str = ""
    """A trailing parenthesis."""
    key: str = ""
    """A key of its own, if it has one."""
    quoted: bool = False
    """Whether its label stands in quotes, and is taken whole."""
    attributes: Attributes = field(default_factory=Attributes)
    rule: Rule | None = None
    span: int = 1
    """How many columns of the grid it covers."""
    children: "list[Node]" = field(default_factory=list)
    parent: "Node | None" = None
    omitted: bool = False
    renamed: str | None = None
    """The author's own text for its label."""

    def __repr__(self) -> str:
        return f"<{' / '.join(n.label for n in self.path)}>"

    @property
    def label(self) -> str:
        return self.enumerator + self.core + self.remark

    @property
    def shown(self) -> str:
        """Its label as it is published."""
        return self.label if self.renamed is None else self.renamed

    @property
    def name(self) -> str:
        """Its key: the one it has, else what is left of its label."""
        return self.key or (self.label if self.quoted else self.core)

    @property
    def names(self) -> set[str]:
        """Everything it may be called, in a form that compares."""
        called = {self.key, self.label}
        if not self.quoted:
            called |= {self.core, self.core + self.remark}
        return {normal(name) for name in called if name}

    @property
    def path(self) -> "list[Node]":
        """The nodes from the root to itself."""
        return [*(self.parent.path if self.parent else []), self]

    @property
    def kept(self) -> bool:
        """Whether neither it nor what it belongs to is left out."""
        return not any(node.omitted for node in self.path)

    def leaves(self) -> "Iterator[Node]":
        """Yield the leaves beneath, in order, those that are left out too."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            yield from child.walk()


def normal(name: str) -> str:
    """Return a name in half-width characters and without white space."""
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return "".join(name.translate(wide).split())


@dataclass(eq=False)
class Band:
    """A part of a table with columns and rows of its own."""

    columns: list[Node]
    rows: list[Node]
    """The form's rows; one without a name where the form has none."""
    stubs: list[Node] = field(default_factory=list)
    title: str | None = None
    attributes: Attributes = field(default_factory=Attributes)
    column_attributes: Attributes = field(default_factory=Attributes)
    row_attributes: Attributes = field(default_factory=Attributes)
    unnamed: bool = False
    open: bool = False
    """Whether the rows are the author's."""
    authored: list[Node] = field(default_factory=list)
    """The author's own rows."""
    omitted: bool = False
    renamed: str | None = None

    @property
    def shown(self) -> str | None:
        return self.title if self.renamed is None else self.renamed

    @property
    def all_rows(self) -> list[Node]:
        """The roots of the rows, the author's first."""
        return [*self.authored, *self.rows]

    @property
    def row_leaves(self) -> list[Node]:
        return [leaf for root in self.all_rows for leaf in root.leaves() if leaf.kept]

    @property
    def column_leaves(self) -> list[Node]:
        return [leaf for root in self.columns for leaf in root.leaves() if leaf.kept]

    @property
    def form_width(self) -> int:
        """How many columns of the grid it takes as its form has it, nothing left out."""
        leaves = [leaf for root in self.columns for leaf in root.leaves()]
        rows = [leaf for root in self.rows for leaf in root.leaves()]
        stubs = sum(stub.span for stub in self.stubs)
        deep = 0 if self.unnamed else max((len(leaf.path) for leaf in rows), default=1)
        return max(stubs, deep) + sum(leaf.span for leaf in leaves)

    def parts(self, leaf: Node, roots: list[Node]) -> list[Node]:
        """Return what a leaf that sums up adds: leaves under the same parent without rules."""
        beside = leaf.parent.leaves() if leaf.parent else (n for r in roots for n in r.leaves())
        return [n for n in beside if n.rule is None and n.kept]

    def nodes(self) -> Iterator[Node]:
        """Yield every row and column, groups too."""
        for root in (*self.all_rows, *self.columns):
            yield from root.walk()


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Check:
    """A condition over rows, or over columns, taken whole."""

    band: Band
    comparison: Comparison
    rows: bool
    """Whether it names rows, and is asked of each column."""
    room: Fraction | None = None
    severity: str = ""


@dataclass(eq=False)
class Table:
    name: str
    bands: list[Band]
    attributes: Attributes = field(default_factory=Attributes)
    grid: bool = False
    """Whether the form says how wide it is."""
    checks: list[Check] = field(default_factory=list)
    """Those of the form."""
    fills: dict[tuple[Node, Node], Fill] = field(default_factory=dict)
    """What the author states, by row and column."""
    rest: Fill | None = None
    unwritten: set[Node] = field(default_factory=set)
    """Rows that the report leaves to ``其余`` and the form's rules: nothing is stated there."""
    heads: list[Node] | None = None
    """The columns as the report names them, in its order; None where it gives all in the form's."""

    @property
    def shown(self) -> list[Band]:
        return [band for band in self.bands if not band.omitted]

    def cells(self) -> Iterator[tuple[Band, Node, Node]]:
        """Yield every cell that is kept: its band, row and column."""
        for band in self.shown:
            for row in band.row_leaves:
                for column in band.column_leaves:
                    yield band, row, column

    def type(self, band: Band, row: Node, column: Node) -> Type:
        """Return the type of a cell: a row's goes before its column's."""
        rows = [*reversed(row.path)]
        columns = [*reversed(column.path)]
        said = [
            *(n.attributes for n in rows),
            band.row_attributes,
            *(n.attributes for n in columns),
            band.column_attributes,
            band.attributes,
            self.attributes,
        ]
        return next((a.type for a in said if a.type), Type(""))

    def _says(self, band: Band, row: Node, column: Node) -> Iterator[Attributes]:
        yield from (n.attributes for n in (*row.path, *column.path))
        yield from (band.row_attributes, band.column_attributes, band.attributes, self.attributes)

    def optional(self, band: Band, row: Node, column: Node) -> bool:
        return any(a.optional for a in self._says(band, row, column))

    def exact(self, band: Band, row: Node, column: Node) -> bool:
        return any(a.exact for a in self._says(band, row, column))


@dataclass(frozen=True)
class Quote:
    """A cell's figure in prose."""

    table: Table
    row: Node
    column: Node
    format: str = ""
    stated: str = ""
    """A figure typed before it, which must equal it."""
    last_year: bool = False
    """Whether it is taken from last year's report, which is the same one."""


@dataclass(frozen=True)
class Bold:
    text: str


@dataclass(frozen=True)
class Link:
    text: str
    target: str


Piece = str | Quote | Bold | Link


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]
    is_note: bool = False


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(eq=False)
class Report:
    """A form and a report on it."""

    tables: list[Table]
    title: str = ""
    headings: list[Heading] = field(default_factory=list)
    """One before each table."""
    prose: list[list[Paragraph]] = field(default_factory=list)
    """The paragraphs behind each table."""
    last_year: bool = False
    """Whether it names itself, its sentences over last year aside, as last year's report."""
    checks: list[tuple[Table, Check]] = field(default_factory=list)
    """The author's own conditions."""
