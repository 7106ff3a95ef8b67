"""Write what changed for a terminal: a line a change, what follows from it beneath."""

from collections.abc import Iterable

from reportdsl.compare.changes import Comparison
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.emit.changes.summary import summary, warning
from reportdsl.emit.changes.tree import tree
from reportdsl.emit.changes.wording import Bit, Style, said
from reportdsl.text.width import visible

_COLOURS = {
    Style.NAME: "\x1b[1m",
    Style.OLD: "\x1b[31m",
    Style.GONE: "\x1b[31m",
    Style.NEW: "\x1b[32m",
    Style.COME: "\x1b[32m",
}
_PLAIN = "\x1b[0m"
# As git has it, so that what changed is seen without colour, too.
_MARKS = {Style.GONE: ("[-", "-]"), Style.COME: ("{+", "+}")}


def emit(comparison: Comparison, language: Language, *, color: bool = False) -> str:
    """Return what changed, one change a line, and a count of them all."""
    lines = [
        "  " * placed.depth + line(said(comparison.changes[placed.number], language), color=color)
        for placed in tree(comparison)
    ]
    told = warning(comparison.old, comparison.new, language)
    if told:
        lines.append(visible(told))
    lines.append(summary(comparison, language))
    return "\n".join(lines) + "\n"


def line(bits: Iterable[Bit], *, color: bool) -> str:
    """Return pieces of text as one harmless line."""
    return "".join(_bit(bit, color=color) for bit in bits)


def _bit(bit: Bit, *, color: bool) -> str:
    opening, closing = _MARKS.get(bit.style, ("", ""))
    text = f"{opening}{visible(bit.text)}{closing}"
    code = _COLOURS.get(bit.style)
    return f"{code}{text}{_PLAIN}" if color and code else text
