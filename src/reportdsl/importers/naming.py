"""Name the rows, columns and bands of a form for the directives that rename or omit them."""

from collections.abc import Iterator, Sequence

from reportdsl.importers.align import Matched, Part
from reportdsl.importers.fitted import Fitted
from reportdsl.importers.labels import same
from reportdsl.model.axis import Node
from reportdsl.model.bands import Which
from reportdsl.model.form import TableForm
from reportdsl.model.labels import every, find
from reportdsl.text.fold import normal

_AXES: dict[Part, str] = {
    Part.TITLE: "段",
    Part.STUB: "列",
    Part.COLUMN: "列",
    Part.ROW: "行",
}


def target(table: TableForm, match: Matched, own: Sequence[Matched]) -> str | None:
    """Return what names the label of a match alone, or with others that `own` words alike.

    None where no name does.
    """
    for names in _paths(table, match):
        text = " / ".join(names)
        if len(names) > 1 and ":" in text:
            continue
        for axis in (None, _AXES[match.expected.part]):
            if _hits(table, text, names, axis) <= _worded_alike(match, own):
                return _spelt(text, axis)
    return None


def _paths(table: TableForm, match: Matched) -> Iterator[tuple[str, ...]]:
    """Yield names of a label, the shortest first."""
    title = table.bands[match.expected.band].title
    node = match.expected.node
    if node is None:
        yield (title or "",)
        return
    if match.expected.part is Part.STUB:
        yield (node.key,)
        return
    path = (*([title] if title else []), *node.path)
    for start in range(len(path) - 1, -1, -1):
        yield path[start:]


def _hits(table: TableForm, text: str, names: tuple[str, ...], axis: str | None) -> set[int]:
    """Return what a name stands for: nodes by identity, bands by their number below zero."""
    which: tuple[tuple[Which, str], ...] = (("rows", "行"), ("columns", "列"))
    hits = {
        id(place.node)
        for tree, word in which
        if axis in {None, word}
        for place in every(table.bands, tree, text, names)
    }
    if axis in {None, "列"}:
        hits |= {
            id(stub)
            for band in table.bands
            for stub in band.stubs
            if normal(text) in {normal(stub.key), normal(stub.label)}
        }
    if axis in {None, "段"}:
        hits |= {-1 - band for band in table.bands.titled(text)}
    return hits


def _worded_alike(match: Matched, own: Sequence[Matched]) -> set[int]:
    """Return the labels that have the same wording in the file as one has."""
    alike = [m.expected for m in own if same(m.cell.text, match.cell.text)]
    return {-1 - e.band if e.node is None else id(e.node) for e in alike}


def _spelt(text: str, axis: str | None) -> str:
    quoted = f'"{text}"' if any(mark in text for mark in ":：") else text
    return quoted if axis is None else f"{axis} {quoted}"


def omitted(fitted: Fitted) -> Iterator[str]:
    """Yield names of the bands, groups and rows that the file leaves out."""
    template = fitted.template
    bands = template.table.bands
    absent: dict[int, set[Node]] = {}
    for place in fitted.absent:
        band, row = template.rows[place]
        absent.setdefault(band, set()).add(bands[band].rows.leaves[row])
    for band, gone in absent.items():
        title = bands[band].title
        if title is not None and len(gone) == len(bands[band].rows.leaves):
            yield _spelt(title, None)
            continue
        for root in bands[band].rows.roots:
            for node in _topmost(root, gone):
                yield _alone(fitted, band, node)


def _topmost(node: Node, gone: set[Node]) -> Iterator[Node]:
    """Yield the nodes of which all leaves are gone."""
    if all(leaf in gone for leaf in node.leaves()):
        yield node
        return
    for child in node.children:
        yield from _topmost(child, gone)


def _alone(fitted: Fitted, band: int, node: Node) -> str:
    bands = fitted.template.table.bands
    title = bands[band].title
    path = (*([title] if title else []), *node.path)
    for start in range(len(path) - 1, -1, -1):
        text = " / ".join(path[start:])
        rows = find(bands, "rows", text, path[start:])
        if [place.node for place in rows] != [node]:
            continue
        columns = find(bands, "columns", text, path[start:])
        return _spelt(text, "行" if columns or bands.titled(text) else None)
    return _spelt(" / ".join(path), "行")
