"""Look things up in the parts of a Word document: styles, headings, what is switched on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.xmltree import child, whole
from reportdsl.text.pattern import pattern

_HEADING = pattern(r"(?:heading|标题)\s*+([1-6])", 2)
_OFF = frozenset({"0", "false", "off"})
_DEEPEST = 20
"""How many styles may be based on each other."""


def value(node: Element | None) -> str:
    """Return the value of an element that has nothing else; empty without one."""
    return "" if node is None else node.get("val", "")


def is_on(node: Element | None) -> bool:
    """Tell whether a property is there and not switched off."""
    return node is not None and node.get("val", "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What a style tells of its paragraphs; None for what it leaves to the style it is based on."""

    base: str
    level: int | None
    numbering: tuple[str, int | None] | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document, by their ids."""

    styles: Mapping[str, Style] = field(default_factory=dict)

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
    return Styles({node.get("styleId", ""): _style(node) for node in root if node.tag == "style"})


def _style(node: Element) -> Style:
    properties = child(node, "pPr")
    named = _HEADING.fullmatch(value(child(node, "name")).strip())
    level = outline(properties)
    if level is None and named is not None:
        level = int(named[1])
    return Style(value(child(node, "basedOn")), level, numbering(properties))


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
