"""Draw random forms: trees of rows and columns, their types, rules and checks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import expressions as ex
from tests.properties.randomforms import words

Draw = Callable[[st.SearchStrategy[Any]], Any]
Item = TypeVar("Item")

ENUMERATORS: tuple[Callable[[int], str], ...] = (
    lambda _: "",
    lambda n: f"{'一二三四五六七八九'[n % 9]}、",
    lambda n: f"({'一二三四五六七八九'[n % 9]})",
    lambda n: f"（{'一二三四五六七八九'[n % 9]}） ",
    lambda n: f"{n + 1}.",
    lambda n: f"{n + 1}、",
    lambda n: f"({n + 1})",
    lambda n: "①②③④⑤⑥⑦⑧⑨"[n % 9],
    lambda n: f"{n + 1}．".translate({0x30 + d: 0xFF10 + d for d in range(10)}),
)
FIGURES = (
    ab.Type("计数"),
    ab.Type("整数"),
    ab.Type("小数", 1),
    ab.Type("小数", 2),
    ab.Type("小数"),
    ab.Type("小数", 0),
    ab.Type("金额", 2),
    ab.Type("百分比", 1),
    ab.Type("百分比"),
)
RATES = (ab.Type("百分比", 1), ab.Type("小数", 2), ab.Type("百分比", 0), ab.Type("小数"))
DIFFERENCES = (ab.Type("整数"), ab.Type("小数", 2), ab.Type("小数"))
CONSTANTS = (ex.number("2"), ex.number("1.5"), ex.number("25%"), ex.number("3"))
WORDS = (ab.Type("文本"), ab.Type("日期"), ab.Type("选项", choices=words.CHOICES))
SIGNS = ("=", "≠", "<", "≤", ">", "≥")


def chance(draw: Draw, tenths: int) -> bool:
    """Draw true so many times in ten; what is simplest is false."""
    return bool(draw(st.integers(0, 9)) >= 10 - tenths)


def one_of(draw: Draw, items: Sequence[Item]) -> Item:
    chosen: Item = draw(st.sampled_from(items))
    return chosen


@dataclass
class Names:
    """The words that a tree is made of; siblings never have the same one."""

    pool: Sequence[str]
    hostile: Sequence[str]
    keys: Sequence[str]

    def core(self, draw: Draw, beside: set[str]) -> str:
        pool = (*self.pool, *self.hostile)
        start: int = draw(st.integers(0, len(pool) - 1))
        around = (pool[(start + at) % len(pool)] for at in range(len(pool)))
        word: str = next(word for word in around if ab.normal(word) not in beside)
        return word


@dataclass
class Size:
    """How large a tree may grow."""

    depth: int
    leaves: int


def tree(draw: Draw, names: Names, size: Size) -> list[ab.Node]:
    """Draw the roots of a tree without rules."""
    left = [size.leaves]
    return _siblings(draw, names, size.depth, left, None)


def _siblings(
    draw: Draw, names: Names, depth: int, left: list[int], parent: ab.Node | None
) -> list[ab.Node]:
    count = draw(st.integers(1, 3))
    numbered = one_of(draw, ENUMERATORS)
    out: list[ab.Node] = []
    for number in range(count):
        if left[0] <= 0 and out:
            break
        beside = {ab.normal(node.core) for node in out}
        core = names.core(draw, beside)
        enumerator = numbered(number)
        if core[0].isdigit() and enumerator.endswith((".", "．")):
            enumerator = ""
        node = ab.Node(core, enumerator, one_of(draw, words.REMARKS), parent=parent)
        # A label of marks that mean something else stands in quotes, and is taken whole.
        node.quoted = core in names.hostile or chance(draw, 1)
        if chance(draw, 1):
            node.key = next(k for k in names.keys if k not in {n.key for n in out})
        if depth > 1 and left[0] > 1 and chance(draw, 4):
            node.children = _siblings(draw, names, depth - 1, left, node)
        else:
            left[0] -= 1
        out.append(node)
    return out


def insert(beside: list[ab.Node], node: ab.Node, parent: ab.Node | None, at: int) -> None:
    node.parent = parent
    beside.insert(at, node)


# ── bands ────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class BandPlan:
    """What the cells of a band hold, decided before its trees are drawn."""

    words_in: str
    """Where words may stand: in ``columns``, in ``rows``, or nowhere (empty)."""
    hostile: bool


def band(draw: Draw, *, title: str | None, hostile: bool) -> ab.Band:
    """Draw a band of a table."""
    plan = BandPlan(one_of(draw, ("", "columns", "rows")), hostile)
    column_names = Names(words.COLUMNS, words.HOSTILE_COLUMNS if hostile else (), words.COLUMN_KEYS)
    row_names = Names(words.ROWS, words.HOSTILE_ROWS if hostile else (), words.ROW_KEYS)
    columns = tree(draw, column_names, Size(draw(st.integers(1, 4)), draw(st.integers(1, 6))))
    kind = one_of(draw, ("named", "named", "named", "open", "unnamed"))
    made = ab.Band(columns, [], title=title)
    made.open = kind == "open"
    made.unnamed = kind == "unnamed"
    if made.unnamed:
        made.rows = [ab.Node("")]
    elif not made.open:
        made.rows = tree(draw, row_names, Size(draw(st.integers(1, 4)), draw(st.integers(1, 5))))
    elif chance(draw, 5):
        made.rows = tree(draw, row_names, Size(1, 2))
    _types(draw, made, plan)
    _spans(draw, made)
    _rules(draw, made, plan, columns=True)
    if not made.unnamed:
        _rules(draw, made, plan, columns=False)
    return made


def _types(draw: Draw, made: ab.Band, plan: BandPlan) -> None:
    for roots, which in ((made.columns, "columns"), (made.rows, "rows")):
        for root in roots if which == "columns" or not made.unnamed else ():
            for node in root.walk():
                own = node.attributes
                if plan.words_in == which and not node.children and chance(draw, 3):
                    own.type = one_of(draw, WORDS)
                    own.optional = chance(draw, 5)
                elif (which == "columns" or plan.words_in != "columns") and chance(draw, 2):
                    own.type = one_of(draw, FIGURES)
                    own.unit = "万元" if chance(draw, 1) else ""
                own.optional = own.optional or chance(draw, 1)
                own.exact = chance(draw, 1)
    if made.title is not None and chance(draw, 2):
        made.attributes.type = one_of(draw, FIGURES)
    if chance(draw, 1):
        made.column_attributes.type = one_of(draw, FIGURES)
    if plan.words_in != "columns" and not made.unnamed and chance(draw, 1):
        made.row_attributes.type = one_of(draw, FIGURES)


def _spans(draw: Draw, made: ab.Band) -> None:
    for root in made.columns:
        for leaf in root.leaves():
            if chance(draw, 1):
                leaf.span = draw(st.integers(2, 3))
    for number in range(draw(st.integers(0, 2))):
        made.stubs.append(ab.Node(words.STUBS[draw(st.integers(0, 1)) * 2 + number]))
    for stub in made.stubs:
        if chance(draw, 2):
            stub.span = draw(st.integers(2, 3))


# ── rules ────────────────────────────────────────────────────────────────────────────────────────


def _rules(draw: Draw, made: ab.Band, plan: BandPlan, *, columns: bool) -> None:
    """Draw the sums and formulas of one tree."""
    roots = made.columns if columns else made.rows
    plain = [leaf for root in roots for leaf in root.leaves() if not _words(leaf)]
    groups = [node for root in roots for node in root.walk() if node.children]
    places: list[tuple[list[ab.Node], ab.Node | None]] = [
        (roots, None),
        *((group.children, group) for group in groups),
    ]
    for beside, parent in places:
        # The sum of the author's own rows stands beside them.
        has_parts = bool(beside) or (made.open and parent is None and not columns)
        if has_parts and chance(draw, 4):
            label = one_of(draw, words.SUMS)
            node = ab.Node(label, rule=ex.Sum())
            insert(beside, node, parent, one_of(draw, (len(beside), 0)))
    if not plain:
        return
    only_adds = plan.words_in == ("rows" if columns else "columns")
    chosen = [one_of(draw, places) for _ in range(draw(st.integers(0, 2)))]
    # A group that holds a formula is not added up by one: they might go in a circle.
    within = {id(node) for _, parent in chosen for node in (parent.path if parent else ())}
    terms = _Terms(plain, [g for g in groups if id(g) not in within], columns=columns)
    terms.whole = columns
    for number, (beside, parent) in enumerate(chosen):
        node = ab.Node(("算式", "差额")[number] + ("列" if columns else "行"))
        _formula(draw, node, terms, only_adds=only_adds)
        insert(beside, node, parent, len(beside))


def _words(node: ab.Node) -> bool:
    kind = node.attributes.type
    return kind is not None and kind.name in ab.WORDS


@dataclass
class _Terms:
    """What a formula in a tree may name."""

    plain: list[ab.Node]
    groups: list[ab.Node]
    columns: bool
    whole: bool = False
    """Whether one may be taken whole."""

    def node(self, draw: Draw) -> ab.Node:
        return one_of(draw, self.plain)

    def cell(self, draw: Draw) -> ex.Cell:
        node = self.node(draw)
        return ex.Cell(column=node) if self.columns else ex.Cell(row=node)


def _formula(draw: Draw, node: ab.Node, terms: _Terms, *, only_adds: bool) -> None:
    """Draw the rule of a node, and the type that it asks for."""
    if only_adds or chance(draw, 4):
        node.rule = _adding(draw, terms)
        if (terms.columns is False or not only_adds) and chance(draw, 8):
            node.attributes.type = one_of(draw, DIFFERENCES)
    else:
        node.rule = _other(draw, terms, 2)
        node.attributes.type = one_of(draw, RATES)


def _adding(draw: Draw, terms: _Terms) -> ex.Expression:
    count = draw(st.integers(2, 3))
    parts: list[tuple[int, ex.Expression]] = [
        (one_of(draw, (1, -1)) if at else 1, terms.cell(draw)) for at in range(count)
    ]
    if terms.groups and chance(draw, 3):
        parts.append((1, ex.Leaves(one_of(draw, terms.groups))))
    return ex.Plus(tuple(parts))


def _operand(draw: Draw, terms: _Terms, depth: int) -> ex.Expression:
    kind = draw(st.integers(0, 9))
    if kind == 9 and depth:
        return _other(draw, terms, depth - 1)
    return one_of(draw, CONSTANTS) if kind == 8 else terms.cell(draw)


def _other(draw: Draw, terms: _Terms, depth: int) -> ex.Expression:
    """Draw an expression that does more than add."""
    if terms.whole and chance(draw, 1):
        whole = ex.Leaves(terms.node(draw), whole=True)
        return ex.Times(terms.cell(draw), whole, divides=True)
    one, two = _operand(draw, terms, depth), _operand(draw, terms, depth)
    difference = ex.Plus(((1, one), (-1, two)))
    shapes: tuple[ex.Expression, ...] = (
        ex.Times(one, two, divides=True),
        ex.Times(one, two),
        ex.Times(difference, CONSTANTS[0]),
        ex.Plus(((1, one), (1, two), (-1, CONSTANTS[1]))),
        ex.Call("增长率", (one, two)),
        ex.Call("最大", (one, two)),
        ex.Call("最小", (one, two, CONSTANTS[2])),
        ex.Call("绝对值", (difference,)),
        ex.Call("舍入", (ex.Times(one, CONSTANTS[3], divides=True), ex.number("1"))),
        ex.Call("若", (ex.Comparison(one, one_of(draw, SIGNS), two), one, difference)),
        ex.Call("合计", (one, two)),
    )
    return one_of(draw, shapes)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def table(draw: Draw, name: str, *, hostile: bool) -> ab.Table:
    """Draw a table's form: nothing fills it yet."""
    count = one_of(draw, (1, 1, 2, 3))
    titled = count > 1 or chance(draw, 2)
    bands: list[ab.Band] = []
    for number in range(count):
        title = words.BANDS[number] if titled else None
        bands.append(band(draw, title=title, hostile=hostile))
    made = ab.Table(name, bands)
    if chance(draw, 6):
        made.attributes.type = one_of(draw, FIGURES)
    made.attributes.optional = chance(draw, 1)
    made.checks = [check for each in bands for check in _checks(draw, each)]
    widths = {each.form_width for each in bands}
    made.grid = len(widths) == 1 and chance(draw, 5)
    return made


def _checks(draw: Draw, made: ab.Band) -> list[ab.Check]:
    return [condition(draw, made) for _ in range(draw(st.integers(0, 2))) if askable(made)]


def askable(band: ab.Band) -> bool:
    """Tell whether all cells of a band hold figures, so that rows and columns compare."""
    figures = not any(_words(node) for node in band.nodes())
    return figures and any(not isinstance(leaf.rule, ex.Sum) for leaf in band.column_leaves)


def condition(draw: Draw, band: ab.Band) -> ab.Check:
    """Draw a condition over the rows or the columns of a band."""
    named = [leaf for leaf in band.row_leaves if leaf.core and not isinstance(leaf.rule, ex.Sum)]
    rows = bool(named) and not band.authored and one_of(draw, (True, False))
    roots = band.rows if rows else band.columns
    # A total may be called as one of the other tree's is, and then its name alone means neither.
    leaves = [leaf for root in roots for leaf in root.leaves() if not isinstance(leaf.rule, ex.Sum)]
    terms = _Terms(leaves, [], columns=not rows)
    left, right = _side(draw, terms), _side(draw, terms)
    sign = one_of(draw, SIGNS)
    room = None
    if sign != "≠" and chance(draw, 2):
        room = Fraction(draw(st.integers(0, 50)), 10)
    severity = one_of(draw, ("", "", "警告", "提示"))
    return ab.Check(band, ex.Comparison(left, sign, right), rows, room, severity)


def _side(draw: Draw, terms: _Terms) -> ex.Expression:
    one = terms.cell(draw)
    if chance(draw, 5):
        return one
    return ex.Plus(((1, one), (one_of(draw, (1, -1)), terms.cell(draw))))
