"""Place what the author typed: rows and cells of a table block on the axes of its form."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportdsl.analysis import axes as own
from reportdsl.analysis import cells, gaps, rowfaults
from reportdsl.analysis.filling import Filler
from reportdsl.diagnostics.diagnostic import Diagnostic, Fix, diagnose, message
from reportdsl.diagnostics.rules import names as name_rules
from reportdsl.diagnostics.rules import tables as rules
from reportdsl.model.axis import CellType, Node
from reportdsl.model.bands import Bands, Which
from reportdsl.model.form import TableForm
from reportdsl.model.labels import Place, cell_name, find, nameless
from reportdsl.model.report import Band, Cell, State, Table
from reportdsl.syntax import exprs, nodes
from reportdsl.text.source import Span


@dataclass(slots=True)
class Placed:
    """A table with its cells, and the author's expressions still to be resolved."""

    table: Table
    formulas: dict[tuple[int, int, int], exprs.Expr] = field(default_factory=dict)
    blank: Sequence[tuple[int, int, int]] = ()
    """The cells for figures that are typed as empty texts."""


_Key = tuple[int, int, int]
"""Band, row and column of a cell."""


def place(
    block: "nodes.Table | nodes.PlainTable",
    form: TableForm,
    found: list[Diagnostic],
    *,
    plain: bool = False,
) -> Placed:
    """Return a form's table as the author fills it; faults go to `found`."""
    return _Placer(block, form, found, plain=plain).placed()


class _Placer:
    """One table under construction."""

    def __init__(
        self,
        block: "nodes.Table | nodes.PlainTable",
        form: TableForm,
        found: list[Diagnostic],
        *,
        plain: bool,
    ) -> None:
        self.block = block
        self.form = form
        self.found = found
        self.plain = plain
        self.labelled_head = rowfaults.labelled_head(form.bands, block.rows)
        self.axes = own.make(form, block, found)
        self.bands = self.axes.bands
        self.cells: dict[_Key, Cell] = {}
        self.formulas: dict[_Key, exprs.Expr] = {}
        self.blanks: dict[_Key, Span] = {}
        self.row_spans: dict[tuple[int, int], Span] = {}
        self.columns: list[Node | None] | None = None
        self.rest: nodes.StatedCell | None = None
        self.authored: dict[Span | None, tuple[int, int]] = {
            leaf.span: (b, r)
            for b, band in enumerate(self.bands)
            for r, leaf in enumerate(band.rows.leaves)
            if leaf.authored
        }
        self.broken = isinstance(block, nodes.Table) and block.broken
        self.sound = not (self.broken or form.lost)
        self.crowded = False
        """Whether a row has too many cells: what other rows lack has another cause."""

    def placed(self) -> Placed:
        told = len(self.found)
        for index, row in enumerate(self.block.rows):
            before = len(self.found)
            self._take(row, first=index == 0)
            if row.pasted:
                # What is told of it may be no row at all.
                self.sound = False
                del self.found[before:]
        rowfaults.told_once(self.found, told, self.block.rows, headed=self.columns is not None)
        rowfaults.take_back(self.found, told, self._is_filled)
        bands = self._filled()
        if self.sound:
            place, omitted = self.block.name_span, self.axes.omitted_bands
            self.found += gaps.missing(bands, omitted, self.row_spans, place)
        table = Table(
            self.form.name,
            self.form,
            self.plain,
            Bands(bands),
            self.axes.labels,
            self.axes.band_labels,
            frozenset(self.axes.omitted_bands),
            self.block.name_span,
            self.block.span,
            self.row_spans,
            self.sound and not self.crowded,
        )
        return Placed(table, self.formulas, gaps.blank(bands, self.cells) if self.sound else ())

    def _filled(self) -> list[Band]:
        """Return the bands with all their cells."""
        # Where a label is at fault, some of the rest are stated, and nobody knows which.
        rest = self.rest if self.sound else None
        filler = Filler(rest, self.plain, self.found)
        typed: list[dict[tuple[int, int], Cell]] = [{} for _ in self.bands]
        for key, span in self.blanks.items() if rest is None else ():
            if (cell := filler.blank(self._type(key), span)) is not None:
                typed[key[0]][key[1:]] = cell
        for (band, row, column), cell in self.cells.items():
            typed[band][row, column] = cell
        omitted = self.axes.omitted_bands
        return [
            filler.band(band, typed[index], omitted=index in omitted)
            for index, band in enumerate(self.bands)
        ]

    def _is_filled(self, name: str) -> bool:
        """Tell whether a row, or a column group of a table of one row, is filled already."""
        path = name.split(" / ")
        rows = find(self.bands, "rows", name, path)
        places = [(p.band, self.bands[p.band].rows.by_leaf.get(p.node)) for p in rows]
        return any(place in self.row_spans for place in places) or any(
            (p.band, 0, self.bands[p.band].columns.by_leaf[leaf]) in self.cells
            for p in find(self.bands, "columns", name, path)
            for leaf in p.node.leaves()
        )

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────

    def _take(self, row: nodes.Row, *, first: bool) -> None:
        if row.label.rest:
            self._rest(row)
        elif row is self.labelled_head:
            self.found.append(rowfaults.head_has_label(self.form.name, row))
            self._head(row)
        elif row.label.text:
            self._row(row)
        elif first:
            self._head(row)
        else:
            self.sound = False
            self.found.append(rowfaults.no_label(row))

    def _head(self, row: nodes.Row) -> None:
        """Take the row that names the columns."""
        if len(self.bands) > 1 or self.bands[0].title is not None:
            self.sound = False
            self.found.append(diagnose(rules.HEADER_WITH_BANDS, row.span))
            return
        if not self.plain and rowfaults.is_full(self.bands, row):
            self.sound = False
            self.found.append(rowfaults.no_label(row))
            return
        self.columns = []
        for cell in row.cells:
            node = self._column(cell)
            if node is not None and node in self.columns:
                self.sound = False
                self.found.append(diagnose(rules.COLUMN_TWICE, cell.span, name=node.key))
                node = None
            self.columns.append(node)

    def _column(self, cell: nodes.Cell) -> Node | None:
        text = cell.text if isinstance(cell, nodes.StatedCell) else ""
        if isinstance(cell, nodes.StatedCell) and cell.quoted is not None:
            text = cell.quoted
        path = [part.strip() for part in text.replace("／", "/").split(" / ")]
        leaf = self._leaf("columns", text, path, cell.span)
        return leaf.node if leaf else None

    def _leaf(self, which: Which, text: str, path: Sequence[str], span: Span) -> Place | None:
        """Return the one leaf that a label names, or None after telling why there is none."""
        rows = which == "rows"
        places = find(self.bands, which, text, path)
        kept = [p for p in places if not p.node.omitted and p.band not in self.axes.omitted_bands]
        leaves = [p for p in kept if not p.node.children]
        if len(leaves) == 1:
            return leaves[0]
        self.sound = False
        table = self.form.name
        if not places and self.form.may_hold(path):
            return None  # A line of the form that cannot be read may hold it.
        if leaves:
            rule = name_rules.AMBIGUOUS_ROW if rows else name_rules.AMBIGUOUS_COLUMN
            self.found.append(rowfaults.ambiguous(self.bands, rule, span, text, leaves))
        elif places and not kept:
            self.found.append(diagnose(name_rules.OMITTED_ROW, span, name=text))
        else:
            rule = name_rules.UNKNOWN_ROW if rows else name_rules.UNKNOWN_COLUMN
            fixes: tuple[Fix, ...] = ()
            if not kept:
                hints, fixes = own.suggestions(
                    text, span, lambda: own.leaf_names(self.bands, which), self.found
                )
            else:
                parts = tuple(n.key for n in kept[0].node.leaves())
                hints = (message(name_rules.GROUP_HAS_PARTS, name=text, names=parts),)
            self.found.append(
                diagnose(rule, span, hints=hints, fixes=fixes, table=table, name=text)
            )
        return None

    def _row(self, row: nodes.Row) -> None:
        if self.broken and not row.cells:
            return  # A row without "|": that is told already.
        targets = self._targets(row)
        if targets is None:
            return
        if len(row.cells) > len(targets) and self.form.lost:
            return
        if len(row.cells) > len(targets):
            self.crowded = True
            self.found.append(rowfaults.too_many(row, len(targets)))
            # Which of them are one too many cannot be told, so none of them is believed.
            for key, cell in zip(targets, row.cells, strict=False):
                if key is not None:
                    self.cells[key] = Cell(self._type(key), State.BAD, span=cell.span)
            self._unsure({key[:2] for key in targets if key is not None})
            return
        for key, cell in zip(targets, row.cells, strict=False):
            if key is not None:
                self._cell(key, cell)
        self._to_come([k for k in targets if k is not None])

    def _unsure(self, rows: set[tuple[int, int]]) -> None:
        """Take it that cells of rows are stated, in columns that the head does not name."""
        for band, row in rows if self.columns is not None else ():
            for column in range(len(self.bands[band].columns.leaves)):
                key = band, row, column
                self.cells.setdefault(key, Cell(self._type(key), State.BAD))

    def _to_come(self, keys: list[_Key]) -> None:
        """Report the figures that a row still waits for."""
        waiting = [k for k in keys if k in self.cells and self.cells[k].state is State.TO_COME]
        if waiting:
            span = self.cells[waiting[0]].span or self.block.name_span
            names = tuple(self._name(key) for key in waiting)
            self.found.append(diagnose(rules.TO_COME, span, name=gaps.cut(names)))

    def _targets(self, row: nodes.Row) -> list[_Key | None] | None:
        """Return where the cells of a row go, or None after telling why nowhere."""
        label = row.label
        group = self._nameless(row) if label.text.endswith(("*", "＊")) else None
        if group is None:
            group = self._group(label)
        if group is not None:
            return self._once(group, label) if group else None
        place = self.authored.get(label.span) if self.authored else None
        if place is None:
            leaf = self._leaf("rows", label.text, label.path, label.span)
            if leaf is None:
                return None
            place = leaf.band, self.bands[leaf.band].rows.by_leaf[leaf.node]
        band, index = place
        if place in self.row_spans:
            self.sound = False
            self.found.append(rowfaults.twice(label, self.row_spans[place]))
            return None
        self.row_spans[place] = row.span
        return self._cells_of(band, index)

    def _cells_of(self, band: int, row: int) -> list[_Key | None]:
        """Return the cells of a row, in the order of the columns that the author names."""
        axis = self.bands[band].columns
        if self.columns is not None:
            return [None if n is None else (band, row, axis.by_leaf[n]) for n in self.columns]
        return [(band, row, column) for column in range(len(axis.leaves))]

    def _once(self, group: list[_Key | None], label: nodes.RowLabel) -> list[_Key | None] | None:
        """Return the cells of a column group, or None after telling that it is filled already."""
        before = [self.cells.get(key) if key is not None else None for key in group]
        if not all(before):
            return group
        self.sound = False
        spans = [cell.span for cell in before if cell is not None and cell.span is not None]
        self.found.append(rowfaults.twice(label, *spans[:1]))
        return None

    def _nameless(self, row: nodes.Row) -> list[_Key | None] | None:
        """Return the cells of a band's one row without a name, where a star stands for it."""
        found = nameless(self.bands, row.label.path)
        shown = [band for band in found if band not in self.axes.omitted_bands]
        if len(shown) == 1:
            self.row_spans.setdefault((shown[0], 0), row.span)
            return self._cells_of(shown[0], 0)
        if found and not shown:
            self.sound = False
            name = row.label.text
            self.found.append(diagnose(name_rules.OMITTED_ROW, row.label.span, name=name))
            return []
        return None

    def _group(self, label: nodes.RowLabel) -> list[_Key | None] | None:
        """Return the cells of a column group, in a table of one row that is written by groups."""
        if len(self.bands) != 1 or len(self.bands[0].rows.leaves) != 1:
            return None
        band = self.bands[0]
        if not band.rows.unnamed and find(self.bands, "rows", label.text, label.path):
            return None
        places = find(self.bands, "columns", label.text, label.path)
        if len(places) == 1:
            leaves = places[0].node.leaves()
            group: list[_Key | None] = [(0, 0, band.columns.by_leaf[leaf]) for leaf in leaves]
            cells_ = group if self.columns is None else self._cells_of(0, 0)
            # A cell under the name of a column that is not the group's has no place.
            if all(key is None or key in group for key in cells_):
                return cells_
            places = []
        if band.rows.unnamed:
            return self._no_group(label, places)
        return None

    def _no_group(self, label: nodes.RowLabel, places: list[Place]) -> list[_Key | None]:
        self.sound = False
        if places:
            rule = name_rules.AMBIGUOUS_ROW
            self.found.append(rowfaults.ambiguous(self.bands, rule, label.span, label.text, places))
        elif not self.form.may_hold(label.path):
            # Where columns are named, cells stand under them in the one row alone.
            hints, fixes = own.suggestions(
                label.text,
                label.span,
                lambda: ["*"] if self.columns is not None else own.all_names(self.bands),
                self.found,
            )
            rule, table, text = name_rules.UNKNOWN_ROW, self.form.name, label.text
            self.found.append(
                diagnose(rule, label.span, hints=hints, fixes=fixes, table=table, name=text)
            )
        return []

    # ── cells ────────────────────────────────────────────────────────────────────────────────────

    def _type(self, key: _Key) -> CellType:
        return self.bands[key[0]].types[key[1]][key[2]]

    def _cell(self, key: _Key, cell: nodes.Cell) -> None:
        if isinstance(cell, nodes.EmptyCell):
            self.blanks[key] = cell.span
            return
        before = self.cells.get(key)
        if before is not None and before.span is not None:
            self.sound = False
            self.found.append(rowfaults.cell_twice(self._name(key), cell.span, before.span))
            return
        kind = self._type(key)
        if isinstance(cell, nodes.BadCell):
            self.cells[key] = Cell(kind, State.BAD, span=cell.span)
        elif isinstance(cell, nodes.StatedCell):
            self.cells[key] = cells.read(cell, kind, self.found)
        elif cell.expression is not None:
            self.cells[key] = Cell(kind, State.FORMULA, span=cell.span)
            self.formulas[key] = cell.expression
        elif self._computed(key):
            self.cells[key] = Cell(kind, State.OPEN, span=cell.span)
        else:
            self.found.append(diagnose(rules.NOT_COMPUTED, cell.span, name=self._name(key)))
            self.cells[key] = Cell(kind, State.BAD, span=cell.span)

    def _computed(self, key: _Key) -> bool:
        band = self.bands[key[0]]
        return band.computed_rows[key[1]] or band.computed_columns[key[2]]

    def _name(self, key: _Key) -> str:
        return cell_name(self.bands[key[0]], key[1], key[2])

    def _rest(self, row: nodes.Row) -> None:
        stated = [c for c in row.cells if isinstance(c, nodes.StatedCell)]
        if self.rest is not None:
            self.found.append(diagnose(rules.ROW_TWICE, row.label.span, name=row.label.text))
        elif len(row.cells) != 1 or len(stated) != 1:
            if not any(isinstance(c, nodes.BadCell) for c in row.cells):
                self.found.append(diagnose(rules.BAD_REST, row.span))
            self.sound = False
        else:
            self.rest = stated[0]
            if stated[0].text in {"?", "？"} and stated[0].quoted is None:
                self.found.append(diagnose(rules.TO_COME, stated[0].span, name=row.label.text))
