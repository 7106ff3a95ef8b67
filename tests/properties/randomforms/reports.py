"""Draw random reports: what fills a form, what is left out, renamed, asked and said of it."""

import datetime as dt
import random
from fractions import Fraction

from hypothesis import strategies as st

from tests.properties.randomforms import abstract as ab
from tests.properties.randomforms import expressions as ex
from tests.properties.randomforms import fills as fl
from tests.properties.randomforms import words
from tests.properties.randomforms.forms import (
    Draw,
    askable,
    chance,
    condition,
    one_of,
    table,
)
from tests.properties.randomforms.intervals import Amount, fixed, shortest
from tests.properties.randomforms.oracle import Sheet
from tests.records import replace

Place = tuple[ab.Node, ab.Node]


@st.composite
def reports(draw: Draw, *, hostile: bool = True, most: int = 2, wrong: bool = False) -> ab.Report:
    """Draw a form with a report on it.

    `hostile` labels hold the marks of markup; `most` tables at most; `wrong` ones have figures
    that do not add up, are missing or still to come.
    """
    tables = [
        table(draw, words.TABLES[number], hostile=hostile)
        for number in range(draw(st.integers(1, most)))
    ]
    for each in tables:
        _authored(draw, each)
        _left_out(draw, each)
        _renamed(draw, each, hostile=hostile)
        _filled(draw, each, hostile=hostile, wrong=wrong)
        _stated(draw, each, wrong=wrong)
        _arranged(draw, each)
    report = ab.Report(tables, title=sentence(draw, 3))
    sheets = [Sheet(each) for each in tables]
    report.headings = [
        ab.Heading(draw(st.integers(1, 4)), f"{'一二三'[n]}、{sentence(draw, 3)}")
        for n in range(len(tables))
    ]
    report.last_year = chance(draw, 2)
    report.prose = [_paragraphs(draw, sheet, last_year=report.last_year) for sheet in sheets]
    report.checks = [
        (each, condition(draw, band))
        for each in tables
        for band in each.shown
        if askable(band) and chance(draw, 2)
    ]
    return report


def sentence(draw: Draw, count: int) -> str:
    return "本" + "".join(one_of(draw, words.PROSE) for _ in range(count)) + "止"


# ── what the author changes ──────────────────────────────────────────────────────────────────────


def _authored(draw: Draw, made: ab.Table) -> None:
    """Draw the rows that the author names."""
    for band in made.bands:
        if band.open:
            start = draw(st.integers(0, len(words.AUTHORED) - 1))
            for number in range(draw(st.integers(1, 3))):
                label = words.AUTHORED[(start + number) % len(words.AUTHORED)]
                band.authored.append(ab.Node(label, quoted=True))


def _left_out(draw: Draw, made: ab.Table) -> None:
    """Draw what is left out; of each band a row and a column are kept."""
    for band in made.bands:
        for roots in (band.rows, band.columns):
            nodes = [node for root in roots for node in root.walk() if _may_be_called(band, node)]
            if nodes and chance(draw, 1):
                gone = one_of(draw, nodes)
                gone.omitted = True
                gone.omitted = bool(band.row_leaves and band.column_leaves)
    if len(made.bands) > 1 and chance(draw, 1):
        one_of(draw, made.bands).omitted = True


def _may_be_called(band: ab.Band, node: ab.Node) -> bool:
    """Tell whether a path may name a node where labels are changed: none of it may be quoted."""
    names = [band.title or "", *(n.label for n in node.path)]
    return bool(node.core) and not any(mark in name for name in names for mark in ":=<")


def _renamed(draw: Draw, made: ab.Table, *, hostile: bool) -> None:
    texts = (*words.RENAMED, *(words.HOSTILE_RENAMED if hostile else ()))
    for band in made.shown:
        nodes = [n for n in band.nodes() if n.kept and _may_be_called(band, n)]
        nodes = [node for node in (*nodes, *band.stubs) if node not in band.authored]
        if nodes and chance(draw, 2):
            chosen, text = one_of(draw, nodes), one_of(draw, texts)
            # The head of a label column is called by its label alone, whichever band it is in.
            heads = [s for b in made.bands for s in b.stubs if s.core == chosen.core]
            for node in heads if chosen in band.stubs else _called_alike(band, chosen):
                node.renamed = text
        if band.title is not None and chance(draw, 1):
            band.renamed = one_of(draw, texts)


def _called_alike(band: ab.Band, chosen: ab.Node) -> list[ab.Node]:
    """Return what a path of labels names; that of a root, without a band's title, is a name alone.

    Where others have only some of its names, it depends on which is written: none is returned.
    """
    if chosen.parent is not None or band.title is not None:
        return [chosen]
    roots = band.rows if chosen in band.rows else band.columns
    nodes = [node for root in roots for node in root.walk()]
    alike = [node for node in nodes if node.names & chosen.names]
    same = all((n.label, n.name) == (chosen.label, chosen.name) for n in alike)
    return alike if same else []


# ── cells ────────────────────────────────────────────────────────────────────────────────────────


def _filled(draw: Draw, made: ab.Table, *, hostile: bool, wrong: bool) -> None:
    """Draw what stands in the cells that no rule gives."""
    left: list[Place] = []
    for band, row, column in made.cells():
        if row.rule is not None or column.rule is not None:
            continue
        at = row, column
        kind = made.type(band, row, column)
        skipped = chance(draw, 2)
        if skipped and (made.optional(band, row, column) or (wrong and chance(draw, 2))):
            continue
        if skipped and kind.name not in {"日期", "选项"}:
            left.append(at)
            continue
        made.fills[at] = _fill(draw, kind, hostile=hostile, wrong=wrong)
    if left or chance(draw, 2):
        rests: tuple[fl.Fill, ...] = (fl.Mark("-"), _rest("0"), _rest("7"))
        made.rest = one_of(draw, rests)
    if made.rest is not None:
        # 其余 fills whatever is not stated; days and choices take no figure.
        for band, row, column in made.cells():
            kind = made.type(band, row, column)
            open_ = (row, column) not in made.fills and not (row.rule or column.rule)
            if open_ and kind.name in {"日期", "选项"} and not isinstance(made.rest, fl.Mark):
                made.fills[row, column] = _fill(draw, kind, hostile=hostile, wrong=False)
    _formulas(draw, made)


def _rest(text: str) -> fl.Figure:
    return fl.Figure(text, Fraction(text), 0, percent=False)


def _fill(draw: Draw, kind: ab.Type, *, hostile: bool, wrong: bool) -> fl.Fill:
    if wrong and chance(draw, 1) and chance(draw, 2):
        return fl.ToCome()
    match kind.name:
        case "文本":
            texts = (*words.TEXTS, *(words.HOSTILE_TEXTS if hostile else ()))
            return fl.Text(one_of(draw, texts))
        case "日期":
            return _day(draw)
        case "选项":
            return fl.Choice(one_of(draw, kind.choices))
    if chance(draw, 1):
        if chance(draw, 5):
            return fl.Mark(one_of(draw, words.MARKS))
        return fl.Mark(one_of(draw, words.OWN_TEXTS), quoted=True)
    made = figure(draw, kind)
    return replace(made, remark=one_of(draw, words.OWN_TEXTS)) if chance(draw, 1) else made


def _day(draw: Draw) -> fl.Day:
    day = dt.date(draw(st.integers(2019, 2025)), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    shapes = (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    return fl.Day(one_of(draw, shapes), day)


def figure(draw: Draw, kind: ab.Type) -> fl.Figure:
    """Draw a figure that a type takes, in one of the ways of typing it."""
    whole = kind.name in ab.WHOLE
    most = 0 if whole else 3 if kind.decimals is None else kind.decimals
    decimals = draw(st.integers(0, most))
    lowest = 0 if kind.name == "计数" else -200
    units = draw(st.integers(lowest, 1500) | st.integers(lowest, 99_999_999))
    percent = kind.name in {"百分比", ""} and chance(draw, 5 if kind.name else 1)
    value = Fraction(units, 10 ** (decimals + 2 * percent))
    return fl.Figure(_typed(draw, units, decimals) + "%" * percent, value, decimals, percent)


def _typed(draw: Draw, units: int, decimals: int) -> str:
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if chance(draw, 2):
        whole = f"{int(whole):,}"
    sign = "-" if units < 0 else "+" if chance(draw, 1) else ""
    return sign + whole + ("." + rest if rest else "")


def _formulas(draw: Draw, made: ab.Table) -> None:
    """Draw formulas of the author's own, over figures that are typed."""
    typed = [at for at, fill in made.fills.items() if isinstance(fill, fl.Figure)]
    if len(typed) < 2 or not chance(draw, 3):
        return
    row, column = one_of(draw, typed)
    band = next(b for b, r, c in made.cells() if (r, c) == (row, column))
    others = [(r, c) for b, r, c in made.cells() if b is band and (r, c) in typed]
    others = [at for at in others if at != (row, column)]
    named = [ex.Cell(r, c) for r, c in others if r.core or r is row]
    named += [ex.Cell(row=r) for r, c in others if c is column and r.core]
    named += [ex.Cell(column=c) for r, c in others if r is row]
    if not named:
        return
    one, two = one_of(draw, named), one_of(draw, named)
    shapes: tuple[ex.Expression, ...] = (
        one,
        ex.Plus(((1, one), (1, two))),
        ex.Plus(((1, one), (-1, ex.number("1")))),
        ex.Times(one, ex.number("0.5")),
        ex.Call("绝对值", (ex.Plus(((1, one), (-1, two))),)),
        ex.Call("合计", (one, two)),
        ex.Call("合计", (one, ex.number("1"))),
    )
    made.fills[row, column] = fl.Own(one_of(draw, shapes))


def _stated(draw: Draw, made: ab.Table, *, wrong: bool) -> None:
    """Draw which computed cells are stated, and which are asked for by ``=``."""
    sheet = Sheet(made)
    for band, row, column in made.cells():
        at = row, column
        if at in made.fills or not (row.rule or column.rule):
            continue
        kind = made.type(band, row, column)
        how = draw(st.integers(0, 9))
        words_there = kind.name in ab.WORDS
        if how < 4:
            continue
        if how < 6 and not words_there:
            made.fills[at] = fl.Asked()
        elif how < 9 and not words_there:
            stated = _as_stated(draw, sheet, at, wrong=wrong and chance(draw, 2))
            if stated is not None:
                made.fills[at] = stated
        elif how == 9 and words_there:
            made.fills[at] = _fill(draw, kind, hostile=False, wrong=False)
        elif how == 9 and wrong:
            blanks: tuple[fl.Fill, ...] = (fl.Mark("-"), fl.Mark("", quoted=True), fl.ToCome())
            made.fills[at] = one_of(draw, blanks)


def _as_stated(draw: Draw, sheet: Sheet, at: Place, *, wrong: bool) -> fl.Figure | None:
    """Return the figure that an author would type for a computed cell, or a wrong one."""
    value = sheet.value(at)
    if not isinstance(value, Amount):
        return None
    kind = sheet.type(at)
    percent = kind.name == "百分比"
    places = 0 if kind.name in ab.WHOLE else kind.decimals
    # Off by so little that rounding may excuse it, or by more.
    units = one_of(draw, (1, -1, 2, -2, 3, 10, -1000)) if wrong else 0
    worth = value.value + Fraction(units, 10 ** ((places or 0) + 2 * percent))
    text = (
        shortest(worth, percent=percent)
        if places is None
        else fixed(worth, places, percent=percent)
    )
    if (kind.name in ab.WHOLE and worth.denominator != 1) or (kind.name == "计数" and worth < 0):
        return None
    digits = text.removesuffix("%")
    decimals = len(digits.partition(".")[2])
    return fl.Figure(text, Fraction(digits) / (100 if percent else 1), decimals, percent)


# ── how it is written ────────────────────────────────────────────────────────────────────────────


def _arranged(draw: Draw, made: ab.Table) -> None:
    """Draw which rows are not written at all, and the order of the columns."""
    for band in made.shown:
        for row in band.row_leaves:
            stated = any((row, column) in made.fills for column in band.column_leaves)
            if not stated and row not in band.authored and chance(draw, 5):
                made.unwritten.add(row)
    [first, *others] = made.bands
    if not others and first.title is None and chance(draw, 4):
        leaves = first.column_leaves
        used = [c for c in leaves if any((row, c) in made.fills for row in first.row_leaves)]
        heads = draw(st.permutations(used if used and chance(draw, 5) else leaves))
        made.heads = list(heads)


def _paragraphs(draw: Draw, sheet: Sheet, *, last_year: bool) -> list[ab.Paragraph]:
    cells = [at for at in sheet.bands if isinstance(sheet.value(at), Amount | dt.date)]
    out: list[ab.Paragraph] = []
    for _ in range(draw(st.integers(0, 3))):
        pieces: list[ab.Piece] = [sentence(draw, 5)]
        kind = draw(st.integers(0, 5))
        if kind == 1:
            pieces.append(ab.Bold(sentence(draw, 1)))
        elif kind == 2:
            pieces.append(ab.Link(sentence(draw, 1), one_of(draw, words.TARGETS)))
        elif kind > 2 and cells:
            row, column = one_of(draw, cells)
            shape = _format(draw, sheet, (row, column))
            old = last_year and chance(draw, 5)
            pieces.append(ab.Quote(sheet.table, row, column, *shape, last_year=old))
        pieces += ["件。"] * draw(st.integers(0, 1))
        out.append(ab.Paragraph(tuple(pieces), is_note=chance(draw, 1)))
    return out


def _format(draw: Draw, sheet: Sheet, at: Place) -> tuple[str, str]:
    """Draw how a figure is written in prose, and what is typed before it, if anything."""
    value = sheet.value(at)
    if not isinstance(value, Amount):
        return "", ""
    short = (value.value * 10**8).denominator == 1
    shape = one_of(draw, ("", "", ",.2f", ".1%", *((",",) if short else ())))
    if not shape and short and chance(draw, 3):
        return "", shortest(value.value)
    return shape, ""


def long_prose(seed: int) -> list[ab.Paragraph]:
    """Return some hundred characters of prose."""
    rng = random.Random(seed)
    texts = (f"本{''.join(rng.choices(words.PROSE, k=50))}止" for _ in range(3))
    return [ab.Paragraph((text,)) for text in texts]
