"""Put the modules that a program runs into the wheel with their classes written out.

hatchling runs this when it builds a wheel; an editable install runs the source as it stands.
"""

import importlib.util
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_AS_THEY_ARE = ("dev",)
"""Packages whose modules nobody waits for."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg,misc]
    """The hook, under the name by which hatchling asks for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules to a folder beside the tree, and have them taken in place of it."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        expand = _load(root / "src" / "reportdsl" / "dev" / "expand.py")
        self.folder = Path(tempfile.mkdtemp())
        for path in sorted((root / "src" / "reportdsl").rglob("*.py")):
            name = path.relative_to(root / "src")
            if name.parts[1] in _AS_THEY_ARE:
                continue
            try:
                text = expand.expanded(path.read_text(encoding="utf-8"))
            except expand.UnknownConstructError:
                continue  # a test names the modules that stay as they are
            made = self.folder / name
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(text, encoding="utf-8", newline="\n")
            made.chmod(0o644)
            build_data["force_include"][str(made)] = name.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        del version, build_data, artifact_path
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def _load(path: Path) -> Any:  # noqa: ANN401 - a module
    spec = importlib.util.spec_from_file_location("expand", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
