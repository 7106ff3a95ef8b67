"""How deep a tree will be is reckoned before the parser makes it, and never too low."""

import random

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reportdsl.importers.readers import htmldepth, htmlscan
from reportdsl.importers.readers.htmlflow import children

NAMES = [
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "tfoot",
    "caption",
    "colgroup",
    "p",
    "div",
    "span",
    "li",
    "ul",
    "ol",
    "dl",
    "dd",
    "dt",
    "h1",
    "h2",
    "section",
    "x-y",
    "dialog",
    "a",
    "b",
    "ruby",
    "rt",
    "address",
    "center",
    "details",
    "summary",
    "hr",
    "br",
    "input",
    "pre",
    "form",
    "body",
    "html",
    "nobr",
    "font",
    "marquee",
    "button",
    "object",
    "select",
    "svg",
    "template",
    "title",
    "em",
    "table",
    "td",
    "tr",
    "th",
]


def real_depth(markup: str) -> int:
    body = LexborHTMLParser(markup).body
    assert body is not None
    todo: list[tuple[LexborNode, int]] = [(body, 0)]
    best = 0
    while todo:
        node, depth = todo.pop()
        best = max(best, depth)
        todo += [(inner, depth + 1) for inner in children(node) if inner.is_element_node]
    return best


class Watched(htmldepth.Depth):
    """Remembers how deep it was."""

    best = 0

    def _push(self, name: str) -> None:
        super()._push(name)
        Watched.best = max(Watched.best, len(self.stack))


@pytest.mark.parametrize("seed", range(4))
def test_no_tree_is_deeper_than_reckoned(seed, monkeypatch):
    monkeypatch.setattr(htmlscan, "Depth", Watched)
    chance = random.Random(seed)
    for _ in range(400):
        names = chance.sample(NAMES, chance.randrange(2, 7))
        marks = ["<{}>", "<{}>", "</{}>", "<{}>x"]
        many = range(chance.randrange(5, 60))
        text = "".join(chance.choice(marks).format(chance.choice(names)) for _ in many)
        Watched.best = 0
        page = htmlscan.scan(text)
        assert page.problem is None
        # What has no end, as <br>, is not counted.
        assert real_depth(page.markup) <= Watched.best + 1


@pytest.mark.parametrize(
    "text",
    [
        # Of what follows each of these the parser closes less than the marks say.
        "<table><ol>x<table></table><li><ol></table>",
        "<div><table><td></div>",
        "<section><table><tr><td><p></section>",
        "<ul><li><table><td></li>",
    ],
)
def test_what_stays_open_is_counted(text):
    page = htmlscan.scan(text * 20)
    assert page.problem is None
    depth = real_depth(page.markup)
    deep = htmlscan.scan(text * 4_000)
    assert deep.problem is not None or depth < 20
