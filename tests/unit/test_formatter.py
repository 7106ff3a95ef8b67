"""How a source is laid out, rule by rule; what it means stays, see ``tests/properties``."""

import pytest

from reportdsl.formatter import formatted, refusal
from reportdsl.syntax.lines import MAX_LINE
from reportdsl.syntax.spelling import To
from reportdsl.text.source import Source
from reportdsl.text.width import certain_width


def laid(text: str, to: To = None) -> str:
    """Return a text laid out, which is not refused and stays as it then is."""
    made = formatted(text, keywords=to)
    assert made.diagnostics == ()
    assert formatted(made.text, keywords=to).text == made.text
    return made.text


def table(*rows: str, head: str = "@表 收支") -> list[str]:
    return laid("\n".join((head, *rows))).splitlines()[1:]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ""),
        ("\n \n　\n", ""),
        ("甲", "甲\n"),
        ("\n\n甲\n\n\n乙\n\n", "甲\n\n乙\n"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙\n"),
        ("　　甲，１２件 \n\t乙\u00a0", "甲，１２件\n乙\n"),
        ("＃＃甲\n乙", "## 甲\n\n乙\n"),
        ("甲\n#  乙\n\n\n丙", "甲\n\n# 乙\n\n丙\n"),
        ("甲\n// 关于乙\n# 乙", "甲\n\n// 关于乙\n# 乙\n"),
        (
            "甲\n@忽略 R512 “口径” 至　２０２７\n@表 乙\n其余|0\n丙",
            '甲\n\n@忽略 R512 "口径" 至 2027\n@表 乙\n其余 | 0\n\n丙\n',
        ),
        ("@表 乙\n其余|0\n@注 丙\n丁", "@表 乙\n其余 | 0\n@注 丙\n丁\n"),
        ("  ／／ 甲 ：１  \n乙", "// 甲 ：１\n乙\n"),
        ("//甲\\\n乙", "//甲\\\n乙\n"),
        (
            "标题：　某镇　年报 \n机关：\n年度 : ２０２４\n日期:２０２４－０１－０２\n自己：１\n正文",
            "标题: 某镇　年报\n机关:\n年度: 2024\n日期: 2024-01-02\n自己: １\n\n正文\n",
        ),
        ("甲\n标题: 乙", "甲\n标题: 乙\n"),
        ("@引用   甲.report\n@落款  ", "@引用 甲.report\n@落款\n"),
    ],
)
def test_lines(written: str, meant: str) -> None:
    assert laid(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("｛甲．乙+１｝", "{甲.乙 + 1}"),
        ("{ 甲 . * }", "{甲.*}"),
        ("{-甲*( 乙-+丙 )/2}", "{-甲 * (乙 - +丙) / 2}"),
        ("{- - 甲}", "{- -甲}"),
        (
            "{若 (甲>=乙 且 非(丙!=1),“增”,＂减＂)：中文}",
            '{若(甲 >= 乙 且 非 (丙 != 1), "增", "减"):中文}',
        ),
        ("{(甲>乙)且 非(丙=1)}", "{(甲 > 乙) 且 非 (丙 = 1)}"),
        ('{“说"话"”.甲:  ,.2f }', '{“说"话"”.甲:,.2f}'),
        ("{２０２４-01-31}", "{2024-01-31}"),
        ("{2024 - 1 - 31}", "{2024 - 1 - 31}"),
        (r"\｛甲｝", r"\｛甲}"),
        (r"\{甲\}｛乙｝", r"\{甲\}{乙}"),
        ("**甲** [乙](https://a.b) ｛丙｝", "**甲** [乙](https://a.b) {丙}"),
    ],
)
def test_expressions(written: str, meant: str) -> None:
    assert laid(written) == meant + "\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("@校验 警告 甲=乙±０.５“说明”依据“文号”", '@校验 警告 甲 = 乙 ± 0.5 "说明" 依据 "文号"'),
        ("@表 ＂一.二＂ . 收支=汇总( 下级 )", '@表 "一.二".收支 = 汇总(下级)'),
        ("@忽略 ＲR512 “甲”", '@忽略 RR512 "甲"'),
        ("@格式  甲   基于   乙 “丙”＜必填 年度＞", '@格式 甲 基于 乙 "丙" <必填 年度>'),
        ("@章 一、 甲  ＜表   乙＞", "@章 一、 甲 <表 乙>"),
    ],
)
def test_directives(written: str, meant: str) -> None:
    assert laid(written) == meant + "\n"


def test_figures_stand_on_the_right_and_texts_on_the_left() -> None:
    assert table("|数量|备注|共计", "甲|3|新|=", "甲乙丙|1,250|旧书|-") == [
        "       |     数量 | 备注 | 共计",
        "甲     |        3 | 新   |    =",
        "甲乙丙 |    1,250 | 旧书 |    -",
    ]


@pytest.mark.parametrize(
    ("figure", "size"), [("1", 4), ("1234", 4), ("12345", 8), ("123,456.78", 12)]
)
def test_a_column_of_figures_goes_in_steps(figure: str, size: int) -> None:
    assert table(f"甲|{figure}", "乙|2")[1] == "乙 | " + "2".rjust(size)


def test_one_figure_alone_needs_no_step() -> None:
    assert table("甲|5") == ["甲 | 5"]


def test_what_fills_up_a_table_stands_in_no_column() -> None:
    assert table("甲|500", "乙|2", "其余|0") == ["甲   |  500", "乙   |    2", "其余 | 0"]


@pytest.mark.parametrize("text", ["“三公”经费", "甲…", "①", "——", "é̂", "甲\u200b", "字" * 21])
def test_nothing_is_lined_up_behind_what_fonts_disagree_on(text: str) -> None:
    assert table(f"{text}|1|2", "甲|34|5") == [f"{text} | 1 | 2", "甲 |   34 |    5"]
    assert table(f"乙丙|{text}|2", "甲|34|5")[0] == f"乙丙 | {text} | 2"


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("甲（一）", 8), ("𠮷a", 3), ("“", None), ("a\tb", None), ("", 0)],
)
def test_width(text: str, width: int | None) -> None:
    assert certain_width(text) == width


def test_cells_keep_what_is_typed_and_lose_what_is_not() -> None:
    rows = table("甲 ｜２２ “22(其中修订16件)” ｜＝合计", "乙|“见|附件”| a\\|b", '丙|＂甲"|')
    assert rows[0] == '甲 | 22 "22(其中修订16件)" | =合计'
    assert rows[1] == '乙 | "见|附件"             | a\\|b'
    assert rows[2] == '丙|＂甲"|'


def test_figures_of_a_plain_table_are_half_width_where_no_text_is() -> None:
    rows = table("甲|乙|丙", "一|１２|３", "二|－|三号", "其余|０", head="@简表 数")
    assert rows == ["甲   |   乙 |   丙", "一   |   12 |   ３", "二   |    - | 三号", "其余 | ０"]


def test_figures_of_a_form_s_table_may_be_texts() -> None:
    assert table("甲|１２", "乙|３") == ["甲 | １２", "乙 |   ３"]


def test_bars_and_labels() -> None:
    assert table("|a|b", "|1|2") == ["|    a |    b", "|    1 |    2"]
    assert table("甲|1|", "乙|2|3|") == ["甲 |    1 |", "乙 |    2 | 3 |"]
    assert table("|") == ["|"]
    assert table("\\其余|1", "\\#甲|2") == ["\\其余 |    1", "\\#甲  |    2"]


def test_a_broken_row_keeps_its_place() -> None:
    assert table("甲|1|2", '  乙|"3 |4  ', "丙丁|5|6") == [
        "甲   |    1 |    2",
        '  乙|"3 |4  ',
        "丙丁 |    5 |    6",
    ]


def test_a_table_is_not_blown_up() -> None:
    wide = "|".join(["甲" * 20] * 50)
    rows = table("|" + wide, *["|" + "|".join(["1"] * 50)] * 60)
    assert rows[1] == "| " + " | ".join(["1"] * 50)


def test_rows_pasted_with_tabs_stay() -> None:
    assert table("甲\t1", "乙\t2") == ["甲\t1", "乙\t2"]


FORM = """@格式 甲
@表式 乙 ＜计数＞
    段  一
      列 ＊
        // 关于丙
        丙：丁 ＝合计 ＜小数 2，可空＞
          戊
      行
        己
    校验
      警告 丙>己 “说明”
    正文
      “{数}件”＝丙.己
"""


def test_forms_are_indented_by_two() -> None:
    assert (
        laid(FORM.replace("列 ＊", "列").replace("行\n", "行　＊\n"))
        == """@格式 甲

@表式 乙 <计数>
段 一
  列
    // 关于丙
    丙: 丁 = 合计 <小数 2, 可空>
      戊
  行 *
    己
校验
  警告 丙 > 己 "说明"
正文
  "{数}件" = 丙.己
"""
    )


def test_a_form_with_a_broken_line_stays_whole() -> None:
    text = "@格式 甲\n\n@表式 乙\n   列\n      丙：\n      丁\n"
    assert laid(text + "@章   戊\n") == text + "\n@章 戊\n"


def test_lines_that_go_on_stay_broken() -> None:
    assert (
        laid("　　甲乙\\\n丙｛丁+１｝\\\n  Foo\\\nbar")
        == "甲乙\\\n  丙{丁 + 1｝ \\\n  Foo \\\n  bar\n"
    )
    assert (
        laid('@校验 甲=乙 \\\n且 丙=丁 \\\n   "说明"')
        == '@校验 甲 = 乙 \\\n  且 丙 = 丁 \\\n  "说明"\n'
    )
    assert laid("@表 甲\n乙|1\\\n|2\n丙|3|4\n") == "@表 甲\n乙 |    1 |    2\n丙 |    3 |    4\n"


@pytest.mark.parametrize("text", ["甲\\ \n乙\n", "甲\\\n", "  \\\n", "@表 甲\n乙|1＼ \n"])
def test_a_backslash_at_the_end_says_no_more_than_before(text: str) -> None:
    assert laid(text) == text


def test_a_line_at_the_limit_stays() -> None:
    longest = "#" + "甲" * (MAX_LINE - 1)
    assert laid(longest + "\n乙") == longest + "\n\n乙\n"
    beyond = "  //" + "甲" * MAX_LINE
    assert laid(beyond) == beyond + "\n"


CHINESE = """标题: 某镇年报
语言: zh-CN
上年: 去年.report

@表 收支
@标签 行 甲: 乙
@省略 列 丙
其余 | 0

@简表 甲
  |         乙
一 |          2
二 | =合计上方

@校验 警告 甲.一 = 上年.甲.一 或 非 (合计(甲.乙) > 1) "说明" 依据 "文号"
@忽略 R512 "口径" 至 2027
{若(甲 > 1, 乙, 丙):大写}
@落款
"""
ENGLISH = """title: 某镇年报
lang: zh-CN
previous: 去年.report

@table 收支
@label row 甲: 乙
@omit column 丙
rest | 0

@plain 甲
  |         乙
一 |          2
二 | =SUM(ABOVE)

@check warning 甲.一 = previous.甲.一 or not (sum(甲.乙) > 1) "说明" source "文号"
@allow R512 "口径" until 2027
{if(甲 > 1, 乙, 丙):financial}
@signature
"""


def test_keywords_go_into_either_language() -> None:
    assert laid(CHINESE, "en").split() == ENGLISH.split()
    assert laid(ENGLISH, "zh").split() == CHINESE.split()
    assert laid(CHINESE, "zh") == laid(CHINESE)


def test_keywords_of_forms() -> None:
    text = '@格式 甲 基于 乙\n@章 一 <表 丙>\n@表式 丙 <栅格 4>\n段 丁\n列\n  戊 <行名>\n  己 = 合计 <单位 件>\n行 *\n校验\n  提示 己 > 1\n正文\n  "{数}" = 己\n'
    made = laid(text, "en")
    assert "@form 甲 based on 乙" in made
    assert [
        w
        for w in ("基于", "章", "表", "段", "列", "行", "校验", "正文", "提示", "单位", "栅格")
        if w in made
    ] == []
    assert "己 = 合计 <unit 件>" in made
    assert laid(made, "zh") == laid(text)


def test_words_that_are_names_stay() -> None:
    text = '@简表 甲\n合计 | 上年\n其余项 | 1\n\n{"上年".合计} 警告 @表 合计\n'
    assert "上年" in laid(text, "en")
    assert '{"上年".合计} 警告 @表 合计' in laid(text, "en")


def test_a_report_keeps_the_language_of_its_pages() -> None:
    assert laid("标题: 甲\n\n乙\n", "en") == "title: 甲\nlang: zh-CN\n\n乙\n"
    assert laid("title: A\n\nB\n", "zh") == "标题: A\n语言: en\n\nB\n"
    assert laid("甲\n@落款\n", "en") == "甲\n@signature\n"


def test_what_says_another_thing_is_refused() -> None:
    source = Source("-", "标题: 甲\n\n乙\n\n丙 1\n")
    assert refusal(source, "标题：甲\n　乙\n丙 1") == ()
    for other in (
        "标题: 甲\n\n乙\n\n丙 2\n",
        "标题: 乙\n\n乙\n\n丙 1\n",
        "标题: 甲\n\n乙\n",
        source.text + "丁\n",
    ):
        found = refusal(source, other)
        assert [d.rule.code for d in found] == ["R941"]
    place = refusal(source, "标题: 甲\n\n乙\n\n丙 2\n")[0].span
    assert source.text[place.start : place.end] == "丙 1"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("@表 甲\n其余 | 0", "@table 甲\nrest | 0", True),
        ("@表 甲\n\\其余 | 0", "@表 甲\n其余 | 0", False),
        ("@表 甲\n乙 | １", "@表 甲\n乙 | 1", True),
        ("@表 甲\n乙 | １号", "@表 甲\n乙 | 1号", False),
        ("{上年.甲}", "{previous.甲}", True),
        ("{上年}", "{previous}", False),
        ('{"上年".甲}', '{"previous".甲}', False),
        ("@表 甲 = 汇总(下级)", "@表 甲 = rollup(units)", True),
        ("@简表 甲\n乙 | =合计上方", "@简表 甲\n乙 | =SUM(LEFT)", False),
        ("年度: ２０２４", "year: 2024", True),
        ("自己的: １\n标题: 甲", "自己的: 1\n标题: 甲", False),
        ("标题: １", "标题: 1", False),
    ],
)
def test_two_sources_say_the_same(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (refusal(Source("-", one), other) == ()) is same
