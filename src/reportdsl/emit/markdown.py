"""Write a publication as GitHub-flavoured Markdown.

Its tables have one header row and no merged cells, so heads are written as paths and every band
becomes a table of its own; or, by choice, a table is written as HTML with its merged cells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportdsl.emit.emitter import Emitted, Options
from reportdsl.emit.markup import rows_with_heads
from reportdsl.emit.outline import outline
from reportdsl.emit.runs import one_line, target, tidy
from reportdsl.publish.publication import (
    Head,
    Paragraph,
    Publication,
    PublishedBand,
    PublishedTable,
    Run,
)
from reportdsl.text.pattern import pattern

# What follows the last character is another run's: "&" may come to stand before "lt;", "!" before
# a link. A bare address would be made a link, with the marks and escapes behind it as its end.
_SPECIAL = pattern(r"[\\`*_\[\]<>~|]|&(?=[#A-Za-z0-9]|\Z)|!\Z|:(?=//)|(?<=www)\.")
_ENTITY = pattern(r"&(?=[#A-Za-z0-9])")
_BLOCK_START = pattern(r"(?=#|[-+](?:\s|\Z)|-[-\s]*\Z)|[0-9]{1,9}(?=[.)](?:\s|\Z))")
_CLOSING_SEQUENCE = pattern(r"(?:\A|(?<=\s))(?=#+\Z)")


def emit(publication: Publication, options: Options) -> Emitted:
    """Return the Markdown text."""
    return Emitted("\n\n".join(_blocks(publication, options)) + "\n")


def _blocks(publication: Publication, options: Options) -> Iterator[str]:
    yield from _heading(1, (Run(publication.title),))
    for depth, section in outline(publication.sections):
        yield from _heading(depth + 1, section.title)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from _paragraph(block.runs)
            else:
                yield from _table(block, options)


def _heading(level: int, runs: Sequence[Run]) -> Iterator[str]:
    if text := _inline(tidy(runs)):
        yield f"{'#' * level} {_CLOSING_SEQUENCE.sub(_after_backslash, text)}"


def _paragraph(runs: Sequence[Run]) -> Iterator[str]:
    if text := _inline(tidy(runs)):
        if start := _BLOCK_START.match(text):
            text = f"{start[0]}\\{text[start.end() :]}"
        yield text


def _inline(runs: Iterable[Run]) -> str:
    parts = []
    for bold, group in groupby(runs, key=lambda run: run.bold):
        text = "".join(map(_linked, group))
        parts.append(_bold(text) if bold else text)
    return "".join(parts)


def _linked(run: Run) -> str:
    text = escaped(run.text)
    if (href := target(run.href)) is None:
        return text
    href = _ENTITY.sub(_after_backslash, href)
    return f"[{text}](<{href}>)" if "(" in href or ")" in href else f"[{text}]({href})"


def _bold(text: str) -> str:
    # Between a letter and punctuation, as CJK text often has it, asterisks would mean themselves.
    if text[0].isalnum() and text[-1].isalnum():
        return f"**{text}**"
    return f"<strong>{text}</strong>"


def escaped(text: str) -> str:
    """Return a text in which no character is markup."""
    return _SPECIAL.sub(_after_backslash, text)


def _after_backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _table(table: PublishedTable, options: Options) -> Iterator[str]:
    yield from _title(table.caption)
    if options.tables == "html":
        if table.grid.rows:
            yield f"<table>{rows_with_heads(table.grid)}</table>"
        return
    for band in table.bands:
        yield from _title(band.title)
        yield from _band(band)


def _title(text: str | None) -> Iterator[str]:
    yield from _paragraph((Run(text or "", bold=True),))


def _band(band: PublishedBand) -> Iterator[str]:
    named = bool(band.stub) or any(map(_path, band.rows))
    header = [band.stub] * named + [_path(head) for head in band.columns]
    if header:
        body = (
            [_path(head)] * named + list(texts)
            for head, texts in zip(band.rows, band.cells, strict=True)
        )
        rows = (_row(map(_cell, texts)) for texts in (header, *body))
        marks = ["---"] * named + ["---:" if head.numeric else "---" for head in band.columns]
        first, rule = next(rows), _row(marks)
        yield "\n".join((first, rule, *rows))


def _path(head: Head) -> str:
    return " / ".join(filter(None, head.labels))


def _cell(text: str) -> str:
    return escaped(one_line(text))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
