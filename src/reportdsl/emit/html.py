"""Write a publication as a page of its own, which needs nothing but itself.

The page holds no script and asks for nothing from elsewhere, and its content security policy would
refuse both.
"""

import os
from collections.abc import Iterable
from functools import cache

from reportdsl.diagnostics.diagnostic import Diagnostic, Severity
from reportdsl.emit.emitter import Emitted, Options
from reportdsl.emit.htmltable import escape
from reportdsl.emit.page import Part, parts, words_of
from reportdsl.emit.runs import one_line, text_of
from reportdsl.publish.publication import Publication
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Source

_YEAR = pattern("[12][0-9]{3}年度?")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def emit(publication: Publication, options: Options) -> Emitted:
    """Return the page: in the house's style and template where the options name them."""
    style, found, sources = style_sheet(), list[Diagnostic](), list[Source]()
    if options.css is not None:
        from reportdsl.emit.housestyle import house_style  # noqa: PLC0415 - few have one

        source, found = house_style(options.css)
        style += source.text if source.text.endswith("\n") else f"{source.text}\n"
        sources.append(source)
    if any(finding.severity is Severity.ERROR for finding in found):
        return Emitted("", tuple(found), tuple(sources))
    draft = options.draft or publication.draft
    if options.template is not None:
        from reportdsl.emit.template import render  # noqa: PLC0415 - as above

        made = render(publication, style, options.template, draft=draft)
        return Emitted(made.text, (*found, *made.diagnostics), (*sources, *made.sources))
    body = content(publication, parts(publication, draft=draft), draft=draft)
    text = (
        f'<!DOCTYPE html>\n<html lang="{escape(publication.language)}">\n<head>\n'
        f"{head(publication, style)}</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
    return Emitted(text, tuple(found), tuple(sources))


def head(publication: Publication, style: str) -> str:
    """Return what stands in the head of the page."""
    return (
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(name_of(publication))}</title>\n"
        f"<style>\n{style}</style>\n"
    )


def content(publication: Publication, sections: Iterable[Part], *, draft: bool) -> str:
    """Return what stands in the main element: a draft's warning, the title, the sections."""
    pieces = [words_of(publication.language).draft] if draft else []
    pieces.append(title(publication))
    for part in sections:
        pieces.append(part.heading)
        pieces += [piece.html for piece in part.pieces]
    return "".join(pieces)


def title(publication: Publication) -> str:
    """Return the heading of the page; empty for a report without a title."""
    text = escape(one_line(publication.title))
    # A long title is parted from the name of its agency, or behind the year.
    parted = _YEAR.sub(r"<wbr>\g<0><wbr>", text).removeprefix("<wbr>").removesuffix("<wbr>")
    return f"<h1>{parted}</h1>\n" if text else ""


@cache
def style_sheet(name: str = "report.css") -> str:
    """Return the style sheet of the page, or another of ours."""
    path = os.path.join(os.path.dirname(__file__), "templates", name)
    with open(path, encoding="utf-8") as file:
        return file.read()


def name_of(publication: Publication) -> str:
    """Return what the window is called: a page must have a name, though a report need not."""
    headings = (text_of(section.title) for section in publication.sections)
    names = (publication.title, publication.agency, *headings)
    return next((name for name in map(one_line, names) if name), "reportdsl")
