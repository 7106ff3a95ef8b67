"""``fmt``, as it is typed."""

import codecs
from pathlib import Path

import pytest

from reportdsl.syntax.layout import laid_out
from reportdsl.world import MAX_FILE
from tests.unit.cli.runner import run

WRITTEN = "标题：甲\n　　乙\n"
MEANT = "标题: 甲\n\n乙\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.report").write_bytes(WRITTEN.encode())
    Path("b.form").write_bytes("@格式 甲\n".encode())


def read(name: str = "a.report") -> str:
    return Path(name).read_bytes().decode()


def test_a_file_is_laid_out_in_place() -> None:
    result = run("fmt", "a.report", "b.form", "a.report", "--lang", "zh")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "a.report：整理好了\n", "")
    assert read() == MEANT
    result = run("fmt", "a.report", "b.form")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_file_that_stays_is_not_written() -> None:
    run("fmt", "a.report")
    Path("a.report").chmod(0o444)
    before = Path("a.report").stat()
    assert run("fmt", "a.report").exit_code == 0
    after = Path("a.report").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_check_names_the_files_and_writes_nothing() -> None:
    result = run("fmt", "--check", "a.report", "b.form", "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "a.report would be laid out\n"
    assert "a.report：没有整理好" in run("fmt", "--check", "a.report", "--lang", "zh").stderr
    assert read() == WRITTEN
    run("fmt", "a.report")
    assert run("fmt", "--check", "a.report", "b.form").exit_code == 0


def test_diff_shows_and_writes_nothing() -> None:
    result = run("fmt", "--diff", "a.report", "b.form")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == ["--- a.report", "+++ a.report"]
    assert "-标题：甲\n-　　乙\n+标题: 甲\n+\n+乙\n" in result.stdout
    assert read() == WRITTEN
    assert run("fmt", "--diff", "--check", "a.report").exit_code == 1


def test_standard_input_goes_to_standard_output() -> None:
    result = run("fmt", "-", stdin=WRITTEN.encode())
    assert (result.exit_code, result.stdout_bytes.decode()) == (0, MEANT)
    assert run("fmt", "-", "--check", stdin=WRITTEN.encode()).stdout == ""
    assert run("fmt", "-", "--check", stdin=MEANT.encode()).exit_code == 0
    assert run("fmt", "-", stdin=b"").stdout_bytes == b""


def test_keywords_go_into_a_language() -> None:
    assert (
        run("fmt", "a.report", "--keywords", "en", "--lang", "en").stdout == "a.report laid out\n"
    )
    assert read() == "title: 甲\nlang: zh-CN\n\n乙\n"
    assert run("fmt", "a.report", "--keywords", "fr").exit_code == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(encoding: str, newline: str) -> None:
    Path("a.report").write_bytes(WRITTEN.replace("\n", newline).encode(encoding))
    assert run("fmt", "a.report").exit_code == 0
    assert Path("a.report").read_bytes() == MEANT.replace("\n", newline).encode(encoding)
    assert run("fmt", "--check", "a.report").exit_code == 0


def test_the_other_byte_order_stays_too() -> None:
    Path("a.report").write_bytes(codecs.BOM_UTF16_BE + WRITTEN.encode("utf-16-be"))
    assert run("fmt", "a.report").exit_code == 0
    assert Path("a.report").read_bytes() == codecs.BOM_UTF16_BE + MEANT.encode("utf-16-be")


def test_mixed_line_ends_become_the_most_frequent() -> None:
    Path("a.report").write_bytes("甲\r\n乙\r\n丙\n".encode())
    run("fmt", "a.report")
    assert Path("a.report").read_bytes() == "甲\r\n乙\r\n丙\r\n".encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\0", "R103"),
        (b"\xff\xff\x80", "R101"),
        ("标题：甲\n\x07".encode(), "R102"),
    ],
)
def test_what_cannot_be_read_stays(data: bytes, code: str) -> None:
    Path("a.report").write_bytes(data)
    for arguments in (("a.report",), ("--check", "a.report"), ("--diff", "a.report")):
        result = run("fmt", *arguments)
        assert result.exit_code == 2
        assert code in result.stderr
        assert Path("a.report").read_bytes() == data
    assert run("fmt", "-", stdin=data).stdout_bytes == data


def test_what_is_not_there_hinders_no_other() -> None:
    result = run("fmt", "none.report", ".", "a.report", "--lang", "en")
    assert result.exit_code == 2
    assert "none.report: there is no such file" in result.stderr
    assert read() == MEANT


def test_a_file_too_large_is_told_of() -> None:
    result = run("fmt", "-", stdin=b"a" * (MAX_FILE + 1))
    assert result.exit_code == 2
    assert "R106" in result.stderr
    assert result.stdout_bytes == b""


def test_an_empty_file_is_laid_out() -> None:
    Path("a.report").write_bytes(b"")
    assert run("fmt", "--check", "a.report").exit_code == 0


def test_broken_lines_stay_and_are_no_fault() -> None:
    Path("a.report").write_bytes('#甲\n@表\n  {乙\n@简表 丙\n|a\n甲|"1\n'.encode())
    assert run("fmt", "a.report").exit_code == 0
    assert read() == '# 甲\n\n@表\n\n  {乙\n\n@简表 丙\n| a\n甲|"1\n'


def test_what_would_change_the_meaning_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reportdsl.formatter.laid_out", lambda *args: laid_out(*args).replace("乙", "丙")
    )
    for arguments in ((), ("--check",), ("--diff",)):
        result = run("fmt", "a.report", *arguments, "--lang", "en")
        assert result.exit_code == 2
        assert "R941" in result.stderr
        assert "a.report:2" in result.stderr
        assert read() == WRITTEN
    assert run("fmt", "-", stdin=WRITTEN.encode()).stdout_bytes == WRITTEN.encode()


def test_what_a_second_run_would_change_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reportdsl.formatter.laid_out", lambda *args: laid_out(*args) + "// 又一次\n"
    )
    result = run("fmt", "a.report", "--lang", "zh")
    assert result.exit_code == 2
    assert "R941" in result.stderr
    assert read() == WRITTEN


def test_no_file_is_misuse() -> None:
    assert run("fmt").exit_code == 2


def test_a_link_is_not_written_through() -> None:
    Path("link.report").symlink_to("a.report")
    result = run("fmt", "link.report")
    assert result.exit_code == 2
    assert "link.report" in result.stderr
    assert read() == WRITTEN
