"""Accept findings that the author waives, and switch off what a form switches off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    diagnose,
    message,
)
from reportdsl.diagnostics.registry import by_word, words
from reportdsl.diagnostics.rules import names, waivers
from reportdsl.diagnostics.rules.syntax import NEAREST
from reportdsl.syntax import nodes
from reportdsl.text.nearest import nearest
from reportdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver and the places that it is for; None for the whole file."""

    allow: nodes.Allow
    places: tuple[Span, ...] | None
    over_table: bool = False
    """Whether it is for all that is said over a table, wherever that is said."""


def scoped(blocks: Sequence[nodes.Block]) -> list[Waived]:
    """Return the waivers of a report with what each is for.

    Before the first heading or table it is the file; elsewhere the next block: before a heading
    its section, before a table all that is said over the table.
    """
    out: list[Waived] = []
    waiting: list[nodes.Allow] = []
    opened = False
    for index, block in enumerate(blocks):
        if isinstance(block, nodes.Allow):
            waiting.append(block)
            continue
        is_table = isinstance(block, nodes.Table | nodes.PlainTable)
        if waiting and opened:
            places = _places(blocks, index)
            out += [Waived(allow, places, is_table) for allow in waiting]
        elif waiting:
            out += [Waived(allow, None) for allow in waiting]
        waiting = []
        opened = opened or is_table or isinstance(block, nodes.Heading)
    return [*out, *(Waived(allow, () if opened else None) for allow in waiting)]


def _places(blocks: Sequence[nodes.Block], index: int) -> tuple[Span, ...]:
    """Return the ranges of a block, and where it is a heading those of its section."""
    block = blocks[index]
    end = index + 1
    if isinstance(block, nodes.Heading):
        while end < len(blocks):
            other = blocks[end]
            if isinstance(other, nodes.Heading) and other.level <= block.level:
                break
            end += 1
    ranges: list[Span] = []
    for part in blocks[index:end]:
        if ranges and ranges[-1].source == part.span.source:
            ranges[-1] = ranges[-1].to(part.span)
        else:
            ranges.append(part.span)
    return tuple(ranges)


def apply(
    diagnostics: Sequence[Diagnostic],
    waived: Sequence[Waived],
    year: int | None,
    disabled: frozenset[str],
) -> list[Diagnostic]:
    """Return the findings, those accepted as notes, and what is wrong with the waivers."""
    out: list[Diagnostic] = []
    valid: dict[str, dict[int, list[Waived]]] = {}
    for item in waived:
        problem = _problem(item.allow, year)
        rule = by_word(item.allow.code)
        if problem is not None:
            out.append(problem)
        elif rule is not None:
            # Those of one place are all used, or none is.
            valid.setdefault(rule.code, {}).setdefault(id(item.places), []).append(item)
    off = {rule.code for word in disabled if (rule := by_word(word)) and rule.waivable}
    kept = [found for found in diagnostics if found.rule.code not in off]
    unused: list[nodes.Allow] = []
    for code, places in valid.items():
        kept, left = _accepted(kept, code, list(places.values()))
        unused += left
    return [*out, *kept, *map(_unused, unused)]


def _accepted(
    diagnostics: Sequence[Diagnostic], code: str, places: Sequence[list[Waived]]
) -> tuple[list[Diagnostic], list[nodes.Allow]]:
    """Return the findings, those of a rule waived that are accepted, and the unused waivers."""
    out = list(diagnostics)
    of_rule = [index for index, found in enumerate(out) if found.rule.code == code]
    used: set[int] = set()
    last: dict[int, int] = {}
    for item, place in covering([x[0] for x in places], [out[index] for index in of_rule]):
        used.add(place)
        last[item] = max(place, last.get(item, 0))
    for item, place in last.items():
        # The last that is said is the nearest to what it accepts.
        allow = places[place][-1].allow
        out[of_rule[item]] = out[of_rule[item]].waive(allow.reason, allow.until)
    unused = (group for place, group in enumerate(places) if place not in used)
    return out, [item.allow for group in unused for item in group]


def covering(
    waived: Sequence[Waived], diagnostics: Sequence[Diagnostic]
) -> Iterator[tuple[int, int]]:
    """Yield each finding with each waiver that is for it, both by their places in the sequences."""
    everywhere = [index for index, item in enumerate(waived) if item.places is None]
    for finding in range(len(diagnostics)):
        yield from ((finding, index) for index in everywhere)
    starts = sorted((p, index) for index, item in enumerate(waived) for p in item.places or ())
    points = sorted(
        (span.source, span.start, index, in_label)
        for index, item in enumerate(diagnostics)
        for in_label, spans in ((False, (item.span,)), (True, [x.span for x in item.labels]))
        for span in spans
    )
    # The ends of the places in which the point stands, the next one first.
    open_: list[tuple[int, int]] = []
    at = 0
    before = ""
    for source, start, finding, in_label in points:
        if source != before:
            open_.clear()
            before = source
        while at < len(starts) and (starts[at][0].source, starts[at][0].start) <= (source, start):
            place, index = starts[at]
            if place.source == source:
                heappush(open_, (place.end, index))
            at += 1
        while open_ and open_[0][0] < start:
            heappop(open_)
        for _, index in open_:
            if waived[index].over_table or not in_label:
                yield finding, index


def _unused(allow: nodes.Allow) -> Diagnostic:
    return diagnose(waivers.UNUSED_WAIVER, allow.code_span, code=allow.code)


def _problem(allow: nodes.Allow, year: int | None) -> Diagnostic | None:
    rule = by_word(allow.code)
    if rule is None:
        near = nearest(allow.code, words())
        hints = (message(NEAREST, names=near),) if near else ()
        return diagnose(names.UNKNOWN_RULE, allow.code_span, hints=hints, code=allow.code)
    if not rule.waivable:
        return diagnose(waivers.NOT_WAIVABLE, allow.code_span, code=rule.code)
    if allow.until is not None and year is not None and year > allow.until:
        return diagnose(
            waivers.EXPIRED_WAIVER, allow.code_span, code=allow.code, until=str(allow.until)
        )
    return None


def check_codes(allows: Sequence[nodes.Allow]) -> list[Diagnostic]:
    """Return what is wrong with the rules that a form switches off."""
    return [found for allow in allows if (found := _problem(allow, None))]
