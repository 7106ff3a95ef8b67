"""Read of a page's style sheets what makes tables of elements, and what hides them."""

import re
from collections.abc import Iterator, Mapping

from reportdsl.text.pattern import pattern

DISPLAY_TABLE = pattern(r"display\s*+:\s*+table", re.IGNORECASE)
"""A style that makes of an element what a table is made of."""
_CLASS = pattern(r"\.([\w-]++)")
_DISPLAY = pattern(r"(?:^|[;\s])display\s*+:\s*+([a-z-]++)", re.IGNORECASE)
_VISIBILITY = pattern(r"(?:^|[;\s])visibility\s*+:\s*+([a-z-]++)", re.IGNORECASE)
_UNSEEN = frozenset({"hidden", "collapse"})


def table_classes(style: str) -> set[str]:
    """Return the classes of which a style sheet makes parts of tables.

    What it puts before or behind an element (``:before``) is none.
    """
    rules_of_it = (rule.rpartition("{") for rule in style.split("}"))
    return {
        found[1]
        for selector, _, body in rules_of_it
        if DISPLAY_TABLE.search(body)
        for part in selector.split(",")
        if ":" not in part
        for found in _CLASS.finditer(part)
    }


def hidden_classes(style: str) -> frozenset[str]:
    """Return the classes whose elements a style sheet never shows.

    It says so of the class alone, and nowhere that an element of it is shown after all: in another
    place, for some width of the screen, or on paper.
    """
    hidden: set[str] = set()
    shown: set[str] = set()
    for selector, body, nested in _rules(_without_comments(style)):
        display = _last(_DISPLAY, body)
        if not display:
            continue
        for part in selector.split(","):
            alone = _CLASS.fullmatch(part.strip())
            if display != "none":
                shown.update(found[1] for found in _CLASS.finditer(part))
            elif alone is not None and not nested:
                hidden.add(alone[1])
    return frozenset(hidden - shown)


def _without_comments(style: str) -> str:
    """Return a style sheet without comments; what no mark ends is one to the end."""
    first, *others = style.replace("<!--", " ").replace("-->", " ").split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _rules(style: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the rules of a style sheet, and whether each holds under a condition only."""
    depth = 0
    for part in style.split("}"):
        *outer, body = part.split("{")
        if not outer:
            depth = max(depth - 1, 0)
            continue
        depth += len(outer) - 1
        yield outer[-1].rpartition(";")[2], body, depth > 0


def removed(attributes: Mapping[str, str | None], classes: frozenset[str]) -> bool:
    """Tell whether an element is not there for the eye, nor its place; `classes` hide theirs."""
    display = _last(_DISPLAY, attributes.get("style") or "")
    if display:
        return display == "none"
    if "hidden" in attributes:
        return True
    own = attributes.get("class")
    return bool(own and classes and not classes.isdisjoint(own.split()))


def unseen(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element keeps its place, but what it holds is not seen."""
    return _last(_VISIBILITY, attributes.get("style") or "") in _UNSEEN


def _last(what: re.Pattern[str], style: str) -> str:
    """Return the word that a style gives to a property, in small letters; empty without one."""
    found = what.findall(style)
    return str(found[-1]).lower() if found else ""
