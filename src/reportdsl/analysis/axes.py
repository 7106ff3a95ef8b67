"""Make a table's own axes: the form's, with the author's rows, omissions and labels."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from reportdsl.analysis import gaps
from reportdsl.analysis.rowfaults import labelled_head
from reportdsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Message, diagnose, message
from reportdsl.diagnostics.rules import names as rules
from reportdsl.diagnostics.rules import tables
from reportdsl.model.axis import Axis, Node
from reportdsl.model.bands import Bands, Which, axis_of
from reportdsl.model.form import BandForm, TableForm
from reportdsl.model.labels import Place, every, find, nameless
from reportdsl.syntax import nodes
from reportdsl.text.fold import normal
from reportdsl.text.nearest import nearest
from reportdsl.text.source import Span

_Sought: TypeAlias = Callable[[Bands[BandForm], Which, str, Sequence[str]], list[Place]]
"""What finds the rows or columns of a name."""
_SUGGESTED = 100
"""How many findings a report may have before unknown labels get no suggestions."""
_MOST_RANKED = 20_000
"""The same, times the names that each is compared with."""


@dataclass(slots=True)
class Axes:
    """The bands of one table as the author has them."""

    bands: Bands[BandForm]
    labels: dict[Node, str] = field(default_factory=dict)
    band_labels: dict[int, str] = field(default_factory=dict)
    omitted_bands: set[int] = field(default_factory=set)


def make(form: TableForm, block: "nodes.Table | nodes.PlainTable", found: list[Diagnostic]) -> Axes:
    """Return the axes of a table; faults in its labels and omissions go to `found`."""
    axes = Axes(form.bands)
    _author_rows(axes, block.rows, found)
    gone: set[Node] = set()
    for omit in block.omits:
        bands, places = _targets(axes.bands, omit.target, form, found)
        axes.omitted_bands |= set(bands)
        gone |= {place.node for place in places}
    if gone:
        axes.bands = Bands(_without(band, gone) for band in axes.bands)
    for index, band in enumerate(axes.bands):
        empty = not (band.rows.leaves and band.columns.leaves)
        if gone and empty and index not in axes.omitted_bands:
            found.append(diagnose(tables.ODD_OMISSION, block.omits[-1].span, name=form.name))
    for rename in block.renames:
        bands, places = _targets(axes.bands, rename.target, form, found, sought=every)
        axes.band_labels |= dict.fromkeys(bands, rename.text)
        axes.labels |= {place.node: rename.text for place in places}
    return axes


# ── omissions and labels ─────────────────────────────────────────────────────────────────────────


def _targets(
    bands: Bands[BandForm],
    target: nodes.Target,
    form: TableForm,
    found: list[Diagnostic],
    *,
    sought: _Sought = find,
) -> tuple[list[int], list[Place]]:
    """Return the bands, and the rows and columns, that a name stands for."""
    which: tuple[tuple[Which, str], ...] = (("rows", "row"), ("columns", "column"))
    places = [
        place
        for tree, axis in which
        if target.axis in {None, axis}
        for place in sought(bands, tree, target.text, target.path)
    ]
    hits = bands.titled(target.text) if target.axis in {None, "band"} else []
    if target.axis in {None, "column"}:
        places += [
            Place(index, stub)
            for index, band in enumerate(bands)
            for stub in band.stubs
            if normal(target.text) in {normal(stub.key), normal(stub.label)}
        ]
    # A line of the form that cannot be read may hold it.
    if not places and not hits and not form.may_hold(target.path):
        hints, fixes = suggestions(target.text, target.span, lambda: all_names(bands), found)
        found.append(
            diagnose(
                rules.UNKNOWN_LABEL,
                target.span,
                hints=hints,
                fixes=fixes,
                table=form.name,
                name=target.text,
            )
        )
    return hits, places


def suggestions(
    name: str, span: Span, names: Callable[[], Sequence[str]], found: Sequence[Diagnostic]
) -> tuple[tuple[Message, ...], tuple[Fix, ...]]:
    """Return what names what comes nearest; where nothing does, what there is.

    Where much is `found` already, it takes too long to gather and rank all names for each.
    """
    if len(found) > _SUGGESTED:
        return (), ()
    from reportdsl.diagnostics.misspelt import meant  # noqa: PLC0415 - most names are right

    known = names()
    if len(found) * len(known) > _MOST_RANKED:
        return (), ()
    near = nearest(name, known)
    if near or not known:
        return meant(span, name, near)
    return (message(rules.CANDIDATES, names=gaps.cut(known)),), ()


def all_names(bands: Sequence[BandForm]) -> list[str]:
    """Return every key and label of a table, and the titles of its bands."""
    out: dict[str, None] = {}
    for band in bands:
        if band.title is not None:
            out[band.title] = None
        for axis in (band.rows, band.columns):
            for root in axis.roots:
                for node in root.walk():
                    out[node.key] = out[node.label] = None
    return [name for name in out if name]


def _without(band: BandForm, gone: set[Node]) -> BandForm:
    """Return a band with some nodes marked as left out."""
    rows = Axis(tuple(_marked(n, gone) for n in band.rows.roots), band.rows.unnamed)
    columns = Axis(tuple(_marked(n, gone) for n in band.columns.roots))
    stubs = tuple(s for s in band.stubs if s not in gone)
    return replace(band, rows=rows, columns=columns, stubs=stubs)


def _marked(node: Node, gone: set[Node]) -> Node:
    if not any(n in gone for n in node.walk()):
        return node
    below = gone.union(node.children) if node in gone else gone
    children = tuple(_marked(c, below) for c in node.children)
    empty = bool(children) and all(c.omitted for c in children)
    return replace(node, children=children, omitted=node in gone or empty)


# ── the author's rows ────────────────────────────────────────────────────────────────────────────


def _author_rows(axes: Axes, rows: Sequence[nodes.Row], found: list[Diagnostic]) -> None:
    """Put the rows that the author names before those of the form, where the form is open.

    A row that names no band goes to the first that is open.
    """
    made: dict[int, list[Node]] = {i: [] for i, band in enumerate(axes.bands) if band.open}
    if not made:
        return
    first: dict[tuple[int, str], nodes.Row] = {}
    head = labelled_head(axes.bands, rows)
    for row in rows:
        if row is head:
            continue
        label = row.label
        if label.rest or not label.text or find(axes.bands, "rows", label.text, label.path):
            continue
        if any(axes.bands[b].rows.unnamed for b in nameless(axes.bands, label.path)):
            continue
        named = axes.bands.titled(label.path[0]) if len(label.path) > 1 else []
        opened = next((index for index in named if index in made), None)
        text = label.text if opened is None else " / ".join(label.path[1:])
        opened = next(iter(made)) if opened is None else opened
        key = opened, normal(text)
        if key in first:
            labels = (Label(first[key].label.span, message(tables.FIRST_HERE)),)
            found.append(diagnose(tables.ROWS_ALIKE, label.span, labels=labels, name=text))
        first.setdefault(key, row)
        made[opened].append(author_row(text, label.span, axes.bands[opened]))
    axes.bands = Bands(
        replace(band, rows=Axis((*made[index], *band.rows.roots))) if index in made else band
        for index, band in enumerate(axes.bands)
    )


def author_row(text: str, span: Span, band: BandForm) -> Node:
    """Return the node of a row that the author names."""
    return Node(
        text,
        text,
        whole=True,
        attributes=band.row_attributes,
        path=(text,),
        span=span,
        authored=True,
    )


def leaf_names(bands: Sequence[BandForm], which: Which) -> list[str]:
    """Return the names of the leaves that may be filled, with a level above where several are so.

    They are for suggestions.
    """
    leaves = [leaf for band in bands for leaf in axis_of(band, which).leaves if leaf.key]
    count = Counter(leaf.key for leaf in leaves)
    nameless = [band.title for band in bands if which == "rows" and band.rows.unnamed]
    out = dict.fromkeys(f"{title} / *" if title else "*" for title in nameless)
    for leaf in leaves:
        out[leaf.key] = None
        if count[leaf.key] > 1 and len(leaf.path) > 1:
            out[" / ".join(leaf.path[-2:])] = None
    return list(out)
