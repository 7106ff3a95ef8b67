"""Tell once what is wrong with many rows, or with a row whose one fault is told already."""

from collections.abc import Sequence

from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.syntax import nodes

_ALIKE = 3
"""How many rows, if they are all, have one fault for one cause."""


def told_once(
    found: list[Diagnostic], told: int, rows: Sequence[nodes.Row], *, headed: bool
) -> None:
    """Keep one finding, of those behind the first `told`, of what is wrong with every row alike.

    Its cause is not in the rows. `headed` tells that one of them names the columns.
    """
    for rule in (rules.TOO_MANY_CELLS, rules.EMPTY_LABEL):
        alike = [d for d in found[told:] if d.rule is rule]
        others = len([r for r in rows if r.cells and not r.label.rest]) - headed
        if len(alike) == others >= _ALIKE:
            found[told:] = [d for d in found[told:] if d not in alike[1:]]
