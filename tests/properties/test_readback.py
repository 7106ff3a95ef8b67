"""What one output says is what another reader reads off it."""

import itertools
import unicodedata
from urllib.parse import unquote

import trafilatura
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import profile
from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import layout, readers
from tests.properties.randomforms.example import Example, examples
from tests.properties.randomforms.reports import long_prose


def pipe_lines(example: Example) -> list[str]:
    out: list[str] = []
    for heading, table, behind in zip(
        example.report.headings, example.matrices, example.paragraphs, strict=True
    ):
        out += [heading.text, *layout.pipe_lines(table), *behind]
    return [unicodedata.normalize("NFKC", line) for line in out]


@profile.examples(60)
@given(examples())
def test_pipe_text_has_a_line_for_each_row_and_paragraph(example: Example) -> None:
    assert example.emit("pipe").split("\n") == pipe_lines(example)


@profile.examples(80)
@given(examples(hostile=False), st.integers(0, 2**32))
def test_pipe_text_is_what_trafilatura_reads_off_the_bare_page(example: Example, seed: int) -> None:
    # It reads pages of at least 250 characters outside the tables.
    example.report.prose[-1] += long_prose(seed)
    page = f"<html><body><article>{example.emit('cms')}</article></body></html>"
    text = trafilatura.extract(page, include_tables=True) or ""
    assert unicodedata.normalize("NFKC", text) == example.emit("pipe")


@profile.examples(80)
@given(examples())
def test_markdown_read_back_gives_every_figure_and_label(example: Example) -> None:
    page = readers.rendered(example.emit("md"))
    tables = [
        [[element.text for element in row if element] for row in table]
        for table in readers.matrices(page)
    ]
    bands = [(sheet, band) for sheet in example.sheets for band in sheet.table.shown]
    assert tables == [
        [[readers.shown(text) for text in row] for row in layout.flat(sheet, band)]
        for sheet, band in bands
    ]
    titles = [readers.shown(band.shown) for _, band in bands if band.shown]
    told = [text for text in readers.texts(page, "p") if text in titles]
    assert told == titles


@profile.examples(60)
@given(examples())
def test_prose_reads_the_same_in_every_output(example: Example) -> None:
    expected = [text for behind in example.paragraphs for text in behind]
    headings = [heading.text for heading in example.report.headings]
    sections = example.document["sections"]
    assert [section["title"] for section in sections] == headings
    blocks = [block for section in sections for block in section["blocks"]]
    assert [block["text"] for block in blocks if block["type"] != "table"] == expected
    page = readers.page(example.emit("html"))
    assert readers.texts(page, "main > p:not(.draft)") == expected
    assert readers.texts(page, "h1") == [example.report.title]
    assert readers.texts(page, HEADINGS) == headings
    assert styled(page) == drawn_styles(example)
    bare = readers.page(example.emit("cms"))
    assert readers.texts(bare, "body > p") == list(example.prose())
    assert styled(bare) == drawn_styles(example)
    markdown = readers.rendered(example.emit("md"))
    bands = {readers.shown(b.shown or "") for table in example.report.tables for b in table.shown}
    assert [t for t in readers.texts(markdown, "p") if t not in bands] == expected
    assert readers.texts(markdown, HEADINGS) == headings
    assert styled(markdown) == drawn_styles(example)


HEADINGS = "h2, h3, h4, h5, h6"


def styled(read: readers.Page) -> list[tuple[str, str]]:
    """Return what of the prose is bold or a link, with the target."""
    marked = [node for node in read.css("strong, a") if node.text().startswith("本")]
    return [(node.text(), unquote(node.attributes.get("href") or "")) for node in marked]


def drawn_styles(example: Example) -> list[tuple[str, str]]:
    return [
        (piece.text, piece.target if isinstance(piece, ab.Link) else "")
        for behind in example.report.prose
        for paragraph in behind
        for piece in paragraph.pieces
        if isinstance(piece, ab.Bold | ab.Link)
    ]


@profile.examples(40)
@given(examples())
def test_no_heading_is_two_levels_below_the_one_before(example: Example) -> None:
    for output in (readers.page(example.emit("html")), readers.rendered(example.emit("md"))):
        levels = [int(node.tag[1:]) for node in output.css(f"h1, {HEADINGS}") if node.tag]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
