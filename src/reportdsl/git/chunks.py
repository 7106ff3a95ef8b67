"""Cut a source into what is merged: fields, headings, paragraphs, rows, each with its own lines."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from reportdsl.syntax import keywords, lines, nodes, rows
from reportdsl.syntax.expressions import Slots
from reportdsl.syntax.line import PASTED, Line
from reportdsl.text.fold import normal
from reportdsl.text.source import Source

TABLES = ("TABLE", "PLAIN")
_BOUND = ("ROW", "RENAME", "OMIT")
"""The lines that belong to a table."""
PROSE = frozenset({"PARAGRAPH", "NOTE", "HEADING"})
FORM = ("field", "form")
"""What names a form in a header."""
_REST = "*rest"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A logical line of a source, with all of its physical lines."""

    kind: str
    """The kind of the line; ``OTHER`` for comments and what is no line."""
    key: Hashable
    """What is the same of chunks that are the same in several versions."""
    content: Hashable
    """What it says; layout aside."""
    text: str
    """Its lines as written, without the last line end."""
    blank: str
    """The empty lines before it."""
    table: str | None = None
    """The table that it belongs to."""
    row: nodes.Row | None = None
    """The row that it is, where cells may be put into it by their places in `text`."""
    named: bool = field(default=True, kw_only=True)
    """Whether its key is a name: then its content may change, and it is the same chunk."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A source in chunks."""

    chunks: tuple[Chunk, ...]
    heads: dict[str, Hashable]
    """What says which column each cell of a table's rows is for."""
    ended: bool
    """Whether the last line has an end."""
    twice: bool
    """Whether two tables, or two rows of one, are called alike: then names do not tell them."""


def cut(text: str) -> Cut:
    """Return a source in chunks, the last of which holds the empty lines at its end."""
    found = _Cutter(text)
    raw = list(found.chunks())
    rows_of = Counter(chunk.key for chunk in raw if chunk.kind == "ROW")
    twice = any(count > 1 for count in (*rows_of.values(), *found.names.values()))
    chunks = tuple(_numbered(raw))
    return Cut(chunks, found.heads, text.endswith("\n") or not text, twice)


def _numbered(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield chunks with keys that no other named one has."""
    seen: Counter[Hashable] = Counter()
    for chunk in chunks:
        if chunk.named:
            yield replace(chunk, key=(chunk.key, seen[chunk.key]))
            seen[chunk.key] += 1
        else:
            yield chunk


class _Cutter:
    """A source and the table that is open in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.source = Source("merged", text, None)
        reading = lines.read(self.source)
        self.by_start = {
            self._line_start(line.pieces[0][1]): line
            for line in reversed(reading.lines)
            if line.kind not in {"_INDENT", "_DEDENT"}
        }
        self.bound_until = self._bounds(reading.lines)
        self.heads: dict[str, Hashable] = {}
        self.names: Counter[str] = Counter()
        self.table: str | None = None
        self.table_end = -1
        self.plain = False
        self.forms: tuple[str, ...] = ()

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    @staticmethod
    def _bounds(found: list[Line]) -> dict[int, int]:
        """Return for the place of each table's head the place of its last line."""
        out: dict[int, int] = {}
        head: int | None = None
        for line in found:
            at = line.pieces[-1][1]
            if line.kind in TABLES:
                head = line.pieces[0][1]
                out[head] = at
            elif line.kind in _BOUND and head is not None:
                out[head] = at
            else:
                head = None
        return out

    def chunks(self) -> Iterator[Chunk]:
        at = blank_from = 0
        size = len(self.text)
        while at < size:
            end = self._line_end(at)
            line = self.by_start.get(at)
            if line is not None:
                end = self._line_end(max(line.pieces[-1][1], at))
            written = self.text[at:end]
            if line is not None or written.strip():
                yield self._chunk(line, at, written, self.text[blank_from:at])
                blank_from = end + 1
            at = end + 1
        yield Chunk("END", "end", "", "", self.text[blank_from:])

    def _chunk(self, line: Line | None, at: int, written: str, blank: str) -> Chunk:
        if self.table is not None and at > self.table_end:
            self.table = None
        kind = "OTHER" if line is None else line.kind
        if line is None:
            return Chunk(kind, (kind, written), written, written, blank, self.table, named=False)
        said = " ".join(line.text.split())
        match kind:
            case "FIELD":
                return self._field(line, written, blank)
            case "TABLE" | "PLAIN":
                return self._head(line, written, blank)
            case "ROW" if self.table is not None:
                return self._row(line, at, written, blank)
            case "RENAME" if self.table is not None:
                target = normal(line.folded.partition(":")[0])
                named: Hashable = (kind, self.table, target)
                return Chunk(kind, named, said, written, blank, self.table)
            case _:
                key = (kind, self.table, said)
                return Chunk(kind, key, said, written, blank, self.table, named=False)

    def _field(self, line: Line, written: str, blank: str) -> Chunk:
        key, _, value = line.folded.partition(":")
        name = keywords.field(key.strip()) or normal(key)
        content = " ".join(line.text[len(key) + 1 :].split())
        if name == "form":
            self.forms = (*self.forms, normal(value))
        return Chunk("FIELD", ("field", name), content, written, blank)

    def _head(self, line: Line, written: str, blank: str) -> Chunk:
        name = normal(line.text)
        self.names[name] += 1
        self.table = f"{line.kind} {name} {self.names[name]}"
        self.plain = line.kind == "PLAIN"
        self.table_end = self._line_end(self.bound_until.get(line.pieces[0][1], 0))
        self.heads[self.table] = None
        return Chunk(line.kind, self.table, name, written, blank, self.table)

    def _row(self, line: Line, at: int, written: str, blank: str) -> Chunk:
        assert self.table is not None
        row = rows.row(line, Slots())
        texts = [self.text[cell.span.start : cell.span.end].strip() for cell in row.cells]
        while texts and not texts[-1]:
            texts.pop()
        content = tuple(texts)
        whole = len(line.pieces) == 1 and line.word != PASTED
        placed = _moved(row, -at) if whole else None
        if not whole:
            content = (written,)
        if self.heads[self.table] is None:
            if self.plain or not row.label.text:
                names = (row.label.text, *map(normal, texts))
                self.heads[self.table] = names
                key: Hashable = ("head", self.table)
                return Chunk("ROW", key, names, written, blank, self.table, placed)
            self.heads[self.table] = ("form", self.forms)
        label = _REST if row.label.rest else "/".join(map(normal, row.label.path))
        key = ("row", self.table, label)
        return Chunk("ROW", key, content, written, blank, self.table, placed)


def _moved(row: nodes.Row, by: int) -> nodes.Row:
    """Return a row with the places of its cells counted from elsewhere."""
    cells = tuple(
        replace(
            cell,
            span=replace(cell.span, start=cell.span.start + by, end=cell.span.end + by),
        )
        for cell in row.cells
    )
    return replace(row, cells=cells)
