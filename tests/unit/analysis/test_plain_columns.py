"""A figure with a look-alike in it does not make its column of a plain table a text."""

import pytest

from reportdsl import compile_text


def told(*rows: str) -> list[str]:
    """Return the findings of a plain table of one column, R406 with what is strange in it."""
    text = "\n".join(("@简表 收支", " | 数", *rows))
    return [
        f"{d.rule.code} {d.message('zh')}"
        for d in compile_text(text).diagnostics
        if d.rule.code != "R104"
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("甲 | 1O", "合计 | 13"), "U+004F"),
        (("甲 | 1O", "乙 | 12"), "U+004F"),
        (("甲 | 1\u200b2", "合计 | 13"), "U+200B"),
        (("甲 | 1\u200b2", "乙 | 3\u200b4"), "U+200B"),
        (("甲 | 1O", "乙 | 2O", "丙 | l0", "合计 | 13"), "U+004F"),
    ],
)
def test_a_look_alike_among_figures_is_told(rows: tuple[str, ...], code: str):
    (first, *_) = told(*rows)
    assert first.startswith("R406")
    assert code in first


@pytest.mark.parametrize(
    "rows",
    [
        ("甲 | O型", "乙 | A型"),
        ("甲 | A1", "乙 | 12", "丙 | B2"),
        ("甲 | O1", "乙 | O2", "丙 | O3"),
        ("甲 | O1", "乙 | I2", "丙 | 13"),
        ("甲 | 3·15", "乙 | 6·5"),
        ("甲 | 1️⃣", "乙 | 2️⃣"),
    ],
)
def test_codes_are_a_text(rows: tuple[str, ...]):
    assert not told(*rows)
