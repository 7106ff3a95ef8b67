"""Hold the labels that stand before figures against those that a form prints there."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from reportdsl.importers.labels import key, likest, names, shortens, totals, turns
from reportdsl.importers.raw import RawCell
from reportdsl.importers.templates import Template, keys_of
from reportdsl.model.axis import Node

UNREAD = 6
"""What it costs not to know a label of the file."""
MISSING = 2
"""What it costs that a label of the form is not in the file."""
_ALIKE = 60
"""How alike two labels must be, in percent, where their order speaks for them too."""
_MONEY = ("亿元", "百万元", "万元", "千元", "元")


class Part(Enum):
    """What a label is printed for."""

    TITLE = auto()
    STUB = auto()
    COLUMN = auto()
    ROW = auto()
    """A row or a group of rows."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A label that the form prints."""

    part: Part
    band: int
    node: Node | None
    """None for the title of a band."""
    keys: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A label of the file, and what it is in the form."""

    expected: Expected
    cell: RawCell
    guessed: bool
    """Whether it is worded in a way of its own."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which labels are which."""

    matched: tuple[Matched, ...]
    unread: tuple[RawCell, ...]
    missing: tuple[Expected, ...]
    cost: int


@lru_cache(maxsize=8192)
def expected(template: Template, last: int | None, place: int) -> tuple[Expected, ...]:
    """Return the labels printed between two rows of a table, by their places.

    Without a last row it is from the begin of the table. Of what is printed with the rows between
    them nothing is expected.
    """
    band, row = template.rows[place]
    out: list[Expected] = []
    before: set[Node] = set()
    if last is not None and template.rows[last][0] == band:
        before = set(template.bands[band].paths[template.rows[last][1]])
    else:
        out += opening(template, band)
    if template.is_named(place):
        path = template.bands[band].paths[row]
        out += [_of(Part.ROW, band, node) for node in path if node not in before]
    return tuple(out)


@lru_cache(maxsize=256)
def opening(template: Template, band: int) -> tuple[Expected, ...]:
    """Return the labels printed at the head of a band."""
    form = template.bands[band].form
    out = []
    if form.title is not None:
        out.append(Expected(Part.TITLE, band, None, names(form.title), form.title))
    for node in template.bands[band].heads:
        part = Part.STUB if node in form.stubs else Part.COLUMN
        out.append(_of(part, band, node))
    return tuple(out)


def _of(part: Part, band: int, node: Node) -> Expected:
    return Expected(part, band, node, keys_of(node), node.label)


def align(cells: Sequence[RawCell], wanted: Sequence[Expected], known: frozenset[str]) -> Alignment:
    """Return the cheapest way to read labels, in order, as those of the form.

    A label of which the form has the very words, in `known`, stands for nothing else.
    """
    prices = _prices(cells, wanted, known)
    return _traced(cells, wanted, prices, _costs(prices, len(wanted)))


def cheapest(cells: Sequence[RawCell], wanted: Sequence[Expected], known: frozenset[str]) -> int:
    """Return what the cheapest way to read labels costs; see `align`."""
    return _costs(_prices(cells, wanted, known), len(wanted))[0][0]


def least(labels: int, wanted: int) -> int:
    """Return what reading so many labels as so many of the form costs at least."""
    return max((labels - wanted) * UNREAD, (wanted - labels) * MISSING)


def _prices(
    cells: Sequence[RawCell], wanted: Sequence[Expected], known: frozenset[str]
) -> list[list[int | None]]:
    return [[_price(cell.text, each.keys, each.label, known) for each in wanted] for cell in cells]


def _costs(prices: Sequence[Sequence[int | None]], wanted: int) -> list[list[int]]:
    """Return for each label and each one of the form what it costs to read all from these on."""
    below = [left * MISSING for left in range(wanted, -1, -1)]
    costs = [below]
    for row in reversed(prices):
        cost = below[wanted] + UNREAD
        here = [cost]
        for at in range(wanted - 1, -1, -1):
            cost = min(cost + MISSING, below[at] + UNREAD)
            paid = row[at]
            if paid is not None and below[at + 1] + paid < cost:
                cost = below[at + 1] + paid
            here.append(cost)
        here.reverse()
        costs.append(here)
        below = here
    costs.reverse()
    return costs


def _traced(
    cells: Sequence[RawCell],
    wanted: Sequence[Expected],
    price: Sequence[Sequence[int | None]],
    cost: Sequence[Sequence[int]],
) -> Alignment:
    matched: list[Matched] = []
    unread: list[RawCell] = []
    missing: list[Expected] = []
    i = j = 0
    while i < len(cells) or j < len(wanted):
        paid = price[i][j] if i < len(cells) and j < len(wanted) else None
        if paid is not None and cost[i][j] == cost[i + 1][j + 1] + paid:
            matched.append(Matched(wanted[j], cells[i], paid > 0))
            i, j = i + 1, j + 1
        elif j < len(wanted) and cost[i][j] == cost[i][j + 1] + MISSING:
            missing.append(wanted[j])
            j += 1
        else:
            unread.append(cells[i])
            i += 1
    return Alignment(tuple(matched), tuple(unread), tuple(missing), cost[0][0])


@lru_cache(maxsize=65536)
def _price(text: str, keys: tuple[str, ...], label: str, known: frozenset[str]) -> int | None:
    """Return what it costs to read a text as a label of the form; None where it cannot be it."""
    own = names(text)
    if _unit(text) not in {"", _unit(label)}:
        return None
    if any(name in keys for name in own):
        return 0
    if any(name in known for name in own) or turns(text, label):
        return None
    if any(name in keys for name in totals(text)):
        return 1
    alike = likest(text, label)
    # Extractors lose the end of a label where a line breaks in it; people leave words out.
    if alike < _ALIKE and not shortens(text, label):
        return None
    return 1 + (100 - alike) // 25


def _unit(label: str) -> str:
    """Return the unit of money that a label names in parentheses, empty without one."""
    _, mark, rest = key(label).rpartition("(")
    return next((unit for unit in _MONEY if unit in rest), "") if mark else ""
