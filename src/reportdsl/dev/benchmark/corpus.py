"""Make the reports that are measured: a given one, many times as long, and changed each time.

A form's table is filled once in a report, so a longer report needs more forms: every copy of the
given report has a form of its own, written out as the official one is, and names its tables by it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_FORM = re.compile(r"^格式: *(.+)$", re.MULTILINE)
_FORM_LINE = re.compile(r"^@格式 \S+", re.MULTILINE)
_LIBRARY = "copies.form"
_ZEROS = "其余 | 0"
_TABLES, _ROWS, _COLUMNS = 3, 22, 6


@dataclass(frozen=True, slots=True)
class Sources:
    """A report and the files that it names."""

    text: str
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The bytes of the report and of the files beside it."""
        return sum(len(text.encode()) for text in (self.text, *self.files.values()))


def _parted(report: str) -> tuple[str, str, str]:
    """Return the header before its form, the form's name and the body behind it."""
    match = _FORM.search(report)
    if match is None:
        raise ValueError("the report names no form")
    return report[: match.start()], match[1].strip(), report[match.end() :]


def form_name(report: str) -> str:
    """Return the form that a report names."""
    return _parted(report)[1]


def _copy(body: str, number: int) -> str:
    """Return a body with the tables of its own form; but for the first, headings are its own too.

    The first form of a report asks for its sections, which the first copy has.
    """
    body = re.sub(r"^@表 ", f"@表 第{number}册.", body, flags=re.MULTILINE)
    if number > 1:
        body = re.sub(r"^(#+) ", rf"\1 第{number}册 ", body, flags=re.MULTILINE)
    return body


def copies(report: str, form: str, count: int) -> Sources:
    """Return a report that says `count` times what a given one says, and as many forms.

    `form` is the text of the form that the report names.
    """
    header, _, body = _parted(report)
    forms = (_FORM_LINE.sub(f"@格式 第{n}册", form) for n in range(1, count + 1))
    text = "".join(_copy(body, n) for n in range(1, count + 1))
    return Sources(f"{header}格式: {_LIBRARY}\n{text}", {_LIBRARY: "\n".join(forms)})


def prose(report: str, count: int) -> Sources:
    """Return the header, headings and paragraphs alone, `count` times."""
    header, _, body = _parted(report)
    kept = [line for line in body.split("\n") if not line.startswith("@") and " | " not in line]
    return Sources(header + "".join(_copy("\n".join(kept), n) for n in range(1, count + 1)))


def plain_tables(count: int, turn: int) -> Sources:
    """Return three tables without form a copy, every row and column with its total."""
    numbers = range(1, _TABLES * count + 1)
    return Sources("\n".join(_plain_table(number, _ROWS, number + turn) for number in numbers))


def long_table(count: int, turn: int) -> Sources:
    """Return one table without form, as long as three of the others a copy."""
    return Sources(_plain_table(1, _TABLES * _ROWS * count, turn))


def _plain_table(number: int, rows: int, seed: int) -> str:
    columns = range(1, _COLUMNS + 1)
    lines = [f"@简表 第{number}表", " | ".join(("项目", *(f"第{c}列" for c in columns), "总计"))]
    for row in range(1, rows + 1):
        cells = [(seed * 7 + row * 5 + column * 3) % 97 for column in columns]
        lines.append(" | ".join((f"第{row}项", *map(str, (*cells, sum(cells))))))
    return "\n".join((*lines, f"总计{' | =' * (_COLUMNS + 1)}", ""))


def changed(text: str, turn: int) -> str:
    """Return a report in which a figure and a sentence are other than at any other turn."""
    text = text.replace(_ZEROS, f"其余 | {turn}", 1)
    return text.replace("。\n", f"（第{turn}稿）。\n", 1)


def rewritten(text: str, turn: int) -> str:
    """Return a report in which every paragraph and table is other than at any other turn."""
    numbers = iter(range(turn * 10_000, (turn + 1) * 10_000))
    text = re.sub(r"。\n", lambda _: f"（第{next(numbers)}稿）。\n", text)
    return re.sub(
        rf"^(@表 (?:\S+\.)?(\S+)\n(?:(?!@表).*\n)*?){re.escape(_ZEROS)}$",
        lambda match: match[1] + _rows(match[2], next(numbers)),
        text,
        flags=re.MULTILINE,
    )


def _rows(table: str, figure: int) -> str:
    if table == "依申请公开":
        one = f"{figure}{' | 0' * 5}"
        return f"新收 | {one}\n予以公开 | {one}\n{_ZEROS}"
    return f"其余 | {figure}"


CHANGES = {"changed": changed, "rewritten": rewritten}
"""The ways to change a report, by name."""

Maker = Callable[[int, int], Sources]
"""Gives a report of so many times the length, other at every turn."""

WHOLE = "the report"
"""The kind of report that is all that the given one is."""


def kinds(report: str, form: str) -> dict[str, Maker]:
    """Return makers of reports of several kinds, to see which kind grows worse than its length."""
    return {
        WHOLE: lambda count, turn: _all_other(copies(report, form, count), turn),
        "prose alone": lambda count, turn: _all_other(prose(report, count), turn),
        "tables without form": plain_tables,
        "one long table": long_table,
    }


def _all_other(sources: Sources, turn: int) -> Sources:
    return Sources(rewritten(sources.text, turn), sources.files)
