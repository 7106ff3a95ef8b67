"""A report is the same as itself, what is told of two leads from one to the other, nothing raises."""

import json
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from reportdsl.compare.changes import CellChanged, How, LineChanged
from reportdsl.compare.tables import Grid, grids
from reportdsl.compare.years import years
from reportdsl.comparing import compared, side
from reportdsl.compiler import Compilation, compile_text
from reportdsl.emit.changes import html, markdown, text
from reportdsl.emit.changes import json as as_json
from reportdsl.emit.changes.tree import tree
from reportdsl.emit.changes.years import WRITERS
from reportdsl.git.semantic import semantic
from reportdsl.model.formula import Address
from reportdsl.world import MemoryWorld
from tests.properties import corpus, damage
from tests.properties.damage import Input
from tests.properties.guard import guard

BATCH = 10
ROWS = ("新收", "结转", "予以公开", "部分公开", "国家秘密", "下年")
COLUMNS = ("自然人", "商业企业", "科研机构", "其他")


def compiled(made: Input) -> Compilation:
    world = MemoryWorld({**made.files, made.name: made.source})
    return compile_text(made.source, name=made.name, world=world)


@pytest.mark.parametrize("first", range(0, 8 * BATCH, BATCH))
@pytest.mark.parametrize("kind", damage.KINDS)
def test_anything_is_the_same_as_itself_and_is_compared_with_anything(
    kind: str, first: int
) -> None:
    before: Compilation | None = None
    for seed in range(first, first + BATCH):
        with guard():
            now = compiled(damage.make(kind, seed))
            if now.reading.binary or now.is_form:
                continue
            assert compared(now, now).changes == ()
            semantic(now)
            if before is not None:
                examine(before, now)
            before = now


def examine(old: Compilation, new: Compilation) -> None:
    comparison = compared(old, new)
    count = len(comparison.changes)
    assert sorted(placed.number for placed in tree(comparison)) == list(range(count))
    shown = text.emit(comparison, "zh")
    assert len(shown.split("\n")) in {count + 2, count + 3}
    assert len(json.loads(as_json.emit(comparison))["changes"]) == count
    for made in (markdown.emit(comparison, "en"), html.emit(comparison, "zh")):
        assert "<script" not in made
    beside = years(side(old), side(new))
    for write in WRITERS.values():
        write(beside, "zh")


# ── from the old report to the new one ───────────────────────────────────────────────────────────


def report(rng: random.Random) -> str:
    """Return a report on an official form, and a plain table with rows and columns at random."""
    rows = rng.sample(ROWS, rng.randrange(1, len(ROWS)))
    lines = ["格式: 政府信息公开-2021", "", "@表 依申请公开", f" | {' | '.join(COLUMNS)}"]
    lines += (f"{row} | {' | '.join(str(rng.randrange(4)) for _ in COLUMNS)}" for row in rows)
    lines += ["其余 | 0", "", "@简表 收费"]
    columns = rng.sample("子丑寅卯", rng.randrange(1, 4))
    lines.append(f" | {' | '.join(columns)}")
    lines += (
        f"{row} | {' | '.join(str(rng.randrange(3)) for _ in columns)}"
        for row in rng.sample("甲乙丙丁", rng.randrange(1, 4))
    )
    return "\n".join(lines) + "\n"


def cells(compilation: Compilation) -> Iterator[tuple[Grid, int, int, Address]]:
    found = compilation.checked.report
    for index in range(len(found.tables)):
        for grid in grids(found, index):
            for row in range(len(grid.band.rows.leaves)):
                for column in range(len(grid.band.columns.leaves)):
                    yield grid, row, column, grid.address(row, column)


def figures(compilation: Compilation) -> dict[tuple[str, str, str], str]:
    """Return the texts of all cells by their names."""
    return {
        (grid.table.name, grid.row_name(row), grid.column_name(column)): grid.cell(row, column).text
        for grid, row, column, _ in cells(compilation)
    }


@pytest.mark.parametrize("seed", range(60))
def test_what_is_told_leads_from_the_old_to_the_new(seed: int) -> None:
    rng = random.Random(seed)
    old, new = compile_text(report(rng)), compile_text(report(rng))
    found = figures(old)
    for change in compared(old, new).changes:
        apply(change, found, new)
    assert found == figures(new)


def apply(change: object, found: dict[tuple[str, str, str], str], new: Compilation) -> None:
    """Do what a change says to figures."""
    if isinstance(change, CellChanged):
        place = change.place.table, change.place.row, change.place.column
        assert found[place] == change.old.text
        found[place] = change.new.text
    elif isinstance(change, LineChanged):
        at = 1 if change.axis == "row" else 2
        if change.how is How.RENAMED:
            for key in [k for k in found if k[0] == change.table and k[at] == change.before]:
                moved = [*key]
                moved[at] = change.name
                found[moved[0], moved[1], moved[2]] = found.pop(key)
        elif change.how is How.REMOVED:
            for key in [k for k in found if k[0] == change.table and k[at] == change.name]:
                del found[key]
        elif change.how is How.ADDED:
            wanted = set(change.addresses)
            for grid, row, column, address in cells(new):
                if address in wanted:
                    place = grid.table.name, grid.row_name(row), grid.column_name(column)
                    found[place] = grid.cell(row, column).text


def test_every_original_is_compared_with_every_other() -> None:
    made = [compiled(Input(o.name, o.data, o.files)) for o in corpus.originals()]
    reports = [one for one in made if not one.is_form]
    for old, new in pairwise(reports):
        with guard():
            examine(old, new)
