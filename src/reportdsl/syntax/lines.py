"""Read a source into logical lines: join continued ones, classify each by its first characters.

The first level of the parser. A `Line` knows its text as written, the same folded one to one, and
where each of its characters stands in the source. Faults of a line are told where it is built.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportdsl.diagnostics.diagnostic import Diagnostic, diagnose
from reportdsl.diagnostics.rules import reading, syntax
from reportdsl.syntax import keywords
from reportdsl.syntax.formstate import LOST, FormState
from reportdsl.syntax.line import MARKS, Line, has_bar, is_drawn
from reportdsl.text.fold import fold
from reportdsl.text.nearest import distance_one
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Source, Span

if TYPE_CHECKING:
    from reportdsl.syntax.pasted import PastedRows

MAX_LINE = 64 * 1024
"""Code points in a line, joined ones included."""

MAX_DEPTH = 64
"""Levels of brackets in an expression, and of indentation in a tree."""

_DIRECTIVE = pattern(r"@(\w*)")
_FIELD = pattern(r" *(\w+) *:")
_BLOCK = pattern(r"(\w+)(?= |\*|<|$)")
BLANK = " \t\u3000\u00a0"


@dataclass(slots=True)
class Reading:
    """What the reader makes of a source."""

    lines: list[Line] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lost: dict[int, list[str]] = field(default_factory=dict)
    """The lines of table forms that are left out, by the index of the form's head."""
    chinese: int = 0
    """How many Chinese keywords stand in it."""
    english: int = 0

    def saw(self, word: str) -> None:
        """Count a keyword for the language of the source."""
        if keywords.is_chinese(word):
            self.chinese += 1
        else:
            self.english += 1


def read(source: Source) -> Reading:
    """Return the logical lines of a source with their kinds, the comments, and what is wrong."""
    return Reader(source).read()


def _wide(character: str) -> bool:
    from unicodedata import east_asian_width  # noqa: PLC0415 - few lines are joined

    return east_asian_width(character) in "WF" or character in "“”‘’—…·"


def _joined(text: str, tail: str, *, spaced: bool) -> str:
    """Return a line that ends in a backslash and what it goes on with, without or with a space.

    A blank before the backslash stays if `spaced`, for it may part a word from the next.
    """
    head = text[:-1].rstrip(BLANK)
    parted = spaced and head != text[:-1]
    if not head or not tail or (_wide(head[-1]) and _wide(tail[0]) and not parted):
        return head + tail
    return f"{head} {tail}"


class Reader:
    """The state between lines: whether a header, a table or a table form is open."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.folded = fold(source.text)
        self.out = Reading()
        self.mode = "header"
        self.skip_rows = False
        self.has_fields = False
        self.form = FormState()
        self.pasted: PastedRows | None = None
        self.parted = False
        """Whether a blank line parts the next from the last."""
        self.tabbed = False
        """Whether tabs indent the line, so that no more is said of its indentation."""

    def read(self) -> Reading:
        """Return the lines of the source."""
        raw = list(self._physical())
        if any(mark in self.source.text for mark in MARKS):
            from reportdsl.syntax.conflicts import without  # noqa: PLC0415 - few hold any

            raw, found = without(self.source, raw)
            self.out.diagnostics += found
        index = 0
        while index < len(raw):
            start, end = raw[index]
            if start == end:
                self._blank()
                index += 1
                continue
            line, index = self._logical(raw, index)
            if line is not None:
                self._classify(line, raw, index)
        self._leave("end")
        if self.pasted is not None:
            self.out.diagnostics += self.pasted.faults()
        return self.out

    def _physical(self) -> Iterator[tuple[int, int]]:
        text = self.source.text
        start = 0
        # What follows the last line end is no line: a "\\" before it has nothing to go on in.
        while start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            yield start, end
            start = end + 1

    def _logical(self, raw: list[tuple[int, int]], index: int) -> tuple[Line | None, int]:
        """Return the line at an index, joined with those it goes on in, and the next index."""
        start, end = raw[index]
        index += 1
        text = self.source.text[start:end]
        if len(text) > MAX_LINE:
            self._too_long(start, end)
            return None, index
        folded = self.folded[start:end]
        content = len(folded) - len(folded.lstrip(" "))
        if folded.startswith("//", content):
            self.out.comments.append(self.source.span(start + content, end))
            return None, index
        self.tabbed = False
        indent = self._indent(text[:content], start) if content else 0
        pieces = [(0, start)]
        while folded.endswith("\\") and self._continues(text, folded):
            if index == len(raw):
                span = self.source.span(end - 1, end)
                self.out.diagnostics.append(diagnose(syntax.LONE_CONTINUATION, span))
                text = text[:-1]
                break
            start, end = raw[index]
            index += 1
            tail = self.source.text[start:end].lstrip(BLANK)
            text = _joined(text, tail, spaced=self._is_structure(folded[content:]))
            head = len(text) - len(tail)
            # Of a line that is nothing but its backslash, the blanks before that are gone too.
            content = min(content, head)
            pieces.append((head, end - len(tail)))
            if len(text) > MAX_LINE:
                self._too_long(pieces[0][1], end)
                return None, index
            gap = text[head - 1 : head] == " "
            folded = folded[: head - gap] + " " * gap + fold(tail)
        text = text.rstrip(BLANK)
        line = Line("", text, folded[: len(text)], self.source.id, tuple(pieces), indent)
        return line.rest(content) if content else line, index

    def _is_structure(self, folded: str) -> bool:
        """Tell whether a line is a directive or a rule, in which blanks part words."""
        match = _DIRECTIVE.match(folded)
        return self.form.block == "CHECKS" or bool(match and keywords.directive(match[1]) != "NOTE")

    def _continues(self, text: str, folded: str) -> bool:
        """Tell whether a line ends in one backslash; full-width ones count in tables' rows only."""
        if self.mode == "table" and "|" in folded and not folded.lstrip(" ").startswith(("@", "#")):
            text = folded
        return text.endswith("\\") and (len(text) - len(text.rstrip("\\"))) % 2 == 1

    def _indent(self, blank: str, start: int) -> int:
        self.tabbed = self.mode == "tableform" and "\t" in blank
        if self.tabbed:
            span = self.source.span(start, start + len(blank))
            self.out.diagnostics.append(diagnose(syntax.TAB_INDENT, span))
        return sum(2 if c == "\u3000" else 1 for c in blank)

    def _too_long(self, start: int, end: int) -> None:
        span = self.source.span(start, start + 1)
        found = diagnose(reading.LINE_TOO_LONG, span, length=end - start, limit=MAX_LINE)
        self.out.diagnostics.append(found)

    def _classify(self, line: Line, raw: list[tuple[int, int]], index: int) -> None:
        if not line.text:
            self._blank()
            return
        if self.mode == "header":
            if self._field(line):
                return
            self.mode = "body"
        if line.folded[0] == "#":
            self._leave("body")
            self._emit(line.rest(0, "HEADING"))
        elif line.folded[0] == "@":
            self._directive(line)
        elif self.mode == "table":
            self._table_line(line, raw, index)
        elif self.mode == "tableform":
            self._form_line(line)
        elif self.mode != "skip":
            self._emit(line.rest(0, "PARAGRAPH"))

    def _blank(self) -> None:
        """Take a blank line: it ends the header."""
        self.parted = True
        if self.mode == "header" and self.has_fields:
            self.mode = "body"

    def _emit(self, line: Line) -> None:
        self.parted = False
        self.out.lines.append(line)

    def _leave(self, mode: str) -> None:
        """End the open block and go over to another mode."""
        for _ in range(len(self.form.levels) - 1):
            self._structure("_DEDENT")
        self.form = FormState()
        self.skip_rows = False
        self.mode = mode

    def _structure(self, kind: str) -> None:
        end = self.out.lines[-1].pieces[-1] if self.out.lines else (0, 0)
        self._emit(Line(kind, "", "", self.source.id, (end,)))

    # ── header ───────────────────────────────────────────────────────────────────────────────────

    def _field(self, line: Line) -> bool:
        """Take a line of the header, or tell that it is none."""
        match = _FIELD.match(line.folded)
        if match is None or (not self.has_fields and not self._may_begin(match[1])):
            return False
        self.has_fields = True
        if keywords.field(match[1]):
            self.out.saw(match[1])
        self._emit(line.rest(0, "FIELD"))
        return True

    @staticmethod
    def _may_begin(key: str) -> bool:
        known = [word for words in keywords.FIELDS.values() for word in words]
        return keywords.field(key) is not None or any(
            distance_one(key.casefold(), w) for w in known
        )

    # ── directives ───────────────────────────────────────────────────────────────────────────────

    def _directive(self, line: Line) -> None:
        match = _DIRECTIVE.match(line.folded)
        word = match[1] if match else ""
        kind = keywords.directive(word)
        if kind is None:
            self._unknown_directive(line)
            return
        self.out.saw(word)
        # A colon right behind the word is a habit and no content.
        content = line.rest(len(word) + 1 + line.folded.startswith(":", len(word) + 1), kind, word)
        if self.mode == "table" and kind in {"RENAME", "OMIT"}:
            if not self.skip_rows:
                self._emit(content)
            return
        self._leave(
            {"TABLE": "table", "PLAIN": "table", "TABLEFORM": "tableform"}.get(kind, "body")
        )
        self.form.head = len(self.out.lines)
        self._emit(content)

    def _unknown_directive(self, line: Line) -> None:
        from reportdsl.syntax.unknown import unknown  # noqa: PLC0415 - most words are known

        # A report, which has header fields, holds no lines of forms.
        finding, kind = unknown(line, forms=not self.has_fields)
        self.out.diagnostics.append(finding)
        if self.mode == "table" and kind in {"RENAME", "OMIT"}:
            return
        # What was meant for a table has rows below it, for a table form its lines: no paragraphs.
        in_form = self.mode == "tableform" or (kind == "TABLEFORM" and not self.has_fields)
        self._leave("skip" if in_form else "table")
        self.skip_rows = True

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table_line(self, line: Line, raw: list[tuple[int, int]], index: int) -> None:
        if has_bar(line.folded):
            if not self.skip_rows:
                self._emit(line.rest(0, "ROW"))
        elif self._is_misparted(line, raw, index):
            if not self.skip_rows:
                self._pasted(line)
        elif not self.skip_rows and self._row_follows(raw, index):
            self._emit(line.rest(0, "ROW"))
        else:
            self._leave("body")
            self._emit(line.rest(0, "PARAGRAPH"))

    def _is_misparted(self, line: Line, raw: list[tuple[int, int]], index: int) -> bool:
        """Tell whether other marks than bars part the cells of a line."""
        if "\t" in line.text or self._heads_pasted(line, raw, index):
            return True
        # Below a blank line it may be a text.
        return is_drawn(line.folded) and (not self.parted or self._row_follows(raw, index))

    def _pasted(self, line: Line) -> None:
        """Take a row whose cells other marks than bars part."""
        from reportdsl.syntax.pasted import PastedRows  # noqa: PLC0415 - few reports hold any

        if self.pasted is None:
            self.pasted = PastedRows(self.source)
        self._emit(self.pasted.take(line, self._before()))

    def _before(self) -> Line | None:
        """Return the last line; None if there is none, as behind a misspelt first one."""
        return self.out.lines[-1] if self.out.lines else None

    def _heads_pasted(self, line: Line, raw: list[tuple[int, int]], index: int) -> bool:
        """Tell whether a table's first line, behind tabs, names the one column of pasted rows."""
        start = line.pieces[0][1]
        before = self._before()
        if self.source.text[start - 1 : start] != "\t" or (before and before.kind == "ROW"):
            return False
        follows = self.source.text[slice(*raw[index])] if index < len(raw) else ""
        return "\t" in follows.strip(BLANK)

    def _row_follows(self, raw: list[tuple[int, int]], index: int) -> bool:
        """Tell whether the next line that is neither blank nor a comment is a row."""
        for at in range(index, len(raw)):
            start, end = raw[at]
            text = self.folded[start : min(end, start + MAX_LINE)].strip(" ")
            if text and not text.startswith("//"):
                return not text.startswith(("#", "@")) and has_bar(text)
        return False

    # ── table forms ──────────────────────────────────────────────────────────────────────────────

    def _form_line(self, line: Line) -> None:
        form = self.form
        if form.base is None:
            form.base = line.indent
        match = _BLOCK.match(line.folded)
        kind = keywords.block(match[1]) if match else None
        if form.block == LOST and line.indent > form.block_indent:
            self._lose(line)
        elif match and kind and form.is_block_level(line.indent, kind):
            self._open(kind, line.indent)
            self.out.saw(match[1])
            self._emit(line.rest(match.end(), kind, match[1]))
        elif form.block in {"COLUMNS", "ROWS"} and line.indent > form.block_indent:
            self._node(line)
        elif form.block in {"CHECKS", "PROSE"} and line.indent > form.block_indent:
            self._emit(line.rest(0, "RULE" if form.block == "CHECKS" else "SENTENCE"))
        else:
            self._stray(line)

    def _open(self, kind: str, indent: int) -> None:
        """Enter a block, which ends the tree of the one before."""
        for _ in range(len(self.form.levels) - 1):
            self._structure("_DEDENT")
        self.form.open(kind, indent)

    def _lose(self, line: Line) -> None:
        """Leave a line out of the table form; what it may hold is not unknown."""
        self.out.lost.setdefault(self.form.head, []).append(line.text)

    def _stray(self, line: Line) -> None:
        """Tell of a line that opens no block; what stands beneath it would belong to that."""
        from reportdsl.syntax.stray import stray  # noqa: PLC0415 - few forms hold any

        if self.form.is_block_level(line.indent, LOST):
            self._open(LOST, line.indent)
        self._lose(line)
        self.out.diagnostics.append(stray(line))

    def _node(self, line: Line) -> None:
        levels = self.form.levels
        if line.indent > levels[-1] and len(levels) > MAX_DEPTH:
            depth = len(levels)
            found = diagnose(syntax.NESTED_TOO_DEEP, line.whole, depth=depth, limit=MAX_DEPTH)
            self.out.diagnostics.append(found)
        elif line.indent > levels[-1]:
            self._structure("_INDENT")
            levels.append(line.indent)
        elif line.indent < levels[-1]:
            if line.indent not in levels[1:] and not self.tabbed:
                self.out.diagnostics.append(diagnose(syntax.BAD_INDENT, line.whole))
            while len(levels) > 2 and line.indent < levels[-1]:
                levels.pop()
                self._structure("_DEDENT")
        self._emit(line.rest(0, "NODE"))
