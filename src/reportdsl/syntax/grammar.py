"""Load the grammar and parse one slot of a line, or a document of line tokens, with it.

The only place that knows lark. The grammar is read from the package, where a wheel puts it, or
from the folder at the top of a checkout, where an editable install finds it.
"""

from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

if TYPE_CHECKING:
    from lark.parsers.lalr_interactive_parser import InteractiveParser

STARTS = (
    "document",
    "inline",
    "interpolation",
    "cell",
    "table_head",
    "rename",
    "omit",
    "check",
    "allow",
    "form_head",
    "titled",
    "node",
    "attributes",
    "sentence",
    "expression",
)

ParseTree = Tree[Token]


class SlotFault(Exception):  # noqa: N818 - a fault of the input, caught in this package
    """What stands at which offset of a slot where something else was expected."""

    def __init__(self, offset: int, found: str) -> None:
        super().__init__(offset, found)
        self.offset = offset
        self.found = found
        """The text that did not fit; empty at the end of the slot."""


def grammar_text() -> str:
    """Return the text of the grammar."""
    packaged = files("reportdsl").joinpath("grammar", "report.lark")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    checkout = Path(__file__).resolve().parents[3] / "grammar" / "report.lark"
    return checkout.read_text(encoding="utf-8")


def build(*, strict: bool = False) -> Lark:
    """Return the parser of all starts; `strict` turns every conflict into an error."""
    return Lark(
        grammar_text(),
        parser="lalr",
        lexer="contextual",
        start=list(STARTS),
        maybe_placeholders=True,
        strict=strict,
    )


@cache
def _parser() -> Lark:
    return build()


@lru_cache(maxsize=20_000)
def _slot(start: str, text: str) -> ParseTree | tuple[int, str]:
    try:
        return _parser().parse(text, start=start)
    except UnexpectedCharacters as fault:
        offset = fault.pos_in_stream or 0
        return offset, text[offset : offset + 1]
    except UnexpectedToken as fault:
        if fault.token.type == "$END":
            return len(text), ""
        return int(fault.token.start_pos or 0), str(fault.token)
    except UnexpectedInput as fault:  # pragma: no cover - lark raises no third kind here
        return fault.pos_in_stream or 0, ""


def parse_slot(start: str, folded: str) -> ParseTree:
    """Return the tree of a folded slot, with offsets from its beginning; raise `SlotFault`.

    The tree is shared between all slots of the same text and must not be changed.
    """
    result = _slot(start, folded)
    if isinstance(result, tuple):
        raise SlotFault(*result)
    return result


def document_parser() -> "InteractiveParser":
    """Return a parser that takes the line tokens of a document one by one."""
    return _parser().parse_interactive(start="document")


def line_token(kind: str, index: int) -> Token:
    """Return the token of a line, which carries the line's index."""
    return Token(kind, str(index))


def accepts(parser: "InteractiveParser", token: Token) -> bool:
    """Feed a token, or tell that it does not fit."""
    try:
        parser.feed_token(token)
    except UnexpectedToken:
        return False
    return True


def finish(parser: "InteractiveParser") -> ParseTree:
    """Return the tree of the tokens fed."""
    result: ParseTree = parser.feed_token(Token("$END", ""))
    return result
