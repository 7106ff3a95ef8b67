"""Keep what the rules of forms come to, for every report that fills the same tables as they stand.

A form's rules and checks name rows and columns; which cells these are depends on the tables of the
report alone, as long as the author adds and omits no row. A process that compiles many reports, or
one report again and again, resolves them once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from reportdsl.analysis.names import Selection
from reportdsl.analysis.vectors import Leaf
from reportdsl.model.form import TableForm
from reportdsl.model.formula import Address, CellRef, Formula, Total
from reportdsl.model.report import CellRule, Table

_KEPT = 64
"""How many sets of tables are remembered; the oldest goes first."""


_Cells: TypeAlias = tuple[Address, ...]
Found: TypeAlias = dict[tuple[tuple[str, ...], int | None, int | None], list[Selection]]
"""What names mean: by their parts, the table and the band that they stand in."""


@dataclass(slots=True)
class Plan:
    """What has been worked out so far for one set of tables."""

    rules: dict[Address, tuple[CellRule, ...]] | None = None
    """How the forms compute cells."""
    leaves: dict[int, list[Leaf]] = field(default_factory=dict)
    """The formulas of each check, by the identity of its rule, which lives as long as its form."""
    sums: dict[Address, tuple[_Cells, ...]] = field(default_factory=dict)
    """For each cell that is a sum of cells by all its rules: the cells of each."""
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


def sums_of(rules: Mapping[Address, tuple[CellRule, ...]]) -> dict[Address, tuple[_Cells, ...]]:
    """Return the cells that the rules of each cell add up, where they do nothing else."""
    out: dict[Address, tuple[_Cells, ...]] = {}
    for address, asked in rules.items():
        sums = [_summed(rule.formula) for rule in asked if not rule.only_stated]
        if sums and len(sums) == len(asked) and all(sums):
            out[address] = tuple(cells for cells in sums if cells)
    return out


def _summed(formula: Formula) -> _Cells | None:
    match formula:
        case Total(terms) if terms and all(isinstance(term, CellRef) for term in terms):
            return tuple(term.address for term in terms if isinstance(term, CellRef))
    return None
