"""Part a document into prose, tables of the forms, and tables of no form.

Tables that follow each other, or that titles of their parts stand between, are one as far as their
labels are those of one table of the forms; a table that runs into the next is cut there. Where
cells stand on lines of their own, paragraphs are a table from a label that opens one to its last
figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.labels import key, likest, names
from reportdsl.importers.raw import (
    Layout,
    RawBlock,
    RawCell,
    RawDocument,
    RawRow,
    RawTable,
    RawText,
)
from reportdsl.importers.regions import Foreign, Piece, Region, add_foreign, is_page_number
from reportdsl.importers.templates import Family, Template
from reportdsl.text.pattern import pattern

_ALIKE = 60
"""How alike a paragraph among cells must be to a label, in percent."""
_REMARK = pattern(r"[（(【]?+(?:注|续|说明|备注|单位)")
"""How a remark begins that may stand within a table."""
_VERY_ALIKE = 75
"""How alike what may be a heading must be to a label to be that."""
_SECTION = pattern(r"[一二三四五六七八九十]++[、.．]")
_WIDE = 2
"""How many columns a table has at least in which a heading may stand."""
_SHORT = 12
"""How long a paragraph among cells may be that is like no label, and yet a cell."""
_CLOSE = 3
"""Within how many paragraphs behind a label that opens a table the next cell must stand."""


@dataclass(slots=True)
class Pieces:
    """What a document holds, in order."""

    pieces: list[Piece] = field(default_factory=list)
    scattered: list[tuple[Family, RawText]] = field(default_factory=list)
    """Tables whose cells stand as paragraphs where tables are told: each with its first cell.

    Those paragraphs are refused.
    """


def parted(document: RawDocument, families: Sequence[Family]) -> Pieces:
    """Return what a document holds, in order."""
    return _Parted(document, families).parted()


class _Parted:
    def __init__(self, document: RawDocument, families: Sequence[Family]) -> None:
        self.blocks = document.blocks
        self.families = families
        self.loose = document.loose
        self.bare = 0
        """Up to where labels that open a table are known to have no figures behind them."""
        self.found = Pieces()
        self.out = self.found.pieces

    def parted(self) -> Pieces:
        at = 0
        while at < len(self.blocks):
            block = self.blocks[at]
            if isinstance(block, RawTable):
                for row in block.rows:
                    if self._is_section_title(block, row):
                        self.out.append(RawText(_only_text(row), row.span))
                    else:
                        self._row(block, row)
                at += 1
            elif self._is_part_title(at):
                assert isinstance(block, RawText)
                self._row(*_as_row(block))
                at += 1
            elif self._is_own_caption(at):
                at += 1
            elif end := self._stream_end(at):
                self._stream(at, self.blocks[at:end])
                at = end
            else:
                self.out.append(block)
                at += 1
        for piece in self.out:
            if isinstance(piece, Region):
                piece.drop_serials()
        return self.found

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _is_section_title(self, table: RawTable, row: RawRow) -> bool:
        """Tell whether a row is the heading of a section, which some set into the table itself."""
        cells = [cell for cell in row.cells if cell.text]
        if table.layout is not Layout.PLACED or len(cells) != 1 or table.width < _WIDE:
            return False
        whole = cells[0].width == table.width or len(row.cells) == 1
        return (
            whole
            and bool(_SECTION.match(cells[0].text))
            and not self._is_like(cells[0].text, _VERY_ALIKE)
        )

    def _row(self, table: RawTable, row: RawRow) -> None:
        self._resume(table, row)
        family = self._family(row)
        last = self.out[-1] if self.out else None
        if family is None:
            add_foreign(self.out, table, [row])
            return
        goes_on = isinstance(last, Region) and last.family is family
        if not isinstance(last, Region) or not goes_on or last.begins_again(table, row):
            last = Region(family, self._above(table, row, family))
            self.out.append(last)
        if not last.parts or last.parts[-1][0] is not table:
            last.parts.append((table, []))
        last.parts[-1][1].append(row)

    def _resume(self, table: RawTable, row: RawRow) -> None:
        """Put a remark within a table before it, if a row goes on with the table."""
        if len(self.out) < 2:
            return
        above, remark = self.out[-2:]
        if not isinstance(above, Region) or not isinstance(remark, RawText):
            return
        keys = {name for cell in row.cells for name in names(cell.text)}
        goes_on = keys & above.family.keys and not above.begins_again(table, row)
        if goes_on and (_REMARK.match(remark.text) or is_page_number(remark.text)):
            self.out[-2:] = [remark, above]

    def _above(
        self, table: RawTable, row: RawRow, family: Family
    ) -> list[tuple[RawTable, list[RawRow]]]:
        """Return what stands over a row that begins a table of the forms, and belongs to it.

        Heads over its columns are never set aside, whatever they say: else figures would come
        under the form's. Above a title, and in a text above heads of the form, another table ends.
        """
        at = self._foreign_above(table)
        above = self.out[at] if at >= 0 else None
        if not isinstance(above, Foreign):
            return []
        keys = {name for cell in row.cells for name in names(cell.text)}
        titles = {k for edition in family.editions for k in _titles(edition)}
        first = len(above.rows)
        if not keys & family.openings:
            first = 0
        elif table.layout is Layout.PLACED and not keys & titles:
            first = _behind_figures(above.rows)
        elif all(_texts(own) == 1 for own in above.rows):
            first = 0
        taken = above.rows[first:]
        del above.rows[first:]
        if not above.rows:
            del self.out[at]
        return [(above.table, taken)] if taken else []

    def _foreign_above(self, table: RawTable) -> int:
        """Return where the rows of no form stand that a row of a table stands under; -1 if none do.

        They are of the same table, or are one by themselves right above it that has no figures.
        """
        for at in range(len(self.out) - 1, -1, -1):
            piece = self.out[at]
            if isinstance(piece, Foreign):
                only_heads = at == len(self.out) - 1 and not _behind_figures(piece.rows)
                return at if piece.table is table or only_heads else -1
            in_it = isinstance(piece, RawText) and table.span.start <= piece.span.start
            if not in_it:
                return -1
        return -1

    def _family(self, row: RawRow) -> Family | None:
        """Return the table that a row is of: the one before it, unless its labels say otherwise."""
        last = self.out[-1] if self.out else None
        current = last.family if isinstance(last, Region) else None
        keys = {name for cell in row.cells for name in names(cell.text)}
        hits = {id(f): len(keys & f.keys) for f in self.families}
        if current is not None and (hits[id(current)] or not any(hits.values())):
            others = [f for f in self.families if f is not current and keys & f.openings]
            opened = max(others, key=lambda f: hits[id(f)], default=None)
            if opened is None or hits[id(opened)] <= hits[id(current)]:
                return current
            return opened
        best = max(self.families, key=lambda f: hits[id(f)], default=None)
        return best if best is not None and hits[id(best)] else None

    def _is_own_caption(self, at: int) -> bool:
        """Tell whether a caption is but the name that a form gives its table, which pages hide."""
        block = self.blocks[at]
        assert isinstance(block, RawText)
        return block.caption and any(key(block.text) == key(f.name) for f in self.families)

    def _is_part_title(self, at: int) -> bool:
        """Tell whether a paragraph is the title of a part of the table that follows or goes on."""
        block = self.blocks[at]
        if not isinstance(block, RawText) or at + 1 >= len(self.blocks):
            return False
        follows = self.blocks[at + 1]
        if not isinstance(follows, RawTable) or follows.layout is Layout.STREAM:
            return False
        titles = set(names(block.text))
        keys = {k for row in follows.rows for cell in row.cells for k in names(cell.text)}
        return any(
            keys & family.keys and (titles & _titles(edition) or titles & edition.group_keys - keys)
            for family in self.families
            for edition in family.editions
        )

    # ── cells on lines of their own ──────────────────────────────────────────────────────────────

    def _stream_end(self, at: int) -> int:
        """Return where a table of paragraphs that begins here ends; 0 if none does."""
        family = self._opened(at) if at >= self.bare else None
        if family is None:
            return 0
        end = at + 1
        while end < len(self.blocks):
            ahead = range(end, min(end + _CLOSE, len(self.blocks)))
            step = next((n for n in ahead if self._is_cell(n, family)), None)
            if step is None or any(not self._may_be_label(n) for n in range(end, step)):
                break
            opened = self._opened(end)
            if opened is not None and opened is not family:
                break
            end = step + 1
        if any(looks_like_figure(_text(self.blocks[n])) for n in range(at, end)):
            return end
        self.bare = end
        return 0

    def _opened(self, at: int) -> Family | None:
        """Return the table that a paragraph opens."""
        block = self.blocks[at]
        if not isinstance(block, RawText) or block.level or block.refused:
            return None
        keys = set(names(block.text))
        for family in self.families:
            if keys & family.openings:
                ahead = range(at + 1, min(at + 1 + _CLOSE, len(self.blocks)))
                if any(self._is_cell(n, family) for n in ahead):
                    return family
        return None

    def _is_cell(self, at: int, family: Family) -> bool:
        block = self.blocks[at]
        if not isinstance(block, RawText) or block.level:
            return False
        if looks_like_figure(block.text):
            return True
        return any(name in family.keys for name in names(block.text))

    def _may_be_label(self, at: int) -> bool:
        """Tell whether a paragraph before a cell may be a label in words of its own."""
        block = self.blocks[at]
        if not isinstance(block, RawText) or block.level or block.text.endswith("。"):
            return False
        if len(block.text) <= _SHORT:
            return True
        return self._is_like(block.text, _ALIKE)

    def _is_like(self, text: str, least: int) -> bool:
        """Tell whether a text is like a label of a table of the forms, so many percent of it."""
        return any(
            likest(text, node.label) >= least
            for family in self.families
            for edition in family.editions
            for band in edition.bands
            for root in (*band.form.stubs, *band.form.columns.roots, *band.form.rows.roots)
            for node in root.walk()
        )

    def _stream(self, at: int, blocks: Sequence[RawBlock]) -> None:
        family = self._opened(at)
        first = blocks[0]
        if not self.loose and family is not None and isinstance(first, RawText):
            self.found.scattered.append((family, first))
            self.out += [replace(b, refused=True) for b in blocks if isinstance(b, RawText)]
            return
        rows = tuple(row for block in blocks for row in _rows_of(block))
        table = RawTable(Layout.STREAM, rows, 1, spanned=False, span=rows[0].span.to(rows[-1].span))
        for row in rows:
            self._row(table, row)


def _titles(template: Template) -> frozenset[str]:
    """Return the keys of the titles of a table's bands."""
    return frozenset(k for band in template.bands for k in band.title_keys)


def _behind_figures(rows: Sequence[RawRow]) -> int:
    """Return how many rows there are up to the last with a figure."""
    found = (
        at
        for at in range(len(rows), 0, -1)
        if any(looks_like_figure(cell.text) for cell in rows[at - 1].cells)
    )
    return next(found, 0)


def _texts(row: RawRow) -> int:
    return sum(bool(cell.text) for cell in row.cells)


def _rows_of(block: RawBlock) -> Iterator[RawRow]:
    if isinstance(block, RawText):
        yield RawRow((RawCell(block.text, block.span),), block.span)


def _as_row(block: RawText) -> tuple[RawTable, RawRow]:
    row = RawRow((RawCell(block.text, block.span),), block.span)
    return RawTable(Layout.STREAM, (row,), 1, spanned=False, span=block.span), row


def _only_text(row: RawRow) -> str:
    return next(cell.text for cell in row.cells if cell.text)


def _text(block: RawBlock) -> str:
    return block.text if isinstance(block, RawText) else ""
