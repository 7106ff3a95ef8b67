"""Part a system into what hangs together, and search what mends each part that fails."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reportdsl.analysis.constraints import Changes, Constraint, constraint
from reportdsl.analysis.moves import Move, moves
from reportdsl.analysis.quantities import UNIT, Quantity
from reportdsl.analysis.relations import Relation, Stated, System
from reportdsl.analysis.search import MAX_WORK, Outcome, Solution, search
from reportdsl.analysis.sheet import Sheet
from reportdsl.text.numerals import Exact, simplest

_DOUBT = 2 * UNIT
"""The weight of the author's own check or formula being wrong, against one unit of each figure."""


@dataclass(frozen=True, slots=True)
class Cure:
    """Changes of stated figures after which some relations hold."""

    changes: Changes
    moves: tuple[Move, ...]
    """Those of them that take one slip back together."""
    loose: frozenset[int]
    """Those for which other values would do as well."""


@dataclass(frozen=True, slots=True)
class Component:
    """Relations that hang together by the figures in them, some of which fail."""

    relations: tuple[Relation, ...]
    cures: tuple[Cure, ...]
    """The lightest; none where none was found."""
    complete: bool
    """Whether there is no lighter one, and no other as light."""
    weight: int | None
    """What each of them weighs in the search, None where none was found."""
    program: "Program"


def components(sheet: Sheet, whole: System, *, limit: int = MAX_WORK) -> list[Component]:
    """Return the parts of a system in which something fails, with what mends them."""
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
        out.append(_component(sheet, whole, kept, limit))
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


def _component(
    sheet: Sheet, whole: System, relations: tuple[Relation, ...], limit: int
) -> Component:
    """Return a part of a system with what mends it.

    One wrong figure is lighter than all else; only where there is none, slips of several count.
    Where so many are wrong that these take too long, figures are thought of one by one.
    """
    single = program = Program(whole.stated, relations)
    outcome = search(program, program.constraints, limit=limit, most=1)
    if not outcome.solutions and outcome.work <= limit:
        sums = {address for address, asked in sheet.rules.items() if any(r.is_sum for r in asked)}
        program = Program(whole.stated, relations, moves(whole.stated, relations, sums))
        if program.moves:
            outcome = search(program, program.constraints, limit=limit // 2, slips=program.slips)
        if not outcome.solutions:
            program = single
            outcome = search(program, program.constraints, limit=limit)
    weights = [sum(program[i].weight for i in s.changes) for s in outcome.solutions]
    weight = weights[0] if weights else None
    return Component(relations, program.cures(outcome), outcome.complete, weight, program)


class Program:
    """What may change so that some relations hold: figures, and slips of several taken back."""

    def __init__(
        self,
        stated: Sequence[Stated],
        relations: tuple[Relation, ...],
        found: Sequence[tuple[Move, dict[int, Exact]]] = (),
    ) -> None:
        self.stated = stated
        self.moves = tuple(move for move, _ in found)
        terms = [dict(relation.terms) for relation in relations]
        for at, (_, effect) in enumerate(found, len(stated)):
            for place, by in effect.items():
                terms[place][at] = simplest(by)
        self.constraints = [_row(r, own) for r, own in zip(relations, terms, strict=True)]

    def __getitem__(self, index: int) -> Quantity:
        """Return a figure or, behind all figures, a slip."""
        if index >= len(self.stated):
            move = self.moves[index - len(self.stated)]
            moved = sum(1 << own for own, _ in move.changes)
            return Quantity(0, weight=move.weight, whole=True, excludes=moved)
        stated = self.stated[index]
        weight = _DOUBT if stated.doubt else UNIT
        return Quantity(stated.figure.value, stated.step, stated.least, weight)

    @property
    def slips(self) -> int:
        """A bit for each slip of several figures."""
        return ((1 << len(self.moves)) - 1) << len(self.stated)

    def cures(self, outcome: Outcome) -> tuple[Cure, ...]:
        """Return what a search has found as changes of figures."""
        return tuple(map(self._cure, outcome.solutions))

    def _cure(self, solution: Solution) -> Cure:
        taken = tuple(
            self.moves[index - len(self.stated)]
            for index in solution.changes
            if index >= len(self.stated)
        )
        own = {i: by for i, by in solution.changes.items() if i < len(self.stated)}
        moved = {index: by for move in taken for index, by in move.changes}
        return Cure({**own, **moved}, taken, solution.loose)


def _row(relation: Relation, terms: dict[int, Exact]) -> Constraint:
    low, high = (
        None if end is None else end - relation.residual for end in (relation.low, relation.high)
    )
    return constraint(terms, low, high)
