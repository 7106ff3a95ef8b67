"""Which waivers are for which findings, against the plain question asked of each pair."""

from hypothesis import given
from hypothesis import strategies as st

from reportdsl.analysis.waivers import Waived, covering
from reportdsl.diagnostics.diagnostic import Diagnostic, Label, diagnose, message
from reportdsl.diagnostics.rules import arithmetic
from reportdsl.syntax import nodes
from reportdsl.text.source import Span

ALLOW = nodes.Allow("R512", "a", None, Span("a", 0, 0), Span("a", 0, 0))
spans = st.builds(
    lambda source, start, length: Span(source, start, start + length),
    st.sampled_from("ab"),
    st.integers(0, 12),
    st.integers(0, 6),
)


def finding(span: Span, labels: list[Span]) -> Diagnostic:
    told = tuple(Label(place, message(arithmetic.CELL_HERE, name="")) for place in labels)
    return diagnose(arithmetic.CHECK_FAILED, span, labels=told)


def covers(waived: Waived, found: Diagnostic) -> bool:
    """Tell whether a finding, or a label of it where a table is waived, begins in a place."""
    if waived.places is None:
        return True
    asked = [found.span, *(label.span for label in found.labels if waived.over_table)]
    return any(
        p.source == s.source and p.start <= s.start <= p.end for p in waived.places for s in asked
    )


@given(
    st.lists(st.tuples(st.none() | st.lists(spans, max_size=3), st.booleans()), max_size=5),
    st.lists(st.tuples(spans, st.lists(spans, max_size=2)), max_size=5),
)
def test_a_waiver_is_for_what_begins_in_its_places(
    places: list[tuple[list[Span] | None, bool]], found: list[tuple[Span, list[Span]]]
) -> None:
    waived = [Waived(ALLOW, None if p is None else tuple(p), over) for p, over in places]
    findings = [finding(*spans_) for spans_ in found]
    expected = {
        (f, w)
        for f, item in enumerate(findings)
        for w, waiver in enumerate(waived)
        if covers(waiver, item)
    }
    assert set(covering(waived, findings)) == expected
