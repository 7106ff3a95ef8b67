import re

from hypothesis import given
from hypothesis import strategies as st

from reportdsl.diagnostics.diagnostic import Label, Phrase, diagnose, error, message
from reportdsl.diagnostics.render import concise, json, terminal
from reportdsl.text.source import Source, Span
from reportdsl.text.width import HIDDEN_CHARACTER, display_width, visible

RULE = error("R999", "probe", "查 {text}", "probe {text}")

# Narrow, wide, combining, joining, beyond the first plane, turning, steering, line ends.
ACTIVE = "a1| 政（𠮷😀🇨\u0301\u3099\u200d\ufe0f\u202e\u2066\x1b\x07\x85\u2028\t\n…·"
texts = st.text(st.sampled_from(ACTIVE), max_size=120) | st.text(max_size=40)
long_lines = st.text(st.sampled_from("a政𠮷\u202e|"), min_size=150, max_size=400)


@st.composite
def places(draw: st.DrawFn, contents: st.SearchStrategy[str]) -> tuple[Source, int, int]:
    text = draw(contents)
    start = draw(st.integers(0, len(text)))
    return Source("一.report", text), start, draw(st.integers(start, len(text)))


def caret_row(source: Source, span: Span, width: int) -> tuple[str, str]:
    """Return the line with the caret under it, both without the gutter."""
    finding = diagnose(RULE, span, text="")
    shown = terminal.render(finding, {source.id: source}, "zh", width=width)
    _heading, _arrow, _bar, line, carets = shown.split("\n")
    start = carets.index("|") + 2
    return line[start:], carets[start:]


@given(places(texts))
def test_the_caret_stands_under_its_character(place: tuple[Source, int, int]) -> None:
    source, start, end = place
    line, carets = caret_row(source, source.span(start, end), 10_000)
    position = source.lines.position(start)
    content = source.lines.line(position.line)
    marked = content[position.column - 1 :][: end - start]
    assert line == visible(content).rstrip()
    assert carets.index("^") == display_width(visible(content[: position.column - 1]))
    assert carets.count("^") == max(1, display_width(visible(marked)))


@given(places(long_lines), st.integers(20, 120))
def test_a_window_holds_what_it_marks(place: tuple[Source, int, int], width: int) -> None:
    source, start, end = place
    line, carets = caret_row(source, source.span(start, end), width)
    assert display_width(line) <= width
    column = carets.index("^")
    before = next(n for n in range(len(line) + 2) if display_width(line[:n].ljust(n)) >= column)
    head, tail = line[:before].removeprefix("…"), line[before:].removesuffix("…").rstrip()
    assert visible(source.text[:start]).endswith(head)
    assert tail in visible(source.text[start:])


@given(
    texts,
    st.lists(st.tuples(st.integers(-5, 130), st.integers(-5, 130)), min_size=1, max_size=6),
    texts,
    st.integers(0, 120),
)
def test_any_finding_can_be_shown(
    text: str, ranges: list[tuple[int, int]], words: str, width: int
) -> None:
    source = Source(words, text)
    known = {source.id: source}
    remark = message(Phrase("看 {words}", "see {words}"), words=words)
    first, *others = (source.span(start, end) for start, end in ranges)
    labels = tuple(Label(span, remark) for span in others)
    finding = diagnose(RULE, first, label=remark, labels=labels, hints=(remark,), text=words)
    for sources in (known, {}):
        shown = terminal.render(finding, sources, "zh", width=width)
        assert set(HIDDEN_CHARACTER.findall(shown)) <= {"\n"}
        assert shown.count(visible(words)) >= len(ranges) * bool(sources) + 1
        assert HIDDEN_CHARACTER.search(concise.render(finding, sources, "en")) is None
        assert set(HIDDEN_CHARACTER.findall(json.render_json([finding], sources))) <= {"\n"}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8)), min_size=1, max_size=6))
def test_remarks_never_collide(ranges: list[tuple[int, int]]) -> None:
    source = Source("x", "字" * 70)
    labels = tuple(
        Label(source.span(start, start + size), message(Phrase(f"<{at}>", f"<{at}>")))
        for at, (start, size) in enumerate(ranges)
    )
    finding = diagnose(RULE, labels[0].span, label=labels[0].message, labels=labels[1:], text="")
    shown = terminal.render(finding, {"x": source}, "zh", width=200)
    found = re.findall(r"<\d+>", shown)
    assert sorted(found) == [f"<{at}>" for at in range(len(ranges))]
    for at, (start, _) in enumerate(ranges):
        row = next(row for row in shown.split("\n") if f"<{at}>" in row)
        hangs = "^" not in row and "-" not in row
        assert not hangs or row.index(f"<{at}>") == 4 + 2 * start
