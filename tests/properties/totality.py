"""Compile a source every way there is, and say what must hold of whatever comes back."""

import functools
import pathlib
import random
from collections.abc import Callable, Mapping

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic, Language, Message
from reportdsl.diagnostics.render import concise, json, terminal
from reportdsl.text.source import Source, Span

LANGUAGES: tuple[Language, ...] = ("zh", "en")
FORMATS = ("pipe", "html", "cms", "md", "json")
ACTIVE = (
    '{}[]()|"\\*#@/:=<>,.+-×÷?!%±≠≤≥&0129aA_ \t\n'
    "甲乙件年表列行段合计总计上年下级其余、。（）：｜＃＠｛｝＝，＊＼／０９＂“”　一①"
)
HOSTILE: tuple[str, ...] = (
    *"𠮷😀\u200b\u200d\u202e\u2066\ufeff\ufffe\x00\x0b\x1b\x85\u2028\ud800\udfff²٣０Ｏ½㈠⑴\u0301\ufffc\ufffd",
    *(
        "**",
        "[a](http://a)",
        "{",
        "}",
        "{}",
        '"',
        '""',
        "“",
        "”",
        "|",
        "||",
        "\\",
        "\\\\",
        "//",
        "\r",
        "\r\n",
    ),
    *(
        "=合计上方",
        "=",
        "=1/0",
        "=above+1",
        "= 合计",
        "<计数>",
        "<",
        "<>",
        "<选项 a|b>",
        "<百分比 1>",
        "@表 ",
        "@",
    ),
    *(
        "上年.",
        "下级.",
        "汇总(下级)",
        "*",
        ".",
        "其余 | 0",
        "?",
        "-",
        "25%",
        "1e9",
        "9" * 31,
        "0.123456789",
    ),
    *(
        "@引用 part.report",
        "@省略 *",
        '@忽略 R512 "a"',
        "@标签 列 a: b",
        "@落款",
        "@注 a",
        "@章 一",
        "@表式 甲",
    ),
)


@functools.cache
def files() -> Mapping[str, str]:
    """The sources that the mutations start from, by name, with those that they name."""
    folder = pathlib.Path(__file__).parent / "data"
    own = {p.name: p.read_text(encoding="utf-8") for p in sorted(folder.iterdir())}
    forms = pathlib.Path(reportdsl.__file__).parent / "forms"
    return own | {p.name: p.read_text(encoding="utf-8") for p in sorted(forms.iterdir())}


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
    for language in LANGUAGES:
        terminal.render_all(found, made.sources, language)
        concise.render_all(found, made.sources, language)
    json.render_json(found, made.sources)
    if made.reading.binary:
        assert found
    for output in FORMATS:
        try:
            text = made.emit(output, draft=True)
        except reportdsl.ReportError as refused:
            assert {d.rule.code for d in refused.diagnostics} == {"R950"}  # noqa: PT017
            assert output == "pipe"
        else:
            text.encode()
    return found


def _spans_fit(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> None:
    spans = [diagnostic.span, *(label.span for label in diagnostic.labels)]
    spans += [edit.span for fix in diagnostic.fixes for edit in fix.edits]
    for span in spans:
        assert _inside(span, sources), (diagnostic, span)


def _inside(span: Span, sources: Mapping[str, Source]) -> bool:
    source = sources.get(span.source)
    return source is not None and 0 <= span.start <= span.end <= len(source.text)


def _messages(diagnostic: Diagnostic) -> list[Message]:
    labels = [label.message for label in diagnostic.labels]
    fixes = [fix.title for fix in diagnostic.fixes]
    return [m for m in (diagnostic.label, *labels, *diagnostic.hints, *fixes) if m is not None]


def _no_place_is_left(text: str) -> None:
    # A waived or nested phrase that lost its argument would show Python's own names.
    assert "Phrase(" not in text
    assert "Message(" not in text


# ── mutations ────────────────────────────────────────────────────────────────────────────────────


def mutated(text: str, rng: random.Random, other: str) -> str:
    """Return a source with a few things wrong; `other` lends lines and stretches."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        way: Callable[[str, random.Random, str], str] = rng.choice(_WAYS)
        text = way(text, rng, other)
    return text


def _places(text: str, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.choice((0, 1, 1, 2, 5, 20)))


def _put(text: str, rng: random.Random, _other: str) -> str:
    start, _ = _places(text, rng)
    new = rng.choice(HOSTILE) if rng.random() < 0.6 else rng.choice(ACTIVE)
    return text[:start] + new + text[start:]


def _take(text: str, rng: random.Random, _other: str) -> str:
    start, end = _places(text, rng)
    return text[:start] + text[end:]


def _replace(text: str, rng: random.Random, _other: str) -> str:
    start, end = _places(text, rng)
    new: str = rng.choice([*HOSTILE, *ACTIVE])
    return text[:start] + new + text[end:]


def _lines(text: str, rng: random.Random, other: str) -> str:
    lines, theirs = text.split("\n"), other.split("\n")
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            del lines[i]
        case 1:
            lines.insert(j, lines[i])
        case 2:
            lines[i], lines[j] = lines[j], lines[i]
        case 3:
            lines.insert(i, rng.choice(theirs))
        case 4:
            lines[i] = rng.choice((" ", "  ", "\u3000", "\t")) + lines[i]
        case _:
            lines[i] = lines[i].lstrip()
    return "\n".join(lines)


def _widen(text: str, rng: random.Random, _other: str) -> str:
    start, end = _places(text, rng)
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return text[:start] + text[start:end].translate(wide) + text[end:]


def _swap(text: str, rng: random.Random, _other: str) -> str:
    """Exchange two words or cells."""
    pieces = text.split(" ")
    i, j = rng.randrange(len(pieces)), rng.randrange(len(pieces))
    pieces[i], pieces[j] = pieces[j], pieces[i]
    return " ".join(pieces)


def _splice(text: str, rng: random.Random, other: str) -> str:
    start, end = _places(text, rng)
    first, last = _places(other, rng)
    return text[:start] + other[first:last] + text[end:]


def _figure(text: str, rng: random.Random, _other: str) -> str:
    """Put another value where a figure stands."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    if not at:
        return text
    i = rng.choice(at)
    new = rng.choice(
        (
            "",
            "=",
            "-",
            "?",
            '""',
            "0",
            "-1",
            "1.5",
            "=合计左侧",
            "=合计上方",
            "9" * 30,
            "Ｏ",
            "=上年.a",
        )
    )
    return text[:i] + new + text[i + 1 :]


_WAYS = (_put, _take, _replace, _lines, _lines, _widen, _swap, _splice, _figure)


def mutated_bytes(data: bytes, rng: random.Random) -> bytes:
    """Return bytes of which some are wrong, so that they may not be UTF-8 any more."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 2, 8))):
        i = rng.randrange(len(out) + 1)
        match rng.randrange(3):
            case 0:
                out[i:i] = bytes([rng.randrange(256)])
            case 1:
                del out[i : i + rng.choice((1, 2, 50))]
            case _:
                out[i : i + 1] = bytes([rng.randrange(256)])
    return bytes(out)


def mutation(seed: int) -> tuple[str, str | bytes, Mapping[str, bytes | str]]:
    """Return the name, the source and the world of one mutation."""
    rng = random.Random(seed)
    sources = files()
    name = rng.choice(sorted(sources))
    text = mutated(sources[name], rng, sources[rng.choice(sorted(sources))])
    world: dict[str, bytes | str] = dict(sources)
    source: str | bytes = text
    if rng.random() < 0.1:
        encoding = rng.choice(("utf-8", "gb18030", "utf-16", "utf-8-sig"))
        source = mutated_bytes(text.encode(encoding, "replace"), rng)
    if name == "prose.report":
        for taken in ("own.form", "part.report", "last.report"):
            if rng.random() < 0.4:
                world[taken] = mutated(sources[taken], rng, text)
    return name, source, world
