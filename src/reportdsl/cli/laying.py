"""Lay out files: each whole and in place, or only say what would change."""

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from reportdsl.cli.exit import Exit
from reportdsl.cli.output import (
    coloured,
    language_of,
    refused_write,
    render,
    say,
    say_unreadable,
    stdin_bytes,
)
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Severity
from reportdsl.diagnostics.rules.reading import EMPTY_FILE
from reportdsl.files import write_atomic
from reportdsl.formatter import Formatted, formatted
from reportdsl.reading import read_bytes
from reportdsl.syntax.spelling import To
from reportdsl.text.decode import decode, encode
from reportdsl.text.source import Source
from reportdsl.text.width import visible
from reportdsl.world import MAX_FILE, Failure, read_named

_SUFFIXES = (".report", ".form")


@dataclass(frozen=True, slots=True)
class Laying:
    """What to do with what is laid out."""

    keywords: To
    check: bool
    """Only name the files that would change, and fail if there are any."""
    diff: bool
    """Only print what would change."""
    lang: str | None
    color: str


def lay_out(files: Sequence[str], laying: Laying) -> Exit:
    """Lay out files, and return the exit code."""
    codes = [_one(path, laying) for path in dict.fromkeys(files)]
    return max(codes, default=Exit.CLEAN)


def _one(path: str, laying: Laying) -> Exit:
    if path == "-":
        data = stdin_bytes()
    elif not path.endswith(_SUFFIXES):
        shown = visible(path)
        zh = f"{shown}：只整理 .report 和 .form 文件，没有动它"
        en = f"{shown}: only .report and .form files are laid out; it was left as it is"
        say(zh if language_of(laying.lang, None) == "zh" else en, err=True)
        return Exit.USAGE
    else:
        contents = read_named(path)
        if isinstance(contents, Failure):
            say_unreadable(path, contents, laying.lang)
            return Exit.USAGE
        data = contents.data
    name = path if path == "-" else os.path.relpath(path)
    reading = read_bytes(data, name, None)
    faults = tuple(
        found
        for found in reading.diagnostics
        if found.severity is Severity.ERROR and found.rule is not EMPTY_FILE
    )
    if faults:
        _tell(faults, reading.source, language_of(laying.lang, None), laying)
        return _left(path, data, Exit.USAGE, laying)
    made = formatted(reading.source.text, keywords=laying.keywords, name=name)
    language = language_of(laying.lang, made.language)
    if made.diagnostics:
        _tell(made.diagnostics, made.source, language, laying)
        return _left(path, data, Exit.USAGE, laying)
    return _done(path, data, made, language, laying)


def _done(path: str, data: bytes, made: Formatted, language: Language, laying: Laying) -> Exit:
    """Write what was made of a file, or say what would be written."""
    decoded = decode(data)
    new = encode(made.text, decoded)
    if laying.diff and new != data:
        _show(made)
    if laying.check and new != data:
        shown = visible(path)
        say(f"{shown}：没有整理好" if language == "zh" else f"{shown} would be laid out", err=True)
        return Exit.FAULTS
    if laying.check or laying.diff:
        return Exit.CLEAN
    if path == "-":
        return _left(path, new, Exit.CLEAN, laying)
    if new != data:
        try:
            write_atomic(path, new)
        except OSError as error:
            zh, en = refused_write(path, error)
            say(zh if language == "zh" else en, err=True)
            return Exit.USAGE
        shown = visible(path)
        say(f"{shown}：整理好了" if language == "zh" else f"{shown} laid out")
    return Exit.CLEAN


def _left(path: str, data: bytes, code: Exit, laying: Laying) -> Exit:
    """Pass on what came by standard input, unless there was more, and return the exit code."""
    if path == "-" and len(data) <= MAX_FILE and not (laying.check or laying.diff):
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    return code


def _tell(found: Sequence[Diagnostic], source: Source, language: Language, laying: Laying) -> None:
    color = coloured(laying.color, sys.stderr)
    text = render(found, {source.id: source}, language, "terminal", color=color)
    say(text, err=True, color=color)


def _show(made: Formatted) -> None:
    name = made.source.id
    before, after = made.source.text.splitlines(), made.text.splitlines()
    lines = difflib.unified_diff(before, after, name, name, lineterm="")
    say("\n".join(map(visible, lines)))
