"""Publish a report: sections, runs and grids, in order."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reportdsl.model import report as model
from reportdsl.publish.grid import layout, published_bands
from reportdsl.publish.publication import (
    Block,
    Paragraph,
    ParagraphRole,
    Publication,
    PublishedTable,
    Run,
    Section,
)
from reportdsl.text.numerals import chinese_date
from reportdsl.text.pattern import pattern

if TYPE_CHECKING:
    import datetime as dt

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NOT_A_WORD = pattern(r"\W+")


def publish(report: model.Report, *, draft: bool = False) -> Publication:
    """Return what a report shows."""
    header = report.header
    chinese = header.language.startswith("zh")
    return Publication(
        header.title or header.agency or ("报告" if chinese else "Report"),
        header.agency,
        header.year,
        header.date.isoformat() if header.date else "",
        header.language,
        _sections(report),
        draft,
    )


def _sections(report: model.Report) -> tuple[Section, ...]:
    sections: list[Section] = []
    blocks: list[Block] = []
    anchors: dict[str, int] = {}
    head = Section(0, (), "", ())
    for block in report.blocks:
        if isinstance(block, model.Heading):
            sections.append(replace(head, blocks=tuple(blocks)))
            blocks = []
            runs = _runs(block.runs)
            head = Section(block.level, runs, _anchor(runs, anchors), ())
        else:
            blocks += _block(report, block)
    sections.append(replace(head, blocks=tuple(blocks)))
    return tuple(s for s in sections if s.level or s.blocks)


def _anchor(runs: tuple[Run, ...], taken: dict[str, int]) -> str:
    """Return a name for a section that no other has, made of its title."""
    slug = _NOT_A_WORD.sub("-", "".join(run.text for run in runs)).strip("-") or "section"
    taken[slug] = taken.get(slug, 0) + 1
    return slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"


def _runs(runs: tuple[model.Run, ...]) -> tuple[Run, ...]:
    return tuple(Run(run.text, run.bold, run.href) for run in runs)


def _block(report: model.Report, block: model.Block) -> list[Block]:
    match block:
        case model.Prose():
            role = ParagraphRole.NOTE if block.is_note else ParagraphRole.BODY
            return [Paragraph(_runs(block.runs), role)]
        case model.TableRef():
            return [table_of(report, block.table)]
        case model.Signature():
            lines = [report.header.agency, _date(report.header)]
            return [Paragraph((Run(t),), ParagraphRole.SIGNATURE) for t in lines if t]
        case _:
            return []


def _date(header: model.Header) -> str:
    """Return the date as a signature writes it."""
    day: dt.date | None = header.date
    if day is None:
        return ""
    if header.language.startswith("zh"):
        return chinese_date(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def table_of(report: model.Report, index: int) -> PublishedTable:
    """Return a table of a report as it is published."""
    table = report.tables[index]
    caption = table.name if table.plain and table.name else None
    return PublishedTable(
        table.name, caption, layout(report, index), partial(published_bands, report, index)
    )
