"""Start the command line, by the shortest way that its words allow."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO, cast

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
    _prepare_streams()
    try:
        code = _quick(sys.argv[1:])
        if code is None:
            from reportdsl.cli.main import cli  # noqa: PLC0415 - see `quick`

            cli(prog_name="reportdsl")
    except KeyboardInterrupt:
        code = 1
    except OSError as error:
        code = _failed(error)
    _leave(code)


def _prepare_streams() -> None:
    """Have three streams, though some be closed, which take every character."""
    sys.stdin = sys.stdin or _nothing("r", os.O_RDONLY)
    # What is meant for a closed output must not pass as written; messages may be lost.
    sys.stdout = sys.stdout or _nothing("w", os.O_RDONLY)
    sys.stderr = sys.stderr or _nothing("w", os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A terminal that lacks a character shows its code; no message is lost over it.
            reconfigure(errors="backslashreplace")


def _nothing(mode: str, flags: int) -> TextIO:
    stream = open(os.open(os.devnull, flags), mode, encoding="utf-8")  # noqa: SIM115 - to the end
    return cast("TextIO", stream)


def _failed(error: OSError) -> int:
    """Say that a stream cannot be read or written, and return the exit code."""
    if isinstance(error, BrokenPipeError):
        return 1  # Whoever reads has had enough.
    from contextlib import suppress  # noqa: PLC0415 - hardly ever needed

    from reportdsl.cli.exit import Exit  # noqa: PLC0415 - as above
    from reportdsl.cli.misuse import language_typed  # noqa: PLC0415 - as above
    from reportdsl.cli.output import say  # noqa: PLC0415 - as above

    zh = language_typed(sys.argv[1:]) == "zh"
    reason = os.strerror(error.errno) if error.errno else str(error)
    with suppress(OSError):
        say(f"读写失败（{reason}）" if zh else f"cannot read or write ({reason})", err=True)
    return Exit.USAGE


def _leave(code: int | None) -> NoReturn:
    """Exit at once: to take a finished program apart takes a tenth of its time."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or 1
    os._exit(code or 0)


def _quick(arguments: Sequence[str]) -> int | None:
    """Run a plain command line and return its exit code, or None for what click is to read."""
    plain = quick.read(arguments)
    if plain is None:
        return None
    command, files, options = plain
    if len(files) <= _FEW:
        gc.disable()
    return _check(files, options) if command == "check" else _build(files, options)


def _check(files: list[str], options: dict[str, object]) -> int:
    from reportdsl.cli.checking import check  # noqa: PLC0415 - one command of two

    return check(files, **options)  # type: ignore[arg-type]


def _build(files: list[str], options: dict[str, object]) -> int | None:
    from reportdsl.cli.building import Misused, build  # noqa: PLC0415 - one command of two

    try:
        return build(files[0], **options)  # type: ignore[arg-type]
    except Misused:
        return None
