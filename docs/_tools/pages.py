"""Bring pages that read well where they stand in the checkout into the form of the site."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_INCLUDE = re.compile(r"^```\{include\} (?P<path>\S+)\n```$", re.MULTILINE)
_LINK = re.compile(r"(?P<text>\]\()(?P<path>[^)#:\s]+)(?P<anchor>#[^)]*)?\)")
_HAN = re.compile("[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’…—]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_PATTERN = re.compile(r"[a-z/*]*\*[a-z/*]*")
_RULE = re.compile(r"rules/[a-z]+/R[0-9]+")


def included(page: str) -> Iterator[str]:
    """Yield the paths that a page includes, as it writes them."""
    for found in _INCLUDE.finditer(page):
        yield found["path"]


def on_site(page: str, path: Path, site: Path) -> str:
    """Return a page with what it includes, and with links that lead to pages of the site.

    A link to a file that a page of the site includes becomes one to that page.
    """
    homes = {
        (home.parent / outside).resolve(): home
        for home in site.glob("*.md")
        for outside in included(home.read_text(encoding="utf-8"))
    }

    def _include(found: re.Match[str]) -> str:
        outside = (path.parent / found["path"]).resolve()
        return _relinked(outside.read_text(encoding="utf-8"), outside.parent, path.parent, homes)

    return _INCLUDE.sub(_include, _relinked(page, path.parent, path.parent, homes))


def _relinked(page: str, at: Path, to: Path, homes: dict[Path, Path]) -> str:
    """Return a text of one folder with its links as they must be in another."""

    def _link(found: re.Match[str]) -> str:
        target = (at / found["path"]).resolve()
        target = homes.get(target, target)
        shown = Path(os.path.relpath(target, to)).as_posix()
        return f"{found['text']}{shown}{found['anchor'] or ''})"

    parts = re.split(r"(^```.*?^```$|`[^`\n]+`)", page, flags=re.DOTALL | re.MULTILINE)
    parts[::2] = [_LINK.sub(_link, part) for part in parts[::2]]
    return "".join(parts)


def empty(site: Path) -> list[str]:
    """Return the pages that are to include a file that is not there."""
    return [
        home.name
        for home in sorted(site.glob("*.md"))
        for outside in included(home.read_text(encoding="utf-8"))
        if not (home.parent / outside).exists()
    ]


def without_empty_patterns(page: str, site: Path) -> str:
    """Return the front page with no pattern of pages where there is none.

    Some pages are made from the code; the site is built without those that are not there.
    """
    left_out = empty(site)

    def _empty(line: str) -> bool:
        found = [path for path in site.glob(f"{line}.md") if path.name not in left_out]
        return _PATTERN.fullmatch(line) is not None and not found

    return "\n".join(line for line in page.splitlines() if not _empty(line)) + "\n"


def is_rule(docname: str) -> bool:
    """Tell whether a page is that of one rule."""
    return _RULE.fullmatch(docname) is not None


def are_joined(before: str, after: str) -> bool:
    """Tell whether a line break between two texts is to be dropped: both are Chinese."""
    return _HAN.fullmatch(before[-1:]) is not None and _HAN.fullmatch(after[:1]) is not None


def is_chinese(title: str) -> bool:
    """Tell whether a page is in Chinese, from its title."""
    return _CHINESE.search(title) is not None
