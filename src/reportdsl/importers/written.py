"""Write a fitted table as the lines of a source: its labels, omissions and rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportdsl.importers.figures import Verdict, taken
from reportdsl.importers.fitted import Fitted, FittedRow
from reportdsl.importers.labels import same
from reportdsl.importers.naming import omitted, target
from reportdsl.importers.placing import Trouble
from reportdsl.importers.raw import RawCell
from reportdsl.model.axis import CellType
from reportdsl.model.labels import column_path, row_path
from reportdsl.syntax import escape, nodes

BAR = " | "
_ZERO = "0"
_ESCAPED_START = {"\\#", "\\＃", "\\@", "\\＠", "\\/", "\\／"}
"""How a label begins that a row would take for something else, but a directive does not."""


@dataclass(slots=True)
class Written:
    """The lines of a table, and what became of its cells."""

    lines: list[str]
    taken: int = 0
    """How many figures and other contents of cells were taken."""
    texts: list[tuple[RawCell, CellType]] = field(default_factory=list)
    """Cells that hold text where a figure should stand."""
    converted: list[tuple[RawCell, CellType]] = field(default_factory=list)
    """Cells whose figure was given in another unit than the column's."""
    unquotable: list[RawCell] = field(default_factory=list)
    """Cells whose text holds every kind of quotation mark."""


_Cells = Sequence[RawCell | None]


def table(
    fitted: Fitted,
    head: str,
    solved: Mapping[int, _Cells],
    notes: Mapping[int, str],
    *,
    blank: str = '""',
) -> Written:
    """Return the lines of a table.

    `solved` has the cells of rows, by their places, that the fit left open; `notes` are written as
    comments before the row that a number of known rows stand before, or by negative numbers before
    the author's own; `blank` is how a cell without
    text is typed.
    """
    writer = _Writer(fitted, solved, notes, blank)
    writer.out.lines.append(head)
    writer.labels()
    band = fitted.template.bands[0].form
    if len(fitted.template.bands) == 1 and band.rows.unnamed:
        writer.groups()
    else:
        writer.rows()
    return writer.out


class _Writer:
    def __init__(
        self, fitted: Fitted, solved: Mapping[int, _Cells], notes: Mapping[int, str], blank: str
    ) -> None:
        self.fitted = fitted
        self.table = fitted.template.table
        self.solved = solved
        self.notes = notes
        self.blank = blank
        self.out = Written([])

    # ── labels ───────────────────────────────────────────────────────────────────────────────────

    def labels(self) -> None:
        own = [m for m in self.fitted.matched if not same(m.cell.text, m.expected.label)]
        lines: dict[str, None] = {}
        for match in own:
            named = target(self.table, match, own)
            shown = escape.label(match.cell.text)
            if shown[:1] in '"“＂' or shown[:2] in _ESCAPED_START or not named:
                quoted = escape.string(match.cell.text)
                shown = quoted or ""
            if named and shown:
                lines[f"@标签 {named}: {shown}"] = None
        self.out.lines += lines
        self.out.lines += [f"@省略 {name}" for name in omitted(self.fitted)]

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────

    def rows(self) -> None:
        template = self.fitted.template
        rows = [(row, self._cells(row)) for row in self.fitted.rows]
        zero = [cells is not None and self._is_zero(row, cells) for row, cells in rows]
        # 其余 would fill a cell that is not known.
        known = bool(self.blank) and not self.fitted.lost
        whole = known and all(cells is not None for _, cells in rows)
        shorten = whole and sum(zero) > 1
        if whole and self._all_zero(rows):
            zero = [True] * len(rows)
        if len(template.bands) == 1:
            leaves = template.bands[0].form.columns.leaves
            names = [escape.label(column_path(self.table.bands, leaf)) for leaf in leaves]
            self.out.lines.append(BAR.join(["", *names]))
        for number, own in enumerate(self.fitted.authored):
            self._note(-1 - number)
            types = template.bands[0].author_types
            typed = None if isinstance(own.cells, Trouble) else self._typed_row(own.cells, types)
            label = escape.label(own.label.text)
            self.out.lines.append(BAR.join([label, *(typed or [""])]))
        for at, ((row, cells), is_zero) in enumerate(zip(rows, zero, strict=True)):
            self._note(at)
            if not (shorten and is_zero):
                self.out.lines.append(BAR.join([self._label(row.place), *(cells or [""])]))
        self._note(len(rows))
        if shorten:
            self.out.lines.append(f"其余{BAR}{_ZERO}")

    def _label(self, place: int) -> str:
        band, index = self.fitted.template.rows[place]
        node = self.table.bands[band].rows.leaves[index]
        return escape.label(row_path(self.table.bands, band, node))

    def groups(self) -> None:
        """Write the only row of a table: a line for each lowest group of its columns."""
        for at, row in enumerate(self.fitted.rows):
            self._note(at)
            cells = self._cells(row)
            if cells is None:
                continue
            columns = self.table.bands[0].columns
            rest = False
            groups = columns.lowest_groups
            if not all(group.children for group in groups):
                self.out.lines.append(BAR.join(["*", *cells]).rstrip())
                continue
            for group in groups:
                own = [cells[columns.by_leaf[leaf]] for leaf in group.leaves()]
                if self.blank and all(cell == _ZERO for cell in own):
                    rest = True
                    continue
                name = escape.label(column_path(self.table.bands, group))
                self.out.lines.append(BAR.join([name, *own]).rstrip())
            if rest:
                self.out.lines.append(f"其余{BAR}{_ZERO}")
        self._note(len(self.fitted.rows))

    def _note(self, at: int) -> None:
        if at in self.notes:
            self.out.lines += self.notes[at].split("\n")

    def _is_zero(self, row: FittedRow, cells: Sequence[str], *, total: bool = False) -> bool:
        """Tell whether a row may be left to 其余: figures, all of them 0; sums only if `total`."""
        band, index = self.fitted.template.rows[row.place]
        form = self.table.bands[band]
        columns = form.columns.leaves
        sums = all(leaf.rule is None or leaf.rule.is_sum for leaf in columns)
        asked = all(kind.figures and not kind.optional for kind in form.types[index])
        computed = form.computed_rows[index] and not total
        return asked and sums and not computed and all(cell == _ZERO for cell in cells)

    def _all_zero(self, rows: Sequence[tuple[FittedRow, list[str] | None]]) -> bool:
        """Tell whether all a table holds is 0, its sums too: then these need not be stated."""
        bands = self.table.bands
        places = [self.fitted.template.rows[row.place] for row, _ in rows]
        sums = all(
            (leaf := bands[band].rows.leaves[index]).rule is None or leaf.rule.is_sum
            for band, index in places
        )
        return sums and all(self._is_zero(row, cells or [], total=True) for row, cells in rows)

    def _cells(self, row: FittedRow) -> list[str] | None:
        cells: _Cells | Trouble = self.solved.get(row.place, row.cells)
        if isinstance(cells, Trouble):
            return None
        band, index = self.fitted.template.rows[row.place]
        types = self.table.bands[band].types[index]
        return self._typed_row(cells, types)

    def _typed_row(self, cells: _Cells, types: Sequence[CellType]) -> list[str]:
        return [self._cell(cell, kind) for cell, kind in zip(cells, types, strict=True)]

    def _cell(self, cell: RawCell | None, kind: CellType) -> str:
        if cell is None or not cell.text:
            return "" if kind.optional else self.blank
        found = taken(cell.text, kind, cell.span)
        self.out.taken += 1
        if found.verdict is Verdict.NO_FIGURE:
            self.out.texts.append((cell, kind))
        if found.verdict is Verdict.CONVERTED:
            self.out.converted.append((cell, kind))
        assert isinstance(found.cell, nodes.StatedCell)
        return self._typed(cell, found.cell)

    def _typed(self, cell: RawCell, stated: nodes.StatedCell) -> str:
        text, quoted = stated.text, stated.quoted
        if quoted is None and not _is_typed(text):
            text, quoted = "", text
        if quoted is None:
            return text
        string = escape.string(quoted)
        if string is None:
            self.out.unquotable.append(cell)
            string = ""
        return f"{text} {string}".strip()


def _is_typed(text: str) -> bool:
    """Tell whether a cell may hold a text without quotation marks."""
    return text in {"-", "—", "——", "/"} or escape.is_plain(text)
