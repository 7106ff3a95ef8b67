"""A grid becomes a head and bodies, whose cells say what they head."""

from reportdsl.emit.tableparts import TableCell, table_parts
from reportdsl.publish.publication import Grid
from tests.records import replace
from tests.unit.emit.samples import (
    B,
    C,
    D,
    K,
    R,
    banded_table,
    grid,
    grid_of,
    merged_table,
    unnamed_row_table,
)


def shape(layout: Grid) -> list[list[list[str]]]:
    """Return the texts of the head's rows, then of each body's."""
    parts = table_parts(layout)
    return [
        [[cell.placed.text for cell in row] for row in rows] for rows in (parts.head, *parts.bodies)
    ]


def cells(layout: Grid) -> list[TableCell]:
    parts = table_parts(layout)
    return [cell for rows in (parts.head, *parts.bodies) for row in rows for cell in row]


def test_heads_over_the_whole_table_are_its_head():
    head, body = shape(merged_table().grid)
    assert head == [["办理情况", "申请人", "总计"], ["自然人", "企业"]]
    assert [row[0] for row in body] == ["新收", "办理", "不予公开"]
    assert shape(unnamed_row_table().grid)[1:] == [[["5", "0", "1"]]]


def test_each_band_is_a_body():
    head, *bodies = shape(banded_table().grid)
    assert head == []
    assert [(body[0], len(body)) for body in bodies] == [(["第(一)项"], 3), (["第(五)项"], 3)]


def test_bands_may_have_lost_their_titles():
    layout = grid(
        "t", [(K, "a"), (C, "b")], [(R, "c"), (D, "1")], [(K, "d"), (C, "e")], [(R, "f"), (D, "2")]
    )
    assert shape(layout) == [[], [["a", "b"], ["c", "1"]], [["d", "e"], ["f", "2"]]]


def test_a_table_may_lack_a_head_or_a_body():
    assert shape(grid("t", [(R, "a"), (D, "1")])) == [[], [["a", "1"]]]
    assert shape(grid("t", [(K, "a"), (C, "b")])) == [[["a", "b"]]]
    assert shape(grid("t", [(B, "a")])) == [[], [["a"]]]
    assert shape(grid("t")) == [[]]


def test_scopes_are_those_of_leaves_for_groups_too():
    scopes = {cell.placed.text: cell.scope for cell in cells(merged_table().grid)}
    assert scopes["办理情况"] == scopes["申请人"] == scopes["总计"] == "col"
    assert scopes["办理"] == scopes["予以公开"] == "row"
    assert scopes["3"] is None
    assert {cell.scope for cell in cells(banded_table().grid)} == {"rowgroup", "col", "row", None}


def test_a_head_without_text_is_none_and_no_cell_points_at_it():
    layout = grid("t", [(K, " "), (C, "b")], [(R, ""), (D, "1")])
    corner, column, row, data = cells(layout)
    assert (corner.scope, column.scope, row.scope) == (None, "col", None)
    assert data.headers == column.placed.id


def test_data_cells_point_at_heads_of_their_table_only():
    layout = grid("t", [(C, "b")], [(D, "1")])
    ((head,), (data,)) = layout.rows
    layout = grid_of(1, ((head,), (replace(data, headers=("other", head.id)),)))
    assert cells(layout)[1].headers == head.id


def test_columns_in_which_no_cell_begins_are_none():
    layout = grid(
        "t", [(B, "带", 5)], [(K, "a"), (C, "b", 4)], [(R, "c"), (D, "1", 2), (D, "2", 2)]
    )
    assert [cell.colspan for cell in cells(layout)] == [3, 1, 2, 1, 1, 1]
