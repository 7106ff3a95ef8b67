"""Make small reports over forms of their own at random: well formed for the most part, sense aside.

Names are few, so that they collide, stand in two trees at once, and mean rows here, columns there.
"""

import random
from collections.abc import Mapping

NAMES = (
    "甲",
    "乙",
    "丙",
    "合计",
    "总计",
    "其余",
    "上年",
    "一、甲",
    "甲(乙)",
    "列 甲",
    "行",
    "*",
    "a b",
    "2024年",
    "甲 / 乙",
)
TYPES = (
    "计数",
    "整数",
    "小数",
    "小数 2",
    "金额 2",
    "百分比",
    "百分比 1",
    "文本",
    "日期",
    "选项 甲|乙",
    "可空",
    "精确",
    "单位 元",
    "跨 2",
)
OPERATORS = ("+", "-", "*", "/", "×", "÷", "=", "≠", "<", "≤", ">=", "且", "或", "+ -")
FUNCTIONS = ("合计", "最大", "min", "绝对值", "舍入", "若", "增长率", "汇总", "sum")
CELLS = (
    "0",
    "1",
    "12",
    "-3",
    "1.5",
    "0.25",
    "25%",
    "",
    "=",
    "?",
    "-",
    "——",
    '""',
    '5 "五"',
    "甲",
    "2024-02-30",
    "1,234",
    "1e5",
)


def report(seed: int) -> tuple[str, str, Mapping[str, str]]:
    """Return the name and the source of a report or a form, and the files around it."""
    rng = random.Random(seed)
    own = form(rng)
    source = _report(rng)
    world = {"own.form": own, "last.report": _report(rng), "part.report": "\n".join(_body(rng))}
    if rng.random() < 0.2:
        return "own.form", own, world
    return "r.report", source, world


def name(rng: random.Random) -> str:
    """Return a name, as a reference writes it."""
    word = rng.choice(NAMES[:7]) if rng.random() < 0.9 else rng.choice(NAMES)
    return f'"{word}"' if rng.random() < 0.2 else word


def expression(rng: random.Random, depth: int = 3) -> str:
    """Return an expression that parses more often than not."""
    kind = rng.randrange(10) if depth else rng.randrange(4)
    match kind:
        case 0:
            return rng.choice(("0", "1", "2", "0.5", "25%", "100", "2024-01-31", '"甲"'))
        case 1 | 2 | 3:
            path = [name(rng) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
            if rng.random() < 0.15:
                path.append("*")
            if rng.random() < 0.2:
                path.insert(0, rng.choice(("上年", "表一", "表二", "下级")))
            return ".".join(path)
        case 4:
            return rng.choice(
                (
                    "合计上方",
                    "合计(上方)",
                    "SUM(ABOVE)",
                    "SUM(LEFT)",
                    "above+1",
                    "年度",
                    "日期",
                    "机关",
                )
            )
        case 5:
            count = rng.choice((1, 1, 2, 3))
            inner = ", ".join(expression(rng, depth - 1) for _ in range(count))
            return f"{rng.choice(FUNCTIONS)}({inner})"
        case 6:
            return f"({expression(rng, depth - 1)})"
        case 7:
            return f"{rng.choice(('-', '非 ', '+'))}{expression(rng, depth - 1)}"
        case _:
            left, right = expression(rng, depth - 1), expression(rng, depth - 1)
            return f"{left} {rng.choice(OPERATORS)} {right}"


def _attributes(rng: random.Random, chance: float = 0.3) -> str:
    if rng.random() > chance:
        return ""
    return f" <{', '.join(rng.choice(TYPES) for _ in range(rng.choice((1, 1, 2))))}>"


def _tree(rng: random.Random, indent: int, depth: int) -> list[str]:
    lines = []
    for _ in range(rng.choice((1, 2, 3))):
        label = rng.choice(NAMES[:9]) if rng.random() < 0.9 else rng.choice(NAMES)
        key = f"{rng.choice('丁戊己')}: " if rng.random() < 0.2 else ""
        rule = ""
        if rng.random() < 0.3:
            rule = " = 合计" if rng.random() < 0.6 else f" = ({expression(rng, 2)})"
        lines.append(" " * indent + key + label + rule + _attributes(rng))
        if not rule and depth and rng.random() < 0.35:
            lines += _tree(rng, indent + 2, depth - 1)
    return lines


def form(rng: random.Random) -> str:
    """Return a file of one form with two tables."""
    lines = ["@格式 自拟", "@章 一、甲 <表 表一>"]
    for table in ("表一", "表二"):
        lines.append(f"@表式 {table}{_attributes(rng, 0.6)}")
        bands = rng.choice((1, 1, 2))
        for band in range(bands):
            if bands > 1:
                lines.append(f"段 第{band}段")
            lines += ["列", *(["  项目 <行名>"] * rng.choice((0, 1, 1))), *_tree(rng, 2, 2)]
            match rng.randrange(5):
                case 0:
                    pass
                case 1:
                    lines += ["行 *", *(_tree(rng, 2, 0) if rng.random() < 0.5 else [])]
                case _:
                    lines += ["行", *_tree(rng, 2, 2)]
        if rng.random() < 0.7:
            lines += ["校验", *(f"  {expression(rng)} = {expression(rng)}" for _ in range(2))]
        if rng.random() < 0.3:
            lines += ["正文", f'  "甲{{数}}件" = {expression(rng)}']
    return "\n".join(lines) + "\n"


def _cell(rng: random.Random) -> str:
    if rng.random() < 0.2:
        return "=" + expression(rng, 2)
    return rng.choice(CELLS[:6]) if rng.random() < 0.7 else rng.choice(CELLS)


def _rows(rng: random.Random, *, head: bool) -> list[str]:
    width = rng.choice((1, 2, 3, 4))
    lines = []
    if head:
        lines.append(" | ".join(["", *(rng.choice(NAMES) for _ in range(width))]))
    for _ in range(rng.choice((1, 2, 4))):
        label = rng.choice((*NAMES, "*", "其余"))
        lines.append(" | ".join([label, *(_cell(rng) for _ in range(width))]))
    if rng.random() < 0.6:
        lines.append("其余 | 0")
    if rng.random() < 0.2:
        lines.append(f"@省略 {rng.choice(NAMES)}")
    if rng.random() < 0.2:
        lines.append(f"@标签 {rng.choice(('', '行 ', '列 '))}{rng.choice(NAMES)}: 改名")
    return lines


def _body(rng: random.Random) -> list[str]:
    lines = [
        "# 一、甲",
        f"甲{rng.choice('0123')}件,{{{expression(rng)}}}与{{{expression(rng)}:{rng.choice(('.1%', ',', '中文', '年月日'))}}}。",
    ]
    for table in ("表一", "表二"):
        if rng.random() < 0.8:
            lines += [f"@表 {table}", *_rows(rng, head=rng.random() < 0.4), ""]
    if rng.random() < 0.5:
        lines += ["@简表 明细", "项目" + "".join(f" | {rng.choice(NAMES)}" for _ in range(3))]
        lines += [
            " | ".join([rng.choice(NAMES), *(_cell(rng) for _ in range(3))]) for _ in range(3)
        ]
    if rng.random() < 0.5:
        lines.append(
            f"@校验 {rng.choice(('', '警告 ', '提示 '))}{expression(rng)} = {expression(rng)}{rng.choice(('', ' ± 0.1'))}"
        )
    return lines


def _report(rng: random.Random) -> str:
    lines = [
        "标题: 甲",
        f"年度: {rng.choice(('2023', '2024', '二〇'))}",
        "日期: 2024-01-31",
        "格式: own.form",
    ]
    if rng.random() < 0.5:
        lines.append("上年: last.report")
    lines += ["", *_body(rng)]
    if rng.random() < 0.2:
        lines.append("@引用 part.report")
    return "\n".join(lines) + "\n"
