"""Files are read as they stand in a revision, and nothing else is."""

import os
from typing import Any

import pytest

from reportdsl.git.run import top_of
from reportdsl.git.world import Found, GitWorld, Named, found, named
from reportdsl.world import MAX_FILE, Contents, Failure
from tests.unit.cli.runner import run
from tests.unit.git.repositories import alone, git, repository, write

TEXT = "标题: 甲\n年度: 2024\n\n@简表 a\n | x\n甲 | 1\n"


@pytest.fixture(autouse=True)
def here(monkeypatch, tmp_path):
    alone(monkeypatch, tmp_path)
    folder = repository(tmp_path / "work", 年报=TEXT)
    (folder / "sub").mkdir()
    write(folder, "sub/上年.report", TEXT.replace("2024", "2023").replace("| 1", "| 2"))
    write(folder, "sub/今年.report", "上年: 上年.report\n" + TEXT)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "second")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("HEAD:a.report", Named("HEAD", "a.report")),
        ("HEAD~1:甲/a.report", Named("HEAD~1", "甲/a.report")),
        ("HEAD^{/fix: x}:a", Named("HEAD^{/fix: x}", "a")),
        (":a.report", Named("", "a.report")),
        ("年报.report", None),
        ("nothing.report", None),
        ("HEAD:", None),
    ],
)
def test_what_the_command_line_names(text, wanted):
    assert named(text) == wanted


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_file_with_a_colon_in_its_name_wins(here):
    write(here, "HEAD:年报.report", TEXT)
    assert named("HEAD:年报.report") is None


def read(path: str, revision: str = "HEAD", folder: str = ".") -> Any:
    return found(Named(revision, path), top_of(), os.path.realpath(folder))


def test_a_file_of_a_revision(here):
    write(here, "年报.report", "别的\n")
    held = read("年报.report")
    assert isinstance(held, Found)
    assert held.contents == Contents("年报.report", TEXT.encode())
    assert read("年报.report", "").contents.data == TEXT.encode()
    git(here, "add", "-A")
    assert read("年报.report", "").contents.data == "别的\n".encode()


def test_paths_are_from_the_top_and_then_from_here():
    assert isinstance(read("sub/今年.report"), Found)
    assert isinstance(read("今年.report", folder="sub"), Found)
    assert isinstance(read("./今年.report", folder="sub"), Found)
    assert isinstance(read("../年报.report", folder="sub"), Found)
    assert read("./年报.report", folder="sub") == "missing"
    assert read("../../x", folder="sub") == "outside"


@pytest.mark.parametrize(
    ("revision", "path", "why"),
    [
        ("HEAD", "nothing.report", "missing"),
        ("nothing", "年报.report", "no-revision"),
        ("--all", "年报.report", "no-revision"),
        ("--output=x", "年报.report", "no-revision"),
        ("HEAD", "/etc/passwd", "bad-path"),
        ("HEAD", "sub", "not-a-file"),
        ("HEAD", "*.report", "missing"),
        ("HEAD", ":(top)年报.report", "missing"),
        ("HEAD", "a\nb", "bad-path"),
        ("HEAD", "-x", "missing"),
    ],
)
def test_what_cannot_be_had(revision, path, why, here):
    assert read(path, revision) == why
    assert not (here / "x").exists()


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_a_link_is_not_followed(here):
    (here / "link.report").symlink_to("/etc/passwd")
    git(here, "add", "-A")
    git(here, "commit", "-q", "-m", "link")
    assert read("link.report") == "not-a-file"
    assert read("link.report", "") == "not-a-file"


def test_a_file_that_is_too_large(here):
    write(here, "big.report", "甲" * (MAX_FILE // 3 + 1))
    git(here, "add", "-A")
    assert read("big.report", "") == "too-large"


def test_a_world_keeps_to_its_commit(here):
    world = GitWorld(str(here), git(here, "rev-parse", "HEAD").strip())
    assert world.resolve("sub/今年.report", "上年.report") == "sub/上年.report"
    assert world.resolve("a", "../b") == Failure("outside")
    assert world.read("nothing") == Failure("missing")


def test_what_a_source_names_comes_from_the_same_revision(here):
    write(here, "sub/上年.report", "坏了\n")
    done = run("diff", "--years", "HEAD:sub/今年.report", "--lang", "zh")
    assert "a 甲 x:2 → 1(-1, -50.0%)" in done.stdout


def test_outside_of_repositories(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert found(Named("HEAD", "x"), top_of(), str(tmp_path)) == "no-repository"
