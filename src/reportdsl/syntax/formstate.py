"""Know where in a table form the reader is: which block is open, at which indentations."""

from dataclasses import dataclass, field

LOST = "LOST"
"""The kind of a block whose first line cannot be read."""


@dataclass(slots=True)
class FormState:
    """Which block of a table form is open, and at which indentations."""

    head: int = 0
    """The index of the line that opens the table form."""
    base: int | None = None
    band: int | None = None
    """The indentation of an open band's title."""
    inner: int | None = None
    """The indentation of the blocks in an open band, once seen."""
    block: str = ""
    block_indent: int = 0
    levels: list[int] = field(default_factory=lambda: [-1])
    """The open indentations of a tree; the first is the block's own."""

    def is_block_level(self, indent: int, kind: str) -> bool:
        """Tell whether a block word at an indentation is a keyword there, not a label."""
        if indent == self.base or (self.base is not None and indent < self.base):
            return True
        if kind == "BAND" or self.band is None:
            return False
        return indent == self.inner or (self.inner is None and indent > self.band)

    def open(self, kind: str, indent: int) -> None:
        """Enter a block."""
        if kind == "BAND":
            self.band, self.inner = indent, None
        elif self.band is not None and indent > self.band and self.inner is None:
            self.inner = indent
        self.block, self.block_indent, self.levels = kind, indent, [indent]
