"""Read foreign files and write what is made of them, for the commands that do."""

import errno
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

_READING = {
    errno.ENOENT: ("没有这个文件", "there is no such file"),
    errno.EISDIR: ("它是文件夹", "it is a folder"),
    errno.EACCES: ("没有读取的权限", "it may not be read"),
}
_WRITING = {
    errno.ENOENT: ("没有这个文件夹", "there is no such folder"),
    errno.ENOTDIR: ("没有这个文件夹", "there is no such folder"),
    errno.EISDIR: ("它是文件夹", "it is a folder"),
    errno.ELOOP: ("它是一个链接，不往链接里写", "it is a link, through which nothing is written"),
    errno.EACCES: ("没有写的权限", "it may not be written"),
}


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
        shown = visible(file)
        zh, en = _reason(error, _READING)
        raise NotDone(f"{shown}：读不到，{zh}", f"{shown}: {en}") from error


def _reason(error: OSError | ValueError, known: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
    """Return why the system refused, in Chinese and English."""
    number = error.errno if isinstance(error, OSError) else None
    if number is not None and number in known:
        return known[number]
    words = os.strerror(number) if number else visible(str(error))
    return words, words


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
        shown = visible(output)
        zh, en = _reason(error, _WRITING)
        raise NotDone(f"{shown}：写不进去，{zh}", f"{shown}: cannot be written, {en}") from error
