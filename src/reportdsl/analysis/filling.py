"""Make the rows of a table: the cells that are typed, and what stands in all others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportdsl.analysis import cells
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.model.axis import CellType
from reportdsl.model.form import BandForm
from reportdsl.model.report import Band, Cell, State
from reportdsl.syntax import nodes
from reportdsl.text.source import Span


@dataclass(slots=True)
class Filler:
    """What the cells hold that nobody types, and those made so far."""

    rest: nodes.StatedCell | None
    """What 其余 puts into them; None where there is none, or nobody knows which they are."""
    plain: bool
    found: list[Diagnostic]
    made: dict[tuple[int, bool], Cell] = field(default_factory=dict)
    """By their types and by whether they may be open."""

    def band(self, form: BandForm, typed: Mapping[tuple[int, int], Cell], *, omitted: bool) -> Band:
        """Return a band with the cells that are typed, by row and column, and all others."""
        rows: dict[int, dict[int, Cell]] = {}
        for (r, c), cell in typed.items():
            rows.setdefault(r, {})[c] = cell
        computed = form.computed_columns
        alike: dict[tuple[int, bool], tuple[Cell, ...]] = {}
        lines: list[tuple[Cell, ...]] = []
        for r, by_row in enumerate(form.computed_rows):
            types, may_be_open = form.types[r], by_row or omitted
            if r in rows:
                lines.append(self._row(types, computed, rows[r], may_be_open=may_be_open))
                continue
            # Rows of one type in which nothing is typed hold the same cells.
            same = id(types), by_row
            if same not in alike:
                alike[same] = self._row(types, computed, {}, may_be_open=may_be_open)
            lines.append(alike[same])
        return Band(
            form.title, form.columns, form.rows, form.stubs, tuple(lines), form.span, self.plain
        )

    def blank(self, kind: CellType, span: Span) -> Cell | None:
        """Return a cell that is left empty, where it may be; what should stand there has a place.

        That is between the blanks beside the bars.
        """
        if not (self.plain or kind.optional):
            return None
        if span.end - span.start >= 2:
            span = Span(span.source, span.start + 1, span.end - 1)
        return Cell(kind, State.OPEN, span=span)

    def _row(
        self,
        types: Sequence[CellType],
        computed: Sequence[bool],
        typed: Mapping[int, Cell],
        *,
        may_be_open: bool,
    ) -> tuple[Cell, ...]:
        line: list[Cell] = []
        for c, kind in enumerate(types):
            cell = typed.get(c)
            if cell is None:
                key = id(kind), may_be_open or computed[c]
                cell = self.made.get(key)
                if cell is None:
                    cell = self.made[key] = self._untyped(kind, may_be_open=key[1])
            line.append(cell)
        return tuple(line)

    def _untyped(self, kind: CellType, *, may_be_open: bool) -> Cell:
        if may_be_open:
            return Cell(kind, State.OPEN)
        # Words that may be left out are not meant by a figure for all the rest.
        if self.rest is not None and not (kind.optional and not kind.figures):
            return replace(cells.read(self.rest, kind, self.found), filled=True)
        return Cell(kind, State.OPEN if kind.optional or self.plain else State.MISSING)
