"""What is said of wrong figures holds: with the fixes applied, nothing is left to say."""

from collections.abc import Mapping

from hypothesis import given

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.mending import applied
from tests.properties import profile
from tests.properties.randomforms.example import Example, examples
from tests.properties.randomforms.plain import PlainTable, plain_tables

LOCATED = {"R505", "R506", "R507"}
PLAIN = {"R501", "R502", "R503", "R504", "R512", "R513", "R514"}


def told(source: str, world: Mapping[str, str]) -> list[Diagnostic]:
    made = reportdsl.compile_text(source, name="r.report", world=reportdsl.MemoryWorld(world))
    return [d for d in made.diagnostics if d.rule.code in LOCATED | PLAIN and not d.waived]


def holds_when_mended(source: str, world: Mapping[str, str]) -> None:
    found = told(source, world)
    if not found or any(d.rule.code not in LOCATED or not d.fixes for d in found):
        return
    edits = {edit for d in found for edit in d.fixes[0].edits}
    mended = applied(source.encode(), edits).decode()
    left = [d for d in told(mended, world) if d.rule.code != "R513"]
    assert [d.message("zh") for d in left] == []


@profile.examples(150)
@given(plain_tables())
def test_first_fixes_mend_a_plain_table(table: PlainTable) -> None:
    holds_when_mended(table.source, {})


@profile.examples(100)
@given(examples())
def test_first_fixes_mend_a_report_on_a_form(example: Example) -> None:
    holds_when_mended(example.written.report, example.written.files)
