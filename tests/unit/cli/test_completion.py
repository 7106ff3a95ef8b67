"""Command lines are completed: by what the program answers, and at the terminals of real shells."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import tree_sitter
import tree_sitter_powershell

from reportdsl.cli.bilingual import walk
from reportdsl.cli.completion import VALUES, answer
from reportdsl.cli.completionscripts import SCRIPTS
from reportdsl.cli.main import COMMANDS, cli
from reportdsl.diagnostics.registry import all_rules
from reportdsl.emit.emitter import SUFFIXES
from reportdsl.official import official_names

if sys.platform != "win32":
    from tests.unit.cli.shells import Terminal, environment, missing

ODD = "2024 年报 \"甲\" $x, 'it''s'.report"
SHELLS = ("bash", "zsh", "fish", "powershell")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "here"
    (here / "own forms").mkdir(parents=True)
    (here / "reports").mkdir()
    (here / "reports" / ".hidden.report").touch()
    (here / "reports" / "notes.txt").touch()
    (here / "own forms" / "school.form").touch()
    (here / "a\tb.report").touch()
    (here / ODD).touch()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine.report").touch()
    monkeypatch.chdir(here)
    return here


def ask(*words: str, of: str = "zsh", lang: str = "zh_CN.UTF-8") -> list[list[str]]:
    """Return kind, word and remark of each completion of a line; its last word is being typed."""
    *before, at = words
    env = {
        "LC_ALL": lang,
        "_REPORTDSL_WORDS": "\n".join(["reportdsl", *before]),
        "_REPORTDSL_WORD": at,
    }
    printed = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdout", printed)
        answer(cli, of)
    return [line.split("\t") for line in printed.buffer.getvalue().decode().splitlines()]


def words(*line: str, of: str = "zsh") -> list[str]:
    return [word for _, word, _ in ask(*line, of=of)]


def test_every_value_is_completed() -> None:
    unknown = [
        (context.command_path, param.name)
        for context in walk(cli, "reportdsl")
        for param in context.command.params
        if type(param.type) in {type(click.STRING), click.ParamType}
        and not getattr(param, "is_flag", False)
        and (context.command.name, param.name) not in VALUES
    ]
    assert unknown == []


def test_every_value_that_is_completed_is_there() -> None:
    there = {(c.command.name, p.name) for c in walk(cli, "reportdsl") for p in c.command.params}
    assert set(VALUES) <= there


def test_commands_come_with_a_remark_in_the_reader_s_language() -> None:
    assert [word for _, word, _ in ask("")] == list(COMMANDS)
    assert ask("ch") == [["plain", "check", "检查报告和格式文件。"]]
    assert ask("ch", lang="en_GB.UTF-8") == [["plain", "check", "Check reports and forms."]]


def test_options() -> None:
    assert {"--format", "--strict", "--root", "--lang", "--help"} <= set(words("check", "--"))
    assert ask("check", "--he") == [["plain", "--help", "显示这页说明。"]]


def test_choices() -> None:
    formats = ["terminal", "concise", "json", "sarif", "github", "junit", "gitlab"]
    assert words("check", "x.report", "--format", "") == formats
    assert words("build", "-t", "") == list(SUFFIXES)
    assert words("completion", "") == list(SHELLS)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_value_behind_an_equals_sign(shell: str) -> None:
    assert words("check", "--lang=", of=shell) == ["--lang=zh", "--lang=en"]
    assert words("check", "--lang=z", of=shell) == ["--lang=zh"]


def test_bash_parts_words_at_equals_signs() -> None:
    assert words("check", "--lang", "=", of="bash") == ["zh", "en"]
    assert words("check", "--lang", "=", "z", of="bash") == ["zh"]


def test_reports_and_folders() -> None:
    assert ask("check", "") == [
        ["file", ODD, ""],
        ["folder", "own forms/", ""],
        ["folder", "reports/", ""],
    ]
    assert words("check", "own forms/") == ["own forms/school.form"]
    assert words("build", "own forms/") == []
    assert words("build", "reports/") == []
    assert words("build", "reports/.h") == ["reports/.hidden.report"]
    assert words("build", "x.report", "-o", "reports/") == ["reports/notes.txt"]
    assert words("check", "--root", "") == ["own forms/", "reports/"]


def test_a_folder_that_is_not_there_completes_nothing() -> None:
    assert ask("check", "none/x") == []
    assert ask("none", "x") == []


def test_forms_by_any_part_of_their_names() -> None:
    official = list(official_names())
    assert words("forms", "show", "") == official
    assert words("forms", "show", "2021") == ["政府信息公开-2021"]
    assert words("forms", "show", "２０２１") == ["政府信息公开-2021"]
    assert words("new", "") == [*official, "own forms/", "reports/"]
    assert words("new", "own forms/s") == ["own forms/school.form"]


def test_rules_by_code_and_by_name() -> None:
    fives = [rule.code for rule in all_rules() if rule.code.startswith("R5")]
    assert words("explain", "r5") == fives
    assert ask("explain", "wrong-tot") == [["plain", "wrong-total", "R501"]]


def test_words_typed_with_quotes() -> None:
    assert words("check", "'own forms/s", of="bash") == ["own forms/school.form"]
    assert words("check", r"own\ forms/s", of="fish") == ["own forms/school.form"]
    assert words("check", "'--format'", "c", of="bash") == ["concise"]


def test_an_unknown_shell_is_told_nothing() -> None:
    assert ask("ch", of="tcsh") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts_are_the_same_in_every_code_page(shell: str) -> None:
    assert SCRIPTS[shell].isascii()
    code = "from reportdsl.cli.entry import main; main()"
    command = [sys.executable, "-c", code, "completion", shell]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == SCRIPTS[shell]


LINES = [
    ("reportdsl ch", ["check"]),
    ("reportdsl check 2024", ["check", ODD]),
    ("reportdsl check own\\ forms/s", ["check", "own forms/school.form"]),
    ("reportdsl check own\\ f", ["check", "own forms/"]),
    ("reportdsl check 'own forms/s", ["check", "own forms/school.form"]),
    ("reportdsl check ~/m", ["check", "{home}/mine.report"]),
    ("reportdsl check --lang=z", ["check", "--lang=zh"]),
    ("reportdsl check --lang z", ["check", "--lang", "zh"]),
    ("reportdsl new 2021", ["new", "政府信息公开-2021"]),
    ("reportdsl new 政", ["new", "政府信息公开-20"]),
    ("reportdsl explain r501", ["explain", "R501"]),
]


@pytest.fixture(scope="module", params=["bash", "zsh"])
def terminal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator["tuple[Terminal, Path]"]:
    if sys.platform == "win32" or missing(request.param):
        pytest.skip(f"{request.param} is not installed")
    home = tmp_path_factory.mktemp("home")
    (home / "mine.report").touch()
    shell = Terminal(request.param, home, home)
    yield shell, home
    shell.close()


@pytest.mark.parametrize(("line", "arguments"), LINES, ids=[line for line, _ in LINES])
def test_at_a_terminal(
    terminal: "tuple[Terminal, Path]", folder: Path, line: str, arguments: list[str]
) -> None:
    shell, home = terminal
    shell.enter(folder)
    assert shell.run(line) == [word.replace("{home}", str(home)) for word in arguments]


@pytest.mark.skipif(sys.platform == "win32" or missing("fish"), reason="fish is not installed")
@pytest.mark.parametrize(
    ("line", "completions"),
    [
        ("reportdsl ch", ["check\t检查报告和格式文件。"]),
        ("reportdsl check 2024", [ODD]),
        ("reportdsl check own\\ forms/", ["own forms/school.form"]),
        ("reportdsl check 'own f", ["own forms/"]),
        ("reportdsl check ~/m", ["~/mine.report"]),
        ("reportdsl check --lang=z", ["--lang=zh"]),
        ("reportdsl check --format json own", ["own forms/"]),
        ("reportdsl new 2021", ["政府信息公开-2021\t政府信息公开工作年度报告（2021年格式）"]),
        ("reportdsl explain r501", ["R501\twrong-total"]),
    ],
)
def test_in_fish(folder: Path, line: str, completions: list[str]) -> None:
    code = "reportdsl completion fish | source; complete -C $argv[1]"
    done = subprocess.run(
        ["fish", "--no-config", "-c", code, line],
        capture_output=True,
        encoding="utf-8",
        env=environment(folder.parent / "home"),
        check=True,
    )
    assert done.stdout.splitlines() == completions


def powershell(script: str) -> tree_sitter.Node:
    language = tree_sitter.Language(tree_sitter_powershell.language())
    return tree_sitter.Parser(language).parse(script.encode()).root_node


def test_the_script_for_powershell_is_powershell() -> None:
    script = SCRIPTS["powershell"]
    assert not powershell(script).has_error
    assert powershell(script.replace("finally {", "finally (")).has_error
    used = {
        node.text.decode()
        for node in leaves(powershell(script), "command_name")
        if node.text is not None
    }
    assert used == {"Register-ArgumentCompleter", "New-Object"}


def test_the_script_for_powershell_leaves_the_environment_as_it_was() -> None:
    head, _, tail = SCRIPTS["powershell"].partition("finally {")
    for name in ("_REPORTDSL_COMPLETE", "_REPORTDSL_WORDS", "_REPORTDSL_WORD"):
        assert f"$env:{name} = " in head
        assert f"$env:{name} = $null\n" in tail
    assert "[Console]::OutputEncoding = $encoding\n" in tail


def leaves(node: tree_sitter.Node, kind: str) -> Iterator[tree_sitter.Node]:
    if node.type == kind:
        yield node
    for child in node.children:
        yield from leaves(child, kind)
