"""The system of a report's equations, worked out by hand from its rules."""

import pytest

import reportdsl
from reportdsl.analysis.equations import system
from reportdsl.analysis.relations import Description, Relation, Stated, System
from reportdsl.analysis.sheet import Sheet
from reportdsl.text.numerals import Exact

HEAD = "格式: 甲.form\n{}\n@表 乙\n"
LAST = "标题: 去年\n机关: 甲\n年度: 2023\n格式: 甲.form\n\n@表 乙\n"


class Made:
    """The system of a report, and what it was made from."""

    def __init__(self, form: str, rows: str, *, last: str | None = None, text: str = "") -> None:
        files, fields = {"甲.form": form}, ""
        if last is not None:
            files["去年.report"] = LAST + last
            fields = "机关: 甲\n年度: 2024\n上年: 去年.report\n"
        world = reportdsl.MemoryWorld(files)
        self.text = text or HEAD.format(fields) + rows
        made = reportdsl.compile_text(self.text, name="r.report", world=world, locate=False)
        self.files = {"甲.form": form, "r.report": self.text}
        # Neither the form nor the report is faulty by itself.
        assert [d for d in made.diagnostics if d.rule.code[:2] in {"R2", "R7"}] == []
        sheet = made.checked.sheet
        assert sheet is not None
        self.sheet: Sheet = sheet
        self.system: System = system(sheet)

    def stated(self) -> list[str]:
        """Return the unknowns: where they stand, how they are called, what they are."""
        return [self._stated(each) for each in self.system.stated]

    def _stated(self, each: Stated) -> str:
        figure = each.figure
        room = "" if figure.low == figure.high else f" ({figure.low} to {figure.high})"
        least = "" if each.least is None else f", at least {each.least}"
        return f"{each.origin.value} {_name(each)} = {figure.value}{room} by {each.step}{least}"

    def described(self) -> list[tuple[str | None, str, str, bool]]:
        """Return what an edit would replace, what is typed, where it stands, in hundredths."""
        out = []
        for each in self.system.stated:
            said: Description = each.describe()
            typed = None if said.typed is None else self._at(said.typed)
            out.append((typed, said.text, self._at(said.place), said.hundredths))
        return out

    def _at(self, span: object) -> str:
        text = self.files[span.source.rsplit("/", 1)[-1]]  # type: ignore[attr-defined]
        return text[span.start : span.end]  # type: ignore[attr-defined]

    def relations(self) -> list[str]:
        """Return the relations: their terms, and between which ends these lie."""
        return [self._relation(each) for each in self.system.relations]

    def _relation(self, each: Relation) -> str:
        stated = self.system.stated
        terms = " ".join(f"{_signed(c)}{_name(stated[i])}" for i, c in each.terms.items())
        made: Exact = sum(c * stated[i].figure.value for i, c in each.terms.items())
        constant = each.residual - made
        rest = f" {_signed(constant).strip()}" if constant else ""
        low, high = ("…" if end is None else str(end) for end in (each.low, each.high))
        return f"{terms or '0'}{rest} in {low} to {high}"

    def names(self) -> list[str]:
        """Return how messages call the relations, and the text where each is stated."""
        return [f"{r.name.text('zh')} @ {self._at(r.span)}" for r in self.system.relations]


def _signed(value: Exact) -> str:
    return f"{'-' if value < 0 else '+'}{abs(value)} "


def _name(each: Stated) -> str:
    name = each.name
    return name if isinstance(name, str) else name.text("zh", {})


def form(*checks: str, columns: str = "一 二", rows: str = "丙 丁", kind: str = "计数") -> str:
    kind = f" <{kind}>" if kind else ""
    lines = [f"@格式 甲\n@表式 乙{kind}\n列"]
    lines += [f"  {name.replace('_', ' ')}" for name in columns.split()]
    lines.append("行")
    lines += [f"  {name.replace('_', ' ')}" for name in rows.split()]
    if checks:
        lines += ["校验", *(f"  {check}" for check in checks)]
    return "\n".join(lines) + "\n"


# ── what is stated ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "row", "stated"),
    [
        ("计数", "5 | 0", ["= 5 by 1, at least 0", "= 0 by 1, at least 0"]),
        ("整数", "5 | -3", ["= 5 by 1", "= -3 by 1"]),
        ("金额 2", "1.25 | -2.5", ["= 5/4 (249/200 to 251/200) by 1/100", None]),
        # The column has as many decimals as are typed in it.
        ("小数", "1.25 | 2.5", ["= 5/4 (249/200 to 251/200) by 1/100", None]),
        ("小数", "3 | 2.5", ["= 3 by 1", "= 5/2 (49/20 to 51/20) by 1/10"]),
        # What is exact may have more decimals than are typed.
        ("小数, 精确", "1.25 | 3", ["= 5/4 by 1/100", "= 3 by 1"]),
        ("金额 2, 精确", "1.2 | 3", ["= 6/5 by 1/100", "= 3 by 1/100"]),
        ("金额 1, 精确", "1.2 | 3", ["= 6/5 by 1/10", "= 3 by 1/10"]),
        ("百分比 1", "10.5% | 20%", ["= 21/200 (209/2000 to 211/2000) by 1/1000", None]),
        ("百分比 0", "10% | 20%", ["= 1/10 by 1/100", "= 1/5 by 1/100"]),
        ("", "10.5% | 20", ["= 21/200 (209/2000 to 211/2000) by 1/1000", "= 20 by 1"]),
    ],
)
def test_figures_by_their_kind(kind: str, row: str, stated: list[str | None]) -> None:
    made = Made(form("一 = 二", kind=kind, rows="丙"), f"丙 | {row}\n")
    names = ("丙 / 一", "丙 / 二")
    for name, said, expected in zip(names, made.stated(), stated, strict=True):
        assert expected is None or said == f"cell {name} {expected}"


def test_how_figures_are_typed() -> None:
    rows = '丙 | 10.5% | 1 "1（约）" | 7\n其余 | 0\n'
    three = form("一 + 二 = 三", columns="一_<百分比_1> 二 三", kind="")
    made = Made(three, rows.replace("10.5%", "10.5"))
    assert made.described() == [
        ("10.5", "10.5", "10.5", True),
        (None, "1（约）", '1 "1（约）"', False),
        ("7", "7", "7", False),
        # What stands for many cells is not changed for one of them.
        *[(None, "0", "0", percent) for percent in (True, False, False)],
    ]
    made = Made(form("一 + 二 = 三", columns="一 二 三", rows="丙", kind=""), "丙 | 5% | 1 | 2\n")
    assert [hundredths for *_, hundredths in made.described()] == [True, False, False]


def test_figures_that_no_rule_asks_are_not_part_of_it() -> None:
    made = Made(form(columns="一 二", rows="丙"), "丙 | 1 | 2\n")
    assert (made.stated(), made.relations()) == ([], [])


# ── rules of cells ───────────────────────────────────────────────────────────────────────────────

SUMS = form(columns="一 二 总计_=_合计", rows="丙 丁 合计_=_合计")


def test_totals_of_rows_and_columns() -> None:
    made = Made(SUMS, "丙 | 1 | 2 | 3\n丁 | 4 | 5 | 9\n合计 | 5 | 7 | 13\n")
    assert made.relations() == [
        "+1 丙 / 一 +1 丙 / 二 -1 丙 / 总计 in 0 to 0",
        "+1 丁 / 一 +1 丁 / 二 -1 丁 / 总计 in 0 to 0",
        "+1 丙 / 一 +1 丁 / 一 -1 合计 / 一 in 0 to 0",
        "+1 丙 / 二 +1 丁 / 二 -1 合计 / 二 in 0 to 0",
        "+1 丙 / 总计 +1 丁 / 总计 -1 合计 / 总计 in 0 to 0",
        "+1 合计 / 一 +1 合计 / 二 -1 合计 / 总计 in 0 to 0",
    ]
    assert made.names() == [
        "“丙”一行 @ 总计 = 合计",
        "“丁”一行 @ 总计 = 合计",
        "“一”一列 @ 合计 = 合计",
        "“二”一列 @ 合计 = 合计",
        "“总计”一列 @ 合计 = 合计",
        "“合计”一行 @ 总计 = 合计",
    ]
    assert [r.residual for r in made.system.relations] == [0, 0, 0, 0, -1, -1]
    assert [r.holds for r in made.system.relations] == [True, True, True, True, False, False]


def test_a_computed_total_is_what_it_is_computed_from() -> None:
    made = Made(SUMS, "丙 | 1 | 2 | 3\n丁 | 4 | 5 | \n合计 | 5 |  | \n")
    assert made.relations() == [
        "+1 丙 / 一 +1 丙 / 二 -1 丙 / 总计 in 0 to 0",
        "+1 丙 / 一 +1 丁 / 一 -1 合计 / 一 in 0 to 0",
        # The total of totals by its row, less what it is by its column.
        "+1 合计 / 一 +1 丙 / 二 -1 丙 / 总计 -1 丁 / 一 in 0 to 0",
    ]
    assert made.names() == [
        "“丙”一行 @ 总计 = 合计",
        "“一”一列 @ 合计 = 合计",
        "“合计”一行 @ 总计 = 合计",
    ]


def test_sums_of_sums_say_nothing_new() -> None:
    made = Made(SUMS, "丙 | 1 | 2 |\n丁 | 4 | 5 | \n合计 | | | \n")
    assert made.relations() == []


def test_a_blank_total_over_figures_is_zero() -> None:
    rows = '丙 | 1 | 2 | ""\n丁 | 0 | 0 | ""\n合计 | 1 | 2 | 3\n'
    made = Made(SUMS, rows)
    assert made.stated()[0] == "cell 丙 / 总计 = 0 by 1, at least 0"
    assert made.described()[0] == ('""', "", '""', False)
    assert made.relations() == [
        "+1 丙 / 一 +1 丙 / 二 -1 丙 / 总计 in 0 to 0",
        "+1 丙 / 一 +1 丁 / 一 -1 合计 / 一 in 0 to 0",
        "+1 丙 / 二 +1 丁 / 二 -1 合计 / 二 in 0 to 0",
        "+1 丙 / 总计 -1 合计 / 总计 in 0 to 0",
        "+1 合计 / 一 +1 合计 / 二 -1 合计 / 总计 in 0 to 0",
    ]


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("金额 2", "1/100"),
        ("金额 2, 精确", "1/100"),
        ("百分比 1", "1/1000"),
        ("小数", "0"),
        ("小数, 精确", "0"),
        ("", "0"),
    ],
)
def test_a_blank_total_may_have_decimals(kind: str, step: str) -> None:
    made = Made(form(columns="一 二 总计_=_合计", rows="丙", kind=kind), '丙 | 1.5 | 2.0 | ""\n')
    assert made.stated()[0] == f"cell 丙 / 总计 = 0 by {step}"


def test_a_blank_that_nothing_computes_is_no_figure() -> None:
    made = Made(
        form("合计(一, 二) = 3", "一 + 二 = 3", "合计(一, 一) = 3", "2 × 一 = 二", rows="丙"),
        '丙 | "" | 2\n',
    )
    assert made.stated() == ["cell 丙 / 二 = 2 by 1, at least 0"]
    # A sum over cells goes on without it, any other has no figure.
    assert made.relations() == ["+1 丙 / 二 -3 in 0 to 0"]


def test_a_formula_of_the_author_is_held_to_the_rules() -> None:
    made = Made(form(columns="一 二 总计_=_合计", rows="丙"), "丙 | 1 | 2 | =一 × 3 - 二\n")
    assert made.relations() == [
        "-2 丙 / 一 +2 丙 / 二 -1  in 0 to 0",
        "+1  +3 丙 / 一 -1 丙 / 二 in 0 to …",
    ]
    assert made.names() == ["“丙”一行 @ 总计 = 合计", "“丙 / 总计” @ =一 × 3 - 二"]


@pytest.mark.parametrize(("kind", "asked"), [("计数", True), ("整数", False)])
def test_a_computed_count_is_not_less_than_zero(kind: str, asked: bool) -> None:  # noqa: FBT001
    columns = "一 二 差_=_一-二 和_=_一+二 零_=_0×一 半_=_一÷2"
    made = Made(form(columns=columns, rows="丙", kind=kind), "丙 | 4 | 2 | | | | \n")
    assert made.relations() == (["+1 丙 / 一 -1 丙 / 二 in 0 to …"] if asked else [])


def test_rules_are_called_by_their_text() -> None:
    made = Made(
        form(columns="一 二 三_=_一+二", rows="丙 丁_=_丙"), "丙 | 2 | 3 | 6\n丁 | 2 | 4 | 5\n"
    )
    assert made.relations() == [
        "+1 丙 / 一 +1 丙 / 二 -1 丙 / 三 in 0 to 0",
        "+1 丙 / 一 -1 丁 / 一 in 0 to 0",
        "+1 丙 / 二 -1 丁 / 二 in 0 to 0",
        "+1 丙 / 三 -1 丁 / 三 in 0 to 0",
        "+1 丁 / 一 +1 丁 / 二 -1 丁 / 三 in 0 to 0",
    ]
    assert made.names() == [
        "“一+二” @ 三 = 一+二",
        *["“丙” @ 丁 = 丙"] * 3,
        "“一+二” @ 三 = 一+二",
    ]


def test_a_row_without_a_name_is_called_by_its_cell() -> None:
    made = Made("@格式 甲\n@表式 乙 <计数>\n列\n  一\n  二\n  总计 = 合计\n", "* | 1 | 2 | 4\n")
    assert made.relations() == ["+1 一 +1 二 -1 总计 in 0 to 0"]
    assert made.names() == ["“总计” @ 总计 = 合计"]


def test_a_sum_in_a_plain_table_is_held_to_only_where_it_is_stated() -> None:
    made = Made("", "", text="@简表 甲\n项 | 数\n子 | 4\n丑 | 1\n合计 | 6\n")
    assert made.relations() == ["+1 子 / 数 +1 丑 / 数 -1 合计 / 数 in 0 to 0"]
    made = Made("", "", text="@简表 甲\n项 | 数\n子 | 4\n丑 | 1\n合计 | =子+丑+丑\n")
    assert made.relations() == []


def test_the_room_of_rounding_adds_up() -> None:
    row = "丙 | 1.25 | 2.50 | 3.80\n"
    made = Made(form(columns="一 二 总计_=_合计", rows="丙", kind="金额 2"), row)
    assert made.relations() == ["+1 丙 / 一 +1 丙 / 二 -1 丙 / 总计 in -3/200 to 3/200"]
    columns = "一_<金额_2> 二_<金额_1> 总计_=_一+二_<金额_1> 三_<金额_1>"
    made = Made(
        form("总计 × 3 - 三 = 三 ÷ 2", columns=columns, rows="丙"), "丙 | 1.25 | 2.5 | | 3.8\n"
    )
    # Three times a half of a hundredth and of a tenth, and once and a half of a tenth.
    assert made.relations() == ["+3 丙 / 一 +3 丙 / 二 -3/2 丙 / 三 in -6/25 to 6/25"]


# ── checks ───────────────────────────────────────────────────────────────────────────────────────


COUNTS: list[tuple[str, str | None]] = [
    ("一 < 二", "+1 丙 / 一 -1 丙 / 二 in … to -1"),
    ("一 ≤ 二", "+1 丙 / 一 -1 丙 / 二 in … to 0"),
    ("一 > 二", "+1 丙 / 一 -1 丙 / 二 in 1 to …"),
    ("一 ≥ 二", "+1 丙 / 一 -1 丙 / 二 in 0 to …"),
    ("一 = 二", "+1 丙 / 一 -1 丙 / 二 in 0 to 0"),
    ("一 ≠ 二", None),
    # With room nothing is less by one at least.
    ("一 < 二 ± 2", "+1 丙 / 一 -1 丙 / 二 in … to 2"),
    ("一 > 二 ± 2", "+1 丙 / 一 -1 丙 / 二 in -2 to …"),
    ("一 ≥ 2 × 二 ± 1", "+1 丙 / 一 -2 丙 / 二 in -1 to …"),
    ("一 = 二 ± 3", "+1 丙 / 一 -1 丙 / 二 in -3 to 3"),
    # Of halves nobody knows by how much one is less.
    ("0.5 × 一 < 二", None),
    ("二 > 0.5 × 一", None),
    ("一 + 0.5 < 二", None),
    ("0.5 × 一 ≤ 二", "+1/2 丙 / 一 -1 丙 / 二 in … to 0"),
    ("2 × 一 < 3 × 二 - 4", "+2 丙 / 一 -3 丙 / 二 +4 in … to -1"),
    ("2 × 一 + 二 ÷ 4 - 一 × 3 = 5", "-1 丙 / 一 +1/4 丙 / 二 -5 in 0 to 0"),
    ("一 × (2 ÷ 3) = 2 × 2 × 3", "+2/3 丙 / 一 -12 in 0 to 0"),
    ("0 ÷ 2 + 一 = 1", "+1 丙 / 一 -1 in 0 to 0"),
    ("3 × (一 + 2 × 二 + 1) = 5 × 一", "-2 丙 / 一 +6 丙 / 二 +3 in 0 to 0"),
    ("(一 + 2 × 二) ÷ 4 = 0", "+1/4 丙 / 一 +1/2 丙 / 二 in 0 to 0"),
    ("3 - (一 - 二) = 1", "-1 丙 / 一 +1 丙 / 二 +2 in 0 to 0"),
    ("1 = 2", "0 -1 in 0 to 0"),
    ("0 × 一 = 2", "0 -2 in 0 to 0"),
    # What names no figure and holds says nothing.
    ("1 = 1", None),
    ("一 = 一", None),
    ("一 < 一", "0 in … to -1"),
    # What is not linear is not part of it.
    ("一 × 二 = 2", None),
    ("2 ÷ 一 = 2", None),
    ("一 ÷ 二 = 2", None),
    ("2 × 二 ÷ 0 = 2", None),
    ("最大(一, 二) = 2", None),
    ("1 = 一 × 二", None),
    ("一 = 1 且 二 = 2", None),
    ("警告 一 = 二", None),
    ("合计(一, 一, 二) = 3", "+2 丙 / 一 +1 丙 / 二 -3 in 0 to 0"),
    ("合计(一, 总计) = 3", "+2 丙 / 一 +1 丙 / 二 -3 in 0 to 0"),
    ("合计(总计, 一, 总计) = 3", "+3 丙 / 一 +2 丙 / 二 -3 in 0 to 0"),
    ("合计(总计, 二 - 总计) = 3", "+1 丙 / 二 -3 in 0 to 0"),
    ("合计(一, 3) = 4", "+1 丙 / 一 -1 in 0 to 0"),
    ("合计(一 × 2, 二 - 一) = 4", "+1 丙 / 一 +1 丙 / 二 -4 in 0 to 0"),
    ("合计(一 × 二) = 3", None),
    ("合计(三, 一) = 3", None),
    ("三 + 一 = 3", None),
    ("空 = 3", None),
    ("合计(空, 一) = 3", "+1 丙 / 一 -3 in 0 to 0"),
    ("合计(空, 空) = 3", None),
    ("空 + 一 = 3", None),
    ("文 + 一 = 3", None),
    ("合计(文, 一) = 3", None),
]
"""Checks of counts, and what is made of each, None where nothing is."""


def test_checks_of_counts() -> None:
    columns = "一 二 总计_=_一+二 三_=_一×二 空_<可空> 文_<文本>"
    checks = [check for check, _ in COUNTS]
    made = Made(form(*checks, columns=columns, rows="丙"), "丙 | 1 | 2 | | | | 文\n")
    assert made.relations() == [relation for _, relation in COUNTS if relation is not None]


ROUNDED: list[tuple[str, str | None]] = [
    ("一 = 二", "+1 丙 / 一 -1 丙 / 二 in -1/10 to 1/10"),
    # A check's own room is in the place of a smaller one.
    ("一 = 二 ± 0.05", "+1 丙 / 一 -1 丙 / 二 in -1/10 to 1/10"),
    ("一 = 二 ± 0.2", "+1 丙 / 一 -1 丙 / 二 in -1/5 to 1/5"),
    ("一 - 1.5 = 二", "+1 丙 / 一 -1 丙 / 二 -3/2 in -1/10 to 1/10"),
    # Orders are of figures as they are written; of tenths nobody knows by how much.
    ("一 ≤ 二", "+1 丙 / 一 -1 丙 / 二 in … to 0"),
    ("一 ≥ 二 ± 0.05", "+1 丙 / 一 -1 丙 / 二 in -1/20 to …"),
    ("一 < 二", None),
    ("10 × 一 < 10 × 二", "+10 丙 / 一 -10 丙 / 二 in … to -1"),
    ("10 × 一 < 5 × 二", None),
]
"""Checks of figures with a decimal."""


def test_checks_of_rounded_figures() -> None:
    made = Made(
        form(*[check for check, _ in ROUNDED], rows="丙", kind="金额 1"), "丙 | 1.5 | 2.5\n"
    )
    assert made.relations() == [relation for _, relation in ROUNDED if relation is not None]


def test_less_than_what_may_be_anything_is_by_nobody_knows_how_much() -> None:
    made = Made(
        form("一 < 上年.一", "一 ≤ 上年.一", rows="丙"), "丙 | 1 | 2\n", last="丙 | 1 | 2\n"
    )
    assert made.relations() == ["+1 丙 / 一 -1 上年.一 in … to 0"]


def test_checks_are_called_by_their_note_or_text() -> None:
    made = Made(form("警告 一 = 9", "一 = 二", '一 < 二 "少些"', rows="丙"), "丙 | 1 | 2\n")
    assert made.names() == ["“一 = 二” @ 一 = 二", "“少些” @ 一 < 二"]


def test_a_check_that_only_repeats_its_leaves_is_left_out() -> None:
    two = form("一 = 二", "丙 = 2", rows="丙 丁 总计_=_合计")
    made = Made(two, "丙 | 1 | 2\n丁 | 3 | 3\n总计 | | \n")
    assert made.relations() == [
        "+1 丙 / 一 -1 丙 / 二 in 0 to 0",
        "+1 丁 / 一 -1 丁 / 二 in 0 to 0",
        "+1 丙 / 一 -2 in 0 to 0",
        "+1 丙 / 二 -2 in 0 to 0",
    ]
    made = Made(two, "丙 | 1 | 2\n丁 | 3 | 3\n总计 | 4 | \n")
    assert made.relations()[:4] == [
        "+1 丙 / 一 +1 丁 / 一 -1 总计 / 一 in 0 to 0",
        "+1 丙 / 一 -1 丙 / 二 in 0 to 0",
        "+1 丁 / 一 -1 丁 / 二 in 0 to 0",
        # A total that is stated may be wrong itself.
        "+1 总计 / 一 -1 丙 / 二 -1 丁 / 二 in 0 to 0",
    ]


def test_cells_that_are_left_out_are_left_out_of_sums() -> None:
    checks = ("丙.一 + 丁.一 = 3", "合计(丙.一, 丁.一) = 3", "丙.一 - 戊.一 = 3", "丙.一 = 3")
    made = Made(form(*checks, columns="一", rows="丙_<可空> 丁 戊"), "丁 | 3\n戊 | 4\n@省略 丙\n")
    assert made.relations() == [
        "+1 丁 / 一 -3 in 0 to 0",
        "+1 丁 / 一 -3 in 0 to 0",
        "-1 戊 / 一 -3 in 0 to 0",
    ]


def test_last_years_figures_may_be_wrong_too() -> None:
    checks = ("一 = 上年.一 + 1", "一 = 上年.一", "二 = 2 × 上年.一", "二 = 上年.二")
    made = Made(form(*checks, rows="丙"), "丙 | 1 | 2\n", last="丙 | 1 | 2\n")
    assert made.stated() == [
        "cell 丙 / 一 = 1 by 1, at least 0",
        "last year 上年.一 = 1 by 0",
        "cell 丙 / 二 = 2 by 1, at least 0",
        "last year 上年.二 = 2 by 0",
    ]
    assert made.described()[1] == (None, "", "上年.一", False)
    assert made.relations() == [
        "+1 丙 / 一 -1 上年.一 -1 in 0 to 0",
        "+1 丙 / 一 -1 上年.一 in 0 to 0",
        "+1 丙 / 二 -2 上年.一 in 0 to 0",
        "+1 丙 / 二 -1 上年.二 in 0 to 0",
    ]
    made = Made(
        form("一 = 上年.一 + 1", rows="丙", kind="金额 1"), "丙 | 1.5 | 2\n", last="丙 | 1.4 | 2\n"
    )
    assert made.stated()[1] == "last year 上年.一 = 7/5 (27/20 to 29/20) by 0"
    assert made.relations() == ["+1 丙 / 一 -1 上年.一 -1 in -1/10 to 1/10"]


# ── the author's own ─────────────────────────────────────────────────────────────────────────────


def test_checks_of_the_author_may_be_wrong_themselves() -> None:
    rows = "丙 | 1 | 2\n\n@校验 乙.丙.一 = 乙.丙.二\n@校验 乙.丙.一 < 乙.丙.二 ± 1\n"
    made = Made(form(rows="丙"), rows)
    assert made.stated()[2:] == ["check  = 0 by 0", "check  = 0 by 0"]
    assert made.described()[2] == (None, "", "乙.丙.一 = 乙.丙.二", False)
    assert made.relations() == [
        "+1 丙 / 一 -1 丙 / 二 +1  in 0 to 0",
        "+1 丙 / 一 -1 丙 / 二 +1  in … to 1",
    ]


def test_figures_of_the_prose_are_held_to_cells() -> None:
    prose = (
        "写{3 = 乙.丙.一 × 乙.丙.二}、{-1 = 乙.丙.一 - 乙.丙.二}、"
        "{2.5 = 乙.丙.一}、{1.5% = 乙.丙.一 ÷ 100}。"
    )
    made = Made(form(rows="丙"), f"丙 | 1 | 2\n\n{prose}\n")
    assert [line for line in made.stated() if not line.startswith("cell")] == [
        "prose 正文里的数 = 3 by 0",
        "prose 正文里的数 = -1 by 0",
        "prose 正文里的数 = 5/2 (49/20 to 51/20) by 0",
        "prose 正文里的数 = 3/200 (29/2000 to 31/2000) by 0",
    ]
    assert made.described()[0] == ("3", "3", "{3 = 乙.丙.一 × 乙.丙.二}", False)
    assert made.relations() == [
        "+1 丙 / 一 -1 丙 / 二 -1 正文里的数 in 0 to 0",
        "+1 丙 / 一 -1 正文里的数 in -1/20 to 1/20",
        "+1/100 丙 / 一 -1 正文里的数 in -1/2000 to 1/2000",
    ]
    assert made.names() == [
        "正文里的“-1” @ {-1 = 乙.丙.一 - 乙.丙.二}",
        "正文里的“2.5” @ {2.5 = 乙.丙.一}",
        "正文里的“1.5%” @ {1.5% = 乙.丙.一 ÷ 100}",
    ]
    made = Made(form(rows="丙", kind="金额 1"), "丙 | 1.5 | 2\n\n写{1.5 = 乙.丙.一}。\n")
    assert made.relations() == ["+1 丙 / 一 -1 正文里的数 in -1/10 to 1/10"]


# ── what cannot be used ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("third", "cell"),
    [
        ("三_=_一×二", ""),
        ("三_=_合计", "=没有+一"),
        ("三_=_合计", "=一×二"),
        ("三", "*"),
        ("三", "…"),
        ("三_=_三+1", ""),
    ],
)
def test_what_is_no_sum_of_figures_takes_no_part(third: str, cell: str) -> None:
    made = Made(
        form("合计(一, 三) = 4", "一 = 2", columns=f"一 二 {third}", rows="丙"),
        f"丙 | 2 | 3 | {cell}\n",
    )
    assert made.relations() == ["+1 丙 / 一 -2 in 0 to 0"]


def test_circles_take_no_part() -> None:
    made = Made(form("一 = 3", "三 = 4", columns="一_=_二 二_=_一 三", rows="丙"), "丙 | | | 3\n")
    assert made.relations() == ["+1 丙 / 三 -4 in 0 to 0"]
