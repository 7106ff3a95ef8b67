"""Messages are worded for clerks: their punctuation, their words, and the same ones everywhere."""

import pkgutil
import re
import string
from collections.abc import Iterator
from importlib import import_module

import pytest

from reportdsl.dev.examples import wrong_examples
from reportdsl.diagnostics import rules
from reportdsl.diagnostics.diagnostic import Phrase, Rule
from reportdsl.diagnostics.pages import page
from reportdsl.diagnostics.registry import all_rules

# Punctuation of half width beside a Chinese character or a Chinese mark.
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff，。；：？！、”）][,;:!?()]|[,;:!?()][\u4e00-\u9fff，。；：？！、“（]"
)
CODE = re.compile(r"“[^”]*”|`[^`]*`|\{[^}]*\}")
ENGLISH_QUOTES = re.compile("[“”‘’]")

# What programmers say, and what is said instead; and words for what has another name already.
CHINESE_SAID_OTHERWISE = {
    "指令": "写法",
    "文件头": "文件开头",
    "表达式": "算式",
    "参数": "项",
    "属性": "尖括号里的词",
    "子项": "小项",
    "豁免": "忽略",
    "包含文件": "引用",
    "制表符": "Tab 键",
    "缩进": "开头的空格",
    "解析": "读",
    "字节": "文字",
    "编辑器": "记事本",
    "路径": "文件名",
    "字段": "项目",
    "标识符": "名称",
    "名字": "名称",
    "语法": "写法",
    "定义了": "写了",
    "向量": "一整行",
    "布尔": "条件",
    "字符串": "文字",
    "协议": "网址",
    "二进制": "不是纯文字",
    "token": "",
    "MiB": "MB",
}
ENGLISH_SAID_OTHERWISE = {
    "expression": "formula",
    "directive": '"@…"',
    "leaf": "cell by cell",
    "vector": "row, column or group",
    "argument": "value",
    "attribute": "between the angle brackets",
    "take in": "include",
    "taken in": "include",
    "takes itself in": "include",
    "blanks": "spaces",
    "waive": "allow",
    "accepted": "allow",
    "mended": "corrected",
    "parenthes": "bracket",
    "exponent": "notation such as 3e5",
    "number sign": '"#"',
    "token": "",
    "parse": "read",
    "syntax": "written",
    "concerned": "affected",
}
FOR_ENGINEERS = ("R96",)
"""Families that speak of style sheets and templates, to those who write such."""


def phrases() -> Iterator[tuple[str, Phrase]]:
    """Yield every phrase that findings are made of, with the name that the code has for it."""
    for module in pkgutil.iter_modules(rules.__path__):
        for name, value in vars(import_module(f"{rules.__name__}.{module.name}")).items():
            if isinstance(value, Phrase):
                yield f"{module.name}.{name}", value
            elif isinstance(value, Rule):
                yield value.code, value.phrase
                if value.advice is not None:
                    yield f"{value.code}-advice", value.advice


PHRASES = dict(phrases())
FOR_CLERKS = {
    name: phrase
    for name, phrase in PHRASES.items()
    if not name.startswith((*FOR_ENGINEERS, "house."))
}
BEGINNINGS = {"arithmetic.LEAF"}
"""Phrases that another one follows."""
CLERKS_RULES = [rule for rule in all_rules() if not rule.code.startswith(FOR_ENGINEERS)]
every_phrase = pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
every_clerks_phrase = pytest.mark.parametrize("phrase", FOR_CLERKS.values(), ids=FOR_CLERKS)
every_rule = pytest.mark.parametrize("rule", CLERKS_RULES, ids=lambda rule: rule.code)


@every_phrase
def test_chinese_has_chinese_punctuation(phrase):
    assert not HALF_WIDTH.search(CODE.sub("字", phrase.zh))


@every_phrase
def test_english_has_english_punctuation(phrase):
    assert not ENGLISH_QUOTES.search(phrase.en)
    assert not re.search("[，。；：、（）]", phrase.en)


@pytest.mark.parametrize("name", sorted(set(PHRASES) - BEGINNINGS))
def test_a_phrase_is_no_sentence_of_its_own(name):
    phrase = PHRASES[name]
    assert not phrase.zh.endswith(("。", ".", "，", "："))
    assert not phrase.en.endswith((".", ",", ":"))


@every_phrase
def test_both_languages_say_the_same(phrase):
    assert places(phrase.zh) == places(phrase.en)


def places(template: str) -> set[str | None]:
    """Return the names of the arguments in a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@every_clerks_phrase
def test_a_message_speaks_the_language_of_offices(phrase):
    assert not said_otherwise(phrase.zh, CHINESE_SAID_OTHERWISE)
    assert not said_otherwise(phrase.en, ENGLISH_SAID_OTHERWISE)


@every_rule
def test_a_page_speaks_the_language_of_offices(rule):
    found = page(rule)
    assert not said_otherwise(found.zh.what + found.zh.why, CHINESE_SAID_OTHERWISE)
    english = {word: other for word, other in ENGLISH_SAID_OTHERWISE.items() if word != "syntax"}
    assert not said_otherwise(found.en.what + found.en.why, english)


def said_otherwise(text: str, words: dict[str, str]) -> dict[str, str]:
    """Return the words in a text that should be others, with those."""
    plain = re.sub(r"\{[^}]*\}", "", text).casefold()
    return {word: other for word, other in words.items() if word.casefold() in plain}


@every_rule
def test_a_finding_says_what_to_do(rule):
    first = wrong_examples(rule, "zh")[0].of(rule)[0]
    assert bool(first.help or first.fixes) == (rule.code not in SAID_IN_THE_SENTENCE)


SAID_IN_THE_SENTENCE = {
    "R208",
    "R209",
    "R214",
    "R216",
    "R414",
    "R415",
    "R423",
    "R515",
    "R604",
    "R613",
    "R706",
    "R715",
    "R717",
    "R904",
    "R906",
}
"""Rules whose sentences say what is wanted, or that there is nothing to do."""
