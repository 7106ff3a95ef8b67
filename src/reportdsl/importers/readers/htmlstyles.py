"""Tell of the style of an element whether it hides it, or sets it apart."""

import re
from collections.abc import Mapping

from reportdsl.text.pattern import pattern

DISPLAY_TABLE = pattern(r"display\s*+:\s*+table", re.IGNORECASE)
"""A style that makes of an element what a table is made of."""
_CLASS = pattern(r"\.([\w-]++)")
_DISPLAY = pattern(r"(?:^|[;\s])display\s*+:\s*+([a-z-]++)", re.IGNORECASE)
_VISIBILITY = pattern(r"(?:^|[;\s])visibility\s*+:\s*+([a-z-]++)", re.IGNORECASE)
_UNSEEN = frozenset({"hidden", "collapse"})
_COMMENT = pattern(r"/\*.*?(?:\*/|$)", re.DOTALL)
_NONE = r"0+(?:\.0*+)?(?:[a-z]++|%)?+\s*+(?:!important\s*+)?+(?:;|$)"
_GONE = pattern(
    r"(?:^|[;\s])(?:text-decoration(?:-line)?\s*+:[^;]*?line-through"
    rf"|mso-hide\s*+:\s*+(?:all|screen)|(?:font-size|opacity)\s*+:\s*+{_NONE}"
    r"|(?:left|right|top)\s*+:\s*+-[0-9]{3,}|(?:text-indent|margin-left)\s*+:\s*+-[0-9]{4,}"
    r"|clip\s*+:\s*+rect)",
    re.IGNORECASE,
)
"""What strikes out what an element holds, makes it too small to see, or puts it off the page."""
_NO_ROOM = pattern(rf"(?:^|[;\s])(?:max-)?(?:width|height)\s*+:\s*+{_NONE}", re.IGNORECASE)
_CUT_OFF = pattern(r"(?:^|[;\s])overflow\s*+:\s*+hidden", re.IGNORECASE)
_APART = pattern(
    r"(?:^|[;\s])(?:vertical-align\s*+:\s*+(?:super|sub|text-|-?[1-9])"
    r"|position\s*+:\s*+(?:absolute|fixed)|(?:top|bottom)\s*+:\s*+-?[1-9]|mso-text-raise\s*+:"
    r"|float\s*+:\s*+(?:left|right)|(?:margin|padding)(?:-left|-right)?+\s*+:(?=[^;]*?[1-9])"
    r"|display\s*+:\s*+(?:block|flex|grid|inline-|list|table))",
    re.IGNORECASE,
)
"""What sets an element within a line apart from what stands before and behind it."""


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


def removed(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element is not there for the eye, nor its place."""
    style = _style(attributes)
    if style and (_GONE.search(style) or (_CUT_OFF.search(style) and _NO_ROOM.search(style))):
        return True
    display = _last(_DISPLAY, style)
    if display:
        return display == "none"
    return "hidden" in attributes


def unseen(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element keeps its place, but what it holds is not seen."""
    return _last(_VISIBILITY, _style(attributes)) in _UNSEEN


def is_apart(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element within a line does not run on from what stands beside it."""
    style = _style(attributes)
    return bool(style) and _APART.search(style) is not None


def _style(attributes: Mapping[str, str | None]) -> str:
    style = attributes.get("style") or ""
    return _COMMENT.sub(" ", style) if "/*" in style else style


def _last(what: re.Pattern[str], style: str) -> str:
    """Return the word that a style gives to a property, in small letters; empty without one."""
    found = what.findall(style)
    return str(found[-1]).lower() if found else ""
