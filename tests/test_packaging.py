"""What is said of the package in several places is the same in all of them."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import reportdsl

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
CONSTRAINTS = ROOT / "tests" / "constraints-oldest.txt"
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?(?:>=|==)(?P<oldest>\d[\d.]*)")


def requirements() -> set[str]:
    """Return what the program and its tests require."""
    return {*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]}


def test_every_requirement_says_which_version_is_the_oldest():
    assert [r for r in requirements() if not _REQUIREMENT.fullmatch(r)] == []


def test_the_oldest_versions_are_those_of_the_requirements():
    found = [_REQUIREMENT.fullmatch(text) for text in requirements()]
    expected = {f"{match['name']}=={match['oldest']}" for match in found if match}
    first, *lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert lines == sorted(expected)


def test_the_version_is_the_same_everywhere():
    assert reportdsl.__version__ == PROJECT["version"]
    releases = re.findall(r"^## \[(\d[^]]*)\] - (\S+)$", CHANGELOG, re.MULTILINE)
    assert releases[0][0] == PROJECT["version"]
    days = [date.fromisoformat(day) for _, day in releases]
    assert days == sorted(days, reverse=True)


def test_the_changelog_keeps_its_form():
    headings = re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    parts = set(re.findall(r"^### (.*)$", CHANGELOG, re.MULTILINE))
    assert parts <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    for release in CHANGELOG.split("\n## [")[2:]:
        assert "\n- " in release


def test_classifiers_name_the_oldest_python():
    oldest = PROJECT["requires-python"].removeprefix(">=")
    named = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if " :: 3." in c]
    assert named[0] == oldest
    minors = [int(version.partition(".")[2]) for version in named]
    assert minors == list(range(minors[0], minors[0] + len(minors)))


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"])
def test_what_every_project_has_is_there(name):
    assert (ROOT / name).read_text(encoding="utf-8").strip()
