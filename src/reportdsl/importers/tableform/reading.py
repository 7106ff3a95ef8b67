"""Tell what the cells of a foreign table hold, before anything is known of their types."""

from functools import lru_cache

from reportdsl.importers.figures import MARKS, Verdict, looks_like_figure, taken
from reportdsl.importers.tableform.boxes import Box
from reportdsl.importers.tableform.parts import Content, Datum
from reportdsl.model.axis import Attributes, cell_type
from reportdsl.syntax import nodes
from reportdsl.text.fold import fold
from reportdsl.text.numerals import Number, parse_date, parse_number
from reportdsl.text.pattern import pattern
from reportdsl.text.source import Span

_YEAR = pattern(r"(?:19|20)[0-9]{2}")
_NOWHERE = Span("", 0, 0)


def datum(box: Box) -> Datum:
    """Return what a cell holds."""
    content, number = _content(box.text)
    return Datum(box, content, number)


@lru_cache(maxsize=4096)
def _content(text: str) -> tuple[Content, Number | None]:
    if not text:
        return Content.BLANK, None
    if "①" <= text[0] <= "⑳":
        # An enumerator, though it counts as a digit.
        return Content.TEXT, None
    if parse_date(text) is not None:
        return Content.DATE, None
    if looks_like_figure(text):
        number = _number(text)
        if number is not None:
            return Content.FIGURE, number
        return Content.MARK, None
    return (Content.MARK if fold(text) in MARKS else Content.TEXT), None


def _number(text: str) -> Number | None:
    """Return the figure of a cell, a unit or a remark behind it aside."""
    found = taken(text, cell_type(Attributes()), _NOWHERE)
    if found.verdict is Verdict.NO_FIGURE or not isinstance(found.cell, nodes.StatedCell):
        return None
    return parse_number(found.cell.text)


def holds_figure(box: Box) -> bool:
    """Tell whether a figure stands in a cell, or a mark for none."""
    return _content(box.text)[0] in {Content.FIGURE, Content.MARK}


def holds_value(box: Box) -> bool:
    """Tell whether a figure, a mark for none or a day stands in a cell."""
    return _content(box.text)[0] in {Content.FIGURE, Content.MARK, Content.DATE}


def is_year(box: Box) -> bool:
    """Tell whether a cell names a year, as heads do."""
    return _YEAR.fullmatch(fold(box.text)) is not None
