"""Compare two reports by what they mean and publish, not by their lines."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportdsl.compare.changes import (
    CellChanged,
    Change,
    CheckChanged,
    Comparison,
    Entry,
    FieldChanged,
    FormChanged,
    How,
    LineChanged,
    ParagraphChanged,
    Said,
    SectionChanged,
    Side,
    SignatureChanged,
    TableChanged,
)
from reportdsl.compare.outline import Outline, outline, text_of
from reportdsl.compare.tables import grids, keys, row_change, table_changes
from reportdsl.compare.words import Fate, Stretch, stretches
from reportdsl.model import report as model
from reportdsl.model.formula import Address, references
from reportdsl.model.report import Report, Table
from reportdsl.text.fold import normal

_SHARED = 60
"""From how many of the rows and columns being the same, in percent, a plain table is another."""


def compare(old: Side, new: Side) -> Comparison:
    """Return what changed from one report to another."""
    tables = same_tables(old.report, new.report)
    layout = outline(old.report, new.report, tables)
    gathered = _Gatherer(old, new, tables, layout).gather()
    changes = tuple(gathered.changes)
    return Comparison(
        old,
        new,
        changes,
        _follows(old.report, new.report, changes),
        tuple(layout.entries),
        tables,
        gathered.blocks,
    )


def same_tables(old: Report, new: Report) -> dict[int, int]:
    """Return which table of the new report each of the old one is: by name, else by its lines."""
    before, after = _named(old.tables), _named(new.tables)
    pairs = {i: after[key] for key, i in before.items() if key in after}
    free = [j for j in range(len(new.tables)) if j not in pairs.values()]
    for i in before.values():
        if i in pairs or not old.tables[i].plain:
            continue
        for j in free:
            if new.tables[j].plain and _shared(old, i, new, j) >= _SHARED:
                pairs[i] = j
                free.remove(j)
                break
    return pairs


def _named(tables: tuple[Table, ...]) -> dict[tuple[str, int], int]:
    """Return the tables by their names, and by how many of the same name came before."""
    seen: dict[str, int] = {}
    out: dict[tuple[str, int], int] = {}
    for index, table in enumerate(tables):
        name = normal(table.name)
        out[name, seen.get(name, 0)] = index
        seen[name] = seen.get(name, 0) + 1
    return out


def _shared(old: Report, i: int, new: Report, j: int) -> int:
    """Return how many rows and columns two tables share, in percent of all."""
    one, other = (
        {(axis, key) for grid in grids(r, t) for axis, key in _lines(grid.band)}
        for r, t in ((old, i), (new, j))
    )
    return 100 * len(one & other) // max(len(one | other), 1)


def _lines(band: model.Band) -> Iterable[tuple[str, object]]:
    yield from (("row", key) for key in keys(band.rows))
    yield from (("column", key) for key in keys(band.columns))


@dataclass(slots=True)
class _Gathered:
    """The changes found so far."""

    changes: list[Change] = field(default_factory=list)
    blocks: dict[tuple[int | None, int | None], int] = field(default_factory=dict)


class _Gatherer:
    """Two reports, block by block."""

    def __init__(self, old: Side, new: Side, tables: Mapping[int, int], layout: Outline) -> None:
        self.sides = old, new
        self.old = old.report
        self.new = new.report
        self.tables = tables
        self.layout = layout
        self.out = _Gathered()
        self.moved = {b: a for a, b in layout.moved}
        self.moved_away = {a for a, _ in layout.moved}
        self.moved_sections = {b for _, b in layout.moved_sections}
        self.by_new = {j: i for i, j in tables.items()}
        self.signed = [
            sum(isinstance(block, model.Signature) for block in report.blocks)
            for report in (self.old, self.new)
        ]
        self.old_places: dict[int, str] = {}
        """The section in which each table of the old report stands."""

    def gather(self) -> _Gathered:
        self._header()
        title = ""
        for block in self.old.blocks:
            if isinstance(block, model.Heading):
                title = text_of(block)
            elif isinstance(block, model.TableRef):
                self.old_places[block.table] = title
        title = ""
        for entry in self.layout.entries:
            block = self.old.blocks[entry.old] if entry.new is None else self.new.blocks[entry.new]  # type: ignore[index]
            if isinstance(block, model.Heading):
                title = text_of(block)
            for change in self._entry(entry, block, title):
                if not isinstance(change, CellChanged | LineChanged):
                    self.out.blocks[entry.old, entry.new] = len(self.out.changes)
                self.out.changes.append(change)
        self._texts()
        return self.out

    def _header(self) -> None:
        old, new = self.sides
        if tuple(map(normal, self.old.forms)) != tuple(map(normal, self.new.forms)):
            self.out.changes.append(FormChanged(self.old.forms, self.new.forms))
        before = {one.name: one for one in old.fields}
        after = {one.name: one for one in new.fields}
        for name, one in before.items():
            if name not in after:
                self.out.changes.append(FieldChanged(How.REMOVED, one.key, one.text, ""))
        for name, one in after.items():
            other = before.get(name)
            if other is None:
                self.out.changes.append(FieldChanged(How.ADDED, one.key, "", one.text))
            elif other.text != one.text:
                change = FieldChanged(How.CHANGED, one.key, other.text, one.text)
                self.out.changes.append(change)

    def _texts(self) -> None:
        """Compare the checks and waivers, whose places say little."""
        old, new = self.sides
        both = ((old.checks, new.checks), (old.waivers, new.waivers))
        for waiver, (before, after) in enumerate(both):
            gone = _without(before, after), How.REMOVED
            come = _without(after, before), How.ADDED
            self.out.changes += (
                CheckChanged(how, one.text, waiver=bool(waiver))
                for said, how in (gone, come)
                for one in said
            )

    def _entry(self, entry: Entry, block: model.Block, title: str) -> list[Change]:
        match block:
            case model.Heading():
                return self._heading(entry, block)
            case model.Prose():
                return self._prose(entry, block, title)
            case model.TableRef():
                return self._table(entry, block, title)
            case model.Signature() if self.signed[0] != self.signed[1]:
                if entry.old is None:
                    return [SignatureChanged(How.ADDED)]
                return [SignatureChanged(How.REMOVED)] if entry.new is None else []
            case _:
                return []

    def _heading(self, entry: Entry, block: model.Heading) -> list[Change]:
        title = text_of(block)
        if entry.old is None:
            return [SectionChanged(How.ADDED, title)]
        if entry.new is None:
            return [SectionChanged(How.REMOVED, title)]
        out: list[Change] = []
        if entry.new in self.moved_sections:
            out.append(SectionChanged(How.MOVED, title))
        before = self.old.blocks[entry.old]
        assert isinstance(before, model.Heading)
        if text_of(before) != title:
            out.append(SectionChanged(How.RENAMED, title, text_of(before)))
        elif before.level != block.level:
            levels = before.level, block.level
            out.append(SectionChanged(How.CHANGED, title, level=levels))
        return out

    def _prose(self, entry: Entry, block: model.Prose, title: str) -> list[Change]:
        text = text_of(block)
        if entry.old is None or entry.new is None:
            if not text or entry.old in self.moved_away:
                return []
            fate, how = (
                (Fate.ADDED, How.ADDED) if entry.old is None else (Fate.REMOVED, How.REMOVED)
            )
            if entry.new in self.moved:
                fate, how = Fate.SAME, How.MOVED
            return [ParagraphChanged(how, title, (Stretch(fate, text),), block.is_note)]
        before = self.old.blocks[entry.old]
        assert isinstance(before, model.Prose)
        if text_of(before) != text:
            pieces = stretches(text_of(before), text)
            return [ParagraphChanged(How.CHANGED, title, pieces, block.is_note)]
        if _styles(before) != _styles(block):
            same = (Stretch(Fate.SAME, text),)
            return [ParagraphChanged(How.CHANGED, title, same, block.is_note, styled=True)]
        return []

    def _table(self, entry: Entry, block: model.TableRef, title: str) -> list[Change]:
        if entry.new is None:
            if block.table in self.tables:
                return []
            name = self.old.tables[block.table].name
            return [TableChanged(How.REMOVED, name, title), *self._all(self.old, block.table)]
        name = self.new.tables[block.table].name
        found = self.by_new.get(block.table)
        if found is None:
            return [TableChanged(How.ADDED, name, title), *self._all(self.new, block.table)]
        out: list[Change] = []
        before = self.old.tables[found]
        if entry.old is None:
            out.append(TableChanged(How.MOVED, name, title, self.old_places.get(found, "")))
        if normal(before.name) != normal(name):
            out.append(TableChanged(How.RENAMED, name, title, before.name))
        form = self.new.tables[block.table].form.form
        if form != before.form.form and self.old.forms == self.new.forms:
            out.append(TableChanged(How.CHANGED, name, form, before.form.form))
        return [*out, *table_changes(self.old, found, self.new, block.table)]

    def _all(self, report: Report, index: int) -> list[Change]:
        """Return the rows of a table that is there in one report alone."""
        how = How.REMOVED if report is self.old else How.ADDED
        return [
            row_change(grid, r, how)
            for grid in grids(report, index)
            for r in range(len(grid.band.rows.leaves))
        ]


def _without(said: tuple[Said, ...], other: tuple[Said, ...]) -> list[Said]:
    """Return what is said here more often than there."""
    left = Counter(one.key for one in other)
    out: list[Said] = []
    for one in said:
        if left[one.key]:
            left[one.key] -= 1
        else:
            out.append(one)
    return out


def _styles(block: model.Prose) -> list[tuple[str, bool, str | None]]:
    """Return the runs of a paragraph, those of one style in one."""
    out: list[tuple[str, bool, str | None]] = []
    for run in block.runs:
        if out and out[-1][1:] == (run.bold, run.href):
            out[-1] = (out[-1][0] + run.text, run.bold, run.href)
        elif run.text:
            out.append((run.text, run.bold, run.href))
    return [(" ".join(text.split()), bold, href) for text, bold, href in out]


def _follows(old: Report, new: Report, changes: tuple[Change, ...]) -> dict[int, tuple[int, ...]]:
    """Return for each changed cell the changes of the cells that it is made of."""
    before: dict[Address, int] = {}
    after: dict[Address, int] = {}
    for number, change in enumerate(changes):
        if isinstance(change, CellChanged) and not change.only_shown:
            before[change.at[0]] = after[change.at[1]] = number
        elif isinstance(change, LineChanged) and change.how in {How.ADDED, How.REMOVED}:
            places = after if change.how is How.ADDED else before
            places.update(dict.fromkeys(change.addresses, number))
    out: dict[int, tuple[int, ...]] = {}
    for number, change in enumerate(changes):
        if isinstance(change, CellChanged) and not change.only_shown:
            made_of = [after.get(place) for place in _parts(new, change.at[1])]
            made_of += [before.get(place) for place in _parts(old, change.at[0])]
            causes = {cause for cause in made_of if cause is not None and cause != number}
            if causes:
                out[number] = tuple(sorted(causes))
    return out


def _parts(report: Report, address: Address) -> Iterable[Address]:
    """Yield the cells of which a cell is computed, by the author or by its form."""
    formulas = [rule.formula for rule in report.rules.get(address, ())]
    if address in report.formulas:
        formulas.append(report.formulas[address])
    for formula in formulas:
        yield from (reference.address for reference in references(formula))
