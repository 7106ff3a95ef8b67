"""Name the commands; each is loaded when it is called."""

from importlib import import_module
from keyword import iskeyword

import click

from reportdsl import __version__
from reportdsl.cli.group import Group

COMMANDS = (
    "check",
    "build",
    "fmt",
    "new",
    "import",
    "form",
    "forms",
    "explain",
    "equations",
    "diff",
    "git",
    "completion",
)


class Commands(Group):
    """The commands, one module each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of their use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
            command = import_module(f"reportdsl.cli.commands.{module}").command
            self.add_command(command, cmd_name)
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="reportdsl", help="Show the version and exit. 显示版本。"
)
def cli() -> None:
    """检查、编译政府信息公开等报告。 Check and publish disclosure reports."""
