"""Build forms from the documents of form files: trees, types, rules, sections; faults in place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportdsl.analysis import attributes as read
from reportdsl.diagnostics.diagnostic import Diagnostic, Phrase, Severity, diagnose, message
from reportdsl.diagnostics.rules import forms as rules
from reportdsl.diagnostics.rules.syntax import BAD_DIRECTIVE, NEAREST, NESTED_TOO_DEEP, TWICE
from reportdsl.model.axis import Attributes, Axis, Node, Rule
from reportdsl.model.bands import Bands
from reportdsl.model.form import BandForm, CheckRule, Form, SectionRule, Sentence, TableForm
from reportdsl.syntax import exprs, keywords, nodes
from reportdsl.syntax.lines import MAX_DEPTH
from reportdsl.text.fold import bare, normal
from reportdsl.text.nearest import nearest
from reportdsl.text.source import Span

Lookup = Callable[[str], Form | None]
_SEVERITIES = {None: Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
_IN_FORMS = (
    nodes.Form,
    nodes.SectionRule,
    nodes.TableForm,
    nodes.Check,
    nodes.Allow,
    nodes.Include,
)


@dataclass(slots=True)
class _Draft:
    """The blocks of one form."""

    head: nodes.Form
    blocks: list[nodes.Block]


def build_forms(
    blocks: Iterable[nodes.Block], official: Lookup, known: Iterable[str], place: Span
) -> tuple[dict[str, Form], list[Diagnostic]]:
    """Return the forms of a file's blocks by name, in order, and what is wrong in them.

    `official` gives forms of other files by name; `known` are their names, for suggestions.
    """
    found: list[Diagnostic] = []
    drafts = _drafts(blocks, found)
    if not drafts:
        found.append(diagnose(rules.NO_FORM, place))
    builder = _Builder(drafts, official, tuple(known), found)
    return {name: builder.form(name) for name in drafts}, found


def _drafts(blocks: Iterable[nodes.Block], found: list[Diagnostic]) -> dict[str, _Draft]:
    drafts: dict[str, _Draft] = {}
    current: _Draft | None = None
    strangers = 0
    for block in blocks:
        if isinstance(block, nodes.Form):
            if block.name in drafts:
                found.append(diagnose(rules.DOUBLED_FORM, block.span, name=block.name))
            current = _Draft(block, [])
            drafts.setdefault(block.name, current)
        elif not isinstance(block, _IN_FORMS):
            # One message tells of a report read as a form; a hundred would not tell more.
            if not strangers:
                found.append(diagnose(rules.NOT_IN_A_FORM, block.span))
            strangers += 1
        elif current is None:
            found.append(diagnose(rules.OUTSIDE_A_FORM, block.span))
        else:
            current.blocks.append(block)
    return drafts


class _Builder:
    """The forms of a file under construction."""

    def __init__(
        self,
        drafts: dict[str, _Draft],
        official: Lookup,
        known: tuple[str, ...],
        found: list[Diagnostic],
    ) -> None:
        self.drafts = drafts
        self.official = official
        self.known = known
        self.found = found
        self.done: dict[str, Form] = {}
        self.open: list[str] = []

    def form(self, name: str) -> Form:
        if name not in self.done:
            self.open.append(name)
            self.done[name] = self._build(self.drafts[name])
            self.open.pop()
        return self.done[name]

    def _build(self, draft: _Draft) -> Form:
        head = draft.head
        base = self._base(head)
        # A section or table of the same name takes the place of the one in the base.
        sections = {normal(s.title): s for s in base.sections} if base else {}
        tables = dict(base.tables) if base else {}
        written = {normal(name): name for name in tables}
        disabled = list(base.disabled) if base else []
        checks = list(base.checks) if base else []
        own: set[str] = set()
        titles: set[str] = set()
        for block in draft.blocks:
            if isinstance(block, nodes.SectionRule):
                self._section_twice(block, titles)
                sections[normal(block.title)] = self._section(block)
            elif isinstance(block, nodes.Allow):
                disabled.append((block.code, block.until))
            elif isinstance(block, nodes.Check):
                checks.append(check_rule(block))
            elif isinstance(block, nodes.TableForm):
                name = normal(block.name)
                if name in own:
                    found = diagnose(rules.DOUBLED_TABLE_FORM, block.span, name=block.name)
                    self.found.append(found)
                    continue
                own.add(name)
                made = TableBuilder(head.name, self.found).table(block)
                tables[written.get(name, block.name)] = made
        needs = read.read(head.attributes, read.ON_FORMS, self.found).requires
        required = tuple(keywords.field(n) or n for n in needs) or (base.requires if base else ())
        title = head.title or (base.title if base else head.name)
        return Form(
            head.name,
            title,
            sections=tuple(sections.values()),
            tables=tables,
            requires=required,
            disabled=tuple(disabled),
            span=head.span,
            checks=tuple(checks),
        )

    def _base(self, head: nodes.Form) -> Form | None:
        if head.base is None:
            return None
        span = head.base_span or head.span
        if head.base in self.open:
            chain = (*self.open[self.open.index(head.base) :], head.base)
            self.found.append(diagnose(rules.FORM_CYCLE, span, chain=" → ".join(chain)))
            return None
        if head.base in self.drafts:
            if len(self.open) > MAX_DEPTH:
                depth = len(self.open)
                found = diagnose(NESTED_TOO_DEEP, span, depth=depth, limit=MAX_DEPTH)
                self.found.append(found)
                return None
            return self.form(head.base)
        form = self.official(head.base)
        if form is None:
            near = nearest(head.base, (*self.drafts, *self.known))
            hints = (message(NEAREST, names=near),) if near else ()
            self.found.append(diagnose(rules.UNKNOWN_BASE, span, hints=hints, name=head.base))
        return form

    def _section_twice(self, block: nodes.SectionRule, titles: set[str]) -> None:
        """Report a section that a form names again; `titles` are those before."""
        title = normal(block.title)
        if title in titles:
            word, problem = Phrase(*keywords.DIRECTIVES["SECTION"]), message(TWICE)
            self.found.append(diagnose(BAD_DIRECTIVE, block.span, word=word, problem=problem))
        titles.add(title)

    def _section(self, block: nodes.SectionRule) -> SectionRule:
        tables = read.read(block.attributes, read.ON_SECTIONS, self.found).tables
        return SectionRule(block.title, tuple(tables), block.span)


def check_rule(check: nodes.Check) -> CheckRule:
    """Return a check as the model holds it."""
    room = "" if check.tolerance is None else f" ± {check.tolerance}"
    return CheckRule(
        check.text + room,
        check.expression,
        severity=_SEVERITIES[check.severity],
        tolerance=check.tolerance,
        note=check.note,
        source=check.source,
        span=check.span,
    )


class TableBuilder:
    """Builds one table form."""

    def __init__(self, form: str, found: list[Diagnostic]) -> None:
        self.form = form
        self.found = found

    def table(self, block: nodes.TableForm) -> TableForm:
        """Return the table form that a block describes."""
        own = read.read(block.attributes, read.ON_TABLES, self.found)
        bands = Bands(self._band(b, own, block) for b in block.bands)
        checks = tuple(check_rule(c) for c in block.checks)
        sentences = tuple(s for s in map(self._sentence, block.sentences) if s)
        return TableForm(
            block.name,
            self.form,
            bands=bands,
            grid=own.grid,
            checks=checks,
            sentences=sentences,
            span=block.span,
            lost=block.lost,
        )

    def _sentence(self, sentence: nodes.Sentence) -> Sentence | None:
        inner = [p.split("}")[0] for p in sentence.pattern.replace("｛", "{").split("{")[1:]]
        if len(inner) != 1 or keywords.word(inner[0]) != "figure":
            self.found.append(diagnose(rules.BAD_SENTENCE, sentence.span))
            return None
        return Sentence(sentence.pattern, sentence.text, sentence.expression, sentence.span)

    def _band(self, band: nodes.Band, table: read.Read, block: nodes.TableForm) -> BandForm:
        own = read.read(band.attributes, read.TYPED, self.found).attributes
        above = own.over(table.attributes)
        stubs: tuple[Node, ...] = ()
        columns = Axis(())
        if band.columns is None or not band.columns.nodes:
            if not block.lost:
                name = band.title or block.name
                self.found.append(diagnose(rules.NO_COLUMNS, band.span, name=name))
        else:
            stubs, columns = self._columns(band.columns, above)
        rows, row_attributes = self._rows(band.rows)
        made = BandForm(
            band.title,
            columns=columns,
            rows=rows,
            stubs=stubs,
            open=band.rows is not None and band.rows.open,
            row_attributes=row_attributes,
            span=band.span,
        )
        if not block.lost:
            self._fits(made, table.grid)
        return made

    def _columns(self, block: nodes.AxisBlock, above: Attributes) -> tuple[tuple[Node, ...], Axis]:
        own = read.read(block.attributes, read.TYPED, self.found).attributes.over(above)
        stubs: list[Node] = []
        written = list(block.nodes)
        while written and self._is_stub(written[0]):
            stubs += self._nodes(written[:1], own, ())
            written.pop(0)
        for node in _all(written):
            if self._is_stub(node):
                self.found.append(diagnose(rules.STUB_MISPLACED, node.span))
        return tuple(stubs), self._axis(block, tuple(written), own)

    def _is_stub(self, node: nodes.AxisNode) -> bool:
        return any(a.name == "stub" for a in node.attributes) and not node.children

    def _rows(self, block: nodes.AxisBlock | None) -> tuple[Axis, Attributes]:
        if block is None:
            return Axis((Node("", ""),), unnamed=True), Attributes()
        own = read.read(block.attributes, read.TYPED, self.found).attributes
        return self._axis(block, block.nodes, own), own

    def _axis(
        self, block: nodes.AxisBlock, written: tuple[nodes.AxisNode, ...], above: Attributes
    ) -> Axis:
        axis = Axis(self._nodes(written, above, ()))
        if block.lost:
            return axis
        for leaf in axis.leaves:
            # The author's own rows stand beside those named at the top of open ones.
            if leaf.rule and leaf.rule.is_sum and not (block.open and leaf in axis.roots):
                parts = [s for s in axis.siblings(leaf) if s.rule is None]
                if not parts:
                    span = leaf.rule.span
                    self.found.append(diagnose(rules.NOTHING_TO_SUM, span, name=leaf.label))
        return axis

    def _nodes(
        self, written: Iterable[nodes.AxisNode], above: Attributes, path: tuple[str, ...]
    ) -> tuple[Node, ...]:
        made: list[Node] = []
        keys: dict[str, nodes.AxisNode] = {}
        for node in written:
            key = node.key or (node.label if node.whole else bare(node.label))
            if normal(key) in keys:
                self.found.append(diagnose(rules.DOUBLED_NODE, node.span, name=key))
                continue
            keys[normal(key)] = node
            made.append(self._node(node, key, above, path))
        return tuple(made)

    def _node(
        self, node: nodes.AxisNode, key: str, above: Attributes, path: tuple[str, ...]
    ) -> Node:
        own = read.read(node.attributes, read.ON_NODES, self.found)
        attributes = own.attributes.over(above)
        here = (*path, key)
        children = self._nodes(node.children, attributes, here)
        rule = self._rule(node)
        if rule and children:
            self.found.append(diagnose(rules.GROUP_WITH_RULE, node.span, name=node.label))
            rule = None
        return Node(
            key,
            node.label,
            whole=node.whole,
            rule=rule,
            attributes=attributes,
            children=children,
            path=here,
            width=own.span,
            span=node.span,
        )

    def _rule(self, node: nodes.AxisNode) -> Rule | None:
        expression = node.rule
        if expression is None:
            return None
        if is_sum_word(expression):
            return Rule(node.rule_text, None, node.span)
        return Rule(node.rule_text, expression, node.span)

    def _fits(self, band: BandForm, grid: int | None) -> None:
        """Report a band whose columns do not fill the table's grid."""
        if grid is None or not band.columns.roots:
            return
        named = 0 if band.rows.unnamed and not band.stubs else band.rows.depth
        stubs = sum(s.width for s in band.stubs)
        width = max(named, stubs) + sum(leaf.width for leaf in band.columns.leaves)
        if width != grid:
            self.found.append(diagnose(rules.GRID_MISMATCH, band.span, width=width, grid=grid))


def is_sum_word(expression: exprs.Expr) -> bool:
    """Tell whether an expression is the bare word 合计, which adds up a node's siblings."""
    match expression:
        case exprs.Reference((exprs.Part(name, False),)):
            return keywords.function(name) == "sum"
    return False


def _all(written: Iterable[nodes.AxisNode]) -> Iterator[nodes.AxisNode]:
    for node in written:
        yield node
        yield from _all(node.children)
