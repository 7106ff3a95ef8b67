"""Group commands so that a wrong command line is answered in the language of its reader."""

from collections.abc import Sequence
from typing import Any

import click

_TYPED = "reportdsl.typed"


class Group(click.Group):
    """A group of commands that says what is wrong with a command line, in Chinese or English."""

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
            context = super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise _told(error, typed) from error
        context.meta.setdefault(_TYPED, typed)
        return context

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
