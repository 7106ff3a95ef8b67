"""Name the rows and columns of a form: labels as they are written, keys that part siblings."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportdsl.importers.tableform.parts import Branch
from reportdsl.syntax import escape, keywords
from reportdsl.text.fold import bare, fold, normal
from reportdsl.text.pattern import pattern

# As the grammar has it: parentheses, nested once, hide the marks.
_INSIDE = r"\((?:[^()]|\([^()]*+\))*+\)"
_PLAIN_LABEL = pattern(rf"(?:{_INSIDE}|[^ :=<])(?:{_INSIDE}|[^:=<])*+")
_SPECIAL_START = pattern(r"[\"“＂/#@*]")
_ESCAPED = pattern(r"\\(?=[{}*\[\]|\"\\])")
_NAME = pattern(r"[^\W\d]\w*+")
_WORDS = frozenset(
    word
    for table in (keywords.CONNECTIVES, keywords.FUNCTIONS, keywords.SCOPES)
    for words in table.values()
    for word in words
)
"""What an expression would not take for a name."""


def label(text: str) -> str | None:
    """Return how a form writes a label; None where nothing writes it."""
    if is_plain(text):
        return text
    return escape.string(_ESCAPED.sub(r"\\\\", text))


def is_plain(text: str) -> bool:
    """Tell whether a label may stand as it is."""
    folded = fold(text)
    if "\\" in text or _SPECIAL_START.match(folded):
        return False
    return _PLAIN_LABEL.fullmatch(folded) is not None


def own_key(text: str) -> str:
    """Return the key that a label gives by itself."""
    return bare(text) if is_plain(text) else text


def keys(roots: Sequence[Branch], unnamed: str) -> dict[Branch, tuple[str, bool]]:
    """Return the key of each node, and whether it is written before the label.

    `unnamed` is what nodes without a label are called.
    """
    out: dict[Branch, tuple[str, bool]] = {}
    waiting = [roots]
    while waiting:
        siblings = waiting.pop()
        _name(siblings, unnamed, out)
        waiting += [branch.children for branch in siblings if branch.children]
    return out


def _name(siblings: Sequence[Branch], unnamed: str, out: dict[Branch, tuple[str, bool]]) -> None:
    labels = Counter(normal(branch.label) for branch in siblings)
    taken: set[str] = set(labels)
    taken.update(normal(own_key(branch.label)) for branch in siblings)
    given: set[str] = set()
    numbers: Counter[str] = Counter()
    for branch in siblings:
        own = own_key(branch.label)
        # Of labels that are the same none is a name, for each would mean all of them.
        if own and normal(own) not in given and labels[normal(branch.label)] == 1:
            given.add(normal(own))
            out[branch] = own, False
            continue
        base = _speakable(own) or unnamed
        key = _speakable(branch.label) if labels[normal(branch.label)] == 1 else ""
        while not key or normal(key) in given or (normal(key) in taken and key != branch.label):
            numbers[base] += 1
            only = not own and numbers[base] == 1
            key = base if only else f"{base}{numbers[base]}"
        given.add(normal(key))
        out[branch] = key, True


def _speakable(text: str) -> str:
    """Return what of a label may stand before a colon; empty where nothing may."""
    return text if is_plain(text) else "".join(c for c in text if c.isalnum())


class References:
    """Names rows and columns of a band in expressions."""

    def __init__(self, keys_of: Mapping[Branch, tuple[str, bool]], trees: Sequence[Branch]) -> None:
        self.keys = {branch: key for branch, (key, _) in keys_of.items()}
        self.paths: dict[Branch, tuple[Branch, ...]] = {}
        for tree in trees:
            self._enter(tree, ())
        self.counts = Counter(name for b in self.paths for name in _names(self.keys[b], b.label))

    def _enter(self, branch: Branch, above: tuple[Branch, ...]) -> None:
        self.paths[branch] = (*above, branch)
        for child in branch.children:
            self._enter(child, self.paths[branch])

    def __call__(self, branch: Branch) -> str | None:
        """Return what names a node; None where nothing does."""
        path = self.paths[branch]
        if self.counts[normal(self.keys[branch])] == 1:
            path = (branch,)
        parts = [_referred(self.keys[node]) for node in path]
        return None if None in parts else ".".join(part or "" for part in parts)


def _names(key: str, label: str) -> set[str]:
    return {normal(key), normal(label), normal(bare(label))}


def _referred(key: str) -> str | None:
    if not key:
        return None
    if _NAME.fullmatch(key) and key.casefold() not in _WORDS:
        return key
    return escape.string(key)
