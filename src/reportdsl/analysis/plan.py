"""Keep what the rules of forms come to, for every report that fills the same tables as they stand.

A form's rules and checks name rows and columns; which cells these are depends on the tables of the
report alone, as long as the author adds and omits no row. A process that compiles many reports, or
one report again and again, resolves them once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeAlias

from reportdsl.analysis.names import Selection
from reportdsl.model.form import TableForm
from reportdsl.model.formula import (
    Address,
    Compare,
    Formula,
    Terms,
    Total,
    each_reference,
    terms_of,
)
from reportdsl.model.report import CellRule, Table

_KEPT = 64
"""How many sets of tables are remembered; the oldest goes first."""
_MANY = 256
"""More cells than these are not listed for each leaf, for each may name all leaves."""


Found: TypeAlias = dict[tuple[tuple[str, ...], int | None, int | None], list[Selection]]
"""What names mean: by their parts, the table and the band that they stand in."""


class Condition(NamedTuple):
    """One leaf of a check."""

    formula: Formula
    cells: tuple[Address, ...]
    """The first cells that it names, in order."""
    leaf: str
    """How messages call the leaf; empty where there is but one."""
    is_sum: bool
    """Whether it is a sum of others."""
    sides: tuple[Terms, Terms] | None
    """What it compares, where both sides only add and subtract cells."""


@dataclass(slots=True)
class Plan:
    """What has been worked out so far for one set of tables."""

    rules: dict[Address, tuple[CellRule, ...]] | None = None
    """How the forms compute cells."""
    conditions: dict[int, tuple[Condition, ...]] = field(default_factory=dict)
    """The leaves of each check, by the identity of its rule, which lives as long as its form."""
    sums: dict[Address, tuple[Terms, ...]] = field(default_factory=dict)
    """For each cell that is a sum of cells by all its rules: the terms of each."""
    found: Found = field(default_factory=dict)
    orders: dict[frozenset[Address], tuple[Address | list[Address], ...]] = field(
        default_factory=dict
    )
    """In which order cells are computed, by those of them that are stated."""


_Tables = tuple[TableForm, ...]
_plans: dict[tuple[_Tables, _Tables, bool], Plan] = {}


def plan_for(tables: "list[Table]", absent: "list[Table]", *, complete: bool) -> Plan | None:
    """Return the plan of a report's tables, or None where an author has changed one's axes."""
    if not tables or not all(table.as_printed for table in tables):
        return None
    key = tuple(t.form for t in tables), tuple(t.form for t in absent), complete
    plan = _plans.pop(key, None) or Plan()
    _plans[key] = plan
    # Listed, for another thread may add one meanwhile.
    for oldest in list(_plans)[:-_KEPT]:
        _plans.pop(oldest, None)
    return plan


def sums_of(rules: Mapping[Address, tuple[CellRule, ...]]) -> dict[Address, tuple[Terms, ...]]:
    """Return the terms that the rules of each cell add up, where they do nothing else."""
    out: dict[Address, tuple[Terms, ...]] = {}
    for address, asked in rules.items():
        sums = [_terms(rule.formula) for rule in asked if not rule.only_stated]
        if sums and len(sums) == len(asked) and all(sums):
            out[address] = tuple(terms for terms in sums if terms)
    return out


def _terms(formula: Formula) -> Terms | None:
    """Return the terms of a rule; only a row or a column that is added up may have many."""
    return terms_of(formula) if isinstance(formula, Total) else terms_of(formula, most=_MANY)


def condition_of(formula: Formula, leaf: str, *, is_sum: bool, asked_once: bool) -> Condition:
    """Return a leaf of a check with what it names; for one that is asked once the first cell."""
    most = 1 if asked_once else _MANY
    cells = tuple([reference.address for reference in islice(each_reference(formula), most)])
    sides = None
    if isinstance(formula, Compare) and not asked_once:
        left, right = (terms_of(side, most=_MANY) for side in (formula.left, formula.right))
        sides = (left, right) if left and right else None
    return Condition(formula, cells, leaf, is_sum, sides)
