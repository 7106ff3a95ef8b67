"""Read what is said of a table around it: its name, and the unit of its figures."""

from reportdsl.text.fold import bare, fold
from reportdsl.text.pattern import pattern

_UNITS = (
    "元 千元 万元 百万元 亿元 个 人 人次 次 条 件 项 份 篇 期 场 家 户 宗 起 台 辆 批 批次 平方米",
    "公里 吨 天 小时 分钟 日 工作日 名 只 套 处 页 字 人天 % ％ days hours pages dollars",
)
_UNIT_WORDS = frozenset(word for line in _UNITS for word in line.split())
_SAID = pattern(r"(?<![填报编制主承办])单位[:：]\s*+([^\s()（）,，;；:：|]{1,10})")
_IN_PARENTHESES = pattern(r"[(（]\s*+([^()（）]{1,14}?)\s*+[)）]")
_ONLY_UNIT = pattern(r"[^。]{0,30}单位[:：][^。]{0,40}")
_CODES = ("码", "号", "电话", "序列")
_BETWEEN_UNITS = pattern(r"[/／、]")
_MONETARY = frozenset({"元", "千元", "万元", "百万元", "亿元", "dollars"})
_LONGEST_NAME = 24
_LONGEST_LATIN = 48
"""The same of a name without Chinese characters."""
_NAME = pattern(r"[^\W_]++")
_CAPTION = pattern(
    r"(?:表|Table|TABLE)\s*+[0-9一二三四五六七八九十]{1,3}|.*表$|(?:Section|Table)\b.*"
)
_ONLY_NUMBER = pattern(r"(?:公开|附|财决|预算)?\s*+[0-9]{1,3}\s*+表")
_NUMBERED_CAPTION = pattern(
    r"(?:附?表|Table|TABLE)\s*+[0-9一二三四五六七八九十.-]{1,6}\s*+[:：.、]?\s*+"
    r"|[A-Z]{1,5}\.\s*+(?:\([0-9a-z]\)\s*+)?"
)
_HANGING = pattern(r"(?:_(?:and|of|the|in|for|by|to|or|from|with))++$")


def unit_said(text: str) -> str:
    """Return the unit that a line above a table, or a title of it, names; empty if none."""
    found = _SAID.search(text)
    return _plain_unit(found[1]) if found is not None and _is_unit(found[1]) else ""


def unit_line(text: str) -> bool:
    """Tell whether a line does nothing but name a unit, and whom the table is of."""
    return _ONLY_UNIT.fullmatch(text.strip()) is not None and bool(unit_said(text))


def unit_of(label: str) -> str:
    """Return the unit that a head or a label names in parentheses; empty if none."""
    for found in _IN_PARENTHESES.finditer(label):
        said = unit_said(found[1])
        if said or _is_unit(found[1]):
            return said or _plain_unit(found[1])
    return ""


def _is_unit(text: str) -> bool:
    """Tell whether a text is a unit, or several."""
    return all(word in _UNIT_WORDS for word in _BETWEEN_UNITS.split(text.strip("。.、")))


def _plain_unit(text: str) -> str:
    unit = text.strip("。.、").replace("％", "%")
    return unit if not set(fold(unit)) & set(' ,<>"“”=') else ""


def is_of_codes(label: str) -> bool:
    """Tell whether what stands under a label are codes, which only look like figures."""
    return bare(label).endswith(_CODES)


def is_money(unit: str) -> bool:
    """Tell whether figures of a unit are sums of money."""
    return unit in _MONETARY


def is_caption(text: str) -> bool:
    """Tell whether a paragraph above a table names it."""
    own = text.strip()
    if len(own) > 2 * _LONGEST_NAME or _ONLY_NUMBER.fullmatch(own):
        return False
    return _CAPTION.fullmatch(own) is not None


def name_of(text: str) -> str:
    """Return the name that a table with a caption takes: its words, without what numbers them."""
    stripped = _NUMBERED_CAPTION.sub("", text.strip(), count=1)
    return plain_name(bare(stripped) or stripped)


def plain_name(text: str) -> str:
    """Return a text as a name without blanks and marks; words of letters are joined by ``_``."""
    words = _NAME.findall(text)
    longest = _LONGEST_LATIN if text.isascii() else _LONGEST_NAME
    out = ""
    for word in words:
        joint = "_" if out and (out[-1].isascii() and word[0].isascii()) else ""
        if out and len(out) + len(joint) + len(word) > longest:
            break
        out += joint + word[:longest]
    out = out.lstrip("0123456789_") or out
    return _HANGING.sub("", out)
