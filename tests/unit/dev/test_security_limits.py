"""What SECURITY.md says is so: its limits are those of the code, its tests are there."""

import re
from pathlib import Path

import pytest

from reportdsl.analysis import analyse, include
from reportdsl.dev import security_limits
from reportdsl.dev.security_limits import BEGIN, END, LIMITS, PAGE, files
from reportdsl.syntax import lines
from reportdsl.text import numerals
from reportdsl.world import MAX_FILE
from tests.properties import limits

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / PAGE).read_text(encoding="utf-8")


def test_the_limits_are_those_of_the_code():
    assert files(ROOT)[PAGE] == TEXT


def test_another_limit_is_noticed(tmp_path, monkeypatch):
    (tmp_path / PAGE).write_text(TEXT, encoding="utf-8")
    what, _, rule = LIMITS[0]
    monkeypatch.setattr(security_limits, "LIMITS", ((what, "5 MiB", rule), *LIMITS[1:]))
    assert "| a file | 5 MiB |" in files(tmp_path)[PAGE]
    assert files(tmp_path)[PAGE] != TEXT


def test_nothing_but_the_table_is_made(tmp_path):
    (tmp_path / PAGE).write_text(f"before\n{BEGIN}\nold\n{END}\nbehind\n", encoding="utf-8")
    made = files(tmp_path)[PAGE]
    assert made.startswith(f"before\n{BEGIN}\n\n| What |")
    assert made.endswith(f" |\n\n{END}\nbehind\n")
    (tmp_path / PAGE).unlink()
    assert files(tmp_path) == {}


# What these limit is told by a limit of the table, or limits nothing that a source can do.
APART = {
    "syntax.build.MAX_HEADING": "deeper headings are taken as the deepest",
    "text.numerals.MAX_PLACES": "more decimals are rounded",
}


def test_every_limit_of_the_code_is_in_the_table():
    source = Path(security_limits.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r"\b(\w+)\.(MAX_\w+)", source))
    named = {name: tuple(name.split(".")[-2:]) for name in limits.IN_THE_CODE}
    assert {name for name, pair in named.items() if pair not in used} == set(APART)


def test_every_row_names_tests_that_are_there():
    table = TEXT.partition("## Threats")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 12
    for row in rows:
        tests = row.split(" | ")[-1]
        named = re.findall(r"\[`(\w+)`\]\(([\w/.]+)\)", tests)
        recipes = re.findall(r"`just (\w+)`", tests)
        assert named or recipes, row
        for name, path in named:
            assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), name
        for recipe in recipes:
            justfile = (ROOT / "justfile").read_text(encoding="utf-8")
            assert re.search(rf"^{recipe}\b.*:$", justfile, re.MULTILINE)


def test_the_page_can_stand_in_a_table():
    # A bar within a cell would part it.
    for line in TEXT.splitlines():
        if line.startswith("| "):
            assert line.count("|") == 4


@pytest.mark.parametrize(
    ("what", "most"),
    [
        ("a file", f"{MAX_FILE // 1024**2} MiB"),
        ("a line, joined ones included", f"{lines.MAX_LINE:,} characters"),
        ("levels of brackets or of indentation", f"{lines.MAX_DEPTH}"),
        ("a figure", f"{numerals.MAX_DIGITS} digits, {numerals.MAX_DECIMALS} of them decimals"),
        ("the tables of a report", f"{analyse.MAX_CELLS:,} cells"),
        (
            "included files",
            (
                f"{include.MAX_FILES}, {include.MAX_DEPTH} deep, "
                f"{include.MAX_SIZE // 1024**2} MiB in all"
            ),
        ),
    ],
)
def test_the_readme_says_the_same(what, most):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n| {what} | {most} |\n" in readme
