"""Tell of letters in an office document whether they are hidden, struck out, or raised.

Runs say it of themselves, or their styles do: Word's own marks of notes are raised by a style.
Documents of Word and workbooks of Excel use the same names for it.
"""

from dataclasses import dataclass
from typing import TypeAlias, TypeVar
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.xmltree import child

_T = TypeVar("_T")
_Switch: TypeAlias = "bool | None"

_OFF = frozenset({"0", "false", "off"})
_RAISED = frozenset({"superscript", "subscript"})


def value(node: Element | None) -> str:
    """Return the value of an element that has nothing else; empty without one."""
    return "" if node is None else node.get("val", "")


def is_on(node: Element | None) -> bool:
    """Tell whether a property is there and not switched off."""
    return node is not None and node.get("val", "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Letters:
    """What is said of letters in one place; None where nothing is said."""

    hidden: bool | None = None
    struck: bool | None = None
    struck_twice: bool | None = None
    align: str | None = None
    position: str | None = None
    font: str | None = None
    """Of letters that are not Chinese."""

    @property
    def are_gone(self) -> bool:
        """Whether they are not there for the reader."""
        return bool(self.hidden or self.struck or self.struck_twice)

    @property
    def are_raised(self) -> bool:
        """Whether they stand above or below the line."""
        return self.align in _RAISED or self.position not in {None, "", "0"}

    def over(self, other: "Letters") -> "Letters":
        """Return what is said where this comes before another."""
        return Letters(
            _first(self.hidden, other.hidden),
            _first(self.struck, other.struck),
            _first(self.struck_twice, other.struck_twice),
            _first(self.align, other.align),
            _first(self.position, other.position),
            _first(self.font, other.font),
        )

    def within(self, paragraph: "Letters") -> "Letters":
        """Return what is said by a style of characters within a paragraph's: two switches.

        As light is with a switch at either end of a stair, what both switch on is off.
        """
        return Letters(
            _switched(self.hidden, paragraph.hidden), _switched(self.struck, paragraph.struck)
        ).over(self.over(paragraph))


NONE = Letters()


def letters(properties: Element | None) -> Letters:
    """Return what properties say of letters."""
    if properties is None:
        return NONE
    return Letters(
        _said(properties, "vanish"),
        _said(properties, "strike"),
        _said(properties, "dstrike"),
        _word(properties, "vertAlign"),
        _word(properties, "position"),
        _font(properties),
    )


def _said(properties: Element, name: str) -> bool | None:
    node = child(properties, name)
    return None if node is None else is_on(node)


def _word(properties: Element, name: str) -> str | None:
    node = child(properties, name)
    return None if node is None else value(node)


def _font(properties: Element) -> str | None:
    node = child(properties, "rFonts")
    return None if node is None else node.get("ascii") or node.get("hAnsi")


def _first(own: _T | None, other: _T | None) -> _T | None:
    return other if own is None else own


def _switched(own: _Switch, other: _Switch) -> _Switch:
    return _first(own, other) if own is None or other is None else own != other
