"""What the pages tell their readers to do works, and gives what they show.

How a block says what it is for stands in `literate`. ``UPDATE_GOLDEN=1 pytest tests/docs`` writes
what commands print into the pages anew; read the diff as carefully as code.
"""

import os
from pathlib import Path

import pytest

from reportdsl.dev.generate import GENERATORS
from tests.docs.literate import ROOT, Difference, Reader, agrees, blocks, patched, updated

UPDATE = "UPDATE_GOLDEN" in os.environ
MADE = {"docs/rules.md", "docs/errors.md"}
MADE_FOLDERS = tuple(folder for generator in GENERATORS for folder in generator.FOLDERS)
RUN_ELSEWHERE = {"docs/language.md": "tests/spec/test_language.py"}
PAGES = [
    path.relative_to(ROOT).as_posix()
    for folder in (".", "docs", "examples", "grammar")
    for path in sorted((ROOT / folder).glob("*.md" if folder == "." else "**/*.md"))
    if path.name == "README.md" or not path.is_relative_to(ROOT / "examples")
]
HAND_WRITTEN = [
    page
    for page in PAGES
    if page not in MADE and page not in RUN_ELSEWHERE and not page.startswith(MADE_FOLDERS)
]


@pytest.mark.parametrize("page", HAND_WRITTEN)
def test_page(page, tmp_path):
    text = (ROOT / page).read_text(encoding="utf-8")
    reader = Reader(tmp_path)
    for block in blocks(text):
        try:
            reader.do(block)
        except AssertionError as error:
            pytest.fail(f"{page}:{block.first}: {error}", pytrace=False)
    if UPDATE and reader.differences:
        fresh = updated(text, reader.differences)
        (ROOT / page).write_text(fresh, encoding="utf-8", newline="\n")
        return
    assert [(d.block.first, d.actual) for d in reader.differences] == [
        (d.block.first, d.shown) for d in reader.differences
    ]


def test_pages_are_found():
    assert {"README.md", "docs/tutorial.md", "docs/writing-forms.md"} <= set(HAND_WRITTEN)
    assert all((ROOT / test).is_file() for test in RUN_ELSEWHERE.values())


@pytest.mark.skipif(not (ROOT / "src").exists(), reason="they are made from the sources")
def test_pages_that_are_not_run_are_made_from_the_code():
    assert {name for generator in GENERATORS for name in generator.files(ROOT)} >= MADE


# ── the runner ───────────────────────────────────────────────────────────────────────────────────

SOURCE = """\
标题: 甲
年度: 2024

# 一、总体

一句话。

# 二、表
@表 乙
丙 | 1
丁 | 2

末尾。
"""


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("标题: 子\n", "标题: 甲\n年度: 2024\n", "标题: 子\n"),
        ("# 一、总体\n子\n", "# 一、总体\n\n一句话。\n", "# 一、总体\n子\n"),
        ("# 二、表\n无\n", SOURCE[SOURCE.index("# 二") :], "# 二、表\n无\n"),
        ("@表 乙 // 子\n其余 | 0\n", "@表 乙\n丙 | 1\n丁 | 2\n", "@表 乙 // 子\n其余 | 0\n"),
        ("@表 乙\n其余 | 0\n", "@表 乙\n丙 | 1\n丁 | 2\n", "@表 乙\n其余 | 0\n"),
        ("丁   | 3\n丙 | 4\n", "丙 | 1\n丁 | 2\n", "丙 | 4\n丁   | 3\n"),
    ],
)
def test_a_part_takes_the_place_of_what_it_begins_with(part, before, after):
    assert SOURCE.count(before) == 1
    assert patched(SOURCE, part) == SOURCE.replace(before, after)


@pytest.mark.parametrize(
    "part", ["机关: 甲", "# 一", "# 三、无", "@表 丁", "戊 | 1", "丙 | 1\n戊 | 2"]
)
def test_a_part_must_have_a_place(part):
    with pytest.raises(AssertionError):
        patched(SOURCE, part)


@pytest.mark.parametrize(
    ("shown", "actual", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a  \nb\n", "\na\nb   \n\n", True),
        ("a\nb", "a\nc", False),
        ("a\n…\nc", "a\nc", True),
        ("a\n  …\nc", "a\nb\nb\nc", True),
        ("a\n…\nc", "a\nb", False),
        ("…\nb", "ab", False),
        ("a.c", "abc", False),
    ],
)
def test_what_is_shown_is_what_is(shown, actual, same):
    assert agrees(shown, actual) is same


def done(tmp_path: Path, page: str) -> list[Difference]:
    reader = Reader(tmp_path)
    for block in blocks(page):
        reader.do(block)
    return reader.differences


FORM = "```form 甲.form\n@格式 甲\n@表式 乙 <计数>\n列\n  数\n行\n  丙\n  丁 = 合计\n```\n"
REPORT = "```report 甲.report\n格式: 甲.form\n\n@表 乙\n丙 | 1\n丁 | 1\n```\n"


def test_a_page_is_done_in_order(tmp_path):
    page = (
        f"# 甲\n\n{FORM}{REPORT}"
        "```console\nC:\\年报>reportdsl check 甲.report\n检查了 1 个文件：…\n```\n"
        "```report 甲.report part\n丁 | 2\n```\n"
        "```console fails\n$ reportdsl check 甲.report --format concise\n…\n```\n"
        "<!-- edit 甲.report: 丁 | 2 → 丁 | 1 -->\n"
        "```console\n$ py -m reportdsl build 甲.report -t pipe\n已写入 甲.txt\n```\n"
        "- as an item:\n\n  ```text shows 甲.txt\n  数 | |\n  丙 | 1 |\n  丁 | 1 |\n  ```\n"
        "<!-- mistakes 甲.report -->\n"
        "| | | |\n| --- | --- | --- |\n| `丁 \\| 3` | `R501` | `丁 \\| 1` |\n"
        "```python\n>>> import pathlib\n>>> pathlib.Path('甲.txt').exists()\nTrue\n```\n"
        "```sh\njust test tests/docs\njust\n```\n"
        "```sh not run: it would take long\nrm -rf /\n```\n"
        "<!-- command: try -->\n```sh\nrm -rf /\n```\n"
        "```report\n甲。\n```\n"
    )
    found = done(tmp_path, page)
    assert [d.shown.splitlines()[0] for d in found] == ["C:\\年报>reportdsl check 甲.report"]
    fresh = updated(page, found)
    assert fresh != page
    assert done(tmp_path / "again", fresh) == []


def test_an_item_is_updated_in_its_place(tmp_path):
    page = "- one\n\n  ```text shows a.txt\n  b\n  ```\n- two\n"
    (tmp_path / "a.txt").write_text("c\n\nd\n", encoding="utf-8")
    fresh = updated(page, done(tmp_path, page))
    assert fresh == "- one\n\n  ```text shows a.txt\n  c\n\n  d\n  ```\n- two\n"


@pytest.mark.parametrize(
    "page",
    [
        "```\nplain\n```",
        "    indented\n",
        "```text\nwhat for?\n```",
        "```text not run:\n```",
        "```sh\nrm -rf /\n```",
        "```sh\njust no-such-recipe\n```",
        "```console\nno prompt\n```",
        "```console\n$ rm -rf /\n```",
        "```console\n$ reportdsl check none.report\n…\n```",
        "```console fails\n$ reportdsl forms\n…\n```",
        "```python\n>>> 1 + 1\n3\n```",
        "```python\n1 + 1\n```",
        "```report\n{1 / 0}\n```",
        "```report a.report\n甲\n```\n<!-- edit a.report: 乙 → 丙 -->",
        "```report a.report\n甲\n```\n<!-- edit a.report: 乙 -->",
        "<!-- command: no-such-command -->\n```sh\nls\n```",
        f"{FORM}{REPORT}<!-- mistakes 甲.report -->\n| | | |\n|-|-|-|\n| `丁 \\| 3` | `R502` | `丁 \\| 1` |",
        f"{FORM}{REPORT}<!-- mistakes 甲.report -->\n| | | |\n|-|-|-|\n| `丁 \\| 3` | `R501` | `丁 \\| 9` |",
    ],
)
def test_what_nothing_runs_or_does_otherwise_fails(tmp_path, page):
    with pytest.raises(AssertionError):
        done(tmp_path, page)
