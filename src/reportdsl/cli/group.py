"""Group commands so that help and a wrong command line are told in the language of their reader."""

from collections.abc import Sequence
from typing import Any

import click

_TYPED = "reportdsl.typed"


class Context(click.Context):
    """The context of a command whose help texts stand in both languages."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what writes the help."""
        from reportdsl.cli.help import Formatter  # noqa: PLC0415 - where it is needed
        from reportdsl.cli.misuse import language_typed  # noqa: PLC0415 - as above

        language = language_typed(self.meta.get(_TYPED, ()))
        return Formatter(language, width=self.terminal_width, max_width=self.max_content_width)


class Group(click.Group):
    """A group of commands that speaks of itself in Chinese or English."""

    context_class = Context

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> click.Context:
        """Return the context of a command line; raise `click.UsageError`."""
        typed = tuple(args)
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise _told(error, typed) from error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of a command line into its context; return what is left."""
        ctx.meta.setdefault(_TYPED, tuple(args))
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            command.context_class = Context
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names of the commands with the first paragraphs of their help."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, (command.help or "").split("\n\n")[0]) for name, command in found if command]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run the command that the line names; raise `click.UsageError`."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            command = self.get_command(ctx, ctx.invoked_subcommand or "")
            if error.ctx is None and command is not None:
                error.ctx = click.Context(command, ctx, ctx.invoked_subcommand)
            raise _told(error, ctx.meta.get(_TYPED, ())) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the line names; raise `click.UsageError`."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            from reportdsl.cli.misuse import NoSuchCommand  # noqa: PLC0415 - where it is needed

            raise NoSuchCommand(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)


def _told(error: click.UsageError, typed: Sequence[str]) -> click.UsageError:
    from reportdsl.cli.misuse import Misuse  # noqa: PLC0415 - where it is needed

    # A line without a command is shown the help, which click does by an error of its own.
    asks_for_help = type(error).__name__ == "NoArgsIsHelpError"
    return error if asks_for_help or isinstance(error, Misuse) else Misuse(error, typed)
