"""What stands around a report is kept as comments, and counted."""

import pytest

from reportdsl.importing.run import Outcome
from tests.importing.trials import imported

TITLE = "某局2023年政府信息公开工作年度报告"
TABLE = "<table><tr><td>渠道<td>条数<tr><td>网站<td>12<tr><td>电话<td>3</table>"
SIGNED = "<p>某局</p><p>2024年1月20日</p>"


def page(*, before: str = "", below: str = "", after: str = "") -> str:
    body = "<p>一、总体情况</p><p>好。</p>"
    return f"{before}<h1>{TITLE}</h1>{below}{body}{SIGNED}{after}"


def brought_in(text: str) -> Outcome:
    outcome = imported(text.encode(), "in.html")
    assert outcome is not None
    return outcome


def counts(outcome: Outcome, code: str) -> list[object]:
    return [dict(d.args)["count"] for d in outcome.diagnostics if d.rule.code == code]


def test_lines_of_the_page_are_counted_once_and_for_all():
    outcome = brought_in(
        page(
            before="<table><tr><td>政务公开<tr><td>年报</table>",
            below="<p>来源：某局　浏览次数：12</p>",
            after="<p>打印本页</p><p>版权所有：某局</p>",
        )
    )
    assert counts(outcome, "R995") == [5]
    assert outcome.page_lines == 5
    assert counts(outcome, "R996") == []


@pytest.mark.parametrize(
    ("around", "lines"),
    [
        ({"after": "<p>附：全年共接待28人次。</p><p>打印本页</p>"}, 1),
        ({"after": f"<p>附表</p>{TABLE}"}, 4),
        ({"before": TABLE}, 3),
        ({"before": f"<p>{'现将情况报告如下，请予监督。' * 8}</p>"}, 1),
    ],
)
def test_what_may_be_part_of_the_report_is_not_taken_in_silence(around, lines):
    outcome = brought_in(page(**around))
    assert counts(outcome, "R996") == [lines]
    assert outcome.refused


def test_nothing_around_a_report_is_nothing_to_tell():
    outcome = brought_in(page())
    assert counts(outcome, "R995") == counts(outcome, "R996") == []
    assert not outcome.page_lines
