"""Put the modules that a program runs into the wheel with their classes written out.

hatchling runs this when it builds a wheel; an editable install runs the source as it stands.
"""

import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_AS_THEY_ARE = ("dev",)
"""Packages whose modules nobody waits for."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]
    """The hook, under the name by which hatchling asks for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules to a folder beside the tree, and have them taken in place of it."""
        if self.target_name != "wheel" or version == "editable":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        self.folder = Path(tempfile.mkdtemp())
        for name, text in {**_modules(source), **_forms()}.items():
            made = self.folder / name
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(text, encoding="utf-8", newline="\n")
            made.chmod(0o644)
            build_data["force_include"][str(made)] = name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        del version, build_data, artifact_path
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def _modules(source: Path) -> dict[str, str]:
    """Return the modules of the package by their names in the wheel, written out."""
    from reportdsl.dev.expand import UnknownConstructError, expanded  # noqa: PLC0415 - found now

    out: dict[str, str] = {}
    for path in sorted((source / "reportdsl").rglob("*.py")):
        name = path.relative_to(source)
        if name.parts[1] not in _AS_THEY_ARE:
            # A test names the modules that have to stay as they are.
            with suppress(UnknownConstructError):
                out[name.as_posix()] = expanded(path.read_text(encoding="utf-8"))
    return out


def _forms() -> dict[str, str]:
    """Return the modules that make the official forms."""
    from reportdsl.dev.form_code import code  # noqa: PLC0415 - found now
    from reportdsl.official import MADE, official_names, read_form  # noqa: PLC0415 - as above

    return {
        f"{MADE.replace('.', '/')}{number}.py": code(read_form(name))
        for number, name in enumerate(official_names())
    }
