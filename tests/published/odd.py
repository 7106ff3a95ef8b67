"""Reports that are odd in one way each: what a page must bear beside the examples."""

from collections.abc import Iterator

FORMS = {
    "深.form": """@格式 深
@表式 深 <计数>
列
  表角: 办理情况 <行名>
  甲
    甲一
      甲一上
        本市
        外市
      甲一下
    甲二
  乙
  总计 = 合计
行
  一
    (一)
      1.
        第一目
        第二目
      2.
    (二)
  二
  总计 = 合计
""",
    "带.form": """@格式 带
@表式 带 <计数, 栅格 4>
段 第二十条第(一)项
  列
    信息内容 <行名>
    制发: 本年制发件数
    废止: 本年废止件数
    有效: 现行有效件数
  行
    规章
    规范性文件
段 第二十条第(八)项
  列
    信息内容 <行名>
    收费: 本年收费金额 <跨 3, 小数 2, 单位 万元>
  行
    行政事业性收费
@表式 单 <文本>
列
  仅此一列
""",
}

LONG = (
    "因公共利益需要或者申请人、第三人书面同意而予以公开的政府信息（含部分公开、区分处理后提供）" * 2
)
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ADDRESS = "https://example.cn/" + "a" * 150


def _table(columns: int, rows: int, *, head: str = "第{}列", row: str = "第{}行") -> str:
    lines = ["项目 | " + " | ".join(head.format(c + 1) for c in range(columns))]
    for r in range(rows):
        figures = ((r * 7919 + c * 104729) % 100000 for c in range(columns))
        lines.append(f"{row.format(r + 1)} | " + " | ".join(map(str, figures)))
    return "\n".join(lines)


def _long_labels() -> str:
    cells = f"{LONG} | {WORD}\n{LONG} | 12 | {LONG}\n{WORD} | 123456789012 | {ADDRESS}"
    return f"标题: {LONG}\n机关: {LONG}\n\n# {LONG}\n\n{ADDRESS}{WORD}\n\n@简表 {LONG}\n项目 | {cells}\n@注 {WORD}\n"


def _english() -> str:
    table = "item | North | South | total\nReported | 120 | 85 | 205\nLeft | 8 | 5 | 13"
    return (
        "title: Road repairs, 2024\nagency: Ashby\nyear: 2024\ndate: 2025-01-02\nlang: en-GB\n\n"
        "Before any heading.\n\n# Work\n\n**Bold** and [a link](https://example.org/?a=1&b=2).\n\n"
        f"## Potholes\n\n@plain Potholes by district\n{table}\n\n"
        "@note Counted once.\n\n#### Deep\n\nEnd.\n\n@signature\n"
    )


def _deep() -> str:
    rows = [f"{name} | 1 | 2 | 3 | 4 | 5" for name in ("第一目", "第二目", "2.", "(二)", "二")]
    lines = "\n".join(rows)
    return f"标题: 深\n格式: 深.form\n\n# 一、深表\n\n@表 深\n{lines}\n"


def _bands() -> str:
    return (
        "标题: 分段\n格式: 带.form\n\n# 一、分段\n\n@表 带\n规章 | 1 | 0 | 12\n规范性文件 | 3 | 1 | 40\n"
        "行政事业性收费 | 7.31\n@注 注在表下。\n"
    )


def _levels() -> str:
    return (
        "标题: 层次\n\n### 三级在前\n\n甲\n\n# 一级\n\n乙\n\n## 二级\n\n丙\n\n### 三级\n\n丁\n\n#### 四级\n\n戊\n\n"
        "# 一级\n\n同名的标题。\n"
    )


REPORTS: dict[str, str] = {
    "long-labels": _long_labels(),
    "one-column": "标题: 一列\n格式: 带.form\n\n@表 单\n仅此一列 | 甲、乙、丙\n",
    "many-columns": f"标题: 很多列\n\n@简表 很多列\n{_table(20, 6)}\n",
    "two-pages": f"标题: 两页\n\n@简表 两页\n{_table(4, 90)}\n",
    "plain-tables": f"标题: 简表\n\n@简表 甲\n{_table(2, 3)}\n\n@简表 甲\n{_table(8, 3)}\n\n@简表\n{_table(13, 3)}\n",
    "words": "标题: 文字\n\n@简表 说明\n项目 | 情况 | 备注\n甲 | 已经办结，并书面答复申请人 | 无\n乙 |  | 正在办理\n",
    "english": _english(),
    "prose-only": "标题: 只有文字\n机关: 某局\n日期: 2025-01-02\n\n第一段。\n\n第二段。\n\n@落款\n",
    "untitled": "没有标题，也没有标题行。\n",
    "deep": _deep(),
    "bands": _bands(),
    "levels": _levels(),
}

DRAFTS: dict[str, str] = {
    "draft": "标题: 草稿\n\n@简表 收支\n项目 | 数 | 说明\n收入 | 3 | 无\n支出 | 2 | 无\n合计 | 6 | 无\n",
    "draft-english": "title: Draft\nlang: en\n\n@plain Sums\nitem | n\nIn | 3\nOut | 2\ntotal | 6\n",
}
"""Reports with errors, which are published as drafts."""


def sources() -> Iterator[tuple[str, str, bool]]:
    """Yield the name and source of each report, and whether it is a draft."""
    yield from ((name, source, False) for name, source in REPORTS.items())
    yield from ((name, source, True) for name, source in DRAFTS.items())
