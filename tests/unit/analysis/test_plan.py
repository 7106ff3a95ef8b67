"""What is worked out once for the tables of many reports is what each of them alone would get."""

import random
from collections.abc import Iterator

import pytest

import reportdsl
import reportdsl.reading
from reportdsl.analysis import plan
from reportdsl.analysis.arithmetic import evaluate
from reportdsl.analysis.evaluate import Values
from reportdsl.analysis.plan import Plan, plan_for, sums_of
from reportdsl.analysis.sheet import Sheet
from reportdsl.model.formula import (
    Address,
    CellRef,
    Formula,
    Omitted,
    Product,
    Sum,
    Total,
    terms_of,
)
from reportdsl.model.report import CellRule
from reportdsl.model.value import FAULTY, Figure, exact
from reportdsl.publish import grid
from reportdsl.text.source import Span
from tests.unit.analysis.told import compiled, everything

FORM = """\
@格式 自拟
@表式 表 <计数>
段 前
  列
    一
      大
      小
      和 = 合计
    二
    总 = 合计
  行
    甲
    乙
      丙
      丁
      和 = 合计
    总计 = 合计
段 后
  列
    己 <可空>
    率 = 己 / 4 <百分比 1>
  行
    戊
校验
  甲 ≤ 总计
  甲.二 = 上年.甲.二
@表式 副 <计数>
列
  一
  二
  和 = 合计
行 *
"""


@pytest.fixture(autouse=True)
def empty() -> None:
    plan._plans.clear()
    grid._frames.clear()


def source(seed: int) -> str:
    """Return a report of the form: sums stated rightly or wrongly, blank, left open or computed."""
    rng = random.Random(seed)
    lines = ["格式: own.form", f"机关: 机关{rng.randint(1, 3)}", f"年度: {rng.randint(2020, 2022)}"]
    if rng.random() < 0.3:
        lines += ["上年: last.report"]
    lines += ["", "@表 表"]
    if rng.random() < 0.2:
        lines += [rng.choice(("@标签 甲: 甲方", "@标签 大: 大者", "@标签 前: 以前"))]
    parts = [[rng.randint(0, 9) for _ in range(3)] for _ in range(3)]
    parts.append([b + c for b, c in zip(parts[1], parts[2], strict=True)])
    parts.append([a + d for a, d in zip(parts[0], parts[3], strict=True)])
    left_out = rng.choice(("丙", "丁", "甲")) if rng.random() < 0.15 else ""
    for label, (big, small, two) in zip(("甲", "丙", "丁", "和", "总计"), parts, strict=True):
        if label == left_out:
            lines.append(f"@省略 {label}")
            continue
        sums = label in {"和", "总计"}
        cells = [big, small, big + small, two, big + small + two]
        shown = [_shown(rng, v, computed=sums or at in {2, 4}) for at, v in enumerate(cells)]
        lines.append(" | ".join((label, *shown)))
    lines += [f"戊 | {rng.choice(('', '3', '0', '-'))} | {rng.choice(('', '=', '50.0%', '-'))}"]
    if rng.random() < 0.5:
        lines += [
            "@表 副",
            *(f"项{n} | {n} | 2 | {_shown(rng, n + 2, computed=True)}" for n in range(3)),
        ]
    if rng.random() < 0.3:
        lines += ["", "@校验 甲.大 > 丙.大"]
    return "\n".join((*lines, "", "合计{总计.总}件。", ""))


def _shown(rng: random.Random, value: int, *, computed: bool) -> str:
    if not computed:
        return rng.choice((str(value),) * 60 + ("-", "?", '"无"', "=1 + 1", "=甲.二", "1.5"))
    right = ("", "", "=", "=", str(value), f'{value} "约"') * 3
    return rng.choice((*right, str(value + 1), "-"))


LAST = """\
格式: own.form
机关: 机关1
年度: 2020

@表 表
甲 | 1 | 2 | | 4 |
丙 | 1 | 2 | | 5 |
丁 | 1 | 2 | | 6 |
和 | | | | |
总计 | | | | |
戊 | 1 |
"""


def session() -> reportdsl.Session:
    """Return a session: its reports have their forms, and so their plans, in common."""
    return reportdsl.Session(reportdsl.MemoryWorld({"own.form": FORM, "last.report": LAST}))


def outcome(seed: int, among: reportdsl.Session) -> list[str]:
    found = among.compilation(reportdsl.reading.read_text(source(seed), "r.report", None))
    lines = everything(found)
    emitted = [found.emit(name, draft=True) for name in ("html", "cms", "md", "pipe", "json")]
    return lines + emitted


def test_reports_in_any_order_come_out_as_each_alone() -> None:
    alone = {}
    for seed in range(40):
        plan._plans.clear()
        grid._frames.clear()
        alone[seed] = outcome(seed, session())
    assert len({tuple(lines) for lines in alone.values()}) >= 38
    seeds = [*alone, *alone]
    random.Random(0).shuffle(seeds)
    among = session()
    for seed in seeds:
        assert outcome(seed, among) == alone[seed], source(seed)
    # A report that leaves rows out or adds some has none.
    assert len(plan._plans) == 1
    assert grid._frames


@pytest.mark.parametrize("seed", range(40))
def test_a_plan_for_each_report_gives_what_no_plan_gives(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_plan = outcome(seed, session())
    monkeypatch.setattr("reportdsl.analysis.analyse.plan_for", lambda *_, **__: None)
    assert outcome(seed, session()) == with_plan


# ── which reports share a plan ───────────────────────────────────────────────────────────────────

ONE = "@格式 自拟\n@表式 表 <计数>\n列\n  一\n  二 = 一\n行\n  甲\n  乙\n  和 = 合计\n@表式 副 <计数>\n列\n  一\n"
TABLE = "@表 表\n甲 | 1 | \n乙 | 2 | \n和 | | \n"
HEAD = "格式: own.form\n\n"


@pytest.fixture
def sharing() -> Iterator[list[Plan | None]]:
    """Count the plans by one world, whose forms are the same things for every report."""
    got: list[Plan | None] = []
    with pytest.MonkeyPatch.context() as patch:

        def noted(*tables: object, complete: bool) -> Plan | None:
            got.append(plan_for(*tables, complete=complete))  # type: ignore[arg-type]
            return got[-1]

        patch.setattr("reportdsl.analysis.analyse.plan_for", noted)
        yield got


def both(first: str, second: str) -> None:
    session = reportdsl.Session(reportdsl.MemoryWorld({"own.form": ONE}))
    for number, text in enumerate((first, second)):
        reading = reportdsl.reading.read_text(text, f"{number}.report", None)
        assert session.compilation(reading).checked.report.tables is not None


@pytest.mark.parametrize(
    ("second", "shared"),
    [
        (HEAD + TABLE.replace("1", "7"), True),
        ("标题: 题\n" + HEAD + TABLE.replace("1 | ", "1 | 9"), True),
        (HEAD + TABLE + "@标签 甲: 甲方\n", True),
        (HEAD + TABLE.replace("乙 | 2 | \n", "@省略 乙\n"), False),
        (HEAD + TABLE + "@表 副\n* | 1\n", False),
        (HEAD + TABLE + "@表 没有\n* | 1\n", False),
        (HEAD + TABLE + "@简表 简\n项 | 数\n子 | 1\n", False),
        (HEAD + "无。\n", False),
    ],
)
def test_reports_with_the_same_tables_share_a_plan(
    sharing: list[Plan | None], second: str, *, shared: bool
) -> None:
    both(HEAD + TABLE, second)
    assert isinstance(sharing[0], Plan)
    assert (sharing[0] is sharing[1]) is shared


def test_a_table_whose_rows_changed_has_no_plan(sharing: list[Plan | None]) -> None:
    both(HEAD + "无。\n", HEAD + TABLE.replace("乙 | 2 | \n", "@省略 乙\n"))
    assert sharing == [None, None]


def test_only_so_many_plans_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_KEPT", 2)
    reports = [compiled(HEAD + TABLE, ONE).checked.report for _ in range(3)]
    plan._plans.clear()
    keys = [list(report.tables) for report in reports]
    first, second = (plan_for(tables, [], complete=True) for tables in keys[:2])
    assert plan_for(keys[0], [], complete=True) is first
    third = plan_for(keys[2], [], complete=True)
    assert len(plan._plans) == 2
    # The second was the last to be asked for.
    assert plan_for(keys[2], [], complete=True) is third
    assert plan_for(keys[0], [], complete=True) is first
    assert plan_for(keys[1], [], complete=True) is not second
    assert plan_for(keys[1], [], complete=False) is not plan_for(keys[1], [], complete=True)
    assert plan_for([], [], complete=True) is None


def test_a_plan_keeps_what_was_worked_out() -> None:
    session = reportdsl.Session(reportdsl.MemoryWorld({"own.form": ONE}))
    orders = []
    for number, text in enumerate((TABLE, TABLE, TABLE.replace("和 | ", "和 | 3"))):
        reading = reportdsl.reading.read_text(HEAD + text, f"{number}.report", None)
        assert session.compilation(reading).checked.report.tables is not None
        [known] = plan._plans.values()
        orders.append(len(known.orders))
    assert orders == [1, 1, 2]
    assert known.rules is not None
    assert set(known.sums) == {Address(0, 0, r, 1) for r in range(3)} | {Address(0, 0, 2, 0)}


def test_only_so_many_orders_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportdsl.analysis.arithmetic._ORDERS", 1)
    session = reportdsl.Session(reportdsl.MemoryWorld({"own.form": ONE}))
    sizes = []
    for number in range(4):
        texts = ("和 | | ", "和 | 3 | ", "和 | 3 | 3", "和 | | 3")
        text = HEAD + TABLE.replace("和 | | ", texts[number])
        reading = reportdsl.reading.read_text(text, f"{number}.report", None)
        assert session.compilation(reading).checked.report.tables is not None
        [known] = plan._plans.values()
        sizes.append(len(known.orders))
    assert sizes == [1, 2, 1, 2]


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────

HERE = Span("own.form", 0, 1)


def ref(column: int) -> CellRef:
    return CellRef(Address(0, 0, 0, column), f"c{column}", HERE)


def rule(formula: Formula, *, only_stated: bool = False) -> CellRule:
    return CellRule(formula, HERE, "规", is_sum=True, only_stated=only_stated)


SUM = rule(Total((ref(0), ref(1)), HERE))
OTHER = rule(Total((ref(2),), HERE))


@pytest.mark.parametrize(
    ("rules", "sums"),
    [
        ((SUM,), ((0, 1),)),
        ((SUM, OTHER), ((0, 1), (2,))),
        ((), None),
        ((rule(Total((), HERE)),), None),
        ((rule(Total((ref(0), Omitted("o", HERE)), HERE)),), None),
        ((rule(Sum(((1, ref(0)),), HERE)),), ((0,),)),
        ((rule(Product(((False, ref(0)),), HERE)),), None),
        ((SUM, rule(Product(((False, ref(0)),), HERE))), None),
        ((SUM, rule(OTHER.formula, only_stated=True)), None),
        ((rule(SUM.formula, only_stated=True),), None),
    ],
)
def test_sums_of_cells(
    rules: tuple[CellRule, ...], sums: tuple[tuple[int, ...], ...] | None
) -> None:
    at = Address(0, 0, 1, 0)
    found = sums_of({at: rules}).get(at)
    assert (
        None if found is None else tuple(tuple(a.column for a in s.plus) for s in found)
    ) == sums


def worked(cells: str, *, kind: str = "计数") -> list[object]:
    """Return the values that a sum of two cells and their other sum come to."""
    form = (
        f"@格式 自拟\n@表式 表 <{kind}>\n列\n  一\n  二\n  和 = 合计\n行\n  甲\n  乙\n  总 = 合计\n"
    )
    report = compiled(f"{HEAD}@表 表\n{cells}", form).checked.report
    return [v.value if isinstance(v, Figure) else v for v in report.values.values()]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("甲 | 1 | 2 | \n乙 | 3 | 4 | \n总 | | | \n", [1, 2, 3, 3, 4, 7, 4, 6, 10]),
        ("甲 | 1 | - | \n乙 | 3 | 4 | \n总 | | | \n", [1, None, 1, 3, 4, 7, 4, 4, 8]),
        ("甲 | - | - | \n乙 | 3 | 4 | \n总 | | | \n", [None, None, None, 3, 4, 7, 3, 4, 7]),
        (
            "甲 | 1 | ? | \n乙 | 3 | 4 | \n总 | | | \n",
            [1, FAULTY, FAULTY, 3, 4, 7, 4, FAULTY, FAULTY],
        ),
        ("甲 | 1 | 2 | \n乙 | 3 | 4 | \n总 | 4 | 6 | \n", [1, 2, 3, 3, 4, 7, 4, 6, 10]),
    ],
)
def test_the_short_way_of_sums_of_counts(cells: str, expected: list[object]) -> None:
    assert worked(cells) == expected
    assert worked(cells, kind="整数") == expected
    assert worked(cells, kind="小数 0") == expected


def test_two_sums_that_differ_are_told() -> None:
    form = "@格式 自拟\n@表式 表 <计数>\n列\n  一\n  二\n  和 = 合计\n行\n  甲\n  乙\n  总 = 合计\n"
    made_ = compiled(f"{HEAD}@表 表\n甲 | 1 | 2 | 4\n乙 | 3 | 4 | 7\n总 | | | \n", form)
    assert [d.rule.code for d in made_.diagnostics] == ["R501"]
    made_ = compiled(f"{HEAD}@表 表\n甲 | 1 | - | 1\n乙 | 3 | 4 | 7\n总 | 5 | 4 | \n", form)
    assert [d.rule.code for d in made_.diagnostics] == ["R501"]


def test_the_steps_of_the_short_way_are_those_of_the_long_one() -> None:
    report = compiled(f"{HEAD}@表 表\n甲 | 1 | \n乙 | 2 | \n和 | | \n", ONE).checked.report
    rules = dict(report.rules)
    counted = []
    for known in (None, Plan(rules=rules, sums=sums_of(rules))):
        sheet = Sheet(report.tables, rules, {}, set())
        evaluate(sheet, known)
        counted.append((sheet.values.steps, sheet.values.cells))
    assert counted[0] == counted[1]
    assert counted[0][1][Address(0, 0, 2, 1)] == exact(3)


def test_the_terms_of_a_formula() -> None:
    total = Total((ref(0), ref(1)), HERE)
    nested = Sum(((1, ref(2)), (-1, total), (-1, Sum(((1, ref(3)), (-1, ref(4))), HERE))), HERE)
    terms = terms_of(nested)
    assert terms is not None
    assert [a.column for a in terms.plus] == [2, 4]
    assert [a.column for a in terms.minus] == [0, 1, 3]
    assert terms.steps == 8
    values = Values({ref(n).address: exact(10**n) for n in range(5)})
    assert values.whole(terms) == 10_100 - 1_011
    assert values.steps == 8
    assert exact(10_100 - 1_011) == values.result(nested)
    assert values.steps == 16


@pytest.mark.parametrize(
    "formula",
    [
        Sum((), HERE),
        Sum(((1, ref(0)), (-1, Omitted("o", HERE))), HERE),
        Sum(((1, Product(((False, ref(0)),), HERE)),), HERE),
    ],
)
def test_what_has_no_terms(formula: Formula) -> None:
    assert terms_of(formula) is None
