"""Part help texts, which stand in both languages, into their halves.

A paragraph of help is Chinese sentences and English ones, in either order, parted by a space.
"""

import re
from collections.abc import Iterator

import click

from reportdsl.diagnostics.diagnostic import Language
from reportdsl.text.pattern import pattern

_CHINESE = pattern(r"[\u3400-\u9fff]")
_TO_CHINESE = pattern(r"(?<=[.?!]) (?=[\u3400-\u9fff])")
_TO_ENGLISH = pattern(r"(?<=[。？！]) (?=[A-Za-z])")

# click gives every command this option, with this text.
_OF_CLICK = {"Show this message and exit.": "Show this message and exit. 显示这页说明。"}


def half(text: str, language: Language) -> str:
    """Return the sentences of a help text in one language, its paragraphs parted by empty lines."""
    both = _OF_CLICK.get(text, text).strip()
    halves = (_halves(" ".join(part.split())) for part in re.split(r"\n\s*\n", both))
    kept = [zh if language == "zh" else en for zh, en in halves]
    return "\n\n".join(part for part in kept if part)


def _halves(paragraph: str) -> tuple[str, str]:
    """Return the Chinese and the English sentences of a paragraph, empty where there are none."""
    if not _CHINESE.search(paragraph):
        return "", paragraph
    if _CHINESE.match(paragraph):
        zh, *en = _TO_ENGLISH.split(paragraph, maxsplit=1)
        return zh, "".join(en)
    en_first, *zh_last = _TO_CHINESE.split(paragraph, maxsplit=1)
    return "".join(zh_last), en_first


def walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and those beneath it, each with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from walk(found, f"{name} {below}")
