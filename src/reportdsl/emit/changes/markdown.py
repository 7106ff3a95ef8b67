"""Write what changed as Markdown, for the text of a merge request."""

from collections.abc import Iterable

from reportdsl.compare.changes import Comparison
from reportdsl.diagnostics.diagnostic import Language
from reportdsl.emit.changes.summary import summary, warning
from reportdsl.emit.changes.tree import tree
from reportdsl.emit.changes.wording import Bit, Style, said
from reportdsl.emit.markdown import escaped
from reportdsl.emit.runs import one_line
from reportdsl.text.width import visible

# Elements, for between a letter and punctuation asterisks and tildes would mean themselves.
_MARKS = {
    Style.NAME: ("<strong>", "</strong>"),
    Style.OLD: ("<del>", "</del>"),
    Style.GONE: ("<del>", "</del>"),
    Style.NEW: ("<ins>", "</ins>"),
    Style.COME: ("<ins>", "</ins>"),
}


def emit(comparison: Comparison, language: Language) -> str:
    """Return what changed as a list, what follows from a change beneath it."""
    title = "改动" if language == "zh" else "Changes"
    old, new = (text(side.name) for side in (comparison.old, comparison.new))
    lines = [f"### {title}{'：' if language == 'zh' else ': '}{old} → {new}", ""]
    lines += [text(summary(comparison, language)), ""]
    told = warning(comparison.old, comparison.new, language)
    if told:
        lines += [text(told), ""]
    lines += (
        "  " * placed.depth + "- " + _line(said(comparison.changes[placed.number], language))
        for placed in tree(comparison)
    )
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(bits: Iterable[Bit]) -> str:
    return "".join(_bit(bit) for bit in bits)


def _bit(bit: Bit) -> str:
    opening, closing = _MARKS.get(bit.style, ("", ""))
    # What stands at an end of a piece may meet the next; a reference must not begin in one.
    return f"{opening}{text(bit.text, strip=False)}{closing}"


def text(words: str, *, strip: bool = True) -> str:
    """Return a text in which nothing is markup, mentions nobody and opens no list."""
    shown = one_line(visible(words)) if strip else visible(words)
    return escaped(shown).replace("@", "&#64;").replace("#", "&#35;")
