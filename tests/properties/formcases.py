"""Constructs of forms, of reports on forms, and of several files, at any length."""

from collections.abc import Mapping

from tests.properties.constructs import TREE, Case, case, lines

_HEAD = "格式: f.form\n\n"


def _form(n: int, *, rules: str = "") -> Mapping[str, str]:
    """Return a form with n rows and a total."""
    tree = lines(n, lambda i: f"  r{i}: {i}、row {i}")
    text = f"@格式 f\n@表式 t <计数>\n列\n  k <行名>\n  a\n  b\n  ab = 合计\n行\n{tree}  all = 合计\n{rules}"
    return {"f.form": text}


def _wide(n: int) -> Mapping[str, str]:
    """Return a form with n columns."""
    tree = lines(n, lambda i: f"  c{i}")
    return {"f.form": f"@格式 f\n@表式 t <计数>\n列\n{tree}  all = 合计\n行\n  r\n"}


def _bands(n: int) -> Mapping[str, str]:
    """Return a form with n bands."""
    band = "段 b{0}\n  列\n    a\n  行\n    r{0}\n"
    return {"f.form": "@格式 f\n@表式 t <计数>\n" + "".join(band.format(i) for i in range(n))}


def _open(_n: int) -> Mapping[str, str]:
    """Return a form whose rows are the author's."""
    return {"f.form": "@格式 f\n@表式 t <计数>\n列\n  k <行名>\n  a\n行 *\n  all = 合计\n"}


def _groups(n: int) -> Mapping[str, str]:
    """Return a form with n groups of rows under groups."""
    tree = lines(n, lambda i: f"  g{i}\n    h\n      x\n      y\n      all = 合计")
    return {"f.form": f"@格式 f\n@表式 t <计数>\n列\n  a\n行\n{tree}"}


def _stair(n: int) -> str:
    """Return a tree that goes down and up, as deep as may be."""
    return TREE + "\n".join(" " * (i % 60 + 1) + f"a{i}" for i in range(n)) + "\n"


# ── forms ────────────────────────────────────────────────────────────────────────────────────────

FORMS: dict[str, Case] = {
    "forms": case(
        lambda n: lines(n, lambda i: f'@格式 f{i} "title" <必填 年度>\n@表式 t\n列\n  a'),
        16,
        name="f.form",
    ),
    "forms of one name": case(lambda n: "@格式 f\n" * n, 17, "R703", name="f.form"),
    "forms based on forms": case(
        lambda n: (
            lines(n, lambda i: f"@格式 f{i} 基于 f{i + 1}") + f"@格式 f{n}\n@表式 t\n列\n a\n"
        ),
        100,
        "R211",
        name="f.form",
    ),
    "forms based on one": case(
        lambda n: "@格式 f\n@表式 t\n列\n a\n" + lines(n, lambda i: f"@格式 f{i} based  on f"),
        19,
        name="f.form",
    ),
    "sections of a form": case(
        lambda n: "@格式 f\n" + lines(n, lambda i: f"@章 a{i} <表 t{i}>"), 20, name="f.form"
    ),
    "tables of a section": case(
        lambda n: "@格式 f\n@章 a <表" + "".join(f" t{i}" for i in range(n)) + ">\n",
        100,
        name="f.form",
    ),
    "table forms": case(
        lambda n: "@格式 f\n" + lines(n, lambda i: f"@表式 t{i} <计数>\n列\n  a\n行\n  b"),
        16,
        name="f.form",
    ),
    "table forms of one name": case(
        lambda n: "@格式 f\n" + "@表式 t\n列\n  a\n" * n, 16, "R704", name="f.form"
    ),
    "nodes": case(
        lambda n: TREE + lines(n, lambda i: f"  k{i}: label {i} <计数>"), 18, name="f.form"
    ),
    "nodes of one name": case(lambda n: TREE + "  a\n" * n, 17, "R708", name="f.form"),
    "quoted nodes": case(
        lambda n: TREE + lines(n, lambda i: f'  "k:{i}": "a=b<{i}"'), 20, name="f.form"
    ),
    "parentheses in a label": case(lambda n: TREE + " " + "()" * n, 1_000, name="f.form"),
    "open parentheses in a label": case(
        lambda n: TREE + " " + "(a" * n, 1_000, "R211", name="f.form"
    ),
    "marks in a label's parentheses": case(
        lambda n: TREE + " a(" + ":=<" * n + ")", 1_000, name="f.form"
    ),
    "colons in a label": case(lambda n: TREE + " " + "a:" * n, 1_000, "R214", name="f.form"),
    "enumerators of a label": case(lambda n: TREE + " " + "(一)" * n + "a", 500, name="f.form"),
    "attributes": case(
        lambda n: "@格式 f\n@表式 t <" + "计数," * n + ">", 100, "R203", name="f.form"
    ),
    "attributes of a node": case(
        lambda n: TREE + " a <" + "计数, " * n + "计数>", 70, name="f.form"
    ),
    "words of an attribute": case(
        lambda n: TREE + " a <选项 " + "".join(f"{i}|" for i in range(n)) + "a>", 500, name="f.form"
    ),
    "unknown attributes": case(
        lambda n: TREE + " a <" + "x, " * n + "计数>", 60, "R705", name="f.form"
    ),
    "levels of a tree": case(_stair, 150, name="f.form"),
    "deep indentation": case(
        lambda n: TREE + "\n".join(" " * (i + 1) + f"a{i}" for i in range(70)) + "\n  a" * n,
        100,
        *("R211", "R708"),
        name="f.form",
    ),
    "groups": case(lambda n: _groups(n)["f.form"], 16, name="f.form"),
    "rows left to the author": case(
        lambda n: TREE + " a\n行 *\n" + lines(n, lambda i: f"  r{i}"), 30, name="f.form"
    ),
    "rules of nodes": case(
        lambda n: TREE + "  a\n行\n  r0\n" + lines(n, lambda i: f"  r{i + 1} = r{i} + 1"),
        16,
        name="f.form",
    ),
    "checks of a form": case(
        lambda n: _form(n)["f.form"] + "校验\n" + lines(n, lambda i: f'  r{i} >= 0 "a"'),
        16,
        name="f.form",
    ),
    "checks of a form that mean nothing": case(
        lambda n: TREE + "  a\n校验\n" + "  a + 1\n" * n, 16, "R604", name="f.form"
    ),
    "sentences": case(
        lambda n: _form(n)["f.form"] + "正文\n" + lines(n, lambda i: f'  "a{i}{{数}}件" = r{i}.a'),
        16,
        name="f.form",
    ),
    "bands": case(lambda n: _bands(n)["f.form"], 16, name="f.form"),
    "spans": case(
        lambda n: TREE + "  a <跨 2>\n" * 1 + lines(n, lambda i: f"  c{i} <跨 1>"),
        18,
        name="f.form",
    ),
    "stray lines of a form": case(
        lambda n: "@格式 f\n@表式 t\n" + "a\n" * n, 20, "R214", name="f.form"
    ),
    "prose in a form": case(lambda n: "@格式 f\n" + "a\n" * n, 50, "R712", name="f.form"),
}

# ── reports on forms ─────────────────────────────────────────────────────────────────────────────

_FILLED = _HEAD + "@表 t\n"
REPORTS: dict[str, Case] = {
    "rows of a form": case(
        lambda n: _FILLED + lines(n, lambda i: f"r{i} | 1 | 2"), 16, files=_form
    ),
    "rows of a form by their labels": case(
        lambda n: _FILLED + lines(n, lambda i: f"row {i} | 1 | 2 | 3"), 16, files=_form
    ),
    "stated totals": case(
        lambda n: (
            _FILLED + lines(n, lambda i: f"r{i} | 1 | 2 | 3") + f"all | {n} | {2 * n} | {3 * n}"
        ),
        16,
        files=_form,
    ),
    "totals of a form that fail": case(
        lambda n: _FILLED + lines(n, lambda i: f"r{i} | 1 | 2 | 4"), 16, "R501", files=_form
    ),
    "columns of a form": case(
        lambda n: _FILLED + " | " + " | ".join(f"c{i}" for i in range(n)) + "\nr" + " | 1" * n,
        16,
        files=_wide,
    ),
    "bands of a form": case(
        lambda n: _FILLED + lines(n, lambda i: f"b{i} / r{i} | 1"), 16, files=_bands
    ),
    "groups of a form": case(
        lambda n: _FILLED + lines(n, lambda i: f"g{i} / x | 1\ng{i} / h / y | 2"), 16, files=_groups
    ),
    "rows of the author's own": case(
        lambda n: _FILLED + lines(n, lambda i: f"x{i} | 1"), 16, files=_open
    ),
    "gaps": case(lambda _n: _FILLED + "all | = | =\n", 16, "R405", files=_form),
    "rows that are not there": case(
        lambda n: _FILLED + lines(n, lambda i: f"x{i} | 1"), 16, "R301", files=lambda _n: _form(3)
    ),
    "rows that are not there, of many": case(
        lambda n: _FILLED + lines(n, lambda i: f"x{i} | 1"), 101, "R301", files=_form
    ),
    "columns that are not there": case(
        lambda n: _FILLED + "".join(f" | x{i}" for i in range(n)) + "\nr0 | 1",
        60,
        "R303",
        files=lambda _n: _form(3),
    ),
    "rows twice": case(
        lambda n: _FILLED + "r0 | 1 | 2\n" * (n + 1), 16, "R401", files=lambda _n: _form(3)
    ),
    "too many cells": case(
        lambda n: _FILLED + "r0 | 1 | 2 | 3" + " | 4" * n, 120, "R404", files=lambda _n: _form(3)
    ),
    "checks over forms": case(
        lambda n: _FILLED + "其余 | 1\n" + "@校验 a > 5\n" * n,
        10,
        "R512",
        files=lambda _n: _form(3),
    ),
    "vectors": case(
        lambda _n: _FILLED + "其余 | 1\n@校验 合计(t.a) > 0 且 a + b > 0", 16, files=_form
    ),
    "waivers of sections": case(
        lambda n: lines(n, lambda i: f'@忽略 R512 "a" 至 2030年\n# s{i}\n@校验 1 = 2'), 16, "R512"
    ),
    "waivers that run out": case(
        lambda n: "年度: 2024\n\n" + '@忽略 R512 "a" 至 2023\n@校验 1 = 2\n' * n, 16, "R512", "R852"
    ),
    "waivers of nothing": case(lambda n: '@忽略 R512 "a"\n' * n + "a", 16, "R851"),
    "labels of rows": case(
        lambda n: _FILLED + "其余 | 1\n" + lines(n, lambda i: f"@标签 r{i}: x {i}"), 16, files=_form
    ),
    "labels that are not there": case(
        lambda n: _FILLED + "其余 | 1\n" + lines(n, lambda i: f"@标签 x{i}: y"),
        16,
        "R309",
        files=lambda _n: _form(3),
    ),
    "rows left out": case(
        lambda n: _FILLED + "其余 | 1\n" + lines(n - 1, lambda i: f"@省略 r{i}"), 16, files=_form
    ),
    "sections in order": case(
        lambda n: _HEAD + lines(n, lambda i: f"# {i}、a{i}\nb"),
        16,
        files=lambda n: {"f.form": "@格式 f\n" + lines(n, lambda i: f"@章 {i}、a{i}")},
    ),
    "sections that are empty": case(
        lambda n: _HEAD + lines(n, lambda i: f"# {i}、a{i}"),
        16,
        "R426",
        files=lambda n: {"f.form": "@格式 f\n" + lines(n, lambda i: f"@章 {i}、a{i}")},
    ),
    "sections that are unchanged": case(
        lambda n: "上年: s.report\n" + _HEAD + lines(n, lambda i: f"# {i}、a{i}\n{'b' * 30}"),
        16,
        "R427",
        files=lambda n: {
            "f.form": "@格式 f\n" + lines(n, lambda i: f"@章 {i}、a{i}"),
            "s.report": _HEAD + lines(n, lambda i: f"# {i}、a{i}\n{'b' * 30}"),
        },
    ),
    "checks of a form": case(
        lambda _n: "年度: 2020\n" + _HEAD + "a",
        16,
        "R513",
        files=lambda n: {"f.form": "@格式 f\n" + "@校验 年度 > 2030 或 年度 < 2000\n" * n},
    ),
    "cells that are blank": case(
        lambda n: _FILLED + lines(n, lambda i: f'r{i} | "" | "" | ""'), 16, "R418", files=_form
    ),
    "sections that are missing": case(
        lambda _n: _HEAD + "a",
        16,
        "R420",
        files=lambda n: {"f.form": "@格式 f\n" + lines(n, lambda i: f"@章 {i}、a{i}")},
    ),
    "known sentences": case(
        lambda n: _FILLED + "其余 | 1\n" + lines(n, lambda i: f"收到 2 件{i}"),
        16,
        "R801",
        files=lambda n: _form(n, rules='正文\n  "收到{数}件" = r0.a\n'),
    ),
    "figures before a known sentence": case(
        lambda n: _FILLED + "其余 | 1\n\n" + "9" * n + "收到" * n,
        200,
        files=lambda _n: _form(2, rules='正文\n  "收到{数}件" = r0.a\n'),
    ),
    "numerals before a known sentence": case(
        lambda n: _FILLED + "其余 | 1\n\n件" + "七" * n,
        200,
        files=lambda _n: _form(2, rules='正文\n  "{数}件" = r0.a\n'),
    ),
    "last year's rows": case(
        lambda n: (
            "年度: 2024\n上年: s.report\n格式: f.form\n\n@表 t\n"
            + lines(n, lambda i: f"r{i} | =上年.r{i}.a | 1")
        ),
        16,
        files=lambda n: {
            **_form(n),
            "s.report": "年度: 2023\n格式: f.form\n\n@表 t\n" + lines(n, lambda i: f"r{i} | 1 | 2"),
        },
    ),
}

# ── files ────────────────────────────────────────────────────────────────────────────────────────

FILES: dict[str, Case] = {
    "header fields": case(lambda n: "标题: a\n" + lines(n, lambda i: f"k{i}: v"), 30),
    "header fields of one name": case(lambda n: "标题: a\n" * (n + 1), 17, "R217"),
    "header fields used": case(
        lambda n: (
            "标题: a\n" + lines(n, lambda i: f"k{i}: {i}") + "\n" + lines(n, lambda i: f"{{k{i}}}")
        ),
        16,
    ),
    "a field's value": case(lambda n: "标题: " + "a" * n, 2_000),
    "a field's name": case(lambda n: "标题: b\n" + "a" * n + ": b", 2_000),
    "unknown directives": case(lambda n: "@x\n" * n, 16, "R201"),
    "marks of directives": case(lambda n: "@" * n, 1_000, "R201"),
    "a long directive": case(lambda n: "@" + "a" * n, 1_000, "R201"),
    "checks": case(lambda n: "@校验 1 = 2\n" * n, 16, "R512"),
    "included files": case(
        lambda n: lines(n, lambda i: f"@引用 {i}.report"),
        16,
        files=lambda n: {f"{i}.report": "a" for i in range(n)},
    ),
    "included files that are not there": case(
        lambda n: lines(n, lambda i: f"@引用 {i}.report"), 16, "R901"
    ),
    "an included file": case(
        lambda _n: "@引用 a.report", 20, files=lambda n: {"a.report": "a\n" * n}
    ),
    "steps of a path to a file": case(lambda n: "@引用 " + "a/" * n + "a", 500, "R901"),
    "steps upwards of a path to a file": case(lambda n: "@引用 " + "a/../" * n + "a", 500, "R901"),
    "forms named": case(
        lambda n: lines(n, lambda i: f"格式: {i}.form") + "\na",
        16,
        files=lambda n: {f"{i}.form": f"@格式 f{i}\n@表式 t\n列\n a\n" for i in range(n)},
    ),
    "units": case(
        lambda n: "下级: *.report\n\n@表 t = 汇总(下级)\n" * 1 + "a | 1\n" * n, 20, "R305", "R906"
    ),
}

CASES = FORMS | REPORTS | FILES
