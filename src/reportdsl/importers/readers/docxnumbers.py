"""Write out the numbers that Word gives to paragraphs by itself: they stand in no text."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from reportdsl.importers.readers.looks import is_on, value
from reportdsl.importers.readers.xmltree import child, whole
from reportdsl.text.numerals import chinese
from reportdsl.text.pattern import pattern

_PLACE = pattern(r"%([1-9])")
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "ideographTraditional",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
_ROMAN_SMALL = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LARGEST = 9_999
"""What is numbered beyond it is numbered in digits."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    text: str
    style: str = ""
    """The style whose paragraphs are of this level."""
    legal: bool = False
    """Whether numbers of levels above stand in digits, however they are written there."""


@dataclass(slots=True)
class Numbers:
    """The lists of a document, and how far each is counted."""

    levels: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    """For each list what counts together with it, and its levels."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, number: str, level: int | None, style: str) -> str:
        """Return the number of the next paragraph of a list; empty for a bullet.

        Where the paragraph names no level, its style does.
        """
        counted, levels = self.levels.get(number, ("", {}))
        if level is None:
            level = next((at for at, found in levels.items() if style and found.style == style), 0)
        found = levels.get(level)
        if found is None:
            return ""
        counts = self.counts.setdefault(counted, {})
        counts[level] = counts[level] + 1 if level in counts else found.start
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if found.kind in {"bullet", "none"}:
            return ""

        def count(place: int) -> str:
            at = place - 1
            its = levels.get(at, found)
            kind = "decimal" if found.legal else its.kind
            return written(counts.setdefault(at, its.start), kind)

        return _PLACE.sub(lambda match: count(int(match[1])), found.text).strip()


def read_numbers(root: Element | None) -> Numbers:
    """Return the lists that a part declares."""
    numbers = Numbers()
    if root is None:
        return numbers
    abstract = {
        node.get("abstractNumId", ""): dict(_levels(node))
        for node in root
        if node.tag == "abstractNum"
    }
    for node in root:
        if node.tag != "num":
            continue
        name = node.get("numId", "")
        base = value(child(node, "abstractNumId"))
        overrides = [over for over in node if over.tag == "lvlOverride"]
        levels = {**abstract.get(base, {}), **dict(_overridden(overrides, abstract.get(base, {})))}
        # A list that begins anew counts for itself.
        numbers.levels[name] = (f"{base}/{name}" if overrides else base, levels)
    return numbers


def _levels(node: Element) -> Iterator[tuple[int, _Level]]:
    for level in node:
        if level.tag == "lvl":
            yield whole(level.get("ilvl"), 0), _level(level)


def _level(node: Element) -> _Level:
    return _Level(
        whole(value(child(node, "start")), 1),
        value(child(node, "numFmt")) or "decimal",
        value(child(node, "lvlText")),
        value(child(node, "pStyle")),
        is_on(child(node, "isLgl")),
    )


def _overridden(
    overrides: list[Element], levels: dict[int, _Level]
) -> Iterator[tuple[int, _Level]]:
    for node in overrides:
        at = whole(node.get("ilvl"), 0)
        own = child(node, "lvl")
        level = _level(own) if own is not None else levels.get(at)
        if level is not None:
            start = whole(value(child(node, "startOverride")), level.start)
            yield at, replace(level, start=start)


def written(count: int, kind: str) -> str:
    """Return a count as Word writes it in one of its ways; in digits where that is not known."""
    if not 0 < count <= _LARGEST:
        return str(count)
    if kind in _CHINESE:
        return chinese(count) or str(count)
    match kind:
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if count <= 20:
            return chr(0x2460 + count - 1)
        case "upperLetter" | "lowerLetter" if count <= 26:
            return chr(ord("A" if kind[0] == "u" else "a") + count - 1)
        case "upperRoman":
            return _roman(count)
        case "lowerRoman":
            return _roman(count).lower()
        case _:
            return str(count)


def _roman(count: int) -> str:
    out = ""
    for size, letters in (*_ROMAN, *_ROMAN_SMALL):
        out += letters * (count // size)
        count %= size
    return out
