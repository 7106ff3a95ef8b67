"""Choose one quantity of each of some equations, where there is weight for no more."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportdsl.analysis.constraints import Changes, Constraint, bits, moved
from reportdsl.analysis.quantities import UNIT, Quantities, fits
from reportdsl.text.numerals import ratio


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is left to choose."""

    constraints: Sequence[Constraint]
    masks: list[int]
    """The quantities of each equation of which none is chosen yet."""
    budget: int
    changed: int
    chosen: Changes


def assignments(
    quantities: Quantities,
    groups: Sequence[Constraint],
    constraints: Sequence[Constraint],
    banned: int,
    changed: int,
    budget: int,
    spend: Callable[[int], None],
) -> Iterator[Changes]:
    """Yield the changes of one quantity of each group after which all constraints hold.

    The groups are some of the constraints, fail, and share no quantity that is not `banned`. As
    all others of its equation stay, it is known by how much each would change. They spend just the
    `budget`; `spend` is told of the work.
    """
    masks: list[int] = []
    change: Changes = {}
    for group in groups:
        assert group.low is not None
        mask = 0
        for index in bits(group.mask & ~banned):
            quantity, by = quantities[index], ratio(group.low, group.terms[index])
            if by == 1 if quantity.whole else fits(quantity, by):
                change[index] = by
                mask |= 1 << index
        masks.append(mask)
    spend(sum([len(group.terms) for group in groups]))
    assigner = _Assigner(quantities, change, spend)
    yield from assigner.complete(_Choice(constraints, masks, budget, changed, {}))


@dataclass(frozen=True, slots=True)
class _Assigner:
    quantities: Quantities
    change: Changes
    """By how much each quantity changes if it is chosen."""
    spend: Callable[[int], None]

    def complete(self, choice: _Choice) -> Iterator[Changes]:
        """Yield what completes a choice."""
        masks = choice.masks
        if not masks:
            if choice.budget == 0 and all(item.holds for item in choice.constraints):
                yield choice.chosen
            return
        for index in bits(_fewest(choice)):
            bit = 1 << index
            at = next(place for place, mask in enumerate(masks) if mask & bit)
            quantity = self.quantities[index]
            changed = quantity.excludes or bit
            # What is left must do for one of each of the others.
            budget = choice.budget - quantity.weight
            if budget >= UNIT * (len(masks) - 1) and not changed & choice.changed:
                by = self.change[index]
                constraints = [
                    moved(r, index, by) if r.mask & bit else r for r in choice.constraints
                ]
                left = masks[:at] + masks[at + 1 :]
                chosen = {**choice.chosen, index: by}
                self.spend(len(constraints))
                yield from self.complete(
                    _Choice(constraints, left, budget, choice.changed | changed, chosen)
                )
            masks = [mask & ~bit for mask in masks]


def _fewest(choice: _Choice) -> int:
    """Return what may be chosen of a constraint that fails: of that with the fewest quantities."""
    open_ = 0
    for mask in choice.masks:
        open_ |= mask
    mine = [item.mask & open_ for item in choice.constraints if not item.holds]
    return min(mine, key=int.bit_count)
