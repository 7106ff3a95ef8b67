"""Write a table that was taken apart as a table form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from reportdsl.importers.tableform import problems
from reportdsl.importers.tableform.changes import Change, changes
from reportdsl.importers.tableform.kinds import Type, Types, effective, types_of
from reportdsl.importers.tableform.names import References, is_plain, keys, label
from reportdsl.importers.tableform.parts import Branch, Part, Sheet, Unfit
from reportdsl.importers.tableform.totals import Line, Total, Totals, included, suspected, totals
from reportdsl.importers.tableform.words import Words
from reportdsl.syntax import escape

_INDENT = "  "


@dataclass(slots=True)
class Written:
    """The lines of a table form, and what its author should know."""

    lines: list[str] = field(default_factory=list)
    unsure: list[Branch] = field(default_factory=list)
    """Rows and columns that are called totals, and have no rule."""
    rules: dict[int, Branch] = field(default_factory=dict)
    """By the number of its line, what a rule was written for."""
    named: list[list[int]] = field(default_factory=list)
    """For each band, which of its leaf rows the form names."""


def written(sheet: Sheet, words: Words, without: frozenset[Branch]) -> Written:
    """Return the lines of a table form; raise `Unfit` for labels that nothing writes.

    Rows and columns of `without` get no rule.
    """
    return _Writer(sheet, words, without).written()


class _Writer:
    def __init__(self, sheet: Sheet, words: Words, without: frozenset[Branch]) -> None:
        self.sheet = sheet
        self.without = without
        self.words = words
        self.out = Written()
        self.types = [types_of(part, sheet.unit, free=sheet.free) for part in sheet.parts]
        self.checks: list[str] = []

    def written(self) -> Written:
        shared = {types.band for types in self.types}
        of_table = next(iter(shared)) if len(shared) == 1 else Type()
        attributes = of_table.written(self.words)
        if self._needs_grid():
            attributes.append(f"{self.words.attribute('grid')} {self.sheet.width}")
        self.out.lines.append(
            _with(f"{self.words.directive('TABLEFORM')} {self.sheet.name}", attributes)
        )
        for part, types in zip(self.sheet.parts, self.types, strict=True):
            own = types.band if types.band != of_table else Type()
            self._part(part, types, own)
        for leaf in self.out.unsure:
            self.out.lines.append(self.words.unsure.format(name=_on_one_line(leaf.label)))
        if self.checks:
            self.out.lines += [
                self.words.suspected,
                f"// {self.words.block('CHECKS')}",
                *self.checks,
            ]
        return self.out

    def _needs_grid(self) -> bool:
        """Tell whether bands share a grid that they part in different ways."""
        widths = {
            (part.labels, *(leaf.width for leaf in part.column_leaves)) for part in self.sheet.parts
        }
        wide = any(width > 1 for _, *own in widths for width in own)
        fills = all(sum(own) == self.sheet.width for own in widths)
        return fills and (len(widths) > 1 or wide)

    def _part(self, part: Part, types: Types, own: Type) -> None:
        indent = ""
        if part.title is not None:
            title = f"{self.words.block('BAND')} {_title(part.title.text, part)}"
            self.out.lines.append(_with(title, own.written(self.words)))
            indent = _INDENT
        band = self._read(part, types)
        # Without a title, the type of a band stands with its columns.
        attributes = own.written(self.words) if part.title is None else []
        self.out.lines.append(_with(f"{indent}{self.words.block('COLUMNS')}", attributes))
        for stub in self._stubs(part):
            self.out.lines.append(indent + _INDENT + stub)
        self._tree(part.columns, indent + _INDENT, band, types.columns, band.column_rules)
        self._rows(part, indent, band)
        self._suggest(band)

    def _read(self, part: Part, types: Types) -> "_Band":
        """Return a band with the names of its rows and columns, and what is computed of it."""
        names = {
            **keys(part.columns, self.words.unnamed_column),
            **keys(part.rows, self.words.unnamed_row),
        }
        refer = References(names, (*part.columns, *part.rows))
        lines = effective(part, types)
        across = list(zip(*lines, strict=True))
        columns = part.column_leaves
        grown = {
            at: change
            for at, change in changes(columns, across).items()
            if columns[at] not in self.without
        }
        # What stands in columns of changes is told by them, not by the sums of their rows.
        counted = [[d for at, d in enumerate(line) if at not in grown] for line in lines]
        of_rows = totals(part.rows, counted, _decimals(zip(*counted, strict=True)), frozenset())
        of_columns = totals(part.columns, across, _decimals(lines), grown.keys())
        row_totals = self._kept(of_rows, part.row_leaves)
        column_totals = self._kept(of_columns, columns)
        column_rules = {
            **self._sums(column_totals, columns, refer),
            **self._changes(grown, columns, refer),
        }
        row_rules = self._sums(row_totals, part.row_leaves, refer)
        return _Band(
            part, types, names, refer, lines, row_totals, column_totals, row_rules, column_rules
        )

    def _sums(
        self, found: Totals, leaves: Sequence[Branch], refer: References
    ) -> dict[Branch, str]:
        rules = {leaves[n]: self._rule(total, leaves, refer) for n, total in found.rules.items()}
        return {leaf: rule for leaf, rule in rules.items() if rule is not None}

    def _changes(
        self, found: Mapping[int, Change], leaves: Sequence[Branch], refer: References
    ) -> dict[Branch, str]:
        out: dict[Branch, str] = {}
        for at, change in found.items():
            now, before = refer(leaves[change.now]), refer(leaves[change.before])
            if now is None or before is None:
                continue
            rate = f"{self.words.growth}({now}, {before})"
            out[leaves[at]] = rate if change.rate else f"{now} - {before}"
        return out

    def _kept(self, found: Totals, leaves: Sequence[Branch]) -> Totals:
        """Return totals as far as they get a rule."""
        rules = {n: total for n, total in found.rules.items() if leaves[n] not in self.without}
        if self.sheet.free:
            rules = {n: total for n, total in rules.items() if total.parts is None}
        unsure = tuple(sorted({*found.unsure, *(found.rules.keys() - rules.keys())}))
        self.out.unsure += [leaves[leaf] for leaf in unsure]
        return Totals(rules, unsure)

    # ── columns ──────────────────────────────────────────────────────────────────────────────────

    def _stubs(self, part: Part) -> Iterator[str]:
        deepest = max((_depth(root) for root in part.rows), default=0)
        if self.sheet.free:
            deepest = min(deepest, 1)
        stubs = part.stubs
        if not stubs and part.labels > deepest:
            stubs = (Branch("", part.rows[0].span, part.labels),)
        natural = len(stubs) == 1 and deepest == part.labels
        for stub in stubs:
            attributes = [self.words.attribute("stub")]
            if stub.width > 1 and not natural:
                attributes.append(f"{self.words.attribute('span')} {stub.width}")
            yield _with(_label(stub), attributes)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, part: Part, indent: str, band: "_Band") -> None:
        if not part.rows:
            self.out.named.append([0])
            return
        head = f"{indent}{self.words.block('ROWS')}"
        if not self.sheet.free:
            self.out.named.append(list(range(len(part.row_leaves))))
            self.out.lines.append(head)
            self._tree(part.rows, indent + _INDENT, band, band.types.rows, band.row_rules)
            return
        self.out.lines.append(f"{head} *")
        leaves = part.row_leaves
        totals_of_it = {*band.row_totals.rules, *band.row_totals.unsure}
        kept = [n for n in range(len(leaves)) if n in totals_of_it]
        self.out.named.append(kept)
        named = [leaves[n] for n in kept]
        self._tree(named, indent + _INDENT, band, {}, band.row_rules)

    def _tree(
        self,
        roots: Sequence[Branch],
        indent: str,
        band: "_Band",
        types: Mapping[Branch, Type],
        rules: Mapping[Branch, str],
    ) -> None:
        for node in roots:
            key, explicit = band.names[node]
            text = f"{label(key)}: {_label(node)}" if explicit else _label(node)
            rule = rules.get(node)
            if rule is not None:
                text += f" = {rule}"
                self.out.rules[len(self.out.lines)] = node
            attributes = types.get(node, Type()).written(self.words)
            if node.width > 1 and not node.children:
                attributes = [f"{self.words.attribute('span')} {node.width}", *attributes]
            self.out.lines.append(_with(indent + text, attributes))
            self._tree(node.children, indent + _INDENT, band, types, rules)

    def _rule(self, total: Total, leaves: Sequence[Branch], refer: References) -> str | None:
        if total.parts is None:
            return self.words.sum
        terms = [refer(leaves[part]) for part in total.parts]
        return None if None in terms else " + ".join(term or "" for term in terms)

    # ── what the author may take up ──────────────────────────────────────────────────────────────

    def _suggest(self, band: "_Band") -> None:
        if band.part.rows and not self.sheet.free:
            self._suggest_along(band.by_rows, band.refer)
        self._suggest_along(band.by_columns, band.refer)

    def _suggest_along(self, axis: "_Axis", refer: References) -> None:
        leaves = axis.leaves
        computed = {n for n, leaf in enumerate(leaves) if leaf in axis.rules}
        seen = [[d for at, d in enumerate(line) if at not in axis.across] for line in axis.lines]
        for total in suspected(axis.roots, seen, axis.found, computed):
            rule, name = self._rule(total, leaves, refer), refer(leaves[total.leaf])
            if rule is not None and name is not None:
                self.checks.append(f"//   {name} = {rule}")
        for whole, among in included(axis.roots, axis.lines):
            names = refer(leaves[whole]), refer(leaves[among])
            if None not in names:
                self.checks.append(f"//   {names[0]} ≥ {names[1]}")


@dataclass(frozen=True, slots=True)
class _Axis:
    """The rows or the columns of a band, for what their figures suggest."""

    roots: Sequence[Branch]
    lines: Sequence[Line]
    found: Totals
    rules: Mapping[Branch, str]
    across: AbstractSet[int]
    """The places in the lines that are computed by the other axis."""

    @property
    def leaves(self) -> list[Branch]:
        return [leaf for root in self.roots for leaf in root.leaves()]


@dataclass(frozen=True, slots=True)
class _Band:
    """A band with what is known of it."""

    part: Part
    types: Types
    names: Mapping[Branch, tuple[str, bool]]
    refer: References
    lines: Sequence[Line]
    row_totals: Totals
    column_totals: Totals
    row_rules: Mapping[Branch, str]
    column_rules: Mapping[Branch, str]

    @property
    def by_rows(self) -> _Axis:
        columns = enumerate(self.part.column_leaves)
        computed = {n for n, leaf in columns if leaf in self.column_rules}
        return _Axis(self.part.rows, self.lines, self.row_totals, self.row_rules, computed)

    @property
    def by_columns(self) -> _Axis:
        computed = {n for n, leaf in enumerate(self.part.row_leaves) if leaf in self.row_rules}
        across = list(zip(*self.lines, strict=True))
        return _Axis(self.part.columns, across, self.column_totals, self.column_rules, computed)


def _decimals(lines: Iterable[Line]) -> list[int]:
    """Return the most decimals of the figures in each line."""
    return [
        max((d.number.decimals + 2 * d.number.percent for d in line if d.number), default=0)
        for line in lines
    ]


def _depth(branch: Branch) -> int:
    return 1 + max((_depth(child) for child in branch.children), default=0)


def _label(branch: Branch) -> str:
    text = label(branch.label)
    if text is None:
        raise Unfit(problems.LABEL_UNSAYABLE, branch.span)
    return text


def _title(text: str, part: Part) -> str:
    """Return the title of a band as it is written."""
    assert part.title is not None
    if "<" in text or "＜" in text:
        raise Unfit(problems.LABEL_UNSAYABLE, part.title.span)
    if is_plain(text.replace(":", "").replace("：", "").replace("=", "").replace("＝", "")):
        return text
    quoted = escape.string(text)
    if quoted is None:
        raise Unfit(problems.LABEL_UNSAYABLE, part.title.span)
    return quoted


def _with(text: str, attributes: Sequence[str]) -> str:
    return f"{text} <{', '.join(attributes)}>" if attributes else text


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
