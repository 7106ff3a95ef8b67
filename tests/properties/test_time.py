"""Sources made to take long, each with what it should cost and what should be said of it.

Time is judged by doubling: twice the input may take three times as long and a little more, whatever
the machine. None may raise, least of all RecursionError.
"""

import functools
import gc
import time
from collections.abc import Callable, Mapping

import pytest

import reportdsl
from tests.properties.totality import FORMATS

ROOM = 0.2
"""Seconds that do not count: what else the machine does."""


def run(
    source: str | bytes, world: Mapping[str, str | bytes] | None = None, name: str = "r.report"
) -> set[str]:
    """Compile and emit a source; return the codes of what was found."""
    files = {name: source, **(world or {})}
    made = reportdsl.compile_text(source, name=name, world=reportdsl.MemoryWorld(files))
    codes = {d.rule.code for d in made.diagnostics}
    for output in FORMATS:
        try:
            made.emit(output, draft=True)
        except reportdsl.ReportError as refused:
            codes |= {d.rule.code for d in refused.diagnostics}
    return codes


def seconds(source: str) -> float:
    gc.collect()
    start = time.perf_counter()
    run(source)
    return time.perf_counter() - start


def rows(n: int, cell: Callable[[int], str], head: str = "k | c") -> str:
    return f"@简表 t\n{head}\n" + "".join(f"r{i} | {cell(i)}\n" for i in range(n))


TREE = "@格式 f\n@表式 t\n列\n"
# Each maker with a size at which it takes some hundredths of a second.
DOUBLED: dict[str, tuple[Callable[[int], str], int, set[str]]] = {
    "brackets": (lambda n: "{" + "(" * n + "1" + ")" * n + "}", 10_000, {"R211"}),
    "brackets in a cell": (lambda n: "@简表 t\n | c\nr | =" + "(" * n + "1" + ")" * n, 10_000, {"R211"}),
    "minus signs": (lambda n: "{" + "-" * n + "1}", 20_000, {"R211"}),
    "negations": (lambda n: "@校验 " + "非 " * n + "1 = 1", 10_000, {"R211"}),
    "negations in English": (lambda n: "@check " + "Not " * n + "1 = 1", 8_000, {"R211"}),
    "calls": (lambda n: "@校验 " + "合计(" * n + "1" + ")" * n + " = 1", 8_000, {"R211"}),
    "terms": (lambda n: "{" + "1+" * n + "1}", 8_000, set()),
    "steps of a path": (lambda n: "{" + "a." * n + "a}", 8_000, {"R307"}),
    "bars": (lambda n: "@简表 t\n" + "|" * n, 20_000, {"R417"}),
    "bars of a form's table": (lambda n: "@表 t\n" + "|" * n, 20_000, {"R305"}),
    "columns": (lambda n: "@简表 t\nk" + " | c" * n + "\nr" + " | 1" * n, 2_000, {"R402"}),
    "marks of bold": (lambda n: "**" * n, 16_000, set()),
    "bold letters": (lambda n: "**a" * n, 8_000, set()),
    "stars": (lambda n: "*" * n, 32_000, set()),
    "opening brackets": (lambda n: "[" * n, 16_000, set()),
    "links without end": (lambda n: "[a](" * n, 8_000, set()),
    "links": (lambda n: "[a](#)" * n, 5_000, set()),
    "brackets and escapes": (lambda n: "[\\" * n + "a", 16_000, set()),
    "opening braces": (lambda n: "{" * n, 4_000, {"R206"}),
    "closing braces": (lambda n: "}" * n, 4_000, {"R206"}),
    "empty braces": (lambda n: "{}" * n, 4_000, {"R208"}),
    "braces and quotes": (lambda n: '{"' * n, 8_000, {"R206"}),
    "quotes": (lambda n: '"' * n, 32_000, set()),
    "quotes in a cell": (lambda n: "@简表 t\nk | c\nr | " + '"' * n, 32_000, set()),
    "quoted cells": (lambda n: "@简表 t\nk | c\nr | " + '""|' * n, 8_000, {"R404"}),
    "Chinese quotes": (lambda n: "“" * n, 32_000, set()),
    "Chinese quotes in cells": (lambda n: "@简表 t\nk | c\nr | " + "“|" * n, 4_000, {"R207"}),
    "backslashes": (lambda n: "\\" * n, 16_000, set()),
    "continued lines": (lambda n: "a\\\n" * n + "a", 16_000, set()),
    "escaped bars": (lambda n: "@简表 t\nk | c\nr | " + "\\|" * n, 16_000, {"R950"}),
    "attributes": (lambda n: "@格式 f\n@表式 t <" + "计数," * n + ">", 8_000, {"R203"}),
    "parentheses in a label": (lambda n: TREE + " " + "()" * n, 16_000, set()),
    "open parentheses in a label": (lambda n: TREE + " " + "(a" * n, 16_000, {"R211"}),
    "indentation": (lambda n: TREE + "\n".join(" " * (i + 1) + f"a{i}" for i in range(n)), 600, {"R211"}),
    "forms based on forms": (lambda n: "".join(f"@格式 f{i} 基于 f{i + 1}\n" for i in range(n)) + f"@格式 f{n}\n@表式 t\n列\n a\n", 2_000, {"R211"}),
    "blank lines": (lambda n: "@简表 t\nk | c\n" + "\n" * n + "a", 16_000, {"R417"}),
    "paragraphs": (lambda n: "a\n" * n, 2_000, set()),
    "header fields": (lambda n: "标题: a\n" + "".join(f"k{i}: v\n" for i in range(n)), 4_000, set()),
    "unknown directives": (lambda n: "@x\n" * n, 2_000, {"R201"}),
    "checks": (lambda n: "@校验 1 = 2\n" * n, 2_000, {"R512"}),
    "waivers": (lambda n: '@忽略 R512 "a"\n@校验 1 = 2\n' * n, 1_000, {"R512"}),
    "tables": (lambda n: "".join(f"@简表 t{i}\na | b\nc | 1\n\n" for i in range(n)), 500, set()),
    "digits": (lambda n: "{" + "9" * n + "}", 16_000, set()),
    "control characters": (lambda n: "\x0b" * n, 8_000, {"R102"}),
    "a sum of rows": (lambda n: rows(n, lambda _: "1") + "合计 | =合计上方", 2_000, set()),
    "a chain of rows": (lambda n: rows(n, lambda i: f"=r{i - 1}+1" if i else "1"), 1_000, set()),
    "a chain upwards": (lambda n: rows(n, lambda i: f"=r{i + 1}+1") + f"r{n} | 1", 1_000, set()),
    "a circle of rows": (lambda n: rows(n, lambda i: f"=r{(i + 1) % n}+1"), 1_000, {"R606"}),
    "like rows": (lambda n: "@简表 t\nk | c\n" + "r | 1\n" * n, 1_000, {"R416"}),
    "figures in prose": (lambda n: rows(n, lambda _: "1") + "\n" + "".join(f"{{t.r{i}.c}}\n" for i in range(n)), 500, set()),
    "unknown names": (lambda n: rows(n, lambda _: "1") + "\n" + "".join(f"{{x{i}}}\n" for i in range(n)), 500, {"R307"}),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBLED)
def test_twice_the_input_takes_twice_the_time(name: str) -> None:
    make, size, expected = DOUBLED[name]
    assert run(make(size // 8)) >= expected
    once, twice = seconds(make(size // 2)), seconds(make(size))
    if twice > 3 * once + ROOM:
        once, twice = seconds(make(size // 2)), min(twice, seconds(make(size)))
    assert twice < 3 * once + ROOM, (once, twice)


@functools.cache
def baseline() -> float:
    """Return what a report of some size takes, which no limit holds up."""
    return seconds(rows(8_000, lambda _: "1"))


FIXED: dict[str, tuple[str, dict[str, str], str]] = {
    "a line of 4 MiB": ("a" * (4 << 20), {}, "R105"),
    "4 MiB of bars": ("|" * (4 << 20), {}, "R105"),
    "more than 4 MiB": ("a" * ((4 << 20) + 1), {}, "R106"),
    "100,000 bars": ("@简表 t\n" + "|" * 100_000, {}, "R105"),
    "a running sum in 10,000 rows": (rows(10_000, lambda _: "1 | =合计上方", "k | c | d"), {}, "R608"),
    "including twice, 40 levels": ("@引用 0.report", {f"{i}.report": f"@引用 {i + 1}.report\n" * 2 for i in range(40)}, "R903"),
    "including 40 levels": ("@引用 0.report", {f"{i}.report": f"@引用 {i + 1}.report\n" for i in range(40)}, "R903"),
    "including 10,000 times": ("@引用 a.report\n" * 10_000, {"a.report": "甲"}, "R903"),
    "including itself": ("@引用 r.report", {}, "R902"),
    "including one another": ("@引用 a.report", {"a.report": "@引用 b.report", "b.report": "@引用 a.report"}, "R902"),
    "a form that includes itself": ("格式: a.form\n\n甲", {"a.form": "@引用 a.form\n@格式 f\n@表式 t\n列\n a\n"}, "R902"),
    "forms including twice": ("格式: 0.form\n\n甲", {f"{i}.form": f"@引用 {i + 1}.form\n" * 2 for i in range(40)}, "R903"),
    "a form based on itself": ("格式: a.form\n\n甲", {"a.form": "@格式 f 基于 f\n@表式 t\n列\n a\n"}, "R702"),
    "forms based on one another": ("格式: a.form\n\n甲", {"a.form": "@格式 f 基于 g\n@格式 g 基于 f\n"}, "R702"),
    "its own 上年": ("年度: 2020\n上年: r.report\n\n甲", {}, "R908"),
    "more cells than may be": ("@简表 t\nk" + "".join(f" | c{i}" for i in range(5_000)) + ("\nr" + " | 1" * 5_000) * 45, {}, "R108"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXED)
def test_a_limit_is_told_and_soon(name: str) -> None:
    source, world, code = FIXED[name]
    start = time.perf_counter()
    assert code in run(source, world)
    assert time.perf_counter() - start < 5 * baseline() + 1


def test_reports_that_name_each_other_as_last_year_end() -> None:
    other = {"s.report": "年度: 2019\n上年: r.report\n\n甲{上年.甲}"}
    run("年度: 2020\n上年: s.report\n\n甲", other)


def test_the_limit_of_work_is_told_once() -> None:
    source = rows(2_000, lambda _: "1") + "\n" + "{合计(t.c)}\n" * 1_000
    start = time.perf_counter()
    made = reportdsl.compile_text(source, name="r.report", world=reportdsl.MemoryWorld({}))
    assert [d.rule.code for d in made.diagnostics] == ["R608"]
    assert time.perf_counter() - start < 10 * baseline() + 1
