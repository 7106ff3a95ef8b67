"""Merge for git, and say at once what the merge has brought about."""

import sys

from reportdsl.cli.output import coloured, language_of, render, say
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.git.driver import Outcome, Versions, merge_files
from reportdsl.git.merge import Marks
from reportdsl.text.width import visible

_FAILED = 129
"""What tells git that nothing was merged."""


def merged(
    files: tuple[str, str, str],
    *,
    names: tuple[str, str],
    size: int,
    path: str,
    lang: str | None,
) -> int:
    """Merge three files and return the exit code for git: 0 clean, 1 with conflicts.

    A clean merge whose sums no longer hold is clean to git, for every change of both sides is in
    it; it is told of here, and by the next check.
    """
    marks = Marks(_named(names[0], "ours"), _named(names[1], "theirs"), max(size, 7))
    try:
        outcome = merge_files(Versions(*files, path, marks))
    except OSError as error:
        say(f"{visible(path)}: {visible(str(error.strerror or error))}", err=True)
        return _FAILED
    own = None if outcome.compilation is None else outcome.compilation.parsed.language
    language = language_of(lang, own)
    if outcome.conflicts < 0:
        return _FAILED
    _tell(outcome, visible(path), language)
    return 1 if outcome.conflicts else 0


def _named(name: str, default: str) -> str:
    """Return how git calls a side; older ones leave the place for it as it is."""
    return default if not name or name.startswith("%") else visible(name)


def _tell(outcome: Outcome, path: str, language: Language) -> None:
    chinese = language == "zh"
    if outcome.conflicts:
        zh = f"{path}：{outcome.conflicts} 处冲突，两方改了同一处"
        en = f"{path}: {outcome.conflicts} in conflict, changed by both sides"
        say(zh if chinese else en, err=True)
    elif outcome.new_errors and outcome.compilation is not None:
        zh = f"{path}：已合并，但合并后的报告有错："
        en = f"{path}: merged, but the merged report is at fault:"
        say(zh if chinese else en, err=True)
        shown = coloured("auto", sys.stderr)
        sources = outcome.compilation.sources
        text = render(outcome.new_errors, sources, language, "concise", color=shown)
        say(text, err=True)
