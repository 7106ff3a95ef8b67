"""Know the page of each rule: what it means and why it matters, and a source wrong and mended.

A page is a Markdown file of the package, in one shape, which the reader below holds it to. It is
loaded when somebody asks. It says everything in Chinese and again in English, the examples too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from reportdsl.diagnostics.diagnostic import Argument, Language, Phrase, Rule, Severity
from reportdsl.text.pattern import pattern

WHAT = Phrase("是什么", "What it means")
WHY = Phrase("为什么", "Why it matters")
WRONG = Phrase("错误示例", "Wrong")
RIGHT = Phrase("正确示例", "Right")
FURTHER = Phrase("又如", "Further")
EMPTY = Phrase("（空文件）", "(an empty file)")
SEVERITIES = {
    Severity.ERROR: Phrase("错误", "error"),
    Severity.WARNING: Phrase("警告", "warning"),
    Severity.NOTE: Phrase("提示", "note"),
}
"""The words of a page, which are the headings of its file too."""

_LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
_TITLE = Phrase("{code} {name}（{severity}）", "{code} {name} ({severity})")
_CAN_BE_ALLOWED = Phrase(
    "确有理由的，可以写 @忽略 {code} 和理由。",
    "For a good reason it can be allowed: write @allow {code} and the reason.",
)
_FENCE = "```"
_MAIN = {
    "report": "example.report",
    "form": "example.form",
    "html": "page.html",
    "text": "page.txt",
    "python": "example.report",
}
_FILE = pattern(r"file (\S+)(?: (\S+))?")
_DATA = pattern(r"((?:# .+\n)+)data = (.+)\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A small source that shows a rule, with the files that stand beside it."""

    main: str
    """The name of the source."""
    text: str
    """What the source holds; nothing where it cannot be shown as text."""
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The text of each further file, by name."""
    refused: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Why a file that is there cannot be read, as a `reportdsl.world.FailureKind`, by name."""
    data: str = ""
    """A Python expression of literals, ``+`` and ``*`` that makes a source not to be printed."""
    words: str = ""
    """What such a source is, in a sentence."""


@dataclass(frozen=True, slots=True)
class Article:
    """What there is to say of a rule in one language."""

    what: str
    why: str
    wrong: Example
    """A source in which the rule finds something."""
    right: Example
    """The same source mended."""
    further: tuple[Example, ...] = ()
    """Sources in which the rule finds something else, or says it otherwise."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What there is to say of a rule."""

    rule: Rule
    zh: Article
    en: Article

    def article(self, language: Language) -> Article:
        """Return what is said in one language."""
        return self.zh if language == "zh" else self.en


def page(rule: Rule) -> RulePage:
    """Return the page of a rule; raise `ValueError` if its file has not the shape of a page."""
    name = f"{rule.code}.md"
    text = files("reportdsl").joinpath("diagnostics", "pages", name).read_text(encoding="utf-8")
    title, *halves = _parts(text.splitlines(), "##", name)
    if title != (f"# {rule.code} {rule.name}", ()):
        raise ValueError(f"{name}: the title is not that of {rule.code} {rule.name}, alone")
    if [heading for heading, _ in halves] != [f"## {word}" for word in _LANGUAGES.values()]:
        raise ValueError(f"{name}: it has not one half in Chinese and one in English")
    articles = {
        language: _article(lines, language, name)
        for language, (_, lines) in zip(_LANGUAGES, halves, strict=True)
    }
    return RulePage(rule, articles["zh"], articles["en"])


def explain(rule: Rule, language: Language) -> str:
    """Return the page of a rule as plain text, for a terminal."""
    article = page(rule).article(language)
    severity = SEVERITIES[rule.severity]
    args: dict[str, Argument] = {"code": rule.code, "name": rule.name, "severity": severity}
    parts = [_TITLE.text(language, args)]
    for heading, body in (
        (WHAT, _indented(article.what)),
        (WHY, _indented(article.why)),
        (WRONG, _shown(article.wrong, language)),
        (RIGHT, _shown(article.right, language)),
    ):
        parts.append(f"{heading.text(language, {})}\n\n{body}")
    if rule.waivable:
        parts.append(_CAN_BE_ALLOWED.text(language, args))
    return "\n\n".join(parts)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────

_Part = tuple[str, tuple[str, ...]]
"""A heading and the lines below it; blank ones at either end are left out."""


def _parts(lines: "list[str] | tuple[str, ...]", mark: str, name: str) -> list[_Part]:
    """Return the first line and what follows it, and each heading of a level with its lines."""
    inside = False
    starts = [0]
    for at, line in enumerate(lines):
        if line.startswith(_FENCE):
            inside = not inside
        elif not inside and line.startswith(f"{mark} "):
            starts.append(at)
    if not lines or inside or starts[:2] == [0, 0]:
        raise ValueError(f"{name}: a block is not closed, or there is no title")
    return [
        (lines[start], _trimmed(lines[start + 1 : end]))
        for start, end in pairwise((*starts, len(lines)))
    ]


def _trimmed(lines: "list[str] | tuple[str, ...]") -> tuple[str, ...]:
    text = "\n".join(lines).strip("\n")
    return tuple(text.split("\n")) if text else ()


def _article(lines: tuple[str, ...], language: Language, name: str) -> Article:
    parts = _parts(("", *lines), "###", name)
    known = [f"### {words.text(language, {})}" for words in (WHAT, WHY, WRONG, RIGHT, FURTHER)]
    headings = [heading for heading, _ in parts]
    if parts[0] != ("", ()) or headings[1:] not in (known, known[:-1]):
        raise ValueError(f"{name}: the headings are not {known}, or text stands before them")
    bodies = [body for _, body in parts[1:]]
    if not all(bodies):
        raise ValueError(f"{name}: there is no text below a heading")
    texts = ["\n".join(body) for body in bodies[:2]]
    if any(line.startswith("#") for body in bodies[:2] for line in body):
        raise ValueError(f"{name}: there is a heading too many")
    examples = [_examples(body, name) for body in bodies[2:]]
    if any(len(found) != 1 for found in examples[:2]):
        raise ValueError(f"{name}: there is more than one example where one should be")
    further = examples[2] if len(examples) > 2 else ()
    return Article(texts[0], texts[1], examples[0][0], examples[1][0], further)


def _examples(lines: tuple[str, ...], name: str) -> tuple[Example, ...]:
    """Return the examples that fenced blocks make: each a source, and the files beside it."""
    blocks = _blocks(lines, name)
    starts = [at for at, (info, _) in enumerate(blocks) if _FILE.fullmatch(info) is None]
    if starts[:1] != [0]:
        raise ValueError(f"{name}: a file stands before the source that it belongs to")
    return tuple(
        _example(blocks[start:end], name) for start, end in pairwise((*starts, len(blocks)))
    )


def _blocks(lines: tuple[str, ...], name: str) -> list[tuple[str, str]]:
    """Return the words behind the opening of each fenced block, and what it holds."""
    blocks: list[tuple[str, str]] = []
    opened: int | None = None
    for at, line in enumerate(lines):
        if opened is None and line.startswith(_FENCE):
            opened = at
        elif opened is not None and line == _FENCE:
            text = "".join(f"{inner}\n" for inner in lines[opened + 1 : at])
            blocks.append((lines[opened].removeprefix(_FENCE), text))
            opened = None
        elif opened is None and line:
            raise ValueError(f"{name}: {line!r} stands outside the blocks of an example")
    if opened is not None:
        raise ValueError(f"{name}: a block of an example is not closed")
    return blocks


def _example(blocks: list[tuple[str, str]], name: str) -> Example:
    (kind, text), *others = blocks
    if kind not in _MAIN:
        raise ValueError(f"{name}: a source is a block of {', '.join(_MAIN)}, not of {kind!r}")
    beside: dict[str, str] = {}
    refused: dict[str, str] = {}
    for info, content in others:
        _, file, *why = info.split(" ")
        beside[file] = content
        refused.update((file, kind) for kind in why)
    if len({*beside, _MAIN[kind]}) != len(blocks):
        raise ValueError(f"{name}: two files of an example have one name")
    found = MappingProxyType(beside)
    if kind != "python":
        return Example(_MAIN[kind], text, found, MappingProxyType(refused))
    data = _DATA.fullmatch(text)
    if data is None:
        raise ValueError(f"{name}: a block of Python says in a comment what it makes, and data = …")
    words = " ".join(line.removeprefix("# ") for line in data[1].splitlines())
    return Example(_MAIN[kind], "", found, data=data[2], words=words)


# ── showing ──────────────────────────────────────────────────────────────────────────────────────


def _indented(text: str, by: str = "  ") -> str:
    return "\n".join(by + line if line else "" for line in text.split("\n"))


def _shown(example: Example, language: Language) -> str:
    """Return the files of an example, each under its name if there are several."""
    if example.data:
        return _indented(example.words)
    texts = {example.main: example.text, **example.files}
    if not any(texts.values()):
        return _indented(EMPTY.text(language, {}))
    if len(texts) == 1:
        return _indented(example.text.rstrip("\n"), "    ")
    shown = [f"{name}\n\n{_indented(text.rstrip(chr(10)))}" for name, text in texts.items()]
    return _indented("\n\n".join(shown))
