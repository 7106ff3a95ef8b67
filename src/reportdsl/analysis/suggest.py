"""Suggest names for a path that leads nowhere, or to several things."""

from collections.abc import Sequence

from reportdsl.analysis.names import Pin, Selection, elements, path_of, search
from reportdsl.analysis.scope import Scope
from reportdsl.diagnostics.diagnostic import (
    Argument,
    Diagnostic,
    Label,
    Phrase,
    diagnose,
    message,
)
from reportdsl.diagnostics.misspelt import meant
from reportdsl.diagnostics.rules import names as name_rules
from reportdsl.model.bands import axis_of
from reportdsl.model.report import Table
from reportdsl.syntax import exprs, keywords
from reportdsl.syntax.lines import MAX_DEPTH
from reportdsl.text.nearest import nearest
from reportdsl.text.source import Span

_NAMED = 6
"""How many meanings of a path a message names."""
_DEEPEST = 2 * MAX_DEPTH + 2
"""How many parts a path has at most that names something: table, band, rows and columns."""
_MOST_RANKED = 20_000
"""How many names are compared with unknown ones: then these get no suggestions any more."""


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
    reference: exprs.Reference, tables: Sequence[Table], home: int | None, scope: Scope
) -> Diagnostic:
    """Return the finding for a path that leads nowhere, at the first part that does not fit."""
    names = [part.name for part in reference.parts]
    index = first_unknown(tables, names, home)
    part = reference.parts[index]
    near: tuple[str, ...] = ()
    if scope.ranked < _MOST_RANKED:
        near = _near(part, candidates(tables, names[:index], home, scope), scope)
    return _unknown(part, near)


def unknown_before(
    reference: exprs.Reference, tables: Sequence[Table], scope: Scope, *, own: bool
) -> Diagnostic:
    """Return the finding for a path behind 上年 that leads nowhere in last year's tables.

    What is not the report's `own` is not told, and needs no suggestions.
    """
    names = [part.name for part in reference.parts[1:]]
    index = first_unknown(tables, names, None)
    part = reference.parts[1 + index]
    near: tuple[str, ...] = ()
    if own and scope.ranked < _MOST_RANKED:
        near = _near(part, candidates(tables, names[:index], None, None), scope)
    return _unknown(part, near)


def _near(part: exprs.Part, known: Sequence[str], scope: Scope) -> tuple[str, ...]:
    """Return the names that come nearest to a part of a path."""
    scope.ranked += len(known)
    return nearest(part.name, known)


def _unknown(part: exprs.Part, near: tuple[str, ...]) -> Diagnostic:
    hints, fixes = meant(part.span, part.name, near, path_of(near) if near else None)
    return diagnose(name_rules.UNKNOWN_NAME, part.span, hints=hints, fixes=fixes, name=part.name)


def ambiguous_name(
    reference: exprs.Reference,
    found: Sequence[Selection],
    tables: Sequence[Table],
    pin: Pin | None,
    scope: str = "",
) -> Diagnostic:
    """Return the finding for a path that may mean several things, with what they are in full.

    `scope` is the word that leads to the tables of another report.
    """
    labels: tuple[Label, ...] = ()
    named: tuple[Argument, ...]
    if paths := _told_apart(found, tables):
        named = tuple(_behind_scope(scope, path) for path in paths[:_NAMED])
        hints = (message(name_rules.WRITE_PATH, names=named[0]),)
    elif alike := _alike(found, tables):
        phrase, name, spans = _shared(alike, tables)
        named, hints = (message(phrase, name=name),), (message(name_rules.TELL_APART),)
        # What stands in another report is not shown.
        labels = () if scope else tuple(Label(span) for span in spans[:_NAMED])
    else:
        # A row and a column of one name have one path: only their cells can be told apart.
        named = tuple(
            message(
                name_rules.A_ROW if s.whole("rows") else name_rules.A_COLUMN,
                name=_behind_scope(scope, s.described(tables)),
            )
            for s in found[:_NAMED]
        )
        cells = dict.fromkeys(_cell_of(s, tables, pin, scope) for s in found[:_NAMED])
        hints = (message(name_rules.WRITE_CELL, names=tuple(cells)),)
    return diagnose(
        name_rules.AMBIGUOUS_NAME,
        reference.span,
        labels=labels,
        hints=hints,
        name=reference.written,
        candidates=named,
    )


def _behind_scope(scope: str, path: str) -> str:
    return f"{scope}.{path}" if scope else path


def _told_apart(found: Sequence[Selection], tables: Sequence[Table]) -> list[str]:
    """Return the paths of what was found, with the names of forms where it takes these; or none."""
    paths = [s.described(tables) for s in found]
    if len(set(paths)) < len(paths):
        forms = [tables[s.table].form.form for s in found]
        paths = [f"{path_of((form,))}.{p}" for form, p in zip(forms, paths, strict=True) if form]
    return paths if len(set(paths)) == len(found) else []


def _alike(found: Sequence[Selection], tables: Sequence[Table]) -> list[Selection]:
    """Return what was found of one path and one kind, the first such; none if there is none."""
    groups: dict[tuple[str, bool, bool], list[Selection]] = {}
    for s in found:
        key = s.described(tables), s.whole("rows"), s.whole("columns")
        groups.setdefault(key, []).append(s)
    return next((group for group in groups.values() if len(group) > 1), [])


def _shared(alike: Sequence[Selection], tables: Sequence[Table]) -> tuple[Phrase, str, list[Span]]:
    """Return what has one name, tables, rows or columns, with the name and the places."""
    of = {s.table: tables[s.table] for s in alike}
    if len(of) > 1:
        spans = [table.name_span for table in of.values()]
        return name_rules.TABLES_ALIKE, of[alike[0].table].name, spans
    phrase, named = name_rules.ROWS_ALIKE, [s.trail.rows for s in alike]
    if len(set(named)) == 1:
        phrase, named = name_rules.COLUMNS_ALIKE, [s.trail.columns for s in alike]
    nodes = dict.fromkeys(nodes[-1] for nodes in named if nodes)
    return phrase, next((n.key for n in nodes), ""), [n.span for n in nodes if n.span is not None]


def _cell_of(selection: Selection, tables: Sequence[Table], pin: Pin | None, scope: str) -> str:
    """Return the path of a cell of a row or column, its own one where it is pinned."""
    cells, _ = elements(tables, selection, pin, foreign=bool(scope))
    address = next((e.address for e in cells if e.address is not None), None)
    if address is None:
        return _behind_scope(scope, selection.described(tables))
    band = tables[address.table].bands[address.band]
    row, column = band.rows.leaves[address.row], band.columns.leaves[address.column]
    return _behind_scope(scope, path_of((*row.path, *column.path)))
