"""Bytes become text by one fixed order of encodings, and whatever was odd comes back beside it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.text.decode import MAX_CONTROLS, Decoded, clean, decode, salvaged

TEXT = "标题: 某镇\n新收 | 3\n"
FORBIDDEN = "".join(
    map(chr, [*range(9), *range(11, 13), *range(14, 32), *range(127, 160), 0xD800, 0xDFFF, 0xFFFE])
)


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (b"", "utf-8", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
        (b"\xff\xfe", "utf-16-le", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be", "utf-16-be"),
        (b"", "gb18030", "gb18030"),
        (b"", "gbk", "gb18030"),
        (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_text(mark: bytes, codec: str, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.failed) == (TEXT, encoding, False)
    assert decoded.controls == ()


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"\x80",
        b"\xce",
        "新".encode()[:2] + b"\xff",
        b"\xff\xfea",  # half a unit behind a mark
        b"\xff\xfe\x00\xd8",  # a lone surrogate
        b"\xef\xbb\xbf" + "新收".encode("gbk"),  # a mark that lies
        bytes(range(128, 256)),
    ],
)
def test_what_no_encoding_fits_fails(data: bytes) -> None:
    assert decode(data) == Decoded("", "utf-8", "\n", failed=True)


@pytest.mark.parametrize(
    ("data", "text", "place"),
    [
        ("新收\r\n办结".encode() + b"\xff" + "件".encode(), "新收\n办结\ufffd件", 5),
        ("新收\n办结".encode("gbk") + b"\xff" + "件".encode("gbk"), "新收\n办结\ufffd件", 5),
        (b"\xef\xbb\xbf" + "新\n".encode() + b"\xff", "新\n\ufffd", 2),
        (b"\xff\xfea\x00b", "a\ufffd", 1),
        ("\ufffd".encode() + b"\xff", "\ufffd\ufffd", 1),
    ],
)
def test_what_no_encoding_fits_is_read_as_far_as_it_can_be(
    data: bytes, text: str, place: int
) -> None:
    assert decode(data).failed
    assert salvaged(data) == (text, place)


def test_empty_file() -> None:
    assert decode(b"") == Decoded("", "utf-8", "\n")


@pytest.mark.parametrize(
    ("raw", "newline"),
    [
        ("a", "\n"),
        ("a\nb\r\n", "\n"),
        ("a\r\nb\r\nc\n", "\r\n"),
        ("a\rb\rc\r\n", "\r"),
        ("a\r\n\r", "\r\n"),
        ("a\n\rb", "\n"),
    ],
)
def test_the_most_frequent_line_end_is_named(raw: str, newline: str) -> None:
    decoded = decode(raw.encode())
    assert decoded.newline == newline
    assert "\r" not in decoded.text
    assert decoded.text.count("\n") == len(raw.replace("\r\n", "\n")) - len(
        raw.replace("\r", "").replace("\n", "")
    )


@pytest.mark.parametrize("char", FORBIDDEN + "\uffff")
def test_each_forbidden_character_is_replaced_in_its_place(char: str) -> None:
    assert clean(f"新\r\n{char}收") == ("新\n\ufffd收", ((2, char),))


@pytest.mark.parametrize("char", "\t\n \u00a0\u3000\ufeff\ufffd\u200b\u202e😀\U0010ffff")
def test_other_characters_stay(char: str) -> None:
    assert clean(f"a{char}b") == (f"a{char}b", ())


def test_controls_are_found_in_files() -> None:
    decoded = decode(b"a\r\n\0b\x1b")
    assert decoded.text == "a\n\ufffdb\ufffd"
    assert decoded.controls == ((2, "\0"), (4, "\x1b"))


def test_of_many_controls_only_the_first_are_told() -> None:
    text, controls = clean("\0" * (MAX_CONTROLS + 5))
    assert len(controls) == MAX_CONTROLS
    assert text == "\ufffd" * (MAX_CONTROLS + 5)


@given(st.text(alphabet=st.characters()))
def test_clean_text_is_clean(text: str) -> None:
    cleaned, controls = clean(text)
    assert clean(cleaned) == (cleaned, ())
    assert all(cleaned[at] == "\ufffd" for at, _ in controls)


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_utf8_round_trip(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == clean(text.removeprefix("\ufeff"))[0]


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    decoded = decode(data)
    assert not (decoded.failed and decoded.text)
    text, place = salvaged(data)
    assert not decoded.failed or text[place] == "\ufffd"


@pytest.mark.parametrize("unit", ["abc | 12\n", "某镇人民政府\r\n", "\0", "\r"])
def test_four_mebibytes_are_quick(unit: str) -> None:
    data = (unit * (4 * 1024 * 1024 // len(unit.encode())))[: 4 * 1024 * 1024].encode()
    start = time.perf_counter()
    decode(data)
    assert time.perf_counter() - start < 2
