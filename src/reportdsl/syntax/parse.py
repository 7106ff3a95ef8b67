"""Parse a source: text in, document and diagnostics out. Never raises, reads no file."""

from dataclasses import dataclass
from typing import Literal

from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.syntax import build, lines, nodes
from reportdsl.syntax.expressions import Slots
from reportdsl.syntax.line import looks_chinese
from reportdsl.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, what is said of its syntax, and what the tree leaves out."""

    source: Source
    document: nodes.Document
    diagnostics: tuple[Diagnostic, ...]
    comments: tuple[Span, ...]
    language: Literal["zh", "en"]
    """Chinese when it uses Chinese keywords, or none but 汉字, or no letters at all."""


def parse(source: Source) -> Parsed:
    """Return the document of a source, whatever the source holds, and every fault of syntax."""
    return parsed(source, lines.read(source))


def parsed(source: Source, reading: lines.Reading) -> Parsed:
    """Return the document of a source that is read into lines already."""
    slots = Slots()
    document = build.build(source, reading, slots)
    chinese = reading.chinese or (not reading.english and _looks_chinese(source.text))
    found = (*reading.diagnostics, *slots.diagnostics)
    return Parsed(source, document, found, tuple(reading.comments), "zh" if chinese else "en")


def _looks_chinese(text: str) -> bool:
    return looks_chinese(text) or not any(map(str.isalpha, text))
