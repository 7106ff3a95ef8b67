"""Reckon how deep the tree of a page will be, as the HTML standard opens and closes elements.

Never less deep than the parser makes it: where the standard closes something only under some
conditions, it stays open here.
"""

from dataclasses import dataclass, field

from reportdsl.importers.readers.htmlnames import (
    CLOSES_PARAGRAPH,
    EMPTY,
    FENCES,
    HEADINGS,
    PARTS,
    SECTIONS,
    SPECIAL,
    names,
)

MAX_DEPTH = 512
"""How deep elements may stand within each other."""
MAX_STEPS = 2_000_000
"""How many open elements are looked at, one by one, to find what a mark closes."""

_ITEMS = {"li": names("li"), "dd": names("dd dt"), "dt": names("dd dt")}
_BODIES = names("tbody thead tfoot")


class TooDeep(Exception):  # noqa: N818 - it says what the page is
    """The page is nested too deep."""

    limit = MAX_DEPTH


class TooTangled(Exception):  # noqa: N818 - it says what the page is
    """Too many steps are needed to find out what is closed."""

    limit = MAX_STEPS


@dataclass(slots=True)
class Depth:
    """The elements that are open."""

    stack: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """How many of each are."""
    tables: list[int] = field(default_factory=list)
    """Where the tables among them stand."""
    steps: int = 0

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return bool(self.tables)

    def start(self, name: str) -> None:
        """Open an element, and close what it closes."""
        if name in PARTS:
            self._part(name)
            return
        if name == "table":
            # A table that begins within another, but in no cell of it, ends it.
            while self.tables and not self._in_cell(self.tables[-1]):
                self._pop(self.tables[-1])
        if name in _ITEMS:
            self._close_item(_ITEMS[name])
        if name in CLOSES_PARAGRAPH and self.counts.get("p"):
            self._close("p", FENCES)
        if name in HEADINGS and self.stack and self.stack[-1] in HEADINGS:
            self._pop(len(self.stack) - 1)
        if name not in EMPTY:
            self._push(name)

    def end(self, name: str) -> None:
        """Close an element, if one of that name can be closed."""
        if name in PARTS or name == "table":
            self._end_part(name)
        elif name in HEADINGS:
            self._close_any(frozenset(HEADINGS), FENCES)
        elif name == "li":
            self._close(name, FENCES | {"ol", "ul"})
        elif name in CLOSES_PARAGRAPH:
            self._close(name, FENCES)
        else:
            self._close(name, SPECIAL)

    def _push(self, name: str) -> None:
        if name == "table":
            self.tables.append(len(self.stack))
        self.stack.append(name)
        self.counts[name] = self.counts.get(name, 0) + 1
        if len(self.stack) > MAX_DEPTH:
            raise TooDeep

    def _pop(self, to: int) -> None:
        """Close everything from a place on."""
        while len(self.stack) > to:
            self.counts[self.stack.pop()] -= 1
        while self.tables and self.tables[-1] >= to:
            self.tables.pop()

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooTangled

    def _close(self, name: str, fences: frozenset[str]) -> None:
        if self.counts.get(name):
            self._close_any(frozenset({name}), fences)

    def _close_any(self, names: frozenset[str], fences: frozenset[str]) -> None:
        for at in range(len(self.stack) - 1, -1, -1):
            self._step()
            if self.stack[at] in names:
                self._pop(at)
                return
            if self.stack[at] in fences:
                return

    def _close_item(self, names: frozenset[str]) -> None:
        for at in range(len(self.stack) - 1, -1, -1):
            self._step()
            name = self.stack[at]
            if name in names:
                self._pop(at)
                return
            if name in SPECIAL and name not in {"address", "div", "p"}:
                return

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def _part(self, name: str) -> None:
        """Open a part of the innermost table, where there is one."""
        if not self.tables:
            return
        table = self.tables[-1]
        above = {"tr": SECTIONS, "td": frozenset({"tr"}), "th": frozenset({"tr"})}.get(name)
        if above is None:
            self._pop(table + 1)
        else:
            self._open_above(table, name)
        self._push(name)

    def _in_cell(self, table: int) -> bool:
        parts = self.stack[table + 1 : table + 4]
        return bool(parts) and (parts[0] == "caption" or parts[-1] in {"td", "th"})

    def _open_above(self, table: int, name: str) -> None:
        """Leave open of a table what a row or a cell stands in, and open what is missing of it."""
        at = table + 1
        if at < len(self.stack) and self.stack[at] in _BODIES:
            at += 1
        else:
            self._pop(at)
            self._push("tbody")
            at += 1
        if name != "tr":
            if at < len(self.stack) and self.stack[at] == "tr":
                at += 1
            else:
                self._pop(at)
                self._push("tr")
                at += 1
        self._pop(at)

    def _end_part(self, name: str) -> None:
        if not self.tables or not self.counts.get(name):
            return
        table = self.tables[-1]
        if name == "table":
            self._pop(table)
            return
        # The parts of a table stand right below it: section, row, cell.
        for at in range(table + 1, min(table + 4, len(self.stack))):
            if self.stack[at] == name:
                self._pop(at)
                return
