"""Write a file so that its path holds the old bytes or the new ones, whole, at every moment."""

import errno
import os
import stat
import time
from functools import lru_cache

from reportdsl.text.pattern import pattern

_TEMPORARY = pattern(r"\.reportdsl-[0-9a-f]{16}\.tmp")
_STALE_SECONDS = 3600
# Distinct bits, of which a platform may lack some.
_FLAGS = (os.O_WRONLY | os.O_CREAT | os.O_EXCL) + sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
)


class WriteRefused(OSError):  # noqa: N818 - said as what was done
    """A link, or something else that is no ordinary file, stands at the path."""


def write_atomic(path: str | os.PathLike[str], data: bytes) -> None:
    """Put bytes at a path: all of them or, with an OSError, none.

    An old file's permission bits are kept.
    """
    mode = _permissions(path)
    folder = os.path.dirname(os.path.abspath(path))
    _sweep(folder)
    temporary = os.path.join(folder, f".reportdsl-{os.urandom(8).hex()}.tmp")
    descriptor = os.open(temporary, _FLAGS, 0o666 if mode is None else mode)
    try:
        with open(descriptor, "wb") as file:
            if mode is not None:
                # The umask may have taken some of the bits away.
                os.chmod(descriptor if os.chmod in os.supports_fd else temporary, mode)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, path)
    except BaseException:
        _remove(temporary)
        raise
    _sync(folder)


def _permissions(path: str | os.PathLike[str]) -> int | None:
    """Return the permission bits of the file to be replaced, None where there is none."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        raise WriteRefused(errno.ELOOP, "a symbolic link is not written through", str(path))
    if not stat.S_ISREG(mode):
        raise WriteRefused(errno.EEXIST, "not an ordinary file", str(path))
    return stat.S_IMODE(mode) & 0o777


def _sync(folder: str) -> None:
    """Make a rename in a folder last through a power cut, where the platform can."""
    # The new file stands already: to report failure now would be wrong.
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return


def _remove(path: str) -> None:
    """Remove a file of ours; one that is gone already is as well."""
    try:
        os.unlink(path)
    except OSError:
        return


# Once a folder and process: a folder of many thousand outputs is not listed for each of them.
@lru_cache(maxsize=1024)
def _sweep(folder: str) -> None:
    """Remove what writers that were killed have left in a folder."""
    oldest = time.time() - _STALE_SECONDS
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".reportdsl-") and _is_stale(entry, oldest):
                    _remove(entry.path)
    except OSError:
        return


def _is_stale(entry: "os.DirEntry[str]", oldest: float) -> bool:
    """Tell whether a file of a folder is a temporary one that nobody is writing any more."""
    if not (_TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)):
        return False
    return entry.stat(follow_symlinks=False).st_mtime < oldest
