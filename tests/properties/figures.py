"""Write figures into the part of docs/testing.md that is marked for them."""

import pathlib
import re

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "testing.md"


def _part(name: str) -> re.Pattern[str]:
    marked = rf"(<!-- {re.escape(name)}: .*? -->\n)(.*?)(\n<!-- end of {name} -->)"
    return re.compile(marked, re.DOTALL)


def replaced(page: str, name: str, text: str) -> str:
    """Return a page with a marked part made anew; raise `ValueError` if it has no such part."""
    changed, count = _part(name).subn(lambda match: f"{match[1]}{text}{match[3]}", page)
    if count != 1:
        raise ValueError(name)
    return changed


def written(name: str) -> str:
    """Return what stands in a marked part of docs/testing.md."""
    found = _part(name).search(PAGE.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(name)
    return found[2]


def write(name: str, text: str) -> None:
    """Put a text into a marked part of docs/testing.md."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(replaced(page, name, text), encoding="utf-8", newline="\n")
