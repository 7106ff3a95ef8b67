"""Write texts of others into a source so that they are published as they were."""

from reportdsl.syntax import keywords
from reportdsl.text.pattern import pattern

_PROSE = pattern(r"[{}\\|｛｝]|\*\*|\]\(")
_IN_PROSE = {"｛": '{"｛"}', "｝": '{"｝"}', "**": "\\*\\*", "](": "\\]("}
_START = pattern(r"[#＃@＠]|[/／]{2}")
_CELL = pattern(r'[{}*\[\]|｜"\\]')
_PLAIN = pattern(r"[^|｜\\=＝?？*＊\"“”＂#＃@＠/／{}｛｝\[\]][^|｜\\\"“”＂{}｛｝]*+")
_QUOTES = (('"', '"'), ("“", "”"), ("＂", "＂"))


def prose(text: str, *, below_rows: bool = False) -> str:
    """Return a line that is a paragraph or the text of a heading and publishes a text.

    In a paragraph right `below_rows` of a table a full-width bar becomes one of common width: else
    it would be a row.
    """
    if below_rows:
        text = text.replace("｜", "|")
    escaped = _PROSE.sub(lambda match: _IN_PROSE.get(match[0], "\\" + match[0]), text)
    return "\\" + escaped if _START.match(escaped) else escaped


def string(text: str) -> str | None:
    """Return a text between quotation marks that it does not hold; None if it holds all."""
    for opening, closing in _QUOTES:
        if opening not in text and closing not in text:
            return f"{opening}{text}{closing}"
    return None


def label(text: str) -> str:
    """Return the label of a row that is a text."""
    escaped = _CELL.sub(lambda match: "\\" + ("|" if match[0] == "｜" else match[0]), text)
    means = _START.match(escaped) or keywords.word(escaped) == "rest"
    return "\\" + escaped if means else escaped


def is_plain(text: str) -> bool:
    """Tell whether a cell may hold a text as it is."""
    return _PLAIN.fullmatch(text) is not None
