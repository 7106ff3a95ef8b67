"""How messages call what is no single cell."""

import pytest

import reportdsl

TABLE = "@简表 甲\n项 | 数 | 比\n乙 | 3 | 6\n丙 | 4 | 5\n丁 | 1 | 0\n\n"


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("乙.数", "乙 / 数"),
        ("1 + 1", "1 + 1"),
        ("乙.数 + 2", "乙 / 数 + 2"),
        ("-乙.数", "-乙 / 数"),
        ("10 - (乙.数 + 丙.数)", "10 - (乙 / 数 + 丙 / 数)"),
        ("2 × (乙.数 + 丙.数) ÷ 乙.数", "2 × (乙 / 数 + 丙 / 数) ÷ 乙 / 数"),
        ("合计(乙)", "乙 / 数 + 乙 / 比"),
        ("合计(甲)", "乙 / 数 + 乙 / 比 + 丙 / 数 + 丙 / 比 + …(2)"),
        ("最大(乙.数, 丙.数)", "最大(乙 / 数, 丙 / 数)"),
        ("1 + 1 + 1 + 1 + 1 + 1", "1 + 1 + 1 + 1 + …(2)"),
        ("1 × 1 × 1 × 1 × 1", "1 × 1 × 1 × 1 × …(1)"),
    ],
)
def test_a_tie_is_to_what_is_written(expression: str, name: str) -> None:
    made = reportdsl.compile_text(f"{TABLE}{{99 = {expression}}}\n", locate=False)
    (found,) = made.diagnostics
    assert found.rule.code == "R514"
    assert dict(found.args)["name"] == name


def test_a_divisor_is_called_by_all_of_it() -> None:
    (found,) = reportdsl.compile_text(TABLE + "{1 / (乙.数 - 3)}\n").diagnostics
    assert found.rule.code == "R605"
    assert dict(found.args)["name"] == "乙 / 数 - 3"
