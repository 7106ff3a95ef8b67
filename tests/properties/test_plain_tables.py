"""Sums in tables without form are those of a brute force."""

import json

from hypothesis import given

import reportdsl
from tests.properties import profile
from tests.properties.randomforms.example import same
from tests.properties.randomforms.intervals import Amount
from tests.properties.randomforms.plain import PlainTable, Typed, plain_tables


@profile.examples(150)
@given(plain_tables())
def test_totals_are_what_adding_up_gives(table: PlainTable) -> None:
    world = reportdsl.MemoryWorld({})
    made = reportdsl.compile_text(table.source, name="r.report", world=world, locate=False)
    expected = {(code, place(table, at)) for code, at in table.faults()}
    assert {(d.rule.code, (d.span.start, d.span.end)) for d in made.diagnostics} == expected
    [published] = json.loads(made.emit("json", draft=bool(expected)))["tables"]
    [band] = published["bands"]
    for row, line in enumerate(band["cells"]):
        for column, cell in enumerate(line):
            at = row, column
            assert cell["published"] == table.published(at)
            filled, value = table.cell(at), table.value(at)
            if isinstance(filled, Typed):  # what is stated stands
                value = table.stated(filled, column)
            if isinstance(value, Amount):
                assert same(cell["value"], value.value)
            else:
                assert cell["value"] is None


def place(table: PlainTable, at: tuple[int, int]) -> tuple[int, int]:
    """Return where a cell stands in the source."""
    row, column = at
    lines = table.source.split("\n")
    start = sum(len(line) + 1 for line in lines[: row + 2])
    before = " | ".join(lines[row + 2].split(" | ")[: column + 1]) + " | "
    text = table.published(at)
    return start + len(before), start + len(before) + len(text)
