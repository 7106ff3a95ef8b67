"""Integer programming as another answer to how few figures must change."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

from reportdsl.analysis.constraints import Constraint
from reportdsl.analysis.quantities import Quantities, Quantity

_TINY = 1e-4


def least(quantities: Quantities, rows: Sequence[Constraint], seconds: float = 20) -> int | None:
    """Return the least weight of figures whose change satisfies all rows, None if out of time.

    Two variables stand for each figure: by how much it changes, and whether it does.
    """
    used = sorted({index for item in rows for index in item.terms})
    place = {index: at for at, index in enumerate(used)}
    size = len(used)
    matrix = np.zeros((len(rows), 2 * size))
    low, high = np.full(len(rows), -np.inf), np.full(len(rows), np.inf)
    for at, item in enumerate(rows):
        for index, coefficient in item.terms.items():
            matrix[at, place[index]] = float(coefficient)
        low[at] = -np.inf if item.low is None else float(item.low)
        high[at] = np.inf if item.high is None else float(item.high)
    asked = [quantities[index] for index in used]
    # The big M of the program: no figure need change by more than all that rows are off by.
    most = 1.0
    for item in rows:
        most += max(abs(float(end)) for end in (item.low, item.high) if end is not None)
    floors = [
        0.0 if q.whole else -most if q.least is None else float(q.least - q.stated) for q in asked
    ]
    tops = [1.0 if q.whole else most for q in asked]
    linked = np.hstack([np.eye(size), -most * np.eye(size)])
    opposed = np.hstack([-np.eye(size), -most * np.eye(size)])
    result = milp(
        c=np.concatenate([np.zeros(size), [float(q.weight) for q in asked]]),
        integrality=np.concatenate([[float(q.step == 1) for q in asked], np.ones(size)]),
        bounds=Bounds(
            np.concatenate([floors, np.zeros(size)]),
            np.concatenate([tops, np.ones(size)]),
        ),
        constraints=[
            LinearConstraint(matrix, low, high),
            LinearConstraint(linked, -np.inf, 0),
            LinearConstraint(opposed, -np.inf, 0),
            *_excluded(used, asked),
        ],
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    if result.x is None or result.status:
        return None
    # What the program counts must be what it changes: with a large M, rounding may hide a change.
    changes = result.x[:size]
    counted = sum(q.weight for q, by in zip(asked, changes, strict=True) if abs(by) > _TINY)
    return counted if counted == round(result.fun) else None


def _excluded(used: list[int], asked: list[Quantity]) -> list[LinearConstraint]:
    """Return what keeps slips of several figures apart from one another and from their figures."""
    slips = [at for at, quantity in enumerate(asked) if quantity.whole]
    rows = []
    for slip in slips:
        for other in range(len(used)):
            own = asked[slip].excludes >> used[other] & 1
            shared = asked[slip].excludes & asked[other].excludes and other > slip
            if own or shared:
                line = np.zeros(2 * len(used))
                line[[len(used) + slip, len(used) + other]] = 1
                rows.append(line)
    return [LinearConstraint(np.array(rows), -np.inf, 1)] if rows else []
