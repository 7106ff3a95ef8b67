"""Work out by brute force what the cells of a random report come to, and what is wrong in it.

Written from the language's text alone, over fractions; it shares nothing with the compiler.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import expressions as ex
from tests.properties.randomforms import fills as fl
from tests.properties.randomforms.evaluation import (
    FAULTY,
    Evaluator,
    Faulty,
    Operand,
    Place,
    Value,
    compared,
    present,
    total,
    weight,
)
from tests.properties.randomforms.intervals import (
    HALF,
    Amount,
    ByZeroError,
    fixed,
    shortest,
    touch,
)

Where = Place | tuple[Literal["row"], ab.Node] | ab.Check | None
"""A cell, a row, a check of the author's; None is the table itself."""


@dataclass(frozen=True)
class Given:
    """A rule that gives a cell."""

    rule: ex.Rule
    by_row: bool
    """Whether it is the row's."""


class Sheet:
    """The values of one table's cells."""

    def __init__(self, table: ab.Table) -> None:
        self.table = table
        self.bands = {(row, column): band for band, row, column in table.cells()}
        self.found: list[tuple[str, Where]] = []
        self.formulas = Evaluator(self.bands, self.value, self.fill)
        self.mild = 0
        """How many of the findings are no errors."""
        self._values: dict[Place, Value] = {}
        for at in self.bands:
            self.value(at)
        self._waits()
        self._missing()
        for check in table.checks:
            self.ask(check, stated_by_form=True)

    # ── what the author fills in ─────────────────────────────────────────────────────────────────

    def type(self, at: Place) -> ab.Type:
        return self.table.type(self.bands[at], *at)

    def has_rule(self, at: Place) -> bool:
        return at[0].rule is not None or at[1].rule is not None

    def fill(self, at: Place) -> fl.Fill | None:
        """Return what stands in a cell, by the author or by 其余."""
        stated = self.table.fills.get(at)
        if stated is not None or not self.is_rest(at):
            return stated
        rest = self.table.rest
        words = isinstance(rest, fl.Figure) and self.type(at).name == "文本"
        return fl.Text(rest.text) if isinstance(rest, fl.Figure) and words else rest

    def is_rest(self, at: Place) -> bool:
        """Tell whether 其余 fills a cell; words that may be left out stay empty."""
        optional = self.table.optional(self.bands[at], *at)
        words = self.type(at).name in ab.WORDS
        return at not in self.table.fills and not self.has_rule(at) and not (optional and words)

    def is_missing(self, at: Place) -> bool:
        optional = self.table.optional(self.bands[at], *at)
        return self.fill(at) is None and not self.has_rule(at) and not optional

    def _decimals(self, at: Place) -> int:
        """Return to how many decimals the figures of a cell's place are rounded."""
        band = self.bands[at]
        kind = self.type(at)
        if kind.name in ab.WHOLE or self.table.exact(band, *at):
            return 0
        if kind.decimals is not None:
            return kind.decimals
        fills = (self.fill((row, at[1])) for row in band.row_leaves)
        return max((f.decimals for f in fills if isinstance(f, fl.Figure)), default=0)

    def stated(self, at: Place, fill: fl.Fill) -> Value:
        match fill:
            case fl.Figure():
                percent = self.type(at).name == "百分比"
                value = fill.value / 100 if percent and not fill.percent else fill.value
                decimals = self._decimals(at)
                room = HALF / 10 ** (decimals + 2 * (percent or fill.percent)) if decimals else 0
                return Amount(value, value - room, value + room)
            case fl.Mark():
                words = self.type(at).name in ab.WORDS
                return (
                    fill.text if words and (fill.quoted or self.type(at).name == "文本") else None
                )
            case fl.Text() | fl.Choice():
                return fill.text
            case fl.Day():
                return fill.value
        return FAULTY

    # ── what is worked out ───────────────────────────────────────────────────────────────────────

    def value(self, at: Place) -> Value:
        """Return what a cell comes to; what is wrong with it is found once."""
        if at not in self._values:
            self._values[at] = self._compute(at)
        return self._values[at]

    def _compute(self, at: Place) -> Value:
        fill = self.fill(at)
        rules = self.rules(at)
        match fill:
            case None if self.is_missing(at):
                return FAULTY
            case None | fl.Asked():
                return self._open(at, rules)
            case fl.Own():
                value = self._fits(at, self._own(at, fill.expression))
            case _:
                value = self.stated(at, fill)
        if isinstance(value, Amount):
            return self._verified(at, value, rules)
        if value is None and not isinstance(fill, fl.Own):
            return self._blank(at, rules)
        return value

    def rules(self, at: Place) -> list["Given"]:
        """Return the rules that give a cell: of two, those that do more than the other."""
        both = [Given(node.rule, node is at[0]) for node in at if node.rule is not None]
        most = max((weight(given.rule) for given in both), default=0)
        own = [node.attributes.type for node in at[1].path]
        words = any(kind is not None and kind.name in ab.WORDS for kind in (*own, self.type(at)))
        if words and most < 2:
            return []
        return [given for given in both if weight(given.rule) == most]

    def _own(self, at: Place, expression: ex.Expression) -> Value:
        try:
            return present(self.formulas.result(expression, at))
        except ByZeroError:
            self.found.append(("R605", at))
            return FAULTY

    def _open(self, at: Place, rules: list[Given]) -> Value:
        results: list[Value] = []
        for rule in rules:
            try:
                results.append(self.by_rule(rule, at))
            except ByZeroError:
                self.found.append(("R605", at))
                return FAULTY
        amounts = [r for r in results if isinstance(r, Amount)]
        if len(amounts) == 2 and not touch(*amounts):
            self.found.append(("R503", at))
            return FAULTY
        if any(isinstance(r, Faulty) for r in results):
            return FAULTY
        given = [r for r in results if r is not None]
        return self._fits(at, given[0] if given else None)

    def _fits(self, at: Place, value: Value) -> Value:
        """Return a computed value, if a count is whole and not negative."""
        name = self.type(at).name
        if not isinstance(value, Amount) or name not in ab.WHOLE:
            return value
        if value.value.denominator == 1 and (name == "整数" or value.value >= 0):
            return value
        self.found.append(("R612", at))
        return FAULTY

    def _verified(self, at: Place, value: Amount, rules: list[Given]) -> Value:
        for rule in rules:
            try:
                given = self.by_rule(rule, at)
            except ByZeroError:
                self.found.append(("R605", at))
                continue
            if isinstance(given, Amount) and not touch(value, given):
                self.found.append(("R501" if isinstance(rule.rule, ex.Sum) else "R502", at))
                return FAULTY
        return value

    def _blank(self, at: Place, rules: list[Given]) -> Value:
        """Return the value of a cell that is marked as without figure."""
        for rule in rules:
            values = list(self._parts(rule, at))
            if any(isinstance(v, Faulty) for v in values):
                continue
            if not any(isinstance(v, Amount) and v.value for v in values):
                continue
            try:
                given = self.by_rule(rule, at)
            except ByZeroError:
                continue
            if isinstance(given, Amount):
                self.found.append(("R504", at))
                return FAULTY
        return None

    def _parts(self, given: "Given", at: Place) -> Iterator[Operand]:
        if isinstance(given.rule, ex.Sum):
            yield from map(self.value, self._summed(given, at))
        else:
            yield from map(self.value, self.formulas.cells(given.rule, at))

    def _summed(self, given: "Given", at: Place) -> list[Place]:
        """Return the cells that a ``合计`` adds up."""
        band, (row, column) = self.bands[at], at
        if given.by_row:
            cells = [(part, column) for part in band.parts(row, band.all_rows)]
        else:
            cells = [(row, part) for part in band.parts(column, band.columns)]
        return [cell for cell in cells if not self.formulas.adds_up(cell, down=given.by_row)]

    def by_rule(self, given: "Given", at: Place) -> Value:
        """Return what a rule gives a cell."""
        if isinstance(given.rule, ex.Sum):
            return total([self.value(part) for part in self._summed(given, at)])
        return present(self.formulas.result(given.rule, at))

    # ── what is asked ────────────────────────────────────────────────────────────────────────────

    def ask(self, check: ab.Check, *, stated_by_form: bool) -> None:
        """Ask a condition of each column, or of each row."""
        band, comparison = check.band, check.comparison
        if band.omitted:
            return
        others = band.column_leaves if check.rows else band.row_leaves
        first = (band.row_leaves if check.rows else band.column_leaves)[0]
        failing = [
            leaf
            for leaf in others
            if self._holds(check, (first, leaf) if check.rows else (leaf, first)) is False
        ]
        # What is a sum itself only repeats what fails beside it.
        others_fail = any(not isinstance(leaf.rule, ex.Sum) for leaf in failing)
        for leaf in failing:
            if not (others_fail and isinstance(leaf.rule, ex.Sum)):
                at = (first, leaf) if check.rows else (leaf, first)
                where = self._blamed(comparison, at) if stated_by_form else check
                self.found.append(("R512", where))
                self.mild += bool(check.severity)

    def _holds(self, check: ab.Check, at: Place) -> bool | Faulty | None:
        comparison = check.comparison
        left, right = (self.formulas.result(e, at) for e in (comparison.left, comparison.right))
        if check.room is not None and isinstance(left, Amount) and isinstance(right, Amount):
            excess = left.value - right.value
            if comparison.sign == "=":
                return abs(excess) <= check.room
            return (excess if comparison.sign in "<≤" else -excess) <= check.room
        return compared(left, comparison.sign, right)

    def _blamed(self, comparison: ex.Comparison, at: Place) -> Where:
        """Return where a form's check is reported: at its first stated cell."""
        cells = list(self.formulas.cells(comparison, at))
        stated = (c for c in cells if self.is_stated(c))
        return next(stated, cells[0])

    def is_stated(self, at: Place) -> bool:
        """Tell whether the author types something in a cell that it publishes."""
        fill = self.table.fills.get(at)
        return fill is not None and not isinstance(fill, fl.Asked | fl.Own)

    def _waits(self) -> None:
        """Tell of each row that waits for figures, at the first of them."""
        for band in self.table.shown:
            heads = self.table.heads or band.column_leaves
            for row in band.row_leaves:
                waits = [c for c in heads if isinstance(self.table.fills.get((row, c)), fl.ToCome)]
                if waits:
                    self.found.append(("R409", (row, waits[0])))

    def _missing(self) -> None:
        """Tell of each row that is short, and once of all the rows that are not there."""
        absent = False
        for band in self.table.shown:
            for row in band.row_leaves:
                if any(self.is_missing((row, column)) for column in band.column_leaves):
                    if row in self.table.unwritten:
                        absent = True
                    else:
                        self.found.append(("R405", ("row", row)))
        if absent:
            self.found.append(("R405", None))

    @property
    def codes(self) -> Counter[str]:
        return Counter(code for code, _ in self.found)

    # ── what is shown ────────────────────────────────────────────────────────────────────────────

    def published(self, at: Place) -> str:
        """Return the text of a cell."""
        fill = self.fill(at)
        match fill:
            case fl.Figure():
                return fill.text if fill.remark is None else fill.remark
            case fl.Mark() | fl.Text() | fl.Day() | fl.Choice():
                return fill.text
            case fl.ToCome():
                return "?"
        return self._computed_text(at)

    def in_prose(self, at: Place) -> str:
        """Return the text of a cell's figure, without the author's own."""
        fill = self.fill(at)
        return fill.text if isinstance(fill, fl.Figure) else self.published(at)

    def _computed_text(self, at: Place) -> str:
        value, kind = self.value(at), self.type(at)
        if isinstance(value, str):
            return value
        if not isinstance(value, Amount):
            return ""
        percent = kind.name == "百分比"
        places = 0 if kind.name in ab.WHOLE else kind.decimals
        if places is None:
            return shortest(value.value, percent=percent)
        return fixed(value.value, places, percent=percent)
