"""A wrong command line is answered in the language of its reader, with what was perhaps meant."""

import pytest
from click.testing import Result

from tests.unit.cli import runner


def run(*args: str, locale: str = "zh_CN.UTF-8") -> Result:
    return runner.run(*args, env={"LC_ALL": locale, "LC_MESSAGES": None, "LANG": None})


CASES = [
    (("chekc",), "没有“chekc”这个命令，是不是 check？", 'no command "chekc"; did you mean check?'),
    (("xyz",), "没有“xyz”这个命令", 'there is no command "xyz"'),
    (("forms", "shwo"), "没有“shwo”这个命令，是不是 show？", "did you mean show?"),
    (("check", "--formt", "json", "x"), "没有“--formt”这个选项，是不是 --format？", "--format?"),
    (("build", "--nothing"), "没有“--nothing”这个选项", 'there is no option "--nothing"'),
    (("check",), "缺少 FILE...", "FILE... is missing"),
    (("completion",), "缺少 SHELL，可以是 bash、zsh", "SHELL is missing: it may be bash, zsh"),
    (("completion", "csh"), "SHELL 的值不对，可以是 bash、", "SHELL is wrong: it may be bash, "),
    (("check", "x", "--color", "red"), "--color 的值不对，可以是 auto、always、never", "or never"),
    (("check", "x", "--root", "none"), "--root 要写一个已有的文件夹", "a folder that exists"),
    (("check", "--format"), "选项 --format 后面要写一个值", "--format takes a value"),
    (("check", "--strict=yes", "x"), "选项 --strict 后面不写值", "--strict takes no value"),
    (("explain", "R501", "R502"), "多写了 R502", "there is more than is needed: R502"),
]


@pytest.mark.parametrize(("args", "zh", "en"), CASES, ids=[" ".join(args) for args, *_ in CASES])
def test_each_mistake(args: tuple[str, ...], zh: str, en: str) -> None:
    chinese = run(*args)
    assert chinese.exit_code == 2
    assert chinese.stdout == ""
    assert chinese.stderr.startswith("用法：")
    assert f"\n\n错误：{zh}" in chinese.stderr
    english = run(*args, locale="en_GB.UTF-8")
    assert english.exit_code == 2
    assert english.stderr.startswith("Usage: ")
    assert en in english.stderr
    # Nothing of one language in the words of the other.
    assert not any("\u3400" <= c <= "\u9fff" for c in english.stderr)


def test_the_language_asked_for_is_heeded_though_the_line_is_wrong() -> None:
    assert "there is no command" in run("chekc", "--lang", "en").stderr
    assert "there is no option" in run("check", "--nope", "--lang=en").stderr
    assert "没有" in run("chekc", "--lang", "zh", locale="en_GB.UTF-8").stderr


def test_usage_is_that_of_the_command() -> None:
    assert run("forms", "show").stderr.startswith("用法：reportdsl forms show [OPTIONS] NAME\n")
    assert "用 reportdsl check --help 看说明。" in run("check", "--lang").stderr


def test_characters_that_would_command_the_terminal_are_shown_by_their_codes() -> None:
    shown = run("\x1b[2Jchekc").stderr
    assert "\x1b" not in shown
    assert "<U+001B>[2Jchekc" in shown


def test_without_a_command_the_help_is_shown() -> None:
    shown = run()
    assert shown.exit_code in {0, 2}  # click before 8.2 exits with 0
    assert "completion" in shown.output
    assert "Error" not in shown.output


def test_a_sentence_in_both_languages_is_told_in_one() -> None:
    args = ("build", "x", "-o", "a", "-t", "md", "-t", "html")
    assert run(*args).stderr.endswith("错误：写了 -o 就只能有一个 -t\n")
    assert run(*args, locale="en_GB.UTF-8").stderr.endswith("Error: -o takes one -t only\n")
