"""No source raises, and whatever is found can be shown; more of the same: ``tests.properties.long_run``."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportdsl
from tests.properties import randomreport, totality

BATCH = 25
SETTINGS = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)

pieces = st.text(st.sampled_from(totality.ACTIVE), max_size=8) | st.sampled_from(totality.HOSTILE)
lines = st.lists(pieces, max_size=8).map("".join)
BEGINNINGS = (
    "",
    "标题: a\n",
    "格式: own.form\n\n",
    "@表 收支\n",
    "@简表 a\nb | c\n",
    "@格式 a\n@表式 b\n列\n",
    "@校验 ",
    "{",
    "# ",
    "@注 ",
)


@pytest.mark.parametrize("name", sorted(totality.files()))
def test_the_sources_themselves_compile(name: str) -> None:
    found = totality.examine(totality.files()[name], name, totality.files())
    if name.startswith(("suqian", "township", "政府")):
        assert not [d for d in found if d.severity is reportdsl.Severity.ERROR]


@pytest.mark.parametrize("first", range(0, 16 * BATCH, BATCH))
def test_no_mutation_of_a_source_raises(first: int) -> None:
    for seed in range(first, first + BATCH):
        name, source, world = totality.mutation(seed)
        totality.examine(source, name, world)


@pytest.mark.parametrize("first", range(0, 16 * BATCH, BATCH))
def test_no_random_report_raises(first: int) -> None:
    for seed in range(first, first + BATCH):
        name, source, world = randomreport.report(seed)
        totality.examine(source, name, world)


@SETTINGS
@given(st.sampled_from(BEGINNINGS), st.lists(lines, max_size=6).map("\n".join))
def test_no_text_of_active_characters_raises(beginning: str, text: str) -> None:
    totality.examine(beginning + text, "r.report", totality.files())


@SETTINGS
@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    totality.examine(data, "r.report", {})


@SETTINGS
@given(st.text(max_size=60))
def test_no_unicode_raises(text: str) -> None:
    totality.examine("@简表 a\n" + text + " | 1\n2 | " + text, "r.report", {})


# ── what was found ───────────────────────────────────────────────────────────────────────────────


def test_a_form_may_end_in_a_tree() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  丙\n    丁\n行\n  戊\n    己"
    assert totality.examine(form, "a.form", {}) == []


def test_a_row_beneath_a_group_that_is_left_out_is_left_out() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  丙\n行\n  丁\n    戊\n  己\n"
    source = "格式: a.form\n\n@表 乙\n戊 | 1\n己 | 2\n@省略 丁\n"
    codes = [d.rule.code for d in totality.examine(source, "r.report", {"a.form": form})]
    assert codes == ["R314"]


def test_a_total_may_stand_below_rows_that_are_the_authors() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  名称 <行名>\n  人数 <计数>\n行 *\n  合计 = 合计\n"
    assert totality.examine(form, "a.form", {}) == []
    source = "格式: a.form\n\n@表 乙\n丙 | 1\n丁 | 2\n"
    made = reportdsl.compile_text(source, name="r", world=reportdsl.MemoryWorld({"a.form": form}))
    assert made.emit("pipe").endswith("合计 | 3 |")


def test_a_total_beside_nothing_is_an_error_still() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  人数\n行\n  合计 = 合计\n"
    assert [d.rule.code for d in totality.examine(form, "a.form", {})] == ["R711"]


def test_negations_nest_no_deeper_than_brackets() -> None:
    for word in ("非 ", "not ", "NOT "):
        found = totality.examine("@校验 " + word * 65 + "1 = 1", "r.report", {})
        assert [d.rule.code for d in found] == ["R211"]
        assert "R211" not in {
            d.rule.code for d in totality.examine("@校验 " + word * 60 + "1 = 1", "r.report", {})
        }


def test_signs_and_brackets_in_words_are_no_expression() -> None:
    for mark in "(-+":
        source = f"@简表 表\n项 | 说明\n甲 | 见{mark * 65}\n"
        assert reportdsl.compile_text(source).diagnostics == ()
