"""Say a change in words: pieces of text, each with what it is; every output marks these its way."""

from dataclasses import dataclass
from enum import StrEnum

from reportdsl.compare.changes import (
    CellChanged,
    Change,
    CheckChanged,
    FieldChanged,
    FormChanged,
    How,
    LabelChanged,
    LineChanged,
    ParagraphChanged,
    SectionChanged,
    SignatureChanged,
    TableChanged,
)
from reportdsl.compare.words import Fate, Stretch
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.text.numerals import Exact, exact_decimal, fixed

_CONTEXT = 12
"""How many characters beside a change in a paragraph are repeated."""
_CELLS = 12
"""How many cells of a row that came or went are told."""
_QUOTED = 200
"""How much of a paragraph that came or went is told."""


class Style(StrEnum):
    """What a piece of text is."""

    PLAIN = "plain"
    NAME = "name"
    """What changed, by its name."""
    OLD = "old"
    """What stood there; an arrow parts it from what stands there now."""
    NEW = "new"
    GONE = "gone"
    """What is gone from a text, in its midst."""
    COME = "come"


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text and what it is."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of things in one language."""

    how: dict[How, str]
    row: str
    column: str
    table: str
    section: str
    paragraph: str
    note: str
    signature: str
    form: str
    check: str
    waiver: str
    label: str
    nothing: str
    only_shown: str
    styled: str
    points: str
    level: str
    before: str
    start: str
    colon: str
    semicolon: str
    brackets: tuple[str, str]
    quotes: tuple[str, str]
    count: str
    """How the number of what is left out is told."""


_ZH = Words(
    how={
        How.ADDED: "新增",
        How.REMOVED: "删去",
        How.CHANGED: "改动",
        How.MOVED: "移动",
        How.RENAMED: "改名",
    },
    row="行",
    column="列",
    table="表",
    section="章节",
    paragraph="段落",
    note="注",
    signature="落款",
    form="格式",
    check="校验",
    waiver="忽略",
    label="名称写法",
    nothing="（空）",
    only_shown="数不变，只是写法不同",
    styled="只改了加粗或链接",
    points=" 个百分点",
    level="级",
    before="原",
    start="开头",
    colon="：",
    semicolon="；",
    brackets=("（", "）"),
    quotes=("“", "”"),
    count="等 {count} 格",
)
_EN = Words(
    how={
        How.ADDED: "added",
        How.REMOVED: "removed",
        How.CHANGED: "changed",
        How.MOVED: "moved",
        How.RENAMED: "renamed",
    },
    row="row",
    column="column",
    table="table",
    section="section",
    paragraph="paragraph",
    note="note",
    signature="signature",
    form="form",
    check="check",
    waiver="waiver",
    label="wording of a name",
    nothing="(empty)",
    only_shown="the same figure, written otherwise",
    styled="only bold type or links changed",
    points=" points",
    level="level",
    before="was",
    start="at the start",
    colon=": ",
    semicolon="; ",
    brackets=(" (", ")"),
    quotes=("“", "”"),
    count="{count} cells in all",
)


def words_of(language: Language) -> Words:
    """Return what is said of things in a language."""
    return _ZH if language == "zh" else _EN


def signed(change: CellChanged, language: Language) -> str:
    """Return by how much a figure grew, with its sign; empty where nothing can be said."""
    if change.difference is None or change.only_shown:
        return ""
    if change.percent:
        return figure(change.difference * 100, sign=True) + words_of(language).points
    return figure(change.difference, sign=True)


def figure(value: Exact, *, sign: bool = False) -> str:
    """Return an exact figure as text, with at most eight decimals."""
    text = exact_decimal(value)
    if text is None or len(text.partition(".")[2]) > 8:
        text = fixed(value, 8).rstrip("0").rstrip(".")
    return f"+{text}" if sign and value > 0 else text


def said(change: Change, language: Language) -> list[Bit]:
    """Return a change in words, on one line."""
    words = words_of(language)
    match change:
        case CellChanged():
            return _cell(change, words, language)
        case LineChanged():
            return _line(change, words)
        case TableChanged():
            return _table(change, words)
        case LabelChanged():
            name = [Bit(change.table, Style.NAME), Bit(f" {words.label}{words.colon}")]
            return [*name, *_arrow(change.old, change.new, words)]
        case SectionChanged():
            return _section(change, words)
        case ParagraphChanged():
            return _paragraph(change, words)
        case SignatureChanged():
            return _headed(words.signature, change.how, words)
        case FieldChanged():
            name = [Bit(change.key, Style.NAME), Bit(words.colon)]
            return [*name, *_arrow(change.old, change.new, words)]
        case FormChanged():
            forms = ["、".join(names) for names in (change.old, change.new)]
            return [
                Bit(words.form, Style.NAME),
                Bit(words.colon),
                *_arrow(forms[0], forms[1], words),
            ]
        case CheckChanged():
            head = words.waiver if change.waiver else words.check
            style = Style.COME if change.how is How.ADDED else Style.GONE
            told = _headed(head, change.how, words)
            return [*told, Bit(words.colon), Bit(_short(change.text), style)]


def _headed(head: str, how: How, words: Words) -> list[Bit]:
    return [Bit(head, Style.NAME), Bit(f" {words.how[how]}")]


def _arrow(old: str, new: str, words: Words) -> list[Bit]:
    before = Bit(_short(old) or words.nothing, Style.OLD)
    return [before, Bit(" → "), Bit(_short(new) or words.nothing, Style.NEW)]


def _cell(change: CellChanged, words: Words, language: Language) -> list[Bit]:
    place = change.place
    name = " ".join(part for part in (place.table, place.row, place.column) if part)
    out = [Bit(name, Style.NAME), Bit(":"), *_arrow(change.old.text, change.new.text, words)]
    more = signed(change, language)
    if change.only_shown:
        more = words.only_shown
    return [*out, Bit(f"({more})")] if more else out


def _line(change: LineChanged, words: Words) -> list[Bit]:
    kind = words.row if change.axis == "row" else words.column
    out = [Bit(f"{change.table} {change.name}".strip(), Style.NAME)]
    out.append(Bit(f" {kind} {words.how[change.how]}"))
    if change.how is How.RENAMED:
        opening, closing = words.brackets
        quoted = f"{words.quotes[0]}{change.before}{words.quotes[1]}"
        out.append(Bit(f"{opening}{words.before} {quoted}{closing}"))
    if not change.cells:
        return out
    style = Style.COME if change.how is How.ADDED else Style.GONE
    told: list[Bit] = []
    for name, shown in change.cells[:_CELLS]:
        told += [Bit(", " if told else words.colon), Bit(f"{name} {shown.text}".strip(), style)]
    if len(change.cells) > _CELLS:
        told.append(Bit(", " + words.count.format(count=len(change.cells))))
    return [*out, *told]


def _table(change: TableChanged, words: Words) -> list[Bit]:
    out = [Bit(change.name, Style.NAME), Bit(f" {words.table} {words.how[change.how]}")]
    match change.how:
        case How.CHANGED:
            told = [
                Bit(f"{words.colon}{words.form} "),
                *_arrow(change.before, change.section, words),
            ]
            return [*out, *told]
        case How.RENAMED:
            return [*out, Bit(words.colon), *_arrow(change.before, change.name, words)]
        case How.MOVED:
            before, after = change.before or words.start, change.section or words.start
            return [*out, Bit(words.colon), *_arrow(before, after, words)]
        case _:
            return out


def _section(change: SectionChanged, words: Words) -> list[Bit]:
    out = _headed(words.section, change.how, words)
    if change.how is How.RENAMED:
        return [*out, Bit(words.colon), *_arrow(change.before, change.title, words)]
    out += [Bit(words.colon), Bit(_short(change.title), _fate(change.how))]
    if change.how is How.CHANGED:
        old, new = change.level
        opening, closing = words.brackets
        out.append(Bit(f"{opening}{words.level} {old} → {new}{closing}"))
    return out


def _fate(how: How) -> Style:
    match how:
        case How.ADDED:
            return Style.COME
        case How.REMOVED:
            return Style.GONE
        case _:
            return Style.PLAIN


def _paragraph(change: ParagraphChanged, words: Words) -> list[Bit]:
    kind = words.note if change.note else words.paragraph
    head = f"{change.section} {kind}".strip()
    if change.how is not How.CHANGED:
        text = _short("".join(part.text for part in change.text))
        told = _headed(head, change.how, words)
        return [*told, Bit(words.colon), Bit(text, _fate(change.how))]
    out = [Bit(head, Style.NAME), Bit(words.colon)]
    if change.styled:
        return [*out, Bit(words.styled), Bit(words.colon), Bit(_short(change.text[0].text))]
    return [*out, *in_context(change.text)]


_STYLES = {Fate.SAME: Style.PLAIN, Fate.REMOVED: Style.GONE, Fate.ADDED: Style.COME}


def in_context(text: tuple[Stretch, ...]) -> list[Bit]:
    """Return the changes of a text with a few characters around each."""
    out: list[Bit] = []
    for at, part in enumerate(text):
        shown = part.text
        if part.fate is Fate.SAME and len(shown) > 2 * _CONTEXT:
            head = shown[:_CONTEXT] if at else ""
            tail = shown[-_CONTEXT:] if at < len(text) - 1 else ""
            shown = f"{head}…{tail}"
        out.append(Bit(shown, _STYLES[part.fate]))
    return out


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
