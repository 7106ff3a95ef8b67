"""Colour reports and forms, and name the other kinds of blocks that pages show."""

from typing import Any, ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, include
from pygments.lexers.html import HtmlLexer
from pygments.lexers.markup import MarkdownLexer
from pygments.lexers.special import TextLexer
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String
from pygments.token import Text as Plain


class ReportLexer(RegexLexer):
    """Reports and forms."""

    name = "report"
    aliases: ClassVar[list[str]] = ["report"]
    filenames: ClassVar[list[str]] = ["*.report", "*.form"]

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"(?=[^\n:：|｜{@#]*[:：])", Plain, ("body", "header")),
            (r"", Plain, "body"),
        ],
        "header": [
            (r"(//|／／)[^\n]*\n", Comment.Single),
            (r"([^\s:：|｜{@#]+)([:：])([^\n]*\n?)", bygroups(Name.Attribute, Punctuation, Plain)),
            (r"", Plain, "#pop"),
        ],
        "body": [
            (r"[ \t\u3000]*(//|／／)[^\n]*\n?", Comment.Single),
            (r"[ \t]*[#＃]{1,4}(?=[^#＃\n])", Generic.Heading, "heading"),
            (r"[ \t]*[@＠](忽略|校验|allow|check)", Keyword, "words"),
            (r"[ \t]*[@＠]\w+", Keyword, "words"),
            (r"(段|列|行|校验|正文|band|columns|rows|checks|prose)(?=[ \t*\n])", Keyword, "words"),
            (r"(?=[^\n]*[|｜])", Plain, "row"),
            (r"(?=[ \t\u3000]+[^\s])", Plain, "words"),
            (r"", Plain, "prose"),
        ],
        "heading": [
            (r"\n", Plain, "#pop"),
            include("braces"),
            (r"[^\n{｛]+", Generic.Heading),
        ],
        "prose": [
            (r"\n", Plain, "#pop"),
            include("braces"),
            (r"\*\*[^*\n]+\*\*", Generic.Strong),
            (r"[^\n{｛*]+|\*", Plain),
        ],
        "row": [
            (r"\n", Plain, "#pop"),
            (r"[|｜]", Punctuation),
            include("values"),
            (r"\w+|[^\w\n]", Plain),
        ],
        "words": [
            (r"\n", Plain, "#pop"),
            (r"<[^<>\n]*>", Name.Decorator),
            include("values"),
            (r"\w+|[^\w\n]", Plain),
        ],
        "braces": [
            (r"[{｛][^}｝\n]*[}｝]", String.Interpol),
            (r"[{｛]", Plain),
        ],
        "values": [
            (r"\"[^\"\n]*\"|“[^”\n]*”", String),
            (r"(?<![\w.-])[+-]?[0-9][0-9,.]*%?(?![\w.-])", Number),
            (r"[=?？≤≥≠]", Operator),
        ],
    }


LEXERS: dict[str, type[Lexer]] = {
    "report": ReportLexer,
    "form": ReportLexer,
    "laid-out": ReportLexer,
    "cms": HtmlLexer,
    "html-contains": HtmlLexer,
    "md": MarkdownLexer,
    **dict.fromkeys(("errors", "file", "json-values", "pipe", "txt"), TextLexer),
}
"""The lexer of each language that a fence of the pages may name, other than Pygments' own."""
