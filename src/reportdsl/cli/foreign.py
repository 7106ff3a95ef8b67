"""Read foreign files and write what is made of them, for the commands that do."""

import os
import sys
from collections.abc import Mapping, Sequence

from reportdsl.cli.output import coloured, say
from reportdsl.diagnostics.diagnostic import Diagnostic, Language
from reportdsl.diagnostics.render import terminal
from reportdsl.files import write_atomic
from reportdsl.importers.importer import MAX_FILE
from reportdsl.text.source import Source
from reportdsl.text.width import visible


class NotDone(Exception):  # noqa: N818 - said as what is done
    """Nothing can be made, for a reason in Chinese or in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def refuse_existing(output: str) -> None:
    """Raise `NotDone` if a file would be replaced."""
    if output != "-" and os.path.lexists(output):
        shown = visible(output)
        raise NotDone(f"{shown}：已经有这个文件", f"{shown}: the file exists already")


def bytes_of(file: str) -> bytes:
    """Return what a file holds, up to a byte more than is read; raise `NotDone`."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_FILE + 1)
    try:
        with open(file, "rb") as stream:
            return stream.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        shown, reason = visible(file), os.strerror(number) if number else visible(str(error))
        raise NotDone(
            f"{shown}：读不到（{reason}）", f"{shown}: cannot be read ({reason})"
        ) from error


def tell(
    found: Sequence[Diagnostic], sources: Mapping[str, Source], language: Language, color: str
) -> None:
    """Say findings on standard error."""
    if found:
        shown = terminal.render_all(found, sources, language, color=coloured(color, sys.stderr))
        say(shown + "\n", err=True, color=True)


def write(output: str, text: str) -> None:
    """Write a text to a file or to standard output; raise `NotDone`."""
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        write_atomic(output, text.encode())
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number else visible(str(error))
        shown = visible(output)
        raise NotDone(
            f"{shown}：写不进去（{reason}）", f"{shown}: cannot be written ({reason})"
        ) from error
