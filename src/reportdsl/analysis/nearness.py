"""Find figures of the prose that stand beside the name of a row: 予以公开 5 件.

Nothing is guessed at that a reader could take otherwise: a figure counts where its clause says no
more than the row and the number, and all numbers before it in the sentence are known.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from reportdsl.analysis.names import Selection, path_of, search
from reportdsl.analysis.proseline import AT_FIGURE, FIGURE, OPENING, Line
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sentences import COUNTERS
from reportdsl.analysis.sheet import Sheet
from reportdsl.model.axis import Axis, Node, names
from reportdsl.model.formula import Address, CellRef, Formula, Total
from reportdsl.model.labels import cell_name
from reportdsl.model.report import Band
from reportdsl.syntax import keywords
from reportdsl.text.fold import normal
from reportdsl.text.pattern import pattern

COUNTED = pattern(rf"{AT_FIGURE}(?<![A-Za-z第〔\[])({FIGURE}) *+([{COUNTERS}]|万元|元)(?![0-9])")
_KINDS = ("申请", "答复", "决定", "处理", "事项", "案件")
"""What may be counted: of one kind there may be more than of another, 申请 than 决定."""
_FILLING = (
    *_KINDS,
    *("的", "数量", "总数", "数", "共计", "合计", "共", "有", "为", "是", "达", ":", " "),
)
"""What may stand between the name of a row and its figure."""
_DECORATION = pattern(r"^(?:本年度?|本)|(?:数量|件数|总数|情况)$")
_FARTHEST = 80
"""How many characters before a figure are looked at."""
_SHORTEST = 3
"""The characters of a name from which on it seldom means something else."""
_SHORTEST_BENEATH = 2
"""Those of one that stands beneath what the sentence has named before."""
_ANYTHING = frozenset({"其他", "其它", "其余", "总计", "合计"})
"""Names that speak in prose of what is left, or of all."""


class Near(NamedTuple):
    """A figure beside the name of a row."""

    start: int
    end: int
    sentence: str
    formula: Formula
    path: str
    """The formula as an expression."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A row, or in a table of one row without name a column, that a name may stand for."""

    table: int
    band: int
    node: Node
    by_rows: bool


class Nearness:
    """The rows of a report's forms by the names that prose has for them."""

    def __init__(self, sheet: Sheet, scope: Scope) -> None:
        self.sheet = sheet
        self.scope = scope
        self.targets: dict[str, list[_Target]] = {}
        for table, item in enumerate(sheet.tables):
            for index, band in enumerate(() if item.plain else item.bands):
                if index not in item.omitted_bands:
                    self._gather(table, index, band)
        self._longest = max(map(len, self.targets), default=0)

    def _gather(self, table: int, index: int, band: Band) -> None:
        by_rows = not band.rows.unnamed
        axis = band.rows if by_rows else band.columns
        for root in axis.roots:
            for node in root.walk():
                for name in {_plain(name) for name, _ in names(node)} - _ANYTHING:
                    if len(name) >= _SHORTEST_BENEATH and not node.omitted:
                        target = _Target(table, index, node, by_rows)
                        self.targets.setdefault(name, []).append(target)

    def mention(self, line: Line, match: re.Match[str], before: Formula | None) -> Near | None:
        """Return what a counted figure states by the name that it stands beside.

        `before` is what the sentence has named before it.
        """
        above = None if before is None else self._behind(before)
        target = self._target(line, match, above)
        return None if target is None else self._near(line, match, target)

    def _behind(self, formula: Formula) -> _Target | None:
        """Return what a known figure is of: what is named next may stand beneath it."""
        if not isinstance(formula, CellRef):
            return None
        table, index, row, column = formula.address
        band = self.sheet.tables[table].bands[index]
        axis = band.columns if band.rows.unnamed else band.rows
        node = axis.leaves[column if band.rows.unnamed else row]
        # Beside a row those stand that are named next, beneath a total none.
        above = axis.parents.get(node)
        return _Target(table, index, above or node, by_rows=not band.rows.unnamed)

    def _target(self, line: Line, match: re.Match[str], before: _Target | None) -> _Target | None:
        start = line.clause(match.start(1))
        if line.is_of_another_year(match.start(1), match.end(1)):
            return None
        said = normal(line.text[max(start, match.start(1) - _FARTHEST) : match.start(1)])
        words = _without_filling(said)
        for length in range(min(len(words), self._longest), _SHORTEST_BENEATH - 1, -1):
            found = self.targets.get(words[-length:])
            opening = words[:-length]
            if found and OPENING.fullmatch(opening):
                target = _only(found, before, alone=length >= _SHORTEST)
                beside = opening + said[len(words) :]
                return None if target is None or self._is_otherwise(target, beside) else target
        return None

    def _is_otherwise(self, target: _Target, beside: str) -> bool:
        """Tell whether words beside a row's name speak of another kind than its only column."""
        columns = self.sheet.tables[target.table].bands[target.band].columns.leaves
        if not target.by_rows or len(columns) > 1:
            return False
        kinds = {kind for kind in _KINDS if kind in columns[0].label}
        return bool(kinds) and any(kind in beside for kind in _KINDS if kind not in kinds)

    def _near(self, line: Line, match: re.Match[str], target: _Target) -> Near | None:
        table = self.sheet.tables[target.table]
        band = table.bands[target.band]
        cells = _cells(band, target)
        if not cells:
            return None
        kind = band.cells[cells[0][0]][cells[0][1]].type
        unit = match[2]
        if kind.unit != unit and not (unit in COUNTERS and (kind.unit or "件") in COUNTERS):
            return None
        refs = tuple(
            CellRef(Address(target.table, target.band, r, c), cell_name(band, r, c), table.span)
            for r, c in cells
        )
        sentence = line.text[line.clause(match.start(1)) : match.end()].strip()
        start, end = match.span(1)
        if len(refs) == 1:
            return Near(start, end, sentence, refs[0], path_of(self.path(refs[0].address)))
        column = band.columns.leaves[cells[0][1]]
        word = self.scope.word(keywords.FUNCTIONS["sum"])
        named = target.node.path
        levels = (named, column.path) if target.by_rows else ((), named)
        path = path_of(self._shortest(table.name, *levels))
        return Near(start, end, sentence, Total(refs, table.span), f"{word}({path})")

    def names(self, address: Address, words: str) -> bool:
        """Tell whether words name the row or the column of a cell, or what these stand beneath."""
        band = self.sheet.tables[address.table].bands[address.band]
        row, column = band.rows.leaves[address.row], band.columns.leaves[address.column]
        return any(len(name) >= _SHORTEST and name in words for name in (*row.path, *column.path))

    def path(self, address: Address) -> tuple[str, ...]:
        """Return a cell's path, without the levels and the table that it is clear without."""
        table = self.sheet.tables[address.table]
        band = table.bands[address.band]
        row, column = band.rows.leaves[address.row], band.columns.leaves[address.column]
        rows = () if band.rows.unnamed else row.path
        # A total is called by what it is the total of.
        return self._shortest(table.name, rows, column.path, least=1 if row.rule is None else 2)

    def _shortest(
        self, table: str, rows: tuple[str, ...], columns: tuple[str, ...], least: int = 1
    ) -> tuple[str, ...]:
        """Return the last levels of a path by which it means what it means in full."""
        full = (table, *rows, *columns)
        wanted = [_meant(s) for s in search(self.scope.tables, full, None)]
        for levels in range(least, len(full)):
            for path in ((*rows[-levels:], *columns[-1:]), (*rows[-levels:], *columns[-levels:])):
                found = search(self.scope.tables, path, None)
                if [_meant(s) for s in found] == wanted:
                    return path
        return full


def _meant(selection: Selection) -> tuple[object, ...]:
    return selection.table, selection.trail.band, selection.trail.rows, selection.trail.columns


def _without_filling(words: str) -> str:
    """Return words without what may follow the name of a row."""
    while True:
        shorter = words
        for filling in _FILLING:
            shorter = shorter.removesuffix(filling)
        if shorter == words:
            return words
        words = shorter


def _plain(name: str) -> str:
    """Return a name without what prose leaves out of it."""
    return _DECORATION.sub("", name)


def _only(found: list[_Target], before: _Target | None, *, alone: bool) -> _Target | None:
    """Return what a name stands for: of several, the one beneath what was named before.

    If not `alone`, that is asked of one as well.
    """
    if len(found) == 1 and alone:
        return found[0]
    if before is None:
        return None
    beneath = [
        target
        for target in found
        if (target.table, target.band) == (before.table, before.band)
        and target.node.path[: len(before.node.path)] == before.node.path
    ]
    return beneath[0] if len(beneath) == 1 else None


def _cells(band: Band, target: _Target) -> list[tuple[int, int]]:
    """Return the cells whose sum a row, or a column of the only row, comes to as a whole."""
    if not target.by_rows:
        return [(0, column) for column in _of_whole(band.columns, target.node)]
    columns = band.columns
    totals = [c for c in columns.leaves if c.rule is not None and c.rule.is_sum]
    if len(columns.leaves) > 1 and len(totals) != 1:
        return []
    column = columns.by_leaf[totals[0] if totals else columns.leaves[0]]
    return [(row, column) for row in _of_whole(band.rows, target.node)]


def _of_whole(axis: Axis, node: Node) -> list[int]:
    """Return the leaves whose sum a node is: itself, the total beneath it, or all beneath it."""
    if not node.children:
        return [axis.by_leaf[node]] if node in axis.by_leaf else []
    totals = [c for c in node.children if c.rule is not None and c.rule.is_sum and not c.omitted]
    leaves = totals if len(totals) == 1 else [leaf for leaf in node.leaves() if leaf.rule is None]
    return [axis.by_leaf[leaf] for leaf in leaves]
