"""Find the encoding of a page: by its byte order mark, by what it declares, by trying."""

import re
from dataclasses import dataclass

from reportdsl.diagnostics.diagnostic import Argument, Diagnostic, Phrase, Rule, diagnose
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.diagnostics.rules import reading as reading_rules
from reportdsl.importers.reading import Refusal, top
from reportdsl.text.pattern import pattern

_HEAD = 4096
"""Within how many bytes a page must declare its encoding; browsers look at 1,024."""
_DECLARED = pattern(
    r"<meta\s[^>]*?charset\s*+=\s*+[\"']?+\s*+([\w.:-]{1,40})|<\?xml\s[^>]*?encoding=[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CODECS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
}
"""The codec of what a page may declare; what is not named here is not believed."""
_NAMES: dict[str, Argument] = {
    "utf-8": "UTF-8",
    "gb18030": Phrase("GB18030（GBK）", "GB18030 (GBK)"),
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_ENOUGH = 8
"""So many characters beyond ASCII that are sound UTF-8 are no other encoding by chance."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, and what is to be told of its encoding."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decode_page(data: bytes, name: str) -> Page:
    """Return the text of a page; raise `Refusal` if no encoding fits."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text = _decoded(data[len(mark) :], codec)
            if text is None:
                raise Refusal(reading_rules.UNREADABLE_ENCODING)
            return Page(text, _told(name, codec, ""))
    if b"\0" in data:
        raise Refusal(reading_rules.BINARY_FILE)
    found = _DECLARED.search(data[:_HEAD].decode("latin-1"))
    declared = (found[1] or found[2]) if found else ""
    for codec in _candidates(data, _CODECS.get(declared.lower())):
        text = _decoded(data, codec)
        if text is not None:
            return Page(text, _told(name, codec, declared))
    raise Refusal(reading_rules.UNREADABLE_ENCODING)


def _candidates(data: bytes, declared: str | None) -> tuple[str, ...]:
    unicode = _decoded(data, "utf-8")
    if unicode is not None and sum(char > "\x7f" for char in unicode) >= _ENOUGH:
        return ("utf-8",)
    return tuple(dict.fromkeys(codec for codec in (declared, "utf-8", "gb18030") if codec))


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _told(name: str, codec: str, declared: str) -> tuple[Diagnostic, ...]:
    """Return what is said of an encoding: that it is another than declared, or an old one."""
    believed = _CODECS.get(declared.lower())
    if believed is not None and believed != codec:
        return (
            diagnose(rules.DECLARED_ENCODING, top(name), declared=declared, encoding=_NAMES[codec]),
        )
    if codec == "utf-8":
        return ()
    rule: Rule = reading_rules.LEGACY_ENCODING
    return (diagnose(rule, top(name), encoding=_NAMES[codec]),)
