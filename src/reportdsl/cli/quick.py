"""Read the command lines that are typed most, without the library that reads them all.

To import click takes longer than to check a report. What is not plain here is left to it: help,
completion, mistakes, and every other command.
"""

import os
from collections.abc import Mapping, Sequence
from typing import TypeAlias

_FLAG: tuple[str, ...] = ("",)
_ANY: tuple[str, ...] = ()
_EXPANDED = frozenset("*?[~$%") if os.name == "nt" else frozenset[str]()
"""What click expands where no shell does."""
_Option: TypeAlias = tuple[str, tuple[str, ...]]
"""The parameter that an option sets, and the values that it takes."""

_COMMON: Mapping[str, _Option] = {
    "--lang": ("lang", ("zh", "en")),
    "--color": ("color", ("auto", "always", "never")),
}
OPTIONS: Mapping[str, Mapping[str, _Option]] = {
    "check": {
        "--format": (
            "style",
            ("terminal", "concise", "json", "sarif", "github", "junit", "gitlab"),
        ),
        "--explain": ("explain", ("figures", "equations")),
        "--ties": ("ties", _FLAG),
        "--strict": ("strict", _FLAG),
        **_COMMON,
    },
    "build": {
        "-t": ("names", ("html", "cms", "md", "pipe", "json")),
        "--to": ("names", ("html", "cms", "md", "pipe", "json")),
        "-o": ("output", _ANY),
        "--output": ("output", _ANY),
        "--draft": ("draft", _FLAG),
        "--strict": ("strict", _FLAG),
        "--keep-width": ("keep_width", _FLAG),
        "--tables": ("tables", ("gfm", "html")),
        **_COMMON,
    },
}


def read(arguments: Sequence[str]) -> tuple[str, list[str], dict[str, object]] | None:
    """Return the command, its files and its parameters, or None for what click is to read."""
    if not arguments or arguments[0] not in OPTIONS:
        return None
    if _EXPANDED and not _EXPANDED.isdisjoint("".join(arguments)):
        return None
    command, *rest = arguments
    options = OPTIONS[command]
    files: list[str] = []
    taken: dict[str, object] = {}
    words = iter(rest)
    for word in words:
        if not word.startswith("-") or word == "-":
            files.append(word)
            continue
        name, allowed = options.get(word, ("", _ANY))
        value = "" if allowed == _FLAG else next(words, None)
        if not name or value is None or (allowed and value not in allowed) or value[:2] == "--":
            return None
        if name == "names":
            names = taken.get(name, ())
            assert isinstance(names, tuple)
            taken[name] = (*names, value)
        else:
            taken[name] = True if allowed == _FLAG else value
    enough = files if command == "check" else len(files) == 1
    return (command, files, taken) if enough and "" not in files else None
