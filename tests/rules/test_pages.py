"""Hold every rule to its page: it says what and why, its wrong example is wrong, the right right."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest

from reportdsl import Compilation, Diagnostic, MemoryWorld, ReportError, Severity, compile_text
from reportdsl.diagnostics import pages
from reportdsl.diagnostics.diagnostic import Rule
from reportdsl.diagnostics.pages import Example, RulePage, explain, page
from reportdsl.diagnostics.registry import all_rules, by_word
from reportdsl.diagnostics.rules.emission import PIPE_IN_CELL

FOLDER = files("reportdsl").joinpath("diagnostics", "pages")
WRITTEN = {entry.name.removesuffix(".md") for entry in FOLDER.iterdir()}
RULES = [rule for rule in all_rules() if rule.code in WRITTEN]
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff）][,;:!?()]|[,;:!?()][\u4e00-\u9fff（]")
QUOTED = re.compile("“[^”]*”")

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert {rule.code for rule in all_rules()} == WRITTEN


@every_rule
def test_a_page_speaks_both_languages(rule):
    found = page(rule)
    assert all(found.zh)
    assert all(found.en)
    assert all(re.search(r"[\u4e00-\u9fff].*。$", text, re.DOTALL) for text in found.zh)
    assert not any(HALF_WIDTH.search(QUOTED.sub("", text)) for text in found.zh)
    assert all(text.endswith(".") for text in found.en)


@every_rule
def test_the_wrong_example_shows_the_rule_and_nothing_else(rule):
    found = said(page(rule).wrong, rule)
    if rule.severity is Severity.NOTE:
        assert heavy(found) == set()
        assert rule.code in {diagnostic.rule.code for diagnostic in found}
    else:
        assert heavy(found) == {rule.code}


@every_rule
def test_the_right_example_is_right(rule):
    found = said(page(rule).right, rule)
    assert heavy(found) == set()
    assert rule.code not in {diagnostic.rule.code for diagnostic in found}


@every_rule
def test_a_page_is_explained(rule):
    severities = {"error": "错误", "warning": "警告", "note": "提示"}
    chinese, english = explain(rule, "zh"), explain(rule, "en")
    severity = severities[rule.severity]
    assert chinese.startswith(f"{rule.code} {rule.name}({severity})\n\n是什么\n\n  ")
    assert english.startswith(f"{rule.code} {rule.name} ({rule.severity})\n\nWhat it means\n\n  ")
    found = page(rule)
    for text, parts in ((chinese, found.zh), (english, found.en)):
        assert all(part in text for part in parts)
        assert text.index(parts[0]) < text.index(parts[1])
        for example in (found.wrong, found.right):
            shown = [example.text, example.data, *example.files, *example.files.values()]
            lines = {line.strip() for line in "\n".join(shown).splitlines()}
            assert lines <= {line.strip() for line in text.splitlines()}


def test_an_empty_example_is_named_so():
    rule = by_word("R107")
    assert rule is not None
    assert "错误示例\n\n  （空文件）\n\n正确示例" in explain(rule, "zh")
    assert "Wrong\n\n  (an empty file)\n\nRight" in explain(rule, "en")


def said(example: Example, rule: Rule) -> list[Diagnostic]:
    """Return what is found in an example; where it shows only when something is written, then."""
    compilation = compiled(example)
    found = list(compilation.diagnostics)
    if rule is PIPE_IN_CELL:
        assert not found
        try:
            compilation.emit("pipe")
        except ReportError as error:
            found += error.diagnostics
    return found


def compiled(example: Example) -> Compilation:
    source = value(ast.parse(example.data, mode="eval").body) if example.data else example.text
    assert isinstance(source, bytes | str)
    # A file may take the example itself in.
    world = MemoryWorld({**example.files, example.main: source})
    return compile_text(source, name=example.main, world=world)


def heavy(found: list[Diagnostic]) -> set[str]:
    """Return the codes of the errors and warnings."""
    return {d.rule.code for d in found if d.severity is not Severity.NOTE}


def value(node: ast.expr) -> bytes | int:
    """Return what an expression of literals, ``+`` and ``*`` comes to."""
    match node:
        case ast.BinOp(left, ast.Add(), right):
            first, second = value(left), value(right)
            assert isinstance(first, bytes)
            assert isinstance(second, bytes)
            return first + second
        case ast.BinOp(left, ast.Mult(), right):
            first, times = value(left), value(right)
            assert isinstance(times, int)
            return first * times
        case _:
            literal = ast.literal_eval(node)
            assert isinstance(literal, bytes | int)
            return literal


def test_bytes_are_made_of_literals_only():
    body = ast.parse('(b"a" + b"\\xff" * 2) * 2', mode="eval").body
    assert value(body) == b"a\xff\xffa\xff\xff"
    with pytest.raises(ValueError, match="malformed"):
        value(ast.parse('open("x")', mode="eval").body)


# ── the reader ───────────────────────────────────────────────────────────────────────────────────

SOUND = """\
# R501 wrong-total

## 中文

### 是什么

合计不对。

### 为什么

读者会怀疑。

## English

### What it means

The total is wrong.

### Why it matters

Readers doubt it.

## 错误示例 wrong

```report
# 一、总体情况
```

```file 甲.form
@格式 甲
```

## 正确示例 right

```python
data = (
    b"a"
)
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
    assert found.zh == ("合计不对。", "读者会怀疑。")
    assert found.en == ("The total is wrong.", "Readers doubt it.")
    assert found.wrong == Example("example.report", "# 一、总体情况\n", {"甲.form": "@格式 甲\n"})
    assert found.right == Example("example.report", "", {}, '(\n    b"a"\n)')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# R501 wrong-total", "# R502 wrong-total"),
        ("# R501 wrong-total\n", "\n# R501 wrong-total\n"),
        ("### 为什么", "### 为何"),
        ("## English", "## 英文"),
        ("## 中文\n", "## 中文\n\n多出来的话\n"),
        ("\n读者会怀疑。\n", ""),
        ("Readers doubt it.", ""),
        ("## 正确示例 right", "## 正确示例 right\n\n多出来的话"),
        ("```report", "```markdown"),
        ("```file 甲.form", "```甲.form"),
        ("```file 甲.form", "```file example.report"),
        ("data = (", "bytes = ("),
        (")\n```\n", ")\n"),
        ('```python\ndata = (\n    b"a"\n)\n```\n', ""),
    ],
)
def test_a_page_of_another_shape_is_refused(monkeypatch, tmp_path, old, new):
    assert SOUND.count(old) == 1
    with pytest.raises(ValueError, match=r"R501\.md: "):
        read(monkeypatch, tmp_path, SOUND.replace(old, new))
