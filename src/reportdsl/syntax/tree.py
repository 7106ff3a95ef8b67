"""Hold what a slot is parsed to: trees of tokens, before nodes are made of them."""

from typing import cast


class Token(str):
    """A piece of a slot: its text as folded, its kind, and where it begins."""

    __slots__ = ("start_pos", "type")

    start_pos: int
    type: str


class Tree:
    """What a rule makes of its values: trees, tokens, and `ABSENT` for an optional part."""

    __slots__ = ("children", "data")

    def __init__(self, data: str, children: list["Tree | Token"]) -> None:
        self.data = data
        self.children = children


ABSENT = cast("Token", None)
"""What stands for an optional part that is not there; who reads a tree knows where that may be."""


def token(kind: str, text: str, start: int) -> Token:
    """Return a token of a kind."""
    made = Token(text)
    made.type = kind
    made.start_pos = start
    return made
