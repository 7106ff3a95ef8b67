"""Make reports on the official forms whose figures balance, and slips in them."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from reportdsl.model.axis import Node
from reportdsl.model.form import BandForm
from reportdsl.official import official_form

FORMS = ("政府信息公开-2021", "政府信息公开-2019")
SIZES = {"sparse": (0.15, 12), "ordinary": (0.5, 60), "large": (0.9, 4000)}
"""Kinds of reports: how many of the figures are not zero, and how large they are at most."""
_TABLES = ("依申请公开", "复议诉讼")


@dataclass(frozen=True, slots=True)
class Case:
    """A report by its figures, row by row."""

    form: str
    names: tuple[tuple[str, ...], ...]
    """The row names of each table."""
    tables: tuple[tuple[tuple[int, ...], ...], ...]
    tie: int
    """The figure of the prose."""

    def source(self) -> str:
        """Return the report in the language, all figures stated."""
        lines = ["标题: 某市年报", "机关: 某市", "年度: 2024", f"格式: {self.form}", ""]
        lines += [f"收到申请 {{{self.tie} = 新收.总计}} 件。", ""]
        for table, names, rows in zip(_TABLES, self.names, self.tables, strict=True):
            lines.append(f"@表 {table}")
            for name, row in zip(names, rows, strict=True):
                lines.append(f"{name} | {' | '.join(map(str, row))}")
            lines.append("")
        return "\n".join(lines)


def case(rng: random.Random, form: str, size: str) -> Case:
    """Return a report whose equations all hold."""
    tables = official_form(form)
    assert tables is not None
    share, most = SIZES[size]

    def figure() -> int:
        return rng.randint(1, most) if rng.random() < share else 0

    requests, suits = (tables.tables[name].bands[0] for name in _TABLES)
    first = _requests(requests, figure, rng)
    second = _suits(suits, figure)
    names = tuple(_names(band) for band in (requests, suits))
    return Case(form, names, (first, second), first[0][-1])


def _names(band: BandForm) -> tuple[str, ...]:
    if band.rows.unnamed:
        return tuple("*" for _ in band.rows.leaves)
    return tuple(band.rows.short_names[leaf] for leaf in band.rows.leaves)


def _requests(
    band: BandForm, figure: Callable[[], int], rng: random.Random
) -> tuple[tuple[int, ...], ...]:
    """Return the table of requests: received and carried over is answered and left over."""
    columns = len(band.columns.leaves) - 1
    rows = [[figure() for _ in range(columns)] for _ in band.rows.leaves]
    total, left = len(rows) - 2, len(rows) - 1
    rows[total] = [sum(column) for column in zip(*rows[2:total], strict=True)]
    for column in range(columns):
        whole = rows[total][column] + rows[left][column]
        rows[1][column] = rng.randint(0, whole) if whole and rng.random() < 0.5 else 0
        rows[0][column] = whole - rows[1][column]
    return tuple((*row, sum(row)) for row in rows)


def _suits(band: BandForm, figure: Callable[[], int]) -> tuple[tuple[int, ...], ...]:
    """Return the table of reviews and suits: each group of columns with its total."""
    groups: dict[tuple[str, ...], list[Node]] = {}
    for leaf in band.columns.leaves:
        groups.setdefault((leaf.path or (leaf.key,))[:-1], []).append(leaf)
    out: list[tuple[int, ...]] = []
    for _ in band.rows.leaves:
        row: list[int] = []
        for leaves in groups.values():
            parts = [figure() for leaf in leaves if leaf.rule is None]
            row += [*parts, sum(parts)] if len(parts) < len(leaves) else parts
        out.append(tuple(row))
    return tuple(out)


# ── slips ────────────────────────────────────────────────────────────────────────────────────────

Place = tuple[int, int, int]
"""A table, a row and a column; the figure of the prose is ``(-1, 0, 0)``."""
KINDS = (
    "other",
    "digits swapped",
    "digit dropped",
    "digit doubled",
    "ten times",
    "off by one",
    "total left at zero",
    "ten thousand times",
    "two exchanged",
    "row shifted",
)


def read(of: Case, place: Place) -> int:
    """Return the figure at a place."""
    table, row, column = place
    return of.tie if table < 0 else of.tables[table][row][column]


def changed(of: Case, wrong: dict[Place, int]) -> Case:
    """Return a report with other figures at some places."""
    tables = tuple(
        tuple(
            tuple(wrong.get((t, r, c), value) for c, value in enumerate(row))
            for r, row in enumerate(rows)
        )
        for t, rows in enumerate(of.tables)
    )
    return Case(of.form, of.names, tables, wrong.get((-1, 0, 0), of.tie))


def slips(rng: random.Random, of: Case, kind: str, count: int) -> dict[Place, int] | None:
    """Return so many slips of a kind, each somewhere else; None where there is no room for them."""
    wrong: dict[Place, int] = {}
    for _ in range(count):
        for _ in range(200):
            made = _slip(rng, of, kind)
            if made and not made.keys() & wrong.keys():
                wrong |= made
                break
        else:
            return None
    return wrong


def _slip(rng: random.Random, of: Case, kind: str) -> dict[Place, int]:
    """Return one slip: what it puts where; nothing where the kind does not apply."""
    if kind == "two exchanged":
        return _exchange(rng, of)
    if kind == "row shifted":
        return _shift(rng, of)
    place = rng.choice(_places(of, totals=kind == "total left at zero"))
    value = read(of, place)
    made = 0 if kind == "total left at zero" else mistyped(rng, value, kind)
    return {} if made is None or made == value else {place: made}


def _places(of: Case, *, totals: bool = False) -> list[Place]:
    """Return where figures stand, or their totals alone: at the ends of rows."""
    cells = [
        (t, r, c)
        for t, rows in enumerate(of.tables)
        for r, row in enumerate(rows)
        for c in range(len(row))
        if not totals or (c == len(row) - 1 if t == 0 else c % 5 == 4)
    ]
    return cells if totals else [(-1, 0, 0), *cells]


def _exchange(rng: random.Random, of: Case) -> dict[Place, int]:
    """Return two neighbours of a row or column, each with the figure of the other."""
    table, row, column = rng.choice(_places(of)[1:])
    other = (table, row + 1, column) if rng.random() < 0.5 else (table, row, column + 1)
    rows = of.tables[table]
    if other[1] >= len(rows) or other[2] >= len(rows[0]):
        return {}
    one, two = read(of, (table, row, column)), read(of, other)
    return {} if one == two else {(table, row, column): two, other: one}


def _shift(rng: random.Random, of: Case) -> dict[Place, int]:
    """Return a row of the requests whose parts were typed one column too far to the right."""
    row = rng.randrange(len(of.tables[0]))
    parts = of.tables[0][row][:-1]
    moved = (0, *parts[:-1])
    if parts[-1] or moved == parts:
        return {}
    pairs = enumerate(zip(parts, moved, strict=True))
    return {(0, row, c): new for c, (old, new) in pairs if old != new}


def mistyped(rng: random.Random, value: int, kind: str) -> int | None:
    """Return a figure as a hand would get it wrong, None where the kind does not apply."""
    text = str(value)
    at = rng.randrange(len(text))
    match kind:
        case "digits swapped":
            at = rng.randrange(max(1, len(text) - 1))
            made = text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
        case "digit dropped":
            made = text[:at] + text[at + 1 :]
        case "digit doubled":
            made = text[:at] + text[at] + text[at:]
        case "ten times":
            made = text + "0"
        case "ten thousand times":
            made = text + "0000"
        case "off by one":
            made = str(value + rng.choice([-1, 1]))
        case _:
            made = str(rng.randint(0, 2 * value + 9))
    return None if not made or made.startswith("-") else int(made)
