"""A random report as it is written, as it is compiled, and what is expected of it."""

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

import reportdsl
from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import oracle
from tests.properties.randomforms.forms import Draw
from tests.properties.randomforms.intervals import Amount, fixed, grouped, shortest
from tests.properties.randomforms.layout import Matrix, matrix
from tests.properties.randomforms.reports import reports
from tests.properties.randomforms.spelling import STYLES, Span, Style, Written, written

REVIEWED = {"R418", "R426", "R427", "R428", "R429", "R430"}
"""What is told beside the arithmetic, of which brute force knows nothing."""
Finding = tuple[str, Span]
"""The code of a rule, and the place that it names in the report."""


class Example:
    """A report and all that is known of it; each is worked out when it is asked for."""

    def __init__(self, report: ab.Report, style: Style) -> None:
        self.report = report
        self.style = style

    def __repr__(self) -> str:
        return f"\n{self.written.form}\n{self.written.report}"

    # ── as it is compiled ────────────────────────────────────────────────────────────────────────

    @cached_property
    def written(self) -> Written:
        return written(self.report, self.style)

    @cached_property
    def made(self) -> reportdsl.Compilation:
        world = reportdsl.MemoryWorld(self.written.files)
        return reportdsl.compile_text(
            self.written.report, name="r.report", world=world, locate=False
        )

    def emit(self, output: str, **options: Any) -> str:
        """Return an output, as a draft if errors stand against the report."""
        return self.made.emit(output, draft=bool(self.made.errors), **options)

    @cached_property
    def document(self) -> Any:
        return json.loads(self.emit("json"))

    @property
    def found(self) -> list[Finding]:
        found = [d for d in self.made.diagnostics if d.rule.code not in REVIEWED]
        return [(d.rule.code, (d.span.start, d.span.end)) for d in found]

    # ── as it is expected ────────────────────────────────────────────────────────────────────────

    @cached_property
    def sheets(self) -> list[oracle.Sheet]:
        sheets = [oracle.Sheet(table) for table in self.report.tables]
        for sheet in sheets:
            for table, check in self.report.checks:
                if table is sheet.table:
                    sheet.ask(check, stated_by_form=False)
        return sheets

    @property
    def expected(self) -> list[Finding]:
        """What brute force finds, at its place in the source."""
        found = [
            (code, self._place(sheet, where))
            for sheet in self.sheets
            for code, where in sheet.found
        ]
        if self.report.last_year and len(found) > sum(sheet.mild for sheet in self.sheets):
            found.append(("R909", self.written.last_year))
        return found

    def _place(self, sheet: oracle.Sheet, where: oracle.Where) -> Span:
        out = self.written
        if isinstance(where, ab.Check):
            return out.checks[where]
        if where is None:
            return out.tables[sheet.table]
        if where[0] == "row":
            return out.row(sheet.table, where[1])
        if where in out.cells:
            return out.cells[where]
        if sheet.table.rest is not None and sheet.is_rest(where):
            return out.rests[sheet.table]
        return out.row(sheet.table, where[0])

    @cached_property
    def matrices(self) -> list[Matrix]:
        """The tables as they are printed."""
        return [matrix(sheet) for sheet in self.sheets]

    @cached_property
    def paragraphs(self) -> list[list[str]]:
        """The paragraphs behind each table."""
        return [
            ["".join(map(self._piece, paragraph.pieces)) for paragraph in behind]
            for behind in self.report.prose
        ]

    def _piece(self, piece: ab.Piece) -> str:
        if isinstance(piece, ab.Bold | ab.Link):
            return piece.text
        if not isinstance(piece, ab.Quote):
            return piece
        [sheet] = [s for s in self.sheets if s.table is piece.table]
        return piece.stated or formatted(sheet, piece)

    def prose(self) -> Iterator[str]:
        """Yield headings and paragraphs, in order."""
        for heading, behind in zip(self.report.headings, self.paragraphs, strict=True):
            yield heading.text
            yield from behind


def formatted(sheet: oracle.Sheet, quote: ab.Quote) -> str:
    """Return a figure as prose shows it."""
    at = quote.row, quote.column
    if not quote.format:
        return sheet.in_prose(at)
    value = sheet.value(at)
    assert isinstance(value, Amount)
    match quote.format:
        case ",":
            return grouped(shortest(value.value))
        case ",.2f":
            return grouped(fixed(value.value, 2))
        case ".1%":
            return fixed(value.value, 1, percent=True)
    raise ValueError(quote.format)


def same(published: str | None, value: Fraction) -> bool:
    """Tell whether a published value is the exact one, to thirty decimals if it does not end."""
    return published is not None and abs(Fraction(published) - value) * 2 * 10**30 <= 1


@st.composite
def examples(draw: Draw, *, hostile: bool = True, most: int = 2, wrong: bool = False) -> Example:
    """Draw a random report, written in a random style."""
    return Example(draw(reports(hostile=hostile, most=most, wrong=wrong)), draw(STYLES))
