"""Tables are read back from pages as they would be printed, with the heads of each figure."""

import pytest
from hypothesis import given

import reportdsl
from tests.properties import profile, totality
from tests.properties.randomforms import layout, readers
from tests.properties.randomforms.example import Example, examples


@profile.examples(120)
@given(examples())
def test_the_page_s_tables_are_those_of_the_form(example: Example) -> None:
    page = readers.page(example.emit("html"))
    tables = readers.matrices(page)
    assert len(tables) == len(example.matrices)
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    for table, printed in zip(tables, example.matrices, strict=True):
        places = paired(table, layout.without_empty_columns(printed))
        by_id = {element.id: place for element, place in places.items() if element.id}
        for element, place in places.items():
            assert (element.tag == "th") == place.is_head, element
            assert [by_id[name] for name in element.headers] == place.heads, element


@profile.examples(80)
@given(examples())
def test_bare_tables_are_those_of_the_form(example: Example) -> None:
    tables = readers.matrices(readers.page(example.emit("cms")))
    for table, printed in zip(tables, example.matrices, strict=True):
        assert {element.tag for element in paired(table, printed)} <= {"td"}


@profile.examples(80)
@given(examples())
def test_merged_tables_in_markdown_are_those_of_the_form(example: Example) -> None:
    tables = readers.matrices(readers.rendered(example.emit("md", tables="html")))
    for table, printed in zip(tables, example.matrices, strict=True):
        for element, place in paired(table, printed).items():
            assert element.tag == "th" or not place.is_head


def paired(table: readers.Matrix, printed: layout.Matrix) -> dict[readers.Element, layout.Place]:
    """Return the place that each element is, having checked that it covers just that."""
    assert [len(row) for row in table] == [len(row) for row in printed]
    places: dict[readers.Element, layout.Place] = {}
    elements: dict[layout.Place, readers.Element] = {}
    for row, places_of_row in zip(table, printed, strict=True):
        for element, place in zip(row, places_of_row, strict=True):
            assert element is not None, place
            assert places.setdefault(element, place) is place
            assert elements.setdefault(place, element) is element
            assert element.text == readers.shown(place.text)
    return places


@pytest.mark.parametrize(
    "name", ["township.report", "suqian_2023.report", "suqian_2024_rest.report"]
)
def test_every_figure_of_the_official_tables_has_its_heads(name: str) -> None:
    files = totality.files()
    made = reportdsl.compile_text(files[name], name=name, world=reportdsl.MemoryWorld(files))
    for table in readers.matrices(readers.page(made.emit("html"))):
        elements = {element for row in table for element in row if element is not None}
        assert None not in {element for row in table for element in row}
        ids = {element.id for element in elements if element.tag == "th"}
        data = [element for element in elements if element.tag == "td" and element.headers]
        assert data
        assert all(set(element.headers) <= ids for element in data)
