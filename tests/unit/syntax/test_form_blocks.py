"""A block of a table form whose first line is misspelt is one finding, with what was meant."""

import pytest

from reportdsl import compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic
from reportdsl.world import MemoryWorld

FORM = """@格式 甲
@表式 乙
列
  个人
  单位
  总计 = 合计
行
  新收
    其中
  办结
校验
  其中 >= 办结
正文
  "办结{数}件" = 办结.总计
"""
BANDS = """@格式 甲
@表式 乙
段 丙
  列
    数
  行
    新收
段 丁
  列
    数
  行
    办结
"""


def found(text: str) -> list[tuple[int, str, Diagnostic]]:
    """Return the line, the code and the finding of all that stands against a form."""
    made = compile_text(text, name="甲.form")
    lines = made.source.lines
    return [(lines.position(d.span.start).line, d.rule.code, d) for d in made.diagnostics]


@pytest.mark.parametrize("form", [FORM, BANDS])
def test_the_forms_are_sound_as_they_stand(form: str) -> None:
    assert found(form) == []


@pytest.mark.parametrize(
    ("form", "right", "wrong", "line"),
    [
        (FORM, "列\n", "列s\n", 3),
        (FORM, "列\n", "列：\n", 3),
        (FORM, "列\n", "colums\n", 3),
        (FORM, "行\n", "行：\n", 7),
        (FORM, "行\n", "行：<计数>\n", 7),
        (FORM, "校验\n", "校检\n", 11),
        (FORM, "校验\n", "check\n", 11),
        (FORM, "正文\n", "正文:\n", 13),
        (BANDS, "段 丁\n", "段：丁\n", 8),
        (BANDS, "段 丁\n", "段丁\n", 8),
        (BANDS, "段 丙\n", "bands 丙\n", 3),
        (BANDS, "  列\n", "  columm\n", 4),
    ],
)
def test_what_is_near_to_a_block_is_told_once_and_mended(
    form: str, right: str, wrong: str, line: int
) -> None:
    broken = form.replace(right, wrong, 1)
    ((at, code, finding),) = found(broken)
    assert (at, code) == (line, "R214")
    ((edit,),) = (fix.edits for fix in finding.fixes)
    mended = broken[: edit.span.start] + edit.text + broken[edit.span.end :]
    assert found(mended) == []


@pytest.mark.parametrize(
    ("form", "right", "wrong", "line"),
    [
        (FORM, "列\n", "栏\n", 3),
        (FORM, "行\n", "横\n", 7),
        (FORM, "行\n", "行业\n", 7),
        (FORM, "校验\n", "勾稽关系\n", 11),
        (FORM, "正文\n", "说明\n", 13),
        (BANDS, "段 丁\n", "部分 丁\n", 8),
        (BANDS, "  行\n    新收\n", "  横\n    新收\n", 6),
    ],
)
def test_what_is_near_to_no_block_is_told_once(
    form: str, right: str, wrong: str, line: int
) -> None:
    ((at, code, finding),) = found(form.replace(right, wrong, 1))
    assert (at, code, finding.fixes) == (line, "R214", ())


def test_each_misspelt_block_is_told() -> None:
    broken = FORM.replace("列\n", "列s\n").replace("行\n", "栏\n").replace("校验\n", "校检\n")
    assert [(line, code) for line, code, _ in found(broken)] == [
        (3, "R214"),
        (7, "R214"),
        (11, "R214"),
    ]


def test_a_report_on_it_does_not_find_the_rows_unknown() -> None:
    files = {"甲.form": FORM.replace("行\n", "行s\n")}
    report = "格式: 甲.form\n\n@表 乙\n其中 | 3 | 1\n办结 | 2 | 1\n{其中.总计}\n"
    made = compile_text(report, name="乙.report", world=MemoryWorld(files))
    assert [d.rule.code for d in made.diagnostics] == ["R214"]
