"""Pages laid out as public sites do it: what is read of them, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.importer import read
from reportdsl.importers.raw import Layout, RawTable, RawText

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))


def expected(page: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def test_there_are_pages():
    assert len(PAGES) >= 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_as_it_is_shown(page):
    imported = read(page.read_bytes(), page.name)
    document, asked = imported.document, expected(page)
    assert document is not None
    errors = [d.rule.code for d in imported.diagnostics if d.severity == "error"]
    assert sorted(set(errors)) == ([asked["refused"]] if asked["refused"] else [])
    assert document.title == asked["title"]
    tables = [block for block in document.blocks if isinstance(block, RawTable)]
    assert all(table.layout is Layout.PLACED and table.spanned for table in tables)
    figures = [
        [cell.text for cell in row.cells if looks_like_figure(cell.text)]
        for table in tables
        for row in table.rows
    ]
    assert [row for row in figures if row] == asked["figures"]
    texts = [block.text for block in document.blocks if isinstance(block, RawText)]
    for text in asked["texts"]:
        assert text in texts
    for text in asked["absent"]:
        assert text not in document.source.text
    assert dict(document.facts).items() >= asked.get("facts", {}).items()
    assert not document.loose


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_span_is_its_text_and_has_a_place(page):
    document = read(page.read_bytes(), page.name).document
    assert document is not None
    source = document.source
    assert source.places is not None
    assert len(source.places) == len(source.lines)
    places = set()
    for block in document.blocks:
        if isinstance(block, RawText):
            assert source.text[block.span.start : block.span.end] == block.text
            places.add(source.place(block.span))
            continue
        for row in block.rows:
            for cell in row.cells:
                assert source.text[cell.span.start : cell.span.end] == cell.text
                assert cell.column + cell.width <= block.width
                places.add(source.place(cell.span))
    cells = sum(
        len(row.cells) for b in document.blocks if isinstance(b, RawTable) for row in b.rows
    )
    assert len(places) == cells + sum(isinstance(b, RawText) for b in document.blocks)
