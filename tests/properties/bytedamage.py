"""Damage files as disks, mail and other people's programs do: byte by byte."""

import codecs
import random
from collections.abc import Callable
from typing import TypeAlias

_Way: TypeAlias = Callable[[bytearray, random.Random, bytes], None]

_ENCODINGS = ("utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
_MARKS = (
    codecs.BOM_UTF8,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_LE,
    codecs.BOM_UTF8 * 2,
)
_STRANGE = (
    # Not UTF-8: lone bytes, cut sequences, overlong forms, surrogates, beyond the last plane.
    *(b"\xff", b"\xfe", b"\x80", b"\xc3", b"\xe4\xb8", b"\xf0\xa0\xae", b"\xc0\xaf", b"\xe0\x80\xaf"),
    *(b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80"),
    # UTF-8 of what no text holds, or few do.
    *(b"\xef\xbf\xbe", b"\xef\xbf\xbf", b"\xef\xbf\xbd", b"\xe2\x80\xae", b"\xe2\x80\x8b"),
    *(b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\xa0\xae\xb7", b"\xf0\x9f\x91\xa8\xe2\x80\x8d"),
    # Controls.
    *(b"\0", b"\0\0\0\0", b"\x01", b"\x08", b"\x0b", b"\x0c", b"\x1a", b"\x1b[2J", b"\x7f", b"\x9b"),
    # GB18030 of two and four bytes, whole and cut, and what it has no character for.
    *("甲乙".encode("gb18030"), "𠮷".encode("gb18030"), "€".encode("gb18030"), "甲".encode("gb18030")[:1]),
    *(b"\x810\x810", b"\x810\x81", b"\xfe9\xfe9", b"\xa1\xa1", b"\xa3\xa0", b"\x80", b"\xff\xff"),
)  # fmt: skip
_WHOLE = 0.8
"""How often the damage spares the encoding: of what is not read at all, little can be learned."""
_LINE_ENDS = (b"\r", b"\r\n", b"\n\r", b"\r\r\n", b"\n\n", b"\x0c", b"\x0b", b"\xc2\x85", b"")


def damaged(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """Return a file with a few things wrong in it; `other` lends stretches."""
    if rng.random() < 0.15:
        data = _recoded(data, rng)
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        rng.choice(_WAYS)(out, rng, other)
    return bytes(out)


def _recoded(data: bytes, rng: random.Random) -> bytes:
    """Return a file as another program would store it."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.encode(rng.choice(_ENCODINGS), "replace")


def _range(out: bytearray, rng: random.Random) -> tuple[int, int]:
    """Return a stretch; mostly one that cuts no character of UTF-8, so that the file stays text."""
    start = rng.randrange(len(out) + 1)
    end = min(len(out), start + rng.choice((1, 1, 2, 3, 8, 50, 400)))
    return (_edge(out, start), _edge(out, end)) if rng.random() < _WHOLE else (start, end)


def _edge(out: bytearray | bytes, at: int) -> int:
    while at < len(out) and out[at] & 0xC0 == 0x80:
        at += 1
    return at


def _place(out: bytearray, rng: random.Random) -> int:
    """Return the place of a byte; mostly one of ASCII, with which the file stays text."""
    at = rng.randrange(len(out))
    if rng.random() < _WHOLE:
        while at < len(out) - 1 and out[at] >= 0x80:
            at += 1
    return at


def _flip(out: bytearray, rng: random.Random, _other: bytes) -> None:
    if out:
        at = _place(out, rng)
        out[at] ^= 1 << rng.randrange(7 if out[at] < 0x80 else 8)


def _replace(out: bytearray, rng: random.Random, _other: bytes) -> None:
    if out:
        at = _place(out, rng)
        out[at] = rng.randrange(0x20, 0x7F) if out[at] < 0x80 else rng.randrange(256)


def _insert(out: bytearray, rng: random.Random, _other: bytes) -> None:
    start, _ = _range(out, rng)
    if rng.random() < _WHOLE:
        piece = bytes(rng.randrange(0x20, 0x7F) for _ in range(rng.choice((1, 1, 2, 4))))
    else:
        piece = rng.randbytes(rng.choice((1, 1, 2, 4, 16)))
    out[start:start] = piece


def _delete(out: bytearray, rng: random.Random, _other: bytes) -> None:
    start, end = _range(out, rng)
    del out[start:end]


def _duplicate(out: bytearray, rng: random.Random, _other: bytes) -> None:
    start, end = _range(out, rng)
    out[end:end] = out[start:end] * rng.choice((1, 1, 2, 20))


def _move(out: bytearray, rng: random.Random, _other: bytes) -> None:
    start, end = _range(out, rng)
    piece = out[start:end]
    del out[start:end]
    at, _ = _range(out, rng)
    out[at:at] = piece


def _splice(out: bytearray, rng: random.Random, other: bytes) -> None:
    """Go on in another file, or hold a stretch of one."""
    start, end = _range(out, rng)
    first, last = _range(bytearray(other), rng)
    if rng.random() < 0.3:
        out[start:] = other[first:]
    else:
        out[start : rng.choice((start, end))] = other[first:last]


def _strange(out: bytearray, rng: random.Random, _other: bytes) -> None:
    start, _ = _range(out, rng)
    out[start:start] = rng.choice(_STRANGE)


def _mark(out: bytearray, rng: random.Random, _other: bytes) -> None:
    """Put a byte order mark where it belongs, or where it does not."""
    at = 0 if rng.random() < 0.6 else rng.randrange(len(out) + 1)
    out[at:at] = rng.choice(_MARKS)


def _line_ends(out: bytearray, rng: random.Random, _other: bytes) -> None:
    """Make other line ends of all, or of some."""
    end = rng.choice(_LINE_ENDS[:2]) if rng.random() < 0.5 else rng.choice(_LINE_ENDS)
    lines = out.split(b"\n")
    if rng.random() < 0.5:
        out[:] = end.join(lines)
    else:
        at = rng.randrange(len(lines))
        out[:] = b"\n".join(lines[:at]) + end + b"\n".join(lines[at:])


def _cut(out: bytearray, rng: random.Random, _other: bytes) -> None:
    start, _ = _range(out, rng)
    del out[start:]


_WAYS: tuple[_Way, ...] = (
    *(_flip, _flip, _replace, _replace, _insert, _insert, _insert),
    *(_delete, _delete, _duplicate, _duplicate, _move, _splice, _splice),
    *(_strange, _strange, _mark, _line_ends, _cut),
)
