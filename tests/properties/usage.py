"""Tell which rules, terminals and keywords of the grammar a source uses.

This is a reader of its own: it takes the grammar's text and nothing else of the compiler, and cuts
sources into the grammar's slots in the plainest way. It reads well-formed sources without odd
quotes; a slot that does not parse counts for nothing.
"""

import functools
import pathlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput

from reportdsl.syntax import keywords
from reportdsl.text.fold import fold

GRAMMAR = pathlib.Path(__file__).parents[2] / "grammar" / "report.lark"
_STARTS = (
    *("document", "inline", "interpolation", "cell", "table_head", "rename", "omit", "check"),
    *("allow", "form_head", "titled", "node", "attributes", "sentence"),
)
_SLOT_OF = {
    "TABLE": "table_head",
    "RENAME": "rename",
    "OMIT": "omit",
    "CHECK": "check",
    "ALLOW": "allow",
    "FORM": "form_head",
    "SECTION": "titled",
    "TABLEFORM": "titled",
    "BAND": "titled",
    "COLUMNS": "attributes",
    "ROWS": "attributes",
    "NODE": "node",
    "RULE": "check",
    "SENTENCE": "sentence",
}
_PROSE = frozenset({"HEADING", "PARAGRAPH", "NOTE"})
_FIELD = re.compile(r" *(\w+) *:")
_BLOCK = re.compile(r"(\w+)(?: *\*)?(?= |<|$)")
_BRACES = re.compile(r"\{([^{}]*)\}")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class Use:
    """What of the grammar is used, and how often."""

    rules: Counter[str] = field(default_factory=Counter)
    """Names of rules, and of their alternatives that have one; inlined ones too."""
    terminals: Counter[str] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Where a word stands and the word, in small letters: ``("FUNCTION", "sum")``."""


def use(sources: Sequence[str]) -> Use:
    """Return what some sources use together."""
    found = Use()
    for source in sources:
        _read(fold(re.sub(r"\\\n[ \u3000]*", "", source)), found)
    return found


def rules() -> set[str]:
    """Return the names of the grammar's rules, and of their alternatives that have one."""
    return {_name(rule) for rule in _parser()[0].rules} - {""}


def terminals() -> set[str]:
    """Return the names of the grammar's terminals, the kinds of lines among them."""
    declared = re.findall(r"^%declare (.*)$", GRAMMAR.read_text(encoding="utf-8"), re.MULTILINE)
    return {t.name for t in _parser()[0].terminals} | set(" ".join(declared).split())


def _name(rule: Any) -> str:
    """Return the name of a rule or of its alternative.

    It is "" for the helpers that lark makes, and for rules that only hand on what they hold: that
    of `sum` says that something is added, and not that there was an expression.
    """
    origin = str(rule.origin.name)
    handed_on = rule.options.expand1 and len(rule.expansion) == 1 and not rule.alias
    return "" if origin.startswith("__") or handed_on else str(rule.alias or origin)


@functools.cache
def _parser() -> tuple[Lark, list[str], list[Token]]:
    """Return a parser of the grammar, and the lists where it notes what it reduces and lexes."""
    reduced: list[str] = []
    lexed: list[Token] = []

    def note(token: Token) -> Token:
        lexed.append(token)
        return token

    text = GRAMMAR.read_text(encoding="utf-8")
    names = [t.name for t in Lark(text, parser="lalr", start=list(_STARTS)).terminals]
    lark = Lark(
        text,
        parser="lalr",
        start=list(_STARTS),
        maybe_placeholders=True,
        lexer_callbacks=dict.fromkeys(names, note),
    )
    # What lark calls at each reduction, by rule: nothing public tells of rules without a node.
    callbacks = lark.parser.parser.parser.callbacks
    for rule, made in callbacks.items():
        callbacks[rule] = functools.partial(_reduce, _name(rule), made, reduced)
    return lark, reduced, lexed


def _reduce(name: str, made: Callable[[Any], Any], reduced: list[str], children: Any) -> Any:
    if name:
        reduced.append(name)
    return made(children)


def _parse(start: str, text: str, found: Use) -> None:
    lark, reduced, lexed = _parser()
    reduced.clear()
    lexed.clear()
    try:
        lark.parse(text, start=start)
    except UnexpectedInput:
        return
    found.rules.update(reduced)
    for token in lexed:
        found.terminals[token.type] += 1
        found.words[token.type, re.sub(" +", " ", token.strip().casefold())] += 1
        if start == "sentence" and token.type == "STRING":
            found.words.update(("{}", word.casefold()) for word in _BRACES.findall(token))


def _read(source: str, found: Use) -> None:
    lark, reduced, _ = _parser()
    lines = list(_lines(source, found))
    document: Any = lark.parse_interactive(start="document")
    reduced.clear()
    for kind, _ in lines:
        if kind in document.accepts():
            document.feed_token(Token(kind, ""))
            found.terminals[kind] += 1
    document.feed_eof()
    found.rules.update(reduced)
    for kind, text in lines:
        if kind in _PROSE:
            _prose(text, found)
        elif kind == "ROW":
            label, *cells = _BAR.split(text)
            found.words["LABEL", label.strip().casefold()] += 1
            for cell in cells:
                found.words["LABEL", cell.strip().casefold()] += 1
                _parse("cell", cell.strip(" "), found)
        elif kind in _SLOT_OF and text:
            _parse(_SLOT_OF[kind], text, found)


def _prose(text: str, found: Use) -> None:
    for match in _BRACES.finditer(text):
        _parse("interpolation", match[1].strip(" "), found)
    _parse("inline", _BRACES.sub(lambda match: "\ufffc" * len(match[0]), text), found)


def _lines(source: str, found: Use) -> Iterator[tuple[str, str]]:
    """Yield the kind and the content of each line, and the turns of the trees."""
    mode, fields, tree = "header", False, _Tree()
    for line in source.split("\n"):
        text = line.strip(" ")
        if mode == "header" and fields and not text:
            mode = "body"
        if not text or text.startswith("//"):
            continue
        key = _FIELD.match(text)
        if mode == "header" and key and (fields or keywords.field(key[1])):
            fields = True
            found.words["FIELD", key[1].casefold()] += 1
            yield "FIELD", text
            continue
        mode = "body" if mode == "header" else mode
        if text[0] == "@":
            word = re.match(r"@(\w*)", text)
            kind = keywords.directive(word[1]) if word else None
            if word is None or kind is None:
                continue
            found.words["@", word[1].casefold()] += 1
            if not (mode == "table" and kind in {"RENAME", "OMIT"}):
                yield from tree.leave()
                mode = {"TABLE": "table", "PLAIN": "table", "TABLEFORM": "form"}.get(kind, "body")
            yield kind, text[word.end() :].strip(" ")
        elif text[0] == "#":
            yield from tree.leave()
            mode = "body"
            yield "HEADING", text.lstrip("#").strip(" ")
        elif mode == "form":
            yield from tree.line(line, found)
        elif mode == "table" and _BAR.search(text):
            yield "ROW", text
        else:
            mode = "body"
            yield "PARAGRAPH", text
    yield from tree.leave()


class _Tree:
    """The open block of a table form and the indentations of its lines."""

    def __init__(self) -> None:
        self.block = ""
        self.levels: list[int] = [0]

    def leave(self) -> Iterator[tuple[str, str]]:
        """Yield the ends of what is open."""
        yield from [("_DEDENT", "")] * (len(self.levels) - 1)
        self.block, self.levels = "", [0]

    def line(self, line: str, found: Use) -> Iterator[tuple[str, str]]:
        """Yield a line of a table form with the turns before it."""
        text = line.strip(" ")
        indent = len(line) - len(line.lstrip(" "))
        word = _BLOCK.match(text)
        kind = keywords.block(word[1]) if word else None
        if word and kind and (indent <= self.levels[0] or self.block == "BAND"):
            yield from self.leave()
            self.block, self.levels = kind, [indent]
            found.words["BLOCK", word[1].casefold()] += 1
            yield kind, text[word.end() :].strip(" ")
        elif self.block in {"CHECKS", "PROSE"}:
            yield ("RULE" if self.block == "CHECKS" else "SENTENCE"), text
        else:
            if indent > self.levels[-1]:
                self.levels.append(indent)
                yield "_INDENT", ""
            while len(self.levels) > 2 and indent < self.levels[-1]:
                self.levels.pop()
                yield "_DEDENT", ""
            yield "NODE", text
