"""Write the skeleton of a report: every section and row of a form, ready to fill."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from reportdsl.analysis.library import is_path
from reportdsl.cli.exit import Exit
from reportdsl.cli.options import language_option, output_option, root_option
from reportdsl.cli.output import compile_named, language_of, refused_write
from reportdsl.files import write_atomic
from reportdsl.official import official_names
from reportdsl.skeleton import FaultyForm, OutOfReach, UnknownForm, skeleton
from reportdsl.text.width import visible


@click.command(name="new")
@click.argument("form")
@output_option
@click.option(
    "--from",
    "last",
    metavar="FILE",
    help="Last year's report: names, labels and figures carried over are taken from it. "
    "上年的报告，名称、标签和结转数从中带过来。",
)
@root_option
@language_option
def command(form: str, output: str, last: str | None, root: str | None, lang: str | None) -> None:
    """按格式新建一份报告。 Start a report on a form.

    FORM 是自带格式的名称，或自己的 .form 文件。 FORM is an official form's name or a .form file.

    已有的文件不会被盖掉。 A file that exists is not replaced.
    """
    chinese = language_of(lang, None) == "zh"
    previous = None
    if last is not None:
        if last == "-":
            _refuse("--from 要写一个文件" if chinese else "--from takes a file")
        previous = compile_named(last, root, lang)
        if previous is None:
            sys.exit(Exit.USAGE)
    try:
        text = skeleton(form, output, previous, root)
    except UnknownForm:
        _refuse(_no_form(form, chinese=chinese))
    except FaultyForm:
        shown = visible(form)
        zh = f"{shown}：格式有错误，请先用 reportdsl check 查出并改正"
        en = f"{shown}: the form has errors; find them with reportdsl check, and mend them first"
        click.echo(zh if chinese else en, err=True)
        sys.exit(Exit.FAULTS)
    except OutOfReach as error:
        path, folder = visible(error.path), visible(error.root)
        zh = (
            f"{path} 在 {folder} 之外，新的报告读不到它："
            "请把它复制过去，或用 -o 把报告写到它旁边，或用 --root 指明它们共同的文件夹"
        )
        en = (
            f"{path} lies outside {folder}, where the new report could not read it: copy it there, "
            "or write the report beside it with -o, or name a folder that holds both with --root"
        )
        _refuse(zh if chinese else en)
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        return
    target = Path(output)
    if target.exists():
        shown = visible(output)
        _refuse(f"{shown}：已经有这个文件" if chinese else f"{shown}: the file exists already")
    try:
        write_atomic(target, text.encode())
    except OSError as error:
        zh, en = refused_write(output, error)
        _refuse(zh if chinese else en)
    shown = visible(output)
    click.echo(f"已写入 {shown}" if chinese else f"wrote {shown}", err=True)


def _refuse(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(Exit.USAGE)


def _no_form(form: str, *, chinese: bool) -> str:
    """Return that there is no such form, and which there are."""
    shown = visible(form)
    if is_path(form):
        return (
            f"{shown}：读不到，或里面没有写格式"
            if chinese
            else f"{shown} cannot be read, or holds no form"
        )
    known = official_names()
    if chinese:
        return f"没有“{shown}”这个格式；自带的格式有：{'、'.join(known)}"
    return f'there is no form "{shown}"; the official ones are: {", ".join(known)}'
