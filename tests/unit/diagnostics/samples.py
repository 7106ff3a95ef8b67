"""One fixed set of findings, to be rendered in every format and language."""

from reportdsl.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Label,
    Message,
    Phrase,
    diagnose,
    error,
    message,
    note,
    warning,
)
from reportdsl.text.source import Source, Span

TOTAL = error(
    "R501",
    "false-total",
    "{what}写的是 {stated}，而 {terms} = {sum}，少 {less}",
    "{what} is given as {stated}, but {terms} = {sum}, {less} more",
)
ODD = warning("R801", "odd-text", "这里的“{text}”不寻常", 'this "{text}" is unusual')
SEEN = note("R901", "seen", "读到 {place}", "read {place}")

THIRD = Phrase("第三个", "the third")


def said(zh: str, en: str) -> Message:
    return message(Phrase(zh, en))


REPORT = Source(
    "某镇.report",
    "标题: 某镇\n"
    "# 四、行政复议\n"
    "@表 复议诉讼\n"
    "行政复议 | 3 | 2 | 435 | 0 | 0\n"
    "𠮷林镇 | 😀 | e\u0301 | 5\n"
    "甲\u202e乙 | 1\u200b2 |\t7\n"
    "末行",
)
FORM = Source("forms/政府.form", "@表式 复议诉讼\n列\n  总计 = 合计\n")
LONG = Source("long.report", "首 " + "很长的一行" * 40 + "|错的|" + "尾巴" * 60 + " 末\n")
EMPTY = Source("empty.report", "")
HOSTILE = Source("::error ::\u202e\x1b[2J.report", "正文\n")
SOURCES = {source.id: source for source in (REPORT, FORM, LONG, EMPTY, HOSTILE)}


def at(source: Source, text: str, skip: int = 0) -> Span:
    """Return where a text stands, after so many code points of the source."""
    start = source.text.index(text, skip)
    return source.span(start, start + len(text))


ROW = REPORT.text.index("行政复议 |")
ZERO = at(REPORT, "0", ROW)
THREE, TWO, MANY = at(REPORT, "3", ROW), at(REPORT, "2", ROW), at(REPORT, "435", ROW)
END = len(REPORT.text)


def false_total(
    span: Span,
    label: Message | None = None,
    labels: tuple[Label, ...] = (),
    hints: tuple[Message, ...] = (),
    fixes: tuple[Fix, ...] = (),
) -> Diagnostic:
    return diagnose(
        TOTAL,
        span,
        label=label,
        labels=labels,
        hints=hints,
        fixes=fixes,
        what="总计",
        stated=0,
        terms="3 + 2 + 435",
        sum=440,
        less=440,
    )


FINDINGS: dict[str, Diagnostic] = {
    "marks without remarks": false_total(
        ZERO,
        label=said("总计", "total"),
        labels=(Label(THREE), Label(TWO), Label(MANY)),
        hints=(said("各项之和应当等于总计", "the parts should make the total"),),
        fixes=(
            Fix(said("把 0 改为 440", "change 0 to 440"), (Edit(ZERO, "440"),), "safe"),
            Fix(
                said("把 3 和 2 改为 0", "change 3 and 2 to 0"),
                (Edit(THREE, "0"), Edit(TWO, "0")),
            ),
        ),
    ),
    "several remarks on a line, and in another file": false_total(
        MANY,
        label=said("这一项", "this part"),
        labels=(
            Label(THREE, said("第一个", "the first")),
            Label(ZERO, message(THIRD)),
            Label(at(FORM, "总计"), said("在这里规定", "declared here")),
            Label(at(REPORT, "标题"), said("这份报告", "this report")),
        ),
    ),
    "remarks on the same place": false_total(
        ZERO,
        label=said("甲", "one"),
        labels=(Label(ZERO, said("乙", "two")), Label(TWO.to(MANY), said("丙", "three"))),
    ),
    "beyond the first plane": diagnose(ODD, at(REPORT, "林"), text="𠮷林"),
    "emoji": diagnose(ODD, at(REPORT, "😀"), label=said("笑", "smile"), text="😀"),
    "after a combining mark": diagnose(ODD, at(REPORT, "5", ROW + 30), text="e\u0301"),
    "turned text": diagnose(ODD, at(REPORT, "乙"), label=said("乙", "B"), text="\u202e乙\n"),
    "hidden in a figure": diagnose(ODD, at(REPORT, "\u200b"), text="1\u200b2"),
    "after a tab": diagnose(ODD, at(REPORT, "7"), text="\t7"),
    "empty, at the end of a line": diagnose(
        ODD, REPORT.span(ROW - 1, ROW - 1), label=said("缺", "missing"), text=""
    ),
    "empty, at the end of the file": diagnose(ODD, REPORT.span(END, END), text=""),
    "empty, after the last line end": diagnose(
        ODD, FORM.span(len(FORM.text), len(FORM.text)), text=""
    ),
    "in an empty file": diagnose(ODD, EMPTY.span(0, 0), text=""),
    "over several lines": diagnose(ODD, REPORT.span(ROW, END), text="…"),
    "in a long line": diagnose(
        ODD,
        at(LONG, "错的"),
        label=said("错", "wrong"),
        labels=(
            Label(at(LONG, "首"), said("行首", "its head")),
            Label(at(LONG, "末"), said("行末", "its end")),
            Label(LONG.span(0, len(LONG.text)), said("整行", "the line")),
        ),
        text="错的",
    ),
    "in a file that is not known": diagnose(
        SEEN, Span("away.report", 7, 9), hints=(said("没有原文", "no text"),), place="away"
    ),
    "names that would command": diagnose(SEEN, HOSTILE.span(0, 2), place=HOSTILE.id),
    "accepted": false_total(ZERO).waive("历史数据\x1b[31m", None),
    "accepted for a time": diagnose(ODD, ZERO, text="0").waive("以后再改", 2024),
}
