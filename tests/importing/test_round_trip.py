"""Whatever a report is written in, it comes in as it was: figures, labels, prose and header."""

import pytest

from tests.importing.attempts import trip
from tests.importing.trials import WAYS

SEEDS = range(3)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("way", WAYS)
def test_a_report_comes_in_as_it_was(seed, way):
    found = trip(seed, way)
    assert not found.fault, found.fault
    assert found.differences == ()
    assert (found.refused, found.misplaced) == (0, 0)
    assert found.cells
