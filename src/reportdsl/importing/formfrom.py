"""Make forms out of a document: write them, compile them, try them on the document's figures."""

import os
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportdsl.compiler import Compilation, compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose, message
from reportdsl.diagnostics.rules import formmaking as rules
from reportdsl.formatter import formatted
from reportdsl.importers.raw import RawDocument
from reportdsl.importers.tableform import problems
from reportdsl.importers.tableform.captions import plain_name
from reportdsl.importers.tableform.drafted import Draft, Taken, draft, sheets
from reportdsl.importers.tableform.outline import Item, Outline, outline
from reportdsl.importers.tableform.parts import Branch, Sheet, Unfit
from reportdsl.importing.formtrial import Trial, tried
from reportdsl.text.source import Source
from reportdsl.world import MemoryWorld

_FILE = "own.form"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks for."""

    name: str = ""
    """What the form is to be called."""
    tables: tuple[str, ...] = ()
    """The tables to take, by number or name; all of them if none are named."""
    free: tuple[str, ...] = ()
    """Those whose rows are the author's own."""


@dataclass(frozen=True, slots=True)
class Made:
    """A form library made out of a document."""

    text: str
    """Its source; empty if no table was taken."""
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    """What the diagnostics point into."""
    tables: int
    refused: int
    unknown: tuple[str, ...] = ()
    """What of the wishes names no table."""
    known: tuple[str, ...] = ()
    """The tables that there are, by number and name."""


def form_from(document: RawDocument, wishes: Wishes) -> Made:
    """Return the forms of a document's tables, as far as the language can say them."""
    found = outline(document)
    sources = {document.source.id: document.source}
    known = tuple(f"{item.number} {item.name}" for item in found.items)
    unknown = tuple(w for w in (*wishes.tables, *wishes.free) if not _named(found.items, w))
    if unknown:
        return Made("", (), sources, 0, 0, unknown, known)
    items = [item for item in found.items if item.in_body]
    if wishes.tables:
        items = [i for w in wishes.tables for i in _named(found.items, w)]
        items = sorted(dict.fromkeys(items), key=lambda item: item.number)
    if not items:
        told = (diagnose(rules.NO_TABLE, document.source.span(0, 0)),)
        return Made("", told, sources, 0, 0, (), known)
    free = frozenset(i.number for w in wishes.free for i in _named(found.items, w))
    stem = os.path.splitext(os.path.basename(document.source.id))[0]
    name = wishes.name or found.name or plain_name(stem) or "form"
    return _Maker(document, found, name).made(items, free, known)


def _named(items: Sequence[Item], wish: str) -> list[Item]:
    return [item for item in items if wish in {str(item.number), item.name}]


class _Maker:
    def __init__(self, document: RawDocument, found: Outline, name: str) -> None:
        self.document = document
        self.outline = found
        self.name = name
        self.told: list[Diagnostic] = []
        self.refused = 0
        self.trials: list[Trial] = []

    def made(self, items: Sequence[Item], free: frozenset[int], known: tuple[str, ...]) -> Made:
        tables, unfit = sheets(items, free)
        for item, why in unfit:
            self._refuse(item, why)
        drafted = self._sound(tables)
        text = ""
        if drafted.tables:
            made = formatted(drafted.text)
            text = drafted.text if made.diagnostics else made.text
            self._tell(drafted)
        told = tuple(sorted(dict.fromkeys(self.told), key=lambda d: (d.span.start, d.rule.code)))
        source = self.document.source
        return Made(text, told, {source.id: source}, len(drafted.tables), self.refused, (), known)

    def _refuse(self, item: Item, why: Unfit) -> None:
        self.refused += 1
        self.told.append(
            diagnose(rules.REFUSED, why.span, number=item.number, problem=message(why.problem))
        )

    def _sound(self, tables: Sequence[tuple[Item, Sheet]]) -> Draft:
        """Return a draft that compiles, and whose rules hold for the figures of the file."""
        without: set[Branch] = set()
        left = list(tables)
        while True:
            drafted = draft(self.outline, self.name, left, frozenset(without))
            gone = {item.number for item, _ in drafted.refused}
            for item, why in drafted.refused:
                self._refuse(item, why)
            left = [(item, sheet) for item, sheet in left if item.number not in gone]
            faulty = self._faults(drafted)
            if not faulty:
                return drafted
            for table, nodes in faulty:
                new = nodes - without
                if new:
                    without |= new
                    continue
                self._refuse(table.item, Unfit(problems.NOT_SOUND, table.sheet.span))
                left = [pair for pair in left if pair[0] is not table.item]

    def _faults(self, drafted: Draft) -> list[tuple[Taken, set[Branch]]]:
        """Return tables at fault, each with the rows and columns whose rules are."""
        if not drafted.tables:
            return []
        compilation = compile_text(drafted.text, name=_FILE, world=MemoryWorld({}))
        if compilation.errors:
            return list(_at_fault(drafted, compilation))
        self.trials = tried(drafted)
        return [
            (table, set(table.written.rules.values()))
            for table, trial in zip(drafted.tables, self.trials, strict=True)
            if trial.failed
        ]

    def _tell(self, drafted: Draft) -> None:
        """Tell how tables differ from the form that was made of them."""
        for table, trial in zip(drafted.tables, self.trials, strict=True):
            name = table.sheet.name
            for part in table.sheet.parts:
                if part.headless:
                    self.told.append(diagnose(rules.HEADLESS, table.sheet.span, table=name))
            for leaf in table.written.unsure:
                self.told.append(
                    diagnose(rules.UNSURE_TOTAL, leaf.span, table=name, name=leaf.label)
                )
            self.told += [
                diagnose(rules.DIFFERS, found.span, table=name, problem=found.problem)
                for found in trial.mismatches
            ]


def _at_fault(drafted: Draft, compilation: Compilation) -> Iterator[tuple[Taken, set[Branch]]]:
    """Yield the tables that errors of a form stand in, with what the rules at fault are of."""
    lines = compilation.source.lines
    found: dict[int, set[Branch]] = {}
    for error in compilation.errors:
        line = lines.position(error.span.start).line - 1
        table = max(bisect_right(drafted.starts, line) - 1, 0)
        rules_of_it = drafted.tables[table].written.rules
        node = rules_of_it.get(line - drafted.starts[table])
        found.setdefault(table, set()).update(() if node is None else (node,))
    for table, nodes in found.items():
        yield drafted.tables[table], nodes
