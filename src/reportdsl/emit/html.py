"""Write a publication as a page of its own, which needs nothing but itself.

The template escapes every text that it is given. The page holds no script and asks for nothing
from elsewhere, and its content security policy would refuse both.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from reportdsl.emit.emitter import Emitted, Options
from reportdsl.emit.outline import outline
from reportdsl.emit.runs import one_line, target, text_of, tidy
from reportdsl.emit.tableparts import TableParts, table_parts
from reportdsl.publish.publication import (
    Paragraph,
    ParagraphRole,
    Publication,
    PublishedTable,
    Run,
    Section,
)

_WIDTHS = ((6, "narrow"), (11, "wide"), (16, "wider"))
"""The most columns of a table of each width."""
_LONG = 40
"""The most rows that are kept together in print."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    role: ParagraphRole
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    label: str
    """What those who do not see the page hear; unlike any other table's."""
    caption: str | None
    """Shown above it; a form's table is headed by its section, and has its label to be heard."""
    style: str
    """The classes by which the style sheet fits it to a page."""
    parts: TableParts


@dataclass(frozen=True, slots=True)
class _Section:
    depth: int
    title: tuple[Run, ...]
    anchor: str
    blocks: tuple[_Paragraph | _Table, ...]


def emit(publication: Publication, options: Options) -> Emitted:
    """Return the page."""
    text = _template().render(
        title=one_line(publication.title),
        name=_name(publication),
        language=publication.language,
        chinese=publication.language.lower().startswith("zh"),
        draft=options.draft or publication.draft,
        sections=tuple(_sections(publication)),
    )
    return Emitted(text)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("reportdsl.emit"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["target"] = target
    return environment.get_template("report.html.j2")


def _name(publication: Publication) -> str:
    """Return what the window is called: a page must have a name, though a report need not."""
    headings = (text_of(section.title) for section in publication.sections)
    names = (publication.title, publication.agency, *headings)
    return next((name for name in map(one_line, names) if name), "reportdsl")


def _sections(publication: Publication) -> Iterator[_Section]:
    tables: Counter[str] = Counter()
    unnamed = "表格" if publication.language.lower().startswith("zh") else "Table"
    for depth, section in outline(publication.sections):
        blocks = tuple(_blocks(section, tables, unnamed))
        yield _Section(depth, tidy(section.title), section.anchor, blocks)


def _blocks(section: Section, tables: Counter[str], unnamed: str) -> Iterator[_Paragraph | _Table]:
    for block in section.blocks:
        if not isinstance(block, Paragraph):
            if block.grid.rows:
                yield _table(block, tables, unnamed)
        elif runs := tidy(block.runs):
            yield _Paragraph(block.role, runs)


def _table(table: PublishedTable, seen: Counter[str], unnamed: str) -> _Table:
    name = table.caption or table.name or unnamed
    seen[name] += 1
    label = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return _Table(label, table.caption, _style(table), table_parts(table.grid))


def _style(table: PublishedTable) -> str:
    width = next((name for most, name in _WIDTHS if table.grid.width <= most), "widest")
    plain = ["plain"] if table.caption is not None else []
    return " ".join((width, *plain, *(["long"] if len(table.grid.rows) > _LONG else [])))
