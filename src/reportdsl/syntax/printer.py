"""Print a logical line as the language writes it: the edits that its keywords and slots need.

Rows of tables are printed together, in `aligned`.
"""

from reportdsl.syntax import keywords, prose
from reportdsl.syntax.grammar import parse_slot
from reportdsl.syntax.line import Line, open_rows
from reportdsl.syntax.spelling import Edit, To, converted, spelled
from reportdsl.text.fold import fold

_SLOTS = {
    "TABLE": "table_head",
    "RENAME": "rename",
    "OMIT": "omit",
    "CHECK": "check",
    "RULE": "check",
    "ALLOW": "allow",
    "FORM": "form_head",
    "SECTION": "titled",
    "TABLEFORM": "titled",
    "BAND": "titled",
    "NODE": "node",
    "SENTENCE": "sentence",
}
_TYPED = frozenset({"year", "date", "lang"})
"""The fields whose values are read, and not published as they stand."""


def printed(whole: Line, line: Line, to: To) -> list[Edit]:
    """Return the edits that print a line, over the text of the whole line that it is the end of.

    The line is sound; edits of its parts do not depend on each other.
    """
    offset = len(whole.text) - len(line.text)
    edits = [(start + offset, end + offset, text) for start, end, text in _content(line, to)]
    if line.word:
        edits.insert(0, (0, offset, _head(line, to)))
    return [edit for edit in edits if whole.text[edit[0] : edit[1]] != edit[2]]


def _head(line: Line, to: To) -> str:
    """Return the keyword that a line begins with, and what parts it from the rest."""
    word = fold(line.word)
    blank = " " if line.text else ""
    if line.kind in keywords.DIRECTIVES:
        return f"@{converted(word, keywords.DIRECTIVES[line.kind], to)}{blank}"
    return converted(word, keywords.BLOCKS[line.kind], to) + blank


def _content(line: Line, to: To) -> list[Edit]:
    match line.kind:
        case "FIELD":
            return _field(line, to)
        case "HEADING":
            level = len(line.folded) - len(line.folded.lstrip("#"))
            text = line.rest(level)
            start = len(line.text) - len(text.text)
            return [(0, start, "#" * level + " "), *_shifted(_prose(text, to), start)]
        case "PARAGRAPH" | "NOTE":
            return _prose(line, to)
        case "COLUMNS" | "ROWS":
            return _axis(line, to)
        case _:
            slot = _SLOTS.get(line.kind)
            return spelled(slot, parse_slot(slot, line.folded), line, to) if slot else []


def _shifted(edits: list[Edit], by: int) -> list[Edit]:
    return [(start + by, end + by, text) for start, end, text in edits]


def _field(line: Line, to: To) -> list[Edit]:
    colon = line.folded.index(":")
    key, value = line.part(0, colon), line.rest(colon + 1)
    start = len(line.text) - len(value.text)
    name = keywords.field(key.folded)
    shown = converted(key.folded, keywords.FIELDS[name], to) if name else key.text
    edits = [(0, start, f"{shown}: " if value.text else f"{shown}:")]
    if name in _TYPED:
        edits.append((start, len(line.text), value.folded))
    return edits


def _axis(line: Line, to: To) -> list[Edit]:
    size = open_rows(line.folded)
    rest = line.rest(size)
    start = len(line.text) - len(rest.text)
    star = "*" if size else ""
    edits = [(0, start, f"{star} " if star and rest.text else star)]
    if rest.text:
        tree = parse_slot("attributes", rest.folded)
        edits += _shifted(spelled("attributes", tree, rest, to), start)
    return edits


def _prose(line: Line, to: To) -> list[Edit]:
    """Return the edits of what stands in braces; all else of prose is the author's."""
    if "{" not in line.folded:
        return []
    edits: list[Edit] = []
    for start, end, _ in prose.braces(line):
        inner = line.part(start + 1, end - 1)
        first = start + 1
        while line.folded[first] == " ":
            first += 1
        last = first + len(inner.text)
        # Behind a backslash a plain brace would be escaped.
        if line.text[start - 1 : start] != "\\":
            edits.append((start, first, "{"))
        tree = parse_slot("interpolation", inner.folded)
        edits += _shifted(spelled("interpolation", tree, inner, to), first)
        edits.append((last, end, "}"))
    return edits
