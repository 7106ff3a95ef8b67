"""A table of one row may be published as several, each with groups of its columns."""

import pytest

from reportdsl.importing.run import Outcome
from tests.importing.trials import content, imported

HEADS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIRST = (("行政复议",), HEADS, ("1", "2", "3", "4", "10"))
SECOND = (("行政诉讼",), ("未经复议直接起诉",), HEADS, ("5", "6", "7", "8", "26"))
THIRD = (("行政诉讼",), ("复议后起诉",), HEADS, ("9", "10", "11", "12", "42"))
BOTH = (
    ("行政诉讼",),
    ("未经复议直接起诉", "复议后起诉"),
    HEADS + HEADS,
    (*SECOND[-1], *THIRD[-1]),
)
KEYS = ("维持", "纠正", "其他", "未结", "总计")
FIGURES: dict[tuple[str, ...], str] = {
    **{("行政复议", k): f for k, f in zip(KEYS, FIRST[-1], strict=True)},
    **{("行政诉讼", "直接起诉", k): f for k, f in zip(KEYS, SECOND[-1], strict=True)},
    **{("行政诉讼", "复议后起诉", k): f for k, f in zip(KEYS, THIRD[-1], strict=True)},
}


def page(*tables) -> str:
    """Return tables of a page; what is no table stands between them as a paragraph."""
    out = []
    for table in tables:
        if isinstance(table, str):
            out.append(f"<p>{table}</p>")
            continue
        width = len(table[-1])
        rows = (
            "".join(f"<td colspan={width // len(row)}>{cell}</td>" for cell in row) for row in table
        )
        out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return "".join(out)


def barred(*tables) -> str:
    lines = []
    for table in tables:
        if isinstance(table, str):
            lines.append(table)
        else:
            lines += [" | ".join(row) + " |" for row in table]
    return "\n".join(lines)


def brought_in(text: str) -> Outcome:
    outcome = imported(text.encode(), "in.html" if text.startswith("<") else "in.txt")
    assert outcome is not None
    return outcome


def figures(outcome: Outcome) -> dict[tuple[str, ...], str]:
    cells = content(outcome.compilation).cells
    return {column: text for (_, _, _, column), text in cells.items() if text}


@pytest.mark.parametrize("write", [page, barred])
@pytest.mark.parametrize(
    "tables",
    [
        (FIRST, SECOND, THIRD),
        (FIRST, BOTH),
        (FIRST, SECOND[1:], THIRD[1:]),
        (FIRST, THIRD, SECOND),
        ("（一）行政复议", FIRST[1:], SECOND, THIRD),
        (FIRST, "未经复议直接起诉", SECOND[2:], "复议后起诉", THIRD[2:]),
    ],
    ids=["three", "two", "no-litigation", "order", "title", "titles"],
)
def test_each_table_is_placed_by_its_own_heads(write, tables):
    outcome = brought_in(write(*tables))
    assert figures(outcome) == FIGURES
    assert not outcome.refused, [d.rule.code for d in outcome.diagnostics]


@pytest.mark.parametrize("write", [page, barred])
@pytest.mark.parametrize(
    "tables",
    [
        (FIRST, SECOND),
        (FIRST, SECOND, SECOND),
        (FIRST[1:], SECOND[2:], THIRD[2:]),
        (FIRST, (SECOND[0], *SECOND[2:]), (THIRD[0], *THIRD[2:])),
        (FIRST, SECOND, (*THIRD[:2], HEADS[::-1], THIRD[-1])),
        (FIRST, SECOND, (*THIRD[:2], (*HEADS[:3], "撤诉", "总计"), THIRD[-1])),
    ],
    ids=["one-lacks", "one-twice", "no-groups", "unnamed", "other-order", "other-head"],
)
def test_where_heads_do_not_name_the_groups_nothing_is_taken(write, tables):
    outcome = brought_in(write(*tables))
    assert not figures(outcome)
    assert outcome.refused


def test_a_blank_cell_keeps_its_place():
    outcome = brought_in(page(FIRST, SECOND, (*THIRD[:-1], ("9", "", "11", "12", "42"))))
    expected = {k: v for k, v in FIGURES.items() if k != ("行政诉讼", "复议后起诉", "纠正")}
    assert figures(outcome) == expected
