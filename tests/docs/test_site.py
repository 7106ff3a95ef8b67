"""What the site is built with: its search, its links, its colours, its picture."""

import json
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

import reportdsl
from docs._tools import bigrams, pages, picture, redline
from docs._tools.lexer import LEXERS, ReportLexer
from tests.docs.literate import ROOT, blocks

DOCS = ROOT / "docs"

# ── search ───────────────────────────────────────────────────────────────────────────────────────

LOOKED_FOR = [
    ("勾稽关系", ["勾稽", "稽关", "关系"]),
    ("表", ["表"]),
    ("R501 合计 wrong total", ["R501", "合计", "wrong", "total"]),
    ("用py装Python", ["用", "py", "装", "Python"]),
    ("（依申请公开）", ["依申", "申请", "请公", "公开"]),
    ("--from 上年.report", ["from", "上年", "report"]),
    ("", []),
]


@pytest.mark.parametrize(("query", "found"), LOOKED_FOR)
def test_what_is_looked_for_is_parted_into_words_of_the_index(query, found):
    assert bigrams.words(query, index=False) == found
    assert set(found) <= set(bigrams.words(f"前{query}后 {query}", index=True))


def test_every_character_is_a_word_of_the_index():
    assert set("勾稽关系") <= set(bigrams.words("勾稽关系", index=True))


@pytest.mark.skipif(shutil.which("node") is None, reason="node runs the browser's half")
def test_the_browser_parts_as_the_index_does():
    queries = [query for query, _ in LOOKED_FOR]
    program = (
        f"{bigrams.JAVASCRIPT}\nconsole.log(JSON.stringify({json.dumps(queries)}.map(splitQuery)))"
    )
    done = subprocess.run(
        ["node", "-e", program], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    assert json.loads(done.stdout) == [found for _, found in LOOKED_FOR]


# ── pages ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def site(tmp_path):
    (tmp_path / "docs" / "rules").mkdir(parents=True)
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "README.md").write_text(
        "# Examples\n\n[a](a/b.report) [c](../CONTRIBUTING.md#style)\n", encoding="utf-8"
    )
    (tmp_path / "CONTRIBUTING.md").write_text(
        "# How\n\n[l](docs/language.md#lines) `[x](docs/y.md)` [w](https://a.example/docs/)\n\n"
        "```text\n[z](docs/y.md)\n```\n",
        encoding="utf-8",
    )
    home = tmp_path / "docs"
    (home / "contributing.md").write_text("```{include} ../CONTRIBUTING.md\n```\n", "utf-8")
    (home / "examples.md").write_text("```{include} ../examples/README.md\n```\n", "utf-8")
    return home


def on_site(site: Path, name: str, text: str | None = None) -> str:
    path = site / name
    return pages.on_site(path.read_text("utf-8") if text is None else text, path, site)


def test_a_page_takes_in_another_with_its_links(site):
    assert on_site(site, "examples.md") == (
        "# Examples\n\n[a](../examples/a/b.report) [c](contributing.md#style)\n\n"
    )
    assert on_site(site, "contributing.md") == (
        "# How\n\n[l](language.md#lines) `[x](docs/y.md)` [w](https://a.example/docs/)\n\n"
        "```text\n[z](docs/y.md)\n```\n\n"
    )


def test_links_lead_to_the_page_that_takes_a_file_in(site):
    text = "[e](../../examples/README.md#x) [here](#y) [r](R1.md)\n"
    shown = "[e](../examples.md#x) [here](#y) [r](R1.md)\n"
    assert on_site(site, "rules/R2.md", text) == shown


def test_a_page_that_has_nothing_to_include_is_left_out(site):
    assert pages.empty(site) == []
    (site / "security.md").write_text("```{include} ../SECURITY.md\n```\n", "utf-8")
    assert pages.empty(site) == ["security.md"]
    page = "```{toctree}\nsecurity*\n```\n"
    assert "security" not in pages.without_empty_patterns(page, site)


def test_a_pattern_stands_where_it_has_pages(site):
    page = "```{toctree}\n:glob:\n\ncli*\nex*\nrules/*/index\n```\n* an item\n"
    assert pages.without_empty_patterns(page, site) == page.replace("cli*\n", "").replace(
        "rules/*/index\n", ""
    )


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("一句。", "二句", True),
        ("句", "“三”", True),
        ("一", "Two", False),
        ("1", "二", False),
        ("", "二", False),
    ],
)
def test_lines_of_chinese_are_joined(before, after, joined):
    assert pages.are_joined(before, after) is joined


def test_pages_of_rules_are_known():
    assert pages.is_rule("rules/zh/R501")
    assert not pages.is_rule("rules/zh/index")


# ── colours ──────────────────────────────────────────────────────────────────────────────────────

SOURCES = sorted((*ROOT.glob("examples/**/*.report"), *ROOT.glob("examples/**/*.form")))


@pytest.mark.parametrize("path", [*SOURCES, picture.SOURCE], ids=lambda path: path.name)
def test_colouring_loses_nothing(path):
    text = path.read_text(encoding="utf-8")
    parts = list(ReportLexer(ensurenl=False, stripnl=False).get_tokens(text))
    assert "".join(value for _, value in parts) == text
    assert [value for kind, value in parts if "Error" in str(kind)] == []


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("标题: 甲", "Name.Attribute", "标题"),
        ("# 一、总体", "Generic.Heading", " 一、总体"),
        ("  // 注释", "Comment.Single", "  // 注释\n"),
        ("共{新收.总计}件", "Literal.String.Interpol", "{新收.总计}"),
        ("@表 甲", "Keyword", "@表"),
        ("甲 | 12 | 3.5%", "Literal.Number", "3.5%"),
        ("@忽略 R512 “理由”", "Literal.String", "“理由”"),
        ("  甲: 甲（乙） <计数>", "Name.Decorator", "<计数>"),
        ("列", "Keyword", "列"),
    ],
)
def test_what_has_a_colour(line, kind, text):
    found = ReportLexer(stripnl=False).get_tokens(line if "标题" in line else f"甲。\n{line}")
    assert (f"Token.{kind}", text) in [(str(token), value) for token, value in found]


def test_every_language_of_a_fence_is_known():
    shown = {
        block.kind
        for path in DOCS.rglob("*.md")
        for block in blocks(path.read_text(encoding="utf-8"))
        if block.kind not in {"title", "table", "edit", "mistakes", "command"}
    }
    builtin = {"", "console", "html", "json", "jinja", "python", "sh", "text", "css", "powershell"}
    builtin |= {"yaml"}
    assert {kind for kind in shown if not kind.startswith("{")} <= {*LEXERS, *builtin}


# ── the picture ──────────────────────────────────────────────────────────────────────────────────


def test_the_picture_shows_what_is():
    png = picture.PICTURE.read_bytes()
    assert picture.held(png) == picture.digest(), "it is out of date: run `just picture`"
    assert len(png) < 300_000


def test_the_picture_of_changes_shows_what_is():
    png = redline.PICTURE.read_bytes()
    assert picture.held(png) == redline.digest(), "it is out of date: run `just picture`"


def test_the_picture_s_report_is_sound():
    found = reportdsl.compile(picture.SOURCE).diagnostics
    assert list(found) == []


def test_a_picture_is_packed_without_loss():
    rows = b"".join(b"\x00" + bytes([row, 0, 255]) * 4 for row in range(4))
    header = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    packed = zlib.compress(rows, 0)
    parts = [(b"IHDR", header), (b"IDAT", packed[:9]), (b"IDAT", packed[9:]), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    small = picture.packed(png, "abc")
    assert picture.held(png) is None
    assert picture.held(small) == "abc"
    body = small.split(b"IDAT", 1)[1]
    assert zlib.decompressobj().decompress(body) == rows
    assert len(small) < len(png)


def test_the_scene_holds_both():
    page = picture.scene()
    assert page.count('class="line"') == picture.SOURCE.read_text("utf-8").count("\n")
    assert "srcdoc=" in page
    assert "&lt;table" in page
