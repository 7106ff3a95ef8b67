"""Put cells into a row as it is written: bars, widths and what else stands there are kept."""

from collections.abc import Mapping

from reportdsl.git.chunks import Chunk
from reportdsl.syntax import nodes
from reportdsl.text.width import display_width


def texts(chunk: Chunk) -> list[str]:
    """Return the cells of a row as they are written; the row is one whose places are known."""
    assert chunk.row is not None
    found = [chunk.text[cell.span.start : cell.span.end].strip() for cell in chunk.row.cells]
    while found and not found[-1]:
        found.pop()
    return found


def with_cells(chunk: Chunk, wanted: Mapping[int, str]) -> str:
    """Return the text of a row with other cells at some places; more may follow its last one."""
    assert chunk.row is not None
    text = chunk.text
    cells = chunk.row.cells
    for place in sorted(wanted, reverse=True):
        if place < len(cells):
            text = _replaced(text, cells[place], wanted[place])
    last = max(wanted, default=-1)
    if last >= len(cells):
        tail = [wanted.get(place, "") for place in range(len(cells), last + 1)]
        bare = text.rstrip(" ")
        # A bar at the end opens no cell.
        bare = bare[:-1].rstrip(" ") if bare[-1:] in {"|", "｜"} and cells else bare
        text = bare + "".join(f" | {cell}" if cell else " |" for cell in tail)
    return text


def _replaced(text: str, cell: nodes.Cell, wanted: str) -> str:
    start, end = cell.span.start, cell.span.end
    if isinstance(cell, nodes.EmptyCell):
        room = display_width(text[start:end])
        padding = room - display_width(wanted) - 1
        return f"{text[:start]}{' ' * max(padding, 1)}{wanted} {text[end:].lstrip(' ')}".rstrip(" ")
    more = display_width(wanted) - display_width(text[start:end])
    before = start - len(text[:start].rstrip(" "))
    after = len(text) - end - len(text[end:].lstrip(" "))
    if before > 1 or after <= 1:
        # Set to the right, as figures are; at least one blank stays.
        blanks = max(before - more, min(before, 1))
        return f"{text[: start - before]}{' ' * blanks}{wanted}{text[end:]}"
    blanks = max(after - more, 1)
    return f"{text[:start]}{wanted}{' ' * blanks}{text[end + after :]}"
