"""A house's template makes the page, from plain values, in a process with limits."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.emit import template
from reportdsl.emit.emitter import Emitted, Options
from reportdsl.emit.html import emit
from reportdsl.emit.templatedata import READY, template_data
from reportdsl.publish.publication import ParagraphRole, Publication, Run
from tests.unit.emit.samples import (
    banded_table,
    line,
    merged_table,
    plain_table,
    report,
    section,
    unnamed_row_table,
)
from tests.unit.emit.test_html import HOSTILE, failing

ROOT = Path(__file__).parents[3]
STARTER = ROOT / "examples" / "template"
REPORTS = sorted((ROOT / "examples").rglob("*.report"))

FULL = report(
    line("见", Run("附件", bold=True), "和", Run("网站", href="http://a.b/?c&d"), "。"),
    section("一、情况", banded_table(), merged_table(), line("注", role=ParagraphRole.NOTE)),
    section("(一)细目", plain_table(["项", "数"], ["甲", "1"]), level=2, anchor="s2"),
    section("", unnamed_row_table(), line("某局", role=ParagraphRole.SIGNATURE), level=0),
)


@pytest.fixture
def made(tmp_path):
    """Return a function that makes a page by the files of a template."""

    def make(text: str | None, *, draft: bool = False, **files: str) -> Emitted:
        if text is not None:
            files["report.html.j2"] = text
        for name, content in files.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        return emit(FULL, Options(draft=draft, template=str(tmp_path)))

    return make


def only(emitted: Emitted) -> Diagnostic:
    assert emitted.text == ""
    (finding,) = emitted.diagnostics
    return finding


def place(emitted: Emitted) -> tuple[str, int, str]:
    """Return the file, the line and the text that the finding points at."""
    span = only(emitted).span
    (source,) = emitted.sources
    line_ = source.lines.position(span.start).line
    return Path(span.source).name, line_, source.text[span.start : span.end]


# ── the starter ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def cell_by_cell(tmp_path):
    """Return the starter with its tables written cell by cell, as its notes say."""
    folder = tmp_path / "cells"
    shutil.copytree(STARTER, folder)
    notes = re.search(
        r"\{#(.*?)#\}", (folder / "cells.html.j2").read_text(encoding="utf-8"), re.DOTALL
    )
    assert notes is not None
    (head,) = re.findall(r"\{% from .* %\}", notes[1])
    new, old = re.findall(r"\{\{ .*? -\}\}", notes[1])
    path = folder / "report.html.j2"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(head + "\n" + text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize("draft", [False, True])
def test_the_starter_makes_the_page_as_it_is(cell_by_cell, draft):
    pages = [
        FULL,
        failing("12"),
        failing("12", language="en"),
        Publication("", "", None, "", "en", ()),
        report(*(section(t, line(t), plain_table([t, t], [t, t], caption=t)) for t in HOSTILE)),
    ]
    for publication in pages:
        page = emit(publication, Options(draft=draft)).text
        for folder in (STARTER, cell_by_cell):
            options = Options(draft=draft, template=str(folder))
            assert emit(publication, options) == Emitted(page)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_starter_makes_the_examples_as_they_are(path, cell_by_cell):
    compilation = reportdsl.compile(path)
    for folder in (STARTER, cell_by_cell):
        assert compilation.emit("html", template=folder) == compilation.emit("html")


def test_the_style_of_the_starter_is_sound():
    emitted = emit(FULL, Options(css=str(STARTER / "house.css"), template=str(STARTER)))
    assert emitted.diagnostics == ()
    assert "/* A house style" in emitted.text


def test_the_notes_of_the_starter_name_every_value():
    notes = (STARTER / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", notes))
    assert names(template_data(FULL, "", draft=True)) - named == set()


def names(value: object) -> set[str]:
    match value:
        case dict():
            return {*value}.union(*map(names, value.values()))
        case list():
            return set().union(*map(names, value))
        case _:
            return set()


# ── what a template sees ─────────────────────────────────────────────────────────────────────────


def test_values_are_plain_and_what_is_ready_is_text():
    def check(value: object, name: str = "") -> None:
        match value:
            case dict():
                assert name not in READY
                for key, item in value.items():
                    check(item, key)
            case list():
                assert name not in READY
                for item in value:
                    check(item)
            case _:
                assert type(value) in ({str} if name in READY else {str, int, bool, type(None)})

    check(template_data(FULL, "p {}", draft=True))


def test_texts_are_escaped_and_pieces_are_not(made):
    text = "{{ sections[0].blocks[0].runs[3].href }} {{ '<' }} {{ sections[0].blocks[0].html }}"
    assert made(text).text == (
        "http://a.b/?c&amp;d &lt; <p>见<strong>附件</strong>和"
        '<a href="http://a.b/?c&amp;d">网站</a>。</p>\n'
    )


def test_a_template_may_have_further_files(made):
    base = "<html>{% block main %}{% endblock %}{% include 'foot' %}</html>"
    emitted = made(
        "{% extends 'base' %}{% block main %}{{ title }}{% endblock %}", base=base, foot="f"
    )
    assert emitted == Emitted("<html>某镇年度报告f</html>")


def test_what_is_not_there_is_not_shown(made):
    assert made("[{{ sections[0].blocks[0].runs[0].href }}]").text == "[]"


def test_files_may_be_written_as_a_report_is(made, tmp_path):
    (tmp_path / "a").write_bytes("甲\r\n".encode("gb18030"))
    assert made("{% include 'a' %}").text == "甲\n"


# ── faults ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "where", "en"),
    [
        ("a\n {% if %}", "R963", (2, "{% if %}"), "Expected an expression"),
        ("a\n{% if title %}\n", "R963", (2, "{% if title %}"), "endif"),
        ("{{ title|nofilter }}", "R963", (1, "{{ title|nofilter }}"), "nofilter"),
        ("a\n {{ titel }}", "R964", (2, "titel"), '"titel"'),
        ("{{ sections[0].anhcor }}", "R964", (1, "anhcor"), '"anhcor"'),
        ("{% for s in sectoins %}{% endfor %}", "R964", (1, "sectoins"), '"sectoins"'),
        ("{{ lipsum() }}", "R964", (1, "lipsum"), '"lipsum"'),
        ("\n{{ 1 / 0 }}", "R965", (2, "{{ 1 / 0 }}"), "division by zero"),
        ("{{ sections }}", "R965", (1, "{{ sections }}"), "list"),
        ("{{ title.upper }}", "R965", (1, "{{ title.upper }}"), "no text"),
        ("{{ ''.__class__ }}", "R965", (1, "{{ ''.__class__ }}"), "__class__"),
        (
            "{{ '{0.__class__}'.format(1) }}",
            "R965",
            (1, "{{ '{0.__class__}'.format(1) }}"),
            "__class__",
        ),
        ("{{ sections.append(1) }}", "R965", (1, "{{ sections.append(1) }}"), "append"),
        (
            "{{ title.__init__.__globals__ }}",
            "R965",
            (1, "{{ title.__init__.__globals__ }}"),
            "__init__",
        ),
        ("{{ range(10000000) }}", "R965", (1, "{{ range(10000000) }}"), "range"),
        ("{% include '../secret' %}", "R960", (1, "../secret"), "outside"),
        ("{% include '../secret' ignore missing %}", "R960", (1, "../secret"), "outside"),
        ("{% extends '/etc/passwd' %}", "R960", (1, "/etc/passwd"), "not right"),
        ("{% import 'link' as a %}", "R960", (1, "link"), "outside"),
        ("{% include ['none', 'link'] %}", "R960", (1, "link"), "outside"),
        ("{% include 'none' %}", "R960", (1, "none"), "no such file"),
        ("{% include 'folder' %}", "R960", (1, "folder"), "not a regular file"),
        ("{% include 'fifo' %}", "R960", (1, "fifo"), "not a regular file"),
        ("{% include 'binary' %}", "R960", (1, "binary"), "not text"),
        ("a\n{% include 'report.html.j2' %}", "R966", (1, ""), "hold themselves"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "R966", (1, ""), "hold themselves"),
        ("{% for a in range(99999) %}{{ title * 9999 }}{% endfor %}", "R966", (1, ""), "64 MiB"),
        ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "R966", (1, ""), "hold themselves"),
        ("{% for a in 'a' %}" * 30 + "{% endfor %}" * 30, "R965", (1, ""), "nested"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_a_fault_is_told_with_its_place(made, tmp_path, text, code, where, en):
    (tmp_path.parent / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path.parent / "secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\xff\xff")
    os.mkfifo(tmp_path / "fifo")
    emitted = made(text)
    assert only(emitted).rule.code == code
    assert place(emitted) == ("report.html.j2", *where)
    assert en in only(emitted).message("en")
    assert re.search(r"[\u4e00-\u9fff]", only(emitted).message("zh"))
    assert "{" not in only(emitted).rule.phrase.text("zh", dict(only(emitted).args)).replace(
        text, ""
    )


def test_a_fault_of_a_further_file_is_there(made):
    assert place(made("{% include 'a' %}", a="1\n2 {{ nix }}")) == ("a", 2, "nix")
    assert place(made("{% include 'b' %}", b="1\n{% nix %}")) == ("b", 2, "{% nix %}")


def test_the_template_itself_may_be_missing(made, tmp_path):
    for emitted in (made(None), emit(FULL, Options(template=str(tmp_path / "none")))):
        finding = only(emitted)
        assert finding.rule.code == "R960"
        assert finding.span.source.endswith("report.html.j2")
        assert "没有这个文件" in finding.message("zh")


def test_the_template_itself_may_not_lead_out(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "report.html.j2").write_text("secret", encoding="utf-8")
    (folder / "report.html.j2").symlink_to(tmp_path / "report.html.j2")
    assert "outside" in only(emit(FULL, Options(template=str(folder)))).message("en")


def test_names_that_are_near_are_hinted(made):
    (hint,) = only(made("{{ titel }}")).hints
    assert "title" in hint.text("en")


# ── limits ───────────────────────────────────────────────────────────────────────────────────────

only_where_limited = pytest.mark.skipif(sys.platform == "win32", reason="it has no such limits")


@only_where_limited
@pytest.mark.parametrize(
    "text",
    [
        '{{ "a" * 500000000 }}',
        '{% set a = "a" * 900000000 %}',
        "{{ title|center(900000000) }}",
        '{{ ("a" * 100000)|replace("a", "b" * 1000000) }}',
    ],
)
def test_memory_is_limited(made, text):
    finding = only(made(text))
    assert finding.rule.code == "R966"
    assert "1024 MiB" in finding.message("en")


ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@only_where_limited
def test_processor_time_is_limited(made, monkeypatch):
    shorter = "import reportdsl.emit.templatejob as job; job.SECONDS = 1; from "
    monkeypatch.setattr(template, "_START", template._START.replace("from ", shorter))
    finding = only(made(ENDLESS))
    assert finding.rule.code == "R966"
    assert "10 seconds" in finding.message("en")


def test_a_template_is_not_waited_for_without_end(made, monkeypatch):
    monkeypatch.setattr(template, "PATIENCE", 1)
    monkeypatch.setattr(template, "SECONDS", 1)
    finding = only(made(ENDLESS))
    assert finding.rule.code == "R966"


@only_where_limited
def test_a_process_that_dies_is_told(made, monkeypatch):
    for end, code in (
        ("import os; os.abort()", "R965"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "R966"),
    ):
        monkeypatch.setattr(template, "_START", end)
        assert only(made("a")).rule.code == code


@only_where_limited
def test_the_process_of_a_template_writes_no_file(tmp_path):
    path = tmp_path / "file"
    code = f"from reportdsl.emit.sandbox import limit; limit(); open({str(path)!r}, 'w').write('a')"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert path.read_bytes() == b""


# ── the same each time ───────────────────────────────────────────────────────────────────────────


def test_the_same_report_makes_the_same_page(made):
    text = "{% for key in sections[0] %}{{ key }}{% endfor %}{{ {'b': 1, 'a': 2}|dictsort|length }}"
    assert made(text) == made(text)


def test_a_page_is_made_without_jinja2_even_by_a_template():
    code = (
        "import sys, reportdsl; made = reportdsl.compile_text('甲'); made.emit('html'); "
        f"made.emit('html', template={str(STARTER)!r}); print('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
