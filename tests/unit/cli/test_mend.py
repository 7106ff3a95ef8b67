"""``check --fix``, ``--explain`` and ``equations``, as they are typed."""

import codecs
import json
from pathlib import Path

import pytest

from reportdsl.compiler import compile_text
from reportdsl.mending import applied, mend
from tests.unit.cli.runner import run

TABLE = """@简表 信访
     | 来信 | 来访 | 总计
一月 | 21 | 3 | 15
二月 | 8 | 5 | 13
合计 | 20 | 8 | 28
"""
RIGHT = TABLE.replace("21", "12")
NAMED = "标提: 某镇\n机构: 某镇人民政府\n\n正文。\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.report").write_text(TABLE, encoding="utf-8")


def read(name: str = "a.report") -> str:
    return Path(name).read_bytes().decode()


def test_no_figure_is_changed_without_the_word() -> None:
    assert run("check", "a.report", "--fix").exit_code == 1
    assert read() == TABLE


def test_a_located_figure_is_changed_with_it() -> None:
    result = run("check", "a.report", "--fix", "--unsafe", "--lang", "en")
    assert result.exit_code == 0
    assert "a.report: 1 fixed" in result.stdout
    assert read() == RIGHT
    again = run("check", "a.report", "--fix", "--unsafe", "--lang", "zh")
    assert "改了" not in again.stdout


def test_a_difference_is_only_shown() -> None:
    result = run("check", "a.report", "--diff", "--unsafe")
    assert result.exit_code == 1
    assert "-一月 | 21 | 3 | 15" in result.stdout
    assert "+一月 | 12 | 3 | 15" in result.stdout
    assert read() == TABLE


def test_standard_input_is_only_shown() -> None:
    result = run("check", "-", "--fix", "--unsafe", stdin=TABLE.encode())
    assert "+一月 | 12 | 3 | 15" in result.stdout
    assert result.exit_code == 1


def test_unsafe_alone_is_a_mistake() -> None:
    result = run("check", "a.report", "--unsafe")
    assert result.exit_code == 2
    assert read() == TABLE


def test_what_cannot_be_read_is_said() -> None:
    assert run("check", "b.report", "--fix").exit_code == 2


def test_a_name_is_mended_without_the_word() -> None:
    Path("b.report").write_text(NAMED.replace("标提", "标题").replace("机构", "机关") + "", "utf-8")
    before = read("b.report")
    run("check", "b.report", "--fix")
    assert read("b.report") == before


def test_a_directive_behind_tabs_is_mended() -> None:
    Path("b.report").write_text("@简表 甲\n\t乙\t丙\n丁\t1\t2\n", "utf-8")
    result = run("check", "b.report", "--fix")
    assert result.exit_code == 0
    assert read("b.report") == "@简表 甲\n | 乙 | 丙\n丁 | 1 | 2\n"


def test_a_control_character_is_deleted() -> None:
    Path("b.report").write_bytes("标题: 甲\x07\n\n正文。\n".encode())
    assert run("check", "b.report", "--fix").exit_code == 0
    assert read("b.report") == "标题: 甲\n\n正文。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [False, True])
def test_encoding_and_line_ends_are_kept(encoding: str, newline: str, mark: bool) -> None:  # noqa: FBT001
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    head = marks.get(encoding, codecs.BOM_UTF8 if mark and encoding == "utf-8" else b"")
    Path("b.report").write_bytes(head + TABLE.replace("\n", newline).encode(encoding))
    run("check", "b.report", "--fix", "--unsafe")
    assert Path("b.report").read_bytes() == head + RIGHT.replace("\n", newline).encode(encoding)


def test_mixed_line_ends_stay_where_they_are() -> None:
    mixed = TABLE.replace("\n", "\r\n", 2)
    edits = compile_text(mixed).diagnostics[0].fixes[0].edits
    assert applied(mixed.encode(), edits) == RIGHT.replace("\n", "\r\n", 2).encode()


def test_a_fix_that_mends_nothing_is_not_kept() -> None:
    made = mend(TABLE.encode(), lambda _: compile_text(TABLE), unsafe=True)
    assert made.data == TABLE.encode()
    assert made.applied == []


def test_what_is_left_to_the_word_is_said() -> None:
    for option in ("--fix", "--diff"):
        said = run("check", "a.report", option, "--lang", "en").stdout
        assert "a.report: to mend 1 finding more, figures change; add --unsafe for that" in said
    assert "--unsafe" in run("check", "a.report", "--fix", "--lang", "zh").stdout
    assert "--unsafe" not in run("check", "a.report", "--fix", "--unsafe").stdout


def test_the_form_may_stand_above_the_report() -> None:
    Path(".git").mkdir()
    Path("格式").mkdir()
    Path("年报").mkdir()
    form = "@格式 甲\n@表式 子\n列\n  一\n  二\n  总计 = 合计\n行\n  丙\n  丁\n  总计 = 合计\n"
    Path("格式", "甲.form").write_text(form, "utf-8")
    text = "格式: ../格式/甲.form\n\n@表 子\n丙 | 21 | 2 | 14\n丁 | 3 | 4 | 7\n总计 | 15 | 6 | 21\n"
    for rest in ((), ("--root", ".")):
        Path("年报", "b.report").write_text(text, "utf-8")
        assert run("check", "年报/b.report", "--fix", "--unsafe", *rest).exit_code == 0
        assert read("年报/b.report") == text.replace("丙 | 21", "丙 | 12")


def test_a_link_is_not_written_through() -> None:
    Path("b.report").symlink_to("a.report")
    result = run("check", "b.report", "a.report", "--fix", "--unsafe", "--lang", "zh")
    assert result.exit_code == 2
    assert "b.report：写不进去" in result.stderr
    # What is wrong with it is told all the same, and the next file is mended.
    assert "[R505]" in result.stdout
    assert "a.report：改了 1 处" in result.stdout
    assert Path("b.report").is_symlink()
    assert read() == RIGHT


@pytest.mark.parametrize("style", ["json", "sarif", "gitlab"])
@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_programs_read_findings_alone(style: str, option: str) -> None:
    result = run("check", "a.report", option, "--unsafe", "--format", style)
    found = json.loads(result.stdout)
    count = len(found["runs"][0]["results"] if style == "sarif" else found)
    assert count == (0 if option == "--fix" else 1)
    assert "12" in result.stderr


def test_equations_are_shown_on_demand() -> None:
    result = run("check", "a.report", "--explain", "equations", "--format", "concise")
    assert result.stdout.count("[R501]") == 2


@pytest.mark.parametrize("style", ["sarif", "github", "junit", "gitlab"])
def test_formats_for_programs(style: str) -> None:
    result = run("check", "a.report", "--format", style)
    assert result.exit_code == 1
    assert "R505" in result.stdout
    assert run("check", "a.report", "--format", style, "--lang", "en").exit_code == 1


def test_equations_of_a_report() -> None:
    result = run("equations", "a.report", "--lang", "zh")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 6
    assert sum("差 9" in line for line in lines) == 2
    assert "一月 / 总计 (15) = 一月 / 来信 (21) + 一月 / 来访 (3)" in result.stdout


def test_equations_of_a_cell() -> None:
    result = run("equations", "a.report", "--cell", "二月.来访", "--lang", "en")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert "holds" in result.stdout


def test_equations_of_no_cell() -> None:
    result = run("equations", "a.report", "--cell", "三月.来访", "--lang", "zh")
    assert result.exit_code == 2
    assert "二月.来访" in result.stderr
    assert run("equations", "a.report", "--cell", "甲", "--lang", "en").exit_code == 2
    assert run("equations", "b.report").exit_code == 2


def test_equations_of_checks_and_forms() -> None:
    Path("b.report").write_text(
        "@简表 甲\n  | 乙 | 丙\n丁 | 1 | 2\n@校验 丁.乙 ≤ 丁.丙 + 3\n", "utf-8"
    )
    assert "1" in run("equations", "b.report", "--lang", "zh").stdout
    Path("b.report").write_text(
        "@简表 甲\n  | 乙 | 丙\n丁 | 1 | 2\n@校验 丁.乙 * 2 ≥ 丁.丙\n", "utf-8"
    )
    assert "2 × " in run("equations", "b.report", "--lang", "zh").stdout
    Path("b.report").write_text("正文。\n", "utf-8")
    assert run("equations", "b.report", "--lang", "zh").stdout == "没有等式\n"


def test_equations_of_a_cell_that_is_named_alike_twice() -> None:
    Path("b.report").write_text(
        "@简表 甲\n  | 乙 | 合计\n丁 | 1 | 1\n戊 | 2 | 2\n合计 | 3 | 3\n"
        "@校验 合计.合计 = 丁.合计 + 戊.合计\n@校验 合计.乙 = 丁.乙 + 戊.乙\n",
        "utf-8",
    )
    lines = run("equations", "b.report", "--cell", "合计.合计", "--lang", "zh").stdout.splitlines()
    assert lines
    assert all("合计 / 合计 (3)" in line for line in lines)
    every = run("equations", "b.report", "--lang", "zh").stdout.splitlines()
    assert len(lines) == sum("合计 / 合计 (3)" in line for line in every) < len(every)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("b.form", "@格式 甲\n", "b.form: this is a form, not a report\n"),
        (
            "b.report",
            "<!-- 甲 --><!DOCTYPE html>\n<p>1\n",
            "b.report: this file is a web page, not the source of a report; nothing in it was checked\n",
        ),
    ],
)
def test_equations_of_what_is_no_report(name: str, text: str, told: str) -> None:
    Path(name).write_text(text, "utf-8")
    result = run("equations", name, "--lang", "en")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_equations_of_a_report_with_faults() -> None:
    Path("b.report").write_text("@简表 甲\n  | 乙\n丁 | 1\n\n见 {没有}\n", "utf-8")
    result = run("equations", "b.report", "--lang", "en")
    assert result.exit_code == 0
    assert result.stderr == "the report has 1 error; see them with reportdsl check\n"
