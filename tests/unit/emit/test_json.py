"""The JSON output follows its schema and holds what the report holds."""

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

import reportdsl

SCHEMA = json.loads(
    files("reportdsl.emit").joinpath("report.schema.json").read_text(encoding="utf-8")
)
FORM = """@格式 小表
@表式 去向 <小数>
列
  人员
    男
    女
  总计 = 合计
行
  来
  去
校验
  来 ≥ 去 "来的不少于去的"
"""
REPORT = """标题: 某镇报告
机关: 某镇
年度: 2024
格式: 小表.form

开头**粗**[链](https://example.org)。
# 一、总体情况
@表 去向
来 | 1.50 "1.50(约)" | 2 | =
去 | - | 1 | 3
@注 单位:人
@落款
"""


def compiled(report: str = REPORT) -> reportdsl.Compilation:
    world = reportdsl.MemoryWorld({"小表.form": FORM})
    return reportdsl.compile_text(report, name="r.report", world=world)


def document(report: str = REPORT, *, draft: bool = False) -> Any:
    return json.loads(compiled(report).emit("json", draft=draft))


def test_follows_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(document(draft=True), SCHEMA)


def test_a_schema_key_that_is_missing_is_noticed() -> None:
    wrong = document(draft=True)
    del wrong["tables"][0]["bands"][0]["cells"][0][0]["value"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_cells_hold_values_texts_and_places() -> None:
    band = document(draft=True)["tables"][0]["bands"][0]
    assert [c["path"] for c in band["columns"]] == [["人员", "男"], ["人员", "女"], ["总计"]]
    first, second = band["cells"]
    assert first[0] == {
        "value": "1.5",
        "published": "1.50(约)",
        "stated": True,
        "computed": False,
        "line": 9,
        "column": 5,
    }
    assert (first[2]["value"], first[2]["published"]) == ("3.5", "3.5")
    assert (first[2]["stated"], first[2]["computed"]) == (False, True)
    assert (second[0]["value"], second[0]["published"]) == (None, "-")


def test_what_was_asked_is_told_with_both_sides() -> None:
    checks = document(draft=True)["checks"]
    wrong = [c for c in checks if c["holds"] is False]
    assert [(c["left"], c["right"]) for c in wrong] == [("3", "1")]
    assert {c["holds"] for c in checks} == {True, False, None}


def test_findings_stand_in_the_document() -> None:
    found = document(draft=True)["diagnostics"]
    assert [(d["code"], d["line"], d["column"]) for d in found] == [("R501", 10, 13)]
