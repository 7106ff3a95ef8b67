"""What goes beyond each limit of the language, and what stays just within it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.properties.constructs import lines, rows


@dataclass(frozen=True, slots=True)
class Limit:
    """A source, and the rule that tells of the limit."""

    source: str | bytes
    code: str
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    most: int = 1
    """How often it is told at most."""


def _nested(depth: int) -> str:
    return "{" + "(" * depth + "1" + ")" * depth + "}"


def _tree(depth: int) -> dict[str, str]:
    nodes = lines(depth, lambda i: " " * (i + 1) + f"a{i}")
    return {"f.form": f"@格式 f\n@表式 t\n列\n{nodes}"}


def _grid(columns: int) -> dict[str, str]:
    return {"f.form": f"@格式 f\n@表式 t <栅格 {columns}>\n列\n  a <跨 {columns}>\n行\n  b\n"}


def _cells(count: int) -> str:
    head = "@简表 t\nk" + "".join(f" | c{i}" for i in range(1_000))
    return head + ("\nr" + " | 1" * 1_000) * (count // 1_000)


def _wrong(slips: int) -> str:
    """Return a table of many rows and columns with so many wrong figures in it."""
    figures = [[(7 * r + 3 * c) % 50 for c in range(8)] for r in range(60)]
    columns = [sum(column) for column in zip(*figures, strict=True)]
    body = [[*row, sum(row)] for row in figures] + [[*columns, sum(columns)]]
    for slip in range(slips):
        body[(11 * slip) % 60][(5 * slip) % 8] += 13 + 17 * slip
    head = "@简表 t\nk" + "".join(f" | c{i}" for i in range(8)) + " | 总计\n"
    return head + "".join(
        f"{'合计' if r == 60 else f'r{r}'} | {' | '.join(map(str, row))}\n"
        for r, row in enumerate(body)
    )


def _deep(levels: int) -> dict[str, str]:
    return {f"{i}.report": f"@引用 {i + 1}.report\n" for i in range(levels)} | {
        f"{levels}.report": "a"
    }


_MIB = 1 << 20
_FORM = "格式: f.form\n\na"
_SELF = "@格式 f\n@表式 t\n列\n a\n"
_TAKEN = "@引用 0.report"

CASES: dict[str, Limit] = {
    "a file": Limit("a\n" * (2 * _MIB) + "a", "R106"),
    "a file in bytes": Limit("甲\n".encode() * _MIB + b"a", "R106"),
    "a file that is taken in": Limit(
        "@引用 a.report", "R901", {"a.report": "a\n" * (2 * _MIB) + "a"}
    ),
    "a line": Limit("a" * 65_537, "R105"),
    "a line of 4 MiB": Limit("|" * (4 * _MIB), "R105"),
    "a joined line": Limit("a\\\n" * 40_000 + "a", "R105"),
    "brackets": Limit(_nested(65), "R211"),
    "signs": Limit("{" + "-" * 65 + "1}", "R211"),
    "levels of a tree": Limit(_FORM, "R211", _tree(70), most=10),
    "digits": Limit("{" + "9" * 31 + "}", "R406"),
    "decimals": Limit("{0.123456789}", "R406"),
    "digits of a cell": Limit("@简表 t\nk | c\na | " + "9" * 31, "R406"),
    "columns of a grid": Limit(_FORM, "R706", _grid(201), most=2),
    "cells": Limit(_cells(201_000), "R108"),
    "steps of computation": Limit(
        rows(2_000, lambda _: "1") + "\n" + "{合计(t.c)}\n" * 600, "R608"
    ),
    "digits of what is computed": Limit("{" + "9" * 30 + ("*" + "9" * 30) * 60 + "}", "R608"),
    "steps of a search": Limit(_wrong(11), "R501", most=20),
    "figures that are wrong": Limit(_wrong(20), "R501", most=40),
    "figures of which one is wrong": Limit(rows(300, lambda _: "1") + "\n合计 | 1", "R501"),
    "rules that may contradict one another": Limit(_wrong(60), "R501", most=80),
    "files taken in": Limit("@引用 a.report\n" * 257, "R903", {"a.report": "a"}),
    "files taken in, deep": Limit(_TAKEN, "R903", _deep(15)),
    "files taken in, deeper": Limit(_TAKEN, "R903", _deep(40)),
    "files taken in, doubling": Limit(
        _TAKEN, "R903", {f"{i}.report": f"@引用 {i + 1}.report\n" * 2 for i in range(40)}
    ),
    "files taken in, large": Limit(
        "@引用 a.report\n" * 9, "R903", {"a.report": f"// {'a' * 996}\n" * 2_097}
    ),
    "files of forms, doubling": Limit(
        "格式: 0.form\n\na", "R903", {f"{i}.form": f"@引用 {i + 1}.form\n" * 2 for i in range(40)}
    ),
    "a report that takes itself in": Limit("@引用 r.report", "R902"),
    "reports that take one another in": Limit(
        "@引用 a.report", "R902", {"a.report": "@引用 b.report", "b.report": "@引用 a.report"}
    ),
    "a form that takes itself in": Limit(_FORM, "R902", {"f.form": f"@引用 f.form\n{_SELF}"}),
    "a form based on itself": Limit(
        _FORM, "R702", {"f.form": _SELF.replace("f\n", "f 基于 f\n", 1)}
    ),
    "forms based on one another": Limit(
        _FORM, "R702", {"f.form": "@格式 f 基于 g\n@格式 g 基于 f\n"}, most=2
    ),
    "forms based on forms": Limit(
        _FORM,
        "R211",
        {"f.form": lines(100, lambda i: f"@格式 f{i} 基于 f{i + 1}") + "@格式 f100\n"},
        most=40,
    ),
    "last year that is this year": Limit("年度: 2020\n上年: r.report\n\na", "R908"),
    "control characters": Limit("a\x0b\n" * 2_000, "R102", most=1_000),
    "levels of headings": Limit("##### a", "R205"),
    "decimals of a rounding": Limit("{舍入(1, 9)}", "R613"),
    "decimals of a type": Limit(_FORM, "R706", {"f.form": "@格式 f\n@表式 t <小数 9>\n列\n  a\n"}),
}

# The report itself is the first of the 16 files that may stand one in another.
WITHIN: dict[str, Limit] = {
    "a file": Limit(f"{'a' * 1_023}\n" * 4_096, "R106"),
    "a line": Limit("a" * 65_536, "R105"),
    "brackets": Limit(_nested(64), "R211"),
    "signs": Limit("{" + "-" * 64 + "1}", "R211"),
    "levels of a tree": Limit(_FORM, "R211", _tree(64)),
    "digits": Limit("{" + "9" * 30 + "}", "R406"),
    "decimals": Limit("{0.12345678}", "R406"),
    "columns of a grid": Limit(_FORM, "R706", _grid(200)),
    "cells": Limit(_cells(200_000), "R108"),
    "files taken in": Limit("@引用 a.report\n" * 256, "R903", {"a.report": "a"}),
    "files taken in, deep": Limit(_TAKEN, "R903", _deep(14)),
}

OF_THE_LANGUAGE: dict[str, tuple[str, ...]] = {
    "a file": ("a file", "a file in bytes", "a file that is taken in"),
    "a line, joined ones included": ("a line", "a line of 4 MiB", "a joined line"),
    "brackets and signs in an expression, levels of a tree": (
        "brackets",
        "signs",
        "levels of a tree",
    ),
    "a figure": ("digits", "decimals", "digits of a cell"),
    "columns of a published grid": ("columns of a grid",),
    "cells of a report's tables": ("cells",),
    "steps of computation in a report": ("steps of computation",),
    "files taken in": ("files taken in", "files taken in, deep", "files taken in, large"),
}
"""The rows of the table of limits in docs/language.md, with the cases for each."""

IN_THE_CODE: dict[str, tuple[str, ...]] = {
    "world.MAX_FILE": ("a file",),
    "text.decode.MAX_CONTROLS": ("control characters",),
    "text.numerals.MAX_DIGITS": ("digits",),
    "text.numerals.MAX_DECIMALS": ("decimals", "decimals of a rounding", "decimals of a type"),
    "text.numerals.MAX_PLACES": ("factors of many digits",),
    "syntax.lines.MAX_LINE": ("a line",),
    "syntax.lines.MAX_DEPTH": ("brackets",),
    "syntax.build.MAX_HEADING": ("levels of headings",),
    "analysis.analyse.MAX_CELLS": ("cells",),
    "analysis.attributes.MAX_GRID": ("columns of a grid",),
    "analysis.evaluate.MAX_STEPS": ("steps of computation",),
    "analysis.evaluate.MAX_BITS": ("digits of what is computed",),
    "analysis.search.MAX_WORK": ("steps of a search",),
    "analysis.search.MAX_SIZE": ("figures that are wrong",),
    "analysis.search.MAX_SETS": ("figures of which one is wrong",),
    "analysis.moves.MAX_MOVES": ("figures that are wrong",),
    "analysis.contradictions.MAX_ELIMINATION": ("rules that may contradict one another",),
    "analysis.include.MAX_DEPTH": ("files taken in, deep",),
    "analysis.include.MAX_FILES": ("files taken in", "files taken in, doubling"),
    "analysis.include.MAX_SIZE": ("files taken in, large",),
}
"""The constants ``MAX_…`` of the compiler, with the cases for each."""
IN_READERS: dict[str, tuple[str, ...]] = {
    "importers.importer.MAX_FILE": ("a file too large",),
    "importers.importer.MAX_LINE": ("a line too long",),
    "importers.readers.archive.MAX_ENTRIES": ("too many parts",),
    "importers.readers.archive.MAX_PART": ("a part too large",),
    "importers.readers.archive.MAX_RATIO": ("a bomb",),
    "importers.readers.archive.MAX_TOTAL": ("parts that are too large together",),
    "importers.readers.grid.MAX_CELLS": ("too many cells",),
    "importers.readers.grid.MAX_COLUMNS": ("a cell in every column",),
    "importers.readers.grid.MAX_SLOTS": ("cells that reach everywhere",),
    "importers.readers.html.MAX_PAGE": ("a page too large",),
    "importers.readers.htmldepth.MAX_DEPTH": ("100,000 nested div", "1.1 MB of depth"),
    "importers.readers.htmldepth.MAX_STEPS": ("marks that end what is out of reach",),
    "importers.readers.htmlsheet.MAX_SELECTORS": ("too many selectors",),
    "importers.readers.htmlsheet.MAX_STEPS": ("selectors that look at every element",),
    "importers.readers.htmlscan.MAX_MARKS": ("too many marks", "signs without marks"),
    "importers.readers.xls.MAX_OLD_WORKBOOK": ("an old workbook too large",),
    "importers.readers.xmltree.MAX_LEVELS": ("deep XML that ends",),
    "importers.readers.xmltree.MAX_NODES": ("too many elements",),
}
"""Those of what reads foreign files, with the cases for each among the hostile ones."""
