"""The drivers work in real repositories: diffs, merges, worktrees, rebases."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportdsl.git import install as module
from reportdsl.git.install import END, Refused
from tests.unit.cli.runner import run
from tests.unit.git.repositories import alone, git, read, repository, write

BASE = """标题: 年报
年度: 2024

# 一、总体

本年收到12件。办结11件。

@简表 申请
        | 自然人 | 企业 | 总计
新收    |      3 |    1 |    4
结转    |      2 |    0 |    2
"""
NAME = "年报.report"


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture(autouse=True)
def config(monkeypatch, tmp_path):
    return alone(monkeypatch, tmp_path)


@pytest.fixture
def here(monkeypatch, tmp_path):
    """A repository in which git knows of reports, and the command runs."""
    folder = repository(tmp_path / "work", 年报=BASE)
    monkeypatch.chdir(folder)
    assert run("git", "install").exit_code == 0
    return folder


def commit(folder: Path, text: str, message: str, name: str = NAME) -> None:
    write(folder, name, text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def branches(folder: Path, ours: str, theirs: str) -> None:
    """Commit one text on a branch called side and another on the main one."""
    git(folder, "checkout", "-q", "-b", "side")
    commit(folder, theirs, "theirs")
    git(folder, "checkout", "-q", "main")
    commit(folder, ours, "ours")


FIRST = [("新收    |      3 |    1 |    4", "新收    |      5 |    1 |    6")]
SECOND = [
    ("收到12件", "收到13件"),
    ("结转    |      2 |    0 |    2", "结转    |      2 |    3 |    5"),
]


def test_a_diff_is_of_cells_and_sentences(here):
    write(here, NAME, changed(BASE, *FIRST, *SECOND).replace("| 自然人 | 企业 |", "|自然人|企业|"))
    lines = [
        line
        for line in git(here, "diff").splitlines()
        if line[:1] in "+-" and line[1:2] not in "+-"
    ]
    assert lines == [
        "-本年收到12件。",
        "+本年收到13件。",
        "-申请 / 新收 / 自然人: 3",
        "+申请 / 新收 / 自然人: 5",
        "-申请 / 新收 / 总计: 4",
        "+申请 / 新收 / 总计: 6",
        "-申请 / 结转 / 企业: 0",
        "-申请 / 结转 / 总计: 2",
        "+申请 / 结转 / 企业: 3",
        "+申请 / 结转 / 总计: 5",
    ]


def test_another_layout_is_no_line_of_a_diff(here):
    write(here, NAME, BASE.replace("新收    |      3 |", "新收|3|"))
    assert "@@" not in git(here, "diff")


def test_a_merge_takes_both(here):
    branches(here, changed(BASE, *FIRST), changed(BASE, *SECOND))
    git(here, "merge", "-q", "side", "-m", "merged")
    assert read(here, NAME) == changed(BASE, *FIRST, *SECOND)


def test_cells_of_one_row(here):
    ours = changed(BASE, ("新收    |      3 |", "新收    |      4 |"))
    theirs = changed(BASE, ("|    1 |    4", "|    1 |    5"))
    branches(here, ours, theirs)
    git(here, "merge", "-q", "side", "-m", "merged")
    assert "新收    |      4 |    1 |    5\n" in read(here, NAME)
    assert git(here, "status", "--short") == ""


def test_a_conflict_is_seen_by_git_and_by_check(here):
    branches(
        here,
        changed(BASE, ("|      3 |    1 |    4", "|      4 |    1 |    5")),
        changed(BASE, ("|      3 |    1 |    4", "|      5 |    1 |    6")),
    )
    said = git(here, "merge", "side", "-m", "merged", code=1)
    assert "1 处冲突" in said
    assert git(here, "status", "--short").startswith("UU")
    assert read(here, NAME).count("<<<<<<<") == 1
    checked = run("check", NAME, "--format", "concise")
    assert checked.exit_code == 1
    assert checked.output.count("R221") == 1
    assert checked.output.count("\n") == 1


def test_sums_that_a_clean_merge_breaks_are_told_at_once(here):
    branches(
        here,
        changed(BASE, ("|      3 |    1 |    4", "|      4 |    1 |    5")),
        changed(BASE, ("|      3 |    1 |    4", "|      3 |    2 |    5")),
    )
    said = git(here, "merge", "side", "-m", "merged")
    assert "已合并，但合并后的报告有错" in said
    assert "R501" in said or "R505" in said
    assert "新收    |      4 |    2 |    5\n" in read(here, NAME)


def test_an_error_that_was_there_is_not_told_again(here):
    wrong = changed(BASE, ("|      2 |    0 |    2", "|      2 |    0 |    9"))
    commit(here, wrong, "wrong")
    branches(here, changed(wrong, ("收到12", "收到13")), changed(wrong, ("办结11", "办结10")))
    assert "有错" not in git(here, "merge", "side", "-m", "merged")


def test_a_rebase(here):
    branches(here, changed(BASE, *FIRST), changed(BASE, *SECOND))
    git(here, "checkout", "-q", "side")
    git(here, "rebase", "-q", "main")
    assert read(here, NAME) == changed(BASE, *FIRST, *SECOND)
    assert len(git(here, "log", "--oneline").splitlines()) == 3


def test_a_conflict_in_a_rebase(here):
    branches(here, changed(BASE, ("收到12", "收到13")), changed(BASE, ("收到12", "收到14")))
    git(here, "checkout", "-q", "side")
    git(here, "rebase", "main", code=1)
    assert "<<<<<<<" in read(here, NAME)
    write(here, NAME, changed(BASE, ("收到12", "收到15")))
    git(here, "add", NAME)
    git(here, "rebase", "--continue")
    assert "收到15件" in read(here, NAME)


def test_a_worktree_has_the_drivers_too(here, tmp_path):
    git(here, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    other = tmp_path / "other"
    commit(other, changed(BASE, *SECOND), "theirs")
    commit(here, changed(BASE, *FIRST), "ours")
    git(other, "merge", "-q", "main", "-m", "merged")
    assert read(other, NAME) == changed(BASE, *FIRST, *SECOND)


def test_cherry_pick_and_stash(here):
    branches(here, changed(BASE, *FIRST), changed(BASE, *SECOND))
    git(here, "cherry-pick", "side")
    assert read(here, NAME) == changed(BASE, *FIRST, *SECOND)
    both = changed(BASE, *FIRST, *SECOND)
    write(here, NAME, changed(both, ("办结11", "办结12")))
    git(here, "stash", "-q")
    commit(here, changed(both, ("|      2 |    3 |    5", "|      3 |    3 |    6")), "more")
    git(here, "stash", "pop", "-q")
    assert "办结12件" in read(here, NAME)
    assert "|      3 |    3 |    6" in read(here, NAME)


def test_line_ends_and_marks_of_encoding_are_kept(here):
    base = "\ufeff" + BASE.replace("\n", "\r\n")
    commit(here, base, "crlf")
    ours, theirs = (base.replace(*pair) for pair in (("收到12", "收到13"), ("办结11", "办结10")))
    branches(here, ours, theirs)
    git(here, "merge", "-q", "side", "-m", "merged")
    assert read(here, NAME) == base.replace("收到12", "收到13").replace("办结11", "办结10")


def test_what_is_no_report_is_merged_by_lines(here):
    write(here, "x.report", "\0\1\2")
    git(here, "add", "-A")
    git(here, "commit", "-q", "-m", "binary")
    git(here, "checkout", "-q", "-b", "side")
    (here / "x.report").write_bytes("甲\n乙\n丙\n".encode("gb18030"))
    git(here, "commit", "-qam", "theirs")
    git(here, "checkout", "-q", "main")
    (here / "x.report").write_bytes(b"\0\1\3")
    git(here, "commit", "-qam", "ours")
    assert "CONFLICT" in git(here, "merge", "side", "-m", "m", code=1)
    assert (here / "x.report").read_bytes() == b"\0\1\3"


def test_another_encoding_is_merged_as_it_is(here):
    base = "标题: 甲\n\n一。\n\n二。\n\n三。\n\n四。\n"
    for text, branch in (
        (base, None),
        (base.replace("四", "五"), "side"),
        (base.replace("一", "零"), "main"),
    ):
        if branch:
            git(here, "checkout", "-q", *(["-b"] if branch == "side" else []), branch)
        (here / "x.report").write_bytes(text.encode("gb18030"))
        git(here, "add", "-A")
        git(here, "commit", "-q", "-m", "x")
    git(here, "merge", "-q", "side", "-m", "m")
    assert (here / "x.report").read_bytes() == base.replace("四", "五").replace("一", "零").encode(
        "gb18030"
    )


ENCODINGS = [("utf-8", "gb18030"), ("gb18030", "utf-8"), ("utf-8-sig", "gb18030")]


@pytest.mark.parametrize(("ours", "theirs"), ENCODINGS)
@pytest.mark.parametrize("name", ["x.report", "x.form"])
@pytest.mark.parametrize("conflict", [False, True])
def test_sides_in_two_encodings_come_out_in_ours(here, ours, theirs, name, conflict):
    base = (
        "@格式 甲\n@章 二、乙\n@章 戊\n@章 己\n@章 庚\n@章 三、丙\n" if name == "x.form" else BASE
    )
    old, mine, other = ("二、乙", "二、子", "二、丑") if name == "x.form" else ("12", "13", "14")
    last = "三、丙" if name == "x.form" else "|    2"
    left = base.replace(old, mine)
    right = base.replace(old, other) if conflict else base.replace(last, f"{last}2")
    for text, encoding, branch in (
        (base, "utf-8", None),
        (right, theirs, "side"),
        (left, ours, "main"),
    ):
        if branch:
            git(here, "checkout", "-q", *(["-b"] if branch == "side" else []), branch)
        (here / name).write_bytes(text.encode(encoding))
        git(here, "add", "-A")
        git(here, "commit", "-q", "-m", "x")
    git(here, "merge", "-q", "side", "-m", "m", code=int(conflict))
    merged = (here / name).read_bytes().decode(ours)
    if conflict:
        assert "<<<<<<<" in merged
        assert mine in merged
        assert other in merged
        assert merged.startswith(base[:4])
    else:
        assert merged == left.replace(last, f"{last}2")


def test_forms_are_merged_by_lines(here):
    form = "@格式 a\n@章 一、甲\n@章 二、乙\n@章 三、丙\n@章 四、丁\n"
    commit(here, form, "form", "a.form")
    git(here, "checkout", "-q", "-b", "side")
    commit(here, form.replace("丁", "戊"), "theirs", "a.form")
    git(here, "checkout", "-q", "main")
    commit(here, form.replace("甲", "子"), "ours", "a.form")
    git(here, "merge", "-q", "side", "-m", "m")
    assert read(here, "a.form") == form.replace("丁", "戊").replace("甲", "子")


def test_a_diff_of_a_report_on_a_form_of_its_own(here):
    form = "@格式 a\n@表式 甲 <计数>\n列\n  x\n  y\n行\n  乙\n"
    (here / "sub").mkdir()
    write(here, "sub/a.form", form)
    text = "格式: a.form\n\n@表 甲\n乙 | 1 | 2\n"
    commit(here, text, "own form", "sub/b.report")
    write(here, "sub/b.report", text.replace("| 2", "| 3"))
    said = git(here, "diff")
    assert "-甲 / 乙 / y: 2\n+甲 / 乙 / y: 3\n" in said


def test_names_of_files_are_no_options_and_no_commands(here):
    name = "-o $(touch 坏).report"
    commit(here, BASE, "odd", name)
    write(here, name, changed(BASE, *FIRST))
    assert "+申请 / 新收 / 自然人: 5" in git(here, "diff")
    git(here, "checkout", "-q", "--", ".")
    branches_of = [changed(BASE, *FIRST), changed(BASE, *SECOND)]
    git(here, "checkout", "-q", "-b", "side")
    commit(here, branches_of[1], "theirs", name)
    git(here, "checkout", "-q", "main")
    commit(here, branches_of[0], "ours", name)
    git(here, "merge", "-q", "side", "-m", "m")
    assert read(here, name) == changed(BASE, *FIRST, *SECOND)
    assert not (here / "坏").exists()


def test_modules_of_a_repository_are_not_run(here):
    for name in ("reportdsl.py", "click.py", "json.py"):
        write(here, name, "import pathlib\npathlib.Path('坏').touch()\n")
    write(here, NAME, changed(BASE, *FIRST))
    assert "+申请 / 新收 / 自然人: 5" in git(here, "diff")
    assert not (here / "坏").exists()


# ── documents ────────────────────────────────────────────────────────────────────────────────────


def test_a_page_that_is_no_report_is_compared_as_it_stands(here):
    commit(here, "<p>甲\n<p>乙\n", "page", "a.html")
    write(here, "a.html", "<p>甲\n<p>丙\n")
    said = git(here, "diff")
    assert "丙" in said


def test_a_page_that_is_a_report_is_compared_as_one(here):
    assert run("build", NAME, "-o", "a.html").exit_code == 0
    page = read(here, "a.html")
    commit(here, page, "page", "a.html")
    write(here, "a.html", page.replace(">3</td>", ">9</td>"))
    said = git(here, "diff")
    assert "<td" not in said
    changes = [line for line in said.splitlines() if line[:1] == "+" and line[1:2] != "+"]
    assert len(changes) == 1
    assert "9" in changes[0]


def test_a_document_that_cannot_be_read_is_told_apart(here):
    (here / "a.docx").write_bytes(b"PK\3\4broken\0")
    git(here, "add", "-A")
    git(here, "commit", "-q", "-m", "doc")
    (here / "a.docx").write_bytes(b"PK\3\4other\0")
    said = git(here, "diff")
    assert said.count("SHA-256") == 2


# ── install and uninstall ────────────────────────────────────────────────────────────────────────


def attributes(folder: Path) -> Path:
    return folder / ".git" / "info" / "attributes"


def test_uninstall_takes_just_what_install_gave(monkeypatch, tmp_path):
    folder = repository(tmp_path / "work")
    monkeypatch.chdir(folder)
    before = (folder / ".git" / "config").read_bytes()
    assert run("git", "install").exit_code == 0
    assert attributes(folder).exists()
    assert run("git", "uninstall").exit_code == 0
    assert (folder / ".git" / "config").read_bytes() == before
    assert not attributes(folder).exists()
    assert run("git", "uninstall").exit_code == 0


@pytest.mark.parametrize("own", ["*.txt text\n", "*.txt text", "# 甲\r\n*.txt text\r\n", "\n\n"])
def test_what_users_wrote_stays(monkeypatch, tmp_path, own):
    folder = repository(tmp_path / "work")
    monkeypatch.chdir(folder)
    write(folder, ".git/info/attributes", own)
    assert run("git", "install").exit_code == 0
    assert run("git", "install").exit_code == 0
    assert attributes(folder).read_text(encoding="utf-8").count(END) == 1
    assert "textconv" in (folder / ".git" / "config").read_text(encoding="utf-8")
    run("git", "uninstall")
    assert read(folder, ".git/info/attributes") == own


def test_lines_that_users_wrote_among_ours_stay(monkeypatch, tmp_path):
    folder = repository(tmp_path / "work")
    monkeypatch.chdir(folder)
    write(folder, ".git/info/attributes", "*.a text")
    run("git", "install")
    text = read(folder, ".git/info/attributes").replace("*.form", "*.b text\n*.form") + "*.c text\n"
    write(folder, ".git/info/attributes", text)
    git(folder, "config", "diff.other.textconv", "cat")
    run("git", "uninstall")
    assert read(folder, ".git/info/attributes") == "*.a text\n*.b text\n*.c text\n"
    assert git(folder, "config", "diff.other.textconv").strip() == "cat"
    assert "reportdsl" not in read(folder, ".git/config")


def test_a_setting_of_the_users_own_is_never_replaced(monkeypatch, tmp_path):
    folder = repository(tmp_path / "work")
    monkeypatch.chdir(folder)
    git(folder, "config", "merge.reportdsl.driver", "mine %A")
    refused = run("git", "install")
    assert refused.exit_code == 2
    assert "merge.reportdsl.driver" in refused.stderr
    assert not attributes(folder).exists()
    run("git", "uninstall")
    assert git(folder, "config", "merge.reportdsl.driver").strip() == "mine %A"


def test_for_all_repositories(config, monkeypatch, tmp_path):
    folder = repository(tmp_path / "work", 年报=BASE)
    monkeypatch.chdir(tmp_path)
    before = config.read_bytes()
    assert run("git", "install", "--global").exit_code == 0
    write(folder, NAME, changed(BASE, *FIRST))
    assert "+申请 / 新收 / 自然人: 5" in git(folder, "diff")
    assert run("git", "uninstall", "--global").exit_code == 0
    assert config.read_bytes() == before
    assert "+新收" in git(folder, "diff")


def test_the_file_of_attributes_that_a_user_has_set(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "mine"
    own.write_text("*.txt text\n", encoding="utf-8")
    git(tmp_path, "config", "--global", "core.attributesFile", str(own))
    run("git", "install", "--global")
    assert END in own.read_text(encoding="utf-8")
    run("git", "uninstall", "--global")
    assert own.read_text(encoding="utf-8") == "*.txt text\n"


def test_outside_of_repositories(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    said = run("git", "install", "--lang", "en")
    assert (said.exit_code, said.stderr) == (
        2,
        "this is no git repository; for all of yours, add --global\n",
    )


def test_without_git(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "没有 git" in run("git", "install").stderr
    assert "没有 git" in run("git", "install", "--global").stderr
    assert run("diff", "HEAD:a.report", "HEAD:b.report").exit_code == 2


@pytest.mark.usefixtures("here")
def test_where_nothing_can_be_written(monkeypatch):
    def refuse(path, _data):
        raise PermissionError(13, "no", path)

    run("git", "uninstall")
    monkeypatch.setattr(module, "write_atomic", refuse)
    said = run("git", "install")
    assert said.exit_code == 2
    assert "写不进去" in said.stderr
    with pytest.raises(Refused):
        module.install(module.place(None))


@pytest.mark.usefixtures("here")
def test_the_driver_without_files():
    assert run("git", "merge-driver", "a", "b", "c").exit_code == 129
    assert run("git", "textconv", "nothing.report").output == "(missing)\n"
    assert run("git", "textconv", "nothing.docx").output == "(missing)\n"
    assert run("git").exit_code in {0, 2}


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_textconv_is_quick_to_fail_on_anything(here):
    for data in (b"", b"\0", b"\xff\xfe", "标题".encode("utf-16")):
        (here / "x.report").write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-P", "-m", "reportdsl", "git", "textconv", "x.report"],
            cwd=here,
            capture_output=True,
            check=False,
            env=os.environ,
        )
        assert (done.returncode, done.stderr) == (0, b"")
