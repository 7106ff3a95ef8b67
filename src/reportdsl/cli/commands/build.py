"""Declare ``build``."""

import sys
from typing import Literal

import click

from reportdsl.cli.building import Misused, build
from reportdsl.cli.options import common_options
from reportdsl.emit.emitter import SUFFIXES


@click.command(name="build")
@click.argument("file", metavar="FILE")
@click.option(
    "-t",
    "--to",
    "names",
    type=click.Choice(list(SUFFIXES)),
    multiple=True,
    default=("html",),
    help="The output; may be given several times. 输出什么，可写多次。",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write, - for standard output. 写到哪个文件，- 为标准输出。",
)
@click.option(
    "--draft", is_flag=True, help="Build in spite of errors, as a draft. 有错也编译，作为草稿。"
)
@click.option("--strict", is_flag=True, help="Warnings fail too. 有警告也算不通过。")
@click.option(
    "--keep-width",
    is_flag=True,
    help="Pipe text keeps full-width characters. 竖线文本保留全角字符。",
)
@click.option(
    "--tables",
    type=click.Choice(["gfm", "html"]),
    default="gfm",
    help="How Markdown writes tables. Markdown 里表格的写法。",
)
@click.option(
    "--css",
    type=click.Path(exists=True, dir_okay=False),
    help="A style sheet that comes after the page's own. 网页另加的样式表，排在原有样式之后。",
)
@click.option(
    "--template",
    type=click.Path(exists=True, file_okay=False),
    help="A folder whose report.html.j2 makes the page. "
    "网页模板的文件夹，其中要有 report.html.j2。",
)
@common_options
def command(
    file: str,
    names: tuple[str, ...],
    output: str | None,
    draft: bool,  # noqa: FBT001 - click passes options by name
    strict: bool,  # noqa: FBT001
    keep_width: bool,  # noqa: FBT001
    tables: Literal["gfm", "html"],
    css: str | None,
    template: str | None,
    lang: str | None,
    color: str,
    root: str | None,
) -> None:
    """编译报告。 Compile a report.

    不写 -o，就写在源文件旁边。 Without -o the output is written beside the source.

    报告有错就不编译，原有的文件保持不变。 A report with errors is not built, and an existing output
    stays as it was.

    FILE 写成 - 就读标准输入。 FILE may be - for standard input.
    """
    try:
        code = build(
            file,
            names=names,
            output=output,
            draft=draft,
            strict=strict,
            keep_width=keep_width,
            tables=tables,
            css=css,
            template=template,
            lang=lang,
            color=color,
            root=root,
        )
    except Misused as error:
        raise click.UsageError(str(error)) from error
    sys.exit(code)
