"""What README.md shows is what the compiler does."""

import doctest
import re
from pathlib import Path

import pytest

import reportdsl
from reportdsl.cli.main import COMMANDS
from reportdsl.diagnostics.render.terminal import render_all

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def blocks(kind: str) -> list[str]:
    return [text for language, text in BLOCKS if language == kind]


@pytest.mark.parametrize("source", blocks("report"))
def test_each_source_compiles_to_the_page_beside_it(source):
    compilation = reportdsl.compile_text(source)
    assert compilation.diagnostics == ()
    _title, page = compilation.emit("md", tables="html").split("\n\n", 1)
    assert page.strip() in README


@pytest.mark.parametrize(
    ("number", "typed", "wrong", "name", "language"),
    [(0, "205", "250", "road-repairs.report", "en"), (1, "440", "404", "年报.report", "zh")],
)
def test_each_message_is_what_a_terminal_shows(number, typed, wrong, name, language):
    source = blocks("report")[number]
    assert source.count(typed) == 1
    found = reportdsl.compile_text(source.replace(typed, wrong), name=name)
    shown = render_all(found.diagnostics, found.sources, language, color=False)
    assert shown.rstrip("\n") == blocks("text")[number].rstrip("\n")


def test_the_python_says_what_it_prints(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert blocks("python")
    for number, text in enumerate(blocks("python")):
        session = doctest.DocTestParser().get_doctest(text, {}, str(number), "README.md", 0)
        said: list[str] = []
        result = doctest.DocTestRunner().run(session, out=said.append)
        assert result.failed == 0, "".join(said)


def test_every_command_is_named_and_no_other():
    code = [*blocks("sh"), *re.findall(r"`([^`\n]+)`", README)]
    named = {word for text in code for word in re.findall(r"\breportdsl ([a-z]+)", text)}
    assert named == set(COMMANDS)


def test_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    if not (ROOT / "src").exists():  # the wheel is tested with the sources out of the way
        links = [link for link in links if not link.startswith("src/")]
    assert [link for link in links if not (ROOT / link).exists()] == []
