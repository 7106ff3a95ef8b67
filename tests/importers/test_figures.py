"""What counts as a figure in a foreign cell, and what only looks like one."""

import pytest

from reportdsl.importers.figures import Verdict, looks_like_figure, stands_for_figure, taken
from reportdsl.model.axis import CellType, Kind
from reportdsl.syntax.nodes import StatedCell
from reportdsl.text.source import Span

HERE = Span("a", 0, 1)
COUNT = CellType(Kind.COUNT, None, (), "", optional=True, exact=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("１２", "12"),
        ("12②", "12"),
        ("12²", "12"),
        ("１２①", "12"),
        ("12(其中①项)", "12"),
    ],
)
def test_a_raised_or_circled_figure_is_no_digit_of_the_one_before(text, value):
    assert looks_like_figure(text)
    cell = taken(text, COUNT, HERE).cell
    assert isinstance(cell, StatedCell)
    assert cell.text == value


@pytest.mark.parametrize(
    ("text", "value"), [("$1,200.50", "1,200.50"), ("￥ 12", "12"), ("¥12元", "12")]
)
def test_a_sum_of_money_may_have_its_sign_before_it(text, value):
    assert looks_like_figure(text)
    made = taken(text, CellType(Kind.DECIMAL, 2, (), "", optional=True, exact=False), HERE).cell
    assert made == StatedCell(value, text, span=HERE)


@pytest.mark.parametrize("text", ["〓", "〓12", "12〓", "-〓12"])
def test_what_could_not_be_read_stands_for_a_figure_and_is_none(text):
    assert stands_for_figure(text)
    assert taken(text, COUNT, HERE).verdict is Verdict.NO_FIGURE


@pytest.mark.parametrize("text", ["12 1", "①", "²", "1½"])
def test_no_figure(text):
    assert not looks_like_figure(text)


def typed(unit: str, kind: Kind = Kind.DECIMAL) -> CellType:
    return CellType(kind, None, (), unit, optional=True, exact=True)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(
            (f"1{behind}", "")
            for behind in ("O", "l", "I", "〇", "o", "k", "S", "余", "多", "几", "半")
        ),
        *((text, "") for text in ("3倍", "5成", "7折", "12打", "2百", "1万", "14.2美元", "3S(注)")),
        *((text, "万元") for text in ("14.2美元", "14件", "14港元", "14万")),
        *((text, "件") for text in ("14元", "14万元", "14次", "14人", "14平方米")),
        ("14件", "人次"),
        ("14件", "平方米"),
    ],
)
def test_what_is_no_unit_of_the_column_makes_no_figure(text, unit):
    found = taken(text, typed(unit), HERE)
    assert found.verdict is Verdict.NO_FIGURE
    assert isinstance(found.cell, StatedCell)
    assert (found.cell.text, found.cell.quoted) == ("", text)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        *(
            (f"12{behind}", "", "12")
            for behind in ("件", "宗", "人次", "元", "平方米", "件①", " 件", "")
        ),
        ("12宗（注）", "件", "12"),
        ("12人次", "人次", "12"),
        ("12座次", "座次", "12"),
        ("12万元", "万元", "12"),
        ("120000元", "万元", "12"),
        ("12%", "", "12%"),
    ],
)
def test_a_unit_of_the_column_stands_behind_its_figure(text, unit, value):
    found = taken(text, typed(unit), HERE)
    assert found.verdict is not Verdict.NO_FIGURE
    assert isinstance(found.cell, StatedCell)
    assert found.cell.text == value
