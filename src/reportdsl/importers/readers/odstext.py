"""Read the text of cells of open spreadsheets: what is hidden or struck out is no part of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.joining import set_apart
from reportdsl.importers.readers.looks import NONE, Letters
from reportdsl.importers.readers.xmltree import child

_DEEPEST = 20
"""How many styles may be based on each other."""
_SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
_BESIDE = frozenset({"annotation", "annotation-end", "note", "ruby-text"})
"""What stands beside the text."""


@dataclass(frozen=True, slots=True)
class TextStyles:
    """How letters look in the styles of a spreadsheet, by the names of these."""

    letters: Mapping[str, Letters] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)

    def look(self, name: str) -> Letters:
        """Return how letters look in a style."""
        found = NONE
        for _ in range(_DEEPEST):
            if name not in self.letters:
                break
            found = found.over(self.letters[name])
            name = self.bases[name]
        return found


def text_styles(*roots: Element | None) -> TextStyles:
    """Return what parts of a spreadsheet say of letters."""
    nodes = {
        node.get("name", ""): node
        for root in roots
        for name in ("styles", "automatic-styles")
        for node in child(root, name) or ()
        if node.tag == "style"
    }
    return TextStyles(
        {name: _letters(child(node, "text-properties")) for name, node in nodes.items()},
        {name: node.get("parent-style-name", "") for name, node in nodes.items()},
    )


def _letters(properties: Element | None) -> Letters:
    if properties is None:
        return NONE
    display = properties.get("display")
    through = properties.get("text-line-through-style") or properties.get("text-line-through-type")
    position = properties.get("text-position")
    return Letters(
        hidden=None if display is None else display == "none",
        struck=None if through is None else through != "none",
        position=None if position is None else _height(position),
    )


def _height(position: str) -> str:
    """Return how high letters stand over their line: a word or a number, 0 for on it."""
    height = (position.split() or ["0"])[0]
    return "0" if height in {"0%", "0"} else height


def paragraph(node: Element, styles: TextStyles, around: Letters = NONE) -> str:
    """Return the text of a paragraph in a cell that looks in some way."""
    look = styles.look(node.get("style-name", "")).over(around)
    raised = groupby(_runs(node, styles, look), key=itemgetter(1))
    return set_apart("".join(text for text, _ in group) for _, group in raised)


def notes(cell: Element, styles: TextStyles) -> Iterator[str]:
    """Yield the lines that reviewers noted at a cell."""
    for note in cell.iter("annotation"):
        for inner in note:
            if inner.tag == "p":
                yield paragraph(inner, styles)


def _runs(node: Element, styles: TextStyles, look: Letters) -> Iterator[tuple[str, bool]]:
    """Yield the texts that are there to read, and whether each is raised."""
    if not look.are_gone:
        yield node.text or "", look.are_raised
    for inner in node:
        if inner.tag in _SIGNS:
            yield _SIGNS[inner.tag], look.are_raised
        elif inner.tag not in _BESIDE:
            own = styles.look(inner.get("style-name", "")) if inner.tag == "span" else NONE
            yield from _runs(inner, styles, own.over(look))
        if not look.are_gone:
            yield inner.tail or "", look.are_raised
