"""Build outputs: all of them in memory first, then each written whole or not at all."""

import os
import sys
from pathlib import Path

import click

from reportdsl.cli.exit import Exit
from reportdsl.cli.output import (
    coloured,
    common_options,
    compile_named,
    count,
    language_of,
    render,
)
from reportdsl.compiler import Compilation, ReportError
from reportdsl.diagnostics.diagnostic import Diagnostic, Language
from reportdsl.emit.emitter import SUFFIXES
from reportdsl.files import write_atomic
from reportdsl.text.width import visible


@click.command(name="build")
@click.argument("file", metavar="FILE")
@click.option(
    "-t",
    "--to",
    "names",
    type=click.Choice(list(SUFFIXES)),
    multiple=True,
    default=("html",),
    help="The output; may be given several times. 输出格式,可写多个。",
)
@click.option(
    "-o", "--output", help="The file to write, - for standard output. 输出文件,- 为标准输出。"
)
@click.option(
    "--draft", is_flag=True, help="Build in spite of errors, as a draft. 有错也编译,作为草稿。"
)
@click.option("--strict", is_flag=True, help="Warnings fail too. 警告也算不通过。")
@click.option(
    "--keep-width",
    is_flag=True,
    help="Pipe text keeps full-width characters. 竖线文本保留全角字符。",
)
@click.option(
    "--tables",
    type=click.Choice(["gfm", "html"]),
    default="gfm",
    help="How Markdown writes tables. Markdown 里表格的写法。",
)
@common_options
def command(
    file: str,
    names: tuple[str, ...],
    output: str | None,
    draft: bool,  # noqa: FBT001 - click passes options by name
    strict: bool,  # noqa: FBT001
    keep_width: bool,  # noqa: FBT001
    tables: str,
    lang: str | None,
    color: str,
    root: str | None,
) -> None:
    """编译报告。 Compile a report.

    FILE may be - for standard input. Without -o the output is written beside the source. A report
    with errors is not built, and an existing output stays as it was.
    """
    names = tuple(dict.fromkeys(names))
    output = _checked_output(file, names, output)
    compilation = compile_named(file, root, lang)
    if compilation is None:
        sys.exit(Exit.USAGE)
    language = language_of(lang, compilation.parsed.language)
    _tell(compilation.diagnostics, compilation, language, color)
    if compilation.is_form:
        _say(language, "这是格式文件,只有报告才能编译", "this is a form; only reports are built")
        sys.exit(Exit.FAULTS)
    errors, warnings = count(compilation.diagnostics)
    if (errors and not draft) or (strict and warnings) or compilation.reading.binary:
        _say(language, "没有编译:请先改正上面的错误", "not built: mend the faults above first")
        sys.exit(Exit.FAULTS)
    texts: dict[str, str] = {}
    for name in names:
        try:
            texts[name] = compilation.emit(name, draft=draft, keep_width=keep_width, tables=tables)
        except ReportError as error:
            _tell(error.diagnostics, compilation, language, color)
    sys.exit(_write(file, texts, output, language) if len(texts) == len(names) else Exit.FAULTS)


def _checked_output(file: str, names: tuple[str, ...], output: str | None) -> str | None:
    """Return the path to write to, None for beside the source; raise `UsageError` for a misuse."""
    if len(names) > 1:
        if output is not None:
            raise click.UsageError("-o takes one -t only / 写了 -o 就只能有一个 -t")
        if file == "-":
            raise click.UsageError("standard input makes one output / 标准输入只能有一个 -t")
    return "-" if output is None and file == "-" else output


def _tell(
    found: tuple[Diagnostic, ...], compilation: Compilation, language: Language, color: str
) -> None:
    if found:
        shown = coloured(color, sys.stderr)
        text = render(found, compilation, language, "terminal", color=shown)
        click.echo(text + "\n", err=True, color=True)


def _say(language: Language, zh: str, en: str) -> None:
    click.echo(zh if language == "zh" else en, err=True)


def _write(file: str, texts: dict[str, str], output: str | None, language: Language) -> Exit:
    if output == "-":
        for text in texts.values():
            sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return Exit.CLEAN
    targets = {name: _target(file, name, output) for name in texts}
    for target in targets.values():
        if file != "-" and os.path.realpath(target) == os.path.realpath(file):
            _say(language, "输出会盖掉源文件", "the output would replace the source")
            return Exit.USAGE
    for name, target in targets.items():
        try:
            write_atomic(target, texts[name].encode())
        except OSError as error:
            shown = visible(str(target))
            reason = os.strerror(error.errno) if error.errno else visible(str(error))
            _say(language, f"{shown}:写不进去({reason})", f"{shown}: cannot be written ({reason})")
            return Exit.USAGE
        _say(language, f"已写入 {visible(str(target))}", f"wrote {visible(str(target))}")
    return Exit.CLEAN


def _target(file: str, name: str, output: str | None) -> Path:
    if output is not None:
        return Path(output)
    path = Path(file)
    return path.with_name(path.stem + SUFFIXES[name])
