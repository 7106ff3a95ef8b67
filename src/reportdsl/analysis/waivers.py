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

    def covers(self, span: Span) -> bool:
        """Tell whether a finding's place is one that the waiver is for."""
        return self.places is None or any(
            p.source == span.source and p.start <= span.start <= p.end for p in self.places
        )


def scoped(blocks: Sequence[nodes.Block]) -> list[Waived]:
    """Return the waivers of a report with what each is for.

    Before the first heading or table it is the file; elsewhere the next block: before a heading
    its section, before a table all that is said over the table.
    """
    out: list[Waived] = []
    opened = False
    for index, block in enumerate(blocks):
        if isinstance(block, nodes.Heading | nodes.Table | nodes.PlainTable):
            opened = True
        if isinstance(block, nodes.Allow):
            out.append(Waived(block, _places(blocks, index) if opened else None))
    return out


def _places(blocks: Sequence[nodes.Block], index: int) -> tuple[Span, ...]:
    following = index + 1
    while following < len(blocks) and isinstance(blocks[following], nodes.Allow):
        following += 1
    if following == len(blocks):
        return ()
    block = blocks[following]
    end = following + 1
    if isinstance(block, nodes.Heading):
        while end < len(blocks):
            other = blocks[end]
            if isinstance(other, nodes.Heading) and other.level <= block.level:
                break
            end += 1
    return tuple(b.span for b in blocks[following:end])


def apply(
    diagnostics: Sequence[Diagnostic],
    waived: Sequence[Waived],
    year: int | None,
    disabled: frozenset[str],
) -> list[Diagnostic]:
    """Return the findings, those accepted as notes, and what is wrong with the waivers."""
    out: list[Diagnostic] = []
    valid: dict[int, str] = {}
    for index, item in enumerate(waived):
        problem = _problem(item.allow, year)
        if problem is None:
            rule = by_word(item.allow.code)
            valid[index] = rule.code if rule else ""
        else:
            out.append(problem)
    used: set[int] = set()
    off = {rule.code for word in disabled if (rule := by_word(word)) and rule.waivable}
    for found in diagnostics:
        if found.rule.code in off:
            continue
        by = [
            i
            for i, code in valid.items()
            if code == found.rule.code and waived[i].covers(found.span)
        ]
        if not by or not found.rule.waivable:
            out.append(found)
            continue
        used.update(by)
        allow = waived[by[-1]].allow
        out.append(found.waive(allow.reason, allow.until))
    out += [_unused(waived[i].allow) for i in valid if i not in used]
    return out


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
