"""What changed between two reports is told by what it means."""

from typing import Any

import pytest

from reportdsl.compare.changes import (
    CellChanged,
    CheckChanged,
    FieldChanged,
    FormChanged,
    How,
    LabelChanged,
    LineChanged,
    ParagraphChanged,
    SectionChanged,
    SignatureChanged,
    TableChanged,
)
from reportdsl.comparing import compared
from reportdsl.compiler import compile_text
from reportdsl.emit.changes.tree import tree

PLAIN = """标题: 年报
年度: 2024
日期: 2025-01-20

开头。

# 一、总体

本年收到12件。办结11件。效果良好。

第二段话，说的是另外一件事。

@简表 申请
        | 自然人 | 企业 | 总计
新收    |      3 |    1 |    4
结转    |      2 |    0 |    2
合计    |      5 |    1 |    6

@注 数据截至年底。

@校验 新收.总计 > 结转.总计 "说明"

# 二、其他

无甚可说。

@落款
"""
OFFICIAL = """标题: 年报
格式: 政府信息公开-2021

# 三、申请
@表 依申请公开
     | 自然人 | 商业企业
新收 |      3 |        1
结转 |      2 |        0
其余 | 0
"""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def comparison(*pairs: tuple[str, str], text: str = PLAIN) -> Any:
    return compared(compile_text(text), compile_text(changed(text, *pairs)))


def changes(*pairs: tuple[str, str], text: str = PLAIN) -> Any:
    return comparison(*pairs, text=text).changes


@pytest.mark.parametrize("text", [PLAIN, OFFICIAL, "", "只有一段"])
def test_a_report_is_the_same_as_itself(text):
    assert comparison(text=text).changes == ()


@pytest.mark.parametrize(
    "pairs",
    [
        [("|      3 |", "|3|")],
        [("@校验 新收.总计 > 结转.总计", "@check  新收.总计  >结转.总计")],
        [("@落款", "@signature"), ("@注", "@note"), ("@简表", "@plain"), ("标题:", "title：")],
        [("2025-01-20", "2025年1月20日")],
        [("|    4", "｜    ４")],
        [("本年收到", "　　本年收到")],
        [("开头。", "开头。\n// 给同事看的话")],
    ],
)
def test_how_it_is_written_is_no_change(pairs):
    assert changes(*pairs) == ()


@pytest.mark.parametrize(
    "pairs",
    [
        [("新收 |", "一、本年新收政府信息公开申请数量 |")],
        [
            (
                "| 自然人 | 商业企业\n新收 |      3 |        1\n结转 |      2 |        0",
                "| 商业企业 | 自然人\n新收 | 1 | 3\n结转 | 0 | 2",
            )
        ],
        [
            (
                "新收 |      3 |        1\n结转 |      2 |        0",
                "结转 |      2 |        0\n新收 |      3 |        1",
            )
        ],
        [("其余 | 0", "新收 / 总计 | \n其余 | 0")] and [("其余 | 0", "rest | 0")],
    ],
)
def test_names_and_order_of_a_forms_rows_are_no_change(pairs):
    assert changes(*pairs, text=OFFICIAL) == ()


def test_a_cell():
    (change,) = changes(("|    0 |    2", '|    0 |    "见附件"'))
    assert isinstance(change, CellChanged)
    assert (change.place.table, change.place.row) == ("申请", "结转")
    assert (change.old.text, change.new.text, change.difference) == ("2", "见附件", None)


def test_a_total_follows_from_its_parts():
    made = comparison(
        ("|      3 |    1 |    4", "|      5 |    1 |    6"),
        ("|      5 |    1 |    6\n\n@注", "|      7 |    1 |    8\n\n@注"),
    )
    found = [(c.place.row, c.place.column, c.difference) for c in made.changes]
    assert found == [
        ("新收", "自然人", 2),
        ("新收", "总计", 2),
        ("合计", "自然人", 2),
        ("合计", "总计", 2),
    ]
    assert made.follows == {1: (0,), 2: (0,), 3: (1, 2)}
    assert [(p.number, p.depth) for p in tree(made)] == [(0, 0), (1, 1), (2, 1), (3, 2)]


def test_a_computed_total_follows_from_what_is_stated():
    made = comparison(("新收 |      3", "新收 |      5"), text=OFFICIAL)
    first = made.changes[0]
    assert (first.place.row, first.place.column, first.difference) == ("新收", "自然人", 2)
    assert [(c.place.row, c.place.column) for c in made.changes[1:]] == [("新收", "总计")]
    assert made.follows == {1: (0,)}


def test_the_same_figure_written_otherwise():
    (change,) = changes(("|    1 |    6", "|    1 |  6.0"))
    assert change.only_shown
    assert change.difference == 0


def test_rows():
    removed, *_ = changes(("结转    |      2 |    0 |    2\n", ""))
    assert isinstance(removed, LineChanged)
    assert (removed.how, removed.name) == (How.REMOVED, "结转")
    assert [(name, shown.text) for name, shown in removed.cells] == [
        ("自然人", "2"),
        ("企业", "0"),
        ("总计", "2"),
    ]
    added, *_ = changes(("合计  ", "补报 | 1 | 1 | 2\n合计  "))
    assert (added.how, added.name) == (How.ADDED, "补报")
    (renamed,) = changes(("结转  ", "上年结转  "))
    assert (renamed.how, renamed.name, renamed.before) == (How.RENAMED, "上年结转", "结转")
    (moved,) = changes(
        ("结转    |      2 |    0 |    2\n", ""),
        ("新收  ", "结转    |      2 |    0 |    2\n新收  "),
    )
    assert (moved.how, moved.axis) == (How.MOVED, "row")


def test_columns():
    (renamed,) = changes(("| 企业 |", "| 公司 |"))
    assert (renamed.how, renamed.axis, renamed.before) == (How.RENAMED, "column", "企业")
    gone = compile_text("@简表 甲\n | a | b\nx | 1 | 2\n")
    come = compile_text("@简表 甲\n | a | c\nx | 1 | 3\n")
    found: Any = compared(gone, come).changes
    assert [(c.how, c.axis, c.name) for c in found] == [
        (How.REMOVED, "column", "b"),
        (How.ADDED, "column", "c"),
    ]


def test_a_total_follows_from_a_row_that_came():
    made = comparison(
        ("合计    |      5 |    1 |    6", "补报 | 1 | 1 | 2\n合计    |      6 |    2 |    8")
    )
    assert made.follows == {1: (0,), 2: (0,), 3: (0, 1, 2)}


def test_tables():
    (renamed,) = changes(("@简表 申请", "@简表 申请情况"))
    assert (renamed.how, renamed.before) == (How.RENAMED, "申请")
    table = PLAIN[PLAIN.index("@简表") : PLAIN.index("@注")]
    removed, *rows = changes((table, ""))
    assert isinstance(removed, TableChanged)
    assert removed.how is How.REMOVED
    assert len(rows) == 3
    (moved,) = changes((table, ""), ("无甚可说。\n", f"无甚可说。\n\n{table}"))
    assert (moved.how, moved.before, moved.section) == (How.MOVED, "一、总体", "二、其他")


def test_sections():
    (renamed,) = changes(("# 二、其他", "# 二、其他事项"))
    assert isinstance(renamed, SectionChanged)
    assert (renamed.how, renamed.before) == (How.RENAMED, "二、其他")
    (level,) = changes(("# 二、其他", "## 二、其他"))
    assert (level.how, level.level) == (How.CHANGED, (1, 2))
    added, paragraph = changes(("@落款", "# 三、新的\n\n说点什么。\n\n@落款"))[:2]
    assert (added.how, added.title) == (How.ADDED, "三、新的")
    assert paragraph.section == "三、新的"
    two = "# 甲\n\n一二三。\n\n# 乙\n\n四五六。\n"
    turned = "# 乙\n\n四五六。\n\n# 甲\n\n一二三。\n"
    found: Any = compared(compile_text(two), compile_text(turned)).changes
    (moved,) = found
    assert moved.how is How.MOVED


def test_paragraphs():
    (change,) = changes(("效果良好", "效果不错"))
    assert isinstance(change, ParagraphChanged)
    assert (change.how, change.section, change.note) == (How.CHANGED, "一、总体", False)
    (note,) = changes(("截至年底", "截至月底"))
    assert note.note
    (styled,) = changes(("效果良好", "效果**良好**"))
    assert styled.styled
    (moved,) = changes(
        ("第二段话，说的是另外一件事。\n\n", ""),
        ("无甚可说。", "无甚可说。\n\n第二段话，说的是另外一件事。"),
    )
    assert (moved.how, moved.section) == (How.MOVED, "二、其他")


def test_header_form_checks_waivers_and_signature():
    (field,) = changes(("年度: 2024", "年度: 2025"))
    assert field == FieldChanged(How.CHANGED, "年度", "2024", "2025")
    (field,) = changes(("年度: 2024\n", ""))
    assert field.how is How.REMOVED
    (field,) = changes(("年度: 2024\n", "年度: 2024\n备注: 无\n"))
    assert (field.how, field.key) == (How.ADDED, "备注")
    gone, come = changes(("@校验 新收", "@校验 警告 新收"))
    assert (gone.how, come.how) == (How.REMOVED, How.ADDED)
    assert "警告" in come.text
    (waiver, *_) = [
        c for c in changes(("# 二", '@忽略 R501 "说明"\n\n# 二')) if isinstance(c, CheckChanged)
    ]
    assert waiver.waiver
    assert changes(("@落款\n", "")) == (SignatureChanged(How.REMOVED),)
    form = changes(("公开-2021", "公开-2019"), text=OFFICIAL)[0]
    assert form == FormChanged(("政府信息公开-2021",), ("政府信息公开-2019",))


def test_another_name_for_a_label_is_a_remark_and_no_change():
    made = comparison(("@表 依申请公开\n", "@表 依申请公开\n@标签 新收: 今年收到\n"), text=OFFICIAL)
    (change,) = made.changes
    assert isinstance(change, LabelChanged)
    assert change.new == "今年收到"
    assert made.same


def test_what_is_left_out_of_a_table():
    found = changes(
        ("@表 依申请公开\n", "@表 依申请公开\n@省略 结转\n"),
        ("结转 |      2 |        0\n", ""),
        text=OFFICIAL,
    )
    assert [(c.how, c.name) for c in found if isinstance(c, LineChanged)] == [(How.REMOVED, "结转")]


def test_a_report_with_errors_is_compared_as_far_as_it_goes():
    made = comparison(("|      3 |    1 |    4", "|      5 |    1 |    4"))
    assert made.new.errors
    assert [c.place.column for c in made.changes] == ["自然人"]


@pytest.mark.parametrize(
    "old", [PLAIN, OFFICIAL, "@表\n| | |\n", "@简表 x\na | b\n甲 | 1\n甲 | 2\n"]
)
@pytest.mark.parametrize(
    "new", [PLAIN, OFFICIAL, "@表\n| | |\n", "@简表 x\na | b\n甲 | 1\n甲 | 3\n"]
)
def test_anything_is_compared_with_anything(old, new):
    made = compared(compile_text(old), compile_text(new))
    assert bool(made.changes) == (old != new)
    assert sorted(p.number for p in tree(made)) == list(range(len(made.changes)))


def test_formulas_turned_about_go_round_in_no_circle():
    old = "@简表 甲\n | a\nx | 1\ny | =x.a + 1\n"
    new = "@简表 甲\n | a\nx | =y.a + 1\ny | 5\n"
    made = compared(compile_text(old), compile_text(new))
    assert made.follows == {0: (1,), 1: (0,)}
    assert [p.number for p in tree(made)] == [0, 1]
