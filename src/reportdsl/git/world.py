"""Read files as they stand in a revision: what a source names comes from the same one."""

import os
from dataclasses import dataclass

from reportdsl.git.run import MISSING, git
from reportdsl.world import MAX_FILE, Contents, Failure, MemoryWorld, Read, Resolved

_FILES = ("100644", "100755", "100664")


@dataclass(frozen=True, slots=True)
class Named:
    """A file in a revision, as the command line names it."""

    revision: str
    """Empty for what is staged."""
    path: str


def named(text: str) -> Named | None:
    """Return the revision and file that a word names; None for a file on disk.

    A file on disk whose name holds a colon wins, and a drive's letter is no revision.
    """
    if os.path.lexists(text) or (os.name == "nt" and text[1:3] in {":\\", ":/"}):
        return None
    depth = 0
    for at, character in enumerate(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == ":" and depth <= 0:
            path = text[at + 1 :]
            return Named(text[:at], path) if path else None
    return None


class GitWorld:
    """The files of one revision of a repository, by their paths from its top."""

    __slots__ = ("_commit", "_paths", "_top")

    def __init__(self, top: str, commit: str) -> None:
        self._top = top
        self._commit = commit
        """The name of a commit in hexadecimal digits; empty for what is staged."""
        self._paths = MemoryWorld({})

    def resolve(self, base: str | None, relative: str) -> Resolved:
        """Return the path from the top that a source means."""
        return self._paths.resolve(base, relative)

    def read(self, path: str) -> Read:
        """Return what stands at a path; a link is no file, and is not followed."""
        listing = ("ls-files", "-s", "-z") if not self._commit else ("ls-tree", "-z", self._commit)
        found = git("--literal-pathspecs", *listing, "--", path, cwd=self._top)
        entry = found.out.split(b"\0")[0]
        head, _, _ = entry.partition(b"\t")
        words = head.decode("ascii", "replace").split()
        if found.code or len(words) != 3:
            return Failure("missing")
        mode = words[0]
        blob = words[1] if not self._commit else words[2]
        if mode not in _FILES:
            return Failure("not-a-file")
        size = git("cat-file", "-s", blob, cwd=self._top)
        if size.code or not size.line.isdigit():
            return Failure("unreadable")
        if int(size.line) > MAX_FILE:
            return Failure("too-large")
        held = git("cat-file", "blob", blob, cwd=self._top)
        return Failure("unreadable") if held.code else Contents(path, held.out)


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a revision, read."""

    world: GitWorld
    contents: Contents


def found(wanted: Named, top: str | None, here: str) -> Found | str:
    """Return a file in a revision, or in a word why it cannot be had.

    `top` is the top of the repository, `here` the folder that the command runs in. A path is sought
    from the top, as git does, and then from here.
    """
    if top is None:
        missing = git("--version").code == MISSING
        return "no-git" if missing else "no-repository"
    commit = ""
    if wanted.revision:
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        answer = git(*words, wanted.revision + "^{commit}", cwd=top)
        commit = answer.line
        if answer.code or not commit:
            return "no-revision"
    world = GitWorld(top, commit)
    below = os.path.relpath(here, top).replace(os.sep, "/")
    bases = ["-", f"{below}/-"] if below != "." else ["-"]
    if wanted.path.startswith(("./", "../")):
        bases.reverse()
        del bases[1:]
    why = "missing"
    for base in bases:
        path = world.resolve(
            base, wanted.path.replace("\\", "/") if os.sep == "\\" else wanted.path
        )
        read = path if isinstance(path, Failure) else world.read(path)
        if isinstance(read, Contents):
            return Found(world, read)
        if read.kind != "missing":
            why = read.kind
    return why
