"""Ask git: without a shell, and never with a name from outside where git could take it for more."""

import os
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said."""

    code: int
    out: bytes
    err: str

    @property
    def line(self) -> str:
        """The answer without its line end."""
        return os.fsdecode(self.out).rstrip("\r\n")


MISSING = 127
"""The code where there is no git."""


def git(*words: str, cwd: str | None = None) -> Answer:
    """Return what git answers to a command line; where there is no git, an answer that says so."""
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            ["git", *words],  # noqa: S607 - whichever git the user has
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as error:
        return Answer(MISSING, b"", str(error))
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


def top_of(folder: str | None = None) -> str | None:
    """Return the folder at the top of the working tree; None outside of any."""
    answer = git("rev-parse", "--show-toplevel", cwd=folder)
    return answer.line if answer.code == 0 and answer.line else None
