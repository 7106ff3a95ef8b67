"""Read outputs back as others do: pages as a browser, Markdown as a renderer."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

Page = LexborHTMLParser
_SPACES = re.compile("[\t\n\f\r ]+")


@dataclass(eq=False)
class Element:
    """A cell of a table as a page has it."""

    tag: str
    text: str
    id: str
    headers: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<{self.tag} {self.text}>"


Matrix = list[list[Element | None]]
"""The cells of a table by the places that they cover; None where none does."""


def shown(text: str) -> str:
    """Return a text as a browser shows it: white space is one blank."""
    return _SPACES.sub(" ", text).strip(" ")


def page(html: str) -> LexborHTMLParser:
    """Return a page, without what only tells that a cell failed."""
    read = LexborHTMLParser(html)
    for unseen in read.css(".unseen"):
        unseen.decompose()
    return read


def rendered(markdown: str) -> LexborHTMLParser:
    """Return Markdown as GitHub shows it, as far as tables go."""
    return LexborHTMLParser(MarkdownIt("commonmark").enable("table").render(markdown))


def matrices(read: LexborHTMLParser) -> list[Matrix]:
    """Return the tables of a page, spans resolved as HTML's table model does."""
    return [_matrix(table) for table in read.css("table")]


def _matrix(table: LexborNode) -> Matrix:
    out: Matrix = []
    for group in table.iter():
        if group.tag in {"thead", "tbody", "tfoot"}:
            out += _group([row for row in group.iter() if row.tag == "tr"])
    width = max(map(len, out), default=0)
    return [[*row, *[None] * (width - len(row))] for row in out]


def _group(rows: list[LexborNode]) -> Matrix:
    """Return the places of a row group; no cell goes beyond it."""
    taken: dict[tuple[int, int], Element] = {}
    for number, row in enumerate(rows):
        column = 0
        for node in row.iter():
            while (number, column) in taken:
                column += 1
            colspan = int(node.attributes.get("colspan") or 1)
            rowspan = int(node.attributes.get("rowspan") or 1)
            element = _element(node)
            for below in range(number, min(number + rowspan, len(rows))):
                for beside in range(column, column + colspan):
                    assert (below, beside) not in taken, "two cells cover one place"
                    taken[below, beside] = element
            column += colspan
    return [
        [
            taken.get((number, c))
            for c in range(1 + max((x for y, x in taken if y == number), default=-1))
        ]
        for number in range(len(rows))
    ]


def _element(node: LexborNode) -> Element:
    attributes = node.attributes
    headers = tuple((attributes.get("headers") or "").split())
    return Element(node.tag or "", shown(node.text()), attributes.get("id") or "", headers)


def texts(read: LexborHTMLParser, selector: str) -> list[str]:
    """Return the texts of the elements that a selector finds."""
    return [shown(node.text()) for node in read.css(selector)]
