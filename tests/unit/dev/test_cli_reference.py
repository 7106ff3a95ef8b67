"""The reference of the command line leaves nothing out, in either language."""

import ast
import re
from pathlib import Path

import click
import pytest

import reportdsl
from reportdsl.cli.bilingual import half, walk
from reportdsl.cli.exit import Exit
from reportdsl.cli.main import COMMANDS, cli
from reportdsl.dev import cli_texts as texts
from reportdsl.dev.cli_reference import PAGES, files
from reportdsl.diagnostics.diagnostic import Language

ROOT = Path(__file__).parents[3]
PACKAGE = Path(reportdsl.__file__).parent
LANGUAGES: tuple[Language, ...] = ("zh", "en")
CONTEXTS = {context.command_path: context for context in walk(cli, "reportdsl")}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return files(ROOT)


def helps(context: click.Context) -> list[str]:
    """Return every paragraph of help that a command has, of its own and of its options."""
    own = re.split(r"\n\s*\n", (context.command.help or "").strip())
    params = context.command.get_params(context)
    return [*own, *(p.help or "" for p in params if isinstance(p, click.Option))]


@pytest.mark.parametrize("name", CONTEXTS)
def test_help_stands_in_both_languages(name):
    texts_ = helps(CONTEXTS[name])
    assert [text for text in texts_ if not half(text, "zh") or not half(text, "en")] == []
    halves = [half(text, "en") for text in texts_]
    assert [text for text in halves if re.search("[\u3400-\u9fff]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CONTEXTS)
def test_every_command_and_option_is_documented(pages, name, language):
    page = pages[PAGES[language]]
    section = page.partition(f"## `{name}`\n")[2].partition("\n## ")[0]
    if name == "reportdsl":
        section = page
    context = CONTEXTS[name]
    for paragraph in helps(context):
        words = half(paragraph, language).split()
        assert "".join(words) in "".join(section.split()), paragraph
    for param in context.command.get_params(context):
        if isinstance(param, click.Option):
            row = next(line for line in section.splitlines() if f"`{max(param.opts)}`" in line)
            assert all(f"`{word}`" in row for word in param.opts)
            if isinstance(param.type, click.Choice):
                assert all(f"`{choice}`" in row for choice in param.type.choices)
                default = param.get_default(context)
                defaults = default if isinstance(default, tuple) else (default,)
                assert all(f"`{value}` |" in row for value in defaults if isinstance(value, str))


def test_every_command_is_there_once(pages):
    assert set(CONTEXTS) - {"reportdsl"} == set(texts.SAMPLES)
    assert {name.split()[1] for name in texts.SAMPLES} == set(COMMANDS)
    for page in pages.values():
        headings = re.findall(r"^## `(.*)`$", page, re.MULTILINE)
        assert headings == [name for name in CONTEXTS if name != "reportdsl"]


def test_every_exit_code_is_there(pages):
    assert set(texts.EXIT_CODES) == set(Exit)
    for page in pages.values():
        assert all(f"\n| {int(code)} | " in page for code in Exit)


def test_every_environment_variable_is_there():
    documented = {name for names, _ in texts.VARIABLES for name in names}
    assert documented == set(read_variables())


def read_variables() -> set[str]:
    """Return the strings of the command line's sources that look like names of variables."""
    constants = (
        node.value
        for path in (PACKAGE / "cli").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    placeholders = {param.metavar for c in CONTEXTS.values() for param in c.command.params}
    found = {word for word in constants if re.fullmatch("_?[A-Z]{2,}(_[A-Z]+)*", word)}
    return found - placeholders


def test_environment_is_read_where_this_looks():
    asking = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    }
    assert asking - {"dev"} == {"cli"}


def test_halves():
    assert half("编译。 Compile it.", "zh") == "编译。"
    assert half("Compile it. At once. 编译。马上。", "en") == "Compile it. At once."
    assert half("Compile it. Markdown 里的表。 At once.", "zh") == "Markdown 里的表。"
    assert half("One\nline.\n\n两行。 Two.", "en") == "One line.\n\nTwo."
    assert half("No Chinese.", "zh") == ""
    assert half("Show this message and exit.", "zh") == "显示这页说明。"
