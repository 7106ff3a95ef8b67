"""The search against integer programming, on tables of the official form's size."""

import random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

from reportdsl.analysis.search import Quantity, Row, row, search

ROWS, COLUMNS = 12, 6
LARGEST = 10_000
"""No figure changes by more: the big M of the program."""


def table(rng: random.Random) -> list[list[int]]:
    """Return figures with totals of rows and columns, half of them zero."""
    cells = [
        [rng.choice([0, rng.randrange(60)]) for _ in range(COLUMNS - 1)] for _ in range(ROWS - 1)
    ]
    for line in cells:
        line.append(sum(line))
    cells.append([sum(column) for column in zip(*cells, strict=True)])
    return cells


def system(cells: list[list[int]]) -> tuple[list[Quantity], list[Row]]:
    rows = []
    for r, line in enumerate(cells):
        terms = {r * COLUMNS + c: 1 for c in range(COLUMNS - 1)}
        gap = line[-1] - sum(line[:-1])
        rows.append(row({**terms, r * COLUMNS + COLUMNS - 1: -1}, gap, gap))
    for c in range(COLUMNS):
        terms = {r * COLUMNS + c: 1 for r in range(ROWS - 1)}
        gap = cells[-1][c] - sum(line[c] for line in cells[:-1])
        rows.append(row({**terms, (ROWS - 1) * COLUMNS + c: -1}, gap, gap))
    return [Quantity(value, 1, 0) for line in cells for value in line], rows


def least(quantities: list[Quantity], rows: list[Row]) -> int:
    """Return how few figures an integer program changes: changes first, then which there are."""
    size = len(quantities)
    matrix = np.zeros((len(rows), 2 * size))
    for at, item in enumerate(rows):
        for index, coefficient in item.terms.items():
            matrix[at, index] = float(coefficient)
    ends = np.array([float(item.low or 0) for item in rows])
    linked = np.hstack([np.eye(size), -LARGEST * np.eye(size)])
    opposed = np.hstack([-np.eye(size), -LARGEST * np.eye(size)])
    stated = np.array([float(q.stated) for q in quantities])
    result = milp(
        c=np.concatenate([np.zeros(size), np.ones(size)]),
        integrality=np.ones(2 * size),
        bounds=Bounds(
            np.concatenate([-stated, np.zeros(size)]),
            np.concatenate([np.full(size, LARGEST), np.ones(size)]),
        ),
        constraints=[
            LinearConstraint(matrix, ends, ends),
            LinearConstraint(linked, -np.inf, 0),
            LinearConstraint(opposed, -np.inf, 0),
        ],
        options={"time_limit": 20},
    )
    return -1 if result.x is None or result.status else round(result.fun)


@pytest.mark.parametrize("slips", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(6))
def test_integer_programming_changes_as_few(slips: int, seed: int) -> None:
    rng = random.Random(100 * slips + seed)
    cells = table(rng)
    for at in rng.sample(range(ROWS * COLUMNS), slips):
        cells[at // COLUMNS][at % COLUMNS] += rng.randrange(1, 30)
    quantities, rows = system(cells)
    outcome = search(quantities, rows)
    assert outcome.complete
    assert all(len(s.changes) == len(outcome.solutions[0].changes) for s in outcome.solutions)
    wanted = least(quantities, rows)
    if wanted >= 0:
        assert len(outcome.solutions[0].changes) == wanted
