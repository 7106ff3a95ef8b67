"""A message is whole in its language, and one cause draws one."""

import pytest

from reportdsl import compile_text
from reportdsl.dev.examples import wrong_examples
from reportdsl.diagnostics.diagnostic import Diagnostic, Language
from reportdsl.diagnostics.registry import all_rules
from tests.rules.chinese import CHINESE_NAMES, HAN

PASSES_CHINESE_WORDS = {
    "R424": "the field's name is passed as the form writes it or in Chinese",
    "R706": "the attribute is passed by its Chinese word",
    "R713": "the directive is passed by its Chinese word",
}


def told(finding: Diagnostic, language: Language) -> str:
    """Return all the words of a finding."""
    remarks = [label.message for label in finding.labels] + [finding.label]
    messages = [*finding.help, *(fix.title for fix in finding.fixes), *filter(None, remarks)]
    texts = (finding.message(language), *(message.text(language) for message in messages))
    return "\n".join(texts)


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(
            rule,
            id=rule.code,
            marks=pytest.mark.xfail(
                rule.code in PASSES_CHINESE_WORDS,
                strict=True,
                reason=PASSES_CHINESE_WORDS.get(rule.code, ""),
            ),
        )
        for rule in all_rules()
    ],
)
def test_what_is_said_of_an_english_source_is_english(rule):
    for shown in wrong_examples(rule, "en"):
        for finding in shown.of(rule):
            for line in told(finding, "en").splitlines():
                assert not HAN.search(line) or CHINESE_NAMES.get(rule.code, "no such") in line


@pytest.mark.xfail(strict=True, reason="a row that cannot be read is unknown to the checks too")
def test_a_faulty_row_of_a_form_is_told_once():
    form = "@格式 甲\n@表式 乙\n列\n  数\n行\n  一月\n  二月 =\n校验\n  一月 <= 二月\n"
    found = compile_text(form, name="甲.form").diagnostics
    assert [finding.rule.code for finding in found] == ["R214"]


@pytest.mark.xfail(strict=True, reason="the hint is given for every slot, with names in it or not")
@pytest.mark.parametrize("line", ["@忽略 R801 至 2025", "@allow R801 until 2025"])
def test_names_are_not_spoken_of_where_none_are_written(line):
    (found,) = compile_text(f"{line}\n\n# 一、情况\n").diagnostics
    assert found.rule.code == "R203"
    assert "新收.总计" not in told(found, "zh")


@pytest.mark.xfail(strict=True, reason="what is shown of the line is cut within a word")
def test_a_cut_line_shows_that_it_is_cut():
    (found,) = compile_text("@label Letters: Letters from citizens\n\nText.\n").diagnostics
    assert found.rule.code == "R202"
    shown = found.message("en").partition(": ")[2]
    assert shown == "@label Letters: Letters from citizens" or shown.endswith("…")
