"""Declare ``diff``."""

import sys

import click

from reportdsl.cli.differing import Wanted, differ
from reportdsl.cli.options import common_options


@click.command(name="diff")
@click.argument("old", metavar="OLD", required=False)
@click.argument("new", metavar="NEW", required=False)
@click.option(
    "-f",
    "--format",
    "style",
    type=click.Choice(["text", "html", "markdown", "json"]),
    default="text",
    help="How to show what changed. 用什么格式显示。",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write, - for standard output. 写到哪个文件，- 为标准输出。",
)
@click.option(
    "--years",
    is_flag=True,
    help="Set this year's figures beside last year's, with growth. "
    "本年的数与上年的数逐格比较，算出增长率。",
)
@common_options
def command(
    old: str | None,
    new: str | None,
    style: str,
    output: str | None,
    years: bool,  # noqa: FBT001 - click passes options by name
    lang: str | None,
    color: str,
    root: str | None,
) -> None:
    """比较两份报告。 Show what changed between two reports.

    按格、行、章节和句子比较，不按行比较；对齐、关键词用中文还是英文，都不算不同。 Cells, rows,
    sections and sentences are compared, not lines: alignment and the language of keywords are no
    difference.

    OLD 和 NEW 是文件，或者 git 里的版本，如 HEAD:报告.report。 OLD and NEW are files, or files in a
    revision of git, as HEAD:my.report.

    加上 --years 时可以只写一个文件，与它的“上年”比较。 With --years one file is enough: it is
    compared with the previous report that its header names.

    相同时退出码为 0，不同为 1，读不到为 2。 The exit code is 0 if they are the same, 1 if they
    differ, 2 if one cannot be read.
    """
    if old is None or (new is None and not years):
        raise click.UsageError(
            "two files are compared, with --years one is enough"
            " / 要写两个文件，加 --years 可以只写一个"
        )
    first, second = (None, old) if new is None else (old, new)
    wanted = Wanted(style, output, years, lang, color, root)
    sys.exit(differ(first, second, wanted))
