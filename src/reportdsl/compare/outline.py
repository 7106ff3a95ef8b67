"""Find which blocks of two reports belong together: sections, paragraphs, tables."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from reportdsl.compare.align import Pairs, alike, gaps, likeness, matched, rising
from reportdsl.compare.changes import Entry
from reportdsl.model import report as model
from reportdsl.text.fold import bare, normal

_LIKE = 40
"""From how much of two paragraphs being the same, in percent, one is the other, changed."""
_ALIKE = 60
"""The same of two sections, by their titles or by what stands in them."""
_LONGEST = 600
"""How much of a text is looked at to tell whether it is like another."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks behind it, by their places among the blocks of the report."""

    heading: int | None
    """None for what stands before the first heading."""
    level: int
    title: str
    blocks: tuple[int, ...]


@dataclass(slots=True)
class Outline:
    """Which blocks of two reports belong together."""

    entries: list[Entry] = field(default_factory=list)
    """In the order of the new report; what is gone stands behind what it stood behind."""
    moved_sections: list[tuple[int, int]] = field(default_factory=list)
    """The headings of sections that stand elsewhere."""
    moved: list[tuple[int, int]] = field(default_factory=list)
    """Paragraphs that stand elsewhere, word for word."""


def text_of(block: model.Heading | model.Prose) -> str:
    """Return the text of a heading or paragraph as a page shows it."""
    return " ".join("".join(run.text for run in block.runs).split())


def sections(report: model.Report) -> list[Section]:
    """Return the sections of a report, the first one without a heading."""
    out: list[Section] = []
    head: tuple[int | None, int, str] = (None, 0, "")
    blocks: list[int] = []
    for place, block in enumerate(report.blocks):
        if isinstance(block, model.Heading):
            out.append(Section(*head, tuple(blocks)))
            head, blocks = (place, block.level, text_of(block)), []
        else:
            blocks.append(place)
    return [*out, Section(*head, tuple(blocks))]


def outline(old: model.Report, new: model.Report, tables: dict[int, int]) -> Outline:
    """Return which blocks belong together; `tables` says it of tables."""
    return _Outliner(old, new, tables).outline()


class _Outliner:
    """Two reports, and what is found of them so far."""

    def __init__(self, old: model.Report, new: model.Report, tables: dict[int, int]) -> None:
        self.old = old
        self.new = new
        self.tables = tables
        self.before = sections(old)
        self.after = sections(new)
        self.out = Outline()

    def outline(self) -> Outline:
        pairs = self._sections()
        by_new = {b: a for a, b in pairs}
        # A section that is gone stands behind the one before it, if that is still there.
        gone: dict[int, list[int]] = {}
        kept = dict(pairs)
        at = -1
        for a in range(len(self.before)):
            if a in kept:
                at = kept[a]
            else:
                gone.setdefault(at, []).append(a)
        for b, section in enumerate(self.after):
            if b in by_new:
                self._section(self.before[by_new[b]], section)
            else:
                self._alone(section, new=True)
            for a in gone.get(b, ()):
                self._alone(self.before[a], new=False)
        self._find_moved()
        return self.out

    # ── sections ─────────────────────────────────────────────────────────────────────────────────

    def _sections(self) -> Pairs:
        """Return the sections that belong together; the first ones always do."""
        before = [normal(section.title) for section in self.before[1:]]
        after = [normal(section.title) for section in self.after[1:]]
        pairs = [(0, 0), *((a + 1, b + 1) for a, b in matched(before, after))]
        moved = _alone_alike(before, after, {a - 1 for a, _ in pairs}, {b - 1 for _, b in pairs})
        pairs += [(a + 1, b + 1) for a, b in moved]
        pairs.sort(key=lambda pair: pair[1])
        stay = rising([a for a, _ in pairs])
        settled = [pairs[at] for at in stay]
        out = set(stay)
        taken = {a for a, _ in pairs}, {b for _, b in pairs}
        self.out.moved_sections = [
            (self.before[a].heading or 0, self.after[b].heading or 0)
            for at, (a, b) in enumerate(pairs)
            if at not in out
        ]
        for gone, come in gaps(settled, len(self.before), len(self.after)):
            left = [a for a in gone if a not in taken[0]]
            right = [b for b in come if b not in taken[1]]
            found = alike(
                range(len(left)),
                range(len(right)),
                lambda a, b, left=left, right=right: self._likeness(left[a], right[b]),  # type: ignore[misc]
                _ALIKE,
            )
            pairs += [(left[a], right[b]) for a, b in found]
        return pairs

    def _likeness(self, a: int, b: int) -> int:
        """Return how alike two sections are: by their titles or by what stands in them."""
        one, other = self.before[a], self.after[b]
        titles = likeness(normal(bare(one.title)), normal(bare(other.title)))
        texts = self._text(self.old, one), self._text(self.new, other)
        return max(titles, likeness(*texts) if all(texts) else 0)

    @staticmethod
    def _text(report: model.Report, section: Section) -> str:
        found = (report.blocks[at] for at in section.blocks)
        text = "".join(
            text_of(block) if isinstance(block, model.Prose) else _mark(report, block)
            for block in found
        )
        return text[:_LONGEST]

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────

    def _alone(self, section: Section, *, new: bool) -> None:
        places = [at for at in (section.heading,) if at is not None]
        places += section.blocks
        self.out.entries += [Entry(None, at) if new else Entry(at, None) for at in places]

    def _section(self, one: Section, other: Section) -> None:
        if one.heading is not None:
            self.out.entries.append(Entry(one.heading, other.heading))
        before = [self._key(self.old, at, self.tables.get) for at in one.blocks]
        after = [self._key(self.new, at, lambda table: table) for at in other.blocks]
        settled = matched(before, after)
        pairs = list(settled)
        for gone, come in gaps(settled, len(before), len(after)):
            pairs += self._changed(one, gone, other, come)
        pairs.sort()
        ends: list[tuple[int | None, int | None]] = [*pairs, (None, None)]
        for (gone, come), (a, b) in zip(gaps(pairs, len(before), len(after)), ends, strict=True):
            self.out.entries += (Entry(one.blocks[at], None) for at in gone)
            self.out.entries += (Entry(None, other.blocks[at]) for at in come)
            if a is not None and b is not None:
                self.out.entries.append(Entry(one.blocks[a], other.blocks[b]))

    @staticmethod
    def _key(report: model.Report, at: int, table: "object") -> Hashable:
        """Return what is the same of blocks that are the same."""
        block = report.blocks[at]
        match block:
            case model.Prose():
                return block.is_note, text_of(block)
            case model.TableRef():
                assert callable(table)
                other = table(block.table)
                return "table", (id(report), block.table) if other is None else other
            case _:
                return type(block).__name__

    def _changed(self, one: Section, gone: range, other: Section, come: range) -> Pairs:
        """Return the paragraphs of a gap that are each other's."""
        before = [at for at in gone if isinstance(self.old.blocks[one.blocks[at]], model.Prose)]
        after = [at for at in come if isinstance(self.new.blocks[other.blocks[at]], model.Prose)]

        def weigh(a: int, b: int) -> int:
            left = self.old.blocks[one.blocks[before[a]]]
            right = self.new.blocks[other.blocks[after[b]]]
            assert isinstance(left, model.Prose)
            assert isinstance(right, model.Prose)
            if left.is_note != right.is_note:
                return 0
            return likeness(text_of(left)[:_LONGEST], text_of(right)[:_LONGEST])

        found = alike(range(len(before)), range(len(after)), weigh, _LIKE)
        return [(before[a], after[b]) for a, b in found]

    def _find_moved(self) -> None:
        """Find paragraphs that are gone in one place and have come in another, word for word."""
        gone = [e.old for e in self.out.entries if e.new is None and e.old is not None]
        come = [e.new for e in self.out.entries if e.old is None and e.new is not None]
        before = [_words(self.old, at) for at in gone]
        after = [_words(self.new, at) for at in come]
        found = _alone_alike(before, after, set(), set())
        self.out.moved = [(gone[a], come[b]) for a, b in found if before[a]]


def _mark(report: model.Report, block: model.Block) -> str:
    return report.tables[block.table].name if isinstance(block, model.TableRef) else ""


def _words(report: model.Report, at: int) -> str:
    block = report.blocks[at]
    return text_of(block) if isinstance(block, model.Prose) else ""


def _alone_alike(
    before: Sequence[str], after: Sequence[str], taken: set[int], found: set[int]
) -> Pairs:
    """Return what stands once in each sequence, of what is neither taken nor found."""
    left = [(at, text) for at, text in enumerate(before) if at not in taken]
    right = [(at, text) for at, text in enumerate(after) if at not in found]
    counts, others = Counter(text for _, text in left), Counter(text for _, text in right)
    places = {text: at for at, text in right}
    return [(at, places[text]) for at, text in left if counts[text] == 1 and others.get(text) == 1]
