"""Make git repositories that know of nothing but the test."""

import os
import subprocess
from pathlib import Path

from pytest import MonkeyPatch  # noqa: PT013 - a type

CONFIG = "[user]\n\tname = A\n\temail = a@example.org\n[init]\n\tdefaultBranch = main\n[core]\n\tquotePath = false\n"


def alone(monkeypatch: MonkeyPatch, folder: Path) -> Path:
    """Hide the machine's own settings; return the file that holds the user's."""
    home = folder / "home"
    home.mkdir()
    config = home / "gitconfig"
    config.write_text(CONFIG, encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_EDITOR", "true")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    return config


def git(folder: Path, *words: str, code: int | None = 0) -> str:
    """Run git in a folder and return all that it says."""
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def repository(folder: Path, **files: str) -> Path:
    """Return a repository with a commit that holds files, the dot of whose names is left out."""
    folder.mkdir()
    git(folder, "init", "-q")
    for name, text in files.items():
        write(folder, f"{name}.report", text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "base")
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file as it is to be, line ends and all."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def read(folder: Path, name: str) -> str:
    """Return what a file holds, line ends and all."""
    return (folder / name).read_bytes().decode()
