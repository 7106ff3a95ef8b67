"""Hold every rule to its page: it says what and why, its wrong example is wrong, the right right."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from reportdsl.dev.examples import literal, shown, wrong_examples
from reportdsl.diagnostics import pages
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.diagnostics.pages import Example, RulePage, explain, page
from reportdsl.diagnostics.registry import all_rules, by_word
from tests.rules.chinese import CHINESE_NAMES, HALF_WIDTH, HAN

FOLDER = files("reportdsl").joinpath("diagnostics", "pages")
WRITTEN = {entry.name.removesuffix(".md") for entry in FOLDER.iterdir()}
RULES = [rule for rule in all_rules() if rule.code in WRITTEN]
QUOTED = re.compile("“[^”]*”")

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
in_each_language = pytest.mark.parametrize("language", ["zh", "en"])


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert {rule.code for rule in all_rules()} == WRITTEN


@every_rule
def test_a_page_is_chinese_in_its_chinese_half(rule):
    article = page(rule).zh
    for text in (article.what, article.why):
        assert re.search(r"[\u4e00-\u9fff].*。$", text, re.DOTALL)
        assert not HALF_WIDTH.search(QUOTED.sub("", text))
    for example in (article.wrong, article.right):
        assert not example.words or HAN.search(example.words)


@every_rule
def test_a_page_is_english_in_its_english_half(rule):
    article = page(rule).en
    assert article.what.endswith(".")
    assert article.why.endswith(".")
    for line in halves(article):
        assert not HAN.search(line) or CHINESE_NAMES.get(rule.code, "no such text") in line


def halves(article: pages.Article) -> list[str]:
    """Return every line of a half."""
    texts = [article.what, article.why]
    for example in (article.wrong, article.right, *article.further):
        texts += [example.text, example.data, example.words, *example.files]
        texts += example.files.values()
    return "\n".join(texts).split("\n")


@every_rule
@in_each_language
def test_the_wrong_example_shows_the_rule_and_nothing_else(rule, language):
    found = wrong_examples(rule, language)[0].findings
    if rule.severity is Severity.NOTE:
        assert heavy(found) == set()
        assert rule.code in {diagnostic.rule.code for diagnostic in found}
    else:
        assert heavy(found) == {rule.code}


@every_rule
@in_each_language
def test_the_further_examples_show_the_rule_too(rule, language):
    assert all(shown.of(rule) for shown in wrong_examples(rule, language))


@every_rule
def test_both_halves_show_the_same(rule):
    chinese, english = (
        [[(d.rule, d.severity) for d in shown.findings] for shown in wrong_examples(rule, language)]
        for language in ("zh", "en")
    )
    assert chinese == english


@every_rule
@in_each_language
def test_the_right_example_is_right(rule, language):
    found = shown(page(rule).article(language).right, rule).findings
    assert heavy(found) == set()
    assert rule.code not in {diagnostic.rule.code for diagnostic in found}


@every_rule
@in_each_language
def test_a_page_is_explained(rule, language):
    severities = {"error": "错误", "warning": "警告", "note": "提示"}
    severity = severities[rule.severity]
    titles = {
        "zh": f"{rule.code} {rule.name}（{severity}）\n\n是什么\n\n  ",
        "en": f"{rule.code} {rule.name} ({rule.severity})\n\nWhat it means\n\n  ",
    }
    text = explain(rule, language)
    assert text.startswith(titles[language])
    article = page(rule).article(language)
    assert -1 < text.index(article.what) < text.index(article.why)
    for example in (article.wrong, article.right):
        told = [example.text, example.words, *example.files, *example.files.values()]
        lines = {line.strip() for line in "\n".join(told).splitlines()}
        assert lines <= {line.strip() for line in text.splitlines()}
    assert (f"@{'忽略' if language == 'zh' else 'allow'} {rule.code} " in text) == rule.waivable


def test_an_empty_example_is_named_so():
    rule = by_word("R107")
    assert rule is not None
    assert "错误示例\n\n  （空文件）\n\n正确示例" in explain(rule, "zh")
    assert "Wrong\n\n  (an empty file)\n\nRight" in explain(rule, "en")


def heavy(found: tuple[Diagnostic, ...]) -> set[str]:
    """Return the codes of the errors and warnings."""
    return {d.rule.code for d in found if d.severity is not Severity.NOTE}


def test_data_are_made_of_literals_only():
    assert literal('(b"a" + b"\\xff" * 2) * 2') == b"a\xff\xffa\xff\xff"
    assert literal('"字" * 2') == "字字".encode()
    for other in ('open("x")', '"a" + b"a"', "3", '"a" - "a"', '"a" * "a"'):
        with pytest.raises(ValueError, match=r"more than literals|no text"):
            literal(other)


# ── the reader ───────────────────────────────────────────────────────────────────────────────────

SOUND = """\
# R501 wrong-total

## 中文

### 是什么

合计不对。

### 为什么

读者会怀疑。

### 错误示例

```report
# 一、总体情况
```

```file 甲.form
@格式 甲
```

```file 乙.report unreadable
```

### 正确示例

```python
# 一个字母。
data = (
    b"a"
)
```

## English

### What it means

The total is wrong.

### Why it matters

Readers doubt it.

### Wrong

```report
# 1. Overview
```

### Right

```report
```

### Further

```report
### 3
```

```form
@form a
```

```file b.form
@form b
```
"""


def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> RulePage:
    folder = tmp_path / "diagnostics" / "pages"
    folder.mkdir(parents=True)
    folder.joinpath("R501.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(pages, "files", lambda _: tmp_path)
    rule = by_word("R501")
    assert rule is not None
    return page(rule)


def test_a_page_is_read(monkeypatch, tmp_path):
    found = read(monkeypatch, tmp_path, SOUND)
    assert (found.zh.what, found.zh.why) == ("合计不对。", "读者会怀疑。")
    assert (found.en.what, found.en.why) == ("The total is wrong.", "Readers doubt it.")
    beside, refused = {"甲.form": "@格式 甲\n", "乙.report": ""}, {"乙.report": "unreadable"}
    assert found.zh.wrong == Example("example.report", "# 一、总体情况\n", beside, refused)
    data, words = '(\n    b"a"\n)', "一个字母。"
    assert found.zh.right == Example("example.report", "", data=data, words=words)
    assert found.zh.further == ()
    assert found.en.right == Example("example.report", "")
    assert found.en.further == (
        Example("example.report", "### 3\n"),
        Example("example.form", "@form a\n", {"b.form": "@form b\n"}),
    )
    languages: tuple[Language, ...] = ("zh", "en")
    assert [found.article(language) for language in languages] == [found.zh, found.en]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# R501 wrong-total", "# R502 wrong-total"),
        ("# R501 wrong-total\n", "\n# R501 wrong-total\n"),
        ("# R501 wrong-total\n", "# R501 wrong-total\n\n多出来的话\n"),
        ("### 为什么", "### 为何"),
        ("### 为什么", "# 为什么"),
        ("## English", "## 英文"),
        ("## 中文\n", "## 中文\n\n多出来的话\n"),
        ("\n读者会怀疑。\n", ""),
        ("读者会怀疑。\n", "# 读者会怀疑。\n"),
        ("Readers doubt it.", ""),
        ("### 正确示例", "### 正确示例\n\n多出来的话"),
        ("### 正确示例", "```report\n```\n\n### 正确示例"),
        ("### Further", "### More"),
        ("```form", "```markdown"),
        ("```file 甲.form", "```甲.form"),
        ("```file 甲.form", "```file example.report"),
        ("```report\n# 一、总体情况\n```\n\n", ""),
        ("data = (", "bytes = ("),
        ("# 一个字母。\n", ""),
        (")\n```\n", ")\n"),
        ("@form b\n```\n", "@form b\n"),
    ],
)
def test_a_page_of_another_shape_is_refused(monkeypatch, tmp_path, old, new):
    assert SOUND.count(old) == 1
    with pytest.raises(ValueError, match=r"R501\.md: "):
        read(monkeypatch, tmp_path, SOUND.replace(old, new))


def test_an_empty_page_is_refused(monkeypatch, tmp_path):
    with pytest.raises(ValueError, match=r"R501\.md: "):
        read(monkeypatch, tmp_path, "")
