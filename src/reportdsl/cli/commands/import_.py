"""Declare ``import``."""

import sys

import click

from reportdsl.cli.options import common_options, output_option


@click.command(name="import")
@click.argument("file", metavar="FILE")
@output_option
@click.option(
    "--form",
    metavar="NAME",
    help="The form that the report is on: an official name or a .form file. "
    "报告所用的格式：自带格式的名称，或自己的 .form 文件。",
)
@common_options
def command(
    file: str,
    output: str,
    form: str | None,
    lang: str | None,
    color: str,
    root: str | None,
) -> None:
    """把已有的报告导入成源文件。 Bring in a report that exists.

    网页、Word、Excel、CSV 文件和各种竖线文本都能读，是哪一种自己会认。 Pages, Word, Excel and CSV
    files are read, and pipe text of every kind; which it is, is recognised.

    数字要么原样取用，要么不取：没有把握的留在注释里，并逐处说明。 Figures are taken exactly or not
    at all: what is in doubt stays in comments, and is told.

    已有的文件不会被盖掉。 A file that exists is not replaced.

    FILE 写成 - 就读标准输入。 FILE may be - for standard input.
    """
    from reportdsl.cli.importing import bring_in  # noqa: PLC0415 - help needs none of it

    sys.exit(bring_in(file, output=output, form=form, lang=lang, color=color, root=root))
