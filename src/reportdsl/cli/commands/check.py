"""Declare ``check``."""

import sys

import click

from reportdsl.cli.checking import check
from reportdsl.cli.options import common_options
from reportdsl.cli.output import Format


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "style",
    type=click.Choice(["terminal", "concise", "json"]),
    default="terminal",
    help="How findings are printed. 输出格式。",
)
@click.option("--strict", is_flag=True, help="Warnings fail too. 警告也算不通过。")
@common_options
def command(
    files: tuple[str, ...],
    style: Format,
    strict: bool,  # noqa: FBT001 - click passes options by name
    lang: str | None,
    color: str,
    root: str | None,
) -> None:
    """检查报告和格式文件。 Check reports and forms.

    FILE may be - for standard input. Exit code 0: clean, 1: faults, 2: a file cannot be read.
    """
    code = check(files, style=style, strict=strict, lang=lang, color=color, root=root)
    sys.exit(code)
