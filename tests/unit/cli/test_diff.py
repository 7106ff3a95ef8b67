"""``diff`` says what changed, and how it went by its exit code."""

import json

import pytest

from tests.unit.cli.runner import run

OLD = "标题: 甲\n年度: 2024\n\n@简表 申请\n | 自然人\n新收 | 12\n"
NEW = OLD.replace("12", "15")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (tmp_path / "旧.report").write_text(OLD, encoding="utf-8")
    (tmp_path / "新.report").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_exit_codes():
    assert run("diff", "旧.report", "旧.report").exit_code == 0
    done = run("diff", "旧.report", "新.report")
    assert (done.exit_code, done.stdout) == (1, "申请 新收 自然人:12 → 15(+3)\n1 处不同：格 1。\n")
    assert run("diff", "旧.report", "无.report").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "要写两个文件"),
        (["旧.report"], "要写两个文件"),
        (["旧.report", "无.report"], "没有这个文件"),
        (["旧.report", "."], "不是普通文件"),
        (["旧.report", "HEAD:旧.report"], "读不到"),
        (["旧.report", "新.report", "--format", "x"], "x"),
        (["--years", "新.report"], "没有写“上年”"),
        (["旧.report", "坏.report"], "坏.report"),
        (["旧.report", "甲.form"], "这是格式文件"),
        (["旧.report", "新.report", "-o", "无/x.html"], "写不进去"),
    ],
)
def test_what_is_wrong_is_said(here, words, said):
    (here / "坏.report").write_bytes(b"\0\1")
    (here / "甲.form").write_text("@格式 甲\n", encoding="utf-8")
    done = run("diff", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_year_before_by_the_header(here):
    (here / "新.report").write_text(
        "上年: 旧.report\n" + NEW.replace("2024", "2025"), encoding="utf-8"
    )
    done = run("diff", "--years", "新.report")
    assert done.exit_code == 1
    assert "申请 新收 自然人:12 → 15(+3, +25.0%)" in done.stdout
    (here / "新.report").write_text("上年: 无.report\n" + NEW, encoding="utf-8")
    done = run("diff", "--years", "新.report")
    assert (done.exit_code, "读不到" in done.stderr) == (2, True)
    assert run("diff", "--years", "旧.report", "旧.report").exit_code == 0


@pytest.mark.parametrize("style", ["text", "html", "markdown", "json"])
@pytest.mark.parametrize("years", [[], ["--years"]])
def test_every_output_to_a_file(here, style, years):
    done = run("diff", "旧.report", "新.report", "-f", style, "-o", "改动", *years)
    assert done.exit_code == 1
    assert done.stdout == ""
    written = (here / "改动").read_text(encoding="utf-8")
    printed = run("diff", "旧.report", "新.report", "-f", style, *years).stdout
    assert written == printed
    assert "15" in written


def test_json_is_json():
    assert json.loads(run("diff", "旧.report", "新.report", "-f", "json").stdout)["same"] is False


def test_standard_input():
    assert run("diff", "旧.report", "-", stdin=NEW).exit_code == 1


def test_the_language_is_the_readers():
    assert "1 change: 1 cell." in run("diff", "旧.report", "新.report", "--lang", "en").stdout
