"""Parse one slot of a line, or a document of line tokens, by the tables made from the grammar."""

from functools import lru_cache

from reportdsl.syntax import _tables, lalr
from reportdsl.syntax.lalr import Parser
from reportdsl.syntax.tree import ABSENT, Token, Tree, token

STARTS = tuple(_tables.STARTS)
"""What a text may be: a document, or a slot of one kind."""

ParseTree = Tree

_NAME_ENDS = frozenset('."“＂=')
_NOT = frozenset({"非", "not"})


class SlotFault(Exception):  # noqa: N818 - a fault of the input, caught in this package
    """What stands at which offset of a slot where something else was expected."""

    def __init__(self, offset: int, found: str) -> None:
        super().__init__(offset, found)
        self.offset = offset
        self.found = found
        """The text that did not fit; empty at the end of the slot."""


@lru_cache(maxsize=20_000)
def _slot(start: str, text: str) -> ParseTree | tuple[int, str]:
    return _plain(start, text) or lalr.parse(start, text)


def _plain(start: str, text: str) -> ParseTree | None:
    """Return the tree of a slot that is but a name, as the parser would make it, or None.

    So are most that prose and tables hold, and one test in place of many.
    """
    if start == "table_head":
        if not text or text[0] == " " or not _NAME_ENDS.isdisjoint(text):
            return None
        return Tree(start, [token("TABLE_NAME", text, 0), ABSENT, ABSENT])
    if start not in {"interpolation", "expression"}:
        return None
    names: list[Tree | Token] = []
    at = 0
    for name in text.split("."):
        if not name.isalnum() or name[0].isdecimal() or (at == 0 and name.lower() in _NOT):
            return None
        names.append(token("NAME", name, at))
        at += len(name) + 1
    reference = Tree("reference", names)
    return Tree(start, [reference, ABSENT]) if start == "interpolation" else reference


def parse_slot(start: str, folded: str) -> ParseTree:
    """Return the tree of a folded slot, with offsets from its beginning; raise `SlotFault`.

    The tree is shared between all slots of the same text and must not be changed.
    """
    result = _slot(start, folded)
    if isinstance(result, tuple):
        raise SlotFault(*result)
    return result


def document_parser() -> Parser:
    """Return a parser that takes the line tokens of a document one by one."""
    return Parser("document")


def line_token(kind: str, index: int) -> Token:
    """Return the token of a line, which carries the line's index."""
    return token(kind, str(index), 0)


def accepts(parser: Parser, read: Token) -> bool:
    """Feed a token, or tell that it does not fit."""
    return parser.feed(read)


def finish(parser: Parser) -> ParseTree:
    """Return the tree of the tokens fed."""
    tree = parser.finish()
    assert tree is not None
    return tree
