"""Rank explanations of what fails, and tell which changes of one have the same cause."""

from dataclasses import dataclass

from reportdsl.analysis.relations import Origin, Relation, Stated, System
from reportdsl.analysis.search import Changes, Solution
from reportdsl.analysis.sheet import Sheet
from reportdsl.analysis.slips import MISPLACED, Slip, slip
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
    sheet: Sheet, whole: System, relations: tuple[Relation, ...], solutions: tuple[Solution, ...]
) -> list[Explanation]:
    """Return explanations, the likeliest first; equally likely ones in the order of the source."""
    made = [_explanation(sheet, whole, relations, solution) for solution in solutions]
    return sorted(made, key=lambda e: (bool(e.loose), e.weight, e.held, e.parts, sorted(e.changes)))


def _explanation(
    sheet: Sheet, whole: System, relations: tuple[Relation, ...], solution: Solution
) -> Explanation:
    changes = [
        Change(index, stated, simplest(stated.figure.value + by))
        for index, by in sorted(solution.changes.items())
        for stated in (whole.stated[index],)
    ]
    causes = _causes(sheet, changes)
    held = sum(
        len(solution.changes.keys() & relation.terms.keys())
        for relation in relations
        if relation.holds
    )
    weight = sum(cause.slip.weight for cause in causes)
    parts = sum(change.stated.address not in sheet.rules for change in changes)
    return Explanation(tuple(causes), weight, held, parts, solution.changes, solution.loose)


def _causes(sheet: Sheet, changes: list[Change]) -> list[Cause]:
    """Return changes by their causes: figures in one another's place together."""
    left = {change.index: change for change in changes}
    out: list[Cause] = []
    for group, phrase in ((_shifted, rules.SHIFTED), (_exchanged, rules.EXCHANGED)):
        for together in group(list(left.values())):
            if all(change.index in left for change in together):
                out.append(Cause(together, Slip(MISPLACED, phrase)))
                for change in together:
                    del left[change.index]
    out += [Cause((change,), _slip(sheet, change)) for change in left.values()]
    return sorted(out, key=lambda cause: cause.changes[0].index)


def _slip(sheet: Sheet, change: Change) -> Slip:
    address = change.stated.address
    total = address is not None and any(r.is_sum for r in sheet.rules.get(address, ()))
    prose = change.stated.origin is Origin.PROSE
    return slip(change.stated.figure.value, change.value, total=total, prose=prose)


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


def _shifted(changes: list[Change]) -> list[tuple[Change, ...]]:
    """Return runs of three or more cells of a row or column, each with its neighbour's figure."""
    by_cell = {c.stated.address: c for c in changes if c.stated.address is not None}
    out: list[tuple[Change, ...]] = []
    for down, right in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        nexts: dict[Address, Address] = {}
        for address, change in by_cell.items():
            beside = Address(
                address.table, address.band, address.row + down, address.column + right
            )
            other = by_cell.get(beside)
            if other is not None and other.stated.figure.value == change.value:
                nexts[address] = beside
        for start in nexts.keys() - set(nexts.values()):
            run = [start]
            while run[-1] in nexts:
                run.append(nexts[run[-1]])
            if len(run) > 2:
                out.append(tuple(by_cell[address] for address in sorted(run)))
    return sorted(out, key=len, reverse=True)
