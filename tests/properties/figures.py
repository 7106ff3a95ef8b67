"""Write figures into the part of docs/testing.md that is marked for them."""

import pathlib
import re

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "testing.md"


def replaced(page: str, name: str, text: str) -> str:
    """Return a page with a marked part made anew; raise `ValueError` if it has no such part."""
    part = re.compile(
        rf"(<!-- {re.escape(name)}: .*? -->\n).*?(\n<!-- end of {name} -->)", re.DOTALL
    )
    changed, count = part.subn(lambda match: f"{match[1]}{text}{match[2]}", page)
    if count != 1:
        raise ValueError(name)
    return changed


def write(name: str, text: str) -> None:
    """Put a text into a marked part of docs/testing.md."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(replaced(page, name, text), encoding="utf-8", newline="\n")
