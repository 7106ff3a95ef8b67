"""What of a table becomes what of a form."""

import pytest

from reportdsl.importing.formfrom import Wishes
from tests.tableform.documents import made, told

GRID = """\
| 项目 | 申请人情况 |  |  | 总计 |
|  | 自然人 | 法人 |  |  |
|  |  | 企业 | 其他 |  |
| 新收 | 3 | 2 | 1 | 6 |
| 办结 | 2 | 2 | 0 | 4 |
| 合计 | 5 | 4 | 1 | 10 |
"""


def lines(text: str, *wanted: str) -> list[str]:
    """Return those lines of a form that begin as wanted, blanks before them aside."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith(wanted)]


def page(*rows: str, before: str = "") -> str:
    """Return a page with one table."""
    return f"{before}<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def row(*cells: str) -> str:
    return "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells)


def test_heads_over_three_rows_of_a_text_become_a_tree():
    text = made(GRID, "a.txt").text
    assert text.split("列\n")[1].split("行\n")[0].splitlines() == [
        "  项目 <行名>",
        "  申请人情况",
        "    自然人",
        "    法人",
        "      企业",
        "      其他",
        "  总计 = 合计",
    ]


def test_a_text_and_the_page_of_the_same_table_become_the_same_form():
    same = page(
        '<td rowspan="3">项目</td><td colspan="3">申请人情况</td><td rowspan="3">总计</td>',
        '<td rowspan="2">自然人</td><td colspan="2">法人</td>',
        row("企业", "其他"),
        row("新收", "3", "2", "1", "6"),
        row("办结", "2", "2", "0", "4"),
        row("合计", "5", "4", "1", "10"),
    )
    assert made(same, "a.html").text == made(GRID, "a.txt").text


def test_labels_merged_downwards_become_groups_of_rows():
    text = made("| 类别 |  | 数 |\n| 甲 | 子 | 1 |\n|  | 丑 | 2 |\n| 乙 |  | 3 |\n", "a.txt").text
    assert "行\n  甲\n    子\n    丑\n  乙\n" in text


def test_a_title_over_the_whole_width_with_heads_below_begins_a_band():
    found = made(
        page(
            '<td colspan="3">第一部分</td>',
            row("项目", "甲", "乙"),
            row("子", "1", "2"),
            '<td colspan="3">第二部分</td>',
            '<td>项目</td><td colspan="2">丙</td>',
            '<td>丑</td><td colspan="2">3</td>',
        )
    )
    assert lines(found.text, "段", "丙", "@表式") == [
        "@表式 表1 <计数, 栅格 3>",
        "段 第一部分",
        "段 第二部分",
        "丙 <跨 2>",
    ]
    assert told(found) == []


def test_keys_part_siblings_whose_labels_would_clash():
    text = made("| 项目 | 数 |\n| 其他（来信） | 1 |\n| 其他（来访） | 2 |\n", "a.txt").text
    assert lines(text, "其他") == ["其他（来信）", "其他（来访）: 其他（来访）"]


def test_rows_of_the_same_label_are_numbered():
    text = made("| 项目 | 数 |\n| 其他 | 1 |\n| 其他 | 2 |\n", "a.txt").text
    assert lines(text, "其他") == ["其他1: 其他", "其他2: 其他"]


def test_labels_with_marks_of_the_language_are_quoted():
    found = made("| 项目 | 数 |\n| 甲：乙=<丙> | 1 |\n| 丁（单位：件） | 2 |\n", "a.txt")
    assert lines(found.text, '"甲', "丁") == ['"甲：乙=<丙>"', "丁（单位：件）"]
    assert told(found) == []


@pytest.mark.parametrize(
    ("cells", "type_"),
    [
        (("1", "2", "0"), "计数"),
        (("1", "-2", "0"), "整数"),
        (("1.5", "2", "0.25"), "小数 2"),
        (("12%", "2.5%", "0%"), "百分比 1"),
        (("2024-01-05", "2024年2月1日", "2024-03-01"), "日期"),
        (("22个", "3个（含外聘）", "0"), "计数"),
        (("甲方", "乙方", "一段很长的说明文字"), "文本"),
    ],
)
def test_types_are_what_cells_hold(cells, type_):
    found = made("| 项目 | 某栏 |\n" + "".join(f"| 行{c} | {c} |\n" for c in cells), "a.txt")
    assert f"<{type_}>" in found.text


def test_a_few_words_that_come_again_are_a_choice():
    rows = "".join(f"| 项目{n} | {'货物工程'[n % 2 * 2 :][:2]} | {n} |\n" for n in range(1, 7))
    assert "<选项 工程|货物>" in made(f"| 名称 | 类别 | 数 |\n{rows}", "a.txt").text


def test_units_come_from_heads_and_from_the_line_above():
    above = made("单位：万元\n\n| 项目 | 数 |\n| 甲 | 1.50 |\n| 乙 | 2.00 |\n", "a.txt").text
    assert "<金额 2, 单位 万元>" in above
    inside = made("| 项目 | 数（件） |\n| 甲 | 1 |\n| 乙 | 2 |\n", "a.txt").text
    assert "单位 件" in inside


def test_who_fills_a_table_in_is_no_unit():
    text = made("填报单位：某局\n\n| 项目 | 数 |\n| 甲 | 1 |\n", "a.txt").text
    assert "单位" not in text


def test_blank_cells_may_stay_blank():
    text = made(
        "| 项目 | 数 | 备注 |\n| --- | --- | --- |\n| 甲 | 1 | 好 |\n| 乙 | 2 |  |\n", "a.txt"
    ).text
    assert "备注 <文本, 可空>" in text


# ── totals ───────────────────────────────────────────────────────────────────────────────────────


def test_a_total_that_does_not_add_up_gets_no_rule_and_is_told():
    found = made("| 项目 | 数 |\n| 甲 | 1 |\n| 乙 | 2 |\n| 合计 | 4 |\n", "a.txt")
    assert lines(found.text, "合计") == ["合计"]
    assert told(found) == ["R987"]


def test_parts_of_rows_that_add_up_are_written_out():
    rows = ("甲 | 1", "乙 | 2", "小计 | 3", "丙 | 4", "丁 | 5", "小计 | 9", "总计 | 12")
    found = made("| 项目 | 数 |\n" + "".join(f"| {r} |\n" for r in rows), "a.txt")
    assert lines(found.text, "小计", "总计") == [
        "小计1: 小计 = 甲 + 乙",
        "小计2: 小计 = 丙 + 丁",
        "总计 = 合计",
    ]
    assert told(found) == []


def test_a_sum_that_no_wording_tells_of_is_but_a_remark():
    rows = ("全部 | 3 | 7", "甲 | 1 | 3", "乙 | 2 | 4")
    text = made("| 项目 | 上年 | 今年 |\n" + "".join(f"| {r} |\n" for r in rows), "a.txt").text
    assert lines(text, "全部", "//   ") == ["全部", "//   全部 = 甲 + 乙"]


def test_a_part_of_the_row_above_is_but_a_remark():
    text = made("| 项目 | 数 |\n| 来信 | 5 |\n| 其中：网上 | 3 |\n", "a.txt").text
    assert lines(text, "//   ") == ['//   来信 ≥ "其中：网上"']


def test_growth_between_two_columns_is_a_rule():
    found = made(
        "| 项目 | 上年 | 今年 | 增减 | 增长率 |\n"
        "| 甲 | 10 | 12 | 2 | 20.0% |\n| 乙 | 8 | 7 | -1 | -12.5% |\n"
        "| 合计 | 18 | 19 | 1 | 5.6% |\n",
        "a.txt",
    )
    assert lines(found.text, "增", "合计") == [
        '增减 = 今年 - "上年" <整数>',
        '增长率 = 增长率(今年, "上年") <百分比 1>',
        "合计 = 合计",
    ]
    assert told(found) == []


# ── what the author's own rows, a missing head, and tables that cannot be said come to ───────────


def test_rows_may_be_the_authors_own_with_the_total_beneath():
    data = "采购项目,预算\n跑道,96.50\n桌椅,18.60\n合计,115.10\n"
    free = made(data, "a.csv", Wishes(free=("1",))).text
    assert free.endswith("行 *\n  合计 = 合计\n")


def test_a_list_without_heads_gets_a_blank_one_and_is_told():
    found = made(
        page(
            row("网站", "某网"), row("主办", "某局"), row("访问量（次）", "12"), row("留言数", "3")
        )
    )
    assert '  内容: ""' in found.text
    assert "R988" in told(found)


def test_values_that_begin_in_different_columns_are_one_column():
    found = made(
        page(
            row("网站", "<td colspan='3'>某网</td>"),
            row("主办", "<td colspan='3'>某局</td>"),
            row("访问量", "<td colspan='3'>1,200</td>"),
            row("<td rowspan='2'>发布</td>", "数量", "<td colspan='2'>3</td>"),
            row("公开目录", "<td colspan='2'>3</td>"),
            row("<td rowspan='2'>解读</td>", "<td rowspan='2'>材料</td>", "数量", "6"),
            row("篇数", "1"),
        )
    )
    assert found.text.endswith(
        """  网站 <文本>
  主办 <文本>
  访问量
  发布
    数量
    公开目录
  解读
    材料
      数量
      篇数
"""
    )


@pytest.mark.parametrize(
    "rows",
    [
        (row("项目", "数", "数二"), row("甲", "<td colspan='2'>5</td>")),
        (row("项目", "数", "数二"), row("甲", "<td colspan='2'>5</td>"), row("乙", "无", "2")),
    ],
)
def test_figures_over_two_heads_are_no_values_of_a_list(rows):
    assert "R985" in told(made(page(*rows)))


def test_sums_of_money_with_their_sign_are_figures():
    heads = row("Office", "Staff Costs", "Other Costs")
    first, second = row("A", "$1,200.50", "$0.00"), row("B", "$300.00", "$20.00")
    found = made(page(heads, first, second, row("Total", "$1,500.50", "$20.00"))).text
    assert "<decimal 2>" in found
    assert "Total = sum" in found


@pytest.mark.parametrize(
    "rows",
    [
        (row("收入", "数", "收入", "数"), row("甲", "1", "乙", "2")),
        (row("项目", "数"), '<td rowspan="2">甲</td><td>1</td>', row("2")),
        (row("项目", '<td colspan="2">数</td>'), row("甲", "1", "2"), row("乙", "3", "4")),
        (row("项目", "数", "数二"), row("甲", '<td colspan="2">5</td>'), row("乙", "1", "2")),
    ],
    ids=["side by side", "one label, two rows", "one head, two columns", "merged figures"],
)
def test_what_the_language_cannot_say_is_refused_at_its_place(rows):
    found = made(page(*rows))
    assert told(found) == ["R985"]
    assert not found.text


def test_a_table_whose_places_are_not_known_is_refused():
    found = made("项目 | 甲 | 乙 |\n新收 | 1 | 2 |\n来信 | 2 |\n合计 | 3 | 2 |\n", "a.txt")
    assert set(told(found)) == {"R985"}


def test_a_file_without_tables_has_no_form():
    assert told(made("<p>没有表格。</p>")) == ["R989"]


def test_tables_may_be_chosen_by_number_or_name():
    data = "## 甲表\n\n| 项目 | 数 |\n| 甲 | 1 |\n\n## 乙表\n\n| 项目 | 数 |\n| 乙 | 1 |\n"
    assert lines(made(data, "a.txt", Wishes(tables=("2",))).text, "@表式") == ["@表式 乙表 <计数>"]
    assert lines(made(data, "a.txt", Wishes(tables=("甲表",))).text, "@表式") == [
        "@表式 甲表 <计数>"
    ]
    assert made(data, "a.txt", Wishes(tables=("3",))).unknown == ("3",)
