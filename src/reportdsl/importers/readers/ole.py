"""Tell what a file of an old Office holds, by the names in its directory."""

from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.reading import Refusal

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How such files begin."""


def refuse_encrypted(data: bytes) -> None:
    """Raise `Refusal` for what an Office of today puts into such a file: something encrypted."""
    if _named(data, "EncryptedPackage") or _named(data, "EncryptionInfo"):
        raise Refusal(rules.ENCRYPTED)


def is_workbook(data: bytes) -> bool:
    """Tell whether a file is a workbook (.xls)."""
    return _named(data, "Workbook") or _named(data, "Book")


def is_document(data: bytes) -> bool:
    """Tell whether a file is a document of Word (.doc)."""
    return _named(data, "WordDocument")


def _named(data: bytes, name: str) -> bool:
    # An entry of the directory is 128 bytes long, at a multiple of that, and begins with its name.
    raw = name.encode("utf-16-le") + b"\0\0"
    at = data.find(raw)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = data.find(raw, at + 1)
    return False
