"""Build the document: feed the line tokens to the grammar, then make nodes of its tree."""

from collections.abc import Callable
from typing import cast

from reportdsl.diagnostics.diagnostic import diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import keywords, nodes, prose, rows
from reportdsl.syntax.expressions import Slots, token_span, token_text, unquoted
from reportdsl.syntax.grammar import ParseTree, accepts, document_parser, finish, line_token
from reportdsl.syntax.line import Line, shortened
from reportdsl.syntax.lines import Reading
from reportdsl.syntax.tree import Token, Tree
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Source

MAX_HEADING = 4
_WORD = pattern(r"\w+")


def build(source: Source, reading: Reading, slots: Slots) -> nodes.Document:
    """Return the document of a source's lines; faults go to `slots`."""
    return _Builder(source, reading, slots).document()


class _Builder:
    """The lines that the document's tokens point at, and the faults found in them."""

    def __init__(self, source: Source, reading: Reading, slots: Slots) -> None:
        self.source = source
        self.lines = reading.lines
        self.lost = reading.lost
        self.slots = slots
        self.simple: dict[str, Callable[[Line], nodes.Block | None]] = {
            "HEADING": self._heading,
            "PARAGRAPH": lambda line: nodes.Paragraph(prose.build(line, slots), line.whole),
            "NOTE": self._note,
            "CHECK": self._check,
            "ALLOW": self._allow,
            "INCLUDE": self._include,
            "SIGNATURE": self._signature,
            "CHART": lambda line: nodes.Chart(line.text, line.whole),
            "FORM": self._form,
            "SECTION": self._section,
        }

    def document(self) -> nodes.Document:
        tree = self._parse()
        fields: list[nodes.Field] = []
        blocks: list[nodes.Block] = []
        for child in tree.children:
            if isinstance(child, Token) and child.type == "FIELD":
                fields.append(self._field(self._line(child)))
            else:
                block = self._block(child)
                if block is not None:
                    blocks.append(block)
        whole = self.source.span(0, len(self.source.text))
        return nodes.Document(tuple(fields), tuple(blocks), whole)

    def _parse(self) -> ParseTree:
        """Feed the lines; one that does not fit where it stands is reported and left out."""
        parser = document_parser()
        dropped = 0
        for index, line in enumerate(self.lines):
            if dropped and line.kind in {"_INDENT", "_DEDENT"}:
                dropped += 1 if line.kind == "_INDENT" else -1
            elif not accepts(parser, line_token(line.kind, index)):
                if line.kind == "_INDENT":
                    dropped += 1
                elif line.text:
                    written = f"@{line.word} {line.text}" if line.word else line.text
                    shown = shortened(written)
                    found = diagnose(syntax.MISPLACED_LINE, line.whole, line=shown)
                    self.slots.report(found)
        return finish(parser)

    def _line(self, token: "ParseTree | Token") -> Line:
        return self.lines[int(cast("Token", token))]

    def _block(self, child: "ParseTree | Token") -> nodes.Block | None:
        if isinstance(child, Tree):
            if child.data == "table":
                return self._table(child)
            from reportdsl.syntax import formlines  # noqa: PLC0415 - reports hold none

            lost = self.lost.get(int(cast("Token", child.children[0])), ())
            return formlines.table_form(child, self._line, self.slots, lost)
        return self.simple[child.type](self._line(child))

    # ── header and prose ─────────────────────────────────────────────────────────────────────────

    def _field(self, line: Line) -> nodes.Field:
        colon = line.folded.index(":")
        key = line.part(0, colon)
        value = line.part(colon + 1, len(line.text))
        name = keywords.field(key.folded)
        if name in {"title", "agency"} and _names_field(value):
            expected = message(syntax.TEXT_EXPECTED)
            self.slots.report(
                diagnose(
                    syntax.BAD_FIELD, value.whole, key=key.text, value=value.text, expected=expected
                )
            )
        return nodes.Field(name, key.text, value.text, key.whole, value.whole)

    def _heading(self, line: Line) -> nodes.Heading:
        level = len(line.folded) - len(line.folded.lstrip("#"))
        if level > MAX_HEADING:
            span = line.span(0, level)
            self.slots.report(diagnose(syntax.HEADING_TOO_DEEP, span, count=level))
        text = line.rest(level)
        if not text.text:
            self.slots.report(diagnose(syntax.EMPTY_HEADING, line.whole))
        return nodes.Heading(min(level, MAX_HEADING), prose.build(text, self.slots), line.whole)

    def _note(self, line: Line) -> nodes.Note | None:
        if not line.text:
            self._needs_argument(line)
            return None
        return nodes.Note(prose.build(line, self.slots), line.whole)

    # ── directives ───────────────────────────────────────────────────────────────────────────────

    def _needs_argument(self, line: Line) -> None:
        problem = message(syntax.NEEDS_ARGUMENT)
        found = diagnose(syntax.BAD_DIRECTIVE, line.whole, word=line.word, problem=problem)
        self.slots.report(found)

    def _allow(self, line: Line) -> nodes.Allow | None:
        tree = self.slots.parse("allow", line, syntax.BAD_DIRECTIVE, line.word)
        if tree is None:
            return None
        code, reason, _, year, _ = cast("list[Token | None]", tree.children)
        assert code is not None
        assert reason is not None
        until = int(year) if year is not None and year.isdigit() and len(year) <= 4 else None
        text = unquoted(token_text(reason, line))
        if not text.strip():
            problem = message(syntax.NEEDS_REASON)
            place = token_span(reason, line)
            self.slots.report(
                diagnose(syntax.BAD_DIRECTIVE, place, word=line.word, problem=problem)
            )
            return None
        return nodes.Allow(str(code).strip(), text, until, token_span(code, line), line.whole)

    def _include(self, line: Line) -> nodes.Include | None:
        if not line.text:
            self._needs_argument(line)
            return None
        return nodes.Include(unquoted(line.text), line.whole)

    def _signature(self, line: Line) -> nodes.Signature:
        if line.text:
            problem = message(syntax.NO_ARGUMENT)
            found = diagnose(syntax.BAD_DIRECTIVE, line.whole, word=line.word, problem=problem)
            self.slots.report(found)
        return nodes.Signature(line.whole)

    # ── checks and forms ─────────────────────────────────────────────────────────────────────────

    def _check(self, line: Line) -> nodes.Check | None:
        from reportdsl.syntax import conditions  # noqa: PLC0415 - few reports hold any

        return conditions.check(line, self.slots)

    def _form(self, line: Line) -> nodes.Form | None:
        from reportdsl.syntax import formlines  # noqa: PLC0415 - reports hold none

        return formlines.form(line, self.slots)

    def _section(self, line: Line) -> nodes.SectionRule | None:
        from reportdsl.syntax import formlines  # noqa: PLC0415 - as above

        return formlines.section(line, self.slots)

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, tree: ParseTree) -> nodes.Table | nodes.PlainTable:
        head = self._line(tree.children[0])
        lines = [self._line(child) for child in tree.children[1:]]
        last = lines[-1].whole if lines else head.whole
        span = head.whole.to(last)
        made = [rows.row(line, self.slots) for line in lines if line.kind == "ROW"]
        renames = [rows.rename(line, self.slots) for line in lines if line.kind == "RENAME"]
        omits = [rows.omit(line, self.slots) for line in lines if line.kind == "OMIT"]
        kept = tuple(r for r in renames if r), tuple(o for o in omits if o)
        if head.kind == "PLAIN":
            name = unquoted(head.text)
            return nodes.PlainTable(name, tuple(made), *kept, head.whole, span)
        if not head.text:
            self._needs_argument(head)
        parts = rows.table_head(head, self.slots) if head.text else None
        if parts is None:
            at = head.whole
            return nodes.Table(
                "", None, None, tuple(made), *kept, broken=True, name_span=at, span=span
            )
        name, form, rollup, name_span = parts
        broken = any(line.kind == "ROW" and "|" not in line.folded for line in lines)
        return nodes.Table(name, form, rollup, tuple(made), *kept, broken, name_span, span)


def _names_field(line: Line) -> bool:
    """Tell whether something in braces begins with the name of a header field."""
    inner = (line.part(start + 1, end - 1).folded for start, end, _ in prose.braces(line))
    return any((word := _WORD.match(text)) and keywords.field(word[0]) for text in inner)
