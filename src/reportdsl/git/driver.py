"""Merge three files for git: as reports where they are some, else line by line."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportdsl.compiler import Compilation, Session
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.files import write_atomic
from reportdsl.git.merge import Marks, merge
from reportdsl.git.run import git
from reportdsl.reading import read_bytes
from reportdsl.syntax.line import MARKS
from reportdsl.syntax.lines import MAX_LINE
from reportdsl.text.decode import Decoded, decode, encode
from reportdsl.world import Contents, DiskWorld, read_named


@dataclass(frozen=True, slots=True)
class Versions:
    """The files that git hands over, and how it calls what they are."""

    base: str
    ours: str
    theirs: str
    path: str
    """Where the file stands in the working tree."""
    marks: Marks


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a merge."""

    conflicts: int
    """How many there are; negative where the files could not be merged at all."""
    by_lines: bool
    """Whether they were merged line by line."""
    compilation: Compilation | None = None
    """The merged report, if there is no conflict in it."""
    new_errors: tuple[Diagnostic, ...] = ()
    """The errors in it that stand against neither of the two."""


def merge_files(versions: Versions) -> Outcome:
    """Merge the files into the one of ours, and return what came of it."""
    read = [read_named(path) for path in (versions.base, versions.ours, versions.theirs)]
    data = [one.data for one in read if isinstance(one, Contents)]
    sides = [one.data for one in read[1:] if isinstance(one, Contents)]
    decoded = [decode(one) for one in data]
    if len(decoded) == 3 and not any(one.failed for one in decoded):
        _in_one_encoding(versions, data, decoded)
    texts = [text for text in map(_text, data, decoded) if text is not None]
    if len(texts) < 3 or versions.path.lower().endswith(".form"):
        return _by_lines(versions, sides)
    base, ours, theirs = texts
    merged = merge(base, ours, theirs, versions.marks)
    if merged is None:
        return _by_lines(versions, sides)
    write_atomic(versions.ours, encode(merged.text, decoded[1]))
    if merged.conflicts:
        return Outcome(merged.conflicts, by_lines=False)
    return _judged(versions, sides, by_lines=False)


def _in_one_encoding(versions: Versions, data: Sequence[bytes], decoded: Sequence[Decoded]) -> None:
    """Write the other files in the encoding of ours: lines of two encodings make no file."""
    paths = (versions.base, versions.ours, versions.theirs)
    for path, old, found in zip(paths, data, decoded, strict=True):
        if found.encoding != decoded[1].encoding:
            raw = old.decode(found.encoding).removeprefix("\ufeff")
            write_atomic(path, encode(raw, replace(decoded[1], newline="\n")))


def _text(data: bytes, decoded: Decoded) -> str | None:
    """Return the text of a file, if it can be merged by what it says and written as it was."""
    if decoded.failed or encode(decoded.text, decoded) != data:
        return None
    text = decoded.text
    marked = any(mark in text for mark in MARKS)
    if marked or "\0" in text or any(len(line) > MAX_LINE for line in text.split("\n")):
        return None
    return text


def _by_lines(versions: Versions, sides: list[bytes]) -> Outcome:
    marks = versions.marks
    words = ["merge-file", f"--marker-size={marks.size}"]
    for name in (marks.ours, "base", marks.theirs):
        words += ["-L", name]
    files = [os.path.abspath(p) for p in (versions.ours, versions.base, versions.theirs)]
    answer = git(*words, "--", *files)
    # Git counts up to 127 conflicts; what is more is trouble, as with files that are no text.
    if answer.code > 127:
        return Outcome(-1, by_lines=True)
    if answer.code:
        return Outcome(answer.code, by_lines=True)
    return _judged(versions, sides, by_lines=True)


def _judged(versions: Versions, sides: list[bytes], *, by_lines: bool) -> Outcome:
    """Return a clean merge with the errors that it has brought about."""
    read = read_named(versions.ours)
    if not isinstance(read, Contents):
        return Outcome(0, by_lines)
    merged = _compiled(read.data, versions.path)
    if not merged.errors:
        return Outcome(0, by_lines, merged)
    known = {_said(e) for side in sides for e in _compiled(side, versions.path).errors}
    return Outcome(0, by_lines, merged, tuple(e for e in merged.errors if _said(e) not in known))


def _said(found: Diagnostic) -> tuple[str, str]:
    return found.rule.code, found.message("en")


def _compiled(data: bytes, path: str) -> Compilation:
    """Return the compilation of a file as if it stood at a place in the working tree."""
    here = os.path.realpath(path)
    return Session(DiskWorld(beside=here)).compilation(read_bytes(data, path, here))
