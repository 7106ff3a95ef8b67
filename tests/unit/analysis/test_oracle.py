"""The search against integer programming, on tables of the official form's size."""

import random

import pytest

from reportdsl.analysis.constraints import Constraint, constraint
from reportdsl.analysis.quantities import UNIT, Quantity
from reportdsl.analysis.search import search
from tests.localisation.oracle import least

ROWS, COLUMNS = 12, 6


def table(rng: random.Random) -> list[list[int]]:
    """Return figures with totals of rows and columns, half of them zero."""
    cells = [
        [rng.choice([0, rng.randrange(60)]) for _ in range(COLUMNS - 1)] for _ in range(ROWS - 1)
    ]
    for line in cells:
        line.append(sum(line))
    cells.append([sum(column) for column in zip(*cells, strict=True)])
    return cells


def system(cells: list[list[int]]) -> tuple[list[Quantity], list[Constraint]]:
    rows = []
    for r, line in enumerate(cells):
        terms = {r * COLUMNS + c: 1 for c in range(COLUMNS - 1)}
        gap = line[-1] - sum(line[:-1])
        rows.append(constraint({**terms, r * COLUMNS + COLUMNS - 1: -1}, gap, gap))
    for c in range(COLUMNS):
        terms = {r * COLUMNS + c: 1 for r in range(ROWS - 1)}
        gap = cells[-1][c] - sum(line[c] for line in cells[:-1])
        rows.append(constraint({**terms, (ROWS - 1) * COLUMNS + c: -1}, gap, gap))
    return [Quantity(value, 1, 0) for line in cells for value in line], rows


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
    if wanted is not None:
        assert UNIT * len(outcome.solutions[0].changes) == wanted
