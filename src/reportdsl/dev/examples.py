"""Compile the examples of the rules' pages, each in a world of its own files."""

import ast
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from reportdsl.compiler import Compilation, ReportError, compile_text
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Rule
from reportdsl.diagnostics.pages import Example, page
from reportdsl.diagnostics.rules.arithmetic import UNTIED_FIGURE
from reportdsl.diagnostics.rules.emission import PIPE_IN_CELL
from reportdsl.diagnostics.rules.layout import LAYOUT_REFUSED
from reportdsl.emit.emitter import EMITTERS, Options
from reportdsl.formatter import refusal
from reportdsl.importers.importer import read
from reportdsl.importing.formfrom import Wishes, form_from
from reportdsl.importing.forms import forms_of, official
from reportdsl.importing.run import bring_in
from reportdsl.text.source import Source
from reportdsl.world import Failure, FailureKind, MemoryWorld, Read, Resolved

_OF_READERS = ("R92", "R93")
"""How the codes of those rules begin that are about foreign files."""
_OF_RECOGNITION = ("R97", "R98", "R99")
"""How the codes of those begin that are about what is found in them."""
_OF_FORMS = frozenset({"R985", "R986", "R987", "R988", "R989"})
"""The codes of those that are about forms made of foreign files."""
_STYLE = "house.css"
_TEMPLATE = "template"
_LAID_OUT = "laid-out.report"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is found in an example."""

    findings: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    """Every source that a finding may point into, by its name."""

    def of(self, rule: Rule) -> tuple[Diagnostic, ...]:
        """Return the findings of one rule."""
        return tuple(finding for finding in self.findings if finding.rule is rule)


@cache
def wrong_examples(rule: Rule, language: Language) -> tuple[Shown, ...]:
    """Return what is found in the wrong example of a rule's page, and in each further one."""
    article = page(rule).article(language)
    return tuple(shown(example, rule) for example in (article.wrong, *article.further))


def shown(example: Example, rule: Rule) -> Shown:
    """Return what is found in an example of a rule.

    Where the rule is about an output, the example is sound until that output is written.
    """
    if rule.code.startswith(_OF_READERS):
        return _imported(example)
    if rule.code in _OF_FORMS:
        return _formed(example)
    if rule.code.startswith(_OF_RECOGNITION):
        return _brought_in(example)
    compilation = compiled(example, ties=rule is UNTIED_FIGURE)
    found = compilation.diagnostics
    if found:
        return Shown(found, compilation.sources)
    if rule is PIPE_IN_CELL:
        try:
            compilation.emit("pipe")
        except ReportError as error:
            found = error.diagnostics
    if rule is LAYOUT_REFUSED:
        found = refusal(compilation.source, example.files[_LAID_OUT])
    style, template = _house_style(example)
    if style or template:
        return _styled(compilation, example, Options(css=style, template=template))
    return Shown(found, compilation.sources)


def _house_style(example: Example) -> tuple[str | None, str | None]:
    """Return the style sheet and the folder of the template that stand beside an example."""
    has_template = any(name.startswith(f"{_TEMPLATE}/") for name in example.files)
    return _STYLE if _STYLE in example.files else None, _TEMPLATE if has_template else None


def _styled(compilation: Compilation, example: Example, options: Options) -> Shown:
    """Return what is found when the page is made with the style that stands beside an example."""
    with TemporaryDirectory() as folder, chdir(folder):
        for name, text in example.files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8", newline="\n")
        emitted = EMITTERS["html"](compilation.publication, options)
    named = {source.id: source for source in emitted.sources}
    return Shown(emitted.diagnostics, {**compilation.sources, **named})


def _imported(example: Example) -> Shown:
    """Return what is found when an example is read as a foreign file."""
    found = read(_bytes(example), example.main)
    source = Source(example.main, "") if found.document is None else found.document.source
    return Shown(found.diagnostics, {source.id: source})


def _bytes(example: Example) -> bytes:
    """Return a foreign file, which is bytes where no text can be it."""
    return literal(example.data) if example.data else example.text.encode()


def _brought_in(example: Example) -> Shown:
    """Return what is found when an example is imported, by the form beside it if there is one."""
    found = read(_bytes(example), example.main)
    assert found.document is not None
    world = MemoryWorld(dict(example.files))
    own = next((name for name in example.files if name.endswith(".form")), None)
    forms = official() if own is None else forms_of(own, world, "imported.report")
    assert forms is not None
    made = bring_in(found.document, forms, world, "imported.report")
    return Shown((*found.diagnostics, *made.diagnostics), made.sources)


def _formed(example: Example) -> Shown:
    """Return what is found when a form is made of an example."""
    found = read(example.text.encode(), example.main)
    assert found.document is not None
    made = form_from(found.document, Wishes())
    return Shown((*found.diagnostics, *made.diagnostics), made.sources)


def compiled(example: Example, *, ties: bool = False) -> Compilation:
    """Return the compilation of an example, with the files beside it."""
    source = literal(example.data) if example.data else example.text
    # A file may include the example itself.
    files = MemoryWorld({**example.files, example.main: source})
    world = _Refusing(files, cast("Mapping[str, FailureKind]", example.refused))
    return compile_text(source, name=example.main, world=world, ties=ties)


@dataclass(frozen=True, slots=True)
class _Refusing:
    """Files of which some are there but cannot be read."""

    files: MemoryWorld
    refused: Mapping[str, FailureKind]

    def resolve(self, base: str | None, relative: str) -> Resolved:
        return self.files.resolve(base, relative)

    def read(self, path: str) -> Read:
        kind = self.refused.get(path)
        return self.files.read(path) if kind is None else Failure(kind)


def literal(expression: str) -> bytes:
    """Return what an expression of literals, ``+`` and ``*`` comes to, a text as UTF-8.

    Raise `ValueError` if it holds anything else.
    """
    value = _value(ast.parse(expression, mode="eval").body)
    if isinstance(value, int):
        raise ValueError(f"{expression} is no text")  # noqa: TRY004 - a fault of the text
    return value.encode() if isinstance(value, str) else value


def _value(node: ast.expr) -> bytes | str | int:
    match node:
        case ast.BinOp(left, ast.Add(), right):
            match _value(left), _value(right):
                case str(first), str(second):
                    return first + second
                case bytes(start), bytes(rest):
                    return start + rest
        case ast.BinOp(left, ast.Mult(), right):
            match _value(left), _value(right):
                case (str() | bytes()) as text, int(times):
                    return text * times
        case ast.Constant(value=str() | bytes() | int() as constant):
            return constant
    raise ValueError(f"{ast.unparse(node)} is more than literals")
