"""Declare ``check``."""

import sys

import click

from reportdsl.cli.checking import Mending, check
from reportdsl.cli.options import common_options
from reportdsl.cli.output import Format


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "style",
    type=click.Choice(["terminal", "concise", "json", "sarif", "github", "junit", "gitlab"]),
    default="terminal",
    help="How findings are printed: for a terminal, one a line, or for programs. "
    "问题怎样显示：详细的，一行一个的，或者供程序读的。",
)
@click.option(
    "--explain",
    type=click.Choice(["figures", "equations"]),
    default="figures",
    help="Name the figures that are wrong, or the equations that fail. "
    "指出填错的数，或者列出不成立的等式。",
)
@click.option(
    "--ties",
    is_flag=True,
    help="Note the figures in the prose that a cell could give; with --fix, tie them. "
    "提示正文里哪些数可以写成引用；和 --fix 一起用，就改成引用。",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Apply the fixes that change no figure. 改好不涉及数字的问题。",
)
@click.option(
    "--unsafe",
    is_flag=True,
    help="With --fix, change figures that are found wrong, too. "
    "和 --fix 一起用，把找出来填错的数也改掉。",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Show what --fix would change, and write nothing. 只显示 --fix 会改什么，不写文件。",
)
@click.option("--strict", is_flag=True, help="Warnings fail too. 有警告也算不通过。")
@common_options
def command(
    files: tuple[str, ...],
    style: Format,
    explain: str,
    ties: bool,  # noqa: FBT001 - click passes options by name
    strict: bool,  # noqa: FBT001 - click passes options by name
    fix: bool,  # noqa: FBT001 - as above
    unsafe: bool,  # noqa: FBT001 - as above
    diff: bool,  # noqa: FBT001 - as above
    lang: str | None,
    color: str,
    root: str | None,
) -> None:
    """检查报告和格式文件。 Check reports and forms.

    一次找出全部问题。 All faults are found in one run.

    FILE 写成 - 就读标准输入。 FILE may be - for standard input.
    """
    if unsafe and not (fix or diff):
        raise click.UsageError(
            "--unsafe goes with --fix or --diff / --unsafe 要和 --fix 或 --diff 一起写"
        )
    mending = Mending(unsafe=unsafe, show=diff) if fix or diff else None
    code = check(
        files,
        style=style,
        strict=strict,
        lang=lang,
        color=color,
        root=root,
        explain=explain,
        ties=ties,
        mending=mending,
    )
    sys.exit(code)
