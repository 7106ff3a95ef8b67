"""Declare ``fmt``."""

import sys

import click

from reportdsl.cli.laying import Laying, lay_out
from reportdsl.cli.options import colour_option, language_option
from reportdsl.syntax.spelling import To


@click.command(name="fmt")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; fail if a file would change. 不写文件；有要整理的文件就算不通过。",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Show what would change, and write nothing. 只显示会改什么，不写文件。",
)
@click.option(
    "--keywords",
    type=click.Choice(["zh", "en"]),
    help="Turn keywords into this language. 关键词都换成这种语言的。",
)
@colour_option
@language_option
def command(
    files: tuple[str, ...],
    check: bool,  # noqa: FBT001 - click passes options by name
    diff: bool,  # noqa: FBT001 - as above
    keywords: To,
    lang: str | None,
    color: str,
) -> None:
    """整理报告和格式文件的写法。 Lay out reports and forms.

    对齐表格，统一标点和空格；发布出来的内容一个字也不变。
    Tables are lined up, marks and blanks made the same; nothing that is published changes.

    FILE 写成 - 就读标准输入，结果写到标准输出。
    FILE may be - for standard input; the result goes to standard output.
    """
    sys.exit(lay_out(files, Laying(keywords, check, diff, lang, color)))
