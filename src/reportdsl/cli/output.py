"""Say things to people: in which language, in which format, in colour or not."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Literal, TextIO, TypeVar

import click

from reportdsl.compiler import Compilation, UnreadableError, compile_file, compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.diagnostics.render.concise import render_all as render_concise
from reportdsl.diagnostics.render.terminal import render_all as render_terminal
from reportdsl.text.width import visible

Format = Literal["terminal", "concise", "json"]
_F = TypeVar("_F", bound=Callable[..., Any])
_PROBLEMS = {
    "missing": ("没有这个文件", "there is no such file"),
    "outside": ("它不在允许的文件夹里", "it lies outside the root"),
    "not-a-file": ("它不是普通文件", "it is no regular file"),
    "unreadable": ("没有读取的权限", "it may not be read"),
    "too-large": ("文件太大", "it is too large"),
    "bad-path": ("路径写得不对", "the path is not right"),
}

language_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="The language of messages. 提示所用的语言。",
)
root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False),
    help="The folder that files named in a source must lie in. 源文件所引文件的根目录。",
)
colour_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour in the terminal. 是否用颜色。",
)


def common_options(function: _F) -> _F:
    """Add the options that every command with a source takes."""
    return root_option(colour_option(language_option(function)))


def language_of(chosen: str | None, source: str | None) -> Language:
    """Return the language of messages: chosen, else the locale's, else the source's."""
    if chosen in {"zh", "en"}:
        return "zh" if chosen == "zh" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").casefold()
        if value:
            if value.startswith(("zh", "en")):
                return "zh" if value.startswith("zh") else "en"
            break
    return "en" if source == "en" else "zh"


def coloured(choice: str, stream: TextIO) -> bool:
    """Tell whether to use colour: on a terminal only, unless it is asked for."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR")


def compile_named(path: str, root: str | None, language: str | None) -> Compilation | None:
    """Return the compilation of a file or of standard input, or None after saying why not."""
    if path == "-":
        return compile_text(sys.stdin.buffer.read(), name="-", root=root)
    try:
        return compile_file(path, root=root)
    except UnreadableError as error:
        zh, en = _PROBLEMS[error.failure.kind]
        shown = visible(path)
        chinese = language_of(language, None) == "zh"
        click.echo(f"{shown}:读不到,{zh}" if chinese else f"{shown}: {en}", err=True)
        return None


def render(
    diagnostics: Sequence[Diagnostic],
    compilation: Compilation,
    language: Language,
    style: Format,
    *,
    color: bool,
) -> str:
    """Return findings as text for people."""
    if style == "concise":
        return render_concise(diagnostics, compilation.sources, language)
    return render_terminal(diagnostics, compilation.sources, language, color=color)


def count(diagnostics: Sequence[Diagnostic]) -> tuple[int, int]:
    """Return how many errors and warnings there are."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    return errors, sum(d.severity is Severity.WARNING for d in diagnostics)


def plural(number: int, word: str) -> str:
    """Return a number with its English noun."""
    return f"{number} {word}{'' if number == 1 else 's'}"
