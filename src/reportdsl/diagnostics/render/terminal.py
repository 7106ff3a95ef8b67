"""Render a finding for a terminal: the sentence, the lines with marks under them, the help.

Whatever comes from a file, its name too, passes `visible`: no text may steer the terminal or
begin a line. Columns are those of the terminal, where a Chinese character takes two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TypeAlias

from reportdsl.diagnostics.diagnostic import Diagnostic, Label, Language, Phrase, Severity
from reportdsl.diagnostics.render.concise import SHOWN, heading, locate, rest, waiver, where
from reportdsl.text.source import Source, Span
from reportdsl.text.width import display_width, visible

_HINT = Phrase("提示：{text}", "hint: {text}")
_FIX = Phrase("修改：{text}", "fix: {text}")

_NARROWEST = 20
_PLAIN = ""
_STRONG = "strong"
_FRAME = "frame"
_CODES = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.NOTE: "1;36",
    _STRONG: "1",
    _FRAME: "1;34",
}

_Pieces: TypeAlias = list[tuple[str, str]]
"""Texts with their styles, left to right."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of a line to underline, from 0, with the remark on it."""

    line: int
    start: int
    end: int
    text: str
    sign: str
    style: str


class _Sheet:
    """The rows of a finding, aligned at one gutter of line numbers."""

    def __init__(self, marks: Iterable[_Mark]) -> None:
        self._gutter = max((len(str(mark.line)) for mark in marks), default=1)
        self.rows: list[_Pieces] = []

    def heading(self, weight: str, sentence: str, style: str) -> None:
        self.rows.append([(weight, style), (f" {sentence}", _STRONG)])

    def arrow(self, sign: str, where: str) -> None:
        self._row(sign, [(f" {where}", _PLAIN)])

    def line(self, number: int | None, text: str) -> None:
        shown = f" {text}".rstrip()
        head = "" if number is None else str(number)
        self.rows.append([(f"{head:>{self._gutter}} |", _FRAME), (shown, _PLAIN)])

    def below(self, pieces: _Pieces) -> None:
        self._row(" |", [(" ", _PLAIN), *pieces] if pieces else [])

    def gap(self) -> None:
        self.rows.append([("...", _FRAME)])

    def note(self, text: str) -> None:
        self._row(" =", [(f" {text}", _PLAIN)])

    def _row(self, sign: str, pieces: _Pieces) -> None:
        self.rows.append([(" " * self._gutter + sign, _FRAME), *pieces])


def render(
    diagnostic: Diagnostic,
    sources: Mapping[str, Source],
    language: Language,
    *,
    color: bool = False,
    width: int = 100,
) -> str:
    """Return a finding as lines of text; what is shown of a file is cut to `width` columns."""
    marks = _marks(diagnostic, sources, language)
    sheet = _Sheet(mark for found in marks.values() for mark in found)
    sheet.heading(*heading(diagnostic, language), diagnostic.severity)
    for name, span in _first_spans(diagnostic).items():
        if span is not diagnostic.span:
            sheet.below([])
        sign = "-->" if span is diagnostic.span else ":::"
        sheet.arrow(sign, where(span, sources, language))
        if name in marks:
            sheet.below([])
            _excerpt(sheet, sources[name], marks[name], max(width, _NARROWEST))
    notes = _notes(diagnostic, language)
    if marks and notes:
        sheet.below([])
    for note in notes:
        sheet.note(note)
    return "\n".join(_painted(row, color=color) for row in sheet.rows)


def render_all(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Source],
    language: Language,
    *,
    color: bool = False,
    width: int = 100,
) -> str:
    """Return findings with blank lines between, the first `SHOWN` of them."""
    blocks = [
        render(diagnostic, sources, language, color=color, width=width)
        for diagnostic in diagnostics[:SHOWN]
    ]
    return "\n\n".join(blocks + rest(len(diagnostics), language))


def _labels(diagnostic: Diagnostic) -> tuple[Label, ...]:
    return (Label(diagnostic.span, diagnostic.label), *diagnostic.labels)


def _first_spans(diagnostic: Diagnostic) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for label in _labels(diagnostic):
        spans.setdefault(label.span.source, label.span)
    return spans


def _marks(
    diagnostic: Diagnostic, sources: Mapping[str, Source], language: Language
) -> dict[str, list[_Mark]]:
    """Return what is to be marked in each file whose text is known."""
    marks: dict[str, list[_Mark]] = {}
    for at, label in enumerate(_labels(diagnostic)):
        source = sources.get(label.span.source)
        if source is None or (source.places is not None and source.place(label.span) is None):
            continue
        place = locate(label.span, sources)
        ends_here = place.end_line == place.line
        end = place.end_column - 1 if ends_here else len(source.lines.line(place.line))
        text = visible(label.message.text(language)) if label.message else ""
        sign, style = ("-", _FRAME) if at else ("^", diagnostic.severity.value)
        mark = _Mark(place.line, place.column - 1, end, text, sign, style)
        marks.setdefault(source.id, []).append(mark)
    return marks


def _notes(diagnostic: Diagnostic, language: Language) -> list[str]:
    hints = [_HINT.text(language, {"text": hint}) for hint in diagnostic.help]
    fixes = [_FIX.text(language, {"text": fix.title}) for fix in diagnostic.fixes]
    return [note for note in (waiver(diagnostic, language), *map(visible, hints + fixes)) if note]


def _excerpt(sheet: _Sheet, source: Source, marks: Iterable[_Mark], width: int) -> None:
    before: int | None = None
    for number, group in groupby(sorted(marks, key=attrgetter("line")), key=attrgetter("line")):
        if before is not None and number > before + 1:
            sheet.gap()
        before = number
        for text, placed in _windows(source.lines.line(number), list(group), width):
            # The lines of a listing have no numbers that anybody could look up.
            sheet.line(number if source.places is None else None, text)
            for row in _underlines(placed):
                sheet.below(row)


def _windows(text: str, marks: list[_Mark], width: int) -> Iterator[tuple[str, list[_Mark]]]:
    """Yield what is shown of a line, with the marks in it moved to columns of the terminal.

    A line too long is shown once for each group of marks that fit in a window together.
    """
    if _reach(text, 0, len(text), width) == len(text):
        yield _shown(text, marks, 0, len(text))
        return
    room = width - 2
    group: list[_Mark] = []
    for mark in sorted(marks, key=attrgetter("start")):
        cut = replace(mark, end=_reach(text, mark.start, mark.end, room))
        if group and _reach(text, group[0].start, cut.end, room) < cut.end:
            yield _shown(text, group, *_grown(text, group, room))
            group = []
        group.append(cut)
    yield _shown(text, group, *_grown(text, group, room))


def _reach(text: str, start: int, end: int, room: int) -> int:
    """Return how far a stretch of text can be shown in so many columns."""
    for at in range(start, end):
        room -= _cost(text[at])
        if room < 0:
            return at
    return end


def _grown(text: str, marks: list[_Mark], room: int) -> tuple[int, int]:
    """Return the stretch around some marks that takes so many columns."""
    left, right = marks[0].start, max(mark.end for mark in marks)
    room -= sum(map(_cost, text[left:right]))
    grew = True
    while grew:
        grew = False
        if left > 0 and (cost := _cost(text[left - 1])) <= room:
            left, room, grew = left - 1, room - cost, True
        if right < len(text) and (cost := _cost(text[right])) <= room:
            right, room, grew = right + 1, room - cost, True
    return left, right


@lru_cache(maxsize=4096)
def _cost(char: str) -> int:
    # What is drawn over its neighbour costs a column too: a line of it would never end.
    return max(1, _columns(char))


def _columns(text: str) -> int:
    return display_width(visible(text))


def _shown(text: str, marks: list[_Mark], left: int, right: int) -> tuple[str, list[_Mark]]:
    """Return a stretch of a line as shown, and the marks in its columns, each at least one wide."""
    head = "…" if left > 0 else ""
    tail = "…" if right < len(text) else ""
    placed = []
    for mark in marks:
        start = _columns(head + text[left : mark.start])
        end = _columns(head + text[left : mark.end])
        placed.append(replace(mark, start=start, end=max(end, start + 1)))
    return head + visible(text[left:right]) + tail, placed


def _underlines(marks: list[_Mark]) -> Iterator[_Pieces]:
    """Yield the rows under a line: the signs, then the remarks, the last beside its sign.

    The other remarks hang below, each on a row of its own, from right to left, so that no two
    can collide.
    """
    end = max(mark.end for mark in marks)
    under = [(" ", _PLAIN)] * end
    for mark in sorted(marks, key=_is_primary):
        under[mark.start : mark.end] = [(mark.sign, mark.style)] * (mark.end - mark.start)
    row = _joined(under)
    hanging = sorted((mark for mark in marks if mark.text), key=_place_in_row)
    if hanging and hanging[-1].end == end:
        beside = hanging.pop()
        row.append((f" {beside.text}", beside.style))
    yield row
    if hanging:
        yield _bars(hanging, hanging[-1].start + 1)
    while hanging:
        mark = hanging.pop()
        yield [*_bars(hanging, mark.start), (mark.text, mark.style)]


def _is_primary(mark: _Mark) -> bool:
    return mark.sign == "^"


def _place_in_row(mark: _Mark) -> tuple[int, bool]:
    return mark.start, _is_primary(mark)


def _bars(marks: list[_Mark], end: int) -> _Pieces:
    cells = [(" ", _PLAIN)] * end
    for mark in marks:
        if mark.start < end:
            cells[mark.start] = ("|", mark.style)
    return _joined(cells)


def _joined(cells: list[tuple[str, str]]) -> _Pieces:
    return [
        ("".join(char for char, _ in group), style)
        for style, group in groupby(cells, key=itemgetter(1))
    ]


def _painted(row: _Pieces, *, color: bool) -> str:
    return "".join(
        f"\x1b[{_CODES[style]}m{text}\x1b[0m" if color and style else text for text, style in row
    )
