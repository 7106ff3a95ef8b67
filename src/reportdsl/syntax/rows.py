"""Build the lines of a table: its head, its rows cut at ``|``, renamed and omitted labels."""

import re
from typing import cast

from reportdsl.diagnostics.diagnostic import diagnose
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import exprs, keywords, nodes
from reportdsl.syntax.expressions import Slots, token_span, token_text, unquoted
from reportdsl.syntax.line import PASTED, Line, has_bar
from reportdsl.syntax.strings import CLOSING, Strings
from reportdsl.syntax.tree import Token, Tree
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

# What stands before a string that opens a cell, and before one that is a figure's own text.
_BEFORE_STRING = pattern(r" *(?:[+-]?[0-9?][^ |\"“＂]*)? *(?=[\"“＂])")
_FORMULA = pattern(" *=")
_OUTSIDE_STRINGS = pattern(r"[^|\"“＂]*")
# A cell without any of these is its own text.
_MARKS = ("\\", "=", '"', "“", "＂")
_LABEL = pattern(r"(?:[^|\\]+|\\.|\\$)*", re.DOTALL)
_ESCAPE = pattern(r'\\([{}*\[\]|"\\])')
_SEPARATOR = pattern(r"(?<! ) +[/／] +")


def unescaped(text: str) -> str:
    """Return a text with each escaped mark made the mark itself."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def path(text: str) -> tuple[str, ...]:
    """Return the levels of a label written as a path, cut at slashes with blanks around them."""
    text = text.replace("\u3000", " ")
    if "/" not in text and "／" not in text:
        return (text.strip(),)
    return tuple(part.strip() for part in _SEPARATOR.split(text))


def row(line: Line, slots: Slots) -> nodes.Row:
    """Return a row of a table; its faults go to `slots`, one for each faulty cell."""
    if not has_bar(line.folded):
        slots.report(diagnose(syntax.ROW_WITHOUT_BAR, line.whole))
    end, bounds, plain = cut(line.folded)
    named = label(line, end)
    cells = tuple(
        _plain(line, start, end) if plain else _cell(line, start, end, slots)
        for start, end in bounds
    )
    return nodes.Row(named, cells, line.whole, pasted=line.word == PASTED)


def cut(folded: str) -> tuple[int, list[tuple[int, int]], bool]:
    """Return where the label of a row ends, where each of its cells begins and ends.

    With these, whether no cell needs the grammar: most rows are figures.
    """
    end = label_end = _label_end(folded)
    plain = is_plain(folded[end:])
    strings = Strings(folded)
    bounds: list[tuple[int, int]] = []
    while end + 1 < len(folded):
        start = end + 1
        end = _bar(folded, start) if plain else _cell_end(folded, start, strings)
        bounds.append((start, end))
    return label_end, bounds, plain


def _label_end(folded: str) -> int:
    if "\\" not in folded:
        return _bar(folded, 0)
    match = _LABEL.match(folded)
    return match.end() if match else 0


def _cell_end(folded: str, start: int, strings: Strings) -> int:
    """Return where a cell ends: at the next bar that no backslash escapes.

    A bar inside a string that opens the cell, a figure's own text or a formula's is no end.
    """
    opening = _BEFORE_STRING.match(folded, start)
    if opening is not None:
        end = strings.end(opening.end())
        bar = None if end is None else strings.bar(end)
        if bar is not None:
            return bar
    formula = _FORMULA.match(folded, start)
    end = None if formula is None else _formula_end(folded, formula.end(), strings)
    if end is None:
        match = _LABEL.match(folded, start)
        end = match.end() if match else start
    return end


def _formula_end(folded: str, start: int, strings: Strings) -> int | None:
    """Return where a formula ends, or None where a string in it does not."""
    at: int | None = start
    while at is not None:
        match = _OUTSIDE_STRINGS.match(folded, at)
        at = match.end() if match else at
        if at == len(folded) or folded[at] == "|":
            return at
        at = strings.end(at)
    return None


def _bar(folded: str, start: int) -> int:
    """Return the place of the next bar, or the end."""
    bar = folded.find("|", start)
    return len(folded) if bar < 0 else bar


def label(line: Line, end: int) -> nodes.RowLabel:
    """Return the label of a row, which ends at a place."""
    written = line.text[:end].rstrip(" \t\u3000\u00a0")
    folded = line.folded[: len(written)]
    span = line.span(0, len(written))
    rest = keywords.word(folded) == "rest"
    escaped_rest = folded.startswith("\\") and keywords.word(folded[1:]) == "rest"
    if escaped_rest or folded.startswith(("\\#", "\\@", "\\/")):
        written = written[1:]
    text = unescaped(written)
    return nodes.RowLabel(text, path(text), rest, span)


def is_plain(folded: str) -> bool:
    """Tell whether a cell, or several, may be read without the grammar."""
    return not any(mark in folded for mark in _MARKS)


def _plain(line: Line, start: int, end: int) -> nodes.Cell:
    """Return a cell in which no mark is, as the grammar would read it."""
    written = line.folded[start:end]
    text = written.lstrip(" ")
    if not text:
        return nodes.EmptyCell(line.span(start, end))
    start = end - len(text)
    end = start + len(text.rstrip(" "))
    return nodes.StatedCell(line.text[start:end], None, line.span(start, end))


def _cell(line: Line, start: int, end: int, slots: Slots) -> nodes.Cell:
    if is_plain(line.folded[start:end]):
        return _plain(line, start, end)
    slot = line.part(start, end)
    span = slot.whole
    if slot.folded[0] in CLOSING and Strings(slot.folded).end(0) is None:
        slots.report(diagnose(syntax.UNCLOSED_QUOTE, slot.span(0, 1)))
        return nodes.BadCell(span)
    tree = slots.parse("cell", slot, syntax.BAD_CELL)
    if tree is None:
        return nodes.BadCell(span)
    first = tree.children[0]
    if isinstance(first, Tree):
        operands = first.children[1:]
        return nodes.FormulaCell(slots.build(operands[0], slot) if operands else None, span)
    text = token_text(first, slot)
    if first.type == "CELL_STRING":
        return nodes.StatedCell("", text[1:-1], span)
    if first.type == "CELL_TEXT":
        return nodes.StatedCell(unescaped(text), None, span)
    quoted = token_text(cast("Token", tree.children[1]), slot)
    return nodes.StatedCell(text, quoted[1:-1], span)


def table_head(line: Line, slots: Slots) -> tuple[str, str | None, exprs.Expr | None, Span] | None:
    """Return a table's name, its form's, and what it is computed from, or None after a fault."""
    tree = slots.parse("table_head", line, syntax.BAD_DIRECTIVE, line.word)
    if tree is None:
        return None
    *names, _, expression = tree.children
    tokens = [cast("Token", t) for t in names]
    rollup = slots.build(expression, line) if expression is not None else None
    form = unquoted(token_text(tokens[0], line)) if len(tokens) > 1 else None
    name = unquoted(token_text(tokens[-1], line))
    return name, form, rollup, token_span(tokens[-1], line)


def rename(line: Line, slots: Slots) -> nodes.Rename | None:
    """Return a label's other text, or None after a fault."""
    tree = slots.parse("rename", line, syntax.BAD_DIRECTIVE, line.word)
    if tree is None:
        return None
    axis, target, text = cast("list[Token]", tree.children)
    shown = unescaped(unquoted(token_text(text, line)))
    return nodes.Rename(_target(axis, target, line), shown, line.whole)


def omit(line: Line, slots: Slots) -> nodes.Omit | None:
    """Return what is left out, or None after a fault."""
    tree = slots.parse("omit", line, syntax.BAD_DIRECTIVE, line.word)
    if tree is None:
        return None
    axis, target = cast("list[Token]", tree.children)
    return nodes.Omit(_target(axis, target, line), line.whole)


def _target(axis: Token | None, target: Token, line: Line) -> nodes.Target:
    written = token_text(target, line)
    text = unescaped(unquoted(written))
    narrowed = keywords.axis(str(axis)) if axis is not None else None
    levels = (text,) if written != unquoted(written) else path(text)
    return nodes.Target(narrowed, text, levels, token_span(target, line))
