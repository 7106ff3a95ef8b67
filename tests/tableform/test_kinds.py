"""Last year's file of another kind becomes a form, and comes in by it with every figure."""

import pytest

from reportdsl.compiler import compile_text
from reportdsl.importing.formfrom import Wishes, form_from
from reportdsl.world import MemoryWorld
from tests.tableform import documents

TAKEN = {"政府网站工作年度报表": {1}, "部门决算公开表": {2, 3}, "foia-annual-report": {1, 2}}
"""The tables that become forms; the other stands side by side with a second one."""
each_kind = pytest.mark.parametrize("kind", documents.KINDS)


@each_kind
def test_the_form_is_as_a_person_would_write_it(kind):
    made = form_from(documents.of_kind(kind), Wishes())
    assert made.text == (documents.HERE / f"{kind}.form").read_text(encoding="utf-8")
    assert made.tables == len(TAKEN[kind])


@each_kind
def test_the_form_has_no_faults(kind):
    made = form_from(documents.of_kind(kind), Wishes())
    assert compile_text(made.text, name="own.form", world=MemoryWorld({})).diagnostics == ()


@each_kind
def test_the_file_comes_in_by_its_own_form_with_every_text_in_order(kind):
    raw = documents.of_kind(kind)
    made = form_from(raw, Wishes(tables=tuple(map(str, TAKEN[kind]))))
    outcome = documents.imported(raw, made.text)
    assert [d.message("en") for d in outcome.compilation.errors] == []
    assert documents.published(outcome.compilation) == documents.texts_of(raw, TAKEN[kind])


@each_kind
def test_a_figure_that_is_wrong_next_year_is_found(kind):
    raw = documents.of_kind(kind)
    outcome = documents.imported(raw, form_from(raw, Wishes()).text)
    wrong = {
        "政府网站工作年度报表": ("2150", "2151"),
        "部门决算公开表": ("620.25", "620.35"),
        "foia-annual-report": ("2,011", "2,012"),
    }[kind]
    assert wrong[0] in outcome.text
    source = outcome.text.replace(*wrong)
    form = form_from(raw, Wishes()).text
    found = compile_text(source, name="in.report", world=MemoryWorld({documents.FORM: form}))
    assert {d.rule.code for d in found.errors} & {"R501", "R502", "R540", "R541", "R542", "R550"}
