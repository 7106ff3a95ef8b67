"""What is said of figures that are wrong, and the fixes that go with it."""

import random

import pytest

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.mending import applied

TABLE = """@简表 信访
     | 来信 | 来访 | 总计
一月 | 12 | 3 | 15
二月 | 8 | 5 | 13
合计 | 20 | 8 | 28
"""


def found(text: str) -> list[Diagnostic]:
    return list(reportdsl.compile_text(text).diagnostics)


def mended(text: str) -> str:
    """Return a source with the first fix of each finding applied."""
    edits = {edit: None for d in found(text) if d.fixes for edit in d.fixes[0].edits}
    return applied(text.encode(), edits).decode()


@pytest.mark.parametrize("cell", ["12", "3", "15", "8", "5", "13", "20", "28"])
@pytest.mark.parametrize("by", [1, 7, 90])
def test_one_wrong_figure_is_found_wherever_it_stands(cell: str, by: int) -> None:
    wrong = TABLE.replace(f" {cell} ", f" {int(cell) + by} ", 1)
    if wrong == TABLE:
        wrong = TABLE.replace(f" {cell}\n", f" {int(cell) + by}\n", 1)
    (one,) = found(wrong)
    assert one.rule.code == "R505"
    assert dict(one.args)["value"] == cell
    assert mended(wrong) == TABLE


def test_two_wrong_figures_are_two_findings() -> None:
    wrong = TABLE.replace("| 12 |", "| 17 |").replace("| 13", "| 31")
    assert [d.rule.code for d in found(wrong)] == ["R505", "R505"]
    assert mended(wrong) == TABLE


def test_exchanged_figures_are_one_finding() -> None:
    wrong = TABLE.replace("| 12 |", "| 8 |").replace("二月 | 8", "二月 | 12")
    (one,) = found(wrong)
    assert one.rule.code == "R506"
    assert mended(wrong) == TABLE


def test_an_equation_alone_names_all_its_figures() -> None:
    (one,) = found("@简表 信访\n     | 来信 | 来访 | 总计\n一月 | 12 | 3 | 16\n")
    assert one.rule.code == "R501"
    (hint,) = one.hints
    for name in ("一月 / 来信", "一月 / 来访", "一月 / 总计"):
        assert name in hint.text("zh")
    assert [fix.edits[0].text for fix in one.fixes] == ["15", "13", "4"]


def test_a_total_left_at_zero_is_filled_in() -> None:
    (one,) = found("@简表 信访\n     | 来信 | 来访 | 总计\n一月 | 12 | 3 | 0\n")
    assert one.rule.code == "R501"
    assert one.hints == ()
    assert one.fixes[0].edits[0].text == "15"


def test_ties_are_called_ties() -> None:
    wrong = TABLE.replace("| 12 |", "| 13 |").replace("二月 | 8", "二月 | 7")
    (one,) = found(wrong)
    assert one.rule.code == "R507"
    assert len(one.fixes) == 3


def test_a_prose_figure_keeps_its_line() -> None:
    (one,) = found(TABLE + "\n收到来信 {21 = 信访.一月.来信} 件。\n")
    assert one.rule.code == "R514"
    assert one.fixes[0].edits[0].text == "12"


def test_a_prose_figure_speaks_for_the_table() -> None:
    wrong = TABLE.replace("| 12 |", "| 21 |") + "\n收到来信 {12 = 信访.一月.来信} 件。\n"
    (one,) = found(wrong)
    assert one.rule.code == "R505"
    assert "正文里的“12”" in one.message("zh")


def test_a_check_of_the_author_keeps_its_line() -> None:
    (one,) = found(TABLE + "\n@校验 信访.合计.总计 = 30\n")
    assert one.rule.code == "R512"


def test_what_is_accepted_is_not_asked() -> None:
    text = '@忽略 R501 "沿用"\n' + TABLE.replace("| 28", "| 30")
    assert [d.waived is not None for d in found(text)] == [True]
    accepted = '@忽略 R505 "沿用"\n' + TABLE.replace("| 28", "| 30")
    assert [d.waived is not None for d in found(accepted)] == [True]


def test_equations_can_be_asked_for() -> None:
    wrong = TABLE.replace("| 12 |", "| 21 |")
    plain = reportdsl.compile_text(wrong, locate=False).diagnostics
    assert [d.rule.code for d in plain] == ["R501", "R501"]


def test_a_figure_with_a_remark_has_no_fix() -> None:
    wrong = TABLE.replace("| 12 |", '| 21 "21（含重复）" |')
    (one,) = found(wrong)
    assert one.rule.code == "R505"
    assert one.fixes == ()


def test_contradictory_rules_are_named() -> None:
    form = "@格式 甲\n@表式 乙 <计数>\n列\n  一\n  二\n行\n  丙\n校验\n  一 = 二 + 9\n  一 = 二\n"
    world = reportdsl.MemoryWorld({"甲.form": form})
    made = reportdsl.compile_text("格式: 甲.form\n\n@表 乙\n丙 | 1 | 2\n", world=world)
    assert "R508" in [d.rule.code for d in made.diagnostics]


def test_a_large_table_has_an_end() -> None:
    rng = random.Random(1)
    cells = [[rng.randrange(900) for _ in range(9)] for _ in range(500)]
    for line in cells:
        line.append(sum(line))
    cells.append([sum(column) for column in zip(*cells, strict=True)])
    for _ in range(30):
        cells[rng.randrange(500)][rng.randrange(9)] += rng.randrange(1, 99)
    head = "     | " + " | ".join(f"列{n}" for n in range(9)) + " | 总计\n"
    rows = "".join(f"行{n} | {' | '.join(map(str, line))}\n" for n, line in enumerate(cells[:-1]))
    total = "合计 | " + " | ".join(map(str, cells[-1])) + "\n"
    diagnostics = found("@简表 大表\n" + head + rows + total)
    assert {d.rule.code for d in diagnostics} <= {"R501", "R505", "R507"}
    assert diagnostics


def test_many_equally_likely_ways_are_counted() -> None:
    def wide(columns: int) -> str:
        # The first column is off by one in two rows, so that it holds itself.
        rows = [[9, *[10 + n for n in range(columns)]], [21, *[20 + n for n in range(columns)]]]
        totals = [sum(row) + by for row, by in zip(rows, (1, -1), strict=True)]
        lines = [
            f"行{total} | {' | '.join(map(str, row))} | {total}"
            for row, total in zip(rows, totals, strict=True)
        ]
        last = [sum(column) for column in zip(*rows, strict=True)]
        lines.append(f"合计 | {' | '.join(map(str, last))} | {sum(totals)}")
        head = " | ".join(f"列{n}" for n in range(columns + 1))
        return f"@简表 甲\n | {head} | 总计\n" + "\n".join(lines) + "\n"

    (five,) = found(wide(5))
    assert (five.rule.code, len(five.fixes)) == ("R507", 5)
    six = found(wide(6))
    assert [d.rule.code for d in six] == ["R501", "R501"]
    for one in six:
        (hint,) = one.hints
        assert "同样说得通" in hint.text("zh")


# ── a form whose rules touch one another ─────────────────────────────────────────────────────────

CROSSED = """@格式 甲
@表式 乙 <计数>
列
  一
  二
行
  丙
  丁
校验
  丙.一 + 丙.二 = 丁.一 + 丁.二
  丙.一 = 丁.一
"""
SUMS = "@格式 甲\n@表式 乙 <计数>\n列\n  一\n  二\n  总计 = 合计\n行\n  丙\n  丁\n  总计 = 合计\n"


def on(form: str, *rows: str) -> list[tuple[str, list[list[str]], str]]:
    """Return the codes, fixes and hints of what is said of a report on a form; notes aside."""
    world = reportdsl.MemoryWorld({"甲.form": form})
    text = "格式: 甲.form\n\n@表 乙\n" + "\n".join(rows) + "\n"
    return [
        (
            d.rule.code,
            [[edit.text for edit in fix.edits] for fix in d.fixes],
            " ".join(hint.text("zh") for hint in d.hints),
        )
        for d in reportdsl.compile_text(text, world=world).diagnostics
        if d.rule.code != "R418"
    ]


def test_figures_of_one_equation_alone_cannot_be_told_apart() -> None:
    ((code, fixes, hint),) = on(CROSSED, "丙 | 3 | 4", "丁 | 3 | 5")
    assert (code, fixes) == ("R512", [["5"], ["4"]])
    assert "只有这一个等式" in hint


def test_figures_of_two_equations_tie() -> None:
    ((code, fixes, _),) = on(CROSSED, "丙 | 3 | 4", "丁 | 5 | 4")
    assert (code, fixes) == ("R507", [["5"], ["3"]])


def test_where_two_must_change_no_equation_is_said_to_be_alone() -> None:
    ((code, fixes, hint),) = on(CROSSED, "丙 | 3 | 4", "丁 | 5 | 2")
    assert code == "R507"
    assert fixes == [["5", "2"], ["5", "4"], ["2", "3"], ["3", "4"]]
    assert "只有这一个等式" not in hint


def test_what_nothing_was_said_of_stays_unsaid() -> None:
    form = SUMS.replace("  总计 = 合计\n行", "  差 = 一 - 二\n行").replace("  总计 = 合计\n", "")
    form += "校验\n  丁.一 = 丁.二\n"
    codes = [(code, fixes) for code, fixes, _ in on(form, "丙 | 3 | 5 | ", "丁 | 4 | 3 | ")]
    # A difference that is less than nought is told of, and is no equation that fails.
    assert codes == [("R612", []), ("R512", [["3"], ["4"]])]


@pytest.mark.parametrize(("wrong", "located"), [(13, True), (48, True), (49, False)])
def test_so_many_wrong_figures_are_not_located(wrong: int, located: bool) -> None:  # noqa: FBT001
    names = [f"列{n}" for n in range(wrong)]
    columns = "".join(f"  {name}\n" for name in names)
    checks = "".join(f"  {name} = 2\n" for name in names)
    form = f"@格式 甲\n@表式 乙 <计数>\n列\n{columns}  总计 = 合计\n行\n  丙\n校验\n{checks}"
    told = on(form, f"丙 | {'1 | ' * wrong}{2 * wrong}")
    if located:
        assert [(code, fixes) for code, fixes, _ in told] == [("R505", [["2"]])] * wrong
    else:
        assert {code for code, *_ in told} == {"R501", "R512"}
        assert all("可能的情形太多" in hint for *_, hint in told)


def test_a_blank_total_over_zeros_stays_blank() -> None:
    assert on(SUMS, '丙 | 0 | 0 | ""', "丁 | 3 | 4 | 7", "总计 | 3 | 4 | 7") == []
    found = on(SUMS, '丙 | 0 | 5 | ""', "丁 | 3 | 4 | 7", "总计 | 3 | 4 | 7")
    assert [(code, fixes) for code, fixes, _ in found] == [("R505", [["0"]])]


def test_a_blank_total_is_filled_in() -> None:
    found = on(SUMS, '丙 | 1 | 5 | ""', "丁 | 3 | 4 | 7", "总计 | 4 | 9 | 13")
    assert [(code, fixes) for code, fixes, _ in found] == [("R505", [["6"]])]
    found = on(SUMS, "丙 | 1 | 5 | 6", "丁 | 3 | 4 | 7", '总计 | 4 | 9 | ""')
    assert [(code, fixes) for code, fixes, _ in found] == [("R505", [["13"]])]


def test_what_cannot_be_told_keeps_its_lines() -> None:
    rng = random.Random(7)
    rows = [[rng.randrange(3) for _ in range(6)] for _ in range(6)]
    lines = [f"行{n} | {' | '.join(map(str, row))} | {sum(row) + 1}" for n, row in enumerate(rows)]
    total = [sum(column) + 5 for column in zip(*rows, strict=True)]
    head = "     | " + " | ".join(f"列{n}" for n in range(6)) + " | 总计"
    text = "\n".join(["@简表 甲", head, *lines, f"合计 | {' | '.join(map(str, total))} | 3", ""])
    told = found(text)
    assert {d.rule.code for d in told} == {"R501"}
    hints = [hint.text("zh") for d in told for hint in d.hints]
    assert hints
    assert all("可能的情形太多" in hint or "同样说得通" in hint for hint in hints)


def test_a_wrong_figure_of_the_prose_is_no_witness_against_a_wrong_cell() -> None:
    text = (
        "@简表 信访\n     | 来信 | 来访 | 总计\n一月 | 21 | 3 | 15\n二月 | 8 | 5 | 13\n"
        "合计 | 20 | 8 | 28\n\n一月来信{13 = 一月.来信}件。\n"
    )
    found = reportdsl.compile_text(text).diagnostics
    assert [d.rule.code for d in found] == ["R505", "R514"]
    assert "13" not in found[0].message("zh")
    edits = [edit for d in found for edit in d.fixes[0].edits]
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert "一月 | 12 |" in text
    assert "{12 = 一月.来信}" in text
    assert not reportdsl.compile_text(text).diagnostics


def test_percentages_are_off_by_percentages() -> None:
    form = SUMS.replace("<计数>", "<百分比 1>")
    world = reportdsl.MemoryWorld({"甲.form": form})
    rows = "丙 | 21 | 3 | 15\n丁 | 8 | 5 | 13\n总计 | 20 | 8 | 28"
    (found,) = reportdsl.compile_text(f"格式: 甲.form\n\n@表 乙\n{rows}\n", world=world).diagnostics
    assert "都差 9%" in found.message("zh")
    assert [edit.text for edit in found.fixes[0].edits] == ["12"]
