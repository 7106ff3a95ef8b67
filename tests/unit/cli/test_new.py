"""What `new` writes can be read where it stands, or `new` says why it could not be."""

import os
from pathlib import Path

import pytest

from tests.unit.cli.runner import run

FORM = "@格式 收支\n@表式 收支\n列\n  数: 金额\n行\n  收: 收入\n  支: 支出\n  合计 = 合计\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("project/.git", "project/reports", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("project/own.form", "elsewhere/own.form"):
        (tmp_path / name).write_text(FORM, encoding="utf-8")
    return tmp_path


def codes(path: str, *more: str) -> set[str]:
    """Return the codes of what a check finds."""
    lines = run("check", path, "--format", "concise", *more).stdout.splitlines()
    return {line.partition("[")[2].partition("]")[0] for line in lines if line}


def test_a_form_of_the_same_project_is_named_from_the_report() -> None:
    made = run("new", "project/own.form", "-o", "project/reports/new.report")
    assert (made.exit_code, made.stderr) == (0, "已写入 project/reports/new.report\n")
    text = Path("project/reports/new.report").read_text(encoding="utf-8")
    assert "\n格式: ../own.form\n" in text
    assert codes("project/reports/new.report") == {"R409"}


@pytest.mark.parametrize("output", ["project/reports/new.report", "project/new.report"])
def test_a_form_outside_the_root_is_refused(output: str) -> None:
    made = run("new", "elsewhere/own.form", "-o", output)
    assert made.exit_code == 2
    assert "elsewhere/own.form 在 " in made.stderr
    assert "--root" in made.stderr
    assert not Path(output).exists()
    english = run("new", "elsewhere/own.form", "-o", output, "--lang", "en")
    assert "elsewhere/own.form lies outside " in english.stderr


def test_a_wider_root_takes_it_in() -> None:
    made = run("new", "elsewhere/own.form", "-o", "project/new.report", "--root", ".")
    assert made.exit_code == 0
    assert codes("project/new.report", "--root", ".") == {"R409"}


def test_last_year_s_report_outside_the_root_is_refused() -> None:
    assert run("new", "elsewhere/own.form", "-o", "elsewhere/old.report").exit_code == 0
    made = run(
        "new", "project/own.form", "--from", "elsewhere/old.report", "-o", "project/a.report"
    )
    assert made.exit_code == 2
    assert "elsewhere/old.report 在 " in made.stderr
    assert not Path("project/a.report").exists()


def test_standard_input_is_no_last_year_s_report() -> None:
    assert run("new", "project/own.form", "--from", "-").exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_paths_start_where_a_linked_folder_really_is(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "project" / "reports", target_is_directory=True)
    assert run("new", "project/own.form", "-o", "link/new.report").exit_code == 0
    assert codes("link/new.report") == {"R409"}


def test_a_form_that_is_not_there() -> None:
    missing = run("new", "project/none.form", "-o", "project/x.report")
    assert (missing.exit_code, missing.stderr) == (
        2,
        "project/none.form：读不到，或里面没有写格式\n",
    )
    unknown = run("new", "none", "--lang", "en")
    assert unknown.exit_code == 2
    assert "there is no form" in unknown.stderr


def test_it_says_in_english_what_it_wrote() -> None:
    made = run("new", "project/own.form", "-o", "project/new.report", "--lang", "en")
    assert (made.stdout, made.stderr) == ("", "wrote project/new.report\n")


ENGLISH = """@form Contacts "Annual contacts"
@section 1. Overview
@section 2. Contacts <table Contacts>
@tableform Contacts <count>
band Letters
  columns
    n
  rows
    New
band Visits
  columns
    n
  rows
    All
"""


def test_the_skeleton_of_an_english_form_is_english() -> None:
    Path("project/own.form").write_text(ENGLISH, encoding="utf-8")
    text = run("new", "project/own.form", "-o", "-", "--root", ".").stdout
    assert text.isascii()
    assert text.startswith("title: Name of Agency: Annual contacts 2024\nagency: Name of Agency\n")
    for line in ("@table Contacts", "// Letters: n", "@signature"):
        assert line in text.splitlines()
    run("new", "project/own.form", "-o", "project/new.report")
    assert codes("project/new.report") == {"R409", "R426"}


def test_a_form_with_chinese_labels_has_a_chinese_skeleton() -> None:
    mixed = ENGLISH.replace("    All\n", "    全部\n").replace("band Visits", "band 来访")
    Path("project/own.form").write_text(mixed, encoding="utf-8")
    lines = run("new", "project/own.form", "-o", "-", "--root", ".").stdout.splitlines()
    for line in ("// 请在这里填写本章的文字，一段一行。", "// 来访：n", "@落款"):
        assert line in lines


def test_the_agency_of_a_report_without_a_year_is_kept() -> None:
    Path("project/old.report").write_text("标题: 某镇年报\n机关: 某镇人民政府\n", encoding="utf-8")
    args = ("new", "project/own.form", "--from", "project/old.report", "-o", "project/a.report")
    assert run(*args).exit_code == 0
    lines = Path("project/a.report").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["标题: 某镇人民政府2024年收支", "机关: 某镇人民政府", "年度: 2024"]
    assert "上年: old.report" in lines


def test_a_form_with_errors_has_no_skeleton() -> None:
    Path("a.form").write_text("@格式 甲 基于 乙\n\n@格式 乙 基于 甲\n", encoding="utf-8")
    result = run("new", "a.form", "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "mend them first" in result.stderr
