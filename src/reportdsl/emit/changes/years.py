"""Write this year's figures beside last year's: for a terminal, as Markdown, a page, or JSON."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby

from reportdsl.compare.changes import Shown
from reportdsl.compare.years import Grown, Years
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.emit.changes.html import foreign, page
from reportdsl.emit.changes.json import shown
from reportdsl.emit.changes.markdown import text as markdown_text
from reportdsl.emit.changes.summary import warning
from reportdsl.emit.changes.wording import figure
from reportdsl.emit.htmltable import escape
from reportdsl.text.numerals import fixed
from reportdsl.text.width import visible

VERSION = 1
"""The version of the schema of the JSON."""
_HEADS = {
    "zh": ("行", "列", "上年", "本年", "增减", "增长率"),
    "en": ("Row", "Column", "Last year", "This year", "Change", "Growth"),
}
_TITLE = {"zh": "与上年比较", "en": "Beside last year"}
_ABSENT = {"zh": "（没有这一格）", "en": "(no such cell)"}


def text(years: Years, language: Language) -> str:
    """Return the cells whose figures differ, one a line, and how many there are."""
    lines = [_line(cell, language) for cell in years.cells if not cell.same]
    lines += [line for line in _told(years, language) if line]
    return "\n".join(lines) + "\n"


def _line(cell: Grown, language: Language) -> str:
    place = cell.place
    name = " ".join(part for part in (place.table, place.row, place.column) if part)
    old, new = (_figure(side, language) for side in (cell.old, cell.new))
    more = ", ".join(part for part in (_gap(cell, language), _rate(cell)) if part)
    return visible(f"{name}:{old} → {new}" + (f"({more})" if more else ""))


def _figure(side: Shown | None, language: Language) -> str:
    if side is None:
        return _ABSENT[language]
    return side.text or ("（空）" if language == "zh" else "(empty)")


def _gap(cell: Grown, language: Language) -> str:
    if cell.difference is None:
        return ""
    if cell.percent:
        points = " 个百分点" if language == "zh" else " points"
        return figure(cell.difference * 100, sign=True) + points
    return figure(cell.difference, sign=True)


def _rate(cell: Grown) -> str:
    """Return the growth with one decimal, rounded half up; empty where there is none."""
    if cell.rate is None:
        return ""
    shown_rate = fixed(cell.rate, 1, percent=True)
    return f"+{shown_rate}" if cell.rate > 0 else shown_rate


def _count(years: Years, language: Language) -> str:
    same = sum(cell.same for cell in years.cells)
    alone = sum(cell.old is None or cell.new is None for cell in years.cells)
    differ = len(years.cells) - same - alone
    if language == "zh":
        return f"共 {len(years.cells)} 格：{differ} 格有增减，{same} 格相同，{alone} 格只有一年有。"
    cells = f"{len(years.cells)} cell{'' if len(years.cells) == 1 else 's'}"
    return f"{cells}: {differ} changed, {same} the same, {alone} in one year only."


def _told(years: Years, language: Language) -> tuple[str, str]:
    """Return whether a report has errors, empty if none has, and how many cells there are."""
    return warning(years.old, years.new, language), _count(years, language)


def _tables(years: Years) -> Iterator[tuple[str, list[Grown]]]:
    for name, cells in groupby(years.cells, key=lambda cell: cell.place.table):
        yield name, list(cells)


def _columns(cell: Grown, language: Language) -> tuple[str, ...]:
    place = cell.place
    old, new = (_figure(side, language) for side in (cell.old, cell.new))
    return place.row, place.column, old, new, _gap(cell, language), _rate(cell)


def markdown(years: Years, language: Language) -> str:
    """Return a table of all cells for each table."""
    old, new = (markdown_text(side.name) for side in (years.old, years.new))
    out = [f"### {_TITLE[language]}: {old} → {new}"]
    for line in _told(years, language):
        out += ["", markdown_text(line)] if line else []
    for name, cells in _tables(years):
        out += ["", f"#### {markdown_text(name)}", ""]
        out += [_row(_HEADS[language]), "| --- | --- | ---: | ---: | ---: | ---: |"]
        out += (_row(_columns(cell, language)) for cell in cells)
    return "\n".join(out) + "\n"


def _row(texts: tuple[str, ...]) -> str:
    return f"| {' | '.join(markdown_text(text) for text in texts)} |"


def html(years: Years, language: Language) -> str:
    """Return a page with a table of all cells for each table."""
    out = [f"<p>{escape(visible(line))}</p>\n" for line in _told(years, language) if line]
    own = foreign(years.new.report, language)
    for name, cells in _tables(years):
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in _HEADS[language])
        title = escape(visible(name))
        out.append(
            f"<h2{own}>{title}</h2>\n"
            f'<section class="scroll" tabindex="0" aria-label="{title}">\n<table class="narrow">\n'
            f'<caption class="spoken"{own}>{title}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n'
            f"<tbody>\n{''.join(_html_row(cell, language, own) for cell in cells)}</tbody>\n"
            "</table>\n</section>\n"
        )
    return page(_TITLE[language], (years.old, years.new), "".join(out), language)


def _html_row(cell: Grown, language: Language, own: str) -> str:
    """Return the row of a cell; `own` is the attribute of the report's own texts."""
    row, column, *figures = (escape(visible(text)) for text in _columns(cell, language))
    # A form may have a row without a name: its columns are then what the figures are told by.
    if row:
        named = f'<th scope="row"{own}>{row}</th><td{own}>{column}</td>'
    else:
        named = f'<td{own}></td><th scope="row"{own}>{column}</th>'
    held = "".join(f'<td class="figure">{text}</td>' for text in figures)
    return f"<tr>{named}{held}</tr>\n"


def as_json(years: Years, language: Language) -> str:
    """Return all cells, by the schema that ships beside this module."""
    del language
    document = {
        "version": VERSION,
        "same": years.same,
        "old": {"name": years.old.name, "errors": years.old.errors},
        "new": {"name": years.new.name, "errors": years.new.errors},
        "cells": [
            {
                "table": cell.place.table,
                "row": cell.place.row,
                "column": cell.place.column,
                "old": None if cell.old is None else shown(cell.old),
                "new": None if cell.new is None else shown(cell.new),
                "difference": None if cell.difference is None else figure(cell.difference),
                "growth": _rate(cell).removeprefix("+") or None,
                "percent": cell.percent,
            }
            for cell in years.cells
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


WRITERS: dict[str, Callable[[Years, Language], str]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "json": as_json,
}
