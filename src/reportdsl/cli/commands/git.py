"""Declare ``git`` and the commands beneath it."""

import sys

import click

from reportdsl.cli.group import Group
from reportdsl.cli.options import language_option

_global = click.option(
    "--global",
    "everywhere",
    is_flag=True,
    help="For all of your repositories, not only this one. 用于自己的全部仓库，不只这一个。",
)


@click.group(name="git", cls=Group)
def command() -> None:
    """让 git 看懂报告。 Make git understand reports.

    装上以后，git diff 按格、按句显示，git merge 按格、按句合并。 Once installed, git diff shows
    cells and sentences, and git merge merges them.
    """


@command.command(name="install")
@_global
@language_option
def install(everywhere: bool, lang: str | None) -> None:  # noqa: FBT001 - click passes it by name
    """让 git 按格、按句比较和合并报告。 Have git compare and merge reports by cell and sentence.

    只添几行设置，不改别的；uninstall 原样取走。 A few settings are added and nothing else is
    changed; uninstall takes just these away.
    """
    from reportdsl.cli.gitsetup import set_up  # noqa: PLC0415 - git calls the others more often

    sys.exit(set_up(everywhere=everywhere, remove=False, lang=lang))


@command.command(name="uninstall")
@_global
@language_option
def uninstall(everywhere: bool, lang: str | None) -> None:  # noqa: FBT001 - as above
    """取走 install 添的设置。 Take back what install has added."""
    from reportdsl.cli.gitsetup import set_up  # noqa: PLC0415 - as above

    sys.exit(set_up(everywhere=everywhere, remove=True, lang=lang))


@command.command(name="textconv")
@click.argument("file", metavar="FILE")
def textconv(file: str) -> None:
    """由 git diff 调用：一格一行、一句一行。 For git diff: a line a cell, a line a sentence."""
    from reportdsl.git.textconv import converted  # noqa: PLC0415 - as above

    sys.stdout.buffer.write(converted(file))
    sys.stdout.flush()


@command.command(name="merge-driver")
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.argument("size", type=int, default=7)
@click.argument("path", default="")
@click.argument("ours_name", default="")
@click.argument("theirs_name", default="")
@language_option
def merge_driver(
    base: str,
    ours: str,
    theirs: str,
    size: int,
    path: str,
    ours_name: str,
    theirs_name: str,
    lang: str | None,
) -> None:
    """由 git merge 调用：按格、按句合并。 For git merge: cell by cell, sentence by sentence.

    OURS 里写入合并的结果；有冲突时退出码为 1。 The result is written into OURS; the exit code is 1
    where there are conflicts.
    """
    from reportdsl.cli.gitmerge import merged  # noqa: PLC0415 - as above

    files, names = (base, ours, theirs), (ours_name, theirs_name)
    sys.exit(merged(files, names=names, size=size, path=path or ours, lang=lang))
