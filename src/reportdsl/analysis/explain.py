"""Say what explains equations that fail: findings at the figures, with their fixes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportdsl.analysis.causes import Cause, Change, Explanation
from reportdsl.analysis.relations import Origin, Relation
from reportdsl.diagnostics.diagnostic import (
    Argument,
    Diagnostic,
    Edit,
    Fix,
    Label,
    Message,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.text.numerals import exact_decimal, fixed, magnitude
from reportdsl.text.source import Span

_NAMED = 12
"""How many figures a sentence lists."""
_FIXES = 5


def findings(
    failing: list[Relation], held: list[Relation], kept: list[Explanation], *, complete: bool
) -> list[Diagnostic]:
    """Return a finding for each cause, or one that sets equally likely explanations side by side.

    `kept` has the explanations, the likeliest first; `held` are the equations that hold as it is.
    """
    best = kept[0]
    others = kept[1:] if complete else []
    shared = {cause for cause in best.causes if all(cause in e.causes for e in others)}
    tied = [e for e in others if e.weight == best.weight and not e.loose]
    alternatives = [[c for c in e.causes if c not in shared] for e in kept]
    out: list[Diagnostic] = []
    if tied:
        out.append(_side_by_side(failing, alternatives[: len(tied) + 1], alternatives))
    having = _by_figure(failing)
    for cause in best.causes:
        if not _located(cause, best) or (tied and cause not in shared):
            continue
        further = [] if cause in shared else alternatives[1:]
        out.append(_finding(_speaking(cause, best, having, held), cause, further))
        if cause not in shared:
            alternatives = []
    return out


def shared(failing: list[Relation], best: Explanation, cells: set[int]) -> list[Diagnostic]:
    """Return a finding for each cause whose figures all explanations change alike."""
    having = _by_figure(failing)
    return [
        _finding(_speaking(cause, best, having, []), cause, [])
        for cause in best.causes
        if _located(cause, best) and all(change.index in cells for change in cause.changes)
    ]


def alone(finding: Diagnostic, ways: list[Explanation]) -> Diagnostic:
    """Return a finding of an equation that fails alone, with all ways to mend it."""
    best = ways[0]
    if best.loose:
        # Of a figure that should be more or less nobody knows by how much.
        return finding
    if any(change.stated.origin is Origin.FORMULA for change in _changes(best.causes)):
        return kept(finding, best, ())
    named = len(ways) > 1
    made = [_fix(_changes(e.causes), e, named=named) for e in ways[:_FIXES]]
    fixes = [fix for fix in made if fix is not None]
    clear = len(ways) == 1 or best.weight == 1 < ways[1].weight
    names = [c.stated.name for e in ways[:_NAMED] for c in _changes(e.causes) if c.stated.name]
    if len(ways) > _NAMED:
        names.append("…")
    own = finding.fixes if not fixes else tuple(fixes)
    finding = replace(finding, fixes=own)
    return finding if clear else cannot_tell(finding, names)


def cannot_tell(finding: Diagnostic, names: Sequence[Argument]) -> Diagnostic:
    """Return a finding with a hint that any of some figures may be the wrong one."""
    hint = message(rules.CANNOT_TELL, names=tuple(names))
    return replace(finding, hints=(*finding.hints, hint))


def kept(finding: Diagnostic, best: Explanation, hints: tuple[Message, ...]) -> Diagnostic:
    """Return a finding that keeps its line, with the fix that goes with the explanation."""
    fixes, labels = finding.fixes, finding.labels
    for change in _changes(best.causes):
        typed = change.stated.typed
        inside = typed is not None and (
            finding.span.start <= typed.start and typed.end <= finding.span.end
        )
        if change.stated.origin is Origin.PROSE and inside:
            fixes = tuple(fix for fix in (_fix([change], best),) if fix is not None)
        elif change.stated.origin is Origin.FORMULA and not hints:
            # Who mends the sum would take over what the formula makes of it.
            fixes = ()
            labels = (*labels, Label(change.stated.place, message(rules.FORMULA_DOUBTED)))
    return replace(finding, hints=(*finding.hints, *hints), labels=labels, fixes=fixes)


def contradiction(place: Span, clashing: Iterable[Relation]) -> Diagnostic:
    """Return the finding for relations that no figures can satisfy."""
    every = tuple(clashing)
    labels = tuple(Label(relation.span, relation.name) for relation in every)
    named: tuple[Argument, ...] = tuple(relation.name for relation in every[:_NAMED])
    if len(every) > _NAMED:
        named = (*named, "…")
    return diagnose(rules.CONTRADICTION, place, labels=labels, rules=named)


# ── one cause ────────────────────────────────────────────────────────────────────────────────────


def _located(cause: Cause, best: Explanation) -> bool:
    return all(
        change.stated.origin is Origin.CELL and change.index not in best.loose
        for change in cause.changes
    )


def _speaking(
    cause: Cause, best: Explanation, failing: dict[int, list[Relation]], held: list[Relation]
) -> list[Relation]:
    """Return the equations that speak for a change.

    Where none that fails does, those hold no longer in which other figures change as well.
    """
    own = {change.index for change in cause.changes}
    found = {id(r): r for index in sorted(own) for r in failing.get(index, ())}
    if found:
        return list(found.values())
    others = best.changes.keys() - own
    return [r for r in held if not own.isdisjoint(r.terms) and not others.isdisjoint(r.terms)]


def _by_figure(relations: Iterable[Relation]) -> dict[int, list[Relation]]:
    """Return the relations in which each figure stands."""
    out: dict[int, list[Relation]] = {}
    for relation in relations:
        for index in relation.terms:
            out.setdefault(index, []).append(relation)
    return out


def _finding(speaking: list[Relation], cause: Cause, further: list[list[Cause]]) -> Diagnostic:
    reasons = _reasons(speaking, cause)
    first = cause.changes[0]
    named = bool(further)
    ways = [cause.changes, *map(_changes, further)]
    fixes = [_fix(way, named=named) for way in ways]
    hints = tuple(message(rules.ALSO_POSSIBLE, way=_way(other)) for other in further[:1])
    labels = _labels(speaking, cause.changes)
    kept_fixes = tuple(fix for fix in fixes if fix is not None)[:_FIXES] if fixes[0] else ()
    if len(cause.changes) == 1:
        return diagnose(
            rules.LOCATED_FIGURE,
            _span(first),
            label=message(rules.THE_TOTAL, value=_value(first)),
            labels=labels,
            hints=hints,
            fixes=kept_fixes,
            name=first.stated.name,
            stated=_stated(first),
            value=_value(first),
            reasons=reasons,
        )
    more = [
        Label(_span(change), message(rules.THE_TOTAL, value=_value(change)))
        for change in cause.changes[1:]
    ]
    return diagnose(
        rules.MISPLACED_FIGURES,
        _span(first),
        label=message(rules.THE_TOTAL, value=_value(first)),
        labels=(*more, *labels),
        hints=hints,
        fixes=kept_fixes,
        names=tuple(change.stated.name for change in cause.changes),
        stated=tuple(map(_stated, cause.changes)),
        values=tuple(map(_value, cause.changes)),
        reasons=reasons,
    )


def _side_by_side(
    failing: list[Relation], tied: list[list[Cause]], every: list[list[Cause]]
) -> Diagnostic:
    """Return one finding for explanations that are equally likely."""
    way: Message | None = None
    for causes in tied[:_FIXES]:
        own = _way(causes)
        way = own if way is None else message(rules.WAYS, first=way, second=own)
    changes = _changes(tied[0])
    indices = {change.index for change in changes}
    speaking = [r for r in failing if indices & r.terms.keys()]
    places = {_span(c): c for causes in tied for c in _changes(causes) if not c.stated.doubt}
    here = _span(changes[0])
    labels = [
        Label(
            span, message(rules.SHOULD_BE, name=c.stated.name, stated=_stated(c), value=_value(c))
        )
        for span, c in places.items()
        if span != here
    ]
    fixes = [
        fix for causes in every[:_FIXES] if (fix := _fix(_changes(causes), named=True)) is not None
    ]
    assert way is not None
    return diagnose(
        rules.ONE_OF_SEVERAL,
        here,
        labels=(*labels, *_labels(speaking, changes)),
        hints=(message(rules.COMPARE),),
        fixes=tuple(fixes),
        ways=way,
    )


def _way(causes: list[Cause]) -> Message:
    out: Message | None = None
    for change in _changes(causes):
        if change.stated.doubt:
            continue
        own = message(
            rules.SHOULD_BE, name=change.stated.name, stated=_stated(change), value=_value(change)
        )
        out = own if out is None else message(rules.AND_ALSO, first=out, second=own)
    assert out is not None
    return out


def _reasons(speaking: list[Relation], cause: Cause) -> Message:
    """Return the equations that speak for a change, and the kind of slip."""
    gaps = {_gap(relation, cause.changes) for relation in speaking if not relation.holds}
    # A rule that holds for each column, say, is an equation for each.
    names = tuple(dict.fromkeys(relation.name for relation in speaking[:_NAMED]))
    if not gaps:
        said = message(rules.FOLLOWS, names=names)
    elif len(gaps) == 1:
        phrase = rules.ALL_OFF_BY if len(speaking) > 1 else rules.OFF_BY
        said = message(phrase, names=names, difference=gaps.pop())
    else:
        each = tuple(
            dict.fromkeys(
                message(rules.OFF_BY, names=relation.name, difference=_gap(relation, cause.changes))
                for relation in speaking[:_NAMED]
            )
        )
        said = message(rules.LISTED, equations=each)
    if cause.slip.phrase is None:
        return said
    return message(rules.REASONS, equations=said, slip=cause.slip.phrase)


def _gap(relation: Relation, changes: Sequence[Change]) -> str:
    """Return by how much a relation fails, as a percentage where its changed figures are such."""
    percent = any(_is_percent(change) for change in changes if change.index in relation.terms)
    value = magnitude(relation.residual) * (100 if percent else 1)
    return (exact_decimal(value) or fixed(value, 8)) + ("%" if percent else "")


def _is_percent(change: Change) -> bool:
    return change.stated.text.endswith("%") or change.stated.describe().hundredths


def _labels(speaking: list[Relation], changes: Sequence[Change]) -> tuple[Label, ...]:
    """Return the places where the equations that speak for the first of some changes are stated."""
    out: dict[Span, Label] = {}
    for relation in speaking:
        if relation.holds:
            continue
        gap = _gap(relation, changes)
        remark = message(rules.OFF_BY, names=relation.name, difference=gap)
        out.setdefault(relation.span, Label(relation.span, remark))
    out.pop(_span(changes[0]), None)
    return tuple(out.values())


# ── figures ──────────────────────────────────────────────────────────────────────────────────────


def _changes(causes: Iterable[Cause]) -> list[Change]:
    return [change for cause in causes for change in cause.changes]


def _span(change: Change) -> Span:
    return change.stated.place


def _stated(change: Change) -> Argument:
    return change.stated.text or rules.BLANK


def _value(change: Change) -> str:
    """Return the figure that a change makes, as the old one is typed."""
    stated = change.stated
    value, percent = change.value, stated.text.endswith("%")
    if stated.describe().hundredths and not percent:
        value = value * 100
    text = exact_decimal(value * 100 if percent else value) or ""
    typed = len(stated.text.rstrip("%").partition(".")[2])
    places = max(typed, len(text.partition(".")[2]))
    return fixed(value, places, grouped="," in stated.text, percent=percent)


def _fix(
    changes: Iterable[Change], explanation: Explanation | None = None, *, named: bool = False
) -> Fix | None:
    """Return the edits that change figures, None where one cannot be edited or is not certain."""
    made = list(changes)
    loose = explanation.loose if explanation is not None else frozenset()
    edits = [
        Edit(change.stated.typed, _value(change))
        for change in made
        if change.stated.typed is not None and change.index not in loose
    ]
    if not edits or len(edits) < len(made):
        return None
    if any(edit.text == change.stated.text for edit, change in zip(edits, made, strict=True)):
        # What has no end of decimals cannot be typed as it should be.
        return None
    if len(made) == 1 and not named:
        return Fix(message(rules.REPLACE, value=edits[0].text), tuple(edits))
    listed = tuple(
        message(rules.CHANGE_TO, name=change.stated.name, value=edit.text)
        for change, edit in zip(made, edits, strict=True)
    )
    return Fix(message(rules.CHANGE_ALL, changes=listed), tuple(edits))
