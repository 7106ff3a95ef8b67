"""Folding keeps every offset; labels compare without width, spaces, enumerators, parentheses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.text import fold as fold_module
from reportdsl.text.fold import bare, enumerator, fold, normal


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    same = (new == old or ord(old) in {9, 0xA0, 0x3000} or "！" <= old <= "～"
            for old, new in zip(text, folded, strict=True))  # fmt: skip
    assert all(same)


def test_every_full_width_character_folds_but_the_quotation_mark() -> None:
    wide = "".join(map(chr, range(0xFF01, 0xFF5F)))
    narrow = "".join(map(chr, range(0x21, 0x7F)))
    assert fold(wide) == narrow.replace('"', "＂")


def test_spaces_fold_and_other_characters_stay() -> None:
    assert fold("a\tb") == "a b"
    assert fold("新\t收\u3000\u00a0|") == "新 收  |"
    for other in ("“三安全”、。—", "\uff00", "\uff5f｠", "｡￥", "\u200b\n", "😀"):
        assert fold(other) == other


@pytest.mark.parametrize(
    ("label", "same"),
    [
        ("新　收", "新收"),
        (" 总 计\t", "总计"),
        ("（一）予以公开", "(一)予以公开"),
        ("＂甲＂", '"甲"'),
        ("ＡＢ１", "AB1"),
        ("甲\u2003乙\u00a0丙", "甲乙丙"),
        ("", ""),
    ],
)
def test_labels_compare_without_width_and_spaces(label: str, same: str) -> None:
    assert normal(label) == normal(same) == same


@pytest.mark.parametrize(
    ("label", "numeral", "rest"),
    [
        ("一、本年新收", "1", "本年新收"),
        ("五、x", "5", "x"),
        ("十、x", "10", "x"),
        ("十二、x", "12", "x"),
        ("二十、x", "20", "x"),
        ("九十九、x", "99", "x"),
        ("一百零一、x", "101", "x"),
        ("一百〇一、x", "101", "x"),
        ("(五)x", "5", "x"),
        ("（五）x", "5", "x"),
        ("（十一)x", "11", "x"),
        ("（ 五 ） x", "5", "x"),
        ("5.x", "5", "x"),
        ("5. 5x", "5", "5x"),
        ("５．x", "5", "x"),
        ("12.x", "12", "x"),
        ("5、x", "5", "x"),
        ("１２、x", "12", "x"),
        ("05、x", "5", "x"),
        ("(5)x", "5", "x"),
        ("（１２）x", "12", "x"),
        ("①x", "1", "x"),
        ("⑤x", "5", "x"),
        ("⑳x", "20", "x"),
        ("\u3000一、x", "1", "x"),
        ("一、 （区分）", "1", "（区分）"),
        ("一、二、x", "1", "二、x"),
        ("一、", "1", ""),
    ],
)
def test_one_enumerator_is_split_off(label: str, numeral: str, rest: str) -> None:
    assert enumerator(label) == (numeral, rest)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "总计",
        "一",
        "一二、x",
        "十十、x",
        "第一、x",
        "1.5倍",
        "１．５倍",
        "1.1.2x",
        "2021.x",
        "2021、x",
        "(2021)x",
        "(一x",
        "一)x",
        "()x",
        "三安全一稳定",
        "一.x",
        "㉑x",
        "1x",
        "1,x",
        "²、x",
        "٣、x",
        "九" * 50 + "、x",
    ],
)
def test_other_beginnings_are_no_enumerator(label: str) -> None:
    assert enumerator(label) == (None, label)


@pytest.mark.parametrize(
    ("label", "left"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("3.危及“三安全一稳定”", "危及“三安全一稳定”"),
        ("(七)总计", "总计"),
        ("甲(一(二)三)", "甲"),
        ("甲（一)", "甲"),
        ("甲（一）（二）", "甲（一）"),
        (" 甲 (乙) ", "甲"),
        ("甲（乙）丙", "甲（乙）丙"),
        ("甲)", "甲)"),
        ("甲)）", "甲)）"),
        ("甲（", "甲（"),
        ("（本列数据的勾稽关系）", "（本列数据的勾稽关系）"),
        ("（一）", "（一）"),
        ("（一）（注）", "（一）（注）"),
        ("一、", "一、"),
        ("一、二、丙", "二、丙"),
        ("", ""),
    ],
)
def test_bare_labels(label: str, left: str) -> None:
    assert bare(label) == left


@given(st.text(alphabet="一二十百、（）()1２.①甲 \u3000"))
def test_bare_labels_are_parts_of_labels(label: str) -> None:
    rest = enumerator(label)[1]
    assert label.endswith(rest)
    assert bare(label) in label
    assert bool(bare(label)) == bool(label)


def test_deep_parentheses_are_no_trouble() -> None:
    assert bare("甲" + "(" * 100_000 + ")" * 100_000) == "甲"


@given(
    st.text(max_size=3), st.sampled_from(["一、", "(二)", "３．", "①", "甲、", "〇、", " 1. ", "A"])
)
def test_what_opens_no_enumerator_is_known_at_sight(text, opening):
    label = opening + text
    match = fold_module._ENUMERATOR.match(fold(label))
    assert (match is not None) == (enumerator(label)[1] != label)
