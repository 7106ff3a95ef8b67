"""Of sources that the grammar makes, nothing comes but findings, and none that calls it wrong."""

import re

from hypothesis import given

from tests.properties import grammarsources, profile, totality

UNGRAMMATICAL = {
    *("R201", "R202", "R203", "R204", "R205", "R206", "R207", "R208", "R209", "R210"),
    *("R211", "R212", "R213", "R214", "R219"),
}
# What is not in the grammar, and how it is told.
MEANT = {
    re.compile("(?:绝对值|舍入|若|growth|日期|汇总) *\\("): "R208",  # how many arguments these take
    re.compile('["“＂]\\s*["”＂]'): "R203",  # that a reason says something
    re.compile(
        "^@章 *(.*)\n(?:.*\n)*?@章 *\\1", re.MULTILINE
    ): "R203",  # that a section stands once
    re.compile("=.*(?:[<>≠≤≥]|==|且|或|非|and|or|not)"): "R214",  # that a sentence states a figure
}


@profile.examples(150)
@given(grammarsources.reports())
def test_a_report_that_the_grammar_makes_is_grammatical(source: str) -> None:
    examine(source, "r.report")


@profile.examples(150)
@given(grammarsources.forms())
def test_a_form_that_the_grammar_makes_is_grammatical(source: str) -> None:
    examine(source, "r.form")


def examine(source: str, name: str) -> None:
    found = totality.examine(source, name, {**totality.files(), name: source})
    wrong = {d.rule.code for d in found if d.span.source == name} & UNGRAMMATICAL
    assert wrong <= {code for pattern, code in MEANT.items() if pattern.search(source)}
