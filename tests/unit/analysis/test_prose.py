"""Figures of the prose against the tables: what is told of, and what must not be."""

import pytest

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.mending import applied

TABLES = """
@表 主动公开
规章           | 1 | 0 | 4
行政规范性文件 | 3 | 2 | 15
行政许可       | 35
其余           | 0

@表 依申请公开
           | 自然人 | 商业企业
新收       |     10 |        2
结转       |      1 |        0
予以公开   |      5 |        0
国家秘密   |      1 |        1
禁止公开   |      2 |        0
不掌握     |      2 |        0
下年       |      1 |        1
其余       | 0

@表 复议诉讼
行政复议   | 1 | 2 | 0 | 1 | 4
直接起诉   | 0 | 0 | 1 | 0 | 1
复议后起诉 | 0 | 1 | 1 | 0 | 2
"""
HEAD = "标题: 某镇{0}年报告\n机关: 某镇\n年度: {0}\n{1}格式: 表.form\n\n"
FORM = '@格式 表 基于 政府信息公开-2021\n@忽略 R420 "只看正文"\n@忽略 R421 "只看正文"\n'
LAST = HEAD.format(2023, "") + TABLES.replace("10 |        2", "8 |        2").replace(
    "|      1 |        1\n其余", "|      1 |        0\n其余"
).replace("予以公开   |      5", "予以公开   |      4")


def compiled(text: str, *, ties: bool = False) -> reportdsl.Compilation:
    world = reportdsl.MemoryWorld({"表.form": FORM, "去年.report": LAST})
    source = HEAD.format(2024, "上年: 去年.report\n") + text + "\n" + TABLES
    return reportdsl.compile_text(source, name="r.report", world=world, ties=ties)


def told(text: str) -> list[Diagnostic]:
    return [d for d in compiled(text).diagnostics if d.rule.code in {"R801", "R802"}]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2024年，我镇共收到政府信息公开申请13件。", ["13"]),
        ("全年受理依申请公开 21 件，均按时答复。", ["21"]),
        ("收到政府信息公开申请十三件。", ["十三"]),
        ("收到 13 件政府信息公开申请。", ["13"]),
        ("收到政府信息公开申请１３件。", ["13"]),
        ("新收政府信息公开申请13件，上年结转2件。", ["13", "2"]),
        ("办结 9 件，其中予以公开 6 件，不予公开3件，无法提供3件。", ["9", "6", "3", "3"]),
        ("办结11件，其中不掌握3件。", ["3"]),
        ("结转下年度继续办理3件。", ["3"]),
        ("因政府信息公开引起的行政复议5件、行政诉讼4件。", ["5", "4"]),
        ("行政复议4件，其中结果维持2件，尚未审结2件。", ["2", "2"]),
        ("制发行政规范性文件4件，废止规范性文件1件。", ["4", "1"]),
        ("现行有效规章5件。", ["5"]),
        ("行政许可36件。", ["36"]),
        ("收到政府信息公开申请12件，同比增长25%。", ["25%"]),
        ("收到政府信息公开申请12件，同比下降20%。", ["20%"]),
        ("收到政府信息公开申请12件，比上年增加3件。", ["3"]),
        ("收到政府信息公开申请12件，较2023年增长19.9%。", ["19.9%"]),
        ("办结11件，比上年增加2件；予以公开5件，比去年增长20%。", ["2", "20%"]),
        ("我镇共收到公民、法人和其他组织提出的政府信息公开申请13件。", ["13"]),
        ("某镇人民政府共收到政府信息公开申请13件。", ["13"]),
        ("全镇各级行政机关共收到政府信息公开申请13件。", ["13"]),
        ("政府信息公开行政复议案件5件，其中维持2件，纠正1件。", ["5", "2", "1"]),
        ("因政府信息公开被申请行政复议5件，被提起行政诉讼4件。", ["5", "4"]),
        ("被提起行政诉讼4件。", ["4"]),
        ("在已办结的11件申请中，予以公开6件。", ["6"]),
        ("新收13件，上年结转2件，办结12件，结转下年3件。", ["13", "2", "12", "3"]),
        ("作出行政许可决定36件。", ["36"]),
        ("全年新收政府信息公开申请数量13件，上年结转政府信息公开申请数量2件。", ["13", "2"]),
        ("未收到政府信息公开申请。", ["未收到政府信息公开申请"]),
        ("全年没有收到政府信息公开申请，工作有序。", ["没有收到政府信息公开申请"]),
        ("本年未制发规范性文件。", ["未制发规范性文件"]),
    ],
)
def test_a_figure_that_differs_is_told_of(text: str, figures: list[str]) -> None:
    source = compiled(text).source.text
    found = told(text)
    assert [source[d.span.start : d.span.end] for d in found] == [
        figure if figure in text else figure.translate(str.maketrans("13", "１３"))
        for figure in figures
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2024年，我镇共收到政府信息公开申请12件，同比增长20%。",
        "收到政府信息公开申请12件，比上年增加2件，增长了20.0%。",
        "2023年收到政府信息公开申请99件。",
        "去年收到政府信息公开申请99件，今年收到政府信息公开申请12件。",
        "收到政府信息公开申请13件（含上年结转1件）。",
        "共受理政府信息公开申请13件（其中本年新收12件，上年结转1件）。",
        "其中县教育局收到政府信息公开申请7件。",
        "收到网络申请7件，信函申请5件，予以公开9件。",
        "留言20件，办结20件。",
        "领导信箱办件71件，办结71件。",
        "发布政策解读44条，回应关切40多条，留言办结196件。",
        "涉及征地的予以公开99件。",
        "部门予以公开99件，乡镇予以公开1件。",
        "答复率100%，满意率99.5%。",
        "依据国办公开办函〔2021〕30号第12条，电话0527-84359501，2024年1月3日。",
        "一是加强学习，二是健全制度，三是做好公开。",
        "开展培训2次，参加120人次。",
        "发布行政许可办理事项262件。",
        "公开信息1200条，其中行政许可99条。",
        "予以公开3件，予以公开2件。",
        "上半年收到政府信息公开申请7件，下半年收到政府信息公开申请5件。",
        "平均每月收到政府信息公开申请1件。",
        "下属单位收到政府信息公开申请3件，市本级收到政府信息公开申请5件。",
        "以县政府名义制发行政规范性文件2件，以县政府办名义制发行政规范性文件1件。",
        "收到政府信息公开申请约13件。",
        "收到政府信息公开申请10余件。",
        "收到政府信息公开申请{新收.总计}件。",
        "收到政府信息公开申请12件，网站访问量同比增长99%。",
        "收到政府信息公开申请12件，其中网上7件，同比增长99%。",
        "收到政府信息公开申请12件，较2020年增长99%。",
        "同比增长99%。",
        "二〇二三年收到政府信息公开申请99件。",
        "收到政府信息公开申请20件左右。",
        "收到政府信息公开申请10件以上。",
        "收到政府信息公开申请10到15件。",
        "收到行政许可申请40件，准予许可34件。",
        "行政许可申请40件。",
        "办理行政许可事项9800件。",
        "办理信访举报投诉99件。",
        "全镇共办理行政复议案件245件，比上年增长3%，行政应诉案件310件。",
        "我镇全年行政复议案件1件、行政诉讼案件2件，均与信息公开无关。",
        "县公安局收到政府信息公开申请7件，县自然资源局收到政府信息公开申请3件，其余部门收到3件。",
        "据统计，县公安局共收到政府信息公开申请7件。",
        "通过网络收到政府信息公开申请7件。",
        "各部门制发规范性文件5件，村里制发3件。",
        "收到申请13件，均为教师资格认定申请。",
        "因政府信息公开引起的行政复议4件，其他9件。",
        "办结11件，其中予以公开5件，其他6件。",
        "未收到政府信息公开申请的单位12家。",
        "各村未收到政府信息公开申请。",
        "上半年未收到政府信息公开申请。",
        "2023年未收到政府信息公开申请。",
        "如未收到政府信息公开申请，请注明。",
        "因政府信息公开引起的行政复议4件，办结3件，结转下年9件。",
        "因政府信息公开引起的行政复议4件。办结3件。",
        "因政府信息公开引起的行政复议4件，其中上年结转9件。",
        "2024年上半年，全镇共发生涉及政府信息公开的行政诉讼案件9件。",
        "未收到行政许可申请。",
    ],
)
def test_nothing_is_said_of_what_may_mean_something_else(text: str) -> None:
    assert [d.message("zh") for d in told(text)] == []


def test_the_fix_ties_the_figure_to_its_cell() -> None:
    (found,) = told("新收政府信息公开申请21件。")
    assert [e.text for e in found.fixes[0].edits] == ["{新收.总计}"]
    assert found.fixes[0].applicability == "suggested"
    assert "新收 / 总计" in found.message("zh")
    assert "12" in found.message("zh")


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("收到政府信息公开申请12件。", "收到政府信息公开申请{新收.总计}件。"),
        ("收到政府信息公开申请十二件。", "收到政府信息公开申请{新收.总计:中文}件。"),
        ("收到政府信息公开申请0012件。", "收到政府信息公开申请{0012 = 新收.总计}件。"),
        (
            "收到政府信息公开申请12件，同比增长20.0%。",
            "收到政府信息公开申请{新收.总计}件，同比增长{20.0% = 增长率(新收.总计, 上年.新收.总计)}。",
        ),
        (
            "办结11件，其中不予公开4件，无法提供2件。",
            "办结{办理.总计.总计}件，其中不予公开{合计(不予公开.总计)}件，无法提供{合计(无法提供.总计)}件。",
        ),
    ],
)
def test_ties_keep_every_byte_that_is_published(text: str, tied: str) -> None:
    made = compiled(text, ties=True)
    found = [d for d in made.diagnostics if d.rule.code == "R803"]
    assert all(fix.applicability == "safe" for d in found for fix in d.fixes)
    edits = [edit for d in found for edit in d.fixes[0].edits]
    after = applied(made.source.text.encode(), edits).decode()
    assert tied in after
    world = reportdsl.MemoryWorld({"表.form": FORM, "去年.report": LAST})
    again = reportdsl.compile_text(after, name="r.report", world=world)
    assert again.errors == ()
    for output in ("html", "md", "pipe"):
        assert again.emit(output) == made.emit(output)


def test_ties_are_not_told_of_unasked() -> None:
    made = compiled("收到政府信息公开申请12件。")
    assert [d.rule.code for d in made.diagnostics if d.rule.code.startswith("R8")] == []


# ── what is said of last year ────────────────────────────────────────────────────────────────────

NOW = "收到政府信息公开申请106件，"


def of_growth(text: str, before: int = 96, *, ties: bool = False) -> list[tuple[str, str]]:
    """Return the figures told of in a line, each with its first fix, where 106 came in."""
    form = (
        "@格式 申请\n@表式 申请 <计数, 单位 件>\n列\n  件数\n行\n  新收\n"
        '正文\n  "收到政府信息公开申请{数}件" = 新收.件数\n'
    )
    head = "年度: {0}\n格式: 申请.form\n"
    last = head.format(2023) + f"\n@表 申请\n新收 | {before}\n"
    world = reportdsl.MemoryWorld({"申请.form": form, "去年.report": last})
    source = head.format(2024) + f"上年: 去年.report\n\n{text}\n\n@表 申请\n新收 | 106\n"
    made = reportdsl.compile_text(source, name="r.report", world=world, ties=ties)
    return [
        (
            source[d.span.start : d.span.end],
            d.fixes[0].edits[0].text if d.fixes else "",
        )
        for d in made.diagnostics
    ]


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("同比增长一倍", 53),
        ("同比增长1倍", 60),
        ("同比增长一倍多", 50),
        ("同比增长1.2倍", 48),
        ("同比上升一成", 96),
        ("同比下降一成", 115),
        ("同比上升一成半", 92),
        ("同比增长一半", 53),
        ("同比增长10%", 96),
        ("同比增长百分之十", 96),
        ("同比增长百分之十点四", 96),
        ("增幅10.4%", 96),
        ("同比增幅为10.4%", 96),
        ("比上年增加10件，增长10.4%", 96),
        ("上年为96件，增长10.4%", 96),
        ("同比增长10%以上", 96),
        ("同比增长12%左右", 96),
        ("同比增长10%-15%", 96),
        ("同比增长10%多", 96),
        ("同比增加12件左右", 96),
        ("同比增加5件以上", 96),
        ("同比增加2个百分点", 96),
        ("同比增加2名", 96),
        ("比2020年增加50件，增幅30%", 96),
        ("比2020年增长90%", 96),
        ("网站访问量增幅30%", 96),
        ("信息公开量增长30%", 96),
        ("2020年为90件", 96),
    ],
)
def test_what_is_rightly_said_of_last_year(said: str, before: int) -> None:
    assert of_growth(f"{NOW}{said}。", before) == []


GROWTH = "增长率(新收.件数, 上年.新收.件数)"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("同比增长两倍", ("两", "")),
        ("同比增加三成", ("三", "")),
        ("同比增长11%", ("11%", f"{{{GROWTH}:.0%}}")),
        ("同比增长百分之三十", ("百分之三十", f"{{{GROWTH}:.0%}}")),
        ("同比增长百分之十点六", ("百分之十点六", f"{{{GROWTH}:.1%}}")),
        ("增幅30%", ("30%", f"{{{GROWTH}:.0%}}")),
        ("降幅为10.4%", ("10.4%", "")),
        ("同比增长率为30%", ("30%", f"{{{GROWTH}:.0%}}")),
        ("比上年增加10件，增长14.0%", ("14.0%", f"{{{GROWTH}:.1%}}")),
        ("上年为69件", ("69", "{上年.新收.件数}")),
        ("去年同期是69件", ("69", "{上年.新收.件数}")),
        ("比上年增加12", ("12", "{新收.件数 - 上年.新收.件数}")),
    ],
)
def test_what_is_wrongly_said_of_last_year(said: str, told: tuple[str, str]) -> None:
    assert of_growth(f"{NOW}{said}。") == [told]


@pytest.mark.parametrize(
    ("said", "tied"),
    [
        ("同比增长10%", f"{{{GROWTH}:.0%}}"),
        ("同比增长10.4%", f"{{10.4% = {GROWTH}}}"),
        ("上年为96件", "{96 = 上年.新收.件数}"),
    ],
)
def test_what_is_said_of_last_year_is_tied_as_it_is_published(said: str, tied: str) -> None:
    (_, (figure, text)) = of_growth(f"{NOW}{said}。", ties=True)
    assert text == tied
    assert of_growth(f"{NOW}{said.replace(figure, text)}。") == []


# ── where figures of the tables are in doubt ─────────────────────────────────────────────────────

DOUBT = """@格式 信访 "信访报告"
@表式 信访 <计数, 单位 件>
列
  来信
  来访
  总计 = 合计
行
  一月
  二月
  全年 = 合计
正文
  "来信{数}件" = 全年.来信
  "一月信访{数}件" = 一月.总计
  "二月信访{数}件" = 二月.总计
  "全年信访{数}件" = 全年.总计
"""


def of_doubt(prose: str, *rows: str, waived: str = "") -> list[str]:
    """Return the rules drawn by a report with some rows, and the figures that they are drawn at."""
    source = "格式: 信访.form\n\n" + prose + "\n\n" + waived + "@表 信访\n" + "\n".join(rows) + "\n"
    world = reportdsl.MemoryWorld({"信访.form": DOUBT})
    made = reportdsl.compile_text(source, name="r.report", world=world)
    return [
        f"{d.rule.code} {source[d.span.start : d.span.end]}"
        for d in made.diagnostics
        if d.rule.code > "R500"
    ]


# The 90 has lost its 0.
LOST = ("一月 | 9 | 16 | 106", "二月 | 20 | 5 | 25", "全年 | 110 | 21 | 131")


def test_prose_is_compared_where_another_figure_is_the_wrong_one() -> None:
    assert of_doubt("一月信访160件。", *LOST) == ["R801 160", "R505 9"]
    assert of_doubt("一月信访106件，全年信访113件。", *LOST) == ["R801 113", "R505 9"]


def test_prose_is_not_compared_with_a_figure_in_doubt() -> None:
    wrong = ("一月 | 90 | 16 | 16", "二月 | 20 | 5 | 25", "全年 | 110 | 21 | 131")
    assert of_doubt("一月信访160件，全年信访131件。", *wrong) == ["R505 16"]
    alone = ("一月 | 90 | 16 | 107", "其余 | 0", "全年 | | |")
    assert of_doubt("一月信访160件。", *alone) == ["R507 107"]


def test_prose_is_not_compared_with_what_is_computed_from_a_figure_in_doubt() -> None:
    computed = ("一月 | 9 | 16 | 106", "二月 | 20 | 5 | 25", "全年 | | | 131")
    assert of_doubt("来信110件。", *computed) == ["R505 9"]


def test_prose_is_compared_with_a_figure_that_the_author_accepts() -> None:
    accepted = '@忽略 R501 "上级口径"\n'
    rows = ("一月 | 90 | 16 | 107", "二月 | 20 | 5 | 25", "全年 | | |")
    assert "R801 160" in of_doubt("一月信访160件。", *rows, waived=accepted)
    assert "R801 107" not in of_doubt("一月信访107件。", *rows, waived=accepted)
