"""What reviewers look at beside sums: accepted in a report, switched off by a form of one's own."""

import json

import pytest

import reportdsl
from reportdsl.diagnostics.render.sarif import render_sarif

FORM = """@格式 甲 "信访报告"
@章 一、情况
@章 二、表 <表 子>
@章 三、其他
@校验 警告 日期 ≤ 日期(年度 + 1, 1, 31) "应在次年1月31日前公布"
@表式 子 <计数, 单位 件>
列
  数
行
  来信
  来访
正文
  "收到来信{数}件" = 来信.数
"""
REPORT = """标题: 乙镇2023年信访报告
机关: 甲镇人民政府
年度: 2024
日期: 2025-02-03
上年: 去年.report
格式: 甲.form
{}
# 一、情况

2024年来信主要反映修路和供水，下一步将逐件答复。

# 二、表

全年收到来信 21 件，同比增长 30%。

@表 子
来信 | 12
来访 | ""

# 三、其他
"""
LAST = """标题: 甲镇2023年信访报告
机关: 甲镇人民政府
年度: 2023
格式: 甲.form

# 一、情况

2023年来信主要反映修路和供水，下一步将逐件答复。

# 二、表

@表 子
来信 | 10
来访 | 2

# 三、其他

无。
"""
RULES = ("R418", "R426", "R427", "R428", "R429", "R513", "R801", "R802")


def compiled(report: str, form: str = FORM) -> reportdsl.Compilation:
    world = reportdsl.MemoryWorld({"甲.form": form, "去年.report": LAST})
    return reportdsl.compile_text(report, name="今年.report", world=world)


def codes(made: reportdsl.Compilation) -> list[str]:
    return sorted(d.rule.code for d in made.diagnostics)


def test_the_report_draws_each_of_them() -> None:
    assert codes(compiled(REPORT.format(""))) == list(RULES)


@pytest.mark.parametrize("year", ["二〇二三", "二零二三", "二○二三"])
def test_a_year_in_chinese_numerals_is_a_year(year: str) -> None:
    made = compiled(REPORT.format("").replace("2023年信访", f"{year}年信访"))
    (told,) = [d for d in made.diagnostics if d.rule.code == "R428"]
    assert dict(told.args) == {"year": "2024", "other": "2023"}
    right = REPORT.format("").replace("乙镇2023年信访", f"甲镇{year[:3]}四年信访")
    assert {"R428", "R429"}.isdisjoint(codes(compiled(right)))


@pytest.mark.parametrize("code", RULES)
def test_each_is_accepted_with_a_reason(code: str) -> None:
    made = compiled(REPORT.format(f'\n@忽略 {code} "已经说明"\n'))
    assert codes(made) == list(RULES)
    accepted = [d for d in made.diagnostics if d.waived is not None]
    assert [d.rule.code for d in accepted] == [code]
    log = json.loads(render_sarif(made.diagnostics, made.sources, "zh", "1.0"))
    suppressed = {
        result["ruleId"]: result["suppressions"]
        for result in log["runs"][0]["results"]
        if "suppressions" in result
    }
    assert suppressed == {code: [{"kind": "inSource", "justification": "已经说明"}]}


@pytest.mark.parametrize("code", RULES)
def test_a_waiver_of_what_is_not_there_is_told(code: str) -> None:
    made = compiled(f'@忽略 {code} "已经说明"\n\n正文。\n')
    assert codes(made) == ["R851"]


@pytest.mark.parametrize("code", RULES)
def test_a_form_of_ones_own_switches_each_off(code: str) -> None:
    own = f'@格式 乙 基于 甲\n@忽略 {code} "本县不看"\n\n'
    assert codes(compiled(REPORT.format(""), own + FORM)) == [c for c in RULES if c != code]


def test_a_form_switches_off_what_its_base_does() -> None:
    own = '@格式 丙 基于 乙\n@忽略 R427 "丙"\n\n@格式 乙 基于 甲\n@忽略 R428 "乙"\n\n'
    left = [c for c in RULES if c not in {"R427", "R428"}]
    assert codes(compiled(REPORT.format(""), own + FORM)) == left


def test_a_form_of_ones_own_adds_to_them() -> None:
    own = '@格式 乙 基于 甲\n@校验 警告 机关 ≠ "甲镇人民政府" "名称已改" 依据 "通知"\n\n'
    made = compiled(REPORT.format(""), own + FORM)
    assert codes(made) == sorted([*RULES, "R513"])
    assert any("名称已改" in d.message("zh") for d in made.diagnostics)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("@忽略 R427", "R203"),
        ('@忽略 R999 "甲"', "R312"),
        ('@忽略 R202 "甲"', "R853"),
        ('@忽略 R803 "甲"', "R853"),
    ],
)
def test_what_a_form_cannot_switch_off_is_told(line: str, code: str) -> None:
    own = f"@格式 乙 基于 甲\n{line}\n\n"
    made = compiled(REPORT.format(""), own + FORM)
    # Last year's report is on the same form, and said to be faulty.
    assert codes(made) == sorted([*RULES, code, "R909"])
