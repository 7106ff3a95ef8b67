"""Write a random form and its report down, in one of the many ways in which the language takes them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import strategies as st

from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import expressions as ex
from tests.properties.randomforms import fills as fl

Span = tuple[int, int]
Place = tuple[ab.Node, ab.Node]

ENGLISH = {
    "标题": "title",
    "格式": "form",
    "上年": "previous",
    "章": "section",
    "表式": "tableform",
    "段": "band",
    "列": "columns",
    "行": "rows",
    "校验": "checks",
    "表": "table",
    "标签": "label",
    "省略": "omit",
    "其余": "rest",
    "警告": "warning",
    "提示": "note",
    "计数": "count",
    "整数": "integer",
    "小数": "decimal",
    "金额": "money",
    "百分比": "percent",
    "文本": "text",
    "日期": "date",
    "选项": "choice",
    "跨": "span",
    "行名": "stub",
    "可空": "optional",
    "精确": "exact",
    "单位": "unit",
    "栅格": "grid",
    "合计": "SUM",
    "最大": "max",
    "最小": "min",
    "绝对值": "abs",
    "舍入": "round",
    "若": "if",
    "增长率": "Growth",
}
DIRECTIVES = {"校验": "check", "注": "note"}
AXES = {"行": "row", "列": "column", "段": "band"}
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in '"\\'}
_SIMPLE = re.compile(r"[^\W\d]\w*")
_NOT_NAMES = {"且", "或", "非", "上年", "下级", "and", "or", "not"}
_OTHER_SIGNS = {"=": "==", "≠": "!=", "≤": "<=", "≥": ">="}


@dataclass(frozen=True)
class Style:
    """How an author writes."""

    english: bool = False
    wide: bool = False
    """Whether marks and figures are full-width."""
    ideographic: bool = False
    """Whether blanks are U+3000."""
    noted: bool = False
    """Whether comments and blank lines stand between the rows."""
    joined: bool = False
    """Whether rows go on in the next line."""
    short: bool = False
    """Whether rows and columns have the shortest names that are clear."""
    labels: bool = False
    """Whether rows and columns are called by their labels, not by their keys."""
    trailing: bool = False
    """Whether rows end in a bar."""
    quotes: str = '""'

    def word(self, chinese: str) -> str:
        return ENGLISH.get(chinese, chinese) if self.english else chinese

    def directive(self, chinese: str) -> str:
        word = DIRECTIVES.get(chinese) or ENGLISH[chinese] if self.english else chinese
        return self.mark("@") + word

    def axis(self, chinese: str) -> str:
        return AXES[chinese] if self.english else chinese

    def mark(self, mark: str) -> str:
        return mark.translate(_WIDE) if self.wide else mark

    @property
    def blank(self) -> str:
        return "\u3000" if self.ideographic else " "

    def quoted(self, text: str) -> str:
        opening, closing = self.quotes[0], self.quotes[1]
        return f'"{text}"' if opening in text or closing in text else opening + text + closing


STYLES = st.builds(
    Style,
    *[st.booleans()] * 8,
    quotes=st.sampled_from(('""', "＂＂", "“”")),
)


@dataclass
class Written:
    """The texts of a form and a report, and where in the report things stand."""

    form: str
    report: str
    cells: dict[Place, Span] = field(default_factory=dict)
    rows: dict[ab.Node, Span] = field(default_factory=dict)
    """Those that are written in one line."""
    tables: dict[ab.Table, Span] = field(default_factory=dict)
    """The name of each."""
    last: str = ""
    """Last year's report, if there is one."""
    last_year: Span = (0, 0)
    """Where the header names it."""
    rests: dict[ab.Table, Span] = field(default_factory=dict)
    checks: dict[ab.Check, Span] = field(default_factory=dict)
    """Those of the author's own: the line."""

    @property
    def files(self) -> dict[str, str]:
        return {"own.form": self.form} | ({"last.report": self.last} if self.last else {})

    def row(self, table: ab.Table, row: ab.Node) -> Span:
        """Return where a row stands; one that is written by groups or not at all, at its table's."""
        return self.rows.get(row, self.tables[table])


def written(report: ab.Report, style: Style) -> Written:
    """Return a report and its form as texts."""
    out = Written(_form(report, style), "")
    _ReportWriter(report, style, out).write(last_year=report.last_year)
    if report.last_year:
        before = Written(out.form, "")
        _ReportWriter(report, style, before).write(last_year=False)
        out.last = before.report
    return out


# ── attributes and expressions ───────────────────────────────────────────────────────────────────


def attributes(own: ab.Attributes, style: Style, *more: str) -> str:
    """Return what stands behind a node, a band or a table; empty where nothing is said."""
    said: list[str] = []
    if own.type is not None:
        kind = own.type
        n = "" if kind.decimals is None else f" {kind.decimals}"
        said.append(
            style.word(kind.name) + n + (" " + "|".join(kind.choices) if kind.choices else "")
        )
    said += [style.word("可空")] * own.optional + [style.word("精确")] * own.exact
    said += [f"{style.word('单位')} {own.unit}"] if own.unit else []
    said += [word for word in more if word]
    return f" {style.mark('<')}{style.mark(',').join(said)}{style.mark('>')}" if said else ""


def expression(written_: ex.Expression, style: Style, prefix: tuple[str, ...] = ()) -> str:
    """Return an expression; paths in it begin with `prefix`."""

    def text(part: ex.Expression) -> str:
        return expression(part, style, prefix)

    match written_:
        case ex.Constant():
            return style.mark(written_.text)
        case ex.Word():
            return style.quoted(written_.text)
        case ex.Cell():
            nodes = [*path(written_.row), *path(written_.column)]
            return dotted((*prefix, *(_called(node, style) for node in nodes)), style)
        case ex.Leaves():
            named = dotted((*prefix, *(_called(n, style) for n in written_.group.path)), style)
            return f"{style.word('合计')}{style.mark('(')}{named}{style.mark(')')}"
        case ex.Plus():
            signs = (" + " if sign > 0 else " - " for sign, _ in written_.terms)
            # What is taken away as a whole stands in brackets.
            terms = (
                f"({text(term)})" if isinstance(term, ex.Plus) else text(term)
                for _, term in written_.terms
            )
            return "".join(s + t for s, t in zip(signs, terms, strict=True)).removeprefix(" + ")
        case ex.Times():
            sign = ("÷" if style.wide else "/") if written_.divides else "×" if style.wide else "*"
            return f"{_bracketed(written_.left, style, prefix)} {sign} {_bracketed(written_.right, style, prefix)}"
        case ex.Comparison():
            sign = written_.sign
            sign = _OTHER_SIGNS.get(sign, sign) if style.english else sign
            return f"{text(written_.left)} {sign} {text(written_.right)}"
        case ex.Call():
            arguments = [
                f"({text(a)})" if isinstance(a, ex.Comparison) else text(a)
                for a in written_.arguments
            ]
            return f"{style.word(written_.name)}{style.mark('(')}{style.mark(',').join(arguments)}{style.mark(')')}"


def _bracketed(part: ex.Expression, style: Style, prefix: tuple[str, ...]) -> str:
    text = expression(part, style, prefix)
    return f"({text})" if isinstance(part, ex.Plus | ex.Times) else text


def path(node: ab.Node | None) -> list[ab.Node]:
    """Return the nodes that name a row or a column; none where it has no name."""
    return [n for n in node.path if n.core] if node is not None else []


def _called(node: ab.Node, style: Style) -> str:
    return node.label if style.labels else node.name


def dotted(names: Iterable[str], style: Style) -> str:
    """Return a path as an expression has it, quoted where it must be."""
    return ".".join(
        name if _SIMPLE.fullmatch(name) and name not in _NOT_NAMES else style.quoted(name)
        for name in names
    )


# ── forms ────────────────────────────────────────────────────────────────────────────────────────


def _form(report: ab.Report, style: Style) -> str:
    lines = [f"{style.directive('格式')} 自拟"]
    for table in report.tables:
        lines += _table_form(table, style)
    return "\n".join(lines) + "\n"


def _table_form(table: ab.Table, style: Style) -> Iterator[str]:
    grid = f"{style.word('栅格')} {table.bands[0].form_width}" if table.grid else ""
    yield f"{style.directive('表式')} {table.name}{attributes(table.attributes, style, grid)}"
    for band in table.bands:
        indent = ""
        if band.title is not None:
            yield f"{style.word('段')} {band.title}{attributes(band.attributes, style)}"
            indent = style.blank
        yield f"{indent}{style.word('列')}{attributes(band.column_attributes, style)}"
        for stub in band.stubs:
            yield f"{indent}  {stub.label}{_node_attributes(stub, style, style.word('行名'))}"
        for root in band.columns:
            yield from _node(root, style, indent + "  ")
        if not band.unnamed:
            star = style.blank + style.mark("*") if band.open else ""
            yield f"{indent}{style.word('行')}{star}{attributes(band.row_attributes, style)}"
            for root in band.rows:
                yield from _node(root, style, indent + "  ")
    if table.checks:
        yield style.word("校验")
        for check in table.checks:
            yield f"  {condition(table, check, style)}"


def _node_attributes(node: ab.Node, style: Style, *more: str) -> str:
    span = f"{style.word('跨')} {node.span}" if node.span > 1 else ""
    return attributes(node.attributes, style, *more, span)


def _node(node: ab.Node, style: Style, indent: str) -> Iterator[str]:
    label = style.quoted(node.label) if node.quoted else node.label
    key = f"{node.key}{style.mark(':')} " if node.key else ""
    rule = ""
    if isinstance(node.rule, ex.Sum):
        rule = f" {style.mark('=')} {style.word('合计')}"
    elif node.rule is not None:
        rule = f" {style.mark('=')} {expression(node.rule, style)}"
    if style.joined and rule:
        rule = " \\\n  " + rule.lstrip()
    yield f"{indent}{key}{label}{rule}{_node_attributes(node, style)}"
    for child in node.children:
        yield from _node(child, style, indent + style.blank)


def condition(table: ab.Table, check: ab.Check, style: Style, *, own: bool = False) -> str:
    """Return a check as a form or, as its author's `own`, the report has it."""
    prefix = (table.name,) if own else ()
    if check.band.title is not None:
        prefix = (*prefix, check.band.title)
    severity = f"{style.word(check.severity)} " if check.severity else ""
    room = "" if check.room is None else f" {'+-' if style.english else '±'} {plain(check.room)}"
    return f"{severity}{expression(check.comparison, style, prefix)}{room}"


def plain(value: Fraction) -> str:
    """Return a value that has one decimal at most."""
    whole, rest = divmod(value * 10, 10)
    return f"{int(whole)}.{int(rest)}" if rest else str(int(whole))


# ── reports ──────────────────────────────────────────────────────────────────────────────────────


class _ReportWriter:
    """The text of a report as it grows."""

    def __init__(self, report: ab.Report, style: Style, out: Written) -> None:
        self.report = report
        self.style = style
        self.out = out
        self.text = ""

    def write(self, *, last_year: bool) -> None:
        """Write the report; without last year's it has no sentence over it either."""
        style = self.style
        self._line(f"{style.word('标题')}{style.mark(':')} {self.report.title}")
        self._line(f"{style.word('格式')}{style.mark(':')} own.form")
        if last_year:
            self._line(f"{style.word('上年')}{style.mark(':')} last.report")
            self.out.last_year = (len(self.text) - len("last.report\n"), len(self.text) - 1)
        self._line("")
        for table, heading, prose in zip(
            self.report.tables, self.report.headings, self.report.prose, strict=True
        ):
            self._line(f"{style.mark('#') * heading.level} {heading.text}")
            _TableWriter(table, self).write()
            for paragraph in prose:
                if last_year or not any(map(is_old, paragraph.pieces)):
                    note = f"{style.directive('注')} " if paragraph.is_note else ""
                    self._line(note + "".join(map(self._piece, paragraph.pieces)))
        for table, check in self.report.checks:
            text = condition(table, check, style, own=True)
            self._line(f"{style.directive('校验')} {text}")
            end = len(self.text) - 1
            self.out.checks[check] = (end - len(text), end)
        self.out.report = self.text

    def _line(self, text: str) -> None:
        self.text += text + "\n"

    def _piece(self, piece: ab.Piece) -> str:
        match piece:
            case ab.Bold(text):
                return f"**{text}**"
            case ab.Link(text, target):
                return f"[{text}]({target})"
            case ab.Quote():
                return self._quote(piece)
        return piece

    def _quote(self, piece: ab.Quote) -> str:
        style, table = self.style, piece.table
        band = next(b for b in table.shown if piece.row in b.row_leaves)
        names = [table.name, *([band.title] if band.title is not None else [])]
        names += [_called(node, style) for node in (*path(piece.row), *path(piece.column))]
        tie = f"{piece.stated} {style.mark('=')} " if piece.stated else ""
        shape = f"{style.mark(':')}{piece.format}" if piece.format else ""
        old = f"{style.word('上年')}." if piece.last_year else ""
        return f"{style.mark('{')}{tie}{old}{dotted(names, style)}{shape}{style.mark('}')}"


def is_old(piece: ab.Piece) -> bool:
    """Tell whether a piece is a figure of last year's."""
    return isinstance(piece, ab.Quote) and piece.last_year


class _TableWriter:
    """The rows of one table."""

    def __init__(self, table: ab.Table, report: _ReportWriter) -> None:
        self.table = table
        self.report = report
        self.style = report.style
        self.out = report.out

    def write(self) -> None:
        start = len(self.report.text)
        self.report._line(f"{self.style.directive('表')} {self.table.name}")
        end = len(self.report.text) - 1
        self.out.tables[self.table] = (end - len(self.table.name), end)
        assert start < end
        self._changes()
        heads = self.table.heads
        if heads is not None:
            names = [self._label(column, rows=False) for column in heads]
            self._row("", None, [(None, name) for name in names])
        for band in self.table.shown:
            for row in band.row_leaves:
                if row not in self.table.unwritten:
                    self._band_row(band, row, heads)
        if self.table.rest is not None:
            start = len(self.report.text)
            text = fill(self.table.rest, Style())  # as a text it is published as typed
            self.report._line(f"{self.style.word('其余')} {self.style.mark('|')} {text}")
            end = len(self.report.text) - 1
            self.out.rests[self.table] = (end - len(text), end)

    def _changes(self) -> None:
        """Write what the author leaves out and calls otherwise."""
        style = self.style
        for band in self.table.bands:
            if band.omitted:
                self.report._line(f"{style.directive('省略')} {style.axis('段')} {band.title}")
                continue
            if band.renamed is not None:
                target = f"{style.axis('段')} {band.title}"
                if band.title and ":" in band.title:
                    target = f"{style.axis('段')} {style.quoted(band.title)}"
                self._rename(target, band.renamed)
            for stub in band.stubs:
                if stub.renamed is not None:
                    self._rename(stub.label, stub.renamed)
            for roots, axis in ((band.rows, "行"), (band.columns, "列")):
                for node in (n for root in roots for n in root.walk()):
                    if node.omitted:
                        target = self._target(band, node, axis)
                        self.report._line(f"{style.directive('省略')} {target}")
                    elif node.renamed is not None:
                        self._rename(self._target(band, node, axis), node.renamed)

    def _rename(self, target: str, text: str) -> None:
        text = escaped(text)
        if not text or text[0] in '"“＂':
            text = f'"{text}"'
        self.report._line(f"{self.style.directive('标签')} {target}{self.style.mark(':')} {text}")

    def _target(self, band: ab.Band, node: ab.Node, axis: str) -> str:
        """Return what names a row or column where labels are changed."""
        return f"{self.style.axis(axis)} {self._path(band, node)}"

    def _path(self, band: ab.Band, node: ab.Node) -> str:
        names = [_called(n, self.style) for n in node.path]
        if band.title is not None:
            names.insert(0, band.title)
        return " / ".join(names)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────

    def _label(self, node: ab.Node, *, rows: bool) -> str:
        """Return how a row or column is called at the head of its cells."""
        band = next(
            b for b in self.table.bands if node.path[0] in (b.all_rows if rows else b.columns)
        )
        own = node.label if self.style.labels else node.name
        alone = sum(
            bool(other.names & {ab.normal(own)})
            for b in self.table.bands
            for root in (b.all_rows if rows else b.columns)
            for other in root.walk()
        )
        text = own if self.style.short and alone == 1 else self._path(band, node)
        if self.style.wide:
            text = text.translate(_WIDE)
        return text if rows else escaped(text)

    def _band_row(self, band: ab.Band, row: ab.Node, heads: list[ab.Node] | None) -> None:
        if band.unnamed and heads is None and self.style.short and len(self.table.bands) == 1:
            for root in band.columns:
                leaves = [leaf for leaf in root.leaves() if leaf.kept]
                label = self._label(root, rows=False)
                if leaves:
                    self._row(label, row, [(leaf, self._cell(row, leaf)) for leaf in leaves])
            self.out.rows.pop(row, None)
            return
        label = self.style.mark("*")
        titles = [] if band.title is None else [band.title]
        if band.unnamed and len(self.table.bands) > 1:
            nameless = [each for each in self.table.shown if each.unnamed]
            if len(nameless) > 1 or not self.style.short:
                label = " / ".join([*titles, label])
        elif row in band.authored:
            label = escaped(row.label)
            opened = next(each for each in self.table.bands if each.open)
            if band is not opened or not self.style.short:
                label = " / ".join([*titles, label])
            # A backslash before the first mark, where it would mean something.
            if label == "其余" or label.startswith(("#", "@", "＠", "//")):
                label = "\\" + label
        elif row.core:
            label = escaped(self._label(row, rows=True))
            if label.startswith(("#", "＃")):
                label = "\\" + label
        columns = band.column_leaves if heads is None else heads
        self._row(label, row, [(column, self._cell(row, column)) for column in columns])

    def _cell(self, row: ab.Node, column: ab.Node) -> str:
        filled = self.table.fills.get((row, column))
        return "" if filled is None else fill(filled, self.style)

    def _row(
        self, label: str, row: ab.Node | None, cells: list[tuple[ab.Node | None, str]]
    ) -> None:
        style, bar = self.style, self.style.mark("|")
        start = len(self.report.text)
        text = label + " "
        for number, (column, cell) in enumerate(cells):
            if style.joined and number == 1:
                text += "\\\n  "
            text += bar + style.blank
            at = start + len(text)
            if row is not None and column is not None and cell:
                self.out.cells[row, column] = (at, at + len(cell))
            text += cell + " "
        text = text.rstrip() if cells else text + bar
        if style.trailing and cells[-1:] and cells[-1][1]:
            text += " " + bar
        if row is not None:
            self.out.rows.setdefault(row, (start, start + len(text)))
        self.report._line(text)
        if style.noted and row is not None:
            self.report._line(f"{style.mark('//')} 注 | 1")
            self.report._line("")


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\")


def fill(filled: fl.Fill, style: Style) -> str:
    """Return what is typed in a cell."""
    match filled:
        case fl.Figure():
            text = style.mark(filled.text)
            return text if filled.remark is None else f"{text} {style.quoted(filled.remark)}"
        case fl.Mark(text, quoted):
            return style.quoted(text) if quoted else style.mark(text) if text == "/" else text
        case fl.Text(text) | fl.Choice(text) | fl.Day(text):
            return escaped(text)
        case fl.Own(own):
            return style.mark("=") + expression(own, style)
        case fl.Asked():
            return style.mark("=")
        case fl.ToCome():
            return style.mark("?")
