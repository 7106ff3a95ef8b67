"""Finish the prose: put values in the place of braces, and verify those that are tied."""

from reportdsl.analysis import spell
from reportdsl.analysis.evaluate import Impossible, kind_of
from reportdsl.analysis.naming import called
from reportdsl.analysis.resolve import Resolver, Unresolved
from reportdsl.analysis.scope import Scope
from reportdsl.analysis.sentences import KnownSentences
from reportdsl.analysis.sheet import Sheet, Tie, cell_labels
from reportdsl.analysis.ties import tied, typed_figure
from reportdsl.diagnostics.diagnostic import (
    Edit,
    Fix,
    Phrase,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import arithmetic, expressions
from reportdsl.model.formula import CellRef, Constant, Formula
from reportdsl.model.published import figure_text
from reportdsl.model.report import Equation, Run
from reportdsl.model.value import Faulty, Figure, Value, difference, is_date
from reportdsl.syntax import exprs, keywords, nodes
from reportdsl.text.numerals import (
    chinese,
    chinese_date,
    exact_decimal,
    financial,
    fixed,
    magnitude,
)
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

_SHAPE = pattern(r"(,?)(?:\.([0-9]+))?([f%]?)")


class Narrator:
    """Finishes the prose of one report."""

    def __init__(self, sheet: Sheet, scope: Scope, *, ties: bool) -> None:
        self.sheet = sheet
        self.scope = scope
        self.sentences = KnownSentences(sheet, scope, ties=ties)

    def runs(self, content: tuple[nodes.Inline, ...]) -> tuple[Run, ...]:
        """Return finished runs for a line of prose; faults go to the sheet's findings."""
        out: list[Run] = []
        for item in content:
            if isinstance(item, nodes.Text):
                out.append(Run(item.text, item.bold, item.href))
            elif (text := self._value(item)) is not None:
                out.append(Run(text, item.bold, item.href))
        self.sentences.take(content)
        return tuple(out)

    # ── braces ───────────────────────────────────────────────────────────────────────────────────

    def _value(self, item: nodes.Interpolation) -> str | None:
        if item.expression is None:
            return None
        resolver = Resolver(self.scope, self.sheet.found)
        tie = tied(item.expression)
        try:
            if tie is not None:
                return self._tied(item, tie, resolver)
            formula = resolver.scalar(item.expression, text=True)
            return self._shown(formula, self.sheet.values.result(formula), item)
        except Unresolved:
            return None
        except Impossible as impossible:
            self.sheet.found.append(impossible.diagnostic)
            return None

    def _tied(
        self, item: nodes.Interpolation, tie: exprs.Comparison, resolver: Resolver
    ) -> str | None:
        typed = typed_figure(tie.left)
        left_formula = None if typed else resolver.scalar(tie.left, text=True)
        formula = resolver.scalar(tie.right, text=True)
        if typed is not None:
            left: Value = typed[0]
            text = typed[1] if item.format is None else self._formatted(left, item)
        else:
            assert left_formula is not None
            left = self.sheet.values.result(left_formula)
            text = self._shown(left_formula, left, item)
        right = self.sheet.values.result(formula)
        place = tie.left.span if typed is not None else None
        self._verify(item, left, right, formula, text or "", place)
        return text

    def _verify(
        self,
        item: nodes.Interpolation,
        left: Value,
        right: Value,
        formula: Formula,
        text: str,
        typed: Span | None,
    ) -> None:
        """Report a tie that does not hold; `typed` is where a figure can be put right."""
        if right is None:
            self._no_figure(formula)
            return
        holds: bool | None = None
        if typed is not None and isinstance(left, Figure):
            self.sheet.ties.append(Tie(item.span, left, text, typed, formula))
        if isinstance(left, Figure) and isinstance(right, Figure):
            holds = left.agrees(right)
        elif not isinstance(left, Faulty | None) and not isinstance(right, Faulty):
            holds = left == right
        name = called(formula)
        shown = spell.result(right) or None
        self.sheet.equations.append(
            Equation(f"{text} = {name}", holds, spell.result(left) or None, shown, item.span)
        )
        if holds is not False:
            return
        apart = message(arithmetic.NOT_APART)
        fixes: tuple[Fix, ...] = ()
        if isinstance(left, Figure) and isinstance(right, Figure):
            percent = text.endswith("%")
            gap = spell.figure(magnitude(difference(left, right)), percent=percent)
            shown = spell.figure(right.value, percent=percent)
            apart = message(arithmetic.APART, difference=gap)
            if typed is not None and not shown.startswith("≈"):
                title = message(arithmetic.REPLACE, value=shown)
                fixes = (Fix(title, (Edit(typed, shown),)),)
        told = diagnose(
            arithmetic.TIE_FAILED,
            item.span,
            labels=cell_labels(self.sheet, formula),
            fixes=fixes,
            stated=text,
            name=name,
            value=shown or "",
            apart=apart,
        )
        self.sheet.found.append(told)
        self.sheet.told.append((told, item.span))

    def _no_figure(self, formula: Formula) -> None:
        name = called(formula)
        self.sheet.found.append(diagnose(expressions.NO_FIGURE_IN_PROSE, formula.span, name=name))

    def _shown(self, formula: Formula, value: Value, item: nodes.Interpolation) -> str | None:
        """Return the text of a value, formatted, or as its table publishes it."""
        if isinstance(value, Faulty):
            return None
        if value is None:
            self._no_figure(formula)
            return None
        if item.format is not None:
            return self._formatted(value, item)
        if isinstance(formula, CellRef):
            address = formula.address
            band = self.sheet.tables[address.table].bands[address.band]
            cell_value = self.sheet.values.cells[address]
            return figure_text(band, address.row, address.column, cell_value)
        if isinstance(formula, Constant) and formula.shown is not None:
            return formula.shown
        if isinstance(value, Figure):
            text = exact_decimal(value.value)
            if text is None:
                self._endless(item)
            return text
        if isinstance(value, bool):
            self._condition(formula, item)
            return None
        return value if isinstance(value, str) else value.isoformat()

    def _formatted(self, value: Value, item: nodes.Interpolation) -> str | None:
        shape = item.format or ""
        text: str | None = None
        if shape == "ymd":
            text = chinese_date(value) if is_date(value) else None
        elif isinstance(value, Figure):
            text = _figure(value, shape)
            # What ends as a decimal and still has no text is too large to be spelled out.
            if text is None and exact_decimal(value.value) is None:
                self._endless(item)
                return None
        if text is None:
            self._misfit(value, item, shape)
        return text

    def _endless(self, item: nodes.Interpolation) -> None:
        hints = (message(expressions.TIE_BY_FORMAT),)
        self.sheet.found.append(diagnose(expressions.ENDLESS_DECIMAL, item.span, hints=hints))

    def _misfit(self, value: Value, item: nodes.Interpolation, shape: str) -> None:
        if value is None or isinstance(value, Faulty):
            return
        found = kind_of(value)
        words = keywords.FORMATS.get(shape)
        said = Phrase(*words) if words else shape
        self.sheet.found.append(
            diagnose(expressions.FORMAT_MISFIT, item.span, format=said, found=found)
        )

    def _condition(self, formula: Formula, item: nodes.Interpolation) -> None:
        name = spell.formula(formula, self.sheet.values)
        found, expected = expressions.A_CONDITION, expressions.A_FIGURE
        self.sheet.found.append(
            diagnose(expressions.WRONG_KIND, item.span, name=name, found=found, expected=expected)
        )


def _figure(value: Figure, shape: str) -> str | None:
    if shape == "chinese":
        return chinese(value.value)
    if shape == "financial":
        return financial(value.value)
    match = _SHAPE.fullmatch(shape)
    if match is None:
        return None
    grouped, percent = bool(match[1]), match[3] == "%"
    if match[2] is not None:
        return fixed(value.value, int(match[2]), grouped=grouped, percent=percent)
    exact = exact_decimal(value.value * 100 if percent else value.value)
    if exact is None:
        return None
    places = len(exact.partition(".")[2])
    return fixed(value.value, places, grouped=grouped, percent=percent)
