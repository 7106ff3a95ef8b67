"""Parse by the tables that are made from the grammar: LALR(1), with a lexer for each state.

Trees, tokens and faults are those that lark gives for the same grammar.
"""

import re
from collections.abc import Callable

from reportdsl.syntax._tables import (
    COMMON,
    IGNORED,
    LEXERS,
    RULES,
    STARTS,
    STATES,
    SYMBOLS,
    TERMINALS,
)
from reportdsl.syntax.tree import ABSENT, Token, Tree, token

_Row = dict[str, int]
_Lexer = tuple[Callable[[str, int], re.Match[str] | None], tuple[str, ...]]
_Children = list[Tree | Token]

_END = "$END"
_ANY = 0
"""The lexer of all that expressions are made of."""
_ROOT = -1

_FEW = 3
_rows: list[_Row | None] = [None] * len(STATES)
_lexers: list[_Lexer | None] = [None] * len(LEXERS)
"""Filled as they are asked for, as a report needs few of them."""


class Parser:
    """The state of one parse, to which tokens are fed one by one."""

    __slots__ = ("_values", "states")

    def __init__(self, start: str) -> None:
        self.states = [STARTS[start]]
        self._values: _Children = []

    def feed(self, read: Token) -> bool:
        """Take a token in, or tell that it does not fit."""
        states, values, kind = self.states, self._values, read.type
        while True:
            action = (_rows[states[-1]] or _row(states[-1])).get(kind)
            if action is None:
                return False
            if action > 0:
                states.append(action)
                values.append(read)
                return True
            if action == 0:
                return True
            origin, size, data, shape = RULES[~action]
            if data is None:
                states.pop()
            else:
                children = values[len(values) - size :]
                del states[len(states) - size :], values[len(values) - size :]
                if shape is not None:
                    children = _shaped(children, shape)
                values.append(Tree(data, children))
            states.append((_rows[states[-1]] or _row(states[-1]))[origin])

    def finish(self) -> Tree | None:
        """Return the tree of all that was fed, or None if more was expected."""
        if not self.feed(token(_END, "", 0)):
            return None
        tree = self._values[-1]
        assert isinstance(tree, Tree)
        return tree


def parse(start: str, text: str) -> Tree | tuple[int, str]:
    """Return the tree of a text, or where it goes wrong and what stands there.

    Nothing stands at the end of the text, where more was expected.
    """
    parser = Parser(start)
    states = parser.states
    at, size = 0, len(text)
    while at < size:
        kind, end = _lexed(states[-1], text, at)
        if kind != IGNORED and not parser.feed(token(kind, text[at:end], at)):
            return at, text[at:end]
        at = end
    return parser.finish() or (size, "")


def _row(state: int) -> _Row:
    """Return what to do in a state, by symbol."""
    symbols, _, *actions = STATES[state]
    row = _rows[state] = dict(zip(SYMBOLS[symbols].split(), actions, strict=True))
    return row


def _shaped(values: _Children, shape: tuple[int | None, ...]) -> _Children:
    """Return the values that a rule keeps, those of parts without a name taken in."""
    out: _Children = []
    for number in shape:
        if number is None:
            out.append(ABSENT)
        elif number >= 0:
            out.append(values[number])
        else:
            part = values[~number]
            assert isinstance(part, Tree)
            # The part is nobody else's: a repetition grows in place, and is never copied.
            if out:
                out += part.children
            else:
                out = part.children
    return out


def _lexed(state: int, text: str, at: int) -> tuple[str, int]:
    """Return the kind of the token at a place, and its end; no kind if nothing fits there."""
    number = STATES[state][1]
    # To compile what all expressions share is not worth it for a mark or two.
    if number <= COMMON and (_lexers[_ANY] or len(LEXERS[number]) > _FEW):
        matches, kinds = _lexers[_ANY] or _lexer(_ANY)
        match = matches(text, at)
        if match:
            kind = kinds[match.lastindex or 0]
            if kind == IGNORED or kind in (_rows[state] or _row(state)):
                return kind, match.end()
    matches, kinds = _lexers[number] or _lexer(number)
    match = matches(text, at)
    if match:
        return kinds[match.lastindex or 0], match.end()
    # As lark does, so that what stands there is told as a word and not as a letter.
    match = (_lexers[_ROOT] or _lexer(_ROOT))[0](text, at)
    return "", match.end() if match else at + 1


def _lexer(number: int) -> _Lexer:
    """Return what matches the terminals of a lexer, and their names by the group that matched."""
    tried = [TERMINALS[index] for index in LEXERS[number]]
    pattern = re.compile("|".join(f"({pattern})" for _, pattern in tried))
    lexer = _lexers[number] = pattern.match, ("", *(name for name, _ in tried))
    return lexer
