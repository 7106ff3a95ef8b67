"""A finding's fix mends it: applied, the report compiles without that finding."""

import pytest

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic, Edit
from reportdsl.world import MemoryWorld

PASTED = '@简表 收支\n\t数\n收入\t3\n\t支出\t "无"\n'
TABLE = "@简表 收支\n项目 | 数\n收入 | {}\n支出 | 2\n合计 | {}\n\n{}\n"


def mended(source: str) -> tuple[list[str], str, list[str]]:
    """Return the errors of a source, the source with all first fixes, and the errors then."""
    before = reportdsl.compile_text(source)
    after = source
    for found in sorted(before.errors, key=lambda d: d.span, reverse=True):
        for edit in sorted(_first(found), key=lambda e: e.span, reverse=True):
            after = after[: edit.span.start] + edit.text + after[edit.span.end :]
    then = reportdsl.compile_text(after)
    return [d.rule.code for d in before.errors], after, [d.rule.code for d in then.errors]


def _first(found: Diagnostic) -> tuple[Edit, ...]:
    return found.fixes[0].edits


@pytest.mark.parametrize(
    ("source", "codes", "text"),
    [
        (TABLE.format("3", "6", "无。"), ["R501"], "合计 | 5"),
        (TABLE.format("3", "5", "共{6 = 收支.合计.数}元。"), ["R514"], "{5 = 收支"),
        (TABLE.format("3", "5", "占{50.0% = 收支.支出.数 / 收支.合计.数}。"), ["R514"], "{40% = "),
        (TABLE.format("1O", "12", "无。"), ["R406"], "收入 | 10"),
        (TABLE.format("O", "2", "无。"), ["R406"], "收入 | 0"),
        (TABLE.format("十二", "14", "无。"), ["R406"], "收入 | 12"),
        (TABLE.format("12万元", "14", "无。"), ["R406"], '收入 | 12 "12万元"'),
        (PASTED, ["R210"], ' | 数\n收入 | 3\n\t支出 |  "无"'),
    ],
)
def test_the_first_fix_mends(source: str, codes: list[str], text: str) -> None:
    before, after, then = mended(source)
    assert before == codes
    assert text in after
    assert then == []


AVERAGE = "@格式 甲\n@表式 乙\n列\n  个人\n  单位\n  均 = 个人 / 单位 <{}>\n行\n  收\n"


@pytest.mark.parametrize(
    ("attributes", "row", "shown"),
    [
        ("金额 2", "1 | 2 | 0.75", "0.50"),
        ("金额 2", "1 | 3 | 0.75", "0.33"),
        ("百分比 1", "1 | 2 | 75.0%", "50.0%"),
        ("小数", "1 | 2 | 0.75", "0.5"),
        ("整数", "2 | 1 | 3", "2"),
        ("金额 2, 精确", "1 | 2 | 0.75", "0.50"),
        ("金额 2, 精确", "1 | 8 | 0.75", "0.125"),
    ],
)
def test_a_figure_is_put_right_with_the_decimals_of_its_column(
    attributes: str, row: str, shown: str
) -> None:
    source = f"格式: 甲.form\n\n@表 乙\n收 | {row}\n"
    files = {"甲.form": AVERAGE.format(attributes), "a.report": source}
    (found,) = reportdsl.compile_text(source, name="a.report", world=MemoryWorld(files)).errors
    assert found.rule.code == "R502"
    assert found.label is not None
    assert found.label.text("en") == f"should be {shown}"
    assert [edit.text for edit in _first(found)] == [shown]
