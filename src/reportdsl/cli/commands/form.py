"""Declare ``form``: what is done with forms of one's own."""

import sys

import click

from reportdsl.cli.group import Group
from reportdsl.cli.options import colour_option, language_option, output_option


@click.group(name="form", cls=Group)
def command() -> None:
    """写自己的格式。 Make forms of one's own."""


@command.command(name="from")
@click.argument("file", metavar="FILE")
@output_option
@click.option("--name", metavar="NAME", help="What to call the form. 格式叫什么。")
@click.option(
    "--table",
    "tables",
    multiple=True,
    metavar="TABLE",
    help="A table to take, by number or name; may be given several times. "
    "只要哪张表，写第几张或表名；可以写几次。",
)
@click.option(
    "--open",
    "free",
    multiple=True,
    metavar="TABLE",
    help="A table whose rows are each report's own; may be given several times. "
    "哪张表的行由各报告自己列；可以写几次。",
)
@colour_option
@language_option
def from_(
    file: str,
    output: str,
    name: str | None,
    tables: tuple[str, ...],
    free: tuple[str, ...],
    lang: str | None,
    color: str,
) -> None:
    """由已有的报告写出格式。 Make a form out of a report that exists.

    表头、行名、合并的格照原样写成格式；合计按名称和数字认定，数字不合的不写算式。
    Heads, labels and merged cells become the form; totals are told by their wording and by the
    figures, and where these do not agree no rule is written.

    写出来的格式先用文件里的数试填一遍，印出来与原表不同的地方逐处说明。
    The form is then filled with the figures of the file; where it prints them otherwise is told.

    已有的文件不会被盖掉。 A file that exists is not replaced.

    FILE 写成 - 就读标准输入。 FILE may be - for standard input.
    """
    from reportdsl.cli.forming import form_from  # noqa: PLC0415 - help needs none of it
    from reportdsl.importing.formfrom import Wishes  # noqa: PLC0415 - as above

    wishes = Wishes(name or "", tables, free)
    sys.exit(form_from(file, wishes, output=output, lang=lang, color=color))
