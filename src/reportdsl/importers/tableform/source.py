"""Write a table that was taken apart as a table form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportdsl.importers.tableform import problems
from reportdsl.importers.tableform.kinds import Type, Types, types_of
from reportdsl.importers.tableform.names import References, is_plain, keys, label
from reportdsl.importers.tableform.parts import Branch, Content, Datum, Part, Sheet, Unfit
from reportdsl.importers.tableform.totals import Line, Total, Totals, included, suspected, totals
from reportdsl.importers.tableform.words import Words
from reportdsl.model.axis import Kind
from reportdsl.syntax import escape

_INDENT = "  "
_WORDLESS = {Kind.TEXT, Kind.DATE, Kind.CHOICE}


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
        self.out.lines.append(_with(f"{self.words.directive('TABLEFORM')} {self.sheet.name}", attributes))
        for part, types in zip(self.sheet.parts, self.types, strict=True):
            own = types.band if types.band != of_table else Type()
            self._part(part, types, own)
        for leaf in self.out.unsure:
            self.out.lines.append(self.words.unsure.format(name=_on_one_line(leaf.label)))
        if self.checks:
            self.out.lines += [self.words.suspected, f"// {self.words.block('CHECKS')}", *self.checks]
        return self.out

    def _needs_grid(self) -> bool:
        """Tell whether bands share a grid that they part in different ways."""
        widths = {
            (part.labels, *(leaf.width for leaf in part.column_leaves))
            for part in self.sheet.parts
        }
        wide = any(width > 1 for _, *own in widths for width in own)
        fills = all(sum(own) == self.sheet.width for own in widths)
        return fills and (len(widths) > 1 or wide)

    def _part(self, part: Part, types: Types, own: Type) -> None:
        indent = ""
        if part.title is not None:
            self.out.lines.append(_with(f"{self.words.block('BAND')} {_title(part.title.text, part)}", own.written(self.words)))
            indent = _INDENT
        # Without a title, the type of a band stands with its columns.
        axis_words = own.written(self.words) if part.title is None else []
        names = {
            **keys(part.columns, self.words.unnamed_column),
            **keys(part.rows, self.words.unnamed_row),
        }
        refer = References(names, (*part.columns, *part.rows))
        lines = _effective(part, types)
        of_rows, of_columns = self._totals(part, lines)
        self.out.lines.append(_with(f"{indent}{self.words.block('COLUMNS')}", axis_words))
        for stub in self._stubs(part):
            self.out.lines.append(indent + _INDENT + stub)
        across = list(zip(*lines, strict=True))
        self._tree(part.columns, indent + _INDENT, names, types.columns, of_columns, refer)
        self._rows(part, indent, names, types, of_rows, refer)
        self._suggest(part, lines, across, of_rows, of_columns, refer)

    def _totals(self, part: Part, lines: Sequence[Line]) -> tuple[Totals, Totals]:
        across = list(zip(*lines, strict=True))
        of_rows = totals(part.rows, lines, [_decimals(line) for line in across])
        of_columns = totals(part.columns, across, [_decimals(line) for line in lines])
        return self._kept(of_rows, part.row_leaves), self._kept(of_columns, part.column_leaves)

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

    def _rows(
        self,
        part: Part,
        indent: str,
        names: Mapping[Branch, tuple[str, bool]],
        types: Types,
        found: Totals,
        refer: References,
    ) -> None:
        if not part.rows:
            self.out.named.append([0])
            return
        if not self.sheet.free:
            self.out.named.append(list(range(len(part.row_leaves))))
            self.out.lines.append(f"{indent}{self.words.block('ROWS')}")
            self._tree(part.rows, indent + _INDENT, names, types.rows, found, refer)
            return
        self.out.lines.append(f"{indent}{self.words.block('ROWS')} *")
        leaves = part.row_leaves
        kept = [n for n in range(len(leaves)) if n in found.rules or n in found.unsure]
        self.out.named.append(kept)
        rules = {at: found.rules[n] for at, n in enumerate(kept) if n in found.rules}
        named = [leaves[n] for n in kept]
        self._tree(named, indent + _INDENT, names, {}, Totals(rules, ()), refer)

    def _tree(
        self,
        roots: Sequence[Branch],
        indent: str,
        names: Mapping[Branch, tuple[str, bool]],
        types: Mapping[Branch, Type],
        found: Totals,
        refer: References,
    ) -> None:
        leaves = [leaf for root in roots for leaf in root.leaves()]
        rules = {leaves[n]: self._rule(total, leaves, refer) for n, total in found.rules.items()}
        for root in roots:
            self._node(root, indent, names, types, rules)

    def _node(
        self,
        node: Branch,
        indent: str,
        names: Mapping[Branch, tuple[str, bool]],
        types: Mapping[Branch, Type],
        rules: Mapping[Branch, str | None],
    ) -> None:
        key, explicit = names[node]
        text = f"{label(key)}: {_label(node)}" if explicit else _label(node)
        rule = rules.get(node)
        if rule is not None:
            text += f" = {rule}"
            self.out.rules[len(self.out.lines)] = node
        attributes = types.get(node, Type()).written(self.words)
        if node.width > 1 and not node.children:
            attributes = [f"{self.words.attribute('span')} {node.width}", *attributes]
        self.out.lines.append(_with(indent + text, attributes))
        for child in node.children:
            self._node(child, indent + _INDENT, names, types, rules)

    def _rule(self, total: Total, leaves: Sequence[Branch], refer: References) -> str | None:
        if total.parts is None:
            return self.words.sum
        terms = [refer(leaves[part]) for part in total.parts]
        return None if None in terms else " + ".join(term or "" for term in terms)

    # ── what the author may take up ──────────────────────────────────────────────────────────────

    def _suggest(
        self,
        part: Part,
        lines: Sequence[Line],
        across: Sequence[Line],
        of_rows: Totals,
        of_columns: Totals,
        refer: References,
    ) -> None:
        if self.sheet.free:
            axes = [(part.columns, across, lines, of_columns)]
        else:
            axes = [(part.rows, lines, across, of_rows), (part.columns, across, lines, of_columns)]
        for roots, own, other, found in axes:
            if not roots:
                continue
            leaves = [leaf for root in roots for leaf in root.leaves()]
            decimals = [_decimals(line) for line in other]
            for total in suspected(roots, own, decimals, found):
                rule = self._rule(total, leaves, refer)
                if rule is not None:
                    self.checks.append(f"//   {refer(leaves[total.leaf])} = {rule}")
            for whole, part_of in included(roots, own):
                names = refer(leaves[whole]), refer(leaves[part_of])
                if None not in names:
                    self.checks.append(f"//   {names[0]} ≥ {names[1]}")


def _effective(part: Part, types: Types) -> list[Line]:
    """Return the cells of a band, with no figure in those that are to hold words."""
    columns = [types.columns.get(leaf, Type()).kind for leaf in part.column_leaves]
    rows: Sequence[Branch | None] = part.row_leaves or [None] * len(part.data)
    out: list[Line] = []
    for row, line in zip(rows, part.data, strict=True):
        own = types.rows.get(row, Type()).kind if row is not None else None
        out.append([_seen(d, own or column or types.band.kind) for d, column in zip(line, columns, strict=True)])
    return out


def _seen(datum: Datum, kind: Kind | None) -> Datum:
    if kind in _WORDLESS and datum.number is not None:
        return replace(datum, content=Content.TEXT, number=None)
    return datum


def _decimals(line: Line) -> int:
    return max((d.number.decimals + 2 * d.number.percent for d in line if d.number is not None), default=0)


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
