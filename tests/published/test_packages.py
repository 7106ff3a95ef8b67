"""The packages that judge the pages are pinned, and their lock names no registry."""

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parent


def test_packages_are_pinned_to_the_byte():
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"[0-9.]+", version) for version in wanted.values())
    locked = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    own, *others = locked
    assert own == ""
    assert locked[own]["dependencies"] == wanted
    assert len(others) > len(wanted)
    assert all("integrity" in locked[name] for name in others)
    assert [name for name in others if "resolved" in locked[name]] == []


def test_every_job_is_a_script_and_every_script_of_a_job_is_named():
    text = (FOLDER.parents[1] / ".ci" / "published").read_text(encoding="utf-8")
    (jobs,) = re.findall(r"jobs=\(([a-z ]+)\)", text)
    scripts = {path.stem for path in FOLDER.glob("*.mjs")}
    assert scripts == {*jobs.split(), "lib", "pictures"}
