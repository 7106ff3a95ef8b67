"""The wheel holds what the program runs with, once each, and nothing else.

CI names the wheel that it has built in ``REPORTDSL_WHEEL``; its first command has installed one
with nothing but what the program requires.
"""

import ast
import base64
import csv
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from email.parser import HeaderParser
from zipfile import ZipFile

import pytest

from reportdsl.official import MADE, official_names

WHEEL = os.environ.get("REPORTDSL_WHEEL", "")
AS_THEY_STAND = ("reportdsl/dev/", "reportdsl/emit/templatejob.py")
"""Modules whose classes are not written out."""
KINDS = {"css", "form", "json", "md", "py", "typed"}
"""What the files of the package are: modules and the data that they read."""

pytestmark = pytest.mark.skipif(not WHEEL, reason="no wheel is named")


@pytest.fixture(scope="module")
def wheel() -> Iterator[ZipFile]:
    with ZipFile(WHEEL) as archive:
        yield archive


@pytest.fixture(scope="module")
def names(wheel: ZipFile) -> list[str]:
    return wheel.namelist()


def described(wheel: ZipFile, name: str) -> str:
    """Return a file of those that describe the wheel."""
    (found,) = (n for n in wheel.namelist() if n.endswith(f".dist-info/{name}"))
    return wheel.read(found).decode()


def test_nothing_stands_in_it_twice(names):
    assert sorted(set(names)) == sorted(names)
    assert len({name.casefold() for name in names}) == len(names)


def test_there_is_the_package_and_nothing_else(names):
    (about,) = {name.split("/")[0] for name in names} - {"reportdsl"}
    assert re.fullmatch(r"reportdsl-[\d.]+\.dist-info", about)
    inside = [name for name in names if name.startswith("reportdsl/")]
    assert {name.rpartition(".")[2] for name in inside} == KINDS
    assert not [n for n in inside if "test" in n.rpartition("/")[2] or "__pycache__" in n]
    assert {"reportdsl/py.typed", "reportdsl/emit/templates/report.css"} <= set(inside)


def test_its_files_are_read_by_all_and_run_by_none(wheel):
    modes = {info.filename: info.external_attr >> 16 for info in wheel.infolist()}
    assert {n: oct(m) for n, m in modes.items() if stat.S_IMODE(m) != 0o644} == {}


def test_its_record_is_true(wheel, names):
    record = {row[0]: row[1] for row in csv.reader(described(wheel, "RECORD").splitlines())}
    assert record.keys() == set(names)
    for name, stated in record.items():
        digest = hashlib.sha256(wheel.read(name)).digest()
        found = "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert stated == found or name.endswith("/RECORD")


def test_it_requires_little_and_has_one_command(wheel):
    about = HeaderParser().parsestr(described(wheel, "METADATA"))
    required = [r for r in about.get_all("Requires-Dist") or [] if "extra ==" not in r]
    assert sorted(re.split(r"[^\w-]", r)[0] for r in required) == ["click", "jinja2", "selectolax"]
    commands = described(wheel, "entry_points.txt").split()
    assert commands == ["[console_scripts]", "reportdsl", "=", "reportdsl.cli.entry:main"]


def test_its_classes_are_written_out(wheel, names):
    modules = [n for n in names if n.endswith(".py") and not n.startswith(AS_THEY_STAND)]
    assert len(modules) > 100
    written = 0
    for name in modules:
        tree = ast.parse(wheel.read(name))
        imported = {n.module for n in tree.body if isinstance(n, ast.ImportFrom)}
        assert not imported & {"dataclasses", "typing"}, name
        classes = [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
        assert not [c.name for c in classes if c.decorator_list], name
        written += sum(
            isinstance(n, ast.FunctionDef) and n.name == "__replace__"
            for c in classes
            for n in c.body
        )
    assert written > 100


def test_the_official_forms_stand_made_in_it(wheel, names):
    forms = [n for n in names if n.endswith(".form")]
    assert len(forms) == len(official_names())
    for number in range(len(forms)):
        source = wheel.read(f"{MADE.replace('.', '/')}{number}.py").decode()
        assert f"<{official_names()[number]}.form>" in source
    assert sum(n.startswith("reportdsl/forms/made") for n in names) == len(forms)
