"""Find in a document what its forms need beside tables: title, sections, names of tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportdsl.importers.front import Front, front
from reportdsl.importers.raw import RawDocument, RawTable, RawText
from reportdsl.importers.regions import Foreign, Piece
from reportdsl.importers.tableform.bands import full_line
from reportdsl.importers.tableform.boxes import grid_of, has_places
from reportdsl.importers.tableform.captions import (
    is_caption,
    name_of,
    plain_name,
    unit_line,
    unit_said,
)
from reportdsl.text.pattern import pattern

_SUBJECTS = ("报表", "决算", "预算", "统计", "年报", "公开表", "Report")
_NUMBERED = pattern(r"[一二三四五六七八九十]{1,3}+、\S")
_STOPS = frozenset("。；：，！？:;")
_LONGEST_HEADING = 40
_NEAR = 3
"""How many paragraphs above a table may name it or its unit."""
_CHINESE = pattern(r"[㐀-鿿]")
_YEAR = pattern(
    r"(?:19|20)[0-9]{2}\s*+(?:年度?)?|FY\s*+(?:19|20)[0-9]{2}|Fiscal Year\s*+(?:19|20)[0-9]{2}"
)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A table of the document. Compared by identity."""

    table: RawTable
    number: int
    """Its place among the tables of the file, from 1."""
    name: str
    unit: str
    section: int | None
    """The number of the section that it stands in, from 0."""
    in_body: bool
    """Whether it is part of the report, not of the page around it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document holds."""

    title: str
    name: str
    """What its form is called."""
    sections: tuple[str, ...]
    items: tuple[Item, ...]
    chinese: bool


def outline(document: RawDocument) -> Outline:
    """Return what a document holds."""
    pieces: list[Piece] = [
        Foreign(block, list(block.rows)) if isinstance(block, RawTable) else block
        for block in document.blocks
    ]
    found = front(pieces, document.title, document.facts, _SUBJECTS)
    texts = (block.text for block in document.blocks if isinstance(block, RawText))
    cells = (
        c.text for b in document.blocks if isinstance(b, RawTable) for r in b.rows for c in r.cells
    )
    chinese = any(_CHINESE.search(text) for group in (texts, cells) for text in group)
    title = found.title or _first_heading(document) or document.title
    body = {id(piece.table) for piece in found.body if isinstance(piece, Foreign)}
    if not body:
        body = {id(b) for b in document.blocks if isinstance(b, RawTable)}
    sections, items = _Walk(found, chinese=chinese).over(document, body)
    kind = title.replace(found.agency, " ") if found.agency else title
    name = plain_name(_YEAR.sub(" ", kind)) or plain_name(title)
    return Outline(title, name, tuple(sections), tuple(items), chinese)


def _first_heading(document: RawDocument) -> str:
    headings = [b for b in document.blocks if isinstance(b, RawText) and b.level]
    top = min((b.level for b in headings), default=0)
    own = [b.text for b in headings if b.level == top]
    return own[0] if len(own) == 1 else ""


class _Walk:
    """The way through a document, from heading to heading."""

    def __init__(self, found: Front, *, chinese: bool) -> None:
        self.chinese = chinese
        body = [p for p in found.body if isinstance(p, RawText)]
        self.in_body = {id(p) for p in body}
        marked = [p for p in body if p.level]
        self.base = min(
            (p.level for p in marked if _NUMBERED.match(p.text)),
            default=min((p.level for p in marked), default=1),
        )
        self.title = found.title
        self.agency = found.agency
        self.names: set[str] = set()

    def over(self, document: RawDocument, body: set[int]) -> tuple[list[str], list[Item]]:
        sections: list[str] = []
        items: list[Item] = []
        above: list[RawText] = []
        unit = ""
        number = 0
        for block in document.blocks:
            if isinstance(block, RawTable):
                number += 1
                near = above[-_NEAR:]
                own = next((u for t in reversed(near) if (u := unit_said(t.text))), unit)
                name = self._name(block, near, sections)
                section = len(sections) - 1 if sections else None
                items.append(Item(block, number, name, own, section, id(block) in body))
                above = []
                continue
            above.append(block)
            if id(block) in self.in_body and self._is_section(block):
                sections.append(block.text)
        return sections, items

    def _is_section(self, block: RawText) -> bool:
        if block.text == self.title or "<" in block.text or "＜" in block.text:
            return False
        if block.level:
            return block.level <= self.base
        short = len(block.text) <= _LONGEST_HEADING and block.text[-1] not in _STOPS
        return short and _NUMBERED.match(block.text) is not None

    def _name(self, table: RawTable, near: Sequence[RawText], sections: Sequence[str]) -> str:
        wanted = next((n for t in self._texts(table, near, sections) if (n := self._plain(t))), "")
        base = wanted or ("表" if self.chinese else "Table")
        name, number = wanted or f"{base}1", 1
        while name in self.names:
            number += 1
            name = f"{base}{number}"
        self.names.add(name)
        return name

    def _plain(self, text: str) -> str:
        """Return the name in a text: without whose table it is, and of which year."""
        own = text.replace(self.agency, "") if self.agency else text
        return name_of(_YEAR.sub(" ", own)) or name_of(text)

    def _texts(
        self, table: RawTable, near: Sequence[RawText], sections: Sequence[str]
    ) -> Iterator[str]:
        """Yield what may name a table, the best first."""
        if has_places(table) and table.rows:
            grid = grid_of(table)
            for row in range(min(grid.height, _NEAR)):
                line = full_line(grid, row)
                if line is None:
                    break
                if is_caption(line.text):
                    yield line.text
        for text in reversed(near):
            if is_caption(text.text) and not unit_line(text.text):
                yield text.text
        for text in reversed(near):
            if text.level and text.text != self.title:
                yield text.text
        yield from reversed(sections[-1:])
        yield self.title
