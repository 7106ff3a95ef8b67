"""Gather all linear rules of a report as one exact sparse system over what is stated in it.

What is computed is replaced by what it is computed from, so that only typed figures remain: in
cells, tied in the prose, in last year's report. Rules that are not linear are not part of it.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from reportdsl.analysis.arithmetic import stated_value
from reportdsl.analysis.cells import NOT_APPLICABLE
from reportdsl.analysis.linear import Linear, NotLinear
from reportdsl.analysis.plan import Condition
from reportdsl.analysis.relations import Description, Origin, Relation, Stated, System
from reportdsl.analysis.sheet import Key, Sheet, Tie
from reportdsl.diagnostics.diagnostic import Message, Severity, message
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.model.axis import WHOLE, Kind
from reportdsl.model.formula import (
    Address,
    CellRef,
    Compare,
    Constant,
    Formula,
    Omitted,
    Product,
    Sum,
    Total,
    references,
)
from reportdsl.model.report import Cell, CellRule, State
from reportdsl.model.value import Figure, exact
from reportdsl.text.numerals import Exact, ratio, simplest
from reportdsl.text.source import Span

Naming: TypeAlias = Callable[[], Message]
_Known: TypeAlias = "int | Linear | NotLinear | None"
"""What a cell is in the system: an unknown, computed, of no use, without figure."""


def system(sheet: Sheet) -> System:
    """Return the system of a report that was worked out; see `localise` for its use."""
    return _Gathering(sheet).gathered()


class _Gathering:
    """The system of one report in the making."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.out = System()
        self.cells: dict[Address, _Known] = {}
        self.blanks: set[Address] = set()
        self.suspects: set[Address] = set()
        self.last_year: dict[tuple[str, Exact], int] = {}

    def gathered(self) -> System:
        self._take_suspects()
        for address, asked in self.sheet.rules.items():
            self._cell_rules(address, asked)
        for rule, own, condition, room in self.sheet.asked:
            if rule.severity is not Severity.ERROR or self._follows(condition):
                continue
            if isinstance(condition.formula, Compare):
                name = partial(message, rules.THE_RULE, rule=rule.note or rule.text)
                self._compare(condition.formula, own, room, name)
        for tie in self.sheet.ties:
            figure = tie.figure
            # What is typed in the prose may have fewer decimals than it should.
            index = self._unknown(
                Stated(Origin.PROSE, figure, 0, None, None, partial(_of_prose, tie))
            )
            made = self._linear_or_none(tie.formula)
            if made is not None:
                made.put(index, -1)
                made.room += _room(figure)
                self._relate(
                    made, tie.span, partial(message, rules.THE_TIE, text=tie.text), tie.span
                )
        return self.out

    # ── rules of cells ───────────────────────────────────────────────────────────────────────────

    def _take_suspects(self) -> None:
        """Take note of the cells of sums that fail, and take those without a figure for zeros.

        One of them may have been forgotten, and a formula in one may be wrong.
        """
        for address in sorted(self.sheet.failed):
            rules_of = self.sheet.rules.get(address, ())
            parts = [
                r.address for rule in rules_of if rule.is_sum for r in references(rule.formula)
            ]
            if rules_of and self.sheet.cell(address).state is State.NONE:
                self.cells[address] = self._stated_cell(address, exact(0))
            self.suspects.update((address, *parts))
            for part in parts:
                if part not in self.cells and self._is_blank(part):
                    self.blanks.add(part)
                    self.cells[part] = self._stated_cell(part, exact(0))

    def _is_blank(self, address: Address) -> bool:
        """Tell whether a cell is empty, or marked as if it were, and nothing computes it."""
        cell = self.sheet.cell(address)
        if cell.state is State.NONE:
            return not cell.text or cell.text in NOT_APPLICABLE
        asked = self.sheet.rules.get(address, ())
        return cell.state is State.OPEN and all(rule.only_stated for rule in asked)

    def _cell_rules(self, address: Address, asked: tuple[CellRule, ...]) -> None:
        state = self.sheet.cell(address).state
        if state is State.FIGURE or state is State.NONE or address in self.blanks:
            for rule in asked:
                made = self._linear_or_none(rule.formula)
                if made is not None and self._own(address, made):
                    self._relate(made, address, partial(self._called, address, rule), rule.span)
        elif state is State.OPEN or state is State.FORMULA:
            used = [rule for rule in asked if not rule.only_stated]
            lines = [self._linear_or_none(rule.formula) for rule in used]
            if state is State.FORMULA:
                known = self._cell(address)
                lines.insert(0, known if isinstance(known, Linear) else None)
            first = lines[0] if lines else None
            if first is None:
                return
            for rule, other in zip(reversed(used), reversed(lines[1:]), strict=False):
                if other is not None:
                    other.add(-1, first)
                    self._relate(other, address, partial(self._called, address, rule), rule.span)
            self._in_range(address, first)

    def _own(self, address: Address, made: Linear) -> bool:
        """Take away what the cell itself states; tell whether it states anything to hold to."""
        known = self._cell(address)
        if not isinstance(known, int):
            return False
        made.put(known, -1)
        made.room += _room(self.out.stated[known].figure)
        return True

    def _in_range(self, address: Address, made: Linear) -> None:
        kind = self.sheet.cell(address).type.kind
        if kind is Kind.COUNT and any(c < 0 for c in made.terms.values()):
            name = partial(message, rules.THE_RULE, rule=self.sheet.name(address))
            self._relate(made, address, name, self.sheet.place(address), high=None)

    def _called(self, address: Address, rule: CellRule) -> Message:
        """Return how messages call a rule: a row or a column that it adds up, else its text."""
        band = self.sheet.tables[address.table].bands[address.band]
        cells = [reference.address for reference in references(rule.formula)]
        if rule.is_sum and cells:
            # It goes along a row or a column of its own band.
            if cells[0].row != address.row:
                column = band.columns.leaves[address.column]
                return message(rules.COLUMN_TOTAL, name=band.columns.short_names[column])
            if not band.rows.unnamed:
                leaf = band.rows.leaves[address.row]
                return message(rules.ROW_TOTAL, name=band.rows.short_names[leaf])
        text = rule.text if not rule.is_sum else self.sheet.name(address)
        return message(rules.THE_RULE, rule=text)

    # ── checks ───────────────────────────────────────────────────────────────────────────────────

    def _follows(self, condition: Condition) -> bool:
        """Tell whether a total of leaves says nothing that they do not say."""
        if not condition.is_sum:
            return False
        return not any(
            self.sheet.cell(reference.address).state is State.FIGURE
            for reference in references(condition.formula)
        )

    def _compare(self, formula: Compare, own: bool, room: Exact, name: Naming) -> None:  # noqa: FBT001
        if formula.operator == "≠":
            return
        made, right = self._linear_or_none(formula.left), self._linear_or_none(formula.right)
        if made is None or right is None:
            return
        made.add(-1, right)
        # Orders are of figures as they are written.
        made.room = max(made.room, room) if formula.operator == "=" else room
        strict = formula.operator in {"<", ">"} and not made.room
        if strict and not self._is_whole(made):
            return
        if own:
            made.put(self._doubt(Origin.CHECK, formula.span), 1)
        low = None if formula.operator in {"≤", "<"} else strict - made.room
        high = None if formula.operator in {"≥", ">"} else made.room - strict
        self._keep(
            Relation(made.terms, self._residual(made), low, high, id(formula), name, formula.span)
        )

    def _doubt(self, origin: Origin, place: Span) -> int:
        """Return the unknown for how far what the author asks for may itself be wrong."""
        said = partial(Description, "", place)
        return self._unknown(Stated(origin, exact(0), 0, None, None, said))

    def _is_whole(self, made: Linear) -> bool:
        """Tell whether a sum takes steps of one: then less is less by one at least."""
        steps = (self.out.stated[index].step * c for index, c in made.terms.items())
        whole = all(step and step.denominator == 1 for step in steps)
        return whole and made.constant.denominator == 1

    # ── formulas ─────────────────────────────────────────────────────────────────────────────────

    def _linear_or_none(self, formula: Formula) -> Linear | None:
        try:
            return self._linear(formula)
        except NotLinear:
            return None

    def _linear(self, formula: Formula) -> Linear | None:
        """Return a formula as a sum of multiples, None if it has no figure; raise `NotLinear`."""
        match formula:
            case CellRef():
                # Only a sum is one without a figure.
                return None if formula.address in self.blanks else self._total((formula,))
            case Total():
                return self._total(formula.terms)
            case Sum():
                return self._sum(formula)
            case Product():
                return self._product(formula)
            case Constant(value=None) | Omitted():
                return None
            case Constant(value=Figure() as figure):
                if not formula.known:
                    return Linear({}, figure.value, _room(figure))
                key = formula.text, figure.value
                if key not in self.last_year:
                    said = partial(Description, formula.text, formula.span)
                    there = Stated(Origin.LAST_YEAR, figure, 0, None, None, said)
                    self.last_year[key] = self._unknown(there)
                return Linear({self.last_year[key]: 1}, 0, _room(figure))
        raise NotLinear

    def _total(self, terms: tuple[Formula, ...]) -> Linear | None:
        out = Linear()
        any_ = False
        for term in terms:
            known = self._cell(term.address) if isinstance(term, CellRef) else self._linear(term)
            if type(known) is int:
                if known in out.terms:
                    out.put(known, 1)
                else:
                    out.terms[known] = 1
                out.room += _room(self.out.stated[known].figure)
            elif isinstance(known, Linear):
                out.add(1, known)
            elif isinstance(known, NotLinear):
                raise NotLinear
            any_ = any_ or known is not None
        return out if any_ else None

    def _sum(self, formula: Sum) -> Linear | None:
        out = Linear()
        kept = [(sign, term) for sign, term in formula.terms if not isinstance(term, Omitted)]
        for sign, term in kept:
            made = self._linear(term)
            if made is None:
                return None
            out.add(sign, made)
        return out if kept else None

    def _product(self, formula: Product) -> Linear | None:
        factor: Exact = 1
        out: Linear | None = None
        for divides, part in formula.factors:
            made = self._linear(part)
            if made is None:
                return None
            if made.terms or made.room:
                if out is not None or divides:
                    raise NotLinear
                out = made
            elif divides and not made.constant:
                raise NotLinear
            else:
                factor = ratio(factor, made.constant) if divides else factor * made.constant
        result = Linear()
        result.add(factor, out or Linear({}, 1))
        return result

    def _cell(self, address: Address) -> _Known:
        if address not in self.cells:
            # What rests on itself is of no use.
            self.cells[address] = NotLinear()
            self.cells[address] = self._known(address)
        return self.cells[address]

    def _known(self, address: Address) -> _Known:
        cell = self.sheet.cell(address)
        if cell.state is State.FIGURE:
            figure = self.sheet.values.cells.get(address)
            if type(figure) is not Figure:
                # One that is found wrong has lost its value.
                figure = stated_value(self.sheet, address, cell)
            assert isinstance(figure, Figure)
            return self._stated_cell(address, figure)
        if cell.state is State.NONE:
            return None
        if cell.state not in {State.OPEN, State.FORMULA}:
            return NotLinear()
        if address in self.sheet.unresolved:
            return NotLinear()
        formula = self.sheet.formulas.get(address)
        if formula is None:
            used = [r for r in self.sheet.rules.get(address, ()) if not r.only_stated]
            if not used:
                return None
            formula = used[0].formula
        try:
            made = self._linear(formula)
        except (NotLinear, RecursionError):
            return NotLinear()
        if made is not None and cell.state is State.FORMULA and address in self.suspects:
            doubt = self._doubt(Origin.FORMULA, self.sheet.place(address))
            doubtful = Linear({doubt: 1})
            doubtful.add(1, made)
            return doubtful
        return made

    def _stated_cell(self, address: Address, figure: Figure) -> int:
        cell = self.sheet.cell(address)
        kind = cell.type.kind
        least = 0 if kind is Kind.COUNT else None
        step = 1 if kind in WHOLE else self._step(address, cell)
        said = partial(self._description, address)
        blank = cell.state is not State.FIGURE
        return self._unknown(Stated(Origin.CELL, figure, step, least, address, said, blank))

    def _step(self, address: Address, cell: Cell) -> Exact:
        number, kind = cell.number, cell.type
        if number is None and kind.decimals is None:
            # How many decimals a blank would have nobody knows.
            return 0
        typed = 0 if number is None else number.decimals
        places = max(self.sheet.decimals(address), kind.decimals or 0, typed)
        return ratio(1, 10 ** (places + 2 * _is_percent(cell)))

    def _description(self, address: Address) -> Description:
        cell = self.sheet.cell(address)
        number = cell.number
        blank = cell.state is not State.FIGURE
        plain = blank or (number is not None and cell.text == number.text)
        return Description(
            self.sheet.name(address),
            self.sheet.place(address),
            cell.span if plain and not cell.filled else None,
            cell.text,
            _is_percent(cell),
        )

    # ── the system ───────────────────────────────────────────────────────────────────────────────

    def _unknown(self, stated: Stated) -> int:
        self.out.stated.append(stated)
        return len(self.out.stated) - 1

    def _residual(self, made: Linear) -> Exact:
        stated = self.out.stated
        values = [c * stated[index].figure.value for index, c in made.terms.items()]
        return simplest(sum(values) + made.constant)

    def _relate(
        self,
        made: Linear,
        key: Key,
        name: Naming,
        span: Span,
        high: "Exact | None" = 0,
    ) -> None:
        end = None if high is None else made.room
        self._keep(Relation(made.terms, self._residual(made), -made.room, end, key, name, span))

    def _keep(self, relation: Relation) -> None:
        # What names no stated figure says nothing of one; a form's own fault is told elsewhere.
        if relation.terms or not relation.holds:
            self.out.relations.append(relation)


def _of_prose(tie: Tie) -> Description:
    return Description(rules.IN_PROSE, tie.span, tie.typed, tie.text)


def _is_percent(cell: Cell) -> bool:
    number = cell.number
    return cell.type.kind is Kind.PERCENT or (number is not None and number.percent)


def _room(figure: Figure) -> Exact:
    return 0 if figure.low is figure.value else figure.high - figure.value
