"""Build publications by hand, as the publisher would."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from reportdsl.publish.publication import (
    Block,
    Datum,
    Frame,
    Grid,
    Head,
    Paragraph,
    ParagraphRole,
    PlacedCell,
    Publication,
    PublishedBand,
    PublishedTable,
    Role,
    Run,
    Section,
)
from reportdsl.text.source import Span
from tests.records import replace

FILLER = (
    "本机关按照有关规定编制本年度报告,内容包括总体情况、主动公开、依申请公开、复议诉讼、存在问题和改进措施。"
    "报告中所列数据的统计期限自1月1日起至12月31日止。公众如对本报告有疑问,可以与本机关办公室联系,"
    "地址、电话和电子邮箱见本机关网站。一年来,本机关坚持以公开为常态、不公开为例外,"
    "不断扩大公开范围,规范公开程序,办好群众关切的事项,接受社会监督,取得了一定的成效。"
    "下一步,本机关将继续健全制度,加强培训,提高质量,让公开的内容看得懂、找得到、用得上,"
    "并且把每一项数字核对清楚,做到前后一致、有据可查。"
)
"""Prose enough for trafilatura to take the page as an article."""

Place: TypeAlias = "tuple[Role, str, *tuple[int, ...]]"
"""Role, text, colspan and rowspan of a cell; the spans are 1 where they are left out."""

B, K, C, R, D = Role.BAND, Role.CORNER, Role.COLUMN, Role.ROW, Role.DATA


def grid(prefix: str, *rows: Sequence[Place], failed: Iterable[str] = ()) -> Grid:
    """Return the grid of cells that are named without their places, ids and headers."""
    return Layout(prefix, frozenset(failed)).grid(rows)


def grid_of(width: int, rows: Sequence[Sequence[PlacedCell]]) -> Grid:
    """Return the grid of cells that are placed."""
    data = [cell for line in rows for cell in line if cell.role is D]
    blank = tuple(
        tuple(replace(c, text="", failed=False, origin=None) if c.role is D else c for c in line)
        for line in rows
    )
    return Grid(Frame(width, blank), tuple(Datum(c.text, c.failed, c.origin) for c in data))


class Layout:
    """Finds each cell's place, and the heads over each data cell."""

    def __init__(self, prefix: str, failed: frozenset[str]) -> None:
        self.prefix = prefix
        self.failed = failed
        self.taken: set[tuple[int, int]] = set()
        self.over: dict[int, list[str]] = {}
        self.beside: dict[int, list[str]] = {}
        self.band: list[str] = []
        self.heads = 0

    def grid(self, rows: Sequence[Sequence[Place]]) -> Grid:
        """Return the grid of the rows."""
        placed = tuple(self.row(number, row) for number, row in enumerate(rows))
        width = max((column + 1 for _, column in self.taken), default=0)
        return grid_of(width, placed)

    def row(self, number: int, row: Sequence[Place]) -> tuple[PlacedCell, ...]:
        """Return the cells of a row with their columns."""
        column, placed = 0, list[PlacedCell]()
        for role, text, *spans in row:
            colspan, rowspan = (*spans, 1, 1)[:2]
            while (number, column) in self.taken:
                column += 1
            area = [(number + r, column + c) for r in range(rowspan) for c in range(colspan)]
            self.taken.update(area)
            placed.append(self.cell(number, column, rowspan, colspan, text, role))
            column += colspan
        return tuple(placed)

    def cell(
        self, row: int, column: int, rowspan: int, colspan: int, text: str, role: Role
    ) -> PlacedCell:
        """Return one cell with its id or its headers."""
        name = ""
        if role is not Role.DATA:
            self.heads += 1
            name = f"{self.prefix}-h{self.heads}"
        if role is Role.BAND:
            self.band = [name]
            self.over.clear()
        elif role is Role.COLUMN:
            for c in range(column, column + colspan):
                self.over.setdefault(c, []).append(name)
        elif role is Role.ROW:
            for r in range(row, row + rowspan):
                self.beside.setdefault(r, []).append(name)
        return PlacedCell(
            row,
            column,
            rowspan,
            colspan,
            text,
            role,
            id=name,
            headers=self.headers(row, column) if role is Role.DATA else (),
            numeric=role is Role.DATA and not any(map(str.isalpha, text)),
            failed=text in self.failed,
            origin=Span("r.report", row * 100 + column, row * 100 + column + 1),
        )

    def headers(self, row: int, column: int) -> tuple[str, ...]:
        """Return the ids of the band, the row labels and the column heads over a place."""
        return (*self.band, *self.beside.get(row, ()), *self.over.get(column, ()))


def table(
    layout: Grid, *bands: PublishedBand, name: str = "表", caption: str | None = None
) -> PublishedTable:
    """Return a table of a grid."""
    return PublishedTable(name, caption, layout, lambda: bands)


def head(*labels: str) -> Head:
    """Return the head of a row or column whose keys are its labels."""
    return Head(labels, labels)


def line(*runs: Run | str, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    """Return a paragraph; a string is a plain run."""
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs), role)


def section(title: str, *blocks: Block | str, level: int = 1, anchor: str = "s1") -> Section:
    """Return a section; a string is a plain paragraph."""
    done = tuple(line(block) if isinstance(block, str) else block for block in blocks)
    return Section(level, (Run(title),) if title else (), anchor if level else "", done)


def report(
    *sections: Section | Block | str, title: str = "某镇年度报告", language: str = "zh-CN"
) -> Publication:
    """Return a publication; blocks before the first section stand before its headings."""
    first = [item for item in sections if not isinstance(item, Section)]
    rest = [item for item in sections if isinstance(item, Section)]
    opening = (section("", *first, level=0),) if first else ()
    return Publication(title, "某镇人民政府", 2024, "2025-01-20", language, (*opening, *rest))


def plain_table(
    header: Sequence[str], *rows: Sequence[str], caption: str | None = "表", prefix: str = "t"
) -> PublishedTable:
    """Return a table of one header row, whose first column names the rows."""
    layout = grid(
        prefix,
        [(K, header[0]), *((C, text) for text in header[1:])],
        *([(R, row[0]), *((D, text) for text in row[1:])] for row in rows),
    )
    band = PublishedBand(
        None,
        header[0],
        tuple(map(head, header[1:])),
        tuple(head(row[0]) for row in rows),
        tuple(tuple(row[1:]) for row in rows),
    )
    return table(layout, band, name=caption or "表", caption=caption)


def merged_table() -> PublishedTable:
    """Return a table with groups of rows and of columns, and an empty cell."""
    layout = grid(
        "merged",
        [(K, "办理情况", 2, 2), (C, "申请人", 2), (C, "总计", 1, 2)],
        [(C, "自然人"), (C, "企业")],
        [(R, "新收", 2), (D, "3"), (D, "1"), (D, "4")],
        [(R, "办理", 1, 2), (R, "予以公开"), (D, "2"), (D, ""), (D, "2")],
        [(R, "不予公开"), (D, "0"), (D, "1"), (D, "1")],
    )
    band = PublishedBand(
        None,
        "办理情况",
        (head("申请人", "自然人"), head("申请人", "企业"), head("总计")),
        (head("新收"), head("办理", "予以公开"), head("办理", "不予公开")),
        (("3", "1", "4"), ("2", "", "2"), ("0", "1", "1")),
    )
    return table(layout, band, name="申请")


def banded_table() -> PublishedTable:
    """Return a table of two bands, whose columns share one grid."""
    layout = grid(
        "banded",
        [(B, "第(一)项", 3)],
        [(K, "内容"), (C, "制发"), (C, "有效")],
        [(R, "规章"), (D, "1"), (D, "12")],
        [(B, "第(五)项", 3)],
        [(K, "内容"), (C, "处理", 2)],
        [(R, "许可"), (D, "157", 2)],
    )
    bands = (
        PublishedBand(
            "第(一)项", "内容", (head("制发"), head("有效")), (head("规章"),), (("1", "12"),)
        ),
        PublishedBand("第(五)项", "内容", (head("处理"),), (head("许可"),), (("157",),)),
    )
    return table(layout, *bands, name="公开")


def unnamed_row_table() -> PublishedTable:
    """Return a table of a single row without a label."""
    layout = grid(
        "row",
        [(C, "复议", 2), (C, "诉讼")],
        [(C, "维持"), (C, "纠正"), (C, "维持")],
        [(D, "5"), (D, "0"), (D, "1")],
    )
    columns = (head("复议", "维持"), head("复议", "纠正"), head("诉讼", "维持"))
    return table(
        layout, PublishedBand(None, "", columns, (head(),), (("5", "0", "1"),)), name="复议"
    )
