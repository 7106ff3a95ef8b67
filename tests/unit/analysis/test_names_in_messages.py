"""What messages call a sum of nothing, and a check with room on either side."""

from reportdsl import MemoryWorld, compile_text


def told(text: str, form: str = "") -> list[tuple[str, str]]:
    found = compile_text(text, world=MemoryWorld({"甲.form": form})).diagnostics
    return [(d.rule.code, d.message("zh")) for d in found]


def test_a_sum_of_nothing_has_a_name():
    form = "@格式 甲\n@表式 t\n列\n  数\n行\n  甲\n    乙\n    丙\n  丁\n"
    text = "格式: 甲.form\n\n@表 t\n丁 | 1\n@省略 甲\n\n{合计(甲)}\n{最大(甲)}\n"
    assert told(text, form) == [
        ("R609", "“合计”没有数，不能写进正文"),
        ("R609", "“最大”没有数，不能写进正文"),
    ]


def test_a_failed_check_says_how_much_room_it_leaves():
    text = "@简表 t\n | 数\n一 | 1\n二 | 9\n@校验 一.数 = 二.数 ± 5\n"
    assert told(text)[0][1].startswith("“一.数 = 二.数 ± 5”不成立")
    form = "@格式 甲\n@表式 t\n列\n  数\n行\n  一\n  二\n校验\n  一 = 二 +- 5\n"
    text = "格式: 甲.form\n\n@表 t\n一 | 1\n二 | 9\n"
    assert told(text, form)[0][1].startswith("“一 = 二 ± 5”不成立")
