"""The nearest names are those that a person would have meant."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdsl.text.nearest import distance_one, nearest

FORM = [
    "新收", "结转", "办理", "予以公开", "部分公开", "国家秘密", "禁止公开", "三安全一稳定",
    "第三方权益", "内部事务", "不掌握", "重复申请", "其他处理", "总计", "下年", "商业企业", "其他",
    "社会公益组织", "法律服务机构",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("新受", "新收"),
        ("总记", "总计"),
        ("计总", "总计"),
        ("予以公幵", "予以公开"),
        ("予公开", "予以公开"),
        ("三安全-稳定", "三安全一稳定"),
        ("企业", "商业企业"),
        ("社会公益组织机构", "社会公益组织"),
        ("法律服务", "法律服务机构"),
        ("其他处里", "其他处理"),
        ("其 他　处 理", "其他处理"),
    ],
)
def test_the_meant_name_comes_first(name: str, first: str) -> None:
    assert nearest(name, FORM)[0] == first


@pytest.mark.parametrize("name", ["", "行政复议", "xyz", "甲"])
def test_nothing_is_near(name: str) -> None:
    assert nearest(name, FORM) == ()


def test_order_and_limit() -> None:
    names = ["合计", "统计", "总计数", "总计", "总计", "小计"]
    assert nearest("总计", names) == ("总计", "总计数", "合计")
    assert nearest("总计", names, limit=1) == ("总计",)
    assert nearest("总计", names, limit=9) == ("总计", "总计数", "合计", "统计", "小计")


def test_case_and_width_do_not_matter() -> None:
    assert nearest("ＴＩＴＥＬ", ["Title", "date"]) == ("Title",)


def test_a_single_letter_is_near_only_to_what_holds_it() -> None:
    assert nearest("甲", ["乙", "丙丁戊甲", "甲"]) == ("甲", "丙丁戊甲")
    assert nearest("总计数目表", ["目"]) == ()


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("标题", "标提", True),
        ("标题", "题标", True),
        ("标题", "标", True),
        ("标题", "标题名", True),
        ("title", "titel", True),
        ("title", "Title", False),
        ("标题", "标 题", False),
        ("标题", "机关", False),
        ("", "", False),
        ("", "甲", True),
        ("abcd", "badc", False),
    ],
)
def test_distance_one(a: str, b: str, one: bool) -> None:  # noqa: FBT001 - a table's column
    assert distance_one(a, b) is distance_one(b, a) is one


def reference(a: str, b: str) -> int:
    """Return the same distance by the definition, without any guard."""
    rows = [[i + j for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


letters = st.text(alphabet="abc", max_size=12)


@given(letters, letters)
def test_distance_agrees_with_its_definition(a: str, b: str) -> None:
    distance = reference(a, b)
    assert distance_one(a, b) == (distance == 1)
    near = nearest(a, [b])
    if a and b and a not in b and (b not in a or len(b) == 1):
        longer = max(len(a), len(b))
        assert bool(near) == (distance <= (0 if longer == 1 else 1 + longer // 5))


def test_many_long_names_are_quick() -> None:
    names = [f"{'甲' * 50}{'乙' * (i % 7)}{i}" for i in range(20_000)]
    start = time.perf_counter()
    nearest("甲" * 1_000_000, names)
    nearest("甲乙" * 30, names)
    assert time.perf_counter() - start < 2
