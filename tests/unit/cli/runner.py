"""Run the command line within the test's own process."""

from collections.abc import Mapping
from inspect import signature
from typing import Any

from click.testing import CliRunner, Result

from reportdsl.cli.main import cli

# click before 8.2 mixes the two streams unless it is told not to.
_APART: dict[str, Any] = (
    {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
)


def run(
    *args: str, stdin: str | bytes | None = None, env: Mapping[str, str | None] | None = None
) -> Result:
    """Return what a command line has printed, and its exit code."""
    runner = CliRunner(**_APART)
    return runner.invoke(cli, args, input=stdin, env=env, prog_name="reportdsl")
