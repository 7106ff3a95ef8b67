"""Values and findings of random reports are those of a brute force over fractions."""

from collections import Counter

from hypothesis import given

from tests.properties import profile
from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import fills as fl
from tests.properties.randomforms.evaluation import Faulty
from tests.properties.randomforms.example import Example, Finding, examples, same
from tests.properties.randomforms.intervals import Amount
from tests.properties.randomforms.oracle import Sheet

AT_ONE_PLACE = {"R512", "R605"}
"""Rules that may be told of more or less than once at a place.

A condition fails for each leaf; of rows that are not written, what divides by the same cell is told
once.
"""


@profile.examples(200)
@given(examples())
def test_every_cell_has_the_value_and_the_text_that_brute_force_gives(example: Example) -> None:
    compare(example)


@profile.examples(150)
@given(examples(wrong=True))
def test_what_does_not_add_up_is_told_at_its_place_and_nothing_else_is(example: Example) -> None:
    compare(example)


def compare(example: Example) -> None:
    assert once(example.found) == once(example.expected)
    for sheet, table in zip(example.sheets, example.document["tables"], strict=True):
        for band, published in zip(sheet.table.shown, table["bands"], strict=True):
            rows, columns = band.row_leaves, band.column_leaves
            assert [row["path"] for row in published["rows"]] == [names(row) for row in rows]
            assert [c["path"] for c in published["columns"]] == [names(c) for c in columns]
            for row, line in zip(rows, published["cells"], strict=True):
                for column, cell in zip(columns, line, strict=True):
                    assert cell["published"] == sheet.published((row, column)), (row, column)
                    assert is_value(sheet, (row, column), cell["value"]), (row, column)


def once(found: list[Finding]) -> Counter[Finding]:
    """Return findings with how often each is told."""
    return Counter({f: 1 if f[0] in AT_ONE_PLACE else n for f, n in Counter(found).items()})


def names(node: ab.Node) -> list[str]:
    return [n.name for n in node.path if n.core]


def is_value(sheet: Sheet, at: tuple[ab.Node, ab.Node], published: str | None) -> bool:
    value = sheet.value(at)
    if isinstance(value, Faulty):
        # What is stated stands, though it is not what a rule gives.
        fill = sheet.fill(at)
        value = sheet.stated(at, fill) if isinstance(fill, fl.Figure) else None
    return same(published, value.value) if isinstance(value, Amount) else published is None
