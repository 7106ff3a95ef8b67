"""Write the reference of the command line, in English and in Chinese, from the commands."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from click.testing import CliRunner

from reportdsl.cli.bilingual import half, walk
from reportdsl.cli.main import cli
from reportdsl.dev import cli_texts as texts
from reportdsl.diagnostics.diagnostic import Language, Phrase

FOLDERS: tuple[str, ...] = ()

PAGES: dict[Language, str] = {"en": "docs/cli.md", "zh": "docs/cli-zh.md"}
_OTHER: dict[Language, tuple[str, str]] = {
    "en": ("中文", "cli-zh.md"),
    "zh": ("English", "cli.md"),
}
_LOCALES: dict[Language, str] = {"en": "en_US.UTF-8", "zh": "zh_CN.UTF-8"}
_PROGRAM = "reportdsl"
_ELISION = "…"


def files(root: Path) -> dict[str, str]:
    """Return the reference in both languages, by path."""
    return {path: _Page(language, root).text() for language, path in PAGES.items()}


class _Page:
    """The reference in one language."""

    def __init__(self, language: Language, root: Path) -> None:
        self.language = language
        self.root = root
        self.program, *self.commands = walk(cli, _PROGRAM)

    def text(self) -> str:
        """Return the page."""
        with TemporaryDirectory() as folder:
            shutil.copytree(self.root / "examples", Path(folder) / "examples")
            wrong = Path(folder) / self._say(texts.WRONG_FILE)
            wrong.write_text(self._say(texts.WRONG), encoding="utf-8", newline="\n")
            return "\n\n".join(self._parts(folder)) + "\n"

    def _say(self, phrase: Phrase, **args: str) -> str:
        return phrase.text(self.language, args)

    def _parts(self, folder: str) -> Iterator[str]:
        name, page = _OTHER[self.language]
        yield "<!-- Made by reportdsl.dev.cli_reference: change the commands, not this page. -->"
        yield f"# {self._say(texts.TITLE)}"
        yield f"*[{name}]({page})*"
        yield self._help(self.program)
        yield self._say(texts.OPENING)
        yield f"## {self._say(texts.COMMANDS)}"
        yield self._overview()
        yield self._say(texts.ITSELF)
        yield self._options(self.program)
        yield self._say(texts.FILES)
        yield _fence(f"report {self._say(texts.WRONG_FILE)}", self._say(texts.WRONG))
        for command in self.commands:
            yield from self._command(command, folder)
        yield f"## {self._say(texts.EXITS)}"
        yield self._say(texts.EXITS_OPENING)
        codes = [(str(int(code)), self._say(means)) for code, means in texts.EXIT_CODES.items()]
        yield _table(self._say(texts.EXITS_HEAD), codes)
        yield f"## {self._say(texts.ENVIRONMENT)}"
        variables = [(_codes(names), self._say(does)) for names, does in texts.VARIABLES]
        yield _table(self._say(texts.ENVIRONMENT_HEAD), variables)

    def _overview(self) -> str:
        rows = [
            (f"[`{name}`](#{name.replace(' ', '-')})", self._help(command).split("\n\n")[0])
            for command in self.commands
            for name in [command.command_path]
        ]
        return _table(self._say(texts.COMMANDS_HEAD), rows)

    def _command(self, context: click.Context, folder: str) -> Iterator[str]:
        name = context.command_path
        yield f"## `{name}`"
        usage = " ".join((name, *context.command.collect_usage_pieces(context)))
        yield _fence("text not run: usage", usage)
        yield self._help(context)
        yield self._options(context)
        for example in texts.SAMPLES[name]:
            yield f"{self._say(example.what)}{'：' if self.language == 'zh' else ':'}"
            yield self._run(example, folder)
        if name.endswith("completion"):
            yield from self._installation()

    def _help(self, context: click.Context) -> str:
        return self._prose(half(context.command.help or "", self.language))

    def _prose(self, text: str) -> str:
        """Return a help text as prose, its sentences on lines of their own."""
        return re.sub(r"(?<=[。！？])(?=\S)|(?<=[.!?]) (?=[A-Z])", "\n", text)

    def _options(self, context: click.Context) -> str:
        rows = [
            (self._option(param), _default(param, context), self._meaning(param))
            for param in context.command.get_params(context)
            if isinstance(param, click.Option)
        ]
        return _table(self._say(texts.OPTIONS_HEAD), rows)

    def _option(self, option: click.Option) -> str:
        """Return how an option is written, with what stands behind it."""
        names = _codes(sorted(option.opts, key=len))
        if option.is_flag or option.count:
            return names
        return f"{names} {self._say(texts.PLACEHOLDERS[_metavar(option)])}"

    def _meaning(self, option: click.Option) -> str:
        parts = [self._prose(half(option.help or "", self.language))]
        if isinstance(option.type, click.Choice):
            separator = "、" if self.language == "zh" else ", "
            values = _codes(map(str, option.type.choices), separator)
            parts.append(self._say(texts.ONE_OF, values=values))
        return ("" if self.language == "zh" else " ").join(parts).replace("\n", " ")

    def _run(self, example: texts.Example, folder: str) -> str:
        """Return a command with what it prints, as a console shows it."""
        command = self._say(example.command)
        environment = {name: None for name in os.environ if name.startswith(("LC_", "LANG"))}
        runner = CliRunner(env={**environment, "LANG": _LOCALES[self.language]})
        with chdir(folder):
            result = runner.invoke(cli, command.split(), prog_name=_PROGRAM)
        assert result.exit_code == int(example.fails), (command, result.output)
        printed = result.output.splitlines()
        shown = printed[: example.lines]
        if len(printed) > len(shown):
            shown.append(_ELISION)
        line = f"{self._say(texts.PROMPT)}{_PROGRAM} {command}"
        return _fence("console fails" if example.fails else "console", "\n".join([line, *shown]))

    def _installation(self) -> Iterator[str]:
        yield self._say(texts.INSTALL)
        for where, line in texts.INSTALLS:
            if self._say(where):
                yield self._say(where)
            yield _fence(f"text not run: {self._say(texts.NOT_RUN)}", line)


def _metavar(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    match option.type:
        case click.Choice():
            return "WORD"
        case click.Path(file_okay=False):
            return "FOLDER"
        case click.Path():
            return "FILE"
    return "TEXT"


def _default(option: click.Option, context: click.Context) -> str:
    """Return what an option is if it is not written."""
    value = option.get_default(context)
    if option.is_flag or value is None or not isinstance(value, str | tuple):
        return ""
    return _codes(value if isinstance(value, tuple) else (value,))


def _codes(words: Iterable[str], separator: str = ", ") -> str:
    return separator.join(f"`{word}`" for word in words)


def _table(head: str, rows: Iterable[Sequence[str]]) -> str:
    columns = head.count("|") - 1
    lines = ["| " + " | ".join(row).replace("\n", " ") + " |" for row in rows]
    return "\n".join([head, "|" + " --- |" * columns, *lines])


def _fence(info: str, text: str) -> str:
    return f"```{info}\n{text.strip()}\n```"
