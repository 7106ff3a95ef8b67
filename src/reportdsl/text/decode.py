r"""Turn bytes into text: find the encoding, make all line ends ``\n``, blot out control characters.

The first step of all; what it found on the way comes back beside the text, for others to report.
"""

import codecs
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from reportdsl.text.pattern import pattern

Encoding: TypeAlias = Literal["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"]
Newline: TypeAlias = Literal["\n", "\r\n", "\r"]
Controls: TypeAlias = tuple[tuple[int, str], ...]

MAX_CONTROLS = 1_000
"""How many forbidden characters are told of; all of them are replaced."""

_MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WRITTEN_MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
"""The marks that Python does not write by itself."""
_UNMARKED: tuple[Encoding, ...] = ("utf-8", "gb18030")
_CONTROL = pattern("[\0-\x08\x0b-\x1f\x7f-\x9f]")
_FORBIDDEN = pattern("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was written."""

    text: str
    """The text with ``\\n`` line ends; each forbidden character stands replaced by U+FFFD."""
    encoding: Encoding
    newline: Newline
    """The most frequent line end, ``\\n`` where two are as frequent or there is none."""
    controls: Controls = ()
    """The first forbidden characters, each with its offset in `text`; at most `MAX_CONTROLS`."""
    failed: bool = False
    """Whether no encoding fits; the text is then empty."""


def decode(data: bytes) -> Decoded:
    """Return the text of a file, by its byte order mark, else as UTF-8, else as GB18030."""
    marked = tuple(encoding for mark, encoding in _MARKS if data.startswith(mark))
    # A mark is believed: bytes behind it that do not fit are damage, not another encoding.
    for encoding in marked or _UNMARKED:
        try:
            raw = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        text, controls = clean(raw)
        return Decoded(text, encoding, _newline(raw), controls)
    return Decoded("", "utf-8", "\n", failed=True)


def salvaged(data: bytes) -> tuple[str, int]:
    """Return what can be read of a file that no encoding fits, and where it first does not fit.

    Of the encodings that one is taken in which the least is at fault; U+FFFD stands for that.
    """
    marked = [(mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)]
    best = "", 0
    fewest: int | None = None
    for mark, encoding in marked or [(b"", encoding) for encoding in _UNMARKED]:
        codec = encoding.removesuffix("-sig")
        content = data.removeprefix(mark)
        text = content.decode(codec, errors="replace")
        count = text.count("\ufffd")
        if fewest is None or count < fewest:
            best, fewest = (clean(text)[0], len(clean(_sound(content, codec))[0])), count
    return best


def _sound(data: bytes, codec: str) -> str:
    """Return the text before the first bytes that an encoding does not fit."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        return data[: error.start].decode(codec)


def encode(text: str, like: Decoded) -> bytes:
    r"""Return a text with ``\n`` line ends in the encoding and with the line ends of another."""
    raw = text.replace("\n", like.newline)
    return _WRITTEN_MARKS.get(like.encoding, b"") + raw.encode(like.encoding)


def clean(text: str) -> tuple[str, Controls]:
    r"""Return a text with ``\n`` line ends and U+FFFD for what is forbidden, and what that was.

    Forbidden are the C0 and C1 controls but tab and line feed, DEL, lone surrogates, U+FFFE and
    U+FFFF.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _suspect(text):
        return text, ()
    found = islice(_FORBIDDEN.finditer(text), MAX_CONTROLS)
    controls = tuple((match.start(), match[0]) for match in found)
    return _FORBIDDEN.sub("\ufffd", text), controls


def _suspect(text: str) -> bool:
    """Tell whether a text may hold what is forbidden, by means quicker than the whole class."""
    if _CONTROL.search(text) or "\ufffe" in text or "\uffff" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _newline(text: str) -> Newline:
    pairs = text.count("\r\n")
    counts: dict[Newline, int] = {
        "\n": text.count("\n") - pairs,
        "\r\n": pairs,
        "\r": text.count("\r") - pairs,
    }
    return max(counts, key=counts.__getitem__)
