"""Every construct of the language, at any length: what is written once is written n times here.

The doubling tests run them all, and hold the list against the grammar, so that none is forgotten.
Words of the language have cases of their own, made from the tables of keywords (`wordcases.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _no_files(_n: int) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Case:
    """A construct: a source of a length, and what must be said of it."""

    make: Callable[[int], str]
    size: int
    """A length at which what grows is well above what does not, and counting takes no time."""
    expected: frozenset[str] = frozenset()
    """Rules that it draws."""
    files: Callable[[int], Mapping[str, str]] = field(default=_no_files)
    name: str = "r.report"

    def sources(self, size: int) -> list[str]:
        """Return all its texts."""
        return [self.make(size), *self.files(size).values()]


def case(
    make: Callable[[int], str],
    size: int,
    *expected: str,
    files: Callable[[int], Mapping[str, str]] = _no_files,
    name: str = "r.report",
) -> Case:
    """Return a case that draws some rules."""
    return Case(make, size, frozenset(expected), files, name)


def lines(n: int, line: Callable[[int], str]) -> str:
    """Return n lines."""
    return "".join(f"{line(i)}\n" for i in range(n))


def rows(n: int, cell: Callable[[int], str], head: str = "k | c") -> str:
    """Return a plain table of n rows."""
    return f"@简表 t\n{head}\n" + lines(n, lambda i: f"r{i} | {cell(i)}")


TREE = "@格式 f\n@表式 t\n列\n"
CELL = "@简表 t\nk | c\nr | "

# ── prose ────────────────────────────────────────────────────────────────────────────────────────

PROSE: dict[str, Case] = {
    "paragraphs": case(lambda n: "a\n" * n, 20),
    "headings": case(lambda n: lines(n, lambda i: f"{'#' * (i % 4 + 1)} a{i}"), 20),
    "headings too deep": case(lambda n: "##### a\n" * n, 16, "R205"),
    "hashes": case(lambda n: "#" * n + " a", 2_000, "R205"),
    "notes": case(lambda n: "@注 a **b**\n" * n, 18),
    "text": case(lambda n: "a" * n, 4_000),
    "Chinese text": case(lambda n: "甲，" * n, 2_000),
    "bold": case(lambda n: "**a**" * n, 60),
    "bold that is opened": case(lambda n: "**a" * n, 50),
    "marks of bold": case(lambda n: "**" * n, 200),
    "stars": case(lambda n: "*" * n, 400),
    "stars and blanks": case(lambda n: "* " * n, 80),
    "opening brackets": case(lambda n: "[" * n, 200),
    "closing brackets": case(lambda n: "]" * n, 200),
    "brackets of both kinds": case(lambda n: "[]" * n, 80),
    "links": case(lambda n: "[a](#)" * n, 60),
    "links of a scheme that is none": case(lambda n: "[a](b:c)" * n, 16, "R220"),
    "links without end": case(lambda n: "[a](" * n, 40),
    "a link after brackets": case(lambda n: "[" * n + "a](#)", 200),
    "brackets and escapes": case(lambda n: "[\\" * n + "a", 100),
    "backslashes": case(lambda n: "\\" * n, 300),
    "escapes": case(lambda n: "\\{\\}\\*\\[\\]\\|" * n, 20),
    "continued lines": case(lambda n: "a\\\n" * n + "a", 400),
    "blank lines": case(lambda n: "a\n" + "\n" * n + "a", 300),
    "comments": case(lambda n: "// a\n" * n + "a", 800),
    "blanks": case(lambda n: "a" + " " * n + "b", 4_000),
    "blanks before a line": case(lambda n: "\u3000 " * n + "b", 2_000),
    "quotes": case(lambda n: '"' * n, 2_000),
    "Chinese quotes": case(lambda n: "“" * n, 2_000),
    "control characters": case(lambda n: "a\x0b\n" * n, 16, "R102"),
    "hidden characters": case(lambda n: "a\u202e\u200b" * n + "{", 500, "R206"),
    "emoji": case(lambda n: "👨\u200d👩\u200d👧" * n + "{", 500, "R206"),
    "opening braces": case(lambda n: "{" * n, 120, "R206"),
    "closing braces": case(lambda n: "}" * n, 120, "R206"),
    "empty braces": case(lambda n: "{}" * n, 60, "R208"),
    "braces and quotes": case(lambda n: '{"' * n, 120, "R206"),
    "full-width braces": case(lambda n: "｛１｝" * n, 60),
    "interpolations": case(lambda n: "a{1+1}b{1/2:.1f}" * n, 16),
    "interpolations and marks": case(lambda n: "a{1}**{2}**" * n, 16),
    "formats": case(lambda n: "{1234:,.2f}" * n, 60),
    "formats that are none": case(lambda n: "{1:q}\n" * n, 16, "R215"),
    "letters of a format": case(lambda n: "{1:" + "q" * n + "}", 2_000, "R215"),
    "ties": case(lambda n: "{2 = 1+1}" * n, 20),
    "ties that fail": case(lambda n: "{3 = 1+1}\n" * n, 16, "R514"),
    "unknown names": case(
        lambda n: rows(3, lambda _: "1") + "\n" + lines(n, lambda i: f"{{x{i}}}"), 16, "R307"
    ),
    "names to suggest": case(lambda n: rows(n, lambda _: "1") + "\n{x1}{y1}", 16, "R307"),
    "figures in prose": case(
        lambda n: rows(n, lambda _: "1") + "\n" + lines(n, lambda i: f"{{t.r{i}.c}}"), 16
    ),
}

# ── expressions ──────────────────────────────────────────────────────────────────────────────────

EXPRESSIONS: dict[str, Case] = {
    "brackets": case(lambda n: "{" + "(" * n + "1" + ")" * n + "}", 1_000, "R211"),
    "brackets side by side": case(lambda n: "{" + "(1)+" * n + "1}", 80),
    "brackets in a cell": case(
        lambda n: "@简表 t\n | c\nr | =" + "(" * n + "1" + ")" * n, 1_000, "R211"
    ),
    "brackets that none closes": case(lambda n: "@校验 " + "(" * n, 1_000, "R211"),
    "minus signs": case(lambda n: "{" + "-" * n + "1}", 1_000, "R211"),
    "plus signs": case(lambda n: "{" + "+" * n + "1}", 1_000, "R211"),
    "signed terms": case(lambda n: "{" + "-1 - +1 + " * n + "1}", 18),
    "terms": case(lambda n: "{" + "1+" * n + "1}", 70),
    "factors": case(lambda n: "{" + "1*1/1×1÷" * n + "1}", 16),
    "factors of many digits": case(
        lambda n: "{" + "9" * 30 + ("*" + "9" * 30) * n + "}", 70, "R608"
    ),
    "numbers": case(lambda n: "@校验 最大(" + "1.5%," * n + "1) = 1", 40),
    "digits": case(lambda n: "{" + "9" * n + "}", 2_000, "R406"),
    "dates": case(lambda n: "@校验 2024-01-31 = 2024-01-31\n" * n, 20),
    "dates that are none": case(lambda n: "@校验 2024-02-31 = 2024-01-31\n" * n, 16, "R415"),
    "strings": case(lambda n: '@校验 "a" = ' + '"b' + "b" * n + '"', 2_000, "R513"),
    "strings compared": case(lambda n: '@校验 "a" = "a"\n' * n, 20),
    "comparisons": case(
        lambda n: "@校验 " + " 且 ".join(["1 < 2 且 2 ≠ 1 且 1 >= 1 且 3 > 2"] * n), 16
    ),
    "comparisons in a chain": case(lambda n: "@校验 1" + " < 1" * n, 400, "R208"),
    "all of": case(lambda n: "@校验 " + "1 = 1 且 " * n + "1 = 1", 20),
    "any of": case(lambda n: "@校验 " + "1 = 2 或 " * n + "1 = 1", 20),
    "none of": case(lambda n: "@校验 " + "非 1 = 2 且 " * n + "1 = 1", 19),
    "tolerances": case(lambda n: '@校验 1 = 2 ± 0.5 "a"\n@校验 1 = 1 +- 1\n' * n, 16, "R512"),
    "negations": case(lambda n: "@校验 " + "非 " * n + "1 = 1", 1_000, "R211"),
    "negations in English": case(lambda n: "@check " + "Not " * n + "1 = 1", 1_000, "R211"),
    "calls": case(lambda n: "@校验 " + "合计(" * n + "1" + ")" * n + " = 1", 1_000, "R211"),
    "calls side by side": case(lambda n: "{" + "合计(1)+" * n + "1}", 80),
    "arguments": case(lambda n: "{合计(" + "1," * n + "1)}", 50),
    "unknown functions": case(lambda n: "{f(1)}\n" * n, 16, "R218"),
    "steps of a path": case(lambda n: "{" + "a." * n + "a}", 100, "R307"),
    "quoted steps of a path": case(lambda n: '{"a"' + '."a"' * n + "}", 100, "R307"),
    "a long name": case(lambda n: "{" + "a" * n + "}", 2_000, "R307"),
    "stars of a path": case(lambda n: rows(n, lambda _: "1") + "@校验 合计(t.*) > 0", 16),
    "names that are there": case(
        lambda n: (
            rows(n, lambda _: "1") + "\n@校验 " + "+".join(f"r{i}" for i in range(n)) + " > 1"
        ),
        25,
    ),
}

# ── tables ───────────────────────────────────────────────────────────────────────────────────────

TABLES: dict[str, Case] = {
    "rows": case(lambda n: rows(n, lambda _: "1"), 16),
    "rows of many cells": case(
        lambda n: rows(n, lambda _: "1" + " | 1" * 7, "k" + "".join(f" | c{i}" for i in range(8))),
        16,
    ),
    "columns": case(
        lambda n: "@简表 t\nk" + "".join(f" | c{i}" for i in range(n)) + "\nr" + " | 1" * n, 16
    ),
    "like rows": case(lambda n: "@简表 t\nk | c\n" + "r | 1\n" * n, 16, "R416"),
    "like columns": case(lambda n: "@简表 t\nk" + " | c" * n + "\nr" + " | 1" * n, 60, "R402"),
    "bars": case(lambda n: "@简表 t\n" + "|" * n, 300, "R417"),
    "bars of a form's table": case(lambda n: "@表 t\n" + "|" * n, 300, "R305"),
    "tables": case(lambda n: lines(n, lambda i: f"@简表 t{i}\na | b\nc | 1\n"), 16),
    "tables of one name": case(lambda n: "@简表 t\na | b\nc | 1\n\n" * n, 16),
    "steps of a row's label": case(lambda n: "@简表 t\nk | c\n" + "a / " * n + "a | 1", 500),
    "blanks in a row's label": case(lambda n: "@简表 t\nk | c\na" + " " * n + "b | 1", 2_000),
    "blanks in a row's path": case(lambda n: "@简表 t\nk | c\na" + " " * n + "b / c | 1", 2_000),
    "a long label": case(lambda n: "@简表 t\nk | c\n" + "a" * n + " | 1", 2_000),
    "a long column": case(lambda n: "@简表 t\nk | " + "a" * n + "\nr | 1", 2_000),
    "parentheses in a row's label": case(lambda n: "@简表 t\nk | c\n" + "(a" * n + " | 1", 1_000),
    "blank lines in a table": case(lambda n: "@简表 t\nk | c\n" + "\n" * n + "a", 300, "R417"),
    "rows without a bar": case(lambda n: "@简表 t\nk | c\n" + "a\nr | 1\n" * n, 16, "R210", "R416"),
    "lines after a table": case(lambda n: CELL + "1\n" + "a\n// b\n" * n, 20),
    "quotes in a cell": case(lambda n: CELL + '"' * n, 2_000),
    "quoted cells": case(lambda n: CELL + '""|' * n, 200, "R404"),
    "Chinese quotes in cells": case(lambda n: CELL + "“|" * n, 120, "R207", "R404"),
    "escaped bars": case(lambda n: CELL + "\\|" * n, 1_000, "R950"),
    "figures with a text": case(lambda n: rows(n, lambda i: f'{i} "about {i}"'), 16),
    "a figure with a text, quote upon quote": case(lambda n: CELL + '1 ""' * n, 500),
    "digits of a cell": case(lambda n: CELL + "9" * n, 2_000, "R406"),
    "commas of a figure": case(lambda n: CELL + "9" + ",999" * n, 700, "R406"),
    "points of a figure": case(lambda n: "@简表 t\nk | c\ns | 1\nr | " + "1." * n, 1_000),
    "words in a column of figures": case(
        lambda n: "@简表 t\nk | c\n" + "a | 1\n" * (n + 1) + "b | x\n" * n, 16, "R406", "R416"
    ),
    "formulas": case(lambda n: rows(n, lambda _: "=1+1"), 16),
    "formulas that fail": case(lambda n: rows(n, lambda _: "=1/0"), 16, "R605"),
    "formulas that are none": case(lambda n: rows(n, lambda _: "=)"), 16, "R209"),
    "lone marks of a formula": case(lambda n: rows(n, lambda _: "="), 16, "R413"),
    "a sum of rows": case(lambda n: rows(n, lambda _: "1") + "合计 | =合计上方", 16),
    "a chain of rows": case(lambda n: rows(n, lambda i: f"=r{i - 1}+1" if i else "1"), 16),
    "a chain upwards": case(lambda n: rows(n, lambda i: f"=r{i + 1}+1") + f"r{n} | 1", 16),
    "a circle of rows": case(lambda n: rows(n, lambda i: f"=r{(i + 1) % n}+1"), 16, "R606"),
    "shares of a total": case(
        lambda n: rows(n, lambda i: f"1 | =r{i}.c/合计.c", "k | c | d") + "合计 | =合计上方", 16
    ),
    "totals that fail": case(lambda n: rows(n, lambda _: "1 | 2", "k | c | total"), 16, "R501"),
}
