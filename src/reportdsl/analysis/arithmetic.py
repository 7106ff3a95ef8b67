"""Give every cell its value, in the order in which they depend on one another."""

from collections.abc import Collection, Iterable

from reportdsl.analysis import spell
from reportdsl.analysis.cells import value as value_of
from reportdsl.analysis.evaluate import Impossible, circular, in_order
from reportdsl.analysis.plan import Plan
from reportdsl.analysis.sheet import Sheet
from reportdsl.analysis.verify import tell_impossible, verify, verify_blank
from reportdsl.diagnostics.diagnostic import diagnose
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.diagnostics.rules import expressions, tables
from reportdsl.model.axis import WHOLE, Kind
from reportdsl.model.formula import Address, CellRef, Terms, references, row_addresses
from reportdsl.model.report import Cell, CellRule, State
from reportdsl.model.value import FAULTY, Faulty, Figure, Value, exact, rounded

_ORDERS = 64
"""How many orders of one set of tables are remembered."""
# A tuple, for a member of an enumeration is told by identity sooner than by its hash.
_COMPUTED = (State.OPEN, State.FORMULA)


def evaluate(sheet: Sheet, plan: Plan | None = None) -> None:
    """Fill in the values of a sheet's cells and report what does not come out as stated."""
    _take(sheet)
    stated = _stated(sheet)
    sums = plan.sums if plan is not None and sheet.rules is plan.rules else {}
    for item in _order(sheet, stated, plan):
        if isinstance(item, Address):
            if not (item in sums and _add_up(sheet, item, sums[item])):
                _compute(sheet, item)
                sheet.rough = sheet.rough or _is_rough(sheet.values.cells.get(item))
        else:
            named = [(sheet.name(a), sheet.place(a)) for a in item]
            sheet.found.append(circular(named))
            sheet.values.cells.update(dict.fromkeys(item, FAULTY))
            sheet.failed.update(item)


def reckon(sheet: Sheet, doubted: Collection[Address], plan: Plan | None = None) -> None:
    """Fill in the values of a sheet's cells, verifying none; those that are doubted are faulty."""
    _take(sheet)
    sheet.values.cells.update(dict.fromkeys(doubted, FAULTY))
    stated = _stated(sheet)
    for item in _order(sheet, stated, plan):
        if not isinstance(item, Address):
            sheet.values.cells.update(dict.fromkeys(item, FAULTY))
        elif item not in stated and item not in doubted:
            _compute(sheet, item)


def _stated(sheet: Sheet) -> set[Address]:
    """Return the cells that are stated although a rule computes them."""
    computed = {*sheet.rules, *sheet.formulas, *sheet.unresolved}
    return {a for a in computed if sheet.cell(a).state not in _COMPUTED}


def _is_rough(value: Value) -> bool:
    return type(value) is Figure and value.low is not value.value


def _add_up(sheet: Sheet, address: Address, sums: tuple[Terms, ...]) -> bool:
    """Give an open cell the sum of counts that all its rules come to, or tell that it is not so."""
    cell = sheet.cell(address)
    if (
        cell.state is not State.OPEN
        or cell.type.kind is not Kind.COUNT
        or sheet.rough
        or address in sheet.unresolved
    ):
        return False
    totals = {sheet.values.whole(terms) for terms in sums}
    total = totals.pop()
    if totals or total is None or total < 0:
        return False
    sheet.values.cells[address] = exact(total)
    return True


def _take(sheet: Sheet) -> None:
    """Give the stated cells their values, and none to the others."""
    values = sheet.values.cells
    alike: dict[int, list[Value]] = {}
    for t, table in enumerate(sheet.tables):
        for b, band in enumerate(table.bands):
            if b in table.omitted_bands:
                continue
            for r, line in enumerate(band.cells):
                addresses = row_addresses(t, b, r, len(line))
                # Rows that 其余 fills hold the same cells.
                known = alike.get(id(line))
                if known is None:
                    known = _row(sheet, addresses, line)
                    # The decimals of other figures are those of their column.
                    if all(cell.type.exact for cell in line):
                        alike[id(line)] = known
                values.update(zip(addresses, known, strict=True))


def _row(sheet: Sheet, addresses: tuple[Address, ...], line: tuple[Cell, ...]) -> list[Value]:
    """Return the values of a row's stated cells, and None for the others."""
    found: list[Value] = []
    for address, cell in zip(addresses, line, strict=True):
        value = None if cell.state in _COMPUTED else stated_value(sheet, address, cell)
        sheet.rough = sheet.rough or _is_rough(value)
        found.append(value)
    return found


def _order(
    sheet: Sheet, stated: set[Address], plan: Plan | None
) -> "Iterable[Address | list[Address]]":
    """Return the computed cells in the order in which they depend on one another."""
    asked: Iterable[Address] = sheet.rules
    if sheet.formulas:
        asked = sorted({*sheet.rules, *sheet.formulas})
    elif plan is not None and sheet.rules is plan.rules:
        key = frozenset(stated.intersection(sheet.rules))
        order = plan.orders.get(key)
        if order is None:
            if len(plan.orders) > _ORDERS:
                plan.orders.clear()
            order = plan.orders[key] = tuple(in_order(_needs(sheet, asked, stated), stated))
        return order
    needs = _needs(sheet, asked, stated)
    for address in sheet.unresolved:
        if address not in needs and address not in stated:
            sheet.values.cells[address] = FAULTY
    return in_order(needs, stated)


def _needs(
    sheet: Sheet, asked: Iterable[Address], stated: set[Address]
) -> dict[Address, tuple[CellRef, ...]]:
    """Return the cells that each computed cell rests on."""
    out: dict[Address, tuple[CellRef, ...]] = {}
    for address in asked:
        rules_of = sheet.rules.get(address, ())
        needed = [r.formula for r in rules_of if address in stated or not r.only_stated]
        if address in sheet.formulas:
            needed.append(sheet.formulas[address])
        if needed:
            out[address] = tuple(r for formula in needed for r in references(formula))
    return out


def stated_value(sheet: Sheet, address: Address, cell: Cell) -> "Value":
    """Return what a cell states: with the room of its rounding where it is a figure."""
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
            verify(sheet, address, own, tuple(r for r in rules_of if not r.only_stated))
        return
    if cell.state is State.OPEN:
        asked = [rule for rule in rules_of if not rule.only_stated]
        if asked:
            sheet.values.cells[address] = _open(sheet, address, asked)
        return
    value = sheet.values.cells[address]
    if isinstance(value, Figure):
        verify(sheet, address, value, rules_of)
    elif value is None:
        verify_blank(sheet, address, rules_of)


def _own(sheet: Sheet, address: Address) -> Value:
    formula = sheet.formulas.get(address)
    if formula is None:
        return FAULTY
    try:
        return _in_range(sheet, address, sheet.values.result(formula))
    except Impossible as impossible:
        tell_impossible(sheet, address, impossible, None)
        return FAULTY


def _open(sheet: Sheet, address: Address, asked: list[CellRule]) -> Value:
    """Return what the form makes of a cell; where two sums give it they must agree."""
    results: list[Value] = []
    for rule in asked:
        try:
            results.append(sheet.values.result(rule.formula))
        except Impossible as impossible:
            tell_impossible(sheet, address, impossible, rule)
            return FAULTY
    figures = [r for r in results if isinstance(r, Figure)]
    if len(results) > 1 and len(figures) == len(results) and not figures[0].agrees(figures[1]):
        terms = [
            spell.equation(spell.formula(rule.formula, sheet.values), spell.result(result))
            for rule, result in zip(asked, results, strict=True)
        ]
        disagree = diagnose(
            rules.SUMS_DISAGREE,
            sheet.place(address),
            name=sheet.name(address),
            first=terms[0],
            second=terms[1],
        )
        sheet.found.append(disagree)
        sheet.told.append((disagree, address))
        sheet.failed.add(address)
        return FAULTY
    if address in sheet.unresolved or any(isinstance(r, Faulty) for r in results):
        return FAULTY
    # A sum of nothing has no figure; the other sum of the cell may have one.
    value = figures[0] if figures else next((r for r in results if r is not None), None)
    return _in_range(sheet, address, value)


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
