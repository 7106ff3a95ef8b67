"""The reference of the Python interface holds every public name, as the source has it."""

import ast
import re
from inspect import getattr_static
from pathlib import Path

import pytest

import reportdsl
from reportdsl.dev import api_reference
from reportdsl.dev.api_reference import BESIDE, PAGE, SECTIONS, exported, files

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "src"

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="it is made from the sources")


@pytest.fixture(scope="module")
def page() -> str:
    return files(ROOT)[PAGE]


def test_every_exported_name_has_a_heading(page):
    assert set(exported(SOURCES)) == set(reportdsl.__all__)
    headings = re.findall(r"^### `(.*)`$", page, re.MULTILINE)
    beside = [f"{module}.{name}" for module, names in BESIDE.items() for name in names]
    assert sorted(headings) == sorted([*reportdsl.__all__, *beside])
    assert len(headings) == sum(len(names) for *_, names in SECTIONS)


@pytest.mark.parametrize("name", reportdsl.__all__)
def test_every_public_member_is_there(page, name):
    held = getattr(reportdsl, name)
    section = page.partition(f"### `{name}`\n")[2].partition("\n### ")[0]
    doc = held.__doc__.split("\n")[0].replace("``", "`")
    assert doc.split(". ")[0] in section.replace("\n", " ")
    members = {m for base in held.__mro__ for m in vars(base)} if isinstance(held, type) else set()
    inherited = {m for base in (Exception, OSError, str) for m in dir(base)}
    for member in members - inherited:
        if not member.startswith("_") and is_own(held, member):
            assert f"\n- `{member}" in section, member


def is_own(held: type, member: str) -> bool:
    """Tell whether a class of ours, not one that it stands on, has a member."""
    owner = next(base for base in held.__mro__ if member in vars(base))
    return owner.__module__.startswith("reportdsl") and getattr_static(held, member) is not None


def test_signatures_are_python(page):
    for fence in re.findall(r"```python not run: a signature\n(.*?)\n```", page, re.DOTALL):
        ast.parse(f"{fence}: ..." if fence.startswith(("class ", "def ")) else f"def {fence}: ...")
    for written in re.findall(r"^- `(\w+\(.*\) -> .*?)`", page, re.MULTILINE):
        ast.parse(f"def {written}: ...")


def test_annotations_that_stand_in_quotes_are_read():
    source = '''
class A:
    """What A is."""

    one: "tuple[B, ...]" = ()
    """Some of B."""
    _hidden: int = 0

    def two(self, a: "B", /, *, c: str = "x", d: int) -> "A":
        """Return itself.

        Raise nothing.
        """

    @property
    def three(self) -> Literal["y"]:
        """The third."""
'''
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.ClassDef)
    members = list(api_reference._members(definition))
    assert [member.written for member in members] == [
        "one: tuple[B, ...]",
        'two(a: B, /, *, c: str = "x", d: int) -> A',
        'three: Literal["y"]',
    ]
    assert members[0].says == "Some of B."
    assert members[1].says == "Return itself.\n\nRaise nothing."


def test_without_sources_nothing_is_made(tmp_path):
    assert files(tmp_path) == {}
