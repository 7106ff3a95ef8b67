"""Complete command lines for bash, zsh, fish and PowerShell.

click knows which command and option stand at the cursor; what values fit there is said here, so
that no command pays for it when it runs.
"""

import copy
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType

import click
from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

from reportdsl.cli import completionscripts as scripts
from reportdsl.cli.bilingual import half
from reportdsl.cli.output import language_of
from reportdsl.text.fold import fold
from reportdsl.text.pattern import pattern

_CONTROL = pattern(r"[\x00-\x1f\x7f]")


class _Values(click.ParamType):  # type: ignore[type-arg] # generic from click 8.5 on
    """What may stand for a value."""


class Words(_Values):
    """A value that is one of certain words, each with a remark."""

    name = "text"

    def __init__(self, words: Callable[[], Iterable[tuple[str, str]]]) -> None:
        self.words = words

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the words that start with what stands there, else those that hold it."""
        del ctx, param
        typed = fold(incomplete).casefold()
        known = [(word, remark, word.casefold()) for word, remark in self.words()]
        near = [item for item in known if item[2].startswith(typed)]
        near = near or [item for item in known if typed in item[2]]
        return [CompletionItem(word, help=remark) for word, remark, _ in near]


class Files(_Values):
    """A value that is the path of a file with a certain end, or of a folder on the way there."""

    name = "path"

    def __init__(self, *ends: str, folders_only: bool = False) -> None:
        self.ends = ends
        self.folders_only = folders_only

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the paths that go on from what stands there; a folder's ends in a slash."""
        del ctx, param
        separators = f"/{os.sep}"
        cut = max(incomplete.rfind(mark) for mark in separators) + 1
        folder, start = incomplete[:cut], incomplete[cut:]
        with suppress(OSError), os.scandir(os.path.expanduser(folder) or os.curdir) as entries:
            found = sorted(self._fitting(entries, start))
            return [CompletionItem(folder + name, type=kind) for name, kind in found]
        return []

    def _fitting(
        self, entries: Iterable[os.DirEntry[str]], start: str
    ) -> Iterator[tuple[str, str]]:
        for entry in entries:
            hidden = entry.name.startswith(".") and not start.startswith(".")
            begins = os.path.normcase(entry.name).startswith(os.path.normcase(start))
            # What would break a line of the answer apart is typed by hand.
            if hidden or not begins or _CONTROL.search(entry.name):
                continue
            with suppress(OSError):
                if entry.is_dir():
                    yield entry.name + "/", "folder"
                elif not self.folders_only and entry.name.casefold().endswith(self.ends or ("",)):
                    yield entry.name, "file"


class FormOrFile(_Values):
    """A value that names an official form or a form's file."""

    name = "form"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return official names, then paths."""
        return [
            *Words(_forms).shell_complete(ctx, param, incomplete),
            *Files(".form").shell_complete(ctx, param, incomplete),
        ]


def _nothing() -> Iterator[tuple[str, str]]:
    """Yield nothing: the names of cells stand in a file that is not read here."""
    yield from ()


def _forms() -> Iterator[tuple[str, str]]:
    from reportdsl.official import official_form, official_names  # noqa: PLC0415 - only where asked for

    for name in official_names():
        form = official_form(name)
        yield name, form.title if form else ""


def _rules() -> Iterator[tuple[str, str]]:
    from reportdsl.diagnostics.registry import all_rules  # noqa: PLC0415 - only where asked for

    for rule in all_rules():
        yield rule.code, rule.name
    for rule in all_rules():
        yield rule.name, rule.code


VALUES: Mapping[tuple[str, str], _Values] = MappingProxyType(
    {
        ("check", "files"): Files(".report", ".form"),
        ("build", "file"): Files(".report"),
        ("fmt", "files"): Files(".report", ".form"),
        ("equations", "file"): Files(".report"),
        ("equations", "cell"): Words(_nothing),
        ("build", "output"): Files(),
        ("new", "form"): FormOrFile(),
        ("new", "output"): Files(".report"),
        ("new", "last"): Files(".report"),
        ("import", "file"): Files(),
        ("import", "output"): Files(".report"),
        ("import", "form"): FormOrFile(),
        ("from", "file"): Files(),
        ("from", "output"): Files(".form"),
        ("from", "name"): Words(_nothing),
        ("from", "tables"): Words(_nothing),
        ("from", "free"): Words(_nothing),
        ("show", "name"): Words(_forms),
        ("explain", "code"): Words(_rules),
        ("diff", "old"): Files(".report"),
        ("diff", "new"): Files(".report"),
        ("diff", "output"): Files(),
        ("textconv", "file"): Files(),
        ("merge-driver", "base"): Files(),
        ("merge-driver", "ours"): Files(),
        ("merge-driver", "theirs"): Files(),
        ("merge-driver", "path"): Files(),
        ("merge-driver", "ours_name"): Words(_nothing),
        ("merge-driver", "theirs_name"): Words(_nothing),
    }
)
"""What fits where, by the names of a command and of a parameter that takes any text."""


def completed(command: click.Command) -> click.Command:
    """Return a copy of a command whose parameters know what fits them."""
    made = copy.copy(command)
    made.params = [_completed(param, command.name or "") for param in command.params]
    made.short_help = half(command.help or "", language_of(None, None)).split("\n\n")[0]
    if isinstance(made, click.Group):
        made.commands = {name: completed(own) for name, own in made.commands.items()}
    return made


def _completed(param: click.Parameter, command: str) -> click.Parameter:
    made = copy.copy(param)
    known = VALUES.get((command, param.name or ""))
    if known is not None:
        made.type = known
    elif isinstance(param.type, click.Path):
        made.type = Files(folders_only=not param.type.file_okay)
    return made


class _Root(click.Group):
    """The program, whose commands complete their values; each is loaded when it is asked for."""

    def __init__(self, program: click.Group) -> None:
        super().__init__(program.name, params=program.params)
        self.context_settings = program.context_settings
        self.program = program

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the program's commands."""
        return self.program.list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one of the program's commands."""
        command = self.program.get_command(ctx, cmd_name)
        return None if command is None else completed(command)


class _Shell(ShellComplete):
    """zsh and PowerShell, which hand over words without their quotes."""

    name = "shell"

    def __init__(self, program: click.Group) -> None:
        super().__init__(_Root(program), {}, "reportdsl", scripts.VARIABLE)

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the finished words before the cursor and the one at it, without quotes."""
        words = os.environ.get(scripts.WORDS, "").split("\n")[1:]
        return words, os.environ.get(scripts.WORD, "")

    def complete(self) -> str:
        """Return one completion a line."""
        words, word = self.get_completion_args()
        option, equals, value = word.partition("=")
        if not (equals and option.startswith("--")):
            return self._lines(self.get_completions(words, word), "")
        # `--lang=z` is one word for most shells, and is replaced as a whole.
        return self._lines(self.get_completions([*words, option], value), option + equals)

    def _lines(self, items: Iterable[CompletionItem], before: str) -> str:
        return "".join(self.format_completion(item, before) + "\n" for item in items)

    def format_completion(self, item: CompletionItem, before: str = "") -> str:
        """Return a completion as kind, word and remark."""
        remark = half(item.help or "", language_of(None, None)) or item.help or ""
        return f"{item.type}\t{before}{item.value}\t{' '.join(remark.split())}"


class _Bash(_Shell):
    """bash hands over words as they are typed, and takes ``=`` for a word of its own."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the finished words before the cursor and the one at it."""
        words, word = super().get_completion_args()
        unquoted = [_unquoted(w) for w in words if w != "="]
        return unquoted, "" if word == "=" else _unquoted(word)


class _Fish(_Shell):
    """fish hands over the word at the cursor as it is typed."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the finished words before the cursor and the one at it."""
        words, word = super().get_completion_args()
        return words, _unquoted(word)


_SHELLS: Mapping[str, type[_Shell]] = MappingProxyType(
    {"bash": _Bash, "zsh": _Shell, "fish": _Fish, "powershell": _Shell}
)


def _unquoted(word: str) -> str:
    """Return a word of a shell, finished or not, without its quotes and backslashes."""
    return "".join(split_arg_string(word)[:1])


def answer(program: click.Group, shell: str) -> None:
    """Write the completions of the command line that the environment holds, in UTF-8."""
    if shell in _SHELLS:
        text = _SHELLS[shell](program).complete()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
