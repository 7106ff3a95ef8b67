"""Verify what is stated in cells that the form or the author computes, and say what differs."""

from dataclasses import replace

from reportdsl.analysis import spell
from reportdsl.analysis.evaluate import Impossible
from reportdsl.analysis.sheet import Sheet, part_labels
from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Label,
    Message,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import arithmetic as rules
from reportdsl.diagnostics.rules import expressions
from reportdsl.model.axis import CellType
from reportdsl.model.formula import Address, references
from reportdsl.model.report import Cell, CellRule, Equation, State
from reportdsl.model.value import FAULTY, Faulty, Figure, Value
from reportdsl.text.numerals import fixed, round_half_up


def verify(sheet: Sheet, address: Address, stated: Figure, asked: tuple[CellRule, ...]) -> None:
    """Report a stated figure that a rule does not give; one message, whatever its rules."""
    for rule in asked:
        try:
            given = sheet.values.result(rule.formula)
        except Impossible as impossible:
            tell_impossible(sheet, address, impossible, rule)
            continue
        holds = stated.agrees(given) if isinstance(given, Figure) else None
        _record(sheet, address, rule, stated, given, holds=holds)
        if holds is False and isinstance(given, Figure):
            wrong = _wrong(sheet, address, stated, given, rule)
            sheet.found.append(wrong)
            sheet.told.append((wrong, address))
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


def _equation(rule: CellRule, terms: str, value: str) -> Message:
    """Return what a rule adds up and what it comes to; of a single term only the latter."""
    if terms != value:
        return message(rules.EQUATION, equation=spell.equation(terms, value))
    return message(rules.SUM_IS if rule.is_sum else rules.IT_IS, value=value)


def _wrong(
    sheet: Sheet, address: Address, stated: Figure, given: Figure, rule: CellRule
) -> Diagnostic:
    cell = sheet.cell(address)
    percent = spell.is_percent(cell.type)
    difference = stated.value - given.value
    value = spell.figure(given.value, percent=percent)
    typed = cell.number.text if cell.number else spell.figure(stated.value, percent=percent)
    terms = spell.formula(rule.formula, sheet.values, percent=percent)
    expected = _expected(cell.type, given) or value
    return diagnose(
        rules.WRONG_TOTAL if rule.is_sum else rules.WRONG_VALUE,
        sheet.place(address),
        label=message(rules.THE_TOTAL, value=expected),
        labels=_labels(sheet, rule),
        fixes=_fixes(cell, expected),
        name=sheet.name(address),
        stated=typed,
        equation=_equation(rule, terms, value),
        rule=rule.text,
        relation=rules.LESS if difference < 0 else rules.MORE,
        difference=spell.figure(abs(difference), percent=percent),
    )


def _expected(kind: CellType, given: Figure) -> str | None:
    """Return a figure with the decimals of its column, None where that has none or too few."""
    if not kind.decimals:
        return None
    percent = spell.is_percent(kind)
    shown = given.value * 100 if percent else given.value
    # Figures of other columns are rounded to these decimals, and agree when they are.
    if kind.exact and round_half_up(shown, kind.decimals) != shown:
        return None
    return fixed(given.value, kind.decimals, percent=percent)


def _labels(sheet: Sheet, rule: CellRule) -> tuple[Label, ...]:
    """Return the places of the figures that a rule takes, zeros aside, and of the rule."""
    out = part_labels(sheet, rule.formula)
    if rule.only_stated:
        remark = message(rules.BY_NAME, name=rule.text)
    else:
        remark = message(rules.BY_SUM) if rule.is_sum else message(rules.RULE_HERE, rule=rule.text)
    return (*out, Label(rule.span, remark))


def _fixes(cell: Cell, value: str) -> tuple[Fix, ...]:
    plain = cell.state is State.FIGURE and cell.number and cell.text == cell.number.text
    if not plain or cell.span is None or value.startswith("≈"):
        return ()
    return (Fix(message(rules.REPLACE, value=value), (Edit(cell.span, value),)),)


def verify_blank(sheet: Sheet, address: Address, asked: tuple[CellRule, ...]) -> None:
    """Report a computed cell that is marked as without figure while a part of it is not zero.

    One message, whatever its rules.
    """
    for rule in asked:
        if _is_not_blank(sheet, address, rule):
            return


def _is_not_blank(sheet: Sheet, address: Address, rule: CellRule) -> bool:
    """Tell whether a rule gives a cell a figure and not only zeros, and report it if so."""
    values = [sheet.values.result(r) for r in references(rule.formula)]
    parts = [v for v in values if isinstance(v, Figure)]
    if any(isinstance(v, Faulty) for v in values) or not any(p.value for p in parts):
        return False
    try:
        given = sheet.values.result(rule.formula)
    except Impossible:
        return False
    if not isinstance(given, Figure):
        return False
    percent = spell.is_percent(sheet.cell(address).type)
    terms = spell.formula(rule.formula, sheet.values, percent=percent)
    sheet.failed.add(address)
    sheet.values.cells[address] = FAULTY
    blank = diagnose(
        rules.BLANK_TOTAL,
        sheet.place(address),
        labels=_labels(sheet, rule),
        name=sheet.name(address),
        equation=_equation(rule, terms, spell.figure(given.value, percent=percent)),
    )
    sheet.found.append(blank)
    sheet.told.append((blank, address))
    return True


def tell_impossible(
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
    hints = (message(expressions.NOT_APPLICABLE),) if impossible.divides_by_zero else ()
    sheet.found.append(replace(found, span=sheet.place(address), labels=(label,), hints=hints))
