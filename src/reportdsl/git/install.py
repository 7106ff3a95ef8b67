"""Tell git of reports, in the files of a repository or of a user, and take back just that."""

import os
import shlex
import sys
from dataclasses import dataclass

from reportdsl.files import write_atomic
from reportdsl.git.run import git
from reportdsl.world import Contents, Failure, read_named

BEGIN = "# >>> reportdsl"
END = "# <<< reportdsl"
_JOINED = f"{BEGIN} (the line before had no end)"
ATTRIBUTES = (
    "*.report diff=reportdsl merge=reportdsl",
    "*.form diff=reportdsl merge=reportdsl",
    "*.docx diff=reportdsl-document",
    "*.xlsx diff=reportdsl-document",
    "*.html diff=reportdsl-document",
)


class Refused(Exception):  # noqa: N818 - said as what was done
    """Git could not be told; the argument is a word for the reason, the second what it is about."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why, what)
        self.why = why
        self.what = what


@dataclass(frozen=True, slots=True)
class Place:
    """Where git is told: a scope of its configuration, and a file of attributes."""

    scope: str
    """``--local`` or ``--global``."""
    attributes: str


def settings() -> dict[str, str]:
    """Return what is put into the configuration, by key."""
    # Without its own folder on the path: a repository may hold files called as our modules.
    program = f"{shlex.quote(sys.executable.replace(os.sep, '/'))} -P -m reportdsl git"
    return {
        # What follows may begin with a dash.
        "diff.reportdsl.textconv": f"{program} textconv --",
        "diff.reportdsl-document.textconv": f"{program} textconv --",
        "merge.reportdsl.name": "reportdsl: cell by cell, sentence by sentence",
        "merge.reportdsl.driver": f"{program} merge-driver -- %O %A %B %L %P %X %Y",
    }


def place(home: str | None) -> Place:
    """Return where to tell git: of all of a user's repositories under a home, else of this one."""
    if home is not None:
        return Place("--global", _global_attributes(home))
    answer = git("rev-parse", "--git-path", "info/attributes")
    if answer.code:
        raise Refused("no-git" if git("--version").code else "no-repository")
    return Place("--local", os.path.abspath(answer.line))


def _global_attributes(home: str) -> str:
    answer = git("config", "--global", "--type=path", "--get", "core.attributesFile")
    if answer.code == 0 and answer.line:
        return answer.line
    if git("--version").code:
        raise Refused("no-git")
    return os.path.join(home, "git", "attributes")


def install(where: Place) -> bool:
    """Tell git; return whether anything was new. Raise `Refused` where something stands in the way.

    What is there already and is not ours is never replaced.
    """
    wanted = settings()
    present = {key: _value(where, key) for key in wanted}
    for key, value in present.items():
        if value is not None and not _is_ours(key, value):
            raise Refused("taken", key)
    old = _read(where.attributes)
    new = _with_block(old or b"")
    changed = new != old
    if changed:
        _write(where.attributes, new)
    for key, value in wanted.items():
        if present[key] != value:
            changed = True
            if git("config", where.scope, "--replace-all", key, value).code:
                raise Refused("config", key)
    return changed


def uninstall(where: Place) -> bool:
    """Take back what `install` told git, and nothing else; return whether there was anything."""
    old = _read(where.attributes)
    changed = False
    if old is not None:
        new = _without_block(old)
        changed = new != old
        if changed and not new:
            os.unlink(where.attributes)
        elif changed:
            _write(where.attributes, new)
    for key in settings():
        value = _value(where, key)
        if value is not None and _is_ours(key, value):
            changed = True
            if git("config", where.scope, "--unset-all", key).code:
                raise Refused("config", key)
    return changed


def _value(where: Place, key: str) -> str | None:
    answer = git("config", where.scope, "--get", key)
    return answer.line if answer.code == 0 else None


def _is_ours(key: str, value: str) -> bool:
    """Tell whether a setting is one of ours, though perhaps of another installation."""
    own = settings()[key]
    return value == own or " -P -m reportdsl git " in value


def _read(path: str) -> bytes | None:
    read = read_named(path)
    if isinstance(read, Contents):
        return read.data
    assert isinstance(read, Failure)
    if read.kind == "missing":
        return None
    raise Refused("unreadable", path)


def _write(path: str, data: bytes) -> None:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        # A user's file may well be a link into a folder of settings.
        write_atomic(os.path.realpath(path), data)
    except OSError as error:
        raise Refused("unwritable", path) from error


def _with_block(data: bytes) -> bytes:
    """Return attributes with our lines; those of another version are replaced."""
    if "".join(f"{line}\n" for line in (*ATTRIBUTES, END)).encode() in data:
        return data
    data = _without_block(data)
    joined = bool(data) and not data.endswith(b"\n")
    lines = (_JOINED if joined else BEGIN, *ATTRIBUTES, END)
    return data + (b"\n" if joined else b"") + "".join(f"{line}\n" for line in lines).encode()


def _without_block(data: bytes) -> bytes:
    """Return attributes without our lines; what others wrote among them stays."""
    ours = {line.encode() for line in (*ATTRIBUTES, BEGIN, _JOINED, END)}
    kept: list[bytes] = []
    inside = False
    for line in data.splitlines(keepends=True):
        bare = line.rstrip(b"\r\n")
        if bare in {BEGIN.encode(), _JOINED.encode()}:
            inside = True
            if bare == _JOINED.encode() and kept:
                kept[-1] = kept[-1].removesuffix(b"\n")
        elif not inside or bare not in ours:
            if kept and not kept[-1].endswith(b"\n"):
                kept[-1] += b"\n"
            kept.append(line)
        elif bare == END.encode():
            inside = False
    return b"".join(kept)
