"""Findings at the figures that are wrong, in full: reasons, places, hints and fixes."""

import pytest

import reportdsl
from reportdsl.analysis import explain
from reportdsl.analysis.relations import Relation
from reportdsl.diagnostics.diagnostic import Phrase, message
from reportdsl.text.source import Span
from tests.unit.analysis.test_localise import SUMS, TABLE
from tests.unit.analysis.told import findings


def told(text: str, form: str = "") -> list[str]:
    """Return the findings of a report, marks without a figure aside."""
    world = reportdsl.MemoryWorld({"甲.form": form})
    lines = findings(reportdsl.compile_text(text, name="r.report", world=world))
    return [line for line in lines if not line.startswith("R418")]


def titles(text: str, form: str = "") -> list[list[str]]:
    """Return what the fixes of each finding say that they do."""
    world = reportdsl.MemoryWorld({"甲.form": form})
    made = reportdsl.compile_text(text, name="r.report", world=world)
    return [[fix.title.text("en") for fix in found.fixes] for found in made.diagnostics]


def on(rules: str, row: str, *, kind: str = "计数", more: str = "") -> list[str]:
    """Return the findings of a row of a form with columns and checks."""
    columns, _, checks = rules.partition("; ")
    kind = f" <{kind}>" if kind else ""
    lines = [f"@格式 甲\n@表式 乙{kind}\n列", *(f"  {column}" for column in columns.split(", "))]
    lines += ["行", "  丙"]
    if checks:
        lines += ["校验", *(f"  {check}" for check in checks.split(", "))]
    report = f"格式: 甲.form\n\n@表 乙\n丙 | {row}\n{more}"
    return told(report, "\n".join(lines) + "\n")


# ── one figure ───────────────────────────────────────────────────────────────────────────────────


def test_what_speaks_for_a_figure_is_named() -> None:
    assert told(TABLE.replace("| 12 |", "| 19 |")) == [
        (
            "R505 error 3“19”: name=一月 / 来信, stated=19, value=12, "
            'reasons=row "一月", column "来信": each 7 apart; a digit is wrong'
        ),
        "  : should be 12",
        '  @ 2“总计” row "一月": 7 apart',
        '  @ 5“合计” column "来信": 7 apart',
        "  + 3“19” → 12",
    ]


def test_the_place_of_the_figure_itself_is_not_pointed_at_twice() -> None:
    prose = "\n{12 = 信访.一月.来信}、{12 = 信访.一月.来信}\n"
    lines = told(TABLE.replace("| 12 |", "| 19 |") + prose)
    assert lines[0].endswith('column "来信", "12" in the text: each 7 apart; a digit is wrong')
    assert [line for line in lines if line.startswith("  @ 7")] == [
        '  @ 7“{12 = 信访.一月.来信}” "12" in the text: 7 apart'
    ] * 2
    # What computes a corner adds it up twice, and is stated in it.
    (first, *labels) = told(TABLE.replace("| 28", "| 38"))
    assert first.startswith("R505 error 5“38”")
    assert labels == [
        "  : should be 28",
        '  @ 5“合计” column "总计": 10 apart',
        '  @ 2“总计” row "合计": 10 apart',
        "  + 5“38” → 28",
    ]


def test_equations_that_are_off_by_more_or_less_are_listed() -> None:
    lines = on("一, 二; 一 = 3, 二 = 3, 2 × 一 = 6, 一 + 二 = 6", "5 | 3")
    assert lines[:2] == [
        (
            "R505 error 4“5”: name=丙 / 一, stated=5, value=3, "
            'reasons="一 = 3": 2 apart, "2 × 一 = 6": 4 apart, "一 + 二 = 6": 2 apart; a digit is wrong'
        ),
        "  : should be 3",
    ]


def test_a_slip_of_no_known_kind_is_not_named() -> None:
    (first, *_) = on("一, 二; 一 = 3, 一 = 二", "158 | 3")
    assert first.endswith('reasons="一 = 3", "一 = 二": each 155 apart')


def test_a_lone_equation_is_not_said_to_agree_with_others() -> None:
    (first, *_) = on("一, 二; 一 = 3, 一 ≥ 二", "5 | 3")
    assert first.endswith('reasons="一 = 3": 2 apart; a digit is wrong')


def test_of_many_equations_some_are_named() -> None:
    many = ", ".join(f"一 + {n} = {n + 3}" for n in range(14))
    (first, *rest) = on(f"一; {many}", "158")
    names = ", ".join(f'"一 + {n} = {n + 3}"' for n in range(12))
    assert first.endswith(f"reasons={names}: each 155 apart")
    assert sum(line.startswith("  @") for line in rest) == 14
    unlike = ", ".join(f"{n} × 一 = {3 * n}" for n in range(1, 15))
    (first, *_) = on(f"一; {unlike}", "158")
    names = ", ".join(f'"{n} × 一 = {3 * n}": {155 * n} apart' for n in range(1, 13))
    assert first.endswith(f"reasons={names}")


def test_how_far_off_is_said_in_decimals() -> None:
    (first, *_) = on("一, 二; 一 = 二 ÷ 3, 二 = 2", "5.0 | 2.0", kind="金额 1")
    assert 'reasons="一 = 二 ÷ 3": 4.33333333 apart' in first


# ── as it is typed ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        ("金额 2", "1.50 | 2.25 | 9.75", "3.75"),
        ("金额 3", "1.5 | 2.25 | 9.7", "3.75"),
        ("金额 2", "1.50 | 2.50 | 9.00", "4.00"),
        ("小数", "1.5 | 2.0 | 9.0", "3.5"),
        ("百分比 1", "10.5% | 20.5% | 39.0%", "31.0%"),
        ("百分比 1", "10.5 | 20.5 | 39.0", "31.0"),
        ("百分比 2", "10.5% | 20.25% | 39%", "30.75%"),
        ("", "10% | 25% | 39%", "35%"),
        ("计数", "1,000 | 2,500 | 9,700", "3,500"),
        ("计数", "1000 | 2500 | 9700", "3500"),
        ("整数", "1 | -5 | 9", "-4"),
    ],
)
def test_a_figure_is_put_right_as_it_is_typed(kind: str, wrong: str, right: str) -> None:
    one, two, third = wrong.split(" | ")
    percent = "%" if kind.startswith("百分比") and "%" not in wrong else ""
    held = ", ".join(
        f"{name} = {typed.replace(',', '')}{percent}" for name, typed in (("一", one), ("二", two))
    )
    first, label, *_, fix = on(f"一, 二, 三; 一 + 二 = 三, {held}", wrong, kind=kind)
    assert first.startswith(f"R505 error 4“{third}”: name=丙 / 三, stated={third}, value={right},")
    assert label == f"  : should be {right}"
    assert fix == f"  + 4“{third}” → {right}"


def test_a_figure_with_a_remark_is_not_put_right() -> None:
    lines = told(TABLE.replace("| 12 |", '| 21 "21（含）" |'))
    assert "stated=21（含）, value=12" in lines[0]
    assert not any(line.startswith("  +") for line in lines)


def test_a_blank_total_is_filled_in() -> None:
    text = '格式: 甲.form\n\n@表 乙\n丙 | 1 | 5 | ""\n丁 | 3 | 4 | 7\n总计 | 4 | 9 | 13\n'
    assert told(text, SUMS) == [
        (
            'R505 error 4“""”: name=丙 / 总计, stated=(blank), value=6, '
            'reasons=row "丙", column "总计": each 6 apart; the total is not filled in'
        ),
        "  : should be 6",
        '  @ 甲.form:6“总计 = 合计” row "丙": 6 apart',
        '  @ 甲.form:10“总计 = 合计” column "总计": 6 apart',
        '  + 4“""” → 6',
    ]


@pytest.mark.parametrize("kind", ["金额 2", "金额 2, 精确", "小数", "小数, 精确"])
def test_a_blank_total_is_filled_in_with_decimals(kind: str) -> None:
    lines = on("一, 二, 总计 = 合计; 一 = 1.25, 二 = 2", '1.25 | 2.00 | ""', kind=kind)
    assert lines[0].startswith('R504 error 4“""”: name=丙 / 总计')
    assert lines[-1] == '  + 4“""” → 3.25'


# ── several figures ──────────────────────────────────────────────────────────────────────────────


def test_figures_that_are_wrong_together_are_one_finding() -> None:
    assert told(TABLE.replace("| 12 |", "| 8 |").replace("二月 | 8", "二月 | 12")) == [
        (
            "R506 error 3“8”: names=一月 / 来信/二月 / 来信, stated=8/12, values=12/8, "
            'reasons=row "一月", row "二月": each 4 apart; the two are exchanged'
        ),
        "  : should be 12",
        "  @ 4“12” should be 8",
        '  @ 2“总计” row "一月": 4 apart',
        "  + 3“8” → 12, 4“12” → 8",
    ]


def test_one_of_them_with_a_remark_is_not_put_right_alone() -> None:
    wrong = TABLE.replace("| 12 |", '| 8 "8（含）" |').replace("二月 | 8", "二月 | 12")
    lines = told(wrong)
    assert lines[0].startswith("R506")
    assert not any(line.startswith("  +") for line in lines)


def wide(columns: int, *, third: int = 0) -> str:
    """Return a table whose first column is off by one in two rows, so that it holds itself."""
    names = [chr(ord("a") + at) for at in range(columns)]
    rows = [[by * (10 + at) for at in range(columns)] for by in (1, 2, 3)]
    totals = [sum(row) for row in rows]
    last = [sum(column) for column in zip(*rows, strict=True)]
    rows[0][0] += 1
    rows[1][0] -= 1
    if third:
        rows[2][1] += third
    lines = ["@简表 表", f" | {' | '.join(names)} | 总计"]
    for name, row, total in zip("一二三", rows, totals, strict=True):
        lines.append(f"{name}月 | {' | '.join(map(str, row))} | {total}")
    return "\n".join([*lines, f"合计 | {' | '.join(map(str, last))} | {sum(totals)}", ""])


def test_equally_likely_ways_stand_side_by_side() -> None:
    lines = told(wide(3))
    ways = [
        "一月 / 总计 is 33 and should be 34 and 二月 / 总计 is 66 and should be 65",
        "一月 / b is 11 and should be 10 and 二月 / b is 22 and should be 23",
        "一月 / c is 12 and should be 11 and 二月 / c is 24 and should be 25",
    ]
    assert lines == [
        f"R507 error 3“33”: ways={'; or '.join(ways)}",
        "  @ 4“66” 二月 / 总计 is 66 and should be 65",
        "  @ 3“11” 一月 / b is 11 and should be 10",
        "  @ 4“22” 二月 / b is 22 and should be 23",
        "  @ 3“12” 一月 / c is 12 and should be 11",
        "  @ 4“24” 二月 / c is 24 and should be 25",
        '  @ 2“总计” row "一月": 1 apart',
        "  ? compare with the records which of them it is",
        "  + 3“33” → 34, 4“66” → 65",
        "  + 3“11” → 10, 4“22” → 23",
        "  + 3“12” → 11, 4“24” → 25",
        # Less likely, for a digit goes over into the next.
        "  + 3“11” → 10, 4“19” → 20",
    ]


def test_what_all_ways_share_is_told_by_itself() -> None:
    lines = told(wide(3, third=40))
    assert [line[:4] for line in lines if line[0] == "R"] == ["R507", "R505"]
    at = next(at for at, line in enumerate(lines) if line.startswith("R505"))
    assert lines[at:] == [
        (
            "R505 error 5“73”: name=三月 / b, stated=73, value=33, "
            'reasons=row "三月", column "b": each 40 apart; a digit is wrong'
        ),
        "  : should be 33",
        '  @ 2“总计” row "三月": 40 apart',
        '  @ 6“合计” column "b": 40 apart',
        "  + 5“73” → 33",
    ]


def test_five_ways_are_told_and_six_are_too_many() -> None:
    five, six = told(wide(5)), told(wide(6))
    assert five[0].startswith("R507")
    assert five[0].count("; or ") == 4
    assert [line for line in six if line[0] == "R"] == [
        (
            "R501 error 3“75”: name=一月 / 总计, stated=75, equation=11 + 11 + 12 + 13 + 14 + 15 = 76, "
            "rule=总计, relation=too little, difference=1"
        ),
        (
            "R501 error 4“150”: name=二月 / 总计, stated=150, "
            "equation=19 + 22 + 24 + 26 + 28 + 30 = 149, rule=总计, relation=too much, difference=1"
        ),
    ]
    hint = "  ? 6 explanations fit equally well, so which figures are wrong cannot be told"
    assert six.count(hint) == 2


def test_where_ways_are_too_many_what_they_share_is_told() -> None:
    lines = told(wide(6, third=40) + "\n写{99 = 表.三月.c}。\n")
    heads = [line.split(":")[0] for line in lines if line[0] == "R"]
    assert heads == [
        "R501 error 3“75”",
        "R501 error 4“150”",
        "R505 error 5“73”",
        "R514 error 8“{99 = 表.三月.c}”",
    ]
    assert lines[-3:] == [
        # What has nothing to do with them is told by itself.
        "R514 error 8“{99 = 表.三月.c}”: stated=99, name=三月 / c, value=36, apart=: 63 apart",
        "  @ 5“36” 三月 / c",
        "  + 8“99” → 36",
    ]


def test_a_less_likely_way_is_told_beside_the_likeliest() -> None:
    lines = on("一, 二, 总计 = 合计; 总计 = 一 + 二", "12 | 3 | 0", kind="整数")
    assert lines[0].startswith("R505 error 4“0”: name=丙 / 总计, stated=0, value=15,")
    assert lines[-4:] == [
        # Of further ones, the first.
        "  ? it may also be that 丙 / 一 is 12 and should be -3",
        "  + 4“0” → 15",
        "  + 4“12” → -3",
        "  + 4“3” → -12",
    ]


def test_another_way_is_told_once() -> None:
    assert told(wide(1)) == [
        (
            "R505 error 3“10”: name=一月 / 总计, stated=10, value=11, "
            'reasons=row "一月": 1 apart; a digit is wrong'
        ),
        "  : should be 11",
        '  @ 2“总计” row "一月": 1 apart',
        (
            "  ? it may also be that 一月 / a is 11 and should be 10 "
            "and 二月 / a is 19 and should be 20"
        ),
        "  + 3“10” → 11",
        "  + 3“11” → 10, 4“19” → 20",
        ('R505 error 4“20”: name=二月 / 总计, stated=20, value=19, reasons=row "二月": 1 apart'),
        "  : should be 19",
        '  @ 2“总计” row "二月": 1 apart',
        "  + 4“20” → 19",
    ]


def test_fixes_say_what_they_do() -> None:
    assert titles(TABLE.replace("| 12 |", "| 19 |")) == [["replace it by 12"]]
    exchanged = TABLE.replace("| 12 |", "| 8 |").replace("二月 | 8", "二月 | 12")
    assert titles(exchanged) == [["change 一月 / 来信 to 12, 二月 / 来信 to 8"]]
    prose = "\n每月 {4.5 = 信访.合计.来信 ÷ 6} 件。\n"
    right = [["replace it by 13"], ["replace it by 3.3"]]
    assert titles(TABLE.replace("| 13", "| 31") + prose) == right
    # Beside others a fix names its figures, be it only one.
    lone = "@简表 信访\n     | 来信 | 来访 | 总计\n一月 | 12 | 3 | 16\n"
    names = {"总计": 15, "来信": 13, "来访": 4}
    assert titles(lone) == [[f"change 一月 / {name} to {by}" for name, by in names.items()]]
    assert titles(wide(3))[0][:2] == [
        "change 一月 / 总计 to 34, 二月 / 总计 to 65",
        "change 一月 / b to 10, 二月 / b to 23",
    ]
    first, second = titles(wide(1))
    assert first == [
        "change 一月 / 总计 to 11",
        "change 一月 / a to 10, 二月 / a to 20",
    ]
    assert second == ["replace it by 19"]


@pytest.mark.parametrize(
    ("checks", "row", "said"),
    [
        # One way alone need not say of what it speaks.
        ("一 = 3, 二 = 4", "3 | 4 | 8", ["replace it by 7"]),
        ("一 = 3, 二 ≥ 0", "3 | 4 | 8", ["change 丙 / 总计 to 7", "change 丙 / 二 to 5"]),
    ],
)
def test_fixes_of_a_lone_equation_say_what_they_do(checks: str, row: str, said: list[str]) -> None:
    first, second = (f"  {check}\n" for check in checks.split(", "))
    columns = "列\n  一\n  二\n  总计 = 合计\n行\n  丙\n"
    form = f"@格式 甲\n@表式 乙 <计数>\n{columns}校验\n{first}{second}"
    assert titles(f"格式: 甲.form\n\n@表 乙\n丙 | {row}\n", form) == [said]


def test_one_of_two_equally_likely_figures_is_named() -> None:
    form = (
        "@格式 甲\n@表式 乙 <计数>\n列\n  一\n  二\n行\n  丙\n校验\n  一 = 二\n  2 × 一 = 2 × 二\n"
    )
    text = "格式: 甲.form\n\n@表 乙\n丙 | 45 | 12\n"
    assert told(text, form)[0].startswith("R507")
    assert titles(text, form) == [["change 丙 / 一 to 12", "change 丙 / 二 to 45"]]


# ── one equation alone ───────────────────────────────────────────────────────────────────────────


def test_all_figures_of_a_lone_equation_are_named() -> None:
    assert on("一, 二, 总计 = 合计", "12 | 3 | 16")[5:] == [
        (
            "  ? only this one equation holds these figures, so which of them is wrong cannot be told: "
            "丙 / 总计, 丙 / 一, 丙 / 二"
        ),
        "  + 4“16” → 15",
        "  + 4“12” → 13",
        "  + 4“3” → 4",
    ]


@pytest.mark.parametrize(("parts", "named", "dots"), [(11, 12, False), (12, 12, True)])
def test_of_many_figures_some_are_named(parts: int, named: int, dots: bool) -> None:  # noqa: FBT001
    columns = ", ".join(f"列{at}" for at in range(parts))
    lines = on(f"{columns}, 总计 = 合计", " | ".join(["1"] * parts) + f" | {parts + 1}")
    (hint,) = (line for line in lines if line.startswith("  ?"))
    names = hint.rpartition("told: ")[2].split(", ")
    assert names[:2] == ["丙 / 总计", "丙 / 列0"]
    assert len(names) == named + dots
    assert (names[-1] == "…") is dots
    assert sum(line.startswith("  +") for line in lines) == 5


def test_a_clear_slip_needs_no_hint() -> None:
    lines = on("一, 二, 总计 = 合计", "12 | 3 | 0")
    assert not any(line.startswith("  ?") for line in lines)
    assert [line for line in lines if line.startswith("  +")] == ["  + 4“0” → 15"]
    # Ten thousand times too much, and either way.
    lines = on("一, 二; 一 = 二", "120000 | 12")
    assert any(line.startswith("  ?") for line in lines)


def test_a_figure_with_a_remark_is_left_to_the_author() -> None:
    lines = on("一, 二, 总计 = 合计", '12 "12（约）" | 3 | 16')
    assert [line for line in lines if line.startswith("  +")] == ["  + 4“16” → 15", "  + 4“3” → 4"]


def test_of_what_should_be_more_nobody_knows_by_how_much() -> None:
    assert on("一; 一 > 5", "3", kind="整数") == [
        "R512 error 4“3”: leaf=, rule=一 > 5, left=3, right=5, difference=2, wrong=",
        "  @ 甲.form:8“一 > 5” the form asks: 一 > 5",
    ]


def test_a_total_whose_parts_are_certain_keeps_its_line() -> None:
    lines = on("一, 二, 总计 = 合计; 一 = 3, 二 = 4", "3 | 4 | 8")
    assert lines[0].startswith("R501 error 4“8”")
    assert lines[-1] == "  + 4“8” → 7"
    assert not any(line.startswith("  ?") for line in lines)


def test_a_part_whose_total_is_certain_is_told_itself() -> None:
    lines = on("一, 二, 总计 = 合计; 总计 = 8, 二 = 4", "3 | 4 | 8")
    assert lines[0].startswith("R505 error 4“3”: name=丙 / 一, stated=3, value=4,")


# ── what keeps its line ──────────────────────────────────────────────────────────────────────────


def test_figures_of_the_prose_keep_their_lines() -> None:
    prose = "\n来信 {21 = 信访.一月.来信} 件，来访 {9 = 信访.合计.来访} 件。\n"
    assert told(TABLE.replace("| 13", "| 31") + prose)[5:] == [
        "R514 error 7“{21 = 信访.一月.来信}”: stated=21, name=一月 / 来信, value=12, apart=: 9 apart",
        "  @ 3“12” 一月 / 来信",
        "  + 7“21” → 12",
        "R514 error 7“{9 = 信访.合计.来访}”: stated=9, name=合计 / 来访, value=8, apart=: 1 apart",
        "  @ 5“8” 合计 / 来访",
        "  + 7“9” → 8",
    ]


def test_a_figure_of_the_prose_is_put_right_as_it_is_typed() -> None:
    prose = "\n每月 {4.5 = 信访.合计.来信 ÷ 6} 件、{4.7 = 信访.合计.来信 ÷ 3} 件。\n"
    lines = told(TABLE.replace("| 13", "| 31") + prose)
    assert [line[:4] for line in lines if line[0] == "R"] == ["R505", "R514", "R514"]
    assert [line for line in lines if line.startswith("  +")] == [
        "  + 4“31” → 13",
        "  + 7“4.5” → 3.3",
        "  + 7“4.7” → 6.7",
    ]


def test_checks_of_the_author_keep_their_lines() -> None:
    own = "@校验 乙.丙.一 = {}\n"
    # The figure is likelier wrong than the check, where nothing else holds it.
    lines = on("一", "4", more=own.format(3))
    assert lines == [
        (
            "R512 error 5“乙.丙.一 = 3”: leaf=, rule=乙.丙.一 = 3, left=4, right=3, difference=1, "
            "wrong=: one of them must be wrong"
        ),
        "  @ 4“4” 丙 / 一",
        "  + 4“4” → 3",
    ]
    # As likely as two figures it is.
    lines = on("一, 二; 一 = 二", "5 | 5", more=own.format(6))
    assert lines[0].startswith("R512 error 5“乙.丙.一 = 6”")
    assert not any(line.startswith(("  +", "  ?")) for line in lines)


def test_what_is_accepted_does_not_speak_for_anything() -> None:
    row = "@简表 信访\n     | 来信 | 来访 | 总计\n一月 | 12 | 3 | 16\n\n写{13 = 信访.一月.来信}。\n"
    assert told(row)[0].startswith("R505 error 3“12”: name=一月 / 来信, stated=12, value=13")
    lines = told('@忽略 R514 "另算"\n' + row)
    assert [line[:10] for line in lines if line[0] == "R"] == ["R501 error", "R514 note "]
    assert sum("只有" in line or "only this one" in line for line in lines) == 1


@pytest.mark.parametrize("first", ["", "四 = 一 + 二 + 三, "])
def test_a_total_stays_blank_over_zeros_alone(first: str) -> None:
    row = ("7 | " if first else "") + '5 | 5 | -3 | ""'
    lines = on(f"{first}三, 一, 二, 总计 = 一 + 二; 三 = 一", row, kind="整数")
    # The parts could come to zero, and would not be zero.
    assert lines[0].startswith('R504 error 4“""”: name=丙 / 总计, equation=5 - 3 = 2')
    assert lines[-1] == '  + 4“""” → 2'
    assert not any(line.startswith("  ?") for line in lines)


def test_parts_of_a_report_are_told_apart() -> None:
    lines = on("一, 二, 三, 四, 五; 一 = 二 + 三, 四 = 五", "5 | 2 | 2 | 9 | 8")
    hints = [line.rpartition("told: ")[2] for line in lines if line.startswith("  ?")]
    assert hints == ["丙 / 一, 丙 / 二, 丙 / 三", "丙 / 四, 丙 / 五"]


def test_what_contradicts_itself_is_told_at_its_first_finding() -> None:
    lines = on("一, 二, 三; 一 = 二 + 9, 一 = 二, 三 = 7", "1 | 2 | 3")
    assert lines == [
        'R508 error 4“1”: rules="一 = 二 + 9"/"一 = 二"',
        '  @ 甲.form:10“一 = 二 + 9” "一 = 二 + 9"',
        '  @ 甲.form:11“一 = 二” "一 = 二"',
        'R505 error 4“3”: name=丙 / 三, stated=3, value=7, reasons="三 = 7": 4 apart; a digit is wrong',
        "  : should be 7",
        '  @ 甲.form:12“三 = 7” "三 = 7": 4 apart',
        "  + 4“3” → 7",
    ]
    # What fails besides, of the same figures, keeps its line.
    lines = on("一, 二, 三; 三 = 一 + 1, 一 = 二 + 9, 一 = 二", "1 | 2 | 3")
    heads = [line.split(":")[0] for line in lines if line[0] == "R"]
    assert heads == ["R508 error 4“1”", "R512 error 4“3”"]


def test_of_many_rules_that_contradict_one_another_twelve_are_named() -> None:
    place = Span("a.report", 0, 1)

    def rule(number: int) -> Relation:
        name = message(Phrase(f"式{number}", f"rule {number}"))
        return Relation({0: 1}, 0, 0, 0, number, lambda: name, Span("甲.form", number, number + 1))

    few, many = (explain.contradiction(place, map(rule, range(count))) for count in (12, 13))
    assert "式11" in few.message("zh")
    assert "…" not in few.message("zh")
    assert "式11" in many.message("zh")
    assert "式12" not in many.message("zh")
    assert many.message("zh").count("…") == 1
    assert len(many.labels) == 13


# ── blanks, formulas, signs ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("blank", ["", '""', "-"])
def test_a_cell_that_was_forgotten_is_the_one(blank: str) -> None:
    heads = [line for line in told(TABLE.replace("| 12 |", f"| {blank} |")) if line[0] == "R"]
    stated = "-" if blank == "-" else "(blank)"
    assert [head.partition(": ")[2] for head in heads] == [
        (
            f"name=一月 / 来信, stated={stated}, value=12, "
            'reasons=row "一月", column "来信": each 12 apart; it is not filled in'
        )
    ]


def test_a_total_that_was_forgotten_is_the_one() -> None:
    lines = told(TABLE.replace("|     15", "|").replace("| 15", "|"))
    (head,) = (line for line in lines if line[0] == "R")
    assert "name=一月 / 总计, stated=(blank), value=15" in head
    assert head.endswith("the total is not filled in")


def test_a_formula_may_be_the_wrong_one() -> None:
    lines = told(TABLE.replace("| 13\n", "| =一月.总计\n"))
    assert [line.split(":")[0] for line in lines if line[0] == "R"] == ["R501 error 5“28”"]
    assert "  @ 4“=一月.总计” this formula may be the wrong one" in lines
    assert not any(line.startswith("  +") for line in lines)


def test_a_negative_figure_among_others_is_unheard_of() -> None:
    table = "@简表 甲\n项 | 数\n甲 | 5\n乙 | 3\n合计 | 2\n"
    assert [line for line in told(table) if line.startswith("  +")] == [
        "  + 5“2” → 8",
        "  + 3“5” → -1",
        "  + 4“3” → -3",
    ]
    # Where there is one, another may have lost its sign.
    table = "@简表 甲\n项 | 数\n甲 | -5\n乙 | 3\n合计 | -8\n"
    assert next(line for line in told(table) if line.startswith("  +")) == "  + 4“3” → -3"


def test_each_fault_has_its_own_choice() -> None:
    table = (
        "@简表 结存\n | 期初 | 收 | 支 | 期末\n一月 | 10 | 20 | 5 | 25\n二月 | 25 | 31 | 8 | 46\n"
        "三月 | 46 | 12 | 9 | 49\n四月 | 49 | 12 | 4 | 55\n\n@校验 期末 = 期初 + 收 - 支\n"
        "@校验 二月.期初 = 一月.期末\n@校验 三月.期初 = 二月.期末\n@校验 四月.期初 = 三月.期末\n"
    )
    assert titles(table) == [
        ["change 二月 / 收 to 29", "change 二月 / 支 to 10"],
        ["change 四月 / 期末 to 57", "change 四月 / 收 to 10", "change 四月 / 支 to 6"],
    ]


def test_prose_that_may_be_wrong_is_set_beside_the_cells() -> None:
    table = "@简表 甲\n项 | 数\n甲 | 5\n乙 | 3\n合计 | 9\n\n{5 = 乙.数}件。\n"
    lines = told(table)
    assert [line.split(" ")[0] for line in lines if line[0] == "R"] == ["R507"]


def test_what_changes_along_with_another_says_why() -> None:
    lines = on("一, 二, 三; 一 × 3 = 二, 一 + 二 = 三", "3 | 10 | 13")
    assert [line.partition("reasons=")[2] for line in lines if line[0] == "R"] == [
        '"一 × 3 = 二": 1 apart',
        'changed along, so that "一 + 二 = 三" still holds; a digit is wrong',
    ]


def test_a_rule_that_is_no_sum_does_not_tell_which_figure_is_wrong() -> None:
    lines = on("一, 二, 三 = 二 ÷ 一 <百分比 1>", "50 | 54 | 90%")
    assert lines[0].startswith("R502")
    assert (
        "  ? only this one equation holds these figures, so which of them is wrong cannot be told: "
        "丙 / 三, 丙 / 二, 丙 / 一"
    ) in lines
