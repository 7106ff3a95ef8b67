"""Spell a slot as the language writes it: half-width marks, one blank between words, one language.

What is published, names and texts, is left as the author wrote it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportdsl.syntax import keywords
from reportdsl.syntax.expressions import extent
from reportdsl.syntax.grammar import ParseTree
from reportdsl.syntax.line import Line
from reportdsl.syntax.strings import CLOSING
from reportdsl.syntax.tree import ABSENT, Token, Tree

To: TypeAlias = Literal["zh", "en"] | None
"""The language that keywords are turned into; None leaves each as it is."""
Edit: TypeAlias = tuple[int, int, str]
"""A range of a line's text, and what is to stand there."""

_AS_WRITTEN = frozenset(
    {"CELL_TEXT", "TABLE_NAME", "NODE_TEXT", "REST", "TITLE", "FORM_NAME", "WORD"}
)
_STRINGS = frozenset({"STRING", "CELL_STRING", "NODE_STRING"})
_CONNECTIVES = {
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "BASED": "based",
    "SOURCE": "source",
    "UNTIL": "until",
}
_LONGEST_SUM = 40
"""How long a sum of what is above or to the left may be, its blanks included."""
_OPENING = frozenset({"(", ".", "OPEN", "SIGN"})
"""What no blank follows."""
_CLOSING = frozenset({")", ",", ".", ":", "CLOSE", "YEAR"})
"""What no blank stands before."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token of a slot or a mark between two, and how it is spelled."""

    kind: str
    start: int
    end: int
    text: str


def spelled(slot: str, tree: "ParseTree | Token", line: Line, to: To) -> list[Edit]:
    """Return the edits that spell a slot of a line, which its tree stands for, as it should be."""
    pieces = _pieces(tree, line, to)
    edits: list[Edit] = []
    at = 0
    before: _Piece | None = None
    for piece in pieces:
        gap = _gap(slot, before, piece) if before else ""
        if not piece.text:
            gap = ""
        if line.text[at : piece.start] != gap:
            edits.append((at, piece.start, gap))
        if line.text[piece.start : piece.end] != piece.text:
            edits.append((piece.start, piece.end, piece.text))
        at, before = piece.end, piece
    if at < len(line.text):
        edits.append((at, len(line.text), ""))
    return edits


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, which follow each other and do not overlap."""
    out: list[str] = []
    at = 0
    for start, end, new in edits:
        out += (text[at:start], new)
        at = end
    return "".join(out) + text[at:]


def converted(word: str, words: tuple[str, ...] | None, to: To) -> str:
    """Return a keyword in a language, given its words in all of them."""
    if words is None or to is None or keywords.is_chinese(word) == (to == "zh"):
        return word
    return words[0] if to == "zh" else words[1]


def string(written: str) -> str:
    """Return a string between plain marks, if it holds none."""
    inner = written[1:-1]
    plain = len(written) > 1 and written[-1] == CLOSING.get(written[0]) and '"' not in inner
    return f'"{inner}"' if plain else written


def _gap(slot: str, before: _Piece, piece: _Piece) -> str:
    """Return what parts two pieces: a blank or nothing."""
    if before.kind == "SIGN" and piece.kind == "SIGN":
        return " "
    if before.kind in _OPENING or piece.kind in _CLOSING:
        return ""
    if before.kind == "FUNCTION" and piece.kind == "(":
        return ""
    if slot == "interpolation" and before.kind == ":":
        return ""
    return "" if slot == "cell" and before.kind == "EQ" and before.start == 0 else " "


# ── pieces ───────────────────────────────────────────────────────────────────────────────────────


def _pieces(tree: "ParseTree | Token", line: Line, to: To) -> list[_Piece]:
    """Return the tokens of a tree, and the marks between them that the tree leaves out."""
    out: list[_Piece] = []
    at = 0
    for piece in _tokens(tree, line, to):
        out += _marks(line, at, piece.start)
        out.append(piece)
        at = piece.end
    out += _marks(line, at, len(line.text))
    return out


def _marks(line: Line, start: int, end: int) -> Iterator[_Piece]:
    for at in range(start, end):
        mark = line.folded[at]
        if mark != " ":
            yield _Piece(mark, at, at + 1, mark)


def _tokens(tree: "ParseTree | Token", line: Line, to: To) -> Iterator[_Piece]:
    """Yield the tokens of a tree in their order."""
    if isinstance(tree, Token):
        yield _token(tree, line, to)
        return
    whole = _whole_sum(tree, line, to) if tree.data in {"reference", "call"} else None
    if whole is not None:
        yield whole
        return
    for index, child in enumerate(tree.children):
        if child is ABSENT:
            continue
        if isinstance(child, Tree):
            units = _is_rollup(tree) and child.data == "reference" and len(child.children) == 1
            scope = child.children[0] if units else None
            if isinstance(scope, Token) and scope.type == "NAME":
                yield _token(scope, line, to, "SCOPE")
            else:
                yield from _tokens(child, line, to)
        else:
            yield _token(child, line, to, _role(tree, index, child))


def _is_rollup(tree: ParseTree) -> bool:
    return tree.data == "call" and keywords.function(str(tree.children[0])) == "rollup"


def _role(tree: ParseTree, index: int, child: Token) -> str:
    """Return what a token is in its tree, where its own kind does not tell."""
    match tree.data:
        case "signed":
            return "SIGN"
        case "attributes":
            return {"LT": "OPEN", "GT": "CLOSE"}.get(child.type, "")
        case "attribute" if index == 0:
            return "ATTRIBUTE"
        case "reference" if index == 0 and len(tree.children) > 1 and child.type == "NAME":
            return "SCOPE"
    return ""


def _token(token: Token, line: Line, to: To, role: str = "") -> _Piece:
    start = token.start_pos or 0
    end = start + len(token.rstrip(" "))
    start += len(token) - len(token.lstrip(" "))
    folded, written = line.folded[start:end], line.text[start:end]
    kind = role or token.type
    if token.type in _STRINGS:
        return _Piece(kind, start, end, string(written))
    if kind in _AS_WRITTEN:
        return _Piece(kind, start, end, written)
    text = " ".join(folded.split(" ")) if token.type == "BASED" else folded
    if token.type == "YEAR" and to == "en":
        return _Piece(kind, start, end, "")
    return _Piece(kind, start, end, converted(text, _words(kind, folded), to))


def _words(kind: str, folded: str) -> tuple[str, ...] | None:
    """Return a keyword's words in all languages, or None if a token is none."""
    if kind in _CONNECTIVES:
        return keywords.CONNECTIVES[_CONNECTIVES[kind]]
    match kind:
        case "SEVERITY":
            return keywords.WORDS.get(keywords.word(folded) or "")
        case "AXIS":
            return keywords.AXES.get(keywords.axis(folded) or "")
        case "FUNCTION":
            return keywords.FUNCTIONS.get(keywords.function(folded) or "")
        case "SCOPE":
            return keywords.SCOPES.get(keywords.scope(folded) or "")
        case "ATTRIBUTE":
            return keywords.ATTRIBUTES.get(keywords.attribute(folded) or "")
        case "FORMAT":
            return keywords.FORMATS.get(keywords.number_format(folded) or "")
    return None


def _whole_sum(tree: ParseTree, line: Line, to: To) -> _Piece | None:
    """Return a sum of what is above or to the left as one piece in another language, else None."""
    if to is None:
        return None
    start, end = extent(tree, line.folded)
    written = line.folded[start:end]
    way = keywords.summed(written) if len(written) <= _LONGEST_SUM else None
    if way is None or _is_in(written, to):
        return None
    sums, ways = keywords.FUNCTIONS["sum"], keywords.WORDS[way]
    text = sums[0] + ways[0] if to == "zh" else f"{sums[1]}({ways[1]})".upper()
    return _Piece("NAME", start, end, text)


def _is_in(written: str, to: To) -> bool:
    """Tell whether all words of a text are in a language."""
    return (
        written.isascii() if to == "en" else not any(c.isascii() and c.isalpha() for c in written)
    )
