"""Read the text of paragraphs of a Word document, with all tracked changes accepted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.docxaside import REFERENCES
from reportdsl.importers.readers.docxletters import letters, value
from reportdsl.importers.readers.docxparts import Styles
from reportdsl.importers.readers.xmltree import child

GONE = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr"})
"""What is deleted, moved away, or no text."""
_SIGNS = {"tab": " ", "ptab": " ", "br": "\v", "cr": "\v", "noBreakHyphen": "-"}
"""What stands for a character."""
_PRIVATE = range(0xE000, 0xF900)
"""Characters of fonts that hold pictures."""


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

    def take(self, node: Element) -> None:
        """Add what an element holds."""
        for inner in node:
            self._take(inner)

    def _take(self, node: Element) -> None:
        match node.tag:
            case "t":
                self._add(node.text or "")
            case tag if tag in _SIGNS:
                self._add(_SIGNS[tag])
            case "sym":
                self._add(_symbol(node))
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
                self.take(node)

    def _run(self, node: Element) -> None:
        properties = child(node, "rPr")
        style = value(child(properties, "rStyle"))
        look = letters(properties).over(self.styles.look(self.style, style))
        if look.are_gone:
            return
        raised = look.are_raised
        if raised != self._raised:
            # A raised figure and the one beside it are two: 12² is not 122.
            self._raised = raised
            self.pieces.append("\0")
        self.take(node)

    def _add(self, text: str) -> None:
        self.pieces.append(text)

    def lines(self) -> list[str]:
        """Return the text, parted where lines are broken."""
        text = ""
        for piece in "".join(self.pieces).split("\0"):
            apart = text[-1:].isnumeric() and piece[:1].isnumeric()
            text += f" {piece}" if apart else piece
        return text.split("\v")


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


def _symbol(node: Element) -> str:
    try:
        code = int(node.get("char", ""), 16)
    except ValueError:
        return ""
    # Fonts of pictures repeat their characters at this place; what they show has no other name.
    surrogate = 0xD800 <= code < 0xE000
    return "" if code in _PRIVATE or surrogate or not 0 <= code <= 0xFFFF else chr(code)
