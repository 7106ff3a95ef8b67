"""Write the skeleton of a report: every section and row of a form, ready to fill."""

import os
import sys
from pathlib import Path

import click

from reportdsl.cli.exit import Exit
from reportdsl.cli.options import language_option
from reportdsl.cli.output import compile_named, language_of
from reportdsl.files import write_atomic
from reportdsl.official import official_names
from reportdsl.skeleton import UnknownForm, skeleton
from reportdsl.text.width import visible


@click.command(name="new")
@click.argument("form")
@click.option(
    "-o", "--output", default="-", help="The file to write, - for standard output. 输出文件。"
)
@click.option(
    "--from",
    "last",
    help="Last year's report: its names, labels and 上年结转 are carried over. 上年的报告。",
)
@language_option
def command(form: str, output: str, last: str | None, lang: str | None) -> None:
    """按格式新建一份报告。 Start a report on a FORM: an official name, or a .form file."""
    previous = None
    if last is not None:
        previous = compile_named(last, None, lang)
        if previous is None:
            sys.exit(Exit.USAGE)
    chinese = language_of(lang, None) == "zh"
    try:
        text = skeleton(form, output, previous)
    except UnknownForm:
        known = "、".join(official_names())
        shown = visible(form)
        zh = f"没有“{shown}”这个格式;自带的格式有:{known}"
        en = f'there is no form "{shown}"; the official ones are: {known}'
        click.echo(zh if chinese else en, err=True)
        sys.exit(Exit.USAGE)
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        return
    target = Path(output)
    if target.exists():
        zh, en = f"{visible(output)}:已经有这个文件", f"{visible(output)}: the file exists already"
        click.echo(zh if chinese else en, err=True)
        sys.exit(Exit.USAGE)
    try:
        write_atomic(target, text.encode())
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else visible(str(error))
        click.echo(f"{visible(output)}: {reason}", err=True)
        sys.exit(Exit.USAGE)
