"""However a file is damaged, no figure ends in a cell that held another: it is left out instead."""

import random
from functools import cache

import pytest

from reportdsl.dev.examples import shown
from reportdsl.diagnostics.pages import Example
from reportdsl.diagnostics.rules import recognition as rules
from tests.importing.attempts import Harm, harm
from tests.importing.bodies import body
from tests.importing.trials import content, imported, misplaced, written

SEEDS = range(40)


@cache
def harmed(seed: int) -> Harm:
    """Return what comes of a damaged report."""
    return harm(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_figure_is_misplaced(seed):
    found = harmed(seed)
    assert not found.fault, found.fault
    assert found.misplaced == ()
    assert found.taken <= found.cells


def test_what_is_left_out_is_told():
    """Where figures were lost, no more than these are missing, unless it is said that rows were left out."""
    lost = [each for each in map(harmed, SEEDS) if each.kind.startswith("figures ")]
    assert any(each.findings for each in lost)
    assert all(each.findings or each.taken >= each.cells - each.times for each in lost)


def test_a_figure_that_is_exchanged_is_seen_as_misplaced():
    """The measure itself measures: of two figures that change places both are misplaced."""
    sent = body(random.Random(2))
    text = written(sent, "padded").decode()
    outcome = imported(exchanged(text).encode())
    assert outcome is not None
    assert len(misplaced(outcome, content(sent.compiled()))) == 2


def exchanged(text: str) -> str:
    """Return a text in which the last two figures of a row, which differ, have changed places."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        *cells, one, other, end = line.split("|") if line.count("|") > 2 else ("", "", "")
        if one.strip().isdigit() and other.strip().isdigit() and one.strip() != other.strip():
            lines[at] = "|".join((*cells, other, one, end))
            return "\n".join(lines)
    raise AssertionError(text)


def test_a_row_that_is_not_known_is_no_difference():
    """What the form prints for a row that was left out is told once: as a row that is not known."""
    form = "@form County\n@tableform Contacts <count>\ncolumns\n  Letters\n  Visits\nrows\n  January\n  February\n"
    text = "<table><tr><td><td>Letters<td>Visits<tr><td>January<td>12<td>3<tr><td>February<td>some<td>5</table>"
    found = shown(Example("page.html", text, {"county.form": form}), rules.UNKNOWN_ROW)
    assert [finding.rule for finding in found.findings] == [rules.UNKNOWN_ROW]
