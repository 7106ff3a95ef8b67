"""No source raises, and whatever is found can be shown; more of the same: ``tests.properties.long_run``."""

import hashlib
import os
import pathlib
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportdsl
from reportdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from reportdsl.diagnostics.render import concise
from reportdsl.text.source import Span
from tests.properties import corpus, damage, figures, long_run, tokendamage, totality
from tests.properties.attempt import attempt, fault_of
from tests.properties.damage import Input
from tests.properties.guard import HangError, guard
from tests.properties.reduce import reduced
from tests.records import replace

BATCH = 25
SETTINGS = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)

pieces = st.text(st.sampled_from(tokendamage.MARKS), max_size=8) | st.sampled_from(
    (*tokendamage.STRANGE, *tokendamage.FIGURES, *tokendamage.PIECES)
)
lines = st.lists(pieces, max_size=8).map("".join)
BEGINNINGS = (
    "",
    "标题: a\n",
    "格式: own.form\n\n",
    "@表 收支\n",
    "@简表 a\nb | c\n",
    "@格式 a\n@表式 b\n列\n",
    "@校验 ",
    "{",
    "# ",
    "@注 ",
)


@pytest.mark.parametrize("original", corpus.originals(), ids=lambda original: original.title)
def test_the_sources_themselves_compile(original: corpus.Original) -> None:
    world = {**original.files, original.name: original.data}
    found = totality.examine(original.data, original.name, world)
    if original.title.startswith(("budget", "plain", "suqian", "township", "forms")):
        assert not [d for d in found if d.severity is reportdsl.Severity.ERROR]


@pytest.mark.parametrize("first", range(0, 16 * BATCH, BATCH))
@pytest.mark.parametrize("kind", damage.KINDS)
def test_no_damage_raises(kind: str, first: int) -> None:
    for seed in range(first, first + BATCH):
        made = damage.make(kind, seed)
        with guard():
            totality.examine(made.source, made.name, {**made.files, made.name: made.source})


@SETTINGS
@given(st.sampled_from(BEGINNINGS), st.lists(lines, max_size=6).map("\n".join))
def test_no_text_of_active_characters_raises(beginning: str, text: str) -> None:
    totality.examine(beginning + text, "r.report", totality.files())


@SETTINGS
@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    totality.examine(data, "r.report", {})


@SETTINGS
@given(st.text(max_size=60))
def test_no_unicode_raises(text: str) -> None:
    totality.examine("@简表 a\n" + text + " | 1\n2 | " + text, "r.report", {})


# ── the damage itself ────────────────────────────────────────────────────────────────────────────


def digest() -> str:
    """Return what all inputs of a run come to."""
    made = [damage.make(kind, seed) for kind in damage.KINDS for seed in range(60)]
    return hashlib.sha256(repr(made).encode()).hexdigest()


def test_inputs_are_the_same_on_any_machine() -> None:
    code = "from tests.properties import test_totality as t; print(t.digest())"
    root = pathlib.Path(__file__).parents[2]
    paths = os.pathsep.join((str(pathlib.Path(reportdsl.__file__).parents[1]), str(root)))
    for seed in ("0", "5"):
        env = dict(os.environ, PYTHONHASHSEED=seed, PYTHONPATH=paths)
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, cwd=root, capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == digest()


@pytest.mark.parametrize("kind", damage.KINDS)
def test_inputs_differ_and_are_of_both_kinds_of_files(kind: str) -> None:
    made = [damage.make(kind, seed) for seed in range(300)]
    assert len({repr(one) for one in made}) > 290
    assert {one.name.rpartition(".")[2] for one in made} == {"report", "form"}
    assert any(one.files for one in made)


def test_damage_of_bytes_holds_what_files_may_hold() -> None:
    made = [damage.make("bytes", seed).source for seed in range(600)]
    files = [one for one in made if isinstance(one, bytes)]
    assert len(files) == len(made)
    for piece in (b"\0", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\r"):
        assert any(piece in one for one in files), piece
    broken = sum(not _is_utf8(one) for one in files)
    assert 100 < broken < 450


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_damage_of_tokens_holds_what_hands_may_type() -> None:
    text = "".join(str(damage.make("tokens", seed).source) for seed in range(600))
    for piece in ("𠮷", "😀", "\u200d", "\u202e", "\0", "｛", "٣", "Ｏ", "not", "based on", "非"):
        assert piece in text, piece


# ── what is looked for would be found ────────────────────────────────────────────────────────────


def broken(monkeypatch: pytest.MonkeyPatch, change: dict[str, object]) -> str:
    """Return the fault of a report whose findings are not what they should be."""
    whole = reportdsl.Compilation.diagnostics.func  # type: ignore[attr-defined]

    def changed(self: reportdsl.Compilation) -> tuple[Diagnostic, ...]:
        return tuple(replace(d, **change) for d in whole(self))

    monkeypatch.setattr(reportdsl.Compilation, "diagnostics", property(changed))
    return fault_of(Input("r.report", "{", {}))[0]


OUTSIDE = Span("r.report", 0, 99)
BACKWARDS = Span("r.report", 1, 0)
ELSEWHERE = Span("s.report", 0, 0)
HERE = Span("r.report", 0, 1)


@pytest.mark.parametrize("span", [OUTSIDE, BACKWARDS, ELSEWHERE])
@pytest.mark.parametrize("where", ["primary", "secondary", "edit"])
def test_a_place_outside_its_file_is_seen(
    monkeypatch: pytest.MonkeyPatch, where: str, span: Span
) -> None:
    title = reportdsl.compile_text("{").diagnostics[0].help[0]
    changes: dict[str, dict[str, object]] = {
        "primary": {"span": span},
        "secondary": {"labels": (Label(span),)},
        "edit": {"fixes": (Fix(title, (Edit(span, ""),)),)},
    }
    assert "_spans_fit" in broken(monkeypatch, changes[where])


def test_edits_that_overlap_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    title = reportdsl.compile_text("{").diagnostics[0].help[0]
    edits = (Edit(HERE, "a"), Edit(HERE, "b"))
    assert "_spans_fit" in broken(monkeypatch, {"fixes": (Fix(title, edits),)})
    monkeypatch.undo()
    assert broken(monkeypatch, {"fixes": (Fix(title, edits[:1]),)}) == ""


@pytest.mark.parametrize("text", ["a\x1b[2J", "a\0", "\x9b", "\ud800", "\ufffe"])
def test_what_is_smuggled_into_an_output_is_seen(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    whole = reportdsl.Compilation.emit

    def emit(self: reportdsl.Compilation, name: str, **options: bool) -> str:
        return whole(self, name, **options) + text * (name == "md")  # type: ignore[arg-type]

    monkeypatch.setattr(reportdsl.Compilation, "emit", emit)
    assert fault_of(Input("r.report", "a", {}))[0]


@pytest.mark.parametrize("text", ["\u202e", "\x1b[2J", "\u2028", "\u200b", "\r"])
def test_what_would_steer_a_terminal_is_seen(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(concise, "render_all", lambda *_: text)
    assert "_has_none_of" in fault_of(Input("r.report", "{", {}))[0]


def forever() -> None:
    while True:
        pass


def test_what_hangs_is_stopped() -> None:
    with pytest.raises(HangError), guard(1):
        forever()


HANGING = """
import itertools
from tests.properties.guard import guard
with guard(1):
    all(itertools.repeat(1))
"""


def test_what_hangs_where_no_alarm_is_heard_ends_the_process() -> None:
    root = pathlib.Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", HANGING], cwd=root, capture_output=True, check=False, timeout=60
    )
    assert done.returncode != 0
    assert b"Timeout" in done.stderr


def test_a_fault_is_told_with_the_least_source_that_has_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = totality.examine

    def examine(source: str | bytes, name: str, world: object) -> list[Diagnostic]:
        text = source if isinstance(source, str) else source.decode("utf-8", "replace")
        if "|" in text:
            raise ZeroDivisionError
        return whole(source, name, world)  # type: ignore[arg-type]

    monkeypatch.setattr(totality, "examine", examine)
    seed = next(s for s in range(100) if "|" in str(damage.make("tokens", s).source))
    outcome = attempt(("tokens", seed))
    assert outcome.fault.startswith("ZeroDivisionError in examine")
    long_run.tell("tokens", outcome)
    assert capsys.readouterr().out.strip().endswith(": '|'")


def test_reducing_keeps_what_the_fault_needs() -> None:
    files: dict[str, bytes | str] = {"a": "1\n2\n3\n", "b": b"4\n5\n"}

    def fails(tried: Input) -> bool:
        return "x" in str(tried.source) and "2" in str(tried.files.get("a"))

    small = reduced(Input("r", "a\nb\nwxyz\nc", files), fails)
    assert small == Input("r", "x", {"a": "2"})


def test_figures_stand_in_the_marked_part() -> None:
    page = "a\n<!-- long run: made by b -->\n1\n2\n<!-- end of long run -->\nc\n"
    made = figures.replaced(page, "long run", "3 \\1")
    assert made == "a\n<!-- long run: made by b -->\n3 \\1\n<!-- end of long run -->\nc\n"
    with pytest.raises(ValueError, match="growth"):
        figures.replaced(page, "growth", "3")
    text = figures.PAGE.read_text(encoding="utf-8")
    for name in ("long run", "growth"):
        assert figures.replaced(text, name, "x") != text


def test_a_run_counts_what_came_of_its_inputs() -> None:
    total = long_run.Figures()
    for seed in range(20):
        total.add(attempt(("tokens", seed)))
    assert total.inputs == 20
    assert 0 < total.without_finding <= total.without_error < 20
    assert total.faults.total() == 0
    text = long_run.table({"tokens": total})
    assert "| inputs | 20 |" in text
    assert "| exceptions and broken promises | 0 |" in text


# ── what was found ───────────────────────────────────────────────────────────────────────────────


def test_a_form_may_end_in_a_tree() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  丙\n    丁\n行\n  戊\n    己"
    assert totality.examine(form, "a.form", {}) == []


@pytest.mark.parametrize("behind", ["\t甲", "甲\t1", "\t甲\n乙\t1"])
def test_tabs_may_stand_behind_a_misspelt_first_line(behind: str) -> None:
    [first, *_] = totality.examine(f"@标鉴\n{behind}", "r.report", {})
    assert first.rule.code == "R201"


def test_a_row_beneath_a_group_that_is_left_out_is_left_out() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  丙\n行\n  丁\n    戊\n  己\n"
    source = "格式: a.form\n\n@表 乙\n戊 | 1\n己 | 2\n@省略 丁\n"
    codes = [d.rule.code for d in totality.examine(source, "r.report", {"a.form": form})]
    assert codes == ["R314"]


def test_a_total_may_stand_below_rows_that_are_the_authors() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  名称 <行名>\n  人数 <计数>\n行 *\n  合计 = 合计\n"
    assert totality.examine(form, "a.form", {}) == []
    source = "格式: a.form\n\n@表 乙\n丙 | 1\n丁 | 2\n"
    made = reportdsl.compile_text(source, name="r", world=reportdsl.MemoryWorld({"a.form": form}))
    assert made.emit("pipe").endswith("合计 | 3 |")


def test_a_total_beside_nothing_is_an_error_still() -> None:
    form = "@格式 甲\n@表式 乙\n列\n  人数\n行\n  合计 = 合计\n"
    assert [d.rule.code for d in totality.examine(form, "a.form", {})] == ["R711"]


def test_negations_nest_no_deeper_than_brackets() -> None:
    for word in ("非 ", "not ", "NOT "):
        found = totality.examine("@校验 " + word * 65 + "1 = 1", "r.report", {})
        assert [d.rule.code for d in found] == ["R211"]
        assert "R211" not in {
            d.rule.code for d in totality.examine("@校验 " + word * 60 + "1 = 1", "r.report", {})
        }


def test_signs_and_brackets_in_words_are_no_expression() -> None:
    for mark in "(-+":
        source = f"@简表 表\n项 | 说明\n甲 | 见{mark * 65}\n"
        assert reportdsl.compile_text(source).diagnostics == ()
