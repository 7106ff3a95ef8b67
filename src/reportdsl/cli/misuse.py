"""Say what is wrong with a command line, in Chinese or English, and what was perhaps meant."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import IO, Any

import click

from reportdsl.cli.output import language_of
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.text.nearest import nearest
from reportdsl.text.pattern import pattern
from reportdsl.text.width import visible

_EXTRA = pattern(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


class NoSuchCommand(click.UsageError):
    """The command line names a command that there is not."""

    def __init__(self, name: str, known: Iterable[str], ctx: click.Context) -> None:
        super().__init__(f"No such command {name!r}.", ctx)
        self.name = name
        self.known = tuple(known)


class Misuse(click.UsageError):
    """A fault of the command line, with a sentence in the language of its reader."""

    def __init__(self, error: click.UsageError, typed: Sequence[str]) -> None:
        self.language = language_typed(typed)
        super().__init__(sentence(error, self.language), error.ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        """Write how the command is used, and what is wrong."""
        zh = self.language == "zh"
        lines = []
        if self.ctx is not None:
            usage = " ".join(self.ctx.command.collect_usage_pieces(self.ctx))
            path = self.ctx.command_path
            lines.append(f"{'用法：' if zh else 'Usage: '}{path} {usage}")
            lines.append(f"用 {path} --help 看说明。" if zh else f"Try {path} --help.")
            lines.append("")
        lines.append(f"错误：{self.message}" if zh else f"Error: {self.message}")
        click.echo("\n".join(lines), file=file, err=file is None)


def sentence(error: click.UsageError, language: Language) -> str:
    """Return what is wrong with a command line."""
    zh = language == "zh"
    match error:
        case NoSuchCommand():
            shown = visible(error.name)
            text = f"没有“{shown}”这个命令" if zh else f'there is no command "{shown}"'
            return text + _perhaps(error.name, error.known, language)
        case click.NoSuchOption():
            shown = visible(error.option_name)
            text = f"没有“{shown}”这个选项" if zh else f'there is no option "{shown}"'
            return text + _perhaps(error.option_name, _options(error.ctx), language)
        case click.BadOptionUsage():
            return _bad_use(error, language)
        case click.MissingParameter():
            name = _called(error)
            values = _values(error, zh=zh)
            return f"缺少 {name}{values}" if zh else f"{name} is missing{values}"
        case click.BadParameter():
            return _bad_value(error, language)
    extra = _EXTRA.match(error.message)
    if extra is None:
        return visible(_half(error.message, language))
    what = visible(extra[1])
    return f"多写了 {what}" if zh else f"there is more than is needed: {what}"


def _half(message: str, language: Language) -> str:
    """Return the half of a message that stands in English and, behind a slash, in Chinese."""
    en, slash, zh = message.partition(" / ")
    return zh if slash and language == "zh" else en


def _perhaps(name: str, known: Iterable[str], language: Language) -> str:
    near = nearest(name, known)
    if not near:
        return ""
    if language == "zh":
        return f"，是不是 {'、'.join(near)}？"
    return f"; did you mean {' or '.join(near)}?"


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    params = context.command.get_params(context)
    return [name for p in params if isinstance(p, click.Option) for name in p.opts]


def _bad_use(error: click.BadOptionUsage, language: Language) -> str:
    """Return that an option lacks a value or has one too many."""
    name = visible(error.option_name)
    params = error.ctx.command.get_params(error.ctx) if error.ctx is not None else []
    flag = any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in params
    )
    if language == "zh":
        return f"选项 {name} 后面不写值" if flag else f"选项 {name} 后面要写一个值"
    return f"{name} takes no value" if flag else f"{name} takes a value"


def _bad_value(error: click.BadParameter, language: Language) -> str:
    """Return that a value does not fit, and which do."""
    zh = language == "zh"
    name = _called(error)
    values = _values(error, zh=zh)
    if values:
        return f"{name} 的值不对{values}" if zh else f"{name} is wrong{values}"
    if isinstance(error.param, click.Option) and isinstance(error.param.type, click.Path):
        folder = not error.param.type.file_okay
        what = (
            ("已有的文件夹" if folder else "已有的文件") if zh else "folder" if folder else "file"
        )
        return f"{name} 要写一个{what}" if zh else f"{name} takes a {what} that exists"
    return f"{name}：{visible(error.message)}" if zh else f"{name}: {visible(error.message)}"


def _called(error: click.BadParameter) -> str:
    """Return how the help calls a parameter."""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.human_readable_name if error.param is not None else ""


def _values(error: click.BadParameter, *, zh: bool) -> str:
    """Return which values a parameter takes, if they are few."""
    if error.param is None or not isinstance(error.param.type, click.Choice):
        return ""
    choices = [str(choice) for choice in error.param.type.choices]
    words = "、".join(choices) if zh else " or ".join((", ".join(choices[:-1]), choices[-1]))
    return f"，可以是 {words}" if zh else f": it may be {words}"


def language_typed(typed: Sequence[str]) -> Language:
    """Return the language that a command line asks for, though it be wrong elsewhere."""
    chosen = None
    for word, following in pairwise((*typed, "")):
        if word == "--lang":
            chosen = following
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
    return language_of(chosen, None)
