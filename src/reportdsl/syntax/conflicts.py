"""Leave out what a merge has put into a source for someone to decide, and tell of it once.

Between the marks stands what the one side wrote and what the other did. The first is read on, so
that the rest of the source is checked as it will be.
"""

from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import syntax
from reportdsl.text.source import Source

_SIZE = 7
"""How many characters a mark has at least."""
Range = tuple[int, int]


def without(source: Source, raw: list[Range]) -> tuple[list[Range], list[Diagnostic]]:
    """Return the lines of a source without its conflicts, with a finding for each of these."""
    kept: list[Range] = []
    found: list[Diagnostic] = []
    held: list[Range] = []
    """What is left out of the open conflict; it comes back where the conflict has no end."""
    part = ""
    for start, end in raw:
        mark = _mark(source.text, start, end)
        if mark == "<" or (not part and mark in {">", "="}):
            kept += held
            held = []
            found.append(diagnose(syntax.UNRESOLVED_CONFLICT, source.span(start, end)))
            part = "ours" if mark == "<" else ""
        elif not mark or not part or (mark == "|" and part != "ours"):
            (held if part in {"base", "theirs"} else kept).append((start, end))
        elif mark == ">":
            held, part = [], ""
        else:
            part = "theirs" if mark == "=" else "base"
    return kept + held, found


def _mark(text: str, start: int, end: int) -> str:
    """Return the character of which the mark of a line is made; empty for any other line."""
    character = text[start : start + 1]
    if character not in {"<", "=", ">", "|"} or text[start : start + _SIZE] != character * _SIZE:
        return ""
    rest = text[start:end].lstrip(character)
    # Only what parts the sides stands alone; a blank parts the others from a name.
    return character if not rest.strip() or (rest[0] == " " and character != "=") else ""
