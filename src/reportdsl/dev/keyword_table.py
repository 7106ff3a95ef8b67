"""Write the table of keywords into docs/language.md, from `reportdsl.syntax.keywords`."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportdsl.syntax import keywords

FOLDERS: tuple[str, ...] = ()

BEGIN = "<!-- keywords: made by reportdsl.dev.keyword_table -->"
END = "<!-- end of keywords -->"

_LANGUAGE = "docs/language.md"

_GROUPS: tuple[tuple[str, str, Mapping[str, Sequence[str]]], ...] = (
    ("Header", "", keywords.FIELDS),
    ("Directives", "@", keywords.DIRECTIVES),
    ("Blocks of a table form", "", keywords.BLOCKS),
    ("Axes", "", keywords.AXES),
    ("Functions", "", keywords.FUNCTIONS),
    ("Other reports", "", keywords.SCOPES),
    ("Attributes", "", keywords.ATTRIBUTES),
    ("Formats", "", keywords.FORMATS),
    ("Operators and connectives", "", keywords.CONNECTIVES),
    ("Others", "", keywords.WORDS),
)


def files(root: Path) -> dict[str, str]:
    """Return the description of the language, with the table in it."""
    text = (root / _LANGUAGE).read_text(encoding="utf-8")
    return {_LANGUAGE: replaced(text)}


def markdown() -> str:
    """Return the table of all keywords, as Markdown."""
    return "\n".join(("| | 中文 | English |", "| --- | --- | --- |", *_rows()))


def section(text: str) -> str:
    """Return the table that stands in a document between its marks."""
    return text.partition(BEGIN)[2].partition(END)[0].strip("\n")


def replaced(text: str) -> str:
    """Return a document with the table made anew."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    return f"{head}{begin}\n{markdown()}\n{end}{tail}" if end else text


def _rows() -> Iterator[str]:
    for title, mark, table in _GROUPS:
        for number, words in enumerate(table.values()):
            chinese = [f"`{mark}{word}`" for word in words if keywords.is_chinese(word)]
            english = [f"`{mark}{word}`" for word in words if not keywords.is_chinese(word)]
            yield f"| {'' if number else title} | {' '.join(chinese)} | {' '.join(english)} |"
