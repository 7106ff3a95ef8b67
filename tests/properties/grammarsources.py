"""Draw sources from the grammar itself: every slot of every line as `report.lark` has it.

Lines are put together as `document` has them. What means something to a reader of lines but not to
the grammar, a bar or a brace, is drawn only where it belongs; so what comes of it is grammatical,
whatever it may mean.
"""

import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark

GRAMMAR = Path(__file__).parents[2] / "grammar" / "report.lark"

# Names that `data/own.form` has, names that mean something, and others.
NAMES = (
    *(
        "收入",
        "支出",
        "税收",
        "非税收入",
        "结余",
        "市本级",
        "乡镇",
        "合计",
        "收支",
        "人数",
        "甲",
        "乙",
    ),
    *("上年", "下级", "年度", "标题", "上方", "合计左侧", "above", "数", "x_1", "Ａ", "总计"),
)
TEXTS = (
    "甲",
    "税收",
    "合计",
    "三、增幅",
    "2024年",
    "甲(乙)",
    "一、甲",
    "x, y",
    "",
    "——",
    "𠮷",
    "其余",
    "*",
)
FIGURES = ("0", "12", "1,234", "+2", "-3", "1.50", "25%", "?", "１２", "123456789012")
NUMBERS = ("0", "1", "2", "100", "0.5", "12.34", "25%", "2027")
FUNCTIONS = ("合计", "最大", "min", "绝对值", "舍入", "若", "growth", "日期", "汇总", "SUM", "平均")
LABELS = (
    "税收",
    "收入 / 合计",
    "甲",
    "乙",
    "一、甲",
    "(二)丙(某某)",
    "甲 / 乙",
    "合计",
    "行",
    "校验",
    "a:b",
    "x<y",
    "k=v",
)
WORDS = (
    *(
        "计数",
        "整数",
        "小数",
        "金额",
        "百分比",
        "文本",
        "日期",
        "选项",
        "可空",
        "精确",
        "单位",
        "跨",
    ),
    *(
        "行名",
        "栅格",
        "表",
        "必填",
        "count",
        "percent",
        "0",
        "1",
        "2",
        "9",
        "甲|乙",
        "万元",
        "年度",
        "谁",
    ),
)
CODES = ("R501", "R512", "r514", "check-failed", "R301", "R999")
FORMATS = (",", ".1%", ",.2f", "%", "中文", "大写", "年月日", "chinese", ".3x", ".999f")
TARGETS = ("http://a.cn/x", "https://a.cn", "mailto:a@b", "#甲", "javascript:x")
FIELDS = (
    "标题: 甲{乙}", "机关：某镇", "年度: 2024", "year: 二〇", "日期: 2024-02-30", "格式: own.form",
    "form: own.form", "格式: 政府信息公开-2021", "上年: last.report", "上年: none", "下级: */a.report",
    "语言: en", "人口: 12,000", "联系人:",
)  # fmt: skip
PATHS = ("part.report", "own.form", "none", '"part.report"', "r.report", "../x")


def _chosen(*items: str) -> st.SearchStrategy[str]:
    return st.sampled_from(items)


def _quoted(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    marks = st.sampled_from(('""', "＂＂", "“”"))
    return st.builds(lambda mark, text: mark[0] + text + mark[1], marks, texts)


STRINGS = _quoted(_chosen(*TEXTS))
# A keyword has a blank on both sides, for the words next to it may be letters too.
TERMINALS: dict[str, st.SearchStrategy[str]] = {
    "OR": _chosen(" 或 ", " or "),
    "AND": _chosen(" 且 ", " AND "),
    "NOT": _chosen("非 ", "not "),
    "SOURCE": _chosen(" 依据 ", " source "),
    "UNTIL": _chosen(" 至 ", " until "),
    "BASED": _chosen(" 基于 ", " based on "),
    "SEVERITY": _chosen("警告 ", "note "),
    "AXIS": _chosen("行 ", "column ", "段 "),
    "FUNCTION": _chosen(*FUNCTIONS),
    "NAME": _chosen(*NAMES),
    "NUMBER": _chosen(*NUMBERS),
    "DATE": _chosen("2024-01-31", "2024-02-30"),
    "STRING": STRINGS,
    "COMPARE": _chosen("==", "!=", "<=", ">=", "≠", "≤", "≥"),
    # "+-" is ±, and does not stand in a sum.
    "PLUS": st.just(" + "),
    "MINUS": st.just(" - "),
    "PLUS_MINUS": _chosen(" ± ", " +- "),
    "FORMAT": _chosen(*FORMATS),
    "ESCAPE": _chosen(*(f"\\{mark}" for mark in '{}*[]|"\\')),
    "LINK_CLOSE": _chosen(*(f"]({target})" for target in TARGETS)),
    "LINK_OPEN": st.just("["),
    "PLAIN_TEXT": _chosen("甲", "本年 12 件，", "a b", "“乙”", "见(一)", "&lt;", "𠮷"),
    "MARK": _chosen("*", "[", "]"),
    "CELL_STRING": _quoted(_chosen(*TEXTS, "a|b")),
    "FIGURE": _chosen(*FIGURES),
    "CELL_TEXT": _chosen(*FIGURES, *filter(None, TEXTS), "2024年1月20日", "-", "甲\\|乙", "{甲}"),
    "TABLE_NAME": _chosen("收支", "名录", "财政", "不有"),
    "NODE_STRING": _quoted(_chosen(*LABELS)),
    "NODE_TEXT": _chosen(*LABELS[:10]),
    "REST": _chosen("改名", '"引"', "a: b", "\\*"),
    "CODE": _chosen(*CODES),
    "FORM_NAME": _chosen("甲", "乙", "自拟", "政府信息公开-2021"),
    "TITLE": _chosen("甲", "一、甲", "收支", "表一", "第二段 "),
    "WORD": _chosen(*WORDS).map("{} ".format),
    "SPACE": _chosen(" ", "  "),
    "EQ": st.just("="),
}


@cache
def slot(start: str) -> st.SearchStrategy[str]:
    """Return the strategy of what a start of the grammar takes."""
    terminals = dict(TERMINALS)
    if start == "inline":
        terminals["MASK"] = slot("interpolation").map("{{{}}}".format)
    # The tree of a form is in the grammar of every start, for it holds itself.
    terminals |= dict.fromkeys(("NODE", "_INDENT", "_DEDENT"), st.just(""))
    return _from_grammar(start, terminals)


def _from_grammar(
    start: str, terminals: dict[str, st.SearchStrategy[str]]
) -> st.SearchStrategy[str]:
    grammar = _grammar(start)
    known = _terminals(grammar, start)
    explicit = {name: drawn for name, drawn in terminals.items() if name in known}
    # No function goes without an argument, though the grammar lets it.
    strategy = from_lark(grammar, start=start, explicit=explicit).map(_with_arguments)
    return st.deferred(lambda: strategy)  # which is not printed whole


def _with_arguments(text: str) -> str:
    return re.sub(r"\( *\)", "(1)", text)


def _grammar(start: str) -> Lark:
    return Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", start=start)


def _terminals(grammar: Lark, start: str) -> set[str]:
    """Return the terminals that a start may need, the declared ones too."""
    terminals, rules, ignored = grammar.grammar.compile([start], ())
    named = {symbol.name for rule in rules for symbol in rule.expansion if symbol.is_term}
    return {terminal.name for terminal in terminals} | named | set(ignored)


# ── lines ────────────────────────────────────────────────────────────────────────────────────────


def _line(*pieces: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return the strategy of a line made of pieces; it does not go on in the next."""
    drawn = [st.just(piece) if isinstance(piece, str) else piece for piece in pieces]
    return st.tuples(*drawn).map(lambda made: "".join(made).rstrip(" ").rstrip("\\") + "\n")


def _row() -> st.SearchStrategy[str]:
    label = _chosen(
        *(
            "税收",
            "非税收入",
            "支出",
            "收入 / 合计",
            "增幅",
            "结余",
            "甲",
            "第一段 / 甲",
            "第二段 / 乙",
        ),
        *("", "*", "其余", "\\其余", "一、甲", "rest", "总计", "合计", "\\#丁"),
    )
    cells = st.lists(st.just("") | slot("cell"), min_size=1, max_size=4)
    return st.builds(lambda name, made: " | ".join([name, *made, ""]), label, cells)


def _some(line: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(line, max_size=most).map("".join)


def _one_of(*lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(*lines)


@cache
def _blocks() -> st.SearchStrategy[str]:
    """Return the strategy of the blocks of a report."""
    prose = slot("inline").filter(str.strip)
    changes = _one_of(_line("@标签 ", slot("rename")), _line("@省略 ", slot("omit")))
    rows = _some(_line(_row()), 5)
    return _one_of(
        _line(_chosen("# ", "#", "## ", "#### "), "一、收支", prose),
        _line("本", prose),
        _line("@注 注", prose),
        _line(_chosen("@校验 ", "@check "), slot("check")),
        _line("@忽略 ", slot("allow")),
        _line("@引用 ", _chosen(*PATHS)),
        _line(_chosen("@落款", "@signature")),
        _line("@图 ", _chosen(*NAMES)),
        st.tuples(_line("@表 ", slot("table_head")), _some(changes, 2), rows).map("".join),
        st.tuples(_line("@表 收支"), _some(changes, 1), rows).map("".join),
        st.tuples(_line("@简表 ", _chosen("明细", "收支", "")), rows, _some(changes, 1)).map(
            "".join
        ),
    )


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Draw a report."""
    fields = draw(st.lists(_chosen(*FIELDS), max_size=5, unique_by=lambda f: f[:2]))
    if not any("own.form" in field for field in fields) and draw(st.integers(0, 3)):
        fields.append("格式: own.form")
    blocks = draw(st.lists(_blocks(), max_size=8))
    return "".join(f"{field}\n" for field in fields) + "\n" + "".join(blocks)


@st.composite
def _tree(draw: st.DrawFn, indent: str) -> str:
    """Draw the lines of a tree; each goes at most one level deeper than the one before."""
    out, depth = "", 0
    for _ in range(draw(st.integers(0, 6))):
        out += indent + "  " * depth + draw(_line(slot("node")))
        depth = draw(st.integers(0, depth + 1))
    return out


@st.composite
def _band(draw: st.DrawFn, indent: str) -> str:
    attributes = st.just("") | slot("attributes")
    out = f"{indent}列 " + draw(_line(attributes)) + draw(_tree(indent + "  "))
    if draw(st.booleans()):
        out += (
            f"{indent}行 " + draw(_line(_chosen("", "* "), attributes)) + draw(_tree(indent + "  "))
        )
    if draw(st.booleans()):
        out += f"{indent}校验\n" + draw(_some(_line(f"{indent}  ", slot("check"))))
    if draw(st.booleans()):
        sentence = _chosen('"甲{数}件" = ', '"{数}" = ', "“共{n}” = ", '"共" = ')
        out += f"{indent}正文\n" + draw(_some(_line(f"{indent}  ", sentence, slot("expression"))))
    return out


@st.composite
def _table_form(draw: st.DrawFn) -> str:
    out = draw(_line("@表式 ", slot("titled")))
    bands = draw(st.integers(0, 2))
    if not bands:
        return out + draw(_band(""))
    return out + "".join(
        draw(_line("段 ", slot("titled"))) + draw(_band(" ")) for _ in range(bands)
    )


@st.composite
def forms(draw: st.DrawFn) -> str:
    """Draw a library of forms."""
    blocks = _one_of(
        _table_form(),
        _line("@章 ", slot("titled")),
        _line("@忽略 ", slot("allow")),
        _line("@格式 ", slot("form_head")),
    )
    return draw(_line("@格式 ", slot("form_head"))) + "".join(draw(st.lists(blocks, max_size=5)))
