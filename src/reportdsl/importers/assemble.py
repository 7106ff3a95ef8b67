"""Put the source of a report together from what was recognised in a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from reportdsl.importers.fitted import Fitted
from reportdsl.importers.labels import key, likeness
from reportdsl.importers.plain import plain_table
from reportdsl.importers.raw import RawCell, RawDocument, RawText
from reportdsl.importers.recognised import Recognised
from reportdsl.importers.regions import Foreign, Piece, Region
from reportdsl.importers.written import BAR, Written, table
from reportdsl.model.form import Form
from reportdsl.syntax import escape
from reportdsl.syntax.line import looks_chinese
from reportdsl.text.fold import enumerator
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

_HALF = 50
_PARAGRAPHS_BELOW = 2
"""What follows a table is no row of it if it has no bar, nor the line behind it."""
_LEVELS = 4
_NUMBERED = pattern(r"[一二三四五六七八九十]{1,3}+、\S")
_LONGEST_HEADING = 40
_STOPS = frozenset("。；：，！？:;")

Solved = Mapping[int, Mapping[int, Sequence[RawCell | None]]]
"""For each table, by its number, the cells of rows that its fit left open, by their places."""


@dataclass(slots=True)
class Assembled:
    """The text of a source, and what of the document is in it."""

    lines: list[str] = field(default_factory=list)
    tables: list[tuple[int, Written | None]] = field(default_factory=list)
    """The tables of forms, by their numbers in `Recognised.tables`; None if nothing was taken."""
    plain: list[Foreign] = field(default_factory=list)
    """The tables of no form that are plain tables."""
    foreign: list[Foreign] = field(default_factory=list)
    """The tables of no form that are kept as comments."""
    repeated: list[Region] = field(default_factory=list)
    """Tables of which the document has several, and that are not the one that was taken."""
    narrowed: list[RawText] = field(default_factory=list)
    """Paragraphs whose full-width bars are written in common width, for they follow a table."""
    paragraphs: int = 0

    @property
    def text(self) -> str:
        """The source."""
        return "\n".join(self.lines).strip("\n") + "\n"


def is_chinese(document: RawDocument) -> bool:
    """Tell whether a document is in Chinese; then so are keywords and comments of its source."""
    return looks_chinese(document.source.text)


def place(document: RawDocument, span: Span) -> str:
    """Return where in a file something stands, as comments say it."""
    source = document.source
    line = source.lines.position(span.start).line
    zh, en = source.place(span) or (f"第{line}行", f"line {line}")
    return zh if is_chinese(document) else en


def assemble(recognised: Recognised, header: str, solved: Solved) -> Assembled:
    """Return the source of a report; `header` is how it names its form."""
    return _Assembler(recognised, header, solved).assembled()


class _Assembler:
    def __init__(self, recognised: Recognised, header: str, solved: Solved) -> None:
        self.recognised = recognised
        self.document = recognised.document
        self.header = header
        self.solved = solved
        self.out = Assembled()
        self.tables = {
            id(region): (number, fitted)
            for number, (region, fitted) in enumerate(recognised.tables)
        }
        self.below_rows = 0
        """How many paragraphs from here on would be rows of a table with a bar in them."""
        self.sections = _Sections(recognised.form)
        body = recognised.front.body
        self.base = min(
            (p.level for p in body if isinstance(p, RawText) and p.level and _is_numbered(p.text)),
            default=min((p.level for p in body if isinstance(p, RawText) and p.level), default=1),
        )

    def assembled(self) -> Assembled:
        front = self.recognised.front
        self._header()
        self._kept(front.before)
        caption = ""
        for piece, next_ in zip_longest(front.body, front.body[1:]):
            if isinstance(piece, Region):
                self._region(piece)
            elif isinstance(piece, Foreign):
                self._foreign(piece, caption)
                caption = ""
            elif isinstance(next_, Foreign) and self._is_name(piece, next_):
                caption = piece.text
            else:
                self._text(piece)
        if front.signed:
            self._block(["@落款"])
        self._kept(front.after)
        self._kept(self.document.beside)
        return self.out

    def _block(self, lines: Sequence[str]) -> None:
        self.out.lines += [*lines, ""]

    def _header(self) -> None:
        front = self.recognised.front
        fields = {
            "标题": front.title,
            "机关": front.agency,
            "年度": str(front.year or ""),
            "日期": front.date.isoformat() if front.date is not None else "",
            "格式": self.header if self.recognised.form is not None else "",
            "语言": "" if is_chinese(self.document) else "en",
        }
        # Where nothing is known of it, a field keeps its prose from being read as one.
        written = [f"{name}: {value}" for name, value in fields.items() if value]
        self._block(written or ["语言: zh-CN"])

    def _kept(self, pieces: Sequence[Piece]) -> None:
        """Keep what is no part of the report as comments."""
        lines: list[str] = []
        for piece in pieces:
            if isinstance(piece, RawText):
                lines.append(f"// {place(self.document, piece.span)} {piece.text}")
            elif isinstance(piece, Foreign):
                lines += (self._remark(row.span, row.cells) for row in piece.rows)
            else:
                rows = (row for _, rows in piece.parts for row in rows)
                lines += (self._remark(row.span, row.cells) for row in rows)
        if lines:
            self._block(lines)

    # ── prose ────────────────────────────────────────────────────────────────────────────────────

    def _text(self, piece: RawText) -> None:
        if piece.refused:
            self.out.lines.append(f"// {place(self.document, piece.span)} {piece.text}")
            return
        level = self._level(piece)
        narrowed = self.below_rows > 0 and not level and "｜" in piece.text
        if narrowed:
            self.out.narrowed.append(piece)
        self.below_rows = 0 if level else max(self.below_rows - 1, 0)
        shown = escape.prose(piece.text, below_rows=narrowed)
        self._block([f"{'#' * level} {shown}" if level else shown])
        self.out.paragraphs += 1

    def _level(self, piece: RawText) -> int:
        if piece.level:
            return max(1, min(piece.level - self.base + 1, _LEVELS))
        if self.sections.take(piece.text):
            return 1
        return 1 if _is_numbered(piece.text) else 0

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _region(self, region: Region) -> None:
        number, fitted = self.tables[id(region)]
        name = fitted.template.table.name
        if number not in self.recognised.taken:
            self.out.repeated.append(region)
            self._kept([region])
            return
        if not (fitted.rows or fitted.authored) or number in self.recognised.stripped:
            self.out.tables.append((number, None))
            self._kept([region])
            return
        own = self.recognised.form
        other = own is None or fitted.template.table.form != own.name
        head = f"@表 {fitted.template.table.form}.{name}" if other else f"@表 {name}"
        solved = self.solved.get(number, {})
        written = table(fitted, head, solved, self._notes(fitted, solved))
        self.out.tables.append((number, written))
        self._block(written.lines)
        self.below_rows = _PARAGRAPHS_BELOW

    def _notes(
        self, fitted: Fitted, solved: Mapping[int, Sequence[RawCell | None]]
    ) -> dict[int, str]:
        """Return comments for what is not taken, by how many known rows stand before it."""
        notes: dict[int, list[str]] = {}
        for at, row in fitted.unknown:
            notes.setdefault(at, []).append(self._remark_on([*row.labels, *row.values]))
        for number, own in enumerate(fitted.authored):
            if not isinstance(own.cells, tuple):
                notes[-1 - number] = [self._remark_on([own.label, *own.row.values])]
        for at, known in enumerate(fitted.rows):
            if not isinstance(known.cells, tuple) and known.place not in solved:
                cells = [*known.row.labels[-1:], *known.row.values]
                notes.setdefault(at, []).append(self._remark_on(cells))
        if fitted.unread:
            notes.setdefault(0, []).insert(0, self._remark_on(fitted.unread))
        return {at: "\n".join(lines) for at, lines in notes.items()}

    def _remark_on(self, cells: Sequence[RawCell]) -> str:
        return self._remark(cells[-1].span, cells)

    def _remark(self, span: Span, cells: Sequence[RawCell]) -> str:
        """Return a comment with cells that are not taken, and where they stand in the file."""
        shown = BAR.join(cell.text for cell in cells)
        return f"// {place(self.document, span)} {shown}".rstrip()

    def _is_name(self, above: RawText, table: Foreign) -> bool:
        """Tell whether a caption becomes the name of the plain table below it."""
        fits = above.caption and escape.string(above.text) is not None
        return fits and plain_table(table, "") is not None

    def _foreign(self, piece: Foreign, caption: str) -> None:
        lines = plain_table(piece, caption)
        if lines is None:
            self.out.foreign.append(piece)
            self._block([self._remark(row.span, row.cells) for row in piece.rows])
            return
        self.out.plain.append(piece)
        self._block(lines)
        self.below_rows = _PARAGRAPHS_BELOW


def _is_numbered(text: str) -> bool:
    """Tell whether a paragraph reads like the heading of a section."""
    if not _NUMBERED.match(text) or len(text) > _LONGEST_HEADING:
        return False
    return text[-1] not in _STOPS


class _Sections:
    """The sections of a form, each taken once."""

    def __init__(self, form: Form | None) -> None:
        self.left = [section.title for section in form.sections] if form is not None else []

    def take(self, text: str) -> bool:
        """Tell whether a paragraph is the heading of a section that is left; it is then taken."""
        if len(text) > _LONGEST_HEADING or text[-1:] in _STOPS:
            return False
        numeral, rest = enumerator(text)
        for title in self.left:
            own, named = enumerator(title)
            if own is not None and own == numeral and likeness(key(rest), key(named)) >= _HALF:
                self.left.remove(title)
                return True
        return False
