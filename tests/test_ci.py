"""The scripts of CI find what they look for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("bash", "env", "awk", "sort")

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="no POSIX tools"
)


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    """Make a folder of programs that holds no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool) or "")
    return folder


def add(folder: Path, name: str, version: str, *, working: bool = True) -> Path:
    """Put a program in a folder that says it is a Python of a version, without being one."""
    folder.mkdir(parents=True, exist_ok=True)
    minor, micro = version.split(".")[1:]
    answer = f"echo {minor} {micro} '{folder / name}'" if working else "exit 1"
    (folder / name).write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    (folder / name).chmod(0o755)
    return folder / name


def pythons(folder: Path) -> list[str]:
    done = subprocess.run(
        [str(ROOT / ".ci" / "pythons")],
        env={"PATH": str(folder), "PYENV_ROOT": str(folder.parent / "pyenv"), "HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_machine_with_one_python(bin_):
    (bin_ / "python3").symlink_to(os.path.realpath(sys.executable))
    (found,) = pythons(bin_)
    assert os.path.samefile(found, sys.executable) or Path(found).name.startswith("python3")


def test_one_of_each_version_the_newest_first_looked_at(bin_):
    pyenv = bin_.parent / "pyenv" / "versions"
    add(bin_, "python3", "3.11.2")
    eleven = add(pyenv / "3.11.7" / "bin", "python3", "3.11.7")
    add(pyenv / "3.11.7" / "bin", "python3.11", "3.11.7")
    fourteen = add(bin_, "python3.14", "3.14.0")
    nine = add(pyenv / "3.19.1" / "bin", "python3", "3.19.1")
    assert pythons(bin_) == [str(eleven), str(fourteen), str(nine)]


def test_one_that_does_not_work_is_left_out(bin_):
    add(bin_, "python3.12", "3.12.0", working=False)
    assert pythons(bin_) == []


@pytest.mark.parametrize(
    ("version", "listed"),
    [
        ((3, 10, 13, "final", 0), False),
        ((3, 11, 0, "final", 0), True),
        ((3, 12, 0, "candidate", 1), False),
        ((3, 20, 0, "final", 0), True),
    ],
)
def test_only_those_released_from_3_11_on_are_listed(bin_, version, listed):
    pretend = (
        "import sys; from collections import namedtuple; "
        "V = namedtuple('V', 'major minor micro releaselevel serial'); "
        f"sys.version_info = V(*{version}); exec(sys.argv[1])"
    )
    script = f'#!/bin/sh\nexec "{sys.executable}" -I -c "{pretend}" "$3"\n'
    (bin_ / "python3").write_text(script, encoding="utf-8")
    (bin_ / "python3").chmod(0o755)
    assert len(pythons(bin_)) == listed
