"""Headings go down one step at a time, whatever levels an author chose."""

import pytest

from reportdsl.emit.outline import outline
from tests.unit.emit.samples import section


@pytest.mark.parametrize(
    ("levels", "depths"),
    [
        ([], []),
        ([0], [0]),
        ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]),
        ([1, 2, 2, 1, 2], [1, 2, 2, 1, 2]),
        ([2, 3, 2], [1, 2, 1]),
        ([1, 4, 4, 2], [1, 2, 2, 2]),
        ([3, 2, 1], [1, 1, 1]),
    ],
)
def test_outline(levels, depths):
    sections = [section("甲", level=level) for level in levels]
    laid_out = list(outline(sections))
    assert [depth for depth, _ in laid_out] == depths
    assert [laid for _, laid in laid_out] == sections
