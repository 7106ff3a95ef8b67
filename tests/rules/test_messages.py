"""A message is whole in its language, and one cause draws one."""

import pytest

from reportdsl import compile_text
from reportdsl.dev.examples import wrong_examples
from reportdsl.diagnostics.diagnostic import Diagnostic, Language
from reportdsl.diagnostics.registry import all_rules
from tests.rules.chinese import CHINESE_NAMES, HAN


def told(finding: Diagnostic, language: Language) -> str:
    """Return all the words of a finding."""
    remarks = [label.message for label in finding.labels] + [finding.label]
    messages = [*finding.help, *(fix.title for fix in finding.fixes), *filter(None, remarks)]
    texts = (finding.message(language), *(message.text(language) for message in messages))
    return "\n".join(texts)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_what_is_said_of_an_english_source_is_english(rule):
    for shown in wrong_examples(rule, "en"):
        for finding in shown.of(rule):
            for line in told(finding, "en").splitlines():
                assert not HAN.search(line) or CHINESE_NAMES.get(rule.code, "no such") in line


def test_a_faulty_row_of_a_form_is_told_once():
    form = "@格式 甲\n@表式 乙\n列\n  数\n行\n  一月\n  二月 =\n校验\n  一月 <= 二月\n"
    found = compile_text(form, name="甲.form").diagnostics
    assert [finding.rule.code for finding in found] == ["R214"]


@pytest.mark.parametrize("line", ["@忽略 R801 至 2025", "@allow R801 until 2025"])
def test_names_are_not_spoken_of_where_none_are_written(line):
    (found,) = compile_text(f"{line}\n\n# 一、情况\n").diagnostics
    assert found.rule.code == "R203"
    assert "新收.总计" not in told(found, "zh")


def test_a_cut_line_shows_that_it_is_cut():
    (found,) = compile_text("@label Letters: Letters from citizens\n\nText.\n").diagnostics
    assert found.rule.code == "R202"
    shown = found.message("en").partition(": ")[2]
    assert shown == "@label Letters: Letters from citizens" or shown.endswith("…")


def checked(*lines: str) -> list[Diagnostic]:
    table = "@简表 收支\n项目 | 数\n收入 | 3\n支出 | 5\n"
    return list(compile_text(table + "\n".join(lines) + "\n").diagnostics)


def unlocated(*lines: str) -> list[Diagnostic]:
    """Return what is found where it is not asked which figures are wrong."""
    table = "@简表 收支\n项目 | 数\n收入 | 3\n支出 | 5\n"
    return list(compile_text(table + "\n".join(lines) + "\n", locate=False).diagnostics)


def test_only_figures_that_must_be_equal_are_said_to_be_wrong():
    equal, less = checked("@校验 收入 * 2 = 收入 * 支出", "@校验 收入 > 支出")
    assert told(equal, "zh").splitlines()[1:2] == ["核对式子里的各个数，总有一个填错了"]
    assert told(less, "zh").splitlines()[1:2] == ["核对式子里的各个数"]
    assert "must be wrong" in told(equal, "en")
    assert "must be wrong" not in told(less, "en")


def test_nothing_is_advised_about_what_is_accepted():
    (found,) = checked('@忽略 R512 "因故"', "@校验 收入 = 支出")
    assert found.waived is not None
    assert found.help == ()


def test_quotation_marks_are_not_doubled():
    whole, ends, within = unlocated(
        '@校验 收入 = 支出 "“三公”经费‘持平’"',
        '@校验 收入 = 支出 "不超“三公”"',
        '@校验 收入 = 支出 "以“三公”计"',
    )
    assert whole.message("zh").startswith("“‘三公’经费“持平””不成立")
    assert ends.message("zh").startswith("“不超‘三公’”不成立")
    assert within.message("zh").startswith("“以“三公”计”不成立")
    (quoted,) = checked('@校验 "收入".数 = 支出')
    assert quoted.message("en").startswith("\"'收入'.数 = 支出\" does not hold")


def test_an_english_encoding_note_has_english_brackets():
    (found,) = compile_text("标题: 甲\n\n一件。\n".encode("gb18030")).diagnostics
    assert "GB18030（GBK），" in found.message("zh")
    assert "GB18030 (GBK)" in found.message("en")


def test_a_long_line_is_cut_between_words():
    (found,) = compile_text("@label Letters: Letters from citizens and others\n").diagnostics
    shown = found.message("en").partition(": ")[2]
    assert shown == "@label Letters: Letters from citizens…"
