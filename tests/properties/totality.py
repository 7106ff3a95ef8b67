"""Compile a source every way there is, and say what must hold of whatever comes back."""

import functools
import itertools
import json
import pathlib
import re
from collections.abc import Iterator, Mapping, Sequence

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic, Fix, Language, Message
from reportdsl.diagnostics.render import concise, terminal
from reportdsl.diagnostics.render import json as as_json
from reportdsl.text.source import Source, Span

LANGUAGES: tuple[Language, ...] = ("zh", "en")
FORMATS = ("pipe", "html", "cms", "md", "json")

# Neither is the compiler's own table. Controls, noncharacters, lone surrogates:
_UNCLEAN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# … and what is said to people has no bidi mark, joiner or strange line end either.
_STEERING = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufffe\uffff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@functools.cache
def files() -> Mapping[str, str]:
    """Return the data of these tests and the official forms, by name."""
    folder = pathlib.Path(__file__).parent / "data"
    own = {p.name: p.read_text(encoding="utf-8") for p in sorted(folder.iterdir())}
    forms = pathlib.Path(reportdsl.__file__).parent / "forms"
    return own | {p.name: p.read_text(encoding="utf-8") for p in sorted(forms.glob("*.form"))}


def examine(source: str | bytes, name: str, world: Mapping[str, bytes | str]) -> list[Diagnostic]:
    """Compile, render and emit a source; raise if anything but findings comes of it."""
    made = reportdsl.compile_text(source, name=name, world=reportdsl.MemoryWorld(world))
    found = list(made.diagnostics)
    for diagnostic in found:
        _spans_fit(diagnostic, made.sources)
        for language in LANGUAGES:
            _no_place_is_left(diagnostic.message(language))
            for message in _messages(diagnostic):
                _no_place_is_left(message.text(language))
    _render(found, made.sources)
    if made.reading.binary:
        assert found, "a file that is not read is told of"
    _emit(made)
    return found


def _render(found: Sequence[Diagnostic], sources: Mapping[str, Source]) -> None:
    """Say what was found in every way; nothing that a source holds may steer the reader's screen."""
    said = [as_json.render_json(found, sources)]
    assert len(json.loads(said[0])) == len(found)
    for language in LANGUAGES:
        said.append(terminal.render_all(found, sources, language))
        said.append(terminal.render_all(found[:1], sources, language, width=20))
        said.append(concise.render_all(found, sources, language))
    for text in said:
        _has_none_of(_STEERING, text)


def _emit(made: reportdsl.Compilation) -> None:
    """Emit a draft in every output, and the report itself unless errors stand against it."""
    for output, draft in itertools.product(FORMATS, (True, False)):
        try:
            text = made.emit(output, draft=draft)
        except reportdsl.ReportError as refused:
            codes = {d.rule.code for d in refused.diagnostics}
            against = not draft and refused.diagnostics == made.errors and bool(codes)
            # Pipe text has no way to write a bar in a cell.
            assert against or (output == "pipe" and codes == {"R950"}), codes
        else:
            assert draft or not made.errors, "a report with errors is emitted as a draft only"
            text.encode()
            _has_none_of(_UNCLEAN, text)
            if output == "json":
                json.loads(text)


def _has_none_of(pattern: re.Pattern[str], text: str) -> None:
    smuggled = pattern.search(text)
    assert smuggled is None, (f"U+{ord(smuggled[0]):04X}", text[: smuggled.start()][-40:])


def _spans_fit(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> None:
    spans = [diagnostic.span, *(label.span for label in diagnostic.labels)]
    spans += [edit.span for fix in diagnostic.fixes for edit in fix.edits]
    for span in spans:
        assert _inside(span, sources), (diagnostic, span)
    for fix in diagnostic.fixes:
        for first, second in itertools.pairwise(_in_order(fix)):
            apart = first.source != second.source or first.end <= second.start
            assert apart, (diagnostic, first, second)


def _in_order(fix: Fix) -> Iterator[Span]:
    return iter(sorted(edit.span for edit in fix.edits))


def _inside(span: Span, sources: Mapping[str, Source]) -> bool:
    source = sources.get(span.source)
    return source is not None and 0 <= span.start <= span.end <= len(source.text)


def _messages(diagnostic: Diagnostic) -> list[Message]:
    labels = [label.message for label in diagnostic.labels]
    fixes = [fix.title for fix in diagnostic.fixes]
    return [m for m in (diagnostic.label, *labels, *diagnostic.help, *fixes) if m is not None]


def _no_place_is_left(text: str) -> None:
    # A waived or nested phrase that lost its argument would show Python's own names.
    assert "Phrase(" not in text
    assert "Message(" not in text
