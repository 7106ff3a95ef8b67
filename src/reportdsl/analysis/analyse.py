"""Analyse a report: the one place where the order of the passes stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from reportdsl.analysis import arithmetic, checks, gaps, header, library, rulebook, sections
from reportdsl.analysis.context import Context, PreviousReport, Unavailable
from reportdsl.analysis.narrative import Narrator
from reportdsl.analysis.placing import Placed, place
from reportdsl.analysis.plan import plan_for
from reportdsl.analysis.resolve import Resolver, Unresolved, as_written
from reportdsl.analysis.rowfaults import barless
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sheet import Sheet
from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Fix,
    Label,
    Message,
    Phrase,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import files, forms, names, reading, syntax, tables
from reportdsl.diagnostics.rules.syntax import NEAREST
from reportdsl.model import report as model
from reportdsl.model.bands import Bands
from reportdsl.model.form import TableForm
from reportdsl.model.formula import Address, CellRef, Compare, Constant
from reportdsl.model.report import Report
from reportdsl.model.value import Figure
from reportdsl.syntax import keywords, nodes
from reportdsl.syntax.parse import Parsed
from reportdsl.text.fold import normal
from reportdsl.text.nearest import nearest

_FORM_LINES = {nodes.Form: "FORM", nodes.SectionRule: "SECTION", nodes.TableForm: "TABLEFORM"}
"""The directives that belong in forms."""
MAX_CELLS = 200_000
"""Cells in the tables of one report."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with its values, and everything found in it."""

    report: Report
    diagnostics: tuple[Diagnostic, ...]
    sheet: Sheet | None = None
    """What the report was worked out on; None for a form."""


def analyse(
    parsed: Parsed,
    context: Context,
    *,
    follow_previous: bool = True,
    locate: bool = True,
    ties: bool = False,
) -> Checked:
    """Return the checked report of a parsed source.

    `follow_previous` is False for last year's report, whose own 上年 is not read. With `locate`
    the figures that are wrong are found, else each equation that does not hold is a finding. With
    `ties` the figures of the prose that cells could give are told of, too.
    """
    return _Analysis(parsed, context, follow_previous=follow_previous).checked(
        locate=locate, ties=ties
    )


def carried_over(parsed: Parsed, context: Context) -> dict[Address, str]:
    """Return the cells that a form's checks make equal to last year's, with last year's figures."""
    return _Analysis(parsed, context, follow_previous=True).carried_over()


@dataclass(slots=True)
class _Tables:
    """The tables of a report as they are placed, and their places in it."""

    placed: list[Placed] = field(default_factory=list)
    by_block: dict[int, int] = field(default_factory=dict)
    """The index of the table that a block fills."""
    all_known: bool = True
    """Whether every block names a table that there is."""
    lost: list[str] = field(default_factory=list)
    """What blocks name that is no table."""
    cells: int = 0


class _Analysis:
    """The passes over one report, and what they have found so far."""

    def __init__(self, parsed: Parsed, context: Context, *, follow_previous: bool) -> None:
        self.parsed = parsed
        self.context = context
        self.follow_previous = follow_previous
        self.found: list[Diagnostic] = []
        self.blocks = self._taken_in()
        self.fields = header.read(parsed.document, self.found, chinese=parsed.language == "zh")
        self.shelf = library.gather(self.fields.forms, context, self.found)
        self.tables = _Tables()

    def _taken_in(self) -> list[nodes.Block]:
        """Return the blocks of the source, with those of the files that it takes in."""
        blocks = self.parsed.document.blocks
        if not any(isinstance(block, nodes.Include) for block in blocks):
            return list(blocks)
        from reportdsl.analysis.include import expand  # noqa: PLC0415 - few take files in

        return expand(self.parsed, self.context, self.found)

    def checked(self, *, locate: bool, ties: bool) -> Checked:
        self._strange_blocks()
        self._place_tables()
        scope = self._scope()
        book = rulebook.resolve(self.tables.placed, scope, self.found)
        sheet = Sheet(
            tuple(scope.tables), book.rules, book.formulas, book.unresolved, found=self.found
        )
        arithmetic.evaluate(sheet, scope.plan)
        self._checks(sheet, scope)
        narrator = Narrator(sheet, scope, ties=ties)
        blocks = self._blocks(narrator)
        self._sections(blocks, scope.previous)
        form = self.shelf.first
        self.found += header.title_misfits(self.fields.header, form.title if form else None)
        self.found += header.looks_known(self.fields.own, scope.used)
        accepted = {id(found) for found, _ in sheet.told}.difference(map(id, self._waived()))
        if locate and sheet.told:
            from reportdsl.analysis.localise import localise  # noqa: PLC0415 - most figures hold

            self.found = localise(sheet, self.found, accepted)
        # What the author accepts is in no doubt.
        self.found += narrator.sentences.findings(f for f in self.found if id(f) not in accepted)
        blank = [(placed.table, placed.blank) for placed in self.tables.placed if placed.blank]
        self.found += gaps.blank_figures(blank, self.found)
        report = Report(
            self.fields.header,
            tuple(self.shelf.forms),
            blocks,
            sheet.tables,
            sheet.values.cells,
            tuple(sheet.equations),
            frozenset(sheet.failed),
            book.rules,
            book.formulas,
        )
        return Checked(report, tuple(self._waived()), sheet)

    def carried_over(self) -> dict[Address, str]:
        self._place_tables()
        scope = self._scope()
        out: dict[Address, str] = {}
        for home, table in enumerate(scope.tables):
            for rule in table.form.checks:
                resolver = Resolver(scope, [], home=home, own=False)
                try:
                    leaves = resolver.leaves(as_written(rule.expression))
                except Unresolved:
                    continue
                for _, formula, _ in leaves:
                    match formula:
                        case Compare("=", CellRef(address), Constant(Figure(), known=True) as last):
                            out[address] = last.shown or ""
        return out

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _strange_blocks(self) -> None:
        for block in self.blocks:
            directive = _FORM_LINES.get(type(block))
            if directive is not None:
                word = Phrase(*keywords.DIRECTIVES[directive])
                self.found.append(diagnose(forms.NOT_IN_A_REPORT, block.span, word=word))
            elif isinstance(block, nodes.Chart):
                self.found.append(diagnose(files.CHART_NOT_YET, block.span))

    def _place_tables(self) -> None:
        first: dict[tuple[str, str], nodes.Table] = {}
        for index, block in enumerate(self.blocks):
            if isinstance(block, nodes.Table):
                form = self._table_form(block)
                if form is None:
                    self.tables.all_known = False
                    self.tables.lost.append(block.name)
                    continue
                key = form.form, normal(form.name)
                if key in first:
                    labels = (Label(first[key].name_span, message(tables.FIRST_HERE)),)
                    self.found.append(
                        diagnose(tables.TABLE_TWICE, block.name_span, labels=labels, name=form.name)
                    )
                    continue
                first[key] = block
                if block.rollup is not None:
                    self.found.append(diagnose(files.ROLLUP_NOT_YET, block.name_span))
                whole = replace(block, broken=block.broken or block.rollup is not None)
                whole = barless(whole, form, self.blocks, index, self.found)
                self._add(index, whole, form, plain=False)
            elif isinstance(block, nodes.PlainTable):
                from reportdsl.analysis.plain import plain_form  # noqa: PLC0415 - only for these

                made = plain_form(block, self.found)
                if made is not None:
                    self._add(index, made[0], made[1], plain=True)

    def _add(
        self, index: int, block: "nodes.Table | nodes.PlainTable", form: TableForm, *, plain: bool
    ) -> None:
        size = sum(len(b.rows.leaves) * len(b.columns.leaves) for b in form.bands)
        # Rows may be typed that the form has not.
        size = max(size, len(block.rows) * max(len(b.columns.leaves) for b in form.bands))
        self.tables.cells += size
        if self.tables.cells > MAX_CELLS:
            if self.tables.cells - size <= MAX_CELLS:
                self.found.append(
                    diagnose(reading.TOO_MANY_CELLS, block.name_span, limit=MAX_CELLS)
                )
            self.tables.all_known = False
            self.tables.lost.append(block.name)
            return
        self.tables.by_block[index] = len(self.tables.placed)
        self.tables.placed.append(place(block, form, self.found, plain=plain))

    def _table_form(self, block: nodes.Table) -> TableForm | None:
        """Return the form of a table block, or None after telling that there is none."""
        if not block.name:
            return None
        if block.form is None:
            form = self.shelf.table(block.name)
            # Where a form could not be had, that is told already.
            if form is None and self.shelf.complete:
                self._unknown_table(block, self.shelf.table_names())
            return form
        owner = self.shelf.forms.get(block.form) or self.context.official(block.form)
        if owner is None:
            if self.shelf.complete:
                near = nearest(block.form, (*self.shelf.forms, *self.context.official_names()))
                span = block.name_span
                hints = (message(NEAREST, names=near),) if near else ()
                self.found.append(diagnose(names.UNKNOWN_FORM, span, hints=hints, name=block.form))
            return None
        form = owner.by_name.get(normal(block.name))
        if form is None:
            self._unknown_table(block, tuple(owner.tables))
        return form

    @cached_property
    def _filled(self) -> set[str]:
        """The names of the tables that blocks fill, in normal form."""
        return {normal(b.name) for b in self.blocks if isinstance(b, nodes.Table)}

    def _unknown_table(self, block: nodes.Table, known: Sequence[str]) -> None:
        from reportdsl.diagnostics.misspelt import meant  # noqa: PLC0415 - most names are right

        near = nearest(block.name, known)
        fixes: tuple[Fix, ...] = ()
        hints: tuple[Message, ...] = ()
        if known:
            hints = (message(names.CANDIDATES, names=near or tuple(known)),)
        if near and normal(near[0]) not in self._filled:
            hints, fixes = meant(block.name_span, block.name, near)
        self.found.append(
            diagnose(
                names.UNKNOWN_TABLE, block.name_span, hints=hints, fixes=fixes, name=block.name
            )
        )

    # ── names ────────────────────────────────────────────────────────────────────────────────────

    def _scope(self) -> Scope:
        placed = [p.table for p in self.tables.placed]
        present = {(t.form.form, normal(t.name)) for t in placed}
        absent = [
            empty_table(table)
            for form in self.shelf.forms.values()
            for table in form.tables.values()
            if (table.form, normal(table.name)) not in present
        ]
        known = self.tables.all_known and self.shelf.complete
        complete = known and all(t.sound for t in placed)
        by_form = any(not p.table.plain for p in self.tables.placed)
        return Scope(
            placed,
            absent,
            self.fields.header.values,
            self.fields.faulty,
            self._previous(),
            self.fields.previous is not None,
            complete=complete,
            unreadable=bool(self.tables.lost) and not self.shelf.complete and not by_form,
            english=self.parsed.language == "en",
            plan=plan_for(placed, absent, complete=complete),
        )

    def _previous(self) -> PreviousReport | None:
        item = self.fields.previous
        if self.fields.units is not None:
            self.found.append(diagnose(files.UNITS_NOT_YET, self.fields.units.value_span))
        if item is None or not self.follow_previous:
            return None
        previous = self.context.previous(item.value_span.source, item.value)
        if isinstance(previous, Unavailable):
            self.found.append(library.unavailable(item, item.value, previous))
            return None
        from reportdsl.analysis import lastyear  # noqa: PLC0415 - few reports name one

        self.found += lastyear.misfits(self.fields.header, item, previous)
        return previous

    # ── checks and prose ─────────────────────────────────────────────────────────────────────────

    def _checks(self, sheet: Sheet, scope: Scope) -> None:
        for rule in () if self.shelf.first is None else self.shelf.first.checks:
            place = self.fields.named_in(rule.text) or self.shelf.place
            checks.check(sheet, scope, checks.Asked(rule, None, own=False, place=place))
        for home, table in enumerate(sheet.tables):
            for rule in table.form.checks:
                checks.check(sheet, scope, checks.Asked(rule, home, own=False))
        for block in self.blocks:
            if isinstance(block, nodes.Check):
                from reportdsl.analysis.forms import check_rule  # noqa: PLC0415 - only for these

                checks.check(sheet, scope, checks.Asked(check_rule(block), None, own=True))

    def _blocks(self, narrator: Narrator) -> tuple[model.Block, ...]:
        out: list[model.Block] = []
        for index, block in enumerate(self.blocks):
            match block:
                case nodes.Heading():
                    out.append(model.Heading(block.level, narrator.runs(block.content), block.span))
                case nodes.Paragraph() | nodes.Note():
                    is_note = isinstance(block, nodes.Note)
                    out.append(model.Prose(narrator.runs(block.content), is_note, block.span))
                case nodes.Signature():
                    out.append(model.Signature(block.span))
                case nodes.Table() | nodes.PlainTable() if index in self.tables.by_block:
                    out.append(model.TableRef(self.tables.by_block[index], block.span))
        return tuple(out)

    def _sections(self, blocks: tuple[model.Block, ...], previous: PreviousReport | None) -> None:
        form = self.shelf.first
        if form is None or self.shelf.place is None:
            return
        placed = [p.table for p in self.tables.placed]
        headings = sections.headings_of(blocks, [table.name for table in placed])
        names_ = [table.name for table in placed if not table.plain]
        place, lost = self.shelf.place, self._lost()
        sections.check(form, headings, names_, place, self.found, lost=lost)
        self.found += sections.required_fields(form, self.fields.header, self.shelf.place)
        if previous is not None:
            year = self.fields.header.year
            self.found += sections.unchanged(form, headings, year, previous.report)

    def _lost(self) -> list[str]:
        """Return what is named as a table and could not be placed, unknown directives' words too.

        A table that the form asks for may be one of these.
        """
        lost = list(self.tables.lost)
        text = self.parsed.source.text
        for told in self.parsed.diagnostics:
            if told.rule is syntax.UNKNOWN_DIRECTIVE and told.span.source == self.parsed.source.id:
                # The blank before the name may be forgotten.
                word = text[told.span.start + 1 : told.span.end]
                name = text[told.span.end :].split("\n", 1)[0].strip()
                lost += [n for n in (word, name) if nearest(n, self.shelf.table_names())][-1:]
        return lost

    def _waived(self) -> list[Diagnostic]:
        first, year = self.shelf.first, self.fields.header.year
        disabled = frozenset(
            code
            for code, until in (first.disabled if first is not None else ())
            if until is None or year is None or year <= until
        )
        if not disabled and not any(isinstance(block, nodes.Allow) for block in self.blocks):
            return self.found
        from reportdsl.analysis import waivers  # noqa: PLC0415 - few reports waive anything

        return waivers.apply(self.found, waivers.scoped(self.blocks), year, disabled)


def empty_table(form: TableForm) -> model.Table:
    """Return a table that nobody fills, for its names."""
    bands = Bands(model.Band(b.title, b.columns, b.rows, b.stubs, (), b.span) for b in form.bands)
    return model.Table(
        form.name,
        form,
        plain=False,
        bands=bands,
        labels={},
        band_labels={},
        omitted_bands=frozenset(),
        name_span=form.span,
        span=form.span,
    )
