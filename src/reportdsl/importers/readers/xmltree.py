"""Read the XML of office documents into a tree; what no sound document holds is refused."""

# The parser is expat, which knows no entity that a document does not declare: and one that declares
# anything, in whatever encoding, is refused before it can.
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import (
    Element,
    ParseError,
    TreeBuilder,
    XMLParser,
)

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.reading import Refusal, damaged, over

MAX_LEVELS = 200
"""How deep elements may stand within each other."""
MAX_NODES = 500_000
"""How many elements a part may have."""

BAD_XML = Phrase("里面的 XML 不完整，或者已经损坏", "the XML in it is not whole, or damaged")


class _Target:
    """Takes what the parser finds; names lose their namespaces, of which there are two editions."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._local: dict[str, str] = {}
        self._depth = 0
        self._count = 0
        self.data = self._builder.data
        self.close = self._builder.close

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_LEVELS:
            raise over(rules.NESTING, MAX_LEVELS)
        if self._count > MAX_NODES:
            raise over(rules.MARKS, MAX_NODES)
        named = {self._name(key): value for key, value in attributes.items()}
        return self._builder.start(self._name(tag), named)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return self._builder.end(self._name(tag))

    def doctype(self, *_declared: Any) -> None:  # noqa: ANN401 - it is not looked at
        raise Refusal(rules.MARKUP_DECLARATION)

    def _name(self, name: str) -> str:
        found = self._local.get(name)
        if found is None:
            found = self._local[name] = name.rpartition("}")[2]
        return found


def tree(data: bytes) -> Element:
    """Return the root of a part; raise `Refusal` if it is not sound."""
    parser = XMLParser(target=_Target())  # noqa: S314 - a document with declarations is refused
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as fault:
        raise damaged(BAD_XML) from fault
    return root


def refuse_declarations(data: bytes) -> None:
    """Raise `Refusal` if a part declares anything, or is no XML; nothing of it is kept."""
    from xml.parsers import expat  # noqa: PLC0415 - only archives need it; see above

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it takes no keywords
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise damaged(BAD_XML) from fault


def _refuse(*_declared: Any) -> None:  # noqa: ANN401 - it is not looked at
    raise Refusal(rules.MARKUP_DECLARATION)


def child(node: Element | None, *names: str) -> Element | None:
    """Return what stands under the first of each name, level by level."""
    for name in names:
        if node is None:
            return None
        node = node.find(name)
    return node


def whole(text: str | None, default: int) -> int:
    """Return a whole number of at most seven digits, or what stands for anything else."""
    short = text and len(text) < 8
    return int(text) if text and short and text.isascii() and text.isdigit() else default


def below(node: Element | None, *names: str) -> Iterable[Element]:
    """Return all that stands under the first of each name, level by level."""
    found = child(node, *names)
    return () if found is None else found
