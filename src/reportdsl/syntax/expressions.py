"""Build expressions from slots of lines: lark trees to nodes, faults to diagnostics."""

import re
from typing import cast

from reportdsl.diagnostics.diagnostic import Diagnostic, Phrase, Rule, diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import exprs, keywords
from reportdsl.syntax.grammar import ParseTree, SlotFault, parse_slot
from reportdsl.syntax.line import Line, shortened
from reportdsl.syntax.lines import MAX_DEPTH
from reportdsl.syntax.strings import CLOSING, Strings
from reportdsl.syntax.tree import Token, Tree
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

ARITY: dict[str, tuple[int, int]] = {
    "sum": (1, 1000),
    "max": (1, 1000),
    "min": (1, 1000),
    "abs": (1, 1),
    "round": (2, 2),
    "if": (3, 3),
    "growth": (2, 2),
    "date": (3, 3),
    "rollup": (1, 1),
}
"""How many arguments each function takes, at least and at most."""

_WITH_EXPRESSIONS = frozenset(
    {"interpolation", "expression", "check", "sentence", "node", "table_head"}
)
_COMPARISONS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
_PIECE = pattern(r'[()+-]|["＂“]|[^ ()+\-"＂“]+')
_BRACKETED = frozenset({"group", "call"})
"""Trees that end in a bracket."""
_PREFIX = pattern(r"[(+-]|非|not", re.IGNORECASE)
"""What an operand goes on behind, any number of times."""


class Slots:
    """Parse slots of one source and gather their faults."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a finding."""
        self.diagnostics.append(diagnostic)

    def parse(self, start: str, line: Line, rule: Rule, word: str = "") -> ParseTree | None:
        """Return the tree of a slot, or None after reporting what is wrong in it."""
        with_names = _holds_expression(start, line.folded)
        depth = _too_deep(line.folded) if with_names else None
        if depth is not None:
            offset, level = depth
            span = line.span(offset, offset + 1)
            self.report(diagnose(syntax.NESTED_TOO_DEEP, span, depth=level, limit=MAX_DEPTH))
            return None
        try:
            return parse_slot(start, line.folded)
        except SlotFault as fault:
            hints = _name_hints(fault, line.folded) if with_names else ()
            self.report(_fault(fault, line, rule, word, hints))
            return None

    def expression(self, line: Line) -> exprs.Expr | None:
        """Return the expression that a slot holds, or None after reporting its faults."""
        tree = self.parse("expression", line, syntax.BAD_EXPRESSION)
        return None if tree is None else self.build(tree, line)

    def build(self, tree: "ParseTree | Token", line: Line) -> exprs.Expr:
        """Return the expression of a tree whose offsets count from the start of a slot."""
        assert isinstance(tree, Tree)
        span = line.span(*extent(tree, line.folded))
        children = tree.children
        match tree.data:
            case "number":
                return exprs.Number(str(children[0]), span)
            case "date":
                return exprs.Date(str(children[0]), span)
            case "group":
                return self.build(children[0], line)
            case "reference":
                return exprs.Reference(tuple(_part(cast("Token", c), line) for c in children), span)
            case "call":
                return self._call(tree, line)
            case "signed":
                sign = -1 if str(children[0]) == "-" else 1
                return exprs.Sum(((sign, self.build(children[1], line)),), span)
            case "sum":
                signs = ["+", *children[1::2]]
                operands = [self.build(c, line) for c in children[::2]]
                terms = zip([-1 if str(s) == "-" else 1 for s in signs], operands, strict=True)
                return exprs.Sum(tuple(terms), span)
            case "product":
                marks = ["*", *children[1::2]]
                operands = [self.build(c, line) for c in children[::2]]
                factors = zip([str(m) in "/÷" for m in marks], operands, strict=True)
                return exprs.Product(tuple(factors), span)
            case "compare":
                mark = str(children[1])
                left, right = self.build(children[0], line), self.build(children[2], line)
                return exprs.Comparison(_COMPARISONS.get(mark, mark), left, right, span)
            case "not_":
                return exprs.Logical("not", (self.build(children[1], line),), span)
            case _:
                operands = [self.build(c, line) for c in children[::2]]
                return exprs.Logical("and" if tree.data == "all" else "or", tuple(operands), span)

    def _call(self, tree: ParseTree, line: Line) -> exprs.Expr:
        name = cast("Token", tree.children[0])
        arguments = tuple(self.build(c, line) for c in tree.children[1:] if c is not None)
        function = keywords.function(str(name))
        span = token_span(name, line)
        if function is None:
            self.report(diagnose(syntax.UNKNOWN_FUNCTION, span, name=str(name)))
        elif not ARITY[function][0] <= len(arguments) <= ARITY[function][1]:
            least, most = ARITY[function]
            phrase = syntax.NEEDS_ARGUMENTS if least == most else syntax.NEEDS_AT_LEAST
            problem = message(phrase, name=str(name), count=least)
            self.report(diagnose(syntax.BAD_EXPRESSION, span, problem=problem))
        return exprs.Call(function or str(name), arguments, line.span(*extent(tree, line.folded)))


def extent(tree: "ParseTree | Token", folded: str) -> tuple[int, int]:
    """Return where what a tree of a slot stands for begins and ends, its brackets included."""
    return _start(tree, folded), _end(tree, folded)


def _start(tree: "ParseTree | Token", folded: str) -> int:
    opened = 0
    while isinstance(tree, Tree):
        opened += tree.data == "group"
        tree = next(c for c in tree.children if c is not None)
    start = tree.start_pos or 0
    # A tree does not hold its brackets; between them and what they hold are blanks alone.
    for _ in range(opened):
        start = folded.rindex("(", 0, start)
    return start


def _end(tree: "ParseTree | Token", folded: str) -> int:
    closed = 0
    while isinstance(tree, Tree):
        closed += tree.data in _BRACKETED
        tree = next(c for c in reversed(tree.children) if c is not None)
    end = _edges(tree)[1]
    for _ in range(closed):
        end = folded.index(")", end) + 1
    return end


def _edges(token: Token) -> tuple[int, int]:
    start = token.start_pos or 0
    return start, start + len(token.rstrip(" "))


def token_span(token: Token, line: Line) -> Span:
    """Return the place of a token, trailing blanks aside."""
    return line.span(*_edges(token))


def token_text(token: Token, line: Line) -> str:
    """Return what the author wrote for a token, trimmed, quotation marks as they stand."""
    start, end = _edges(token)
    return line.text[start:end]


def unquoted(text: str) -> str:
    """Return a text without the quotation marks around all of it."""
    closing = CLOSING.get(text[:1])
    return text[1:-1] if closing and text.find(closing, 1) == len(text) - 1 > 0 else text


def _part(token: Token, line: Line) -> exprs.Part:
    if token.type != "STRING":
        # As folded, for a keyword may be typed in full-width letters.
        return exprs.Part(str(token), quoted=False, span=token_span(token, line))
    return exprs.Part(unquoted(token_text(token, line)), quoted=True, span=token_span(token, line))


def _holds_expression(start: str, folded: str) -> bool:
    """Tell whether a slot holds an expression, in which brackets nest, and not words alone."""
    return folded.startswith("=") if start == "cell" else start in _WITH_EXPRESSIONS


def _too_deep(folded: str) -> tuple[int, int] | None:
    """Return where brackets outside quotes nest deeper than the limit, and how deep they go."""
    if len(folded) <= MAX_DEPTH or len(_PREFIX.findall(folded)) <= MAX_DEPTH:
        return None
    depth = deepest = signs = 0
    place = None
    strings = Strings(folded)
    piece = _PIECE.search(folded)
    while piece is not None:
        mark = piece[0]
        signs = signs + 1 if mark != "(" and _PREFIX.fullmatch(mark) else 0
        depth += {"(": 1, ")": -1}.get(mark, 0)
        deepest = max(deepest, depth + signs)
        if depth + signs > MAX_DEPTH and place is None:
            place = piece.start()
        end = strings.end(piece.start()) if mark in CLOSING else None
        piece = _PIECE.search(folded, piece.end() if end is None else end)
    return None if place is None else (place, deepest)


def _fault(
    fault: SlotFault, line: Line, rule: Rule, word: str, hints: tuple[Phrase, ...]
) -> Diagnostic:
    """Return the finding for a slot that does not parse."""
    text = line.folded
    quote = Strings(text).unclosed()
    if quote is not None:
        return diagnose(syntax.UNCLOSED_QUOTE, line.span(quote, quote + 1))
    if not fault.found:
        problem = message(syntax.INCOMPLETE if text else syntax.NEEDS_ARGUMENT)
    elif _is_comparison(fault.found):
        problem = message(syntax.NO_CHAIN)
    else:
        problem = message(syntax.UNEXPECTED, found=_found(fault, line))
    end = min(fault.offset + max(len(fault.found.rstrip()), 1), len(text))
    span = line.span(min(fault.offset, end), end)
    shown = tuple(message(h) for h in hints)
    return diagnose(rule, span, hints=shown, problem=problem, word=word)


def _name_hints(fault: SlotFault, text: str) -> tuple[Phrase, ...]:
    """Return how names are written, where letters or digits stand that do not fit."""
    if not (fault.found and fault.offset):
        return ()
    before, found = text[fault.offset - 1], fault.found[0]
    if not (found.isalnum() or before.isdigit()) or _is_comparison(fault.found):
        return ()
    return (syntax.JOIN_NAMES if before == " " and found.isalpha() else syntax.QUOTE_NAMES,)


def _is_comparison(found: str) -> bool:
    return found in "=≠≤≥<>!" or found in _COMPARISONS


def _found(fault: SlotFault, line: Line) -> str:
    return shortened(line.text[fault.offset : fault.offset + len(fault.found)].strip())
