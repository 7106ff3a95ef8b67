"""Say which figures are wrong, from the equations that fail and those that hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from reportdsl.analysis import explain
from reportdsl.analysis.causes import Explanation, ranked
from reportdsl.analysis.contradictions import contradiction
from reportdsl.analysis.equations import system
from reportdsl.analysis.relations import Origin, Relation, Stated, System
from reportdsl.analysis.search import MAX_WORK, Outcome, Quantity, Row, Solution, row, search
from reportdsl.analysis.sheet import Key, Sheet
from reportdsl.diagnostics.diagnostic import Diagnostic, Message, message
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.formula import Address
from reportdsl.model.report import State

KEPT = 5
"""How many explanations of one fault are kept."""
_OWN_CHECK = 2
"""The weight of the author's own check being wrong, against one of each figure."""


@dataclass(frozen=True, slots=True)
class Component:
    """Relations that hang together by the figures in them, some of which fail."""

    relations: tuple[Relation, ...]
    outcome: Outcome


def localise(sheet: Sheet, found: list[Diagnostic], accepted: Collection[int]) -> list[Diagnostic]:
    """Return the findings, with those against equations replaced by the figures that are wrong.

    `accepted` has the identities of findings that the author accepts: what they are against is
    not asked.
    """
    whole = system(sheet)
    dropped = {key for finding, key in sheet.told if id(finding) in accepted}
    whole.relations = [r for r in whole.relations if r.key not in dropped]
    plain: dict[Key, list[Diagnostic]] = defaultdict(list)
    for finding, key in sheet.told:
        if key not in dropped:
            plain[key].append(finding)
    new: dict[int, list[Diagnostic]] = {}
    for component in components(whole):
        new |= _told(sheet, whole, component, plain)
    out: list[Diagnostic] = []
    for finding in found:
        out += new.get(id(finding), [finding])
    return out


def components(whole: System, *, limit: int = MAX_WORK) -> list[Component]:
    """Return the parts of a system in which something fails, with what explains it."""
    by_figure: dict[int, list[int]] = defaultdict(list)
    for at, relation in enumerate(whole.relations):
        for index in relation.terms:
            by_figure[index].append(at)
    out: list[Component] = []
    seen: set[int] = set()
    for at, relation in enumerate(whole.relations):
        if at in seen or relation.holds:
            continue
        reached = _reached(at, whole.relations, by_figure)
        seen |= reached
        kept = tuple(whole.relations[index] for index in sorted(reached))
        out.append(Component(kept, _searched(whole, kept, limit)))
    return out


def _reached(start: int, relations: list[Relation], by_figure: dict[int, list[int]]) -> set[int]:
    reached, waiting, figures = {start}, [start], set[int]()
    while waiting:
        for index in relations[waiting.pop()].terms:
            if index not in figures:
                figures.add(index)
                new = [at for at in by_figure[index] if at not in reached]
                reached.update(new)
                waiting += new
    return reached


def _searched(whole: System, relations: tuple[Relation, ...], limit: int) -> Outcome:
    """Search the changes that mend some relations."""
    return search(_Quantities(whole.stated), [_row(r) for r in relations], limit=limit)


class _Quantities:
    """The stated figures as what a search may change; it asks for few of them."""

    def __init__(self, stated: list[Stated]) -> None:
        self.stated = stated

    def __getitem__(self, index: int) -> Quantity:
        stated = self.stated[index]
        weight = _OWN_CHECK if stated.origin is Origin.CHECK else 1
        return Quantity(stated.figure.value, stated.step, stated.least, weight)


def _row(relation: Relation) -> Row:
    low, high = (
        None if end is None else end - relation.residual for end in (relation.low, relation.high)
    )
    return row(relation.terms, low, high)


# ── findings ─────────────────────────────────────────────────────────────────────────────────────


def _told(
    sheet: Sheet, whole: System, component: Component, plain: dict[Key, list[Diagnostic]]
) -> dict[int, list[Diagnostic]]:
    """Return what stands in the place of each plain finding that a component explains."""
    failing = [r for r in component.relations if not r.holds]
    findings = _unique(f for r in failing for f in plain.get(r.key, ()))
    if not findings:
        return {}
    clashing = contradiction(component.relations) if not component.outcome.solutions else ()
    if clashing:
        first, *rest = findings
        told = explain.contradiction(first, clashing)
        return {id(first): [told], **{id(finding): [finding] for finding in rest}}
    outcome = component.outcome
    solutions = tuple(s for s in outcome.solutions if _blanks_fit(sheet, whole, component, s))
    if not solutions:
        return _not_located(findings)
    kept = ranked(sheet, whole, component.relations, solutions)
    if len(failing) == 1 and (len(kept) > 1 or not _elsewhere(whole, failing[0], kept[0])):
        return {id(f): [explain.alone(f, kept)] for f in findings}
    return _explained(whole, failing, kept, plain, findings, complete=outcome.complete)


def _not_located(findings: list[Diagnostic]) -> dict[int, list[Diagnostic]]:
    hint = message(rules.NOT_LOCATED)
    return {id(f): [replace(f, hints=(*f.hints, hint))] for f in findings}


def _blanks_fit(sheet: Sheet, whole: System, component: Component, solution: Solution) -> bool:
    """Tell whether totals that stay without a figure are over zeros alone."""
    for relation in component.relations:
        if (
            not isinstance(relation.key, Address)
            or sheet.cell(relation.key).state is not State.NONE
        ):
            continue
        stays = all(
            index not in solution.changes or whole.stated[index].address != relation.key
            for index in relation.terms
        )
        if stays and any(
            whole.stated[index].figure.value + solution.changes.get(index, 0)
            for index in relation.terms
        ):
            return False
    return True


def _elsewhere(whole: System, failing: Relation, only: Explanation) -> bool:
    """Tell whether the one explanation of an equation is not in the cell that it is of."""
    changed = [whole.stated[index] for index in only.changes]
    return (
        not only.loose
        and all(
            stated.origin is Origin.CELL and stated.address != failing.key for stated in changed
        )
        and all(whole.stated[index].origin is not Origin.CHECK for index in failing.terms)
    )


def _unique(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return list({id(finding): finding for finding in findings}.values())


def _explained(
    whole: System,
    failing: list[Relation],
    kept: list[Explanation],
    plain: dict[Key, list[Diagnostic]],
    findings: list[Diagnostic],
    *,
    complete: bool,
) -> dict[int, list[Diagnostic]]:
    """Put what explains the relations that fail in the place of what was said of them."""
    best = kept[0]
    tied = [e for e in kept if e.weight == best.weight]
    cells = {i for i in best.changes if whole.stated[i].origin is Origin.CELL} - best.loose
    hints: tuple[Message, ...] = ()
    if len(tied) > KEPT:
        # So many are no help: what all of them change is wrong, and the rest is left open.
        cells = cells.intersection(*(e.changes for e in tied))
        cells = {i for i in cells if all(e.changes[i] == best.changes[i] for e in tied)}
        hints = (message(rules.MANY_WAYS, count=str(len(tied))),)
        told = explain.shared(failing, best, cells)
    else:
        told = explain.findings(failing, kept[:KEPT], complete=complete)
    # What no cell explains keeps its own line.
    left = {
        id(finding)
        for relation in failing
        if not cells.intersection(relation.terms)
        for finding in plain.get(relation.key, ())
    }
    out: dict[int, list[Diagnostic]] = {
        id(finding): [explain.kept(finding, best, hints)] if id(finding) in left else []
        for finding in findings
    }
    out[id(findings[0])] = [*told, *out[id(findings[0])]]
    return out
