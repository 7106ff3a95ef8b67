"""A page in a house style, as a person builds it."""

from pathlib import Path

import pytest

from tests.unit.cli.runner import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "a.report").write_text("标题: 甲\n\n# 一\n\n乙\n", encoding="utf-8")
    (tmp_path / "house.css").write_text("h1 { color: red }\n", encoding="utf-8")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "report.html.j2").write_text("<b>{{ title }}</b>", encoding="utf-8")
    return tmp_path


def test_a_style_sheet(folder: Path) -> None:
    assert run("build", "a.report", "--css", "house.css").exit_code == 0
    assert "h1 { color: red }\n</style>" in (folder / "a.html").read_text(encoding="utf-8")


def test_a_template(folder: Path) -> None:
    assert run("build", "a.report", "--template", "house", "-t", "html", "-t", "md").exit_code == 0
    assert (folder / "a.html").read_text(encoding="utf-8") == "<b>甲</b>"
    assert (folder / "a.md").read_text(encoding="utf-8").startswith("# 甲")


def test_what_is_not_loaded_is_told_and_hinders_nothing(folder: Path) -> None:
    (folder / "house.css").write_text("\np { background: url(a.png) }\n", encoding="utf-8")
    result = run("build", "a.report", "--css", "house.css", "--strict", "--lang", "en")
    assert result.exit_code == 0
    assert "note[R962]" in result.stderr
    assert " --> house.css:2:17" in result.stderr
    assert (folder / "a.html").exists()


@pytest.mark.parametrize(("lang", "word"), [("zh", "没有定义"), ("en", "not defined")])
def test_a_fault_is_shown_where_it_stands_and_nothing_is_written(folder, lang, word) -> None:
    template = folder / "house" / "report.html.j2"
    template.write_text("甲\n{{ titel }}\n", encoding="utf-8")
    (folder / "a.html").write_text("as it was", encoding="utf-8")
    result = run(
        "build", "a.report", "--template", "house", "-t", "html", "-t", "md", "--lang", lang
    )
    assert result.exit_code == 1
    assert "[R964]" in result.stderr
    assert word in result.stderr
    assert "report.html.j2:2:4" in result.stderr
    assert "2 | {{ titel }}" in result.stderr
    assert (folder / "a.html").read_text(encoding="utf-8") == "as it was"
    assert not (folder / "a.md").exists()


def test_what_breaks_out_is_an_error(folder: Path) -> None:
    (folder / "house.css").write_text("</style><script>", encoding="utf-8")
    result = run("build", "a.report", "--css", "house.css")
    assert result.exit_code == 1
    assert "[R961]" in result.stderr
    assert not (folder / "a.html").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("--css", "none.css"),
        ("--css", "house"),
        ("--template", "none"),
        ("--template", "house.css"),
        ("--css", "house.css", "-t", "md"),
        ("--template", "house", "-t", "cms"),
    ],
)
def test_misuse(folder: Path, args: tuple[str, ...]) -> None:
    assert run("build", "a.report", *args).exit_code == 2
    assert not list(folder.glob("*.html"))


def test_a_system_without_limits_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportdsl.emit.templatejob.LIMITED", False)
    result = run("build", "a.report", "--template", "house", "--lang", "en")
    assert result.exit_code == 0
    assert "cannot limit the memory" in result.stderr
