"""Damage files as copying does: figures dropped, rows lost, tables run together, labels garbled."""

import random
from collections.abc import Callable, Sequence

from reportdsl.importers.figures import looks_like_figure

Lines = list[str]
_LETTERS = "的一是了我不在人有他这为之大来以个中上们"


def _is_row(line: str) -> bool:
    return "|" in line


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def drop_figure(rng: random.Random, lines: Lines) -> None:
    """Lose a figure, wherever it stands."""
    at = [n for n, line in enumerate(lines) if any(map(_figure, _cells(line)))]
    if not at:
        return
    n = rng.choice(at)
    cells = lines[n].split("|")
    if len(cells) == 1:
        del lines[n]
        return
    del cells[rng.choice([k for k, cell in enumerate(cells) if _figure(cell)])]
    lines[n] = "|".join(cells)


def blank_figure(rng: random.Random, lines: Lines) -> None:
    """Leave a figure blank, its place kept where the text has places."""
    at = [n for n, line in enumerate(lines) if _is_row(line) and any(map(_figure, _cells(line)))]
    if not at:
        return drop_figure(rng, lines)
    n = rng.choice(at)
    cells = lines[n].split("|")
    cells[rng.choice([k for k, cell in enumerate(cells) if _figure(cell)])] = "  "
    lines[n] = "|".join(cells)
    return None


def lose_row(rng: random.Random, lines: Lines) -> None:
    """Lose a row: a line, or a label with the figures behind it."""
    at = [n for n, line in enumerate(lines) if _is_row(line)] or _labels(lines)
    if not at:
        return
    n = rng.choice(at)
    end = n + 1
    while not _is_row(lines[n]) and end < len(lines) and _figure(lines[end]):
        end += 1
    del lines[n:end]


def run_together(rng: random.Random, lines: Lines) -> None:
    """Lose the headings and paragraphs between two tables."""
    prose = [n for n, line in enumerate(lines) if not _is_row(line) and line[:1] in "一二三四五六"]
    if prose:
        del lines[rng.choice(prose)]


def garble_label(rng: random.Random, lines: Lines) -> None:
    """Change, lose or add letters of a label."""
    at = [
        (n, k)
        for n, line in enumerate(lines)
        for k, cell in enumerate(line.split("|"))
        if cell.strip() and not _figure(cell) and (_is_row(line) or len(cell) < 30)
    ]
    if not at:
        return
    n, k = rng.choice(at)
    cells = lines[n].split("|")
    letters = list(cells[k])
    for _ in range(rng.choice((1, 1, 2, 5))):
        place = rng.randrange(len(letters)) if letters else 0
        way = rng.randrange(3)
        if way == 0 and letters:
            letters[place] = rng.choice(_LETTERS)
        elif way == 1 and letters:
            del letters[place]
        else:
            letters.insert(place, rng.choice(_LETTERS))
    cells[k] = "".join(letters)
    lines[n] = "|".join(cells)


def double_row(rng: random.Random, lines: Lines) -> None:
    """Write a line twice."""
    at = [n for n, line in enumerate(lines) if _is_row(line)]
    if at:
        n = rng.choice(at)
        lines.insert(n, lines[n])


def cut_off(rng: random.Random, lines: Lines) -> None:
    """Lose the end of the file."""
    del lines[rng.randrange(len(lines) // 2, len(lines)) :]


KINDS: dict[str, Callable[[random.Random, Lines], None]] = {
    "figures dropped": drop_figure,
    "figures blank": blank_figure,
    "rows lost": lose_row,
    "tables run together": run_together,
    "labels garbled": garble_label,
    "rows doubled": double_row,
    "cut off": cut_off,
}


def _figure(cell: str) -> bool:
    return bool(cell.strip()) and looks_like_figure(cell.strip())


def _labels(lines: Sequence[str]) -> list[int]:
    return [n for n, line in enumerate(lines[:-1]) if not _figure(line) and _figure(lines[n + 1])]


def damaged(rng: random.Random, text: str, kind: str, times: int) -> str:
    """Return a text damaged so many times in one way."""
    lines = [line for line in text.split("\n") if line.strip()]
    for _ in range(times):
        KINDS[kind](rng, lines)
    return "\n".join(lines)
