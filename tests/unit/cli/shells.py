"""Drive shells at a terminal: type a line, press the key that completes it, see what is run."""

import os
import pty
import re
import select
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

_SILENCE = 60
"""Seconds without a sign of life after which a shell is given up."""
# Called by the shell to complete, it asks the program; called by hand, it shows its arguments.
_SHOW = """reportdsl() {
    if [ -n "$_REPORTDSL_COMPLETE" ]; then command reportdsl
    else printf '<%s>' "$@"; printf '%s\\n' '</'run'>'; fi
}
"""
_START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
}


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment in which a shell finds the program under test and none of its files."""
    folder = Path(sys.executable).parent
    return {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
        **more,
    }


class Terminal:
    """A shell at a terminal of its own, with the program's completion loaded."""

    def __init__(self, shell: str, folder: Path, home: Path) -> None:
        self._pid, self._file = _spawn(_START[shell], folder, environment(home))
        self._seen = ""
        self._write(f'{_SHOW}eval "$(command reportdsl completion {shell})"\nprintf %s "rea""dy"\n')
        self._until("ready")

    def enter(self, folder: Path) -> None:
        """Go to a folder."""
        self._write(f"cd '{folder}'; printf %s 'en''tered'\n")
        self._until("entered")

    def run(self, line: str) -> list[str]:
        """Return the arguments that a line has once it is completed and sent off."""
        self._write(f"{line}\t\n")
        shown = self._until("</run>")
        return re.findall(r"<([^>]*)>", shown[shown.rindex("\n<") : -len("</run>")])

    def close(self) -> None:
        """End the shell."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._file)

    def _write(self, text: str) -> None:
        os.write(self._file, text.encode())

    def _until(self, mark: str) -> str:
        """Return what the shell prints up to a mark."""
        while mark not in self._seen:
            ready, _, _ = select.select([self._file], [], [], _SILENCE)
            assert ready, self._seen
            self._seen += os.read(self._file, 65536).decode(errors="replace").replace("\r", "")
        before, _, self._seen = self._seen.partition(mark)
        return before + mark


def _spawn(start: tuple[str, ...], folder: Path, env: Mapping[str, str]) -> tuple[int, int]:
    pid, file = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(start[0], start, env)  # noqa: S606 - a shell is what is tested
    return pid, file


def missing(shell: str) -> bool:
    """Return whether a shell is not installed."""
    return shutil.which(shell) is None
