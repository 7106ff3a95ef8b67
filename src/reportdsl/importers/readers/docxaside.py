"""Tell what a Word document has beside its text: notes, comments, headers and footers."""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from reportdsl.importers.listing import Named
from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.xmltree import tree
from reportdsl.text.pattern import pattern

_NOTES: dict[str, tuple[str, str, str]] = {
    "footnoteReference": ("footnote", "脚注", "footnote"),
    "endnoteReference": ("endnote", "尾注", "endnote"),
    "commentReference": ("comment", "批注", "comment"),
}
"""By what refers to notes and remarks: what holds them, and how they are called."""
REFERENCES = frozenset(_NOTES)
_EDGES = (("header", "页眉", "header"), ("footer", "页脚", "footer"))
_PAGE = pattern(r"(?:[\W_0-9第共页]|page|of)*+", re.IGNORECASE)
"""What counts the pages, and says nothing else."""


def notes(
    archive: Archive, references: Sequence[tuple[str, str]]
) -> Iterator[tuple[Element, Named]]:
    """Yield the notes that a text refers to, in its order, with how they are called."""
    parts: dict[str, dict[str, Element]] = {}
    counts: dict[str, int] = {}
    for reference, number in references:
        tag, zh, en = _NOTES[reference]
        if tag not in parts:
            name = f"word/{tag}s.xml"
            root = tree(archive.part(name)) if name in archive.names else None
            found = () if root is None else root
            parts[tag] = {node.get("id", ""): node for node in found if node.tag == tag}
        note = parts[tag].pop(number, None)
        if note is not None:
            counts[tag] = at = counts.get(tag, 0) + 1
            yield note, (f"{zh}{at}", f"{en} {at}")


def edges(archive: Archive) -> Iterator[tuple[Element, Named]]:
    """Yield headers and footers, with how they are called."""
    for tag, zh, en in _EDGES:
        for name in sorted(archive.names):
            if name.startswith(f"word/{tag}") and name.endswith(".xml"):
                yield tree(archive.part(name)), (zh, en)


def counts_pages(text: str) -> bool:
    """Tell whether a line only says which page it is on."""
    return _PAGE.fullmatch("".join(text.split())) is not None
