import json
import os
import re
from pathlib import Path

import pytest

from reportdsl.diagnostics.diagnostic import Diagnostic, Language, diagnose
from reportdsl.diagnostics.render import concise, terminal
from reportdsl.diagnostics.render import json as as_json
from reportdsl.text.source import Source
from reportdsl.text.width import HIDDEN_CHARACTER
from tests.unit.diagnostics.samples import FINDINGS, ODD, REPORT, SOURCES

SNAPSHOTS = Path(__file__).with_name("snapshots")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def check(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_terminal_snapshot(language: Language) -> None:
    shown = [
        f"== {name}\n{terminal.render(finding, SOURCES, language)}\n"
        for name, finding in FINDINGS.items()
    ]
    check(f"terminal.{language}.txt", "\n".join(shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_concise_snapshot(language: Language) -> None:
    check(
        f"concise.{language}.txt",
        concise.render_all(tuple(FINDINGS.values()), SOURCES, language) + "\n",
    )


def test_json_snapshot() -> None:
    check("findings.json", as_json.render_json(FINDINGS.values(), SOURCES) + "\n")


def test_json_reads_back_as_the_same_values() -> None:
    read = json.loads(as_json.render_json(FINDINGS.values(), SOURCES))
    assert read == [as_json.to_dict(finding, SOURCES) for finding in FINDINGS.values()]
    assert as_json.render_json((), SOURCES) == "[]"


def test_json_writes_names_that_are_no_unicode() -> None:
    text = as_json.render_json([diagnose(ODD, REPORT.span(0, 1), text="\udcff\U000e0001")], SOURCES)
    assert text.encode()
    assert json.loads(text)[0]["message"] == "这里的“\udcff\U000e0001”不寻常"


def test_color_adds_nothing_but_color() -> None:
    for finding in FINDINGS.values():
        plain = terminal.render(finding, SOURCES, "zh")
        colored = terminal.render(finding, SOURCES, "zh", color=True)
        assert "\x1b[" in colored
        assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("finding", FINDINGS.values(), ids=FINDINGS)
def test_nothing_hidden_is_printed(finding: Diagnostic, language: Language) -> None:
    text = terminal.render(finding, SOURCES, language)
    line = concise.render(finding, SOURCES, language)
    data = as_json.render_json([finding], SOURCES)
    assert set(HIDDEN_CHARACTER.findall(text + line + data)) <= {"\n"}
    assert "\n" not in line
    assert not re.search(r"^\s*::(?!:)", f"{text}\n{line}", re.MULTILINE)
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_a_line_without_width_is_cut_too() -> None:
    source = Source("x", "字" + "\u0301" * 100_000)
    finding = diagnose(ODD, source.span(50_000, 60_000), text="")
    assert len(terminal.render(finding, {"x": source}, "zh")) < 500


@pytest.mark.parametrize(
    ("language", "rest"), [("zh", "另有 5 条未列出"), ("en", "5 more not shown")]
)
def test_no_more_than_a_thousand_are_shown(language: Language, rest: str) -> None:
    findings = [FINDINGS["in an empty file"]] * 1005
    blocks = terminal.render_all(findings, SOURCES, language).split("\n\n")
    assert len(blocks) == 1001
    assert blocks[-1] == rest
    lines = concise.render_all(findings, SOURCES, language).split("\n")
    assert len(lines) == 1001
    assert lines[-1] == rest
    assert rest not in terminal.render_all(findings[:1000], SOURCES, language)
    assert terminal.render_all((), SOURCES, language) == ""
