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
    help="How findings are printed: for a terminal, one a line, or as JSON. "
    "问题怎样显示：详细的，一行一个的，或者供程序读的。",
)
@click.option("--strict", is_flag=True, help="Warnings fail too. 有警告也算不通过。")
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

    一次找出全部问题。 All faults are found in one run.

    FILE 写成 - 就读标准输入。 FILE may be - for standard input.
    """
    code = check(files, style=style, strict=strict, lang=lang, color=color, root=root)
    sys.exit(code)
