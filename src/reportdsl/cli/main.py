"""Dispatch to the commands; each is loaded when it is called."""

import sys
from importlib import import_module

import click

from reportdsl import __version__

COMMANDS = ("check", "build", "new", "forms", "explain")


class Commands(click.Group):
    """The commands, one module each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of their use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"reportdsl.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportdsl")
def cli() -> None:
    """检查、编译政府信息公开等报告。 Check and publish disclosure reports."""


def main() -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A terminal that lacks a character shows its code; no message is lost over it.
            reconfigure(errors="backslashreplace")
    cli(prog_name="reportdsl")
