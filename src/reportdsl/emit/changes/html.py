"""Write what changed as a page: a list of the changes, and the new report with them marked in it.

Nothing is told by colour alone: what is gone is struck through, what has come is underlined, and
those who do not see the page hear which is which.
"""

from collections.abc import Iterable, Iterator

from reportdsl.compare.changes import (
    CellChanged,
    Comparison,
    Entry,
    How,
    LineChanged,
    ParagraphChanged,
    SectionChanged,
    Side,
)
from reportdsl.compare.outline import text_of
from reportdsl.compare.words import Fate, Stretch
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.emit.changes.summary import summary, warning
from reportdsl.emit.changes.tree import tree
from reportdsl.emit.changes.wording import Bit, Style, said, words_of
from reportdsl.emit.html import POLICY, style_sheet
from reportdsl.emit.htmltable import escape, frame
from reportdsl.emit.page import classes
from reportdsl.emit.runs import one_line
from reportdsl.model import report as model
from reportdsl.model.formula import Address
from reportdsl.publish.build import table_of
from reportdsl.text.pattern import pattern
from reportdsl.text.width import visible

_TAGS = {Style.OLD: "del", Style.GONE: "del", Style.NEW: "ins", Style.COME: "ins"}
_UNSEEN = {
    "zh": {"del": "［删去：", "ins": "［新增：", "end": "］"},
    "en": {"del": "[removed: ", "ins": "[added: ", "end": "]"},
}
_IDS = pattern(r'\b(id|headers)="([^"]*)"')
_HEADINGS = {"zh": ("改动", "改动清单", "对照全文"), "en": ("Changes", "List", "Text compared")}


def emit(comparison: Comparison, language: Language) -> str:
    """Return the page."""
    return _Page(comparison, language).html()


def foreign(report: model.Report, language: Language) -> str:
    """Return the attribute that tells a report's language, empty where it is the page's own."""
    own = report.header.language
    return "" if own.split("-")[0] == language else f' lang="{escape(own)}"'


def page(title: str, sides: tuple[Side, Side], body: str, language: Language) -> str:
    """Return a page of its own, in the style of reports; `body` is finished."""
    old, new = (escape(visible(side.name)) for side in sides)
    style = style_sheet() + style_sheet("changes.css")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title} {old} → {new}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p><code>{old}</code> → <code>{new}</code></p>\n{body}"
        "</main>\n</body>\n</html>\n"
    )


class _Page:
    """The page of one comparison."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self.comparison = comparison
        self.language: Language = language
        self.foreign = foreign(comparison.new.report, language)
        """What marks the reports' own texts, and with it what is said within them."""
        self.spoken = f' lang="{language}"' if self.foreign else ""
        self.cells: dict[Address, CellChanged] = {}
        self.added: set[Address] = set()
        self.removed: dict[int, list[LineChanged]] = {}
        """What each table of the old report lost."""
        for change in comparison.changes:
            if isinstance(change, CellChanged):
                self.cells[change.at[1]] = change
            elif isinstance(change, LineChanged) and change.how is How.ADDED:
                self.added.update(change.addresses)
            elif isinstance(change, LineChanged) and change.addresses:
                self.removed.setdefault(change.addresses[0].table, []).append(change)
        self.by_new = {j: i for i, j in comparison.tables.items()}

    def html(self) -> str:
        title, listed, whole = _HEADINGS[self.language]
        told = warning(self.comparison.old, self.comparison.new, self.language)
        note = f'<p class="draft">{escape(visible(told))}</p>\n' if told else ""
        count = escape(summary(self.comparison, self.language))
        body = (
            f"{note}<p>{count}</p>\n<h2>{listed}</h2>\n{self._list()}"
            f"<h2>{whole}</h2>\n<article{self.foreign}>\n{''.join(self._text())}</article>\n"
        )
        return page(title, (self.comparison.old, self.comparison.new), body, self.language)

    # ── the list ─────────────────────────────────────────────────────────────────────────────────

    def _list(self) -> str:
        out: list[str] = []
        depth = -1
        for placed in tree(self.comparison):
            if placed.depth > depth:
                out.append('<ul class="changes">\n' if depth < 0 else "\n<ul>\n")
            else:
                out.append("</li>\n" + "</ul>\n</li>\n" * (depth - placed.depth))
            depth = placed.depth
            bits = said(self.comparison.changes[placed.number], self.language)
            out.append(f"<li>{''.join(map(self._bit, bits))}")
        if depth >= 0:
            out.append("</li>\n" + "</ul>\n</li>\n" * depth + "</ul>\n")
        return "".join(out)

    def _bit(self, bit: Bit) -> str:
        text = escape(visible(bit.text))
        tag = _TAGS.get(bit.style)
        if tag is not None:
            return self._marked(tag, text, self.foreign)
        return f"<strong{self.foreign}>{text}</strong>" if bit.style is Style.NAME else text

    def _marked(self, tag: str, text: str, language: str = "") -> str:
        unseen = _UNSEEN[self.language]
        before, after = (
            f'<span class="unseen"{self.spoken}>{words}</span>'
            for words in (unseen[tag], unseen["end"])
        )
        return f"<{tag}{language}>{before}{text}{after}</{tag}>"

    # ── the report ───────────────────────────────────────────────────────────────────────────────

    def _text(self) -> Iterator[str]:
        open_levels: list[int] = []
        for entry in self.comparison.layout:
            new = entry.new is not None
            side = self.comparison.new if new else self.comparison.old
            at = entry.new if entry.new is not None else entry.old
            assert at is not None
            block = side.report.blocks[at]
            match block:
                case model.Heading():
                    while open_levels and open_levels[-1] >= block.level:
                        open_levels.pop()
                    open_levels.append(block.level)
                    name = f"h{len(open_levels) + 2}"
                    yield f"<{name}>{self._prose(entry, block)}</{name}>\n"
                case model.Prose():
                    if text := self._prose(entry, block):
                        style = ' class="note"' if block.is_note else ""
                        yield f"<p{style}>{text}</p>\n"
                case model.TableRef():
                    yield self._table(block.table, new=new)
                case model.Signature():
                    header = side.report.header
                    text = escape(one_line(header.agency))
                    if entry.old is None or entry.new is None:
                        text = self._marked("ins" if new else "del", text)
                    yield f'<p class="signature">{text}</p>\n' if header.agency else ""

    def _prose(self, entry: Entry, block: model.Heading | model.Prose) -> str:
        number = self.comparison.blocks.get((entry.old, entry.new))
        change = None if number is None else self.comparison.changes[number]
        text = text_of(block)
        match change:
            case ParagraphChanged(how=How.CHANGED):
                return self._stretches(change.text)
            case SectionChanged(how=How.RENAMED):
                gone, come = Stretch(Fate.REMOVED, change.before), Stretch(Fate.ADDED, text)
                return self._stretches((gone, come))
        if not text:
            return ""
        if entry.new is None:
            return self._marked("del", escape(text))
        return self._marked("ins", escape(text)) if entry.old is None else escape(text)

    def _stretches(self, text: Iterable[Stretch]) -> str:
        tags = {Fate.REMOVED: "del", Fate.ADDED: "ins"}
        return "".join(
            escape(part.text)
            if part.fate is Fate.SAME
            else self._marked(tags[part.fate], escape(part.text))
            for part in text
        )

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _table(self, index: int, *, new: bool) -> str:
        """Return a table with its changes marked; one that was moved is shown where it is now."""
        side = self.comparison.new if new else self.comparison.old
        if not new and index in self.comparison.tables:
            return ""
        table = table_of(side.report, index)
        if not table.grid.frame.rows:
            return ""
        alone = "del" if not new else None if index in self.by_new else "ins"
        addresses = _addresses(side.report, index)
        texts = [
            self._cell(datum.text, address, alone)
            for datum, address in zip(table.grid.data, addresses, strict=True)
        ]
        name = escape(visible(table.name))
        pieces = frame(table.grid.frame)
        body = _woven(pieces if new else map(_renamed, pieces), texts)
        head = f"<caption>{self._marked(alone, name) if alone else name}</caption>\n"
        return (
            f'<section class="scroll" tabindex="0" aria-label="{name}">\n'
            f'<table class="{classes(table)}">\n{head}{body}</table>\n</section>\n'
            f"{self._gone(index) if new else ''}"
        )

    def _cell(self, text: str, address: Address, alone: str | None) -> str:
        if alone is not None:
            return self._marked(alone, escape(text)) if text else ""
        change = self.cells.get(address)
        if change is None:
            added = address in self.added and text
            return self._marked("ins", escape(text)) if added else escape(text)
        nothing = words_of(self.language).nothing
        old, new = (escape(shown.text or nothing) for shown in (change.old, change.new))
        return f"{self._marked('del', old)} {self._marked('ins', new)}"

    def _gone(self, index: int) -> str:
        """Return the rows and columns that a table no longer has."""
        lines = self.removed.get(self.by_new.get(index, -1), [])
        items = "".join(
            f"<li>{''.join(map(self._bit, said(line, self.language)))}</li>\n" for line in lines
        )
        return f'<ul class="changes">\n{items}</ul>\n' if items else ""


def _addresses(report: model.Report, index: int) -> list[Address]:
    """Return the addresses of the cells of a table that are shown, in the order of its grid."""
    table = report.tables[index]
    return [
        Address(index, b, row, column)
        for b, band in enumerate(table.bands)
        if b not in table.omitted_bands and band.columns.leaves
        for row in range(len(band.rows.leaves))
        for column in range(len(band.columns.leaves))
    ]


def _woven(pieces: Iterable[str], texts: list[str]) -> str:
    """Return the rows of a table with finished texts in their gaps."""
    return "".join(piece + text for piece, text in zip(pieces, [*texts, ""], strict=True))


def _renamed(piece: str) -> str:
    """Return a part of an old table with ids that no new one has; no text holds a bare quote."""
    return _IDS.sub(lambda m: f'{m[1]}="{" ".join(f"old-{n}" for n in m[2].split())}"', piece)
