"""Relations that no figures satisfy, against linear programming."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog  # type: ignore[import-untyped]

import reportdsl
from reportdsl.analysis import contradictions
from reportdsl.analysis.contradictions import contradiction
from reportdsl.analysis.relations import Relation, Stated
from reportdsl.text.numerals import Exact
from tests.records import replace
from tests.unit.analysis.stated import figure, relation

Ends: TypeAlias = "tuple[Exact | None, Exact | None]"
Row: TypeAlias = tuple[Mapping[int, Exact], Ends]
COUNTS = [figure(0, at, at + 1) for at in range(4)]
DECIMALS = [figure(0, at, Fraction(at, 2), step=0) for at in range(4)]


def clash(stated: list[Stated], *rows: Row) -> list[int]:
    """Return the places of the rows that contradict one another."""
    made = [relation(terms, stated, at, ends) for at, (terms, ends) in enumerate(rows)]
    return [made.index(found) for found in contradiction(made, stated)]


def feasible(relations: tuple[Relation, ...], stated: list[Stated]) -> bool:
    """Tell whether figures that are not less than zero satisfy relations."""
    rows, most = [], []
    for item in relations:
        row = np.zeros(len(stated))
        for index, coefficient in item.terms.items():
            row[index] = float(coefficient)
        # An end is of the sum of all terms, the figures as they are stated aside.
        shift = sum(c * stated[i].figure.value for i, c in item.terms.items()) - item.residual
        if item.high is not None:
            rows.append(row)
            most.append(float(item.high + shift))
        if item.low is not None:
            rows.append(-row)
            most.append(float(-item.low - shift))
    result = linprog(np.zeros(len(stated)), A_ub=np.array(rows), b_ub=most, bounds=(0, None))
    return bool(result.status == 0)


ends = st.sampled_from(
    [(0, 0), (1, 1), (-2, -2), (None, 0), (1, None), (-1, 1), (3, 4), (None, -3)]
)
terms = st.dictionaries(st.integers(0, 3), st.sampled_from([-2, -1, 1, 3]), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(terms, ends), min_size=1, max_size=7))
def test_linear_programming_says_the_same(rows: list[Row]) -> None:
    made = [relation(row, DECIMALS, at, limits) for at, (row, limits) in enumerate(rows)]
    found = contradiction(made, DECIMALS)
    assert bool(found) is not feasible(tuple(made), DECIMALS)
    if found:
        assert not feasible(found, DECIMALS)
        for item in found:
            rest = tuple(other for other in found if other is not item)
            assert not rest or feasible(rest, DECIMALS)
        assert list(found) == [item for item in made if item in found]


def test_equations_that_follow_from_one_another_are_none() -> None:
    rows = [({0: 1, 1: -1}, (0, 0)), ({1: 1, 2: -1}, (0, 0)), ({0: 1, 2: -1}, (0, 0))]
    assert clash(COUNTS, *rows) == []
    assert clash(COUNTS, *rows[:2], ({0: 1, 2: -1}, (5, 5))) == [0, 1, 2]


def test_what_has_no_part_in_it_is_not_named() -> None:
    rows = [
        ({3: 1}, (2, 2)),
        ({0: 1, 1: -1}, (0, 0)),
        ({1: 1, 2: 1}, (4, 9)),
        ({0: 2, 1: -2}, (1, 1)),
    ]
    assert clash(DECIMALS, *rows) == [1, 3]


def test_an_equation_without_figures_may_be_false() -> None:
    assert clash(COUNTS, ({}, (0, 0)), ({}, (1, 1))) == [1]
    assert clash(COUNTS, ({}, (None, 0)), ({}, (1, None)), ({}, (None, -1))) == [1]


def test_counts_are_whole_numbers() -> None:
    row: dict[int, Exact] = {0: 2, 1: -2}
    assert clash(COUNTS, (row, (1, 1))) == [0]
    assert clash(DECIMALS, (row, (1, 1))) == []
    assert clash([COUNTS[0], DECIMALS[1]], (row, (1, 1))) == []
    halves: dict[int, Exact] = {0: Fraction(1, 2), 1: Fraction(3, 2)}
    assert clash(COUNTS, (halves, (Fraction(1, 4), Fraction(1, 4)))) == [0]
    assert clash(COUNTS, (halves, (Fraction(1, 2), Fraction(1, 2)))) == []


def test_counts_are_not_less_than_zero() -> None:
    assert clash(COUNTS, ({0: 1, 1: 1}, (-1, -1))) == [0]
    assert clash(COUNTS, ({0: 1, 1: 1}, (None, -1))) == [0]
    assert clash(COUNTS, ({0: 1, 1: -1}, (None, -1))) == []


def test_coefficients_may_be_huge() -> None:
    huge = 10**20
    rows = [({0: huge, 1: -1}, (0, 0)), ({0: huge - 1, 1: -huge}, (-3, -3))]
    assert clash(COUNTS, *rows) == [0, 1]


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [({at: 1, at + 1: -1}, (1, None)) for at in range(3)]
    closed = [*rows, ({3: 1, 0: -1}, (1, None))]
    assert clash(COUNTS, *closed) == [0, 1, 2, 3]
    monkeypatch.setattr(contradictions, "MAX_ELIMINATION", 10)
    assert clash(COUNTS, *closed) == []


def test_many_are_named_too() -> None:
    stated = [figure(0, at, 0) for at in range(14)]
    rows = [({at: 1, (at + 1) % 14: -1}, (1, None)) for at in range(14)]
    assert clash(stated, *rows) == list(range(14))


@pytest.mark.parametrize(("more", "narrowed"), [(7, True), (8, True), (9, False)])
def test_of_very_many_none_is_left_out(more: int, narrowed: bool) -> None:  # noqa: FBT001
    stated = [figure(0, at, 0) for at in range(4 + more)]
    # The first is gone through, and is not at fault: what the next two say of both is enough.
    rows: list[Row] = [
        ({0: 1, 1: -1}, (0, 0)),
        ({0: 1, 2: 1}, (0, 0)),
        ({0: 1, 2: 1, 3: -1}, (0, 0)),
        *(({at: 1, at + 1: -1}, (0, 0)) for at in range(3, 3 + more)),
        ({3 + more: 1}, (1, 1)),
    ]
    assert clash(stated, *rows) == list(range(narrowed, len(rows)))


def test_equations_have_an_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [({at: 1, at + 1: -1}, (0, 0)) for at in range(3)]
    assert clash(COUNTS, *rows, ({0: 1, 3: -1}, (2, 2))) == [0, 1, 2, 3]
    monkeypatch.setattr(contradictions, "MAX_ELIMINATION", 3)
    assert clash(COUNTS, *rows, ({0: 1, 3: -1}, (2, 2))) == []


def test_counts_that_are_typed_with_decimals_come_to_whole_ones() -> None:
    quarter = figure(0, 0, Fraction(1, 4))
    assert clash([quarter], ({0: 2}, (1, 1))) == [0]
    assert clash([quarter], ({0: 2}, (2, 2))) == []


def test_figures_are_not_less_than_their_least() -> None:
    dear = replace(figure(0, 0, 5), least=3)
    assert clash([dear], ({0: 1}, (None, 2))) == [0]
    assert clash([dear], ({0: 1}, (None, 3))) == []


RULES = [
    ("一 = 二 + 9", "一 = 二"),
    ("一 = 二 + 9", "一 ≤ 二"),
    ("一 > 二", "二 > 三", "三 > 一"),
    ("2 × 一 = 2 × 二 + 1",),
    ("3 = 4",),
]
FORM = "@格式 甲\n@表式 乙 <计数>\n列\n  一\n  二\n  三\n行\n  丙\n校验\n"


@pytest.mark.parametrize("rules", RULES)
def test_the_rules_of_a_form_are_named(rules: tuple[str, ...]) -> None:
    lines = "".join(f"  {rule}\n" for rule in (*rules, "三 = 7"))
    world = reportdsl.MemoryWorld({"甲.form": FORM + lines})
    made = reportdsl.compile_text("格式: 甲.form\n\n@表 乙\n丙 | 1 | 2 | 3\n", world=world)
    first = next(d for d in made.diagnostics if d.rule.code == "R508")
    message = first.message("zh")
    assert all(f"“{rule}”" in message for rule in rules)
    assert "三 = 7" not in message
    # What contradicts itself is told once; what fails besides keeps its line.
    others = [d.message("zh") for d in made.diagnostics if d is not first]
    assert not any(f"“{rule}”" in said for said in others for rule in rules)
    assert any("三 = 7" in said or "丙 / 三" in said for said in others)


@pytest.mark.parametrize("rules", RULES)
def test_a_form_is_told_of_by_itself(rules: tuple[str, ...]) -> None:
    lines = "".join(f"  {rule}\n" for rule in ("三 = 7", *rules))
    (found,) = reportdsl.compile_text(FORM + lines, name="甲.form").diagnostics
    assert found.rule.code == "R508"
    assert "三 = 7" not in found.message("zh")
    assert len(found.labels) == len(rules)
    source = FORM + lines
    assert source[found.span.start : found.span.end] == rules[0]


@pytest.mark.parametrize(
    "rule", ["一 = 二 + 9", "一 > 二", "三 ≥ 7", "一 ÷ 二 = 3", "一 > 二 或 二 > 一"]
)
def test_rules_that_figures_can_satisfy_are_none(rule: str) -> None:
    assert reportdsl.compile_text(f"{FORM}  {rule}\n", name="甲.form").diagnostics == ()


def test_rules_of_several_tables_may_contradict_one_another() -> None:
    form = FORM.removesuffix("校验\n")
    other = form.replace("@格式 甲\n", "").replace("乙", "丁")
    checks = '@校验 乙.丙.一 = 丁.丙.一 + 1\n@校验 丁.丙.一 = 乙.丙.一 "同上"\n'
    text = form.replace("@表式", f"{checks}@表式", 1) + other
    (found,) = reportdsl.compile_text(text, name="甲.form").diagnostics
    assert found.rule.code == "R508"


def test_rules_that_only_warn_contradict_none() -> None:
    text = f"{FORM}  警告 一 = 二 + 9\n  一 = 二\n"
    assert reportdsl.compile_text(text, name="甲.form").diagnostics == ()
