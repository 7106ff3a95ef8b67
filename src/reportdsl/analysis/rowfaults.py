"""Tell what is wrong with rows: that a label is ambiguous, and once what is wrong with many."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reportdsl.diagnostics.diagnostic import Diagnostic, Rule, diagnose, message
from reportdsl.diagnostics.rules import names
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.diagnostics.rules.syntax import NEAREST
from reportdsl.model.form import BandForm
from reportdsl.model.labels import Place
from reportdsl.syntax import nodes
from reportdsl.text.source import Span

_ALIKE = 3
"""How many rows, if they are all, have one fault for one cause."""


def told_once(
    found: list[Diagnostic], told: int, rows: Sequence[nodes.Row], *, headed: bool
) -> None:
    """Keep one finding, of those behind the first `told`, of what is wrong with every row alike.

    Its cause is not in the rows. `headed` tells that one of them names the columns.
    """
    for rule in (rules.TOO_MANY_CELLS, rules.EMPTY_LABEL):
        alike = [d for d in found[told:] if d.rule is rule]
        others = len([r for r in rows if r.cells and not r.label.rest]) - headed
        if len(alike) == others >= _ALIKE:
            found[told:] = [d for d in found[told:] if d not in alike[1:]]


def take_back(found: list[Diagnostic], told: int, is_filled: Callable[[str], bool]) -> None:
    """Offer no fix, in what is behind the first `told`, that would fill a row twice."""
    for at, finding in enumerate(found[told:], told):
        if finding.rule is not names.UNKNOWN_ROW or not finding.fixes:
            continue
        name = finding.fixes[0].edits[0].text
        if is_filled(name):
            found[at] = replace(finding, fixes=(), hints=(message(NEAREST, names=(name,)),))


def ambiguous(
    bands: Sequence[BandForm], rule: Rule, span: Span, text: str, places: Sequence[Place]
) -> Diagnostic:
    """Return the finding for a label that may mean several places, with their full paths."""
    titles = [bands[p.band].title for p in places]
    paths = [
        (*([title] if title else []), *p.node.path) for title, p in zip(titles, places, strict=True)
    ]
    named = tuple(" / ".join(path) for path in paths)
    hints = (message(names.WRITE_PATH, names=named[0]),)
    return diagnose(rule, span, hints=hints, name=text, candidates=named)
