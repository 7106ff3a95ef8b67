"""Every example of docs/language.md does what the text says, as CommonMark's spec does it.

How an example is written stands in the document itself, under "How to read the examples".
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import reportdsl
from reportdsl.dev import keyword_table
from reportdsl.diagnostics.diagnostic import Diagnostic, Severity
from reportdsl.formatter import formatted
from reportdsl.syntax import keywords
from reportdsl.syntax.spelling import To

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "language.md"
GRAMMAR = ROOT / "grammar" / "report.lark"

_NUMBER = re.compile(r"<!-- example ([0-9]+) -->")
_FENCE = re.compile(r"```([a-z-]+)(?: (.+))?")
_NEWLINES = {"crlf": "\r\n", "cr": "\r"}
_ENCODINGS = {"gb18030": "gb18030", "bom": "utf-8-sig"}
_FINDING = re.compile(r'(R[0-9]{3}) (?:(\S+):)?([0-9]+):([0-9]+)( note)?((?: "[^"]*")*)')
_VALUE = re.compile(r"(.+?) / (.+) / (.+?) =(?: (.*))?")


@dataclass
class Example:
    """A report or a form, the files beside it, and what is to come of it."""

    number: int
    section: str
    line: int
    name: str = ""
    source: bytes = b""
    files: dict[str, bytes] = field(default_factory=dict)
    expected: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind of block, what stands behind the kind, text."""

    @property
    def id(self) -> str:
        return f"{self.number}-{self.section}".replace(" ", "-")


def read(text: str) -> Iterator[Example]:
    """Yield the examples of a document."""
    lines = iter(enumerate(text.splitlines(), 1))
    section = ""
    example: Example | None = None
    shared: dict[str, bytes] = {}
    for number, line in lines:
        if line.startswith("## "):
            section = line[3:]
        elif marked := _NUMBER.fullmatch(line):
            if example is not None:
                yield example
            example = Example(int(marked[1]), section, number, files=dict(shared))
        elif line.startswith("```"):
            fence = _FENCE.fullmatch(line)
            body: list[str] = []
            for _, inner in lines:
                if inner == "```":
                    break
                body.append(inner)
            if fence is not None and (fence[2] or "").endswith(".form shared"):
                shared[fence[2].split()[0]] = _bytes("\n".join(body), [])
            elif fence is not None and example is not None:
                _take(example, fence[1], fence[2] or "", "\n".join(body))
            else:
                assert fence is None or fence[1] == "text", f"line {number}: a block of no example"
        elif line.startswith("#") and example is not None:
            yield example
            example = None
    if example is not None:
        yield example


def _take(example: Example, kind: str, info: str, text: str) -> None:
    words = info.split()
    if kind in {"report", "form"}:
        assert not example.name, f"example {example.number} has two sources"
        example.name = f"example.{kind}"
        example.source = _bytes(text, words)
    elif kind == "file":
        example.files[words[0]] = _bytes(text, words[1:])
    else:
        example.expected.append((kind, info, text))


def _bytes(text: str, words: list[str]) -> bytes:
    """Return a block as a file: → stands for a tab, ␣ for a blank at a line's end."""
    text = text.replace("→", "\t").replace("␣", " ") + "\n"
    for word in words:
        text = text.replace("\n", _NEWLINES.get(word, "\n"))
    encoding = next((_ENCODINGS[word] for word in words if word in _ENCODINGS), "utf-8")
    return text.encode(encoding)


EXAMPLES = list(read(DOCUMENT.read_text(encoding="utf-8")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_example(example: Example) -> None:
    check(example)


def check(example: Example) -> None:
    """Compile an example and hold what comes of it to what is expected."""
    world = reportdsl.MemoryWorld({**example.files, example.name: example.source})
    compiled = reportdsl.compile_text(example.source, name=example.name, world=world, locate=False)
    _check_findings(compiled, next((t for k, _, t in example.expected if k == "errors"), ""))
    for kind, info, text in example.expected:
        match kind:
            case "errors":
                pass
            case "pipe" | "md" | "cms":
                assert compiled.emit(kind, draft=info == "draft").rstrip("\n") == text
            case "html-contains":
                page = compiled.emit("html", draft=info == "draft")
                assert [line for line in text.splitlines() if line not in page] == []
            case "json-values":
                _check_values(json.loads(compiled.emit("json", draft=True)), text)
            case "laid-out":
                to: To = "zh" if info == "zh" else "en" if info == "en" else None
                assert formatted(example.source.decode(), keywords=to).text == text + "\n"
            case _:
                pytest.fail(f"no expectation is called {kind}")


def _check_findings(compiled: reportdsl.Compilation, text: str) -> None:
    expected: list[str] = []
    words: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        found = _FINDING.fullmatch(line)
        assert found is not None, f"not a finding: {line}"
        key = _key(found[1], found[2] or compiled.source.id, int(found[3]), int(found[4]))
        expected.append(key + (found[5] or ""))
        words.append((key, re.findall(r'"([^"]*)"', found[6])))
    got: list[str] = []
    said: dict[str, str] = {}
    for finding in compiled.diagnostics:
        place = compiled.sources[finding.span.source].lines.position(finding.span.start)
        key = _key(finding.rule.code, finding.span.source, place.line, place.column)
        note = finding.severity is Severity.NOTE
        if not note:
            got.append(key)
        elif key + " note" in expected:
            got.append(key + " note")
        said[key] = said.get(key, "") + _said(finding) + "\n"
    assert sorted(got) == sorted(expected), said
    unsaid = [(key, word) for key, asked in words for word in asked if word not in said[key]]
    assert unsaid == [], said


def _key(code: str, file: str, line: int, column: int) -> str:
    return f"{code} {file}:{line}:{column}"


def _said(finding: Diagnostic) -> str:
    hints = (hint.text("zh") for hint in finding.hints)
    fixes = (fix.title.text("zh") for fix in finding.fixes)
    labels = (label.message.text("zh") for label in finding.labels if label.message)
    return " ".join((finding.message("zh"), *hints, *fixes, *labels))


def _check_values(document: dict[str, Any], text: str) -> None:
    for line in text.splitlines():
        match = _VALUE.fullmatch(line)
        assert match is not None, f"not a value: {line}"
        found = [
            cell["value"]
            for table in document["tables"]
            if table["name"] == match[1]
            for band in table["bands"]
            for row, cells in zip(band["rows"], band["cells"], strict=True)
            for column, cell in zip(band["columns"], cells, strict=True)
            if _called(row, match[2]) and _called(column, match[3])
        ]
        assert found == [match[4] or None], line


def _called(head: dict[str, Any], name: str) -> bool:
    wanted = name.split(".") if name != "*" else []
    return bool(head["path"][-len(wanted) :] == wanted if wanted else not head["path"])


def test_examples_are_numbered_without_gaps() -> None:
    assert [example.number for example in EXAMPLES] == list(range(1, len(EXAMPLES) + 1))


def test_every_section_has_examples() -> None:
    text = re.sub(r"(?ms)^```.+?^```$", "", DOCUMENT.read_text(encoding="utf-8"))
    headings = re.findall(r"(?m)^## (.+)", text)
    shown = {example.section for example in EXAMPLES}
    assert [heading for heading in headings if heading not in shown] == []


def test_every_keyword_stands_in_the_table() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    table = keyword_table.section(text)
    tables = (
        keywords.FIELDS,
        keywords.DIRECTIVES,
        keywords.BLOCKS,
        keywords.AXES,
        keywords.FUNCTIONS,
        keywords.SCOPES,
        keywords.ATTRIBUTES,
        keywords.FORMATS,
        keywords.CONNECTIVES,
        keywords.WORDS,
    )
    words = [word for group in tables for names in group.values() for word in names]
    assert [word for word in words if f"`{word}`" not in table and f"`@{word}`" not in table] == []


def test_connectives_are_those_of_the_grammar() -> None:
    grammar = GRAMMAR.read_text(encoding="utf-8").replace("[ ]+", " ")
    terminals = [f"(?:{'|'.join(words)})" for words in keywords.CONNECTIVES.values()]
    assert [terminal for terminal in terminals if terminal not in grammar] == []


def test_the_table_of_keywords_is_the_code_s_own() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert keyword_table.section(text) == keyword_table.markdown()
