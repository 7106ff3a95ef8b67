"""A waiver gives its reason, and one in a form ends with its year too."""

import pytest

from reportdsl import MemoryWorld, compile_text

FORM = """@格式 甲
@章 一、情况
@忽略 R420 "本县不分章" 至 2023
"""


@pytest.mark.parametrize(("year", "codes"), [("2023", []), ("2024", ["R420"]), ("", [])])
def test_a_form_switches_a_rule_off_until_a_year(year: str, codes: list[str]) -> None:
    text = "\n".join(["格式: 甲.form", *([f"年度: {year}"] if year else []), "", "正文"])
    found = compile_text(text, world=MemoryWorld({"甲.form": FORM})).diagnostics
    assert [d.rule.code for d in found] == codes


@pytest.mark.parametrize("reason", ['""', '"  "', "“　”"])
def test_a_waiver_has_a_reason(reason: str) -> None:
    text = f"@忽略 R501 {reason}\n\n@简表 t\n | 数\n甲 | 1\n合计 | 2\n"
    found = compile_text(text).diagnostics
    assert [d.rule.code for d in found] == ["R203", "R501"]
    assert "理由" in found[0].message("zh")
    assert not found[1].waived


def test_a_forgotten_blank_before_a_tables_name_is_the_one_thing_told() -> None:
    form = "@格式 甲\n@章 一、情况 <表 收支>\n@表式 收支\n列\n  数\n"
    text = "格式: 甲.form\n\n# 一、情况\n@表收支\n* | 1\n"
    found = compile_text(text, world=MemoryWorld({"甲.form": form})).diagnostics
    assert [d.rule.code for d in found] == ["R201"]
