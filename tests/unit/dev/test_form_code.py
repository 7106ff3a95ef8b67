"""A form that a module makes is the form that its source says, to the last node."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from inspect import getsource
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportdsl
from reportdsl import compiler
from reportdsl.analysis import formcheck
from reportdsl.dev.form_code import code
from reportdsl.model.bands import Bands
from reportdsl.model.form import Form
from reportdsl.official import official_form, official_names, read_form
from reportdsl.syntax import nodes
from tests.properties import randomreport
from tests.unit.dev.alike import load

ROOT = Path(__file__).parents[3]
OUTPUTS = ("html", "cms", "md", "pipe", "json")
OFFICIAL = official_names()
REPORTS = [
    "examples/township/township.report",
    "examples/suqian/宿迁-2023.report",
    "examples/suqian/宿迁-2024.report",
    "examples/budget/学校预算.report",
]
BASED = (
    f"@格式 乙 基于 {OFFICIAL[-1]}\n@表式 人员 <计数>\n列\n  名 <行名>\n  人\n行 *\n  总 = 合计\n"
)

not_on_the_wheel = pytest.mark.skipif(
    "@dataclass" not in getsource(nodes), reason="a form's code is written from dataclasses"
)


SEQUENCES = {tuple, Bands}


def differences(one: object, other: object, path: str = "") -> Iterator[str]:
    """Yield where two values differ, in class or in what they hold, at any depth."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        yield from differences(tuple(one.items()), tuple(other.items()), path)
    elif type(one) is not type(other):
        yield f"{path}: {type(one)} and {type(other)}"
    elif isinstance(one, tuple) and isinstance(other, tuple) and type(one) in SEQUENCES:
        if len(one) != len(other):
            yield f"{path}: {len(one)} and {len(other)}"
        for index, (a, b) in enumerate(zip(one, other, strict=False)):
            yield from differences(a, b, f"{path}[{index}]")
    elif is_leaf(one):
        if one != other:
            yield f"{path}: {one!r} and {other!r}"
    else:
        for name in type(one).__match_args__:  # type: ignore[attr-defined]
            yield from differences(getattr(one, name), getattr(other, name), f"{path}.{name}")


def is_leaf(value: object) -> bool:
    return value is None or isinstance(value, bool | int | str | Enum)


def shared(value: object, seen: dict[int, str] | None = None, path: str = "") -> Iterator[str]:
    """Yield where a node stands that stood elsewhere before, of those compared by identity."""
    seen = {} if seen is None else seen
    if isinstance(value, Mapping):
        yield from shared(tuple(value.values()), seen, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from shared(item, seen, f"{path}[{index}]")
    elif not is_leaf(value):
        by_identity = type(value).__hash__ is vars(object)["__hash__"]
        if by_identity and seen.setdefault(id(value), path) != path:
            yield f"{path} is {seen[id(value)]}"
        for name in type(value).__match_args__:  # type: ignore[attr-defined]
            yield from shared(getattr(value, name), seen, f"{path}.{name}")


def made(form: Form) -> Form:
    """Return the form that its module makes."""
    out: Form = load(code(form), "made_up_form").make()
    return out


def assert_same(one: Form, other: Form) -> None:
    assert list(differences(one, other)) == []
    assert list(shared(one)) == list(shared(other))


@pytest.mark.parametrize("name", OFFICIAL)
def test_what_the_package_holds_is_what_the_source_says(name):
    form = official_form(name)
    assert form is not None
    assert_same(form, read_form(name))


@not_on_the_wheel
@pytest.mark.parametrize("name", OFFICIAL)
def test_the_module_of_an_official_form_makes_it(name):
    form = read_form(name)
    assert_same(made(form), form)
    assert code(form) == code(made(form))


def forms_of(compilation: reportdsl.Compilation, name: str) -> Mapping[str, Form]:
    """Return the forms of a file that a report names."""
    library = compilation.session.library(compilation.source.id, name)
    forms: Mapping[str, Form] = library.forms  # type: ignore[union-attr]
    return forms


@not_on_the_wheel
def test_other_forms_are_made_too():
    budget = reportdsl.compile(ROOT / "examples/budget/学校预算.report")
    (form,) = forms_of(budget, "学校预算.form").values()
    assert_same(made(form), form)


@not_on_the_wheel
def test_spans_of_a_form_that_is_based_on_another_stay_in_their_sources():
    compilation = reportdsl.compile_text(BASED, name="own.form")
    (form,) = formcheck.library_of(compilation.parsed, compilation.session).forms.values()
    sources = {table.span.source for table in form.tables.values()}
    assert sources == {"own.form", f"<{OFFICIAL[-1]}.form>"}
    assert_same(made(form), form)


@not_on_the_wheel
def test_a_difference_is_seen():
    form = read_form(OFFICIAL[0])
    assert list(differences(form, replace(form, title="x"))) == [f".title: {form.title!r} and 'x'"]
    name, table = next(iter(form.tables.items()))
    moved = replace(table, span=replace(table.span, end=0))
    (found,) = differences(form, replace(form, tables={**form.tables, name: moved}))
    assert found.startswith(".tables[0][1].span.end: ")
    assert list(shared(replace(form, tables={**form.tables, "twice": table})))


@not_on_the_wheel
@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_made_up_forms_are_made(seed):
    source = randomreport.form(random.Random(seed))
    compilation = reportdsl.compile_text(source, name="a.form")
    library = formcheck.library_of(compilation.parsed, compilation.session)
    for form in library.forms.values():
        assert_same(made(form), form)


def found_and_made(path: Path) -> tuple[list[object], dict[str, str]]:
    """Return what is found in a report, and its outputs as a draft."""
    compilation = reportdsl.compile(path)
    found: list[object] = [(d, d.message("zh"), d.message("en")) for d in compilation.diagnostics]
    return found, {name: compilation.emit(name, draft=True) for name in OUTPUTS}


@not_on_the_wheel
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("damage", [None, ("1", "7"), (" | ", " ｜"), ("# ", "")])
def test_reports_come_out_the_same(report, damage, tmp_path, monkeypatch):
    for path in (ROOT / report).parent.glob("*.*"):
        text = path.read_text(encoding="utf-8")
        if damage and path.name == Path(report).name:
            text = text[: len(text) // 2] + text[len(text) // 2 :].replace(*damage)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    before = found_and_made(tmp_path / Path(report).name)
    forms = {name: made(read_form(name)) for name in OFFICIAL}
    of_file = formcheck.library_of

    def library_of(*args):
        library = of_file(*args)
        return replace(library, forms={n: made(form) for n, form in library.forms.items()})

    monkeypatch.setattr(compiler, "official_form", forms.get)
    monkeypatch.setattr(formcheck, "library_of", library_of)
    assert found_and_made(tmp_path / Path(report).name) == before
