"""Open a zip file without trusting it: what it says of itself is checked, and counted as it comes.

Nothing is extracted to a disk, so that the names in it lead nowhere.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property

from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.reading import MIB, NOT_WHOLE, Refusal, damaged, over

MAX_ENTRIES = 2_000
MAX_PART = 64 * MIB
MAX_TOTAL = 256 * MIB
MAX_RATIO = 200
"""How many times larger than it is stored a part may be."""
_SMALL = 1 * MIB
"""Parts that are no larger may be packed as tight as they are: blank sheets are."""
_CHUNK = 64 * 1024

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How documents are packed; no program packs them otherwise."""
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,
    struct.error,
)
"""What the library raises for files that are damaged, or packed in some rare way."""


class Archive:
    """The parts of a zip file; whatever is wrong with it raises `Refusal`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as fault:
            raise damaged(NOT_WHOLE) from fault
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise over(rules.PARTS, MAX_ENTRIES)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Refusal(rules.ENCRYPTED)
        if any(entry.compress_type not in _METHODS for entry in entries):
            raise damaged(NOT_WHOLE)
        for entry in entries:
            _refuse_large(entry.file_size, entry.compress_size)
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise over(rules.TOTAL_SIZE, MAX_TOTAL // MIB)
        self.names = frozenset(entry.filename for entry in entries)
        self._counted: dict[zipfile.ZipInfo, int] = {}
        """How much of each part was inflated so far; what is inflated again counts once."""
        self._total = 0

    @cached_property
    def is_open_document(self) -> bool:
        """Whether this is an open spreadsheet (.ods)."""
        return "mimetype" in self.names and self.part("mimetype").startswith(_SPREADSHEET)

    @property
    def is_workbook(self) -> bool:
        """Whether this is a workbook (.xlsx, .xlsm, .ods)."""
        return "xl/workbook.xml" in self.names or self.is_open_document

    def part(self, name: str) -> bytes:
        """Return what a part holds."""
        try:
            entry = self._zip.getinfo(name)
        except KeyError as fault:
            raise damaged(NOT_WHOLE) from fault
        return b"".join(self._chunks(entry))

    def inflate_all(self) -> None:
        """Inflate every part, to see that all of it stays within the limits and is whole."""
        for entry in self._zip.infolist():
            for _ in self._chunks(entry):
                pass

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            size = 0
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    known = self._counted.get(entry, 0)
                    self._total += max(size - known, 0)
                    self._counted[entry] = max(size, known)
                    _refuse_large(size, entry.compress_size)
                    if self._total > MAX_TOTAL:
                        raise over(rules.TOTAL_SIZE, MAX_TOTAL // MIB)
                    yield chunk
        except _FAULTS as fault:
            raise damaged(NOT_WHOLE) from fault


def _refuse_large(size: int, stored: int) -> None:
    if size > MAX_PART:
        raise over(rules.PART_SIZE, MAX_PART // MIB)
    if size > _SMALL and size > MAX_RATIO * max(stored, 1):
        raise over(rules.RATIO, MAX_RATIO)
