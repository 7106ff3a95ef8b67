"""Rank explanations of what fails, and tell which changes of one have the same cause."""

from dataclasses import dataclass

from reportdsl.analysis.components import Cure
from reportdsl.analysis.constraints import Changes
from reportdsl.analysis.relations import Origin, Relation, Stated, System
from reportdsl.analysis.sheet import Sheet
from reportdsl.analysis.slips import MISPLACED, UNHEARD_OF, Slip, slip
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.formula import Address
from reportdsl.text.numerals import Exact, magnitude, simplest

_DISTINCT = 10
"""From here on a figure seldom stands in two cells by chance."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stated figure that is wrong, and what it should be."""

    index: int
    stated: Stated
    value: Exact


@dataclass(frozen=True, slots=True)
class Cause:
    """Figures that are wrong together, and by what slip."""

    changes: tuple[Change, ...]
    slip: Slip


@dataclass(frozen=True, slots=True)
class Explanation:
    """Changes after which all equations hold, by their causes."""

    causes: tuple[Cause, ...]
    weight: int
    """Less is likelier."""
    held: int
    """In how many equations that hold the changed figures stand: each speaks against it."""
    parts: int
    """How many of the figures are no totals."""
    changes: Changes
    loose: frozenset[int]


def ranked(
    sheet: Sheet, whole: System, relations: tuple[Relation, ...], cures: tuple[Cure, ...]
) -> list[Explanation]:
    """Return explanations, the likeliest first; equally likely ones in the order of the source."""
    made = [_explanation(sheet, whole, relations, cure) for cure in cures]
    return sorted(made, key=lambda e: (bool(e.loose), e.weight, e.held, e.parts, sorted(e.changes)))


def _explanation(
    sheet: Sheet, whole: System, relations: tuple[Relation, ...], cure: Cure
) -> Explanation:
    changes = {
        index: Change(index, stated, simplest(stated.figure.value + by))
        for index, by in sorted(cure.changes.items())
        for stated in (whole.stated[index],)
    }
    causes = _causes(sheet, whole, changes, cure)
    held = sum(
        len(cure.changes.keys() & relation.terms.keys()) for relation in relations if relation.holds
    )
    weight = sum(cause.slip.weight for cause in causes)
    parts = sum(change.stated.address not in sheet.rules for change in changes.values())
    return Explanation(tuple(causes), weight, held, parts, cure.changes, cure.loose)


def _causes(sheet: Sheet, whole: System, changes: dict[int, Change], cure: Cure) -> list[Cause]:
    """Return changes by their causes: figures in one another's place together."""
    left = dict(changes)
    out: list[Cause] = []
    for move in cure.moves:
        together = tuple(left.pop(index) for index, _ in move.changes)
        out.append(Cause(together, Slip(MISPLACED, move.phrase)))
    for pair in _exchanged(list(left.values())):
        out.append(Cause(pair, Slip(MISPLACED, rules.EXCHANGED)))
        for change in pair:
            del left[change.index]
    out += [Cause((change,), _slip(sheet, whole, change)) for change in left.values()]
    return sorted(out, key=lambda cause: cause.changes[0].index)


def _slip(sheet: Sheet, whole: System, change: Change) -> Slip:
    address = change.stated.address
    total = address is not None and any(r.is_sum for r in sheet.rules.get(address, ()))
    if change.stated.blank and not total:
        return Slip(1, rules.LEFT_BLANK)
    prose = change.stated.origin is Origin.PROSE
    found = slip(change.stated.figure.value, change.value, total=total, prose=prose)
    if address is not None and change.value < 0 and not _has_negatives(whole, address):
        return Slip(UNHEARD_OF, found.phrase)
    return found


def _has_negatives(whole: System, address: Address) -> bool:
    """Tell whether a negative figure stands in a cell's row or column."""
    return any(
        stated.figure.value < 0
        and stated.address is not None
        and stated.address[:2] == address[:2]
        and (stated.address.row == address.row or stated.address.column == address.column)
        for stated in whole.stated
    )


def _exchanged(changes: list[Change]) -> list[tuple[Change, ...]]:
    """Return pairs of cells each of which should hold the figure of the other."""
    waiting: dict[tuple[Exact, Exact], list[Change]] = {}
    out: list[tuple[Change, ...]] = []
    for change in changes:
        own = change.stated.figure.value
        partners = waiting.get((change.value, own), [])
        other = next((c for c in partners if _exchangeable(c, change)), None)
        if other is not None:
            partners.remove(other)
            out.append((other, change))
        else:
            waiting.setdefault((own, change.value), []).append(change)
    return out


def _exchangeable(one: Change, other: Change) -> bool:
    """Tell whether two figures in each other's place are likelier exchanged than wrong by chance.

    Hands exchange figures of a row or a column; of cells further apart, small figures fit each
    other by chance.
    """
    first, second = one.stated.address, other.stated.address
    if first is None or second is None or first[:2] != second[:2]:
        return False
    if first.row == second.row or first.column == second.column:
        return True
    return max(magnitude(one.value), magnitude(other.value)) >= _DISTINCT
