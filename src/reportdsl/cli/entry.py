"""Start the command line, by the shortest way that its words allow."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from reportdsl.cli import quick

_FEW = 16
"""Up to so many files the memory that a collector would free is not worth its time."""


def main() -> None:
    """Run the command line and exit; complete it instead when a shell asks."""
    shell = os.environ.get("_REPORTDSL_COMPLETE")
    if shell:
        from reportdsl.cli.completion import answer  # noqa: PLC0415 - only then
        from reportdsl.cli.main import cli  # noqa: PLC0415 - as above

        answer(cli, shell)
        return
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A terminal that lacks a character shows its code; no message is lost over it.
            reconfigure(errors="backslashreplace")
    code = _quick(sys.argv[1:])
    if code is None:
        from reportdsl.cli.main import cli  # noqa: PLC0415 - see `quick`

        cli(prog_name="reportdsl")
    _leave(code)


def _leave(code: int | None) -> NoReturn:
    """Exit at once: to take a finished program apart takes a tenth of its time."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 1
    os._exit(code or 0)


def _quick(arguments: Sequence[str]) -> int | None:
    """Run a plain command line and return its exit code, or None for what click is to read."""
    plain = quick.read(arguments)
    if plain is None:
        return None
    command, files, options = plain
    if len(files) <= _FEW:
        gc.disable()
    try:
        return _check(files, options) if command == "check" else _build(files, options)
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # Whoever reads has had enough; the interpreter must not say so at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _check(files: list[str], options: dict[str, object]) -> int:
    from reportdsl.cli.checking import check  # noqa: PLC0415 - one command of two

    return check(files, **options)  # type: ignore[arg-type]


def _build(files: list[str], options: dict[str, object]) -> int | None:
    from reportdsl.cli.building import Misused, build  # noqa: PLC0415 - one command of two

    try:
        return build(files[0], **options)  # type: ignore[arg-type]
    except Misused:
        return None
