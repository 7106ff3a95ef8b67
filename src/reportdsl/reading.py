"""Make sources of bytes and texts, and tell what was odd about them."""

import re
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import (
    Argument,
    Diagnostic,
    Edit,
    Fix,
    Phrase,
    diagnose,
    message,
)
from reportdsl.diagnostics.rules import reading as rules
from reportdsl.text.decode import clean, decode, salvaged
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Source
from reportdsl.world import MAX_FILE

_MIB = 1024 * 1024
_NAMES: dict[str, Argument] = {
    "gb18030": Phrase("GB18030（GBK）", "GB18030 (GBK)"),
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_PAGE = pattern(
    r"(?:\s|<!--.*?-->)*<(?:!doctype\s+html|html|\?xml)[\s>]", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A source, and what was found when it was read."""

    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    binary: bool = False
    """Whether it holds no text of a source, or it cannot be read: nothing more is said of it."""


def read_bytes(data: bytes | None, name: str, path: str | None) -> Reading:
    """Return the source that bytes hold; None stands for more bytes than a file may have."""
    empty = Source(name, "", path)
    if data is None or len(data) > MAX_FILE:
        limit = MAX_FILE // _MIB
        found = diagnose(rules.FILE_TOO_LARGE, empty.span(0, 0), limit=limit)
        return Reading(empty, (found,), binary=True)
    decoded = decode(data)
    if decoded.failed:
        return _unreadable(data, empty)
    source = Source(name, decoded.text, path, len(data))
    reading = _cleaned(source, decoded.controls)
    if decoded.encoding in _NAMES and not reading.binary:
        encoding = _NAMES[decoded.encoding]
        odd = diagnose(rules.LEGACY_ENCODING, source.span(0, 0), encoding=encoding)
        return Reading(source, (odd, *reading.diagnostics))
    return reading


def _unreadable(data: bytes, empty: Source) -> Reading:
    """Return what is told of bytes that no encoding fits, at the first that is at fault."""
    if b"\0" in data:
        return Reading(empty, (diagnose(rules.BINARY_FILE, empty.span(0, 0)),), binary=True)
    text, place = salvaged(data)
    source = Source(empty.id, text, empty.path)
    found = diagnose(rules.UNREADABLE_ENCODING, source.span(place, min(place + 1, len(text))))
    return Reading(source, (found,), binary=True)


def read_text(text: str, name: str, path: str | None) -> Reading:
    """Return the source of a text that is decoded already."""
    if len(text) > MAX_FILE:
        return read_bytes(None, name, path)
    cleaned, controls = clean(text)
    return _cleaned(Source(name, cleaned, path), controls)


def _cleaned(source: Source, controls: tuple[tuple[int, str], ...]) -> Reading:
    is_page = _PAGE.match(source.text)
    if is_page or any(character == "\0" for _, character in controls):
        empty = Source(source.id, "", source.path)
        rule = rules.WEB_PAGE if is_page else rules.BINARY_FILE
        return Reading(empty, (diagnose(rule, empty.span(0, 0)),), binary=True)
    if not source.text.strip():
        found = (diagnose(rules.EMPTY_FILE, source.span(0, 0)),)
        return Reading(source, found, binary=True)
    diagnostics = []
    for offset, character in controls:
        span = source.span(offset, offset + 1)
        fix = Fix(message(rules.DELETE_CHARACTER), (Edit(span, ""),), "safe")
        code = f"U+{ord(character):04X}"
        found_here = diagnose(rules.FORBIDDEN_CHARACTER, span, fixes=(fix,), character=code)
        diagnostics.append(found_here)
    return Reading(source, tuple(diagnostics))
