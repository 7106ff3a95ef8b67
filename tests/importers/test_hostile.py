"""Files that are made to hang or to fill a machine: each is a message at once, in little memory."""

import subprocess
import sys
import zipfile
import zlib
from io import BytesIO

import pytest

from reportdsl.importers.importer import MAX_FILE, read
from reportdsl.importers.readers import archive
from reportdsl.importers.readers.archive import MAX_ENTRIES
from reportdsl.importers.readers.grid import MAX_COLUMNS
from reportdsl.importers.readers.htmlscan import MAX_MARKS
from tests.importers.reading import codes

DOCUMENT = "<w:document xmlns:w='w'><w:body>{}</w:body></w:document>"


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(document: bytes | str, **parts: bytes) -> bytes:
    return zipped({"word/document.xml": document, **parts})


ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + DOCUMENT.format("&b;")
OUTSIDE = "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + DOCUMENT.format("")
UTF_7 = b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE x+AD4-<x/>"
DEEP = "<w:sdt><w:sdtContent>" * 40_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 120


def directory(parts: int, stored: int, size: int) -> bytes:
    """Return a zip file whose directory says so much of each of its parts."""
    data = bytearray(docx("", **{str(n): b"" for n in range(parts)}))
    at = data.index(b"PK\1\2")
    while at >= 0:
        data[at + 20 : at + 28] = stored.to_bytes(4, "little") + size.to_bytes(4, "little")
        at = data.find(b"PK\1\2", at + 1)
    return bytes(data)


CASES = {
    "marks that end what is out of reach": (
        b"<section><table><tr><td>" + b"<span>" * 480 + b"</section>" * 20_000,
        "R922",
    ),
    "too many cells": ("甲,1\n".encode() * 101_000, "R922"),
    "parts that are too large together": (directory(5, 1_000_000, 60_000_000), "R922"),
    "an old workbook too large": (
        OLE + "Workbook\0".encode("utf-16-le") + b"\0" * 17_000_000,
        "R922",
    ),
    "100,000 nested div": (b"<div>" * 100_000, "R922"),
    "1.1 MB of depth": (b"<div>" * 220_000, "R922"),
    "nested span": (b"<span>" * 90_000, "R922"),
    "nested tables": (b"<table><tr><td>" * 30_000, "R922"),
    "ends that end nothing": (b"<div><table><td></div>" * 20_000, "R922"),
    "tables that end each other": (b"<table>x<tr>" * 30_000, "R927"),
    "too many marks": (b"<p>" * (MAX_MARKS + 1), "R922"),
    "a line too long": (b"1 | " * 400_000, "R922"),
    "too many selectors": (
        b"<style>" + b".a b{display:none}" * 4_100 + b"</style><p class=a>x",
        "R922",
    ),
    "selectors that look at every element": (
        b"<style>" + b"p .x{display:none}" * 900 + b"</style>" + b"<p><i class=x>1</i>" * 3_000,
        "R922",
    ),
    "signs without marks": (b"<p>" + b"<" * 5_000_000, "R922"),
    "a page too large": (b"<p>x</p>" * 2_100_000, "R922"),
    "a comment without end": (b"<p>" + b"<!--" * 20_000, "R927"),
    "a cell in every column": (b"<table><tr>" + b"<td>1" * (MAX_COLUMNS + 1) + b"</table>", "R922"),
    "cells that reach everywhere": (
        b"<table>" + b"<tr><td colspan=1000 rowspan=65534>1" * 5_000 + b"</table>",
        "R922",
    ),
    "NUL in a page": (b"<p>a\0</p>", "R103"),
    "NUL in a text": (b"a\0b", "R103"),
    "a file too large": (b"x" * (MAX_FILE + 1), "R922"),
    "a bomb": (docx(b"\0" * 60_000_000), "R922"),
    "a part too large": (docx(b"x", more=b"\0" * 70_000_000), "R922"),
    "too many parts": (docx(b"", **{str(n): b"" for n in range(MAX_ENTRIES)}), "R922"),
    "deep XML": (docx(DOCUMENT.format(DEEP)), "R920"),
    "deep XML that ends": (
        docx("<a>" * 40_000 + "</a>" * 40_000),
        "R922",
    ),
    "too many elements": (docx("<a>" + "<b/>" * 600_000 + "</a>"), "R922"),
    "entities": (docx(ENTITIES), "R925"),
    "entities in UTF-16": (docx(ENTITIES.encode("utf-16")), "R925"),
    "a file outside": (docx(OUTSIDE), "R925"),
    "a declaration in another part": (
        docx(DOCUMENT.format(""), **{"word/theme/a.xml": b"<!DOCTYPE x><x/>"}),
        "R925",
    ),
    "UTF-7": (docx(UTF_7), "R920"),
    "cut off": (docx(DOCUMENT.format("x" * 500))[:-60], "R920"),
    "an archive of nothing": (b"PK\5\6" + b"\0" * 18, "R923"),
    "an archive of something": (zipped({"a.txt": "x"}), "R923"),
    "a Word document with a password": (OLE + "EncryptedPackage\0".encode("utf-16-le"), "R921"),
    "an old Word document": (OLE + "WordDocument\0".encode("utf-16-le"), "R923"),
    "a presentation of old": (OLE + "PowerPoint Document\0".encode("utf-16-le"), "R923"),
    "an old workbook that is none": (OLE + "Workbook\0".encode("utf-16-le"), "R920"),
    "PDF": (b"%PDF-1.4\n", "R923"),
    "a picture": (b"\x89PNG\r\n", "R923"),
    "RTF": (b"{\\rtf1", "R923"),
    "nothing": (b"", "R107"),
}
SIGNED = "import resource, sys; from reportdsl.importers.importer import read"


@pytest.mark.parametrize(("data", "code"), CASES.values(), ids=CASES)
def test_it_is_refused(data, code):
    imported = read(data, "a.csv" if data.startswith("甲".encode()) else "a")
    assert codes(imported) == [code]
    assert imported.document is None


def encrypted() -> bytes:
    """Return a zip file whose only part is said to be encrypted."""
    data = bytearray(docx(DOCUMENT.format("")))
    for start, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(start) + flags] |= 1
    return bytes(data)


def lying() -> bytes:
    """Return a zip file whose directory says that a bomb is small."""
    bomb = zlib.compress(b"<a>" + b" " * 50_000_000, 9)
    data = bytearray(docx(b"<a>" + b" " * 50_000_000))
    assert len(bomb) < len(data)
    for start, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = data.index(start) + place
        data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "expected"), [(encrypted(), {"R921"}), (lying(), {"R920", "R922"})]
)
def test_what_an_archive_says_of_itself_is_checked(data, expected):
    assert set(codes(read(data, "a.docx"))) <= expected
    assert codes(read(data, "a.docx"))


MEASURE = """
import resource, sys, time
from reportdsl.importers.importer import read
data = eval(sys.argv[1])  # the test's own text
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
read(data, "a")
after, end = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
print((after - before) // 1024, end - start)
"""
HEAVY = {
    "depth": ("b'<div>' * 220_000", 1.0),
    "open letters": ("b'<b><p>x' * 24_000", 20.0),
    "open letters of many kinds": ("b''.join(b'<font a=%d><p>x' % n for n in range(24_000))", 20.0),
    "links in links": ("b'<a><p>' * 24_000", 20.0),
    "attributes": ("b'<p ' + b' '.join(b'a%d' % n for n in range(400_000)) + b'>x'", 20.0),
    "references": ("b'<p>' + b'&nbsp;' * 1_000_000", 20.0),
    "tables that drop their text": (
        "b'<table>' + b'<div>x</div><tr>' * 24_000 + b'</table>'",
        20.0,
    ),
}


@pytest.mark.parametrize(("data", "seconds"), HEAVY.values(), ids=HEAVY)
def test_time_and_memory_are_bounded(data, seconds):
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, data], capture_output=True, text=True, check=True
    )
    memory, spent = map(float, run.stdout.split())
    assert memory < 200
    assert spent < seconds


def test_what_is_read_again_counts_once(monkeypatch):
    """A sound file is not refused for being looked through before it is read."""
    data = docx(
        DOCUMENT.format("<w:p><w:r><w:t>甲</w:t></w:r></w:p>"),
        **{"word/a.xml": b"<a/>" + b" " * 3000},
    )
    monkeypatch.setattr(archive, "MAX_TOTAL", 4000)
    assert codes(read(data, "a")) == []


@pytest.mark.parametrize("text", ["1 | " * 400_000, "1 | 2 | 3 |\n" * 100_000, "甲" * 70_000])
def test_a_text_beyond_limits_is_refused(text):
    imported = read(text.encode(), "a.txt")
    assert imported.document is None
    assert codes(imported) == ["R922"]
