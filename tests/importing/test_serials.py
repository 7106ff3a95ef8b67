"""Serial numbers before the labels of a table are told from figures, and left out."""

import pytest

from reportdsl.importing.run import Outcome
from tests.importing.trials import content, imported

TITLE = "第二十条第（一）项"
HEADS = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
ROWS = (("规章", "2", "0", "11"), ("行政规范性文件", "31", "32", "33"))
SECOND = "第二十条第（五）项"
SECOND_HEADS = ("信息内容", "本年处理决定数量")
SECOND_ROWS = (("行政许可", "7"),)
FIGURES = {
    ("规章", "制发"): "2",
    ("规章", "废止"): "0",
    ("规章", "现行有效"): "11",
    ("行政规范性文件", "制发"): "31",
    ("行政规范性文件", "废止"): "32",
    ("行政规范性文件", "现行有效"): "33",
    ("行政许可", "处理决定"): "7",
}


def brought_in(data: str, name: str = "in.txt") -> Outcome:
    outcome = imported(data.encode(), name)
    assert outcome is not None
    return outcome


def figures(outcome: Outcome) -> dict[tuple[str, str], str]:
    """Return what is written, by the last names of row and column."""
    cells = content(outcome.compilation).cells
    return {(row[-1], column[-1]): text for (_, _, row, column), text in cells.items() if text}


def rules(outcome: Outcome) -> set[str]:
    return {d.rule.code for d in outcome.diagnostics}


def numbered(head: str, *, over: bool = True) -> list[list[tuple[str, int]]]:
    """Return both parts of the table, numbered through; each cell with its width."""
    out: list[list[tuple[str, int]]] = []
    at = 0
    for title, heads, rows in ((TITLE, HEADS, ROWS), (SECOND, SECOND_HEADS, SECOND_ROWS)):
        out.append([(title, 5)])
        first = [(head, 1), (heads[0], 1)] if over else [(heads[0], 2)]
        wide = 3 if len(heads) == 2 else 1
        out.append([*first, *((h, wide) for h in heads[1:])])
        for row in rows:
            at += 1
            out.append([(str(at), 1), (row[0], 1), *((c, wide) for c in row[1:])])
    return out


def page(rows: list[list[tuple[str, int]]]) -> str:
    lines = ("".join(f"<td colspan={width}>{text}</td>" for text, width in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def barred(rows: list[list[tuple[str, int]]]) -> str:
    return "\n".join("".join(f"{text} | " for text, _ in row if text).rstrip() for row in rows)


def alone(rows: list[list[tuple[str, int]]]) -> str:
    return "\n".join(text for row in rows for text, _ in row if text)


@pytest.mark.parametrize("head", ["序号", "编号", "No.", "", "行次"])
@pytest.mark.parametrize("write", [page, barred, alone])
def test_serial_numbers_are_left_out_and_told(head, write):
    outcome = brought_in(write(numbered(head)), "in.html" if write is page else "in.txt")
    assert figures(outcome) == FIGURES
    assert "R993" in rules(outcome)
    assert not outcome.refused


def test_the_head_of_labels_may_reach_over_serial_numbers():
    outcome = brought_in(page(numbered("", over=False)), "in.html")
    assert figures(outcome) == FIGURES
    assert not outcome.refused


@pytest.mark.parametrize("write", [page, barred, alone])
def test_numbers_that_do_not_run_are_no_serial_numbers(write):
    rows = numbered("")
    rows[3][0] = ("5", 1)
    outcome = brought_in(write(rows), "in.html" if write is page else "in.txt")
    assert outcome.refused
    assert figures(outcome).items() <= FIGURES.items()
    assert "R993" not in rules(outcome)


def test_numbers_may_begin_anew_in_each_part():
    rows = numbered("序号")
    rows[-1][0] = ("1", 1)
    outcome = brought_in(page(rows), "in.html")
    assert figures(outcome) == FIGURES
    assert not outcome.refused


def test_a_blank_figure_lost_beside_serial_numbers_is_not_made_up_by_one():
    """In a text of lone cells the number of the next row stands behind the figures of the last."""
    rows = numbered("")
    del rows[2][2]
    for broken in (rows, [*rows[:3], [("4", 1), *rows[3][1:]], *rows[4:]]):
        outcome = brought_in(alone(broken))
        assert outcome.refused
        assert figures(outcome).items() <= FIGURES.items()


def last_table(head: str, number: str) -> str:
    heads = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    second = "".join(f"<td rowspan=2>{h}" for h in heads)
    rows = [
        f"{head}<td colspan=5>行政复议<td colspan=10>行政诉讼",
        f"{second}<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉",
        "".join(f"<td>{h}" for h in (*heads, *heads)),
        f"{number}<td>1<td>0<td>0<td>0<td>1" + "<td>0" * 10,
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def test_a_row_without_label_keeps_its_first_figure():
    plain = brought_in(last_table("", ""), "in.html")
    assert "R993" not in rules(plain)
    own = brought_in(last_table("<td rowspan=3>序号", "<td>1"), "in.html")
    assert "R993" in rules(own)
    assert content(own.compilation).cells == content(plain.compilation).cells
    assert set(content(plain.compilation).cells.values()) == {"0", "1"}
    assert not own.refused


def test_a_lone_figure_before_a_row_without_label_is_not_left_out():
    """Nothing heads it, so it may be a figure."""
    outcome = brought_in(last_table("<td rowspan=3>", "<td>1"), "in.html")
    assert "R993" not in rules(outcome)
