"""Write the table of limits into SECURITY.md, from the constants that hold them."""

from collections.abc import Iterator
from pathlib import Path

from reportdsl import world
from reportdsl.analysis import analyse, attributes, contradictions, evaluate, include, moves, search
from reportdsl.diagnostics.diagnostic import Rule
from reportdsl.diagnostics.render import concise
from reportdsl.diagnostics.rules import (
    expressions,
    forms,
    house,
    importing,
    reading,
    syntax,
    tables,
)
from reportdsl.diagnostics.rules import files as file_rules
from reportdsl.emit import templatejob
from reportdsl.importers import importer
from reportdsl.importers.readers import (
    archive,
    grid,
    html,
    htmldepth,
    htmlscan,
    htmlsheet,
    xls,
    xmltree,
)
from reportdsl.syntax import lines
from reportdsl.text import decode, numerals

FOLDERS: tuple[str, ...] = ()
PAGE = "SECURITY.md"
BEGIN = "<!-- limits: made by reportdsl.dev.security_limits -->"
END = "<!-- end of limits -->"

_MIB = 1024 * 1024

LIMITS: tuple[tuple[str, str, Rule | None], ...] = (
    ("a file", f"{world.MAX_FILE // _MIB} MiB", reading.FILE_TOO_LARGE),
    ("a line, joined ones included", f"{lines.MAX_LINE:,} characters", reading.LINE_TOO_LONG),
    (
        "brackets and signs in an expression, levels of indentation",
        f"{lines.MAX_DEPTH} deep",
        syntax.NESTED_TOO_DEEP,
    ),
    (
        "a figure",
        f"{numerals.MAX_DIGITS} digits, {numerals.MAX_DECIMALS} of them decimals",
        tables.NOT_A_FIGURE,
    ),
    (
        "a computed value",
        f"{evaluate.MAX_BITS:,} bits in its numerator and in its denominator",
        expressions.TOO_MUCH_WORK,
    ),
    ("formulas worked out in a report", f"{evaluate.MAX_STEPS:,}", expressions.TOO_MUCH_WORK),
    (
        "the search for figures that are wrong, of those that hang together",
        f"sets of {search.MAX_SIZE}, {search.MAX_SETS} sets, {search.MAX_WORK:,} steps",
        None,
    ),
    ("slips of several figures that are thought of", f"{moves.MAX_MOVES} in each part", None),
    (
        "the search for equations that contradict one another",
        f"{contradictions.MAX_ELIMINATION:,} steps",
        None,
    ),
    ("the tables of a report", f"{analyse.MAX_CELLS:,} cells", reading.TOO_MANY_CELLS),
    ("a published grid", f"{attributes.MAX_GRID} columns", forms.BAD_ATTRIBUTE),
    (
        "included files",
        f"{include.MAX_FILES}, {include.MAX_DEPTH} deep, {include.MAX_SIZE // _MIB} MiB in all",
        file_rules.TOO_MANY_INCLUDES,
    ),
    (
        "the process of a template",
        (
            f"{templatejob.SECONDS} seconds, {templatejob.MEMORY:,} MiB of memory, "
            f"a page of {templatejob.OUTPUT} MiB"
        ),
        house.TEMPLATE_LIMIT,
    ),
    (
        "a file to import",
        (
            f"{importer.MAX_FILE // _MIB} MiB; a page {html.MAX_PAGE // _MIB}, "
            f"an old workbook {xls.MAX_OLD_WORKBOOK // _MIB}; a line of a text "
            f"{importer.MAX_LINE:,} characters"
        ),
        importing.OVER_LIMIT,
    ),
    (
        "the markup of a page",
        (
            f"{htmlscan.MAX_MARKS:,} marks, {htmldepth.MAX_DEPTH} deep, "
            f"{htmldepth.MAX_STEPS:,} steps to see what is closed, {htmlsheet.MAX_SELECTORS:,} "
            f"selectors and {htmlsheet.MAX_STEPS:,} steps to apply its styles"
        ),
        importing.OVER_LIMIT,
    ),
    (
        "a document or workbook, unpacked",
        (
            f"{archive.MAX_ENTRIES:,} parts of {archive.MAX_PART // _MIB} MiB, "
            f"{archive.MAX_TOTAL // _MIB} MiB in all, {archive.MAX_RATIO} times its size, "
            f"{xmltree.MAX_NODES:,} elements in a part, {xmltree.MAX_LEVELS} deep"
        ),
        importing.OVER_LIMIT,
    ),
    (
        "the tables of a file to import",
        (
            f"{grid.MAX_CELLS:,} cells, {grid.MAX_SLOTS:,} places that they cover, "
            f"{grid.MAX_COLUMNS:,} columns each"
        ),
        importing.OVER_LIMIT,
    ),
    ("forbidden characters told of in a file", f"{decode.MAX_CONTROLS:,}", None),
    ("findings shown", f"{concise.SHOWN:,}; all are counted", None),
)
"""What is limited, to how much, and the rule that tells of it."""


def files(root: Path) -> dict[str, str]:
    """Return the page with its table made anew; none where there is no page."""
    path = root / PAGE
    if not path.is_file():
        return {}
    head, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, tail = rest.partition(END)
    assert begin, f"{PAGE} has no place for the table"
    assert end, f"{PAGE} has no end of the table"
    return {PAGE: f"{head}{begin}\n\n{table()}\n\n{end}{tail}"}


def table() -> str:
    """Return the table of limits, as Markdown."""
    return "\n".join(("| What | At most | Beyond it |", "| --- | --- | --- |", *_rows()))


def _rows() -> Iterator[str]:
    for what, most, rule in LIMITS:
        beyond = "" if rule is None else f"[{rule.code}](docs/rules/en/{rule.code}.md)"
        yield f"| {what} | {most} | {beyond} |"
