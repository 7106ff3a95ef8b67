"""A form made of a published table prints that table, or what differs is told."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reportdsl.compiler import compile_text
from reportdsl.importers.importer import read
from reportdsl.importing.formfrom import Made, Wishes, form_from
from reportdsl.world import MemoryWorld
from tests.properties import profile
from tests.properties.randomforms import readers
from tests.properties.randomforms.example import Example, examples

Matrix = list[list[tuple[str, int] | None]]


def page(example: Example) -> str:
    """Return a report as a bare page."""
    return f"<html><body>{example.emit('cms')}</body></html>"


def formed(markup: str) -> Made:
    found = read(markup.encode(), "page.html")
    assert found.document is not None
    return form_from(found.document, Wishes())


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def heads(markup: str) -> list[list[list[str]]]:
    """Return the texts over each place of each table, those of figures blank."""
    return [
        [
            [plain(cell.text) if cell is not None and cell.tag == "th" else "" for cell in row]
            for row in matrix
        ]
        for matrix in readers.matrices(readers.page(markup))
    ]


def empty(made: Made) -> str:
    """Return a page of the tables of a form, none of their cells filled in."""
    form = compile_text(made.text, name="own.form", world=MemoryWorld({}))
    names = [
        line.split(" ", 1)[1].split(" <")[0]
        for line in made.text.splitlines()
        if line.startswith(("@表式 ", "@tableform "))
    ]
    assert form.diagnostics == ()
    source = "\n".join(["格式: own.form", "", *(f"@表 {name}\n" for name in names)])
    world = MemoryWorld({"own.form": made.text})
    return compile_text(source, name="r.report", world=world).emit("cms", draft=True)


@profile.examples(15)
@given(examples())
def test_its_heads_and_labels_are_those_of_the_page_where_nothing_else_is_told(example: Example):
    markup = page(example)
    made = formed(markup)
    if made.tables and {d.rule.code for d in made.diagnostics} <= {"R987"}:
        assert heads(empty(made)) == heads(markup)


@profile.examples(15)
@given(examples(hostile=False, wrong=True))
def test_it_compiles_whatever_the_figures_are(example: Example):
    made = formed(page(example))
    if made.tables:
        form = compile_text(made.text, name="own.form", world=MemoryWorld({}))
        assert form.diagnostics == ()
    assert made.tables + made.refused


CHOPS = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(1, 30)), min_size=1, max_size=6)


@profile.examples(15)
@given(examples(most=1), CHOPS)
def test_a_damaged_page_is_a_form_or_a_finding(example: Example, chops: list[tuple[int, int]]):
    markup = page(example)
    for start, size in chops:
        at = start % len(markup)
        markup = markup[:at] + markup[at + size :]
    found = read(markup.encode(), "page.html")
    if found.document is None:
        assert found.diagnostics
        return
    made = form_from(found.document, Wishes())
    assert bool(made.text) == bool(made.tables)
    assert made.tables or made.diagnostics


FIGURES = st.lists(st.lists(st.integers(1, 999), min_size=2, max_size=2), min_size=3, max_size=6)


@profile.examples(15)
@given(FIGURES, st.integers(-1, 1))
def test_a_total_is_a_rule_exactly_where_its_figures_agree(figures: list[list[int]], off: int):
    rows = [[f"项目{n}", *map(str, line)] for n, line in enumerate(figures)]
    sums = [sum(column) for column in zip(*figures, strict=True)]
    rows.append(["合计", str(sums[0]), str(sums[1] + off)])
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in [["名称", "甲", "乙"], *rows])
    made = formed(f"<table>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>")
    assert ("  合计 = 合计\n" in made.text) is (off == 0)
