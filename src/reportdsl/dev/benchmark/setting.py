"""Make what a user has: the package installed from its wheel, and say what machine this is."""

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """The programs that are measured, and a folder to work in."""

    folder: Path
    scripts: Path
    """Where the environment's commands are."""
    pandoc: str | None
    installed: bool
    """Whether the package is installed from its wheel, and not used where it stands."""

    @property
    def python(self) -> str:
        """The interpreter of the environment."""
        return str(self.scripts / Path(sys.executable).name)

    def ask(self, task: str, **asked: object) -> Any:  # noqa: ANN401 - each task has its answer
        """Return what the worker answers, in a process of its own."""
        done = subprocess.run(  # noqa: S603 - our own module
            [self.python, "-I", "-m", "reportdsl.dev.benchmark.worker"],
            input=json.dumps({"task": task, **asked}),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
            check=True,
        )
        return json.loads(done.stdout)


def environment() -> dict[str, str]:
    """Return the environment of every measured process: nothing that changes how Python runs."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return {**kept, "LC_ALL": "C.UTF-8"}


def here(folder: Path) -> Setting:
    """Return the environment that this runs in, as it is."""
    return Setting(folder, Path(sys.executable).parent, shutil.which("pandoc"), installed=False)


def installed(checkout: Path, folder: Path) -> Setting:
    """Build the wheel, install it with its rivals in a new environment, and return that."""
    wheels = folder / "wheels"
    _quiet(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "-w", wheels, checkout)
    _quiet(sys.executable, "-m", "venv", folder / "venv")
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = wheels.glob("reportdsl-*.whl")
    pip = (scripts / Path(sys.executable).name, "-m", "pip", "install", "-qq")
    _quiet(*pip, f"{wheel}[bench]")
    return Setting(folder, scripts, shutil.which("pandoc"), installed=True)


def _quiet(*command: object) -> None:
    """Run a command; end the program where it fails, which tells why itself."""
    words = [str(part) for part in command]
    if subprocess.run(words, check=False, env=environment()).returncode:  # noqa: S603
        raise SystemExit(f"failed: {' '.join(words[1:4])}")


def machine() -> dict[str, str]:
    """Return the processor, its number and the system; nothing that tells whose it is."""
    return {
        "processor": _processor(),
        "processors": str(os.cpu_count() or "unknown"),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def load() -> str:
    """Return the load averages of one, five and fifteen minutes."""
    return " ".join(f"{average:.2f}" for average in os.getloadavg())


def _table(path: str) -> Mapping[str, str]:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":") for line in lines)
    return {key.strip(): value.strip() for key, _, value in pairs}


def _processor() -> str:
    found = _table("/proc/cpuinfo").get("model name") or platform.processor()
    return found or platform.machine()


def _memory() -> str:
    kilobytes = _table("/proc/meminfo").get("MemTotal", "").partition(" ")[0]
    return f"{int(kilobytes) / 2**20:.0f} GiB" if kilobytes else "unknown"


def pandoc_version(pandoc: str | None) -> str:
    """Return the version of pandoc."""
    if pandoc is None:
        return "not there"
    done = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.split("\n", 1)[0].removeprefix("pandoc ")
