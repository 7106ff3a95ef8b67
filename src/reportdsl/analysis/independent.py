"""Part ways to mend a system into choices that have nothing to do with one another.

Where one equation may be mended in two ways and another in three, there are six ways to mend both;
but who reads of them has two questions, not one with six answers.
"""

from collections import defaultdict
from math import prod

from reportdsl.analysis.components import Cure
from reportdsl.analysis.relations import Relation

Choice = tuple[tuple[Relation, ...], tuple[Cure, ...]]
"""Relations that fail, and the ways to mend them."""


def independent(relations: tuple[Relation, ...], cures: tuple[Cure, ...]) -> list[Choice]:
    """Return the choices whose combinations are just these cures; one choice where there are none.

    `relations` are all that hang together, failing and holding; the cures are of all that fail.
    """
    failing = tuple(r for r in relations if not r.holds)
    groups = _groups(relations, cures)
    choices: list[Choice] = []
    for group in groups:
        own = tuple(r for r in failing if not group.isdisjoint(r.terms))
        variants = {tuple(sorted(part.changes.items())): part for part in _parts(cures, group)}
        choices.append((own, tuple(variants.values())))
    combined = prod(len(own) for _, own in choices) == len(cures)
    told = sum(len(own) for own, _ in choices) == len(failing) and all(own for own, _ in choices)
    return choices if combined and told else [(failing, cures)]


def _groups(relations: tuple[Relation, ...], cures: tuple[Cure, ...]) -> list[set[int]]:
    """Return the figures that are changed, by what ties them: a relation, or a slip of several."""
    changed = {index for cure in cures for index in cure.changes}
    ties = [changed.intersection(r.terms) for r in relations if not r.holds]
    for cure in cures:
        ties += [{index for index, _ in move.changes} for move in cure.moves]
        ties += [cure.changes.keys() & r.terms.keys() for r in relations if r.holds]
    home = {index: index for index in changed}

    def root(index: int) -> int:
        while home[index] != index:
            home[index] = home[home[index]]
            index = home[index]
        return index

    for first, *others in map(sorted, filter(None, ties)):
        for other in others:
            home[root(other)] = root(first)
    groups: dict[int, set[int]] = defaultdict(set)
    for index in sorted(changed):
        groups[root(index)].add(index)
    return list(groups.values())


def _parts(cures: tuple[Cure, ...], group: set[int]) -> list[Cure]:
    """Return what each cure changes of a group of figures."""
    return [
        Cure(
            {index: by for index, by in cure.changes.items() if index in group},
            tuple(move for move in cure.moves if any(index in group for index, _ in move.changes)),
            cure.loose & group,
        )
        for cure in cures
    ]
