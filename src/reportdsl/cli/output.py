"""Say things to people: in which language, in which format, in colour or not."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Literal, TextIO

from reportdsl.compiler import Compilation, UnreadableError, compile_file, compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.text.source import Source
from reportdsl.world import MAX_FILE, Failure

Format = Literal["terminal", "concise", "json", "sarif", "github", "junit", "gitlab"]
_PROBLEMS = {
    "missing": ("没有这个文件", "there is no such file"),
    "outside": ("它不在允许的文件夹里", "it lies outside the root"),
    "not-a-file": ("它不是普通文件", "it is no regular file"),
    "unreadable": ("没有读取的权限", "it may not be read"),
    "too-large": ("文件太大", "it is too large"),
    "bad-path": ("路径写得不对", "the path is not right"),
}


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


def say(text: str, *, err: bool = False, color: bool = False) -> None:
    """Print a line, for programs' sake whole: what is said to a terminal may be in colour."""
    if color and os.name == "nt":
        import click  # noqa: PLC0415 - it knows the terminals of Windows

        click.echo(text, err=err, color=True)
        return
    stream = sys.stderr if err else sys.stdout
    stream.write(text + "\n")
    stream.flush()


def files_of(compilation: Compilation) -> set[str]:
    """Return the real paths of a report and of all files that it names."""
    # What is loaded on the way is known once the report is checked.
    _ = compilation.diagnostics
    paths = (source.path for source in compilation.sources.values())
    return {os.path.realpath(path) for path in paths if path is not None}


def stdin_bytes() -> bytes:
    """Return what stands on standard input, up to a byte more than a file may hold."""
    return sys.stdin.buffer.read(MAX_FILE + 1)


def compile_named(
    path: str,
    root: str | None,
    language: str | None,
    *,
    locate: bool = True,
    ties: bool = False,
) -> Compilation | None:
    """Return the compilation of a file or of standard input, or None after saying why not."""
    if path == "-":
        return compile_text(stdin_bytes(), name="-", root=root, locate=locate, ties=ties)
    try:
        return compile_file(path, root=root, locate=locate, ties=ties)
    except UnreadableError as error:
        say_unreadable(path, error.failure, language)
        return None


def is_report(compilation: Compilation, language: Language) -> bool:
    """Return whether a source is a report that can be read; say why not."""
    if not compilation.reading.binary and not compilation.is_form:
        return True
    from reportdsl.text.width import visible  # noqa: PLC0415 - most sources are reports

    name = visible(compilation.source.id)
    told = "这是格式文件，不是报告" if language == "zh" else "this is a form, not a report"
    if compilation.reading.binary:
        told = compilation.diagnostics[0].message(language)
    say(f"{name}：{told}" if language == "zh" else f"{name}: {told}", err=True)
    return False


def say_unreadable(path: str, failure: Failure, language: str | None) -> None:
    """Say why a file that the command line names cannot be read."""
    from reportdsl.text.width import visible  # noqa: PLC0415 - most files can be read

    zh, en = _PROBLEMS[failure.kind]
    shown = visible(path)
    chinese = language_of(language, None) == "zh"
    say(f"{shown}：读不到，{zh}" if chinese else f"{shown}: {en}", err=True)


def refused_write(target: str, error: OSError) -> tuple[str, str]:
    """Return in Chinese and English that a file cannot be written, with the system's reason."""
    from reportdsl.text.width import visible  # noqa: PLC0415 - most files can be written

    shown = visible(target)
    reason = os.strerror(error.errno) if error.errno else visible(str(error))
    return f"{shown}：写不进去（{reason}）", f"{shown}: cannot be written ({reason})"


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Source],
    language: Language,
    style: Format,
    *,
    color: bool,
) -> str:
    """Return findings in sources as text for people."""
    if style == "concise":
        from reportdsl.diagnostics.render import concise  # noqa: PLC0415 - many reports have none

        return concise.render_all(diagnostics, sources, language)
    from reportdsl.diagnostics.render import terminal  # noqa: PLC0415 - as above

    return terminal.render_all(diagnostics, sources, language, color=color)


def count(diagnostics: Sequence[Diagnostic]) -> tuple[int, int]:
    """Return how many errors and warnings there are."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    return errors, sum(d.severity is Severity.WARNING for d in diagnostics)


def plural(number: int, word: str) -> str:
    """Return a number with its English noun."""
    return f"{number} {word}{'' if number == 1 else 's'}"
