"""Read workbooks of Excel: what is stored of each cell, formulas by their stored values.

Errors stay as they are shown, days are written by the calendar, shares in percent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from posixpath import join, normpath, split
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.joining import set_apart
from reportdsl.importers.readers.looks import letters
from reportdsl.importers.readers.numberformats import NumberFormat, Shown, read_format
from reportdsl.importers.readers.oddcells import Odd
from reportdsl.importers.readers.sheetblocks import Sheet
from reportdsl.importers.readers.xmltree import BAD_XML, below, child, tree, whole
from reportdsl.importers.reading import damaged
from reportdsl.text.pattern import pattern

_PLACE = pattern(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKBOOK = "xl/workbook.xml"
_ON = frozenset({"1", "true"})
_VISIBLE = frozenset({"", "visible"})


@dataclass(frozen=True, slots=True)
class _Style:
    """How a cell is shown."""

    shown: NumberFormat
    struck: bool
    """Whether what stands in it is struck out."""


@dataclass(frozen=True, slots=True)
class _Book:
    texts: tuple[str, ...]
    """What cells share."""
    styles: tuple[_Style, ...]
    """How cells are shown."""
    uncounted: bool
    """Whether its formulas are to be calculated when it is opened: no 0 of theirs is one yet."""
    since_1904: bool
    """Whether days are counted from 1904."""


def read_sheets(archive: Archive) -> Iterator[Sheet]:
    """Yield the sheets of a workbook."""
    workbook = tree(archive.part(_WORKBOOK))
    targets = _targets(archive)
    properties = child(workbook, "workbookPr")
    since = properties is not None and properties.get("date1904") in {"1", "true"}
    count = child(workbook, "calcPr")
    uncounted = count is not None and count.get("fullCalcOnLoad") in _ON
    book = _Book(_texts(archive), _styles(archive), uncounted, since)
    for node in below(workbook, "sheets"):
        part = targets.get(node.get("id", ""), "")
        if part in archive.names:
            root = tree(archive.part(part))
            # A sheet may be a drawing and nothing else.
            if root.tag == "worksheet":
                sheet = _sheet(node.get("name", ""), root, book)
                sheet.hidden.whole = node.get("state", "") not in _VISIBLE
                sheet.notes += _notes(archive, part)
                for place in _pictures(archive, part):
                    sheet.odd.setdefault(place, Odd.PICTURE)
                yield sheet


def _targets(archive: Archive) -> dict[str, str]:
    """Return in which part each sheet stands, by the name of their tie."""
    return {node.get("Id", ""): target for node, target in _ties(archive, _WORKBOOK)}


def _ties(archive: Archive, part: str) -> Iterator[tuple[Element, str]]:
    """Yield the ties of a part, and what each leads to."""
    folder, name = split(part)
    ties = f"{folder}/_rels/{name}.rels"
    if ties in archive.names:
        for node in tree(archive.part(ties)):
            target = node.get("Target", "")
            yield node, normpath(join(f"/{folder}", target)).lstrip("/")


def _notes(archive: Archive, part: str) -> Iterator[tuple[int, int, str]]:
    """Yield what reviewers noted at the cells of a sheet: row, column, and text."""
    for node, target in _ties(archive, part):
        if node.get("Type", "").endswith("/comments") and target in archive.names:
            for comment in below(tree(archive.part(target)), "commentList"):
                place, text = _PLACE.fullmatch(comment.get("ref", "")), child(comment, "text")
                if place and text is not None:
                    yield int(place[2]) - 1, _column(place[1]) - 1, _text(text)


def _pictures(archive: Archive, part: str) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns at which pictures begin on a sheet."""
    for node, target in _ties(archive, part):
        if node.get("Type", "").endswith("/drawing") and target in archive.names:
            for anchor in tree(archive.part(target)):
                if next(anchor.iter("pic"), None) is not None:
                    row, column = child(anchor, "from", "row"), child(anchor, "from", "col")
                    yield _at(row), _at(column)


def _at(node: Element | None) -> int:
    return 0 if node is None else whole((node.text or "").strip(), 0)


def _texts(archive: Archive) -> tuple[str, ...]:
    if "xl/sharedStrings.xml" not in archive.names:
        return ()
    return tuple(_text(node) for node in tree(archive.part("xl/sharedStrings.xml")))


def _text(node: Element) -> str:
    """Return a text with its runs put together; how it is pronounced is no part of it."""
    runs = [run for run in map(_run, node) if run is not None]
    raised = groupby(runs, key=itemgetter(1))
    return set_apart("".join(text for text, _ in group) for _, group in raised)


def _run(node: Element) -> tuple[str, bool] | None:
    """Return what stands in a run, and whether it is raised; None if it is not there to read."""
    if node.tag == "t":
        return node.text or "", False
    look = letters(child(node, "rPr"))
    if node.tag != "r" or look.are_gone:
        return None
    return "".join(inner.text or "" for inner in node if inner.tag == "t"), look.are_raised


def _styles(archive: Archive) -> tuple[_Style, ...]:
    if "xl/styles.xml" not in archive.names:
        return ()
    root = tree(archive.part("xl/styles.xml"))
    own = {node.get("numFmtId", ""): node.get("formatCode", "") for node in below(root, "numFmts")}
    struck = [letters(font).are_gone for font in below(root, "fonts")]
    nodes = list(below(root, "cellXfs"))
    known = {name: read_format(name, own) for name in {n.get("numFmtId", "") for n in nodes}}
    fonts = [whole(node.get("fontId"), 0) for node in nodes]
    return tuple(
        _Style(known[node.get("numFmtId", "")], struck=font < len(struck) and struck[font])
        for node, font in zip(nodes, fonts, strict=True)
    )


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
            sheet.put(at - 1, column - 1, *_value(cell, book))
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


def _value(cell: Element, book: _Book) -> Shown:
    stored, kind = child(cell, "v"), cell.get("t", "n")
    text = "" if stored is None else stored.text or ""
    if child(cell, "f") is not None and _is_uncounted(text, kind, book):
        return "", Odd.UNCOUNTED
    at = whole(cell.get("s"), 0)
    style = book.styles[at] if at < len(book.styles) else _Style(NumberFormat(), struck=False)
    if style.struck and (text or kind == "inlineStr"):
        return "", Odd.UNSEEN
    match kind:
        case "s":
            return _shared(text, book.texts), None
        case "inlineStr":
            inline = child(cell, "is")
            return "" if inline is None else _text(inline), None
        case "b":
            return {"0": "FALSE", "1": "TRUE"}.get(text, text), None
        case "n":
            return style.shown.write(text.strip(), since_1904=book.since_1904)
        case _:
            # A text that a formula gave, an error, or a day in words.
            return text, None


def _is_uncounted(text: str, kind: str, book: _Book) -> bool:
    """Tell whether what is stored of a formula is no result of it."""
    return (not text and kind != "str") or (text == "0" and kind == "n" and book.uncounted)


def _shared(text: str, texts: tuple[str, ...]) -> str:
    at = whole(text.strip(), -1)
    if not 0 <= at < len(texts):
        raise damaged(BAD_XML)
    return texts[at]
