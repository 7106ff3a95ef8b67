"""List the official forms, or show one."""

import sys

import click

from reportdsl.cli.exit import Exit
from reportdsl.cli.group import Group
from reportdsl.cli.options import language_option
from reportdsl.cli.output import language_of
from reportdsl.official import official_form, official_names, official_source
from reportdsl.text.nearest import nearest
from reportdsl.text.width import visible


@click.group(
    name="forms",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",
)
@click.pass_context
def command(context: click.Context) -> None:
    """列出自带的格式。 List the official forms."""
    if context.invoked_subcommand is None:
        for name in official_names():
            form = official_form(name)
            click.echo(f"{name}\t{form.title if form else ''}")


@command.command(name="show")
@click.argument("name")
@language_option
def show(name: str, lang: str | None) -> None:
    """显示一个格式的源文本。 Print a form's source, to copy and change."""
    if name not in official_names():
        near = nearest(name, official_names())
        shown = visible(name)
        zh = f"没有“{shown}”这个格式" + (f"，是不是 {'、'.join(near)}？" if near else "")
        en = f'there is no form "{shown}"' + (
            f"; did you mean {' or '.join(near)}?" if near else ""
        )
        click.echo(zh if language_of(lang, None) == "zh" else en, err=True)
        sys.exit(Exit.USAGE)
    click.echo(official_source(name).text, nl=False)
