"""What README.md shows outside its code blocks is what the compiler does.

The blocks are run by tests/docs.
"""

import re
from pathlib import Path

import pytest

import reportdsl
from reportdsl.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)[^\n]*\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def blocks(kind: str) -> list[str]:
    return [text for language, text in BLOCKS if language == kind]


@pytest.mark.parametrize("source", blocks("report"))
def test_each_source_compiles_to_the_page_beside_it(source):
    compilation = reportdsl.compile_text(source)
    assert compilation.diagnostics == ()
    _title, page = compilation.emit("md", tables="html").split("\n\n", 1)
    assert page.strip() in README


def test_every_command_is_named_and_no_other():
    code = [*blocks("sh"), *re.findall(r"`([^`\n]+)`", README)]
    named = {word for text in code for word in re.findall(r"\breportdsl ([a-z]+)", text)}
    assert named == set(COMMANDS)


def test_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    if not (ROOT / "src").exists():  # the wheel is tested with the sources out of the way
        links = [link for link in links if not link.startswith("src/")]
    assert [link for link in links if not (ROOT / link).exists()] == []
