"""Keep what the rules of forms come to, for every report that fills the same tables as they stand.

A form's rules and checks name rows and columns; which cells these are depends on the tables of the
report alone, as long as the author adds and omits no row. A process that compiles many reports, or
one report again and again, resolves them once.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from reportdsl.analysis.names import Selection
from reportdsl.analysis.vectors import Key
from reportdsl.model.form import TableForm
from reportdsl.model.formula import Address, Formula
from reportdsl.model.report import CellRule, Table

_KEPT = 64
"""How many sets of tables are remembered; the oldest goes first."""


Found: TypeAlias = dict[tuple[tuple[str, ...], int | None, int | None], list[Selection]]
"""What names mean: by their parts, the table and the band that they stand in."""


@dataclass(slots=True)
class Plan:
    """What has been worked out so far for one set of tables."""

    rules: dict[Address, tuple[CellRule, ...]] | None = None
    """How the forms compute cells."""
    leaves: dict[int, list[tuple[Key | None, Formula]]] = field(default_factory=dict)
    """The formulas of each check, by the identity of its rule, which lives as long as its form."""
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
    if len(_plans) > _KEPT:
        del _plans[next(iter(_plans))]
    return plan
