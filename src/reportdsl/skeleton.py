"""Write the skeleton of a report on a form: every section, table and row, ``?`` in each cell.

From last year's report it carries over names, labels, omissions, and the figures that the form's
checks tie to last year's (上年结转).
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportdsl.analysis.analyse import carried_over
from reportdsl.analysis.context import Unavailable
from reportdsl.analysis.library import is_path
from reportdsl.compiler import Compilation, Session
from reportdsl.diagnostics.diagnostic import Severity
from reportdsl.formatter import formatted
from reportdsl.model.axis import Node
from reportdsl.model.form import BandForm, Form, TableForm
from reportdsl.model.formula import Address
from reportdsl.model.labels import column_path, row_path
from reportdsl.syntax import keywords, nodes
from reportdsl.syntax.line import looks_chinese
from reportdsl.syntax.parse import parse
from reportdsl.text.source import Source
from reportdsl.world import DiskWorld, Failure, find_root

TO_FILL = "?"


@dataclass(frozen=True, slots=True)
class _Words:
    """What a skeleton says in one language, apart from keywords."""

    language: int
    """Which of a keyword's words are of the language."""
    agency: str
    subject: str
    """What a form without a title is called."""
    title: str
    section: str
    band: str


_ZH = _Words(
    0,
    "某机关",
    "报告",
    "{agency}{year}年{subject}",
    "请在这里填写本章的文字，一段一行。",
    "{band}：{names}",
)
_EN = _Words(
    1,
    "Name of Agency",
    "Report",
    "{agency}: {subject} {year}",
    "Write the text of this section here, one paragraph a line.",
    "{band}: {names}",
)
_Carried = dict[Address, str]


class UnknownForm(Exception):  # noqa: N818 - said as what is the matter
    """There is no such form."""


class FaultyForm(Exception):  # noqa: N818 - as above
    """The file of the form has errors."""


class OutOfReach(Exception):  # noqa: N818 - as above
    """A file that the report would name lies outside the report's root."""

    def __init__(self, path: str, root: str) -> None:
        super().__init__(path)
        self.path = path
        self.root = root


def skeleton(form: str, output: str, previous: Compilation | None, root: str | None = None) -> str:
    """Return the source of a new report; raise `UnknownForm`, `FaultyForm` or `OutOfReach`.

    `form` is an official name or the path of a ``.form`` file; paths in the source are relative to
    `output`, which is where it will stand. What it names must lie under `root`, else under the root
    that is found for it.
    """
    where = os.path.realpath(os.path.join(os.path.dirname(output), "new.report"))
    root = os.path.realpath(root) if root is not None else find_root(where)
    own = _named(form, where, root) if is_path(form) else form
    last = _named(previous.source.id, where, root) if previous is not None else ""
    session = Session(DiskWorld(root))
    made = _Skeleton(_form(session, form), own, previous, last)
    text = made.text({})
    if previous is None:
        return text
    source = Source("new.report", text, where)
    session.know(source)
    return made.text(carried_over(parse(source), session))


def _named(path: str, where: str, root: str) -> str:
    """Return how a source names a file, from the folder that it stands in."""
    folder, name = os.path.split(os.path.abspath(path))
    real = os.path.join(os.path.realpath(folder), name)
    try:
        named = os.path.relpath(real, os.path.dirname(where)).replace(os.sep, "/")
    except ValueError:  # another drive, on Windows
        raise OutOfReach(path, root) from None
    if isinstance(DiskWorld(root).resolve(where, named), Failure):
        raise OutOfReach(path, root)
    return named


def _form(session: Session, name: str) -> Form:
    if is_path(name):
        folder, own = os.path.split(os.path.abspath(name))
        start = Source("<form>", "", os.path.join(os.path.realpath(folder), "-"))
        session.know(start)
        library = session.library(start.id, own)
        if isinstance(library, Unavailable) or not library.forms:
            raise UnknownForm(name)
        if any(d.severity is Severity.ERROR for d in library.diagnostics):
            raise FaultyForm(name)
        return next(iter(library.forms.values()))
    form = session.official(name)
    if form is None:
        raise UnknownForm(name)
    return form


class _Skeleton:
    """The text of one skeleton."""

    def __init__(self, form: Form, named: str, previous: Compilation | None, last: str) -> None:
        self.form = form
        self.words = _ZH if any(map(looks_chinese, _labels(form))) else _EN
        self.named = named
        self.previous = previous
        self.last = last
        self.lines: list[str] = []
        self.carried: _Carried = {}
        self.placed = 0

    def text(self, carried: _Carried) -> str:
        """Return the source, with some figures filled in."""
        self.lines, self.carried, self.placed = [], carried, 0
        self._header()
        written: set[str] = set()
        for section in self.form.sections:
            self.lines += [f"# {section.title}", ""]
            tables = [t for t in section.tables if t in self.form.tables]
            for name in tables:
                self._table(self.form.tables[name])
                written.add(name)
            if not tables:
                self.lines += [f"// {self.words.section}", ""]
        for name, table in self.form.tables.items():
            if name not in written:
                self._table(table)
        self.lines += [self._directive("SIGNATURE"), ""]
        return formatted("\n".join(self.lines)).text

    def _directive(self, kind: str) -> str:
        return "@" + keywords.DIRECTIVES[kind][self.words.language]

    def _field(self, name: str, value: str) -> str:
        return f"{keywords.FIELDS[name][self.words.language]}: {value}"

    def _header(self) -> None:
        title = agency = TO_FILL
        year = TO_FILL
        extra: list[str] = []
        if self.previous is not None:
            header = self.previous.checked.report.header
            agency = header.agency or TO_FILL
            title = header.title or TO_FILL
            if header.year is not None:
                year = str(header.year + 1)
                title = title.replace(str(header.year), year)
            extra.append(self._field("previous", self.last))
        if year == TO_FILL:
            year = "2024"
            agency = self.words.agency if agency == TO_FILL else agency
            title = self.words.title.format(agency=agency, year=year, subject=self._subject())
        self.lines += [
            self._field("title", title),
            self._field("agency", agency),
            self._field("year", year),
            self._field("date", f"{int(year) + 1}-01-20"),
            self._field("form", self.named),
            *extra,
            "",
        ]

    def _subject(self) -> str:
        return re.sub(r"[(（].*", "", self.form.title).strip() or self.words.subject

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, table: TableForm) -> None:
        index = self.placed
        self.placed += 1
        self.lines.append(f"{self._directive('TABLE')} {table.name}")
        self.lines += self._own_labels(table)
        rows: list[list[str]] = []
        single = len(table.bands) == 1 and table.bands[0].rows.unnamed
        if single:
            rows += self._groups(table, index)
        else:
            for b, band in enumerate(table.bands):
                if band.title is not None:
                    names = " | ".join(leaf.key for leaf in band.columns.leaves)
                    rows.append(["// " + self.words.band.format(band=band.title, names=names)])
                else:
                    rows.append(["", *(column_path(table.bands, c) for c in band.columns.leaves)])
                rows += self._rows(table, index, b, band)
        self.lines += [*map(" | ".join, rows), ""]

    def _own_labels(self, table: TableForm) -> list[str]:
        """Return the labels and omissions of last year's table of a name, as they were written."""
        if self.previous is None:
            return []
        source = self.previous.source
        for block in self.previous.parsed.document.blocks:
            if isinstance(block, nodes.Table) and block.name == table.name:
                labels: list[nodes.Rename | nodes.Omit] = [*block.renames, *block.omits]
                kept = sorted(labels, key=lambda b: b.span)
                return [
                    self._directive("RENAME" if isinstance(b, nodes.Rename) else "OMIT")
                    + " "
                    + source.text[b.span.start : b.span.end]
                    for b in kept
                ]
        return []

    def _rows(self, table: TableForm, index: int, b: int, band: BandForm) -> list[list[str]]:
        out: list[list[str]] = []
        if band.open:
            first = next(each for each in table.bands if each.open)
            label = TO_FILL if band is first else f"{band.title} / {TO_FILL}"
            out.append([label, *(self._cell(None, c) for c in band.columns.leaves)])
        for r, row in enumerate(band.rows.leaves):
            cells = [
                self.carried.get(Address(index, b, r, c), self._cell(row, column))
                for c, column in enumerate(band.columns.leaves)
            ]
            out.append([_escaped(row_path(table.bands, b, row)), *cells])
        return out

    def _cell(self, row: Node | None, column: Node) -> str:
        computed = column.rule is not None or (row is not None and row.rule is not None)
        return "=" if computed else TO_FILL

    def _groups(self, table: TableForm, index: int) -> list[list[str]]:
        """Return the rows of a table of one row: one for each lowest group of its columns."""
        band = table.bands[0]
        out: list[list[str]] = []
        for group in band.columns.lowest_groups:
            cells = [
                self.carried.get(
                    Address(index, 0, 0, band.columns.by_leaf[leaf]), self._cell(None, leaf)
                )
                for leaf in group.leaves()
            ]
            out.append([column_path(table.bands, group), *cells])
        return out


def _labels(form: Form) -> Iterator[str]:
    """Yield all that a form prints."""
    yield from (form.name, form.title, *(section.title for section in form.sections))
    for table in form.tables.values():
        yield table.name
        for band in table.bands:
            yield band.title or ""
            for root in (*band.stubs, *band.columns.roots, *band.rows.roots):
                yield from (node.label for node in root.walk())


def _escaped(label: str) -> str:
    return "\\" + label if keywords.word(label) == "rest" else label
