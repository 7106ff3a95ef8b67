"""Random forms and figures with their sums worked out by brute force, from the language's text alone.

Nothing here knows the compiler: trees are nested lists, figures are fractions, and a total is what
one gets by walking over the whole table.
"""

import random
from dataclasses import dataclass, field
from fractions import Fraction

TYPES = {
    # attribute: decimals typed, percent, may be negative
    "计数": (0, False, False),
    "整数": (0, False, True),
    "小数 1": (1, False, True),
    "小数 2": (2, False, True),
    "金额 2": (2, False, True),
    "百分比 1": (1, True, True),
}


@dataclass
class Branch:
    """A row or a column, or a group of them."""

    key: str
    children: "list[Branch]" = field(default_factory=list)
    rule: str = ""
    """Empty, ``sum``, or an expression over siblings' keys."""
    parent: "Branch | None" = None

    def leaves(self) -> "list[Branch]":
        if not self.children:
            return [self]
        return [leaf for child in self.children for leaf in child.leaves()]

    def path(self) -> list[str]:
        above = self.parent.path() if self.parent and self.parent.key else []
        return [*above, self.key] if self.key else above


@dataclass
class Case:
    """A form, the report's figures, and what every cell is."""

    form: str
    rows: list[Branch]
    columns: list[Branch]
    type: str
    figures: dict[tuple[int, int], Fraction]
    """The value of each cell of leaf row and leaf column, the computed ones too."""
    checks: list[str]

    @property
    def decimals(self) -> int:
        return TYPES[self.type][0]

    @property
    def percent(self) -> bool:
        return TYPES[self.type][1]

    def computed(self, row: int, column: int) -> bool:
        return bool(self.rows[row].rule or self.columns[column].rule)

    def text(self, value: Fraction) -> str:
        """Return a value as its cell publishes it."""
        scaled = value * 100 if self.percent else value
        units = abs(scaled) * 10**self.decimals
        whole = units.numerator // units.denominator
        if units - whole >= Fraction(1, 2):
            whole += 1
        digits = str(whole).rjust(self.decimals + 1, "0")
        sign = "-" if scaled < 0 and whole else ""
        point = (
            f"{digits[: -self.decimals]}.{digits[-self.decimals :]}" if self.decimals else digits
        )
        return sign + point + ("%" if self.percent else "")

    def source(
        self,
        rng: random.Random,
        *,
        computed: str = "mixed",
        wrong: tuple[int, int, Fraction] | None = None,
    ) -> str:
        """Return the report; computed cells are ``=``, left out or stated, or some of each."""
        head = [" / ".join(leaf.path()) for leaf in self.columns]
        lines = ["格式: own.form", "", "@表 表", " | ".join(["", *head])]
        for r, leaf in enumerate(self.rows):
            cells = []
            for c in range(len(self.columns)):
                text = self.text(self.figures[r, c])
                if self.computed(r, c):
                    how = rng.choice(("=", "", text)) if computed == "mixed" else computed
                    text = text if how == "stated" else how
                if wrong and wrong[:2] == (r, c):
                    text = self.text(wrong[2])
                cells.append(text)
            lines.append(" | ".join([" / ".join(leaf.path()), *cells]))
        return "\n".join(lines) + "\n"


def _tree(rng: random.Random, letter: str, *, depth: int, want_sums: bool) -> Branch:
    root = Branch("")
    counter = iter(range(1, 1000))

    def grow(parent: Branch, level: int) -> None:
        for _ in range(rng.choice((1, 2, 2, 3))):
            child = Branch(f"{letter}{next(counter)}", parent=parent)
            parent.children.append(child)
            if level < depth and rng.random() < 0.4:
                grow(child, level + 1)
        if want_sums and rng.random() < 0.7:
            name = rng.choice(("合计", "总计", f"{letter}和"))
            at = rng.choice((0, len(parent.children)))
            parent.children.insert(at, Branch(name, rule="sum", parent=parent))

    grow(root, 1)
    return root


def _lines(branch: Branch, indent: int) -> list[str]:
    out = []
    for child in branch.children:
        rule = " = 合计" if child.rule == "sum" else f" = ({child.rule})" if child.rule else ""
        out.append(" " * indent + child.key + rule)
        out += _lines(child, indent + 2)
    return out


def parts(leaf: Branch) -> list[Branch]:
    """Return all leaves under the same parent, computed ones aside."""
    assert leaf.parent is not None
    return [other for other in leaf.parent.leaves() if not other.rule]


def case(seed: int) -> Case:
    """Return a table in which every sum has something to add up."""
    rng = random.Random(seed)
    while True:
        columns = _tree(rng, "c", depth=3, want_sums=True)
        rows = _tree(rng, "r", depth=2, want_sums=rng.random() < 0.7)
        own = rng.choice(sorted(TYPES))
        column_leaves, row_leaves = columns.leaves(), rows.leaves()
        plain = [leaf for leaf in row_leaves if not leaf.rule]
        if len(plain) < 2 or not [c for c in column_leaves if not c.rule]:
            continue
        if all(parts(s) for s in (*column_leaves, *row_leaves) if s.rule == "sum"):
            break
    if rng.random() < 0.5 and own != "计数":
        # A row that is worked out from two others, whose sums by column hold too: it is linear.
        first, second = rng.sample(plain, 2)
        extra = Branch("差", rule=f"{first.key} - {second.key} * 2", parent=rows)
        rows.children.append(extra)
        row_leaves = rows.leaves()
    figures = _figures(rng, own, row_leaves, column_leaves)
    checks = []
    if rng.random() < 0.8:
        first, second = rng.sample(plain, 2)
        if own not in {"计数", "整数"}:
            checks.append(f"{first.key} + {second.key} = {second.key} + {first.key}")
        checks.append(f"{first.key} * 2 - {first.key} = {first.key}")
    form = [
        "@格式 自拟",
        f"@表式 表 <{own}>",
        "列",
        "  项目 <行名>",
        *_lines(columns, 2),
        "行",
        *_lines(rows, 2),
    ]
    if checks:
        form += ["校验", *(f"  {check}" for check in checks)]
    return Case("\n".join(form) + "\n", row_leaves, column_leaves, own, figures, checks)


def _figures(
    rng: random.Random, own: str, rows: list[Branch], columns: list[Branch]
) -> dict[tuple[int, int], Fraction]:
    decimals, percent, negative = TYPES[own]
    scale = 10 ** (decimals + 2 * percent)
    found: dict[tuple[int, int], Fraction] = {}
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            if not row.rule and not column.rule:
                low = -999 if negative else 0
                found[r, c] = Fraction(rng.choice((0, rng.randint(low, 9_999))), scale)

    def value(row: Branch, column: Branch) -> Fraction:
        at = rows.index(row), columns.index(column)
        if at in found:
            return found[at]
        if row.rule and row.rule != "sum":
            # A rule that is no sum decides; it is taken in the same column.
            first, second = (
                next(o for o in rows if o.key == key)
                for key in row.rule.removesuffix(" * 2").split(" - ")
            )
            return value(first, column) - 2 * value(second, column)
        if column.rule:
            return sum((value(row, other) for other in parts(column)), Fraction(0))
        return sum((value(other, column) for other in parts(row)), Fraction(0))

    for row in rows:
        for column in columns:
            found[rows.index(row), columns.index(column)] = value(row, column)
    return found
