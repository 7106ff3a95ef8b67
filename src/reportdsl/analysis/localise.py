"""Say which figures are wrong, from the equations that fail and those that hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from reportdsl.analysis import explain
from reportdsl.analysis.causes import Explanation, ranked
from reportdsl.analysis.components import Component, Cure, components
from reportdsl.analysis.contradictions import contradiction
from reportdsl.analysis.equations import system
from reportdsl.analysis.independent import independent
from reportdsl.analysis.relations import Origin, Relation, System
from reportdsl.analysis.sheet import Key, Sheet
from reportdsl.diagnostics.diagnostic import Diagnostic, Message, message
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.formula import Address, references
from reportdsl.model.report import State

KEPT = 5
"""How many explanations of one fault are kept."""


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
    for component in components(sheet, whole):
        new |= _told(sheet, whole, component, plain)
    for finding, key in sheet.told:
        if id(finding) not in new and isinstance(key, Address) and key not in dropped:
            new[id(finding)] = [_doubtful(sheet, whole, finding, key)]
    out: list[Diagnostic] = []
    for finding in found:
        out += new.get(id(finding), [finding])
    return out


# ── findings ─────────────────────────────────────────────────────────────────────────────────────


def _told(
    sheet: Sheet, whole: System, component: Component, plain: dict[Key, list[Diagnostic]]
) -> dict[int, list[Diagnostic]]:
    """Return what stands in the place of each plain finding that a component explains."""
    failing = [r for r in component.relations if not r.holds]
    findings = _unique(f for r in failing for f in plain.get(r.key, ()))
    if not findings:
        return {}
    clashing = contradiction(component.relations, whole.stated) if not component.cures else ()
    if clashing:
        return _clashing(clashing, plain, findings)
    cures = tuple(c for c in component.cures if _blanks_fit(sheet, whole, component, c))
    if not cures:
        return _not_located(findings)
    out: dict[int, list[Diagnostic]] = {}
    for failed, ways in _choices(sheet, whole, component, cures):
        own = _unique(f for r in failed for f in plain.get(r.key, ()))
        # Where several figures must change at once, other equations hold them too.
        lone = len(failed) == 1 and all(len(e.changes) == 1 for e in ways)
        if not own:
            continue
        if lone and (len(ways) > 1 or not _elsewhere(whole, failed[0], ways[0])):
            told = {id(f): [explain.alone(f, ways)] for f in own}
        else:
            told = _explained(whole, component, failed, ways, plain, own)
        for finding, said in told.items():
            out[finding] = _together(out.get(finding, []), said)
    return out


def _choices(
    sheet: Sheet, whole: System, component: Component, cures: tuple[Cure, ...]
) -> list[tuple[list[Relation], list[Explanation]]]:
    """Return relations that fail, and what explains them, the likeliest first.

    Where explanations tie, those of what has nothing to do with one another are set apart.
    """
    relations = component.relations
    failing = [r for r in relations if not r.holds]
    kept = ranked(sheet, whole, relations, cures)
    tied = [e for e in kept if e.weight == kept[0].weight]
    if len(tied) == 1 or not component.complete:
        return [(failing, kept)]
    choices = independent(relations, cures)
    apart = [({i for cure in own for i in cure.changes}, own) for _, own in choices]
    causes = [{change.index for change in cause.changes} for e in tied for cause in e.causes]
    if not all(any(cause <= group for group, _ in apart) for cause in causes):
        # Figures of two choices are exchanged.
        return [(failing, kept)]
    return [(list(failed), ranked(sheet, whole, relations, own)) for failed, own in choices]


def _together(before: list[Diagnostic], said: list[Diagnostic]) -> list[Diagnostic]:
    """Return what two choices say in the place of one finding, which both may keep."""
    known = {(finding.rule, finding.span) for finding in before}
    return [*before, *(f for f in said if (f.rule, f.span) not in known)]


def _doubtful(sheet: Sheet, whole: System, finding: Diagnostic, cell: Address) -> Diagnostic:
    """Return a finding against a rule that is no sum, with all figures that it may be due to."""
    held = {index for relation in whole.relations for index in relation.terms}
    elsewhere = {whole.stated[index].address for index in held}
    parts = [
        reference.address
        for rule in sheet.rules.get(cell, ())
        if not rule.is_sum
        for reference in references(rule.formula)
    ]
    cells = dict.fromkeys(
        address
        for address in (cell, *parts)
        if address not in elsewhere and sheet.cell(address).state is State.FIGURE
    )
    if len(cells) < 2 or cell not in cells:
        return finding
    return explain.cannot_tell(finding, [sheet.name(address) for address in cells])


def _clashing(
    clashing: tuple[Relation, ...], plain: dict[Key, list[Diagnostic]], findings: list[Diagnostic]
) -> dict[int, list[Diagnostic]]:
    """Put what contradicts itself in the place of what was said of it; the rest stays."""
    of_them = {id(finding) for relation in clashing for finding in plain.get(relation.key, ())}
    first = next((f for f in findings if id(f) in of_them), findings[0])
    out = {id(f): [] if id(f) in of_them else [f] for f in findings}
    out[id(first)] = [explain.contradiction(first.span, clashing)]
    return out


def _not_located(findings: list[Diagnostic]) -> dict[int, list[Diagnostic]]:
    hint = message(rules.NOT_LOCATED)
    return {id(f): [replace(f, hints=(*f.hints, hint))] for f in findings}


def _blanks_fit(sheet: Sheet, whole: System, component: Component, cure: Cure) -> bool:
    """Tell whether totals that stay without a figure are over zeros alone."""
    for relation in component.relations:
        if (
            not isinstance(relation.key, Address)
            or sheet.cell(relation.key).state is not State.NONE
        ):
            continue
        stays = all(
            index not in cure.changes or whole.stated[index].address != relation.key
            for index in relation.terms
        )
        if stays and any(
            whole.stated[index].figure.value + cure.changes.get(index, 0)
            for index in relation.terms
        ):
            return False
    return True


def _elsewhere(whole: System, failing: Relation, only: Explanation) -> bool:
    """Tell whether the one figure that mends an equation is not in the cell that it is of."""
    (index,) = only.changes
    changed = whole.stated[index]
    return (
        not only.loose
        and changed.origin is Origin.CELL
        and changed.address != failing.key
        and not any(whole.stated[other].doubt for other in failing.terms)
    )


def _unique(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return list({id(finding): finding for finding in findings}.values())


def _explained(
    whole: System,
    component: Component,
    failing: list[Relation],
    kept: list[Explanation],
    plain: dict[Key, list[Diagnostic]],
    findings: list[Diagnostic],
) -> dict[int, list[Diagnostic]]:
    """Put what explains the relations that fail in the place of what was said of them."""
    best = kept[0]
    tied = [e for e in kept if e.weight == best.weight]
    # What the prose or a check states wrongly itself is no witness against a cell.
    other = {i for i in best.changes if whole.stated[i].origin is not Origin.CELL}
    witnesses = [r for r in failing if other.isdisjoint(r.terms)]
    cells = {i for i in best.changes if whole.stated[i].origin is Origin.CELL} - best.loose
    hints: tuple[Message, ...] = ()
    if len(tied) > KEPT:
        # So many are no help: what all of them change is wrong, and the rest is left open.
        alike = set(best.changes.items()).intersection(*[e.changes.items() for e in tied])
        cells &= {index for index, _ in alike}
        hints = (message(rules.MANY_WAYS, count=str(len(tied))),)
        told = explain.shared(witnesses, best, cells)
    else:
        held = [r for r in component.relations if r.holds]
        told = explain.findings(witnesses, held, kept[:KEPT], complete=component.complete)
        if told:
            # Where the prose or a cell is wrong, both are set side by side.
            beside = {
                index
                for index in other
                if whole.stated[index].origin is Origin.PROSE
                and any(e.changes.get(index) != best.changes[index] for e in tied)
            }
            cells, other = cells | beside, other - beside
    said = {index: best.changes[index] for index in cells}
    # What no cell explains, or not alone, keeps its own line.
    left = {
        id(finding)
        for relation in failing
        if not (relation.mended(said) and other.isdisjoint(relation.terms))
        for finding in plain.get(relation.key, ())
    }
    out: dict[int, list[Diagnostic]] = {
        id(finding): [explain.kept(finding, best, hints)] if id(finding) in left else []
        for finding in findings
    }
    out[id(findings[0])] = [*told, *out[id(findings[0])]]
    return out
