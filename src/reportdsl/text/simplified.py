"""Write traditional characters as simplified ones, one for one."""

from functools import cache


@cache
def _table() -> dict[int, str]:
    from reportdsl.text._simplified_table import SIMPLIFIED, TRADITIONAL  # noqa: PLC0415 - for imports alone

    return dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True))


def simplified(text: str) -> str:
    """Return a text with each traditional character in its simplified form; its length stays."""
    return text if text.isascii() else text.translate(_table())
