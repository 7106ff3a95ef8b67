"""Know the page of each rule: what it means and why it matters, and a source wrong and mended.

A page is a Markdown file of the package, in one shape, which the reader below holds it to. It is
loaded when somebody asks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from reportdsl.diagnostics.diagnostic import Language, Phrase, Rule, Severity

_SHAPE = (
    "## 中文",
    "### 是什么",
    "### 为什么",
    "## English",
    "### What it means",
    "### Why it matters",
    "## 错误示例 wrong",
    "## 正确示例 right",
)
"""The headings below the title of a page, in order."""

_FENCE = "```"
_MAIN = {"report": "example.report", "form": "example.form", "python": "example.report"}
_FILE = re.compile(r"file (\S+)")
_DATA = re.compile(r"data = (.+)\n", re.DOTALL)

_SEVERITIES = {
    Severity.ERROR: Phrase("错误", "error"),
    Severity.WARNING: Phrase("警告", "warning"),
    Severity.NOTE: Phrase("提示", "note"),
}
_TITLE = Phrase("{code} {name}({severity})", "{code} {name} ({severity})")
_WHAT = Phrase("是什么", "What it means")
_WHY = Phrase("为什么", "Why it matters")
_WRONG = Phrase("错误示例", "Wrong")
_RIGHT = Phrase("正确示例", "Right")
_GENERATED = Phrase(
    "文件的内容（用 Python 写出）：", "The bytes of the file, as Python writes them:"
)
_EMPTY = Phrase("（空文件）", "(an empty file)")


@dataclass(frozen=True, slots=True)
class Example:
    """A small source that shows a rule, with the files that stand beside it."""

    main: str
    """The name of the source."""
    text: str
    """What the source holds; nothing where it cannot be shown as text."""
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The text of each further file, by name."""
    data: str = ""
    """A Python expression of bytes literals, ``+`` and ``*`` that makes a source of no text."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What there is to say of a rule."""

    rule: Rule
    zh: tuple[str, str]
    """What it is and why it matters, in Chinese."""
    en: tuple[str, str]
    """The same in English."""
    wrong: Example
    """A source in which the rule finds something."""
    right: Example
    """The same source mended."""


def page(rule: Rule) -> RulePage:
    """Return the page of a rule; raise `ValueError` if its file has not the shape of a page."""
    name = f"{rule.code}.md"
    text = files("reportdsl").joinpath("diagnostics", "pages", name).read_text(encoding="utf-8")
    lines = text.splitlines()
    places = [at for at, line in _outside_blocks(lines) if line.startswith("#")]
    expected = [f"# {rule.code} {rule.name}", *_SHAPE]
    if [lines[at] for at in places] != expected or places[0] != 0:
        raise ValueError(f"{name}: the headings are not {expected}")
    parts = [lines[start + 1 : end] for start, end in pairwise((*places, len(lines)))]
    if any(line for empty in (0, 1, 4) for line in parts[empty]):
        raise ValueError(f"{name}: there is text between two headings")
    texts = ["\n".join(parts[prose]).strip("\n") for prose in (2, 3, 5, 6)]
    if not all(texts):
        raise ValueError(f"{name}: there is no text below a heading")
    return RulePage(
        rule,
        (texts[0], texts[1]),
        (texts[2], texts[3]),
        _example(parts[7], name),
        _example(parts[8], name),
    )


def explain(rule: Rule, language: Language) -> str:
    """Return the page of a rule as plain text, for a terminal."""
    found = page(rule)
    severity = _SEVERITIES[rule.severity]
    title = _said(_TITLE, language, code=rule.code, name=rule.name, severity=severity)
    what, why = found.zh if language == "zh" else found.en
    parts = [title]
    parts += [f"{_said(_WHAT, language)}\n\n{_indented(what)}"]
    parts += [f"{_said(_WHY, language)}\n\n{_indented(why)}"]
    parts += [f"{_said(_WRONG, language)}\n\n{_shown(found.wrong, language)}"]
    parts += [f"{_said(_RIGHT, language)}\n\n{_shown(found.right, language)}"]
    return "\n\n".join(parts)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def _outside_blocks(lines: list[str]) -> list[tuple[int, str]]:
    """Return the lines, with their places, that stand in no fenced block."""
    out: list[tuple[int, str]] = []
    inside = False
    for at, line in enumerate(lines):
        if line.startswith(_FENCE):
            inside = not inside
        elif not inside:
            out.append((at, line))
    return out


def _example(lines: list[str], name: str) -> Example:
    """Return the example that the fenced blocks of a part make, the source itself first."""
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
    if opened is not None or not blocks or blocks[0][0] not in _MAIN:
        raise ValueError(f"{name}: an example is a block of {', '.join(_MAIN)}")
    (kind, text), *others = blocks
    beside: dict[str, str] = {}
    for info, content in others:
        named = _FILE.fullmatch(info)
        if named is None or named[1] in {*beside, _MAIN[kind]}:
            raise ValueError(f"{name}: {info!r} names no further file")
        beside[named[1]] = content
    if kind != "python":
        return Example(_MAIN[kind], text, MappingProxyType(beside))
    data = _DATA.fullmatch(text)
    if data is None:
        raise ValueError(f"{name}: a block of Python says data = …")
    return Example(_MAIN[kind], "", MappingProxyType(beside), data[1])


# ── showing ──────────────────────────────────────────────────────────────────────────────────────


def _said(phrase: Phrase, language: Language, **args: str | Phrase) -> str:
    return phrase.text(language, args)


def _indented(text: str, by: str = "  ") -> str:
    return "\n".join(by + line if line else "" for line in text.split("\n"))


def _shown(example: Example, language: Language) -> str:
    """Return the files of an example, each under its name if there are several."""
    if example.data:
        return _indented(f"{_said(_GENERATED, language)}\n\n{_indented(example.data)}")
    texts = {example.main: example.text, **example.files}
    if not any(texts.values()):
        return _indented(_said(_EMPTY, language))
    if len(texts) == 1:
        return _indented(example.text.rstrip("\n"), "    ")
    shown = [f"{name}\n\n{_indented(text.rstrip(chr(10)))}" for name, text in texts.items()]
    return _indented("\n\n".join(shown))
