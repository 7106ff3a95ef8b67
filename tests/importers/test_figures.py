"""What counts as a figure in a foreign cell, and what only looks like one."""

import pytest

from reportdsl.importers.figures import looks_like_figure, taken
from reportdsl.model.axis import CellType, Kind
from reportdsl.syntax.nodes import StatedCell
from reportdsl.text.source import Span

HERE = Span("a", 0, 1)
COUNT = CellType(Kind.COUNT, None, (), "", optional=True, exact=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("１２", "12"),
        ("12②", "12"),
        ("12²", "12"),
        ("１２①", "12"),
        ("12(其中①项)", "12"),
    ],
)
def test_a_raised_or_circled_figure_is_no_digit_of_the_one_before(text, value):
    assert looks_like_figure(text)
    cell = taken(text, COUNT, HERE).cell
    assert isinstance(cell, StatedCell)
    assert cell.text == value


@pytest.mark.parametrize("text", ["12 1", "①", "²", "1½"])
def test_no_figure(text):
    assert not looks_like_figure(text)
