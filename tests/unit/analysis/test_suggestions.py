"""Unknown names get suggestions as long as that takes no time: names compared, not findings."""

import pytest

from reportdsl import MemoryWorld, compile_text

MANY = 500
ROWS = "\n".join(f"行{i} | {i}" for i in range(MANY))
FORM = "@格式 甲\n@表式 t\n列\n  数\n行\n" + "\n".join(f"  第{i}行" for i in range(MANY)) + "\n"
LAST = f"年度: 2023\n\n@简表 t\n | 数\n{ROWS}\n"


def helped(text: str) -> tuple[int, int]:
    """Return how many findings a report has, and how many of them bring a suggestion."""
    world = MemoryWorld({"甲.form": FORM, "去年.report": LAST})
    found = compile_text(text, world=world).diagnostics
    return len(found), sum(bool(d.fixes or d.hints) for d in found)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (f"@简表 t\n | 数\n{ROWS}\n\n", "{{行x{}.数}}"),
        ("年度: 2024\n上年: 去年.report\n\n", "{{上年.行x{}.数}}"),
        ("格式: 甲.form\n\n@表 t\n", "弟{}行 | 1"),
    ],
)
def test_many_names_are_compared_with_few_unknown_ones(head: str, line: str) -> None:
    told, with_help = helped(head + "\n".join(line.format(i) for i in range(MANY)) + "\n")
    assert told == MANY
    assert 20 <= with_help <= 60


def test_few_names_are_compared_with_many_unknown_ones() -> None:
    lines = "\n".join("{来信x.数}" for _ in range(200))
    assert helped(f"@简表 t\n | 数\n来信 | 1\n来访 | 2\n\n{lines}\n") == (200, 200)
