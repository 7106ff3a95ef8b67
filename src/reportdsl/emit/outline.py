"""Lay the sections of a publication out as headings of a page."""

from collections.abc import Iterable, Iterator

from reportdsl.publish.publication import Section


def outline(sections: Iterable[Section]) -> Iterator[tuple[int, Section]]:
    """Return each section with its depth: 1 for the outermost, and no depth left out.

    Pages must not jump from a heading to the one after next, whatever levels an author chose.
    """
    open_levels: list[int] = []
    for section in sections:
        if section.level:
            while open_levels and open_levels[-1] >= section.level:
                open_levels.pop()
            open_levels.append(section.level)
        yield len(open_levels), section
