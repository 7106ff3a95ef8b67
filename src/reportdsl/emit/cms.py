"""Write a publication as the HTML fragment that is pasted into a site's editor.

Headings are plain paragraphs and every cell holds one, as on the sites' own pages: so trafilatura
2.0.0 reads off an article of this fragment what `pipes` writes (after NFKC). The paragraph in the
cell matters, for a page with more tables than paragraphs is read another way. What it reads
differently, whatever the markup:

- pages whose text, tables and all, is shorter than 250 characters;
- paragraphs that are little but links: a link alone, over four fifths of a paragraph of less than
  30 characters (the last one: 60), or several links in one so short; they are dropped;
- a paragraph or cell that is but one of the words PDF, QQ, WeChat, Google, e-mail and some more,
  taken for a button and dropped;
- text that looks like a character reference (``&lt;``, ``&copy=``), resolved once more;
- characters that are not printable (zero-width, bidi marks, the joiners of emoji, unassigned ones)
  and U+2424, which are dropped;
- tables of more than 1,000 columns, which are padded no further: `pipes` follows it there.
"""

from collections.abc import Iterator

from reportdsl.emit.emitter import Emitted, Options
from reportdsl.emit.markup import inline, rows_of_paragraphs
from reportdsl.emit.runs import tidy
from reportdsl.publish.publication import Paragraph, ParagraphRole, Publication, Run

# Editors drop style sheets, so what must not be lost stands at the element.
_TABLE = '<table border="1" style="border-collapse:collapse;width:100%">'
_ALIGNED = {
    ParagraphRole.BODY: "<p>",
    ParagraphRole.NOTE: '<p style="text-align:left">',
    ParagraphRole.SIGNATURE: '<p style="text-align:right">',
}


def emit(publication: Publication, options: Options) -> Emitted:  # noqa: ARG001
    """Return the fragment, without the title: editors have a field for it."""
    return Emitted("".join(_blocks(publication)) + "\n")


def _blocks(publication: Publication) -> Iterator[str]:
    for section in publication.sections:
        yield _paragraph("<p>", section.title)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield _paragraph(_ALIGNED[block.role], block.runs)
            elif block.grid.rows:
                yield f"{_TABLE}{rows_of_paragraphs(block.grid)}</table>"


def _paragraph(tag: str, runs: tuple[Run, ...]) -> str:
    text = inline(tidy(runs))
    return f"{tag}{text}</p>" if text else ""
