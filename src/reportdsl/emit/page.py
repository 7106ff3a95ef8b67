"""Write the parts of a page: its headings, paragraphs and tables, every text escaped."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from reportdsl.emit.htmltable import escape, rows
from reportdsl.emit.outline import outline
from reportdsl.emit.runs import target, tidy
from reportdsl.publish.publication import (
    Block,
    Frame,
    Grid,
    Paragraph,
    ParagraphRole,
    Publication,
    PublishedTable,
    Role,
    Run,
    Section,
)

_WIDTHS = ((6, "narrow"), (11, "wide"), (16, "wider"))
"""The most columns of a table of each width."""
_LONG = 40
"""The most rows that are kept together in print."""
_PARAGRAPHS = {
    ParagraphRole.BODY: "<p>",
    ParagraphRole.NOTE: '<p class="note">',
    ParagraphRole.SIGNATURE: '<p class="signature">',
}


class Words(NamedTuple):
    """What a page says of itself in one language."""

    table: str
    """What a table without a name is called."""
    failed: str
    """What those who do not see it hear of a cell that failed its checks."""
    draft: str
    """The paragraph at the head of a draft."""


_ZH = Words(
    "表格",
    "（未通过核对）",
    '<p class="draft"><strong>草稿</strong>未定稿，请勿发布。标出的单元格未通过核对。</p>\n',
)
_EN = Words(
    "Table",
    " (failed its checks)",
    '<p class="draft"><strong>Draft</strong>'
    " Not for publication. Marked cells failed their checks.</p>\n",
)


class Piece(NamedTuple):
    """A paragraph or table as it stands in the page."""

    block: Block
    label: str
    """What those who do not see the page hear of a table, unlike any other's; else empty."""
    html: str


class Part(NamedTuple):
    """A section as it stands in the page."""

    section: Section
    depth: int
    """1 for the outermost sections; 0 for what stands before the first heading."""
    heading: str
    """Empty where a section has no title."""
    pieces: list[Piece]


def words_of(language: str) -> Words:
    """Return what a page says of itself in a language."""
    return _ZH if language.lower().startswith("zh") else _EN


def parts(publication: Publication, *, draft: bool) -> Iterator[Part]:
    """Yield the sections of a page; what is empty is left out. A draft marks what failed."""
    words = words_of(publication.language)
    seen: dict[str, int] = {}
    mark = words.failed if draft else None
    for depth, section in outline(publication.sections):
        pieces = list(_pieces(section, seen, words.table, mark))
        yield Part(section, depth, _heading(section, depth), pieces)


def _heading(section: Section, depth: int) -> str:
    title = _inline(tidy(section.title))
    if not title:
        return ""
    anchor = f' id="{escape(section.anchor)}"' if section.anchor else ""
    return f"<h{depth + 1}{anchor}>{title}</h{depth + 1}>\n"


def _pieces(
    section: Section, seen: dict[str, int], unnamed: str, mark: str | None
) -> Iterator[Piece]:
    for block in section.blocks:
        if not isinstance(block, Paragraph):
            if block.grid.frame.rows:
                label = _label(block, seen, unnamed)
                yield Piece(block, label, _table(block, label, mark))
        elif text := _inline(tidy(block.runs)):
            yield Piece(block, "", f"{_PARAGRAPHS[block.role]}{text}</p>\n")


def _inline(runs: Iterable[Run]) -> str:
    return "".join([_run(run) for run in runs])


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.bold:
        text = f"<strong>{text}</strong>"
    if run.href is not None and (href := target(run.href)) is not None:
        text = f'<a href="{escape(href)}">{text}</a>'
    return text


def _label(table: PublishedTable, seen: dict[str, int], unnamed: str) -> str:
    name = table.caption or table.name or unnamed
    seen[name] = number = seen.get(name, 0) + 1
    return name if number == 1 else f"{name} ({number})"


def _table(table: PublishedTable, label: str, mark: str | None) -> str:
    # A form's table is headed by its section, and has its label to be heard.
    if table.caption is None:
        caption = f'<caption class="spoken">{escape(label)}</caption>\n'
    else:
        caption = f"<caption>{escape(table.caption)}</caption>\n"
    return (
        f'<section class="scroll" tabindex="0" aria-label="{escape(label)}">\n'
        f'<table class="{classes(table)}">\n{caption}'
        f"{rows(table.grid, mark)}</table>\n</section>\n"
    )


def classes(table: PublishedTable) -> str:
    """Return the classes by which the style sheet fits a table to a page."""
    width = next((name for most, name in _WIDTHS if table.grid.width <= most), "widest")
    plain = " plain" if table.caption is not None or not table.name else ""
    amounts = " amounts" if _shows_amounts(table.grid) else ""
    long = " long" if len(table.grid.frame.rows) > _LONG else ""
    return width + plain + amounts + long


def _shows_amounts(grid: Grid) -> bool:
    """Return whether most figures have decimals: then they stand point under point."""
    numeric = _numeric(grid.frame)
    figures = [datum.text for datum in compress(grid.data, numeric)]
    return 2 * sum("." in text for text in figures) > len(figures)


@lru_cache(maxsize=256)
def _numeric(frame: Frame) -> list[bool]:
    """Return for each data cell whether it is to hold a figure."""
    return [cell.numeric for row in frame.rows for cell in row if cell.role is Role.DATA]
