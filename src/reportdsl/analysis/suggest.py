"""Suggest names for a path that leads nowhere, or to several things."""

from collections.abc import Sequence

from reportdsl.analysis.names import Pin, Selection, elements, path_of, search
from reportdsl.analysis.scope import Scope
from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, diagnose, message
from reportdsl.diagnostics.misspelt import meant
from reportdsl.diagnostics.rules import names as name_rules
from reportdsl.model.bands import axis_of
from reportdsl.model.report import Table
from reportdsl.syntax import exprs, keywords
from reportdsl.syntax.lines import MAX_DEPTH
from reportdsl.text.nearest import nearest

_NAMED = 6
"""How many meanings of a path a message names."""
_DEEPEST = 2 * MAX_DEPTH + 2
"""How many parts a path has at most that names something: table, band, rows and columns."""
_SUGGESTED = 100
"""How many unknown names get suggestions: to rank all names for each takes its time."""


def first_unknown(tables: Sequence[Table], names: Sequence[str], home: int | None) -> int:
    """Return which part of a path is the first that nothing is called by, behind those before."""
    for index in range(min(len(names) - 1, _DEEPEST), 0, -1):
        if search(tables, names[:index], home):
            return index
    return 0


def candidates(
    tables: Sequence[Table], names: Sequence[str], home: int | None, scope: Scope | None
) -> list[str]:
    """Return what might stand behind the first parts of a path."""
    found: dict[str, None] = {}
    if names:
        for selection in search(tables, names, home):
            _behind(tables, selection, found)
        return list(found)
    for table in tables:
        found[table.name] = None
        for band in table.bands:
            for which in ("rows", "columns"):
                for root in axis_of(band, which).roots:
                    found.update(dict.fromkeys(node.key for node in root.walk()))
    if scope is not None:
        for name, words in keywords.FIELDS.items():
            if name in scope.fields:
                found.update(dict.fromkeys(words))
        found.update(dict.fromkeys(scope.fields))
    return list(found)


def _behind(tables: Sequence[Table], selection: Selection, found: dict[str, None]) -> None:
    trail = selection.trail
    for index, band in enumerate(tables[selection.table].bands):
        if trail.band not in {None, index}:
            continue
        for named, axis in ((trail.rows, band.rows), (trail.columns, band.columns)):
            for node in named if named is not None else axis.roots:
                below = list(node.walk())
                found.update(dict.fromkeys(n.key for n in (below[1:] if named else below)))


def unknown_name(
    reference: exprs.Reference, tables: Sequence[Table], home: int | None, scope: Scope | None
) -> Diagnostic:
    """Return the finding for a path that leads nowhere, at the first part that does not fit."""
    skip = 0 if scope is not None else 1
    parts = reference.parts[skip:]
    index = first_unknown(tables, [p.name for p in parts], home)
    part = parts[index]
    near: tuple[str, ...] = ()
    if scope is None or scope.unknown < _SUGGESTED:
        near = nearest(part.name, candidates(tables, [p.name for p in parts[:index]], home, scope))
    if scope is not None:
        scope.unknown += 1
    hints, fixes = meant(part.span, part.name, near, path_of(near) if near else None)
    return diagnose(name_rules.UNKNOWN_NAME, part.span, hints=hints, fixes=fixes, name=part.name)


def ambiguous_name(
    reference: exprs.Reference, found: Sequence[Selection], tables: Sequence[Table], pin: Pin | None
) -> Diagnostic:
    """Return the finding for a path that may mean several things, with what they are in full."""
    paths = [s.described(tables) for s in found]
    if len(set(paths)) == len(paths):
        named: tuple[Argument, ...] = tuple(paths[:_NAMED])
        hints = (message(name_rules.WRITE_PATH, names=named[0]),)
    else:
        # A row and a column of one name have one path: only their cells can be told apart.
        named = tuple(
            message(name_rules.A_ROW if s.whole("rows") else name_rules.A_COLUMN, name=path)
            for s, path in zip(found[:_NAMED], paths, strict=False)
        )
        cells = tuple(dict.fromkeys(_cell_of(s, tables, pin) for s in found[:_NAMED]))
        hints = (message(name_rules.WRITE_CELL, names=cells),)
    return diagnose(
        name_rules.AMBIGUOUS_NAME,
        reference.span,
        hints=hints,
        name=reference.written,
        candidates=named,
    )


def _cell_of(selection: Selection, tables: Sequence[Table], pin: Pin | None) -> str:
    """Return the path of a cell of a row or column, its own one where it is pinned."""
    cells, _ = elements(tables, selection, pin)
    address = next((e.address for e in cells if e.address is not None), None)
    if address is None:
        return selection.described(tables)
    band = tables[address.table].bands[address.band]
    row, column = band.rows.leaves[address.row], band.columns.leaves[address.column]
    return path_of((*row.path, *column.path))
