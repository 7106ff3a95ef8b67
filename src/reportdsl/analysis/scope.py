"""Know what names may stand for in a report: its tables, its fields, last year's report."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from reportdsl.analysis.context import PreviousReport
from reportdsl.analysis.names import Selection, directory, search
from reportdsl.analysis.plan import Found, Plan
from reportdsl.model.formula import Address
from reportdsl.model.report import Table
from reportdsl.model.value import FAULTY, Value
from reportdsl.syntax import exprs, keywords
from reportdsl.text.fold import normal

SumLike = Callable[[Address, str], bool]
"""Whether a cell holds a sum that goes ``above`` or ``left``, which another such sum leaves out."""

_REMEMBERED = 10_000
_MANY = 8
"""Tables from which on a directory of their names is worth its making."""


@dataclass(slots=True)
class Scope:
    """The names of a report, and which of its own fields are used."""

    tables: Sequence[Table]
    absent: Sequence[Table] = ()
    """Tables of the forms that the report does not fill: rules over them are skipped."""
    fields: Mapping[str, Value] = field(default_factory=dict)
    faulty: Collection[str] = ()
    """Fields that are there and have no value, as is told."""
    previous: PreviousReport | None = None
    names_previous: bool = False
    """Whether the header names last year's report, to be had or not."""
    complete: bool = True
    """Whether every table could be placed; if not, a name that is not found may be in the rest."""
    unreadable: bool = False
    """Whether no form of its tables could be had: what they call their rows nobody knows."""
    used: set[str] = field(default_factory=set)
    english: bool = False
    """Whether the report's own keywords are English ones."""
    plan: Plan | None = None
    """What is known of the same tables from other reports."""
    sum_like: SumLike | None = None
    """None where no cell holds a sum of the author's own."""
    particular: bool = False
    """Whether something was asked for that is this report's own: a field, last year's figures."""
    lost: int = 0
    """How many names were not found that a faulty line of a form may hold."""
    ranked: int = 0
    """How many names were compared with unknown ones so far."""
    work: int = 0
    """How many cells the expressions resolved so far go over."""
    _known: Mapping[str, list[int]] | None = None
    _found: Found = field(default_factory=dict)
    _found_before: Found = field(default_factory=dict)
    """The same in last year's tables."""

    def word(self, words: Sequence[str]) -> str:
        """Return the keyword, of a Chinese and an English one, that goes with the report."""
        return words[1] if self.english else words[0]

    def search(
        self, reference: exprs.Reference, home: int | None, band: int | None = None
    ) -> list[Selection]:
        """Return what a reference may mean in the report's tables."""
        parts = tuple([part.name for part in reference.parts])
        key = parts, home, band
        found = self._found if self.plan is None else self.plan.found
        selections = found.get(key)
        if selections is None:
            if len(found) > _REMEMBERED:
                found.clear()
            selections = search(self.tables, parts, home, band, self._directory())
            found[key] = selections
        return selections

    def _directory(self) -> Mapping[str, list[int]] | None:
        """Return which tables know which names, where they are too many to ask each."""
        if self._known is None and len(self.tables) > _MANY:
            self._known = directory(self.tables)
        return self._known

    def search_previous(self, reference: exprs.Reference, home: int | None) -> list[Selection]:
        """Return what a reference behind 上年 may mean in last year's tables."""
        self.particular = True
        parts = tuple(part.name for part in reference.parts[1:])
        key = parts, home, None
        if key not in self._found_before and self.previous is not None:
            tables = self.previous.report.tables
            same = None
            if home is not None:
                name = self.tables[home].name
                same = next((i for i, t in enumerate(tables) if t.called(name)), None)
            self._found_before[key] = search(tables, parts, same)
        return self._found_before.get(key, [])

    def is_absent(self, parts: Sequence[str]) -> bool:
        """Tell whether a path means something in a table that the report does not fill."""
        return bool(self.absent) and bool(search(self.absent, parts, None))

    def may_be_lost(self, parts: Sequence[str], home: int | None) -> bool:
        """Tell whether a path may mean what a faulty line of a form holds, and count it if so."""
        own = () if home is None else (self.tables[home],)
        called = [t for t in (*self.tables, *self.absent) if len(parts) > 1 and t.called(parts[0])]
        asked = (*own, *called) if called else (*self.tables, *self.absent)
        lost = any(table.form.may_hold(parts) for table in asked)
        self.lost += lost
        return lost

    def field(self, name: str) -> Value:
        """Return the value of a header field by any of its names, or None."""
        self.particular = True
        key = keywords.field(name) or normal(name)
        if key in self.faulty:
            return FAULTY
        if key in self.fields:
            self.used.add(key)
        return self.fields.get(key)
