"""Give every cell its value and verify what is stated: sums and rules in the order they depend."""

from dataclasses import dataclass, field, replace

from reportdsl.analysis import spell
from reportdsl.analysis.cells import value as value_of
from reportdsl.analysis.evaluate import Impossible, Values, circular, in_order
from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Label,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.diagnostics.rules import expressions, tables
from reportdsl.diagnostics.rules.expressions import NOT_APPLICABLE
from reportdsl.model.axis import WHOLE, Kind
from reportdsl.model.formula import Address, CellRef, Formula, references
from reportdsl.model.labels import cell_name
from reportdsl.model.published import typed_decimals
from reportdsl.model.report import Cell, CellRule, Equation, State, Table
from reportdsl.model.value import FAULTY, Faulty, Figure, Value, rounded
from reportdsl.text.source import Span


@dataclass(slots=True)
class Sheet:
    """The cells of a report with what computes them, and what came of it."""

    tables: tuple[Table, ...]
    rules: dict[Address, tuple[CellRule, ...]]
    formulas: dict[Address, Formula]
    unresolved: set[Address]
    """Cells whose rule or formula has a fault that is told already."""
    values: Values = field(default_factory=Values)
    equations: list[Equation] = field(default_factory=list)
    failed: set[Address] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)
    stopped: bool = False
    _decimals: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def cell(self, address: Address) -> Cell:
        """Return the cell at an address."""
        return self.tables[address.table].bands[address.band].cells[address.row][address.column]

    def name(self, address: Address) -> str:
        """Return how messages call a cell."""
        band = self.tables[address.table].bands[address.band]
        return cell_name(band, address.row, address.column)

    def place(self, address: Address) -> Span:
        """Return where a cell stands: itself, else its row, else its table's head."""
        table = self.tables[address.table]
        span = self.cell(address).span
        return span or table.row_spans.get((address.band, address.row)) or table.name_span

    def decimals(self, address: Address) -> int:
        """Return the decimals to which figures in a cell's column are rounded.

        Where the form leaves them open, the most that are typed in the column.
        """
        cell = self.cell(address)
        if cell.type.exact:
            return 0
        if cell.type.decimals is not None:
            return cell.type.decimals
        key = (address.table, address.band, address.column)
        if key not in self._decimals:
            band = self.tables[address.table].bands[address.band]
            self._decimals[key] = typed_decimals(band, address.column)
        return self._decimals[key]


def evaluate(sheet: Sheet) -> None:
    """Fill in the values of a sheet's cells and report what does not come out as stated."""
    computed: dict[Address, tuple[CellRef, ...]] = {}
    stated: set[Address] = set()
    for address, cell in _all(sheet.tables):
        if cell.state is State.OPEN or cell.state is State.FORMULA:
            sheet.values.cells[address] = None
        else:
            sheet.values.cells[address] = _stated(sheet, address, cell)
            stated.add(address)
        rules_of = sheet.rules.get(address, ())
        needed = [r.formula for r in rules_of if address in stated or not r.only_stated]
        if address in sheet.formulas:
            needed.append(sheet.formulas[address])
        if needed:
            computed[address] = tuple(r for formula in needed for r in references(formula))
        elif address in sheet.unresolved and address not in stated:
            sheet.values.cells[address] = FAULTY
    for item in in_order(computed, stated):
        if isinstance(item, list):
            named = [(sheet.name(a), sheet.place(a)) for a in item]
            sheet.found.append(circular(named))
            sheet.values.cells.update(dict.fromkeys(item, FAULTY))
            sheet.failed.update(item)
        else:
            _compute(sheet, item)


def _all(tables_: tuple[Table, ...]) -> "list[tuple[Address, Cell]]":
    return [
        (Address(t, b, r, c), cell)
        for t, table in enumerate(tables_)
        for b, band in enumerate(table.bands)
        for r, line in enumerate(band.cells)
        for c, cell in enumerate(line)
        if b not in table.omitted_bands
    ]


def _stated(sheet: Sheet, address: Address, cell: Cell) -> "Value":
    match cell.state:
        case State.FIGURE if cell.number is not None:
            value = value_of(cell.number, cell.type)
            percent = cell.number.percent or cell.type.kind is Kind.PERCENT
            return rounded(value, sheet.decimals(address), percent=percent)
        case State.NONE:
            return None
        case State.TEXT:
            return cell.date or cell.text
        case _:
            return FAULTY


def _compute(sheet: Sheet, address: Address) -> None:
    """Work one cell out, or verify what is stated in it."""
    cell = sheet.cell(address)
    rules_of = sheet.rules.get(address, ())
    if sheet.stopped:
        sheet.values.cells[address] = FAULTY
        return
    if cell.state is State.FORMULA:
        own = _own(sheet, address)
        sheet.values.cells[address] = own
        if isinstance(own, Figure):
            # What is labelled 合计 in a plain table is a sum only where it is stated.
            _verify(sheet, address, own, tuple(r for r in rules_of if not r.only_stated))
        return
    if cell.state is State.OPEN:
        asked = [rule for rule in rules_of if not rule.only_stated]
        if asked:
            sheet.values.cells[address] = _open(sheet, address, asked)
        return
    value = sheet.values.cells[address]
    if isinstance(value, Figure):
        _verify(sheet, address, value, rules_of)
    elif value is None:
        for rule in rules_of:
            _verify_blank(sheet, address, rule)


def _own(sheet: Sheet, address: Address) -> Value:
    formula = sheet.formulas.get(address)
    if formula is None:
        return FAULTY
    try:
        return _in_range(sheet, address, sheet.values.result(formula))
    except Impossible as impossible:
        _impossible(sheet, address, impossible, None)
        return FAULTY


def _open(sheet: Sheet, address: Address, asked: list[CellRule]) -> Value:
    """Return what the form makes of a cell; where two sums give it they must agree."""
    results: list[Value] = []
    for rule in asked:
        try:
            results.append(sheet.values.result(rule.formula))
        except Impossible as impossible:
            _impossible(sheet, address, impossible, rule)
            return FAULTY
    figures = [r for r in results if isinstance(r, Figure)]
    if len(results) > 1 and len(figures) == len(results) and not figures[0].agrees(figures[1]):
        terms = [
            spell.equation(spell.formula(rule.formula, sheet.values), spell.result(result))
            for rule, result in zip(asked, results, strict=True)
        ]
        sheet.found.append(
            diagnose(
                rules.SUMS_DISAGREE,
                sheet.place(address),
                name=sheet.name(address),
                first=terms[0],
                second=terms[1],
            )
        )
        sheet.failed.add(address)
        return FAULTY
    if address in sheet.unresolved or any(isinstance(r, Faulty) for r in results):
        return FAULTY
    # A sum of nothing has no figure; the other sum of the cell may have one.
    value = figures[0] if figures else next((r for r in results if r is not None), None)
    return _in_range(sheet, address, value)


def _impossible(
    sheet: Sheet, address: Address, impossible: Impossible, rule: CellRule | None
) -> None:
    """Report a formula that cannot be worked out, at the cell where a form's rule is at fault."""
    found = impossible.diagnostic
    sheet.failed.add(address)
    if found.rule is expressions.TOO_MUCH_WORK:
        sheet.stopped = True
    if rule is None:
        sheet.found.append(found)
        return
    label = Label(rule.span, message(expressions.RULE_HERE))
    hints = (message(NOT_APPLICABLE),) if impossible.divides_by_zero else ()
    sheet.found.append(replace(found, span=sheet.place(address), labels=(label,), hints=hints))


def _in_range(sheet: Sheet, address: Address, value: Value) -> Value:
    """Return a computed value if its cell takes it; counts are whole and not negative."""
    kind = sheet.cell(address).type
    if isinstance(value, bool):
        name, found = sheet.name(address), expressions.A_CONDITION
        sheet.found.append(
            diagnose(
                expressions.WRONG_KIND,
                sheet.place(address),
                name=name,
                found=found,
                expected=expressions.A_FIGURE,
            )
        )
        return FAULTY
    if not isinstance(value, Figure) or kind.kind not in WHOLE:
        return value
    whole = value.value.denominator == 1
    if whole and (kind.kind is not Kind.COUNT or value.value >= 0):
        return value
    expected = tables.COUNT if kind.kind is Kind.COUNT else tables.INTEGER
    sheet.failed.add(address)
    sheet.found.append(
        diagnose(
            expressions.COMPUTED_OUT_OF_RANGE,
            sheet.place(address),
            name=sheet.name(address),
            value=spell.figure(value.value),
            expected=expected,
        )
    )
    return FAULTY


# ── what is stated ───────────────────────────────────────────────────────────────────────────────


def _verify(sheet: Sheet, address: Address, stated: Figure, asked: tuple[CellRule, ...]) -> None:
    """Report a stated figure that a rule does not give; one message, whatever its rules."""
    for rule in asked:
        try:
            given = sheet.values.result(rule.formula)
        except Impossible as impossible:
            _impossible(sheet, address, impossible, rule)
            continue
        holds = stated.agrees(given) if isinstance(given, Figure) else None
        _record(sheet, address, rule, stated, given, holds=holds)
        if holds is False and isinstance(given, Figure):
            sheet.found.append(_wrong(sheet, address, stated, given, rule))
            sheet.values.cells[address] = FAULTY
            sheet.failed.add(address)
            return


def _record(
    sheet: Sheet,
    address: Address,
    rule: CellRule,
    stated: Figure,
    given: Value,
    *,
    holds: bool | None,
) -> None:
    table = sheet.tables[address.table].name
    right = spell.figure(given.value) if isinstance(given, Figure) else None
    sheet.equations.append(
        Equation(
            f"{table} / {sheet.name(address)} = {rule.text}",
            holds,
            spell.figure(stated.value),
            right,
            sheet.place(address),
        )
    )


def _wrong(
    sheet: Sheet, address: Address, stated: Figure, given: Figure, rule: CellRule
) -> Diagnostic:
    cell = sheet.cell(address)
    percent = spell.is_percent(cell.type)
    difference = stated.value - given.value
    value = spell.figure(given.value, percent=percent)
    typed = cell.number.text if cell.number else spell.figure(stated.value, percent=percent)
    terms = spell.formula(rule.formula, sheet.values, percent=percent)
    return diagnose(
        rules.WRONG_TOTAL if rule.is_sum else rules.WRONG_VALUE,
        sheet.place(address),
        label=message(rules.THE_TOTAL, value=value),
        labels=_labels(sheet, rule),
        fixes=_fixes(cell, value),
        name=sheet.name(address),
        stated=typed,
        equation=spell.equation(terms, value),
        rule=rule.text,
        relation=rules.LESS if difference < 0 else rules.MORE,
        difference=spell.figure(abs(difference), percent=percent),
    )


def _labels(sheet: Sheet, rule: CellRule) -> tuple[Label, ...]:
    """Return the places of the figures that a rule takes, zeros aside, and of the rule."""
    out = part_labels(sheet, rule.formula)
    if rule.only_stated:
        remark = message(rules.BY_NAME, name=rule.text)
    else:
        remark = message(rules.BY_SUM) if rule.is_sum else message(rules.RULE_HERE, rule=rule.text)
    return (*out, Label(rule.span, remark))


def part_labels(sheet: Sheet, formula: Formula) -> tuple[Label, ...]:
    """Return the places of the figures that a formula takes, zeros aside."""
    out: dict[Address, Label] = {}
    for reference in references(formula):
        cell = sheet.cell(reference.address)
        value = sheet.values.cells.get(reference.address)
        zero = isinstance(value, Figure) and value.value == 0
        if cell.span is not None and cell.stated and not zero:
            remark = message(rules.CELL_HERE, name=reference.name)
            out[reference.address] = Label(cell.span, remark)
    return tuple(out.values())


def _fixes(cell: Cell, value: str) -> tuple[Fix, ...]:
    plain = cell.state is State.FIGURE and cell.number and cell.text == cell.number.text
    if not plain or cell.span is None or value.startswith("≈"):
        return ()
    return (Fix(message(rules.REPLACE, value=value), (Edit(cell.span, value),)),)


def _verify_blank(sheet: Sheet, address: Address, rule: CellRule) -> None:
    """Report a computed cell that is marked as without figure while a part of it is not zero."""
    values = [sheet.values.result(r) for r in references(rule.formula)]
    parts = [v for v in values if isinstance(v, Figure)]
    if any(isinstance(v, Faulty) for v in values) or not any(p.value for p in parts):
        return
    try:
        given = sheet.values.result(rule.formula)
    except Impossible:
        return
    if not isinstance(given, Figure):
        return
    percent = spell.is_percent(sheet.cell(address).type)
    terms = spell.formula(rule.formula, sheet.values, percent=percent)
    sheet.failed.add(address)
    sheet.values.cells[address] = FAULTY
    sheet.found.append(
        diagnose(
            rules.BLANK_TOTAL,
            sheet.place(address),
            labels=_labels(sheet, rule),
            name=sheet.name(address),
            equation=spell.equation(terms, spell.figure(given.value, percent=percent)),
        )
    )
