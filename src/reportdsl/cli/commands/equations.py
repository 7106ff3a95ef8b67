"""List the equations of a report, with their figures."""

import sys

import click

from reportdsl.cli.exit import Exit
from reportdsl.cli.listing import listed
from reportdsl.cli.options import common_options
from reportdsl.cli.output import compile_named, count, is_report, language_of, plural, say


@click.command(name="equations")
@click.argument("file")
@click.option(
    "--cell",
    metavar="NAME",
    help="Only those in which this cell stands, as row.column. 只列这一格所在的等式，写成 行.列。",
)
@common_options
def command(file: str, cell: str | None, lang: str | None, color: str, root: str | None) -> None:
    """列出报告里的等式。 List the equations that hold a report's figures.

    每行一个，写明成立不成立。 One a line, with whether it holds.
    """
    del color
    compilation = compile_named(file, root, lang)
    if compilation is None:
        sys.exit(Exit.USAGE)
    language = language_of(lang, compilation.parsed.language)
    if not is_report(compilation, language):
        sys.exit(Exit.USAGE)
    text, known = listed(compilation, cell, language)
    say(text, err=not known)
    errors, _ = count(compilation.diagnostics)
    if errors:
        zh = f"报告里有 {errors} 处错误，用 reportdsl check 查看"
        en = f"the report has {plural(errors, 'error')}; see them with reportdsl check"
        say(zh if language == "zh" else en, err=True)
    sys.exit(Exit.CLEAN if known else Exit.USAGE)
