"""Two people's changes come together cell by cell and sentence by sentence."""

import pytest

from reportdsl.git.merge import Marks, Merged, merge

BASE = """标题: 年报
年度: 2024

# 一、总体

本年收到12件。办结11件。效果良好。

第二段。

@表 依申请公开
// 数字来自台账
        | 自然人 | 企业 | 总计
新收    |      3 |    1 |    4
结转    |      2 |    0 |    2
其余    | 0

# 二、其他

无。
"""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def made(base: str, ours: str, theirs: str, marks: Marks | None = None) -> Merged:
    """Return a merge that is one by what the source says."""
    found = merge(base, ours, theirs, marks or Marks())
    assert found is not None
    return found


def merged(ours: str, theirs: str, base: str = BASE) -> Merged:
    """Merge both ways; what comes out clean must be the same."""
    one, other = made(base, ours, theirs), made(base, theirs, ours)
    assert one.conflicts == other.conflicts
    return one


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    one = merged(ours, theirs, base)
    assert one.conflicts == 0, one.text
    assert made(base, theirs, ours).text == one.text
    return one.text


def conflict(ours: str, theirs: str, base: str = BASE) -> str:
    one = merged(ours, theirs, base)
    assert one.conflicts == 1, one.text
    return one.text


ONE = [("新收    |      3", "新收    |      5")]
OTHER = [("|    1 |    4", "|    2 |    7")]


def test_two_cells_of_a_row():
    text = clean(changed(BASE, *ONE), changed(BASE, *OTHER))
    assert text == changed(BASE, *ONE, *OTHER)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([("结转    |      2 |    0", "结转    |      2 |    8")], ONE),
        ([("收到12件", "收到13件")], [("效果良好", "效果一般")]),
        ([("第二段。", "第二段话。")], [("收到12件", "收到13件")]),
        ([("年度: 2024", "年度: 2025")], [("标题: 年报", "标题: 年度报告")]),
        ([("标题: 年报\n", "标题: 年报\n机关: 甲\n")], [("# 二、其他", "# 二、别的")]),
        (
            [("年度: 2024\n", "年度: 2024\n日期: 2025-01-02\n")],
            [("年度: 2024\n", "年度: 2024\n机关: 甲\n")],
        ),
        ([("第二段。\n\n", "")], [("无。", "没有。")]),
        ([("// 数字来自台账\n", "// 数字来自台账，已核\n")], ONE),
        ([("其余    | 0\n", "补报    | 1\n其余    | 0\n")], ONE),
        ([("结转    |      2 |    0 |    2\n", "")], ONE),
        ([("无。\n", "无。\n\n@落款\n")], [("第二段。\n", "第二段。\n\n第三段。\n")]),
        ([("@表 依申请公开\n", "@表 依申请公开\n@标签 新收: 今年\n")], ONE),
    ],
)
def test_what_is_apart_is_merged_as_by_hand(ours, theirs):
    assert clean(changed(BASE, *ours), changed(BASE, *theirs)) == changed(BASE, *ours, *theirs)


@pytest.mark.parametrize(
    "edit", [ONE, [("收到12件", "收到13件")], [("第二段。\n\n", "")], [("其余", "补报 | 1\n其余")]]
)
def test_the_same_change_on_both_sides_is_none(edit):
    assert clean(changed(BASE, *edit), changed(BASE, *edit)) == changed(BASE, *edit)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            [("年度: 2024\n", "年度: 2024\n格式: 甲\n")],
            [("年度: 2024\n", "年度: 2024\n格式: 乙\n")],
        ),
        (
            [("年度: 2024\n", "年度: 2024\n机关: 甲\n")],
            [("年度: 2024\n", "年度: 2024\n机关: 乙\n")],
        ),
        ([("|      3 |", "|      5 |")], [("|      3 |", "|      6 |")]),
        ([("收到12件", "收到13件")], [("收到12件", "收到14件")]),
        ([("第二段。\n\n", "")], [("第二段。", "第二段话。")]),
        ([("结转    |      2 |    0 |    2\n", "")], [("|    0 |    2", "|    0 |    3")]),
        ([("其余    | 0", "补报 | 1\n其余    | 0")], [("其余    | 0", "另报 | 2\n其余    | 0")]),
        ([("第二段。\n", "第二段。\n\n第三段。\n")], [("第二段。\n", "第二段。\n\n另一段话。\n")]),
        ([("年度: 2024", "年度: 2025")], [("年度: 2024", "年度: 2023")]),
        ([("| 自然人 | 企业 |", "| 企业 | 自然人 |")], ONE),
        ([("其余    | 0", "补报 | 1\n其余    | 0")], [("新收    |", "补报 | 2\n新收    |")]),
    ],
)
def test_what_both_change_is_a_conflict(ours, theirs):
    text = conflict(changed(BASE, *ours), changed(BASE, *theirs))
    for mark in ("<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"):
        assert text.count(mark) == 1


def test_a_conflict_is_about_its_row_alone_and_has_the_others_cells():
    text = conflict(
        changed(BASE, *ONE), changed(BASE, ("|      3 |    1 |    4", "|      6 |    1 |    9"))
    )
    assert text == BASE.replace(
        "新收    |      3 |    1 |    4\n",
        "<<<<<<< ours\n新收    |      5 |    1 |    9\n=======\n新收    |      6 |    1 |    9\n>>>>>>> theirs\n",
    )


def test_marks_have_their_size_and_names():
    ours, theirs = changed(BASE, *ONE), changed(BASE, ("|      3 |", "|      6 |"))
    text = made(BASE, ours, theirs, Marks("HEAD", "side", 9)).text
    assert "<<<<<<<<< HEAD\n" in text
    assert "\n=========\n" in text
    assert ">>>>>>>>> side\n" in text


def test_layout_is_kept_where_figures_change():
    ours = changed(BASE, ("新收    |      3 |    1 |    4", "新收|3|1|4"))
    assert "新收|3|2|7\n" in merged(ours, changed(BASE, *OTHER)).text
    longer = merged(ours, changed(BASE, ("|    4", "| 1,234"))).text
    assert "新收|3|1|1,234\n" in longer


def test_a_longer_figure_takes_the_blanks_before_it():
    text = merged(changed(BASE, *ONE), changed(BASE, ("|    1 |    4", "|  123 |    4"))).text
    assert "新收    |      5 |  123 |    4\n" in text


def test_cells_that_were_empty_or_not_there():
    base = "@简表 a\n | x | y | z\n甲 |   |  1\n"
    ours, theirs = base.replace("甲 |   |", "甲 | 7 |"), base.replace("|  1\n", "|  1 | 9\n")
    assert clean(ours, theirs, base) == "@简表 a\n | x | y | z\n甲 | 7 |  1 | 9\n"


def test_texts_of_cells_with_marks_in_them():
    base = '@简表 a\n | x | y\n甲 | 1 "一|二" | =甲.x + 1\n'
    ours, theirs = base.replace("一|二", "三|四"), base.replace("+ 1", "+ 2")
    assert clean(ours, theirs, base) == base.replace("一|二", "三|四").replace("+ 1", "+ 2")


def test_a_row_that_one_side_moves_takes_the_others_figures_along():
    line = "结转    |      2 |    0 |    2\n"
    ours = changed(BASE, (line, ""), ("新收    ", line + "新收    "))
    theirs = changed(BASE, ("结转    |      2", "结转    |     22"))
    assert clean(ours, theirs) == ours.replace("结转    |      2", "结转    |     22")


def test_a_section_that_is_gone_takes_no_new_paragraph_in_silence():
    start, end = BASE.index("# 一"), BASE.index("# 二")
    ours = BASE[:start] + BASE[end:]
    assert "第三段。" in conflict(ours, changed(BASE, ("第二段。\n", "第二段。\n\n第三段。\n")))


def test_another_form_and_cells_without_column_names_are_a_conflict():
    base = "格式: a.form\n\n@表 甲\n乙 | 1 | 2\n"
    text = merged(base.replace("a.form", "b.form"), base.replace("| 2", "| 3"), base)
    assert text.conflicts == 1


def test_files_that_both_add():
    ours, theirs = BASE, changed(BASE, ("收到12件", "收到13件"), *ONE)
    text = made("", ours, theirs)
    assert text.conflicts == 2
    assert made("", BASE, BASE).text == BASE


@pytest.mark.parametrize(
    "text", [BASE, "", "\n\n", "甲", "甲\n\n", "a: b\n\\\n", "@表 a\nx|1\\\n|2\n\n\n", "\t\n甲\n  "]
)
def test_nothing_changed(text):
    assert made(text, text, text) == made(text, text, text)
    assert made(text, text, text).text == text
    assert made(text, text + "乙\n", text).text == text + "乙\n"


@pytest.mark.parametrize(
    "text", ["@简表\n | x\n甲 | 1\n\n@简表\n | x\n甲 | 1\n", "@简表 a\n | x\n甲 | 1\n甲 | 1\n"]
)
def test_what_is_called_alike_is_not_merged_by_name(text):
    ours, theirs = text + "\n乙\n", "# 丙\n" + text
    assert merge(text, ours, theirs, Marks()) is None
    assert merge(text, ours, text, Marks()) == Merged(ours, 0)


def test_tables_that_both_add_at_one_place_stay_whole():
    tables = ["@简表 子\n | x\n丑 | 1\n\n", "@简表 寅\n | x\n卯 | 2\n\n"]
    ours, theirs = (changed(BASE, ("# 二", f"{table}# 二")) for table in tables)
    text = conflict(ours, theirs)
    for table in tables:
        assert table.strip() in text
    paragraph = changed(BASE, ("# 二", "新的段落。\n\n# 二"))
    assert tables[0].strip() in conflict(ours, paragraph)


def test_joined_lines_are_merged_whole():
    base = "@简表 a\n | x | y\n甲 | 1 \\\n| 2\n"
    assert made(base, base.replace("1", "5"), base).text == base.replace("1", "5")
    assert merged(base.replace("1", "5"), base.replace("| 2", "| 6"), base).conflicts == 1
