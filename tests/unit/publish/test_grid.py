"""Every cell of the published grid, with its place, its spans, its id and its heads."""

import pytest

import reportdsl
import reportdsl.reading
from reportdsl.publish import grid
from reportdsl.publish.grid import layout, published_bands
from reportdsl.publish.publication import Grid, PlacedCell, Role
from tests.unit.analysis.told import compiled

HEAD = "格式: own.form\n\n@表 表\n"
BANDS = """\
@格式 自拟
@表式 零 <计数>
列
  零
@表式 表 <计数>
段 前
  列
    项 <行名>
    目 <行名, 跨 2>
    甲
      一
      二 <文本>
        深
    乙 <跨 2>
  行
    上
      左
      右
        底
    下
段 中
  列
    丙
  行
    中行
段 空
  列
    项 <行名>
    一
    二
    三
    四
    五
  行
    末
"""
ROWS = "左 | 1 | 文 | 2\n底 | 3 | 字 | ?\n下 | 5 | - | 6\n中行 | 7\n末 | 1 | 2 | 3 | 4 | 5\n"


@pytest.fixture(autouse=True)
def empty() -> None:
    grid._frames.clear()


def drawn(source: str, form: str, index: int = 0) -> Grid:
    return layout(compiled(source, form).checked.report, index)


def line(cell: PlacedCell) -> str:
    """Return what is to be known of a cell: place, size, text, role, id or heads."""
    marks = ("#" if cell.numeric else "") + ("!" if cell.failed else "")
    names = f" {cell.id}" if cell.id else ""
    heads = f" < {' '.join(cell.headers)}" if cell.headers else ""
    size = f"{cell.rowspan}×{cell.colspan}"
    return f"{cell.row},{cell.column} {size} {cell.role}{marks} {cell.text}{names}{heads}"


def lines(found: Grid) -> list[str]:
    return [line(cell) for row in found.rows for cell in row]


def covered(found: Grid) -> bool:
    """Tell whether the cells cover the grid, each place once."""
    places = [
        (r, c)
        for row in found.rows
        for cell in row
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.column, cell.column + cell.colspan)
    ]
    every = [(r, c) for r in range(len(found.rows)) for c in range(found.width)]
    return sorted(places) == every


def test_bands_of_all_shapes() -> None:
    found = drawn(HEAD + ROWS, BANDS)
    assert covered(found)
    assert found.width == 7
    assert lines(found) == EXPECTED


EXPECTED = [
    "0,0 1×7 band 前 t1b1",
    "1,0 3×1 corner 项 t1b1h1",
    "1,1 3×2 corner 目 t1b1h2",
    "1,3 1×2 column 甲 t1b1c1",
    "1,5 3×2 column 乙 t1b1c2",
    "2,3 2×1 column 一 t1b1c1-1",
    "2,4 1×1 column 二 t1b1c1-2",
    "3,4 1×1 column 深 t1b1c1-2-1",
    "4,0 2×1 row 上 t1b1r1",
    "4,1 1×2 row 左 t1b1r1-1",
    "4,3 1×1 data# 1 < t1b1 t1b1r1 t1b1r1-1 t1b1c1 t1b1c1-1",
    "4,4 1×1 data 文 < t1b1 t1b1r1 t1b1r1-1 t1b1c1 t1b1c1-2 t1b1c1-2-1",
    "4,5 1×2 data# 2 < t1b1 t1b1r1 t1b1r1-1 t1b1c2",
    "5,1 1×1 row 右 t1b1r1-2",
    "5,2 1×1 row 底 t1b1r1-2-1",
    "5,3 1×1 data# 3 < t1b1 t1b1r1 t1b1r1-2 t1b1r1-2-1 t1b1c1 t1b1c1-1",
    "5,4 1×1 data 字 < t1b1 t1b1r1 t1b1r1-2 t1b1r1-2-1 t1b1c1 t1b1c1-2 t1b1c1-2-1",
    "5,5 1×2 data# ? < t1b1 t1b1r1 t1b1r1-2 t1b1r1-2-1 t1b1c2",
    "6,0 1×3 row 下 t1b1r2",
    "6,3 1×1 data# 5 < t1b1 t1b1r2 t1b1c1 t1b1c1-1",
    "6,4 1×1 data - < t1b1 t1b1r2 t1b1c1 t1b1c1-2 t1b1c1-2-1",
    "6,5 1×2 data# 6 < t1b1 t1b1r2 t1b1c2",
    "7,0 1×7 band 中 t1b2",
    "8,0 1×3 corner ",
    "8,3 1×4 column 丙 t1b2c1",
    "9,0 1×3 row 中行 t1b2r1",
    "9,3 1×4 data# 7 < t1b2 t1b2r1 t1b2c1",
    "10,0 1×7 band 空 t1b3",
    "11,0 1×2 corner 项 t1b3h1",
    "11,2 1×1 column 一 t1b3c1",
    "11,3 1×1 column 二 t1b3c2",
    "11,4 1×1 column 三 t1b3c3",
    "11,5 1×1 column 四 t1b3c4",
    "11,6 1×1 column 五 t1b3c5",
    "12,0 1×2 row 末 t1b3r1",
    "12,2 1×1 data# 1 < t1b3 t1b3r1 t1b3c1",
    "12,3 1×1 data# 2 < t1b3 t1b3r1 t1b3c2",
    "12,4 1×1 data# 3 < t1b3 t1b3r1 t1b3c3",
    "12,5 1×1 data# 4 < t1b3 t1b3r1 t1b3c4",
    "12,6 1×1 data# 5 < t1b3 t1b3r1 t1b3c5",
]


@pytest.mark.parametrize(
    ("source", "form", "expected"),
    [
        (
            HEAD + "* | 1 | 2\n",
            "@格式 自拟\n@表式 表 <计数>\n列\n  一\n  二\n",
            [
                "0,0 1×1 column 一 t1b1c1",
                "0,1 1×1 column 二 t1b1c2",
                "1,0 1×1 data# 1 < t1b1c1",
                "1,1 1×1 data# 2 < t1b1c2",
            ],
        ),
        (
            "@简表 表\n项 | 一 | 二\n甲 | 1 | 2\n合计 | 2 | =合计上方\n",
            "",
            [
                "0,0 1×1 corner 项 t1b1h1",
                "0,1 1×1 column 一 t1b1c1",
                "0,2 1×1 column 二 t1b1c2",
                "1,0 1×1 row 甲 t1b1r1",
                "1,1 1×1 data# 1 < t1b1r1 t1b1c1",
                "1,2 1×1 data# 2 < t1b1r1 t1b1c2",
                "2,0 1×1 row 合计 t1b1r2",
                "2,1 1×1 data#! 2 < t1b1r2 t1b1c1",
                "2,2 1×1 data# 2 < t1b1r2 t1b1c2",
            ],
        ),
    ],
)
def test_small_tables(source: str, form: str, expected: list[str]) -> None:
    found = drawn(source, form)
    assert covered(found)
    assert lines(found) == expected


def test_the_second_table_has_names_of_its_own() -> None:
    found = drawn("格式: own.form\n\n@表 零\n* | 4\n@表 表\n" + ROWS, BANDS, 1)
    assert lines(found) == [text.replace("t1b", "t2b") for text in EXPECTED]


def test_where_texts_come_from() -> None:
    made = compiled(HEAD + ROWS, BANDS)
    found = layout(made.checked.report, 0)
    form = made.session.sources["own.form"].text
    for cell in (cell for row in found.rows for cell in row):
        if cell.origin is None:
            assert cell.role in {Role.BAND, Role.CORNER}
        elif cell.role is Role.DATA:
            assert made.source.text[cell.origin.start : cell.origin.end] == cell.text
        else:
            assert form[cell.origin.start : cell.origin.end].strip().startswith(cell.text)


def test_labels_of_the_author_s() -> None:
    found = drawn(HEAD + ROWS + "@标签 左: 左边\n@标签 甲: 甲方\n@标签 前: 以前\n", BANDS)
    new = {"左 t1b1r1-1": "左边 t1b1r1-1", "甲 t1b1c1": "甲方 t1b1c1", "前 t1b1": "以前 t1b1"}
    changed = EXPECTED
    for old, text in new.items():
        changed = [t.replace(old, text) if t.endswith(old) else t for t in changed]
    assert changed != EXPECTED
    assert lines(found) == changed


@pytest.mark.parametrize("omitted", ["左", "底", "上", "下"])
def test_rows_left_out(omitted: str) -> None:
    kept = [row for row in ROWS.splitlines()[:3] if not row.startswith(omitted)]
    if omitted == "上":
        kept = kept[2:]
    text = "\n".join((*kept, *ROWS.splitlines()[3:], f"@省略 {omitted}", ""))
    found = drawn(HEAD + text, BANDS)
    assert covered(found)
    names = {cell.text for row in found.rows for cell in row if cell.id.startswith("t1b1r")}
    assert names == {"左": {"上", "右", "底", "下"}, "底": {"上", "左", "下"}}.get(
        omitted, {"下"} if omitted == "上" else {"上", "左", "右", "底"}
    )


def test_bands_without_layout() -> None:
    report = compiled(HEAD + ROWS, BANDS).checked.report
    first, second, third = published_bands(report, 0)
    assert (first.title, second.title, third.title) == ("前", "中", "空")
    assert (first.stub, second.stub, third.stub) == ("目", "", "项")
    assert [head.labels for head in first.columns] == [("甲", "一"), ("甲", "二", "深"), ("乙",)]
    assert [head.path for head in first.columns] == [("甲", "一"), ("甲", "二", "深"), ("乙",)]
    assert [head.labels for head in first.rows] == [("上", "左"), ("上", "右", "底"), ("下",)]
    assert [head.numeric for head in first.columns] == [True, False, True]
    assert not any(head.numeric for head in first.rows)
    assert first.cells == (("1", "文", "2"), ("3", "字", "?"), ("5", "-", "6"))
    assert second.cells == (("7",),)
    assert third.cells == (("1", "2", "3", "4", "5"),)


# ── frames ───────────────────────────────────────────────────────────────────────────────────────


def several(*sources: str) -> list[Grid]:
    session = reportdsl.Session(reportdsl.MemoryWorld({"own.form": BANDS}))
    out = []
    for number, text in enumerate(sources):
        reading = reportdsl.reading.read_text(text, f"{number}.report", None)
        out.append(layout(session.compilation(reading).checked.report, 0))
    return out


@pytest.mark.parametrize(
    ("second", "same"),
    [
        (ROWS.replace("7", "8"), True),
        (ROWS + "@标签 左: 左边\n", False),
        (ROWS + "@标签 前: 以前\n", False),
        (ROWS.replace("底 | 3 | 字 | ?\n", "@省略 底\n"), False),
    ],
)
def test_reports_of_a_form_share_its_frame(second: str, *, same: bool) -> None:
    one, other, again = several(HEAD + ROWS, HEAD + second, HEAD + ROWS)
    assert (one.frame is other.frame) is same
    assert one.frame is again.frame
    assert lines(one) == lines(again) == EXPECTED


def test_a_frame_belongs_to_a_place() -> None:
    session = reportdsl.Session(reportdsl.MemoryWorld({"own.form": BANDS}))
    frames = []
    for text in (HEAD + ROWS, "格式: own.form\n\n@表 零\n* | 4\n@表 表\n" + ROWS):
        reading = reportdsl.reading.read_text(text, "r.report", None)
        report = session.compilation(reading).checked.report
        frames.append(layout(report, len(report.tables) - 1).frame)
    assert frames[0] is not frames[1]


def test_only_so_many_frames_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_KEPT", 2)
    sources = [f"{HEAD}{ROWS}@标签 前: 第{n}\n" for n in range(3)]
    one, two, again, three, still, late = several(*(sources[n] for n in (0, 1, 0, 2, 0, 1)))
    assert one.frame is again.frame is still.frame
    assert two.frame is not late.frame
    assert three.frame is not late.frame
    assert len(grid._frames) == 2


def test_a_table_with_rows_of_its_own_keeps_no_frame() -> None:
    several(HEAD + ROWS.replace("底 | 3 | 字 | ?\n", "@省略 底\n"))
    assert grid._frames == {}
