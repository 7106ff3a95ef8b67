"""Tell what a cell of an open spreadsheet says: by what is stored of it, and by what it shows.

It holds both. Where what is shown is the stored number rounded, the stored one is taken; where it
is a part of it, as with ten thousands, that part, in full; else neither.
"""

from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.cellvalues import Format, number
from reportdsl.importers.readers.numberformats import Shown, around, unread
from reportdsl.importers.readers.oddcells import Odd
from reportdsl.importers.readers.odstext import TextStyles, paragraph
from reportdsl.text.pattern import pattern

_DIGITS = pattern(r"[0-9][0-9,]*+(?:\.[0-9]++)?+|\.[0-9]++")
_ANY_DIGIT = pattern(r"[0-9]")
_OWN_WAY = pattern(
    r"(?:[0-9]++\s++)?+[0-9.,]++(?:e[+-]?[0-9]++|/[0-9]++)"
    r"|[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億点]++",
    2,
)
"""Powers, fractions, and figures in characters: they are the number in another guise."""
_FURTHEST = 12
"""By how many places at most what is shown differs from what is stored."""


def value(cell: Element, styles: TextStyles) -> Shown:
    """Return what a cell says, and what is to be told of it."""
    text, odd = _said(cell, styles)
    return text, Odd.PICTURE if odd is None and _has_picture(cell) else odd


def _has_picture(cell: Element) -> bool:
    """Tell whether a picture hangs on a cell; a chart is drawn of figures that stand in cells."""
    return any(
        frame.find("image") is not None and frame.find("object") is None
        for frame in cell.iter("frame")
    )


def _said(cell: Element, styles: TextStyles) -> Shown:
    shown = _shown(cell, styles)
    match cell.get("value-type", ""):
        case "float" | "currency":
            return _number(cell.get("value", ""), Format.PLAIN, shown)
        case "percentage":
            return _number(cell.get("value", ""), Format.PERCENT, shown)
        case "date":
            return cell.get("date-value", "").partition("T")[0] or shown or "", None
        case "boolean":
            return cell.get("boolean-value", "").upper() or shown or "", None
        case _ if shown is None and cell.get("formula"):
            return "", Odd.UNCOUNTED
        case _:
            return shown or "", None


def _shown(cell: Element, styles: TextStyles) -> str | None:
    """Return the paragraphs of a cell as they are shown; None if it has none."""
    look = styles.look(cell.get("style-name", ""))
    found = [paragraph(inner, styles, look) for inner in cell if inner.tag == "p"]
    return "\n".join(found) if found else None


def _number(stored: str, kind: Format, shown: str | None) -> Shown:
    """Return a stored number, as far as what is shown bears it out."""
    plain = number(stored, kind)
    try:
        exact = Decimal(stored)
    except InvalidOperation:
        return plain or shown or "", None
    # What no program has shown yet is as it is stored. Many show zeros as blanks or as dashes.
    if shown is None or not exact.is_finite() or _OWN_WAY.fullmatch(shown.strip(" -−")):
        return plain, None
    found = _DIGITS.search(shown)
    if found is None:
        words = shown.strip()
        if exact == 0:
            return plain, None
        return (words, None) if words else ("", Odd.UNSEEN)
    before, after = shown[: found.start()], shown[found.end() :]
    if kind is Format.PERCENT:
        exact, after = exact.scaleb(2), after.replace("%", "", 1)
    scale = None if _ANY_DIGIT.search(after) else _scale(exact, found[0].replace(",", ""))
    if scale is None:
        return unread(plain)
    made = around(number(stored, kind, scale), before, after, scaled=scale != 0)
    return unread(plain) if made is None else (made, None)


def _scale(exact: Decimal, shown: str) -> int | None:
    """Return by how many places the point of what is shown stands further left; None if by none."""
    rounded = Decimal(shown)
    half = Decimal(1).scaleb(min(int(rounded.as_tuple().exponent), 0)) / 2
    for scale in sorted(range(-_FURTHEST, _FURTHEST + 1), key=abs):
        if abs(abs(exact).scaleb(-scale) - rounded) <= half * Decimal("1.000001"):
            return scale if rounded or not scale else None
    return None
