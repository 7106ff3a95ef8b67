"""``form from``, as it is typed."""

from pathlib import Path

import pytest

from tests.unit.cli.runner import run

PAGE = (
    "<h1>某局2024年统计报表</h1><table><tr><td>项目</td><td>件数</td></tr>"
    "<tr><td>来信</td><td>5</td></tr><tr><td>来访</td><td>3</td></tr>"
    "<tr><td>合计</td><td>8</td></tr></table>"
)
FORM = (
    '@格式 统计报表 "某局2024年统计报表"\n\n@表式 统计报表 <计数>\n列\n  项目 <行名>\n  件数\n行\n'
    "  来信\n  来访\n  合计 = 合计\n"
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text(PAGE, encoding="utf-8")


def test_a_form_is_printed_and_counted_apart() -> None:
    result = run("form", "from", "a.html", "--lang", "zh")
    told = "写成格式的表 1 张，没有写成的 0 张。\n"
    assert (result.exit_code, result.stdout, result.stderr) == (0, FORM, told)


def test_standard_input_is_read() -> None:
    result = run("form", "from", "-", "--lang", "zh", stdin=PAGE)
    assert (result.exit_code, result.stdout) == (0, FORM)


def test_a_form_is_written_to_a_file_and_never_over_one() -> None:
    first = run("form", "from", "a.html", "-o", "b.form", "--name", "本局", "--lang", "en")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == "wrote b.form: 1 table made a form, 0 refused.\n"
    kept = Path("b.form").read_text(encoding="utf-8")
    assert kept == FORM.replace("@格式 统计报表", "@格式 本局")
    again = run("form", "from", "a.html", "-o", "b.form", "--lang", "en")
    assert (again.exit_code, again.stderr) == (2, "b.form: the file exists already\n")
    assert Path("b.form").read_text(encoding="utf-8") == kept


def test_refused_tables_count_as_faults_beside_others() -> None:
    beside = "<tr><td>项目</td><td>件数</td><td>项目</td><td>件数</td></tr>"
    cells = "<tr><td>来信</td><td>5</td><td>来电</td><td>6</td></tr>"
    two = f"{PAGE}<table>{beside}{cells}</table>"
    Path("b.html").write_text(two, encoding="utf-8")
    result = run("form", "from", "b.html", "--lang", "zh")
    assert result.exit_code == 1
    assert "R985" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("没有.html",), "没有.html：读不到"),
        (("a.html", "--table", "3"), "文件里没有“3”这张表；有的是：1 统计报表"),
        (("a.html", "--open", "甲表"), "文件里没有“甲表”这张表"),
        (("a.html", "--name", "甲 乙"), "不能作格式的名称"),
        (("a.html", "--name", "甲<乙"), "不能作格式的名称"),
        (("a.html", "-o", "无/b.form"), "写不进去"),
        ((), "缺少 FILE"),
        ((".",), "读不到"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], told: str) -> None:
    result = run("form", "from", *words, "--lang", "zh")
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"%PDF-1.7", b"PK\3\4", "没有表格".encode()])
def test_what_holds_no_table_is_a_finding(data: bytes) -> None:
    Path("c.bin").write_bytes(data)
    result = run("form", "from", "c.bin", "--lang", "en")
    assert result.exit_code == 2
    assert "[R" in result.stderr
