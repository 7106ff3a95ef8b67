"""The commands as a person runs them: what they print, what they write, what they exit with."""

import json
import os
import re
from pathlib import Path

import pytest

from reportdsl.cli.main import COMMANDS
from tests.unit.cli.runner import run

CLEAN = "标题: 甲镇报告\n机关: 甲镇\n年度: 2024\n\n# 一、总体情况\n\n共12件。\n"
WRONG = "@简表 收支\n项目 | 数\n收入 | 3\n支出 | 2\n合计 | 6\n"
WARNED = '@忽略 R501 "没有用上"\n' + CLEAN.split("\n\n", 1)[1]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "clean.report").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "wrong.report").write_text(WRONG, encoding="utf-8")
    (tmp_path / "warned.report").write_text(WARNED, encoding="utf-8")
    return tmp_path


def test_check_of_a_clean_report_prints_a_verdict_only() -> None:
    result = run("check", "clean.report")
    assert result.exit_code == 0
    assert result.stdout == "检查了 1 个文件：没有可核对的等式，没有错误。\n"


def test_check_of_a_wrong_report() -> None:
    result = run("check", "wrong.report", "--lang", "en", "--format", "concise")
    assert result.exit_code == 1
    assert result.stdout.startswith("wrong.report:5:6: error[R501] ")
    assert "3 + 2 = 5" in result.stdout


def test_verdict_counts_over_all_files() -> None:
    result = run("check", "clean.report", "wrong.report", "--lang", "en")
    assert result.exit_code == 1
    last = result.stdout.rstrip().split("\n")[-1]
    assert last == "2 files checked: 0 of 1 equation hold, 1 error."


def test_json_is_one_array_over_all_files() -> None:
    result = run("check", "wrong.report", "clean.report", "--format", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert (found["file"], found["code"], found["line"]) == ("wrong.report", "R501", 5)
    edit = found["fixes"][0]["edits"][0]
    assert (edit["line"], edit["column"], edit["end_column"], edit["text"]) == (5, 6, 7, "5")


def test_warnings_fail_only_when_strict() -> None:
    assert run("check", "warned.report").exit_code == 0
    assert run("check", "warned.report", "--strict").exit_code == 1


def test_standard_input() -> None:
    result = run("check", "-", stdin=WRONG)
    assert result.exit_code == 1
    assert "--> -:5:6" in result.stdout


def test_standard_input_is_read_once() -> None:
    result = run("check", "-", "wrong.report", "-", "--format", "json", stdin=WRONG)
    assert result.exit_code == 1
    assert [(d["file"], d["line"]) for d in json.loads(result.stdout)] == [
        ("-", 5),
        ("wrong.report", 5),
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", b"", b"1 | 2\n"])
def test_a_file_without_letters_is_told_of_in_chinese(folder: Path, data: bytes) -> None:
    (folder / "word.report").write_bytes(data)
    assert "检查了 1 个文件" in run("check", "word.report").stdout


def test_a_long_word_is_not_told_whole(folder: Path) -> None:
    (folder / "long.report").write_text("@" + "长" * 5000, encoding="utf-8")
    result = run("check", "long.report", "--format", "concise")
    assert result.exit_code == 1
    assert len(result.stdout) < 500


def test_verdict_tells_of_files_that_could_not_be_read() -> None:
    result = run("check", "clean.report", "none.report", "--lang", "en")
    assert result.exit_code == 2
    assert result.stdout.rstrip().endswith("0 errors; 1 file not read.")


def test_a_sum_of_one_term_is_not_spelled_out() -> None:
    source = "@简表 收支\n项目 | 数\n收入 | 1\n合计 | 2\n"
    result = run("check", "-", "--lang", "zh", "--format", "concise", stdin=source)
    assert "合计 / 数写的是 2，而加起来是 1，多 1" in result.stdout


@pytest.mark.parametrize("args", [("check", "none.report"), ("build", "none.report")])
def test_a_file_that_is_not_there(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "none.report" in result.stderr


def test_build_writes_beside_the_source(folder: Path) -> None:
    result = run("build", "clean.report", "-t", "pipe", "-t", "md", "-t", "json")
    assert result.exit_code == 0
    assert (folder / "clean.txt").read_text(encoding="utf-8") == "一、总体情况\n共12件。"
    assert {"clean.md", "clean.json"} <= {p.name for p in folder.iterdir()}


def test_a_report_with_errors_leaves_the_output_as_it_was(folder: Path) -> None:
    (folder / "wrong.html").write_text("as it was", encoding="utf-8")
    result = run("build", "wrong.report", "-t", "html")
    assert result.exit_code == 1
    assert (folder / "wrong.html").read_text(encoding="utf-8") == "as it was"
    draft = run("build", "wrong.report", "-t", "html", "--draft")
    assert draft.exit_code == 0
    assert "as it was" not in (folder / "wrong.html").read_text(encoding="utf-8")


def test_failed_cells_are_marked_in_html_only() -> None:
    page = run("build", "wrong.report", "-t", "html", "-o", "-", "--draft").stdout
    assert page.count('class="figure failed"') == 1 or page.count("failed") >= 1
    for name in ("cms", "md", "pipe"):
        assert "failed" not in run("build", "wrong.report", "-t", name, "-o", "-", "--draft").stdout


def test_standard_output_holds_the_output_alone() -> None:
    result = run("build", "clean.report", "-t", "pipe", "-o", "-")
    assert result.stdout == "一、总体情况\n共12件。"


def test_the_source_is_never_replaced(folder: Path) -> None:
    result = run("build", "clean.report", "-t", "md", "-o", "clean.report")
    assert result.exit_code == 2
    assert (folder / "clean.report").read_text(encoding="utf-8") == CLEAN


def test_two_outputs_cannot_go_into_one_file() -> None:
    assert run("build", "clean.report", "-t", "md", "-t", "html", "-o", "x").exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        assert run("build", "clean.report", "-t", "md").exit_code == 2
    finally:
        folder.chmod(0o700)


def test_an_output_in_a_folder_that_is_not_there() -> None:
    result = run("build", "clean.report", "-t", "md", "-o", "none/x.md")
    assert result.exit_code == 2
    assert "none" in result.stderr


def test_new_waits_for_its_figures_and_for_nothing_else(folder: Path) -> None:
    for form in ("政府信息公开-2019", "政府信息公开-2021"):
        made = run("new", form, "-o", f"{form}.report")
        assert made.exit_code == 0
        result = run("check", f"{form}.report", "--format", "json")
        assert {d["code"] for d in json.loads(result.stdout)} == {"R409", "R426"}
        assert run("fmt", "--check", f"{form}.report").exit_code == 0
        again = run("new", form, "-o", f"{form}.report")
        assert again.exit_code == 2
        draft = run("build", f"{form}.report", "-t", "html", "--draft")
        assert draft.exit_code == 0
    assert (folder / "政府信息公开-2019.html").exists()


def test_new_from_last_year_carries_over(folder: Path) -> None:
    run("new", "政府信息公开-2021", "-o", "a.report")
    source = (folder / "a.report").read_text(encoding="utf-8")
    source = source.replace("?", "0").replace(
        "@表 主动公开\n", "@表 主动公开\n@标签 规章: 政府规章\n"
    )
    source = re.sub(r"^((?:下年|新收) +\| +)0", r"\g<1>7", source, flags=re.MULTILINE)
    (folder / "a.report").write_text(source, encoding="utf-8")
    assert run("check", "a.report").exit_code == 0
    made = run("new", "政府信息公开-2021", "--from", "a.report", "-o", "b.report")
    assert made.exit_code == 0
    text = (folder / "b.report").read_text(encoding="utf-8")
    assert "年度: 2025" in text
    assert "上年: a.report" in text
    assert "@标签 规章: 政府规章" in text
    (carried,) = [line for line in text.split("\n") if line.startswith("结转")]
    assert carried.split(" | ")[1].strip() == "7"


def test_forms() -> None:
    assert "政府信息公开-2021\t" in run("forms").stdout
    shown = run("forms", "show", "政府信息公开-2021")
    assert shown.stdout.startswith("//")
    assert run("forms", "show", "政府信息公开-2031").exit_code == 2


def test_explain() -> None:
    assert "R501" in run("explain", "R501", "--lang", "zh").stdout
    assert "wrong-total" in run("explain", "wrong-total", "--lang", "en").stdout
    unknown = run("explain", "R999")
    assert unknown.exit_code == 2


def test_every_command_is_documented() -> None:
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert len(result.stdout.split("\n")) > 5


def test_version() -> None:
    assert run("--version").stdout.startswith("reportdsl, version ")


def test_the_verdict_on_forms_says_what_they_define() -> None:
    form = "@格式 甲\n@章 一、情况 <表 乙>\n@表式 乙\n列\n  数\n行\n  子\n  丑\n校验\n  子 = 丑\n"
    Path("甲.form").write_text(form, encoding="utf-8")
    counted = "1 个格式、1 章、1 张表、1 条校验"
    assert run("check", "甲.form").stdout == f"检查了 1 个格式文件：{counted}，没有错误。\n"
    english = run("check", "甲.form", "--lang", "en").stdout
    assert english == "1 form file checked: 1 form, 1 section, 1 table, 1 check, 0 errors.\n"
    both = run("check", "甲.form", "clean.report", "--lang", "en").stdout
    assert both == "2 files checked: no equations to check, 0 errors.\n"


def test_a_form_that_is_not_known_may_be_meant_as_another() -> None:
    known = run("forms").stdout.partition("\t")[0]
    assert run("forms", "show", known[:-1]).stderr.endswith("？\n")
    english = run("forms", "show", known[:-1], "--lang", "en").stderr
    assert f"; did you mean {known}" in english


def test_what_forms_do_not_define_is_not_counted() -> None:
    Path("甲.form").write_text("@格式 甲 <必填 年度>\n@格式 乙\n", encoding="utf-8")
    assert run("check", "甲.form").stdout == "检查了 1 个格式文件：2 个格式，没有错误。\n"
    Path("甲.form").write_text("@落款\n", encoding="utf-8")
    english = run("check", "甲.form", "--lang", "en").stdout
    assert english.endswith("1 form file checked: 0 forms, 2 errors.\n")


@pytest.mark.parametrize(
    ("asked", "lost"),
    [
        (["-t", "pipe"], "r.txt"),
        (["-t", "html", "-o", "own.form"], "own.form"),
        (["-t", "html", "-o", "old.report"], "old.report"),
        (["-t", "html", "-o", "r.report"], "r.report"),
        (["-t", "html", "--css", "c.css", "-o", "c.css"], "c.css"),
        (["-t", "html", "--template", "t", "-o", "t/report.html.j2"], "t/report.html.j2"),
    ],
)
def test_no_file_that_is_read_is_written_over(folder: Path, asked: list[str], lost: str) -> None:
    texts = {
        "r.txt": "附件{1 + 1}件。\n",
        "own.form": "@格式 f\n@表式 t <计数>\n列\n  数\n行\n  甲\n",
        "old.report": "标题: 旧\n年度: 2023\n格式: own.form\n\n@表 t\n甲 | 1\n",
        "r.report": "标题: 新\n年度: 2024\n格式: own.form\n上年: old.report\n\n@表 t\n甲 | 1\n\n@引用 r.txt\n",
        "c.css": "p { color: #333 }\n",
        "t/report.html.j2": "<html></html>\n",
    }
    (folder / "t").mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    result = run("build", "r.report", *asked)
    assert result.exit_code == 2
    assert lost in result.stderr
    assert {n: (folder / n).read_text(encoding="utf-8") for n in texts} == texts
