"""Choose among several tables of a file that are all like one table of a form.

One whose heads are not the form's is no rival of one whose are; one that is said to be of another
year gives way to one that is not. Of tables that hold the same the first is taken; where tables
differ and nothing tells which is meant, none is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from reportdsl.importers.fitted import Fitted
from reportdsl.importers.labels import key, plain
from reportdsl.importers.placing import Trouble
from reportdsl.importers.raw import RawDocument, RawText
from reportdsl.importers.regions import Piece, Region
from reportdsl.text.fold import fold
from reportdsl.text.pattern import pattern

_LAST_YEAR = pattern(r"上年|上一年|上个?年度|去年|前年|往年|last year|previous year|prior year")
_YEAR = pattern(r"(?<![0-9])(20[0-9]{2})(?=年|[^0-9]|$)")
_LONGEST_NAME = 40
"""How long what a table is called may be."""
_LINES_ABOVE = 3
"""How many lines above a table may call it something: a section, a name, a unit."""

_Tables = Sequence[tuple[Region, Fitted]]


def chosen(
    tables: _Tables, body: Sequence[Piece], document: RawDocument, year: int | None
) -> frozenset[int]:
    """Return the numbers of the tables that are taken, at most one of each name."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, fitted) in enumerate(tables):
        named[key(fitted.template.table.name)].append(number)
    rivals = _Rivals(tables, body, document, year)
    best = map(rivals.best, named.values())
    return frozenset(number for number in best if number is not None)


class _Rivals:
    def __init__(
        self, tables: _Tables, body: Sequence[Piece], document: RawDocument, year: int | None
    ) -> None:
        self.tables = tables
        self.body = body
        self.document = document
        self.year = year

    def best(self, group: Sequence[int]) -> int | None:
        """Return which of some tables of one name is taken, if one is."""
        for gives_way in (self._is_other, self._is_of_other_year):
            group = _without(group, gives_way)
        first = self._content(group[0])
        return group[0] if all(self._content(n) == first for n in group[1:]) else None

    def _is_other(self, number: int) -> bool:
        """Tell whether all of a table stands under heads that are not the form's."""
        fitted = self.tables[number][1]
        cells = [*(row.cells for row in fitted.rows), *(row.cells for row in fitted.authored)]
        return all(each is Trouble.HEADS for each in cells)

    def _is_of_other_year(self, number: int) -> bool:
        """Tell whether a table is said to be of a year before that of the report."""
        return any(map(self._tells_other_year, self._called(number)))

    def _tells_other_year(self, text: str) -> bool:
        if _LAST_YEAR.search(text):
            return True
        years = [int(found) for found in _YEAR.findall(text)]
        return bool(years) and self.year is not None and max(years) < self.year

    def _called(self, number: int) -> Iterator[str]:
        """Yield what a table is called: over it, in it, and by the sheet that it stands in."""
        region, fitted = self.tables[number]
        yield from (fold(cell.text) for cell in fitted.unread)
        place = self.document.source.place(region.parts[0][0].span)
        yield place[0] if place is not None else ""
        at = next(n for n, piece in enumerate(self.body) if piece is region)
        for piece in reversed(self.body[max(at - _LINES_ABOVE, 0) : at]):
            text = fold(piece.text) if isinstance(piece, RawText) else ""
            if not text or len(text) > _LONGEST_NAME or text.endswith(("。", ".")):
                return
            yield text

    def _content(self, number: int) -> list[str]:
        region = self.tables[number][0]
        rows = (row for _, rows in region.parts for row in rows)
        return [plain(cell.text) for row in rows for cell in row.cells if cell.text]


def _without(numbers: Sequence[int], gives_way: Callable[[int], bool]) -> Sequence[int]:
    """Return those numbers that do not give way; all, if every one does."""
    return [number for number in numbers if not gives_way(number)] or numbers
