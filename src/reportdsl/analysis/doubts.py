"""Tell which cells are in doubt, and what the others come to: what prose is compared with.

A total that does not come out is in doubt by itself, but not where another figure is found wrong.
"""

from collections.abc import Iterable
from dataclasses import replace

from reportdsl.analysis.arithmetic import reckon
from reportdsl.analysis.evaluate import Values
from reportdsl.analysis.plan import Plan
from reportdsl.analysis.sheet import Sheet
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.text.source import Span

_AT_CELLS = frozenset(
    {rules.WRONG_TOTAL, rules.WRONG_VALUE, rules.SUMS_DISAGREE, rules.BLANK_TOTAL}
)
_LOCATED = frozenset({rules.LOCATED_FIGURE, rules.MISPLACED_FIGURES, rules.ONE_OF_SEVERAL})
_OF_A_FIGURE = frozenset({rules.SHOULD_BE, rules.THE_TOTAL})
"""What is said at a figure that may be wrong; other labels show what speaks for it."""


def undoubted(sheet: Sheet, found: Iterable[Diagnostic], plan: Plan | None) -> Sheet:
    """Return a sheet with all figures as they are stated, but for cells that findings doubt.

    These are faulty, and so is what is computed from them.
    """
    spans = {span for finding in found for span in _doubted(finding)}
    if sheet.stopped or not (spans or sheet.failed):
        return sheet
    doubted = {address for address in sheet.values.cells if sheet.place(address) in spans}
    own = replace(
        sheet,
        values=Values(steps=sheet.values.steps),
        equations=[],
        failed=set(),
        found=[],
        told=[],
    )
    reckon(own, doubted, plan)
    return own


def _doubted(finding: Diagnostic) -> Iterable[Span]:
    """Return the places of the figures that a finding says are wrong, or may be."""
    if finding.rule in _AT_CELLS:
        yield finding.span
    elif finding.rule is rules.CONTRADICTION:
        yield finding.span
        yield from (label.span for label in finding.labels)
    elif finding.rule in _LOCATED:
        yield finding.span
        yield from (edit.span for fix in finding.fixes for edit in fix.edits)
        for label in finding.labels:
            if label.message is not None and label.message.phrase in _OF_A_FIGURE:
                yield label.span
