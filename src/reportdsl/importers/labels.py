"""Compare labels as people vary them: width, spaces, quotation marks, traditional characters."""

import unicodedata
from functools import lru_cache

from reportdsl.text.fold import bare, normal
from reportdsl.text.simplified import simplified

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”‘’'«»「」『』〝〞", '"'),
        **dict.fromkeys("，､", ","),
        **dict.fromkeys("﹣－–—―−", "-"),
        "：": ":",
        "；": ";",
    }
)
_FEWEST = 3
"""How many letters a label has at least of which the end is left out."""
_ENOUGH = 5
"""How many a label has at least of which any are."""
_TOTALS = ("总计", "合计", "共计", "总数")
"""Words for a total, of which forms print one and offices write another."""
_OTHERWISE = frozenset("不非未无没上下前后去今旧新净负废失除禁允")
"""Letters that turn what a label says: with one more or less it means another thing."""
_LONGEST = 80
"""How much of a label is looked at when two are held against each other."""
_READ = 400
"""How much of a text is read as a label; what is longer is none."""


@lru_cache(maxsize=8192)
def key(label: str) -> str:
    """Return the form by which labels of files and of forms are compared."""
    text = unicodedata.normalize("NFKC", label[:_READ])
    return normal(simplified(text).translate(_MARKS)).casefold()


@lru_cache(maxsize=8192)
def names(label: str) -> tuple[str, ...]:
    """Return the keys of a label: the whole of it, and without enumerator and parenthesis."""
    return tuple(dict.fromkeys(k for k in (key(label), key(bare(label))) if k))


def turns(one: str, other: str) -> bool:
    """Tell whether what one label has and another has not makes it mean another thing."""
    return bool((set(key(one)) ^ set(key(other))) & _OTHERWISE)


def shortens(label: str, full: str) -> bool:
    """Tell whether a label is another one cut off, or with letters left out, and long enough."""
    own, whole = names(label)[-1:], names(full)[-1:]
    if not own or not whole or len(own[0]) < _FEWEST or own == whole:
        return False
    if whole[0].startswith(own[0]):
        return True
    rest = iter(whole[0])
    return len(own[0]) >= _ENOUGH and all(letter in rest for letter in own[0])


def totals(label: str) -> tuple[str, ...]:
    """Return the other words for a total, where a label is one of them; else nothing."""
    return tuple(_TOTALS) if any(name in _TOTALS for name in names(label)) else ()


def plain(text: str) -> str:
    """Return a text without white space, each character in its common width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def same(label: str, other: str) -> bool:
    """Tell whether two texts are published alike: width of characters and white space aside."""
    return plain(label) == plain(other)


def likeness(one: str, other: str) -> int:
    """Return how alike two keys are, in percent: twice the letters they share in order."""
    a, b = one[:_LONGEST], other[:_LONGEST]
    if not a or not b or not set(a) & set(b):
        return 0
    above = [0] * (len(b) + 1)
    for x in a:
        left = 0
        row = [0]
        for j, y in enumerate(b):
            if x == y:
                left = above[j] + 1
            elif above[j + 1] > left:
                left = above[j + 1]
            row.append(left)
        above = row
    return 200 * above[-1] // (len(a) + len(b))


@lru_cache(maxsize=65536)
def likest(one: str, other: str) -> int:
    """Return how alike two labels are, with or without what may be left out of them."""
    return max((likeness(a, b) for a in names(one) for b in names(other)), default=0)
