"""Build the lines of a form: its head, sections, table forms with their bands and trees."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

from reportdsl.diagnostics.diagnostic import Rule, diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import keywords, nodes
from reportdsl.syntax.conditions import check, sentence
from reportdsl.syntax.expressions import Slots, extent, token_span, token_text, unquoted
from reportdsl.syntax.grammar import ParseTree
from reportdsl.syntax.line import Line, open_rows
from reportdsl.syntax.rows import unescaped
from reportdsl.syntax.tree import Token, Tree

_Built = TypeVar("_Built")
LineOf = Callable[["ParseTree | Token"], Line]


def form(line: Line, slots: Slots) -> nodes.Form | None:
    """Return the head of a form, or None after a fault."""
    tree = slots.parse("form_head", line, syntax.BAD_DIRECTIVE, line.word)
    if tree is None:
        return None
    name, _, base, title, attributes = tree.children
    based = token_text(cast("Token", base), line) if base is not None else None
    return nodes.Form(
        token_text(cast("Token", name), line),
        based,
        unquoted(token_text(cast("Token", title), line)) if title is not None else "",
        _attributes(attributes, line),
        token_span(cast("Token", base), line) if base is not None else None,
        line.whole,
    )


def section(line: Line, slots: Slots) -> nodes.SectionRule | None:
    """Return a section that a report must have, or None after a fault."""
    parts = _titled(line, slots, syntax.BAD_DIRECTIVE)
    return None if parts is None else nodes.SectionRule(*parts, line.whole)


def table_form(
    tree: ParseTree, line_of: LineOf, slots: Slots, lost: Iterable[str]
) -> nodes.TableForm | None:
    """Return a table form from its subtree of `document`, or None after a fault in its head.

    `lost` are lines of it that are not in the tree.
    """
    head = line_of(tree.children[0])
    parts = _titled(head, slots, syntax.BAD_DIRECTIVE)
    if parts is None:
        return None
    own = _Parts(line_of, slots)
    bands: list[nodes.Band] = []
    for child in cast("list[ParseTree]", tree.children[1:]):
        if child.data == "band":
            bands.append(_band(child, line_of, slots, own))
        else:
            own.add(child)
    if not bands or own.columns or own.rows:
        bands.insert(0, nodes.Band(None, (), own.columns, own.rows, head.whole))
    checks, sentences = tuple(own.checks), tuple(own.sentences)
    axes = [axis for band in bands for axis in (band.columns, band.rows) if axis is not None]
    lost = (*lost, *(text for axis in axes for text in axis.lost))
    return nodes.TableForm(*parts, tuple(bands), checks, sentences, lost, head.whole)


class _Parts:
    """The blocks of a band or table form, as they come."""

    def __init__(self, line_of: LineOf, slots: Slots) -> None:
        self.line_of = line_of
        self.slots = slots
        self.columns: nodes.AxisBlock | None = None
        self.rows: nodes.AxisBlock | None = None
        self.checks: list[nodes.Check] = []
        self.sentences: list[nodes.Sentence] = []

    def add(self, tree: ParseTree) -> None:
        """Take one block in."""
        head = self.line_of(tree.children[0])
        if tree.data == "checks":
            self.checks += [c for c in self._lines(tree, check) if c]
        elif tree.data == "prose":
            self.sentences += [s for s in self._lines(tree, sentence) if s]
        elif tree.data == "columns":
            self._once(self.columns, head)
            self.columns = self.columns or self._axis(head, tree)
        else:
            self._once(self.rows, head)
            self.rows = self.rows or self._axis(head, tree)

    def _lines(self, tree: ParseTree, build: Callable[[Line, Slots], _Built]) -> list[_Built]:
        return [build(self.line_of(token), self.slots) for token in tree.children[1:]]

    def _once(self, block: nodes.AxisBlock | None, head: Line) -> None:
        if block is not None:
            self.slots.report(diagnose(syntax.MISPLACED_LINE, head.whole, line=head.word))

    def _axis(self, head: Line, tree: ParseTree) -> nodes.AxisBlock:
        size = open_rows(head.folded)
        rest = head.rest(size)
        attributes: tuple[nodes.Attribute, ...] = ()
        if rest.text:
            read = self.slots.parse("attributes", rest, syntax.BAD_FORM_LINE)
            attributes = _attributes(read, rest)
        lost: list[str] = []
        made = [self._node(c, lost) for c in tree.children[1:] if isinstance(c, Tree)]
        built = tuple(n for n in made if n)
        return nodes.AxisBlock(size > 0, attributes, built, tuple(lost), head.whole)

    def _node(self, tree: ParseTree, lost: list[str]) -> nodes.AxisNode | None:
        """Return a row or column with what is beneath it, or None; what is lost goes to `lost`."""
        children = [self._node(c, lost) for c in tree.children[1:] if isinstance(c, Tree)]
        line = self.line_of(tree.children[0])
        node = axis_node(line, self.slots)
        if node is None:
            lost += self._texts(tree)
        return node and replace(node, children=tuple(c for c in children if c))

    def _texts(self, tree: ParseTree) -> Iterator[str]:
        """Yield the lines of a node and of what is beneath it."""
        yield self.line_of(tree.children[0]).text
        for child in tree.children[1:]:
            if isinstance(child, Tree):
                yield from self._texts(child)


def _band(tree: ParseTree, line_of: LineOf, slots: Slots, table: _Parts) -> nodes.Band:
    head = line_of(tree.children[0])
    parts = _titled(head, slots, syntax.BAD_FORM_LINE) or ("", ())
    own = _Parts(line_of, slots)
    for child in cast("list[ParseTree]", tree.children[1:]):
        own.add(child)
    table.checks += own.checks
    table.sentences += own.sentences
    return nodes.Band(parts[0], parts[1], own.columns, own.rows, head.whole)


def axis_node(line: Line, slots: Slots) -> nodes.AxisNode | None:
    """Return a row or column without its children, or None after a fault."""
    tree = slots.parse("node", line, syntax.BAD_FORM_LINE)
    if tree is None:
        return None
    # An absent key leaves no placeholder, for its rule is inlined.
    *names, _, rule, attributes = tree.children
    key, label = names if len(names) > 1 else (None, names[0])
    written = token_text(cast("Token", label), line)
    return nodes.AxisNode(
        unescaped(unquoted(token_text(cast("Token", key), line))) if key is not None else None,
        unescaped(unquoted(written)),
        cast("Token", label).type == "NODE_STRING",
        slots.build(rule, line) if rule is not None else None,
        line.text[slice(*extent(rule, line.folded))] if rule is not None else "",
        _attributes(attributes, line),
        (),
        line.whole,
    )


def _titled(
    line: Line, slots: Slots, rule: Rule = syntax.BAD_FORM_LINE
) -> tuple[str, tuple[nodes.Attribute, ...]] | None:
    if not line.text:
        problem = message(syntax.NEEDS_TITLE)
        found = diagnose(syntax.BAD_FORM_LINE, line.whole, problem=problem)
        slots.report(found)
        return None
    tree = slots.parse("titled", line, rule, line.word)
    if tree is None:
        return None
    title, attributes = tree.children
    return unquoted(token_text(cast("Token", title), line)), _attributes(attributes, line)


def _attributes(tree: "ParseTree | Token | None", line: Line) -> tuple[nodes.Attribute, ...]:
    if not isinstance(tree, Tree):
        return ()
    out: list[nodes.Attribute] = []
    for child in tree.children:
        if isinstance(child, Tree):
            words = [cast("Token", t) for t in child.children]
            name = str(words[0])
            value = " ".join(token_text(t, line) for t in words[1:])
            span = line.span(*extent(child, line.folded))
            out.append(nodes.Attribute(keywords.attribute(name) or name, value, span))
    return tuple(out)
