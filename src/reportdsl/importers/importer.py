"""Read a foreign file: by what it holds, and by its name where that leaves doubt."""

from collections.abc import Callable
from typing import TypeAlias

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers import csv, docx, html, mhtml, ole, sheets, text
from reportdsl.importers.readers.archive import Archive
from reportdsl.importers.readers.grid import MAX_CELLS
from reportdsl.importers.reading import MIB, Imported, Refusal, over, top
from reportdsl.reading import read_bytes

_Reader: TypeAlias = Callable[[bytes, str, str | None], Imported]

_PAGES = (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".aspx", ".php")
_CSV = (".csv", ".tsv")
_MHTML = (".mht", ".mhtml")

_SAVE_AS_DOCX = Phrase(
    "用 Word 或 WPS 打开它，另存为 .docx 再导入",
    "open it in Word, save it as .docx and import that",
)
_NO_TEXT = Phrase(
    "请向写它的人要 Word、Excel 文件或网页；或者复制其中的文字，存成文本文件再导入",
    "ask for the document, workbook or page that it was made from, or copy its text to a file",
)
_UNPACK = Phrase("先解开压缩包，再导入里面的文件", "unpack it, and import what is in it")

_KINDS: tuple[tuple[bytes, Phrase, Phrase], ...] = (
    (b"%PDF-", Phrase("PDF 文件", "a PDF file"), _NO_TEXT),
    (b"\x89PNG", Phrase("图片", "a picture"), _NO_TEXT),
    (b"\xff\xd8\xff", Phrase("图片", "a picture"), _NO_TEXT),
    (b"GIF8", Phrase("图片", "a picture"), _NO_TEXT),
    (b"II*\0", Phrase("图片", "a picture"), _NO_TEXT),
    (b"MM\0*", Phrase("图片", "a picture"), _NO_TEXT),
    (b"{\\rtf", Phrase("RTF 文件", "an RTF file"), _SAVE_AS_DOCX),
    (b"Rar!", Phrase("压缩包", "an archive"), _UNPACK),
    (b"7z\xbc\xaf", Phrase("压缩包", "an archive"), _UNPACK),
    (b"\x1f\x8b", Phrase("压缩包", "an archive"), _UNPACK),
    (b"BM", Phrase("图片", "a picture"), _NO_TEXT),
)
"""What is known by how it begins, and cannot be read."""
_ARCHIVE = Phrase("压缩包", "an archive")
_OLD_WORD = Phrase("旧版 Word 文件（.doc）", "a document of an old Word (.doc)")
_OTHER_OLE = Phrase("Office 旧版文件", "a file of an old Office")

MAX_LINE = 65_536
"""How many characters a line of a text may have."""
MAX_FILE = 64 * MIB
"""How many bytes of a file are read; one more tells that it is larger."""


def read(data: bytes, name: str, path: str | None = None) -> Imported:
    """Return what a file holds, or why it is refused; `name` is what messages call it."""
    try:
        return _reader(data, name.lower())(data, name, path)
    except Refusal as refusal:
        return Imported(None, (refusal.at(top(name)),))


def _reader(data: bytes, name: str) -> _Reader:
    """Return the reader for a file; raise `Refusal` if there is none."""
    if len(data) > MAX_FILE:
        raise over(rules.SIZE, MAX_FILE // MIB)
    if data.startswith(b"PK"):
        return _of_archive(data)
    if data.startswith(ole.SIGNATURE):
        return _of_ole(data)
    for start, kind, hint in _KINDS:
        if data.startswith(start):
            raise Refusal(rules.NOT_IMPORTABLE, hint, kind=kind)
    if mhtml.is_mhtml(data, named=name.endswith(_MHTML)):
        return mhtml.read
    if html.looks_like_page(data, named=name.endswith(_PAGES)):
        return html.read
    return csv.read if name.endswith(_CSV) else _read_text


def _of_archive(data: bytes) -> _Reader:
    archive = Archive(data)
    if "word/document.xml" in archive.names:
        return docx.read
    if archive.is_workbook:
        return sheets.read
    raise Refusal(rules.NOT_IMPORTABLE, _UNPACK, kind=_ARCHIVE)


def _of_ole(data: bytes) -> _Reader:
    ole.refuse_encrypted(data)
    if ole.is_workbook(data):
        return sheets.read
    if ole.is_document(data):
        raise Refusal(rules.NOT_IMPORTABLE, _SAVE_AS_DOCX, kind=_OLD_WORD)
    raise Refusal(rules.NOT_IMPORTABLE, _SAVE_AS_DOCX, kind=_OTHER_OLE)


def _read_text(data: bytes, name: str, path: str | None) -> Imported:
    """Return what a plain text holds, separated values by whatever name among them."""
    reading = read_bytes(data, name, path)
    if reading.binary:
        return Imported(None, reading.diagnostics)
    if len(max(reading.source.text.split("\n"), key=len)) > MAX_LINE:
        raise over(rules.LINE, MAX_LINE)
    if reading.source.text.count("|") > MAX_CELLS:
        raise over(rules.CELLS, MAX_CELLS)
    if csv.holds_values(reading.source.text):
        return csv.of_text(reading)
    return Imported(text.read(reading.source), reading.diagnostics)
