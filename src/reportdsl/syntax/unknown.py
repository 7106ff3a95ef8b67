"""Tell of a line that begins with ``@`` and no known word, and of the word that it means."""

from reportdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, diagnose, message
from reportdsl.diagnostics.misspelt import Meant, meant
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import keywords
from reportdsl.syntax.line import Line
from reportdsl.text.nearest import nearest
from reportdsl.text.pattern import pattern

_HEAD = pattern(r"@( *)(\w*)")
_FORM_LINES = frozenset({"FORM", "SECTION", "TABLEFORM"})
_ALONE = frozenset({"SIGNATURE"})
"""The directives that nothing stands behind."""


def unknown(line: Line, *, forms: bool) -> tuple[Diagnostic, str | None]:
    """Return the finding against a directive that is not known, and the kind that it seems to be.

    `forms` tells whether the source may hold lines of forms.
    """
    match = _HEAD.match(line.folded)
    blank, word = match.groups() if match else ("", "")
    known = _known(forms=forms)
    kind: str | None
    if blank:
        kind = keywords.directive(word)
        size = len(blank) + len(word) if kind else 0
        help_ = _joined(line, size, word) if kind else Meant()
    elif head := _head(word, known):
        kind, size = keywords.directive(head), len(word)
        help_ = _parted(line, word, head, nearest(word, known))
    else:
        near = nearest(word, known) if word else ()
        kind, size = keywords.directive(near[0]) if near else None, len(word)
        help_ = meant(line.span(0, 1 + size), f"@{word}", tuple(f"@{n}" for n in near))
    span = line.span(0, 1 + size)
    finding = diagnose(
        syntax.UNKNOWN_DIRECTIVE,
        span,
        hints=help_.hints,
        fixes=help_.fixes,
        word=line.text[1 : 1 + size],
    )
    return finding, kind


def _known(*, forms: bool) -> tuple[str, ...]:
    """Return the words that may stand behind an ``@``."""
    return tuple(
        word
        for kind, words in keywords.DIRECTIVES.items()
        for word in words
        if forms or kind not in _FORM_LINES
    )


def _head(word: str, known: tuple[str, ...]) -> str:
    """Return the longest known word that another begins with, with no blank behind it, or none."""
    begun = [k for k in known if word.casefold().startswith(k) and not _goes_on(word, k)]
    return max(begun, key=len, default="")


def _goes_on(word: str, known: str) -> bool:
    """Tell whether an English word has more letters than the known one that it begins with."""
    return known.isascii() and word[len(known) :][:1].isascii() and word[len(known)].isalpha()


def _parted(line: Line, word: str, head: str, near: tuple[str, ...]) -> Meant:
    """Return the fix that puts a blank behind the word that a line begins with.

    There is none where a word of one letter and others that come `near` may be meant.
    """
    if keywords.directive(head) in _ALONE:
        return Meant((message(syntax.NEAREST, names=f"@{head}"),))
    rest = line.text[1 + len(head) : 1 + len(word)]
    text = f"@{word[: len(head)]} {rest}"
    if len(head) == 1 and set(near) - {head}:
        return Meant((message(syntax.NEAREST, names=(text, *(f"@{n}" for n in near))),))
    return _replaced(line, 1 + len(word), text, safe=len(head) > 1)


def _joined(line: Line, size: int, word: str) -> Meant:
    """Return the fix that takes out the blanks before a known word."""
    return _replaced(line, 1 + size, f"@{word}", safe=True)


def _replaced(line: Line, size: int, text: str, *, safe: bool) -> Meant:
    edit = Edit(line.span(0, size), text)
    title = message(syntax.REPLACE_WITH, text=text)
    return Meant(fixes=(Fix(title, (edit,), "safe" if safe else "suggested"),))
