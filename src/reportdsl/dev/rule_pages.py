"""Write the pages of the rules, and their index, in Chinese and in English.

A page is whole in its language; its text is that of `reportdsl.diagnostics.pages`, and what is
said of the wrong example is what a terminal shows.
"""

from collections.abc import Iterator
from pathlib import Path

from reportdsl.dev.examples import wrong_examples
from reportdsl.dev.families import families
from reportdsl.diagnostics.diagnostic import Language, Phrase, Rule, Severity
from reportdsl.diagnostics.pages import EMPTY, RIGHT, WHAT, WHY, WRONG, Example, page
from reportdsl.diagnostics.registry import all_rules
from reportdsl.diagnostics.render.concise import SEVERITIES
from reportdsl.diagnostics.render.terminal import render_all

FOLDERS = ("docs/rules",)

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}
_NAMED: dict[Language, str] = {"zh": "中文", "en": "English"}
_LEXERS = {"j2": "jinja"}

_NAME = Phrase("规则 {code}（{name}）", "Rule {code} ({name})")
_YES = Phrase("可以", "yes")
_TITLE = Phrase("规则", "Rules")
_OPENING = Phrase(
    """检查时发现的每一个问题都有编号，写在前面的方括号里。
点编号看说明：是什么、为什么、错误和正确的例子。
`reportdsl explain R501` 在屏幕上显示同样的说明。

- **错误**：改正以前不能发布。
- **警告**：可以发布，但最好先看一看。
- **提示**：只是告诉您一声。

“可以”忽略的问题，确有理由的，写一行 `@忽略 编号 "理由"` 放过去。
所有问题在屏幕上的样子，都在[错误一览](../../errors.md)里。""",
    """Every finding has a code, which stands before it in brackets.
A code leads to its page: what it means, why it matters, a wrong example and the right one.
`reportdsl explain R501` prints the same page in a terminal.

- An **error** keeps a report from being published.
- A **warning** does not, but deserves a look.
- A **note** only informs.

What can be allowed is let through, for a good reason, by a line `@allow CODE "reason"`.
[All messages](../../errors.md) shows each as a terminal does.""",
)
_HEAD = Phrase(
    "| 编号 | 名称 | 轻重 | 忽略 | 这样说 |", "| Code | Name | Weight | Allowed | What it says |"
)
_WEIGHS: dict[Severity, Phrase] = {
    Severity.ERROR: Phrase(
        "这是错误，改正以前不能发布。", "An error: the report is not published."
    ),
    Severity.WARNING: Phrase("这是警告，不影响发布。", "A warning: the report is published."),
    Severity.NOTE: Phrase("这是提示，不影响发布。", "A note: the report is published."),
}
_ALLOWED = Phrase(
    '确有理由的，可以写 `@忽略 {code} "理由"`。',
    'For a good reason, allow it by `@allow {code} "reason"`.',
)
_SAID = Phrase("屏幕上这样说：", "The terminal says:")
_BESIDE = Phrase("旁边的文件 `{name}`：", "Beside it, `{name}`:")
_BACK = Phrase("[全部规则](index.md)", "[All rules](index.md)")


_DOOR = """# 规则 Rules

- [规则（中文）](rules/zh/index.md)：每个编号是什么意思，为什么，怎么改。
- [The rules, in English](rules/en/index.md): what each code means, why it matters, how to mend it.
- [错误一览 All messages](errors.md): 每一种提示在屏幕上的样子 as a terminal shows them.
"""


def files(root: Path) -> dict[str, str]:
    """Return the index and the pages in each language, and the page that leads to them."""
    del root
    made = {"docs/rules.md": _DOOR}
    for language in _LANGUAGES:
        made[f"docs/rules/{language}/index.md"] = index(language)
        for rule in all_rules():
            made[f"docs/rules/{language}/{rule.code}.md"] = rule_page(rule, language)
    return made


def index(language: Language) -> str:
    """Return the list of all rules, by families, as Markdown."""
    parts = [
        f"# {_TITLE.text(language, {})}",
        _crossed("index", language),
        _OPENING.text(language, {}),
    ]
    for name, rules in families():
        rows = [_row(rule, language) for rule in rules]
        table = [_HEAD.text(language, {}), "| --- | --- | --- | --- | --- |", *rows]
        parts += [f"## {name.text(language, {})}", "\n".join(table)]
    return "\n\n".join(parts) + "\n"


def _row(rule: Rule, language: Language) -> str:
    first = wrong_examples(rule, language)[0].of(rule)[0]
    weight = SEVERITIES[rule.severity].text(language, {})
    allowed = _YES.text(language, {}) if rule.waivable else ""
    said = _plain(first.message(language))
    return f"| [{rule.code}]({rule.code}.md) | {rule.name} | {weight} | {allowed} | {said} |"


def rule_page(rule: Rule, language: Language) -> str:
    """Return the page of a rule, as Markdown."""
    article = page(rule).article(language)
    first = wrong_examples(rule, language)[0]
    allowed = f" {_ALLOWED.text(language, {'code': rule.code})}" if rule.waivable else ""
    parts = [
        f"# {_NAME.text(language, {'code': rule.code, 'name': rule.name})}",
        f"{_BACK.text(language, {})} · {_crossed(rule.code, language)}",
        f"{_WEIGHS[rule.severity].text(language, {})}{allowed}",
        f"## {WHAT.text(language, {})}",
        _plain(article.what),
        f"## {WHY.text(language, {})}",
        _plain(article.why),
        f"## {WRONG.text(language, {})}",
        *_shown(article.wrong, language),
        _SAID.text(language, {}),
        f"```text\n{render_all(first.of(rule), first.sources, language)}\n```",
        f"## {RIGHT.text(language, {})}",
        *_shown(article.right, language),
    ]
    return "\n\n".join(parts) + "\n"


def _crossed(name: str, language: Language) -> str:
    other = _OTHER[language]
    return f"[{_NAMED[other]}](../{other}/{name}.md)"


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is, also in a cell of a table."""
    for sign in "\\|*<[_`":
        text = text.replace(sign, f"\\{sign}")
    return text


def _shown(example: Example, language: Language) -> Iterator[str]:
    if example.data:
        yield _plain(example.words)
        return
    if not example.text:
        yield EMPTY.text(language, {})
    else:
        yield f"```{_lexer(example.main)}\n{example.text}```"
    for name, text in example.files.items():
        yield _BESIDE.text(language, {"name": name})
        yield f"```{_lexer(name)}\n{text}```"


def _lexer(name: str) -> str:
    """Return what a block with a file's text is called."""
    ending = name.rpartition(".")[2]
    return _LEXERS.get(ending, ending)
