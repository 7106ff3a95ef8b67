"""Read workbooks of Excel: what is stored of each cell, formulas by their stored values.

Errors stay as they are shown, days are written by the calendar, shares in percent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.cellvalues import Format, day, format_of, number
from reportdsl.importers.readers.sheetblocks import Sheet
from reportdsl.importers.readers.xmltree import BAD_XML, below, child, tree, whole
from reportdsl.importers.reading import damaged
from reportdsl.text.pattern import pattern

_PLACE = pattern(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKBOOK = "xl/workbook.xml"
_ON = frozenset({"1", "true"})
_VISIBLE = frozenset({"", "visible"})


@dataclass(frozen=True, slots=True)
class _Book:
    texts: tuple[str, ...]
    """What cells share."""
    formats: tuple[Format, ...]
    """How the cells of each style are shown."""
    since_1904: bool
    """Whether days are counted from 1904."""


def read_sheets(archive: Archive) -> Iterator[Sheet]:
    """Yield the sheets of a workbook that are not hidden."""
    workbook = tree(archive.part(_WORKBOOK))
    targets = _targets(archive)
    properties = child(workbook, "workbookPr")
    since = properties is not None and properties.get("date1904") in {"1", "true"}
    book = _Book(_texts(archive), _formats(archive), since)
    for node in below(workbook, "sheets"):
        part = targets.get(node.get("id", ""), "")
        if node.get("state", "") in _VISIBLE and part in archive.names:
            root = tree(archive.part(part))
            # A sheet may be a drawing and nothing else.
            if root.tag == "worksheet":
                yield _sheet(node.get("name", ""), root, book)


def _targets(archive: Archive) -> dict[str, str]:
    """Return in which part each sheet stands, by the name of their tie."""
    name = "xl/_rels/workbook.xml.rels"
    if name not in archive.names:
        return {}
    return {
        node.get("Id", ""): normpath(join("/xl", node.get("Target", ""))).lstrip("/")
        for node in tree(archive.part(name))
    }


def _texts(archive: Archive) -> tuple[str, ...]:
    if "xl/sharedStrings.xml" not in archive.names:
        return ()
    return tuple(_text(node) for node in tree(archive.part("xl/sharedStrings.xml")))


def _text(node: Element) -> str:
    """Return a text with its runs put together; how it is pronounced is no part of it."""
    if node.tag == "t":
        return node.text or ""
    return "".join(_text(inner) for inner in node if inner.tag in {"t", "r"})


def _formats(archive: Archive) -> tuple[Format, ...]:
    if "xl/styles.xml" not in archive.names:
        return ()
    root = tree(archive.part("xl/styles.xml"))
    own = {node.get("numFmtId", ""): node.get("formatCode", "") for node in below(root, "numFmts")}
    return tuple(format_of(node.get("numFmtId", ""), own) for node in below(root, "cellXfs"))


def _sheet(name: str, root: Element, book: _Book) -> Sheet:
    sheet = Sheet(name)
    at = 0
    for row in below(root, "sheetData"):
        at = whole(row.get("r"), at + 1)
        if row.get("hidden") in _ON:
            sheet.hidden.rows.append(range(at - 1, at))
        column = 0
        for cell in row:
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            sheet.put(at - 1, column - 1, _value(cell, book))
    for node in below(root, "cols"):
        if node.get("hidden") in _ON:
            first_column = whole(node.get("min"), 1) - 1
            sheet.hidden.columns.append(range(first_column, whole(node.get("max"), 0)))
    for merged in below(root, "mergeCells"):
        first, _, last = merged.get("ref", "").partition(":")
        start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if start and end:
            top, left = int(start[2]), _column(start[1])
            height, width = int(end[2]) - top + 1, _column(end[1]) - left + 1
            sheet.merged[top - 1, left - 1] = max(height, 1), max(width, 1)
    return sheet


def _column(name: str) -> int:
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _value(cell: Element, book: _Book) -> str:
    stored = child(cell, "v")
    text = "" if stored is None else stored.text or ""
    match cell.get("t", "n"):
        case "s":
            return _shared(text, book.texts)
        case "inlineStr":
            inline = child(cell, "is")
            return "" if inline is None else _text(inline)
        case "b":
            return {"0": "FALSE", "1": "TRUE"}.get(text, text)
        case "n":
            return _number(text.strip(), cell.get("s", ""), book)
        case _:
            # A text that a formula gave, an error, or a day in words.
            return text


def _shared(text: str, texts: tuple[str, ...]) -> str:
    at = whole(text.strip(), -1)
    if not 0 <= at < len(texts):
        raise damaged(BAD_XML)
    return texts[at]


def _number(text: str, style: str, book: _Book) -> str:
    at = whole(style, 0)
    shown = book.formats[at] if at < len(book.formats) else Format.PLAIN
    if shown is Format.DAY:
        return day(text, since_1904=book.since_1904) or number(text, Format.PLAIN)
    return number(text, shown)
