"""Look things up in the parts of a Word document: styles, headings, what is switched on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.looks import NONE, Letters, letters, value
from reportdsl.importers.readers.xmltree import child, whole
from reportdsl.text.pattern import pattern

_HEADING = pattern(r"(?:heading|标题)\s*+([1-6])", 2)
_DEEPEST = 20
"""How many styles may be based on each other."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style tells of its paragraphs; None for what it leaves to the style it is based on."""

    base: str
    level: int | None
    numbering: tuple[str, int | None] | None
    letters: Letters = NONE


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document, by their ids."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    """The style of paragraphs that name none."""
    letters: Letters = NONE
    """How letters look where no style says otherwise."""
    _known: dict[tuple[str, str], Letters] = field(default_factory=dict)

    def level(self, name: str) -> int:
        """Return the level of headings of a style; 0 for others."""
        for style in self._chain(name):
            if style.level is not None:
                return style.level
        return 0

    def numbering(self, name: str) -> tuple[str, int | None] | None:
        """Return list and level that a style numbers its paragraphs by."""
        for style in self._chain(name):
            if style.numbering is not None:
                return style.numbering
        return None

    def look(self, paragraph: str, character: str) -> Letters:
        """Return how letters look in a style of paragraphs and one of characters."""
        known = self._known.get((paragraph, character))
        if known is None:
            around = self._look_of(paragraph or self.default)
            own = self._look_of(character)
            known = self._known[paragraph, character] = own.within(around).over(self.letters)
        return known

    def _look_of(self, name: str) -> Letters:
        """Return what a style and those that it is based on say of letters."""
        found = NONE
        for style in self._chain(name):
            found = found.over(style.letters)
        return found

    def _chain(self, name: str) -> list[Style]:
        found: list[Style] = []
        while name in self.styles and len(found) < _DEEPEST:
            found.append(self.styles[name])
            name = found[-1].base
        return found


def read_styles(root: Element | None) -> Styles:
    """Return the styles that a part declares."""
    if root is None:
        return Styles()
    nodes = {node.get("styleId", ""): node for node in root if node.tag == "style"}
    default = next((name for name, node in nodes.items() if _is_default(node)), "")
    return Styles(
        {name: _style(node) for name, node in nodes.items()},
        default,
        letters(child(root, "docDefaults", "rPrDefault", "rPr")),
    )


def _is_default(node: Element) -> bool:
    """Tell whether a style is that of paragraphs which name none."""
    return node.get("type") == "paragraph" and node.get("default", "0").lower() in {"1", "true"}


def _style(node: Element) -> Style:
    properties = child(node, "pPr")
    named = _HEADING.fullmatch(value(child(node, "name")).strip())
    level = outline(properties)
    if level is None and named is not None:
        level = int(named[1])
    return Style(
        value(child(node, "basedOn")), level, numbering(properties), letters(child(node, "rPr"))
    )


def outline(properties: Element | None) -> int | None:
    """Return the level that the properties of a paragraph give it, from 1; else None."""
    written = value(child(properties, "outlineLvl"))
    if not written.isascii() or not written.isdigit():
        return None
    level = int(written[:3]) + 1
    return level if level <= 6 else 0


def numbering(properties: Element | None) -> tuple[str, int | None] | None:
    """Return list and level that the properties of a paragraph number it by; None if by none."""
    found = child(properties, "numPr")
    if found is None:
        return None
    level = whole(value(child(found, "ilvl")), -1)
    number = child(found, "numId")
    if number is None:
        return None
    return value(number), level if level >= 0 else None
