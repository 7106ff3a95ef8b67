"""What one output says is what another reader reads off it."""

import html
import itertools
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

import reportdsl
from tests.properties import bruteforce, totality

SEEDS = range(40)
WORDS = (
    "政府",
    "信息公开",
    "2024年",
    "共",
    "件",
    "(含代办)",
    ":",
    ",",
    "。",
    "“三安全”",
    "A&B",
    "50%",
    "a<b",
    "、",
    "《条例》",
    "½",
)


def publication(seed: int) -> reportdsl.Compilation:
    """Return a report of headings, prose and three kinds of tables."""
    rng = random.Random(seed)
    case = bruteforce.case(seed)
    table = case.source(rng).split("\n", 2)[2]
    lines = ["标题: 甲县年报", "格式: own.form", ""]
    # The oracle reads pages of at least 250 characters outside the tables.
    lines += [f"# 一、{prose(rng, 4)}", *(prose(rng, 40) for _ in range(4)), "", table]
    lines += [f"## (一){prose(rng, 3)}", prose(rng, 30), f"@注 {prose(rng, 12)}", ""]
    width = rng.randint(1, 4)
    lines += ["@简表 明细", "项目 | " + " | ".join(f"列{i}" for i in range(width))]
    for row in range(rng.randint(1, 4)):
        cells = (
            rng.choice(("1", "-2", "3.50", "", "甲 乙", "见(一)", "1,234")) for _ in range(width)
        )
        lines.append(" | ".join([f"行{row}", *cells]))
    lines += ["", prose(rng, 60)]
    world = reportdsl.MemoryWorld({"own.form": case.form})
    return reportdsl.compile_text("\n".join(lines), name="r.report", world=world)


def prose(rng: random.Random, count: int) -> str:
    return "本" + "".join(rng.choice(WORDS) for _ in range(count)) + "止"


@pytest.mark.parametrize("seed", SEEDS)
def test_pipe_text_is_what_trafilatura_reads_off_the_page(seed: int) -> None:
    trafilatura = pytest.importorskip("trafilatura")
    made = publication(seed)
    page = f"<html><body><article>{made.emit('cms', draft=True)}</article></body></html>"
    text = trafilatura.extract(page, include_tables=True) or ""
    pipe = made.emit("pipe", draft=True)
    assert unicodedata.normalize("NFKC", text) == pipe.rstrip("\n")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pages_tables_are_the_grids(seed: int) -> None:
    made = publication(seed)
    page = LexborHTMLParser(made.emit("html", draft=True))
    tables = page.css("table")
    grids = [b.grid for s in made.publication.sections for b in s.blocks if hasattr(b, "grid")]
    assert len(tables) == len(grids)
    for table, grid in zip(tables, grids, strict=True):
        read = [[cell.text().strip() for cell in row.css("th, td")] for row in table.css("tr")]
        assert read == [[cell.text for cell in row] for row in grid.rows]
        spans = [
            [int(cell.attributes.get("rowspan") or 1) for cell in row.css("th, td")]
            for row in table.css("tr")
        ]
        assert spans == [[cell.rowspan for cell in row] for row in grid.rows]
        covered(grid)
    every_header_is_there(page)


def covered(grid) -> None:
    """Check that the cells cover each position of the grid once."""
    taken = Counter(
        (r, c)
        for row in grid.rows
        for cell in row
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.column, cell.column + cell.colspan)
    )
    assert taken == Counter((r, c) for r in range(len(grid.rows)) for c in range(grid.width))


def every_header_is_there(page: LexborHTMLParser) -> None:
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    for cell in page.css("td"):
        for name in (cell.attributes.get("headers") or "").split():
            assert name in ids


@pytest.mark.parametrize(
    "name", ["township.report", "suqian_2023.report", "suqian_2024_rest.report"]
)
def test_the_official_tables_have_heads_for_every_cell(name: str) -> None:
    files = totality.files()
    made = reportdsl.compile_text(files[name], name=name, world=reportdsl.MemoryWorld(files))
    page = LexborHTMLParser(made.emit("html"))
    every_header_is_there(page)
    for section in made.publication.sections:
        for block in section.blocks:
            if hasattr(block, "grid"):
                covered(block.grid)
    assert all(cell.attributes.get("headers") for cell in page.css("td"))


@pytest.mark.parametrize("seed", SEEDS)
def test_markdown_read_back_holds_every_figure(seed: int) -> None:
    made = publication(seed)
    tokens = MarkdownIt("commonmark").enable("table").parse(made.emit("md", draft=True))
    cells: list[list[str]] = []
    for token, content in itertools.pairwise(tokens):
        if token.type == "tr_open":
            cells.append([])
        elif token.type in {"td_open", "th_open"}:
            cells[-1].append("".join(child.content for child in content.children or ()))
    for table in json.loads(made.emit("json", draft=True))["tables"]:
        for band in table["bands"]:
            for row in band["cells"]:
                assert [" ".join(cell["published"].split()) for cell in row] in [
                    r[-len(row) :] for r in cells
                ]


def test_the_prose_reads_the_same_in_every_output() -> None:
    made = publication(7)
    sections = json.loads(made.emit("json", draft=True))["sections"]
    texts = [b["text"] for s in sections for b in s["blocks"] if b["type"] == "body"]
    page = LexborHTMLParser(made.emit("html", draft=True))
    read = [p.text() for p in page.css("p")]
    markdown = MarkdownIt("commonmark").render(made.emit("md", draft=True))
    plain = html.unescape(re.sub("<[^>]*>", "", markdown))
    for text in texts:
        assert text in read
        assert text in plain


def test_the_same_bytes_come_of_any_hash_seed_locale_and_time_zone() -> None:
    code = (
        "import sys, reportdsl; from tests.properties import totality as t;"
        "f = t.files(); o = sys.stdout.buffer\n"
        "for n in sorted(f):\n"
        " c = reportdsl.compile_text(f[n], name=n, world=reportdsl.MemoryWorld(f))\n"
        " [o.write(d.message(l).encode() + b'\\n') for d in c.diagnostics for l in ('zh', 'en')]\n"
        # One source holds a bar in a cell, which pipe text refuses.
        " [o.write(c.emit(x, draft=True).encode()) for x in t.FORMATS[n == 'prose.report' :]]"
    )
    root = Path(__file__).parents[2]
    outputs = set()
    for seed, locale, zone in (
        ("0", "C", "UTC"),
        ("1", "zh_CN.UTF-8", "Asia/Shanghai"),
        ("77", "C.UTF-8", "America/Lima"),
    ):
        env = dict(os.environ, PYTHONHASHSEED=seed, LC_ALL=locale, TZ=zone)
        env["PYTHONPATH"] = os.pathsep.join(map(str, (Path(reportdsl.__file__).parents[1], root)))
        outputs.add(
            subprocess.run(
                [sys.executable, "-c", code], env=env, cwd=root, capture_output=True, check=True
            ).stdout
        )
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000
