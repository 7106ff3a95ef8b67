"""Configure the site: ``sphinx-build -W -n docs build/site``."""

import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

HERE = Path(__file__).parent
ORPHAN = "---\norphan: true\n---\n\n"
sys.path.insert(0, str(HERE.parent))

from docs._tools import bigrams, pages  # noqa: E402 - the checkout is on the path from here on
from docs._tools.lexer import LEXERS  # noqa: E402

project = "reportdsl"
author = "The reportdsl developers"
extensions = ["myst_parser"]
exclude_patterns = ["_tools", *pages.empty(HERE)]
nitpicky = True

myst_heading_anchors = 4

html_theme = "furo"
html_title = "reportdsl"
html_search_language = bigrams.NAME
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
# In the first three a Chinese character is as wide as two letters, so that carets stand under
# what they point at.
MONOSPACE = '"Sarasa Mono SC", "Noto Sans Mono CJK SC", NSimSun, Menlo, Consolas, monospace'
html_theme_options: dict[str, Any] = {
    "light_css_variables": {"font-stack--monospace": MONOSPACE},
    "top_of_page_buttons": [],
}


class SearchBoth(SearchEnglish):
    """Search English by stems, Chinese by pairs of characters."""

    lang = bigrams.NAME
    language_name = "English"  # the browser stems words by the stemmer of this name
    js_splitter_code = bigrams.JAVASCRIPT

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx calls it so
        """Return the words that a text is found by."""
        return bigrams.words(input, index=True)


def read_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Give a page's links and what it includes the form that they have on the site."""
    path = Path(app.env.doc2path(docname))
    for outside in pages.included(source[0]):
        app.env.note_dependency(str((path.parent / outside).resolve()))
    page = pages.on_site(source[0], path, HERE)
    if docname == "index":
        page = pages.without_empty_patterns(page, HERE)
    # The pages of the rules are reached from their index; in the menu they would bury the others.
    source[0] = f"{ORPHAN}{page}" if pages.is_rule(docname) else page


def join_lines(_app: Sphinx, doctree: nodes.document) -> None:
    """Drop the line breaks between Chinese characters, which a browser would show as blanks."""
    for parent in doctree.findall(nodes.TextElement):
        texts = [node.astext() for node in parent.children]
        parent.children = [
            node
            for at, node in enumerate(parent.children)
            if texts[at] != "\n" or not pages.are_joined(texts[at - 1], "".join(texts[at + 1 :]))
        ]


def name_language(
    app: Sphinx, _name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say on each page in which language it is, for screen readers and hyphenation."""
    del app
    if doctree is not None and pages.is_chinese(str(context.get("title", ""))):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> None:
    """Register all this."""
    for name, lexer in LEXERS.items():
        app.add_lexer(name, lexer)
    app.add_search_language(SearchBoth)
    app.connect("source-read", read_source)
    app.connect("doctree-read", join_lines)
    app.connect("html-page-context", name_language)
