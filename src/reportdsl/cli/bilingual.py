"""Part help texts, which stand in both languages, into their halves.

A sentence of help that holds a Chinese character is Chinese, any other is English.
"""

import re
from collections.abc import Iterator

import click

from reportdsl.diagnostics.diagnostic import Language
from reportdsl.text.pattern import pattern

_CHINESE = pattern(r"[\u3400-\u9fff]")
_SENTENCE_END = pattern(r"(?<=[.?!。？！])\s+")

# click gives every command this option, with this text.
_OF_CLICK = {"Show this message and exit.": "Show this message and exit. 显示这页说明。"}


def half(text: str, language: Language) -> str:
    """Return the sentences of a help text in one language, its paragraphs parted by empty lines."""
    paragraphs = re.split(r"\n\s*\n", _OF_CLICK.get(text, text).strip())
    halves = (_half(" ".join(paragraph.split()), language) for paragraph in paragraphs)
    return "\n\n".join(paragraph for paragraph in halves if paragraph)


def _half(paragraph: str, language: Language) -> str:
    kept = (
        sentence
        for sentence in _SENTENCE_END.split(paragraph)
        if (_CHINESE.search(sentence) is not None) == (language == "zh")
    )
    return ("" if language == "zh" else " ").join(kept)


def walk(command: click.Command, name: str) -> Iterator[click.Context]:
    """Yield the contexts of a command and of those beneath it."""
    yield from _beneath(click.Context(command, info_name=name, **command.context_settings))


def _beneath(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            below = context.command.get_command(context, name)
            assert below is not None
            yield from _beneath(click.Context(below, context, name, **below.context_settings))
