"""Lay out the units of a source: blank lines, indentation, and the lines that each takes."""

from collections.abc import Iterator, Sequence

from reportdsl.syntax.aligned import printed_rows
from reportdsl.syntax.line import Line
from reportdsl.syntax.lines import BLANK, MAX_LINE
from reportdsl.syntax.printer import printed
from reportdsl.syntax.spelling import Edit, To, applied
from reportdsl.syntax.units import Unit
from reportdsl.text.fold import fold
from reportdsl.text.source import Source

_HEADS = frozenset({"TABLE", "PLAIN"})
_IN_TABLE = frozenset({"ROW", "RENAME", "OMIT"})
_BLOCKS = frozenset({"BAND", "COLUMNS", "ROWS", "CHECKS", "PROSE"})
_IN_FORM = _BLOCKS | {"NODE", "RULE", "SENTENCE"}
_SET_OFF = frozenset({"HEADING", "TABLE", "PLAIN", "TABLEFORM"})
"""The kinds of lines that a blank line stands before."""
_INDENT = 2


def laid_out(source: Source, units: Sequence[Unit], to: To, field: str = "") -> str:
    """Return the text of a source, its units laid out as they should be.

    A further field of the header may be given, as the line that it is to be.
    """
    _spare_forms(units)
    rows = dict(_rows(units, to))
    indents = _indents(units)
    blanks = _blanks(units)
    last_field = max((i for i, unit in enumerate(units) if unit.kind == "FIELD"), default=-1)
    out: list[str] = []
    for index, unit in enumerate(units):
        if index in blanks:
            out.append("")
        written = source.text[unit.start : unit.end]
        text = rows.get(index) if index in rows else _text(unit, written, indents.get(index, 0), to)
        out.append(written if text is None else text)
        if index == last_field and field:
            out.append(field)
    return "".join(f"{line}\n" for line in out)


def _spare_forms(units: Sequence[Unit]) -> None:
    """Mark every line of a table form of which one is broken, for indentation binds them."""
    for start, end in _spans(units, frozenset({"TABLEFORM"}), _IN_FORM):
        if any(unit.broken for unit in units[start:end]):
            for unit in units[start:end]:
                unit.broken = True


def _spans(
    units: Sequence[Unit], heads: frozenset[str], inner: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield where each block begins and ends that a line of some kinds heads.

    Comments at its end, and lines that cannot be read, count to it.
    """
    start: int | None = None
    for index, unit in enumerate(units):
        if start is not None and unit.kind and unit.kind not in inner:
            yield start, index
            start = None
        if unit.kind in heads:
            start = index
    if start is not None:
        yield start, len(units)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def _rows(units: Sequence[Unit], to: To) -> Iterator[tuple[int, str]]:
    """Yield every row that can be read, as it is to stand, with the index of its unit."""
    for start, end in _spans(units, _HEADS, _IN_TABLE):
        block = range(start, end)
        sound = [i for i in block if units[i].kind == "ROW" and not units[i].broken]
        whole = not any(units[i].broken for i in block)
        lines = [line for i in sound if (line := units[i].line)]
        plain = units[start].kind == "PLAIN" and whole
        for index, text in zip(sound, printed_rows(lines, to, plain=plain), strict=True):
            if _keeps(text, rows=True):
                yield index, text


def _keeps(text: str, *, rows: bool = False) -> bool:
    """Tell whether a line is read whole and does not go on in the next."""
    marks = fold(text) if rows else text
    return len(text) <= MAX_LINE and (len(marks) - len(marks.rstrip("\\"))) % 2 == 0


# ── indentation ──────────────────────────────────────────────────────────────────────────────────


def _indents(units: Sequence[Unit]) -> dict[int, int]:
    """Return how deep the lines of table forms stand, in blanks, by their indices."""
    found: dict[int, int] = {}
    for start, end in _spans(units, frozenset({"TABLEFORM"}), _IN_FORM):
        band: int | None = None
        block = 0
        for index in range(start + 1, end):
            line = units[index].line
            if line is None:
                continue
            if line.kind == "BAND":
                band, block = line.indent, 0
            elif line.kind in _BLOCKS:
                block = _INDENT if band is not None and line.indent > band else 0
            depth = units[index].depth if line.kind == "NODE" else int(line.kind not in _BLOCKS)
            found[index] = block + _INDENT * depth
        below = 0
        for index in range(end - 1, start, -1):
            # A comment has the indentation of the line below it.
            below = found.setdefault(index, below)
    return found


# ── blank lines ──────────────────────────────────────────────────────────────────────────────────


def _blanks(units: Sequence[Unit]) -> set[int]:
    """Return the indices of the units that a blank line is to stand before."""
    found = {index for index, unit in enumerate(units) if unit.after_blank}
    lead = 0
    before = ""
    """The kind of the last line that is no comment and not left out."""
    for index, unit in enumerate(units):
        above = units[index - 1]
        if index in found or not (above.comment or above.kind == "ALLOW"):
            # Comments and waivers right above a line belong to it.
            lead = index
        if unit.kind:
            if unit.kind in _SET_OFF or _is_apart(before, unit.kind):
                found.add(lead)
                lead = index
            before = unit.kind
        if index and above.kind == "HEADING":
            found.add(index)
    return found - {0}


def _is_apart(before: str, kind: str) -> bool:
    """Tell whether a blank line stands between lines of two kinds."""
    if before in _HEADS | _IN_TABLE:
        return kind not in _IN_TABLE | {"NOTE"}
    if before in _IN_FORM | {"TABLEFORM"}:
        return kind not in _IN_FORM
    return before == "FIELD" and kind != "FIELD"


# ── lines ────────────────────────────────────────────────────────────────────────────────────────


def _text(unit: Unit, written: str, indent: int, to: To) -> str | None:
    """Return a unit's lines as they are to stand, or None where they stay as they are."""
    if unit.broken:
        return None
    margin = " " * indent
    if unit.comment:
        content = written[len(written) - len(fold(written).lstrip(" ")) :]
        return f"{margin}//{content[2:].rstrip(BLANK)}"
    whole, line = unit.whole, unit.line
    if whole is None or line is None or line.kind == "ROW":
        return None
    edits = printed(whole, line, to)
    if indent + len(applied(whole.text, edits)) > MAX_LINE:
        return None
    pieces = [applied(*part) for part in _parts(whole, edits)]
    if not _keeps(pieces[-1]):
        return None
    return f"\n{margin}{' ' * _INDENT}".join([margin + pieces[0], *pieces[1:]])


def _parts(whole: Line, edits: list[Edit]) -> Iterator[tuple[str, list[Edit]]]:
    """Yield the pieces that a line is broken into, each with the edits that lie within it.

    All pieces but the last end in a backslash. Whether a blank comes between two when they are read
    depends on the characters where they are broken, so these stay.
    """
    size = len(whole.text)
    starts = sorted({0, *(at for at, _ in whole.pieces[1:] if 0 < at < size)})
    waiting = list(reversed(edits))
    for start, after in zip(starts, [*starts[1:], size], strict=True):
        last = after == size
        end = after if last or whole.text[after - 1] != " " else after - 1
        inside: list[Edit] = []
        while waiting and (last or waiting[-1][0] < after):
            at, to, text = waiting.pop()
            if start + (start > 0) <= at and to <= end - (not last):
                inside.append((at - start, to - start, text))
        text = whole.text[start:end]
        if not last:
            inside.append((end - start, end - start, "\\" if end == after else " \\"))
        yield text, inside
