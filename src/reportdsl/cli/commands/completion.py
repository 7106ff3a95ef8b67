"""Print the script by which a shell completes the program's command lines."""

import click

from reportdsl.cli.completionscripts import SCRIPTS


@click.command(name="completion")
@click.argument("shell", type=click.Choice(list(SCRIPTS)), metavar="SHELL")
def command(shell: str) -> None:
    """打印命令行补全脚本。 Print the script that completes command lines in a shell.

    SHELL 是 bash、zsh、fish 或 powershell。 SHELL is bash, zsh, fish or powershell.
    """
    click.echo(SCRIPTS[shell], nl=False)
