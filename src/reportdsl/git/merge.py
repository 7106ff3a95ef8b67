"""Merge two versions of a report that come from one: cell by cell, sentence by sentence.

What one side changed is taken; what both changed, otherwise than in the same way, is a conflict,
shown between marks around the lines in question.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace

from reportdsl.compare.align import Pairs, alike, gaps, likeness, matched
from reportdsl.git.cells import texts, with_cells
from reportdsl.git.chunks import FORM, PROSE, TABLES, Chunk, Cut, cut
from reportdsl.git.steps import Gap, Item, merged_text, steps

_LIKE = 40
"""From how much of two lines being the same, in percent, one may be the other, changed."""

_LONGEST = 600
"""How much of a line is looked at to tell whether it is like another."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How conflicts are shown."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    text: str
    conflicts: int


def merge(base: str, ours: str, theirs: str, marks: Marks) -> Merged | None:
    """Return a source with what both sides changed in it.

    None where tables, or rows of one, are called alike: no name tells them apart then.
    """
    if base in {ours, theirs} or ours == theirs:
        return Merged(theirs if base == ours else ours, 0)
    cuts = cut(base), cut(ours), cut(theirs)
    if any(version.twice for version in cuts):
        return None
    return _Merger(*_tables_whole(*cuts), marks).merged()


def _tables_whole(base: Cut, ours: Cut, theirs: Cut) -> tuple[Cut, Cut, Cut]:
    """Return the versions with some tables as one chunk each.

    Where a side changes which column a cell is for, and the other changes the table too, no cell of
    the one has a sure place in the other.
    """
    whole: set[str] = set()
    for table in base.heads:
        sides = [side for side in (ours, theirs) if table in side.heads]
        before = _content(base, table)
        turned = [side.heads[table] != base.heads[table] for side in sides]
        changed = [_content(side, table) != before for side in sides]
        if any(turned) and all(a or b for a, b in zip(turned, changed, strict=True)):
            whole.add(table)
    # A table that both sides bring has no base; the columns of either are its own.
    for table in ours.heads.keys() & theirs.heads.keys() - base.heads.keys():
        if ours.heads[table] != theirs.heads[table]:
            whole.add(table)
    return (_joined(base, whole), _joined(ours, whole), _joined(theirs, whole))


def _content(version: Cut, table: str) -> list[Hashable]:
    return [chunk.content for chunk in version.chunks if chunk.table == table]


def _joined(version: Cut, whole: set[str]) -> Cut:
    if not whole:
        return version
    out: list[Chunk] = []
    for chunk in version.chunks:
        if chunk.table is None or chunk.table not in whole:
            out.append(chunk)
        elif out and out[-1].table == chunk.table:
            last = out[-1]
            text = f"{last.text}\n{chunk.blank}{chunk.text}"
            content = (last.content, chunk.content)
            out[-1] = Chunk("WHOLE", last.key, content, text, last.blank, last.table)
        else:
            out.append(replace(chunk, content=version.heads[chunk.table], row=None))
    return Cut(tuple(out), version.heads, version.ended, version.twice)


class _Side:
    """A version, and what it has of the base."""

    def __init__(self, base: Sequence[Chunk], chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self.pairs = _same_chunks(base, chunks)
        kept, known = {i for i, _ in self.pairs}, {j for _, j in self.pairs}
        free = {c.key: j for j, c in enumerate(chunks) if c.named and j not in known}
        left = [i for i in range(len(base)) if i not in kept]
        self.moved = {i: free[base[i].key] for i in left if base[i].key in free}
        """What stood in the base elsewhere, by its place there."""
        self.moved_from = {j: i for i, j in self.moved.items()}
        self.gone = set(left) - self.moved.keys()
        """What of the base it took out."""
        self.has = {**dict(self.pairs), **self.moved}
        self.new = {key: j for key, j in free.items() if j not in self.moved_from}
        """What it put in that has a name."""

    def is_bound(self, place: int, tables: Collection[str]) -> bool:
        """Tell whether a line belongs to one of some tables and is not its head."""
        chunk = self.chunks[place]
        return chunk.table in tables and chunk.kind not in TABLES


class _Merger:
    """Three versions, and the lines of the result so far."""

    def __init__(self, base: Cut, ours: Cut, theirs: Cut, marks: Marks) -> None:
        self.base = base.chunks
        self.tables = base.heads.keys()
        self.ours = _Side(self.base, ours.chunks)
        self.theirs = _Side(self.base, theirs.chunks)
        self.ended = ours.ended if ours.ended != base.ended else theirs.ended
        self.marks = marks
        self.out: list[str] = []
        self.conflicts = 0
        # What both put in by the same name stands where ours has it.
        both = self.ours.new.keys() & self.theirs.new.keys()
        self.doubles = {self.ours.new[key]: self.theirs.new[key] for key in both}
        self.dropped = set(self.doubles.values())

    def merged(self) -> Merged:
        sides = [(side.pairs, len(side.chunks)) for side in (self.ours, self.theirs)]
        for step in steps(len(self.base), sides[0], sides[1]):
            if isinstance(step, Gap):
                self._gap(step)
            else:
                self._item(step)
        text = "".join(self.out)
        if not self.ended:
            text = text.removesuffix("\n")
        return Merged(text, self.conflicts)

    # ── what was put in ──────────────────────────────────────────────────────────────────────────

    def _gap(self, gap: Gap) -> None:
        """Write what either side has put in at a place: what both have once, in its order."""
        ours, theirs = gap.ours, gap.theirs
        pairs = matched(
            [self.ours.chunks[j].key for j in ours],
            [self.theirs.chunks[j].key for j in theirs],
        )
        ends: list[tuple[int, int] | None] = [*pairs, None]
        between = gaps(pairs, len(ours), len(theirs))
        for (own, others), same in zip(between, ends, strict=True):
            left, right = [ours[i] for i in own], [theirs[i] for i in others]
            self._between(gap.at, left, right)
            if same is not None:
                self._together(ours[same[0]], theirs[same[1]])

    def _between(self, at: int, ours: Sequence[int], theirs: Sequence[int]) -> None:
        """Write what stands between things that both sides have put in."""
        if not ours or not theirs:
            self._apart(at, ours, theirs)
            return
        # Rows that one side adds and a paragraph of the other's behind them are apart.
        for bound in (True, False):
            left = [j for j in ours if self.ours.is_bound(j, self.tables) == bound]
            right = [j for j in theirs if self.theirs.is_bound(j, self.tables) == bound]
            self._apart(at, left, right)

    def _together(self, ours: int, theirs: int) -> None:
        """Write what both sides have put in at the same place."""
        base = self.ours.moved_from.get(ours)
        before = None if base is None else self.base[base]
        self._both(before, self.ours.chunks[ours], self.theirs.chunks[theirs])

    def _apart(self, at: int, ours: Sequence[int], theirs: Sequence[int]) -> None:
        """Write what one side has put in at a place, and what it has set there from elsewhere.

        In conflict is what is new on both sides, or stands behind what the other side took out.
        """
        left = [j for j in ours if j not in self.ours.moved_from and j not in self.doubles]
        right = [j for j in theirs if j not in self.theirs.moved_from and j not in self.dropped]
        lost = (left and at - 1 in self.theirs.gone) or (right and at - 1 in self.ours.gone)
        new = set(left), set(right)
        together = not lost and not (left and right)
        for j in ours:
            if j not in new[0]:
                self._known_to_ours(j)
            elif together:
                self._write(self.ours.chunks[j])
        for j in theirs:
            if j in self.theirs.moved_from:
                self._known_to_theirs(j)
            elif together and j in new[1]:
                self._write(self.theirs.chunks[j])
        if not together:
            self._both_put_in(
                [self.ours.chunks[j] for j in left], [self.theirs.chunks[j] for j in right]
            )

    def _both_put_in(self, ours: Sequence[Chunk], theirs: Sequence[Chunk]) -> None:
        """Write what both sides have put in at one place: fields of a header, else a conflict."""
        every = [*ours, *theirs]
        if all(chunk.kind == "FIELD" and chunk.key != FORM for chunk in every):
            # But for forms their order means nothing: the same whichever side is ours.
            for chunk in sorted(every, key=lambda chunk: str(chunk.key)):
                self._write(chunk)
        else:
            self._conflict(ours, theirs)

    def _known_to_ours(self, place: int) -> None:
        """Write what ours has set here and theirs has, too, if perhaps elsewhere."""
        chunk = self.ours.chunks[place]
        if place in self.doubles:
            self._both(None, chunk, self.theirs.chunks[self.doubles[place]])
            return
        base = self.ours.moved_from[place]
        other = self.theirs.has.get(base)
        if other is None:
            self._conflict([chunk], [])
        else:
            self._both(self.base[base], chunk, self.theirs.chunks[other])

    def _known_to_theirs(self, place: int) -> None:
        """Write what theirs alone has set here; what both have moved stands where ours has it."""
        base = self.theirs.moved_from[place]
        if base in self.ours.moved:
            return
        chunk, own = self.theirs.chunks[place], self.ours.has.get(base)
        if own is None:
            self._conflict([], [chunk])
        else:
            self._both(self.base[base], self.ours.chunks[own], chunk)

    # ── what was there ───────────────────────────────────────────────────────────────────────────

    def _item(self, item: Item) -> None:
        base = self.base[item.base]
        if item.base in self.ours.moved or item.base in self.theirs.moved:
            return
        if item.ours is None and item.theirs is None:
            return
        if item.ours is None or item.theirs is None:
            left = [] if item.ours is None else [self.ours.chunks[item.ours]]
            right = [] if item.theirs is None else [self.theirs.chunks[item.theirs]]
            if [chunk.content for chunk in (*left, *right)] != [base.content]:
                self._conflict(left, right)
            return
        self._both(base, self.ours.chunks[item.ours], self.theirs.chunks[item.theirs])

    def _both(self, base: Chunk | None, ours: Chunk, theirs: Chunk) -> None:
        """Write what both sides have, changed by one of them or by both."""
        blank = ours.blank
        if base is not None and ours.blank == base.blank:
            blank = theirs.blank
        if ours.content == theirs.content or (base and theirs.content == base.content):
            reset = base is not None and ours.text == base.text and ours.content == theirs.content
            self._write(theirs if reset else ours, blank)
        elif base is not None and ours.content == base.content and ours.text == base.text:
            self._write(theirs, blank)
        elif ours.row is not None and theirs.row is not None and ours.kind == theirs.kind:
            self._row(base, ours, theirs, blank)
        elif base is not None and ours.content == base.content:
            self._write(theirs, blank)
        else:
            text = self._prose(base, ours, theirs)
            if text is None:
                self._conflict([ours], [theirs])
            else:
                self._line(text, blank)

    def _row(self, base: Chunk | None, ours: Chunk, theirs: Chunk, blank: str) -> None:
        """Write a row with the cells that either side changed; in conflict with all others."""
        before = texts(base) if base is not None and base.row is not None else []
        left, right = texts(ours), texts(theirs)
        size = max(len(before), len(left), len(right))
        old, own, other = ([*t, *[""] * (size - len(t))] for t in (before, left, right))
        taken = {i: other[i] for i in range(size) if own[i] == old[i] != other[i]}
        kept = {i: own[i] for i in range(size) if other[i] == old[i] != own[i]}
        apart = [i for i in range(size) if old[i] != own[i] != other[i] != old[i]]
        whole = with_cells(ours, taken)
        expected = [taken.get(i, own[i]) for i in range(size)]
        if not _reads(whole, ours, expected):
            self._conflict([ours], [theirs])
        elif apart:
            self._conflict_of([whole], [with_cells(theirs, kept)], blank)
        else:
            self._line(whole, blank)

    @staticmethod
    def _prose(base: Chunk | None, ours: Chunk, theirs: Chunk) -> str | None:
        """Return a paragraph with the sentences that either side changed; None in conflict."""
        if base is None or ours.kind not in PROSE or theirs.kind != ours.kind:
            return None
        return merged_text(base.text, ours.text, theirs.text)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def _write(self, chunk: Chunk, blank: str | None = None) -> None:
        blank = chunk.blank if blank is None else blank
        if chunk.kind == "END":
            self.out.append(blank)
        else:
            self._line(chunk.text, blank)

    def _line(self, text: str, blank: str) -> None:
        self.out += (blank, text, "\n")

    def _conflict(self, ours: Sequence[Chunk], theirs: Sequence[Chunk]) -> None:
        first = (*ours, *theirs)[0]
        sides = [
            [(chunk.blank if at else "") + chunk.text for at, chunk in enumerate(side)]
            for side in (ours, theirs)
        ]
        self._conflict_of(sides[0], sides[1], first.blank)

    def _conflict_of(self, ours: Sequence[str], theirs: Sequence[str], blank: str) -> None:
        size = self.marks.size
        self.conflicts += 1
        self._line(f"{'<' * size} {self.marks.ours}", blank)
        for text in ours:
            self._line(text, "")
        self._line("=" * size, "")
        for text in theirs:
            self._line(text, "")
        self._line(f"{'>' * size} {self.marks.theirs}", "")


def _reads(text: str, like: Chunk, expected: list[str]) -> bool:
    """Tell whether a row that was put together reads as it should."""
    head = "@简表 a\na | b\n"
    found = cut(f"{head}{text}\n").chunks[2]
    while expected and not expected[-1]:
        expected = expected[:-1]
    same = found.row is not None and like.row is not None and found.row.label == like.row.label
    return same and texts(found) == expected


def _same_chunks(base: Sequence[Chunk], side: Sequence[Chunk]) -> Pairs:
    """Return which chunks are the same in two versions: by name, by text, else by likeness."""
    pairs = matched([chunk.key for chunk in base], [chunk.key for chunk in side])
    for gone, come in gaps(list(pairs), len(base), len(side)):
        left = [i for i in gone if not base[i].named]
        right = [j for j in come if not side[j].named]

        def weigh(a: int, b: int, left: list[int] = left, right: list[int] = right) -> int:
            one, other = base[left[a]], side[right[b]]
            if (one.kind, one.table) != (other.kind, other.table):
                return 0
            return likeness(one.text[:_LONGEST], other.text[:_LONGEST])

        found = alike(range(len(left)), range(len(right)), weigh, _LIKE)
        pairs += [(left[a], right[b]) for a, b in found]
    return sorted(pairs)
