"""Place the figures of short rows, where the sums of the table hold for one placement only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb

from reportdsl.compiler import Compilation
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.importers.figures import Verdict, looks_like_figure, taken
from reportdsl.importers.fitted import Fitted, FittedRow
from reportdsl.importers.placing import Trouble
from reportdsl.importers.raw import RawCell
from reportdsl.importers.recognised import Recognised
from reportdsl.model.axis import CellType

_MOST = 64
"""How many placements of a row are tried."""
_MOST_IN_ALL = 600
"""How many are tried in a document."""
_ARITHMETIC = "R5"
"""How the codes of failed sums and checks begin."""

Placement = tuple[RawCell | None, ...]
Compile = Callable[[int, Mapping[int, Placement]], Compilation]
"""Compiles a table alone, by its number, with the cells of some rows."""


def solve(recognised: Recognised, compiled: Compile) -> dict[int, dict[int, Placement]]:
    """Return for each table, by its number, the cells of short rows that its sums place.

    A placement is right if all sums that it completes hold, and no other is. Nothing is placed
    in a table that lacks rows or holds a sum that fails: there the sums prove nothing.
    """
    solver = _Solver(compiled)
    for number, (_, fitted) in enumerate(recognised.tables):
        if _is_whole(fitted):
            solver.table(number, fitted)
    return solver.solved


def _is_whole(fitted: Fitted) -> bool:
    return not (fitted.absent or fitted.lost or fitted.unknown)


class _Solver:
    def __init__(self, compiled: Compile) -> None:
        self.compiled = compiled
        self.solved: dict[int, dict[int, Placement]] = {}
        self.tried = 0

    def table(self, number: int, fitted: Fitted) -> None:
        open_ = [row for row in fitted.rows if row.cells is Trouble.SHORT]
        if not open_ or self._fails(number, {}):
            return
        found = True
        while found and open_:
            found = False
            for row in tuple(open_):
                placement = self._only(number, fitted, row)
                if placement is not None:
                    self.solved.setdefault(number, {})[row.place] = placement
                    open_.remove(row)
                    found = True

    def _only(self, number: int, fitted: Fitted, row: FittedRow) -> Placement | None:
        """Return the one placement of a row's figures for which all sums hold, if it is one."""
        band, index = fitted.template.rows[row.place]
        types = fitted.template.table.bands[band].types[index]
        count = len(types)
        written = row.row.written
        ways = comb(count, len(written))
        if not written or ways > _MOST or self.tried + ways > _MOST_IN_ALL:
            return None
        if any(_is_none(cell, kind) for cell in written for kind in types):
            # With a cell that takes part in no sum, sums hold that would not.
            return None
        held: list[Placement] = []
        for placement in _placements(written, count):
            self.tried += 1
            if not self._fails(number, {row.place: placement}):
                held.append(placement)
            if len(held) > 1:
                return None
        return held[0] if held else None

    def _fails(self, number: int, more: dict[int, Placement]) -> bool:
        """Tell whether a sum of a table fails with some more rows placed."""
        solved = {**self.solved.get(number, {}), **more}
        return any(_is_sum(d) for d in self.compiled(number, solved).diagnostics)


def _is_none(cell: RawCell, kind: CellType) -> bool:
    """Tell whether a cell holds no figure, where one of its type is asked for."""
    verdict = taken(cell.text, kind, cell.span).verdict
    return verdict is Verdict.NO_FIGURE or not looks_like_figure(cell.text)


def _placements(written: Sequence[RawCell], count: int) -> Iterator[Placement]:
    """Yield the ways to put cells into columns in their order."""
    for columns in combinations(range(count), len(written)):
        cells: list[RawCell | None] = [None] * count
        for column, cell in zip(columns, written, strict=True):
            cells[column] = cell
        yield tuple(cells)


def _is_sum(found: Diagnostic) -> bool:
    return found.rule.code.startswith(_ARITHMETIC)
