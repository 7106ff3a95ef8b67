"""Vectors are taken apart leaf by leaf, by their keys, else by their order."""

import pytest

from reportdsl.analysis.vectors import Key, Resolved, ShapesDifferError, Vector, spread
from reportdsl.model.formula import Constant, Formula, Total
from reportdsl.model.value import exact
from reportdsl.text.source import Span

HERE = Span("own.form", 3, 5)
ALONE = Constant(exact(9), "9", HERE)


def leaf(text: str) -> Constant:
    return Constant(exact(len(text)), text, HERE)


def rows(name: str, *keys: str, foreign: bool = False) -> Vector:
    """Return a vector over rows, of whose leaves those in capitals are sums."""
    items = tuple((((key.lower(),), None), leaf(name + key), key.isupper()) for key in keys)
    return Vector(items, name, HERE, foreign)


def columns(name: str, *keys: str) -> Vector:
    return Vector(tuple(((None, (key,)), leaf(name + key), False) for key in keys), name, HERE)


def both(name: str, *keys: str) -> Vector:
    return Vector(tuple((((key,), (key,)), leaf(name + key), False) for key in keys), name, HERE)


def joined(operands: list[Formula]) -> Formula:
    return Total(tuple(operands), HERE)


def shown(found: Resolved) -> list[str]:
    assert isinstance(found, Vector)
    return [f"{_key(key)} {_texts(formula)}{'!' * is_sum}" for key, formula, is_sum in found.items]


def _key(key: Key) -> str:
    return "/".join("" if part is None else part[-1] for part in key)


def _texts(formula: Formula) -> str:
    assert isinstance(formula, Total)
    return "+".join(t.text for t in formula.terms if isinstance(t, Constant))


def test_without_vectors_it_is_one_operation() -> None:
    assert spread([ALONE, leaf("x")], joined, partly=False) == joined([ALONE, leaf("x")])


@pytest.mark.parametrize(
    ("operands", "expected"),
    [
        ([rows("v", "a", "B"), ALONE], ["a/ va+9", "b/ vB+9!"]),
        ([ALONE, rows("v", "a", "b")], ["a/ 9+va", "b/ 9+vb"]),
        # By keys, where the keys are the same,
        ([rows("v", "a", "b"), rows("w", "b", "a")], ["a/ va+wa", "b/ vb+wb"]),
        ([rows("v", "a", "b"), ALONE, rows("w", "b", "a")], ["a/ va+9+wa", "b/ vb+9+wb"]),
        # else by order.
        ([rows("v", "a", "b"), rows("w", "c", "d")], ["a/ va+wc", "b/ vb+wd"]),
        ([rows("v", "a", "b"), rows("w", "b", "c")], ["a/ va+wb", "b/ vb+wc"]),
        ([columns("v", "a", "b"), columns("w", "c", "d")], ["/a va+wc", "/b vb+wd"]),
    ],
)
@pytest.mark.parametrize("partly", [False, True])
def test_leaves_answer_each_other(
    operands: list[Resolved], expected: list[str], *, partly: bool
) -> None:
    found = spread(operands, joined, partly=partly)
    assert shown(found) == expected
    first = next(v for v in operands if isinstance(v, Vector))
    assert isinstance(found, Vector)
    assert (found.name, found.span, found.foreign) == (first.name, first.span, False)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (rows("v", "a", "b"), rows("w", "c")),
        (rows("v", "a"), rows("w", "c", "d")),
        (rows("v", "a", "b"), columns("w", "c", "d")),
        (columns("v", "a", "b"), rows("w", "a", "b")),
        (rows("v", "a"), both("w", "a")),
        (columns("v", "a"), both("w", "a")),
        (both("v", "a"), columns("w", "a")),
    ],
)
@pytest.mark.parametrize("partly", [False, True])
def test_shapes_that_differ(left: Vector, right: Vector, *, partly: bool) -> None:
    with pytest.raises(ShapesDifferError) as raised:
        spread([left, right], joined, partly=partly)
    assert (raised.value.left, raised.value.right) == (left, right)
    assert raised.value.args == ("v", "w")


LAST = rows("u", "b", "c", foreign=True)


@pytest.mark.parametrize(
    ("operands", "expected"),
    [
        ([rows("v", "a", "b"), LAST], ["b/ vb+ub"]),
        ([LAST, rows("v", "a", "b")], ["b/ ub+vb"]),
        ([LAST, rows("v", "x")], []),
    ],
)
def test_another_report_may_lack_leaves(operands: list[Resolved], expected: list[str]) -> None:
    found = spread(operands, joined, partly=True)
    assert shown(found) == expected
    assert isinstance(found, Vector)
    assert found.foreign
    first, *_, last = operands
    with pytest.raises(ShapesDifferError) as raised:
        spread([*operands, rows("w", "b", foreign=True)], joined, partly=False)
    assert raised.value.left is first
    assert raised.value.right.name == "w"
    with pytest.raises(ShapesDifferError) as raised:
        spread([first, last], joined, partly=False)
    assert raised.value.right is last
