"""What is told of leaves that are called alike, of figures with room, and of cells without any."""

import pytest

import reportdsl
from reportdsl.analysis.arithmetic import evaluate
from reportdsl.analysis.plan import condition_of, plan_for, sums_of
from reportdsl.analysis.sheet import Sheet
from reportdsl.model.formula import Address, CellRef, Compare, Formula, Sum, Total
from reportdsl.model.report import CellRule
from reportdsl.text.source import Span
from tests.unit.analysis.told import compiled, findings

HEAD = "格式: own.form\n\n"
HERE = Span("f", 0, 1)
TABLE = "@格式 自拟\n@表式 表 <{}>\n列\n{}行\n{}"


def cells(count: int) -> tuple[CellRef, ...]:
    return tuple(CellRef(Address(0, 0, 0, n), f"c{n}", HERE) for n in range(count))


def equations(source: str, form: str) -> list[tuple[str, bool | None]]:
    report = compiled(HEAD + source, form).checked.report
    return [(e.expression, e.holds) for e in report.equations]


# ── names of leaves ──────────────────────────────────────────────────────────────────────────────


def test_leaves_that_are_called_alike_are_told_in_full() -> None:
    form = TABLE.format("计数", "  一\n  二\n", "  上\n    小\n    大\n  下\n    小\n  独\n")
    rows = "@表 表\n上 / 小 | 1 | 2\n大 | 3 | 3\n下 / 小 | 4 | 4\n独 | 5 | 5\n"
    assert equations(rows, form + "校验\n  一 = 二\n") == [
        ("一 = 二 [上 / 小]", False),
        ("一 = 二 [大]", True),
        ("一 = 二 [下 / 小]", True),
        ("一 = 二 [独]", True),
    ]


def test_a_leaf_of_two_trees_is_called_by_its_row_and_its_column() -> None:
    form = TABLE.format("计数", "  一\n  二\n", "  甲\n  乙\n")
    asked = equations("@表 表\n其余 | 1\n", form + "校验\n  表 > 0\n")
    assert [text for text, _ in asked] == [
        f"表 > 0 [{row} / {column}]" for row in "甲乙" for column in "一二"
    ]


def test_the_only_leaf_has_no_name() -> None:
    form = TABLE.format("计数", "  一\n  二\n", "  甲\n")
    assert equations("@表 表\n甲 | 1 | 1\n", form + "校验\n  甲.一 = 甲.二\n") == [
        ("甲.一 = 甲.二", True)
    ]


# ── figures with room ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("total", "holds"), [("20", True), ("21", True), ("22", False)])
def test_whole_numbers_with_room_are_not_whole_numbers(total: str, *, holds: bool) -> None:
    rows = "".join(f"  r{n}\n" for n in range(20))
    form = TABLE.format("小数 1", "  一\n", f"{rows}  总\n") + "校验\n  总 = 合计(表.一) - 总\n"
    asked = equations(f"@表 表\n其余 | 1.0\n总 | {total}.0\n", form)
    assert [held for _, held in asked] == [holds]


@pytest.mark.parametrize(
    ("kind", "cells_", "rough"),
    [("小数 1", "1.0 | 2.0", True), ("小数 0", "1 | 2", False), ("计数", "1 | -", False)],
)
def test_whether_a_figure_has_room(kind: str, cells_: str, *, rough: bool) -> None:
    report = compiled(
        f"{HEAD}@表 表\n甲 | {cells_}\n", TABLE.format(kind, "  一\n  二\n", "  甲\n")
    )
    sheet = Sheet(report.checked.report.tables, {}, {}, set())
    evaluate(sheet)
    assert sheet.rough is rough


def test_a_computed_figure_has_the_room_of_what_it_is_computed_from() -> None:
    last = "年度: 2023\n格式: own.form\n\n@表 表\n甲 | 2.0 | 1\n"
    form = TABLE.format("小数 1", "  一\n  二 <计数>\n", "  甲\n")
    source = f"年度: 2024\n上年: last.report\n{HEAD}@表 表\n甲 | =上年.甲.一 | 1\n"
    world = reportdsl.MemoryWorld({"own.form": form, "last.report": last})
    report = reportdsl.compile_text(source, name="r.report", world=world).checked.report
    sheet = Sheet(report.tables, dict(report.rules), dict(report.formulas), set())
    evaluate(sheet)
    assert sheet.rough is True


# ── cells marked as without figure ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ("? | 1", ["R409"]),
        ("0 | 0", []),
        ("- | -", []),
        ("0 | 2", ["R504"]),
        ("2 | -", ["R504"]),
    ],
)
def test_a_blank_total_is_told_where_a_part_is_not_zero(parts: str, codes: list[str]) -> None:
    form = TABLE.format("计数", "  一\n  二\n  和 = 合计\n", "  甲\n")
    made = compiled(f"{HEAD}@表 表\n甲 | {parts} | -\n", form)
    assert [d.rule.code for d in made.diagnostics] == codes


@pytest.mark.parametrize(
    ("rule", "codes"),
    [("一 ÷ 二", []), ("max(一, 二) - 二", ["R504"]), ("if(一 > 二, 二, 一)", ["R504"])],
)
def test_a_blank_result_is_told_where_its_rule_gives_a_figure(rule: str, codes: list[str]) -> None:
    form = TABLE.format("小数 2", f"  一\n  二\n  三 = {rule}\n", "  甲\n")
    made = compiled(f"{HEAD}@表 表\n甲 | 1 | 0 | -\n", form)
    told = [d.rule.code for d in made.diagnostics]
    assert [code for code in told if code == "R504"] == codes


# ── what is said of a wrong figure ───────────────────────────────────────────────────────────────


def test_a_sum_and_a_copy_of_one_figure_are_told_apart() -> None:
    form = TABLE.format("计数", "  一\n  二 = 一\n", "  甲\n  总 = 合计\n")
    told = findings(compiled(f"{HEAD}@表 表\n甲 | 3 | 4\n总 | 5 | \n", form))
    assert [line.split("equation=")[1].split(",")[0] for line in told if "equation=" in line] == [
        "it is 3",
        "the sum is 3",
    ]


def test_a_percentage_is_shown_as_one() -> None:
    form = TABLE.format("百分比 1", "  一\n  二\n  三 = 一 + 二\n", "  甲\n")
    told = findings(compiled(f"{HEAD}@表 表\n甲 | 10.0% | 20.0% | 40.0%\n", form))
    assert told[0].endswith(
        "equation=10% + 20% = 30%, rule=一 + 二, relation=too much, difference=10%"
    )
    assert "  : should be 30.0%" in told
    assert told[-1].endswith("“40.0%” → 30.0%")


# ── plans ────────────────────────────────────────────────────────────────────────────────────────


def test_a_condition_that_is_asked_once_lists_one_cell() -> None:
    a, b, c = cells(3)
    formula = Compare("=", Sum(((1, a), (1, b)), HERE), c, HERE)
    once = condition_of(formula, "叶", is_sum=True, asked_once=True)
    assert (once.formula, once.leaf, once.is_sum) == (formula, "叶", True)
    assert (once.cells, once.sides) == ((a.address,), None)
    often = condition_of(formula, "", is_sum=False, asked_once=False)
    assert often.cells == (a.address, b.address, c.address)
    assert often.sides is not None
    assert [side.plus for side in often.sides] == [(a.address, b.address), (c.address,)]
    for left, right in ((Sum((), HERE), c), (c, Sum((), HERE))):
        lame = condition_of(Compare("=", left, right, HERE), "", is_sum=False, asked_once=False)
        assert lame.sides is None


@pytest.mark.parametrize(("count", "listed", "summed"), [(255, 255, True), (256, 256, False)])
def test_of_many_cells_only_the_first_are_listed(count: int, listed: int, *, summed: bool) -> None:
    many = Total(cells(count), HERE)
    (one,) = cells(1)
    found = condition_of(Compare("=", many, one, HERE), "", is_sum=False, asked_once=False)
    assert len(found.cells) == min(count + 1, 256) == max(listed, 256)
    assert (found.sides is not None) is summed


@pytest.mark.parametrize(
    ("formula", "known"),
    [
        (Total(cells(600), HERE), True),
        (Sum(tuple((1, cell) for cell in cells(255)), HERE), True),
        (Sum(tuple((1, cell) for cell in cells(256)), HERE), False),
    ],
)
def test_only_rows_and_columns_are_sums_of_many_cells(formula: Formula, *, known: bool) -> None:
    at = Address(0, 0, 1, 0)
    rule = CellRule(formula, HERE, "规", is_sum=True, only_stated=False)
    assert (at in sums_of({at: (rule,)})) is known


def test_one_table_that_the_author_changed_leaves_no_plan() -> None:
    form = TABLE.format("计数", "  一\n", "  甲\n  乙\n") + "@表式 别\n列\n  一\n行\n  甲\n"
    source = f"{HEAD}@表 表\n@省略 乙\n甲 | 1\n\n@表 别\n甲 | 1\n"
    changed, printed = compiled(source, form).checked.report.tables
    assert plan_for([printed], [], complete=True) is not None
    assert plan_for([printed, changed], [], complete=True) is None
    assert plan_for([changed, printed], [], complete=True) is None
