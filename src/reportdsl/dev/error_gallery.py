"""Write the gallery of messages: what a terminal shows of every rule, in both languages."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportdsl.dev.examples import wrong_examples
from reportdsl.dev.families import families
from reportdsl.diagnostics.diagnostic import Language, Rule
from reportdsl.diagnostics.render.terminal import render_all

FOLDERS: tuple[str, ...] = ()

NOT_SHOWN: Mapping[str, str] = {}
"""Why a rule is not shown, by its code."""

_PATH = "docs/errors.md"
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_HEAD = """# 错误一览 All messages

`reportdsl check` 的每一种提示，照屏幕上的样子，先中文，后英文，分类排列。
例子取自各条规则的说明页；编号的意思、为什么、怎么改，见[规则](rules/zh/index.md)。

Every message of `reportdsl check` as a terminal shows it, in Chinese, then in English.
The examples are those of the pages of the [rules](rules/en/index.md), which explain each code."""


def files(root: Path) -> dict[str, str]:
    """Return the gallery."""
    del root
    return {_PATH: "\n\n".join((_HEAD, *_families())) + "\n"}


def _families() -> Iterator[str]:
    for name, rules in families():
        yield f"## {name.zh} {name.en}"
        for rule in rules:
            yield f"### {rule.code} {rule.name}"
            yield f"[中文](rules/zh/{rule.code}.md) · [English](rules/en/{rule.code}.md)"
            if rule.code in NOT_SHOWN:
                yield NOT_SHOWN[rule.code]
            else:
                yield from (f"```text\n{said(rule, language)}\n```" for language in _LANGUAGES)


def said(rule: Rule, language: Language) -> str:
    """Return what a terminal shows of a rule in the wrong examples of its page.

    Raise `ValueError` if it finds nothing in one of them.
    """
    blocks: list[str] = []
    for number, shown in enumerate(wrong_examples(rule, language), 1):
        found = shown.of(rule)
        if not found:
            raise ValueError(f"{rule.code}: nothing is found in wrong example {number}")
        blocks.append(render_all(found, shown.sources, language))
    return "\n\n".join(blocks)
