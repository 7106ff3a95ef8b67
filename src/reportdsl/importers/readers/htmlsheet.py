"""Find what the style sheets of a page say of its elements: which rules match them, and which win.

Of a selector each part is sought by the parser's engine by itself; which parts stand within which
is followed here, in time that grows with the depth of an element and no faster.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers.htmlnames import KEPT_IF_STYLED, names
from reportdsl.importers.reading import over
from reportdsl.text.pattern import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_SELECTORS = 4_000
"""How many selectors of a page's styles are looked at."""
MAX_STEPS = 2_000_000
"""How many elements are looked at to find what selectors match."""
_LOOKS = names(
    "display visibility text-decoration text-decoration-line vertical-align position opacity "
    "font-size left right top bottom text-indent margin-left clip overflow width height max-width "
    "max-height mso-hide mso-text-raise float"
)
"""What may hide an element or set it apart."""
_STRING = pattern(r"\"[^\"\n]*+\"|'[^'\n]*+'")
_NAME = pattern(r"(?<![\w.#:\[=\"'-])[a-zA-Z][a-zA-Z0-9]*+(?![\w-])")
_ID = pattern(r"#[\w-]")
_CLASS = pattern(r"\.[\w-]|\[|(?<!:):(?!not|is|where)[a-z]")
_NOW_AND_THEN = pattern(
    r":(?:hover|focus(?:-within|-visible)?|active|target|checked|visited|link|disabled|enabled)\b"
)
"""What elements are only when somebody points at them and the like."""
_COSTLY = pattern(r":nth-|:has\(|[+~]")
_PARTS = pattern(r"\s*+(>)\s*+|\s++")


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector and what it says."""

    selector: str
    declarations: tuple[tuple[str, str, bool], ...]
    """Names, values, and whether they are important."""

    @property
    def weight(self) -> tuple[int, int, int]:
        """How specific the selector is."""
        bare = _STRING.sub("", self.selector)
        return len(_ID.findall(bare)), len(_CLASS.findall(bare)), len(_NAME.findall(bare))


def rules_of(style: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet that may hide elements or set them apart."""
    around: list[_Around] = [_Around()]
    for chunk in _without_comments(style).replace("}", "}\0").split("\0"):
        *preludes, body = chunk.rstrip("}").split("{")
        found = [prelude.rpartition(";")[2].strip() for prelude in preludes]
        for condition in found[:-1]:
            around.append(around[-1].within(condition.lower()))
        if found and chunk.endswith("}"):
            yield from _rules(found[-1], body, around[-1])
        elif len(around) > 1:
            around.pop()


@dataclass(frozen=True, slots=True)
class _Around:
    """Under what conditions rules stand."""

    never: bool = False
    """Never on a screen."""
    sometimes: bool = False

    def within(self, condition: str) -> "_Around":
        """Return what holds of rules that stand under one more condition."""
        media = condition.startswith("@media")
        on_screen = "print" not in condition or "screen" in condition or "all" in condition
        holds = on_screen if media else condition.startswith(("@supports", "@layer", "@container"))
        return _Around(self.never or not holds, self.sometimes or (media and "(" in condition))


def _rules(selectors: str, body: str, around: _Around) -> Iterator[Rule]:
    said = tuple(d for d in declarations(body) if d[0] in _LOOKS)
    if selectors.startswith("@") or around.never or not said:
        return
    for part in _parted(selectors):
        selector = _NOW_AND_THEN.sub("", part).strip()
        sometimes = around.sometimes or selector != part.strip()
        # What is hidden under a condition only is not hidden; what is shown under one may be.
        kept = tuple(d for d in said if not sometimes or _shows(d))
        if kept and selector:
            yield Rule(selector, kept)


def _shows(declaration: tuple[str, str, bool]) -> bool:
    name, value, _ = declaration
    return (name, value) == ("visibility", "visible") or (name == "display" and value != "none")


def declarations(body: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what a style says: names and values in small letters, and whether it is important."""
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        bare, mark, important = value.strip().lower().rpartition("!")
        if colon:
            told = bool(mark) and important.strip() == "important"
            yield name.strip().lower(), (bare if told else value.lower()).strip(), told


def _parted(selectors: str) -> Iterator[str]:
    """Yield selectors between which commas stand, those within parentheses aside."""
    start = depth = 0
    for at, char in enumerate(selectors):
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            yield selectors[start:at]
            start = at + 1
    yield selectors[start:]


def _without_comments(style: str) -> str:
    """Return a style sheet without comments and braces in strings; an open comment goes on."""
    first, *others = style.replace("<!--", " ").replace("-->", " ").split("/*")
    bare = first + "".join(other.partition("*/")[2] for other in others)
    return _STRING.sub(lambda found: found[0].translate(_NO_MARKS), bare)


_NO_MARKS = dict.fromkeys(map(ord, "{};,"), " ")


def named(style: str) -> frozenset[str]:
    """Return the elements that selectors of a style sheet name."""
    return frozenset(
        name.lower()
        for rule in rules_of(style)
        for name in _NAME.findall(_STRING.sub("", rule.selector))
    )


@dataclass(slots=True)
class Sheet:
    """What the style sheets of a page say of its elements, by their identity."""

    said: dict[int, str] = field(default_factory=dict)

    def attributes(self, node: "LexborNode") -> Mapping[str, str | None]:
        """Return the attributes of an element, its style being all that holds of it."""
        own = node.attributes
        style = own.get("style") or ""
        said = self.said.get(node.mem_id)
        if said is None and "!" not in style:
            return own
        return {**own, "style": _won(said or "", style)}


def _won(said: str, inline: str) -> str:
    """Return what holds of an element: its own style wins, but for what is important."""
    out: dict[str, tuple[bool, str]] = {}
    for style in (said, inline):
        for name, value, important in declarations(style):
            if important or not out.get(name, (False, ""))[0]:
                out.pop(name, None)
                out[name] = important, value
    return ";".join(f"{name}:{value}" for name, (_, value) in out.items())


def sheet_of(tree: "LexborHTMLParser", style: str) -> Sheet:
    """Return what a style sheet says of the elements of a page."""
    found = list(islice(rules_of(style), MAX_SELECTORS + 1))
    if len(found) > MAX_SELECTORS:
        raise over(rules.STYLES, MAX_SELECTORS)
    # Later rules win among equals: sorting keeps their order.
    found.sort(key=lambda rule: rule.weight)
    matcher = _Matcher(tree)
    said: defaultdict[int, list[str]] = defaultdict(list)
    for rule in found:
        for node in matcher.matches(rule.selector):
            said[node.mem_id] += _said(rule, node)
    return Sheet({mem_id: ";".join(texts) for mem_id, texts in said.items()})


def _said(rule: Rule, node: "LexborNode") -> Iterator[str]:
    """Yield what a rule says of an element.

    Letters of no size close the gaps between blocks, whose own letters have another: they hide
    only what holds no elements.
    """
    for name, value, important in rule.declarations:
        if name != "font-size" or not _has_elements(node):
            yield f"{name}:{value}{'!important' * important}"


def _has_elements(node: "LexborNode") -> bool:
    child = node.first_child
    while child is not None and not child.is_element_node:
        child = child.next
    return child is not None


class _Matcher:
    def __init__(self, tree: "LexborHTMLParser") -> None:
        self.tree = tree
        self.size = len(tree.css("*"))
        self.steps = 0
        self.found: dict[str, list[LexborNode]] = {}

    def matches(self, selector: str) -> list["LexborNode"]:
        """Return the elements that a selector matches."""
        parts, within = _chain(selector)
        last = self._alone(parts[-1])
        if len(parts) == 1 or not last:
            return last
        ids = [frozenset(node.mem_id for node in self._alone(part)) for part in parts[:-1]]
        return [node for node in last if self._stands_in(node, ids, within)]

    def _alone(self, part: str) -> list["LexborNode"]:
        """Return the elements that a part of a selector matches by itself."""
        if part not in self.found:
            self._count(self.size * self.size // 64 if _COSTLY.search(part) else self.size // 4)
            self.found[part] = self._sought(part)
        return self.found[part]

    def _sought(self, part: str) -> list["LexborNode"]:
        from selectolax.lexbor import SelectolaxError  # noqa: PLC0415 - only pages need it

        try:
            return self.tree.css(_renamed(part))
        except SelectolaxError:
            # Browsers leave out what they cannot read, and what stands before or behind elements.
            return []

    def _stands_in(
        self, node: "LexborNode", ids: Sequence[frozenset[int]], within: Sequence[bool]
    ) -> bool:
        """Tell whether an element stands in others, each directly if not anywhere `within`."""
        path = []
        around = node.parent
        while around is not None:
            path.append(around.mem_id)
            around = around.parent
        self._count(len(path) * len(ids))
        # Which parts are matched up to an element, from the outermost in.
        anywhere = [False] * len(ids)
        directly = [False] * len(ids)
        for mem_id in reversed(path):
            here = [
                mem_id in own and (not at or (anywhere if within[at - 1] else directly)[at - 1])
                for at, own in enumerate(ids)
            ]
            anywhere = [a or h for a, h in zip(anywhere, here, strict=True)]
            directly = here
        return (anywhere if within[-1] else directly)[-1]

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise over(rules.STYLES, MAX_STEPS)


def _chain(selector: str) -> tuple[list[str], list[bool]]:
    """Return the parts of a selector, and for each but the last whether it may stand anywhere."""
    bare = _PARENTHESES.sub(lambda found: found[0].replace(" ", ""), selector.strip())
    bare = _SIBLINGS.sub(r"\1", bare)
    parts: list[str] = []
    within: list[bool] = []
    start = 0
    for found in _PARTS.finditer(bare):
        parts.append(bare[start : found.start()])
        within.append(found[1] is None)
        start = found.end()
    parts.append(bare[start:])
    return parts, within


_PARENTHESES = pattern(r"\([^()]*+\)|\[[^\[\]]*+\]")
_SIBLINGS = pattern(r"(?<!\s)\s*+([+~])\s*+")


def _renamed(part: str) -> str:
    """Return a part of a selector with the names that elements have after they were scanned."""
    return _NAME.sub(lambda found: KEPT_IF_STYLED.get(found[0].lower(), found[0]), part)
