"""Cut what stands in a table into its rows: the labels before the figures, and the figures.

Where the container tells of rows, a row of it is one; in a stream a row begins with the first label
behind figures. Rows without figures are heads, or labels of groups, and go before the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportdsl.importers.figures import looks_like_figure, stands_for_figure
from reportdsl.importers.labels import key, names
from reportdsl.importers.raw import Layout, RawCell, RawRow, RawTable
from reportdsl.importers.templates import Template, keys_of

_MOST_LABELS = 100
"""How many labels before figures are held against those of the form."""


@dataclass(slots=True)
class FigureRow:
    """Figures, and the labels that stand before them and behind the last row's figures."""

    labels: list[RawCell]
    values: list[RawCell]
    """Blank ones too, where the table is placed."""
    table: RawTable | None
    """The placed table that the figures stand in, for the columns of its heads; else None."""
    layout: Layout = Layout.ROWS
    """What the file tells of where they stand."""
    rows: list[RawRow] = field(default_factory=list)
    """The rows of the file that it is made of."""

    @property
    def written(self) -> list[RawCell]:
        """The values that are not blank."""
        return [cell for cell in self.values if cell.text]


@dataclass(slots=True)
class Cut:
    """The rows of a table, and the labels behind the last figures."""

    rows: list[FigureRow]
    rest: list[RawCell]
    heads: dict[int, RawTable]
    """The placed table that each label stands in, by the identity of its cell."""


def cut(parts: Sequence[tuple[RawTable, Sequence[RawRow]]], template: Template) -> Cut:
    """Return the rows of what is taken for a table; `parts` are rows of tables of the file."""
    cutter = _Cutter(template)
    for table, rows in parts:
        for row in rows:
            cutter.table = table if table.layout is Layout.PLACED else None
            cutter.layout = table.layout
            if table.layout is Layout.STREAM:
                cutter.stream(row)
            else:
                cutter.row(row)
    return Cut(cutter.out, [*cutter.rest, *cutter.pending], cutter.tables)


class _Cutter:
    def __init__(self, template: Template) -> None:
        self.template = template
        self.heads = frozenset(
            k for band in template.bands for k in (*band.title_keys, *band.head_keys)
        )
        self.out: list[FigureRow] = []
        self.pending: list[RawCell] = []
        self.pending_rows: list[RawRow] = []
        self.tables: dict[int, RawTable] = {}
        self.table: RawTable | None = None
        self.layout = Layout.ROWS
        self.rest: list[RawCell] = []
        """Labels that stand too far before figures to be theirs."""
        self.open = False
        """Whether figures of a stream may still be the last row's."""

    def stream(self, row: RawRow) -> None:
        for cell in row.cells:
            if not cell.text:
                continue
            if looks_like_figure(cell.text) or self._is_instead(cell):
                if not self.open:
                    self._begin([], row)
                self.open = True
                self.out[-1].values.append(cell)
            else:
                self.open = False
                self._label(cell)

    def row(self, row: RawRow) -> None:
        self.open = False
        cells = row.cells
        first = self._first_value(cells)
        labels = [cell for cell in cells[:first] if cell.text]
        for cell in labels:
            self._label(cell)
        if first < len(cells) or self._is_blank_row(labels):
            self._begin(cells[first:], row)
        elif self._is_blank(cells):
            self._begin(cells, row)
        else:
            self.pending_rows.append(row)

    def _is_blank(self, cells: Sequence[RawCell]) -> bool:
        """Tell whether cells are the only row of a table, left blank beneath its heads."""
        if self.out or not self.template.in_groups or any(cell.text for cell in cells):
            return False
        heads = self.template.bands[0].form.columns.leaves
        return len(cells) == len(heads) and len(self.pending) > len(heads)

    def _label(self, cell: RawCell) -> None:
        self.pending.append(cell)
        if self.table is not None:
            self.tables[id(cell)] = self.table

    def _begin(self, values: Iterable[RawCell], row: RawRow) -> None:
        rows = [*self.pending_rows[-_MOST_LABELS:], row]
        self.rest += self.pending[:-_MOST_LABELS]
        labels = self.pending[-_MOST_LABELS:]
        self.out.append(FigureRow(labels, list(values), self.table, self.layout, rows))
        self.pending, self.pending_rows = [], []

    def _first_value(self, cells: Sequence[RawCell]) -> int:
        """Return where the figures of a row begin; its length for a row without any."""
        written = [at for at, cell in enumerate(cells) if cell.text]
        if all(key(cells[at].text) in self.heads for at in written):
            own = self._own_row(cells, written)
            return len(cells) if own is None else own
        if self.template.is_open and (self.out or self.pending):
            return written[0] + 1
        figure = self._first_figure(cells, written)
        worded = self.template.has_words or self.template.has_numbers
        named = self._named(cells, written) if figure is None or worded else 0
        if figure is None and not named:
            own = self._own_row(cells, written)
            return len(cells) if own is None else own
        if named:
            return named
        assert figure is not None
        if self.table is None:
            return figure
        # Blank cells between the last label and the first figure are blank figures.
        return max((at + 1 for at in written if at < figure), default=0)

    def _first_figure(self, cells: Sequence[RawCell], written: Sequence[int]) -> int | None:
        """Return where the first figure stands, or what is written instead behind a row's label."""
        for count, at in enumerate(written):
            if looks_like_figure(cells[at].text):
                return at
            if self._stands_for_figure(cells[at]):
                before = [cells[n] for n in written[:count]]
                if self._is_blank_row(before) or (self.template.in_groups and not before):
                    return at
        return None

    def _is_instead(self, cell: RawCell) -> bool:
        """Tell whether a cell of a stream is what is written instead of a figure."""
        return self._stands_for_figure(cell) and (
            self.open or self._is_blank_row(self.pending[-1:])
        )

    def _stands_for_figure(self, cell: RawCell) -> bool:
        known = any(name in self.template.keys for name in names(cell.text))
        return not known and stands_for_figure(cell.text)

    def _named(self, cells: Sequence[RawCell], written: Sequence[int]) -> int:
        """Return where the labels end that begin a row, if they are those of the form; else 0."""
        end = 0
        for count, at in enumerate(written, 1):
            if not any(name in self.template.row_names for name in names(cells[at].text)):
                break
            if self._is_blank_row([cells[n] for n in written[:count]]):
                end = at + 1
        return end if end and end < len(cells) else 0

    def _own_row(self, cells: Sequence[RawCell], written: Sequence[int]) -> int | None:
        """Return where the texts begin in a row without figures, if it is one of the form."""
        if not written or not self._is_blank_row([cells[at] for at in written]):
            return None
        return written[-1] + 1

    def _is_blank_row(self, labels: Sequence[RawCell]) -> bool:
        """Tell whether labels are those of a row of the form, and of it alone."""
        if not labels:
            return False
        found = [
            place for k in names(labels[-1].text) for place in self.template.rows_by_key.get(k, ())
        ]
        groups = [set(names(cell.text)) for cell in labels[:-1]]
        return any(self._reads(place, groups) for place in found)

    def _reads(self, place: int, groups: Sequence[set[str]]) -> bool:
        band, row = self.template.rows[place]
        above = self.template.bands[band].paths[row][:-1]
        if len(groups) > len(above):
            return False
        last = above[len(above) - len(groups) :]
        return all(g & set(keys_of(node)) for g, node in zip(groups, last, strict=True))
