"""Tell of a line of a table form that opens no block, and of the block that it seems to mean."""

from reportdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, diagnose, message
from reportdsl.diagnostics.rules import syntax
from reportdsl.syntax import keywords
from reportdsl.syntax.line import Line
from reportdsl.text.nearest import nearest
from reportdsl.text.pattern import pattern

_FIRST_WORD = pattern(r"(\w+)(:?)")


def stray(line: Line) -> Diagnostic:
    """Return the finding against a line that stands where a block should begin."""
    problem = message(syntax.EXPECTED_BLOCK)
    return diagnose(syntax.BAD_FORM_LINE, line.whole, fixes=_fixes(line), problem=problem)


def _fixes(line: Line) -> tuple[Fix, ...]:
    """Return the edit that makes a line open the block that it seems to mean, if there is one."""
    match = _FIRST_WORD.match(line.folded)
    if match is None:
        return ()
    word, colon = match[1], match[2]
    meant = _meant(word, misspelt=not colon)
    if not meant:
        return ()
    end = match.end()
    parted = " " if colon and line.folded[end : end + 1].isalnum() else ""
    title = message(syntax.REPLACE_WITH, text=meant)
    return (Fix(title, (Edit(line.span(0, end), meant + parted),), "safe"),)


def _meant(word: str, *, misspelt: bool) -> str:
    """Return what a line seems to begin with in the place of a word; empty for no guess."""
    if keywords.block(word):
        return "" if misspelt else word
    if len(word) == 1:
        # One letter is part of too many words.
        return ""
    band = keywords.BLOCKS["BAND"][0]
    if word.startswith(band):
        return f"{band} {word.removeprefix(band)}"
    known = (known for words in keywords.BLOCKS.values() for known in words)
    near = next(iter(nearest(word, known, 1)), "")
    # 行业 is another word than 行, but 行s is not.
    return near if len(near) > 1 or word.removeprefix(near).isascii() else ""
