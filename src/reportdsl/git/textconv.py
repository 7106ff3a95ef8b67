"""Turn a file into text for ``git diff``: whatever it holds, something comes of it."""

import os
import subprocess
import sys
from hashlib import sha256

from reportdsl.compiler import Session
from reportdsl.git.run import git, top_of
from reportdsl.git.semantic import semantic
from reportdsl.reading import read_bytes
from reportdsl.world import Contents, DiskWorld, read_named

_SOURCES = (".report", ".form")
_SECONDS = 60
"""How long the import of a document may take."""
_PAGES = (".html", ".htm")


def converted(path: str) -> bytes:
    """Return the text by which git compares a file."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _SOURCES:
        return _imported(path, suffix)
    read = read_named(path)
    if not isinstance(read, Contents):
        return f"({read.kind})\n".encode()
    return of_source(read.data, path)


def of_source(data: bytes, path: str) -> bytes:
    """Return a source's text for comparison; bytes that hold no text come back as they are."""
    place = _place(path)
    session = Session(DiskWorld(beside=place))
    reading = read_bytes(data, os.path.basename(path), place)
    if reading.binary:
        return data
    return semantic(session.compilation(reading)).encode()


def _place(path: str) -> str:
    """Return where a file belongs: git gives one of another revision in a folder for passing use.

    What it names is then sought beside the one file of the same name in the repository.
    """
    here = os.path.realpath(path)
    top = top_of()
    if top is None or here.startswith(os.path.join(os.path.realpath(top), "")):
        return here
    name = os.path.basename(path)
    names = [name, name.partition("_")[2]]
    for wanted in filter(None, names):
        listed = git("--glob-pathspecs", "ls-files", "-z", "--", f"**/{_literal(wanted)}", cwd=top)
        known = [os.fsdecode(each) for each in listed.out.split(b"\0") if each]
        if len(known) == 1:
            return os.path.join(os.path.realpath(top), known[0])
    return here


def _literal(name: str) -> str:
    return "".join(f"\\{char}" if char in "*?[]\\" else char for char in name)


def _imported(path: str, suffix: str) -> bytes:
    """Return the text of a document brought in as a report; where it is none, of the file."""
    if suffix in _PAGES and not _may_be_report(path):
        return _as_it_is(path, suffix)
    words = ["-P", "-m", "reportdsl", "import", os.path.abspath(path), "-o", "-"]
    try:
        done = subprocess.run(  # noqa: S603 - this very program, and no shell
            [sys.executable, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return _as_it_is(path, suffix)
    if done.returncode > 1 or not done.stdout.strip():
        return _as_it_is(path, suffix)
    return of_source(done.stdout, f"{path}.report")


def _may_be_report(path: str) -> bool:
    """Tell whether a page holds a table; of others in a repository no import is tried."""
    read = read_named(path)
    return isinstance(read, Contents) and b"<table" in read.data.lower()


def _as_it_is(path: str, suffix: str) -> bytes:
    """Return the text of a page as it stands; of any other file what tells it from another."""
    read = read_named(path)
    if not isinstance(read, Contents):
        return f"({read.kind})\n".encode()
    if suffix in _PAGES:
        return read.data
    return f"({len(read.data)} bytes, SHA-256 {sha256(read.data).hexdigest()})\n".encode()
