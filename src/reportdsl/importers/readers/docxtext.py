"""Read the text of paragraphs of a Word document, with all tracked changes accepted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.docxaside import REFERENCES
from reportdsl.importers.readers.docxmarks import FLOATING, PICTURE
from reportdsl.importers.readers.docxparts import Styles
from reportdsl.importers.readers.docxsymbols import signs, symbol
from reportdsl.importers.readers.joining import set_apart
from reportdsl.importers.readers.looks import letters, value
from reportdsl.importers.readers.xmltree import child

GONE = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr"})
"""What is deleted, moved away, or no text."""
_SIGNS = {"tab": " ", "ptab": " ", "br": "\v", "cr": "\v", "noBreakHyphen": "-"}
"""What stands for a character."""
_PICTURES = frozenset({"pic", "imagedata", "chart", "relIds"})
"""What holds a picture, a chart, or a drawing of boxes and arrows."""


class Text:
    """The text of one paragraph, and the boxes of text that hang on it."""

    def __init__(self, styles: Styles, style: str) -> None:
        self.styles = styles
        self.style = style
        """That of the paragraph."""
        self.pieces: list[str] = []
        self.boxes: list[Element] = []
        self.references: list[tuple[str, str]] = []
        """The notes that it refers to: by what, and their numbers in the file."""
        self._raised = False
        self._font = ""
        self._floats = False

    def take(self, node: Element) -> None:
        """Add what an element holds."""
        for inner in node:
            self._take(inner)

    def _take(self, node: Element) -> None:
        match node.tag:
            case "t":
                self._add(signs(self._font, node.text or ""))
            case tag if tag in _SIGNS:
                self._add(_SIGNS[tag])
            case "sym":
                self._add(symbol(node.get("font", ""), node.get("char", "")))
            case "r":
                self._run(node)
            case "AlternateContent":
                self.take(chosen(node))
            case "txbxContent":
                self.boxes.append(node)
            case tag if tag in REFERENCES:
                self.references.append((tag, node.get("id", "")))
            case "ruby":
                base = child(node, "rubyBase")
                if base is not None:
                    self.take(base)
            case tag if tag not in GONE:
                self._drawn(node)

    def _drawn(self, node: Element) -> None:
        """Take what may be a picture, or hang on the paragraph and stand elsewhere on the page."""
        if node.tag in _PICTURES:
            self._add(FLOATING if self._floats else PICTURE)
            return
        before = self._floats
        self._floats = before or node.tag == "anchor" or "absolute" in node.get("style", "")
        self.take(node)
        self._floats = before

    def _run(self, node: Element) -> None:
        properties = child(node, "rPr")
        style = value(child(properties, "rStyle"))
        look = letters(properties).over(self.styles.look(self.style, style))
        if look.are_gone:
            return
        raised = look.are_raised
        if raised != self._raised:
            self._raised = raised
            self.pieces.append("\0")
        self._font = look.font or ""
        self.take(node)

    def _add(self, text: str) -> None:
        self.pieces.append(text)

    def lines(self) -> list[str]:
        """Return the text, parted where lines are broken."""
        return set_apart("".join(self.pieces).split("\0")).split("\v")


def chosen(node: Element) -> Element:
    """Return that one of several renderings of the same thing that is read."""
    return next((inner for inner in node if inner.tag == "Choice"), node)


def flattened(node: Element) -> Iterator[Element]:
    """Yield what an element holds, as if what only wraps something were not there."""
    for inner in node:
        match inner.tag:
            case "sdt":
                content = child(inner, "sdtContent")
                if content is not None:
                    yield from flattened(content)
            case "customXml" | "smartTag" | "ins" | "moveTo":
                yield from flattened(inner)
            case "AlternateContent":
                yield from flattened(chosen(inner))
            case _:
                yield inner
