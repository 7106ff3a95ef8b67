"""Accept findings that the author waives, and switch off what a form switches off."""

from collections.abc import Sequence
from dataclasses import dataclass

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

    def covers(self, found: Diagnostic) -> bool:
        """Tell whether a finding is one that the waiver is for."""
        if self.places is None:
            return True
        spans = [found.span]
        if self.over_table:
            spans += [label.span for label in found.labels]
        return any(
            p.source == span.source and p.start <= span.start <= p.end
            for p in self.places
            for span in spans
        )


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
    valid: dict[str, list[Waived]] = {}
    for item in waived:
        problem = _problem(item.allow, year)
        rule = by_word(item.allow.code)
        if problem is not None:
            out.append(problem)
        elif rule is not None:
            valid.setdefault(rule.code, []).append(item)
    used: set[int] = set()
    off = {rule.code for word in disabled if (rule := by_word(word)) and rule.waivable}
    for found in diagnostics:
        if found.rule.code in off:
            continue
        by = [item for item in valid.get(found.rule.code, ()) if item.covers(found)]
        if not by:
            out.append(found)
            continue
        used.update(map(id, by))
        # The last that is said is the nearest to what it accepts.
        out.append(found.waive(by[-1].allow.reason, by[-1].allow.until))
    unused = (item.allow for items in valid.values() for item in items if id(item) not in used)
    return [*out, *map(_unused, unused)]


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
