"""Read files: the only door between the compiler and the disk.

A path named inside a source is hostile. It is made a real path, and that must lie under the root
both before the file is opened and once it is open. Nothing here raises; a `Failure` comes back.
"""

import errno
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from reportdsl.text.pattern import pattern

MAX_FILE = 4 * 1024 * 1024
"""The most bytes of a file that is read."""

_ATTEMPTS = 3
# Distinct bits, of which a platform may lack some. To open a FIFO must not wait for its writer.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
_UNFIT = pattern("[\0-\x1f\x7f\ud800-\udfff]")
_DRIVE = pattern("[A-Za-z]:")

FailureKind: TypeAlias = Literal[
    "missing", "outside", "not-a-file", "unreadable", "too-large", "bad-path"
]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds."""

    path: str
    """The resolved path."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file cannot be had."""

    kind: FailureKind
    detail: str = ""
    """The cause in a word, such as ``EACCES``; never a path, never anything from a file."""


_FAILURES = {
    errno.ENOENT: Failure("missing"),
    errno.ENOTDIR: Failure("missing"),
    errno.EISDIR: Failure("not-a-file"),
    errno.ENXIO: Failure("not-a-file"),
    errno.ENAMETOOLONG: Failure("bad-path", "length"),
}

Read: TypeAlias = Contents | Failure
Resolved: TypeAlias = str | Failure


class World(Protocol):
    """Everything outside the sources that a compilation may see."""

    def resolve(self, base: str | None, relative: str) -> Resolved:
        """Return the path that a source at the path `base` means; the file need not exist."""
        ...

    def read(self, path: str) -> Read:
        """Return what stands at a path that `resolve` gave."""
        ...


class DiskWorld:
    """The files under a root folder, which is given or found for the file `beside` them.

    Without either, the root is found for each naming source.
    """

    __slots__ = ("_beside", "_root")

    def __init__(
        self, root: str | os.PathLike[str] | None = None, beside: str | None = None
    ) -> None:
        self._root = None if root is None else os.path.realpath(root)
        self._beside = beside
        """The file whose root is the root, sought when it is first needed."""

    def resolve(self, base: str | None, relative: str) -> Resolved:
        """Return the real path that a source means, if it lies under the root.

        What standard input names (`base` is None) starts at the root, or else where the command
        runs.
        """
        flaw = _flaw(relative)
        if flaw is not None:
            return flaw
        if self._beside is not None:
            self._root, self._beside = find_root(self._beside), None
        start = base or os.path.join(self._root or os.curdir, "-")
        named = os.path.join(os.path.dirname(start), _composed(relative))
        try:
            real = os.path.realpath(named)
            root = self._root or find_root(start)
        except (OSError, ValueError):
            return Failure("bad-path")
        return real if _lies_under(real, root) else Failure("outside")

    def read(self, path: str) -> Read:
        """Return what a real path under the root holds."""
        # Beyond a loop of links a "real" path may still hold links: the second look sees them.
        if _real(path) != path or (self._root and not _lies_under(path, self._root)):
            return Failure("outside")
        return _open(path)


class MemoryWorld:
    """Files in memory, by paths that are relative to the root."""

    __slots__ = ("_files",)

    def __init__(self, files: Mapping[str, bytes | str]) -> None:
        self._files = {_composed(path): data for path, data in files.items()}

    def resolve(self, base: str | None, relative: str) -> Resolved:
        """Return the path, without ``.`` and ``..``, that a source means."""
        flaw = _flaw(relative)
        if flaw is not None:
            return flaw
        parts = (base or "").split("/")[:-1]
        for part in _composed(relative).split("/"):
            if part == "..":
                if not parts:
                    return Failure("outside")
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        return "/".join(parts)

    def read(self, path: str) -> Read:
        """Return what stands at a path."""
        data = self._files.get(path)
        if data is None:
            folder = path + "/" if path else ""
            inside = any(name.startswith(folder) for name in self._files)
            return Failure("not-a-file" if inside else "missing")
        if isinstance(data, str):
            data = data.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
        return Contents(path, data) if len(data) <= MAX_FILE else Failure("too-large")


def read_named(path: str | os.PathLike[str]) -> Read:
    """Return what stands at a path that the command line names: trusted, it may lie anywhere."""
    real = _real(os.fspath(path))
    return Failure("bad-path") if real is None else _open(real)


def find_root(path: str | os.PathLike[str]) -> str:
    """Return the nearest folder upwards from a file that holds ``.git``, else its own folder."""
    own = folder = os.path.dirname(os.path.realpath(path))
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return own
        folder = above
    return folder


def _real(path: str) -> str | None:
    """Return a path without links, None for what no path can be."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return None


def _composed(path: str) -> str:
    """Return a path in the form in which most systems write it."""
    if path.isascii():
        return path
    import unicodedata  # noqa: PLC0415 - few sources name a file

    return unicodedata.normalize("NFC", path)


def _flaw(relative: str) -> Failure | None:
    """Return why a path in a source is refused on sight, None if it is not."""
    if not relative:
        return Failure("bad-path", "empty")
    if _UNFIT.search(relative):
        return Failure("bad-path", "character")
    if relative.startswith(("/", "\\")) or _DRIVE.match(relative):
        return Failure("bad-path", "absolute")
    if "\\" in relative and ".." in re.split(r"[/\\]", relative):
        return Failure("bad-path", "backslash")
    return None


def _lies_under(path: str, root: str) -> bool:
    """Return whether a real path lies under a folder and in no ``.git``, where tokens are kept."""
    path, root = os.path.normcase(path), os.path.normcase(root)
    folder = os.path.join(root, "")
    if not path.startswith(folder):
        return path == root
    return ".git" not in path.removeprefix(folder).casefold().split(os.sep)


def _open(path: str) -> Read:
    """Return what a real path holds, if it is an ordinary file and stays where it is."""
    try:
        for _ in range(_ATTEMPTS):
            descriptor = os.open(path, _FLAGS)
            try:
                read = _read(descriptor, path)
            finally:
                os.close(descriptor)
            if read is not None:
                return read
    except OSError as error:
        code = error.errno or 0
        return _FAILURES.get(code) or Failure("unreadable", errno.errorcode.get(code, ""))
    return Failure("unreadable", "moved")


def _read(descriptor: int, path: str) -> Read | None:
    """Return what an open file holds, None if it is not the one that stands at the path."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return Failure("not-a-file")
    # A folder above may have become a link since, or another file have taken the name.
    if not _stands_at(descriptor, path):
        return None
    if status.st_size > MAX_FILE:
        return Failure("too-large")
    with open(descriptor, "rb", closefd=False) as file:
        data = file.read(MAX_FILE + 1)
    return Contents(path, data) if len(data) <= MAX_FILE else Failure("too-large")


def _stands_at(descriptor: int, path: str) -> bool:
    """Return whether an open file is the one that really stands at a path."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}") == path
    except OSError:
        unmoved = os.path.realpath(path) == path
        return unmoved and os.path.samestat(os.fstat(descriptor), os.stat(path))
