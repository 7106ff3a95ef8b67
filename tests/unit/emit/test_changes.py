"""What changed is written for terminals, merge requests, pages and programs, each safely."""

import json as standard
import pathlib
import re
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

import reportdsl
from reportdsl.compare.changes import Comparison
from reportdsl.compare.years import Years, years
from reportdsl.comparing import compared, side
from reportdsl.compiler import compile_text
from reportdsl.emit.changes import html, json, markdown, text
from reportdsl.emit.changes.years import WRITERS

OLD = """标题: 年报
年度: 2024

# 一、总体

本年收到12件。办结11件。效果良好，群众满意，各项工作都按计划完成，没有遗留问题。

@简表 申请
        | 自然人 | 企业 | 总计
新收    |      3 |    1 |    4
结转    |      2 |    0 |    2
合计    |      5 |    1 |    6
"""
NEW = (
    OLD.replace("12件", "15件")
    .replace("新收    |      3 |    1 |    4", "新收    |      6 |    1 |    7")
    .replace("合计    |      5 |    1 |    6", "合计    |      8 |    1 |    9")
)
EVIL = "<script>alert(1)</script>\u202e\x1b[31m|*_`@all ![x](http://a.b/c)&amp; \"'#1 - ~~x~~"


def schema(name: str) -> Any:
    found = files("reportdsl.emit.changes").joinpath(f"{name}.schema.json")
    return standard.loads(found.read_text(encoding="utf-8"))


def made(old: str = OLD, new: str = NEW) -> Comparison:
    return compared(compile_text(old, name="旧.report"), compile_text(new, name="新.report"))


def evil() -> Comparison:
    """Return a comparison in which every text is hostile."""
    quoted = EVIL.replace("\\", "").replace("|", r"\|").replace("*", r"\*").replace("[", r"\[")
    old = f"标题: {EVIL}\n甲: {EVIL}\n\n# {quoted} 1\n\n前。{quoted} 后。\n\n@简表 {EVIL[:20]}\n | a{quoted}\nb{quoted} | {quoted}1\n"
    new = old.replace("后。", "后面。").replace(f"{quoted}1", f"{quoted}2").replace(" 1\n", " 2\n")
    return compared(compile_text(old, name=EVIL), compile_text(new, name=EVIL))


def test_on_a_terminal():
    assert text.emit(made(), "zh") == (
        "一、总体 段落：本年收到[-12-]{+15+}件。办结11件。效果良好…\n"
        "申请 新收 自然人:3 → 6(+3)\n"
        "  申请 新收 总计:4 → 7(+3)\n"
        "  申请 合计 自然人:5 → 8(+3)\n"
        "    申请 合计 总计:6 → 9(+3)\n"
        "5 处不同：格 4，段落 1。\n"
    )


def test_what_a_table_lost_stands_under_that_table():
    """Whatever tables are called: two alike, and one that is renamed."""
    one = "@简表 费用\n     | 金额\n差旅 |   12\n会议 |    3\n"
    two = "@简表 费用\n     | 金额\n印刷 |    7\n租车 |    9\n"
    head = "标题: 年报\n年度: 2024\n\n"
    lost = html.emit(
        made(
            f"{head}{one}\n好。\n\n{two}", f"{head}{one}\n好。\n\n{two.replace('租车 |    9', '')}"
        ),
        "zh",
    )
    listed = lost[lost.index("对照全文") :]
    assert listed.count("<li>") == 1
    assert listed.index("印刷") < listed.index("<li>")
    renamed = html.emit(
        made(head + one, head + one.replace("费用", "支出").replace("会议 |    3\n", "")), "zh"
    )
    assert "会议" in renamed[renamed.index("对照全文") :]


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_growth_of_a_report_with_errors_says_so(style):
    old, new = (
        side(compile_text(text, name="年.report"))
        for text in (OLD, NEW.replace("|      8 |", "|      9 |"))
    )
    assert "处错误" in WRITERS[style](years(old, new), "zh")
    assert "处错误" not in WRITERS[style](years(old, old), "zh")


def test_in_english():
    shown = text.emit(made(), "en")
    assert shown.splitlines()[-1] == "5 changes: 4 cells, 1 paragraph."
    assert text.emit(made(new=OLD), "en") == "No changes.\n"
    assert text.emit(made(new=OLD), "zh") == "没有不同。\n"


def test_colour_says_nothing_that_the_text_does_not():
    bare = text.emit(made(), "zh")
    assert re.sub(r"\x1b\[\d*m", "", text.emit(made(), "zh", color=True)) == bare
    assert "\x1b[31m" in text.emit(made(), "zh", color=True)


def test_errors_are_told():
    broken = NEW.replace("|    1 |    7", "|    1 |    8")
    assert "注意：新.report 有 1 处错误；有值可比的都比了。" in text.emit(made(new=broken), "zh")
    assert "what has a value was compared" in markdown.emit(made(new=broken), "en")
    assert 'class="draft"' in html.emit(made(new=broken), "en")


def test_only_another_wording_of_names_is_told_as_such():
    old = "格式: 政府信息公开-2021\n\n@表 依申请公开\n其余 | 0\n"
    new = old.replace("\n其余", "\n@标签 新收: 今年收到\n其余")
    comparison = made(old, new)
    assert comparison.same
    assert "只有 1 处名称写法不同" in text.emit(comparison, "zh")
    assert "1 name worded otherwise" in text.emit(comparison, "en")


def test_json_follows_its_schema():
    everything = made(
        OLD,
        "格式: 政府信息公开-2021\n标题: 别的\n\n# 新的\n\n@校验 1 = 1\n@表 依申请公开\n其余 | 0\n\n@落款\n",
    )
    for comparison in (made(), made(new=OLD), everything, evil()):
        document = standard.loads(json.emit(comparison))
        jsonschema.Draft202012Validator.check_schema(schema("changes"))
        jsonschema.validate(document, schema("changes"))
        assert document["same"] == (not comparison.changes)
        assert len(document["changes"]) == len(comparison.changes)


def test_json_says_what_follows_from_what():
    found = standard.loads(json.emit(made()))["changes"]
    assert [(c["kind"], c["follows"]) for c in found] == [
        ("paragraph", []),
        ("cell", []),
        ("cell", [1]),
        ("cell", [1]),
        ("cell", [2, 3]),
    ]
    assert found[1]["difference"] == "3"


def test_a_page_shows_all_of_it():
    page: Any = LexborHTMLParser(html.emit(made(), "zh"))
    cells = [td for td in page.css("td") if td.css_first("ins")]
    assert len(cells) == 4
    assert [n.text() for n in cells[0].css("del, ins")] == ["［删去：3］", "［新增：6］"]
    assert "本年收到" in page.css_first("main").text()
    assert [li.text().splitlines()[0] for li in page.css("ul.changes > li")][1].startswith(
        "申请 新收 自然人"
    )
    assert len(page.css("ul ul ul > li")) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rows_that_came_and_went_are_on_the_page(language):
    new = OLD.replace("结转    |      2 |    0 |    2\n", "").replace(
        "合计", "补报 | 1 | 2 | 3\n合计"
    )
    page = html.emit(made(new=new), language)
    assert page.count("<ins>") >= 3
    assert "结转" in page
    whole = html.emit(made(new="# 一、总体\n"), language)
    assert "<del>" in whole
    assert html.emit(made(old="", new=OLD), language).count("<table") == 1


def test_no_two_things_on_the_page_have_one_id():
    new = (
        OLD.replace("@简表 申请", "@简表 别的事")
        .replace("新收", "甲")
        .replace("结转", "乙")
        .replace("自然人", "丙")
    )
    page: Any = LexborHTMLParser(html.emit(made(new=new.replace("企业", "丁")), "zh"))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(page.css("table")) == 2
    assert len(ids) == len(set(ids))
    used = {name for node in page.css("[headers]") for name in node.attributes["headers"].split()}
    assert used <= set(ids)


def test_hostile_texts_are_text_on_the_page():
    page = html.emit(evil(), "zh")
    tree: Any = LexborHTMLParser(page)
    assert not tree.css("script, img, a")
    assert "\u202e" not in tree.css_first("ul").text()
    assert "\x1b" not in page
    assert "default-src 'none'" in page


def test_hostile_texts_are_text_in_markdown():
    shown = markdown.emit(evil(), "en")
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(shown)
    tree: Any = LexborHTMLParser(rendered)
    assert not tree.css("script, img, a, s, em, code, table")
    assert {node.tag for node in tree.css("body *")} <= {
        "h3",
        "p",
        "ul",
        "li",
        "strong",
        "del",
        "ins",
    }
    assert "@" not in shown
    assert "<script>" in tree.css_first("ul").text()


def test_hostile_texts_are_one_line_on_a_terminal():
    for language in ("zh", "en"):
        shown = text.emit(evil(), language)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert (
            len(shown.splitlines())
            == len(evil().changes) + shown.count("注意：") + shown.count("Note:") + 1
        )


def beside(old: str = OLD, new: str = NEW) -> Years:
    return years(side(compile_text(old, name="旧")), side(compile_text(new, name="新")))


def test_years_on_a_terminal():
    shown = WRITERS["text"](beside(), "zh")
    assert shown.splitlines()[0] == "申请 新收 自然人:3 → 6(+3, +100.0%)"
    assert shown.splitlines()[-1] == "共 9 格：4 格有增减，5 格相同，0 格只有一年有。"
    assert (
        WRITERS["text"](beside(), "en").splitlines()[-1]
        == "9 cells: 4 changed, 5 the same, 0 in one year only."
    )


def test_growth_is_rounded_half_up():
    old, new = (f"@简表 甲\n | a\nx | {figure}\n" for figure in (2000, 2001))
    assert "(+1, +0.1%)" in WRITERS["text"](beside(old, new), "zh")


def test_years_elsewhere():
    lacking = beside(new=NEW.replace("结转    |      2 |    0 |    2\n", ""))
    document = standard.loads(WRITERS["json"](lacking, "zh"))
    jsonschema.validate(document, schema("years"))
    assert document["same"] is False
    assert "（没有这一格）" in WRITERS["markdown"](lacking, "zh")
    assert "(no such cell)" in WRITERS["html"](lacking, "en")
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(WRITERS["markdown"](lacking, "zh"))
    assert len(LexborHTMLParser(rendered).css("tbody tr")) == 9
    assert len(LexborHTMLParser(WRITERS["html"](lacking, "zh")).css("tbody tr")) == 9


def test_texts_of_a_report_are_in_its_own_language_for_other_readers():
    page = LexborHTMLParser(html.emit(made(), "en"))
    assert [node.attributes["lang"] for node in page.css("html, article")] == ["en", "zh-CN"]
    assert {node.attributes.get("lang") for node in page.css("article .unseen")} == {"en"}
    assert {node.attributes.get("lang") for node in page.css("li > strong")} == {"zh-CN"}
    assert not LexborHTMLParser(html.emit(made(), "zh")).css("article[lang], .unseen[lang]")


def test_beside_a_row_without_a_name_its_columns_are_the_heads():
    folder = pathlib.Path(__file__).parents[3] / "examples" / "suqian"
    old, new = (side(reportdsl.compile(folder / f"宿迁-{year}.report")) for year in (2023, 2024))
    heads = LexborHTMLParser(WRITERS["html"](years(old, new), "zh")).css("tbody th")
    assert all(node.text().strip() for node in heads)
    assert len([node for node in heads if node.text().startswith("行政复议 / ")]) == 5
