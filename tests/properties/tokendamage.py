"""Damage sources as hands and input methods do: word by word and line by line."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from reportdsl.syntax import keywords

_Tokens: TypeAlias = list[str]
_Way: TypeAlias = Callable[[_Tokens, random.Random, _Tokens], None]

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+(?:\.[0-9]+)?%?|[ \u3000]+|\n|\\?.", re.DOTALL)

_TABLES: tuple[Mapping[str, tuple[str, ...]], ...] = (
    *(keywords.FIELDS, keywords.DIRECTIVES, keywords.BLOCKS, keywords.AXES, keywords.FUNCTIONS),
    *(keywords.SCOPES, keywords.ATTRIBUTES, keywords.FORMATS, keywords.WORDS),
    keywords.CONNECTIVES,
)
_MEANINGS = [words for table in _TABLES for words in table.values()]
_WORDS = [*{word: None for words in _MEANINGS for word in words}, *keywords.TOTALS]
_SAME = {word: words for words in _MEANINGS for word in words}

MARKS = tuple('{}[]()|"\\*#@/:=<>,.+-×÷?!%±≠≤≥&_ \t\n、。（）：｜＃＠｛｝＝，＊＼／＂“”　①')
STRANGE = (
    *"𠮷😀\u200b\u200d\u202e\u2066\u2069\ufeff\ufffe\x00\x08\x0b\x0c\x1b\x7f\x85\u2028\ud800\udfff",
    *"\u0301\ufe0f\ufffc\ufffd\u00ad\u061c\U000e0041",
    *("👨\u200d👩\u200d👧", "🇨🇳", "\u202e12\u202c", "\r", "\r\n", "\n\r", "ﷺ" * 3, "\u0915\u094d\u0937"),
)  # fmt: skip
FIGURES = (
    *("", "0", "-1", "-0", "1.5", "25%", "?", "-", "——", "1,234", "12,34", "1e9", "9" * 30, "9" * 31),
    *("0.123456789", "2024-02-30", "2023年2月", "十二", "〇", "1 000", ".5", "1.", "+-1", "--1"),
    # Look-alikes.
    *("٣", "０", "Ｏ", "O", "l", "²", "½", "㈠", "⑴", "１２．５％", "−1", "1·5", "१", "𝟙"),
)  # fmt: skip
PIECES = (
    *("**", "[a](http://a)", "[a](javascript:1)", "{}", "{", "}", '""', '"', "“", "”", "||", "\\\\", "//", "\\\n"),
    *("=合计上方", "=SUM(LEFT)", "=1/0", "=above+1", "= 合计", "{1/3:.2%}", "{5 = 6}", "{标题}", "{12:中文}"),
    *("<计数>", "<选项 a|b>", "<百分比 1>", "<跨 9>", "<栅格 200>", "<", "<>", "(" * 65, "非 " * 65, "-" * 65),
    *("上年.", "下级.", "汇总(下级)", ".*", "合计(", "其余 | 0", "* | 0", "\n@表 收支\n", "\n@简表 a\nb | c\n"),
    *("\n@引用 part.report\n", "\n@省略 *\n", '\n@忽略 R512 "a"\n', "\n@标签 列 a: b\n", "\n@落款\n", "\n@注 a\n"),
    *("\n@章 一\n", "\n@格式 甲 基于 甲\n", "\n@表式 甲\n列\n  乙\n", "\n校验\n  1 = 2\n", '\n正文\n  "{数}" = 1\n'),
    *("\n@校验 1 = 2\n", '\n@校验 警告 1 > 2 ± 0.5 "a" 依据 "b"\n', "\n格式: own.form\n", "\n上年: last.report\n"),
)  # fmt: skip


def damaged(text: str, rng: random.Random, other: str) -> str:
    """Return a source with a few things wrong in it; `other` lends words and lines."""
    tokens, theirs = _TOKEN.findall(text) or [""], _TOKEN.findall(other) or [""]
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        rng.choice(_WAYS)(tokens, rng, theirs)
    return "".join(tokens)


def _new(rng: random.Random) -> str:
    """Return a token of the language, or one that is strange to it."""
    kind = rng.randrange(5)
    pools: tuple[Sequence[str], ...] = (_WORDS, MARKS, STRANGE, FIGURES, PIECES)
    token = rng.choice(pools[kind])
    return "@" + token if kind == 0 and rng.random() < 0.2 else token


def _insert(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    tokens.insert(rng.randrange(len(tokens) + 1), _new(rng))


def _drop(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    start = rng.randrange(len(tokens))
    tokens[start : start + rng.choice((1, 1, 1, 2, 5))] = [""]


def _double(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    start = rng.randrange(len(tokens))
    end = start + rng.choice((1, 1, 2, 5))
    tokens[end:end] = tokens[start:end] * rng.choice((1, 1, 1, 3, 40))


def _swap(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    i = rng.randrange(len(tokens))
    j = min(i + 1, len(tokens) - 1) if rng.random() < 0.5 else rng.randrange(len(tokens))
    tokens[i], tokens[j] = tokens[j], tokens[i]


def _replace(tokens: _Tokens, rng: random.Random, theirs: _Tokens) -> None:
    i = rng.randrange(len(tokens))
    tokens[i] = rng.choice(theirs) if rng.random() < 0.3 else _new(rng)


def _figure(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    """Put another value where a figure stands."""
    places = [i for i, token in enumerate(tokens) if token[:1].isdigit()]
    if places:
        tokens[rng.choice(places)] = rng.choice(FIGURES)


def _look_alike(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    """Write a figure in other digits, or put what nobody sees between them."""
    places = [i for i, token in enumerate(tokens) if token[:1].isdigit()]
    if places:
        i = rng.choice(places)
        first = rng.choice((0xFF10, 0x0660, 0x0966, 0x1D7CE))
        wide = tokens[i].translate({0x30 + digit: first + digit for digit in range(10)})
        unseen = rng.choice("\u200b\u202e\u2060\u00ad\u0301").join(tokens[i])
        tokens[i] = rng.choice((wide, unseen, tokens[i].replace("0", "O").replace("1", "l")))


def _other_language(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    """Write a keyword in the other language, or in other letters."""
    places = [i for i, token in enumerate(tokens) if token.casefold() in _SAME]
    if places:
        i = rng.choice(places)
        word = rng.choice(_SAME[tokens[i].casefold()])
        tokens[i] = rng.choice((word, word.upper(), word.title(), widened(word)))


def _keyword(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    """Put another keyword where one stands."""
    places = [i for i, token in enumerate(tokens) if token.casefold() in _SAME]
    if places:
        tokens[rng.choice(places)] = rng.choice(_WORDS)


def _widen(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    start = rng.randrange(len(tokens))
    for i in range(start, min(len(tokens), start + rng.choice((1, 3, 20)))):
        tokens[i] = widened(tokens[i])


def widened(text: str) -> str:
    """Return a text in full-width characters."""
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000})


def _wrap(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    """Put marks around a stretch."""
    start = rng.randrange(len(tokens))
    end = min(len(tokens), start + rng.choice((1, 1, 3, 10)))
    opening, closing = rng.choice(
        ("{}", "()", '""', "“”", "<>", "[]", "**", "｛｝", "（）", "\u202e\u202c")
    )
    tokens.insert(end, closing)
    tokens.insert(start, opening)


def _lines(tokens: _Tokens, rng: random.Random, theirs: _Tokens) -> None:
    """Drop, double, swap, move, indent, borrow or join lines."""
    lines = "".join(tokens).split("\n")
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(9):
        case 0:
            del lines[i]
        case 1:
            lines[i:i] = [lines[i]] * rng.choice((1, 1, 2, 30))
        case 2:
            lines[i], lines[j] = lines[j], lines[i]
        case 3:
            lines.insert(j, lines.pop(i))
        case 4:
            borrowed = "".join(theirs).split("\n")
            start = rng.randrange(len(borrowed))
            lines[i:i] = borrowed[start : start + rng.choice((1, 1, 3, 10))]
        case 5:
            lines[i] = rng.choice((" ", "  ", "\u3000", "\t", "    ")) + lines[i]
        case 6:
            lines[i] = lines[i].lstrip()
        case 7:
            lines[i] += rng.choice(("\\", " \\", "\\\\", " |", " | |", " //", "<", " = "))
        case _:
            lines[i : i + 2] = [rng.choice(("", " ", "\\")).join(lines[i : i + 2])]
    tokens[:] = _TOKEN.findall("\n".join(lines)) or [""]


def _cut(tokens: _Tokens, rng: random.Random, _theirs: _Tokens) -> None:
    tokens[rng.randrange(len(tokens)) + 1 :] = []


_WAYS: tuple[_Way, ...] = (
    *(_insert, _insert, _insert, _drop, _drop, _double, _double, _swap, _swap, _replace, _replace),
    *(_figure, _look_alike, _other_language, _keyword, _keyword, _widen, _wrap),
    *(_lines, _lines, _lines, _lines, _cut),
)
